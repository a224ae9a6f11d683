/* facet.h - exact counts of a field's values over all matches. */
#ifndef FOI_FACET_H
#define FOI_FACET_H

#include "query/facet/folders.h"
#include "query/match/docset.h"

/** The facets of an answer when none are named. */
#define FOI_FACETS_USUAL "authority,year,exemption,outcome,type,file"

/** Stands for no value. */
#define FOI_FACET_NONE G_MAXUINT

typedef struct foi_facet_entry {
    const char *value;  /**< lives as long as the counts and the snapshot do */
    const char *parent; /**< the value that encloses it, among the entries too; NULL: none */
    uint32_t count;
    guint node; /**< see foi_facet_counts */
} foi_facet_entry;

typedef struct foi_facet_counts {
    const foi_field *field;
    GArray *entries;      /**< of foi_facet_entry: most frequent first, equal ones by value */
    uint32_t missing;     /**< matches without any value */
    foi_folders *folders; /**< of the facet of `path`, whose nodes they are; else NULL */
    GStringChunk *strings;
    size_t segments;
    guint **nodes; /**< by segment, then by ordinal: the node of a value that was met, plus 1 */
    guint *ranks;  /**< by node: the number of its entry; FOI_FACET_NONE: it has none */
    uint64_t rows_read; /**< by foi_facet_row() */
} foi_facet_counts;

void foi_facet_counts_free(foi_facet_counts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_facet_counts, foi_facet_counts_free)

/** The facet called NAME. FOI_ERROR_ARGUMENT names the nearest and all facets. */
foi_status foi_facet_find(const char *name, const foi_field **field, foi_error *error);

/**
 * The fields named in NAMES, parted by commas (NULL: the usual ones), as an array of const
 * foi_field * for the caller to unref. A name given twice counts once. Errors as foi_facet_find().
 */
foi_status foi_facet_fields(const char *names, GPtrArray **fields, foi_error *error);

/**
 * Count the values of FIELD over the documents of SET. A document counts once for each of its
 * values; those of a hierarchical field include every one that encloses them. The facet of `path`
 * counts folders, from the deepest on that holds all of SET: a document counts in each that one of
 * its places lies in or below, or that is itself one of them (a mail with what is attached to it).
 */
foi_facet_counts *foi_facet_count(const foi_docset *set, const foi_field *field);

/**
 * Append to RANKS (of guint) the numbers of the entries that the document in ROW of SEGMENT counts
 * for, each once. It must be one of the set that COUNTS was made from. Returns false where it has
 * no value.
 */
bool foi_facet_row(foi_facet_counts *counts, const foi_column *column, size_t segment, uint32_t row,
                   GArray *ranks);

#endif
