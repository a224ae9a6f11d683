/* docset.h - a set of documents of one snapshot: a bitmap for each segment. */
#ifndef FOI_DOCSET_H
#define FOI_DOCSET_H

#include "indexer/store/store.h"

#define FOI_WORD_BITS 64U

/** Row R of a segment is bit R % 64 of word R / 64 of its bitmap; bits beyond the rows are 0. */
typedef struct foi_docset {
    foi_snapshot *snapshot; /**< outlives the set */
    size_t segments;
    uint64_t **bits;  /**< by segment: where its bitmap begins */
    size_t *words;    /**< by segment: how long it is */
    size_t all_words; /**< of all bitmaps, which lie one after the other */
    uint64_t *memory;
} foi_docset;

/** The empty set. */
foi_docset *foi_docset_new(foi_snapshot *snapshot);
/** All documents, removed ones among them. */
foi_docset *foi_docset_new_full(foi_snapshot *snapshot);
foi_docset *foi_docset_copy(const foi_docset *set);
void foi_docset_free(foi_docset *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_docset, foi_docset_free)

static inline void foi_docset_add(foi_docset *set, size_t segment, uint32_t row)
{
    set->bits[segment][row / FOI_WORD_BITS] |= UINT64_C(1) << row % FOI_WORD_BITS;
}

static inline void foi_docset_drop(foi_docset *set, size_t segment, uint32_t row)
{
    set->bits[segment][row / FOI_WORD_BITS] &= ~(UINT64_C(1) << row % FOI_WORD_BITS);
}

static inline bool foi_docset_has(const foi_docset *set, size_t segment, uint32_t row)
{
    return (set->bits[segment][row / FOI_WORD_BITS] >> row % FOI_WORD_BITS & 1) != 0;
}

/** Add the document DOCID of the set's snapshot. */
void foi_docset_add_docid(foi_docset *set, uint32_t docid);

/** SET becomes what is in both, in either, in SET alone. Both are of one snapshot. */
void foi_docset_and(foi_docset *set, const foi_docset *other);
void foi_docset_or(foi_docset *set, const foi_docset *other);
void foi_docset_and_not(foi_docset *set, const foi_docset *other);

/** Take out the documents that were removed or replaced. */
void foi_docset_drop_removed(foi_docset *set);

/** Take out the documents that came with the commit COMMIT or an earlier one; with 0 none. */
void foi_docset_keep_added(foi_docset *set, uint64_t commit);

uint32_t foi_docset_count(const foi_docset *set);
/** The same for one segment. */
uint32_t foi_docset_count_in(const foi_docset *set, size_t segment);

/** Walks the rows of one segment; for the caller's stack. */
typedef struct foi_docset_walk {
    const uint64_t *bits;
    size_t words;
    size_t word;
    uint64_t left;
} foi_docset_walk;

static inline foi_docset_walk foi_docset_walk_start(const foi_docset *set, size_t segment)
{
    return (foi_docset_walk){set->bits[segment], set->words[segment], 0,
                             set->words[segment] > 0 ? set->bits[segment][0] : 0};
}

/** The next row, rising; false at the end. */
static inline bool foi_docset_walk_next(foi_docset_walk *walk, uint32_t *row)
{
    while (walk->left == 0) {
        if (walk->word + 1 >= walk->words)
            return false;
        walk->left = walk->bits[++walk->word];
    }
    *row = (uint32_t)(walk->word * FOI_WORD_BITS) + (uint32_t)__builtin_ctzll(walk->left);
    walk->left &= walk->left - 1;
    return true;
}

#endif
