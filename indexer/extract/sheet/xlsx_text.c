#include "indexer/extract/sheet/xlsx_text.h"

#include <string.h>

void foi_xlsx_text_add(foi_xlsx_text *text, xmlTextReader *reader, int type)
{
    /* White space alone counts where xml:space says so. */
    if (type != XML_READER_TYPE_TEXT && type != XML_READER_TYPE_CDATA &&
        type != XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
        return;
    const char *value = (const char *)xmlTextReaderConstValue(reader);
    size_t length = value == NULL ? 0 : strlen(value);
    size_t room = text->limit > text->text->len ? text->limit - text->text->len : 0;
    text->cut |= length > room;
    g_string_append_len(text->text, value, (gssize)MIN(length, room));
}

void foi_xlsx_text_visit(foi_xlsx_text *text, xmlTextReader *reader, int type, const char *name)
{
    bool start = type == XML_READER_TYPE_ELEMENT;
    if (start || type == XML_READER_TYPE_END_ELEMENT) {
        if (strcmp(name, "rPh") == 0)
            text->phonetic += start ? 1 : text->phonetic > 0 ? -1 : 0;
        else if (strcmp(name, "t") == 0)
            text->inside = start && text->phonetic == 0;
    } else if (text->inside) {
        foi_xlsx_text_add(text, reader, type);
    }
}

/* The character of "_xHHHH_" at AT, or -1. */
static int escaped(const char *at)
{
    int code = 0;
    if (at[0] != '_' || at[1] != 'x')
        return -1;
    for (unsigned i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(at[i]))
            return -1;
        code = code * 16 + g_ascii_xdigit_value(at[i]);
    }
    return at[6] == '_' ? code : -1;
}

void foi_xlsx_text_unescape(GString *text, size_t from)
{
    char *first = strstr(text->str + from, "_x");
    if (first == NULL)
        return;
    char *to = first;
    for (const char *at = first; *at != '\0';) {
        int code = escaped(at);
        if (code < 0) {
            *to++ = *at++;
            continue;
        }
        at += 7;
        if (code == '\r')
            continue;
        if (code >= 0xd800 && code < 0xe000)
            code = 0xfffd;
        if (code > 0)
            to += g_unichar_to_utf8((gunichar)code, to);
    }
    g_string_truncate(text, (gsize)(to - text->str));
}
