#include "indexer/extract/clean.h"

#include <string.h>
#include <unicode/unorm2.h>

#include "indexer/base/eights.h"

#define REPLACEMENT  0xfffd
/* Numbers of paragraphs go no further; a year is no number of a paragraph. */
#define NUMBER_LIMIT 3000
#define YEAR_FIRST   1900
#define YEAR_LAST    2100

static const char *const LIGATURES[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};

/* What programs mean by the control characters from U+0080: they took windows-1252 for Latin 1. */
static const gunichar WINDOWS[32] = {0x20ac, 0,      0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
                                     0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0,      0x17d,  0,
                                     0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                     0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0,      0x17e,  0x178};

static bool is_space(gunichar c)
{
    return c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f ||
           c == 0x3000;
}

/* Characters without a shape. Direction marks are among them: they can make a text look other than
 * it is searched. */
static bool is_invisible(gunichar c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x200b && c <= 0x200f) ||
           (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff ||
           (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe ||
           (c >= 0xe0000 && c <= 0xe007f);
}

static void append_space(GString *out)
{
    if (out->len == 0 || out->str[out->len - 1] != ' ')
        g_string_append_c(out, ' ');
}

static void append_mark(GString *out, gunichar mark, size_t *base)
{
    if (*base < out->len) {
        UErrorCode error = U_ZERO_ERROR;
        const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
        gunichar letter = g_utf8_get_char(out->str + *base);
        UChar32 composed =
            U_SUCCESS(error) ? unorm2_composePair(nfc, (UChar32)letter, (UChar32)mark) : -1;
        if (composed >= 0) {
            g_string_truncate(out, *base);
            mark = (gunichar)composed;
        }
    }
    g_string_append_unichar(out, mark);
}

static const char *skip_line_end(const char *at, const char *end)
{
    while (at < end && (*at == ' ' || *at == '\r'))
        at++;
    if (at < end && *at == '\n')
        at++;
    return at;
}

/* Append the character that is not plain ASCII at AT; gives where the next begins. BASE is where
 * the last letter of OUT begins. */
static const char *append_other(GString *out, const char *at, const char *end, size_t *base)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == 0 || c == (gunichar)-1 || c == (gunichar)-2) {
        if (*at != '\0')
            g_string_append_unichar(out, REPLACEMENT);
        return at + 1;
    }
    const char *next = g_utf8_next_char(at);
    if (c >= 0x80 && c < 0xa0 && c != 0x85)
        c = WINDOWS[c - 0x80];
    if (c == 0xad) {
        const char *after = skip_line_end(next, end);
        return after > next && after[-1] == '\n' ? after : next;
    }
    if (c == '\r')
        g_string_append(out, next < end && *next == '\n' ? "" : "\n");
    else if (c == '\v' || c == '\f' || c == 0x2028 || c == 0x2029 || c == 0x85)
        g_string_append_c(out, '\n');
    else if (c == '\t' || c == '\n')
        g_string_append_c(out, (char)c);
    else if (is_space(c))
        append_space(out);
    else if (c >= 0xfb00 && c <= 0xfb06)
        g_string_append(out, LIGATURES[c - 0xfb00]);
    else if (c == 0xf0b7 || c == 0xf0a7)
        g_string_append(out, "\u2022");
    else if (c >= 0x300 && c < 0x370)
        append_mark(out, c, base);
    else if (!is_invisible(c)) {
        *base = out->len;
        g_string_append_unichar(out, c);
    }
    return next;
}

/* Behind the printable ASCII characters from AT on, by eights, up to where two spaces meet.
 * *SPACE: whether a space stands before; then whether the last one passed is a space. */
static const char *skip_plain(const char *at, const char *end, bool *space)
{
    for (; end - at >= 8; at += 8) {
        uint64_t eight = foi_eight_load(at);
        if (foi_eight_unprintable(eight))
            break;
        uint64_t spaces = foi_eight_equal(eight, ' ');
        if (spaces & (spaces << 8 | (*space ? 0x80 : 0)))
            break;
        *space = spaces >> 63;
    }
    return at;
}

/* Append the plain ASCII characters at AT; two spaces are one, as typists put them after a stop.
 * Gives where something else begins. */
static const char *append_plain(GString *out, const char *at, const char *end)
{
    bool space = out->len > 0 && out->str[out->len - 1] == ' ';
    const char *run = at;
    at = skip_plain(at, end, &space);
    for (; at < end && (unsigned char)*at >= 0x20 && (unsigned char)*at < 0x7f; at++) {
        if (*at == ' ' && space) {
            g_string_append_len(out, run, at - run);
            run = at + 1;
        }
        space = *at == ' ';
    }
    g_string_append_len(out, run, at - run);
    return at;
}

void foi_clean_append(GString *out, const char *text, size_t length)
{
    const char *at = text;
    const char *end = text + length;
    size_t base = SIZE_MAX;
    while (at < end) {
        const char *run = at;
        at = append_plain(out, at, end);
        if (at > run && out->len > 0)
            base = out->len - 1;
        if (at < end)
            at = append_other(out, at, end, &base);
    }
}

char *foi_clean_line(const char *text, size_t length, size_t limit)
{
    g_autoptr(GString) clean = g_string_new(NULL);
    foi_clean_append(clean, text, length);
    GString *line = g_string_sized_new(clean->len);
    size_t count = 0;
    for (const char *at = clean->str; *at != '\0' && (limit == 0 || count < limit);
         at = g_utf8_next_char(at)) {
        if (g_ascii_isspace(*at)) {
            if (line->len > 0 && line->str[line->len - 1] != ' ')
                g_string_append_c(line, ' ');
        } else {
            g_string_append_len(line, at, g_utf8_next_char(at) - at);
        }
        count++;
    }
    if (line->len > 0 && line->str[line->len - 1] == ' ')
        g_string_truncate(line, line->len - 1);
    bool empty = line->len == 0;
    char *result = g_string_free(line, empty);
    return empty ? NULL : result;
}

uint32_t foi_clean_number(const char *text, size_t length)
{
    if (length == 0)
        return 0;
    const char *at = text;
    const char *end = text + length;
    if (end - at > 2 && at[0] == '-' && at[1] == ' ')
        at += 2;
    char open = at < end && (*at == '(' || *at == '[') ? *at++ : '\0';
    uint32_t number = 0;
    const char *digits = at;
    while (at < end && g_ascii_isdigit(*at) && at - digits < 5)
        number = number * 10 + (uint32_t)(*at++ - '0');
    if (at == digits || number > NUMBER_LIMIT || (number >= YEAR_FIRST && number < YEAR_LAST))
        return 0;
    if (at == end || *digits == '0')
        return 0;
    bool closed = open == '(' ? *at == ')' : open == '[' ? *at == ']' : *at == '.' || *at == ')';
    at++;
    /* What follows must be words: "3. 5" is a sum, "12." alone a page number. */
    if (!closed || at == end || !(*at == ' ' || *at == '\t' || *at == '\n'))
        return 0;
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at < end ? number : 0;
}
