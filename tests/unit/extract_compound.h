/* extract_compound.h - compound files made in the test. */
#ifndef FOI_TEST_EXTRACT_COMPOUND_H
#define FOI_TEST_EXTRACT_COMPOUND_H

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-output-memory.h>

#include "tests/unit/extract_tools.h"

/** One stream of a compound file; its name may be "STORAGE/STREAM". */
typedef struct compound_stream {
    const char *name;
    const void *bytes;
    size_t length;
} compound_stream;

static inline void add_stream(GsfOutfile *root, const compound_stream *stream)
{
    const char *slash = strchr(stream->name, '/');
    GsfOutput *storage = NULL;
    if (slash != NULL) {
        g_autofree char *folder = g_strndup(stream->name, (gsize)(slash - stream->name));
        storage = gsf_outfile_new_child(root, folder, TRUE);
        root = GSF_OUTFILE(storage);
    }
    GsfOutput *child = gsf_outfile_new_child(root, slash == NULL ? stream->name : slash + 1, FALSE);
    gsf_output_write(child, stream->length, stream->bytes);
    gsf_output_close(child);
    g_object_unref(child);
    if (storage != NULL) {
        gsf_output_close(storage);
        g_object_unref(storage);
    }
}

/* A compound file of the STREAMS up to a NULL name. */
static inline GByteArray *compound(const compound_stream *streams)
{
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *root = gsf_outfile_msole_new(memory);
    for (; streams->name != NULL; streams++)
        add_stream(root, streams);
    gsf_output_close(GSF_OUTPUT(root));
    GByteArray *bytes = g_byte_array_new();
    g_byte_array_append(bytes, gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
                        (guint)gsf_output_size(memory));
    g_object_unref(root);
    g_object_unref(memory);
    return bytes;
}

#endif
