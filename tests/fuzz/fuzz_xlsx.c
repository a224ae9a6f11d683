/* fuzz_xlsx.c - hostile XLSX workbooks (libFuzzer).
 *
 * A ZIP file that is changed at random is mostly one that cannot be unpacked. So the input is the
 * text of the parts, one after the other with a NUL between them, and is packed here.
 */
#include <string.h>
#include <zip.h>

#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_xlsx;

static const char *const PARTS[] = {
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/_rels/sheet1.xml.rels",
    "xl/comments1.xml",
    "xl/drawings/drawing1.xml",
    "docProps/core.xml",
};

/* The parts of DATA as a ZIP file. */
static GByteArray *pack(const uint8_t *data, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS) && size > 0; i++) {
        const uint8_t *stop = memchr(data, 0, size);
        size_t count = stop == NULL ? size : (size_t)(stop - data);
        zip_int64_t index = zip_file_add(zip, PARTS[i], zip_source_buffer(zip, data, count, 0), 0);
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
        data += stop == NULL ? count : count + 1;
        size -= stop == NULL ? count : count + 1;
    }
    zip_close(zip);
    uint8_t piece[4096];
    zip_int64_t count;
    GByteArray *bytes = g_byte_array_new();
    zip_source_open(target);
    while ((count = zip_source_read(target, piece, sizeof piece)) > 0)
        g_byte_array_append(bytes, piece, (guint)count);
    zip_source_close(target);
    zip_source_free(target);
    return bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GByteArray) bytes = pack(data, size);
    return fuzz_one(&foi_extractor_xlsx, bytes->data, bytes->len);
}
