/* mentions.h - where a text names a law, and which one "the Act" is there. */
#ifndef FOI_LAW_MENTIONS_H
#define FOI_LAW_MENTIONS_H

#include "indexer/law/scan.h"

/** Fill SCAN->mentions, `certified`, `place` and `scottish` from the tokens; `place` stays where
 * nothing says whose laws the text is about. */
void foi_law_find_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count);

#endif
