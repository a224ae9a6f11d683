/* results_markdown.c - an answer as Markdown, to be pasted into a letter. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/path.h"
#include "indexer/field/field.h"
#include "query/program/describe.h"
#include "query/program/markdown.h"
#include "query/program/query_program.h"
#include "query/program/tree.h"

static void add_text(GString *out, const char *text)
{
    query_markdown_text(out, text, NULL, 0);
}

/* The marks of SNIPPET that are strong, of uint32_t[2], for the caller to unref: words of the
 * query, each of which is a mark of its own. What a tag was read from is a sentence mostly: a
 * letter that quotes it would have to say who stressed all of it. */
static GArray *strong_marks(const foi_snippet *snippet)
{
    GArray *marks = g_array_new(FALSE, FALSE, sizeof *snippet->highlights);

    for (size_t i = 0; i < snippet->highlight_count; i++) {
        const char *start = g_utf8_offset_to_pointer(snippet->text, snippet->highlights[i][0]);
        const char *end = g_utf8_offset_to_pointer(start, snippet->highlights[i][1]);
        if (!memchr(start, ' ', (size_t)(end - start)))
            g_array_append_val(marks, snippet->highlights[i]);
    }
    return marks;
}

/* The passage as a quotation with its citation below. INDENT stands before each line. */
static void add_snippet(GString *out, const foi_snippet *snippet, const char *indent)
{
    g_autofree char *place = query_snippet_place(snippet);
    g_autoptr(GArray) marks = strong_marks(snippet);

    g_string_append_printf(out, "\n%s> ", indent);
    query_markdown_text(out, snippet->text, (const uint32_t(*)[2])(void *)marks->data, marks->len);
    if (place) {
        g_string_append_printf(out, "\n%s>\n%s> \xe2\x80\x94 ", indent, indent);
        add_text(out, place);
    }
    g_string_append_c(out, '\n');
}

static void add_place(GString *out, const foi_hit *hit, const char *indent)
{
    g_autofree char *path = foi_path_display(hit->location);
    g_autofree char *whole = hit->member ? g_strconcat(path, " > ", hit->member, NULL) : NULL;
    g_autofree char *id = query_hit_id(hit);

    g_string_append_printf(out, "\n%s", indent);
    query_markdown_code(out, whole ? whole : path);
    g_string_append_c(out, ' ');
    add_text(out, id);
    g_string_append_c(out, '\n');
}

static void add_others(GString *out, const foi_hit *hit, foi_collapse by, const char *indent)
{
    g_autoptr(GPtrArray) lines = query_hit_others(hit, by);

    for (guint i = 0; i < lines->len; i++) {
        g_string_append_printf(out, "\n%s", indent);
        add_text(out, lines->pdata[i]);
        g_string_append_c(out, '\n');
    }
}

static void add_hit(GString *out, const foi_hit *hit, foi_collapse by)
{
    g_autofree char *title = query_hit_title(hit);
    g_autofree char *number = g_strdup_printf("%" PRIu32 ". ", hit->rank);
    g_autofree char *indent = g_strnfill(strlen(number), ' ');
    g_autoptr(GPtrArray) tags = query_hit_tags(hit);

    g_string_append_printf(out, "\n%s**", number);
    add_text(out, title);
    g_string_append(out, "**");
    if (hit->replaced_by) {
        g_autofree char *warning = query_replacement_warning(hit->replaced_by);
        g_string_append_printf(out, QUERY_MARKDOWN_BREAK "%s**", indent);
        add_text(out, warning);
        g_string_append(out, "**");
    }
    for (guint i = 0; i < tags->len; i++) {
        g_string_append_printf(out, QUERY_MARKDOWN_BREAK "%s", indent);
        add_text(out, tags->pdata[i]);
    }
    g_string_append_c(out, '\n');
    for (size_t i = 0; i < hit->snippet_count; i++)
        add_snippet(out, &hit->snippets[i], indent);
    add_place(out, hit, indent);
    add_others(out, hit, by, indent);
}

/* A row of a facet's table: LABEL below what encloses it, and VALUE, what a query has for it (NULL:
 * it goes without saying). */
static void add_value(GString *out, const char *label, const char *value, unsigned depth,
                      bool selected, uint32_t count)
{
    g_string_append(out, "| ");
    query_markdown_indent(out, depth);
    add_text(out, label);
    if (value && strcmp(label, value) != 0) {
        g_string_append(out, " (");
        add_text(out, value);
        g_string_append_c(out, ')');
    }
    g_string_append_printf(out, "%s | %" PRIu32 " |\n", selected ? ", selected" : "", count);
}

static void add_facet(GString *out, const foi_facet *facet)
{
    g_autoptr(GArray) leaves = query_facet_tree(facet);

    if (facet->distinct == 0 && facet->missing == 0)
        return;
    g_string_append(out, "\n| ");
    add_text(out, foi_field_find(facet->name)->label);
    g_string_append_printf(out, " (%s)%s | documents |\n|---|---:|\n", facet->name,
                           query_facet_note(facet));
    for (guint i = 0; i < leaves->len; i++) {
        const query_leaf *leaf = &g_array_index(leaves, query_leaf, i);
        const foi_facet_value *value = &facet->values[leaf->number];
        const char *label = query_own_label(facet->name, value->label, value->parent);
        add_value(out, label, value->value, leaf->depth, value->selected, value->count);
    }
    if (facet->missing > 0)
        add_value(out, "(missing)", NULL, 0, facet->missing_selected, facet->missing);
    if (facet->distinct > facet->value_count)
        g_string_append_printf(out, "\nand %zu more\n", facet->distinct - facet->value_count);
}

void query_print_markdown(const foi_results *results, const query_request *request)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *total = query_total(results, &request->options);

    query_markdown_head(out, total, request->query, foi_results_suggestion(results));
    for (size_t i = 0; i < foi_results_hits(results); i++)
        add_hit(out, foi_results_hit(results, i), request->options.collapse);
    for (size_t i = 0; i < foi_results_facets(results); i++)
        add_facet(out, foi_results_facet(results, i));
    fputs(out->str, stdout);
}
