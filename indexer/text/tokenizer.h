/* tokenizer.h - from text to words: one code for the index, the query and the snippets.
 *
 * Words follow the word boundaries of Unicode TR29 (apostrophes inside a word, numbers with their
 * separators, combining marks). Each is folded: compatibility forms and ligatures resolved, case
 * and accents removed, soft hyphens and other default-ignorable characters dropped, typographic
 * apostrophes made straight, a possessive "'s" kept off (`start` and `length` cover it). Law
 * references give their parts: "31(1)(a)" is 31, 1, a.
 *
 * Exactly: NFKC_Casefold, non-spacing marks dropped from its NFD, NFC. A word is a segment with a
 * letter or number in it. Four things differ from what ICU's word iterator gives: scripts written
 * without spaces (Han, Hiragana, Katakana, Hangul beside them, Thai, Khmer...) follow the plain
 * rules, with no dictionary; a colon parts words; an at sign parts words in every version; emoji
 * sequences (WB3c) are not kept together.
 */
#ifndef FOI_TOKENIZER_H
#define FOI_TOKENIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Longest folded word in bytes; of a longer one the first so many bytes stand for it. */
#define FOI_WORD_LIMIT 64

/** Longest word as written that is folded; of a longer one the first so many bytes count. */
#define FOI_WORD_WRITTEN_LIMIT 512

typedef struct foi_token {
    const char *word;   /**< folded, UTF-8, not NUL-terminated; valid until the next call */
    size_t word_length; /**< 1 to FOI_WORD_LIMIT */
    size_t start;       /**< byte offset of the word as written */
    size_t length;      /**< its bytes as written */
} foi_token;

/** An iterator for the caller's stack; its members are its own business. */
typedef struct foi_tokenizer {
    const char *text;
    size_t length;
    size_t at;
    char word[FOI_WORD_LIMIT + 8];
} foi_tokenizer;

/** Start on LENGTH bytes of TEXT (valid UTF-8, may hold NUL), which must outlive the iterator. */
void foi_tokenizer_start(foi_tokenizer *tokenizer, const char *text, size_t length);

/** The next word, or false at the end. Linear in the text as a whole. */
bool foi_tokenizer_next(foi_tokenizer *tokenizer, foi_token *token);

/** WORD as the index would fold it, for the caller to g_free; NULL unless it is exactly one word.
 */
char *foi_token_fold(const char *word);

#endif
