#include "indexer/extract/package/ole.h"

#include <gsf/gsf-doc-meta-data.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-meta-names.h>
#include <gsf/gsf-msole-utils.h>

#define SUMMARY "\005SummaryInformation"

struct foi_ole {
    GsfInfile *infile;
    foi_output *output;
    uint64_t file_bytes; /* no stream of a sound file is longer */
};

static foi_ole *wrap(GsfInfile *infile, foi_output *output, uint64_t file_bytes)
{
    foi_ole *ole = g_new0(foi_ole, 1);
    ole->infile = infile;
    ole->output = output;
    ole->file_bytes = file_bytes;
    return ole;
}

foi_ole *foi_ole_open(const foi_input *input, foi_output *output)
{
    g_autoptr(GError) error = NULL;
    GsfInput *memory = gsf_input_memory_new(input->bytes, (gsf_off_t)input->length, FALSE);
    GsfInfile *infile = gsf_infile_msole_new(memory, &error);
    g_object_unref(memory);
    if (infile == NULL) {
        foi_output_status(output, FOI_READ_DAMAGED, "the file cannot be opened: %s",
                          error == NULL ? "no reason is given" : error->message);
        return NULL;
    }
    return wrap(infile, output, input->length);
}

void foi_ole_free(foi_ole *ole)
{
    if (ole == NULL)
        return;
    g_object_unref(ole->infile);
    g_free(ole);
}

unsigned foi_ole_count(const foi_ole *ole)
{
    return (unsigned)MAX(gsf_infile_num_children(ole->infile), 0);
}

const char *foi_ole_name(const foi_ole *ole, unsigned index)
{
    return gsf_infile_name_by_index(ole->infile, (int)index);
}

static bool is_storage(GsfInput *child)
{
    return GSF_IS_INFILE(child) && gsf_infile_num_children(GSF_INFILE(child)) >= 0;
}

/* The place of NAME among the entries of OLE, -1 where there is none. */
static int find(const foi_ole *ole, const char *name, bool storage)
{
    int count = (int)foi_ole_count(ole);
    for (int i = 0; i < count; i++) {
        const char *other = gsf_infile_name_by_index(ole->infile, i);
        if (other == NULL || g_ascii_strcasecmp(other, name) != 0)
            continue;
        GsfInput *child = gsf_infile_child_by_index(ole->infile, i);
        if (child == NULL)
            continue;
        bool same = is_storage(child) == storage;
        g_object_unref(child);
        if (same)
            return i;
    }
    return -1;
}

bool foi_ole_has_stream(const foi_ole *ole, const char *name)
{
    return find(ole, name, false) >= 0;
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
    GsfInput *child = gsf_infile_child_by_index(ole->infile, (int)index);
    if (child == NULL)
        return NULL;
    const char *name = foi_ole_name(ole, index);
    GBytes *bytes = is_storage(child) ? NULL : read_stream(ole, child, name == NULL ? "" : name);
    g_object_unref(child);
    return bytes;
}

foi_ole *foi_ole_storage_at(const foi_ole *ole, unsigned index)
{
    GsfInput *child = gsf_infile_child_by_index(ole->infile, (int)index);
    if (child != NULL && is_storage(child))
        return wrap(GSF_INFILE(child), ole->output, ole->file_bytes);
    g_clear_object(&child);
    return NULL;
}

GBytes *foi_ole_stream(const foi_ole *ole, const char *name)
{
    int index = find(ole, name, false);
    return index < 0 ? NULL : foi_ole_stream_at(ole, (unsigned)index);
}

foi_ole *foi_ole_storage(const foi_ole *ole, const char *name)
{
    int index = find(ole, name, true);
    return index < 0 ? NULL : foi_ole_storage_at(ole, (unsigned)index);
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
    int index = find(ole, SUMMARY, false);
    GsfInput *summary = index < 0 ? NULL : gsf_infile_child_by_index(ole->infile, index);
    if (summary == NULL)
        return;
    give_title(ole, summary);
    g_object_unref(summary);
}
