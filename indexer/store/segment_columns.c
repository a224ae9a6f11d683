/* segment_columns.c - the columns of a segment being made: from documents, or from segments. */
#include <stdlib.h>
#include <string.h>

#include "indexer/base/days.h"
#include "indexer/store/cases.h"
#include "indexer/store/disk.h"
#include "indexer/store/replaced.h"
#include "indexer/store/segment.h"

struct foi_segment_columns {
    GPtrArray *builders; /* of foi_column_builder *, one for each field with a column */
    GByteArray *ids;
    GArray *tagger;        /* uint32_t */
    GArray *first_days;    /* uint32_t */
    GArray *last_days;     /* uint32_t */
    GArray *added;         /* uint64_t */
    GArray *fingerprints;  /* uint64_t */
    GArray *link_starts;   /* uint32_t */
    GArray *links;         /* uint64_t */
    GArray *ruling_starts; /* uint32_t */
    GArray *rulings;       /* uint64_t */
};

static void builder_free(void *builder)
{
    foi_column_builder_free(builder);
}

foi_segment_columns *foi_segment_columns_new(void)
{
    foi_segment_columns *columns = g_new0(foi_segment_columns, 1);
    columns->builders = g_ptr_array_new_with_free_func(builder_free);
    size_t count;
    const foi_field *fields = foi_fields(&count);
    for (size_t i = 0; i < count; i++)
        if (foi_segment_has_column(&fields[i]))
            g_ptr_array_add(columns->builders, foi_column_builder_new());
    columns->ids = g_byte_array_new();
    columns->tagger = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    columns->first_days = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    columns->last_days = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    columns->added = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    columns->fingerprints = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    columns->link_starts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    columns->links = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_array_set_size(columns->link_starts, 1);
    columns->ruling_starts = g_array_new(FALSE, TRUE, sizeof(uint32_t));
    columns->rulings = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    g_array_set_size(columns->ruling_starts, 1);
    return columns;
}

void foi_segment_columns_free(foi_segment_columns *columns)
{
    if (columns == NULL)
        return;
    g_ptr_array_unref(columns->builders);
    g_byte_array_unref(columns->ids);
    g_array_unref(columns->tagger);
    g_array_unref(columns->first_days);
    g_array_unref(columns->last_days);
    g_array_unref(columns->added);
    g_array_unref(columns->fingerprints);
    g_array_unref(columns->link_starts);
    g_array_unref(columns->links);
    g_array_unref(columns->ruling_starts);
    g_array_unref(columns->rulings);
    g_free(columns);
}

static void add_value(const char *value, void *builder)
{
    foi_column_builder_add(builder, value);
}

static void add_days(foi_segment_columns *columns, uint32_t first, uint32_t last)
{
    g_array_append_val(columns->first_days, first);
    g_array_append_val(columns->last_days, last);
}

/* The keys of a row are complete. */
static void end_keys(foi_segment_columns *columns)
{
    uint32_t links = columns->links->len, rulings = columns->rulings->len;
    g_array_append_val(columns->link_starts, links);
    g_array_append_val(columns->ruling_starts, rulings);
}

void foi_segment_columns_add(foi_segment_columns *columns, const foi_document *document,
                             const foi_row_origin *origin, uint64_t fingerprint)
{
    size_t count;
    const foi_field *fields = foi_fields(&count);
    guint column = 0;
    for (size_t i = 0; i < count; i++) {
        if (!foi_segment_has_column(&fields[i]))
            continue;
        foi_column_builder *builder = g_ptr_array_index(columns->builders, column++);
        fields[i].read(document, add_value, builder);
        foi_column_builder_end_row(builder);
    }
    g_byte_array_append(columns->ids, (const guint8 *)document->id, FOI_ID_LENGTH);
    g_array_append_val(columns->tagger, origin->tagger);
    g_array_append_val(columns->added, origin->added);
    g_array_append_val(columns->fingerprints, fingerprint);
    const char *date = document->tags.date, *problem;
    foi_days days = {0, 0};
    if (date == NULL || !foi_days_read(date, strlen(date), &days, &problem))
        days = (foi_days){0, 0};
    add_days(columns, days.first, days.last);
    foi_case_keys(document, columns->links);
    foi_ruling_keys(document, columns->rulings);
    end_keys(columns);
}

uint32_t foi_segment_columns_rows(const foi_segment_columns *columns)
{
    return columns->tagger->len;
}

size_t foi_segment_columns_memory(const foi_segment_columns *columns)
{
    size_t memory =
        columns->ids->len + columns->tagger->len * sizeof(uint32_t) +
        columns->first_days->len * 2 * sizeof(uint32_t) +
        columns->added->len * 2 * sizeof(uint64_t) + columns->link_starts->len * sizeof(uint32_t) +
        columns->links->len * sizeof(uint64_t) + columns->ruling_starts->len * sizeof(uint32_t) +
        columns->rulings->len * sizeof(uint64_t);
    for (guint i = 0; i < columns->builders->len; i++)
        memory += foi_column_builder_memory(g_ptr_array_index(columns->builders, i));
    return memory;
}

const char *foi_segment_columns_id(const foi_segment_columns *columns, uint32_t row)
{
    return (const char *)columns->ids->data + (size_t)row * FOI_ID_LENGTH;
}

static int compare_ids(const void *left, const void *right, void *data)
{
    const char *ids = data;
    uint32_t first = *(const uint32_t *)left, second = *(const uint32_t *)right;
    int order = memcmp(ids + (size_t)first * FOI_ID_LENGTH, ids + (size_t)second * FOI_ID_LENGTH,
                       FOI_ID_LENGTH);
    return order != 0 ? order : (first > second) - (first < second);
}

static int compare_fingerprints(const void *left, const void *right, void *data)
{
    const uint64_t *fingerprints = data;
    uint32_t first = *(const uint32_t *)left, second = *(const uint32_t *)right;
    uint64_t x = fingerprints[first], y = fingerprints[second];
    return x != y ? (x > y) - (x < y) : (first > second) - (first < second);
}

/* All rows in the order of COMPARE, which looks at DATA, as the section BASE.PART. */
static void put_order(foi_section_writer *out, const char *base, const char *part, uint32_t rows,
                      GCompareDataFunc compare, void *data)
{
    g_autofree uint32_t *order = g_new(uint32_t, (gsize)rows + 1);
    for (uint32_t row = 0; row < rows; row++)
        order[row] = row;
    g_qsort_with_data(order, (gint)rows, sizeof *order, compare, data);
    foi_section_put(out, base, part, order, rows * sizeof *order);
}

static void write_copies(const foi_segment_columns *columns, foi_section_writer *out)
{
    uint32_t rows = foi_segment_columns_rows(columns);
    foi_section_put(out, "copies", "keys", columns->fingerprints->data, rows * sizeof(uint64_t));
    put_order(out, "copies", "order", rows, compare_fingerprints, columns->fingerprints->data);
}

static void write_identity(const foi_segment_columns *columns, foi_section_writer *out)
{
    uint32_t rows = foi_segment_columns_rows(columns);
    foi_section_put(out, "ids", NULL, columns->ids->data, columns->ids->len);
    put_order(out, "order", NULL, rows, compare_ids, columns->ids->data);
    write_copies(columns, out);
    foi_section_put(out, "added", NULL, columns->added->data, rows * sizeof(uint64_t));
    foi_section_put(out, "tagger", NULL, columns->tagger->data, rows * sizeof(uint32_t));
    foi_section_put(out, "days", "first", columns->first_days->data, rows * sizeof(uint32_t));
    foi_section_put(out, "days", "last", columns->last_days->data, rows * sizeof(uint32_t));
    foi_section_put(out, "links", "rows", columns->link_starts->data,
                    columns->link_starts->len * sizeof(uint32_t));
    foi_section_put(out, "links", "keys", columns->links->data,
                    columns->links->len * sizeof(uint64_t));
    foi_section_put(out, "rulings", "rows", columns->ruling_starts->data,
                    columns->ruling_starts->len * sizeof(uint32_t));
    foi_section_put(out, "rulings", "keys", columns->rulings->data,
                    columns->rulings->len * sizeof(uint64_t));
}

static foi_status put_database(foi_section_writer *out, const char *path, foi_error *error)
{
    g_autofree char *directory = g_path_get_dirname(path);
    g_autofree char *database = g_build_filename(directory, FOI_SEGMENT_DATABASE, NULL);
    uint64_t sum[2];
    foi_status status = foi_disk_sum(database, &sum[0], &sum[1], error);
    foi_section_put(out, "database", NULL, sum, sizeof sum);
    return status;
}

foi_status foi_segment_columns_write(const foi_segment_columns *columns, const char *path,
                                     foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    size_t count;
    const foi_field *fields = foi_fields(&count);
    guint column = 0;
    for (size_t i = 0; i < count; i++)
        if (foi_segment_has_column(&fields[i]))
            foi_column_builder_write(g_ptr_array_index(columns->builders, column++), out,
                                     fields[i].name);
    write_identity(columns, out);
    status = put_database(out, path, error);
    foi_status finished = foi_section_writer_finish(out, status == FOI_OK ? error : NULL);
    return status != FOI_OK ? status : finished;
}

/* --- merging ---------------------------------------------------------------------------------- */

static foi_status merge_column(const foi_segment *const *segments, size_t count, const char *name,
                               foi_section_writer *out, foi_error *error)
{
    g_autoptr(foi_column_builder) merged = foi_column_builder_new();
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_column) column = NULL;
        foi_status status =
            foi_column_open(segments[i]->file, name, segments[i]->rows, &column, error);
        if (status != FOI_OK)
            return status;
        foi_column_builder_append(merged, column);
        foi_section_file_forget(segments[i]->file);
    }
    foi_column_builder_write(merged, out, name);
    return FOI_OK;
}

static void append_identity(foi_segment_columns *columns, const foi_segment *segment)
{
    for (uint32_t row = 0; row < segment->rows; row++) {
        g_byte_array_append(columns->ids,
                            (const guint8 *)segment->ids + (size_t)row * FOI_ID_LENGTH,
                            FOI_ID_LENGTH);
        g_array_append_val(columns->tagger, segment->tagger[row]);
        g_array_append_val(columns->added, segment->added[row]);
        g_array_append_val(columns->fingerprints, segment->fingerprints[row]);
        add_days(columns, segment->first_days[row], segment->last_days[row]);
        uint32_t keys;
        const uint64_t *links = foi_segment_links(segment, row, &keys);
        if (keys > 0)
            g_array_append_vals(columns->links, links, keys);
        const uint64_t *rulings = foi_segment_rulings(segment, row, &keys);
        if (keys > 0)
            g_array_append_vals(columns->rulings, rulings, keys);
        end_keys(columns);
    }
}

foi_status foi_segment_columns_merge(const foi_segment *const *segments, size_t count,
                                     const char *path, foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    size_t field_count;
    const foi_field *fields = foi_fields(&field_count);
    for (size_t i = 0; i < field_count && status == FOI_OK; i++)
        if (foi_segment_has_column(&fields[i]))
            status = merge_column(segments, count, fields[i].name, out, error);
    g_autoptr(foi_segment_columns) identity = foi_segment_columns_new();
    for (size_t i = 0; i < count && status == FOI_OK; i++)
        append_identity(identity, segments[i]);
    write_identity(identity, out);
    if (status == FOI_OK)
        status = put_database(out, path, error);
    foi_status finished = foi_section_writer_finish(out, status == FOI_OK ? error : NULL);
    return status != FOI_OK ? status : finished;
}
