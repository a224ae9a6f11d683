#include "indexer/store/fresh.h"

#include "indexer/store/segment_process.h"
#include "indexer/store/segment_writer.h"
#include "indexer/tag/tag.h"

/* A process takes some ten milliseconds to start: fewer documents are written sooner without. */
enum { HELP_FROM = 1000 };

/* A document's place: its row and part, and one more, so that none is NULL. */
enum { PART_BITS = 8 };

typedef struct part {
    uint32_t number;              /* of its segment */
    foi_segment_writer *writer;   /* part 0 */
    foi_segment_process *process; /* all others */
} part;

struct foi_fresh {
    char *directory;
    char *worker;
    uint32_t helpers;
    GPtrArray *parts;   /* of part * */
    GHashTable *places; /* id -> place of the last document with this id */
};

static void part_free(void *data)
{
    part *each = data;
    foi_segment_writer_free(each->writer);
    foi_segment_process_free(each->process);
    g_free(each);
}

static part *part_at(const foi_fresh *fresh, guint number)
{
    return g_ptr_array_index(fresh->parts, number);
}

static uint32_t rows_of(const part *each)
{
    return each->process != NULL ? foi_segment_process_rows(each->process)
                                 : foi_segment_writer_rows(each->writer);
}

foi_fresh *foi_fresh_new(const char *directory)
{
    foi_fresh *fresh = g_new0(foi_fresh, 1);
    fresh->directory = g_strdup(directory);
    fresh->parts = g_ptr_array_new_with_free_func(part_free);
    fresh->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return fresh;
}

void foi_fresh_free(foi_fresh *fresh)
{
    if (fresh == NULL)
        return;
    g_ptr_array_unref(fresh->parts);
    g_hash_table_unref(fresh->places);
    g_free(fresh->worker);
    g_free(fresh->directory);
    g_free(fresh);
}

void foi_fresh_set_helpers(foi_fresh *fresh, const char *worker, uint32_t count)
{
    g_free(fresh->worker);
    fresh->worker = g_strdup(worker);
    fresh->helpers = MIN(count, FOI_FRESH_PARTS - 1);
}

void foi_fresh_clear(foi_fresh *fresh)
{
    g_ptr_array_set_size(fresh->parts, 0);
    g_hash_table_remove_all(fresh->places);
}

/* --- adding ----------------------------------------------------------------------------------- */

static foi_status begin_part(foi_fresh *fresh, uint32_t *next_segment, foi_error *error)
{
    part *made = g_new0(part, 1);
    made->number = (*next_segment)++;
    foi_status status =
        fresh->parts->len == 0
            ? foi_segment_writer_new(fresh->directory, made->number, &made->writer, error)
            : foi_segment_process_start(fresh->worker, fresh->directory, made->number,
                                        &made->process, error);
    if (status == FOI_OK)
        g_ptr_array_add(fresh->parts, made);
    else
        part_free(made);
    return status;
}

static foi_status begin_parts(foi_fresh *fresh, uint32_t *next_segment, foi_error *error)
{
    foi_status status = fresh->parts->len == 0 ? begin_part(fresh, next_segment, error) : FOI_OK;
    while (status == FOI_OK && fresh->parts->len <= fresh->helpers &&
           rows_of(part_at(fresh, 0)) >= HELP_FROM)
        status = begin_part(fresh, next_segment, error);
    return status;
}

/* The shortest of the processes that can take a document without a wait: parts of one length are
 * written in the same time, so that in the end none is waited for. One that was sent nothing yet is
 * never passed over, since drop_idle() must find those at the end. Where all are busy the document
 * is written here, but not before: who writes does not hand out the next file. */
static guint choose_part(const foi_fresh *fresh)
{
    guint chosen = 0;
    for (guint i = 1; i < fresh->parts->len; i++) {
        const part *each = part_at(fresh, i);
        bool shorter = chosen == 0 || rows_of(each) < rows_of(part_at(fresh, chosen));
        if (shorter && (rows_of(each) == 0 || foi_segment_process_is_free(each->process)))
            chosen = i;
    }
    return chosen;
}

foi_status foi_fresh_add(foi_fresh *fresh, const foi_document *document, uint64_t added,
                         uint32_t *next_segment, foi_error *error)
{
    const foi_row_origin origin = {FOI_TAGGER_VERSION, added};

    foi_status status = begin_parts(fresh, next_segment, error);
    if (status != FOI_OK)
        return status;
    guint number = choose_part(fresh);
    part *chosen = part_at(fresh, number);
    gsize row = rows_of(chosen);
    status = chosen->process != NULL
                 ? foi_segment_process_add(chosen->process, document, added, error)
                 : foi_segment_writer_add(chosen->writer, document, &origin, error);
    if (status == FOI_OK)
        g_hash_table_replace(fresh->places, g_strdup(document->id),
                             GSIZE_TO_POINTER((row << PART_BITS | number) + 1));
    return status;
}

bool foi_fresh_is_empty(const foi_fresh *fresh)
{
    return fresh->parts->len == 0;
}

bool foi_fresh_has(const foi_fresh *fresh, const char *id)
{
    return g_hash_table_contains(fresh->places, id);
}

bool foi_fresh_is_last(const foi_fresh *fresh, guint part_number, uint32_t row, const char *id)
{
    gsize place = GPOINTER_TO_SIZE(g_hash_table_lookup(fresh->places, id));
    return place == ((gsize)row << PART_BITS | part_number) + 1;
}

size_t foi_fresh_memory(const foi_fresh *fresh)
{
    size_t memory = 0;
    for (guint i = 0; i < fresh->parts->len; i++) {
        const part *each = part_at(fresh, i);
        memory += each->process != NULL ? foi_segment_process_memory(each->process)
                                        : foi_segment_writer_memory(each->writer);
    }
    return memory;
}

/* --- finishing -------------------------------------------------------------------------------- */

static foi_status open_part(const foi_fresh *fresh, const part *each, GPtrArray *segments,
                            foi_error *error)
{
    foi_segment *segment;
    foi_status status =
        foi_segment_open(fresh->directory, each->number, rows_of(each), &segment, error);
    if (status == FOI_OK)
        g_ptr_array_add(segments, segment);
    return status;
}

/* A process that was sent nothing has nothing to write; those behind it were sent nothing either.
 */
static void drop_idle(foi_fresh *fresh)
{
    while (fresh->parts->len > 1 && rows_of(part_at(fresh, fresh->parts->len - 1)) == 0)
        g_ptr_array_set_size(fresh->parts, (gint)fresh->parts->len - 1);
}

foi_status foi_fresh_finish(foi_fresh *fresh, GPtrArray *segments, foi_error *error)
{
    foi_status status = FOI_OK;
    drop_idle(fresh);
    for (guint i = 1; i < fresh->parts->len && status == FOI_OK; i++)
        status = foi_segment_process_finish(part_at(fresh, i)->process, error);
    if (status == FOI_OK && fresh->parts->len > 0)
        status = foi_segment_writer_finish(part_at(fresh, 0)->writer, error);
    for (guint i = 1; i < fresh->parts->len && status == FOI_OK; i++)
        status = foi_segment_process_wait(part_at(fresh, i)->process, error);
    for (guint i = 0; i < fresh->parts->len && status == FOI_OK; i++)
        status = open_part(fresh, part_at(fresh, i), segments, error);
    return status;
}
