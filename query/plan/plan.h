/* plan.h - from the tree of a query to what is looked up in one snapshot.
 *
 * Side by side, several values of one field are alternatives and everything else is wanted
 * together. Words that only join others ("of", "the") count for nothing beside other words. The
 * plain words and phrases of the outermost level are `optional`: the match relaxes over them when
 * too few documents have all (match.h).
 */
#ifndef FOI_PLAN_H
#define FOI_PLAN_H

#include "indexer/store/store.h"
#include "indexer/text/stemmer.h"
#include "query/parse/parse.h"
#include "query/plan/want.h"

/** One word, or several that stand together. */
typedef struct foi_unit {
    GPtrArray *words; /**< of foi_want_word *, in the order of the query */
    foi_want *want;
    double rarity;       /**< what finding it in a passage is worth; greater than 0 */
    GPtrArray *synonyms; /**< of char *: what else `want` takes for it, for people; NULL: nothing */
} foi_unit;

/** A field's value that hits have, whose evidence can be shown. */
typedef struct foi_wanted_tag {
    const foi_field *field;
    char *value; /**< canonical; NULL for a range of dates */
} foi_wanted_tag;

/** What the outermost level of a query asks of one field. */
typedef struct foi_filter {
    const foi_field *field;
    bool
        alone; /**< required by "+" or AND, a bound of a range or a group: it holds beside others */
    GPtrArray *wants; /**< of foi_want *: any of them */
} foi_filter;

typedef struct foi_plan {
    foi_want *base;      /**< what every hit must match beside `filters`; NULL: nothing */
    GPtrArray *filters;  /**< of foi_filter *: every hit must pass all of them; never NULL */
    foi_want *excluded;  /**< what no hit may match; NULL: nothing */
    GPtrArray *optional; /**< of foi_unit *: all of them, or else most of them; never NULL */
    bool requires_words; /**< a word is required by "+" or AND: having none of `optional` will do */
    GPtrArray *shown;    /**< of foi_unit *: all that snippets mark; never NULL */
    GPtrArray *tags;     /**< of foi_wanted_tag *; never NULL */
    bool evidence_first; /**< snippets show the evidence of `tags` where there is any, rather than
                            `shown` */
} foi_plan;

/** A plan that asks for nothing. */
foi_plan *foi_plan_new(void);
void foi_plan_free(foi_plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_plan, foi_plan_free)

/**
 * Plan ROOT, the tree of QUERY, for SNAPSHOT. FOI_ERROR_QUERY for a value that is unknown or cannot
 * be read, or a query without a single word; others when the index cannot be read.
 */
foi_status foi_plan_make(const char *query, const foi_node *root, foi_snapshot *snapshot,
                         foi_stemmer *stemmer, foi_plan **out, foi_error *error);

/** True for a folded word that is never required beside other words. */
bool foi_is_stop_word(const char *word, size_t length);

/**
 * All that PLAN asks for with every optional unit required (REQUIRED_UNITS), or with the optional
 * units left out. The caller's, and never NULL.
 */
foi_want *foi_plan_want(const foi_plan *plan, bool required_units);

/** The same with the filters of the field WITHOUT left out; NULL: with all of them. */
foi_want *foi_plan_want_without(const foi_plan *plan, bool required_units,
                                const foi_field *without);

/**
 * The field that NODE, a part of a sequence, filters: that of FIELD:VALUE, or where it is a group
 * of alternatives that are all of one facet ("exemption:31 OR exemption:40"), that one. Else NULL.
 */
const foi_field *foi_plan_filter_field(const foi_node *node);

/** True where PLAN has a filter of FIELD. */
bool foi_plan_filters(const foi_plan *plan, const foi_field *field);

/**
 * The node whose children are the outermost level of the query ROOT (a FOI_NODE_SEQUENCE or
 * FOI_NODE_OR): parentheses around the whole query change nothing.
 */
const foi_node *foi_plan_outermost(const foi_node *root);

#endif
