#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "query/program/pager.h"

Test(pager, a_shell_is_used_only_for_what_it_alone_understands)
{
    const struct {
        const char *command, *arguments; /* parted by bars */
    } cases[] = {
        {"less", "less"},
        {"  less -R\t-S ", "less|-R|-S"},
        {"less -R | tee log", "sh|-c|less -R | tee log"},
        {"LESS=S less", "sh|-c|LESS=S less"},
        {"$HOME/bin/pager", "sh|-c|$HOME/bin/pager"},
        {"'my pager'", "sh|-c|'my pager'"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(GStrv) arguments = query_pager_arguments(cases[i].command);
        g_autofree char *joined = g_strjoinv("|", arguments);
        cr_assert_str_eq(joined, cases[i].arguments, "%s gave %s", cases[i].command, joined);
    }
}

Test(pager, an_empty_command_and_cat_are_none)
{
    const char *commands[] = {"", " ", "cat", " cat "};
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        cr_assert_null(query_pager_arguments(commands[i]), "`%s'", commands[i]);
}

Test(pager, lines_are_those_of_the_screen)
{
    const struct {
        const char *text;
        unsigned columns, lines;
    } cases[] = {
        {"", 80, 0},
        {"one\n", 80, 1},
        {"one\ntwo\n", 80, 2},
        {"0123456789\n", 10, 1},
        {"01234567890\n", 10, 2},
        {"012345678901234567890\n", 10, 3},
        {"\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\n", 5, 2}, /* two columns each */
        {"\033[1m0123456789\033[22m\n", 10, 1},
        {"\033]8;;file:///a/b\033\\0123456789\033]8;;\033\\\n", 10, 1},
        {"\033[", 10, 0},
        {"\xff\xff\n", 10, 1},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const char *text = cases[i].text;
        cr_assert_eq(query_pager_lines(text, strlen(text), cases[i].columns, 100), cases[i].lines,
                     "case %zu", i);
    }
    cr_assert_eq(query_pager_lines("\n\n\n\n", 4, 80, 2), 2, "no further than asked");
}
