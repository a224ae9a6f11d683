/* facet.h - exact counts of a field's values over all matches. */
#ifndef FOI_FACET_H
#define FOI_FACET_H

#include "query/match/docset.h"

/** The facets of an answer when none are named. */
#define FOI_FACETS_USUAL "authority,year,exemption,outcome,type,file"

typedef struct foi_facet_entry {
    const char *value; /**< lives as long as the counts and the snapshot do */
    uint32_t count;
} foi_facet_entry;

typedef struct foi_facet_counts {
    const foi_field *field;
    GArray *entries;       /**< of foi_facet_entry: most frequent first, equal ones by value */
    uint32_t missing;      /**< matches without any value */
    GStringChunk *folders; /**< the values of the facet of `path` */
} foi_facet_counts;

void foi_facet_counts_free(foi_facet_counts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_facet_counts, foi_facet_counts_free)

/**
 * The fields named in NAMES, parted by commas (NULL: the usual ones), as an array of const
 * foi_field * for the caller to unref. A name given twice counts once. FOI_ERROR_ARGUMENT names an
 * unknown facet and the known ones.
 */
foi_status foi_facet_fields(const char *names, GPtrArray **fields, foi_error *error);

/**
 * Count the values of FIELD over the documents of SET. The facet of `path` counts folders: a
 * document counts once for each folder that it lies in directly.
 */
foi_facet_counts *foi_facet_count(const foi_docset *set, const foi_field *field);

#endif
