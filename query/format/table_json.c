/* table_json.c - tables and timelines as JSON (schema 1); see foi/table.h. */
#include "query/format/json_parts.h"
#include "query/table/table.h"
#include "query/table/timeline.h"

static json_t *begin(const char *query, uint32_t total, bool relaxed, double took_ms)
{
    json_t *object = json_object();

    json_object_set_new(object, "schema", json_integer(FOI_JSON_SCHEMA));
    json_object_set_new(object, "query", foi_json_text(query));
    json_object_set_new(object, "total", json_integer(total));
    json_object_set_new(object, "relaxed", json_boolean(relaxed));
    json_object_set_new(object, "took_ms", foi_json_rounded(took_ms));
    return object;
}

static json_t *value_json(const foi_table_value *value, bool row)
{
    json_t *object = json_object();

    json_object_set_new(object, "value", foi_json_text(value->value));
    json_object_set_new(object, "label", foi_json_text(value->label));
    json_object_set_new(object, "parent", foi_json_text(value->parent));
    json_object_set_new(object, "count", json_integer(value->count));
    if (row)
        json_object_set_new(object, "whole", json_integer(value->whole));
    return object;
}

static json_t *axis_json(const foi_table_axis *axis, bool rows)
{
    json_t *object = json_object();
    json_t *values = json_array();

    for (size_t i = 0; i < axis->value_count; i++)
        json_array_append_new(values, value_json(&axis->values[i], rows));
    json_object_set_new(object, "facet", foi_json_text(axis->facet));
    json_object_set_new(object, "values", values);
    json_object_set_new(object, "distinct", json_integer(axis->distinct));
    json_object_set_new(object, "more", json_integer((json_int_t)axis->more));
    return object;
}

static json_t *count_json(const foi_table *table, size_t row, size_t column)
{
    return json_integer(foi_table_count(table, row, column));
}

static json_t *share_json(const foi_table *table, size_t row, size_t column)
{
    double share = foi_table_share(table, row, column);

    return share < 0 ? json_null() : foi_json_rounded(share);
}

static json_t *cells_json(const foi_table *table,
                          json_t *(*cell)(const foi_table *table, size_t row, size_t column))
{
    json_t *rows = json_array();

    for (size_t r = 0; r < table->rows.axis.value_count; r++) {
        json_t *row = json_array();
        for (size_t c = 0; c < table->columns.axis.value_count; c++)
            json_array_append_new(row, cell(table, r, c));
        json_array_append_new(rows, row);
    }
    return rows;
}

char *foi_table_to_json(const foi_table *table)
{
    json_t *object = begin(table->query, table->total, table->relaxed, table->took_ms);

    json_object_set_new(object, "rows", axis_json(&table->rows.axis, true));
    json_object_set_new(object, "columns", axis_json(&table->columns.axis, false));
    json_object_set_new(object, "counts", cells_json(table, count_json));
    json_object_set_new(object, "shares", cells_json(table, share_json));
    json_object_set_new(object, "suggestion", foi_json_text(table->suggestion));
    return foi_json_dump(object);
}

static json_t *entry_json(const foi_timeline_entry *entry)
{
    json_t *object = json_object();

    json_object_set_new(object, "first", foi_json_text(entry->first));
    json_object_set_new(object, "last", foi_json_text(entry->last));
    json_object_set_new(object, "periods", json_integer(entry->periods));
    json_object_set_new(object, "count", json_integer(entry->count));
    return object;
}

char *foi_timeline_to_json(const foi_timeline *timeline)
{
    json_t *object = begin(timeline->query, timeline->total, timeline->relaxed, timeline->took_ms);
    json_t *periods = json_array();

    for (size_t i = 0; i < foi_timeline_length(timeline); i++)
        json_array_append_new(periods, entry_json(foi_timeline_at(timeline, i)));
    json_object_set_new(object, "period",
                        json_string(timeline->period == FOI_PERIOD_MONTH ? "month" : "year"));
    json_object_set_new(object, "periods", periods);
    json_object_set_new(object, "no_month", json_integer(timeline->no_month));
    json_object_set_new(object, "undated", json_integer(timeline->undated));
    json_object_set_new(object, "suggestion", foi_json_text(timeline->suggestion));
    return foi_json_dump(object);
}
