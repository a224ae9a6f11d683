#include "indexer/extract/package/ooxml.h"

#include <string.h>

bool foi_ooxml_open(foi_ooxml *package, const foi_input *input, foi_output *output)
{
    *package = (foi_ooxml){.output = output};
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(input->bytes, input->length, 0, &error);
    if (source != NULL)
        package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (package->zip == NULL) {
        foi_output_status(output, FOI_READ_DAMAGED,
                          "the document is cut short or damaged: its directory cannot be read (%s)",
                          zip_error_strerror(&error));
        if (source != NULL)
            zip_source_free(source);
    }
    zip_error_fini(&error);
    return package->zip != NULL;
}

void foi_ooxml_close(foi_ooxml *package)
{
    if (package->zip != NULL)
        zip_discard(package->zip);
    package->zip = NULL;
    g_clear_pointer(&package->lower, g_hash_table_unref);
}

/* The stream that one part is read from. */
typedef struct part_stream {
    foi_ooxml *package;
    zip_file_t *file;
    bool failed;
} part_stream;

static int read_piece(void *context, char *buffer, int length)
{
    part_stream *stream = context;
    zip_int64_t count = zip_fread(stream->file, buffer, (zip_uint64_t)length);
    /* Declared sizes are never trusted: what counts is what comes out. */
    if (count < 0 || !foi_output_unpacked(stream->package->output, (uint64_t)count)) {
        stream->failed = true;
        return -1;
    }
    return (int)count;
}

static void ignore_error(void *data, xmlErrorPtr error)
{
    (void)data;
    (void)error;
}

static bool visit_all(xmlTextReader *reader, foi_ooxml_visit *visit, void *data, int *result)
{
    while ((*result = xmlTextReaderRead(reader)) == 1) {
        int type = xmlTextReaderNodeType(reader);
        const char *name = (const char *)xmlTextReaderConstLocalName(reader);
        if (!visit(data, reader, type, name))
            return false;
        if (type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(reader) &&
            !visit(data, reader, XML_READER_TYPE_END_ELEMENT, name))
            return false;
    }
    return true;
}

/* Names that differ from how they are asked for in their case are looked for among so many. */
#define LOWER_NAMES 100000

static GHashTable *lower_names(zip_t *zip)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    zip_int64_t count = MIN(zip_get_num_entries(zip, 0), LOWER_NAMES);
    for (zip_int64_t i = 0; i < count; i++) {
        const char *name = zip_get_name(zip, (zip_uint64_t)i, 0);
        g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown(name, -1);
        if (lower != NULL && !g_hash_table_contains(names, lower))
            g_hash_table_insert(names, g_steal_pointer(&lower), GINT_TO_POINTER(i + 1));
    }
    return names;
}

static zip_int64_t locate(foi_ooxml *package, const char *name)
{
    zip_int64_t index = zip_name_locate(package->zip, name, 0);
    if (index >= 0)
        return index;
    if (package->lower == NULL)
        package->lower = lower_names(package->zip);
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return GPOINTER_TO_INT(g_hash_table_lookup(package->lower, lower)) - 1;
}

bool foi_ooxml_has(foi_ooxml *package, const char *name)
{
    return locate(package, name) >= 0;
}

foi_ooxml_end foi_ooxml_read(foi_ooxml *package, const char *name, foi_ooxml_visit *visit,
                             void *data)
{
    zip_int64_t index = locate(package, name);
    if (index < 0)
        return FOI_OOXML_MISSING;
    part_stream stream = {package, zip_fopen_index(package->zip, (zip_uint64_t)index, 0), false};
    if (stream.file == NULL) {
        int code = zip_error_code_zip(zip_get_error(package->zip));
        return code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP ? FOI_OOXML_LOCKED
                                                                     : FOI_OOXML_BROKEN;
    }
    /* Entities are not replaced and nothing outside of the part is loaded. The limits of the
     * library on depth and length stay on. */
    xmlTextReader *reader =
        xmlReaderForIO(read_piece, NULL, &stream, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
    int result = -1;
    bool stopped = false;
    if (reader != NULL) {
        xmlTextReaderSetStructuredErrorHandler(reader, ignore_error, NULL);
        stopped = !visit_all(reader, visit, data, &result);
        xmlFreeTextReader(reader);
    }
    zip_fclose(stream.file);
    return stopped || (result == 0 && !stream.failed) ? FOI_OOXML_WHOLE : FOI_OOXML_BROKEN;
}

char *foi_ooxml_attribute(xmlTextReader *reader, const char *name)
{
    char *value = NULL;
    while (value == NULL && xmlTextReaderMoveToNextAttribute(reader) == 1)
        if (strcmp((const char *)xmlTextReaderConstLocalName(reader), name) == 0)
            value = g_strdup((const char *)xmlTextReaderConstValue(reader));
    xmlTextReaderMoveToElement(reader);
    return value;
}

int foi_ooxml_number(xmlTextReader *reader, const char *name, int fallback)
{
    g_autofree char *value = foi_ooxml_attribute(reader, name);
    if (value == NULL || !(g_ascii_isdigit(*value) || *value == '-'))
        return fallback;
    gint64 number = g_ascii_strtoll(value, NULL, 10);
    return number < -1000000000 || number > 1000000000 ? fallback : (int)number;
}

bool foi_ooxml_is_on(xmlTextReader *reader)
{
    g_autofree char *value = foi_ooxml_attribute(reader, "val");
    return value == NULL ||
           (strcmp(value, "0") != 0 && strcmp(value, "false") != 0 && strcmp(value, "off") != 0);
}

void foi_ooxml_note_end(foi_output *output, const char *part, foi_ooxml_end end)
{
    if (end == FOI_OOXML_BROKEN)
        foi_output_status(output, FOI_READ_PARTIAL, "the part %s is damaged", part);
    else if (end == FOI_OOXML_LOCKED)
        foi_output_status(output, FOI_READ_ENCRYPTED, "the document is protected by a password");
}

char *foi_ooxml_directory(const char *part)
{
    const char *slash = strrchr(part, '/');
    return slash == NULL ? g_strdup("") : g_strndup(part, (gsize)(slash - part) + 1);
}
