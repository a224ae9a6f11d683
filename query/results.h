/* results.h - inside the answer to a search: it owns copies of everything. */
#ifndef FOI_RESULTS_H
#define FOI_RESULTS_H

#include "foi/search.h"
#include "indexer/document/document.h"
#include "query/facet/drill.h"
#include "query/facet/facet.h"

struct foi_results {
    char *query;                  /**< as asked */
    char *suggestion;             /**< NULL: none */
    foi_explanation *explanation; /**< NULL: none was asked for */
    foi_like_view *like;          /**< NULL: nothing was to be like another */
    uint32_t total;
    uint32_t total_all_words;
    uint32_t total_groups;
    foi_collapse collapse;
    bool relaxed;
    uint64_t commit; /**< that was searched */
    uint64_t since;  /**< matches came with a later commit; 0: with any */
    char *identity;  /**< of the index */
    double took_ms;
    GStringChunk *strings; /**< all strings below */
    GPtrArray *blocks;     /**< other memory below: g_free */
    GArray *hits;          /**< of foi_hit */
    GArray *facets;        /**< of foi_facet */
};

foi_results *foi_results_new(const char *query);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_results, foi_results_free)

/** Append a copy of DOCUMENT as the hit RANK with SNIPPETS (of foi_passage *). */
void foi_results_add_hit(foi_results *results, const foi_document *document, uint32_t rank,
                         double score, const GPtrArray *snippets);

/** Say that RESULTS are what is like DOCUMENT. */
void foi_results_set_like(foi_results *results, const foi_document *document);

/** results_places.c: add to the hit appended last, which is DOCID of SNAPSHOT, its other places,
 * and what is one with it: OTHERS (of uint32_t, docids; NULL: nothing), which are its copies where
 * BY says so. */
void foi_results_add_places(foi_results *results, foi_snapshot *snapshot, uint32_t docid,
                            const GArray *others, foi_collapse by);

/** Append the first SIZE values (0: all) of COUNTS, and behind them those that DRILL selects, with
 * what encloses these. */
void foi_results_add_facet(foi_results *results, const foi_facet_counts *counts, uint32_t size,
                           const foi_drill *drill);

/** A copy of STRING (NULL: NULL) that lives as long as RESULTS. */
const char *foi_results_keep(foi_results *results, const char *string);
/** Room for COUNT things of SIZE bytes and one more, all 0, that lives as long as RESULTS. */
void *foi_results_keep_block(foi_results *results, size_t count, size_t size);

#endif
