/* look.h - what stands at a token of a reading; beyond the last one stands a mark that is none. */
#ifndef FOI_TAG_LOOK_H
#define FOI_TAG_LOOK_H

#include <string.h>

#include "indexer/tag/reading.h"

static inline const foi_token *token_at(const foi_reading *reading, uint32_t at)
{
    static const foi_token none = {.kind = FOI_TOKEN_MARK};
    return at < reading->tokens->len ? foi_reading_token(reading, at) : &none;
}

/** Whether there is a token at AT that no white space parts from the one before. */
static inline bool glued_at(const foi_reading *reading, uint32_t at)
{
    return token_at(reading, at)->flags & FOI_TOKEN_GLUED;
}

/** Whether the word at AT is WORD, folded. */
static inline bool is_word(const foi_reading *reading, uint32_t at, const char *word)
{
    const foi_token *token = token_at(reading, at);
    return token->kind == FOI_TOKEN_WORD && token->symbol == foi_token_symbol(word);
}

/** Whether TOKEN is WORD, folded. A plain word is told by its first letter before its symbol is. */
static inline bool is_spelt(const foi_reading *reading, const foi_token *token, const char *word)
{
    bool plain = token->length == token->value;
    return (!plain || *word == (char)(reading->text[token->start] | 0x20)) &&
           token->symbol == foi_token_symbol(word);
}

/** Whether the word at AT is one of WORDS, folded; NULL ends them. */
static inline bool is_one_of(const foi_reading *reading, uint32_t at, const char *const *words)
{
    const foi_token *token = token_at(reading, at);
    if (token->kind != FOI_TOKEN_WORD)
        return false;
    for (; *words; words++)
        if (is_spelt(reading, token, *words))
            return true;
    return false;
}

/** Whether the word at AT is one of COUNT folded WORDS. */
static inline bool is_among(const foi_reading *reading, uint32_t at, const char *const *words,
                            size_t count)
{
    const foi_token *token = token_at(reading, at);
    if (token->kind != FOI_TOKEN_WORD)
        return false;
    for (size_t i = 0; i < count; i++)
        if (is_spelt(reading, token, words[i]))
            return true;
    return false;
}

/** Whether the mark at AT is one of MARKS. */
static inline bool is_mark(const foi_reading *reading, uint32_t at, const char *marks)
{
    const foi_token *token = token_at(reading, at);
    return token->kind == FOI_TOKEN_MARK && token->value && token->value < 128 &&
           strchr(marks, (int)token->value);
}

/** Whether a number of LEAST to MOST digits stands at AT. */
static inline bool is_number(const foi_reading *reading, uint32_t at, unsigned least, unsigned most)
{
    const foi_token *token = token_at(reading, at);
    return token->kind == FOI_TOKEN_NUMBER && token->length >= least && token->length <= most;
}

/** Whether a year that a reference can have stands at AT. */
static inline bool is_year(const foi_reading *reading, uint32_t at)
{
    const foi_token *token = token_at(reading, at);
    return is_number(reading, at, 4, 4) && token->value >= 1990 && token->value <= 2099;
}

/** Whether the verb at AT is only possible: "may exceed", "could be". */
static inline bool is_maybe(const foi_reading *reading, uint32_t at)
{
    return at > 0 && (is_word(reading, at - 1, "may") || is_word(reading, at - 1, "might") ||
                      is_word(reading, at - 1, "could"));
}

#endif
