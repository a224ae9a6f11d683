/* lexer.h - the tokens of a query. */
#ifndef FOI_LEXER_H
#define FOI_LEXER_H

#include "query/parse/parse.h"

typedef enum foi_lexeme_kind {
    FOI_LEXEME_END,
    FOI_LEXEME_OPEN,
    FOI_LEXEME_CLOSE,
    FOI_LEXEME_AND,
    FOI_LEXEME_OR,
    FOI_LEXEME_NOT, /**< NOT, or a "-" right before what it excludes */
    FOI_LEXEME_PLUS,
    FOI_LEXEME_NEAR, /**< `distance` */
    FOI_LEXEME_WORD,
    FOI_LEXEME_WILDCARD, /**< `text` without its star */
    FOI_LEXEME_PHRASE,
    FOI_LEXEME_FIELD
} foi_lexeme_kind;

/** One token. `text` is allocated: free it with foi_lexeme_clear(). */
typedef struct foi_lexeme {
    foi_lexeme_kind kind;
    size_t start;  /**< byte offset in the query */
    size_t length; /**< bytes */
    char *text;    /**< of a word, wildcard, phrase or field value; else NULL */
    unsigned distance;
    const foi_field *field;
    foi_bound bound;
    bool quoted;
} foi_lexeme;

void foi_lexeme_clear(foi_lexeme *lexeme);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_lexeme, foi_lexeme_clear)

/** Read the token at byte *AT of QUERY (valid UTF-8) into LEXEME and move *AT behind it. */
foi_status foi_lexer_next(const char *query, size_t *at, foi_lexeme *lexeme, foi_error *error);

/**
 * VALUE as it is written behind the colon of a field, in quotation marks where it needs them or
 * QUOTED, so that reading it gives VALUE again. For the caller to g_free; NULL where that cannot
 * be: it is empty, not UTF-8, has a double quotation mark in it or blanks at its ends.
 */
char *foi_lexer_write_value(const char *value, bool quoted);

#endif
