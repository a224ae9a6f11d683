/* select_some.c - documents with at least so many of several things.
 *
 * How many of them each document has is counted for 64 documents at once: bit P of all the counts
 * makes up plane P, and adding one to some of them is an addition with carry over the planes.
 */
#include <string.h>

#include "query/match/select.h"

typedef struct counters {
    unsigned planes;
    size_t words; /* of one plane */
    uint64_t *bits;
} counters;

static void counters_clear(counters *c)
{
    g_free(c->bits);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(counters, counters_clear)

static void count_in(const counters *c, const foi_docset *set)
{
    for (size_t i = 0; i < c->words; i++) {
        uint64_t carry = set->memory[i];
        for (unsigned p = 0; carry != 0 && p < c->planes; p++) {
            uint64_t *plane = &c->bits[p * c->words + i];
            uint64_t both = *plane & carry;
            *plane ^= carry;
            carry = both;
        }
    }
}

/* The documents of word I whose count is at least LEAST. */
static uint64_t at_least(const counters *c, size_t i, unsigned least)
{
    uint64_t more = 0, equal = UINT64_MAX;

    for (unsigned p = c->planes; p > 0; p--) {
        uint64_t plane = c->bits[(p - 1) * c->words + i];
        if (least >> (p - 1) & 1) {
            equal &= plane;
        } else {
            more |= equal & plane;
            equal &= ~plane;
        }
    }
    return more | equal;
}

foi_status foi_select_some(const foi_want *want, foi_snapshot *snapshot, const foi_docset *within,
                           foi_docset *into, foi_error *error)
{
    unsigned planes = g_bit_storage(MAX(want->parts->len, want->least));
    g_auto(counters) c = {planes, into->all_words, g_new0(uint64_t, planes * into->all_words + 1)};

    for (guint i = 0; i < want->parts->len; i++) {
        g_autoptr(foi_docset) set = NULL;
        foi_status status = foi_select(foi_want_part(want, i), snapshot, within, &set, error);
        if (status != FOI_OK)
            return status;
        count_in(&c, set);
    }
    for (size_t i = 0; i < c.words; i++)
        into->memory[i] = at_least(&c, i, want->least);
    return FOI_OK;
}
