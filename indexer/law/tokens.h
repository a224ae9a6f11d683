/* tokens.h - a text as folded tokens: words, numbers, punctuation, each with its place.
 *
 * What the law scanner and the tagger read instead of characters, so that case, accents, soft
 * hyphens, non-breaking spaces, line breaks and curly quotes matter nowhere else.
 */
#ifndef FOI_LAW_TOKENS_H
#define FOI_LAW_TOKENS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/** Tokens hold offsets in 32 bits; longer texts are cut here by the callers. */
#define FOI_TOKENS_TEXT_LIMIT ((size_t)4 << 20)

typedef enum foi_token_kind {
    FOI_TOKEN_WORD = 0, /**< letters */
    FOI_TOKEN_MARK,     /**< one character of punctuation */
    FOI_TOKEN_NUMBER,   /**< digits; "22A" is a number and a glued word */
    FOI_TOKEN_PROVISION /**< a law reference folded into one token (never made by foi_tokens_read)
                         */
} foi_token_kind;

typedef enum foi_token_flags {
    FOI_TOKEN_GLUED = 1 << 0,      /**< no white space before it */
    FOI_TOKEN_LINE = 1 << 1,       /**< first of a line */
    FOI_TOKEN_BREAK = 1 << 2,      /**< first of a paragraph or page */
    FOI_TOKEN_SENTENCE = 1 << 3,   /**< first of a sentence; every BREAK is one */
    FOI_TOKEN_CAPITAL = 1 << 4,    /**< begins with a capital */
    FOI_TOKEN_UPPER = 1 << 5,      /**< two or more letters, all capitals */
    FOI_TOKEN_POSSESSIVE = 1 << 6, /**< what follows an apostrophe inside a word ("s") */
    FOI_TOKEN_SPLIT = 1 << 7       /**< the rest of a word cut at an acronym ("FOIASection") */
} foi_token_flags;

typedef struct foi_token {
    uint32_t start;  /**< byte offset */
    uint32_t length; /**< bytes */
    uint32_t symbol; /**< hash of the folded word; of the digits; of the mark */
    uint16_t value;  /**< number (65535: larger), character of a mark, index of a reference */
    uint8_t kind;
    uint8_t flags;
} foi_token;

/* Symbols are made of eight bytes at a time, the last ones filled up with zeros. */
#define FOI_SYMBOL_START G_GUINT64_CONSTANT(0x2545f4914f6cdd1d)

static inline uint64_t foi_symbol_mix(uint64_t state, uint64_t eight_bytes)
{
    state = (state ^ eight_bytes) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
    return state ^ state >> 32;
}

/** The COUNT bytes from BYTES on, at most eight, as one number: the first is the lowest. */
static inline uint64_t foi_symbol_bytes(const char *bytes, size_t count)
{
    uint64_t all = 0;
    memcpy(&all, bytes, count);
    return GUINT64_FROM_LE(all);
}

/** The symbol of LENGTH bytes of text. */
static inline uint32_t foi_symbol_of(const char *text, size_t length)
{
    uint64_t state = FOI_SYMBOL_START;
    for (; length >= 8; length -= 8, text += 8)
        state = foi_symbol_mix(state, foi_symbol_bytes(text, 8));
    return (uint32_t)(length ? foi_symbol_mix(state, foi_symbol_bytes(text, length)) : state);
}

/**
 * The symbol of a folded word, number or mark as written ("section", "40", "("). Inline, so that
 * that of a word in the code is a constant.
 */
static inline uint32_t foi_token_symbol(const char *word)
{
    return foi_symbol_of(word, strlen(word));
}

/** Whether TOKEN is MARK, an ASCII character. */
static inline bool foi_token_is_mark(const foi_token *token, char mark)
{
    return token->kind == FOI_TOKEN_MARK && token->value == (unsigned char)mark;
}

/**
 * The tokens of LENGTH bytes of valid UTF-8 (at most FOI_TOKENS_TEXT_LIMIT are read) as a GArray of
 * foi_token, for the caller to g_array_unref. Curly quotes and dashes fold to '"', '\'' and '-';
 * letters to lower case without accents.
 */
GArray *foi_tokens_read(const char *text, size_t length);

#endif
