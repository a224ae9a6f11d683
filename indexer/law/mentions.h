/* mentions.h - where a text names a law, and which one "the Act" is there. */
#ifndef FOI_LAW_MENTIONS_H
#define FOI_LAW_MENTIONS_H

#include "indexer/law/scan.h"

/** The years that laws are of. */
#define FOI_LAW_FIRST_YEAR 1200
#define FOI_LAW_YEARS      1000

/** Fill SCAN->mentions, `certified`, `place` and `scottish` from the tokens; `place` stays where
 * nothing says whose laws the text is about. */
void foi_law_find_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count);

/** What `regime` of a mention says until it is known which law "the Act", "that Act" and "the
 * Regulations" stand for there. */
enum { FOI_LAW_OPEN_ACT = -10, FOI_LAW_OPEN_REGULATIONS = -11, FOI_LAW_OPEN_THAT_ACT = -12 };

/** Put the laws that they stand for in place of the open ones in SCAN->mentions, and tell "the 2005
 * Act" by the laws of that year that the text names. SCAN->place is known. */
void foi_law_settle_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count);

/** Whether TOKEN is the year of a law. */
static inline bool foi_law_is_year(const foi_token *token)
{
    return token->kind == FOI_TOKEN_NUMBER && token->length == 4 &&
           token->value > FOI_LAW_FIRST_YEAR && token->value < FOI_LAW_FIRST_YEAR + FOI_LAW_YEARS;
}

#endif
