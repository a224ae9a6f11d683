/* match.c - all of the words, or else most of them. */
#include "query/match/match.h"

#include "query/match/select.h"

/* What relaxing counts over: the documents that the optional words are looked for in. */
typedef struct tally {
    const foi_plan *plan;
    const foi_field *without; /* whose filters are left out; NULL: none */
    foi_docset *allowed;
    uint16_t *counts; /* by place(): how many of the units it has */
} tally;

void foi_match_free(foi_match *match)
{
    if (match) {
        foi_docset_free(match->set);
        g_array_unref(match->page);
        g_free(match);
    }
}

static void tally_clear(tally *t)
{
    g_free(t->counts);
    foi_docset_free(t->allowed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tally, tally_clear)

/* The documents of all segments are counted one after the other. */
static size_t place(const foi_docset *set, size_t segment, uint32_t row)
{
    return (size_t)(set->bits[segment] - set->memory) * FOI_WORD_BITS + row;
}

static foi_status count_unit(const tally *t, const foi_unit *unit, foi_error *error)
{
    g_autoptr(foi_docset) set = NULL;
    uint32_t row = 0;
    foi_status status = foi_select(unit->want, t->allowed->snapshot, t->allowed, &set, error);

    for (size_t s = 0; status == FOI_OK && s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        while (foi_docset_walk_next(&walk, &row))
            t->counts[place(set, s, row)]++;
    }
    return status;
}

/* Which documents meet what the query requires and excludes beside the optional words, and how many
 * of these each has. */
static foi_status tally_units(tally *t, foi_snapshot *snapshot, foi_error *error)
{
    g_autoptr(foi_want) want = foi_plan_want_without(t->plan, false, t->without);
    foi_status status = foi_select(want, snapshot, NULL, &t->allowed, error);

    if (status != FOI_OK)
        return status;
    foi_docset_drop_removed(t->allowed);
    t->counts = g_new0(uint16_t, (t->allowed->all_words + 1) * FOI_WORD_BITS);
    for (guint i = 0; status == FOI_OK && i < t->plan->optional->len; i++)
        status = count_unit(t, t->plan->optional->pdata[i], error);
    return status;
}

/* The documents with at least LEAST of the units. */
static foi_docset *having(const tally *t, guint least)
{
    foi_docset *set = foi_docset_new(t->allowed->snapshot);
    uint32_t row = 0;

    for (size_t s = 0; s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(t->allowed, s);
        while (foi_docset_walk_next(&walk, &row))
            if (t->counts[place(set, s, row)] >= least)
                foi_docset_add(set, s, row);
    }
    return set;
}

/* The largest number of words that enough documents have, else LEAST. */
static guint words_wanted(const tally *t, guint least)
{
    guint units = t->plan->optional->len;
    g_autofree uint32_t *documents = g_new0(uint32_t, units + 2);
    uint32_t row = 0;

    for (size_t s = 0; s < t->allowed->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(t->allowed, s);
        while (foi_docset_walk_next(&walk, &row))
            documents[t->counts[place(t->allowed, s, row)]]++;
    }
    for (guint k = units; k > least; k--) {
        documents[k] += documents[k + 1];
        if (documents[k] >= FOI_RELAX_BELOW)
            return k;
    }
    return least;
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

/* Those of MATCH with all words first, then the others. */
static foi_status rank_relaxed(const foi_plan *plan, const foi_docset *all_words, uint32_t offset,
                               uint32_t limit, foi_match *match, foi_error *error)
{
    g_autoptr(foi_docset) others = foi_docset_copy(match->set);
    g_autoptr(foi_want) required = foi_plan_want(plan, false);
    g_autoptr(GPtrArray) units = wants_of_units(plan);
    foi_ranking first = {all_words, required, units, false};
    foi_ranking second = {others, required, units, false};
    uint32_t before = foi_docset_count(all_words);
    foi_status status = foi_rank(&first, FOI_SORT_RELEVANCE, offset, limit, match->page, error);

    foi_docset_and_not(others, all_words);
    if (status == FOI_OK)
        status = foi_rank(&second, FOI_SORT_RELEVANCE, offset > before ? offset - before : 0,
                          limit - match->page->len, match->page, error);
    return status;
}

/* Replaces the matches, which have all words, by those with most words where these are more. */
static foi_status relax(const foi_plan *plan, foi_match *match, foi_error *error)
{
    g_auto(tally) t = {.plan = plan};
    foi_status status = tally_units(&t, match->set->snapshot, error);

    if (status != FOI_OK)
        return status;
    guint least = words_wanted(&t, plan->requires_words ? 0 : 1);
    g_autoptr(foi_docset) most = having(&t, least);
    uint32_t total = foi_docset_count(most);
    if (total <= match->total)
        return FOI_OK;
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

static foi_status rank(const foi_plan *plan, const foi_want *want, const foi_docset *all_words,
                       foi_sort sort, uint32_t offset, uint32_t limit, foi_match *match,
                       foi_error *error)
{
    if (!match->relaxed) {
        foi_ranking ranking = {match->set, want, NULL, true};
        return foi_rank(&ranking, sort, offset, limit, match->page, error);
    }
    if (sort == FOI_SORT_RELEVANCE)
        return rank_relaxed(plan, all_words, offset, limit, match, error);
    g_autoptr(foi_want) required = foi_plan_want(plan, false);
    g_autoptr(GPtrArray) units = wants_of_units(plan);
    foi_ranking ranking = {match->set, required, units, false};
    return foi_rank(&ranking, sort, offset, limit, match->page, error);
}

foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot, foi_sort sort,
                         uint32_t offset, uint32_t limit, foi_match **out, foi_error *error)
{
    g_autoptr(foi_match) match = g_new0(foi_match, 1);
    g_autoptr(foi_want) want = foi_plan_want(plan, true);
    g_autoptr(foi_docset) all_words = NULL;
    foi_status status;

    *out = NULL;
    match->page = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    status = foi_select(want, snapshot, NULL, &match->set, error);
    if (status != FOI_OK)
        return status;
    foi_docset_drop_removed(match->set);
    match->total = match->total_all_words = foi_docset_count(match->set);
    if (foi_match_may_relax(plan, match->total)) {
        all_words = foi_docset_copy(match->set);
        status = relax(plan, match, error);
    }
    if (status == FOI_OK)
        status = rank(plan, want, all_words, sort, offset, limit, match, error);
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
    if (match->relaxed) {
        g_auto(tally) t = {.plan = plan, .without = field};
        status = tally_units(&t, snapshot, error);
        *out = status == FOI_OK ? having(&t, match->least) : NULL;
        return status;
    }
    g_autoptr(foi_want) want = foi_plan_want_without(plan, true, field);
    status = foi_select(want, snapshot, NULL, out, error);
    if (status == FOI_OK)
        foi_docset_drop_removed(*out);
    return status;
}
