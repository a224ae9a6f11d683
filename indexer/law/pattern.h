/* pattern.h - the pattern language of the tables, over folded tokens.
 *
 *   word          that word (folded; "reg." is the word and a mark; a hyphen between two words of
 *                 the text is passed over: "first tier" is "First-tier", too)
 *   [a b]         optional
 *   (a b|c)       alternatives
 *   ...7          up to seven tokens of any kind, inside one sentence
 *   {prov}        a law reference
 *   {num}         a number
 *   ^             at the first token of a sentence or line
 *   \(            a mark that has a meaning above
 *
 * A pattern becomes a small automaton whose states are the bits of one word, so that matching never
 * goes back. The first two words of all patterns lie in one tree: at each token only those are run
 * that begin with that token and the next one, so that more rows of a table cost hardly more.
 */
#ifndef FOI_LAW_PATTERN_H
#define FOI_LAW_PATTERN_H

#include "indexer/law/tokens.h"

/** A pattern may have so many words, an upper bound of the table format (a gap of N counts N). */
#define FOI_PATTERN_LIMIT 64

typedef struct foi_pattern_set foi_pattern_set;

typedef struct foi_pattern_match {
    uint32_t rule;  /**< as given to foi_pattern_set_add */
    uint32_t first; /**< index of the first token */
    uint32_t end;   /**< one after the last */
} foi_pattern_match;

foi_pattern_set *foi_pattern_set_new(void);
void foi_pattern_set_free(foi_pattern_set *set);

/**
 * Compile PATTERN (several parted by a top-level "|") under the number RULE. Returns false where it
 * is no pattern, is empty, can match nothing, begins with a gap, or is longer than
 * FOI_PATTERN_LIMIT: a defect of a table, which a test holds off.
 */
bool foi_pattern_set_add(foi_pattern_set *set, const char *pattern, uint32_t rule);

/** The longest match of each pattern at each of the COUNT tokens: a GArray of foi_pattern_match by
 * `first`, then in the order in which the patterns were added. For the caller to g_array_unref. Any
 * thread, once all patterns are added. */
GArray *foi_pattern_set_run(const foi_pattern_set *set, const foi_token *tokens, size_t count);

#endif
