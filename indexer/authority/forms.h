/* forms.h - bodies known by the form of their name: "X Parish Council", "University of X". */
#ifndef FOI_AUTHORITY_FORMS_H
#define FOI_AUTHORITY_FORMS_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/law/tokens.h"

/**
 * The end of the name of a body that begins at token AT of COUNT, or 0 where none does: capitalised
 * words that end in what a body is called ("Riverside Academy Trust", "Steyning Parish Council") or
 * follow it ("University of Puddleby", "Cyngor Tref Pwdlbi"). A name needs a word of its own: "the
 * Parish Council" is none. *OPEN is set where only what follows in the text says how far the name
 * reaches ("University of ..."). AT must not exceed COUNT. Reads a bounded number of tokens. Any
 * thread.
 */
uint32_t foi_authority_form_at(const foi_token *tokens, size_t count, uint32_t at, bool *open);

/**
 * Whether one of the tokens from FIRST to END is a word of a name's own, or so many general words
 * stand there that they only together are a name: not in "Borough Council". Any thread.
 */
bool foi_authority_has_own_word(const foi_token *tokens, uint32_t first, uint32_t end);

#endif
