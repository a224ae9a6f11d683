/* stored_zip.h - a ZIP file of parts that a fuzzer makes, so that mutations reach what is in them.
 */
#ifndef FOI_FUZZ_STORED_ZIP_H
#define FOI_FUZZ_STORED_ZIP_H

#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <zlib.h>

/* A file while it is made; its directory comes behind the parts. */
typedef struct stored_zip {
    GByteArray *bytes;
    GByteArray *directory;
    unsigned parts;
} stored_zip;

static inline stored_zip stored_zip_new(void)
{
    return (stored_zip){g_byte_array_new(), g_byte_array_new(), 0};
}

static inline void stored_zip_number(GByteArray *out, uint32_t value, unsigned size)
{
    for (unsigned i = 0; i < size; i++)
        g_byte_array_append(out, &(guint8){(guint8)(value >> (8 * i))}, 1);
}

/* What a header and an entry of the directory have in common. */
static inline void stored_zip_facts(GByteArray *out, const char *name, const void *data,
                                    size_t size)
{
    stored_zip_number(out, 20, 2);
    stored_zip_number(out, 0, 4);
    stored_zip_number(out, 0, 4);
    stored_zip_number(out, (uint32_t)crc32(0, data, (uInt)size), 4);
    stored_zip_number(out, (uint32_t)size, 4);
    stored_zip_number(out, (uint32_t)size, 4);
    stored_zip_number(out, (uint32_t)strlen(name), 2);
    stored_zip_number(out, 0, 2);
}

static inline void stored_zip_add(stored_zip *zip, const char *name, const void *data, size_t size)
{
    uint32_t offset = zip->bytes->len;
    g_byte_array_append(zip->bytes, (const guint8 *)"PK\3\4", 4);
    stored_zip_facts(zip->bytes, name, data, size);
    g_byte_array_append(zip->bytes, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(zip->bytes, data, (guint)size);
    g_byte_array_append(zip->directory, (const guint8 *)"PK\1\2\24\0", 6);
    stored_zip_facts(zip->directory, name, data, size);
    stored_zip_number(zip->directory, 0, 4);
    stored_zip_number(zip->directory, 0, 4);
    stored_zip_number(zip->directory, 0, 2);
    stored_zip_number(zip->directory, offset, 4);
    g_byte_array_append(zip->directory, (const guint8 *)name, (guint)strlen(name));
    zip->parts++;
}

static inline void stored_zip_add_text(stored_zip *zip, const char *name, const char *text)
{
    stored_zip_add(zip, name, text, strlen(text));
}

/* The whole file, for the caller to g_byte_array_unref. */
static inline GByteArray *stored_zip_end(stored_zip *zip)
{
    uint32_t offset = zip->bytes->len;
    g_byte_array_append(zip->bytes, zip->directory->data, zip->directory->len);
    g_byte_array_append(zip->bytes, (const guint8 *)"PK\5\6\0\0\0\0", 8);
    stored_zip_number(zip->bytes, zip->parts, 2);
    stored_zip_number(zip->bytes, zip->parts, 2);
    stored_zip_number(zip->bytes, zip->directory->len, 4);
    stored_zip_number(zip->bytes, offset, 4);
    stored_zip_number(zip->bytes, 0, 2);
    g_byte_array_unref(zip->directory);
    return zip->bytes;
}

#endif
