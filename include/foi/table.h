/* table.h - two facets across each other, and documents over time, over all that match a query. */
#ifndef FOI_TABLE_H
#define FOI_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "foi/index.h"
#include "foi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** How much of a table to give. Start from foi_table_options_init(). */
typedef struct foi_table_options {
    size_t size;
    uint32_t rows;    /**< values of the first facet, most frequent first; 0: all; default 20 */
    uint32_t columns; /**< values of the second; 0: all; default 10 */
} foi_table_options;

void foi_table_options_init(foi_table_options *options);

/** One row or column. All strings are owned by the table. */
typedef struct foi_table_value {
    const char *value;  /**< as in a query; NULL: the documents without any value */
    const char *label;  /**< for people */
    const char *parent; /**< the value that encloses it, before it on the same axis; NULL: none */
    uint32_t count;     /**< documents that have it, whatever they have on the other axis: not the
                             sum of the cells, since a document can have several values */
    uint32_t whole;     /**< rows: the documents that the shares of the row are of */
} foi_table_value;

typedef struct foi_table_axis {
    const char *facet;
    /** The most frequent, most frequent first, but years and months in the order of time; those
     * without any value last. */
    const foi_table_value *values;
    size_t value_count;
    uint32_t distinct; /**< different values among the matches, given or not */
    size_t more;       /**< of them, how many are not given */
} foi_table_axis;

/** A table: copies of everything, independent of the index handle. */
typedef struct foi_table foi_table;

/**
 * Count the documents that match QUERY (those of a relaxed answer too, as in foi_index_search()) by
 * the facets ROW and COLUMN, which may be the same. A cell holds the documents that have both
 * values, its share is of the documents of the row. Counts are exact.
 *
 * `exemption` and `ruling`, in either order, make another table: how often each exemption stood or
 * fell. Rows are provisions, a section with all its parts; the columns are
 * - "upheld" and "rejected": documents in which that very provision was. One document can be in
 *   both, where parts of a section fared differently; shares are of the documents that ruled on it;
 * - "not-ruled": documents that claim it and do not rule on it; without a share.
 * The total of a column is the number of documents in which it holds for any provision.
 *
 * OPTIONS NULL: the defaults. *TABLE is for the caller to free. FOI_ERROR_ARGUMENT: an unknown
 * facet (the message names the nearest), or a table of more than four million cells; others as in
 * foi_index_search().
 */
foi_status foi_index_tabulate(foi_index *index, const char *query, const char *row,
                              const char *column, const foi_table_options *options,
                              foi_table **table);

/** NULL: nothing. */
void foi_table_free(foi_table *table);

/** Both are owned by TABLE. */
const foi_table_axis *foi_table_rows(const foi_table *table);
const foi_table_axis *foi_table_columns(const foi_table *table);

/** The documents in the cell ROW, COLUMN (from 0, both less than `value_count`). */
uint32_t foi_table_count(const foi_table *table, size_t row, size_t column);
/** Its share of the row's documents, 0 to 1; negative where it has none. */
double foi_table_share(const foi_table *table, size_t row, size_t column);

/** How many documents match. */
uint32_t foi_table_total(const foi_table *table);
/** Not 0 where documents with a part of the words are among them, as in foi_results_relaxed(). */
int foi_table_relaxed(const foi_table *table);
/** The query as it was probably meant, as in foi_results_suggestion(); NULL: nothing seems
 * misspelt. Owned by the table. */
const char *foi_table_suggestion(const foi_table *table);

/** The table as one JSON object, for the caller to free with foi_free():
 * {"schema":1,"query":…,"total":N,"relaxed":false,"took_ms":…,
 *  "rows":{"facet":…,"values":[{"value":null|…,"label":…,"parent":null|…,"count":N,"whole":N}],
 *          "distinct":N,"more":N},
 *  "columns":{"facet":…,"values":[{"value":null|…,"label":…,"parent":null|…,"count":N}],
 *             "distinct":N,"more":N},
 *  "counts":[[N…]…],"shares":[[null|0.25…]…],"suggestion":null|…}: a list for each row, with a
 * number for each column.
 */
char *foi_table_to_json(const foi_table *table);

/* --- over time -------------------------------------------------------------------------------- */

typedef enum foi_period { FOI_PERIOD_YEAR = 0, FOI_PERIOD_MONTH } foi_period;

/** Start from foi_timeline_options_init(). */
typedef struct foi_timeline_options {
    size_t size;
    foi_period period;    /**< default FOI_PERIOD_YEAR */
    uint32_t longest_gap; /**< a longer run of periods without a document is one entry; 0: none
                               is too long; default 12 */
} foi_timeline_options;

void foi_timeline_options_init(foi_timeline_options *options);

/** One period; or a run of periods without a document that is longer than `longest_gap`, so that
 * one stray date ("1066") does not make thousands of entries. */
typedef struct foi_timeline_entry {
    const char *first; /**< "2019" or "2019-05" */
    const char *last;  /**< the same but for a gap */
    uint32_t periods;  /**< from `first` to `last`, both included */
    uint32_t count;    /**< documents; 0 in a gap */
} foi_timeline_entry;

/** Copies of everything, independent of the index handle. */
typedef struct foi_timeline foi_timeline;

/**
 * Count the documents that match QUERY by the year or month of their date, from the first period
 * that has a document to the last, those between without a document among them. OPTIONS NULL: the
 * defaults. *TIMELINE is for the caller to free. Errors as in foi_index_search().
 */
foi_status foi_index_timeline(foi_index *index, const char *query,
                              const foi_timeline_options *options, foi_timeline **timeline);

/** NULL: nothing. */
void foi_timeline_free(foi_timeline *timeline);

foi_period foi_timeline_period(const foi_timeline *timeline);
size_t foi_timeline_length(const foi_timeline *timeline);
/** The entry at POSITION (from 0), earliest first; NULL past the end. Owned by the timeline. */
const foi_timeline_entry *foi_timeline_at(const foi_timeline *timeline, size_t position);

/** How many documents match: those of all entries and the two below. */
uint32_t foi_timeline_total(const foi_timeline *timeline);
/** By month: documents dated by their year alone, which are in no entry. */
uint32_t foi_timeline_no_month(const foi_timeline *timeline);
uint32_t foi_timeline_undated(const foi_timeline *timeline);
/** Not 0 where documents with a part of the words are among them, as in foi_results_relaxed(). */
int foi_timeline_relaxed(const foi_timeline *timeline);
/** The query as it was probably meant, as in foi_results_suggestion(); NULL: nothing seems
 * misspelt. Owned by the timeline. */
const char *foi_timeline_suggestion(const foi_timeline *timeline);

/** The timeline as one JSON object, for the caller to free with foi_free():
 * {"schema":1,"query":…,"total":N,"relaxed":false,"took_ms":…,"period":"month",
 *  "periods":[{"first":"2019-05","last":"2019-05","periods":1,"count":N}…],
 *  "no_month":N,"undated":N,"suggestion":null|…} */
char *foi_timeline_to_json(const foi_timeline *timeline);

#ifdef __cplusplus
}
#endif

#endif
