#include "indexer/extract/word/rtf_object.h"

#include <glib.h>
#include <string.h>

#include "indexer/extract/package/embedded.h"

#define FORMAT_EMBEDDED 2

/* What is left to read of an object; behind its end all is zero. */
typedef struct object_reader {
    const uint8_t *at;
    const uint8_t *end;
} object_reader;

static uint32_t take_number(object_reader *reader, unsigned bytes)
{
    uint32_t number = 0;
    if (reader->end - reader->at < (ptrdiff_t)bytes) {
        reader->at = reader->end;
        return 0;
    }
    for (unsigned i = 0; i < bytes; i++)
        number |= (uint32_t)*reader->at++ << (8 * i);
    return number;
}

/* The next LENGTH bytes, less where there are not so many. */
static object_reader take_bytes(object_reader *reader, uint32_t length)
{
    object_reader taken = {reader->at, reader->end};
    if ((size_t)(reader->end - reader->at) > length)
        taken.end = reader->at + length;
    reader->at = taken.end;
    return taken;
}

/* A string with its length before it, for the caller to g_free. */
static char *take_string(object_reader *reader)
{
    object_reader bytes = take_bytes(reader, take_number(reader, 4));
    return g_strndup((const char *)bytes.at, (gsize)(bytes.end - bytes.at));
}

static void give_package(foi_output *output, const char *name, object_reader data)
{
    g_autofree char *own = NULL;
    g_autoptr(GBytes) file = foi_embedded_unpack(data.at, (size_t)(data.end - data.at), &own);
    if (file == NULL) {
        foi_output_status(output, FOI_READ_PARTIAL, "an embedded file is damaged");
        return;
    }
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(file, &length);
    foi_output_member(output, own == NULL ? name : own, NULL, NULL, bytes, length);
}

void foi_rtf_object_give(const uint8_t *bytes, size_t length, foi_output *output)
{
    if (length == 0)
        return;
    object_reader reader = {bytes, bytes + length};
    take_number(&reader, 4);
    uint32_t format = take_number(&reader, 4);
    g_autofree char *class = take_string(&reader);
    /* Topic and item of a link, which mean nothing here. */
    for (int i = 0; i < 2; i++)
        take_bytes(&reader, take_number(&reader, 4));
    /* A link has no bytes. */
    if (format != FORMAT_EMBEDDED)
        return;
    object_reader data = take_bytes(&reader, take_number(&reader, 4));
    if (data.end == data.at)
        return;
    if (strcmp(class, "Package") == 0)
        give_package(output, "embedded file", data);
    else
        foi_embedded_give(output, *class != '\0' ? class : "embedded object", data.at,
                          (size_t)(data.end - data.at));
}
