/* weigh.c - from a tree to the query that Xapian ranks by.
 *
 * The set already says which documents there are. Along the spine of the tree that all of them
 * match, only weights are left of the query: filters and exclusions go, a phrase becomes its words.
 * Below an OR, and in what only adds weight, each part must match exactly its own documents: what
 * Xapian cannot find there is given as a set.
 */
#include <string.h>

#include "query/handles.h"
#include "query/match/rank.h"
#include "query/match/select.h"

/* A set that is at least this part of the index rather checks what the weights lead to. */
#define LEADING_PART 8

typedef struct weigher {
    const foi_ranking *ranking;
    GPtrArray *sets; /* of foi_docset *, which queries read */
    foi_error *error;
} weigher;

/* The weights of a part of the spine. */
typedef struct spine {
    GPtrArray *certain; /* of xap_query *: every document of the set matches each */
    GPtrArray *maybe;   /* of xap_query *: adds weight where it matches */
} spine;

static foi_status weigh_exactly(const weigher *w, const foi_want *want, xap_query **out);

void foi_weights_clear(foi_weights *weights)
{
    g_clear_pointer(&weights->query, xap_query_free);
    g_clear_pointer(&weights->sets, g_ptr_array_unref);
}

static void free_set(void *set)
{
    foi_docset_free(set);
}

static bool has_weight(const foi_want *want)
{
    bool any = false;

    switch (want->kind) {
    case FOI_WANT_TERM:
        return !want->filter;
    case FOI_WANT_WORDS:
        return true;
    case FOI_WANT_AND:
    case FOI_WANT_OR:
    case FOI_WANT_BEST:
    case FOI_WANT_MAYBE:
    case FOI_WANT_SOME:
        for (guint i = 0; i < want->parts->len; i++)
            any |= has_weight(foi_want_part(want, i));
        return any;
    case FOI_WANT_WORTH:
        return want->worth > 0;
    case FOI_WANT_WEIGHED:
        return has_weight(foi_want_part(want, 1));
    case FOI_WANT_AND_NOT:
        return has_weight(foi_want_part(want, 0));
    case FOI_WANT_ALL:
    case FOI_WANT_DAYS:
    case FOI_WANT_COLUMN:
        break;
    }
    return false;
}

/* Xapian alone finds exactly the documents of WANT by its weights. */
static bool is_plain(const foi_want *want)
{
    bool all = true;

    switch (want->kind) {
    case FOI_WANT_TERM:
        return !want->filter;
    case FOI_WANT_AND:
    case FOI_WANT_OR:
    case FOI_WANT_BEST:
        for (guint i = 0; i < want->parts->len; i++)
            all &= is_plain(foi_want_part(want, i));
        return all;
    case FOI_WANT_MAYBE:
        return is_plain(foi_want_part(want, 0));
    default:
        return false;
    }
}

static foi_status weigh_term(const weigher *w, const char *term, bool filter, xap_query **out)
{
    xap_error failure = XAP_ERROR_INIT;
    g_autoptr(xap_query) query = NULL;
    xap_status status = xap_query_new_term(term, strlen(term), 1, 0, &query, &failure);

    if (status == XAP_OK && filter)
        status = xap_query_scale(query, 0, out, &failure);
    else
        *out = g_steal_pointer(&query);
    return status == XAP_OK ? FOI_OK : foi_xapian_failure(w->error, &failure);
}

static foi_status weigh_words(const weigher *w, const foi_want *want, xap_query **out)
{
    g_autoptr(GPtrArray) terms = foi_xapian_queries();

    for (guint i = 0; i < want->terms->len; i++) {
        xap_query *term = NULL;
        foi_status status = weigh_term(w, want->terms->pdata[i], false, &term);
        if (status != FOI_OK)
            return status;
        g_ptr_array_add(terms, term);
    }
    return foi_xapian_join(want->synonyms ? XAP_SYNONYM : XAP_AND, terms, out, w->error);
}

/* --- parts that match their own documents ------------------------------------------------------
 */

static foi_status set_query(const weigher *w, const foi_docset *set, bool leads, xap_query **out)
{
    g_autofree xap_bitmap *bitmaps = g_new0(xap_bitmap, set->segments + 1);
    xap_error failure = XAP_ERROR_INIT;

    for (size_t s = 0; s < set->segments; s++)
        bitmaps[s] = (xap_bitmap){set->bits[s], foi_snapshot_rows(set->snapshot, s),
                                  foi_docset_count_in(set, s)};
    return xap_query_from_bitmaps(foi_snapshot_database(set->snapshot), bitmaps, set->segments,
                                  leads, out, &failure) == XAP_OK
               ? FOI_OK
               : foi_xapian_failure(w->error, &failure);
}

/* The documents of WANT among those of the ranking, as a leaf. */
static foi_status selected_query(const weigher *w, const foi_want *want, xap_query **out)
{
    const foi_docset *all = w->ranking->set;
    foi_docset *set = NULL;
    foi_status status = foi_select(want, all->snapshot, all, &set, w->error);

    if (status != FOI_OK)
        return status;
    g_ptr_array_add(w->sets, set);
    return set_query(w, set, true, out);
}

static foi_status weigh_words_exactly(const weigher *w, const foi_want *want, xap_query **out)
{
    xap_query *weights = NULL;
    xap_query *set = NULL;
    foi_status status = weigh_words(w, want, &weights);

    if (status == FOI_OK)
        status = selected_query(w, want, &set);
    if (status == FOI_OK && want->synonyms)
        return foi_xapian_pair(XAP_AND_MAYBE, set, weights, out, w->error);
    if (status == FOI_OK)
        return foi_xapian_pair(XAP_FILTER, weights, set, out, w->error);
    xap_query_free(weights);
    return status;
}

static foi_status join_exactly(const weigher *w, xap_operator op, const foi_want *want,
                               xap_query **out)
{
    g_autoptr(GPtrArray) parts = foi_xapian_queries();

    for (guint i = 0; i < want->parts->len; i++) {
        xap_query *part = NULL;
        foi_status status = weigh_exactly(w, foi_want_part(want, i), &part);
        if (status != FOI_OK)
            return status;
        g_ptr_array_add(parts, part);
    }
    return foi_xapian_join(op, parts, out, w->error);
}

static foi_status weigh_worth(const weigher *w, const foi_want *want, xap_query **out)
{
    xap_error failure = XAP_ERROR_INIT;
    g_autoptr(xap_query) part = NULL;
    foi_status status = weigh_exactly(w, foi_want_part(want, 0), &part);

    if (status == FOI_OK && xap_query_constant(part, want->worth, out, &failure) != XAP_OK)
        return foi_xapian_failure(w->error, &failure);
    return status;
}

/* WEIGHTS, taken over, for the documents of WANT alone. */
static foi_status keep_selected(const weigher *w, const foi_want *want, xap_query *weights,
                                xap_query **out)
{
    xap_query *set = NULL;
    foi_status status = selected_query(w, want, &set);

    if (status == FOI_OK)
        return foi_xapian_pair(XAP_FILTER, weights, set, out, w->error);
    xap_query_free(weights);
    return status;
}

static foi_status weigh_some(const weigher *w, const foi_want *want, xap_query **out)
{
    xap_query *weights = NULL;
    foi_status status = want->kind == FOI_WANT_SOME
                            ? join_exactly(w, XAP_OR, want, &weights)
                            : weigh_exactly(w, foi_want_part(want, 1), &weights);

    return status == FOI_OK ? keep_selected(w, want, weights, out) : status;
}

static foi_status weigh_exactly(const weigher *w, const foi_want *want, xap_query **out)
{
    xap_error failure = XAP_ERROR_INIT;

    switch (want->kind) {
    case FOI_WANT_ALL:
        return xap_query_new_all(out, &failure) == XAP_OK ? FOI_OK
                                                          : foi_xapian_failure(w->error, &failure);
    case FOI_WANT_TERM:
        return weigh_term(w, want->term, want->filter, out);
    case FOI_WANT_AND:
        return join_exactly(w, XAP_AND, want, out);
    case FOI_WANT_OR:
        return join_exactly(w, XAP_OR, want, out);
    case FOI_WANT_BEST:
        return join_exactly(w, XAP_MAX, want, out);
    case FOI_WANT_AND_NOT:
        return join_exactly(w, XAP_AND_NOT, want, out);
    case FOI_WANT_MAYBE:
        return join_exactly(w, XAP_AND_MAYBE, want, out);
    case FOI_WANT_SOME:
    case FOI_WANT_WEIGHED:
        return weigh_some(w, want, out);
    case FOI_WANT_WORTH:
        return weigh_worth(w, want, out);
    case FOI_WANT_WORDS:
        return weigh_words_exactly(w, want, out);
    case FOI_WANT_DAYS:
    case FOI_WANT_COLUMN:
        break;
    }
    return selected_query(w, want, out);
}

/* --- the spine ----------------------------------------------------------------------------------
 */

static void add_query(GPtrArray *array, xap_query *query)
{
    if (query)
        g_ptr_array_add(array, query);
}

static foi_status weigh_choice(const weigher *w, const foi_want *want, spine *into)
{
    g_autoptr(GPtrArray) choices = foi_xapian_queries();
    xap_query *query = NULL;
    bool all = true;
    foi_status status = FOI_OK;

    for (guint i = 0; status == FOI_OK && i < want->parts->len; i++) {
        const foi_want *part = foi_want_part(want, i);
        xap_query *choice = NULL;
        if (!has_weight(part)) {
            all = false;
            continue;
        }
        status = weigh_exactly(w, part, &choice);
        add_query(choices, choice);
    }
    if (status == FOI_OK)
        status = foi_xapian_join(want->kind == FOI_WANT_BEST ? XAP_MAX : XAP_OR, choices, &query,
                                 w->error);
    add_query(all ? into->certain : into->maybe, query);
    return status;
}

static foi_status weigh_spine(const weigher *w, const foi_want *want, spine *into)
{
    xap_query *query = NULL;
    foi_status status = FOI_OK;

    if (!has_weight(want))
        return FOI_OK;
    switch (want->kind) {
    case FOI_WANT_TERM:
        status = weigh_term(w, want->term, false, &query);
        add_query(into->certain, query);
        break;
    case FOI_WANT_WORDS:
        status = weigh_words(w, want, &query);
        add_query(want->synonyms ? into->maybe : into->certain, query);
        break;
    case FOI_WANT_AND:
        for (guint i = 0; status == FOI_OK && i < want->parts->len; i++)
            status = weigh_spine(w, foi_want_part(want, i), into);
        break;
    case FOI_WANT_OR:
    case FOI_WANT_BEST:
    case FOI_WANT_SOME:
        return weigh_choice(w, want, into);
    case FOI_WANT_WORTH:
        status = weigh_exactly(w, want, &query);
        add_query(into->certain, query);
        break;
    case FOI_WANT_WEIGHED:
        status = weigh_exactly(w, foi_want_part(want, 1), &query);
        add_query(into->certain, query);
        break;
    case FOI_WANT_AND_NOT:
        return weigh_spine(w, foi_want_part(want, 0), into);
    case FOI_WANT_MAYBE:
        status = weigh_spine(w, foi_want_part(want, 0), into);
        if (status == FOI_OK)
            status = weigh_exactly(w, foi_want_part(want, 1), &query);
        add_query(into->maybe, query);
        break;
    default:
        break;
    }
    return status;
}

static bool none_is_removed(foi_snapshot *snapshot)
{
    foi_store_info info;

    foi_snapshot_info(snapshot, &info);
    return info.removed == 0;
}

/* Joins the weights and, where they do not find it by themselves, the set. */
static foi_status join_spine(const weigher *w, const spine *from, xap_query **out)
{
    const foi_ranking *r = w->ranking;
    foi_snapshot *snapshot = r->set->snapshot;
    xap_query *certain = NULL;
    xap_query *maybe = NULL;
    xap_query *set = NULL;
    foi_status status = foi_xapian_join(XAP_AND, from->certain, &certain, w->error);
    bool plain = certain && r->all && r->want && is_plain(r->want) && none_is_removed(snapshot);

    if (status == FOI_OK)
        status = foi_xapian_join(XAP_OR, from->maybe, &maybe, w->error);
    if (status == FOI_OK && !plain && (certain || maybe)) {
        foi_store_info info;
        foi_snapshot_info(snapshot, &info);
        bool leads = !certain || foi_docset_count(r->set) < info.documents / LEADING_PART;
        status = set_query(w, r->set, leads, &set);
    }
    if (status == FOI_OK) {
        status = foi_xapian_pair(XAP_FILTER, certain, set, &certain, w->error);
        set = NULL;
    }
    if (status == FOI_OK)
        return foi_xapian_pair(XAP_AND_MAYBE, certain, maybe, out, w->error);
    xap_query_free(maybe);
    return status;
}

foi_status foi_weigh(const foi_ranking *ranking, foi_weights *out, foi_error *error)
{
    g_autoptr(GPtrArray) certain = foi_xapian_queries();
    g_autoptr(GPtrArray) maybe = foi_xapian_queries();
    spine parts = {certain, maybe};
    foi_status status = FOI_OK;

    *out = (foi_weights){NULL, g_ptr_array_new_with_free_func(free_set)};
    weigher w = {ranking, out->sets, error};
    if (ranking->want)
        status = weigh_spine(&w, ranking->want, &parts);
    for (guint i = 0; ranking->extra && status == FOI_OK && i < ranking->extra->len; i++) {
        xap_query *query = NULL;
        status = weigh_exactly(&w, ranking->extra->pdata[i], &query);
        add_query(maybe, query);
    }
    return status == FOI_OK ? join_spine(&w, &parts, &out->query) : status;
}
