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
