/* match.c - all of the words, or else most of them. */
#include "query/match/match.h"

#include <string.h>

#include "query/match/run.h"

/* For each docid: how many of the optional units it has, and whether it may be a hit at all. */
typedef struct tally {
    guint16 *counts;
    bool *allowed; /* NULL: all that are not removed */
    uint32_t last;
} tally;

static void tally_clear(tally *t)
{
    g_free(t->counts);
    g_free(t->allowed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tally, tally_clear)

static GArray *docids_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

static foi_match *match_new(void)
{
    foi_match *match = g_new0(foi_match, 1);

    match->docids = docids_new();
    match->page = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    return match;
}

void foi_match_free(foi_match *match)
{
    if (match) {
        g_array_unref(match->docids);
        g_array_unref(match->page);
        g_free(match);
    }
}

static foi_pass_order order_of(foi_sort sort)
{
    switch (sort) {
    case FOI_SORT_DATE:
        return FOI_PASS_OLDEST;
    case FOI_SORT_DATE_REVERSE:
        return FOI_PASS_NEWEST;
    default:
        return FOI_PASS_RELEVANCE;
    }
}

static foi_status count_word(foi_snapshot *snapshot, const char *term, tally *t, foi_error *error)
{
    xap_error failure = XAP_ERROR_INIT;
    g_autoptr(xap_postings) postings = NULL;
    xap_postings_entry entry;
    xap_status status =
        xap_postings_new(foi_snapshot_database(snapshot), term, strlen(term), &postings, &failure);

    while (status == XAP_OK && (status = xap_postings_next(postings, &entry, &failure)) == XAP_OK)
        if (entry.docid <= t->last)
            t->counts[entry.docid]++;
    return status == XAP_END ? FOI_OK : foi_xapian_failure(error, &failure);
}

static foi_status count_phrase(foi_snapshot *snapshot, const foi_unit *unit, tally *t,
                               foi_error *error)
{
    g_autoptr(GArray) docids = docids_new();
    foi_status status =
        foi_pass_run(snapshot, unit->query, FOI_PASS_UNORDERED, 0, 0, docids, NULL, error);

    for (guint i = 0; i < docids->len; i++)
        t->counts[g_array_index(docids, uint32_t, i)]++;
    return status;
}

/* Which documents meet what the query requires and excludes beside the optional words. */
static foi_status find_allowed(const foi_plan *plan, foi_snapshot *snapshot, tally *t,
                               foi_error *error)
{
    g_autoptr(GArray) docids = docids_new();
    g_autoptr(xap_query) query = NULL;
    foi_status status;

    if (!plan->base && !plan->excluded)
        return FOI_OK;
    t->allowed = g_new0(bool, (gsize)t->last + 1);
    status = foi_plan_query(plan, false, &query, error);
    if (status == FOI_OK)
        status = foi_pass_run(snapshot, query, FOI_PASS_UNORDERED, 0, 0, docids, NULL, error);
    for (guint i = 0; i < docids->len; i++)
        t->allowed[g_array_index(docids, uint32_t, i)] = true;
    return status;
}

static foi_status tally_units(const foi_plan *plan, foi_snapshot *snapshot, tally *t,
                              foi_error *error)
{
    xap_error failure = XAP_ERROR_INIT;
    foi_status status;

    if (xap_database_last_docid(foi_snapshot_database(snapshot), &t->last, &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    t->counts = g_new0(guint16, (gsize)t->last + 1);
    status = find_allowed(plan, snapshot, t, error);
    for (guint i = 0; status == FOI_OK && i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        status = unit->terms->len == 1 ? count_word(snapshot, unit->terms->pdata[0], t, error)
                                       : count_phrase(snapshot, unit, t, error);
    }
    for (uint32_t docid = 1; status == FOI_OK && docid <= t->last; docid++)
        if (t->counts[docid] > 0 &&
            ((t->allowed && !t->allowed[docid]) || foi_snapshot_is_removed(snapshot, docid)))
            t->counts[docid] = 0;
    return status;
}

/* The largest number of words that enough documents have, else LEAST. */
static guint words_wanted(const tally *t, guint units, guint least)
{
    g_autofree uint32_t *having = g_new0(uint32_t, units + 2);

    for (uint32_t docid = 1; docid <= t->last; docid++)
        having[t->counts[docid]]++;
    for (guint k = units; k > least; k--) {
        having[k] += having[k + 1];
        if (having[k] >= FOI_RELAX_BELOW)
            return k;
    }
    return least;
}

/* The optional units, each with its own weight again, for the caller to unref; NULL: an error. */
static GPtrArray *weighted_units(const foi_plan *plan, foi_error *error)
{
    g_autoptr(GPtrArray) units = foi_xapian_queries();
    xap_error failure = XAP_ERROR_INIT;

    for (guint i = 0; i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        xap_query *own = NULL;
        if (xap_query_scale(unit->query, 1, &own, &failure) != XAP_OK) {
            foi_xapian_failure(error, &failure);
            return NULL;
        }
        g_ptr_array_add(units, own);
    }
    return g_steal_pointer(&units);
}

/* OR of all optional units, and a weight that outdoes all BM25 for having every one of them. */
static foi_status rank_by_words(const foi_plan *plan, xap_query **out, foi_error *error)
{
    g_autoptr(GPtrArray) units = weighted_units(plan, error);
    g_autoptr(xap_query) every = NULL;
    xap_error failure = XAP_ERROR_INIT;
    xap_query *first = NULL;
    foi_status status;

    if (!units)
        return error->status;
    status = foi_xapian_join(XAP_AND, units, &every, error);
    if (status != FOI_OK)
        return status;
    if (xap_query_constant(every, FOI_ALL_WORDS_WEIGHT, &first, &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    g_ptr_array_add(units, first);
    return foi_xapian_join(XAP_OR, units, out, error);
}

static foi_status relaxed_query(const foi_plan *plan, foi_snapshot *snapshot, const GArray *docids,
                                xap_query **out, foi_error *error)
{
    xap_error failure = XAP_ERROR_INIT;
    xap_query *weights = NULL;
    xap_query *required = NULL;
    xap_query *query = NULL;
    foi_status status;

    if (xap_query_from_docids(foi_snapshot_database(snapshot),
                              (const uint32_t *)(void *)docids->data, docids->len, &query,
                              &failure) != XAP_OK)
        return foi_xapian_failure(error, &failure);
    status = foi_plan_query(plan, false, &required, error);
    if (status == FOI_OK) {
        status = foi_xapian_pair(XAP_AND, query, required, &query, error);
        required = NULL;
    }
    if (status == FOI_OK)
        status = rank_by_words(plan, &weights, error);
    if (status == FOI_OK)
        return foi_xapian_pair(XAP_AND_MAYBE, query, weights, out, error);
    xap_query_free(query);
    return status;
}

/* What put documents with all words first is no relevance: scores are BM25 alone again. */
static void take_word_weight_out(GArray *page, const tally *t, guint units)
{
    for (guint i = 0; i < page->len; i++) {
        foi_ranked *hit = &g_array_index(page, foi_ranked, i);
        if (t->counts[hit->docid] == units)
            hit->score = MAX(0.0, hit->score - FOI_ALL_WORDS_WEIGHT);
    }
}

/* Replaces the result in *OUT by the relaxed one where that has more documents. */
static foi_status relax(const foi_plan *plan, foi_snapshot *snapshot, foi_sort sort,
                        uint32_t offset, uint32_t limit, foi_match **out, foi_error *error)
{
    g_auto(tally) t = {0};
    g_autoptr(GArray) docids = docids_new();
    g_autoptr(foi_match) match = match_new();
    g_autoptr(xap_query) query = NULL;
    foi_status status = tally_units(plan, snapshot, &t, error);
    guint wanted;

    if (status != FOI_OK)
        return status;
    wanted = words_wanted(&t, plan->optional->len, plan->requires_words ? 0 : 1);
    for (uint32_t docid = 1; docid <= t.last; docid++)
        if (t.counts[docid] >= wanted && (wanted > 0 || t.allowed[docid]))
            g_array_append_val(docids, docid);
    if (docids->len <= (*out)->docids->len)
        return FOI_OK;
    status = relaxed_query(plan, snapshot, docids, &query, error);
    if (status == FOI_OK) {
        status = foi_pass_run(snapshot, query, order_of(sort), offset, limit, match->docids,
                              match->page, error);
    }
    if (status == FOI_OK) {
        take_word_weight_out(match->page, &t, plan->optional->len);
        match->relaxed = true;
        match->total_all_words = (*out)->total_all_words;
        foi_match_free(*out);
        *out = g_steal_pointer(&match);
    }
    return status;
}

foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot, foi_sort sort,
                         uint32_t offset, uint32_t limit, foi_match **out, foi_error *error)
{
    g_autoptr(foi_match) match = match_new();
    g_autoptr(xap_query) query = NULL;
    foi_status status = foi_plan_query(plan, true, &query, error);

    *out = NULL;
    if (status == FOI_OK) {
        status = foi_pass_run(snapshot, query, order_of(sort), offset, limit, match->docids,
                              match->page, error);
    }
    match->total_all_words = match->docids->len;
    if (status == FOI_OK && match->docids->len < FOI_RELAX_BELOW &&
        plan->optional->len > (plan->requires_words ? 0 : 1))
        status = relax(plan, snapshot, sort, offset, limit, &match, error);
    *out = status == FOI_OK ? g_steal_pointer(&match) : NULL;
    return status;
}
