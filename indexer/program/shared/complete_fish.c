/* complete_fish.c - completion for fish. */
#include <stdio.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/manual.h"

/* The first line of an option's help within quotation marks. */
static void print_help(const char *help)
{
    fputs(" -d '", stdout);
    for (; *help != '\0'; help++) {
        if (*help == '\'' || *help == '\\')
            putchar('\\');
        putchar(*help == '\n' ? ' ' : *help);
    }
    putchar('\'');
}

static void print_option(const foi_program *program, const foi_option *option)
{
    g_autofree char *values = foi_complete_values(option);
    bool list = option->kind == FOI_ARGUMENT_LIST || option->kind == FOI_ARGUMENT_FACETS;
    printf("complete -c %s -l %s", program->name, option->name);
    if (option->letter != 0)
        printf(" -s %c", option->letter);
    if (values != NULL && list)
        printf(" -x -a '(__fish_complete_list , \"string split \\\" \\\" \\\"%s\\\"\")'", values);
    else if (values != NULL)
        printf(" %s -a '%s'", option->optional ? "-f" : "-x", values);
    else if (option->kind == FOI_ARGUMENT_FILE)
        fputs(" -r -F", stdout);
    else if (option->kind == FOI_ARGUMENT_DIRECTORY)
        fputs(" -x -a '(__fish_complete_directories)'", stdout);
    else if (option->argument != NULL)
        fputs(" -x", stdout);
    print_help(option->help);
    putchar('\n');
}

static void print_query_words(const char *function)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    printf("function _%s_words\n"
           "    set -l token (commandline -ct | string replace -r '^[\"\\']' '')\n"
           "    set -l head (string replace -r '[^ ]*$' '' -- $token)\n"
           "    set -l last (string replace -r '^.* ' '' -- $token)\n"
           "    switch $last\n",
           function);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GPtrArray) values = foi_field_closed_values(&fields[i]);
        printf("        case '%s:*'\n            printf '%%s\\n' \"$head\"%s:{", fields[i].name,
               fields[i].name);
        for (guint v = 0; v < values->len; v++)
            printf("%s,", (const char *)values->pdata[v]);
        printf("%s}\n", fields[i].has_missing ? "missing" : "");
    }
    fputs("        case '*'\n            printf '%s:\\n' \"$head\"{", stdout);
    for (size_t i = 0; i < count; i++)
        printf("%s,", fields[i].name);
    puts("after,before}\n    end\nend");
}

void foi_complete_fish(const foi_program *program)
{
    g_autofree char *function = foi_complete_function(program);
    printf("# fish completion for %s, made by %s --generate=fish\n", program->name, program->name);
    for (const foi_option *option = program->options; option->name != NULL; option++)
        if (!option->hidden)
            print_option(program, option);
    if (!program->takes_query)
        return;
    print_query_words(function);
    printf("complete -c %s -f -a '(_%s_words)'\n", program->name, function);
}
