/* closeness.h - what words that stand next to each other in the query, and near each other in a
 * document, add to its score.
 *
 * "Cost limit" is a thing; a judgment that has costs on one page and a limit on another is not
 * about it, and long documents have most words somewhere. For each two neighbours of the query the
 * places where they come nearest count: most where they stand side by side in this order, nothing
 * beyond FOI_CLOSENESS_REACH words. Joining words between them do not part them in the query. What
 * is added is never more than the score itself, so that words which only stand in what others
 * wrote, and weigh nothing, gain nothing by it.
 */
#ifndef FOI_CLOSENESS_H
#define FOI_CLOSENESS_H

#include "query/match/docset.h"
#include "query/match/rank.h"
#include "query/plan/plan.h"

#define FOI_CLOSENESS_REACH 8

/** True where PLAN (or NULL) has neighbours that could stand near each other. */
bool foi_closeness_matters(const foi_plan *plan);

/**
 * Add to the score of each of the COUNT HITS what the nearness of the words of PLAN in it is worth.
 * HITS keep their order. Costs a look at the places of each word in each hit.
 */
foi_status foi_closeness_add(const foi_plan *plan, foi_snapshot *snapshot, foi_ranked *hits,
                             guint count, foi_error *error);

#endif
