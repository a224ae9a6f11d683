/* results.c - an answer for a person. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/path.h"
#include "indexer/field/field.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/describe.h"
#include "query/program/query_program.h"

#define INDENT 3

/* Most digits that a count of a facet is given room for. */
#define COUNT_DIGITS 7

static void print_total(const foi_results *results, const foi_search_options *options,
                        const foi_page *page)
{
    const char *suggestion = foi_results_suggestion(results);
    g_autofree char *total = query_total(results, options);
    g_autofree char *meant = suggestion ? g_strconcat("Did you mean: ", suggestion, NULL) : NULL;

    foi_print_folded(page, 0, total, NULL, 0, false);
    if (meant)
        foi_print_folded(page, 0, meant, NULL, 0, false);
}

static void print_replacement(const foi_hit *hit, const foi_page *page)
{
    if (hit->replaced_by) {
        g_autofree char *warning = query_replacement_warning(hit->replaced_by);
        foi_print_folded(page, INDENT, warning, NULL, 0, true);
    }
}

static void print_tags(const foi_hit *hit, const foi_page *page)
{
    g_autoptr(GPtrArray) lines = query_hit_tags(hit);

    for (guint i = 0; i < lines->len; i++)
        foi_print_folded(page, INDENT, lines->pdata[i], NULL, 0, false);
}

/* Paths are not folded, so that they can be clicked and copied. */
static void print_place(const foi_hit *hit, const foi_page *page)
{
    g_autofree char *shown = foi_path_display(hit->location);
    g_autofree char *clean = foi_terminal_clean(shown);
    g_autofree char *uri = page->rich ? g_filename_to_uri(hit->location, NULL, NULL) : NULL;

    printf("%*s", INDENT, "");
    if (uri)
        printf("\033]8;;%s\033\\%s\033]8;;\033\\", uri, clean);
    else
        fputs(clean, stdout);
    if (hit->member) {
        g_autofree char *member = foi_terminal_clean(hit->member);
        printf(" > %s", member);
    }
    g_autofree char *id = query_hit_id(hit);
    printf("  %s\n", id);
}

static void print_snippet(const foi_snippet *snippet, bool first, const foi_page *page)
{
    g_autofree char *words = query_snippet_place(snippet);
    g_autofree char *line = words ? g_strconcat(words, ":", NULL) : NULL;

    if (line)
        foi_print_folded(page, INDENT + 2, line, NULL, 0, false);
    else if (!first)
        putchar('\n');
    foi_print_folded(page, INDENT + 2, snippet->text, snippet->highlights, snippet->highlight_count,
                     false);
}

static void print_hit(const foi_hit *hit, const foi_page *page)
{
    g_autofree char *name = query_hit_title(hit);
    g_autofree char *title = g_strdup_printf("%" PRIu32 ". %s", hit->rank, name);

    putchar('\n');
    foi_print_folded(page, 0, title, NULL, 0, true);
    print_replacement(hit, page);
    print_tags(hit, page);
    print_place(hit, page);
    for (size_t i = 0; i < hit->snippet_count; i++)
        print_snippet(&hit->snippets[i], i == 0, page);
}

static unsigned columns_of(const char *text)
{
    unsigned columns = 0;

    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        columns += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}

/* TEXT cut to COLUMNS with an ellipsis, g_free. */
static char *shortened(const char *text, unsigned columns)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    unsigned used = 0;

    if (columns_of(text) <= columns)
        return g_strdup(text);
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        used += g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
        if (used + 1 > columns)
            break;
        g_string_append_unichar(kept, c);
    }
    g_string_append(kept, "\xe2\x80\xa6");
    return g_string_free(g_steal_pointer(&kept), FALSE);
}

/* The count, the label, and where there is room the value as a query takes it. */
static void print_value(const foi_facet_value *value, const foi_page *page, unsigned widest)
{
    unsigned room = page->columns > COUNT_DIGITS + 4 ? page->columns - COUNT_DIGITS - 4 : 1;
    g_autofree char *label = foi_terminal_clean(value->label);
    g_autofree char *text = shortened(label, room);
    g_autofree char *clean = foi_terminal_clean(value->value);

    printf("  %*" PRIu32 "  %s", COUNT_DIGITS, value->count, text);
    if (strcmp(value->label, value->value) != 0 && widest + 2 + columns_of(clean) <= room)
        printf("%*s%s", (int)(widest - columns_of(text)) + 2, "", clean);
    putchar('\n');
}

static void print_facet(const foi_facet *facet, const foi_page *page)
{
    const foi_field *field = foi_field_find(facet->name);
    unsigned widest = 0;

    if (facet->distinct == 0 && facet->missing == 0)
        return;
    for (size_t i = 0; i < facet->value_count; i++) {
        g_autofree char *label = foi_terminal_clean(facet->values[i].label);
        widest = MAX(widest, columns_of(label));
    }
    g_autofree char *title = g_strdup_printf("%s (%s)", field->label, facet->name);
    putchar('\n');
    foi_print_folded(page, 0, title, NULL, 0, true);
    for (size_t i = 0; i < facet->value_count; i++)
        print_value(&facet->values[i], page, widest);
    if (facet->distinct > facet->value_count)
        printf("  %*s  and %zu more\n", COUNT_DIGITS, "", facet->distinct - facet->value_count);
    if (facet->missing > 0)
        printf("  %*" PRIu32 "  (missing)\n", COUNT_DIGITS, facet->missing);
}

void query_print_results(const foi_results *results, const foi_search_options *options,
                         const foi_page *page)
{
    print_total(results, options, page);
    for (size_t i = 0; i < foi_results_hits(results); i++)
        print_hit(foi_results_hit(results, i), page);
    for (size_t i = 0; i < foi_results_facets(results); i++)
        print_facet(foi_results_facet(results, i), page);
}
