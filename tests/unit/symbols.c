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

Test(symbols, words_of_the_code_are_filed_once)
{
    static const char *const words[] = {"review", "adolygiad"};
    static const foi_symbol_map *made;
    const foi_symbol_map *all = foi_symbol_words(&made, words, G_N_ELEMENTS(words));
    cr_assert_eq(foi_symbol_map_get(all, foi_token_symbol("adolygiad")), 1);
    cr_assert_eq(foi_symbol_map_get(all, foi_token_symbol("reviews")), 0);
    cr_assert_eq(foi_symbol_words(&made, words, 0), all);
}

/* A symbol is made of eight bytes at a time: words whose ends fall before, on and behind the
 * eighth, with capitals and accents, are spelt the same in a text and in a table. */
Test(symbols, a_word_has_one_symbol_however_it_is_written)
{
    static const char *const forms[][3] = {{"a", "A", "\xc3\xa1"},
                                           {"council", "Council", "COUNCIL"},
                                           {"withheld", "WithHeld", "w\xc3\xadthheld"},
                                           {"exemption", "EXEMPTION", "exempti\xc3\xb3n"},
                                           {"environmental", "Environmental", "ENVIRONMENTAL"},
                                           {"2", "2", "2"},
                                           {"123456789", "123456789", "123456789"}};
    for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
        for (size_t k = 0; k < 3; k++)
            for (size_t tail = 0; tail < 2; tail++) {
                g_autofree char *text =
                    g_strconcat(forms[i][k], tail ? " and more words" : "", NULL);
                g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
                const foi_token *first = &g_array_index(tokens, foi_token, 0);
                cr_assert_eq(first->symbol, foi_token_symbol(forms[i][0]), "%s", text);
                cr_assert_eq(first->length, strlen(forms[i][k]), "%s", text);
                cr_assert_eq(tokens->len, tail ? 4 : 1, "%s", text);
            }
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
