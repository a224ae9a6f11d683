/* doc_text.h - the text of a Word file as paragraphs and rows of tables. */
#ifndef FOI_DOC_TEXT_H
#define FOI_DOC_TEXT_H

#include "indexer/extract/word/doc_file.h"

typedef struct foi_doc_text foi_doc_text;

/** Gives blocks to OUTPUT; both are borrowed. Damage of the tables that tell of text is told. */
foi_doc_text *foi_doc_text_new(const foi_doc_file *file, foi_output *output);
void foi_doc_text_free(foi_doc_text *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_doc_text, foi_doc_text_free)

/**
 * Give the characters from START up to END, counted through all stories. Deleted and hidden text,
 * and the instructions of fields, are left out. MARGIN: it is a header or footer, where a text that
 * was in one before is left out.
 */
void foi_doc_text_give(foi_doc_text *text, bool margin, uint64_t start, uint64_t end);

/** How many characters the pieces of the file hold. */
uint64_t foi_doc_text_length(const foi_doc_text *text);

#endif
