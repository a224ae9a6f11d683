/* names.h - authorities named in running text. */
#ifndef FOI_AUTHORITY_NAMES_H
#define FOI_AUTHORITY_NAMES_H

#include "indexer/authority/authority.h"
#include "indexer/law/tokens.h"

typedef struct foi_authority_mention {
    const foi_authority *authority;
    uint32_t first; /**< tokens */
    uint32_t end;
    bool acronym;
    bool weak; /**< a name that is too common to be taken from running text ("Kent") */
} foi_authority_mention;

/**
 * The authorities named in TOKENS, longest names first where they overlap: a GArray of
 * foi_authority_mention in order, for the caller to g_array_unref. Names must begin with a capital,
 * acronyms be in capitals.
 */
GArray *foi_authority_mentions(const foi_token *tokens, size_t count);

#endif
