#include "indexer/store/segment.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/store/commit.h"
#include "indexer/store/disk.h"

char *foi_segment_path(const char *directory, uint32_t number)
{
    return g_strdup_printf("%s/" FOI_SEGMENTS_NAME "/%u", directory, number);
}

static bool links_are_whole(const foi_segment *segment)
{
    for (uint32_t row = 0; row < segment->rows; row++)
        if (segment->link_starts[row] > segment->link_starts[row + 1] ||
            segment->ruling_starts[row] > segment->ruling_starts[row + 1])
            return false;
    return true;
}

/* The keys of decisions. False where they are damaged. */
static bool find_rulings(foi_segment *segment)
{
    size_t rows = segment->rows, keys;
    segment->ruling_starts =
        foi_section_array(segment->file, "rulings", "rows", rows + 1, sizeof(uint32_t));
    segment->rulings = foi_section_find(segment->file, "rulings", "keys", &keys);
    return segment->ruling_starts != NULL && segment->rulings != NULL &&
           keys % sizeof(uint64_t) == 0 && segment->ruling_starts[0] == 0 &&
           segment->ruling_starts[rows] == keys / sizeof(uint64_t);
}

foi_status foi_segment_map(const char *directory, uint32_t number, uint32_t rows, foi_segment **out,
                           foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_segment) segment = g_new0(foi_segment, 1);
    segment->path = foi_segment_path(directory, number);
    segment->number = number;
    segment->rows = rows;
    g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_COLUMNS, NULL);
    foi_status status = foi_section_file_open(path, &segment->file, error);
    if (status != FOI_OK)
        return status;
    size_t links;
    segment->ids = foi_section_array(segment->file, "ids", NULL, rows, FOI_ID_LENGTH);
    segment->order = foi_section_array(segment->file, "order", NULL, rows, sizeof(uint32_t));
    segment->tagger = foi_section_array(segment->file, "tagger", NULL, rows, sizeof(uint32_t));
    segment->link_starts =
        foi_section_array(segment->file, "links", "rows", (size_t)rows + 1, sizeof(uint32_t));
    segment->first_days = foi_section_array(segment->file, "days", "first", rows, sizeof(uint32_t));
    segment->last_days = foi_section_array(segment->file, "days", "last", rows, sizeof(uint32_t));
    segment->added = foi_section_array(segment->file, "added", NULL, rows, sizeof(uint64_t));
    segment->fingerprints =
        foi_section_array(segment->file, "copies", "keys", rows, sizeof(uint64_t));
    segment->copy_order =
        foi_section_array(segment->file, "copies", "order", rows, sizeof(uint32_t));
    segment->database = foi_section_array(segment->file, "database", NULL, 2, sizeof(uint64_t));
    segment->links = foi_section_find(segment->file, "links", "keys", &links);
    if (segment->ids == NULL || segment->order == NULL || segment->tagger == NULL ||
        segment->link_starts == NULL || segment->links == NULL || segment->database == NULL ||
        segment->first_days == NULL || segment->last_days == NULL || segment->added == NULL ||
        segment->fingerprints == NULL || segment->copy_order == NULL ||
        links % sizeof(uint64_t) != 0 || segment->link_starts[0] != 0 ||
        segment->link_starts[rows] != links / sizeof(uint64_t) || !find_rulings(segment))
        return foi_section_file_damaged(segment->file, error);
    *out = g_steal_pointer(&segment);
    return FOI_OK;
}

foi_status foi_segment_open(const char *directory, uint32_t number, uint32_t rows,
                            foi_segment **out, foi_error *error)
{
    foi_status status = foi_segment_map(directory, number, rows, out, error);
    if (*out != NULL && !links_are_whole(*out)) {
        status = foi_section_file_damaged((*out)->file, error);
        g_clear_pointer(out, foi_segment_free);
    }
    return status;
}

void foi_segment_free(foi_segment *segment)
{
    if (segment == NULL)
        return;
    foi_section_file_free(segment->file);
    foi_words_free(segment->words);
    foi_records_free(segment->records);
    g_free(segment->path);
    g_free(segment);
}

static foi_status database_damaged(const char *path, foi_error *error)
{
    return foi_error_set(error, FOI_ERROR_CORRUPT,
                         "%s is damaged: restore it from a copy, or make the index anew", path);
}

foi_status foi_segment_verify_database(const foi_segment *segment, foi_error *error)
{
    g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_DATABASE, NULL);
    uint64_t length, hash;
    foi_status status = foi_disk_sum(path, &length, &hash, error);
    if (status == FOI_OK && (length != segment->database[0] || hash != segment->database[1]))
        status = database_damaged(path, error);
    return status;
}

static foi_status find_database(const foi_segment *segment, foi_error *error)
{
    g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_DATABASE, NULL);
    struct stat about;
    if (stat(path, &about) != 0)
        return foi_error_set_errno(error, "cannot open", path, errno);
    return (uint64_t)about.st_size == segment->database[0] ? FOI_OK : database_damaged(path, error);
}

foi_status foi_segment_words(foi_segment *segment, foi_words **out, foi_error *error)
{
    foi_status status = FOI_OK;
    if (segment->words == NULL) {
        g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_WORDS, NULL);
        status = foi_words_open(path, segment->rows, &segment->words, error);
    }
    *out = segment->words;
    return status;
}

foi_status foi_segment_records(foi_segment *segment, foi_records **out, foi_error *error)
{
    foi_status status = FOI_OK;
    if (segment->records == NULL) {
        g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_RECORDS, NULL);
        status = foi_records_open(path, segment->rows, &segment->records, error);
    }
    *out = segment->records;
    return status;
}

foi_status foi_segment_find_files(foi_segment *segment, foi_error *error)
{
    foi_words *words;
    foi_records *records;
    foi_status status = find_database(segment, error);
    if (status == FOI_OK)
        status = foi_segment_words(segment, &words, error);
    return status == FOI_OK ? foi_segment_records(segment, &records, error) : status;
}

foi_status foi_segment_document(foi_segment *segment, uint32_t row, foi_document **out,
                                foi_error *error)
{
    *out = NULL;
    foi_records *records;
    const void *bytes;
    size_t length;
    foi_status status = foi_segment_records(segment, &records, error);
    if (status == FOI_OK)
        status = foi_records_read(records, row, &bytes, &length, error);
    if (status != FOI_OK)
        return status;
    status = foi_document_decode(bytes, length, out, error);
    if (status == FOI_OK && (*out)->id == NULL) {
        g_clear_pointer(out, foi_document_free);
        status = foi_error_set(error, FOI_ERROR_CORRUPT, "a document record has no id");
    }
    if (status != FOI_OK)
        foi_error_prefix(error, "%s", segment->path);
    return status;
}

foi_status foi_segment_open_database(const foi_segment *segment, xap_database **out,
                                     foi_error *error)
{
    g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_DATABASE, NULL);
    xap_error detail = XAP_ERROR_INIT;
    uint32_t count = 0, last = 0;
    *out = NULL;
    foi_status found = find_database(segment, error);
    if (found != FOI_OK)
        return found;
    if (xap_database_open(path, out, &detail) == XAP_OK &&
        xap_database_document_count(*out, &count, &detail) == XAP_OK &&
        xap_database_last_docid(*out, &last, &detail) == XAP_OK) {
        if (count == segment->rows && last == segment->rows)
            return FOI_OK;
        xap_database_free(*out);
        *out = NULL;
        return foi_error_set(error, FOI_ERROR_CORRUPT,
                             "%s is damaged: it holds %u documents where there should be %u", path,
                             count, segment->rows);
    }
    xap_database_free(*out);
    *out = NULL;
    foi_status status = foi_disk_xapian_error(error, "cannot open", path, &detail);
    /* What stands under our name and is no database any more has been damaged. */
    if (status == FOI_ERROR_IO || status == FOI_ERROR_INTERNAL ||
        (status == FOI_ERROR_NOT_FOUND && g_file_test(path, G_FILE_TEST_EXISTS)))
        status = foi_error_set(error, FOI_ERROR_CORRUPT, "%s is damaged: %s", path, detail.message);
    return status;
}

void foi_segment_id(const foi_segment *segment, uint32_t row, char id[FOI_ID_LENGTH + 1])
{
    memcpy(id, segment->ids + (size_t)row * FOI_ID_LENGTH, FOI_ID_LENGTH);
    id[FOI_ID_LENGTH] = '\0';
}

/* The id of the row at PLACE in the order; a damaged order gives some other row's. */
static int compare_at(const foi_segment *segment, uint32_t place, const char *id)
{
    uint32_t row = segment->order[place] % segment->rows;
    return memcmp(segment->ids + (size_t)row * FOI_ID_LENGTH, id, FOI_ID_LENGTH);
}

bool foi_segment_find(const foi_segment *segment, const foi_bitmap *removed, const char *id,
                      uint32_t *row, bool *is_removed)
{
    if (strlen(id) != FOI_ID_LENGTH)
        return false;
    uint32_t low = 0, high = segment->rows;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_at(segment, middle, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = false;
    for (; low < segment->rows && compare_at(segment, low, id) == 0; low++) {
        *row = segment->order[low] % segment->rows;
        *is_removed = foi_bitmap_has(removed, *row);
        found = true;
        if (!*is_removed)
            break;
    }
    return found;
}

/* The fingerprint of the row at PLACE in their order; a damaged order gives some other row's. */
static uint64_t fingerprint_at(const foi_segment *segment, uint32_t place)
{
    return segment->fingerprints[segment->copy_order[place] % segment->rows];
}

void foi_segment_copies(const foi_segment *segment, const foi_bitmap *removed, uint64_t fingerprint,
                        GArray *rows)
{
    uint32_t low = 0, high = segment->rows;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (fingerprint_at(segment, middle) < fingerprint)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < segment->rows && fingerprint_at(segment, low) == fingerprint; low++) {
        uint32_t row = segment->copy_order[low] % segment->rows;
        if (!foi_bitmap_has(removed, row))
            g_array_append_val(rows, row);
    }
}

const uint64_t *foi_segment_links(const foi_segment *segment, uint32_t row, uint32_t *count)
{
    *count = segment->link_starts[row + 1] - segment->link_starts[row];
    return segment->links + segment->link_starts[row];
}

const uint64_t *foi_segment_rulings(const foi_segment *segment, uint32_t row, uint32_t *count)
{
    *count = segment->ruling_starts[row + 1] - segment->ruling_starts[row];
    return segment->rulings + segment->ruling_starts[row];
}

bool foi_segment_has_column(const foi_field *field)
{
    return field->facet && !field->joined;
}
