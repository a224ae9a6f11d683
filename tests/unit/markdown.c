#include <criterion/criterion.h>

#include "query/program/markdown.h"

Test(markdown, nothing_in_a_document_is_taken_for_markup)
{
    const struct {
        const char *text, *shown;
    } cases[] = {
        {"plain, caf\xc3\xa9 (2019).", "plain, caf\xc3\xa9 (2019)."},
        {"*bold* _it_ `code`", "\\*bold\\* \\_it\\_ \\`code\\`"},
        {"[text](http://x)", "\\[text\\](http://x)"},
        {"<script> & <b>", "\\<script\\> \\& \\<b\\>"},
        {"a | b \\ c", "a \\| b \\\\ c"},
        {"# heading #", "\\# heading #"},
        {"- item - not", "\\- item - not"},
        {"17. The Commissioner", "17\\. The Commissioner"},
        {"1) first", "1\\) first"},
        {"2019 was", "2019 was"},
        {"0.98, read", "0.98, read"},
        {"17.", "17\\."},
        {"    not code", "not code"},
        {"two\nlines\x1b[0m", "two lines\xef\xbf\xbd\\[0m"},
        {"", ""},
        {"   ", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        query_markdown_text(out, cases[i].text, NULL, 0);
        cr_assert_str_eq(out->str, cases[i].shown, "%s gave %s", cases[i].text, out->str);
    }
}

Test(markdown, marked_words_are_strong)
{
    const uint32_t marks[][2] = {{0, 4}, {6, 1}};
    g_autoptr(GString) out = g_string_new(NULL);
    query_markdown_text(out, "caf\xc3\xa9, * x", marks, 2);
    cr_assert_str_eq(out->str, "**caf\xc3\xa9**, **\\*** x");
}

Test(markdown, code_holds_any_backticks)
{
    const struct {
        const char *text, *shown;
    } cases[] = {
        {"/a/b_c.pdf", "`/a/b_c.pdf`"},
        {"a`b", "`` a`b ``"},
        {"``", "``` `` ```"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        query_markdown_code(out, cases[i].text);
        cr_assert_str_eq(out->str, cases[i].shown, "%s gave %s", cases[i].text, out->str);
    }
}
