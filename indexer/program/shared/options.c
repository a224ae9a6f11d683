#include "indexer/program/shared/options.h"

#include <errno.h>
#include <getopt.h>
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/base/nearest.h"

/* getopt_long() gives back a row's place in the table, moved beyond all letters. */
enum { ROW_BASE = 256 };

typedef struct parser {
    GArray *long_options; /* of struct option, ended by zeros */
    GString *letters;
} parser;

static void parser_clear(parser *parsed)
{
    g_array_unref(parsed->long_options);
    g_string_free(parsed->letters, TRUE);
}

static void describe(const foi_option *table, parser *parsed)
{
    parsed->long_options = g_array_new(TRUE, TRUE, sizeof(struct option));
    parsed->letters = g_string_new(":");
    for (size_t row = 0; table[row].name != NULL; row++) {
        struct option option = {0};
        option.name = table[row].name;
        option.val = ROW_BASE + (int)row;
        if (table[row].argument != NULL)
            option.has_arg = table[row].optional ? optional_argument : required_argument;
        g_array_append_val(parsed->long_options, option);
        if (table[row].letter != 0) {
            g_string_append_c(parsed->letters, table[row].letter);
            g_string_append(parsed->letters, option.has_arg == required_argument   ? ":"
                                             : option.has_arg == optional_argument ? "::"
                                                                                   : "");
        }
    }
}

static const foi_option *find_row(const foi_option *table, int code)
{
    if (code >= ROW_BASE)
        return &table[code - ROW_BASE];
    for (; table->name != NULL; table++)
        if (table->letter == code)
            return table;
    return NULL;
}

bool foi_options_complain(const char *program, const char *what)
{
    fprintf(stderr, "%s: %s; see %s --help\n", program, what, program);
    return false;
}

/* The long options nearest to WORD ("--fromat=x"), for the caller to g_free; NULL: none is near. */
static char *nearest_options(const foi_option *table, const char *word)
{
    if (!g_str_has_prefix(word, "--"))
        return NULL;
    g_autofree char *name = g_strndup(word + 2, strcspn(word + 2, "="));
    foi_nearest nearest;
    foi_nearest_start(&nearest, name);
    for (; table->name != NULL; table++) {
        g_autofree char *known = g_strconcat("--", table->name, NULL);
        foi_nearest_offer(&nearest, known, table->name);
    }
    return foi_nearest_finish(&nearest);
}

/* What the end of TABLE says of words that begin with "-"; NULL: nothing. */
static const char *hint_of(const foi_option *table)
{
    while (table->name != NULL)
        table++;
    return table->help;
}

/* "-type:x", where getopt_long() stopped at a letter of it; NULL: a letter stood alone. It is past
 * the word only when the letter was the last one. */
static const char *find_cluster(int argc, char **argv)
{
    const char *before = argv[optind - 1];
    const char *word = before[0] == '-' && g_str_has_suffix(before, (char[]){(char)optopt, '\0'})
                           ? before
                       : optind < argc ? argv[optind]
                                       : "";
    return g_str_has_prefix(word, "-") && strlen(word) > 2 ? word : NULL;
}

/* An unknown letter of CLUSTER: rather a word of the query than options in a row. */
static bool complain_of_cluster(const char *program, const char *cluster, const char *hint)
{
    g_autofree char *what = g_strdup_printf("unknown option %s: %s", cluster, hint);
    return foi_options_complain(program, what);
}

/* WORD is the argument that getopt_long() stopped at; CODE tells why. */
static bool complain_of(const char *program, const foi_option *table, int code, const char *word)
{
    g_autofree char *letter = g_strdup_printf("-%c", optopt);
    const char *shown = word != NULL && g_str_has_prefix(word, "--") ? word : letter;
    g_autofree char *near = code == '?' ? nearest_options(table, shown) : NULL;
    g_autofree char *what =
        code == ':'    ? g_strdup_printf("an argument is missing for %s", shown)
        : near != NULL ? g_strdup_printf("unknown or ambiguous option %s: %s?", shown, near)
                       : g_strdup_printf("unknown or ambiguous option %s", shown);
    return foi_options_complain(program, what);
}

static bool take(const char *program, const foi_option *option, const char *value, void *request,
                 GPtrArray *given)
{
    if (option->once && g_ptr_array_find(given, option, NULL)) {
        g_autofree char *what = g_strdup_printf("--%s can be given only once", option->name);
        return foi_options_complain(program, what);
    }
    g_ptr_array_add(given, (gpointer)option);
    return option->set == NULL || option->set(option, value, request);
}

bool foi_options_parse(const char *program, const foi_option *table, int argc, char **argv,
                       void *request, foi_arguments *arguments)
{
    parser parsed;
    describe(table, &parsed);
    GPtrArray *given = g_ptr_array_new();
    const char *hint = hint_of(table);
    bool good = true;
    g_set_prgname(program);
    optind = 0;
    opterr = 0;
    while (good) {
        int before = optind == 0 ? 1 : optind;
        int code = getopt_long(argc, argv, parsed.letters->str,
                               (const struct option *)(void *)parsed.long_options->data, NULL);
        if (code == -1)
            break;
        const char *word = optind > before ? argv[optind - 1] : argv[before];
        const char *cluster = code == '?' && hint != NULL ? find_cluster(argc, argv) : NULL;
        if (cluster != NULL && !g_str_has_prefix(cluster, "--"))
            good = complain_of_cluster(program, cluster, hint);
        else if (code == '?' || code == ':')
            good = complain_of(program, table, code, word);
        else
            good = take(program, find_row(table, code), optarg, request, given);
    }
    parser_clear(&parsed);
    g_ptr_array_add(given, NULL);
    arguments->options = (const foi_option **)g_ptr_array_free(given, FALSE);
    arguments->count = good ? (size_t)(argc - optind) : 0;
    arguments->words = g_new0(const char *, arguments->count + 1);
    for (size_t i = 0; i < arguments->count; i++)
        arguments->words[i] = argv[optind + (int)i];
    return good;
}

void foi_arguments_clear(foi_arguments *arguments)
{
    g_clear_pointer(&arguments->options, g_free);
    g_clear_pointer(&arguments->words, g_free);
    arguments->count = 0;
}

bool foi_arguments_have(const foi_arguments *arguments, const char *name)
{
    for (size_t i = 0; arguments->options[i] != NULL; i++)
        if (strcmp(arguments->options[i]->name, name) == 0)
            return true;
    return false;
}

char *foi_options_either(const GPtrArray *names)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < names->len; i++) {
        const char *joint = i == 0 ? "" : i + 1 == names->len ? " or " : ", ";
        g_string_append_printf(list, "%s%s", joint, (const char *)names->pdata[i]);
    }
    return g_string_free(list, FALSE);
}

/* "--show or --like": the options that ask for one of MODES, for the caller to g_free. */
static char *selectors(const foi_option *table, unsigned modes)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (; table->name != NULL; table++)
        if ((table->selects & modes) != 0)
            g_ptr_array_add(names, g_strconcat("--", table->name, NULL));
    return foi_options_either(names);
}

/* The option that decides the mode; NULL: none. */
static const foi_option *find_selector(const foi_arguments *arguments)
{
    const unsigned always = FOI_MODE_HELP | FOI_MODE_VERSION;
    const foi_option *found = NULL;
    for (size_t i = 0; arguments->options[i] != NULL; i++) {
        const foi_option *option = arguments->options[i];
        if ((option->selects & always) != 0)
            return option;
        if (option->selects != 0 && found == NULL)
            found = option;
    }
    return found;
}

/* What is wrong with OPTION beside SELECTOR, for the caller to g_free; NULL: nothing. */
static char *misfit(const foi_option *table, const foi_option *option, const foi_option *selector,
                    unsigned usual)
{
    unsigned mode = selector != NULL ? selector->selects : usual;
    if (selector != NULL && option->selects != 0 && option->selects != mode)
        return g_strdup_printf("--%s and --%s do not go together", selector->name, option->name);
    if (option->modes == 0 || (option->modes & mode) != 0)
        return NULL;
    if (selector != NULL && (option->modes & usual) != 0)
        return g_strdup_printf("--%s does not go with --%s", option->name, selector->name);
    g_autofree char *names = selectors(table, option->modes);
    return g_strdup_printf("--%s goes with %s only", option->name, names);
}

unsigned foi_options_mode(const char *program, const foi_option *table,
                          const foi_arguments *arguments, unsigned usual)
{
    const foi_option *selector = find_selector(arguments);
    unsigned mode = selector != NULL ? selector->selects : usual;
    if ((mode & (FOI_MODE_HELP | FOI_MODE_VERSION)) != 0)
        return mode;
    for (size_t i = 0; arguments->options[i] != NULL; i++) {
        g_autofree char *what = misfit(table, arguments->options[i], selector, usual);
        if (what != NULL) {
            foi_options_complain(program, what);
            return 0;
        }
    }
    return mode;
}

static void *member_of(void *request, const foi_option *option)
{
    return (char *)request + option->offset;
}

bool foi_options_set_text(const foi_option *option, const char *value, void *request)
{
    *(const char **)member_of(request, option) = value;
    return true;
}

bool foi_options_set_flag(const foi_option *option, const char *value, void *request)
{
    (void)value;
    *(int *)member_of(request, option) = 1;
    return true;
}

bool foi_options_refuse(const foi_option *option, const char *value, const char *expected)
{
    fprintf(stderr, "%s: --%s=%s: %s is expected\n", g_get_prgname(), option->name, value,
            expected);
    return false;
}

static bool parse_number(const char *value, uint64_t *number, const char **rest)
{
    char *end;
    errno = 0;
    if (!g_ascii_isdigit(*value))
        return false;
    *number = strtoull(value, &end, 10);
    *rest = end;
    return errno == 0;
}

bool foi_options_number(const foi_option *option, const char *value, uint64_t low, uint64_t high,
                        uint64_t *number)
{
    const char *rest;
    if (parse_number(value, number, &rest) && *rest == '\0' && *number >= low && *number <= high)
        return true;
    g_autofree char *expected =
        g_strdup_printf("a whole number from %" PRIu64 " to %" PRIu64, low, high);
    return foi_options_refuse(option, value, expected);
}

bool foi_options_bytes(const foi_option *option, const char *value, uint64_t low, uint64_t high,
                       uint64_t *bytes)
{
    static const char suffixes[] = "KMG";
    const char *rest;
    if (parse_number(value, bytes, &rest)) {
        const char *suffix = *rest == '\0' ? NULL : strchr(suffixes, g_ascii_toupper(*rest));
        unsigned shift = suffix == NULL ? 0 : 10 * (unsigned)(suffix - suffixes + 1);
        bool whole = *rest == '\0' || (suffix != NULL && rest[1] == '\0');
        if (whole && *bytes <= UINT64_MAX >> shift && (*bytes << shift) >= low &&
            (*bytes << shift) <= high) {
            *bytes <<= shift;
            return true;
        }
    }
    g_autofree char *expected = g_strdup_printf("a number of bytes from %" PRIu64 " to %" PRIu64
                                                " (a suffix K, M or G may follow)",
                                                low, high);
    return foi_options_refuse(option, value, expected);
}

int foi_options_choose(const foi_option *option, const char *value)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 0; option->values[i] != NULL; i++) {
        if (strcmp(value, option->values[i]) == 0)
            return i;
        g_ptr_array_add(names, (gpointer)option->values[i]);
    }
    g_autofree char *expected = foi_options_either(names);
    foi_options_refuse(option, value, expected);
    return -1;
}

char *foi_option_spelling(const foi_option *option)
{
    GString *text = g_string_new(NULL);
    if (option->letter != 0)
        g_string_append_printf(text, "-%c, ", option->letter);
    g_string_append_printf(text, "--%s", option->name);
    if (option->argument != NULL)
        g_string_append_printf(text, option->optional ? "[=%s]" : "=%s", option->argument);
    return g_string_free(text, FALSE);
}

void foi_options_print(const foi_option *table)
{
    enum { COLUMN = 28 };
    for (; table->name != NULL; table++) {
        if (table->hidden)
            continue;
        if (table->heading != NULL)
            printf("\n%s:\n", table->heading);
        g_autofree char *spelt = foi_option_spelling(table);
        g_autofree char *left = g_strconcat(table->letter != 0 ? "" : "    ", spelt, NULL);
        g_auto(GStrv) lines = g_strsplit(table->help, "\n", -1);
        if (strlen(left) + 4 > COLUMN)
            printf("  %s\n  %*s%s\n", left, COLUMN - 2, "", lines[0]);
        else
            printf("  %-*s%s\n", COLUMN - 2, left, lines[0]);
        for (size_t i = 1; lines[i] != NULL; i++)
            printf("%*s%s\n", COLUMN, "", lines[i]);
    }
}
