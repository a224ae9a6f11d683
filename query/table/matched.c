/* matched.c - a search that is counted only. */
#include "query/table/matched.h"

#include "query/suggest/correct.h"

typedef struct counting {
    const char *query;
    const foi_node *root;
    foi_matched_count count;
    void *data;
    char *suggestion;
} counting;

static foi_status count_matches(foi_index *index, void *data, foi_error *error)
{
    counting *c = data;
    const foi_search_options none = {.collapse = FOI_COLLAPSE_NONE};
    g_autoptr(foi_plan) plan = NULL;
    g_autoptr(foi_match) match = NULL;
    foi_status status =
        foi_plan_make(c->query, c->root, index->snapshot, index->stemmer, &plan, error);

    if (status == FOI_OK)
        status = foi_match_run(plan, index->snapshot, &none, &match, error);
    if (status == FOI_OK)
        status = c->count(match, c->data, error);
    g_clear_pointer(&c->suggestion, g_free);
    if (status == FOI_OK && match->found_all_words < FOI_RELAX_BELOW)
        c->suggestion = foi_correct(c->query, c->root, index->snapshot, index->stemmer);
    return foi_index_settle(index, status, error);
}

foi_status foi_matched_run(foi_index *index, const char *query, foi_matched_count count, void *data,
                           char **suggestion)
{
    g_autoptr(foi_node) root = NULL;
    foi_status status;

    *suggestion = NULL;
    if (!query)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "no query was given");
    foi_error_clear(&index->error);
    status = foi_query_parse(query, &root, &index->error);
    if (status != FOI_OK)
        return status;
    counting c = {query, root, count, data, NULL};
    status = foi_index_run(index, count_matches, &c);
    if (status == FOI_OK)
        *suggestion = g_steal_pointer(&c.suggestion);
    g_free(c.suggestion);
    return status;
}
