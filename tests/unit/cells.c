#include <criterion/criterion.h>

#include "query/program/cells.h"

/* A row of the cells TEXTS (NULL at the end) and a number. */
static char *row_of(bool tabs, const char *const *texts, uint64_t number)
{
    query_cells cells = {g_string_new(NULL), tabs, false};
    for (; *texts; texts++)
        query_cells_text(&cells, *texts);
    query_cells_number(&cells, number);
    query_cells_end(&cells);
    query_cells_text(&cells, NULL);
    query_cells_known_number(&cells, 0);
    query_cells_end(&cells);
    return g_string_free(cells.out, FALSE);
}

Test(cells, csv_quotes_what_needs_it_and_ends_lines_as_the_standard_says)
{
    const char *texts[] = {"plain", "a, b", "say \"no\"", "", "two\nlines", NULL};
    g_autofree char *row = row_of(false, texts, 7);
    cr_assert_str_eq(row, "plain,\"a, b\",\"say \"\"no\"\"\",,two lines,7\r\n,0\r\n");
}

Test(cells, tabs_part_cells_that_hold_none)
{
    const char *texts[] = {"plain", "a, b", "say \"no\"", "with\ttab", NULL};
    g_autofree char *row = row_of(true, texts, 0);
    cr_assert_str_eq(row, "plain\ta, b\tsay \"no\"\twith tab\t\n\t0\n");
}

Test(cells, what_a_stranger_wrote_is_no_formula_and_steers_no_terminal)
{
    const struct {
        const char *text, *shown;
    } cases[] = {
        {"=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\""},
        {"+44 20 7946 0000", "'+44 20 7946 0000"},
        {"-1", "'-1"},
        {"@SUM(A1)", "'@SUM(A1)"},
        {"\xef\xbc\x9d"
         "1+1",
         "'\xef\xbc\x9d"
         "1+1"},
        {"a = b", "a = b"},
        {"\x1b[31m", "\xef\xbf\xbd[31m"},
        {"not utf-8 \xff", "not utf-8 \xef\xbf\xbd"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        query_cells cells = {g_string_new(NULL), false, false};
        query_cells_text(&cells, cases[i].text);
        g_autofree char *shown = g_string_free(cells.out, FALSE);
        cr_assert_str_eq(shown, cases[i].shown, "%s gave %s", cases[i].text, shown);
    }
}
