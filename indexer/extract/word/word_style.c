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

bool foi_word_reads_as_heading(const char *text, size_t length)
{
    return length <= HEADING_LENGTH && !foi_line_ends_sentence(text, length);
}
