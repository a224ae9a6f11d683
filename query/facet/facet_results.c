/* facet_results.c - which values of a facet an answer shows, and what it says about each. */
#include "query/results.h"

static const foi_facet_entry *entry_at(const foi_facet_counts *counts, guint number)
{
    return &g_array_index(counts->entries, foi_facet_entry, number);
}

/* The entries by their values: their numbers + 1. */
static GHashTable *numbers_of(const foi_facet_counts *counts)
{
    GHashTable *numbers = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < counts->entries->len; i++)
        g_hash_table_insert(numbers, (gpointer)entry_at(counts, i)->value, GUINT_TO_POINTER(i + 1));
    return numbers;
}

/* Marks in SHOWN what encloses the entry NUMBER. What encloses an entry that is shown, is. */
static void show_enclosing(const foi_facet_counts *counts, GHashTable *numbers, guint number,
                           bool *shown)
{
    const char *parent = entry_at(counts, number)->parent;
    guint above = parent ? GPOINTER_TO_UINT(g_hash_table_lookup(numbers, parent)) : 0;

    while (above > 0 && !shown[above - 1]) {
        shown[above - 1] = true;
        parent = entry_at(counts, above - 1)->parent;
        above = parent ? GPOINTER_TO_UINT(g_hash_table_lookup(numbers, parent)) : 0;
    }
}

/* Marks the entries that are selected, and in SHOWN the first SIZE and those; how many are shown.
 */
static size_t choose(const foi_facet_counts *counts, uint32_t size,
                     const foi_drill_filters *filters, bool *selected, bool *shown)
{
    g_autoptr(GHashTable) numbers = filters->values->len > 0 ? numbers_of(counts) : NULL;
    size_t count = 0;

    for (guint i = 0; i < counts->entries->len; i++) {
        selected[i] = foi_drill_selected(filters, counts->field, entry_at(counts, i)->value);
        shown[i] = selected[i] || size == 0 || i < size;
        if (selected[i])
            show_enclosing(counts, numbers, i, shown);
    }
    for (guint i = 0; i < counts->entries->len; i++)
        count += shown[i];
    return count;
}

static foi_facet_value value_of(foi_results *results, const foi_facet_counts *counts,
                                const foi_facet_entry *entry, const foi_drill *drill)
{
    g_autofree char *label = foi_field_value_label(counts->field, entry->value);
    g_autofree char *query = foi_drill_query(drill, counts->field, entry->value, entry->count);

    return (foi_facet_value){.value = foi_results_keep(results, entry->value),
                             .label = foi_results_keep(results, label ? label : entry->value),
                             .count = entry->count,
                             .parent = foi_results_keep(results, entry->parent),
                             .query = foi_results_keep(results, query)};
}

void foi_results_add_facet(foi_results *results, const foi_facet_counts *counts, uint32_t size,
                           const foi_drill *drill)
{
    guint distinct = counts->entries->len;
    g_auto(foi_drill_filters) filters = foi_drill_read(drill, counts->field);
    g_autofree bool *selected = g_new0(bool, (gsize)distinct + 1);
    g_autofree bool *shown = g_new0(bool, (gsize)distinct + 1);
    size_t count = choose(counts, size, &filters, selected, shown);
    foi_facet_value *values = foi_results_keep_block(results, count, sizeof *values);
    g_autofree char *missing = foi_drill_query(drill, counts->field, NULL, counts->missing);
    foi_facet facet = {.name = counts->field->name,
                       .values = values,
                       .value_count = count,
                       .distinct = distinct,
                       .missing = counts->missing,
                       .missing_query = foi_results_keep(results, missing),
                       .missing_selected = filters.missing,
                       .widened = foi_plan_filters(drill->plan, counts->field)};

    for (guint i = 0; i < distinct; i++) {
        if (shown[i]) {
            *values = value_of(results, counts, entry_at(counts, i), drill);
            values++->selected = selected[i];
        }
    }
    g_array_append_val(results->facets, facet);
}
