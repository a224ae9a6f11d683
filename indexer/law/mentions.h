/* mentions.h - where a text names a law, and which one "the Act" is there. */
#ifndef FOI_LAW_MENTIONS_H
#define FOI_LAW_MENTIONS_H

#include "indexer/law/scan.h"

/** Fill SCAN->mentions and SCAN->scottish from the tokens. */
void foi_law_find_mentions(foi_law_scan *scan, const foi_token *tokens, size_t count);

#endif
