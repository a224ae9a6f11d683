/* value.h - the value of a field as a person writes it, in its canonical form. */
#ifndef FOI_VALUE_H
#define FOI_VALUE_H

#include "indexer/store/store.h"
#include "query/parse/parse.h"

/** True where NODE asks for documents without the tag: FIELD:missing. */
bool foi_value_is_missing(const foi_node *node);

/**
 * The canonical value of the field NODE of QUERY, for the caller to g_free: the one that terms and
 * columns hold. Values of closed lists are looked up, and an unknown one is FOI_ERROR_QUERY with
 * the nearest known. SNAPSHOT gives the values that only this index has (authorities that are in no
 * table, cases); NULL: there are none. Not for dates, words and paths, which have no single value.
 */
foi_status foi_value_canonical(const char *query, const foi_node *node, foi_snapshot *snapshot,
                               char **value, foi_error *error);

#endif
