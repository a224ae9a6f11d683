/* results.c - an answer for a person. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/path.h"
#include "indexer/field/field.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/describe.h"
#include "query/program/explain.h"
#include "query/program/query_program.h"
#include "query/program/text.h"

#define INDENT 3

void query_print_suggestion(const char *suggestion, const foi_page *page)
{
    g_autofree char *meant = suggestion ? g_strconcat("Did you mean: ", suggestion, NULL) : NULL;

    if (meant)
        foi_print_folded(page, 0, meant, NULL, 0, false);
}

static void print_total(const foi_results *results, const foi_search_options *options,
                        const foi_page *page)
{
    g_autofree char *total = query_total(results, options);

    foi_print_folded(page, 0, total, NULL, 0, false);
    query_print_suggestion(foi_results_suggestion(results), page);
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

/* Paths are not folded, so that they can be clicked and copied; the id follows where it fits. */
static void print_place(const foi_hit *hit, const foi_page *page)
{
    g_autofree char *path = foi_path_display(hit->location);
    g_autofree char *whole = hit->member ? g_strconcat(path, " > ", hit->member, NULL) : NULL;
    g_autofree char *clean = foi_terminal_clean(whole ? whole : path);
    g_autofree char *uri = page->rich ? g_filename_to_uri(hit->location, NULL, NULL) : NULL;
    g_autofree char *id = query_hit_id(hit);

    if (uri)
        printf("%*s\033]8;;%s\033\\%s\033]8;;\033\\", INDENT, "", uri, clean);
    else
        printf("%*s%s", INDENT, "", clean);
    if (INDENT + query_columns(clean) + 2 + query_columns(id) <= page->columns) {
        printf("  %s\n", id);
    } else {
        putchar('\n');
        foi_print_folded(page, INDENT, id, NULL, 0, false);
    }
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

/* Not folded either. */
static void print_others(const foi_hit *hit, foi_collapse by)
{
    g_autoptr(GPtrArray) lines = query_hit_others(hit, by);

    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *clean = foi_terminal_clean(lines->pdata[i]);
        printf("%*s%s\n", INDENT, "", clean);
    }
}

static void print_hit(const foi_hit *hit, foi_collapse by, const foi_page *page)
{
    g_autofree char *name = query_hit_title(hit);
    g_autofree char *title = g_strdup_printf("%" PRIu32 ". %s", hit->rank, name);

    putchar('\n');
    foi_print_hanging(page, INDENT, title);
    print_replacement(hit, page);
    print_tags(hit, page);
    print_place(hit, page);
    print_others(hit, by);
    for (size_t i = 0; i < hit->snippet_count; i++)
        print_snippet(&hit->snippets[i], i == 0, page);
    query_print_shares(hit, INDENT, page);
}

void query_print_results(const foi_results *results, const foi_search_options *options,
                         const foi_page *page)
{
    print_total(results, options, page);
    query_print_readings(foi_results_explanation(results), page);
    for (size_t i = 0; i < foi_results_hits(results); i++)
        print_hit(foi_results_hit(results, i), options->collapse, page);
    for (size_t i = 0; i < foi_results_facets(results); i++)
        query_print_facet(foi_results_facet(results, i), page);
}
