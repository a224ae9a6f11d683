#include "indexer/extract/web/entity.h"

#include <libxml/HTMLparser.h>
#include <string.h>

/* The longest reference: "&thetasym;" and numbers with leading zeros. */
#define ENTITY_LENGTH 16

static gunichar number_of(const char *digits)
{
    gboolean hex = digits[0] == 'x' || digits[0] == 'X';
    guint64 value = g_ascii_strtoull(digits + hex, NULL, hex ? 16 : 10);
    return value > 0 && value <= 0x10ffff && g_unichar_validate((gunichar)value) ? (gunichar)value
                                                                                 : 0;
}

size_t foi_entity_append(GString *out, const char *text, size_t length)
{
    const char *end = memchr(text, ';', MIN(length, ENTITY_LENGTH));
    if (end == NULL || length < 3 || text[0] != '&')
        return 0;
    char name[ENTITY_LENGTH + 1] = {0};
    memcpy(name, text + 1, (size_t)(end - text) - 1);
    gunichar c = 0;
    if (name[0] == '#') {
        c = g_ascii_isxdigit(name[1]) || name[1] == 'x' ? number_of(name + 1) : 0;
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        c = entity == NULL ? 0 : entity->value;
    }
    if (c == 0)
        return 0;
    g_string_append_unichar(out, c);
    return (size_t)(end - text) + 1;
}
