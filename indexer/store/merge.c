/* merge.c - keeps the segments few.
 *
 * A segment of R documents is of class log8(R). When a class has eight segments they become one,
 * the next class up: N documents lie in at most 7 * log8(N) + 8 segments, and each document is
 * merged at most log8(N) times in its life. A merge compacts the databases and joins words, records
 * and columns; it reads no source file, tokenises nothing and unpacks no text, and removed
 * documents go along as removed: it costs about a tenth of what indexing a letter does. A segment
 * of which more than half is removed is written anew from its stored records without them: one in a
 * commit at most. Of the classes a commit merges all that are full, the smallest first: it may have
 * added one segment for each job, so that with one merge alone the greater classes would overflow.
 * Readers are never made to wait: they keep the files that they have open.
 *
 * A first run with two processors writes segments of some 25,000 letters, so that of a million
 * letters most are merged once. Measured in bytes written to the disk for each byte of the index
 * that is left: 1.4 at 100,000 letters in one run (nothing is merged; the load of each database,
 * which is compacted and thrown away, is a third of it), 2.4 at 1,000,000. What small runs add is
 * rewritten log8(25,000 / letters a run) times more.
 */
#include <string.h>

#include "indexer/store/disk.h"
#include "indexer/store/segment_writer.h"
#include "indexer/store/writer.h"

enum { MERGE_FACTOR_BITS = 3, MERGE_FACTOR = 1 << MERGE_FACTOR_BITS };

static foi_live_segment *segment_at(const foi_store_writer *writer, guint position)
{
    return g_ptr_array_index(writer->segments, position);
}

static uint32_t live_rows(const foi_live_segment *live)
{
    return live->segment->rows - live->removed.count;
}

static unsigned class_of(const foi_live_segment *live)
{
    unsigned class = 0;
    for (uint32_t rows = live->segment->rows >> MERGE_FACTOR_BITS; rows > 0;
         rows >>= MERGE_FACTOR_BITS)
        class ++;
    return class;
}

static void drop_empty(foi_store_writer *writer)
{
    for (guint i = writer->segments->len; i > 0; i--)
        if (live_rows(segment_at(writer, i - 1)) == 0)
            g_ptr_array_remove_index(writer->segments, i - 1);
}

/* The finished segment NUMBER, with nothing removed and no tables yet. */
static foi_status open_live(foi_store_writer *writer, uint32_t number, uint32_t rows,
                            foi_live_segment **out, foi_error *error)
{
    *out = NULL;
    foi_segment *segment;
    foi_status status = foi_segment_open(writer->directory, number, rows, &segment, error);
    if (status != FOI_OK)
        return status;
    *out = g_new0(foi_live_segment, 1);
    (*out)->segment = segment;
    foi_bitmap_init(&(*out)->removed, rows);
    return FOI_OK;
}

static void copy_places(const foi_live_segment *from, uint32_t row, foi_places_builder *into)
{
    uint32_t count = foi_places_count(from->places, row);
    for (uint32_t i = 0; i < count; i++)
        foi_places_builder_add(into, foi_places_get(from->places, row, i));
    foi_places_builder_end_row(into);
}

/* --- a segment written anew without what is removed ------------------------------------------- */

/* The documents that stay, going into as many new segments as the memory of one asks for. */
typedef struct rewriting {
    foi_store_writer *writer;
    foi_segment_writer *into; /* NULL: none is begun */
    foi_places_builder *places;
    uint32_t number;
    GPtrArray *made; /* of foi_live_segment * */
} rewriting;

static void rewriting_clear(rewriting *all)
{
    foi_segment_writer_free(all->into);
    foi_places_builder_free(all->places);
    g_ptr_array_unref(all->made);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(rewriting, rewriting_clear)

static void live_free(void *live)
{
    foi_live_segment_free(live);
}

static foi_status begin_part(rewriting *all, foi_error *error)
{
    all->number = all->writer->next_segment++;
    all->places = foi_places_builder_new();
    return foi_segment_writer_new(all->writer->directory, all->number, &all->into, error);
}

static foi_status end_part(rewriting *all, foi_error *error)
{
    if (all->into == NULL)
        return FOI_OK;
    uint32_t rows = foi_segment_writer_rows(all->into);
    foi_status status = foi_segment_writer_finish(all->into, error);
    g_clear_pointer(&all->into, foi_segment_writer_free);
    g_autoptr(foi_live_segment) fresh = NULL;
    if (status == FOI_OK)
        status = open_live(all->writer, all->number, rows, &fresh, error);
    if (status == FOI_OK)
        status = foi_store_set_places(all->writer, fresh, all->places, error);
    g_clear_pointer(&all->places, foi_places_builder_free);
    if (status == FOI_OK)
        g_ptr_array_add(all->made, g_steal_pointer(&fresh));
    return status;
}

static foi_status copy_document(rewriting *all, const foi_live_segment *from, uint32_t row,
                                foi_error *error)
{
    g_autoptr(foi_document) document = NULL;
    foi_status status = foi_segment_document(from->segment, row, &document, error);
    if (status == FOI_OK && all->into == NULL)
        status = begin_part(all, error);
    foi_row_origin origin = {from->segment->tagger[row], from->segment->added[row]};
    if (status == FOI_OK)
        status = foi_segment_writer_add(all->into, document, &origin, error);
    if (status != FOI_OK)
        return status;
    copy_places(from, row, all->places);
    return foi_segment_writer_memory(all->into) >= FOI_STORE_FULL_BYTES ? end_part(all, error)
                                                                        : FOI_OK;
}

static foi_status rewrite(foi_store_writer *writer, guint position, foi_error *error)
{
    const foi_live_segment *old = segment_at(writer, position);
    g_auto(rewriting) all = {writer, NULL, NULL, 0, g_ptr_array_new_with_free_func(live_free)};
    foi_status status = FOI_OK;
    for (uint32_t row = 0; row < old->segment->rows && status == FOI_OK; row++)
        if (!foi_bitmap_has(&old->removed, row))
            status = copy_document(&all, old, row, error);
    if (status == FOI_OK)
        status = end_part(&all, error);
    if (status != FOI_OK)
        return status;
    g_ptr_array_remove_index(writer->segments, position);
    while (all.made->len > 0)
        g_ptr_array_add(writer->segments, g_ptr_array_steal_index(all.made, 0));
    return FOI_OK;
}

static foi_status rewrite_worst(foi_store_writer *writer, foi_error *error)
{
    for (guint i = 0; i < writer->segments->len; i++) {
        const foi_live_segment *live = segment_at(writer, i);
        if (live->removed.count > live->segment->rows / 2)
            return rewrite(writer, i, error);
    }
    return FOI_OK;
}

/* --- segments made one ------------------------------------------------------------------------ */

static foi_status merge_databases(const foi_live_segment *const *sources, size_t count,
                                  const char *path, foi_error *error)
{
    g_autoptr(GPtrArray) databases = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(databases,
                        g_build_filename(sources[i]->segment->path, FOI_SEGMENT_DATABASE, NULL));
    return foi_segment_compact((const char *const *)databases->pdata, count, path, error);
}

static foi_status merge_words(const foi_live_segment *const *sources, size_t count,
                              const char *path, foi_error *error)
{
    g_autofree const foi_words **tables = g_new(const foi_words *, count);
    foi_status status = FOI_OK;
    for (size_t i = 0; i < count && status == FOI_OK; i++) {
        foi_words *words;
        status = foi_segment_words(sources[i]->segment, &words, error);
        tables[i] = words;
    }
    return status == FOI_OK ? foi_words_merge(tables, count, path, error) : status;
}

static foi_status merge_records(const foi_live_segment *const *sources, size_t count,
                                const char *path, foi_error *error)
{
    g_autofree foi_records **tables = g_new(foi_records *, count);
    foi_status status = FOI_OK;
    for (size_t i = 0; i < count && status == FOI_OK; i++)
        status = foi_segment_records(sources[i]->segment, &tables[i], error);
    return status == FOI_OK ? foi_records_merge(tables, count, path, error) : status;
}

/* The database comes first: its checksum stands among the columns. */
static foi_status write_merged(const foi_live_segment *const *sources, size_t count,
                               const char *path, foi_error *error)
{
    foi_status status = foi_disk_make_directory(path, error);
    if (status != FOI_OK)
        return status;
    g_autofree char *database = g_build_filename(path, FOI_SEGMENT_DATABASE, NULL);
    g_autofree char *words = g_build_filename(path, FOI_SEGMENT_WORDS, NULL);
    g_autofree char *records = g_build_filename(path, FOI_SEGMENT_RECORDS, NULL);
    g_autofree char *columns = g_build_filename(path, FOI_SEGMENT_COLUMNS, NULL);
    g_autofree const foi_segment **segments = g_new(const foi_segment *, count);
    for (size_t i = 0; i < count; i++)
        segments[i] = sources[i]->segment;
    status = merge_databases(sources, count, database, error);
    if (status == FOI_OK)
        status = merge_words(sources, count, words, error);
    if (status == FOI_OK)
        status = merge_records(sources, count, records, error);
    if (status == FOI_OK)
        status = foi_segment_columns_merge(segments, count, columns, error);
    return status;
}

static void merge_rows(const foi_live_segment *const *sources, size_t count, foi_live_segment *into,
                       foi_places_builder *places)
{
    uint32_t to = 0;
    for (size_t i = 0; i < count; i++)
        for (uint32_t row = 0; row < sources[i]->segment->rows; row++, to++) {
            if (!foi_bitmap_has(&sources[i]->removed, row)) {
                copy_places(sources[i], row, places);
                continue;
            }
            foi_bitmap_set(&into->removed, to, true);
            foi_places_builder_end_row(places);
        }
    into->removed_changed = into->removed.count > 0;
}

/* Merges the COUNT segments at POSITIONS, which rise. */
static foi_status merge(foi_store_writer *writer, const guint *positions, size_t count,
                        foi_error *error)
{
    g_autofree const foi_live_segment **sources = g_new(const foi_live_segment *, count);
    uint32_t rows = 0;
    for (size_t i = 0; i < count; i++) {
        sources[i] = segment_at(writer, positions[i]);
        rows += sources[i]->segment->rows;
    }
    uint32_t number = writer->next_segment++;
    g_autofree char *path = foi_segment_path(writer->directory, number);
    foi_status status = write_merged(sources, count, path, error);
    g_autoptr(foi_live_segment) merged = NULL;
    if (status == FOI_OK)
        status = open_live(writer, number, rows, &merged, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(foi_places_builder) places = foi_places_builder_new();
    merge_rows(sources, count, merged, places);
    status = foi_store_set_places(writer, merged, places, error);
    if (status != FOI_OK)
        return status;
    for (size_t i = count; i > 0; i--)
        g_ptr_array_remove_index(writer->segments, positions[i - 1]);
    g_ptr_array_add(writer->segments, g_steal_pointer(&merged));
    return FOI_OK;
}

static unsigned count_classes(const foi_store_writer *writer)
{
    unsigned classes = 0;
    for (guint i = 0; i < writer->segments->len; i++)
        classes = MAX(classes, class_of(segment_at(writer, i)) + 1);
    return classes;
}

/* The classes that are full, from the smallest on: what one becomes may fill the next. */
static foi_status merge_full(foi_store_writer *writer, foi_error *error)
{
    g_autofree guint *positions = g_new(guint, writer->segments->len + 1);
    foi_status status = FOI_OK;
    for (unsigned class = 0; class < count_classes(writer) && status == FOI_OK; class ++) {
        size_t count = 0;
        for (guint i = 0; i < writer->segments->len; i++)
            if (class_of(segment_at(writer, i)) == class)
                positions[count++] = i;
        if (count >= MERGE_FACTOR)
            status = merge(writer, positions, count, error);
    }
    return status;
}

foi_status foi_store_merge(foi_store_writer *writer, foi_error *error)
{
    drop_empty(writer);
    foi_status status = rewrite_worst(writer, error);
    return status == FOI_OK ? merge_full(writer, error) : status;
}

foi_status foi_store_merge_all(foi_store_writer *writer, foi_error *error)
{
    drop_empty(writer);
    /* What is written anew goes to the end. */
    guint left = writer->segments->len, position = 0;
    foi_status status = FOI_OK;
    for (; left > 0 && status == FOI_OK; left--) {
        if (segment_at(writer, position)->removed.count > 0)
            status = rewrite(writer, position, error);
        else
            position++;
    }
    guint count = writer->segments->len;
    if (status != FOI_OK || count < 2)
        return status;
    g_autofree guint *positions = g_new(guint, count);
    for (guint i = 0; i < count; i++)
        positions[i] = i;
    return merge(writer, positions, count, error);
}
