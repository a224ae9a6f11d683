#include "indexer/store/segment_writer.h"

#include <string.h>

#include "indexer/store/disk.h"
#include "indexer/store/packer.h"

/* A chunk ends at either: measured, chunks of 500 to 1,000 letters index fastest. */
enum { CHUNK_DOCUMENTS = 500, CHUNK_TEXT_BYTES = 8 << 20 };

struct foi_segment_writer {
    char *path;
    foi_segment_columns *columns;
    foi_postings *postings;
    xap_document *document;
    xap_database *chunk; /* NULL: none is open */
    GPtrArray *chunks;   /* of char *: their paths */
    uint32_t chunk_documents;
    uint64_t chunk_bytes;
    uint64_t bytes;
    bool finished;
};

foi_status foi_segment_writer_new(const char *directory, uint32_t number, foi_segment_writer **out,
                                  foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_segment_writer) writer = g_new0(foi_segment_writer, 1);
    writer->path = foi_segment_path(directory, number);
    writer->columns = foi_segment_columns_new();
    writer->chunks = g_ptr_array_new_with_free_func(g_free);
    foi_status status = foi_postings_new(&writer->postings, error);
    if (status != FOI_OK)
        return status;
    xap_error detail = XAP_ERROR_INIT;
    if (xap_document_new(&writer->document, &detail) != XAP_OK)
        return foi_disk_xapian_error(error, "cannot write", writer->path, &detail);
    foi_disk_remove_tree(writer->path);
    status = foi_disk_make_directory(writer->path, error);
    if (status != FOI_OK)
        return status;
    *out = g_steal_pointer(&writer);
    return FOI_OK;
}

void foi_segment_writer_free(foi_segment_writer *writer)
{
    if (writer == NULL)
        return;
    xap_database_free(writer->chunk);
    xap_document_free(writer->document);
    foi_postings_free(writer->postings);
    foi_segment_columns_free(writer->columns);
    if (!writer->finished)
        foi_disk_remove_tree(writer->path);
    g_ptr_array_unref(writer->chunks);
    g_free(writer->path);
    g_free(writer);
}

static foi_status close_chunk(foi_segment_writer *writer, foi_error *error)
{
    if (writer->chunk == NULL)
        return FOI_OK;
    xap_error detail = XAP_ERROR_INIT;
    xap_status status = xap_database_commit(writer->chunk, &detail);
    if (status == XAP_OK)
        status = xap_database_close(writer->chunk, &detail);
    xap_database_free(writer->chunk);
    writer->chunk = NULL;
    if (status == XAP_OK)
        return FOI_OK;
    return foi_disk_xapian_error(error, "cannot write", writer->path, &detail);
}

static foi_status open_chunk(foi_segment_writer *writer, foi_error *error)
{
    char *path = g_strdup_printf("%s/chunk-%u", writer->path, writer->chunks->len);
    g_ptr_array_add(writer->chunks, path);
    writer->chunk_documents = 0;
    writer->chunk_bytes = 0;
    xap_error detail = XAP_ERROR_INIT;
    /* Nobody reads a chunk, and a killed writer's are thrown away: no need to wait for the disk. */
    if (xap_database_open_writable(path, XAP_CREATE_OR_OVERWRITE | XAP_NO_SYNC | XAP_DANGEROUS,
                                   &writer->chunk, &detail) == XAP_OK)
        return FOI_OK;
    return foi_disk_xapian_error(error, "cannot create", path, &detail);
}

foi_status foi_segment_writer_add(foi_segment_writer *writer, const foi_document *document,
                                  uint32_t tagger, foi_error *error)
{
    foi_status status = FOI_OK;
    if (writer->chunk_documents >= CHUNK_DOCUMENTS || writer->chunk_bytes >= CHUNK_TEXT_BYTES)
        status = close_chunk(writer, error);
    if (status == FOI_OK && writer->chunk == NULL)
        status = open_chunk(writer, error);
    if (status != FOI_OK)
        return status;
    xap_error detail = XAP_ERROR_INIT;
    if (xap_document_clear(writer->document, &detail) != XAP_OK)
        return foi_disk_xapian_error(error, "cannot write", writer->path, &detail);
    status = foi_postings_fill(writer->postings, document, writer->document, error);
    if (status != FOI_OK)
        return status;
    if (xap_database_add_document(writer->chunk, writer->document, NULL, &detail) != XAP_OK)
        return foi_disk_xapian_error(error, "cannot write", writer->path, &detail);
    foi_segment_columns_add(writer->columns, document, tagger);
    writer->chunk_documents++;
    writer->chunk_bytes += document->text.bytes->len;
    writer->bytes += document->text.bytes->len;
    return FOI_OK;
}

uint32_t foi_segment_writer_rows(const foi_segment_writer *writer)
{
    return foi_segment_columns_rows(writer->columns);
}

uint64_t foi_segment_writer_bytes(const foi_segment_writer *writer)
{
    return writer->bytes;
}

foi_status foi_segment_compact(const char *const *sources, size_t count, const char *path,
                               foi_error *error)
{
    xap_error detail = XAP_ERROR_INIT;
    if (xap_database_compact(sources, count, path, XAP_COMPACT_SINGLE_FILE, &detail) != XAP_OK)
        return foi_disk_xapian_error(error, "cannot write", path, &detail);
    return foi_disk_sync(path, error);
}

foi_status foi_segment_writer_finish(foi_segment_writer *writer, foi_error *error)
{
    foi_status status = close_chunk(writer, error);
    if (status != FOI_OK)
        return status;
    g_autofree char *database = g_build_filename(writer->path, FOI_SEGMENT_DATABASE, NULL);
    g_autofree char *columns = g_build_filename(writer->path, FOI_SEGMENT_COLUMNS, NULL);
    status = foi_segment_compact((const char *const *)writer->chunks->pdata, writer->chunks->len,
                                 database, error);
    if (status == FOI_OK)
        status = foi_segment_columns_write(writer->columns, columns, error);
    for (guint i = 0; i < writer->chunks->len; i++)
        foi_disk_remove_tree(g_ptr_array_index(writer->chunks, i));
    if (status == FOI_OK)
        status = foi_disk_sync(writer->path, error);
    writer->finished = status == FOI_OK;
    return status;
}

foi_status foi_segment_read_record(const xap_database *database, uint32_t docid,
                                   struct foi_packer *packer, const char *path, foi_document **out,
                                   foi_error *error)
{
    *out = NULL;
    xap_error detail = XAP_ERROR_INIT;
    xap_document *stored = NULL;
    xap_bytes data;
    foi_status status;
    if (xap_database_get_document(database, docid, &stored, &detail) != XAP_OK ||
        xap_document_get_data(stored, &data, &detail) != XAP_OK) {
        status = foi_disk_xapian_error(error, "cannot read a document of", path, &detail);
    } else {
        const void *bytes;
        size_t length;
        status = foi_packer_unpack(packer, data.data, data.length, &bytes, &length, error);
        if (status == FOI_OK)
            status = foi_document_decode(bytes, length, out, error);
        if (status == FOI_OK && (*out)->id == NULL) {
            g_clear_pointer(out, foi_document_free);
            status = foi_error_set(error, FOI_ERROR_CORRUPT, "a document record has no id");
        }
        if (status != FOI_OK)
            foi_error_prefix(error, "%s", path);
    }
    xap_document_free(stored);
    return status;
}
