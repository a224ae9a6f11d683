/* complete_bash.c - completion for bash, which needs nothing beside bash. */
#include <stdio.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/manual.h"

/* Takes the line apart into the word at hand, without quotation marks, and the one before. */
static const char READ_LINE[] =
    "    local line=${COMP_LINE:0:COMP_POINT} word= before= open= ended= c i\n"
    "    for ((i = 0; i < ${#line}; i++)); do\n"
    "        c=${line:i:1}\n"
    "        if [[ -n $open ]]; then\n"
    "            if [[ $c == \"$open\" ]]; then open=; else word+=$c; fi\n"
    "        elif [[ $c == [\\'\\\"] ]]; then open=$c\n"
    "        elif [[ $c == [[:space:]] ]]; then\n"
    "            [[ $word == -- ]] && ended=1\n"
    "            before=${word:-$before} word=\n"
    "        else word+=$c; fi\n"
    "    done\n"
    "    local head= option= choices= list= end=' '\n"
    "    if [[ -z $ended ]]; then\n"
    "        case $word in\n"
    "        --*=*) option=${word%%=*} head=$option= word=${word#*=} ;;\n"
    "        -*) ;;\n"
    "        *) option=$before ;;\n"
    "        esac\n"
    "    fi\n";

/* Of a word without quotation marks bash replaces only what follows the last "=" or ":". */
static const char REPLY[] =
    "    if [[ -n $list && $word == *,* ]]; then\n"
    "        head+=${word%,*},\n"
    "        word=${word##*,}\n"
    "    fi\n"
    "    local each cut=\n"
    "    [[ -z $open ]] && cut=$head$word && cut=${cut%\"${cut##*[=:]}\"}\n"
    "    COMPREPLY=()\n"
    "    for each in $choices; do\n"
    "        [[ $each == \"$word\"* ]] || continue\n"
    "        [[ $each == *[=:] || -n $list ]] && compopt -o nospace 2>/dev/null\n"
    "        each=$head$each\n"
    "        COMPREPLY+=(\"${each#\"$cut\"}\")\n"
    "    done\n"
    "}\n";

/* What stands before an argument: an option that can do without one has it behind "=" alone. */
static void print_patterns(const foi_option *option)
{
    printf("    --%s=", option->name);
    if (!option->optional)
        printf(" | --%s", option->name);
    if (option->letter != 0 && !option->optional)
        printf(" | -%c", option->letter);
    fputs(") ", stdout);
}

/* The cases of options that take an argument: what it may be, or that it is a file. */
static void print_arguments(const foi_option *option)
{
    puts("    case $option${head:+=} in");
    for (; option->name != NULL; option++) {
        g_autofree char *values = foi_complete_values(option);
        bool list = option->kind == FOI_ARGUMENT_LIST || option->kind == FOI_ARGUMENT_FACETS;
        if (option->argument == NULL || option->hidden)
            continue;
        print_patterns(option);
        if (values != NULL)
            printf("choices='%s'%s ;;\n", values, list ? " list=1" : "");
        else if (option->kind == FOI_ARGUMENT_FILE)
            puts("compopt -o default 2>/dev/null; return ;;");
        else if (option->kind == FOI_ARGUMENT_DIRECTORY)
            puts("compopt -o dirnames 2>/dev/null; return ;;");
        else
            puts("return ;;");
    }
    puts("    *)");
}

static void print_option_names(const foi_option *option)
{
    fputs("        if [[ -z $ended && $word == -* ]]; then\n            choices='", stdout);
    for (const char *blank = ""; option->name != NULL; option++) {
        if (option->hidden)
            continue;
        printf("%s--%s%s", blank, option->name,
               option->argument != NULL && !option->optional ? "=" : "");
        blank = " ";
    }
    puts("'");
}

/* The last word of a query that stands in quotation marks, its field and the values of that. */
static void print_query_words(void)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    puts("        else\n"
         "            [[ $word == *[[:space:]]* ]] && head=${word%\"${word##*[[:space:]]}\"}\n"
         "            word=${word##*[[:space:]]}\n"
         "            while [[ $word == [+\\(-]* ]]; do head+=${word:0:1} word=${word:1}; done\n"
         "            case $word in");
    for (size_t i = 0; i < count; i++) {
        g_autoptr(GPtrArray) values = foi_field_closed_values(&fields[i]);
        printf("            %s:*) choices='", fields[i].name);
        for (guint v = 0; v < values->len; v++)
            printf("%s ", (const char *)values->pdata[v]);
        printf("%s' ;;\n", fields[i].has_missing ? "missing" : "");
    }
    fputs("            *:*) ;;\n            *) choices='", stdout);
    for (size_t i = 0; i < count; i++)
        printf("%s: ", fields[i].name);
    puts("after: before:' ;;\n"
         "            esac\n"
         "            [[ $word == *:* ]] && head+=${word%%:*}: word=${word#*:}");
}

void foi_complete_bash(const foi_program *program)
{
    g_autofree char *function = foi_complete_function(program);
    printf("# bash completion for %s, made by %s --generate=bash\n%s()\n{\n", program->name,
           program->name, function);
    fputs(READ_LINE, stdout);
    print_arguments(program->options);
    print_option_names(program->options);
    if (program->takes_query)
        print_query_words();
    else
        puts("        else\n            compopt -o default 2>/dev/null\n            return");
    puts("        fi ;;\n    esac");
    fputs(REPLY, stdout);
    printf("complete -F %s %s\n", function, program->name);
}
