/* tree.c - lists of what lies in each value, linked by number. */
#include "query/program/tree.h"

#include <string.h>

/* The last list is that of the outermost values; a number that is past all values ends a list. */
typedef struct lists {
    size_t count;
    size_t *first;
    size_t *last;
    size_t *next;
} lists;

static void append(lists *l, size_t parent, size_t number)
{
    if (l->first[parent] == l->count)
        l->first[parent] = number;
    else
        l->next[l->last[parent]] = number;
    l->last[parent] = number;
}

static lists lists_of(const query_branch *branches, size_t count)
{
    g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
    lists l = {count, g_new(size_t, count + 1), g_new(size_t, count + 1), g_new(size_t, count + 1)};

    for (size_t i = 0; i <= count; i++)
        l.first[i] = l.last[i] = l.next[i] = count;
    for (size_t i = 0; i < count; i++) {
        const query_branch *branch = &branches[i];
        gpointer found = branch->parent ? g_hash_table_lookup(numbers, branch->parent) : NULL;
        append(&l, found ? GPOINTER_TO_SIZE(found) - 1 : count, i);
        if (branch->value)
            g_hash_table_insert(numbers, (gpointer)branch->value, GSIZE_TO_POINTER(i + 1));
    }
    return l;
}

static void lists_clear(lists *l)
{
    g_free(l->first);
    g_free(l->last);
    g_free(l->next);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(lists, lists_clear)

static void list_leaves(const lists *l, size_t parent, unsigned depth, GArray *leaves)
{
    for (size_t i = l->first[parent]; i < l->count; i = l->next[i]) {
        query_leaf leaf = {i, depth};
        g_array_append_val(leaves, leaf);
        list_leaves(l, i, depth + 1, leaves);
    }
}

GArray *query_tree(const query_branch *branches, size_t count)
{
    GArray *leaves = g_array_new(FALSE, FALSE, sizeof(query_leaf));
    g_auto(lists) l = lists_of(branches, count);

    list_leaves(&l, count, 0, leaves);
    return leaves;
}

GArray *query_facet_tree(const foi_facet *facet)
{
    g_autofree query_branch *branches = g_new0(query_branch, facet->value_count + 1);

    for (size_t i = 0; i < facet->value_count; i++)
        branches[i] = (query_branch){facet->values[i].value, facet->values[i].parent};
    return query_tree(branches, facet->value_count);
}

GArray *query_axis_tree(const foi_table_axis *axis)
{
    g_autofree query_branch *branches = g_new0(query_branch, axis->value_count + 1);

    for (size_t i = 0; i < axis->value_count; i++)
        branches[i] = (query_branch){axis->values[i].value, axis->values[i].parent};
    return query_tree(branches, axis->value_count);
}

const char *query_own_label(const char *facet, const char *label, const char *parent)
{
    size_t above = parent ? strlen(parent) : 0;

    if (strcmp(facet, "path") != 0 || !parent || !g_str_has_prefix(label, parent))
        return label;
    while (label[above] == '/')
        above++;
    return label + above;
}
