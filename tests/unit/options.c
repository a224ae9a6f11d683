#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <glib.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "indexer/program/shared/options.h"

static bool collect(const foi_option *option, const char *value, void *data)
{
    g_string_append_printf(data, "%s=%s;", option->name, value == NULL ? "-" : value);
    return true;
}

enum { ASK = FOI_MODE_OWN, SHOW = FOI_MODE_OWN << 1, LIST = FOI_MODE_OWN << 2 };

static const char *const whens[] = {"auto", "always", "never", NULL};

static const foi_option table[] = {
    {"index", 'i', "DIR", collect, .help = "where"},
    {"color", 0, "WHEN", collect, .help = "colour", .values = whens, .optional = true},
    {"quiet", 'q', NULL, collect, .help = "nothing\non the screen"},
    {"a-name-that-is-much-too-long", 0, "VALUE", collect, .help = "help"},
    {"only", 0, "ONE", collect, .help = "this one", .once = true},
    {"show", 0, NULL, NULL, .help = "one of them", .heading = "Reading", .selects = SHOW},
    {"list", 0, NULL, NULL, .help = "all of them", .selects = LIST},
    {"page", 0, NULL, NULL, .help = "some of it", .modes = SHOW | LIST},
    {"sort", 0, NULL, NULL, .help = "an order", .modes = ASK},
    {"help", 'h', NULL, NULL, .help = "this", .selects = FOI_MODE_HELP},
    {.name = NULL},
};

/* What parsing the words (parted by blanks) gives: options, then "|", then the other words. */
static char *parse(const char *line, bool *good)
{
    g_auto(GStrv) argv = g_strsplit(line, " ", -1);
    g_autofree char **shuffled = g_memdup2(argv, (g_strv_length(argv) + 1) * sizeof *argv);
    GString *seen = g_string_new(NULL);
    foi_arguments arguments;
    *good =
        foi_options_parse("foi-test", table, (int)g_strv_length(argv), shuffled, seen, &arguments);
    g_string_append_c(seen, '|');
    for (size_t i = 0; i < arguments.count; i++)
        g_string_append_printf(seen, "%s;", arguments.words[i]);
    foi_arguments_clear(&arguments);
    return g_string_free(seen, FALSE);
}

Test(options, may_stand_before_between_and_after_the_words)
{
    const struct {
        const char *line, *expected;
    } cases[] = {
        {"p one two", "|one;two;"},
        {"p -i d one", "index=d;|one;"},
        {"p one --index=d two -q", "index=d;quiet=-;|one;two;"},
        {"p one --index d", "index=d;|one;"},
        {"p --ind d", "index=d;|"},
        {"p -qi d x", "quiet=-;index=d;|x;"},
        {"p --color x", "color=-;|x;"},
        {"p --color=never x", "color=never;|x;"},
        {"p -q -- -i --index", "quiet=-;|-i;--index;"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        bool good;
        g_autofree char *seen = parse(cases[i].line, &good);
        cr_assert(good, "%s", cases[i].line);
        cr_assert_str_eq(seen, cases[i].expected, "%s gave %s", cases[i].line, seen);
    }
}

Test(options, what_is_wrong_is_named_on_standard_error, .init = cr_redirect_stderr)
{
    bool good;
    const char *lines[] = {"p --nonsense x", "p x --index", "p -z", "p --qiuet=x"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_free(parse(lines[i], &good));
        cr_assert_not(good, "%s", lines[i]);
    }
    cr_assert_stderr_eq_str(
        "foi-test: unknown or ambiguous option --nonsense; see foi-test --help\n"
        "foi-test: an argument is missing for --index; see foi-test --help\n"
        "foi-test: unknown or ambiguous option -z; see foi-test --help\n"
        "foi-test: unknown or ambiguous option --qiuet=x: --quiet?; see foi-test --help\n");
}

Test(options, a_word_to_leave_out_is_told_apart_from_letters, .init = cr_redirect_stderr)
{
    static const foi_option queries[] = {{"index", 'i', "DIR", collect, .help = "where"},
                                         {"quiet", 'q', NULL, collect, .help = "quiet"},
                                         {.name = NULL, .help = "write it behind --"}};
    static const char *const lines[] = {"p words -type:guidance", "p -i -x -draft words",
                                        "p words -q -no",         "p words -z",
                                        "p words --draft",        "p -q words -qz"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_auto(GStrv) argv = g_strsplit(lines[i], " ", -1);
        g_autofree char **shuffled = g_memdup2(argv, (g_strv_length(argv) + 1) * sizeof *argv);
        g_autoptr(GString) seen = g_string_new(NULL);
        foi_arguments arguments;
        cr_assert_not(foi_options_parse("foi-test", queries, (int)g_strv_length(argv), shuffled,
                                        seen, &arguments),
                      "%s", lines[i]);
        foi_arguments_clear(&arguments);
    }
    cr_assert_stderr_eq_str(
        "foi-test: unknown option -type:guidance: write it behind --; see foi-test --help\n"
        "foi-test: unknown option -draft: write it behind --; see foi-test --help\n"
        "foi-test: unknown option -no: write it behind --; see foi-test --help\n"
        "foi-test: unknown or ambiguous option -z; see foi-test --help\n"
        "foi-test: unknown or ambiguous option --draft; see foi-test --help\n"
        "foi-test: unknown option -qz: write it behind --; see foi-test --help\n");
}

Test(options, that_can_be_given_once_are_not_overruled_in_silence, .init = cr_redirect_stderr)
{
    bool good;
    g_free(parse("p --only a --color=never --color=auto", &good));
    cr_assert(good);
    g_free(parse("p --only a x --only a", &good));
    cr_assert_not(good);
    cr_assert_stderr_eq_str("foi-test: --only can be given only once; see foi-test --help\n");
}

Test(options, numbers_and_sizes_have_limits, .init = cr_redirect_stderr)
{
    uint64_t number = 0;
    cr_assert(foi_options_number(&table[0], "12", 1, 20, &number) && number == 12);
    const char *bad[] = {"0", "21", "", "-1", "+1", " 1", "1x", "99999999999999999999"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        cr_assert_not(foi_options_number(&table[0], bad[i], 1, 20, &number), "%s", bad[i]);
    cr_assert(foi_options_bytes(&table[0], "3k", 1, UINT64_MAX, &number) && number == 3072);
    cr_assert(foi_options_bytes(&table[0], "2G", 1, UINT64_MAX, &number) && number == (uint64_t)2
                                                                                          << 30);
    cr_assert(foi_options_bytes(&table[0], "7", 1, UINT64_MAX, &number) && number == 7);
    const char *bad_sizes[] = {"3T", "3KB", "K", "99999999999999999G", "18446744073709551615K"};
    for (size_t i = 0; i < G_N_ELEMENTS(bad_sizes); i++)
        cr_assert_not(foi_options_bytes(&table[0], bad_sizes[i], 1, UINT64_MAX, &number), "%s",
                      bad_sizes[i]);
}

Test(options, help_is_made_from_the_table, .init = cr_redirect_stdout)
{
    foi_options_print(table);
    fflush(stdout);
    cr_assert_stdout_eq_str("  -i, --index=DIR           where\n"
                            "      --color[=WHEN]        colour\n"
                            "  -q, --quiet               nothing\n"
                            "                            on the screen\n"
                            "      --a-name-that-is-much-too-long=VALUE\n"
                            "                            help\n"
                            "      --only=ONE            this one\n"
                            "\n"
                            "Reading:\n"
                            "      --show                one of them\n"
                            "      --list                all of them\n"
                            "      --page                some of it\n"
                            "      --sort                an order\n"
                            "  -h, --help                this\n");
}

Test(options, a_choice_names_what_it_may_be, .init = cr_redirect_stderr)
{
    bool good;
    g_free(parse("p", &good));
    cr_assert_eq(foi_options_choose(&table[1], "never"), 2);
    cr_assert_eq(foi_options_choose(&table[1], "Never"), -1);
    cr_assert_stderr_eq_str("foi-test: --color=Never: auto, always or never is expected\n");
}

/* The mode that the words of LINE (parted by blanks) ask for. */
static unsigned mode_of(const char *line)
{
    g_auto(GStrv) argv = g_strsplit(line, " ", -1);
    g_autoptr(GString) seen = g_string_new(NULL);
    foi_arguments arguments;
    cr_assert(
        foi_options_parse("foi-test", table, (int)g_strv_length(argv), argv, seen, &arguments));
    unsigned mode = foi_options_mode("foi-test", table, &arguments, ASK);
    cr_assert_eq(foi_arguments_have(&arguments, "page"), strstr(line, "--page") != NULL);
    foi_arguments_clear(&arguments);
    return mode;
}

Test(options, ask_for_one_mode_and_go_with_it)
{
    const struct {
        const char *line;
        unsigned mode;
    } cases[] = {
        {"p words", ASK},
        {"p --sort", ASK},
        {"p --show", SHOW},
        {"p --page --show", SHOW},
        {"p --list --page", LIST},
        {"p --show --show", SHOW},
        {"p --show --list --page --sort --help", FOI_MODE_HELP},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        cr_assert_eq(mode_of(cases[i].line), cases[i].mode, "%s", cases[i].line);
}

Test(options, that_do_not_go_together_are_named, .init = cr_redirect_stderr)
{
    const char *lines[] = {"p --show --list", "p --page", "p --sort --show"};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++)
        cr_assert_eq(mode_of(lines[i]), 0, "%s", lines[i]);
    cr_assert_stderr_eq_str("foi-test: --show and --list do not go together; see foi-test --help\n"
                            "foi-test: --page goes with --show or --list only; see foi-test "
                            "--help\n"
                            "foi-test: --sort does not go with --show; see foi-test --help\n");
}

Test(options, a_value_that_needs_no_look_goes_to_its_place)
{
    typedef struct {
        const char *where;
        int quiet;
    } request_type;
    request_type request = {NULL, 0};
    const foi_option where = {.name = "where", .offset = offsetof(request_type, where)};
    const foi_option quiet = {.name = "quiet", .offset = offsetof(request_type, quiet)};
    cr_assert(foi_options_set_text(&where, "here", &request));
    cr_assert(foi_options_set_flag(&quiet, NULL, &request));
    cr_assert_str_eq(request.where, "here");
    cr_assert_eq(request.quiet, 1);
}
