/* The table of phrases and its pattern language. */
#include <criterion/criterion.h>

#include "indexer/law/pattern.h"
#include "indexer/tag/phrases.h"

Test(tag_phrases, every_row_compiles_and_has_a_known_value)
{
    const foi_phrase_book *book = foi_phrase_book_get();
    cr_assert_gt(book->count, 50);
    cr_assert_eq(book->defects, 0, "%zu rows of phrases.tsv are wrong", book->defects);
}

/* How many matches PATTERN has in TEXT; -1 where it does not compile. */
static int matches(const char *pattern, const char *text)
{
    foi_pattern_set *set = foi_pattern_set_new();
    int count = -1;
    if (foi_pattern_set_add(set, pattern, 1)) {
        g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
        g_autoptr(GArray) found =
            foi_pattern_set_run(set, (const foi_token *)tokens->data, tokens->len);
        count = (int)found->len;
    }
    foi_pattern_set_free(set);
    return count;
}

Test(tag_phrases, pattern_language)
{
    static const struct {
        const char *pattern;
        const char *text;
        int count;
    } rows[] = {
        {"entitled to rely on", "was ENTITLED to\nrely on", 1},
        {"entitled to rely on", "entitled to rely", 0},
        {"entitled [also] to", "entitled also to; entitled to", 2},
        {"(is|was) entitled", "is entitled, was entitled, be entitled", 2},
        {"refused ...3 citing", "refused the request, citing", 1},
        {"refused ...3 citing", "refused it. Then a letter citing", 0},
        {"refused citing", "refused\n\nciting", 0},
        {"{num} days", "20 days", 1},
        {"^ decision", "The decision. Decision", 1},
        {"commissioner s decision", "Commissioner\xe2\x80\x99s decision; Commissioner s decision",
         2},
        {"first tier tribunal", "First-tier Tribunal, first tier tribunal", 2},
        {"tier tribunal", "tier - tribunal", 0},
        {"a \\( b", "a (b", 1},
        {"one|two", "two one", 2},
        {"caf\xc3\xa9", "Cafe", 1},
        {"", "x", -1},
        {"[a]", "a", -1},
        {"...3 a", "a", -1},
        {"(a", "a", -1},
        {"a)", "a", -1},
        {"{what}", "a", -1},
        {"a ...99", "a", -1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        cr_expect_eq(matches(rows[i].pattern, rows[i].text), rows[i].count, "\"%s\" in \"%s\"",
                     rows[i].pattern, rows[i].text);
}

typedef struct {
    uint32_t first, rule, end;
} found_match;

static void run_patterns(const char *const *patterns, size_t count, const char *text, GArray *out)
{
    foi_pattern_set *set = foi_pattern_set_new();
    for (size_t i = 0; i < count; i++)
        if (patterns[i])
            cr_assert(foi_pattern_set_add(set, patterns[i], (uint32_t)i), "%s", patterns[i]);
    g_autoptr(GArray) tokens = foi_tokens_read(text, strlen(text));
    g_autoptr(GArray) found =
        foi_pattern_set_run(set, (const foi_token *)tokens->data, tokens->len);
    for (guint i = 0; i < found->len; i++) {
        const foi_pattern_match *match = &g_array_index(found, foi_pattern_match, i);
        found_match one = {match->first, match->rule, match->end};
        g_array_append_val(out, one);
    }
    foi_pattern_set_free(set);
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const found_match *one = a, *other = b;
    return one->first != other->first ? (one->first < other->first ? -1 : 1)
                                      : (one->rule > other->rule) - (one->rule < other->rule);
}

/* Patterns are chosen by their first two words: together they find what each finds alone. */
Test(tag_phrases, patterns_find_the_same_together_as_alone)
{
    static const char *const patterns[] = {"we hold",
                                           "we [do] hold",
                                           "we ...2 hold",
                                           "we (do|did) not hold",
                                           "(we|you) hold",
                                           "we",
                                           "^we do",
                                           "{num} days",
                                           "{num}",
                                           "first tier",
                                           "first (|-) x",
                                           "do not",
                                           "we [not] [do] hold [it]"};
    static const char *const words[] = {"we",    "you",        "hold", "do", "did",   "not",
                                        "first", "tier",       "days", "3",  "it",    "x",
                                        "-",     "first-tier", "We",   ".",  "we-do", "days.\n\n"};
    enum { COUNT = G_N_ELEMENTS(patterns) };
    GRand *random = g_rand_new_with_seed(20190528);
    for (int round = 0; round < 3000; round++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 16); i > 0; i--)
            g_string_append_printf(text, "%s ",
                                   words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
        g_autoptr(GArray) together = g_array_new(FALSE, FALSE, sizeof(found_match));
        g_autoptr(GArray) alone = g_array_new(FALSE, FALSE, sizeof(found_match));
        run_patterns(patterns, COUNT, text->str, together);
        for (size_t i = 0; i < COUNT; i++) {
            const char *one[COUNT] = {NULL};
            one[i] = patterns[i];
            run_patterns(one, COUNT, text->str, alone);
        }
        g_array_sort(alone, by_place);
        g_array_sort(together, by_place);
        cr_assert_eq(together->len, alone->len, "%s", text->str);
        for (guint i = 0; i < alone->len; i++)
            cr_assert_eq(memcmp(&g_array_index(together, found_match, i),
                                &g_array_index(alone, found_match, i), sizeof(found_match)),
                         0, "%s", text->str);
    }
    g_rand_free(random);
}
