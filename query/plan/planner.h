/* planner.h - what the files of plan/ share while one query is planned. */
#ifndef FOI_PLANNER_H
#define FOI_PLANNER_H

#include "query/plan/plan.h"

typedef struct foi_planner {
    const char *query;
    foi_snapshot *snapshot;
    foi_stemmer *stemmer;
    foi_plan *plan;
    unsigned negations; /**< what is planned lies below so many NOTs */
    uint32_t documents; /**< in the database, for rarity */
    foi_error *error;
} foi_planner;

/** fields.c: the documents that have the value of the field NODE, as a filter without weight. */
foi_status foi_plan_field(foi_planner *planner, const foi_node *node, xap_query **out);

/**
 * units.c: TEXT as a unit: several words make a phrase. NULL in *OUT where TEXT has no word. With
 * FIELD (title), its terms are the field's, all of them in any order. *STOP says that it is one
 * stop word (may be NULL).
 */
foi_status foi_plan_unit(foi_planner *planner, const char *text, const foi_field *field,
                         foi_unit **out, bool *stop);
void foi_unit_free(foi_unit *unit);

#endif
