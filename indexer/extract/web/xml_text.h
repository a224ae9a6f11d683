/* xml_text.h - the text of XML as blocks, by a table of what its elements are. */
#ifndef FOI_XML_TEXT_H
#define FOI_XML_TEXT_H

#include "indexer/extract/charset.h"
#include "indexer/extract/extractor.h"

typedef enum foi_xml_form {
    FOI_XML_BY_USE, /**< in no table: inline where it ever stands beside text, else a block */
    FOI_XML_BLOCK,
    FOI_XML_INLINE,
    FOI_XML_DROPPED,
    FOI_XML_HEADING,
    FOI_XML_LABEL, /**< the printed number of the block that follows */
    FOI_XML_NOTE,  /**< given behind all else, so that it parts no sentence */
    FOI_XML_QUOTE,
    FOI_XML_ITEM,
    FOI_XML_TABLE,
    FOI_XML_ROW,
    FOI_XML_CELL,
    FOI_XML_BREAK,
    FOI_XML_SPACE, /**< a tab or the like stands here */
    FOI_XML_MARKUP /**< its text may be HTML that was written as text */
} foi_xml_form;

typedef struct foi_xml_name {
    const char *name; /**< without the prefix of its name space */
    foi_xml_form form;
} foi_xml_name;

/** INPUT as UTF-8, by its declaration where nothing better is known. */
foi_utf8 foi_xml_decode(const foi_input *input, const foi_output *output);

/**
 * Give the blocks of LENGTH bytes of TEXT (valid UTF-8). NAMES: what the elements are, NULL at the
 * end. Damage makes it `partial`.
 */
void foi_xml_text_give(foi_output *output, const char *text, size_t length,
                       const foi_xml_name *names);

#endif
