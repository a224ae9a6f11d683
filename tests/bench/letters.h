/* letters.h - letters for counting instructions: always the same, made without any file. */
#ifndef FOI_BENCH_LETTERS_H
#define FOI_BENCH_LETTERS_H

#include "indexer/document/document.h"

/**
 * Letter NUMBER (from 0) as an extractor would give it, for the caller to free: about 5 KB of text
 * in paragraphs, with a letterhead, a date, provisions of the law, and words as skewed in frequency
 * as those of a language. The same number gives the same letter on every machine. Not tagged.
 */
foi_document *bench_letter(uint32_t number);

/** Word NUMBER of the letters' language, the most frequent first; static. */
const char *bench_word(uint32_t number);

#endif
