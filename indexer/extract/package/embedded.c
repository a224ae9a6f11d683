#include "indexer/extract/package/embedded.h"

#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/package/view.h"

/* A file that was dropped into a document, with its name. */
#define NATIVE_STREAM "\001Ole10Native"
#define NATIVE_FILE   2
#define OLE_MARK      "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

/* Streams that hold the file of a newer program as it is. */
static const char *const PLAIN_STREAMS[] = {"Package", "EmbeddedOdf", "package_stream", "CONTENTS"};

/* How such a file begins: those of Office, old and new, and of OpenDocument, and PDF. */
static const char *const BEGINNINGS[] = {OLE_MARK, "PK\3\4", "%PDF"};

typedef struct storage_row {
    const char *stream;
    const char *ending;
} storage_row;

/* Streams by which a storage of Office is known, which is a file once it lies alone. */
static const storage_row STORAGES[] = {
    {"WordDocument", ".doc"},
    {"Workbook", ".xls"},
    {"Book", ".xls"},
    {"PowerPoint Document", ".ppt"},
};

static bool skip(foi_view *from, size_t count)
{
    return foi_view_take(from, count).length == count;
}

static bool read_number(foi_view *from, uint32_t *number)
{
    bool there = from->length >= 4;
    *number = foi_view_take_number(from, 4);
    return there;
}

/* Past a text that ends in a NUL; *TEXT gets it. */
static bool read_text(foi_view *from, foi_view *text)
{
    const uint8_t *end = from->length == 0 ? NULL : memchr(from->bytes, 0, from->length);
    if (end == NULL)
        return false;
    *text = foi_view_take(from, (size_t)(end - from->bytes));
    return skip(from, 1);
}

/* The file that the packager of Windows wrapped: sign, label, path, reserved, temporary path,
 * bytes. What is left of FROM is these. */
static bool find_file(foi_view *from, foi_view *label)
{
    foi_view path;
    uint32_t size;
    uint32_t temporary;
    if (!skip(from, 2) || !read_text(from, label) || !read_text(from, &path) || !skip(from, 4) ||
        !read_number(from, &temporary) || !skip(from, temporary) || !read_number(from, &size) ||
        size > from->length)
        return false;
    from->length = size;
    return true;
}

/* What a native stream that holds a file, and not the data of some program, is marked with. */
static bool holds_file(GBytes *stream)
{
    foi_view native = foi_view_of(stream);
    return foi_view_16(native, 4) == NATIVE_FILE;
}

GBytes *foi_embedded_unpack(const uint8_t *bytes, size_t length, char **own)
{
    foi_view from = {bytes, length};
    foi_view label;
    *own = NULL;
    if (!find_file(&from, &label))
        return NULL;
    g_auto(foi_utf8) text =
        foi_charset_decode(label.bytes, label.length, "windows-1252", FOI_TITLE_LENGTH);
    if (text.length > 0)
        *own = g_strndup(text.text, text.length);
    return g_bytes_new(from.bytes, from.length);
}

/* What a native stream holds behind its size; a damaged one is given as it is. */
static GBytes *unpack_native(foi_output *output, const char *name, GBytes *stream, char **own)
{
    foi_view native = foi_view_of(stream);
    GBytes *file =
        native.length < 4 ? NULL : foi_embedded_unpack(native.bytes + 4, native.length - 4, own);
    if (file != NULL)
        return file;
    foi_output_status(output, FOI_READ_PARTIAL, "the embedded file %s is damaged", name);
    return g_bytes_ref(stream);
}

/* A stream of these names may also hold the settings of some control. */
static bool is_file(GBytes *stream)
{
    foi_view data = foi_view_of(stream);
    for (size_t i = 0; i < G_N_ELEMENTS(BEGINNINGS); i++)
        if (data.length > 4 && memcmp(data.bytes, BEGINNINGS[i], 4) == 0)
            return true;
    return false;
}

/* The bytes of the file that another program left as it is; NULL where there is none. */
static GBytes *plain_stream(const foi_ole *ole)
{
    for (size_t i = 0; i < G_N_ELEMENTS(PLAIN_STREAMS); i++) {
        g_autoptr(GBytes) stream = foi_ole_stream(ole, PLAIN_STREAMS[i]);
        if (stream != NULL && is_file(stream))
            return g_steal_pointer(&stream);
    }
    return NULL;
}

/* The file that OLE wraps, which is called NAME here and *OWN there; NULL: it wraps none. */
static GBytes *unwrap(foi_output *output, const char *name, const foi_ole *ole, char **own)
{
    g_autoptr(GBytes) native = foi_ole_stream(ole, NATIVE_STREAM);
    if (native == NULL)
        return plain_stream(ole);
    return holds_file(native) ? unpack_native(output, name, native, own) : NULL;
}

static bool give(foi_output *output, const char *name, GBytes *file)
{
    foi_view bytes = foi_view_of(file);
    return foi_output_member(output, name, NULL, NULL, bytes.bytes, bytes.length);
}

bool foi_embedded_give(foi_output *output, const char *name, const uint8_t *bytes, size_t length)
{
    bool wrapper = length >= 8 && memcmp(bytes, OLE_MARK, 8) == 0;
    g_autoptr(foi_ole) ole = wrapper ? foi_ole_open_object(bytes, length, output) : NULL;
    g_autofree char *own = NULL;
    g_autoptr(GBytes) file = ole == NULL ? NULL : unwrap(output, name, ole, &own);
    if (file != NULL)
        return give(output, own == NULL ? name : own, file);
    return foi_output_member(output, name, NULL, NULL, bytes, length);
}

GBytes *foi_embedded_file(foi_output *output, const char *name, const foi_ole *ole, char **own)
{
    *own = NULL;
    GBytes *file = unwrap(output, name, ole, own);
    for (size_t i = 0; i < G_N_ELEMENTS(STORAGES) && file == NULL; i++) {
        if (!foi_ole_has_stream(ole, STORAGES[i].stream))
            continue;
        *own = g_strconcat(name, STORAGES[i].ending, NULL);
        file = foi_ole_pack(ole);
    }
    return file;
}

bool foi_embedded_give_storage(foi_output *output, const char *name, const foi_ole *ole)
{
    g_autofree char *own = NULL;
    g_autoptr(GBytes) file = foi_embedded_file(output, name, ole, &own);
    return file == NULL || give(output, own == NULL ? name : own, file);
}

bool foi_embedded_give_part(foi_parts *package, const char *name)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_parts_end end = foi_parts_unpack(package, name, bytes);
    foi_parts_note_end(package->output, name, end);
    if (bytes->len == 0)
        return true;
    return foi_embedded_give(package->output, name, bytes->data, bytes->len);
}

void foi_embedded_give_all(foi_parts *package)
{
    unsigned count = foi_parts_count(package);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_parts_name(package, i);
        if (name != NULL && strstr(name, "/embeddings/") != NULL && !g_str_has_suffix(name, "/") &&
            strstr(name, "/_rels/") == NULL && !foi_embedded_give_part(package, name))
            return;
    }
}
