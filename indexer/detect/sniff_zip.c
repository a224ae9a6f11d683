/* The members of a ZIP file tell which office format it is; their order does not matter. */
#include <glib.h>
#include <string.h>
#include <zlib.h>

#include "indexer/base/little.h"
#include "indexer/detect/sniff.h"

/* A directory of more members is read up to here: an office file has its parts far earlier. */
#define ZIP_ENTRIES    20000
/* The end record lies in the last bytes: its comment has at most 65,535. */
#define ZIP_END_WINDOW (22 + 65535)

/* A member packed in the usual way. */
#define DEFLATED        8
/* As much as is needed of a declared type. */
#define DECLARED_LENGTH 64

typedef struct zip_signs {
    bool content_types;
    bool word;
    bool sheets;
    bool binary_sheets; /* a workbook whose parts are not XML */
    bool slides;
    bool manifest;
    bool content;
    const char *declared; /* by a "mimetype" member; static */
} zip_signs;

/* Types that a "mimetype" member may name; a template of a kind is of that kind. */
static const char *const DECLARED[] = {
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "application/vnd.oasis.opendocument.graphics",
    "application/vnd.oasis.opendocument.formula",
    "application/vnd.oasis.opendocument.chart",
    "application/epub+zip",
};

const char *foi_sniff_declared(const uint8_t *data, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(DECLARED); i++) {
        size_t size = strlen(DECLARED[i]);
        if (length >= size && memcmp(data, DECLARED[i], size) == 0)
            return DECLARED[i];
    }
    return NULL;
}

/* Some programs part folders with the sign of their system. */
static bool has_prefix(const uint8_t *name, size_t length, const char *prefix)
{
    size_t size = strlen(prefix);
    for (size_t i = 0; i < size && i < length; i++)
        if ((name[i] == '\\' ? '/' : g_ascii_tolower((char)name[i])) != g_ascii_tolower(prefix[i]))
            return false;
    return length >= size;
}

static bool is(const uint8_t *name, size_t length, const char *whole)
{
    return length == strlen(whole) && has_prefix(name, length, whole);
}

static void note_name(zip_signs *signs, const uint8_t *name, size_t length)
{
    signs->content_types |= is(name, length, "[Content_Types].xml");
    signs->word |= has_prefix(name, length, "word/document");
    signs->sheets |=
        has_prefix(name, length, "xl/workbook") || has_prefix(name, length, "xl/worksheets/");
    signs->binary_sheets |= is(name, length, "xl/workbook.bin");
    signs->slides |= has_prefix(name, length, "ppt/presentation");
    signs->manifest |= is(name, length, "META-INF/manifest.xml");
    signs->content |= is(name, length, "content.xml");
}

/* The bytes of the member whose local header is at OFFSET, as far as they are there. */
static const uint8_t *local_data(const uint8_t *bytes, size_t length, size_t offset, size_t *room)
{
    if (offset > length || length - offset < 30 || memcmp(bytes + offset, "PK\3\4", 4) != 0)
        return NULL;
    size_t skip = 30 + foi_little(bytes + offset + 26, 2) + foi_little(bytes + offset + 28, 2);
    if (length - offset < skip)
        return NULL;
    *room = length - offset - skip;
    return bytes + offset + skip;
}

/* The type in a "mimetype" member: the format says that it is not packed, not all programs heed. */
static void note_declared(zip_signs *signs, const uint8_t *bytes, size_t length, size_t offset)
{
    size_t room;
    const uint8_t *data = local_data(bytes, length, offset, &room);
    if (data == NULL || signs->declared != NULL)
        return;
    if (foi_little(bytes + offset + 8, 2) != DEFLATED) {
        signs->declared = foi_sniff_declared(data, room);
        return;
    }
    uint8_t head[DECLARED_LENGTH];
    z_stream packed = {.next_in = (Bytef *)data, .avail_in = (uInt)MIN(room, (size_t)4096)};
    packed.next_out = head;
    packed.avail_out = sizeof head;
    if (inflateInit2(&packed, -MAX_WBITS) != Z_OK)
        return;
    (void)inflate(&packed, Z_SYNC_FLUSH);
    signs->declared = foi_sniff_declared(head, sizeof head - packed.avail_out);
    inflateEnd(&packed);
}

static size_t directory_start(const uint8_t *bytes, size_t length)
{
    size_t lowest = length > ZIP_END_WINDOW ? length - ZIP_END_WINDOW : 0;
    for (size_t at = length >= 22 ? length - 22 + 1 : 0; at > lowest; at--)
        if (memcmp(bytes + at - 1, "PK\5\6", 4) == 0)
            return foi_little(bytes + at - 1 + 16, 4);
    return length;
}

static bool read_directory(zip_signs *signs, const uint8_t *bytes, size_t length)
{
    size_t at = directory_start(bytes, length);
    size_t count = 0;
    while (at <= length && length - at >= 46 && memcmp(bytes + at, "PK\1\2", 4) == 0 &&
           count < ZIP_ENTRIES) {
        size_t name = foi_little(bytes + at + 28, 2);
        size_t skip = 46 + name + foi_little(bytes + at + 30, 2) + foi_little(bytes + at + 32, 2);
        if (length - at < skip)
            break;
        note_name(signs, bytes + at + 46, name);
        if (is(bytes + at + 46, name, "mimetype"))
            note_declared(signs, bytes, length, foi_little(bytes + at + 42, 4));
        at += skip;
        count++;
    }
    return count > 0;
}

/* Without a directory (the file is cut short) the local headers tell the same. */
static void read_local_headers(zip_signs *signs, const uint8_t *bytes, size_t length)
{
    const uint8_t *at = bytes;
    for (unsigned count = 0; count < ZIP_ENTRIES; count++) {
        at = memmem(at, length - (size_t)(at - bytes), "PK\3\4", 4);
        size_t room;
        if (at == NULL || local_data(bytes, length, (size_t)(at - bytes), &room) == NULL)
            return;
        size_t name = foi_little(at + 26, 2);
        note_name(signs, at + 30, name);
        if (is(at + 30, name, "mimetype"))
            note_declared(signs, bytes, length, (size_t)(at - bytes));
        at += 30;
    }
}

const char *foi_sniff_zip(const uint8_t *bytes, size_t length)
{
    zip_signs signs = {0};
    if (!read_directory(&signs, bytes, length))
        read_local_headers(&signs, bytes, length);
    if (signs.declared != NULL)
        return signs.declared;
    if (signs.word)
        return FOI_MIME_DOCX;
    if (signs.content_types && signs.binary_sheets)
        return "application/vnd.ms-excel.sheet.binary.macroenabled.12";
    if (signs.content_types && signs.sheets)
        return FOI_MIME_XLSX;
    if (signs.content_types && signs.slides)
        return FOI_MIME_PPTX;
    if (signs.manifest && signs.content)
        return DECLARED[0];
    return "application/zip";
}
