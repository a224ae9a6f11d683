#include "indexer/extract/mail/uuencode.h"

#include <string.h>

/* A longer line is none of uuencode's. */
#define LINE_BYTES 100

typedef struct line {
    const char *at;
    size_t length; /* without its end */
    const char *next;
} line;

static line line_at(const char *at, const char *end)
{
    const char *feed = memchr(at, '\n', (size_t)(end - at));
    const char *stop = feed == NULL ? end : feed;
    line found = {at, (size_t)(stop - at), feed == NULL ? end : feed + 1};
    if (found.length > 0 && at[found.length - 1] == '\r')
        found.length--;
    return found;
}

/* The name of the file that "begin 644 NAME" opens, for the caller to g_free; NULL: it does not. */
static char *opened_name(line text)
{
    if (text.length < 11 || text.length > 1024 || memcmp(text.at, "begin ", 6) != 0)
        return NULL;
    size_t at = 6;
    while (at < text.length && at < 10 && text.at[at] >= '0' && text.at[at] <= '7')
        at++;
    if (at < 9 || at + 1 >= text.length || text.at[at] != ' ')
        return NULL;
    return g_strndup(text.at + at + 1, text.length - at - 1);
}

static unsigned value_of(char c)
{
    return ((unsigned)(unsigned char)c - ' ') & 63;
}

/* Append the bytes of a data line to FILE. False: it is none. Spaces at its end may be missing, as
 * programs cut them off, and one character more may stand there as a check. */
static bool take_line(GByteArray *file, line text)
{
    if (text.length == 0 || text.length > LINE_BYTES)
        return false;
    for (size_t i = 0; i < text.length; i++)
        if (text.at[i] < ' ' || text.at[i] > '`')
            return false;
    unsigned count = value_of(text.at[0]);
    size_t wanted = (count + 2) / 3 * 4;
    size_t letters = text.length - 1;
    /* Some programs fill the last lines. */
    if (count == 0)
        return strspn(text.at, "` ") >= text.length;
    if (letters > wanted + 1 || letters * 2 < wanted)
        return false;
    for (unsigned group = 0; group < wanted; group += 4) {
        unsigned bits = 0;
        for (unsigned i = 0; i < 4; i++)
            bits = bits << 6 | (group + i < letters ? value_of(text.at[1 + group + i]) : 0);
        guint8 bytes[3] = {(guint8)(bits >> 16), (guint8)(bits >> 8), (guint8)bits};
        g_byte_array_append(file, bytes, MIN(3, count - group / 4 * 3));
    }
    return true;
}

static bool is_end(line text)
{
    return text.length >= 3 && memcmp(text.at, "end", 3) == 0 &&
           (text.length == 3 || g_ascii_isspace(text.at[3]));
}

/* The file whose lines begin at AT: gives where the text goes on; NULL: it is no file. */
static const char *take_file(const char *at, const char *end, const char *name, foi_output *output)
{
    g_autoptr(GByteArray) file = g_byte_array_new();
    while (at < end) {
        line text = line_at(at, end);
        if (is_end(text) || !take_line(file, text))
            break;
        at = text.next;
    }
    line last = line_at(at, end);
    bool whole = at < end && is_end(last);
    if (file->len == 0)
        return NULL;
    if (!whole)
        foi_output_status(output, FOI_READ_PARTIAL, "the file %s in the text is cut short", name);
    foi_output_member(output, name, NULL, NULL, file->data, file->len);
    return whole ? last.next : at;
}

GString *foi_uuencode_take(const char *text, size_t length, foi_output *output)
{
    GString *rest = NULL;
    const char *end = text + length;
    const char *kept = text; /* what stands before it has been seen to */
    const char *at = text;
    while ((at = memmem(at, (size_t)(end - at), "begin ", 6)) != NULL) {
        line opening = line_at(at, end);
        bool first = at == text || at[-1] == '\n';
        g_autofree char *name = first ? opened_name(opening) : NULL;
        const char *next = name == NULL ? NULL : take_file(opening.next, end, name, output);
        if (next != NULL) {
            if (rest == NULL)
                rest = g_string_sized_new(length);
            g_string_append_len(rest, kept, at - kept);
            kept = next;
        }
        at = next == NULL ? at + 6 : next;
    }
    if (rest != NULL)
        g_string_append_len(rest, kept, end - kept);
    return rest;
}
