/* facet.c - counting by ordinals within a segment, then by value over all of them. */
#include "query/facet/facet.h"

#include <string.h>

#include "query/parse/nearest.h"

void foi_facet_counts_free(foi_facet_counts *counts)
{
    if (counts) {
        g_array_unref(counts->entries);
        g_free(counts);
    }
}

static foi_status unknown_facet(const char *name, foi_error *error)
{
    g_autoptr(GString) known = g_string_new(NULL);
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);
    foi_nearest nearest;

    foi_nearest_start(&nearest, name);
    for (size_t i = 0; i < count; i++) {
        if (fields[i].facet) {
            g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "", fields[i].name);
            foi_nearest_offer(&nearest, fields[i].name, NULL);
        }
    }
    g_autofree char *near = foi_nearest_finish(&nearest);
    return foi_error_set(error, FOI_ERROR_ARGUMENT, "`%s' is no facet; %s%s%sthe facets are %s",
                         name, near ? "did you mean " : "", near ? near : "", near ? "? " : "",
                         known->str);
}

foi_status foi_facet_fields(const char *names, GPtrArray **fields, foi_error *error)
{
    g_auto(GStrv) parts = g_strsplit(names ? names : FOI_FACETS_USUAL, ",", -1);
    g_autoptr(GPtrArray) found = g_ptr_array_new();

    *fields = NULL;
    for (size_t i = 0; parts[i]; i++) {
        const char *name = g_strstrip(parts[i]);
        const foi_field *field = foi_field_find(name);
        if (name[0] == '\0')
            continue;
        if (!field || !field->facet)
            return unknown_facet(name, error);
        if (!g_ptr_array_find(found, field, NULL))
            g_ptr_array_add(found, (gpointer)field);
    }
    *fields = g_steal_pointer(&found);
    return FOI_OK;
}

/* One segment's values as the facet shows them: several paths share a folder. */
typedef struct segment_values {
    const foi_column *column;
    uint32_t *shown; /* ordinal -> number of the value in `total` */
} segment_values;

typedef struct counter {
    const foi_field *field;
    GHashTable *numbers; /* value -> its number + 1 */
    GPtrArray *values;   /* of char *, by number */
    GArray *counts;      /* of uint32_t, by number */
    GArray *last;        /* of uint32_t: the docid that was counted last, by number */
} counter;

static uint32_t number_of(counter *c, char *value)
{
    gpointer found = g_hash_table_lookup(c->numbers, value);
    uint32_t zero = 0;

    if (found) {
        g_free(value);
        return GPOINTER_TO_UINT(found) - 1;
    }
    g_ptr_array_add(c->values, value);
    g_array_append_val(c->counts, zero);
    g_array_append_val(c->last, zero);
    g_hash_table_insert(c->numbers, value, GUINT_TO_POINTER(c->values->len));
    return c->values->len - 1;
}

static char *shown_value(const foi_field *field, const char *value)
{
    return field->kind == FOI_FIELD_PATH ? g_path_get_dirname(value) : g_strdup(value);
}

static segment_values *open_segments(counter *c, foi_snapshot *snapshot, size_t count)
{
    segment_values *segments = g_new0(segment_values, count + 1);

    for (size_t s = 0; s < count; s++) {
        const foi_column *column = foi_snapshot_column(snapshot, s, c->field);
        uint32_t values = column ? foi_column_values(column) : 0;
        segments[s].column = column;
        segments[s].shown = g_new(uint32_t, values + 1);
        for (uint32_t i = 0; i < values; i++)
            segments[s].shown[i] = number_of(c, shown_value(c->field, foi_column_value(column, i)));
    }
    return segments;
}

/* Returns false where the document has no value. */
static bool count_document(counter *c, const segment_values *segment, uint32_t row, uint32_t docid)
{
    uint32_t count = 0;
    const uint32_t *ordinals =
        segment->column ? foi_column_row(segment->column, row, &count) : NULL;

    for (uint32_t i = 0; i < count; i++) {
        uint32_t number = segment->shown[ordinals[i]];
        uint32_t *last = &g_array_index(c->last, uint32_t, number);
        if (*last != docid) {
            *last = docid;
            g_array_index(c->counts, uint32_t, number)++;
        }
    }
    return count > 0;
}

static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const foi_facet_entry *x = a;
    const foi_facet_entry *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->value, y->value);
}

static void clear_entry(void *data)
{
    foi_facet_entry *entry = data;

    g_free(entry->value);
}

static GArray *take_entries(counter *c)
{
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(foi_facet_entry));

    g_array_set_clear_func(entries, clear_entry);
    for (guint i = 0; i < c->values->len; i++) {
        foi_facet_entry entry = {NULL, g_array_index(c->counts, uint32_t, i)};
        if (entry.count > 0) {
            entry.value = g_strdup(c->values->pdata[i]);
            g_array_append_val(entries, entry);
        }
    }
    g_array_sort(entries, compare_entries);
    return entries;
}

static counter counter_new(const foi_field *field)
{
    return (counter){
        field, g_hash_table_new(g_str_hash, g_str_equal), g_ptr_array_new_with_free_func(g_free),
        g_array_new(FALSE, FALSE, sizeof(uint32_t)), g_array_new(FALSE, FALSE, sizeof(uint32_t))};
}

static void counter_clear(counter *c)
{
    g_hash_table_unref(c->numbers);
    g_ptr_array_unref(c->values);
    g_array_unref(c->counts);
    g_array_unref(c->last);
}

foi_facet_counts *foi_facet_count(foi_snapshot *snapshot, const foi_field *field,
                                  const GArray *docids)
{
    foi_facet_counts *result = g_new0(foi_facet_counts, 1);
    size_t count = foi_snapshot_segments(snapshot);
    counter c = counter_new(field);
    segment_values *segments = open_segments(&c, snapshot, count);

    result->field = field;
    for (guint i = 0; i < docids->len; i++) {
        uint32_t docid = g_array_index(docids, uint32_t, i);
        size_t segment = 0;
        uint32_t row = 0;
        foi_snapshot_locate(snapshot, docid, &segment, &row);
        result->missing += !count_document(&c, &segments[segment], row, docid);
    }
    result->entries = take_entries(&c);
    for (size_t s = 0; s < count; s++)
        g_free(segments[s].shown);
    g_free(segments);
    counter_clear(&c);
    return result;
}
