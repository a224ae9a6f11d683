/* standing.c - positions of several words, side by side. */
#include "query/match/standing.h"

#include <stdlib.h>
#include <string.h>

#include "query/match/near.h"

/* Bits that mark where a phrase may begin: in texts of fewer words each has its own. */
#define MARKS     65536U
#define MARK_BITS 64

/* Positions between two looks at whether one was found. */
#define BATCH 16U

/* Of two words that are in most rows the next row is nearer than any block that could be skipped.
 */
#define STEPS_BEFORE_SKIP 3

/* Numbers, rising. */
typedef struct numbers {
    uint32_t *at;
    uint32_t count;
    size_t room;
} numbers;

/* One of the words that a word of the query stands for. */
typedef struct member {
    foi_word_rows rows;
    bool alive; /* stands on a row */
} member;

/* One word of an operand. */
typedef struct group {
    member *members;
    guint count;
    uint64_t most;     /* rows that it can be in */
    uint32_t offset;   /* its place in the operand */
    numbers positions; /* in the row that is looked at */
} group;

/* Words that stand side by side. */
typedef struct operand {
    group *groups; /* the rarest first */
    guint count;
    uint32_t distance; /* from the operand before it */
} operand;

struct foi_standing {
    group *groups; /* of all operands, in their order */
    guint count;
    operand *operands;
    guint operand_count;
    numbers starts;  /* where the operand may begin */
    numbers kept;    /* the next `starts` */
    numbers reached; /* where the operand before begins, as far as the chain reaches to it */
    uint64_t *marks; /* those of `starts`, by position; 0 between the rows */
};

static void make_room(numbers *n, size_t room)
{
    if (n->room < room) {
        n->room = MAX(room, 2 * n->room);
        n->at = g_renew(uint32_t, n->at, n->room);
    }
}

static void start_group(group *g, const foi_words *words, const GArray *forms, uint32_t offset)
{
    *g = (group){g_new(member, forms->len + 1), forms->len, 0, offset, {NULL, 0, 0}};
    for (guint i = 0; i < forms->len; i++) {
        uint32_t number = g_array_index(forms, uint32_t, i);
        foi_word_rows_start(words, number, &g->members[i].rows);
        g->members[i].alive = foi_word_rows_next(&g->members[i].rows);
        g->most += foi_words_frequency(words, number);
    }
}

static int compare_groups(const void *a, const void *b)
{
    const group *x = a;
    const group *y = b;

    return (x->most > y->most) - (x->most < y->most);
}

/* Parts the words into operands. */
static void part(foi_standing *standing, const foi_want *want, size_t segment,
                 const foi_words *words)
{
    for (guint i = 0; i < standing->count; i++) {
        const foi_want_word *word = want->words->pdata[i];
        if (i == 0 || word->distance > 0)
            standing->operands[standing->operand_count++] =
                (operand){&standing->groups[i], 0, word->distance};
        operand *o = &standing->operands[standing->operand_count - 1];
        start_group(&standing->groups[i], words, word->numbers[segment], o->count++);
    }
}

foi_standing *foi_standing_new(const foi_want *want, size_t segment, const foi_words *words)
{
    foi_standing *standing = g_new0(foi_standing, 1);

    standing->count = want->words->len;
    standing->groups = g_new0(group, standing->count);
    standing->operands = g_new0(operand, standing->count);
    standing->marks = g_new0(uint64_t, MARKS / MARK_BITS);
    part(standing, want, segment, words);
    for (guint i = 0; i < standing->operand_count; i++)
        qsort(standing->operands[i].groups, standing->operands[i].count, sizeof(group),
              compare_groups);
    return standing;
}

void foi_standing_free(foi_standing *standing)
{
    if (!standing)
        return;
    for (guint i = 0; i < standing->count; i++) {
        g_free(standing->groups[i].members);
        g_free(standing->groups[i].positions.at);
    }
    g_free(standing->groups);
    g_free(standing->starts.at);
    g_free(standing->kept.at);
    g_free(standing->reached.at);
    g_free(standing->marks);
    g_free(standing->operands);
    g_free(standing);
}

/* --- one word -----------------------------------------------------------------------------------
 */

static bool member_stands_in(member *m, uint32_t row)
{
    for (int i = 0; m->alive && m->rows.row < row && i < STEPS_BEFORE_SKIP; i++)
        m->alive = foi_word_rows_next(&m->rows);
    if (m->alive && m->rows.row < row)
        m->alive = foi_word_rows_skip_to(&m->rows, row);
    return m->alive && m->rows.row == row;
}

static bool group_stands_in(const group *g, uint32_t row)
{
    bool found = false;

    for (guint i = 0; i < g->count; i++)
        found |= member_stands_in(&g->members[i], row);
    return found;
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void read_positions(group *g, uint32_t row)
{
    numbers *n = &g->positions;
    guint read = 0;

    n->count = 0;
    for (guint i = 0; i < g->count; i++) {
        const member *m = &g->members[i];
        if (m->alive && m->rows.row == row) {
            make_room(n, n->count + foi_word_rows_room(&m->rows));
            n->count += foi_word_rows_read(&m->rows, n->at + n->count);
            read++;
        }
    }
    if (read > 1)
        qsort(n->at, n->count, sizeof *n->at, compare_numbers);
}

/* --- phrases ------------------------------------------------------------------------------------
 */

/* Where the phrase would begin if G stands in it; none where that were before the text. */
static void list_starts(const group *g, numbers *starts)
{
    make_room(starts, g->positions.count);
    starts->count = 0;
    for (uint32_t i = 0; i < g->positions.count; i++)
        if (g->positions.at[i] > g->offset)
            starts->at[starts->count++] = g->positions.at[i] - g->offset;
}

static void set_marks(const foi_standing *s)
{
    for (uint32_t i = 0; i < s->starts.count; i++)
        s->marks[s->starts.at[i] % MARKS / MARK_BITS] |= UINT64_C(1) << s->starts.at[i] % MARK_BITS;
}

static void clear_marks(const foi_standing *s)
{
    uint32_t first = s->starts.at[0] / MARK_BITS;
    uint32_t last = s->starts.at[s->starts.count - 1] / MARK_BITS;

    if (last < MARKS / MARK_BITS)
        memset(s->marks + first, 0, (last - first + 1) * sizeof *s->marks);
    else
        memset(s->marks, 0, MARKS / MARK_BITS * sizeof *s->marks);
}

static uint64_t mark_at(const foi_standing *s, uint32_t start)
{
    return s->marks[start % MARKS / MARK_BITS] >> start % MARK_BITS & 1;
}

/* Those of the COUNT starts, which the POSITIONS at OFFSET give, that are marked. Without a branch
 * that hangs on the positions: which of two lists comes next cannot be guessed, and guessing wrong
 * costs more than all the rest. */
static void keep_marked(foi_standing *s, const uint32_t *positions, uint32_t count, uint32_t offset)
{
    uint32_t kept = 0;

    make_room(&s->kept, count);
    for (uint32_t i = 0; i < count; i++) {
        s->kept.at[kept] = positions[i] - offset;
        kept += (uint32_t)mark_at(s, positions[i] - offset);
    }
    s->kept.count = kept;
}

/* Whether any of them is marked; for the last word of a phrase in a text that is not long. */
static bool any_marked(const foi_standing *s, const uint32_t *positions, uint32_t count,
                       uint32_t offset)
{
    uint64_t found = 0;

    for (uint32_t i = 0; i < count && found == 0; i += BATCH)
        for (uint32_t j = i; j < MIN(i + BATCH, count); j++)
            found |= mark_at(s, positions[j] - offset);
    return found != 0;
}

/* In a long text several positions share a mark. */
static void drop_false_starts(foi_standing *s)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->kept.count; i++)
        if (bsearch(&s->kept.at[i], s->starts.at, s->starts.count, sizeof *s->starts.at,
                    compare_numbers))
            s->kept.at[kept++] = s->kept.at[i];
    s->kept.count = kept;
}

/* Keeps those starts behind which G stands at its offset, or at least one where G is the LAST to be
 * looked at. */
static void keep_starts(foi_standing *s, const group *g, bool last)
{
    const uint32_t *positions = g->positions.at;
    uint32_t highest = s->starts.at[s->starts.count - 1];
    uint32_t from = 0, to = g->positions.count;
    numbers before = s->starts;

    while (from < to && positions[from] <= g->offset)
        from++;
    while (to > from && positions[to - 1] - g->offset > highest)
        to--;
    set_marks(s);
    if (last && highest < MARKS) {
        bool found = any_marked(s, positions + from, to - from, g->offset);
        clear_marks(s);
        s->starts.count = found;
        return;
    }
    keep_marked(s, positions + from, to - from, g->offset);
    clear_marks(s);
    if (highest >= MARKS)
        drop_false_starts(s);
    s->starts = s->kept;
    s->kept = before;
}

/* Where O begins in ROW, into `starts`; one place is enough where it is ALONE. */
static void find_operand(foi_standing *s, const operand *o, uint32_t row, bool alone)
{
    read_positions(&o->groups[0], row);
    list_starts(&o->groups[0], &s->starts);
    for (guint i = 1; i < o->count && s->starts.count > 0; i++) {
        read_positions(&o->groups[i], row);
        keep_starts(s, &o->groups[i], alone && i + 1 == o->count);
    }
}

/* --- near ---------------------------------------------------------------------------------------
 */

/* Keeps those starts of O that are near one that was reached of the operand before it. */
static void keep_near(foi_standing *s, const operand *o)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < s->starts.count; i++)
        if (foi_near_any(s->reached.at, s->reached.count, o[-1].count, s->starts.at[i], o->count,
                         o->distance))
            s->starts.at[kept++] = s->starts.at[i];
    s->starts.count = kept;
}

bool foi_standing_in(foi_standing *standing, uint32_t row)
{
    for (guint i = 0; i < standing->count; i++)
        if (!group_stands_in(&standing->groups[i], row))
            return false;
    find_operand(standing, &standing->operands[0], row, standing->operand_count == 1);
    for (guint i = 1; i < standing->operand_count && standing->starts.count > 0; i++) {
        numbers before = standing->reached;
        standing->reached = standing->starts;
        standing->starts = before;
        find_operand(standing, &standing->operands[i], row, false);
        keep_near(standing, &standing->operands[i]);
    }
    return standing->starts.count > 0;
}
