/* matched.h - counting over all documents that match a query, without ranking them. */
#ifndef FOI_MATCHED_H
#define FOI_MATCHED_H

#include "query/index.h"
#include "query/match/match.h"

/** Counts over MATCH, which has no page; may be called anew when a segment went away. */
typedef foi_status (*foi_matched_count)(const foi_match *match, void *data, foi_error *error);

/**
 * Run COUNT on the documents of the newest commit that match QUERY (NULL: FOI_ERROR_ARGUMENT).
 * *SUGGESTION becomes QUERY as it was probably meant, for the caller to g_free; NULL: nothing seems
 * misspelt, or there was an error. Errors as in foi_index_search(), kept in INDEX, which is not
 * NULL.
 */
foi_status foi_matched_run(foi_index *index, const char *query, foi_matched_count count, void *data,
                           char **suggestion);

#endif
