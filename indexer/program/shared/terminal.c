#include "indexer/program/shared/terminal.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool turns_direction(gunichar c)
{
    return c == 0x061c || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

char *foi_terminal_clean(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    GString *clean = g_string_sized_new(strlen(valid));
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (c == '\n' || c == '\t' || c == '\r' || c == '\f')
            g_string_append_c(clean, ' ');
        else if (g_unichar_iscntrl(c) || turns_direction(c))
            g_string_append(clean, "\xef\xbf\xbd");
        else
            g_string_append_unichar(clean, c);
    }
    return g_string_free(clean, FALSE);
}

unsigned foi_terminal_columns(FILE *stream)
{
    enum { USUAL = 80, LEAST = 20, MOST = 10000 };
    struct winsize size;
    long columns = 0;
    if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0)
        columns = size.ws_col;
    const char *told = getenv("COLUMNS");
    if (columns == 0 && told != NULL)
        columns = strtol(told, NULL, 10);
    if (columns <= 0 || columns > MOST)
        columns = USUAL;
    return columns < LEAST ? LEAST : (unsigned)columns;
}

unsigned foi_terminal_width(gunichar c)
{
    return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

bool foi_terminal_is_able(void)
{
    const char *kind = getenv("TERM");
    return kind != NULL && strcmp(kind, "dumb") != 0;
}

bool foi_terminal_is_rich(FILE *stream)
{
    const char *plain = getenv("NO_COLOR");
    return isatty(fileno(stream)) && foi_terminal_is_able() && (plain == NULL || *plain == '\0');
}
