/* parse.h - from the text of a query to its tree.
 *
 *   query    = either
 *   either   = sequence { OR sequence }            OR binds loosest
 *   sequence = item { [AND] item }                 side by side: all of them, see the plan
 *   item     = ( NOT | "-" | "+" ) item | primary
 *   primary  = "(" either ")" | "phrase" | FIELD:VALUE | word
 *
 * AND, OR and NOT are operators in capitals only. A value may hold colons and balanced parentheses
 * without white space between them (exemption:31(1)(a)); a ')' that nothing in the value opened
 * ends it. NEAR/n and word* are reserved: they are refused, never misread. No value is looked up
 * here: see plan.h.
 */
#ifndef FOI_PARSE_H
#define FOI_PARSE_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/base/error.h"
#include "indexer/field/field.h"

/** Longest query in bytes. */
#define FOI_QUERY_LENGTH 16384
/** Deepest nesting of parentheses, NOT, "-" and "+". */
#define FOI_QUERY_DEPTH  64
/** Most words, phrases and fields in one query. */
#define FOI_QUERY_ITEMS  400

typedef enum foi_node_kind {
    FOI_NODE_WORD,     /**< `text`: as written; may hold several words, such as e-mail */
    FOI_NODE_PHRASE,   /**< `text`: what stood between the quotation marks */
    FOI_NODE_FIELD,    /**< `field`, `bound` and `text`: the value */
    FOI_NODE_SEQUENCE, /**< children side by side */
    FOI_NODE_OR,       /**< at least two children */
    FOI_NODE_NOT,      /**< one child */
    FOI_NODE_PREFIX,   /**< `text`: how the words begin that are asked for */
    FOI_NODE_NEAR      /**< children: words, all of them within `distance` positions */
} foi_node_kind;

/** A date field can be written as a bound. */
typedef enum foi_bound { FOI_BOUND_NONE, FOI_BOUND_AFTER, FOI_BOUND_BEFORE } foi_bound;

typedef struct foi_node {
    foi_node_kind kind;
    char *text;             /**< valid UTF-8; NULL for nodes with children */
    const foi_field *field; /**< for FOI_NODE_FIELD */
    foi_bound bound;        /**< after: and before: are `date` with a bound */
    bool quoted;            /**< the value of the field stood in quotation marks */
    bool required;          /**< had a "+" before it, or an AND beside it */
    size_t start;           /**< byte offset in the query */
    size_t length;          /**< bytes in the query */
    uint32_t distance;      /**< for FOI_NODE_NEAR: at least 1 */
    GPtrArray *children;    /**< of foi_node *, owned; NULL for leaves */
} foi_node;

void foi_node_free(foi_node *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_node, foi_node_free)

/**
 * Read QUERY (NUL-terminated bytes; what is not UTF-8 is an error). On success *OUT is the tree for
 * the caller to free: a FOI_NODE_SEQUENCE or FOI_NODE_OR. FOI_ERROR_QUERY: the message names the
 * character, what was expected and a way out. Never recurses deeper than FOI_QUERY_DEPTH.
 */
foi_status foi_query_parse(const char *query, foi_node **out, foi_error *error);

/**
 * Record FOI_ERROR_QUERY for the LENGTH bytes at START of QUERY: "query, character 12
 * (`exemptoin'): MESSAGE". Returns FOI_ERROR_QUERY.
 */
foi_status foi_query_error(foi_error *error, const char *query, size_t start, size_t length,
                           const char *format, ...) G_GNUC_PRINTF(5, 6);

#endif
