/* symbols.h - small tables keyed by the symbols of words, filled once and then only read.
 *
 * The tagger asks such a table for nearly every word of a text, so that a look-up must cost a few
 * instructions: open addressing, at most half full, keys side by side with their values.
 */
#ifndef FOI_LAW_SYMBOLS_H
#define FOI_LAW_SYMBOLS_H

#include <glib.h>
#include <stdint.h>

typedef struct foi_symbol_slot {
    uint64_t key;
    uint32_t value; /**< 0: the slot is free */
} foi_symbol_slot;

/** From numbers of up to 64 bits to values above 0. Start from all zeros. */
typedef struct foi_symbol_map {
    foi_symbol_slot *slots; /**< NULL: empty */
    unsigned bits;          /**< there are 1 << bits slots */
    uint32_t count;
    uint64_t filter[16]; /**< bits of the keys: most words of a text need no slot looked at */
} foi_symbol_map;

static inline uint64_t foi_symbol_hash(uint64_t key)
{
    return key * 0x9e3779b97f4a7c15u;
}

/** The value of KEY, or 0 where it has none. */
static inline uint32_t foi_symbol_map_get(const foi_symbol_map *map, uint64_t key)
{
    uint64_t hash = foi_symbol_hash(key);
    if (!(map->filter[hash >> 60] & (uint64_t)1 << (hash >> 54 & 63)) || map->slots == NULL)
        return 0;
    size_t last = ((size_t)1 << map->bits) - 1;
    for (size_t at = (size_t)(hash >> (64 - map->bits));; at = (at + 1) & last) {
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

#endif
