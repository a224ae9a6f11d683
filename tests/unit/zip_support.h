/* zip_support.h - ZIP files written byte by byte, also such as no program would write. */
#ifndef FOI_TEST_ZIP_SUPPORT_H
#define FOI_TEST_ZIP_SUPPORT_H

#include <zlib.h>

#include "tests/unit/extract_tools.h"
#include "tests/unit/put_support.h"

/* One entry; what is 0 is as it should be. */
typedef struct zip_entry {
    const char *name;
    const char *text;
    unsigned flags;  /* 0x800: the name is UTF-8, 1: encrypted */
    unsigned system; /* on which it was made: 0 DOS, 3 Unix */
    bool deflated;
    const char *unicode; /* name in an extra field */
    uint32_t lies;       /* is said to be its size */
    bool damaged;        /* the check sum is another's */
} zip_entry;

typedef struct zip_writer {
    GByteArray *bytes;
    GByteArray *directory;
    unsigned entries;
} zip_writer;

static inline void put_bytes(GByteArray *out, const void *bytes, size_t length)
{
    g_byte_array_append(out, bytes, (guint)length);
}

static inline GByteArray *deflated(const void *bytes, size_t length)
{
    z_stream stream = {0};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    GByteArray *out = g_byte_array_new();
    g_byte_array_set_size(out, (guint)deflateBound(&stream, length));
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)length;
    stream.next_out = out->data;
    stream.avail_out = out->len;
    cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
    g_byte_array_set_size(out, (guint)stream.total_out);
    deflateEnd(&stream);
    return out;
}

static inline GByteArray *extra_field(const zip_entry *entry)
{
    GByteArray *extra = g_byte_array_new();
    if (entry->unicode == NULL)
        return extra;
    put(extra, 0x7075, 2);
    put(extra, (uint32_t)strlen(entry->unicode) + 5, 2);
    put(extra, 1, 1);
    put(extra, (uint32_t)crc32(0, (const Bytef *)entry->name, (uInt)strlen(entry->name)), 4);
    put_bytes(extra, entry->unicode, strlen(entry->unicode));
    return extra;
}

/* What the local header and that of the directory share. */
static inline void put_facts(GByteArray *out, const zip_entry *entry, size_t packed, size_t extra)
{
    size_t length = strlen(entry->text);
    put(out, entry->flags, 2);
    put(out, entry->deflated ? 8 : 0, 2);
    put(out, 0, 4);
    put(out, (uint32_t)crc32(0, (const Bytef *)entry->text, (uInt)length) ^ entry->damaged, 4);
    put(out, (uint32_t)packed, 4);
    put(out, entry->lies != 0 ? entry->lies : (uint32_t)length, 4);
    put(out, (uint32_t)strlen(entry->name), 2);
    put(out, (uint32_t)extra, 2);
}

static inline void put_in_directory(zip_writer *writer, const zip_entry *entry, size_t packed,
                                    uint32_t offset)
{
    g_autoptr(GByteArray) extra = extra_field(entry);
    put(writer->directory, 0x02014b50, 4);
    put(writer->directory, 20 | entry->system << 8, 2);
    put(writer->directory, 20, 2);
    put_facts(writer->directory, entry, packed, extra->len);
    put(writer->directory, 0, 2 + 2 + 2 + 4);
    put(writer->directory, offset, 4);
    put_bytes(writer->directory, entry->name, strlen(entry->name));
    put_bytes(writer->directory, extra->data, extra->len);
    writer->entries++;
}

static inline void put_entry(zip_writer *writer, const zip_entry *entry)
{
    uint32_t offset = writer->bytes->len;
    size_t length = strlen(entry->text);
    g_autoptr(GByteArray) packed = entry->deflated ? deflated(entry->text, length) : NULL;
    size_t size = packed != NULL ? packed->len : length;
    put(writer->bytes, 0x04034b50, 4);
    put(writer->bytes, 20, 2);
    put_facts(writer->bytes, entry, size, 0);
    put_bytes(writer->bytes, entry->name, strlen(entry->name));
    put_bytes(writer->bytes, packed != NULL ? (const void *)packed->data : entry->text, size);
    put_in_directory(writer, entry, size, offset);
}

static inline zip_writer zip_begin(void)
{
    return (zip_writer){g_byte_array_new(), g_byte_array_new(), 0};
}

/* The file; frees WRITER. */
static inline GByteArray *zip_end(zip_writer *writer)
{
    uint32_t offset = writer->bytes->len;
    put_bytes(writer->bytes, writer->directory->data, writer->directory->len);
    put(writer->bytes, 0x06054b50, 4);
    put(writer->bytes, 0, 4);
    put(writer->bytes, writer->entries, 2);
    put(writer->bytes, writer->entries, 2);
    put(writer->bytes, writer->directory->len, 4);
    put(writer->bytes, offset, 4);
    put(writer->bytes, 0, 2);
    g_byte_array_unref(writer->directory);
    return writer->bytes;
}

/* A ZIP file of COUNT ENTRIES. */
static inline GByteArray *zip_of(const zip_entry *entries, size_t count)
{
    zip_writer writer = zip_begin();
    for (size_t i = 0; i < count; i++)
        put_entry(&writer, &entries[i]);
    return zip_end(&writer);
}

/* The names and texts of the members, one a line: "name: text". */
static inline char *members_shown(const reading *read)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < read->members->len; i++) {
        const foi_member *member = g_ptr_array_index(read->members, i);
        gsize length;
        const char *bytes = g_bytes_get_data(member->bytes, &length);
        g_string_append_printf(out, "%s: %.*s\n", member->name, (int)length,
                               bytes == NULL ? "" : bytes);
    }
    return g_string_free(out, FALSE);
}

#define assert_members(read, expected)                                                             \
    do {                                                                                           \
        g_autofree char *shown_members = members_shown(read);                                      \
        cr_assert_str_eq(shown_members, expected, "got:\n%s", shown_members);                      \
    } while (0)

#endif
