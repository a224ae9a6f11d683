/* phrases.h - the rows of corpus/phrases.tsv that the tagger matches. */
#ifndef FOI_TAG_PHRASES_H
#define FOI_TAG_PHRASES_H

#include "indexer/tag/reading.h"

typedef struct foi_phrase_book {
    foi_pattern_set *patterns;
    foi_phrase *phrases; /**< by row */
    size_t count;
    size_t defects; /**< rows whose value is unknown or whose pattern does not compile: a test wants
                       0 */
} foi_phrase_book;

/** The table, compiled at the first call. Static; any thread. */
const foi_phrase_book *foi_phrase_book_get(void);

#endif
