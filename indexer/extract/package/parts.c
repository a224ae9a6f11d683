#include "indexer/extract/package/parts.h"

#include <string.h>

#include "indexer/extract/package/zip_open.h"

static bool open_salvage(foi_parts *package, const foi_input *input)
{
    package->salvage = foi_zip_salvage_new(input->bytes, input->length);
    unsigned count = foi_zip_salvage_count(package->salvage);
    if (count > 0)
        return true;
    g_clear_pointer(&package->salvage, foi_zip_salvage_free);
    return false;
}

bool foi_parts_open(foi_parts *package, const foi_input *input, foi_output *output)
{
    *package = (foi_parts){.output = output};
    g_autofree char *reason = NULL;
    package->zip = foi_zip_open(input, &reason);
    if (package->zip == NULL) {
        bool salvaged = open_salvage(package, input);
        foi_output_status(output, salvaged ? FOI_READ_PARTIAL : FOI_READ_DAMAGED,
                          "the document is cut short or damaged: its directory cannot be read (%s)",
                          reason);
    }
    return package->zip != NULL || package->salvage != NULL;
}

void foi_parts_close(foi_parts *package)
{
    if (package->zip != NULL)
        zip_discard(package->zip);
    package->zip = NULL;
    g_clear_pointer(&package->salvage, foi_zip_salvage_free);
    g_clear_pointer(&package->lower, g_hash_table_unref);
}

unsigned foi_parts_count(const foi_parts *package)
{
    if (package->salvage != NULL)
        return foi_zip_salvage_count(package->salvage);
    return (unsigned)CLAMP(zip_get_num_entries(package->zip, 0), 0, G_MAXINT);
}

const char *foi_parts_name(const foi_parts *package, unsigned index)
{
    if (package->salvage != NULL)
        return foi_zip_salvage_name(package->salvage, index);
    return zip_get_name(package->zip, index, 0);
}

/* Names that differ from how they are asked for in their case are looked for among so many. */
#define LOWER_NAMES 100000

static GHashTable *lower_names(const foi_parts *package)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    unsigned count = MIN(foi_parts_count(package), LOWER_NAMES);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_parts_name(package, i);
        g_autofree char *lower = name == NULL ? NULL : g_ascii_strdown(name, -1);
        /* Some programs part folders with the sign of their system. */
        if (lower != NULL)
            g_strdelimit(lower, "\\", '/');
        if (lower != NULL && !g_hash_table_contains(names, lower))
            g_hash_table_insert(names, g_steal_pointer(&lower), GUINT_TO_POINTER(i + 1));
    }
    return names;
}

/* The index of the part NAME, -1 where there is none. */
static zip_int64_t locate(foi_parts *package, const char *name)
{
    zip_int64_t index = package->zip == NULL ? -1 : zip_name_locate(package->zip, name, 0);
    if (index >= 0)
        return index;
    if (package->lower == NULL)
        package->lower = lower_names(package);
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return (zip_int64_t)GPOINTER_TO_UINT(g_hash_table_lookup(package->lower, lower)) - 1;
}

bool foi_parts_has(foi_parts *package, const char *name)
{
    return locate(package, name) >= 0;
}

/* The stream that one part is read from: one of the two. */
typedef struct part_stream {
    foi_output *output;
    zip_file_t *file;
    foi_zip_stream *salvage;
} part_stream;

static int read_piece(void *context, char *buffer, int length)
{
    part_stream *stream = context;
    zip_int64_t count = stream->file != NULL ? zip_fread(stream->file, buffer, (zip_uint64_t)length)
                                             : foi_zip_stream_read(stream->salvage, buffer, length);
    /* Declared sizes are never trusted: what counts is what comes out. */
    bool good = count >= 0 && foi_output_unpacked(stream->output, (uint64_t)count);
    return good ? (int)count : -1;
}

static bool is_locked(const foi_parts *package, unsigned index)
{
    if (package->salvage != NULL)
        return foi_zip_salvage_is_locked(package->salvage, index);
    int code = zip_error_code_zip(zip_get_error(package->zip));
    return code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP;
}

static foi_parts_end open_part(foi_parts *package, const char *name, part_stream *stream)
{
    zip_int64_t index = locate(package, name);
    *stream = (part_stream){.output = package->output};
    if (index < 0)
        return FOI_PARTS_MISSING;
    if (package->salvage != NULL)
        stream->salvage = foi_zip_stream_new(package->salvage, (unsigned)index);
    else
        stream->file = zip_fopen_index(package->zip, (zip_uint64_t)index, 0);
    if (stream->file != NULL || stream->salvage != NULL)
        return FOI_PARTS_WHOLE;
    return is_locked(package, (unsigned)index) ? FOI_PARTS_LOCKED : FOI_PARTS_BROKEN;
}

static void close_part(part_stream *stream)
{
    if (stream->file != NULL)
        zip_fclose(stream->file);
    foi_zip_stream_free(stream->salvage);
}

foi_parts_end foi_parts_read(foi_parts *package, const char *name, foi_xml_visit *visit, void *data)
{
    part_stream stream;
    foi_parts_end end = open_part(package, name, &stream);
    if (end == FOI_PARTS_WHOLE && !foi_xml_read(read_piece, &stream, visit, data))
        end = FOI_PARTS_BROKEN;
    close_part(&stream);
    return end;
}

foi_parts_end foi_parts_unpack(foi_parts *package, const char *name, GByteArray *bytes)
{
    part_stream stream;
    foi_parts_end end = open_part(package, name, &stream);
    char piece[16384];
    int count = 0;
    while (end == FOI_PARTS_WHOLE && (count = read_piece(&stream, piece, sizeof piece)) > 0)
        g_byte_array_append(bytes, (const guint8 *)piece, (guint)count);
    close_part(&stream);
    return count < 0 ? FOI_PARTS_BROKEN : end;
}

bool foi_title_visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_title_search *search = data;
    bool title = name != NULL && strcmp(name, "title") == 0;
    if (title && type == XML_READER_TYPE_ELEMENT)
        search->inside = true;
    else if (title && type == XML_READER_TYPE_END_ELEMENT)
        return false;
    else if (search->inside && foi_xml_is_text(type))
        g_string_append(search->title, (const char *)xmlTextReaderConstValue(reader));
    return true;
}

void foi_parts_read_title(foi_parts *package, const char *part)
{
    g_autoptr(GString) title = g_string_new(NULL);
    foi_title_search search = {title, false};
    foi_parts_read(package, part, foi_title_visit, &search);
    foi_output_title(package->output, title->str);
}

void foi_parts_note_end(foi_output *output, const char *part, foi_parts_end end)
{
    if (end == FOI_PARTS_BROKEN)
        foi_output_status(output, FOI_READ_PARTIAL, "the part %s is damaged", part);
    else if (end == FOI_PARTS_LOCKED)
        foi_output_status(output, FOI_READ_ENCRYPTED, "the document is protected by a password");
}

char *foi_parts_directory(const char *part)
{
    const char *slash = strrchr(part, '/');
    return slash == NULL ? g_strdup("") : g_strndup(part, (gsize)(slash - part) + 1);
}

char *foi_parts_resolve(const char *base, const char *target)
{
    if (*target == '/')
        return g_strdup(target + 1);
    size_t room = strlen(base);
    while (g_str_has_prefix(target, "../") || g_str_has_prefix(target, "./")) {
        if (target[1] == '.' && room > 0) {
            room--;
            while (room > 0 && base[room - 1] != '/')
                room--;
        }
        target = strchr(target, '/') + 1;
    }
    return g_strdup_printf("%.*s%s", (int)room, base, target);
}
