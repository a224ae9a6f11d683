/* symbols.h - small tables keyed by the symbols of words, filled once and then only read.
 *
 * The tagger asks such a table for nearly every word of a text, so that a look-up must cost a few
 * instructions: a sieve of bytes says "no" for most words, behind it comes open addressing, at most
 * half full, keys side by side with their values.
 */
#ifndef FOI_LAW_SYMBOLS_H
#define FOI_LAW_SYMBOLS_H

#include <glib.h>
#include <stdint.h>

typedef struct foi_symbol_slot {
    uint64_t key;
    uint32_t value; /**< 0: the slot is free */
} foi_symbol_slot;

/** Bytes of a sieve; symbols are well mixed, so that their low bits part them. */
#define FOI_SYMBOL_SIEVE 4096

/** From numbers of up to 64 bits to values above 0. Start from all zeros. */
typedef struct foi_symbol_map {
    foi_symbol_slot *slots; /**< NULL: empty */
    unsigned bits;          /**< there are 1 << bits slots */
    uint32_t count;
    uint8_t sieve[FOI_SYMBOL_SIEVE]; /**< by the low bits of a key: 0: there is no such key */
} foi_symbol_map;

static inline uint64_t foi_symbol_hash(uint64_t key)
{
    return key * 0x9e3779b97f4a7c15u;
}

/** The value of KEY, or 0 where it has none. */
static inline uint32_t foi_symbol_map_get(const foi_symbol_map *map, uint64_t key)
{
    if (!map->sieve[key % FOI_SYMBOL_SIEVE])
        return 0;
    size_t last = ((size_t)1 << map->bits) - 1;
    for (size_t at = (size_t)(foi_symbol_hash(key) >> (64 - map->bits));; at = (at + 1) & last) {
        const foi_symbol_slot *slot = &map->slots[at];
        if (slot->value == 0 || slot->key == key)
            return slot->value;
    }
}

/** Set the value of KEY, never 0, whether it has one or not. */
void foi_symbol_map_put(foi_symbol_map *map, uint64_t key, uint32_t value);

/** Free the slots; the map is empty then. */
void foi_symbol_map_clear(foi_symbol_map *map);

/** Add each of COUNT folded WORDS with VALUE. */
void foi_symbol_map_put_words(foi_symbol_map *map, const char *const *words, size_t count,
                              uint32_t value);

/** Words parted by "|" with what they can be, as bits. */
typedef struct {
    uint32_t use;
    const char *words;
} foi_symbol_use;

/** The map of the words of COUNT USES to all their bits; made once, as foi_symbol_words(). */
const foi_symbol_map *foi_symbol_uses(const foi_symbol_map **made, const foi_symbol_use *uses,
                                      size_t count);

/**
 * The map of COUNT folded WORDS to 1, for code that asks many tokens for the same words. Made at
 * the first call and kept in *MADE, which is static and NULL until then. Any thread.
 */
const foi_symbol_map *foi_symbol_words(const foi_symbol_map **made, const char *const *words,
                                       size_t count);

#endif
