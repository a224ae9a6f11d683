/* docx_body.h - the paragraphs and tables of the parts of a DOCX. */
#ifndef FOI_DOCX_BODY_H
#define FOI_DOCX_BODY_H

#include "indexer/extract/package/ooxml.h"
#include "indexer/extract/word/docx_styles.h"

typedef struct foi_docx_body foi_docx_body;

/** Which kind of part is read. */
typedef enum foi_docx_part {
    FOI_DOCX_MAIN,
    FOI_DOCX_MARGIN, /**< a header or footer: a text that was there before is left out */
    FOI_DOCX_NOTES   /**< footnotes or endnotes: separators are left out */
} foi_docx_part;

/** Gives blocks to OUTPUT; both are borrowed. */
foi_docx_body *foi_docx_body_new(foi_output *output, foi_docx_styles *styles);
void foi_docx_body_free(foi_docx_body *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_docx_body, foi_docx_body_free)

/** Read the part NAME and give its text. Deleted and hidden text is left out. */
foi_parts_end foi_docx_body_read(foi_docx_body *body, foi_parts *package, const char *name,
                                 foi_docx_part part);

#endif
