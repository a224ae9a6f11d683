#include "indexer/extract/package/ole_object.h"

#include <string.h>

#include "indexer/extract/package/view.h"

#define NATIVE      "\001Ole10Native"
/* What a native stream that holds a file, and not the data of some program, is marked with. */
#define NATIVE_FILE 2

typedef struct kind_row {
    const char *stream;
    const char *ending;
} kind_row;

/* Streams by which a program's own storage is known: it is a file once it lies alone. */
static const kind_row STORAGES[] = {
    {"WordDocument", ".doc"},
    {"Workbook", ".xls"},
    {"Book", ".xls"},
    {"PowerPoint Document", ".ppt"},
};

/* Streams that are a whole file. Its kind is told by its content. */
static const kind_row STREAMS[] = {
    {"Package", ""},
    {"CONTENTS", ""},
};

/* The bytes at *AT up to their NUL as a name; *AT: behind it. */
static foi_view read_string(foi_view native, size_t *at)
{
    foi_view rest = foi_view_part(native, *at, native.length);
    const uint8_t *end = rest.length == 0 ? NULL : memchr(rest.bytes, 0, rest.length);
    foi_view string =
        foi_view_part(rest, 0, end == NULL ? rest.length : (size_t)(end - rest.bytes));
    *at += string.length + 1;
    return string;
}

/* The file in a native stream behind its names; *NAME: what it was called. */
static foi_view file_in_native(foi_view native, foi_view *name)
{
    size_t at = 6;
    *name = read_string(native, &at);
    read_string(native, &at);
    at += 4;
    at += 4 + (size_t)foi_view_32(native, at);
    return foi_view_part(native, at + 4, foi_view_32(native, at));
}

static bool give_native(foi_view native, const char *name, foi_output *output)
{
    if (foi_view_16(native, 4) != NATIVE_FILE) {
        foi_view data = foi_view_part(native, 4, native.length);
        return foi_output_member(output, name, NULL, NULL, data.bytes, data.length);
    }
    foi_view label;
    foi_view file = file_in_native(native, &label);
    g_autofree char *bytes = g_strndup((const char *)label.bytes, label.length);
    g_autofree char *utf8 = g_utf8_validate(bytes, -1, NULL)
                                ? g_strdup(bytes)
                                : g_convert(bytes, -1, "UTF-8", "windows-1252", NULL, NULL, NULL);
    bool named = utf8 != NULL && *utf8 != '\0';
    return foi_output_member(output, named ? utf8 : name, NULL, NULL, file.bytes, file.length);
}

static bool give_stream(foi_ole *object, const char *stream, const char *name, foi_output *output)
{
    g_autoptr(GBytes) bytes = foi_ole_stream(object, stream);
    if (bytes == NULL)
        return true;
    foi_view view = foi_view_of(bytes);
    if (strcmp(stream, NATIVE) == 0)
        return give_native(view, name, output);
    return foi_output_member(output, name, NULL, NULL, view.bytes, view.length);
}

bool foi_ole_give_object(foi_ole *object, const char *name, foi_output *output)
{
    if (foi_ole_has_stream(object, NATIVE))
        return give_stream(object, NATIVE, name, output);
    for (size_t i = 0; i < G_N_ELEMENTS(STREAMS); i++)
        if (foi_ole_has_stream(object, STREAMS[i].stream))
            return give_stream(object, STREAMS[i].stream, name, output);
    for (size_t i = 0; i < G_N_ELEMENTS(STORAGES); i++) {
        if (!foi_ole_has_stream(object, STORAGES[i].stream))
            continue;
        g_autofree char *whole = g_strconcat(name, STORAGES[i].ending, NULL);
        g_autoptr(GBytes) bytes = foi_ole_pack(object);
        foi_view view = foi_view_of(bytes);
        return foi_output_member(output, whole, NULL, NULL, view.bytes, view.length);
    }
    return true;
}
