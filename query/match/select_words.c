/* select_words.c - documents by the words that stand in them, and where.
 *
 * In each segment the rarest word of the query says which rows to look at; the others skip to them,
 * and positions are read only where all of the words are.
 */
#include <stdlib.h>
#include <string.h>

#include "indexer/store/words.h"
#include "query/match/select.h"

/* One of the words that a word of the query stands for. */
typedef struct member {
    foi_word_rows rows;
    bool alive; /* stands on a row */
} member;

/* One word of the query in one segment. */
typedef struct group {
    GArray *members;   /* of member */
    uint64_t most;     /* rows that it can be in */
    uint32_t offset;   /* its place in the phrase */
    GArray *positions; /* of uint32_t: in the row that is looked at */
} group;

typedef struct finder {
    const foi_words *words;
    GArray *groups;   /* of group, the rarest first */
    GArray *starts;   /* of uint32_t: where the phrase may begin */
    uint32_t *places; /* by group: what is looked at of its positions */
    uint32_t distance;
} finder;

static void clear_group(void *data)
{
    group *g = data;

    g_array_unref(g->members);
    g_array_unref(g->positions);
}

static uint64_t most_rows(const foi_words *words, const GArray *numbers)
{
    uint64_t most = 0;

    for (guint i = 0; i < numbers->len; i++)
        most += foi_words_frequency(words, g_array_index(numbers, uint32_t, i));
    return most;
}

static group group_of(const foi_words *words, const GArray *numbers, uint32_t offset)
{
    group g = {g_array_sized_new(FALSE, FALSE, sizeof(member), numbers->len),
               most_rows(words, numbers), offset, g_array_new(FALSE, FALSE, sizeof(uint32_t))};

    for (guint i = 0; i < numbers->len; i++) {
        member m;
        foi_word_rows_start(words, g_array_index(numbers, uint32_t, i), &m.rows);
        m.alive = foi_word_rows_next(&m.rows);
        g_array_append_val(g.members, m);
    }
    return g;
}

static int compare_groups(const void *a, const void *b)
{
    const group *x = a;
    const group *y = b;

    return (x->most > y->most) - (x->most < y->most);
}

/* --- where the words of one row stand ----------------------------------------------------------
 */

static bool stands_in(member *m, uint32_t row)
{
    if (m->alive && m->rows.row < row)
        m->alive = foi_word_rows_skip_to(&m->rows, row);
    return m->alive && m->rows.row == row;
}

static bool group_stands_in(const group *g, uint32_t row)
{
    bool found = false;

    for (guint i = 0; i < g->members->len; i++)
        found |= stands_in(&g_array_index(g->members, member, i), row);
    return found;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void read_positions(const group *g, uint32_t row)
{
    guint read = 0;

    g_array_set_size(g->positions, 0);
    for (guint i = 0; i < g->members->len; i++) {
        const member *m = &g_array_index(g->members, member, i);
        if (m->alive && m->rows.row == row) {
            foi_word_rows_positions(&m->rows, g->positions);
            read++;
        }
    }
    if (read > 1)
        g_array_sort(g->positions, compare_numbers);
}

static uint32_t position_at(const group *g, guint i)
{
    return g_array_index(g->positions, uint32_t, i);
}

/* Keeps those STARTS behind which G stands at its offset. */
static void keep_starts(GArray *starts, const group *g)
{
    guint kept = 0, at = 0;

    for (guint i = 0; i < starts->len; i++) {
        uint64_t wanted = (uint64_t)g_array_index(starts, uint32_t, i) + g->offset;
        while (at < g->positions->len && position_at(g, at) < wanted)
            at++;
        if (at < g->positions->len && position_at(g, at) == wanted)
            g_array_index(starts, uint32_t, kept++) = g_array_index(starts, uint32_t, i);
    }
    g_array_set_size(starts, kept);
}

static bool stand_in_order(const finder *f, uint32_t row)
{
    const group *rarest = &g_array_index(f->groups, group, 0);

    g_array_set_size(f->starts, 0);
    read_positions(rarest, row);
    for (guint i = 0; i < rarest->positions->len; i++) {
        uint32_t position = position_at(rarest, i);
        if (position > rarest->offset) {
            uint32_t start = position - rarest->offset;
            g_array_append_val(f->starts, start);
        }
    }
    for (guint i = 1; i < f->groups->len && f->starts->len > 0; i++) {
        const group *g = &g_array_index(f->groups, group, i);
        read_positions(g, row);
        keep_starts(f->starts, g);
    }
    return f->starts->len > 0;
}

/* The lowest of the places moves on until all lie within the distance. */
static bool stand_near(const finder *f, uint32_t row)
{
    for (guint i = 0; i < f->groups->len; i++) {
        read_positions(&g_array_index(f->groups, group, i), row);
        f->places[i] = 0;
    }
    for (;;) {
        uint32_t low = UINT32_MAX, high = 0;
        guint lowest = 0;
        for (guint i = 0; i < f->groups->len; i++) {
            const group *g = &g_array_index(f->groups, group, i);
            if (f->places[i] >= g->positions->len)
                return false;
            uint32_t position = position_at(g, f->places[i]);
            lowest = position < low ? i : lowest;
            low = MIN(low, position);
            high = MAX(high, position);
        }
        if (high - low <= f->distance)
            return true;
        f->places[lowest]++;
    }
}

static bool row_matches(const finder *f, uint32_t row)
{
    for (guint i = 0; i < f->groups->len; i++)
        if (!group_stands_in(&g_array_index(f->groups, group, i), row))
            return false;
    return f->distance == 0 ? stand_in_order(f, row) : stand_near(f, row);
}

/* --- rows ---------------------------------------------------------------------------------------
 */

/* Sets the rows that have any of NUMBERS. */
static void mark_rows(const foi_words *words, const GArray *numbers, size_t segment,
                      foi_docset *into)
{
    uint32_t rows = foi_snapshot_rows(into->snapshot, segment);

    for (guint i = 0; i < numbers->len; i++) {
        foi_word_rows walk;
        foi_word_rows_start(words, g_array_index(numbers, uint32_t, i), &walk);
        while (foi_word_rows_next(&walk))
            if (walk.row < rows)
                foi_docset_add(into, segment, walk.row);
    }
}

static void keep_within(const foi_docset *within, size_t segment, foi_docset *into)
{
    for (size_t i = 0; within && i < into->words[segment]; i++)
        into->bits[segment][i] &= within->bits[segment][i];
}

/* What the rarest word of the query stands for. */
static const GArray *rarest_numbers(const foi_words *words, const foi_want *want, size_t segment)
{
    const GArray *rarest = NULL;
    uint64_t least = UINT64_MAX;

    for (guint i = 0; i < want->words->len; i++) {
        const foi_want_word *word = want->words->pdata[i];
        uint64_t most = most_rows(words, word->numbers[segment]);
        if (most < least || !rarest) {
            rarest = word->numbers[segment];
            least = most;
        }
    }
    return rarest;
}

static void keep_standing(const foi_words *words, const foi_want *want, size_t segment,
                          foi_docset *into)
{
    finder f = {.words = words,
                .groups = g_array_new(FALSE, FALSE, sizeof(group)),
                .starts = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
                .places = g_new0(uint32_t, want->words->len),
                .distance = want->distance};
    foi_docset_walk walk = foi_docset_walk_start(into, segment);
    uint32_t row = 0;

    g_array_set_clear_func(f.groups, clear_group);
    for (guint i = 0; i < want->words->len; i++) {
        const foi_want_word *word = want->words->pdata[i];
        group g = group_of(words, word->numbers[segment], i);
        g_array_append_val(f.groups, g);
    }
    g_array_sort(f.groups, compare_groups);
    while (foi_docset_walk_next(&walk, &row))
        if (!row_matches(&f, row))
            into->bits[segment][row / FOI_WORD_BITS] &= ~(UINT64_C(1) << row % FOI_WORD_BITS);
    g_array_unref(f.groups);
    g_array_unref(f.starts);
    g_free(f.places);
}

foi_status foi_select_words(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                            foi_docset *into, foi_error *error)
{
    for (size_t s = 0; s < into->segments; s++) {
        const foi_words *words = NULL;
        foi_status status = foi_snapshot_words(snapshot, s, &words, error);
        if (status != FOI_OK)
            return status;
        mark_rows(words, rarest_numbers(words, want, s), s, into);
        keep_within(within, s, into);
        if (want->words->len > 1)
            keep_standing(words, want, s, into);
    }
    return FOI_OK;
}

uint64_t foi_select_words_most(const foi_want *want, foi_snapshot *snapshot)
{
    uint64_t all = 0;

    for (size_t s = 0; s < foi_snapshot_segments(snapshot); s++) {
        const foi_words *words = NULL;
        if (foi_snapshot_words(snapshot, s, &words, NULL) == FOI_OK)
            all += most_rows(words, rarest_numbers(words, want, s));
    }
    return all;
}
