/* search.c - one search from its text to its answer. */
#include "foi/search.h"

#include <string.h>

#include "query/explain/explain.h"
#include "query/facet/facet.h"
#include "query/index.h"
#include "query/match/match.h"
#include "query/results.h"
#include "query/similar/likeness.h"
#include "query/snippet/snippet.h"
#include "query/suggest/correct.h"

#define MOST_HITS        10000
#define MOST_SNIPPETS    10
#define SHORTEST_SNIPPET 40
#define LONGEST_SNIPPET  2000

/* One search; what is read of the index is started over when a segment goes away. */
typedef struct search {
    const char *query;
    const foi_node *root;     /* has no children where the query is blank */
    const foi_document *like; /* NULL: not like anything */
    const foi_search_options *options;
    const GPtrArray *facets; /* of const foi_field * */
    foi_results *results;
} search;

void foi_search_options_init(foi_search_options *options)
{
    *options = (foi_search_options){
        .size = sizeof *options, .limit = 10, .facet_size = 10, .snippets = 1, .snippet_size = 240};
}

static foi_status check_options(const foi_search_options *options, foi_error *error)
{
    const char *problem = NULL;

    if (options->size < sizeof *options)
        problem = "foi_search_options is not initialised by foi_search_options_init()";
    else if (options->limit > MOST_HITS)
        problem = "the limit runs from 0 to 10,000 hits; use the offset for later ones";
    else if (options->snippets > MOST_SNIPPETS)
        problem = "snippets run from 0 to 10 for each hit";
    else if (options->snippet_size < SHORTEST_SNIPPET || options->snippet_size > LONGEST_SNIPPET)
        problem = "the snippet size runs from 40 to 2,000 characters";
    else if ((int)options->collapse < FOI_COLLAPSE_COPIES || options->collapse > FOI_COLLAPSE_CASE)
        problem = "there is no such way to collapse hits";
    else if ((int)options->sort < FOI_SORT_RELEVANCE || options->sort > FOI_SORT_DATE_REVERSE)
        problem = "there is no such sort order";
    else if ((options->boost & ~(unsigned)(FOI_BOOST_NEWER | FOI_BOOST_DECISIONS)) != 0)
        problem = "there is no such boost";
    return problem ? foi_error_set(error, FOI_ERROR_ARGUMENT, "%s", problem) : FOI_OK;
}

static foi_status add_hits(foi_index *index, const search *s, const foi_plan *plan,
                           const foi_match *match, foi_results *results, foi_error *error)
{
    for (guint i = 0; i < match->page->len; i++) {
        const foi_ranked *ranked = &g_array_index(match->page, foi_ranked, i);
        g_autoptr(foi_document) document = NULL;
        foi_status status = foi_snapshot_document(index->snapshot, ranked->docid, &document, error);
        if (status != FOI_OK)
            return status;
        g_autoptr(GPtrArray) snippets = foi_snippets_make(
            document, plan, index->stemmer, s->options->snippets, s->options->snippet_size);
        foi_results_add_hit(results, document, s->options->offset + i + 1, ranked->score, snippets);
        foi_results_add_places(results, index->snapshot, ranked->docid, match->others->pdata[i],
                               s->options->collapse);
    }
    return FOI_OK;
}

/* A facet whose own field is filtered counts what other filters on it would give. */
static foi_status add_facet(const search *s, const foi_drill *drill, const foi_field *field,
                            foi_results *results, foi_error *error)
{
    const foi_docset *set = drill->match->set;
    g_autoptr(foi_docset) wider = NULL;

    if (foi_plan_filters(drill->plan, field)) {
        foi_status status = foi_match_without(drill->plan, drill->match, field, &wider, error);
        if (status != FOI_OK)
            return status;
        set = wider;
    }
    g_autoptr(foi_facet_counts) counts = foi_facet_count(set, field);
    foi_results_add_facet(results, counts, s->options->facet_size, drill);
    return FOI_OK;
}

static foi_status add_facets(foi_index *index, const search *s, const foi_plan *plan,
                             const foi_match *match, foi_results *results, foi_error *error)
{
    foi_status status = FOI_OK;

    if (s->facets->len == 0)
        return FOI_OK;
    const foi_drill drill = foi_drill_start(s->query, s->root, plan, match, index->snapshot);
    for (guint i = 0; status == FOI_OK && i < s->facets->len; i++)
        status = add_facet(s, &drill, s->facets->pdata[i], results, error);
    return status;
}

static foi_status make_plan(const foi_index *index, const search *s, foi_likeness **likeness,
                            foi_plan **plan, foi_error *error)
{
    foi_status status = FOI_OK;

    if (s->root->children->len > 0)
        status = foi_plan_make(s->query, s->root, index->snapshot, index->stemmer, plan, error);
    else
        *plan = foi_plan_new();
    if (status == FOI_OK && s->like)
        status = foi_likeness_new(s->like, index->snapshot, index->stemmer, likeness, error);
    if (status == FOI_OK && s->like)
        status = foi_likeness_plan(*likeness, index->snapshot, *plan, error);
    return status;
}

/* The options with what holds for this commit: a number of another index says nothing here. */
static foi_search_options options_for(const foi_store_info *info, const foi_search_options *options)
{
    foi_search_options own = *options;

    if (own.added_to && strcmp(own.added_to, info->identity) != 0)
        own.added_after = 0;
    return own;
}

static void note_match(foi_results *results, const foi_match *match,
                       const foi_search_options *options, const foi_store_info *info)
{
    results->total = match->total;
    results->total_all_words = match->total_all_words;
    results->total_groups = match->groups;
    results->relaxed = match->relaxed;
    results->collapse = options->collapse;
    results->since = match->added_after;
    results->commit = info->commit;
    results->identity = g_strdup(info->identity);
}

static foi_status run_search(foi_index *index, void *data, foi_error *error)
{
    search *s = data;
    g_autoptr(foi_likeness) likeness = NULL;
    g_autoptr(foi_plan) plan = NULL;
    g_autoptr(foi_match) match = NULL;
    g_autoptr(foi_results) results = foi_results_new(s->query);
    foi_store_info info;
    foi_status status = make_plan(index, s, &likeness, &plan, error);

    foi_snapshot_info(index->snapshot, &info);
    foi_search_options options = options_for(&info, s->options);
    if (status == FOI_OK)
        status = foi_match_run(plan, index->snapshot, &options, &match, error);
    if (status == FOI_OK)
        status = add_hits(index, s, plan, match, results, error);
    if (status != FOI_OK)
        return foi_index_settle(index, status, error);
    if (!s->like && match->found_all_words < FOI_RELAX_BELOW)
        results->suggestion = foi_correct(s->query, s->root, index->snapshot, index->stemmer);
    status = add_facets(index, s, plan, match, results, error);
    if (status == FOI_OK && s->options->explain)
        status = foi_explain(s->query, s->root, plan, match, likeness, index->snapshot,
                             index->stemmer, results, error);
    status = foi_index_settle(index, status, error);
    if (status != FOI_OK)
        return status;
    note_match(results, match, &options, &info);
    if (s->like)
        foi_results_set_like(results, s->like);
    s->results = g_steal_pointer(&results);
    return FOI_OK;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n\f\v")] == '\0';
}

static foi_node *blank_query(void)
{
    foi_node *root = g_new0(foi_node, 1);

    root->kind = FOI_NODE_SEQUENCE;
    root->children = g_ptr_array_new();
    return root;
}

/* Runs what S has: the query, the options (NULL: the defaults) and what is to be like. */
static foi_status ask(foi_index *index, search s, foi_results **results)
{
    gint64 begun = g_get_monotonic_time();
    foi_search_options defaults;
    g_autoptr(foi_node) root = NULL;
    g_autoptr(GPtrArray) facets = NULL;
    foi_status status;

    foi_search_options_init(&defaults);
    s.options = s.options ? s.options : &defaults;
    status = check_options(s.options, &index->error);
    if (status == FOI_OK)
        status = foi_facet_fields(s.options->facets, &facets, &index->error);
    if (status == FOI_OK && s.like && is_blank(s.query))
        root = blank_query();
    else if (status == FOI_OK)
        status = foi_query_parse(s.query, &root, &index->error);
    if (status != FOI_OK)
        return status;
    s.root = root;
    s.facets = facets;
    status = foi_index_run(index, run_search, &s);
    if (status == FOI_OK) {
        s.results->took_ms = (double)(g_get_monotonic_time() - begun) / 1000.0;
        *results = s.results;
    }
    return status;
}

foi_status foi_index_search(foi_index *index, const char *query, const foi_search_options *options,
                            foi_results **results)
{
    if (!index || !results)
        return FOI_ERROR_ARGUMENT;
    *results = NULL;
    foi_error_clear(&index->error);
    if (!query)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "no query was given");
    return ask(index, (search){.query = query, .options = options}, results);
}

foi_status foi_index_like(foi_index *index, const foi_document *document, const char *query,
                          const foi_search_options *options, foi_results **results)
{
    if (!index || !results)
        return FOI_ERROR_ARGUMENT;
    *results = NULL;
    foi_error_clear(&index->error);
    if (!document)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "no document was given");
    return ask(index, (search){.query = query ? query : "", .like = document, .options = options},
               results);
}
