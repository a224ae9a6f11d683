#include <criterion/criterion.h>
#include <glib.h>
#include <stdlib.h>

#include "indexer/program/shared/terminal.h"

Test(terminal, nothing_from_a_document_can_steer_the_terminal)
{
    const struct {
        const char *text, *shown;
    } cases[] = {
        {"plain text, caf\xc3\xa9", "plain text, caf\xc3\xa9"},
        {"a\nb\tc\rd\fe", "a b c d e"},
        {"\x1b[31mred\x1b[0m", "\xef\xbf\xbd[31mred\xef\xbf\xbd[0m"},
        {"bell\a", "bell\xef\xbf\xbd"},
        {"csi \xc2\x9b"
         "31m",
         "csi \xef\xbf\xbd"
         "31m"},
        {"\xe2\x80\xae"
         "txt.exe",
         "\xef\xbf\xbd"
         "txt.exe"},
        {"not utf-8 \xff", "not utf-8 \xef\xbf\xbd"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *shown = foi_terminal_clean(cases[i].text);
        cr_assert_str_eq(shown, cases[i].shown, "case %zu gave %s", i, shown);
    }
}

Test(terminal, the_width_is_what_is_told_within_reason)
{
    FILE *file = tmpfile();
    setenv("COLUMNS", "120", 1);
    cr_assert_eq(foi_terminal_columns(file), 120);
    setenv("COLUMNS", "3", 1);
    cr_assert_eq(foi_terminal_columns(file), 20);
    setenv("COLUMNS", "nonsense", 1);
    cr_assert_eq(foi_terminal_columns(file), 80);
    cr_assert_not(foi_terminal_is_rich(file), "a file is no terminal");
    fclose(file);
}
