/* rank.h - a page of a set of documents, best first.
 *
 * Xapian ranks by the weights of what was asked for; which documents there are, the set says. Equal
 * scores are ordered by date, newest first, then by id; undated ones come last.
 */
#ifndef FOI_RANK_H
#define FOI_RANK_H

#include "foi/search.h"
#include "query/match/docset.h"
#include "query/plan/plan.h"

/* BM25. Over letters and decisions of very different length strong normalisation (b near 1) ranks
 * best, and short letters must not all count as half an average document; the length of a document
 * counts only the words that weigh. tests/bench/ranking.py measures it. */
#define FOI_BM25_K1          2.0
#define FOI_BM25_K2          0.0
#define FOI_BM25_K3          1.0
#define FOI_BM25_B           0.9
#define FOI_BM25_MIN_NORMLEN 0.1

/** So many of the best hits by weight are looked at once more: how near the words stand to each
 * other (closeness.h) and what is preferred (preference.h) put them in order. Those behind keep
 * theirs. */
#define FOI_RANK_AGAIN 100

typedef struct foi_ranked {
    uint32_t docid;
    double score; /**< BM25 and closeness.h; 0 where nothing that was asked for has a weight */
} foi_ranked;

/** What ranks: all of it outlives the call. */
typedef struct foi_ranking {
    const foi_docset *set;  /**< without removed documents; each of them matches `want` */
    const foi_want *want;   /**< NULL: nothing is known to match */
    const GPtrArray *extra; /**< of foi_want *: add weight to what matches any; NULL: none */
    bool all;               /**< `set` is all that `want` asks for, but for removed documents */
    const foi_plan *plan;   /**< whose hits are looked at once more; NULL: weights alone order */
    unsigned boost;         /**< as in foi_search_options */
} foi_ranking;

/** Append to PAGE (of foi_ranked) the documents OFFSET to OFFSET + LIMIT of what RANKING orders by
 * relevance. */
foi_status foi_rank(const foi_ranking *ranking, uint32_t offset, uint32_t limit, GArray *page,
                    foi_error *error);

/** Give each hit of PAGE, in whatever order they are, the score that RANKING gives it. */
foi_status foi_rank_score(const foi_ranking *ranking, GArray *page, foi_error *error);

/** weigh.c: the query by which Xapian ranks. */
typedef struct foi_weights {
    xap_query *query; /**< NULL: nothing has a weight */
    GPtrArray *sets;  /**< of foi_docset *: what `query` reads, beside the set of the ranking */
} foi_weights;

void foi_weights_clear(foi_weights *weights);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_weights, foi_weights_clear)

/** weigh.c: a query that matches the set of RANKING, weighted. */
foi_status foi_weigh(const foi_ranking *ranking, foi_weights *out, foi_error *error);

/** page.c: the documents OFFSET to OFFSET + LIMIT of SET in the order of their dates (the oldest
 * first where OLDEST, undated ones last in any case), equal ones by id, as foi_ranked of score 0.
 */
void foi_page_by_date(const foi_docset *set, bool oldest, uint32_t offset, uint32_t limit,
                      GArray *page);

/** page.c: how equal scores are ordered: less than 0 where document A comes before B. */
int foi_page_compare(const foi_snapshot *snapshot, uint32_t a, uint32_t b);

#endif
