#include "indexer/store/fingerprint.h"

#include <string.h>
#include <xxhash.h>

/* Another seed, so that no text can be written that has the fingerprint of an id. */
enum { SEED_OF_IDS = 1 };

/* Words are hashed many at a time, which takes a quarter of what each by itself would. */
enum { BUFFER_SIZE = 4096 };
G_STATIC_ASSERT(BUFFER_SIZE > FOI_WORD_LIMIT);

struct foi_fingerprint {
    XXH3_state_t *hash;
    uint32_t words;
    size_t buffered;
    char buffer[BUFFER_SIZE];
};

foi_fingerprint *foi_fingerprint_new(void)
{
    foi_fingerprint *fingerprint = g_new0(foi_fingerprint, 1);
    fingerprint->hash = XXH3_createState();
    if (fingerprint->hash == NULL)
        g_error("out of memory");
    foi_fingerprint_begin(fingerprint);
    return fingerprint;
}

void foi_fingerprint_free(foi_fingerprint *fingerprint)
{
    if (fingerprint == NULL)
        return;
    XXH3_freeState(fingerprint->hash);
    g_free(fingerprint);
}

void foi_fingerprint_begin(foi_fingerprint *fingerprint)
{
    XXH3_64bits_reset(fingerprint->hash);
    fingerprint->words = 0;
    fingerprint->buffered = 0;
}

static void hash_buffer(foi_fingerprint *fingerprint)
{
    XXH3_64bits_update(fingerprint->hash, fingerprint->buffer, fingerprint->buffered);
    fingerprint->buffered = 0;
}

static bool is_the_writers(const foi_block *block)
{
    if (block->kind == FOI_BLOCK_MAIL_HEADER)
        return false;
    return block->zone == FOI_ZONE_NONE || block->zone == FOI_ZONE_BODY ||
           block->zone == FOI_ZONE_HEADING || block->zone == FOI_ZONE_REQUEST;
}

void foi_fingerprint_add(foi_fingerprint *fingerprint, const foi_word *word)
{
    if (!is_the_writers(word->block))
        return;
    size_t length = word->token.word_length;
    if (fingerprint->buffered + length + 1 > BUFFER_SIZE)
        hash_buffer(fingerprint);
    memcpy(fingerprint->buffer + fingerprint->buffered, word->token.word, length);
    fingerprint->buffered += length;
    fingerprint->buffer[fingerprint->buffered++] = ' ';
    fingerprint->words++;
}

uint64_t foi_fingerprint_end(foi_fingerprint *fingerprint, const char *id)
{
    if (fingerprint->words < FOI_FINGERPRINT_WORDS)
        return XXH3_64bits_withSeed(id, strlen(id), SEED_OF_IDS);
    hash_buffer(fingerprint);
    return XXH3_64bits_digest(fingerprint->hash);
}
