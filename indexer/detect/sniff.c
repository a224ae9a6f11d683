#include "indexer/detect/sniff.h"

#include <glib.h>
#include <string.h>

#include "indexer/base/eights.h"
#include "indexer/base/utf8.h"

typedef struct magic_row {
    const char *bytes;
    uint8_t length;
    uint16_t offset;
    const char *mime;
} magic_row;

/* Signatures that nothing else begins with. */
static const magic_row MAGIC[] = {
    {"\x89PNG\r\n\x1a\n", 8, 0, "image/png"},
    {"\xff\xd8\xff", 3, 0, "image/jpeg"},
    {"GIF87a", 6, 0, "image/gif"},
    {"GIF89a", 6, 0, "image/gif"},
    {"II*\0", 4, 0, "image/tiff"},
    {"MM\0*", 4, 0, "image/tiff"},
    {"\x1f\x8b", 2, 0, "application/gzip"},
    {"\x1f\x9d", 2, 0, "application/x-compress"},
    {"BZh", 3, 0, "application/x-bzip2"},
    {"\xfd"
     "7zXZ\0",
     6, 0, "application/x-xz"},
    {"\x28\xb5\x2f\xfd", 4, 0, "application/zstd"},
    {"7z\xbc\xaf\x27\x1c", 6, 0, "application/x-7z-compressed"},
    {"Rar!\x1a\x07", 6, 0, "application/x-rar"},
    {"!<arch>\n", 8, 0, "application/x-archive"},
    {"ustar", 5, 257, "application/x-tar"},
    {"\x78\x9f\x3e\x22", 4, 0, "application/vnd.ms-tnef"},
    {"!BDN", 4, 0, "application/vnd.ms-outlook-pst"},
    {"{\\rtf", 5, 0, "text/rtf"},
    {"\t\0\4\0", 4, 0, "application/vnd.ms-excel"},
    {"\t\2\6\0", 4, 0, "application/vnd.ms-excel"},
    {"\t\4\6\0", 4, 0, "application/vnd.ms-excel"},
    {"\t\10\10\0", 4, 0, "application/vnd.ms-excel"},
    {"\t\10\20\0", 4, 0, "application/vnd.ms-excel"},
    {"%!PS-Adobe-", 11, 0, "application/postscript"},
};

static const char *magic_type(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(MAGIC); i++) {
        const magic_row *row = &MAGIC[i];
        if (length >= (size_t)row->offset + row->length &&
            memcmp(bytes + row->offset, row->bytes, row->length) == 0)
            return row->mime;
    }
    return NULL;
}

static const uint8_t *find_pdf(const uint8_t *bytes, size_t length)
{
    const uint8_t *end = bytes + length;
    for (const uint8_t *at = bytes; (at = memchr(at, '%', (size_t)(end - at))) != NULL; at++)
        if (end - at >= 5 && memcmp(at, "%PDF-", 5) == 0)
            return at;
    return NULL;
}

/* Readers take a header anywhere in the first 1,024 bytes: what a mail gateway or a web server put
 * before it does no harm. A text that merely mentions one has no object after it. */
static bool is_pdf(const uint8_t *bytes, size_t length)
{
    if (length >= 5 && memcmp(bytes, "%PDF", 4) == 0)
        return true;
    const uint8_t *header = find_pdf(bytes, MIN(length, 1024));
    if (header == NULL)
        return false;
    size_t rest = length - (size_t)(header - bytes);
    return memmem(header, MIN(rest, 4096), " obj", 4) != NULL;
}

static foi_text_layout marked_layout(const uint8_t *bytes, size_t length, size_t *mark)
{
    *mark = 4;
    if (length >= 4 && memcmp(bytes, "\xff\xfe\0\0", 4) == 0)
        return FOI_LAYOUT_UTF32LE;
    if (length >= 4 && memcmp(bytes, "\0\0\xfe\xff", 4) == 0)
        return FOI_LAYOUT_UTF32BE;
    *mark = 2;
    if (length >= 2 && memcmp(bytes, "\xff\xfe", 2) == 0)
        return FOI_LAYOUT_UTF16LE;
    if (length >= 2 && memcmp(bytes, "\xfe\xff", 2) == 0)
        return FOI_LAYOUT_UTF16BE;
    *mark = length >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    return FOI_LAYOUT_BYTES;
}

/* Whether the units of UTF-16 at BYTES are characters of a text: a text has few control characters,
 * and its surrogates come in pairs. */
static bool units_are_text(const uint8_t *bytes, size_t length, bool little)
{
    size_t controls = 0;
    bool high = false;
    for (size_t i = 0; i + 1 < length; i += 2) {
        unsigned unit = little ? bytes[i] | (unsigned)bytes[i + 1] << 8
                               : bytes[i + 1] | (unsigned)bytes[i] << 8;
        bool low = unit >= 0xdc00 && unit < 0xe000;
        if (low != high || unit == 0xffff || unit == 0xfffe)
            return false;
        high = unit >= 0xd800 && unit < 0xdc00;
        controls += unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f';
    }
    return controls * 100 <= length / 2;
}

/* Whether BYTES are characters of four bytes each, none of them far from the others. */
static bool quads_are_text(const uint8_t *bytes, size_t length, bool little)
{
    for (size_t i = 0; i + 3 < length; i += 4) {
        const uint8_t *at = bytes + i;
        bool near = little ? at[3] == 0 && at[2] <= 2 : at[0] == 0 && at[1] <= 2;
        uint8_t low = little ? at[0] : at[3];
        uint8_t high = little ? at[1] : at[2];
        if (!near || (high == 0 && low < 0x20 && !g_ascii_isspace(low)))
            return false;
    }
    return true;
}

foi_text_layout foi_sniff_layout(const uint8_t *bytes, size_t length, size_t *mark)
{
    foi_text_layout layout = marked_layout(bytes, length, mark);
    if (layout != FOI_LAYOUT_BYTES || *mark > 0)
        return layout;
    size_t window = MIN(length, 4096) & ~(size_t)1;
    if (window < 8 || memchr(bytes, 0, window) == NULL)
        return FOI_LAYOUT_BYTES;
    if (quads_are_text(bytes, window & ~(size_t)3, true))
        return FOI_LAYOUT_UTF32LE;
    if (quads_are_text(bytes, window & ~(size_t)3, false))
        return FOI_LAYOUT_UTF32BE;
    size_t zeros[2] = {0, 0};
    for (size_t i = 0; i < window; i++)
        zeros[i & 1] += bytes[i] == 0;
    size_t units = window / 2;
    /* Western text: nearly every high byte is 0, hardly a low one. */
    if (zeros[1] * 10 >= units * 4 && zeros[0] * 20 <= units && units_are_text(bytes, window, true))
        return FOI_LAYOUT_UTF16LE;
    if (zeros[0] * 10 >= units * 4 && zeros[1] * 20 <= units &&
        units_are_text(bytes, window, false))
        return FOI_LAYOUT_UTF16BE;
    return FOI_LAYOUT_BYTES;
}

/* The ASCII characters of wide text, all others as '?': enough to see what kind of text it is. */
static size_t narrow(const uint8_t *bytes, size_t length, foi_text_layout layout, char *out,
                     size_t room)
{
    size_t width = layout >= FOI_LAYOUT_UTF32LE ? 4 : 2;
    bool little = layout == FOI_LAYOUT_UTF16LE || layout == FOI_LAYOUT_UTF32LE;
    size_t count = 0;
    for (size_t i = 0; i + width <= length && count < room; i += width) {
        uint8_t low = bytes[little ? i : i + width - 1];
        unsigned others = 0;
        for (size_t k = 0; k < width; k++)
            others += k == (little ? 0 : width - 1) ? 0 : bytes[i + k];
        out[count++] = others == 0 && low > 0 && low < 0x80 ? (char)low : '?';
    }
    return count;
}

/* How many bytes of a text are of which kind. */
typedef struct byte_counts {
    size_t nul;
    size_t stray; /* control characters other than those of layout */
    size_t high;
    size_t spaces;
} byte_counts;

static void count_byte(byte_counts *counts, uint8_t c)
{
    bool layout = c >= '\b' && c <= '\r';
    counts->nul += c == 0;
    counts->stray += (c < 0x20 && !layout && c != 0x1b) || c == 0x7f;
    counts->high += c >= 0x80;
    counts->spaces += c == ' ' || layout;
}

/* Stretches of printable ASCII are passed over: their spaces count only beside many high bytes,
 * which such a text has not. */
static byte_counts count_bytes(const uint8_t *bytes, size_t length, bool all)
{
    byte_counts counts = {0};
    size_t at = 0;
    while (at < length) {
        size_t end = MIN(at + 8, length);
        if (!all && end - at == 8 && !foi_eight_unprintable(foi_eight_load(bytes + at)))
            at = end;
        for (; at < end; at++)
            count_byte(&counts, bytes[at]);
    }
    return counts;
}

/* FOI_DOUBT_NONE: it is text. Text has no control characters but those of layout; a few stray ones
 * (a DOS end of file, a damaged byte) do not make it binary. */
static foi_doubt doubt_of_text(const uint8_t *bytes, size_t length)
{
    byte_counts counts = count_bytes(bytes, length, false);
    if (counts.nul > 0 || (counts.stray * 500 > length && counts.stray > 1))
        return FOI_DOUBT_BINARY;
    if (counts.high * 2 <= length || foi_utf8_valid((const char *)bytes, length) == length)
        return FOI_DOUBT_NONE;
    /* Mostly high bytes: letters of another script have spaces between them; a short run, or one
     * without, may be anything (EBCDIC looks like that). */
    bool spaced = length >= 64 && count_bytes(bytes, length, true).spaces * 20 >= length;
    return spaced ? FOI_DOUBT_NONE : FOI_DOUBT_TEXT;
}

/* A message of S/MIME in DER: a sequence whose first element says that data was signed or
 * enveloped. */
static bool is_signed_message(const uint8_t *bytes, size_t length)
{
    static const char KIND[] = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07";
    if (length < 32 || bytes[0] != 0x30)
        return false;
    const uint8_t *at = memmem(bytes + 1, 16, KIND, sizeof KIND - 1);
    return at != NULL && (at[sizeof KIND - 1] == 2 || at[sizeof KIND - 1] == 3);
}

/* The type by what the first bytes are in every file of it; NULL where they are not so. */
static const char *signed_type(const uint8_t *bytes, size_t length)
{
    if (length == 0)
        return "inode/x-empty";
    if (length >= 8 && memcmp(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
        return foi_sniff_ole(bytes, length);
    const char *mime = magic_type(bytes, length);
    if (mime == NULL && is_signed_message(bytes, length))
        mime = "application/pkcs7-mime";
    if (mime == NULL && is_pdf(bytes, length))
        mime = "application/pdf";
    return mime;
}

static bool is_zip(const uint8_t *bytes, size_t length)
{
    return length >= 4 && bytes[0] == 'P' && bytes[1] == 'K' &&
           (memcmp(bytes + 2, "\3\4", 2) == 0 || memcmp(bytes + 2, "\5\6", 2) == 0 ||
            memcmp(bytes + 2, "\7\10", 2) == 0);
}

static const char *wide_type(const uint8_t *text, size_t length, foi_text_layout layout,
                             const char *name, const char *claimed)
{
    char head[4096];
    size_t count = narrow(text, length, layout, head, sizeof head);
    const char *mime = foi_sniff_text(head, count, name, claimed);
    return mime != NULL ? mime : "text/plain";
}

const char *foi_sniff(const uint8_t *bytes, size_t length, const char *name, const char *claimed,
                      foi_doubt *doubt)
{
    *doubt = FOI_DOUBT_NONE;
    if (is_zip(bytes, length)) {
        const char *archive = foi_sniff_zip(bytes, length);
        *doubt = archive == NULL ? FOI_DOUBT_BINARY : FOI_DOUBT_NONE;
        return archive;
    }
    const char *mime = signed_type(bytes, length);
    if (mime != NULL)
        return mime;
    size_t mark;
    foi_text_layout layout = foi_sniff_layout(bytes, length, &mark);
    const uint8_t *text = bytes + mark;
    size_t window = MIN(length - mark, FOI_SNIFF_WINDOW);
    if (layout != FOI_LAYOUT_BYTES)
        return wide_type(text, window, layout, name, claimed);
    *doubt = doubt_of_text(text, window);
    if (*doubt != FOI_DOUBT_NONE)
        return NULL;
    mime = foi_sniff_text((const char *)text, window, name, claimed);
    if (mime == NULL)
        *doubt = FOI_DOUBT_JSON;
    /* One mail with an envelope line is how mail servers keep single mails. */
    if (mime != NULL && strcmp(mime, "application/mbox") == 0 &&
        !foi_sniff_many_mails(bytes, length))
        return "message/rfc822";
    return mime;
}
