#include "indexer/extract/word/rtf_object.h"

#include <glib.h>
#include <string.h>

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

/* A string that ends with a zero byte, for the caller to g_free. */
static char *take_line(object_reader *reader)
{
    const uint8_t *stop = memchr(reader->at, 0, (size_t)(reader->end - reader->at));
    const uint8_t *end = stop == NULL ? reader->end : stop;
    char *line = g_strndup((const char *)reader->at, (gsize)(end - reader->at));
    reader->at = stop == NULL ? end : stop + 1;
    return line;
}

static void give(foi_output *output, const char *name, object_reader data)
{
    if (data.end > data.at)
        foi_output_member(output, name, NULL, NULL, data.at, (size_t)(data.end - data.at));
}

/* What the packager of Windows made of a file that was dropped into a document. */
static void give_package(foi_output *output, object_reader data)
{
    take_number(&data, 2);
    g_autofree char *label = take_line(&data);
    g_autofree char *origin = take_line(&data);
    take_number(&data, 4);
    g_autofree char *copy = take_string(&data);
    give(output, *label != '\0' ? label : "embedded file",
         take_bytes(&data, take_number(&data, 4)));
}

void foi_rtf_object_give(const uint8_t *bytes, size_t length, foi_output *output)
{
    if (length == 0)
        return;
    object_reader reader = {bytes, bytes + length};
    take_number(&reader, 4);
    uint32_t format = take_number(&reader, 4);
    g_autofree char *class = take_string(&reader);
    g_autofree char *topic = take_string(&reader);
    g_autofree char *item = take_string(&reader);
    /* A link has no bytes. */
    if (format != FORMAT_EMBEDDED)
        return;
    object_reader data = take_bytes(&reader, take_number(&reader, 4));
    if (strcmp(class, "Package") == 0)
        give_package(output, data);
    else
        give(output, *class != '\0' ? class : "embedded object", data);
}
