/* matched.c - a search that is counted only. */
#include "query/table/matched.h"

typedef struct counting {
    const char *query;
    const foi_node *root;
    foi_matched_count count;
    void *data;
} counting;

static foi_status count_matches(foi_index *index, void *data, foi_error *error)
{
    const counting *c = data;
    const foi_search_options none = {.collapse = FOI_COLLAPSE_NONE};
    g_autoptr(foi_plan) plan = NULL;
    g_autoptr(foi_match) match = NULL;
    foi_status status =
        foi_plan_make(c->query, c->root, index->snapshot, index->stemmer, &plan, error);

    if (status == FOI_OK)
        status = foi_match_run(plan, index->snapshot, &none, &match, error);
    if (status == FOI_OK)
        status = c->count(match, c->data, error);
    return foi_index_settle(index, status, error);
}

foi_status foi_matched_run(foi_index *index, const char *query, foi_matched_count count, void *data)
{
    g_autoptr(foi_node) root = NULL;
    foi_status status;

    if (!query)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "no query was given");
    foi_error_clear(&index->error);
    status = foi_query_parse(query, &root, &index->error);
    if (status != FOI_OK)
        return status;
    counting c = {query, root, count, data};
    return foi_index_run(index, count_matches, &c);
}
