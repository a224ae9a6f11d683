#include "indexer/extract/package/ole_summary.h"

#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/codepage.h"
#include "indexer/extract/limits.h"

#define FIRST_SET_AT 44
#define PROPERTIES   1000 /* of a summary that are looked at; there are some twenty kinds */

enum { PROPERTY_CODEPAGE = 1, PROPERTY_TITLE = 2 };
enum { TYPE_BYTES = 0x1e, TYPE_UNICODE = 0x1f };

/* The value of the property ID in SET: its type, then its content; empty where there is none. */
static foi_view find_property(foi_view set, uint32_t id)
{
    uint32_t count = MIN(foi_view_32(set, 4), PROPERTIES);
    for (uint32_t i = 0; i < count; i++)
        if (foi_view_32(set, 8 + 8 * (uint64_t)i) == id)
            return foi_view_part(set, foi_view_32(set, 12 + 8 * (uint64_t)i), set.length);
    return (foi_view){NULL, 0};
}

char *foi_ole_summary_title(foi_view summary)
{
    foi_view set = foi_view_part(summary, foi_view_32(summary, FIRST_SET_AT), summary.length);
    foi_view title = find_property(set, PROPERTY_TITLE);
    unsigned codepage = foi_view_16(find_property(set, PROPERTY_CODEPAGE), 4);
    uint32_t type = foi_view_32(title, 0);
    bool wide = type == TYPE_UNICODE || codepage == 1200;
    if (type != TYPE_BYTES && type != TYPE_UNICODE)
        return NULL;
    uint64_t length = (uint64_t)foi_view_32(title, 4) * (type == TYPE_UNICODE ? 2 : 1);
    foi_view text = foi_view_part(title, 8, MIN(length, 16 * FOI_TITLE_LENGTH));
    if (wide) {
        g_autoptr(GString) out = g_string_new(NULL);
        uint32_t width;
        for (size_t at = 0; at + 1 < text.length && foi_view_16(text, at) != 0; at += width)
            g_string_append_unichar(out, foi_view_utf16(text, at, &width));
        return g_strdup(out->str);
    }
    size_t bytes = text.length == 0 ? 0 : strnlen((const char *)text.bytes, text.length);
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(text.bytes, bytes, foi_codepage_name(codepage), FOI_TITLE_LENGTH * 4);
    return g_strndup(utf8.text, utf8.length);
}
