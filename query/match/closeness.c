/* closeness.c - the places of the words of a query in the best hits. */
#include "query/match/closeness.h"

#include <stdlib.h>

#include "indexer/store/words.h"

/* What two neighbours that stand side by side add, in parts of what the words weigh. */
#define CLOSENESS_WORTH 1.0

/* A passage is two such stretches of words in a row. So many words of the query are looked for. */
#define STRETCH       24
#define PASSAGE_WORDS 64

/* The places of one word of the query, whatever its form, in one row after the other. */
typedef struct word_places {
    const foi_want_word *word;
    GArray *walks;  /* of foi_word_rows: one for each form in the segment */
    GArray *places; /* of uint32_t: in the row, rising */
} word_places;

/* The words that a unit begins and ends with: of a phrase they are two. */
typedef struct unit_places {
    double rarity;
    guint ends;         /* 1: a single word */
    word_places end[2]; /* the first, the last */
} unit_places;

/* A hit in the order in which the table of words is read. */
typedef struct located_hit {
    size_t segment;
    uint32_t row;
    foi_ranked *hit;
} located_hit;

typedef struct closeness {
    foi_snapshot *snapshot;
    unit_places *units;
    guint count;
    double rarity;     /* of all units together */
    GArray *stretches; /* of uint64_t: the units that stand in each stretch of the row, by bits */
} closeness;

static bool is_looked_up(const foi_unit *unit)
{
    for (guint i = 0; i < unit->words->len; i++)
        if (!((const foi_want_word *)unit->words->pdata[i])->numbers)
            return false;
    return true;
}

bool foi_closeness_matters(const foi_plan *plan)
{
    guint ready = 0;

    for (guint i = 0; plan && i < plan->optional->len; i++)
        ready += is_looked_up(plan->optional->pdata[i]);
    return ready > 1;
}

static void word_places_init(word_places *places, const foi_want_word *word)
{
    places->word = word;
    places->walks = g_array_new(FALSE, FALSE, sizeof(foi_word_rows));
    places->places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
}

static void word_places_clear(word_places *places)
{
    g_array_unref(places->walks);
    g_array_unref(places->places);
}

static void closeness_init(closeness *c, const foi_plan *plan, foi_snapshot *snapshot)
{
    c->snapshot = snapshot;
    c->units = g_new0(unit_places, plan->optional->len);
    c->stretches = g_array_new(FALSE, TRUE, sizeof(uint64_t));
    for (guint i = 0; i < plan->optional->len; i++) {
        const foi_unit *unit = plan->optional->pdata[i];
        unit_places *places = &c->units[c->count];
        if (!is_looked_up(unit))
            continue;
        places->rarity = unit->rarity;
        c->rarity += unit->rarity;
        places->ends = unit->words->len > 1 ? 2 : 1;
        word_places_init(&places->end[0], unit->words->pdata[0]);
        if (places->ends > 1)
            word_places_init(&places->end[1], unit->words->pdata[unit->words->len - 1]);
        c->count++;
    }
}

static void closeness_clear(closeness *c)
{
    for (guint i = 0; i < c->count; i++)
        for (guint e = 0; e < c->units[i].ends; e++)
            word_places_clear(&c->units[i].end[e]);
    g_free(c->units);
    if (c->stretches)
        g_array_unref(c->stretches);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(closeness, closeness_clear)

static void enter_segment(word_places *places, size_t segment, const foi_words *words)
{
    const GArray *numbers = places->word->numbers[segment];

    g_array_set_size(places->walks, numbers->len);
    for (guint i = 0; i < numbers->len; i++)
        foi_word_rows_start(words, g_array_index(numbers, uint32_t, i),
                            &g_array_index(places->walks, foi_word_rows, i));
}

static int compare_places(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void enter_row(word_places *places, uint32_t row)
{
    guint forms = 0;

    g_array_set_size(places->places, 0);
    for (guint i = 0; i < places->walks->len; i++) {
        foi_word_rows *walk = &g_array_index(places->walks, foi_word_rows, i);
        if (foi_word_rows_skip_to(walk, row) && walk->row == row) {
            foi_word_rows_positions(walk, places->places);
            forms++;
        }
    }
    if (forms > 1)
        g_array_sort(places->places, compare_places);
}

/* How many words from a place of BEFORE to one of AFTER, at the nearest; the wrong order counts for
 * one more. Above FOI_CLOSENESS_REACH: none is near. */
static uint32_t nearest(const word_places *before, const word_places *after)
{
    guint i = 0, j = 0;
    uint32_t best = FOI_CLOSENESS_REACH + 1;

    while (i < before->places->len && j < after->places->len) {
        uint32_t left = g_array_index(before->places, uint32_t, i);
        uint32_t right = g_array_index(after->places, uint32_t, j);
        if (left < right) {
            best = MIN(best, right - left);
            i++;
        } else {
            best = MIN(best, left - right + 1);
            j++;
        }
    }
    return best;
}

static void mark_stretches(closeness *c)
{
    g_array_set_size(c->stretches, 0);
    for (guint u = 0; u < MIN(c->count, PASSAGE_WORDS); u++) {
        const GArray *places = c->units[u].end[0].places;
        for (guint i = 0; i < places->len; i++) {
            guint stretch = g_array_index(places, uint32_t, i) / STRETCH;
            if (stretch >= c->stretches->len)
                g_array_set_size(c->stretches, stretch + 1);
            g_array_index(c->stretches, uint64_t, stretch) |= UINT64_C(1) << u;
        }
    }
}

static double rarity_in(const closeness *c, uint64_t units)
{
    double rarity = 0;

    for (; units != 0; units &= units - 1)
        rarity += c->units[__builtin_ctzll(units)].rarity;
    return rarity;
}

/* What the passage that has most of the words is worth: all of them for a passage with all, little
 * for one with half of them. */
static double worth_of_passage(closeness *c)
{
    double best = 0;
    uint64_t before = 0, seen = 0;

    mark_stretches(c);
    for (guint i = 0; i < c->stretches->len; i++) {
        uint64_t units = g_array_index(c->stretches, uint64_t, i);
        uint64_t both = units | before;
        /* Most passages have no other words than one before them. */
        if (both != 0 && both != seen) {
            best = MAX(best, rarity_in(c, both));
            seen = both;
        }
        before = units;
    }
    return best * best / c->rarity;
}

static void add_to_hit(closeness *c, const located_hit *located)
{
    double worth = 0;

    for (guint i = 0; i < c->count; i++) {
        for (guint e = 0; e < c->units[i].ends; e++)
            enter_row(&c->units[i].end[e], located->row);
    }
    for (guint i = 1; i < c->count; i++) {
        const unit_places *before = &c->units[i - 1], *after = &c->units[i];
        uint32_t distance = nearest(&before->end[before->ends - 1], &after->end[0]);
        if (distance <= FOI_CLOSENESS_REACH)
            worth += (before->rarity + after->rarity) / 2 / distance;
    }
    worth = worth * CLOSENESS_WORTH + worth_of_passage(c);
    located->hit->score += MIN(worth, located->hit->score);
}

static int compare_located(const void *a, const void *b)
{
    const located_hit *x = a, *y = b;

    if (x->segment != y->segment)
        return x->segment < y->segment ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static foi_status enter(closeness *c, size_t segment, foi_error *error)
{
    const foi_words *words = NULL;
    foi_status status = foi_snapshot_words(c->snapshot, segment, &words, error);

    for (guint i = 0; status == FOI_OK && i < c->count; i++) {
        for (guint e = 0; e < c->units[i].ends; e++)
            enter_segment(&c->units[i].end[e], segment, words);
    }
    return status;
}

foi_status foi_closeness_add(const foi_plan *plan, foi_snapshot *snapshot, foi_ranked *hits,
                             guint count, foi_error *error)
{
    g_autofree located_hit *located = g_new0(located_hit, count + 1);
    g_auto(closeness) c = {0};
    foi_status status = FOI_OK;

    closeness_init(&c, plan, snapshot);
    for (guint i = 0; i < count; i++) {
        located[i].hit = &hits[i];
        foi_snapshot_locate(snapshot, hits[i].docid, &located[i].segment, &located[i].row);
    }
    qsort(located, count, sizeof *located, compare_located);
    for (guint i = 0; status == FOI_OK && i < count; i++) {
        if (i == 0 || located[i].segment != located[i - 1].segment)
            status = enter(&c, located[i].segment, error);
        if (status == FOI_OK)
            add_to_hit(&c, &located[i]);
    }
    return status;
}
