/* match.c - all of the words, or else most of them. */
#include "query/match/match.h"

#include "query/match/collapse.h"
#include "query/match/relax.h"
#include "query/match/select.h"

static void free_others(void *docids)
{
    if (docids)
        g_array_unref(docids);
}

void foi_match_free(foi_match *match)
{
    if (match) {
        foi_docset_free(match->set);
        g_array_unref(match->page);
        g_ptr_array_unref(match->others);
        g_free(match);
    }
}

static GPtrArray *wants_of_units(const foi_plan *plan)
{
    GPtrArray *wants = foi_want_array();

    for (guint i = 0; i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        g_ptr_array_add(wants, foi_want_ref(unit->want));
    }
    return wants;
}

/* The documents that have all words and pass all filters but those of WITHOUT (NULL: all). */
static foi_status select_all_words(const foi_plan *plan, const foi_field *without,
                                   foi_snapshot *snapshot, foi_docset **out, foi_error *error)
{
    g_autoptr(foi_want) want = foi_plan_want_without(plan, true, without);
    foi_status status = foi_select(want, snapshot, NULL, out, error);

    if (status == FOI_OK)
        foi_docset_drop_removed(*out);
    return status;
}

/* Replaces the matches, which have all words, by those with a good part where these are more. */
static foi_status relax(const foi_plan *plan, foi_match *match, foi_error *error)
{
    g_autoptr(foi_docset) most = NULL;
    unsigned least = 0;
    foi_status status = foi_relax(plan, match->set->snapshot, &most, &least, error);
    uint32_t total = status == FOI_OK ? foi_docset_count(most) : 0;

    if (total <= match->total)
        return status;
    foi_docset_keep_added(match->set, match->added_after);
    match->total_all_words = foi_docset_count(match->set);
    foi_docset_free(match->set);
    match->set = g_steal_pointer(&most);
    match->total = total;
    match->relaxed = true;
    match->least = least;
    return FOI_OK;
}

bool foi_match_may_relax(const foi_plan *plan, uint32_t total_all_words)
{
    return total_all_words < FOI_RELAX_BELOW &&
           plan->optional->len > (plan->requires_words ? 0 : 1);
}

/* Whether to relax was told by all documents: what is new to a search is a part of what it finds.
 */
static void keep_new(foi_match *match)
{
    foi_docset_keep_added(match->set, match->added_after);
    match->total = foi_docset_count(match->set);
    if (!match->relaxed)
        match->total_all_words = match->total;
}

/* --- the page -----------------------------------------------------------------------------------
 */

/* What puts the matches in order. */
typedef struct ordering {
    const foi_match *match;
    const foi_plan *plan;
    const foi_want *want;
    const GPtrArray *units; /* of foi_want *; NULL: not relaxed */
    foi_sort sort;
    unsigned boost;
} ordering;

static foi_ranking ranking_of(const ordering *o, const foi_docset *set)
{
    bool all = !o->units && set == o->match->set && o->match->added_after == 0;

    return (foi_ranking){set, o->want, o->units, all, o->plan, o->boost};
}

static foi_status rank(const ordering *o, uint32_t offset, uint32_t limit, GArray *page,
                       foi_error *error)
{
    foi_ranking ranking = ranking_of(o, o->match->set);

    if (o->sort == FOI_SORT_RELEVANCE)
        return foi_rank(&ranking, offset, limit, page, error);
    foi_page_by_date(o->match->set, o->sort == FOI_SORT_DATE, offset, limit, page);
    return FOI_OK;
}

/* A foi_collapse_order. The first call reaches behind the hits that are looked at once more, so
 * that the others only follow by weight. */
static foi_status rank_on(const foi_docset *without, uint32_t limit, GArray *ranked, void *data,
                          foi_error *error)
{
    const ordering *o = data;
    bool again = o->sort == FOI_SORT_RELEVANCE;

    if (!without)
        return rank(o, 0, again ? MAX(limit, FOI_RANK_AGAIN) : limit, ranked, error);
    g_autoptr(foi_docset) left = foi_docset_copy(o->match->set);
    foi_docset_and_not(left, without);
    foi_ranking ranking = ranking_of(o, left);
    ranking.plan = NULL;
    if (o->sort == FOI_SORT_RELEVANCE)
        return foi_rank(&ranking, 0, limit, ranked, error);
    foi_page_by_date(left, o->sort == FOI_SORT_DATE, 0, limit, ranked);
    return FOI_OK;
}

static foi_status make_page(ordering *o, const foi_search_options *options, foi_match *match,
                            foi_error *error)
{
    foi_collapsing what = {options->collapse, match->set, rank_on, o};
    foi_ranking ranking = ranking_of(o, match->set);
    foi_status status;

    if (options->collapse == FOI_COLLAPSE_NONE) {
        status = rank(o, options->offset, options->limit, match->page, error);
        g_ptr_array_set_size(match->others, (gint)match->page->len);
    } else {
        status = foi_collapse_page(&what, options->offset, options->limit, match->page,
                                   match->others, &match->groups, error);
    }
    /* A page by date has no scores yet. */
    if (status == FOI_OK && o->sort != FOI_SORT_RELEVANCE)
        status = foi_rank_score(&ranking, match->page, error);
    return status;
}

static foi_status order(const foi_plan *plan, const foi_search_options *options, foi_match *match,
                        foi_error *error)
{
    g_autoptr(foi_want) want = foi_plan_want(plan, !match->relaxed);
    g_autoptr(GPtrArray) units = match->relaxed ? wants_of_units(plan) : NULL;
    ordering o = {match, plan, want, units, options->sort, options->boost};

    return make_page(&o, options, match, error);
}

/* ---------------------------------------------------------------------------------------------- */

foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot,
                         const foi_search_options *options, foi_match **out, foi_error *error)
{
    g_autoptr(foi_match) match = g_new0(foi_match, 1);
    foi_status status;

    *out = NULL;
    match->added_after = options->added_after;
    match->page = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    match->others = g_ptr_array_new_with_free_func(free_others);
    status = select_all_words(plan, NULL, snapshot, &match->set, error);
    if (status != FOI_OK)
        return status;
    match->total = match->found_all_words = foi_docset_count(match->set);
    if (foi_match_may_relax(plan, match->total))
        status = relax(plan, match, error);
    if (status == FOI_OK)
        keep_new(match);
    if (status == FOI_OK)
        status = order(plan, options, match, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&match);
    return status;
}

foi_status foi_match_without(const foi_plan *plan, const foi_match *match, const foi_field *field,
                             foi_docset **out, foi_error *error)
{
    foi_snapshot *snapshot = match->set->snapshot;
    foi_status status;

    *out = NULL;
    if (match->relaxed)
        status = foi_relax_without(plan, snapshot, field, match->least, out, error);
    else
        status = select_all_words(plan, field, snapshot, out, error);
    if (status == FOI_OK)
        foi_docset_keep_added(*out, match->added_after);
    return status;
}
