/* drill.h - the query that asks for one value of a facet, and what a query already asks for. */
#ifndef FOI_DRILL_H
#define FOI_DRILL_H

#include "query/match/match.h"

/** What the texts are made from; for the caller's stack. All pointers are borrowed. */
typedef struct foi_drill {
    const char *query;
    const foi_node *root;
    const foi_plan *plan;
    const foi_match *match;
    foi_snapshot *snapshot;
    bool roomy; /**< the query can grow by a filter */
} foi_drill;

/** ROOT is the tree of QUERY, PLAN was made of it for SNAPSHOT and gave MATCH. */
foi_drill foi_drill_start(const char *query, const foi_node *root, const foi_plan *plan,
                          const foi_match *match, foi_snapshot *snapshot);

/**
 * The query with VALUE of FIELD (canonical; NULL: FIELD:missing) in place of the filters of FIELD
 * on its outermost level, or beside what it asks for where there are none. COUNT documents of the
 * answer have the value: where so few would make the search relax, though this answer did not, the
 * words are kept together in parentheses, which requires them all. For the caller to g_free; NULL
 * where no query can say it (a folder with a quotation mark, "*" or "?" in its name, a path that is
 * not UTF-8, a query that would grow too long).
 */
char *foi_drill_query(const foi_drill *drill, const foi_field *field, const char *value,
                      uint32_t count);

/** What the filters of FIELD on the outermost level ask for. */
typedef struct foi_drill_filters {
    GPtrArray *values; /**< of char *, canonical; patterns for `path` */
    bool missing;      /**< FIELD:missing is one of them */
} foi_drill_filters;

foi_drill_filters foi_drill_read(const foi_drill *drill, const foi_field *field);
void foi_drill_filters_clear(foi_drill_filters *filters);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_drill_filters, foi_drill_filters_clear)

/** True where one of FILTERS asks for VALUE of FIELD itself (not for what encloses it). */
bool foi_drill_selected(const foi_drill_filters *filters, const foi_field *field,
                        const char *value);

#endif
