/* facet.c - counting by ordinals within a segment, then by value over all of them. */
#include "query/facet/facet.h"

#include <string.h>

#include "indexer/base/nearest.h"

void foi_facet_counts_free(foi_facet_counts *counts)
{
    if (counts) {
        g_array_unref(counts->entries);
        if (counts->folders)
            g_string_chunk_free(counts->folders);
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

/* Gathers the counts of all segments by value. */
typedef struct counter {
    foi_facet_counts *counts;
    GHashTable *numbers; /* value -> number of its entry + 1; NULL: no value comes twice */
} counter;

/* The entry of VALUE, made where there is none. */
static guint entry_of(const counter *c, const char *value)
{
    gpointer found = c->numbers ? g_hash_table_lookup(c->numbers, value) : NULL;
    foi_facet_entry entry = {value, 0};

    if (found)
        return GPOINTER_TO_UINT(found) - 1;
    g_array_append_val(c->counts->entries, entry);
    if (c->numbers)
        g_hash_table_insert(c->numbers, (gpointer)value, GUINT_TO_POINTER(c->counts->entries->len));
    return c->counts->entries->len - 1;
}

static foi_facet_entry *entry_at(const counter *c, guint number)
{
    return &g_array_index(c->counts->entries, foi_facet_entry, number);
}

/* Within a segment values are counted by their ordinals; only those that come get a name. */
static void count_values(const counter *c, const foi_docset *set, size_t segment,
                         const foi_column *column)
{
    uint32_t values = foi_column_values(column);
    g_autofree uint32_t *counts = g_new0(uint32_t, (gsize)values + 1);

    c->counts->missing += foi_column_count(column, set->bits[segment], counts);
    for (uint32_t i = 0; i < values; i++)
        if (counts[i] > 0)
            entry_at(c, entry_of(c, foi_column_value(column, i)))->count += counts[i];
}

/* --- folders ------------------------------------------------------------------------------------
 */

static guint folder_of(const counter *c, const char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    gpointer found = g_hash_table_lookup(c->numbers, folder);

    if (found)
        return GPOINTER_TO_UINT(found) - 1;
    return entry_of(c, g_string_chunk_insert(c->counts->folders, folder));
}

/* Several paths share a folder, and a document that has two of them counts there once. */
static void count_folders(const counter *c, const foi_docset *set, size_t segment,
                          const foi_column *column)
{
    g_autofree guint *folders = g_new0(guint, (gsize)foi_column_values(column) + 1);
    g_autoptr(GArray) mine = g_array_new(FALSE, FALSE, sizeof(guint));
    foi_docset_walk walk = foi_docset_walk_start(set, segment);
    uint32_t row = 0;

    while (foi_docset_walk_next(&walk, &row)) {
        uint32_t count = 0;
        const uint32_t *ordinals = foi_column_row(column, row, &count);
        g_array_set_size(mine, 0);
        for (uint32_t i = 0; i < count; i++) {
            guint *folder = &folders[ordinals[i]];
            bool again = false;
            if (*folder == 0)
                *folder = folder_of(c, foi_column_value(column, ordinals[i])) + 1;
            for (guint j = 0; j < mine->len; j++)
                again |= g_array_index(mine, guint, j) == *folder;
            if (!again) {
                g_array_append_val(mine, *folder);
                entry_at(c, *folder - 1)->count++;
            }
        }
        c->counts->missing += count == 0;
    }
}

static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const foi_facet_entry *x = a;
    const foi_facet_entry *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->value, y->value);
}

foi_facet_counts *foi_facet_count(const foi_docset *set, const foi_field *field)
{
    foi_facet_counts *counts = g_new0(foi_facet_counts, 1);
    bool folders = field->kind == FOI_FIELD_PATH;
    counter c = {counts, NULL};

    counts->field = field;
    counts->entries = g_array_new(FALSE, FALSE, sizeof(foi_facet_entry));
    if (folders || set->segments > 1)
        c.numbers = g_hash_table_new(g_str_hash, g_str_equal);
    if (folders)
        counts->folders = g_string_chunk_new(4096);
    for (size_t s = 0; s < set->segments; s++) {
        const foi_column *column = foi_snapshot_column(set->snapshot, s, field);
        if (column && folders)
            count_folders(&c, set, s, column);
        else if (column)
            count_values(&c, set, s, column);
    }
    if (c.numbers)
        g_hash_table_unref(c.numbers);
    g_array_sort(counts->entries, compare_entries);
    return counts;
}
