#include "indexer/law/symbols.h"

#include <criterion/criterion.h>

#include "indexer/law/tokens.h"

Test(symbols, keys_have_their_values_and_others_none)
{
    foi_symbol_map map = {0};
    cr_assert_eq(foi_symbol_map_get(&map, 7), 0);
    for (uint32_t i = 0; i < 3000; i++)
        foi_symbol_map_put(&map, (uint64_t)i * i << 7, i + 1);
    for (uint32_t i = 0; i < 3000; i++) {
        cr_assert_eq(foi_symbol_map_get(&map, (uint64_t)i * i << 7), i + 1);
        cr_assert_eq(foi_symbol_map_get(&map, ((uint64_t)i * i << 7) + 1), 0);
    }
    foi_symbol_map_put(&map, 0, 99);
    cr_assert_eq(foi_symbol_map_get(&map, 0), 99);
    cr_assert_eq(map.count, 3000);
    foi_symbol_map_clear(&map);
    cr_assert_eq(foi_symbol_map_get(&map, 0), 0);
}

Test(symbols, words_are_found_by_the_symbols_of_their_tokens)
{
    static const char *const words[] = {"section", "adran"};
    foi_symbol_map map = {0};
    foi_symbol_map_put_words(&map, words, G_N_ELEMENTS(words), 3);
    g_autoptr(GArray) tokens = foi_tokens_read("Adran SECTION sections", 22);
    cr_assert_eq(tokens->len, 3);
    static const uint32_t wanted[] = {3, 3, 0};
    for (guint i = 0; i < 3; i++)
        cr_assert_eq(foi_symbol_map_get(&map, g_array_index(tokens, foi_token, i).symbol),
                     wanted[i]);
    foi_symbol_map_clear(&map);
}
