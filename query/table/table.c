/* table.c - the public handle of a table. */
#include "query/table/table.h"

#include <stdlib.h>
#include <string.h>

#include "query/table/matched.h"

#define MOST_CELLS   4000000
#define STRING_BLOCK 4096

/* Used where a row or column has documents without any value. */
static const char missing_label[] = "(missing)";

typedef struct tabulation {
    const char *query;
    const foi_field *row;
    const foi_field *column;
    const foi_table_options *options;
    foi_table *table;
} tabulation;

void foi_table_options_init(foi_table_options *options)
{
    *options = (foi_table_options){.size = sizeof *options, .rows = 20, .columns = 10};
}

static void clear_side(foi_table_side *side)
{
    foi_facet_counts_free(side->counts);
    g_free(side->values);
}

void foi_table_free(foi_table *table)
{
    if (table) {
        clear_side(&table->rows);
        clear_side(&table->columns);
        g_string_chunk_free(table->strings);
        g_free(table->query);
        g_free(table->suggestion);
        g_free(table->cells);
        g_free(table);
    }
}

static foi_table *table_new(const char *query, const foi_match *match)
{
    foi_table *table = g_new0(foi_table, 1);

    table->query = g_strdup(query);
    table->total = match->total;
    table->relaxed = match->relaxed;
    table->strings = g_string_chunk_new(STRING_BLOCK);
    return table;
}

static int compare_values(const void *a, const void *b)
{
    return strcmp(((const foi_facet_entry *)a)->value, ((const foi_facet_entry *)b)->value);
}

/* Puts what SIDE shows of years or months in the order of time. */
static void sort_periods(const foi_table_side *side)
{
    foi_facet_counts *counts = side->counts;
    foi_facet_entry *entries = (foi_facet_entry *)counts->entries->data;

    if (counts->field->kind != FOI_FIELD_PERIOD || side->shown == 0)
        return;
    qsort(entries, side->shown, sizeof *entries, compare_values);
    for (guint i = 0; i < side->shown; i++)
        counts->ranks[entries[i].node] = i;
}

void foi_table_side_count(foi_table *table, foi_table_side *side, const foi_docset *set,
                          const foi_field *field, uint32_t size, bool missing)
{
    side->counts = foi_facet_count(set, field);
    guint distinct = side->counts->entries->len;
    side->shown = size == 0 ? distinct : MIN(size, distinct);
    sort_periods(side);
    side->values = g_new0(foi_table_value, (gsize)side->shown + 1);
    for (guint i = 0; i < side->shown; i++) {
        const foi_facet_entry *entry = &g_array_index(side->counts->entries, foi_facet_entry, i);
        g_autofree char *label = foi_field_value_label(field, entry->value);
        side->values[i] = (foi_table_value){
            .value = g_string_chunk_insert(table->strings, entry->value),
            .label = g_string_chunk_insert(table->strings, label ? label : entry->value),
            .parent = entry->parent ? g_string_chunk_insert(table->strings, entry->parent) : NULL,
            .count = entry->count,
            .whole = entry->count};
    }
    missing &= side->counts->missing > 0;
    if (missing) {
        side->values[side->shown] = (foi_table_value){
            .label = missing_label, .count = side->counts->missing, .whole = side->counts->missing};
    }
    side->axis = (foi_table_axis){field->name, side->values, (size_t)side->shown + missing,
                                  distinct, distinct - side->shown};
}

foi_status foi_table_make_cells(foi_table *table, size_t rows, size_t columns, foi_error *error)
{
    if (columns > 0 && rows > MOST_CELLS / columns) {
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "a table of %zu rows and %zu columns has more than %d cells; ask for "
                             "fewer of them, or narrow the query",
                             rows, columns, MOST_CELLS);
    }
    table->stride = columns;
    table->cells = g_new0(uint32_t, rows * columns + 1);
    return FOI_OK;
}

static bool is_field(const foi_field *field, const char *name)
{
    return strcmp(field->name, name) == 0;
}

static foi_status fill(const foi_match *match, void *data, foi_error *error)
{
    tabulation *t = data;
    g_autoptr(foi_table) table = table_new(t->query, match);
    bool rulings = (is_field(t->row, "exemption") && is_field(t->column, "ruling")) ||
                   (is_field(t->row, "ruling") && is_field(t->column, "exemption"));
    const foi_field *row = rulings ? foi_field_find("exemption") : t->row;
    foi_status status;

    foi_table_side_count(table, &table->rows, match->set, row, t->options->rows, !rulings);
    if (rulings) {
        status = foi_table_rulings(table, match->set, error);
    } else {
        foi_table_side_count(table, &table->columns, match->set, t->column, t->options->columns,
                             true);
        status = foi_table_cross(table, match->set, error);
    }
    g_clear_pointer(&t->table, foi_table_free);
    if (status == FOI_OK)
        t->table = g_steal_pointer(&table);
    return status;
}

foi_status foi_index_tabulate(foi_index *index, const char *query, const char *row,
                              const char *column, const foi_table_options *options,
                              foi_table **table)
{
    gint64 begun = g_get_monotonic_time();
    foi_table_options defaults;
    tabulation t = {.query = query, .options = options ? options : &defaults};
    char *suggestion = NULL;
    foi_status status;

    if (!index || !table)
        return FOI_ERROR_ARGUMENT;
    *table = NULL;
    foi_error_clear(&index->error);
    foi_table_options_init(&defaults);
    if (t.options->size < sizeof *t.options) {
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT,
                             "foi_table_options is not initialised by foi_table_options_init()");
    }
    if (!row || !column)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "a table takes two facets");
    status = foi_facet_find(row, &t.row, &index->error);
    if (status == FOI_OK)
        status = foi_facet_find(column, &t.column, &index->error);
    if (status == FOI_OK)
        status = foi_matched_run(index, query, fill, &t, &suggestion);
    if (status != FOI_OK) {
        foi_table_free(t.table);
        return status;
    }
    t.table->suggestion = suggestion;
    t.table->took_ms = (double)(g_get_monotonic_time() - begun) / 1000.0;
    *table = t.table;
    return FOI_OK;
}

const foi_table_axis *foi_table_rows(const foi_table *table)
{
    return &table->rows.axis;
}

const foi_table_axis *foi_table_columns(const foi_table *table)
{
    return &table->columns.axis;
}

uint32_t foi_table_count(const foi_table *table, size_t row, size_t column)
{
    return table->cells[row * table->stride + column];
}

double foi_table_share(const foi_table *table, size_t row, size_t column)
{
    uint32_t whole = table->rows.values[row].whole;

    if (whole == 0 || (table->partial_shares && column + 1 == table->columns.axis.value_count))
        return -1;
    return (double)foi_table_count(table, row, column) / whole;
}

uint32_t foi_table_total(const foi_table *table)
{
    return table->total;
}

int foi_table_relaxed(const foi_table *table)
{
    return table->relaxed;
}

const char *foi_table_suggestion(const foi_table *table)
{
    return table->suggestion;
}
