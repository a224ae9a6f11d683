#include "indexer/extract/word/rtf_token.h"

#include <glib.h>
#include <string.h>

static bool is_line_end(uint8_t c)
{
    return c == '\r' || c == '\n';
}

static void read_number(foi_rtf_reader *reader, foi_rtf_token *token)
{
    const uint8_t *at = reader->at;
    bool negative = at < reader->end && *at == '-';
    at += negative;
    if (at == reader->end || !g_ascii_isdigit((char)*at))
        return;
    int64_t number = 0;
    for (; at < reader->end && g_ascii_isdigit((char)*at); at++)
        number = MIN(number * 10 + (*at - '0'), INT32_MAX);
    token->has_number = true;
    token->number = (int32_t)(negative ? -number : number);
    reader->at = at;
}

static void read_binary(foi_rtf_reader *reader, foi_rtf_token *token)
{
    size_t wanted = (size_t)MAX(token->number, 0);
    token->kind = FOI_RTF_BINARY;
    token->bytes = reader->at;
    token->length = MIN(wanted, (size_t)(reader->end - reader->at));
    reader->cut |= token->length < wanted;
    reader->at += token->length;
}

static void read_word(foi_rtf_reader *reader, foi_rtf_token *token)
{
    size_t length = 0;
    token->kind = FOI_RTF_WORD;
    for (; reader->at < reader->end && g_ascii_isalpha((char)*reader->at); reader->at++)
        if (length < FOI_RTF_WORD_LENGTH)
            token->word[length++] = (char)*reader->at;
    token->word[length] = '\0';
    read_number(reader, token);
    if (reader->at < reader->end && *reader->at == ' ')
        reader->at++;
    if (strcmp(token->word, "bin") == 0)
        read_binary(reader, token);
}

static void read_symbol(foi_rtf_reader *reader, foi_rtf_token *token)
{
    token->kind = FOI_RTF_SYMBOL;
    token->byte = *reader->at++;
    if (token->byte != '\'' || reader->end - reader->at < 2)
        return;
    int high = g_ascii_xdigit_value((char)reader->at[0]);
    int low = g_ascii_xdigit_value((char)reader->at[1]);
    if (high < 0 || low < 0)
        return;
    token->kind = FOI_RTF_BYTE;
    token->byte = (uint8_t)(high << 4 | low);
    reader->at += 2;
}

static void read_text(foi_rtf_reader *reader, foi_rtf_token *token)
{
    token->kind = FOI_RTF_TEXT;
    token->bytes = reader->at;
    while (reader->at < reader->end && !is_line_end(*reader->at) && *reader->at != '\\' &&
           *reader->at != '{' && *reader->at != '}')
        reader->at++;
    token->length = (size_t)(reader->at - token->bytes);
}

bool foi_rtf_next(foi_rtf_reader *reader, foi_rtf_token *token)
{
    while (reader->at < reader->end && is_line_end(*reader->at))
        reader->at++;
    token->has_number = false;
    token->number = 0;
    token->kind = FOI_RTF_END;
    if (reader->at == reader->end)
        return false;
    uint8_t first = *reader->at;
    if (first != '{' && first != '}' && first != '\\') {
        read_text(reader, token);
        return true;
    }
    reader->at++;
    if (first != '\\')
        token->kind = first == '{' ? FOI_RTF_OPEN : FOI_RTF_CLOSE;
    else if (reader->at < reader->end && g_ascii_isalpha((char)*reader->at))
        read_word(reader, token);
    else if (reader->at < reader->end)
        read_symbol(reader, token);
    return token->kind != FOI_RTF_END;
}
