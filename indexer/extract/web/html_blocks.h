/* html_blocks.h - from the events of an HTML parser to blocks of text. */
#ifndef FOI_HTML_BLOCKS_H
#define FOI_HTML_BLOCKS_H

#include "indexer/extract/extractor.h"

typedef struct foi_html_blocks foi_html_blocks;

/** Gives blocks to OUTPUT (borrowed). WITH_TITLE: <title> becomes the title of the document. */
foi_html_blocks *foi_html_blocks_new(foi_output *output, bool with_title);
void foi_html_blocks_free(foi_html_blocks *blocks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_html_blocks, foi_html_blocks_free)

/** An element begins. ATTRIBUTES: name, value (may be NULL), ..., NULL; may be NULL itself. */
void foi_html_blocks_start(foi_html_blocks *blocks, const char *name,
                           const char *const *attributes);
void foi_html_blocks_end(foi_html_blocks *blocks, const char *name);
void foi_html_blocks_text(foi_html_blocks *blocks, const char *text, size_t length);

/** LABEL ("17.", "(a)"; copied) is printed before the block that comes next. */
void foi_html_blocks_label(foi_html_blocks *blocks, const char *label);

/** Give what is left. False once the budget is spent. */
bool foi_html_blocks_finish(foi_html_blocks *blocks);

/** Whether the budget still holds. */
bool foi_html_blocks_more(const foi_html_blocks *blocks);

#endif
