/* correct.h - the whole query as it was probably meant. */
#ifndef FOI_CORRECT_H
#define FOI_CORRECT_H

#include "indexer/store/store.h"
#include "query/parse/parse.h"
#include "query/suggest/suggest.h"

/**
 * QUERY, whose tree is ROOT, with each plain word that seems misspelt replaced by the one that was
 * probably meant (suggest.h), for the caller to g_free; NULL where all words seem right. Phrases,
 * fields, beginnings of words and what is excluded stay as they are. Time: for each word that of
 * foi_suggest().
 */
char *foi_correct(const char *query, const foi_node *root, foi_snapshot *snapshot,
                  foi_stemmer *stemmer);

#endif
