/* planner.h - what the files of plan/ share while one query is planned. */
#ifndef FOI_PLANNER_H
#define FOI_PLANNER_H

#include "query/plan/plan.h"

typedef struct foi_planner {
    const char *query;
    foi_snapshot *snapshot;
    foi_stemmer *stemmer;
    foi_plan *plan;
    unsigned negations;  /**< what is planned lies below so many NOTs */
    GHashTable *widened; /**< foi_node * -> foi_widening *, of plain words (widen.c) */
    uint32_t documents;  /**< in the database, for rarity */
    foi_error *error;
} foi_planner;

/** fields.c: the documents that have the value of the field NODE, as a filter without weight. */
foi_status foi_plan_field(foi_planner *planner, const foi_node *node, foi_want **out);

/**
 * units.c: TEXT as a unit: several words make a phrase, and one that is QUOTED stands for itself
 * alone. NULL in *OUT where TEXT has no word.
 */
foi_status foi_plan_unit(foi_planner *planner, const char *text, bool quoted, foi_unit **out);
/** units.c: TEXT as one of the forms that a synonym has: its longer words stand for their stems,
 * and several make a phrase. NULL in *OUT where TEXT has no word. */
foi_status foi_plan_form_unit(foi_planner *planner, const char *text, foi_unit **out);
/** units.c: what a word in DOCUMENTS of the documents is worth. */
double foi_plan_rarity(const foi_planner *planner, uint64_t documents);
/** units.c: the words that begin with TEXT; NULL in *OUT where TEXT is not one word. */
foi_status foi_plan_wildcard(foi_planner *planner, const char *text, foi_unit **out);
/** units.c: the words and phrases OPERANDS (of foi_node *), each near the one before it. NULL in
 * *OUT where there is no word. */
foi_status foi_plan_near(foi_planner *planner, const GPtrArray *operands, foi_unit **out);
/** units.c: TEXT is one word that is never required beside others. */
bool foi_plan_is_stop(const char *text);
/** units.c: the words of TEXT in FIELD (title), all of them in any order; NULL for no word. */
foi_want *foi_plan_field_words(foi_planner *planner, const char *text, const foi_field *field);
void foi_unit_free(foi_unit *unit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_unit, foi_unit_free)

/** widen.c: note what the plain words of SEQUENCE mean beside themselves. */
foi_status foi_plan_widen(foi_planner *planner, const foi_node *sequence);
/** widen.c: let UNIT, made of NODE, want that as well. */
void foi_plan_widen_unit(const foi_planner *planner, const foi_node *node, foi_unit *unit);

/** forms.c: look up what each of WORDS (of foi_want_word *) stands for in each segment. */
foi_status foi_plan_forms(foi_planner *planner, const GPtrArray *words);
/** A word of the index and how many documents have it. */
typedef struct foi_counted_form {
    char *text;
    uint64_t documents;
} foi_counted_form;
/** forms.c: what WORD, looked up, stands for in all segments (of foi_counted_form *), most frequent
 * first; the caller's. */
foi_status foi_plan_count_forms(foi_planner *planner, const foi_want_word *word, GPtrArray **forms);
/** forms.c: the terms of the forms of WORD, looked up, that most documents have (of char *), and
 * about how many *DOCUMENTS have any form. */
foi_status foi_plan_frequent_terms(foi_planner *planner, const foi_want_word *word,
                                   GPtrArray **terms, uint64_t *documents);

#endif
