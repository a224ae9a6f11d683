/* suggest.h - what a misspelt word of a query may have meant, by the words of the documents. */
#ifndef FOI_SUGGEST_H
#define FOI_SUGGEST_H

#include <stddef.h>

#include "indexer/store/words.h"
#include "indexer/text/stemmer.h"

/**
 * The word, of those in the COUNT TABLES, that was most likely meant by WORD (folded as the
 * tokeniser folds it), for the caller to g_free; NULL where WORD seems right or nothing is near.
 *
 * Near is one insertion, deletion, replacement or swap of neighbours, from six letters on also two.
 * Words that begin with the same letter go before all others. A hundred times as many documents
 * outweigh one step; equals go in byte order. A word that documents have, itself or another with
 * its stem by STEMMER, is doubted only for one that begins with the same letter, is one step away
 * and is in fifty times as many. Words under four letters, and words with digits, get no suggestion
 * and are none.
 *
 * Goes over the words of the tables that begin with the same letter, some ten nanoseconds each; for
 * a word that no document has, where nothing comes of that, over all. Letters beyond ASCII count as
 * their bytes.
 */
char *foi_suggest(const foi_words *const *tables, size_t count, foi_stemmer *stemmer,
                  const char *word);

#endif
