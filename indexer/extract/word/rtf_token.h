/* rtf_token.h - the tokens of RTF: braces, control words, bytes and stretches of text. */
#ifndef FOI_RTF_TOKEN_H
#define FOI_RTF_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Longer control words are none that a program writes; they are cut. */
#define FOI_RTF_WORD_LENGTH 32

typedef enum foi_rtf_kind {
    FOI_RTF_END = 0,
    FOI_RTF_OPEN,
    FOI_RTF_CLOSE,
    FOI_RTF_WORD,
    FOI_RTF_SYMBOL, /**< a backslash before something that is no letter; `byte` is that */
    FOI_RTF_BYTE,   /**< \'hh */
    FOI_RTF_TEXT,
    FOI_RTF_BINARY /**< what stands behind \bin */
} foi_rtf_kind;

typedef struct foi_rtf_token {
    foi_rtf_kind kind;
    char word[FOI_RTF_WORD_LENGTH + 1];
    bool has_number;
    int32_t number; /**< of a word; 0 without one */
    uint8_t byte;
    const uint8_t *bytes; /**< of text and binary data, a view */
    size_t length;
} foi_rtf_token;

typedef struct foi_rtf_reader {
    const uint8_t *at;
    const uint8_t *end;
    bool cut; /**< binary data was said to be longer than what is there */
} foi_rtf_reader;

/** Read the next token into TOKEN; false at the end. */
bool foi_rtf_next(foi_rtf_reader *reader, foi_rtf_token *token);

#endif
