/* manual_page.c - a man page in roff. */
#include <stdio.h>
#include <string.h>

#include "foi/version.h"
#include "indexer/field/field.h"
#include "indexer/program/shared/manual.h"

/* How roff writes C as itself, not as what it would make of it; NULL: as it is. */
static const char *escaped(char c)
{
    static const char plain[] = "\\-'^~`\n";
    static const char *const written[] = {"\\e", "\\-", "\\(aq", "\\(ha", "\\(ti", "\\(ga", " "};
    const char *found = strchr(plain, c);
    return found != NULL ? written[found - plain] : NULL;
}

/* TEXT so that roff shows it as it is, also where it begins as a request does. */
static void put_text(const char *text)
{
    if (*text == '.' || *text == '\'')
        fputs("\\&", stdout);
    for (; *text != '\0'; text++) {
        const char *written = escaped(*text);
        if (written != NULL)
            fputs(written, stdout);
        else
            putchar(*text);
    }
}

static void put_line(const char *text)
{
    put_text(text);
    putchar('\n');
}

static void put_section(const char *title)
{
    g_autofree char *upper = g_ascii_strup(title, -1);
    printf(".SH %s\n", upper);
}

static void put_entry(const char *term, const char *text)
{
    fputs(".TP\n.B ", stdout);
    put_line(term);
    put_line(text);
}

static void put_entries(const foi_entry *entries)
{
    for (; entries != NULL && entries->term != NULL; entries++)
        put_entry(entries->term, entries->text);
}

static void put_options(const foi_option *option)
{
    put_section("options");
    for (; option->name != NULL; option++) {
        if (option->hidden)
            continue;
        if (option->heading != NULL)
            printf(".SS %s\n", option->heading);
        g_autofree char *spelling = foi_option_spelling(option);
        put_entry(spelling, option->help);
    }
}

static void put_values(const foi_field *field)
{
    g_autoptr(GPtrArray) values = foi_field_closed_values(field);
    if (values->len == 0)
        return;
    fputs(".br\nAll values:", stdout);
    for (guint i = 0; i < values->len; i++) {
        fputs(i > 0 ? ", " : " ", stdout);
        put_text(values->pdata[i]);
    }
    putchar('\n');
}

static void put_fields(void)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    put_section("fields");
    puts("Written FIELD:VALUE; FIELD:missing finds documents without the tag. Counts are made of\n"
         "all fields but those that say otherwise.");
    for (size_t i = 0; i < count; i++) {
        g_autofree char *text = g_strdup_printf("%s: %s%s", fields[i].label, fields[i].values_help,
                                                fields[i].facet ? "" : " (no facet)");
        put_entry(fields[i].name, text);
        put_values(&fields[i]);
    }
    put_entry("after, before", "A date: later than it, earlier than it.");
}

static void put_topics(const foi_topic *topic)
{
    for (; topic->title != NULL; topic++) {
        put_section(topic->title);
        if (topic->text != NULL)
            put_line(topic->text);
        put_entries(topic->entries);
        if (topic->close != NULL) {
            puts(".PP");
            put_line(topic->close);
        }
    }
}

static void put_examples(const foi_entry *example)
{
    put_section("examples");
    for (const foi_entry *first = example; example->term != NULL; example++) {
        if (example != first)
            puts(".PP");
        put_line(example->text);
        fputs(".RS\n.nf\n", stdout);
        put_line(example->term);
        fputs(".fi\n.RE\n", stdout);
    }
}

void foi_manual_page(const foi_program *program)
{
    g_autofree char *upper = g_ascii_strup(program->name, -1);
    printf(".TH %s 1 \"\" \"libfoi %s\" \"Freedom of Information search\"\n.nh\n.ad l\n", upper,
           foi_version_text());
    put_section("name");
    put_text(program->name);
    fputs(" \\- ", stdout);
    put_line(program->summary);
    put_section("synopsis");
    fputs(".B ", stdout);
    put_line(program->name);
    put_line(program->usage);
    put_section("description");
    put_line(program->description);
    put_options(program->options);
    if (program->takes_query)
        put_fields();
    put_topics(program->topics);
    put_topics(program->more);
    put_section("exit status");
    put_entries(program->statuses);
    put_examples(program->examples);
    put_section("see also");
    printf(".BR ");
    put_text(program->see_also);
    puts(" (1)");
}
