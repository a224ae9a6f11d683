/* results.h - inside the answer to a search: it owns copies of everything. */
#ifndef FOI_RESULTS_H
#define FOI_RESULTS_H

#include "foi/search.h"
#include "indexer/document/document.h"
#include "query/facet/facet.h"

struct foi_results {
    char *query;      /**< as asked */
    char *suggestion; /**< NULL: none */
    uint32_t total;
    uint32_t total_all_words;
    bool relaxed;
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

/** Append the first SIZE values (0: all) of COUNTS. */
void foi_results_add_facet(foi_results *results, const foi_facet_counts *counts, uint32_t size);

#endif
