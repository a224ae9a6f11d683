/* Tables as people and publishers keep them: what is a row, and what is told of one that is none.
 */
#include "indexer/base/csv.h"

#include <criterion/criterion.h>
#include <string.h>

static foi_csv *table(const char *text)
{
    foi_csv *out;
    cr_assert_eq(foi_csv_read("t", text, strlen(text), &out, NULL), FOI_OK, "%s", text);
    return out;
}

/* All rows as text: cells in brackets, the line before them; "!" for one that is refused. */
static char *rows(const char *text)
{
    g_autoptr(foi_csv) file = table(text);
    GString *all = g_string_new(NULL);
    for (;;) {
        const char *const *cells;
        uint32_t line;
        if (foi_csv_next(file, &cells, &line, NULL) != FOI_OK) {
            g_string_append_c(all, '!');
            continue;
        }
        if (cells == NULL)
            return g_string_free(all, FALSE);
        g_string_append_printf(all, "%u", line);
        for (size_t i = 0; i < foi_csv_columns(file); i++)
            g_string_append_printf(all, "[%s]", cells[i]);
    }
}

Test(csv, rows_and_their_lines)
{
    static const struct {
        const char *text, *rows;
    } cases[] = {
        {"a,b\n1,2\n", "2[1][2]"},
        {"a\tb\n1,5\t2\n", "2[1,5][2]"},
        {"a;b\r\n1;2\r\n3;4", "2[1][2]3[3][4]"},
        {"\xef\xbb\xbf"
         "a,b\n1,2",
         "2[1][2]"},
        {"# x\n\na,b\n# y\n\n1\n", "6[1][]"},
        {"a,b\n\"1,\"\"x\"\"\n2\",3\n4,5\n", "2[1,\"x\"\n2][3]4[4][5]"},
        {"a,b\n,,,\n 1 , 2 ,\n", "3[1][2]"},
        {"a,b\n1,2,3\n4,5\n", "!3[4][5]"},
        {"a,b\n\"1\"x,2\n4,5\n", "!3[4][5]"},
        {"a,b\n1,\"2\n3\n", "!"},
        {"a,b,\n1,2\n", "2[1][2]"},
        {"a,b\n", ""},
        {"a\n1", "2[1]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = rows(cases[i].text);
        cr_assert_str_eq(got, cases[i].rows, "%s", cases[i].text);
    }
}

Test(csv, what_is_no_table_is_refused_with_its_line)
{
    static const struct {
        const char *text, *word;
    } cases[] = {
        {"", "empty"},
        {"\n# a\n", "empty"},
        {"a,,b\n", "no name"},
        {"a,A\n", "two columns"},
        {"a,b\n1,\xff\n", "line 2"},
        {"\"a,b\n", "quote"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        foi_csv *out;
        foi_error error = FOI_ERROR_INIT;
        foi_status status = foi_csv_read("t", cases[i].text, strlen(cases[i].text), &out, &error);
        cr_assert_eq(status, FOI_ERROR_ARGUMENT);
        cr_assert_null(out);
        cr_assert_not_null(strstr(error.message, cases[i].word), "%s", error.message);
        foi_error_clear(&error);
    }
    foi_csv *out;
    cr_assert_eq(foi_csv_read("t", "a,b\n1,\0\n", 9, &out, NULL), FOI_ERROR_ARGUMENT);
}
