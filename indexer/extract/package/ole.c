#include "indexer/extract/package/ole.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/ole_directory.h"
#include "indexer/extract/package/ole_summary.h"

#define SUMMARY "\005SummaryInformation"

struct foi_ole {
    foi_ole_directory *directory; /* shared by all storages of a file: in a box that counts them */
    const foi_ole_entry *storage;
    foi_output *output;
    GHashTable *places; /* names in small letters -> index + 1; empty until one is looked for */
};

static foi_ole *wrap(foi_ole_directory *directory, const foi_ole_entry *storage, foi_output *output)
{
    foi_ole *ole = g_new0(foi_ole, 1);
    ole->directory = directory;
    ole->storage = storage;
    ole->output = output;
    ole->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return ole;
}

static foi_ole *open_bytes(const uint8_t *bytes, size_t length, foi_output *output,
                           foi_read_status failed, const char *what)
{
    const char *why = NULL;
    foi_ole_directory *directory = g_rc_box_new0(foi_ole_directory);
    if (!foi_ole_directory_open(directory, (foi_view){bytes, length}, &why)) {
        g_rc_box_release(directory);
        foi_output_status(output, failed, "%s cannot be opened: %s", what, why);
        return NULL;
    }
    if (directory->sectors.lost)
        foi_output_status(output, FOI_READ_PARTIAL,
                          "%s is cut short: the order of its parts is a guess", what);
    return wrap(directory, &g_array_index(directory->entries, foi_ole_entry, 0), output);
}

foi_ole *foi_ole_open(const foi_input *input, foi_output *output)
{
    return open_bytes(input->bytes, input->length, output, FOI_READ_DAMAGED, "the file");
}

foi_ole *foi_ole_open_object(const uint8_t *bytes, size_t length, foi_output *output)
{
    return open_bytes(bytes, length, output, FOI_READ_PARTIAL, "a file in it");
}

static void directory_free(void *directory)
{
    foi_ole_directory_clear(directory);
}

void foi_ole_free(foi_ole *ole)
{
    if (ole == NULL)
        return;
    g_rc_box_release_full(ole->directory, directory_free);
    g_hash_table_unref(ole->places);
    g_free(ole);
}

unsigned foi_ole_count(const foi_ole *ole)
{
    return ole->storage->children == NULL ? 0 : ole->storage->children->len;
}

/* Entry INDEX; NULL: there is none. */
static const foi_ole_entry *entry_at(const foi_ole *ole, unsigned index)
{
    if (index >= foi_ole_count(ole))
        return NULL;
    uint32_t place = g_array_index(ole->storage->children, uint32_t, index);
    return &g_array_index(ole->directory->entries, foi_ole_entry, place);
}

const char *foi_ole_name(const foi_ole *ole, unsigned index)
{
    const foi_ole_entry *entry = entry_at(ole, index);
    return entry == NULL ? NULL : entry->name;
}

static void list_places(const foi_ole *ole)
{
    for (unsigned i = 0; i < foi_ole_count(ole); i++) {
        char *lower = g_ascii_strdown(entry_at(ole, i)->name, -1);
        if (!g_hash_table_contains(ole->places, lower))
            g_hash_table_insert(ole->places, lower, GUINT_TO_POINTER(i + 1));
        else
            g_free(lower);
    }
}

/* The place of NAME among the entries of OLE, behind the last one where there is none. */
static unsigned find(const foi_ole *ole, const char *name)
{
    if (g_hash_table_size(ole->places) == 0)
        list_places(ole);
    g_autofree char *lower = g_ascii_strdown(name, -1);
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(ole->places, lower));
    return place == 0 ? foi_ole_count(ole) : place - 1;
}

bool foi_ole_has_stream(const foi_ole *ole, const char *name)
{
    const foi_ole_entry *entry = entry_at(ole, find(ole, name));
    return entry != NULL && !entry->storage;
}

GBytes *foi_ole_stream_at(const foi_ole *ole, unsigned index)
{
    const foi_ole_entry *entry = entry_at(ole, index);
    if (entry == NULL || entry->storage)
        return NULL;
    g_autoptr(GByteArray) bytes = foi_ole_directory_read(ole->directory, entry);
    if (!foi_output_unpacked(ole->output, bytes->len))
        return NULL;
    if (bytes->len < entry->size)
        foi_output_status(ole->output, FOI_READ_PARTIAL, "the stream %s is cut short", entry->name);
    return g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
}

foi_ole *foi_ole_storage_at(const foi_ole *ole, unsigned index)
{
    const foi_ole_entry *entry = entry_at(ole, index);
    if (entry == NULL || !entry->storage)
        return NULL;
    return wrap(g_rc_box_acquire(ole->directory), entry, ole->output);
}

GBytes *foi_ole_stream(const foi_ole *ole, const char *name)
{
    return foi_ole_stream_at(ole, find(ole, name));
}

foi_ole *foi_ole_storage(const foi_ole *ole, const char *name)
{
    return foi_ole_storage_at(ole, find(ole, name));
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
    unsigned count = MIN(foi_ole_count(ole), FOI_OLE_ENTRIES);
    for (unsigned i = 0; i < count; i++) {
        g_autoptr(foi_ole) inner = foi_ole_storage_at(ole, i);
        if (inner == NULL) {
            pack_stream(ole, i, into);
        } else if (depth < FOI_OLE_DEPTH) {
            GsfOutput *storage = gsf_outfile_new_child(into, foi_ole_name(ole, i), TRUE);
            pack_all(inner, GSF_OUTFILE(storage), depth + 1);
            gsf_output_close(storage);
            g_object_unref(storage);
        }
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

void foi_ole_read_title(const foi_ole *ole)
{
    g_autoptr(GBytes) summary = foi_ole_stream(ole, SUMMARY);
    if (summary == NULL)
        return;
    g_autofree char *title = foi_ole_summary_title(foi_view_of(summary));
    foi_output_title(ole->output, title);
}
