/* rank.c - Xapian's matcher over a set. */
#include "query/match/rank.h"

#include <stdlib.h>

#include "indexer/field/field.h"
#include "query/handles.h"
#include "query/match/closeness.h"
#include "query/match/preference.h"

/* More hits are asked for than the page has, so that those which are as good as its last one are
 * seen: the order among equals is then made here, and Xapian may leave out what cannot get in. */
#define EQUALS_LOOKED_AT 20

static xap_status take_hits(xap_mset *mset, GArray *hits, xap_error *failure)
{
    xap_mset_counts counts;
    xap_status status = xap_mset_get_counts(mset, &counts, failure);

    for (uint32_t i = 0; status == XAP_OK && i < counts.size; i++) {
        xap_hit hit;
        status = xap_mset_get_hit(mset, i, &hit, failure);
        if (status == XAP_OK) {
            foi_ranked ranked = {hit.docid, hit.weight};
            g_array_append_val(hits, ranked);
        }
    }
    return status;
}

/* The best MOST hits of QUERY; with EQUALS, those of equal weight in their order. */
static foi_status search(foi_snapshot *snapshot, const xap_query *query, uint32_t most, bool equals,
                         GArray *hits, foi_error *error)
{
    xap_error failure = XAP_ERROR_INIT;
    g_autoptr(xap_enquire) enquire = NULL;
    g_autoptr(xap_mset) mset = NULL;
    xap_status status = xap_enquire_new(foi_snapshot_database(snapshot), &enquire, &failure);

    g_array_set_size(hits, 0);
    if (status == XAP_OK)
        status = xap_enquire_set_query(enquire, query, &failure);
    if (status == XAP_OK)
        status = xap_enquire_set_bm25(enquire, FOI_BM25_K1, FOI_BM25_K2, FOI_BM25_K3, FOI_BM25_B,
                                      FOI_BM25_MIN_NORMLEN, &failure);
    if (status == XAP_OK && equals)
        status = xap_enquire_sort_by_relevance_then_value(enquire, FOI_SLOT_ORDER, true, &failure);
    if (status == XAP_OK)
        status = xap_enquire_get_mset(enquire, 0, most, 0, &mset, &failure);
    if (status == XAP_OK)
        status = take_hits(mset, hits, &failure);
    return status == XAP_OK ? FOI_OK : foi_xapian_failure(error, &failure);
}

static gint compare_hits(gconstpointer a, gconstpointer b, gpointer snapshot)
{
    const foi_ranked *x = a;
    const foi_ranked *y = b;

    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return foi_page_compare(snapshot, x->docid, y->docid);
}

static double score_at(const GArray *hits, guint i)
{
    return g_array_index(hits, foi_ranked, i).score;
}

/* The best END hits in order, and perhaps some more. */
static foi_status best_hits(foi_snapshot *snapshot, const xap_query *query, uint32_t end,
                            GArray *hits, foi_error *error)
{
    uint32_t most = end + EQUALS_LOOKED_AT;
    foi_status status = search(snapshot, query, most, false, hits, error);

    if (status != FOI_OK)
        return status;
    if (hits->len == most && score_at(hits, end - 1) == score_at(hits, most - 1))
        return search(snapshot, query, end, true, hits, error);
    g_array_sort_with_data(hits, compare_hits, snapshot);
    return FOI_OK;
}

/* Gives the COUNT HITS what a second look is worth. */
static foi_status look_again(const foi_ranking *ranking, foi_ranked *hits, guint count,
                             foi_error *error)
{
    foi_snapshot *snapshot = ranking->set->snapshot;
    foi_status status = FOI_OK;

    if (!ranking->plan)
        return FOI_OK;
    if (foi_closeness_matters(ranking->plan))
        status = foi_closeness_add(ranking->plan, snapshot, hits, count, error);
    if (status == FOI_OK)
        foi_preference_apply(ranking->boost, snapshot, hits, count);
    return status;
}

/* The best END hits by weight, the first of them put in order by a second look. */
static foi_status ordered_hits(const foi_ranking *ranking, const xap_query *query, uint32_t end,
                               GArray *hits, foi_error *error)
{
    foi_snapshot *snapshot = ranking->set->snapshot;
    uint32_t least = ranking->plan ? MAX(end, FOI_RANK_AGAIN) : end;
    foi_status status = best_hits(snapshot, query, least, hits, error);
    guint first = MIN(hits->len, FOI_RANK_AGAIN);

    if (status != FOI_OK || !ranking->plan)
        return status;
    status = look_again(ranking, (foi_ranked *)(void *)hits->data, first, error);
    g_qsort_with_data(hits->data, (gint)first, sizeof(foi_ranked), compare_hits, snapshot);
    return status;
}

foi_status foi_rank(const foi_ranking *ranking, uint32_t offset, uint32_t limit, GArray *page,
                    foi_error *error)
{
    uint32_t count = foi_docset_count(ranking->set);
    uint32_t end = (uint32_t)MIN((uint64_t)offset + limit, count);
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    g_auto(foi_weights) weights = {0};
    foi_status status;

    if (end <= offset)
        return FOI_OK;
    status = foi_weigh(ranking, &weights, error);
    if (status == FOI_OK && !weights.query)
        foi_page_by_date(ranking->set, false, offset, limit, page);
    else if (status == FOI_OK)
        status = ordered_hits(ranking, weights.query, end, hits, error);
    if (hits->len > offset)
        g_array_append_vals(page, &g_array_index(hits, foi_ranked, offset),
                            MIN(hits->len, end) - offset);
    return status;
}

static int compare_docids(const void *a, const void *b)
{
    uint32_t x = ((const foi_ranked *)a)->docid;
    uint32_t y = ((const foi_ranked *)b)->docid;

    return (x > y) - (x < y);
}

static foi_docset *set_of_page(foi_snapshot *snapshot, const GArray *page)
{
    foi_docset *set = foi_docset_new(snapshot);

    for (guint i = 0; i < page->len; i++)
        foi_docset_add_docid(set, g_array_index(page, foi_ranked, i).docid);
    return set;
}

foi_status foi_rank_score(const foi_ranking *ranking, GArray *page, foi_error *error)
{
    foi_snapshot *snapshot = ranking->set->snapshot;
    g_autoptr(foi_docset) set = set_of_page(snapshot, page);
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    foi_ranking of_page = *ranking;
    g_auto(foi_weights) weights = {0};
    foi_status status;

    if (page->len == 0)
        return FOI_OK;
    of_page.set = set;
    of_page.all = false;
    status = foi_weigh(&of_page, &weights, error);

    if (status == FOI_OK && weights.query)
        status = search(snapshot, weights.query, page->len, false, hits, error);
    if (status == FOI_OK)
        status = look_again(ranking, (foi_ranked *)(void *)hits->data, hits->len, error);
    g_array_sort(hits, compare_docids);
    for (guint i = 0; hits->len > 0 && i < page->len; i++) {
        foi_ranked *hit = &g_array_index(page, foi_ranked, i);
        const foi_ranked *found =
            bsearch(hit, hits->data, hits->len, sizeof(foi_ranked), compare_docids);
        hit->score = found ? found->score : 0;
    }
    return status;
}
