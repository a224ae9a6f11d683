/* citation.h - how a decision is cited, by the rows of corpus/citations.tsv.
 *
 * "IC-262154-X1Y2 (ICO, 31 January 2024) [17]": the number that is the decision's own, who decided
 * and when, and the paragraph. A neutral citation says the first three by itself: "[2024] UKFTT 110
 * (GRC) [17]".
 */
#ifndef FOI_CITATION_H
#define FOI_CITATION_H

#include "query/snippet/snippet.h"

/**
 * DOCUMENT's citation without a place, for the caller to g_free. The date is as precise as it is
 * known, and left out where it is not. NULL where DOCUMENT is no decision notice, tribunal decision
 * or judgment, and where nothing in it would lead another reader to it: it has no number of its
 * own and is not a notice whose authority and day are known.
 */
char *foi_citation(const foi_document *document);

/**
 * CITATION with the place of PASSAGE, for the caller to g_free: its paragraph "[17]", or
 * "[17]-[18]" where it runs on into another; without a number its page "p 3" or pages "pp 3-4";
 * CITATION alone where neither is known. NULL for a CITATION that is NULL.
 */
char *foi_citation_at(const char *citation, const foi_passage *passage);

#endif
