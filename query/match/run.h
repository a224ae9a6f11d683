/* run.h - one pass of Xapian's matcher that sees every match. */
#ifndef FOI_MATCH_PASS_H
#define FOI_MATCH_PASS_H

#include "query/match/match.h"

/** How the matches of one pass are ordered. */
typedef enum foi_pass_order {
    FOI_PASS_UNORDERED, /**< no weights, no page */
    FOI_PASS_RELEVANCE,
    FOI_PASS_OLDEST, /**< undated last in both, equal ones by id */
    FOI_PASS_NEWEST
} foi_pass_order;

/**
 * Run QUERY over SNAPSHOT without removed documents. Every match is added to DOCIDS (of uint32_t,
 * rising in the end); hits OFFSET to OFFSET + LIMIT go to PAGE (of foi_ranked; NULL: unwanted).
 */
foi_status foi_pass_run(foi_snapshot *snapshot, const xap_query *query, foi_pass_order order,
                        uint32_t offset, uint32_t limit, GArray *docids, GArray *page,
                        foi_error *error);

#endif
