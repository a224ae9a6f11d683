#include "indexer/extract/image/tiff_pages.h"

#include <string.h>

#include "indexer/extract/limits.h"

enum { TAG_SUBFILE = 254, TAG_WIDTH = 256, TAG_HEIGHT = 257, TAG_ORIENTATION = 274 };
enum { TYPE_BYTE = 1, TYPE_SHORT = 3, TYPE_LONG = 4 };

/* A subfile of this kind is a small copy of another page. */
#define SUBFILE_PREVIEW 1

#define JPEG_MARK  0xff
#define JPEG_APP1  0xe1
#define JPEG_SCAN  0xda
#define EXIF_LABEL "Exif\0"

/* A TIFF file: the numbers of its newer form are wider. */
typedef struct tiff {
    const uint8_t *bytes;
    size_t length;
    bool big_endian;
    unsigned offset_bytes; /* 4; 8 in the newer form */
    unsigned count_bytes;  /* of the number of entries: 2; 8 in the newer form */
} tiff;

/* The number of WIDTH bytes at AT; 0 beyond the end. */
static uint64_t number_at(const tiff *file, uint64_t at, unsigned width)
{
    if (at > file->length || file->length - at < width)
        return 0;
    uint64_t number = 0;
    for (unsigned i = 0; i < width; i++)
        number = number << 8 | file->bytes[at + (file->big_endian ? i : width - 1 - i)];
    return number;
}

/* False where the bytes are no TIFF file; else *FIRST is the place of its first directory. */
static bool open_file(const uint8_t *bytes, size_t length, tiff *file, uint64_t *first)
{
    *file = (tiff){bytes, length, false, 4, 2};
    if (length < 8 || (memcmp(bytes, "II", 2) != 0 && memcmp(bytes, "MM", 2) != 0))
        return false;
    file->big_endian = bytes[0] == 'M';
    if (number_at(file, 2, 2) == 43) {
        file->offset_bytes = file->count_bytes = 8;
        *first = number_at(file, 8, 8);
        return true;
    }
    *first = number_at(file, 4, 4);
    return number_at(file, 2, 2) == 42;
}

/* The value of the entry at AT, of which only single numbers are wanted. */
static uint32_t entry_value(const tiff *file, uint64_t at)
{
    uint64_t type = number_at(file, at + 2, 2);
    uint64_t value = at + 4 + file->offset_bytes;
    unsigned width = type == TYPE_BYTE ? 1 : type == TYPE_SHORT ? 2 : type == TYPE_LONG ? 4 : 0;
    return (uint32_t)number_at(file, value, width);
}

/* Read the directory at page->offset; *PREVIEW: it is a small copy. Returns where the next one is,
 * 0: there is none. False where the directory does not lie within the file. */
static bool read_directory(const tiff *file, foi_tiff_page *page, bool *preview, uint64_t *next)
{
    uint64_t count = number_at(file, page->offset, file->count_bytes);
    uint64_t entry_bytes = 4 + 2 * (uint64_t)file->offset_bytes;
    uint64_t entries = page->offset + file->count_bytes;
    if (page->offset >= file->length || count == 0 || count > G_MAXUINT16 ||
        entries > file->length || (file->length - entries) / entry_bytes < count)
        return false;
    *preview = false;
    for (uint64_t i = 0; i < count; i++) {
        uint64_t at = entries + i * entry_bytes;
        uint32_t value = entry_value(file, at);
        switch (number_at(file, at, 2)) {
        case TAG_SUBFILE:
            *preview = (value & SUBFILE_PREVIEW) != 0;
            break;
        /* Of several the decoder takes the first, which another must not hide. */
        case TAG_WIDTH:
            page->width = page->width == 0 ? value : page->width;
            break;
        case TAG_HEIGHT:
            page->height = page->height == 0 ? value : page->height;
            break;
        case TAG_ORIENTATION:
            page->orientation = value <= 8 ? value : 0;
            break;
        default:
            break;
        }
    }
    *next = number_at(file, entries + count * entry_bytes, file->offset_bytes);
    return true;
}

GArray *foi_tiff_pages(const uint8_t *bytes, size_t length, bool *whole)
{
    GArray *pages = g_array_new(FALSE, FALSE, sizeof(foi_tiff_page));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    tiff file;
    uint64_t next = 0;
    *whole = open_file(bytes, length, &file, &next);
    while (*whole && next != 0) {
        foi_tiff_page page = {.offset = next};
        bool preview = false;
        /* A directory that was read before would be read for ever. */
        *whole = g_hash_table_size(seen) < FOI_IMAGE_PAGES &&
                 g_hash_table_add(seen, g_memdup2(&next, sizeof next)) &&
                 read_directory(&file, &page, &preview, &next);
        if (*whole && !preview)
            g_array_append_val(pages, page);
    }
    return pages;
}

/* The orientation that the first directory of an EXIF block declares. */
static uint32_t exif_orientation(const uint8_t *bytes, size_t length)
{
    tiff file;
    foi_tiff_page page = {0};
    bool preview = false;
    uint64_t next = 0;
    if (!open_file(bytes, length, &file, &page.offset) ||
        !read_directory(&file, &page, &preview, &next))
        return 0;
    return page.orientation;
}

uint32_t foi_jpeg_orientation(const uint8_t *bytes, size_t length)
{
    size_t at = 2;
    while (at + 4 <= length && bytes[at] == JPEG_MARK && bytes[at + 1] != JPEG_SCAN) {
        size_t size = (size_t)bytes[at + 2] << 8 | bytes[at + 3];
        size_t label = sizeof EXIF_LABEL;
        if (size < 2 || size > length - at - 2)
            return 0;
        if (bytes[at + 1] == JPEG_APP1 && size >= 2 + label &&
            memcmp(bytes + at + 4, EXIF_LABEL, label) == 0)
            return exif_orientation(bytes + at + 4 + label, size - 2 - label);
        at += 2 + size;
    }
    return 0;
}
