#include "indexer/store/segment_writer.h"

#include <string.h>

#include "indexer/store/disk.h"

/* Where the database is loaded, before it is compacted into one file. */
#define LOAD_NAME "load"

struct foi_segment_writer {
    char *path;
    char *load;
    xap_bulk *bulk;
    foi_words_builder *words;
    foi_postings *postings;
    foi_segment_columns *columns;
    foi_records_writer *records;
    GByteArray *record;
    bool finished;
};

static char *path_of(const foi_segment_writer *writer, const char *name)
{
    return g_build_filename(writer->path, name, NULL);
}

static foi_status begin(foi_segment_writer *writer, foi_error *error)
{
    g_autofree char *records = path_of(writer, FOI_SEGMENT_RECORDS);
    xap_error detail = XAP_ERROR_INIT;
    foi_status status = foi_disk_make_directory(writer->load, error);
    if (status == FOI_OK &&
        xap_bulk_new(writer->load, XAP_BULK_BEST, &writer->bulk, &detail) != XAP_OK)
        status = foi_disk_xapian_error(error, "cannot write", writer->load, &detail);
    if (status == FOI_OK)
        status = foi_postings_new(writer->bulk, writer->words, &writer->postings, error);
    return status == FOI_OK ? foi_records_writer_new(records, &writer->records, error) : status;
}

foi_status foi_segment_writer_new(const char *directory, uint32_t number, foi_segment_writer **out,
                                  foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_segment_writer) writer = g_new0(foi_segment_writer, 1);
    writer->path = foi_segment_path(directory, number);
    writer->load = path_of(writer, LOAD_NAME);
    writer->columns = foi_segment_columns_new();
    writer->words = foi_words_builder_new();
    writer->record = g_byte_array_new();
    foi_disk_remove_tree(writer->path);
    foi_status status = begin(writer, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&writer);
    return status;
}

void foi_segment_writer_free(foi_segment_writer *writer)
{
    if (writer == NULL)
        return;
    foi_postings_free(writer->postings);
    xap_bulk_free(writer->bulk);
    foi_words_builder_free(writer->words);
    foi_segment_columns_free(writer->columns);
    foi_records_writer_free(writer->records);
    g_byte_array_unref(writer->record);
    if (!writer->finished)
        foi_disk_remove_tree(writer->path);
    g_free(writer->load);
    g_free(writer->path);
    g_free(writer);
}

foi_status foi_segment_writer_add(foi_segment_writer *writer, const foi_document *document,
                                  const foi_row_origin *origin, foi_error *error)
{
    uint32_t row = foi_segment_writer_rows(writer);
    uint64_t fingerprint;
    foi_status status = foi_postings_add(writer->postings, document, row, &fingerprint, error);
    if (status != FOI_OK)
        return status;
    foi_segment_columns_add(writer->columns, document, origin, fingerprint);
    g_byte_array_set_size(writer->record, 0);
    foi_document_encode(document, writer->record);
    return foi_records_writer_add(writer->records, writer->record->data, writer->record->len,
                                  error);
}

uint32_t foi_segment_writer_rows(const foi_segment_writer *writer)
{
    return foi_segment_columns_rows(writer->columns);
}

size_t foi_segment_writer_memory(const foi_segment_writer *writer)
{
    return xap_bulk_memory(writer->bulk) + foi_words_builder_memory(writer->words) +
           foi_segment_columns_memory(writer->columns);
}

foi_status foi_segment_compact(const char *const *sources, size_t count, const char *path,
                               foi_error *error)
{
    xap_error detail = XAP_ERROR_INIT;
    if (xap_database_compact(sources, count, path, XAP_COMPACT_SINGLE_FILE, &detail) != XAP_OK)
        return foi_disk_xapian_error(error, "cannot write", path, &detail);
    return FOI_OK;
}

static foi_status finish_database(foi_segment_writer *writer, foi_error *error)
{
    g_autofree char *database = path_of(writer, FOI_SEGMENT_DATABASE);
    const char *source = writer->load;
    xap_error detail = XAP_ERROR_INIT;
    foi_status status = FOI_OK;
    if (xap_bulk_finish(writer->bulk, &detail) != XAP_OK)
        status = foi_disk_xapian_error(error, "cannot write", writer->load, &detail);
    if (status == FOI_OK)
        status = foi_segment_compact(&source, 1, database, error);
    foi_disk_remove_tree(writer->load);
    return status;
}

foi_status foi_segment_writer_finish(foi_segment_writer *writer, foi_error *error)
{
    g_autofree char *words = path_of(writer, FOI_SEGMENT_WORDS);
    g_autofree char *columns = path_of(writer, FOI_SEGMENT_COLUMNS);
    foi_status status = finish_database(writer, error);
    if (status == FOI_OK)
        status =
            foi_words_builder_write(writer->words, foi_segment_writer_rows(writer), words, error);
    if (status == FOI_OK)
        status = foi_records_writer_finish(writer->records, error);
    if (status == FOI_OK)
        status = foi_segment_columns_write(writer->columns, columns, error);
    writer->finished = status == FOI_OK;
    return status;
}
