#include "indexer/extract/word/word_style.h"

#include <glib.h>
#include <string.h>

#include "indexer/extract/lines.h"

/* A longer paragraph is no heading, whatever its style is called. Bytes. */
#define HEADING_LENGTH 200

bool foi_word_style_is_heading(const char *name)
{
    return g_ascii_strncasecmp(name, "heading ", 8) == 0 ||
           g_ascii_strcasecmp(name, "title") == 0 || g_ascii_strcasecmp(name, "subtitle") == 0;
}

bool foi_word_style_is_quote(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return strstr(lower, "quote") != NULL;
}

static bool reads_as_heading(const GString *text)
{
    return text->len <= HEADING_LENGTH && !foi_line_ends_sentence(text->str, text->len);
}

foi_block_kind foi_word_kind(bool heading, bool quote, bool item, const GString *text)
{
    if (heading && reads_as_heading(text))
        return FOI_BLOCK_HEADING;
    if (quote)
        return FOI_BLOCK_QUOTED;
    return item ? FOI_BLOCK_ITEM : FOI_BLOCK_PARAGRAPH;
}

bool foi_word_is_blank(const GString *text)
{
    return foi_line_is_blank(text->str, text->len);
}
