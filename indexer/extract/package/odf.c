#include "indexer/extract/package/odf.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/embedded.h"

static bool is_package(const foi_input *input)
{
    return input->length >= 2 && memcmp(input->bytes, "PK", 2) == 0;
}

static bool visit_manifest(void *data, xmlTextReader *reader, int type, const char *name)
{
    bool *locked = data;
    (void)reader;
    *locked |= type == XML_READER_TYPE_ELEMENT && strcmp(name, "encryption-data") == 0;
    return !*locked;
}

static bool is_locked(foi_odf *odf)
{
    bool locked = false;
    foi_parts_end end =
        foi_parts_read(&odf->parts, "META-INF/manifest.xml", visit_manifest, &locked);
    if (locked || end == FOI_PARTS_LOCKED)
        foi_output_status(odf->output, FOI_READ_ENCRYPTED,
                          "the document is protected by a password");
    return locked || end == FOI_PARTS_LOCKED;
}

static void read_title(foi_odf *odf)
{
    g_autoptr(GString) title = g_string_new(NULL);
    foi_title_search search = {title, false};
    foi_odf_read(odf, "meta.xml", foi_title_visit, &search);
    foi_output_title(odf->output, title->str);
}

bool foi_odf_open(foi_odf *odf, const foi_input *input, foi_output *output)
{
    *odf = (foi_odf){.output = output};
    if (!is_package(input))
        odf->flat = input;
    else if (!foi_parts_open(&odf->parts, input, output))
        return false;
    if (odf->flat == NULL && is_locked(odf)) {
        foi_odf_close(odf);
        return false;
    }
    read_title(odf);
    return true;
}

void foi_odf_close(foi_odf *odf)
{
    foi_parts_close(&odf->parts);
}

/* The bytes of a flat document on their way to the reader. */
typedef struct flat_stream {
    const foi_input *input;
    size_t at;
} flat_stream;

static int read_flat(void *context, char *buffer, int length)
{
    flat_stream *stream = context;
    size_t count = MIN((size_t)length, stream->input->length - stream->at);
    memcpy(buffer, stream->input->bytes + stream->at, count);
    stream->at += count;
    return (int)count;
}

foi_parts_end foi_odf_read(foi_odf *odf, const char *part, foi_xml_visit *visit, void *data)
{
    foi_parts_end end;
    if (odf->flat == NULL) {
        end = foi_parts_read(&odf->parts, part, visit, data);
    } else {
        flat_stream stream = {odf->flat, 0};
        end = foi_xml_read(read_flat, &stream, visit, data) ? FOI_PARTS_WHOLE : FOI_PARTS_BROKEN;
    }
    foi_parts_note_end(odf->output, part, end);
    return end;
}

GPtrArray *foi_odf_objects(foi_odf *odf)
{
    GPtrArray *objects = g_ptr_array_new_with_free_func(g_free);
    unsigned count = odf->flat == NULL ? foi_parts_count(&odf->parts) : 0;
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_parts_name(&odf->parts, i);
        if (name == NULL || !g_str_has_suffix(name, "/" FOI_ODF_CONTENT))
            continue;
        if (objects->len == FOI_ODF_OBJECTS) {
            foi_output_status(odf->output, FOI_READ_PARTIAL,
                              "the document holds more objects than the limit allows");
            break;
        }
        g_ptr_array_add(objects, g_strdup(name));
    }
    return objects;
}

/* Objects of other programs lie in the root, without an extension. */
static bool is_embedded(const char *name)
{
    return g_str_has_prefix(name, "Object ") && strchr(name, '/') == NULL;
}

void foi_odf_give_members(foi_odf *odf)
{
    unsigned count = odf->flat == NULL ? foi_parts_count(&odf->parts) : 0;
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_parts_name(&odf->parts, i);
        if (name != NULL && is_embedded(name) && !foi_embedded_give_part(&odf->parts, name))
            return;
    }
}
