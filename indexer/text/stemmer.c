#include "indexer/text/stemmer.h"

#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/text/tokenizer.h"
#include "xapian-c.h"

/* One place for each hash: a word that comes often wins it back at once, and random words cost a
 * stemming each but no memory. 32,768 entries of 64 bytes are 2 MB. */
enum { CACHE_ENTRIES = 1 << 15, CACHED_WORD = 30, CACHED_TERM = 32 };

typedef struct entry {
    uint8_t word_length; /* 0: free */
    uint8_t term_length;
    char word[CACHED_WORD];
    char term[CACHED_TERM];
} entry;

struct foi_stemmer {
    xap_stemmer *stemmer;
    entry *cache;
    char term[FOI_WORD_LIMIT * 2];
};

foi_status foi_stemmer_new(const char *language, foi_stemmer **out, foi_error *error)
{
    *out = NULL;
    xap_error detail = XAP_ERROR_INIT;
    xap_stemmer *stemmer = NULL;
    if (xap_stemmer_new(language, &stemmer, &detail) != XAP_OK)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "no stemmer for the language \"%s\": %s",
                             language, detail.message);
    foi_stemmer *made = g_new0(foi_stemmer, 1);
    made->stemmer = stemmer;
    made->cache = g_new0(entry, CACHE_ENTRIES);
    *out = made;
    return FOI_OK;
}

void foi_stemmer_free(foi_stemmer *stemmer)
{
    if (stemmer == NULL)
        return;
    xap_stemmer_free(stemmer->stemmer);
    g_free(stemmer->cache);
    g_free(stemmer);
}

/* Where stemming fails (only when memory is out) the word stands for its stem. */
static size_t stem(foi_stemmer *stemmer, const char *word, size_t length)
{
    xap_bytes found = {word, length};
    if (xap_stemmer_stem(stemmer->stemmer, word, length, &found, NULL) != XAP_OK ||
        found.length == 0 || found.length >= sizeof stemmer->term)
        found = (xap_bytes){word, MIN(length, sizeof stemmer->term - 1)};
    stemmer->term[0] = 'Z';
    memcpy(stemmer->term + 1, found.data, found.length);
    return found.length + 1;
}

const char *foi_stemmer_term(foi_stemmer *stemmer, const char *word, size_t length,
                             size_t *term_length)
{
    if (length > CACHED_WORD) {
        *term_length = stem(stemmer, word, length);
        return stemmer->term;
    }
    entry *cached = &stemmer->cache[XXH3_64bits(word, length) % CACHE_ENTRIES];
    if (cached->word_length == length && length > 0 && memcmp(cached->word, word, length) == 0) {
        *term_length = cached->term_length;
        return cached->term;
    }
    *term_length = stem(stemmer, word, length);
    if (*term_length <= CACHED_TERM) {
        cached->word_length = (uint8_t)length;
        cached->term_length = (uint8_t)*term_length;
        memcpy(cached->word, word, length);
        memcpy(cached->term, stemmer->term, *term_length);
    }
    return stemmer->term;
}
