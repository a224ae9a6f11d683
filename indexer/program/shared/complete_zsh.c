/* complete_zsh.c - completion for zsh. */
#include <stdio.h>
#include <string.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/manual.h"

/* HELP within the brackets of a specification that stands in quotation marks. */
static void print_help(const char *help)
{
    for (; *help != '\0'; help++) {
        if (*help == '\'')
            fputs("'\\''", stdout);
        else if (*help == '\n')
            putchar(' ');
        else if (strchr("[]:\\", *help) != NULL)
            printf("\\%c", *help);
        else
            putchar(*help);
    }
}

static void print_argument(const foi_option *option)
{
    g_autofree char *values = foi_complete_values(option);
    bool list = option->kind == FOI_ARGUMENT_LIST || option->kind == FOI_ARGUMENT_FACETS;
    printf("%s%s:", option->optional ? "::" : ":", option->argument);
    if (values != NULL && list)
        printf("_sequence compadd - %s", values);
    else if (values != NULL)
        printf("(%s)", values);
    else if (option->kind == FOI_ARGUMENT_FILE)
        fputs("_files", stdout);
    else if (option->kind == FOI_ARGUMENT_DIRECTORY)
        fputs("_files -/", stdout);
    else
        putchar(' ');
}

static void print_option(const foi_option *option)
{
    const char *equals = option->argument == NULL ? "" : option->optional ? "=-" : "=";
    fputs("        ", stdout);
    if (option->letter != 0)
        printf("'(-%c --%s)'{-%c%s,--%s%s}'[", option->letter, option->name, option->letter,
               option->argument != NULL ? "+" : "", option->name, equals);
    else
        printf("'--%s%s[", option->name, equals);
    print_help(option->help);
    putchar(']');
    if (option->argument != NULL)
        print_argument(option);
    puts("' \\");
}

static void print_query_words(const char *function)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    printf("%s_words()\n{\n"
           "    compset -q\n"
           "    compset -P '[-+(]#'\n"
           "    local -a values\n"
           "    case $PREFIX in\n",
           function);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GPtrArray) values = foi_field_closed_values(&fields[i]);
        printf("    %s:*) values=(", fields[i].name);
        for (guint v = 0; v < values->len; v++)
            printf("%s ", (const char *)values->pdata[v]);
        printf("%s) ;;\n", fields[i].has_missing ? "missing" : "");
    }
    puts("    esac\n"
         "    if compset -P '*:'; then\n"
         "        compadd -S '' -a values\n"
         "    else");
    fputs("        compadd -S ':' ", stdout);
    for (size_t i = 0; i < count; i++)
        printf("%s ", fields[i].name);
    puts("after before\n    fi\n}\n");
}

void foi_complete_zsh(const foi_program *program)
{
    g_autofree char *function = foi_complete_function(program);
    printf("#compdef %s\n# zsh completion for %s, made by %s --generate=zsh\n\n", program->name,
           program->name, program->name);
    if (program->takes_query)
        print_query_words(function);
    printf("%s()\n{\n    setopt localoptions extendedglob\n    _arguments -s -S \\\n", function);
    for (const foi_option *option = program->options; option->name != NULL; option++)
        if (!option->hidden)
            print_option(option);
    if (program->takes_query)
        printf("        '*:QUERY:%s_words'\n", function);
    else
        puts("        '*:PATH:_files'");
    printf("}\n\n%s \"$@\"\n", function);
}
