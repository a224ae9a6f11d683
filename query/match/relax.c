/* relax.c - adding up what each document has of the query. */
#include "query/match/relax.h"

#include "query/match/select.h"

/* The shares of all words together; what a document has of them fits two bytes. */
#define MOST_SHARES 65535

#define RELAX_WORDS 1.25
#define RELAX_MOST  0.6

typedef struct tally {
    const foi_plan *plan;
    foi_docset *allowed; /* what the optional words are looked for in */
    uint16_t *shares;    /* by place() */
    double rarity;       /* of all units together */
    unsigned found_units;
    unsigned found_shares; /* of the units that any document has */
} tally;

static void tally_clear(tally *t)
{
    g_free(t->shares);
    foi_docset_free(t->allowed);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(tally, tally_clear)

/* The documents of all segments are counted one after the other. */
static size_t place(const foi_docset *set, size_t segment, uint32_t row)
{
    return (size_t)(set->bits[segment] - set->memory) * FOI_WORD_BITS + row;
}

static foi_status add_unit(tally *t, const foi_unit *unit, foi_error *error)
{
    g_autoptr(foi_docset) set = NULL;
    unsigned share = 1 + (unsigned)(unit->rarity / t->rarity * FOI_RELAX_WHOLE);
    uint32_t row = 0;
    bool any = false;
    foi_status status = foi_select(unit->want, t->allowed->snapshot, t->allowed, &set, error);

    for (size_t s = 0; status == FOI_OK && s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        while (foi_docset_walk_next(&walk, &row)) {
            t->shares[place(set, s, row)] += (uint16_t)share;
            any = true;
        }
    }
    t->found_units += any;
    t->found_shares += any ? share : 0;
    return status;
}

static foi_status add_units(tally *t, foi_snapshot *snapshot, const foi_field *without,
                            foi_error *error)
{
    const GPtrArray *units = t->plan->optional;
    g_autoptr(foi_want) want = foi_plan_want_without(t->plan, false, without);
    foi_status status = foi_select(want, snapshot, NULL, &t->allowed, error);

    if (status != FOI_OK)
        return status;
    foi_docset_drop_removed(t->allowed);
    t->shares = g_new0(uint16_t, (t->allowed->all_words + 1) * FOI_WORD_BITS);
    for (guint i = 0; i < units->len; i++)
        t->rarity += ((const foi_unit *)units->pdata[i])->rarity;
    for (guint i = 0; status == FOI_OK && i < units->len; i++)
        status = add_unit(t, units->pdata[i], error);
    return status;
}

/* By shares: how many documents have just so much. */
static uint32_t *count_shares(const tally *t)
{
    uint32_t *documents = g_new0(uint32_t, MOST_SHARES + 1);
    uint32_t row = 0;

    for (size_t s = 0; s < t->allowed->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(t->allowed, s);
        while (foi_docset_walk_next(&walk, &row))
            documents[t->shares[place(t->allowed, s, row)]]++;
    }
    return documents;
}

/* The highest shares that at least WANTED of DOCUMENTS have, else LEAST. */
static unsigned shares_of(const uint32_t *documents, uint32_t wanted, unsigned least)
{
    uint32_t sum = 0;

    for (unsigned shares = MOST_SHARES; shares > least; shares--) {
        sum += documents[shares];
        if (sum >= wanted)
            return shares;
    }
    return least;
}

/* Few good answers are better than ten with a flood of those that have one common word behind them:
 * below half of what is wanted nothing follows, unless there is nothing else. */
static unsigned shares_wanted(const tally *t)
{
    g_autofree uint32_t *documents = count_shares(t);
    unsigned least = t->plan->requires_words ? 0 : 1;
    double part = MIN(RELAX_WORDS / MAX(t->found_units, 1U), RELAX_MOST);
    unsigned most = MAX((unsigned)(part * t->found_shares), least);
    unsigned enough = shares_of(documents, FOI_RELAX_BELOW, least);

    if (shares_of(documents, 1, least) >= most / 2)
        enough = MAX(enough, most / 2);
    return MIN(most, enough);
}

static foi_docset *having(const tally *t, unsigned least)
{
    foi_docset *set = foi_docset_new(t->allowed->snapshot);
    uint32_t row = 0;

    for (size_t s = 0; s < set->segments; s++) {
        foi_docset_walk walk = foi_docset_walk_start(t->allowed, s);
        while (foi_docset_walk_next(&walk, &row))
            if (t->shares[place(set, s, row)] >= least)
                foi_docset_add(set, s, row);
    }
    return set;
}

foi_status foi_relax(const foi_plan *plan, foi_snapshot *snapshot, foi_docset **out,
                     unsigned *least, foi_error *error)
{
    g_auto(tally) t = {.plan = plan};
    foi_status status = add_units(&t, snapshot, NULL, error);

    *least = status == FOI_OK ? shares_wanted(&t) : 0;
    *out = status == FOI_OK ? having(&t, *least) : NULL;
    return status;
}

foi_status foi_relax_without(const foi_plan *plan, foi_snapshot *snapshot, const foi_field *field,
                             unsigned least, foi_docset **out, foi_error *error)
{
    g_auto(tally) t = {.plan = plan};
    foi_status status = add_units(&t, snapshot, field, error);

    *out = status == FOI_OK ? having(&t, least) : NULL;
    return status;
}
