/* match.h - runs a plan: which documents match, in which order.
 *
 * First all optional words are required. Where fewer than FOI_RELAX_BELOW documents have all of
 * them, those with most of the words follow: the largest number of words is taken that at least so
 * many documents have (or all that have any). Documents with all words come first; the others are
 * ranked by relevance, so that one rare word may outdo two common ones (counting the words first
 * ranked the 225 questions of the Cranfield collection worse: nDCG@10 0.305, not 0.328). With a
 * word that is required ("+word") none of the others need be there. What the query requires or
 * excludes holds for all of them.
 */
#ifndef FOI_MATCH_H
#define FOI_MATCH_H

#include "foi/search.h"
#include "query/plan/plan.h"

/** With fewer documents than this that have every word, those with most words follow. */
#define FOI_RELAX_BELOW 10

/* BM25. Over letters and decisions of very different length strong normalisation (b near 1) ranks
 * best; the length of a document counts only the words that weigh. */
#define FOI_BM25_K1          1.2
#define FOI_BM25_K2          0.0
#define FOI_BM25_K3          1.0
#define FOI_BM25_B           0.9
#define FOI_BM25_MIN_NORMLEN 0.5

/** Weight of having every word: more than BM25 gives for FOI_QUERY_ITEMS of them. */
#define FOI_ALL_WORDS_WEIGHT 20000.0

typedef struct foi_ranked {
    uint32_t docid;
    double score; /**< BM25, relaxed or not: how many words a hit has is not part of it */
} foi_ranked;

typedef struct foi_match {
    GArray *docids; /**< of uint32_t, rising: every match */
    GArray *page;   /**< of foi_ranked: the hits asked for, best first */
    uint32_t total_all_words;
    bool relaxed;
} foi_match;

void foi_match_free(foi_match *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_match, foi_match_free)

/**
 * Run PLAN on SNAPSHOT and give LIMIT hits from OFFSET (from 0) on. Totals are exact. Memory: four
 * bytes for each match, and when relaxing three more for each document of the index.
 */
foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot, foi_sort sort,
                         uint32_t offset, uint32_t limit, foi_match **out, foi_error *error);

#endif
