/* manual.c - --help, and the choice of what is made for a build. */
#include "indexer/program/shared/manual.h"

#include <stdio.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/fold.h"

/* As wide as the help of options is. */
static const foi_page page = {80, false};

const char *const foi_manual_kinds[] = {"man", "bash", "zsh", "fish", NULL};

void foi_manual_generate(const foi_program *program, int kind)
{
    static void (*const makers[])(const foi_program *) = {foi_manual_page, foi_complete_bash,
                                                          foi_complete_zsh, foi_complete_fish};
    makers[kind](program);
}

static void print_paragraph(const char *text)
{
    if (text != NULL)
        foi_print_folded(&page, 0, text, NULL, 0, false);
}

static void print_topic(const foi_topic *topic)
{
    enum { INDENT = 21 };
    printf("\n%s:\n", topic->title);
    print_paragraph(topic->text);
    for (const foi_entry *entry = topic->entries; entry != NULL && entry->term != NULL; entry++)
        foi_print_headed(&page, INDENT, entry->term, entry->text);
    print_paragraph(topic->close);
}

static void print_fields(const char *program)
{
    enum { INDENT = 13 };
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    puts("\nFields, written FIELD:VALUE (FIELD:missing finds documents without the tag):");
    for (size_t i = 0; i < count; i++) {
        g_autofree char *help =
            g_strconcat(fields[i].values_help, fields[i].facet ? "" : " (no facet)", NULL);
        foi_print_headed(&page, INDENT, fields[i].name, help);
    }
    foi_print_headed(&page, INDENT, "after", "a date: later than it");
    foi_print_headed(&page, INDENT, "before", "a date: earlier than it");
    printf("Where ... ends a list, man %s has all its values.\n", program);
}

static void print_statuses(const foi_entry *entries)
{
    g_autoptr(GString) line = g_string_new("Exit status:");
    for (; entries->term != NULL; entries++)
        g_string_append_printf(line, " %s %s%s", entries->term, entries->text,
                               entries[1].term != NULL ? "," : ".");
    putchar('\n');
    print_paragraph(line->str);
}

void foi_manual_help(const foi_program *program)
{
    printf("Usage: %s %s\n", program->name, program->usage);
    print_paragraph(program->description);
    foi_options_print(program->options);
    if (program->takes_query)
        print_fields(program->name);
    for (const foi_topic *topic = program->topics; topic->title != NULL; topic++)
        print_topic(topic);
    print_statuses(program->statuses);
    puts("\nExamples:");
    for (const foi_entry *example = program->examples; example->term != NULL; example++)
        printf("  %s\n", example->term);
}
