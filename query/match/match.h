/* match.h - runs a plan: which documents match, in which order.
 *
 * First all optional words are required. Where fewer than FOI_RELAX_BELOW documents have all of
 * them, those with most of the words follow: the largest number of words is taken that at least so
 * many documents have (or all that have any). Documents with all words come first; the others are
 * ranked by relevance, so that one rare word may outdo two common ones (counting the words first
 * ranked the 225 questions of the Cranfield collection worse: nDCG@10 0.305, not 0.328). With a
 * word that is required ("+word") none of the others need be there. What the query requires or
 * excludes holds for all of them.
 *
 * Which documents match is found first and exactly (select.h), and is what is counted; Xapian only
 * orders the page (rank.h).
 */
#ifndef FOI_MATCH_H
#define FOI_MATCH_H

#include "query/match/rank.h"
#include "query/plan/plan.h"

/** With fewer documents than this that have every word, those with most words follow. */
#define FOI_RELAX_BELOW 10

typedef struct foi_match {
    foi_docset *set; /**< every match */
    uint32_t total;  /**< how many they are */
    uint32_t total_all_words;
    bool relaxed;
    guint least;  /**< where relaxed: how many of the plan's optional words each match has */
    GArray *page; /**< of foi_ranked: the hits asked for, best first */
} foi_match;

void foi_match_free(foi_match *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_match, foi_match_free)

/**
 * Run PLAN on SNAPSHOT and give LIMIT hits from OFFSET (from 0) on. Totals are exact. Memory: a bit
 * or a few for each document of the index, and when relaxing two bytes.
 */
foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot, foi_sort sort,
                         uint32_t offset, uint32_t limit, foi_match **out, foi_error *error);

/** True where PLAN, of which so many documents have all the words, is relaxed if more have most. */
bool foi_match_may_relax(const foi_plan *plan, uint32_t total_all_words);

/**
 * The documents that MATCH, made from PLAN, would have without the filters of FIELD: with all
 * words, or where it was relaxed with at least as many as its own have. One more match. The
 * caller's.
 */
foi_status foi_match_without(const foi_plan *plan, const foi_match *match, const foi_field *field,
                             foi_docset **out, foi_error *error);

#endif
