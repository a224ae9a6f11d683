/* handles.h - Xapian's handles with automatic release, and its failures as ours. */
#ifndef FOI_HANDLES_H
#define FOI_HANDLES_H

#include <glib.h>

#include "indexer/base/error.h"
#include "xapian-c.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xap_query, xap_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xap_enquire, xap_enquire_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xap_mset, xap_mset_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(xap_postings, xap_postings_free)

/**
 * Record a failure of Xapian in ERROR. What may be a segment that a writer has taken away becomes
 * FOI_ERROR_IO, so that the search starts again on the newest commit; damage is FOI_ERROR_CORRUPT.
 * Returns the status.
 */
foi_status foi_xapian_failure(foi_error *error, const xap_error *failure);

/**
 * Join QUERIES (of xap_query *) by OP: NULL for none, the query itself for one. *OUT is the
 * caller's; QUERIES keeps its own.
 */
foi_status foi_xapian_join(xap_operator op, const GPtrArray *queries, xap_query **out,
                           foi_error *error);

/** LEFT op RIGHT, taking both over; NULL stands for "not there", and the other is the result. */
foi_status foi_xapian_pair(xap_operator op, xap_query *left, xap_query *right, xap_query **out,
                           foi_error *error);

/** A new array that frees its xap_query elements. */
GPtrArray *foi_xapian_queries(void);

#endif
