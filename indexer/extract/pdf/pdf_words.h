/* pdf_words.h - whether the hyphen at the end of a line belongs to the word or only to the line. */
#ifndef FOI_PDF_WORDS_H
#define FOI_PDF_WORDS_H

#include "indexer/extract/pdf/pdf_page.h"

typedef struct foi_pdf_words foi_pdf_words;

/** The words of PAGES (of foi_pdf_page *, borrowed), which are looked at when first asked for. */
foi_pdf_words *foi_pdf_words_new(const GPtrArray *pages);
void foi_pdf_words_free(foi_pdf_words *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_pdf_words, foi_pdf_words_free)

/**
 * Whether the word that BEFORE ends with, a hyphen, and the one that AFTER begins with are one word
 * that the line has broken: the document has it whole, or has not both halves as words.
 */
bool foi_pdf_words_broken(foi_pdf_words *words, const char *before, size_t length,
                          const char *after, size_t after_length);

#endif
