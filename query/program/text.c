/* text.c - how wide text is on a terminal. */
#include "query/program/text.h"

#include <glib.h>

#include "indexer/program/shared/terminal.h"

unsigned query_columns(const char *text)
{
    unsigned columns = 0;

    for (; *text; text = g_utf8_next_char(text))
        columns += foi_terminal_width(g_utf8_get_char(text));
    return columns;
}

char *query_shortened(const char *text, unsigned columns)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    unsigned used = 0;

    if (query_columns(text) <= columns)
        return g_strdup(text);
    for (; *text; text = g_utf8_next_char(text)) {
        gunichar c = g_utf8_get_char(text);
        used += foi_terminal_width(c);
        if (used + 1 > columns)
            break;
        g_string_append_unichar(kept, c);
    }
    g_string_append(kept, "\xe2\x80\xa6");
    return g_string_free(g_steal_pointer(&kept), FALSE);
}
