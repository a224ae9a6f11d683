/* table_rows.c - tables and timelines as CSV, TSV and Markdown. */
#include <glib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/field/field.h"
#include "query/program/cells.h"
#include "query/program/markdown.h"
#include "query/program/table.h"
#include "query/program/tree.h"

static const char *value_or_missing(const foi_table_value *value)
{
    return value->value ? value->value : "missing";
}

static void add_head(query_cells *cells, const foi_table *table, const bool *shared)
{
    const foi_table_axis *columns = foi_table_columns(table);

    query_cells_text(cells, foi_table_rows(table)->facet);
    query_cells_text(cells, "label");
    query_cells_text(cells, "parent");
    query_cells_text(cells, "documents");
    for (size_t c = 0; c < columns->value_count; c++)
        query_cells_text(cells, value_or_missing(&columns->values[c]));
    for (size_t c = 0; c < columns->value_count; c++) {
        g_autofree char *name = g_strconcat(value_or_missing(&columns->values[c]), " share", NULL);
        if (shared[c])
            query_cells_text(cells, name);
    }
    query_cells_end(cells);
}

static void add_share(query_cells *cells, double share)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];

    query_cells_text(cells, share < 0 ? NULL : g_ascii_formatd(text, sizeof text, "%.3f", share));
}

/* SHARED: by column, whether it has shares. */
static void add_row(query_cells *cells, const foi_table *table, size_t row, const bool *shared)
{
    const foi_table_value *value = &foi_table_rows(table)->values[row];
    size_t columns = foi_table_columns(table)->value_count;

    query_cells_text(cells, value_or_missing(value));
    query_cells_text(cells, value->label);
    query_cells_text(cells, value->parent);
    query_cells_known_number(cells, value->count);
    for (size_t c = 0; c < columns; c++)
        query_cells_known_number(cells, foi_table_count(table, row, c));
    for (size_t c = 0; c < columns; c++)
        if (shared[c])
            add_share(cells, foi_table_share(table, row, c));
    query_cells_end(cells);
}

void query_print_table_cells(const foi_table *table, bool tabs)
{
    query_cells cells = {g_string_new(NULL), tabs, false};
    size_t columns = foi_table_columns(table)->value_count;
    g_autofree bool *shared = g_new0(bool, columns + 1);

    for (size_t c = 0; c < columns; c++)
        shared[c] = query_has_shares(table, c);
    add_head(&cells, table, shared);
    for (size_t r = 0; r < foi_table_rows(table)->value_count; r++)
        add_row(&cells, table, r, shared);
    fputs(cells.out->str, stdout);
    g_string_free(cells.out, TRUE);
}

/* --- markdown --------------------------------------------------------------------------------- */

static void add_text(GString *out, const char *text)
{
    query_markdown_text(out, text, NULL, 0);
}

static void begin_markdown(GString *out, const char *facet)
{
    g_string_append(out, "\n| ");
    add_text(out, foi_field_find(facet)->label);
    g_string_append(out, " | documents |");
}

static void add_markdown_row(GString *out, const foi_table *table, const query_leaf *leaf)
{
    const foi_table_axis *rows = foi_table_rows(table);
    const foi_table_value *value = &rows->values[leaf->number];

    g_string_append(out, "| ");
    query_markdown_indent(out, leaf->depth);
    add_text(out, query_own_label(rows->facet, value->label, value->parent));
    g_string_append_printf(out, " | %" PRIu32 " |", value->count);
    for (size_t c = 0; c < foi_table_columns(table)->value_count; c++) {
        uint32_t count = foi_table_count(table, leaf->number, c);
        g_autofree char *percent =
            query_percent(count > 0 ? foi_table_share(table, leaf->number, c) : -1);
        g_string_append_printf(out, percent[0] ? " %" PRIu32 " (%s) |" : " %" PRIu32 " |", count,
                               percent);
    }
    g_string_append_c(out, '\n');
}

static void add_markdown_totals(GString *out, const foi_table *table)
{
    const foi_table_axis *columns = foi_table_columns(table);

    g_string_append_printf(out, "| " QUERY_TOTAL_HEADING " | %" PRIu32 " |",
                           foi_table_total(table));
    for (size_t c = 0; c < columns->value_count; c++)
        g_string_append_printf(out, " %" PRIu32 " |", columns->values[c].count);
    g_string_append_c(out, '\n');
}

static void add_markdown_headings(GString *out, const foi_table *table)
{
    const foi_table_axis *columns = foi_table_columns(table);

    begin_markdown(out, foi_table_rows(table)->facet);
    for (size_t c = 0; c < columns->value_count; c++) {
        g_string_append_c(out, ' ');
        add_text(out, columns->values[c].label);
        g_string_append(out, " |");
    }
    g_string_append(out, "\n|---|---:|");
    for (size_t c = 0; c < columns->value_count; c++)
        g_string_append(out, "---:|");
    g_string_append_c(out, '\n');
}

static void add_more(GString *out, const foi_table_axis *axis, const char *what)
{
    if (axis->more > 0)
        g_string_append_printf(out, "\nand %zu more %s\n", axis->more, what);
}

void query_print_table_markdown(const foi_table *table, const char *query)
{
    g_autofree char *total = query_counted(foi_table_total(table), foi_table_relaxed(table));
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GArray) leaves = query_axis_tree(foi_table_rows(table));

    query_markdown_head(out, total, query, foi_table_suggestion(table));
    if (leaves->len > 0) {
        add_markdown_headings(out, table);
        for (guint i = 0; i < leaves->len; i++)
            add_markdown_row(out, table, &g_array_index(leaves, query_leaf, i));
        add_markdown_totals(out, table);
        add_more(out, foi_table_rows(table), "rows");
        add_more(out, foi_table_columns(table), "columns");
        g_string_append_printf(out, "\n%s\n", query_shares_note(table));
    }
    fputs(out->str, stdout);
}

/* --- timelines -------------------------------------------------------------------------------- */

static void add_period(query_cells *cells, const char *first, const char *last, uint32_t count)
{
    query_cells_text(cells, first);
    query_cells_text(cells, last);
    query_cells_known_number(cells, count);
    query_cells_end(cells);
}

void query_print_timeline_cells(const foi_timeline *timeline, bool tabs)
{
    static const char *const names[] = {"first", "last", "documents"};
    query_cells cells = {g_string_new(NULL), tabs, false};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        query_cells_text(&cells, names[i]);
    query_cells_end(&cells);
    for (size_t i = 0; i < foi_timeline_length(timeline); i++) {
        const foi_timeline_entry *entry = foi_timeline_at(timeline, i);
        add_period(&cells, entry->first, entry->last, entry->count);
    }
    if (foi_timeline_no_month(timeline) > 0)
        add_period(&cells, "no-month", NULL, foi_timeline_no_month(timeline));
    if (foi_timeline_undated(timeline) > 0)
        add_period(&cells, "missing", NULL, foi_timeline_undated(timeline));
    fputs(cells.out->str, stdout);
    g_string_free(cells.out, TRUE);
}

/* The documents that are in no period, where there are any. */
static void add_rest(GString *out, const char *what, uint32_t count)
{
    if (count > 0)
        g_string_append_printf(out, "| %s | %" PRIu32 " |\n", what, count);
}

static void add_markdown_periods(GString *out, const foi_timeline *timeline)
{
    begin_markdown(out, foi_timeline_period(timeline) == FOI_PERIOD_MONTH ? "month" : "year");
    g_string_append(out, "\n|---|---:|\n");
    for (size_t i = 0; i < foi_timeline_length(timeline); i++) {
        const foi_timeline_entry *entry = foi_timeline_at(timeline, i);
        g_string_append_printf(out, "| %s%s%s | %" PRIu32 " |\n", entry->first,
                               entry->periods > 1 ? " to " : "",
                               entry->periods > 1 ? entry->last : "", entry->count);
    }
    add_rest(out, "(no month)", foi_timeline_no_month(timeline));
    add_rest(out, "(no date)", foi_timeline_undated(timeline));
}

void query_print_timeline_markdown(const foi_timeline *timeline, const char *query)
{
    uint32_t total = foi_timeline_total(timeline);
    g_autofree char *counted = query_counted(total, foi_timeline_relaxed(timeline));
    g_autoptr(GString) out = g_string_new(NULL);

    query_markdown_head(out, counted, query, foi_timeline_suggestion(timeline));
    if (total > 0)
        add_markdown_periods(out, timeline);
    fputs(out->str, stdout);
}
