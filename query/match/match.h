/* match.h - runs a plan: which documents match, in which order.
 *
 * First all optional words are required. Where few documents have all of them, those with most
 * follow (relax.h), and all are ranked together by relevance: over letters, notices and long
 * judgments, of 50 questions as people type them, the first right answer came at 1 / 0.83 so and
 * at 1 / 0.76 with the documents that have all words first, since long ones have them by chance.
 * What the query requires or excludes holds for all of them.
 *
 * Which documents match is found first and exactly (select.h), and is what is counted; Xapian only
 * orders the page (rank.h).
 */
#ifndef FOI_MATCH_H
#define FOI_MATCH_H

#include "query/match/rank.h"
#include "query/match/relax.h"
#include "query/plan/plan.h"

typedef struct foi_match {
    foi_docset *set; /**< every match */
    uint32_t total;  /**< how many they are */
    uint32_t total_all_words;
    uint32_t found_all_words; /**< the same over documents of all commits */
    bool relaxed;
    unsigned least;       /**< where relaxed: what each match has of the query, see relax.h */
    uint64_t added_after; /**< only documents of later commits match; 0: all */
    GArray *page;         /**< of foi_ranked: the hits asked for, best first */
    GPtrArray *others;    /**< by hit of the page: the docids (GArray of uint32_t) of the matches
                             that are one with it, newest first; NULL: there are none */
    uint32_t groups;      /**< how many hits all pages have together, where the matches are
                             collapsed by container or case; else 0 */
} foi_match;

void foi_match_free(foi_match *match);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_match, foi_match_free)

/**
 * Run PLAN on SNAPSHOT and give the hits that OPTIONS ask for: a page in their order, of documents
 * added after a commit, collapsed (collapse.h). Totals count documents and are exact. Memory: a bit
 * or a few for each document of the index, and when relaxing two bytes.
 */
foi_status foi_match_run(const foi_plan *plan, foi_snapshot *snapshot,
                         const foi_search_options *options, foi_match **out, foi_error *error);

/** True where PLAN, of which so many documents have all the words, is relaxed if more have most. */
bool foi_match_may_relax(const foi_plan *plan, uint32_t total_all_words);

/**
 * The documents that MATCH, made from PLAN, would have without the filters of FIELD: with all
 * words, or where it was relaxed with at least as much of the query as its own have. One more
 * match. The caller's.
 */
foi_status foi_match_without(const foi_plan *plan, const foi_match *match, const foi_field *field,
                             foi_docset **out, foi_error *error);

#endif
