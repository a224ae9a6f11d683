/* A mail is known by its header. Letters open with "Date:", "From:" and "To:" lines as well, so
 * those count only with what no letter has: an address in From, or a field of a mail program. */
#include <glib.h>
#include <string.h>

#include "indexer/detect/sniff.h"

/* A header is read up to this many lines; the bounds of the window come on top. */
#define HEADER_LINES    500
/* The line before the header of a mail in a mailbox is no longer than this. */
#define ENVELOPE_LENGTH 1000

typedef struct field_row {
    const char *name;
    bool strong; /* written by mail programs alone */
} field_row;

static const field_row FIELDS[] = {
    {"Received", true},
    {"Return-Path", true},
    {"Delivered-To", true},
    {"Message-ID", true},
    {"MIME-Version", true},
    {"Content-Type", true},
    {"Content-Transfer-Encoding", true},
    {"Content-Disposition", true},
    {"In-Reply-To", true},
    {"References", false},
    {"DKIM-Signature", true},
    {"Authentication-Results", true},
    {"Envelope-To", true},
    {"Thread-Topic", true},
    {"Thread-Index", true},
    {"Path", false},
    {"Newsgroups", true},
    {"Reply-To", false},
    {"From", false},
    {"To", false},
    {"Cc", false},
    {"Bcc", false},
    {"Date", false},
    {"Subject", false},
    {"Sender", false},
};

typedef struct header_signs {
    unsigned known;
    unsigned strong;
    unsigned other; /* fields of names that are not in the table */
    unsigned broken;
    unsigned named; /* known ones that are in the table by name */
    bool address;   /* From has one */
    bool news;
} header_signs;

static const field_row *field_of(const char *name, size_t length)
{
    static const field_row extension = {"X-", true};
    if (length > 2 && (g_ascii_strncasecmp(name, "X-", 2) == 0 ||
                       (length > 4 && g_ascii_strncasecmp(name, "ARC-", 4) == 0) ||
                       (length > 5 && g_ascii_strncasecmp(name, "List-", 5) == 0)))
        return &extension;
    for (size_t i = 0; i < G_N_ELEMENTS(FIELDS); i++)
        if (strlen(FIELDS[i].name) == length &&
            g_ascii_strncasecmp(name, FIELDS[i].name, length) == 0)
            return &FIELDS[i];
    return NULL;
}

static size_t name_length(const char *line, size_t length)
{
    size_t i = 0;
    while (i < length && line[i] > ' ' && line[i] < 0x7f && line[i] != ':')
        i++;
    return i > 0 && i < length && line[i] == ':' ? i : 0;
}

static void note_line(header_signs *signs, const char *line, size_t length, bool first)
{
    if (line[0] == ' ' || line[0] == '\t') {
        signs->broken += first;
        return;
    }
    size_t name = name_length(line, length);
    if (name == 0) {
        signs->broken++;
        return;
    }
    const field_row *field = field_of(line, name);
    if (field == NULL) {
        signs->other++;
        return;
    }
    signs->known++;
    signs->strong += field->strong;
    signs->named += field->name[0] != '\0' && strcmp(field->name, "X-") != 0;
    signs->news |= strcmp(field->name, "Newsgroups") == 0;
    if (strcmp(field->name, "From") == 0)
        signs->address |= memchr(line, '@', length) != NULL;
}

static void read_header(header_signs *signs, const char *text, size_t length)
{
    const char *end = text + length;
    for (unsigned lines = 0; text < end && lines < HEADER_LINES; lines++) {
        const char *feed = memchr(text, '\n', (size_t)(end - text));
        const char *stop = feed == NULL ? end : feed;
        size_t size = (size_t)(stop - text);
        if (size > 0 && text[size - 1] == '\r')
            size--;
        if (size == 0)
            return;
        note_line(signs, text, size, lines == 0);
        text = feed == NULL ? end : feed + 1;
    }
}

/* "From someone@example.org Fri May 24 10:11:12 2019" */
static size_t mbox_line(const char *text, size_t length)
{
    if (length < 6 || memcmp(text, "From ", 5) != 0)
        return 0;
    const char *feed = memchr(text, '\n', MIN(length, ENVELOPE_LENGTH));
    if (feed == NULL)
        return 0;
    bool clock = false;
    for (const char *at = text + 5; at + 2 < feed; at++)
        clock |= g_ascii_isdigit(at[0]) && at[1] == ':' && g_ascii_isdigit(at[2]);
    return clock ? (size_t)(feed - text) + 1 : 0;
}

bool foi_sniff_parts_mails(const char *text, size_t length)
{
    size_t parting = mbox_line(text, length);
    if (parting == 0)
        return false;
    const char *next = text + parting;
    size_t rest = MIN(length - parting, (size_t)ENVELOPE_LENGTH);
    const char *feed = memchr(next, '\n', rest);
    size_t line = feed == NULL ? rest : (size_t)(feed - next);
    return name_length(next, line) > 0 || (line > 6 && memcmp(next, ">From ", 6) == 0);
}

/* Where the header ends in TEXT. */
static size_t header_length(const char *text, size_t length)
{
    const char *end = memmem(text, length, "\n\n", 2);
    const char *other = memmem(text, length, "\n\r\n", 3);
    if (end == NULL || (other != NULL && other < end))
        end = other;
    return end == NULL ? length : (size_t)(end - text) + 1;
}

/* Whether the field NAME, in any case, begins a line of HEADER. */
static bool has_field(const char *header, size_t length, const char *name)
{
    size_t size = strlen(name);
    const char *end = header + length;
    for (const char *at = header; at != NULL && (size_t)(end - at) > size;
         at = memchr(at, '\n', (size_t)(end - at)), at = at == NULL ? NULL : at + 1)
        if (g_ascii_strncasecmp(at, name, size) == 0 && at[size] == ':')
            return true;
    return false;
}

bool foi_sniff_web_archive(const char *text, size_t length, const char *name)
{
    static const char *const SENT[] = {"To", "Cc", "Bcc", "Received", "Message-ID", "In-Reply-To"};
    g_autofree char *lower = g_ascii_strdown(name, -1);
    size_t size = header_length(text, length);
    g_autofree char *header = g_ascii_strdown(text, (gssize)size);
    if (strstr(header, "multipart/related") == NULL)
        return false;
    if (g_str_has_suffix(lower, ".mht") || g_str_has_suffix(lower, ".mhtml"))
        return true;
    for (size_t i = 0; i < G_N_ELEMENTS(SENT); i++)
        if (has_field(text, size, SENT[i]))
            return false;
    return true;
}

bool foi_sniff_many_mails(const uint8_t *bytes, size_t length)
{
    const char *at = (const char *)bytes;
    const char *end = at + length;
    while ((at = memmem(at, (size_t)(end - at), "\nFrom ", 6)) != NULL) {
        bool blank = at > (const char *)bytes && (at[-1] == '\n' || at[-1] == '\r');
        at++;
        if (blank && foi_sniff_parts_mails(at, (size_t)(end - at)))
            return true;
    }
    return false;
}

const char *foi_sniff_mail(const char *text, size_t length, bool trusted)
{
    size_t skip = 0;
    while (skip < length && (text[skip] == '\n' || text[skip] == '\r'))
        skip++;
    text += skip;
    length -= skip;
    size_t envelope = mbox_line(text, length);
    header_signs signs = {0};
    read_header(&signs, text + envelope, length - envelope);
    if (trusted && (signs.known == 0 || signs.broken > signs.known))
        return NULL;
    if (!trusted) {
        bool weak_only = signs.strong == 0;
        /* Fields of one program's own making are no mail without one of the common ones. */
        if (signs.known < 2 || signs.named == 0 || signs.broken * 4 > signs.known ||
            (weak_only && !signs.address))
            return NULL;
    }
    if (envelope > 0)
        return "application/mbox";
    return signs.news ? "message/news" : "message/rfc822";
}
