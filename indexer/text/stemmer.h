/* stemmer.h - Snowball stems with a cache, so that a word that comes again costs a look-up. */
#ifndef FOI_STEMMER_H
#define FOI_STEMMER_H

#include "indexer/base/error.h"

/** The language whose stemmer the index is built with; stored with the index. */
#define FOI_STEMMER_LANGUAGE "english"

typedef struct foi_stemmer foi_stemmer;

/** One handle for each thread. FOI_ERROR_ARGUMENT for an unknown LANGUAGE. */
foi_status foi_stemmer_new(const char *language, foi_stemmer **out, foi_error *error);
void foi_stemmer_free(foi_stemmer *stemmer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_stemmer, foi_stemmer_free)

/**
 * The term of a folded word: "Z" and its stem. The bytes live until the next call. The cache is
 * bounded (its size is stated in stemmer.c), so that random words do not grow it for ever.
 */
const char *foi_stemmer_term(foi_stemmer *stemmer, const char *word, size_t length,
                             size_t *term_length);

#endif
