/* parse.h - from the text of a query to its tree.
 *
 *   query    = either
 *   either   = sequence { OR sequence }            OR binds loosest
 *   sequence = item { [AND] item }                 side by side: all of them, see the plan
 *   item     = ( NOT | "-" | "+" ) item | primary
 *   primary  = "(" either ")" | near | FIELD:VALUE | word*
 *   near     = text { NEAR[/n] text }              n from 1 to 30, 10 where it is not given
 *   text     = "phrase" | word
 *
 * AND, OR, NOT and NEAR are operators in capitals only. `a NEAR/n b` wants an occurrence of each,
 * in either order, that do not overlap and of which the words nearest to each other are at most n
 * positions apart: NEAR/1 are neighbours. In a chain, `a NEAR/5 b NEAR/3 c`, every operand has one
 * occurrence that is near that of the operand before it and that of the one after it, so that a and
 * c may be farther apart. NEAR binds tighter than anything but the quotation marks: -a NEAR b
 * excludes both together. A phrase of one word, "word", is that very word, not its other endings.
 * word* is every word that begins so; it has at least three letters, ends in a star, and
 * stands neither in a phrase nor beside NEAR. A value may hold colons and balanced parentheses
 * without white space between them (exemption:31(1)(a)); a ')' that nothing in the value opened
 * ends it. No value is looked up here: see plan.h.
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

/** The distance of a bare NEAR, and the longest. */
#define FOI_QUERY_NEAR      10
#define FOI_QUERY_NEAR_MOST 30
/** Fewest letters before the star of a wildcard. */
#define FOI_QUERY_STEM      3

typedef enum foi_node_kind {
    FOI_NODE_WORD,     /**< `text`: as written; may hold several words, such as e-mail */
    FOI_NODE_PHRASE,   /**< `text`: what stood between the quotation marks; may be one word */
    FOI_NODE_FIELD,    /**< `field`, `bound` and `text`: the value */
    FOI_NODE_SEQUENCE, /**< children side by side */
    FOI_NODE_OR,       /**< at least two children */
    FOI_NODE_NOT,      /**< one child */
    FOI_NODE_NEAR,     /**< at least two children, words or phrases, each with its `distance` */
    FOI_NODE_WILDCARD  /**< `text`: as written before the star; folds to one word */
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
    unsigned distance;      /**< child of FOI_NODE_NEAR: most positions from the one before, or 0 */
    size_t start;           /**< byte offset in the query */
    size_t length;          /**< bytes in the query */
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
