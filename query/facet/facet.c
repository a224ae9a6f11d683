/* facet.c - counting by ordinals within a segment, then by value over all of them. */
#include "query/facet/facet.h"

#include <string.h>

#include "indexer/base/nearest.h"
#include "indexer/law/law.h"

#define STRING_BLOCK 4096

/* Marks of documents that are read again are greater than those of documents that are counted. */
#define FIRST_MARK (UINT64_C(1) << 63)

void foi_facet_counts_free(foi_facet_counts *counts)
{
    if (!counts)
        return;
    g_array_unref(counts->entries);
    foi_folders_free(counts->folders);
    g_string_chunk_free(counts->strings);
    for (size_t s = 0; s < counts->segments; s++)
        g_free(counts->nodes[s]);
    g_free(counts->nodes);
    g_free(counts->ranks);
    g_free(counts);
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

foi_status foi_facet_find(const char *name, const foi_field **field, foi_error *error)
{
    *field = foi_field_find(name);
    return *field && (*field)->facet ? FOI_OK : unknown_facet(name, error);
}

foi_status foi_facet_fields(const char *names, GPtrArray **fields, foi_error *error)
{
    g_auto(GStrv) parts = g_strsplit(names ? names : FOI_FACETS_USUAL, ",", -1);
    g_autoptr(GPtrArray) found = g_ptr_array_new();

    *fields = NULL;
    for (size_t i = 0; parts[i]; i++) {
        const char *name = g_strstrip(parts[i]);
        const foi_field *field = NULL;
        if (name[0] == '\0')
            continue;
        foi_status status = foi_facet_find(name, &field, error);
        if (status != FOI_OK)
            return status;
        if (!g_ptr_array_find(found, field, NULL))
            g_ptr_array_add(found, (gpointer)field);
    }
    *fields = g_steal_pointer(&found);
    return FOI_OK;
}

/* --- plain values ----------------------------------------------------------------------------- */

/* The node of VALUE, made where there is none. NUMBERS: value -> node; NULL: no value comes twice.
 */
static guint node_of(foi_facet_counts *counts, GHashTable *numbers, const char *value)
{
    guint node = counts->entries->len;
    foi_facet_entry entry = {.value = value, .node = node};
    gpointer found = NULL;

    if (numbers && g_hash_table_lookup_extended(numbers, value, NULL, &found))
        return GPOINTER_TO_UINT(found);
    g_array_append_val(counts->entries, entry);
    if (numbers)
        g_hash_table_insert(numbers, (gpointer)value, GUINT_TO_POINTER(node));
    return node;
}

/* Within a segment values are counted by their ordinals; only those that come get a name. */
static void count_values(foi_facet_counts *counts, GHashTable *numbers, const foi_docset *set,
                         size_t segment, const foi_column *column)
{
    uint32_t values = foi_column_values(column);
    g_autofree uint32_t *found = g_new0(uint32_t, (gsize)values + 1);

    counts->missing += foi_column_count(column, set->bits[segment], found);
    for (uint32_t i = 0; i < values; i++) {
        if (found[i] > 0) {
            guint node = node_of(counts, numbers, foi_column_value(column, i));
            g_array_index(counts->entries, foi_facet_entry, node).count += found[i];
            counts->nodes[segment][i] = node + 1;
        }
    }
}

/* --- folders ---------------------------------------------------------------------------------- */

static void place_folders(foi_facet_counts *counts, const foi_docset *set, size_t segment,
                          const foi_column *column)
{
    foi_docset_walk walk = foi_docset_walk_start(set, segment);
    guint *nodes = counts->nodes[segment];
    uint32_t row = 0;

    while (foi_docset_walk_next(&walk, &row)) {
        uint32_t count = 0;
        const uint32_t *ordinals = foi_column_row(column, row, &count);
        for (uint32_t i = 0; i < count; i++) {
            guint *node = &nodes[ordinals[i]];
            if (*node == 0)
                *node =
                    foi_folders_place(counts->folders, foi_column_value(column, ordinals[i])) + 1;
        }
        counts->missing += count == 0;
    }
}

/* What others lie in, a mail say, is counted there rather than in the folder above alone, since a
 * filter by its path finds it, too. */
static void settle_paths(const foi_facet_counts *counts, size_t segment, const foi_column *column)
{
    guint *nodes = counts->nodes[segment];

    for (uint32_t i = 0; i < foi_column_values(column); i++) {
        const char *path = foi_column_value(column, i);
        if (nodes[i] > 0)
            nodes[i] = foi_folders_settle(counts->folders, nodes[i] - 1, path) + 1;
    }
}

static void count_folders(const foi_facet_counts *counts, const foi_docset *set, size_t segment,
                          const foi_column *column)
{
    foi_docset_walk walk = foi_docset_walk_start(set, segment);
    uint32_t row = 0;

    settle_paths(counts, segment, column);
    while (foi_docset_walk_next(&walk, &row)) {
        uint32_t count = 0;
        const uint32_t *ordinals = foi_column_row(column, row, &count);
        uint64_t document = (uint64_t)segment << 32 | ((uint64_t)row + 1);
        for (uint32_t i = 0; i < count; i++)
            foi_folders_count(counts->folders, counts->nodes[segment][ordinals[i]] - 1, document);
    }
}

/* Every folder but those above the one that they all have in common. */
static void list_folders(foi_facet_counts *counts)
{
    g_autoptr(GPtrArray) paths = foi_folders_paths(counts->folders);
    guint common = foi_folders_common(counts->folders);

    for (guint i = common; i < paths->len; i++) {
        const foi_folder *folder = foi_folders_at(counts->folders, i);
        foi_facet_entry entry = {paths->pdata[i], NULL, folder->count, i};
        if (i != common)
            entry.parent = paths->pdata[folder->parent];
        if (folder->count > 0)
            g_array_append_val(counts->entries, entry);
    }
}

/* --- all fields ------------------------------------------------------------------------------- */

static gint compare_entries(gconstpointer a, gconstpointer b)
{
    const foi_facet_entry *x = a;
    const foi_facet_entry *y = b;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return strcmp(x->value, y->value);
}

/* What encloses a provision or a ruling on one. */
static const char *enclosing(foi_facet_counts *counts, const char *value)
{
    bool ruling = counts->field->kind == FOI_FIELD_RULING;
    const char *provision = ruling ? strchr(value, ':') : value;

    if (counts->field->kind != FOI_FIELD_PROVISION && !ruling)
        return NULL;
    provision = ruling && provision ? provision + 1 : provision;
    g_autofree char *parent = provision ? foi_law_parent(provision) : NULL;
    if (!parent)
        return NULL;
    g_autoptr(GString) whole = g_string_new_len(value, provision - value);
    g_string_append(whole, parent);
    return g_string_chunk_insert_const(counts->strings, whole->str);
}

static void finish(foi_facet_counts *counts)
{
    guint nodes = counts->folders ? foi_folders_length(counts->folders) : counts->entries->len;

    g_array_sort(counts->entries, compare_entries);
    counts->ranks = g_new(guint, nodes + 1);
    for (guint i = 0; i < nodes; i++)
        counts->ranks[i] = FOI_FACET_NONE;
    for (guint i = 0; i < counts->entries->len; i++) {
        foi_facet_entry *entry = &g_array_index(counts->entries, foi_facet_entry, i);
        counts->ranks[entry->node] = i;
        if (!counts->folders)
            entry->parent = enclosing(counts, entry->value);
    }
}

foi_facet_counts *foi_facet_count(const foi_docset *set, const foi_field *field)
{
    foi_facet_counts *counts = g_new0(foi_facet_counts, 1);
    g_autoptr(GHashTable) numbers =
        set->segments > 1 ? g_hash_table_new(g_str_hash, g_str_equal) : NULL;

    counts->field = field;
    counts->entries = g_array_new(FALSE, FALSE, sizeof(foi_facet_entry));
    counts->strings = g_string_chunk_new(STRING_BLOCK);
    counts->segments = set->segments;
    counts->nodes = g_new0(guint *, set->segments + 1);
    if (field->kind == FOI_FIELD_PATH)
        counts->folders = foi_folders_new();
    for (size_t s = 0; s < set->segments; s++) {
        const foi_column *column = foi_snapshot_column(set->snapshot, s, field);
        if (!column)
            continue;
        counts->nodes[s] = g_new0(guint, (gsize)foi_column_values(column) + 1);
        if (counts->folders)
            place_folders(counts, set, s, column);
        else
            count_values(counts, numbers, set, s, column);
    }
    for (size_t s = 0; counts->folders && s < set->segments; s++)
        if (counts->nodes[s])
            count_folders(counts, set, s, foi_snapshot_column(set->snapshot, s, field));
    if (counts->folders)
        list_folders(counts);
    finish(counts);
    return counts;
}

/* Appends the entries of the folder NODE and of those above that MARK has not seen yet. */
static void append_folders(const foi_facet_counts *counts, guint node, uint64_t mark, GArray *ranks)
{
    while (node != FOI_FOLDER_NONE && counts->ranks[node] != FOI_FACET_NONE) {
        foi_folder *folder = foi_folders_at(counts->folders, node);
        if (folder->seen == mark)
            return;
        folder->seen = mark;
        g_array_append_val(ranks, counts->ranks[node]);
        node = folder->parent;
    }
}

bool foi_facet_row(foi_facet_counts *counts, const foi_column *column, size_t segment, uint32_t row,
                   GArray *ranks)
{
    uint32_t count = 0;
    const uint32_t *ordinals = foi_column_row(column, row, &count);
    uint64_t mark = FIRST_MARK + counts->rows_read++;

    for (uint32_t i = 0; i < count; i++) {
        guint node = counts->nodes[segment][ordinals[i]];
        if (node > 0 && counts->folders)
            append_folders(counts, node - 1, mark, ranks);
        else if (node > 0)
            g_array_append_val(ranks, counts->ranks[node - 1]);
    }
    return count > 0;
}
