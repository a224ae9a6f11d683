/* docset.c - sets as bitmaps. */
#include "query/match/docset.h"

#include <string.h>

static foi_docset *docset_new(foi_snapshot *snapshot)
{
    foi_docset *set = g_new0(foi_docset, 1);

    set->snapshot = snapshot;
    set->segments = foi_snapshot_segments(snapshot);
    set->bits = g_new0(uint64_t *, set->segments + 1);
    set->words = g_new0(size_t, set->segments + 1);
    for (size_t s = 0; s < set->segments; s++) {
        set->words[s] =
            ((size_t)foi_snapshot_rows(snapshot, s) + FOI_WORD_BITS - 1) / FOI_WORD_BITS;
        set->all_words += set->words[s];
    }
    return set;
}

/* MEMORY holds the bitmaps of SET, which owns it from now on. */
static foi_docset *place(foi_docset *set, uint64_t *memory)
{
    size_t at = 0;

    set->memory = memory;
    for (size_t s = 0; s < set->segments; s++) {
        set->bits[s] = memory + at;
        at += set->words[s];
    }
    return set;
}

foi_docset *foi_docset_new(foi_snapshot *snapshot)
{
    foi_docset *set = docset_new(snapshot);

    return place(set, g_new0(uint64_t, set->all_words + 1));
}

foi_docset *foi_docset_new_full(foi_snapshot *snapshot)
{
    foi_docset *set = foi_docset_new(snapshot);

    memset(set->memory, 0xff, set->all_words * sizeof *set->memory);
    for (size_t s = 0; s < set->segments; s++) {
        uint32_t beyond = foi_snapshot_rows(snapshot, s) % FOI_WORD_BITS;
        if (beyond != 0)
            set->bits[s][set->words[s] - 1] = (UINT64_C(1) << beyond) - 1;
    }
    return set;
}

foi_docset *foi_docset_copy(const foi_docset *set)
{
    foi_docset *copy = docset_new(set->snapshot);
    uint64_t *memory = g_new(uint64_t, copy->all_words + 1);

    memcpy(memory, set->memory, copy->all_words * sizeof *memory);
    return place(copy, memory);
}

void foi_docset_free(foi_docset *set)
{
    if (set) {
        g_free(set->bits);
        g_free(set->words);
        g_free(set->memory);
        g_free(set);
    }
}

void foi_docset_add_docid(foi_docset *set, uint32_t docid)
{
    size_t segment = 0;
    uint32_t row = 0;

    foi_snapshot_locate(set->snapshot, docid, &segment, &row);
    foi_docset_add(set, segment, row);
}

void foi_docset_and(foi_docset *set, const foi_docset *other)
{
    for (size_t i = 0; i < set->all_words; i++)
        set->memory[i] &= other->memory[i];
}

void foi_docset_or(foi_docset *set, const foi_docset *other)
{
    for (size_t i = 0; i < set->all_words; i++)
        set->memory[i] |= other->memory[i];
}

void foi_docset_and_not(foi_docset *set, const foi_docset *other)
{
    for (size_t i = 0; i < set->all_words; i++)
        set->memory[i] &= ~other->memory[i];
}

void foi_docset_drop_removed(foi_docset *set)
{
    for (size_t s = 0; s < set->segments; s++) {
        const uint8_t *removed = foi_snapshot_removed(set->snapshot, s);
        size_t bytes = ((size_t)foi_snapshot_rows(set->snapshot, s) + 7) / 8;
        for (size_t i = 0; removed && i < bytes; i++)
            set->bits[s][i / 8] &= ~((uint64_t)removed[i] << i % 8 * 8);
    }
}

void foi_docset_keep_added(foi_docset *set, uint64_t commit)
{
    uint32_t row = 0;

    for (size_t s = 0; commit > 0 && s < set->segments; s++) {
        const uint64_t *added = foi_snapshot_added(set->snapshot, s);
        foi_docset_walk walk = foi_docset_walk_start(set, s);
        while (foi_docset_walk_next(&walk, &row))
            if (added[row] <= commit)
                foi_docset_drop(set, s, row);
    }
}

static uint32_t count_words(const uint64_t *bits, size_t words)
{
    uint32_t count = 0;

    for (size_t i = 0; i < words; i++)
        count += (uint32_t)__builtin_popcountll(bits[i]);
    return count;
}

uint32_t foi_docset_count(const foi_docset *set)
{
    return count_words(set->memory, set->all_words);
}

uint32_t foi_docset_count_in(const foi_docset *set, size_t segment)
{
    return count_words(set->bits[segment], set->words[segment]);
}
