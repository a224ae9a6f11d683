/* check.c - verifies every file of the current commit. */
#include <string.h>

#include "indexer/labels/labels.h"
#include "indexer/store/cases.h"
#include "indexer/store/commit.h"
#include "indexer/store/disk.h"
#include "indexer/store/said.h"
#include "indexer/store/segment.h"
#include "indexer/store/states.h"

typedef struct check {
    const char *directory;
    void (*report)(const char *line, void *data);
    void *data;
    foi_error damage; /* the first one */
} check;

static void say(check *all, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void say(check *all, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *line = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (all->report != NULL)
        all->report(line, all->data);
}

/* Reports what FOUND says; true where that is nothing. */
static bool passed(check *all, foi_status status, foi_error *found)
{
    if (status == FOI_OK)
        return true;
    say(all, "error: %s", found->message);
    if (all->damage.status == FOI_OK)
        foi_error_set(&all->damage, FOI_ERROR_CORRUPT, "%s", found->message);
    foi_error_clear(found);
    return false;
}

static void fail(check *all, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void fail(check *all, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    foi_error found = FOI_ERROR_INIT;
    foi_error_set(&found, FOI_ERROR_CORRUPT, "%s", message);
    passed(all, FOI_ERROR_CORRUPT, &found);
}

static bool verify_file(check *all, const char *relative, foi_section_file **file)
{
    g_autofree char *path = g_build_filename(all->directory, relative, NULL);
    g_auto(foi_error) found = FOI_ERROR_INIT;
    foi_status status = foi_section_file_open(path, file, &found);
    if (status == FOI_OK)
        status = foi_section_file_verify(*file, &found);
    if (passed(all, status, &found))
        say(all, "%s: whole", relative);
    return status == FOI_OK;
}

/* --- a segment -------------------------------------------------------------------------------- */

static void check_database(check *all, const foi_segment *segment)
{
    g_autofree char *path = g_build_filename(segment->path, FOI_SEGMENT_DATABASE, NULL);
    xap_error detail = XAP_ERROR_INIT;
    size_t errors = 0;
    char *report = NULL;
    if (xap_database_check(path, &errors, &report, &detail) != XAP_OK)
        fail(all, "%s is damaged: %s", path, detail.message);
    else if (errors > 0)
        fail(all, "%s is damaged: Xapian finds %zu errors in it", path, errors);
    else
        say(all, "%s: whole", path);
    xap_string_free(report);
}

/* Every record is read: that its id is the one in the columns shows that rows and docids agree. */
static void check_records(check *all, foi_segment *segment)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    uint32_t row = 0;
    for (; row < segment->rows; row++) {
        g_autoptr(foi_document) document = NULL;
        char id[FOI_ID_LENGTH + 1];
        foi_segment_id(segment, row, id);
        foi_status status = foi_segment_document(segment, row, &document, &found);
        if (!passed(all, status, &found))
            break;
        if (strcmp(document->id, id) != 0) {
            fail(all, "%s: the document %u is %s among the records, %s in the columns",
                 segment->path, row + 1, document->id, id);
            break;
        }
    }
    if (row == segment->rows)
        say(all, "%s: %u records agree with the columns", segment->path, segment->rows);
}

static void check_columns(check *all, const foi_segment *segment)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    size_t count;
    const foi_field *fields = foi_fields(&count);
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_column) column = NULL;
        if (foi_segment_has_column(&fields[i]))
            passed(all,
                   foi_column_open(segment->file, fields[i].name, segment->rows, &column, &found),
                   &found);
    }
    for (uint32_t row = 0; row < segment->rows; row++) {
        char id[FOI_ID_LENGTH + 1];
        uint32_t same;
        bool removed;
        foi_segment_id(segment, row, id);
        foi_bitmap none = {NULL, 0, 0};
        if (!foi_segment_find(segment, &none, id, &same, &removed)) {
            fail(all, "%s: the document %s is not found by its id", segment->path, id);
            return;
        }
    }
}

/* The order of the fingerprints has each row once, and no document comes from a later commit. */
static void check_copies(check *all, const foi_segment *segment, uint64_t commit)
{
    uint64_t last = 0;
    g_autofree bool *seen = g_new0(bool, (gsize)segment->rows + 1);
    for (uint32_t place = 0; place < segment->rows; place++) {
        uint32_t row = segment->copy_order[place];
        if (row >= segment->rows || seen[row] || segment->fingerprints[row] < last) {
            fail(all, "%s: the documents are not in the order of their fingerprints",
                 segment->path);
            return;
        }
        seen[row] = true;
        last = segment->fingerprints[row];
        if (segment->added[row] == 0 || segment->added[row] > commit) {
            fail(all,
                 "%s: the document %u came with the commit %" G_GUINT64_FORMAT
                 ", the last one is %" G_GUINT64_FORMAT,
                 segment->path, row + 1, segment->added[row], commit);
            return;
        }
    }
}

/* A document that is not removed lies somewhere, one that is nowhere is removed. */
static void check_places(check *all, const foi_segment *segment, const foi_bitmap *removed,
                         const foi_places *places)
{
    for (uint32_t row = 0; row < segment->rows; row++) {
        if (foi_bitmap_has(removed, row) || foi_places_count(places, row) > 0)
            continue;
        char id[FOI_ID_LENGTH + 1];
        foi_segment_id(segment, row, id);
        fail(all, "%s: the document %s lies nowhere",
             foi_section_file_path(foi_places_file(places)), id);
        return;
    }
}

/* Who replaced a decision is named by ids. */
static void check_replaced(check *all, const foi_section_file *file, const foi_segment *segment)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    g_autoptr(foi_column) replaced = NULL;
    foi_status status = foi_case_map_replaced(file, segment->rows, &replaced, &found);
    if (!passed(all, status, &found))
        return;
    for (uint32_t i = 0; i < foi_column_values(replaced); i++)
        if (strlen(foi_column_value(replaced, i)) != FOI_ID_LENGTH) {
            fail(all, "%s: a decision is replaced by none", foi_section_file_path(file));
            return;
        }
    passed(all, foi_column_damage(replaced, &found), &found);
}

static void check_tables(check *all, const foi_segment *segment, const foi_commit_segment *named)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    g_autoptr(foi_section_file) removed_file = NULL, places_file = NULL, cases_file = NULL;
    bool whole = verify_file(all, named->places_file, &places_file);
    whole = (named->removed_file == NULL || verify_file(all, named->removed_file, &removed_file)) &&
            whole;
    if (verify_file(all, named->cases_file, &cases_file)) {
        g_autoptr(foi_column) cases = NULL;
        passed(all, foi_column_open(cases_file, "case", segment->rows, &cases, &found), &found);
        check_replaced(all, cases_file, segment);
    }
    if (!whole)
        return;
    foi_bitmap removed;
    g_autoptr(foi_places) places = NULL;
    foi_status status =
        foi_bitmap_load(&removed, removed_file != NULL ? foi_section_file_path(removed_file) : NULL,
                        segment->rows, named->removed, &found);
    if (status == FOI_OK)
        status =
            foi_places_open(foi_section_file_path(places_file), segment->rows, &places, &found);
    if (passed(all, status, &found))
        check_places(all, segment, &removed, places);
    foi_bitmap_clear(&removed);
}

static bool verify_part(check *all, uint32_t number, const char *name)
{
    g_autofree char *relative = g_strdup_printf(FOI_SEGMENTS_NAME "/%u/%s", number, name);
    g_autoptr(foi_section_file) file = NULL;
    return verify_file(all, relative, &file);
}

static void check_words(check *all, foi_segment *segment)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    foi_words *words;
    foi_status status = foi_segment_words(segment, &words, &found);
    if (status == FOI_OK)
        status = foi_words_verify(words, &found);
    passed(all, status, &found);
}

static void check_segment(check *all, const foi_commit_segment *named, uint64_t commit)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    g_autofree char *columns =
        g_strdup_printf(FOI_SEGMENTS_NAME "/%u/" FOI_SEGMENT_COLUMNS, named->number);
    g_autoptr(foi_section_file) file = NULL;
    bool whole = verify_file(all, columns, &file);
    g_autoptr(foi_segment) segment = NULL;
    foi_status status =
        foi_segment_open(all->directory, named->number, named->rows, &segment, &found);
    if (!whole) {
        foi_error_clear(&found);
        return;
    }
    if (!passed(all, status, &found))
        return;
    check_columns(all, segment);
    check_copies(all, segment, commit);
    /* Xapian's own check, like all of Xapian, crashes on some damaged files. */
    if (passed(all, foi_segment_verify_database(segment, &found), &found))
        check_database(all, segment);
    if (verify_part(all, named->number, FOI_SEGMENT_RECORDS))
        check_records(all, segment);
    if (verify_part(all, named->number, FOI_SEGMENT_WORDS))
        check_words(all, segment);
    check_tables(all, segment, named);
}

/* --- the states ------------------------------------------------------------------------------- */

typedef struct state_count {
    uint32_t files, failures;
} state_count;

static bool count_state(const foi_file_state *state, void *data)
{
    state_count *count = data;
    count->files++;
    count->failures += foi_file_state_failures(state);
    return true;
}

static void check_states(check *all, const foi_commit *commit)
{
    if (commit->states_file == NULL)
        return;
    g_autoptr(foi_section_file) file = NULL;
    if (!verify_file(all, commit->states_file, &file))
        return;
    g_auto(foi_error) found = FOI_ERROR_INIT;
    g_autoptr(foi_states) states = NULL;
    state_count count = {0, 0};
    foi_status status = foi_states_open(foi_section_file_path(file), &states, &found);
    if (status == FOI_OK)
        status = foi_states_each(states, count_state, &count, &found);
    if (!passed(all, status, &found))
        return;
    if (count.files != commit->files || count.failures != commit->failures)
        fail(all, "%s holds %u files and %u failures, the commit says %u and %u",
             commit->states_file, count.files, count.failures, commit->files, commit->failures);
}

static void check_labels(check *all, const foi_commit *commit)
{
    g_auto(foi_error) found = FOI_ERROR_INIT;
    g_autoptr(foi_section_file) file = NULL;
    if (commit->labels_file == NULL || !verify_file(all, commit->labels_file, &file))
        return;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(foi_labels) labels = NULL;
    foi_status status = foi_said_read(foi_section_file_path(file), bytes, &found);
    if (status == FOI_OK)
        status = foi_labels_decode(bytes->data, bytes->len, &labels, &found);
    passed(all, status, &found);
}

foi_status foi_store_check(const char *directory, void (*report)(const char *line, void *data),
                           void *data, foi_error *error)
{
    /* Opening holds the files of this commit; one that is made meanwhile does not disturb it. */
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(foi_commit) commit = NULL;
    check all = {directory, report, data, FOI_ERROR_INIT};
    foi_error found = FOI_ERROR_INIT;
    foi_status status = foi_disk_may_enter(directory, &found);
    if (status == FOI_OK)
        status = foi_commit_load(directory, &commit, &found);
    if (status != FOI_OK) {
        say(&all, "error: %s", found.message);
        foi_error_move(error, &found);
        return status;
    }
    passed(&all, foi_snapshot_open(directory, &snapshot, &found), &found);
    for (guint i = 0; i < commit->segments->len; i++)
        check_segment(&all, g_ptr_array_index(commit->segments, i), commit->number);
    check_states(&all, commit);
    check_labels(&all, commit);
    foi_error_clear(&found);
    status = all.damage.status;
    foi_error_move(error, &all.damage);
    return status;
}
