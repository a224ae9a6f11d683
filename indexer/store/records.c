#include "indexer/store/records.h"

#include <stdbool.h>

#include "indexer/store/packer.h"

/* A block is packed once it holds so many bytes; a longer record is a block of its own. */
enum { BLOCK_BYTES = 32 << 10 };

/* Where a record lies. */
typedef struct place {
    uint32_t block;
    uint32_t start; /* within the unpacked block */
    uint32_t length;
} place;

struct foi_records_writer {
    foi_section_writer *out;
    foi_packer *packer;
    GByteArray *block;
    GArray *ends;   /* uint64_t: where each packed block ends */
    GArray *places; /* of place */
    uint64_t at;
};

struct foi_records {
    foi_section_file *file;
    const uint8_t *packed;
    size_t packed_length;
    const uint64_t *ends;
    const place *places;
    uint32_t rows, blocks;
    foi_packer *packer;
    const uint8_t *block; /* NULL: none is unpacked */
    size_t block_length;
    uint32_t block_number;
};

/* --- writing ---------------------------------------------------------------------------------- */

static foi_records_writer *writer_new(foi_section_writer *out)
{
    foi_records_writer *writer = g_new0(foi_records_writer, 1);
    writer->out = out;
    writer->packer = foi_packer_new();
    writer->block = g_byte_array_sized_new(2 * BLOCK_BYTES);
    writer->ends = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    writer->places = g_array_new(FALSE, FALSE, sizeof(place));
    foi_section_begin(out, "blocks", NULL);
    return writer;
}

foi_status foi_records_writer_new(const char *path, foi_records_writer **out, foi_error *error)
{
    *out = NULL;
    foi_section_writer *file;
    foi_status status = foi_section_writer_open(path, &file, error);
    if (status == FOI_OK)
        *out = writer_new(file);
    return status;
}

void foi_records_writer_free(foi_records_writer *writer)
{
    if (writer == NULL)
        return;
    if (writer->out != NULL)
        foi_section_writer_finish(writer->out, NULL);
    foi_packer_free(writer->packer);
    g_byte_array_unref(writer->block);
    g_array_unref(writer->ends);
    g_array_unref(writer->places);
    g_free(writer);
}

static void append_block(foi_records_writer *writer, const void *packed, size_t length)
{
    foi_section_append(writer->out, packed, length);
    writer->at += length;
    g_array_append_val(writer->ends, writer->at);
}

static foi_status pack_block(foi_records_writer *writer, foi_error *error)
{
    const void *packed;
    size_t length;
    foi_status status = foi_packer_pack(writer->packer, writer->block->data, writer->block->len,
                                        &packed, &length, error);
    if (status != FOI_OK)
        return status;
    append_block(writer, packed, length);
    g_byte_array_set_size(writer->block, 0);
    return FOI_OK;
}

foi_status foi_records_writer_add(foi_records_writer *writer, const void *record, size_t length,
                                  foi_error *error)
{
    foi_status status = FOI_OK;
    if (length >= G_MAXINT32)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "a record of %zu bytes is too long",
                             length);
    if (writer->block->len > 0 && writer->block->len + length > BLOCK_BYTES)
        status = pack_block(writer, error);
    place here = {writer->ends->len, writer->block->len, (uint32_t)length};
    g_array_append_val(writer->places, here);
    g_byte_array_append(writer->block, record, (guint)length);
    return status;
}

foi_status foi_records_writer_finish(foi_records_writer *writer, foi_error *error)
{
    foi_status status = writer->block->len > 0 ? pack_block(writer, error) : FOI_OK;
    foi_section_put(writer->out, "ends", NULL, writer->ends->data,
                    writer->ends->len * sizeof(uint64_t));
    foi_section_put(writer->out, "places", NULL, writer->places->data,
                    writer->places->len * sizeof(place));
    foi_status written =
        foi_section_writer_finish(g_steal_pointer(&writer->out), status == FOI_OK ? error : NULL);
    return status == FOI_OK ? written : status;
}

/* --- reading ---------------------------------------------------------------------------------- */

foi_status foi_records_open(const char *path, uint32_t rows, foi_records **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_records) records = g_new0(foi_records, 1);
    foi_status status = foi_section_file_open(path, &records->file, error);
    if (status != FOI_OK)
        return status;
    size_t length = 0;
    records->rows = rows;
    records->packed = foi_section_find(records->file, "blocks", NULL, &records->packed_length);
    records->ends = foi_section_find(records->file, "ends", NULL, &length);
    records->blocks = (uint32_t)(length / sizeof(uint64_t));
    records->places = foi_section_array(records->file, "places", NULL, rows, sizeof(place));
    if (records->packed == NULL || records->ends == NULL || records->places == NULL)
        return foi_section_file_damaged(records->file, error);
    records->packer = foi_packer_new();
    *out = g_steal_pointer(&records);
    return FOI_OK;
}

void foi_records_free(foi_records *records)
{
    if (records == NULL)
        return;
    foi_section_file_free(records->file);
    foi_packer_free(records->packer);
    g_free(records);
}

/* The packed bytes of BLOCK; false where its place makes no sense. */
static bool find_block(const foi_records *records, uint32_t block, size_t *start, size_t *length)
{
    if (block >= records->blocks)
        return false;
    uint64_t from = block > 0 ? records->ends[block - 1] : 0;
    uint64_t to = records->ends[block];
    if (from > to || to > records->packed_length)
        return false;
    *start = (size_t)from;
    *length = (size_t)(to - from);
    return true;
}

static foi_status unpack_block(foi_records *records, uint32_t block, foi_error *error)
{
    if (records->block != NULL && records->block_number == block)
        return FOI_OK;
    records->block = NULL;
    size_t start, packed;
    if (!find_block(records, block, &start, &packed))
        return foi_section_file_damaged(records->file, error);
    const void *bytes;
    foi_status status = foi_packer_unpack(records->packer, records->packed + start, packed, &bytes,
                                          &records->block_length, error);
    if (status != FOI_OK) {
        foi_error_prefix(error, "%s", foi_section_file_path(records->file));
        return status;
    }
    records->block = bytes;
    records->block_number = block;
    return FOI_OK;
}

foi_status foi_records_read(foi_records *records, uint32_t row, const void **record, size_t *length,
                            foi_error *error)
{
    *record = "";
    *length = 0;
    if (row >= records->rows)
        return foi_section_file_damaged(records->file, error);
    const place *here = &records->places[row];
    foi_status status = unpack_block(records, here->block, error);
    if (status != FOI_OK)
        return status;
    if (here->start > records->block_length || here->length > records->block_length - here->start)
        return foi_section_file_damaged(records->file, error);
    *record = records->block + here->start;
    *length = here->length;
    return FOI_OK;
}

/* --- merging ---------------------------------------------------------------------------------- */

static foi_status append_source(foi_records_writer *writer, const foi_records *from,
                                foi_error *error)
{
    /* What is damaged must not be written anew with a checksum that fits. */
    foi_status status = foi_section_file_verify(from->file, error);
    uint32_t before = writer->ends->len;
    if (status != FOI_OK)
        return status;
    if (from->blocks > G_MAXUINT32 - before)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "a segment has too many blocks");
    size_t passed = 0;
    for (uint32_t block = 0; block < from->blocks; block++) {
        size_t start, length;
        if (!find_block(from, block, &start, &length))
            return foi_section_file_damaged(from->file, error);
        append_block(writer, from->packed + start, length);
        passed += length;
        if (passed >= FOI_SECTION_PASS) {
            foi_section_file_forget(from->file);
            passed = 0;
        }
    }
    for (uint32_t row = 0; row < from->rows; row++) {
        place moved = from->places[row];
        if (moved.block >= from->blocks)
            return foi_section_file_damaged(from->file, error);
        moved.block += before;
        g_array_append_val(writer->places, moved);
    }
    return FOI_OK;
}

foi_status foi_records_merge(foi_records *const *sources, size_t count, const char *path,
                             foi_error *error)
{
    g_autoptr(foi_records_writer) writer = NULL;
    foi_status status = foi_records_writer_new(path, &writer, error);
    for (size_t i = 0; i < count && status == FOI_OK; i++)
        status = append_source(writer, sources[i], error);
    return status == FOI_OK ? foi_records_writer_finish(writer, error) : status;
}
