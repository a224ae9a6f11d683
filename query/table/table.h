/* table.h - inside a table, and the two ways to fill one. */
#ifndef FOI_QUERY_TABLE_H
#define FOI_QUERY_TABLE_H

#include "foi/table.h"
#include "query/facet/facet.h"

/** A facet along one side of a table. */
typedef struct foi_table_side {
    foi_facet_counts *counts;
    foi_table_axis axis;
    foi_table_value *values; /**< of `axis` */
    guint shown;             /**< how many entries of `counts` the table shows */
} foi_table_side;

struct foi_table {
    char *query;
    uint32_t total;
    bool relaxed;
    char *suggestion; /**< NULL: none */
    double took_ms;
    GStringChunk *strings; /**< all strings below */
    foi_table_side rows, columns;
    size_t stride;       /**< cells of one row */
    uint32_t *cells;     /**< those without a row or column value are last */
    bool partial_shares; /**< the last column has none */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_table, foi_table_free)

/**
 * Count FIELD over SET and give SIDE its first SIZE values (0: all) and, with MISSING, the
 * documents without any.
 */
void foi_table_side_count(foi_table *table, foi_table_side *side, const foi_docset *set,
                          const foi_field *field, uint32_t size, bool missing);
/** Make the cells. FOI_ERROR_ARGUMENT where they are too many. */
foi_status foi_table_make_cells(foi_table *table, size_t rows, size_t columns, foi_error *error);

/** cross.c: fill TABLE, whose sides are counted, from SET. */
foi_status foi_table_cross(foi_table *table, const foi_docset *set, foi_error *error);
/** rulings.c: fill TABLE, whose rows are counted by exemption, with how each of them fared. */
foi_status foi_table_rulings(foi_table *table, const foi_docset *set, foi_error *error);

#endif
