/* pattern_parse.h - one pattern of the tables as the positions that its words have. */
#ifndef FOI_LAW_PATTERN_PARSE_H
#define FOI_LAW_PATTERN_PARSE_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/law/pattern.h"

typedef enum foi_match_kind {
    FOI_MATCH_SYMBOL, /**< the word that has this symbol */
    FOI_MATCH_ANY,    /**< one token of a gap */
    FOI_MATCH_PROVISION,
    FOI_MATCH_NUMBER
} foi_match_kind;

typedef struct foi_pattern_position {
    uint32_t symbol;
    uint8_t kind; /**< a foi_match_kind */
} foi_pattern_position;

/** A pattern; sets of its positions are the bits of a word. */
typedef struct foi_pattern_draft {
    foi_pattern_position at[FOI_PATTERN_LIMIT];
    uint64_t follow[FOI_PATTERN_LIMIT]; /**< those that may come behind each */
    uint64_t first;                     /**< those that a match can begin with; never a gap's */
    uint64_t last;                      /**< those that it can end with */
    uint8_t count;
    bool anchored; /**< it begins with "^" */
} foi_pattern_draft;

/**
 * Read the pattern at *AT, up to a "|" outside brackets or to the end, where *AT is then. False
 * where it is no pattern, as foi_pattern_set_add() says.
 */
bool foi_pattern_parse(const char **at, foi_pattern_draft *draft);

#endif
