/* match.c - all of the words, or else most of them. */
#include "query/match/match.h"

#include "query/match/relax.h"
#include "query/match/select.h"

void foi_match_free(foi_match *match)
{
    if (match) {
        foi_docset_free(match->set);
        g_array_unref(match->page);
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

/* Replaces the matches, which have all words, by those with most of them where these are more. */
static foi_status relax(const foi_plan *plan, foi_match *match, foi_error *error)
{
    g_autoptr(foi_docset) most = NULL;
    unsigned least = 0;
    foi_status status = foi_relax(plan, match->set->snapshot, &most, &least, error);
    uint32_t total = status == FOI_OK ? foi_docset_count(most) : 0;

    if (total <= match->total)
        return status;
    foi_docset_free(match->set);
    match->set = g_steal_pointer(&most);
    match->total = total;
    match->relaxed = true;
    match->least = least;
    return FOI_OK;
}

static foi_status rank(const foi_plan *plan, const foi_want *want, foi_sort sort, uint32_t offset,
                       uint32_t limit, foi_match *match, foi_error *error)
{
    if (!match->relaxed) {
        foi_ranking ranking = {match->set, want, NULL, true, plan};
        return foi_rank(&ranking, sort, offset, limit, match->page, error);
    }
    g_autoptr(foi_want) required = foi_plan_want(plan, false);
    g_autoptr(GPtrArray) units = wants_of_units(plan);
    foi_ranking ranking = {match->set, required, units, false, plan};
    return foi_rank(&ranking, sort, offset, limit, match->page, error);
}

bool foi_match_may_relax(const foi_plan *plan, uint32_t total_all_words)
{
    return total_all_words < FOI_RELAX_BELOW &&
           plan->optional->len > (plan->requires_words ? 0 : 1);
}

foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot, foi_sort sort,
                         uint32_t offset, uint32_t limit, foi_match **out, foi_error *error)
{
    g_autoptr(foi_match) match = g_new0(foi_match, 1);
    g_autoptr(foi_want) want = foi_plan_want(plan, true);
    foi_status status;

    *out = NULL;
    match->page = g_array_new(FALSE, FALSE, sizeof(foi_ranked));
    status = foi_select(want, snapshot, NULL, &match->set, error);
    if (status != FOI_OK)
        return status;
    foi_docset_drop_removed(match->set);
    match->total = match->total_all_words = foi_docset_count(match->set);
    if (foi_match_may_relax(plan, match->total))
        status = relax(plan, match, error);
    if (status == FOI_OK)
        status = rank(plan, want, sort, offset, limit, match, error);
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
        return foi_relax_without(plan, snapshot, field, match->least, out, error);
    g_autoptr(foi_want) want = foi_plan_want_without(plan, true, field);
    status = foi_select(want, snapshot, NULL, out, error);
    if (status == FOI_OK)
        foi_docset_drop_removed(*out);
    return status;
}
