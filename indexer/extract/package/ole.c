#include "indexer/extract/package/ole.h"

#include <gsf/gsf-doc-meta-data.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-meta-names.h>
#include <gsf/gsf-msole-utils.h>
#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>

#include "indexer/extract/limits.h"

#define SUMMARY "\005SummaryInformation"

struct foi_ole {
    GsfInfile *infile;
    foi_output *output;
    uint64_t file_bytes; /* no stream of a sound file is longer */
    GHashTable *places;  /* names in small letters -> index + 1; empty until one is looked for */
};

static foi_ole *wrap(GsfInfile *infile, foi_output *output, uint64_t file_bytes)
{
    foi_ole *ole = g_new0(foi_ole, 1);
    ole->infile = infile;
    ole->output = output;
    ole->file_bytes = file_bytes;
    ole->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return ole;
}

static foi_ole *open_bytes(const uint8_t *bytes, size_t length, foi_output *output,
                           foi_read_status failed, const char *what)
{
    g_autoptr(GError) error = NULL;
    GsfInput *memory = gsf_input_memory_new(bytes, (gsf_off_t)length, FALSE);
    GsfInfile *infile = gsf_infile_msole_new(memory, &error);
    g_object_unref(memory);
    if (infile != NULL)
        return wrap(infile, output, length);
    foi_output_status(output, failed, "%s cannot be opened: %s", what,
                      error == NULL ? "no reason is given" : error->message);
    return NULL;
}

foi_ole *foi_ole_open(const foi_input *input, foi_output *output)
{
    return open_bytes(input->bytes, input->length, output, FOI_READ_DAMAGED, "the file");
}

foi_ole *foi_ole_open_object(const uint8_t *bytes, size_t length, foi_output *output)
{
    return open_bytes(bytes, length, output, FOI_READ_PARTIAL, "a file in it");
}

void foi_ole_free(foi_ole *ole)
{
    if (ole == NULL)
        return;
    g_object_unref(ole->infile);
    g_hash_table_unref(ole->places);
    g_free(ole);
}

unsigned foi_ole_count(const foi_ole *ole)
{
    int count = MAX(gsf_infile_num_children(ole->infile), 0);
    if (count > FOI_OLE_ENTRIES)
        foi_output_status(ole->output, FOI_READ_PARTIAL,
                          "a storage has more entries than the limit allows");
    return (unsigned)MIN(count, FOI_OLE_ENTRIES);
}

const char *foi_ole_name(const foi_ole *ole, unsigned index)
{
    return gsf_infile_name_by_index(ole->infile, (int)index);
}

/* The library walks a list for each index: it is asked for all names once. */
static void list_places(const foi_ole *ole)
{
    unsigned count = foi_ole_count(ole);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_ole_name(ole, i);
        char *lower = name == NULL ? NULL : g_ascii_strdown(name, -1);
        if (lower != NULL && !g_hash_table_contains(ole->places, lower))
            g_hash_table_insert(ole->places, lower, GUINT_TO_POINTER(i + 1));
        else
            g_free(lower);
    }
}

/* The place of NAME among the entries of OLE, -1 where there is none. */
static int find(const foi_ole *ole, const char *name)
{
    if (g_hash_table_size(ole->places) == 0)
        list_places(ole);
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return GPOINTER_TO_INT(g_hash_table_lookup(ole->places, lower)) - 1;
}

static bool is_storage(GsfInput *child)
{
    return GSF_IS_INFILE(child) && gsf_infile_num_children(GSF_INFILE(child)) >= 0;
}

/* Entry INDEX where it is of the kind asked for, for the caller to g_object_unref; NULL. */
static GsfInput *child_at(const foi_ole *ole, int index, bool storage)
{
    GsfInput *child = index < 0 ? NULL : gsf_infile_child_by_index(ole->infile, index);
    if (child != NULL && is_storage(child) != storage)
        g_clear_object(&child);
    return child;
}

bool foi_ole_has_stream(const foi_ole *ole, const char *name)
{
    GsfInput *stream = child_at(ole, find(ole, name), false);
    bool has = stream != NULL;
    g_clear_object(&stream);
    return has;
}

static GBytes *read_stream(const foi_ole *ole, GsfInput *stream, const char *name)
{
    gsf_off_t size = gsf_input_size(stream);
    if (size < 0 || (uint64_t)size > ole->file_bytes) {
        foi_output_status(ole->output, FOI_READ_PARTIAL, "the stream %s is longer than the file",
                          name);
        return NULL;
    }
    if (!foi_output_unpacked(ole->output, (uint64_t)size))
        return NULL;
    /* With a buffer of our own: the library's is overwritten when another stream is read. */
    g_autofree guint8 *bytes = g_malloc((gsize)size + 1);
    if (size > 0 && gsf_input_read(stream, (gsize)size, bytes) == NULL) {
        foi_output_status(ole->output, FOI_READ_PARTIAL, "the stream %s is cut short", name);
        return NULL;
    }
    return g_bytes_new_take(g_steal_pointer(&bytes), (gsize)size);
}

GBytes *foi_ole_stream_at(const foi_ole *ole, unsigned index)
{
    GsfInput *stream = child_at(ole, (int)index, false);
    const char *name = foi_ole_name(ole, index);
    GBytes *bytes = stream == NULL ? NULL : read_stream(ole, stream, name == NULL ? "" : name);
    g_clear_object(&stream);
    return bytes;
}

foi_ole *foi_ole_storage_at(const foi_ole *ole, unsigned index)
{
    GsfInput *child = child_at(ole, (int)index, true);
    return child == NULL ? NULL : wrap(GSF_INFILE(child), ole->output, ole->file_bytes);
}

GBytes *foi_ole_stream(const foi_ole *ole, const char *name)
{
    int index = find(ole, name);
    return index < 0 ? NULL : foi_ole_stream_at(ole, (unsigned)index);
}

foi_ole *foi_ole_storage(const foi_ole *ole, const char *name)
{
    int index = find(ole, name);
    return index < 0 ? NULL : foi_ole_storage_at(ole, (unsigned)index);
}

/* --- a storage as a file --- */

static void pack_stream(const foi_ole *ole, unsigned index, GsfOutfile *into)
{
    g_autoptr(GBytes) bytes = foi_ole_stream_at(ole, index);
    if (bytes == NULL)
        return;
    GsfOutput *stream = gsf_outfile_new_child(into, foi_ole_name(ole, index), FALSE);
    gsize length;
    const guint8 *data = g_bytes_get_data(bytes, &length);
    gsf_output_write(stream, length, data);
    gsf_output_close(stream);
    g_object_unref(stream);
}

/* Depth is bounded: a storage that lies deeper is left out. */
static void pack_all(const foi_ole *ole, GsfOutfile *into, unsigned depth)
{
    unsigned count = foi_ole_count(ole);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_ole_name(ole, i);
        g_autoptr(foi_ole) inner = name == NULL ? NULL : foi_ole_storage_at(ole, i);
        if (name == NULL || (inner != NULL && depth >= FOI_OLE_DEPTH))
            continue;
        if (inner == NULL) {
            pack_stream(ole, i, into);
            continue;
        }
        GsfOutput *storage = gsf_outfile_new_child(into, name, TRUE);
        pack_all(inner, GSF_OUTFILE(storage), depth + 1);
        gsf_output_close(storage);
        g_object_unref(storage);
    }
}

GBytes *foi_ole_pack(const foi_ole *ole)
{
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *outfile = gsf_outfile_msole_new(memory);
    pack_all(ole, outfile, 0);
    gsf_output_close(GSF_OUTPUT(outfile));
    gsize length = (gsize)gsf_output_size(memory);
    GBytes *bytes = g_bytes_new(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)), length);
    g_object_unref(outfile);
    g_object_unref(memory);
    return bytes;
}

static void give_title(const foi_ole *ole, GsfInput *summary)
{
    GsfDocMetaData *data = gsf_doc_meta_data_new();
    GError *error = gsf_doc_meta_data_read_from_msole(data, summary);
    GsfDocProp *title = gsf_doc_meta_data_lookup(data, GSF_META_NAME_TITLE);
    const GValue *value = title == NULL ? NULL : gsf_doc_prop_get_val(title);
    if (value != NULL && G_VALUE_HOLDS_STRING(value))
        foi_output_title(ole->output, g_value_get_string(value));
    g_clear_error(&error);
    g_object_unref(data);
}

void foi_ole_read_title(const foi_ole *ole)
{
    GsfInput *summary = child_at(ole, find(ole, SUMMARY), false);
    if (summary == NULL)
        return;
    give_title(ole, summary);
    g_object_unref(summary);
}
