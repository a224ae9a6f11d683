#include "indexer/law/symbols.h"

#include "indexer/law/tokens.h"

#define BITS_LEAST 4

static foi_symbol_slot *slot_for(const foi_symbol_map *map, uint64_t key)
{
    size_t last = ((size_t)1 << map->bits) - 1;
    size_t at = (size_t)(foi_symbol_hash(key) >> (64 - map->bits));
    while (map->slots[at].value != 0 && map->slots[at].key != key)
        at = (at + 1) & last;
    return &map->slots[at];
}

static void grow(foi_symbol_map *map)
{
    foi_symbol_map wider = *map;
    wider.bits = map->slots == NULL ? BITS_LEAST : map->bits + 1;
    wider.slots = g_new0(foi_symbol_slot, (size_t)1 << wider.bits);
    for (size_t i = 0; map->slots != NULL && i < (size_t)1 << map->bits; i++)
        if (map->slots[i].value != 0)
            *slot_for(&wider, map->slots[i].key) = map->slots[i];
    g_free(map->slots);
    *map = wider;
}

void foi_symbol_map_put(foi_symbol_map *map, uint64_t key, uint32_t value)
{
    if (map->slots == NULL || (size_t)map->count * 2 >= (size_t)1 << map->bits)
        grow(map);
    foi_symbol_slot *slot = slot_for(map, key);
    map->sieve[key % FOI_SYMBOL_SIEVE] = 1;
    map->count += slot->value == 0;
    *slot = (foi_symbol_slot){key, value};
}

void foi_symbol_map_clear(foi_symbol_map *map)
{
    g_free(map->slots);
    *map = (foi_symbol_map){0};
}

void foi_symbol_map_put_words(foi_symbol_map *map, const char *const *words, size_t count,
                              uint32_t value)
{
    for (size_t i = 0; i < count; i++)
        foi_symbol_map_put(map, foi_token_symbol(words[i]), value);
}

const foi_symbol_map *foi_symbol_words(const foi_symbol_map **made, const char *const *words,
                                       size_t count)
{
    if (g_once_init_enter(made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, words, count, 1);
        g_once_init_leave(made, map);
    }
    return *made;
}

const foi_symbol_map *foi_symbol_uses(const foi_symbol_map **made, const foi_symbol_use *uses,
                                      size_t count)
{
    if (g_once_init_enter(made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        for (size_t i = 0; i < count; i++) {
            g_auto(GStrv) words = g_strsplit(uses[i].words, "|", -1);
            for (char **word = words; *word; word++) {
                uint32_t symbol = foi_token_symbol(*word);
                uint32_t others = map->slots ? foi_symbol_map_get(map, symbol) : 0;
                foi_symbol_map_put(map, symbol, others | uses[i].use);
            }
        }
        g_once_init_leave(made, map);
    }
    return *made;
}
