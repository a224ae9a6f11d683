#include "indexer/extract/sheet/sheet_margin.h"

#include <string.h>

/* Longer heads and feet of pages are left out; programs allow 255 characters. */
#define MARGIN_BYTES 4096

/* Behind a sign of a head or foot ("&L", "&14", "&\"Arial,Bold\"", "&K01+000"). */
static const char *skip_code(const char *at)
{
    if (*at == '"') {
        at += 1 + strcspn(at + 1, "\"");
        return *at == '"' ? at + 1 : at;
    }
    if (g_ascii_isdigit(*at))
        return at + strspn(at, "0123456789");
    if (*at == 'K')
        return at + 1 + MIN(strcspn(at + 1, "&"), (size_t)6);
    return g_ascii_isalpha(*at) ? at + 1 : at;
}

void foi_sheet_margin_append(const char *code, GString *line)
{
    if (strlen(code) >= MARGIN_BYTES)
        return;
    for (const char *at = code; *at != '\0';) {
        if (*at != '&') {
            g_string_append_c(line, *at++);
        } else if (at[1] == '&') {
            g_string_append_c(line, '&');
            at += 2;
        } else {
            g_string_append_c(line, strchr("LCR", at[1]) != NULL ? '\t' : ' ');
            at = skip_code(at + 1);
        }
    }
}
