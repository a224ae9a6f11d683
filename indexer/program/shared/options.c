#include "indexer/program/shared/options.h"

#include <errno.h>
#include <getopt.h>
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static bool complain(const char *program, const char *what, const char *word)
{
    fprintf(stderr, "%s: %s %s; see %s --help\n", program, what, word, program);
    return false;
}

/* WORD is the argument that getopt_long() stopped at. */
static bool handle(const char *program, const foi_option *table, int code, const char *word,
                   foi_option_handler handler, void *data)
{
    g_autofree char *letter = g_strdup_printf("-%c", optopt);
    const char *shown = word != NULL && g_str_has_prefix(word, "--") ? word : letter;
    if (code == '?')
        return complain(program, "unknown or ambiguous option", shown);
    if (code == ':')
        return complain(program, "an argument is missing for", shown);
    return handler(find_row(table, code), optarg, data);
}

bool foi_options_parse(const char *program, const foi_option *table, int argc, char **argv,
                       foi_option_handler handler, void *data, foi_arguments *arguments)
{
    parser parsed;
    describe(table, &parsed);
    bool good = true;
    optind = 0;
    opterr = 0;
    for (;;) {
        int before = optind == 0 ? 1 : optind;
        int code = getopt_long(argc, argv, parsed.letters->str,
                               (const struct option *)(void *)parsed.long_options->data, NULL);
        if (code == -1)
            break;
        const char *word = optind > before ? argv[optind - 1] : argv[before];
        if (!handle(program, table, code, word, handler, data)) {
            good = false;
            break;
        }
    }
    parser_clear(&parsed);
    arguments->count = good ? (size_t)(argc - optind) : 0;
    arguments->words = g_new0(const char *, arguments->count + 1);
    for (size_t i = 0; i < arguments->count; i++)
        arguments->words[i] = argv[optind + (int)i];
    return good;
}

void foi_arguments_clear(foi_arguments *arguments)
{
    g_clear_pointer(&arguments->words, g_free);
    arguments->count = 0;
}

bool foi_options_refuse(const foi_option *option, const char *value, const char *expected)
{
    fprintf(stderr, "--%s=%s: %s is expected\n", option->name, value, expected);
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

static char *spelling(const foi_option *option)
{
    GString *text = g_string_new(NULL);
    if (option->letter != 0)
        g_string_append_printf(text, "-%c, ", option->letter);
    else
        g_string_append(text, "    ");
    g_string_append_printf(text, "--%s", option->name);
    if (option->argument != NULL)
        g_string_append_printf(text, option->optional ? "[=%s]" : "=%s", option->argument);
    return g_string_free(text, FALSE);
}

void foi_options_print(const foi_option *table)
{
    enum { COLUMN = 28 };
    for (; table->name != NULL; table++) {
        g_autofree char *left = spelling(table);
        g_auto(GStrv) lines = g_strsplit(table->help, "\n", -1);
        if (strlen(left) + 4 > COLUMN)
            printf("  %s\n  %*s%s\n", left, COLUMN - 2, "", lines[0]);
        else
            printf("  %-*s%s\n", COLUMN - 2, left, lines[0]);
        for (size_t i = 1; lines[i] != NULL; i++)
            printf("%*s%s\n", COLUMN, "", lines[i]);
    }
}
