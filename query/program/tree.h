/* tree.h - values that enclose each other, in the order in which a person reads them. */
#ifndef FOI_QUERY_TREE_H
#define FOI_QUERY_TREE_H

#include <glib.h>

#include "foi/foi.h"

/** A value to be put in order: its text and that of what encloses it (NULL: nothing does). */
typedef struct query_branch {
    const char *value;
    const char *parent;
} query_branch;

/** One line of the tree: the number of a branch and how many values enclose it. */
typedef struct query_leaf {
    size_t number;
    unsigned depth;
} query_leaf;

/**
 * The COUNT BRANCHES, each followed by what lies in it, otherwise in the order given, as an array
 * of query_leaf for the caller to unref. A parent stands before what it encloses; one that is not
 * among them is as if there was none.
 */
GArray *query_tree(const query_branch *branches, size_t count);

/** The values of FACET, and those of AXIS, in this order. */
GArray *query_facet_tree(const foi_facet *facet);
GArray *query_axis_tree(const foi_table_axis *axis);

/** What to show of LABEL below PARENT in FACET: below the folder that it lies in a folder needs its
 * own name only. A part of LABEL. */
const char *query_own_label(const char *facet, const char *label, const char *parent);

#endif
