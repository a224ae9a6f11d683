#include "indexer/extract/archive/entry_name.h"

#include <string.h>

#include "indexer/extract/charset.h"

/* Longer names are not looked at further. */
#define NAME_BYTES 65536

/* In order of trust: a name that reads as well in several is in the first. */
static const char *const CODE_PAGES[] = {"ibm-850", "ibm-437", "windows-1252"};

/* Signs that stand in names beside letters. */
static bool is_usual_sign(gunichar c)
{
    static const gunichar SIGNS[] = {0xa3,   0xa7,   0xb0,   0xb7,   0x20ac, 0x2013,
                                     0x2014, 0x2018, 0x2019, 0x201c, 0x201d, 0xa0};
    for (size_t i = 0; i < G_N_ELEMENTS(SIGNS); i++)
        if (SIGNS[i] == c)
            return true;
    return false;
}

/* How well NAME reads: a letter of the Latin script in the case of the letter before it is what
 * names are made of; drawings, fractions and a capital inside a word are not. */
static int rate(const char *name)
{
    int points = 0;
    gunichar before = ' ';
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        bool letter = g_unichar_isalpha(c) && g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN &&
                      c != 0xaa && c != 0xba;
        bool torn = g_unichar_isupper(c) && g_unichar_islower(before);
        if (c >= 0x80)
            points += (letter && !torn) || is_usual_sign(c) ? 1 : -1;
        else if (torn && before >= 0x80)
            points--;
        before = c;
    }
    return points;
}

static char *decoded(const char *name, size_t length, const char *code_page)
{
    g_auto(foi_utf8) utf8 =
        foi_charset_decode((const uint8_t *)name, length, code_page, NAME_BYTES);
    return g_utf8_make_valid(utf8.text, (gssize)utf8.length);
}

char *foi_entry_readable(const char *name, size_t length)
{
    if (g_utf8_validate(name, (gssize)length, NULL))
        return g_strndup(name, length);
    char *best = NULL;
    int most = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(CODE_PAGES); i++) {
        g_autofree char *other = decoded(name, length, CODE_PAGES[i]);
        int points = rate(other);
        if (best != NULL && points <= most)
            continue;
        g_free(best);
        best = g_steal_pointer(&other);
        most = points;
    }
    return best;
}

static bool is_drive(const char *part)
{
    return g_ascii_isalpha(part[0]) && part[1] == ':' && part[2] == '\0';
}

char *foi_entry_name(const char *name)
{
    g_autofree char *path =
        g_strdelimit(foi_entry_readable(name, strnlen(name, NAME_BYTES)), "\\", '/');
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    GString *clean = g_string_new(NULL);
    for (char **part = parts; *part != NULL; part++) {
        if (**part == '\0' || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0 ||
            (clean->len == 0 && is_drive(*part)))
            continue;
        if (clean->len > 0)
            g_string_append_c(clean, '/');
        g_string_append(clean, *part);
    }
    return g_string_free(clean, FALSE);
}

bool foi_entry_is_litter(const char *path)
{
    static const char *const NAMES[] = {".DS_Store", "Thumbs.db", "desktop.ini", "._.DS_Store"};
    const char *slash = strrchr(path, '/');
    const char *base = slash == NULL ? path : slash + 1;
    if (g_str_has_prefix(path, "__MACOSX/") || strstr(path, "/__MACOSX/") != NULL)
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_ascii_strcasecmp(base, NAMES[i]) == 0)
            return true;
    return false;
}
