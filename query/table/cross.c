/* cross.c - the documents that have a value of one facet and a value of another. */
#include "query/table/table.h"

/* What one document has along one side. */
typedef struct reading {
    foi_table_side *side;
    const foi_column *column; /* of the segment; NULL: it has none */
    GArray *found;            /* of guint: rows or columns of the table */
} reading;

static reading reading_new(foi_table_side *side)
{
    return (reading){side, NULL, g_array_new(FALSE, FALSE, sizeof(guint))};
}

static void reading_clear(reading *r)
{
    g_array_unref(r->found);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(reading, reading_clear)

/* Fills `found` with what the table shows of the document in ROW. */
static void read_row(reading *r, size_t segment, uint32_t row)
{
    guint kept = 0;

    g_array_set_size(r->found, 0);
    if (!r->column || !foi_facet_row(r->side->counts, r->column, segment, row, r->found)) {
        g_array_append_val(r->found, r->side->shown);
        return;
    }
    for (guint i = 0; i < r->found->len; i++) {
        guint rank = g_array_index(r->found, guint, i);
        if (rank < r->side->shown)
            g_array_index(r->found, guint, kept++) = rank;
    }
    g_array_set_size(r->found, kept);
}

static void count_row(foi_table *table, const reading *rows, const reading *columns)
{
    for (guint i = 0; i < rows->found->len; i++) {
        uint32_t *cells = table->cells + g_array_index(rows->found, guint, i) * table->stride;
        for (guint j = 0; j < columns->found->len; j++)
            cells[g_array_index(columns->found, guint, j)]++;
    }
}

foi_status foi_table_cross(foi_table *table, const foi_docset *set, foi_error *error)
{
    g_auto(reading) rows = reading_new(&table->rows);
    g_auto(reading) columns = reading_new(&table->columns);
    foi_status status = foi_table_make_cells(table, (size_t)table->rows.shown + 1,
                                             (size_t)table->columns.shown + 1, error);

    for (size_t s = 0; status == FOI_OK && s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        uint32_t row = 0;
        rows.column = foi_snapshot_column(set->snapshot, s, table->rows.counts->field);
        columns.column = foi_snapshot_column(set->snapshot, s, table->columns.counts->field);
        while (foi_docset_walk_next(&walk, &row)) {
            read_row(&rows, s, row);
            read_row(&columns, s, row);
            count_row(table, &rows, &columns);
        }
    }
    return status;
}
