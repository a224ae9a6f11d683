/* odf_styles.h - what the styles of an ODF document say of its text, and how its lists count. */
#ifndef FOI_ODF_STYLES_H
#define FOI_ODF_STYLES_H

#include "indexer/extract/package/xml_reader.h"
#include "indexer/extract/word/lists.h"

typedef struct foi_odf_styles foi_odf_styles;

foi_odf_styles *foi_odf_styles_new(void);
void foi_odf_styles_free(foi_odf_styles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_odf_styles, foi_odf_styles_free)

/** Another part begins: it has automatic styles of its own. */
void foi_odf_styles_start_part(foi_odf_styles *styles);

/** Take in a node, wherever it stands in a part: styles stand before the text that uses them. */
void foi_odf_styles_visit(foi_odf_styles *styles, xmlTextReader *reader, int type,
                          const char *name);

/** What a style says with all that it inherits. */
typedef struct foi_odf_style {
    bool hidden;     /**< text, paragraph or table */
    bool heading;    /**< the title of the document */
    bool quote;      /**< a quotation */
    bool unnumbered; /**< the headings of this style are in no list */
} foi_odf_style;

/** The style NAME (NULL: none) of FAMILY: "text", "paragraph", "table". */
foi_odf_style foi_odf_styles_find(const foi_odf_styles *styles, const char *family,
                                  const char *name);

/** The levels of the list style NAME, "" for that of headings; NULL where there is none. */
const foi_list_level *foi_odf_styles_list(const foi_odf_styles *styles, const char *name);

/** Whether the sheets that were read so far use the page style NAME, or say nothing of any. */
bool foi_odf_styles_uses_page(const foi_odf_styles *styles, const char *name);

#endif
