#include "indexer/store/writer.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/store/disk.h"
#include "indexer/store/replaced.h"
#include "indexer/store/said.h"
#include "indexer/tag/tag.h"

/* A commit is due at any of these: they bound the memory, and what a crash costs. */
enum { FULL_FILES = 65536 };

void foi_live_segment_free(foi_live_segment *live)
{
    if (live == NULL)
        return;
    foi_segment_free(live->segment);
    foi_bitmap_clear(&live->removed);
    foi_places_free(live->places);
    g_free(live->removed_file);
    g_free(live->places_file);
    g_free(live->cases_file);
    g_free(live);
}

static void live_free(void *live)
{
    foi_live_segment_free(live);
}

char *foi_store_path(const foi_store_writer *writer, const char *relative)
{
    return g_build_filename(writer->directory, relative, NULL);
}

char *foi_store_commit_file(const foi_store_writer *writer, const char *name, uint32_t segment)
{
    return g_strdup_printf(FOI_COMMITS_NAME "/%" G_GUINT64_FORMAT "/%s-%u",
                           writer->commit->number + 1, name, segment);
}

/* --- opening ---------------------------------------------------------------------------------- */

/* Without a commit the directory must be empty, or hold what a first run that was killed left. */
static foi_status check_unused(const char *directory, foi_error *error)
{
    static const char *const ours[] = {FOI_LOCK_NAME, FOI_SEGMENTS_NAME, FOI_COMMITS_NAME,
                                       FOI_STUB_NAME ".new"};
    g_autofree char *lock = g_build_filename(directory, FOI_LOCK_NAME, NULL);
    bool has_lock = g_file_test(lock, G_FILE_TEST_IS_REGULAR);
    GDir *entries = foi_disk_open_directory(directory, error);
    if (entries == NULL)
        return FOI_ERROR_IO;
    foi_status status = FOI_OK;
    const char *name;
    while ((name = g_dir_read_name(entries)) != NULL && status == FOI_OK) {
        bool known = false;
        for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
            known = known || strcmp(name, ours[i]) == 0;
        if (!known || !has_lock)
            status = foi_error_set(error, FOI_ERROR_ARGUMENT,
                                   "%s holds other files and is no index; name an empty or a new "
                                   "directory",
                                   directory);
    }
    g_dir_close(entries);
    return status;
}

static foi_status prepare_directory(const char *directory, foi_error *error)
{
    g_autofree char *stub = g_build_filename(directory, FOI_STUB_NAME, NULL);
    bool is_directory = g_file_test(directory, G_FILE_TEST_IS_DIR);
    foi_status status = foi_disk_may_enter(directory, error);
    if (status != FOI_OK || (is_directory && g_file_test(stub, G_FILE_TEST_EXISTS)))
        return status;
    status =
        is_directory ? check_unused(directory, error) : foi_disk_make_directory(directory, error);
    if (status == FOI_OK && chmod(directory, 0700) != 0)
        status = foi_error_set_errno(error, "cannot protect", directory, errno);
    return status;
}

static foi_status make_parts(const foi_store_writer *writer, foi_error *error)
{
    g_autofree char *segments = foi_store_path(writer, FOI_SEGMENTS_NAME);
    g_autofree char *commits = foi_store_path(writer, FOI_COMMITS_NAME);
    foi_status status = foi_disk_make_directory(segments, error);
    return status == FOI_OK ? foi_disk_make_directory(commits, error) : status;
}

/* Some document was made by another tagger than this. */
static bool has_stale_rows(const foi_live_segment *live)
{
    for (uint32_t row = 0; row < live->segment->rows; row++)
        if (live->segment->tagger[row] != FOI_TAGGER_VERSION &&
            !foi_bitmap_has(&live->removed, row))
            return true;
    return false;
}

static foi_status load_segment(foi_store_writer *writer, const foi_commit_segment *from,
                               foi_error *error)
{
    g_autoptr(foi_live_segment) live = g_new0(foi_live_segment, 1);
    live->removed_file = g_strdup(from->removed_file);
    live->places_file = g_strdup(from->places_file);
    live->cases_file = g_strdup(from->cases_file);
    g_autofree char *removed =
        from->removed_file != NULL ? foi_store_path(writer, from->removed_file) : NULL;
    g_autofree char *places = foi_store_path(writer, from->places_file);
    g_autofree char *cases = foi_store_path(writer, from->cases_file);
    foi_status status =
        foi_segment_open(writer->directory, from->number, from->rows, &live->segment, error);
    /* Nothing is read of it here, but no run may add to an index that nobody can read. */
    if (status == FOI_OK)
        status = foi_segment_find_files(live->segment, error);
    if (status == FOI_OK)
        status = foi_bitmap_load(&live->removed, removed, from->rows, from->removed, error);
    if (status == FOI_OK)
        status = foi_places_map(places, from->rows, &live->places, error);
    g_autoptr(foi_section_file) file = NULL;
    if (status == FOI_OK)
        status = foi_section_file_open(cases, &file, error);
    if (status != FOI_OK)
        return status;
    live->case_fingerprint = foi_case_file_fingerprint(file);
    writer->stale = writer->stale || has_stale_rows(live);
    writer->next_segment = MAX(writer->next_segment, from->number + 1);
    g_ptr_array_add(writer->segments, g_steal_pointer(&live));
    return FOI_OK;
}

static foi_status load_states(foi_store_writer *writer, foi_error *error)
{
    g_autofree char *path = writer->commit->states_file != NULL
                                ? foi_store_path(writer, writer->commit->states_file)
                                : NULL;
    foi_states *states;
    foi_status status = foi_states_open(path, &states, error);
    if (status != FOI_OK)
        return status;
    foi_states_free(writer->states);
    writer->states = states;
    return FOI_OK;
}

static foi_status load(foi_store_writer *writer, foi_error *error)
{
    g_autofree char *stub = foi_store_path(writer, FOI_STUB_NAME);
    foi_status status = FOI_OK;
    if (g_file_test(stub, G_FILE_TEST_EXISTS)) {
        status = foi_commit_load(writer->directory, &writer->commit, error);
        /* Whatever else carries that name is somebody else's database. */
        if (status == FOI_ERROR_NOT_FOUND && error != NULL)
            error->status = status = FOI_ERROR_ARGUMENT;
    } else {
        writer->commit = foi_commit_new();
        writer->commit->identity = g_uuid_string_random();
    }
    if (status == FOI_OK)
        status = load_states(writer, error);
    for (guint i = 0; status == FOI_OK && i < writer->commit->segments->len; i++)
        status = load_segment(writer, g_ptr_array_index(writer->commit->segments, i), error);
    /* What the current commit names and the disk has not is damage, not absence. */
    if (status == FOI_ERROR_NOT_FOUND) {
        foi_error_prefix(error, "a file of the index is missing; make the index anew");
        status = FOI_ERROR_CORRUPT;
        if (error != NULL)
            error->status = status;
    }
    return status;
}

static void state_free(void *state)
{
    foi_file_state_free(state);
}

static int compare_paths(const void *left, const void *right, void *data)
{
    (void)data;
    return strcmp(left, right);
}

foi_status foi_store_writer_open(const char *directory, uint32_t wait_ms, foi_store_writer **out,
                                 foi_error *error)
{
    *out = NULL;
    foi_status status = prepare_directory(directory, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(foi_store_writer) writer = g_new0(foi_store_writer, 1);
    writer->directory = g_strdup(directory);
    writer->lock = -1;
    writer->segments = g_ptr_array_new_with_free_func(live_free);
    writer->changes = g_tree_new_full(compare_paths, NULL, g_free, state_free);
    writer->replaced = g_ptr_array_new_with_free_func(state_free);
    writer->fresh = foi_fresh_new(directory);
    writer->next_segment = 1;
    g_autofree char *lock = foi_store_path(writer, FOI_LOCK_NAME);
    status = foi_disk_lock(lock, wait_ms, &writer->lock, error);
    if (status == FOI_OK)
        status = load(writer, error);
    if (status == FOI_OK)
        status = make_parts(writer, error);
    if (status != FOI_OK)
        return status;
    writer->loaded = true;
    foi_store_sweep(writer);
    *out = g_steal_pointer(&writer);
    return FOI_OK;
}

void foi_store_writer_free(foi_store_writer *writer)
{
    if (writer == NULL)
        return;
    g_clear_pointer(&writer->fresh, foi_fresh_free);
    if (writer->loaded && writer->broken)
        foi_store_sweep(writer);
    g_ptr_array_unref(writer->segments);
    foi_states_free(writer->states);
    g_tree_unref(writer->changes);
    g_ptr_array_unref(writer->replaced);
    g_clear_pointer(&writer->labels, g_byte_array_unref);
    foi_commit_free(writer->commit);
    if (writer->lock >= 0)
        close(writer->lock);
    g_free(writer->directory);
    g_free(writer);
}

/* --- files ------------------------------------------------------------------------------------ */

const foi_file_state *foi_store_writer_file(const foi_store_writer *writer, const char *path)
{
    void *changed;
    if (g_tree_lookup_extended(writer->changes, path, NULL, &changed))
        return changed;
    return foi_states_find(writer->states, path, NULL, NULL);
}

foi_status foi_store_writer_cursor(const foi_store_writer *writer, foi_file_cursor **out,
                                   foi_error *error)
{
    g_autofree char *path = writer->commit->states_file != NULL
                                ? foi_store_path(writer, writer->commit->states_file)
                                : NULL;
    return foi_file_cursor_open(path, out, error);
}

void foi_store_writer_set_file(foi_store_writer *writer, foi_file_state *state)
{
    g_tree_replace(writer->changes, g_strdup(state->path), state);
}

void foi_store_writer_drop_file(foi_store_writer *writer, const char *path)
{
    g_tree_replace(writer->changes, g_strdup(path), NULL);
}

/* --- documents -------------------------------------------------------------------------------- */

foi_live_segment *foi_store_locate(const foi_store_writer *writer, const char *id, uint32_t *row,
                                   bool *is_removed)
{
    foi_live_segment *gone = NULL;
    uint32_t gone_row = 0;
    for (guint i = writer->segments->len; i > 0; i--) {
        foi_live_segment *live = g_ptr_array_index(writer->segments, i - 1);
        if (!foi_segment_find(live->segment, &live->removed, id, row, is_removed))
            continue;
        if (!*is_removed)
            return live;
        gone = live;
        gone_row = *row;
    }
    *row = gone_row;
    *is_removed = gone != NULL;
    return gone;
}

bool foi_store_writer_has(const foi_store_writer *writer, const char *id)
{
    if (foi_fresh_has(writer->fresh, id))
        return true;
    uint32_t row;
    bool removed;
    const foi_live_segment *live = foi_store_locate(writer, id, &row, &removed);
    return live != NULL && !removed && live->segment->tagger[row] == FOI_TAGGER_VERSION;
}

void foi_store_writer_set_helpers(foi_store_writer *writer, const char *worker, uint32_t count)
{
    foi_fresh_set_helpers(writer->fresh, worker, count);
}

bool foi_store_writer_is_current(const foi_store_writer *writer)
{
    return !writer->stale;
}

static foi_status refuse_broken(const foi_store_writer *writer, foi_error *error)
{
    if (!writer->broken)
        return FOI_OK;
    return foi_error_set(error, FOI_ERROR_IO,
                         "writing to %s has failed before; the last whole index is still in place",
                         writer->directory);
}

/* The commit that ID first came with: that of the row which the new one takes the place of, else
 * the next. A document that had gone comes anew. */
static uint64_t added_with(const foi_store_writer *writer, const char *id)
{
    uint32_t row;
    bool removed;
    const foi_live_segment *live = foi_store_locate(writer, id, &row, &removed);
    return live != NULL && !removed ? live->segment->added[row] : writer->commit->number + 1;
}

foi_status foi_store_writer_add(foi_store_writer *writer, const foi_document *document,
                                foi_error *error)
{
    if (document->id == NULL || strlen(document->id) != FOI_ID_LENGTH)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "a document without an id is not indexed");
    foi_status status = refuse_broken(writer, error);
    if (status == FOI_OK)
        status = foi_fresh_add(writer->fresh, document, added_with(writer, document->id),
                               &writer->next_segment, error);
    writer->broken = writer->broken || status != FOI_OK;
    return status;
}

void foi_store_writer_stale(const foi_store_writer *writer, GHashTable *skip, size_t count,
                            GPtrArray *ids)
{
    for (guint i = 0; i < writer->segments->len; i++) {
        const foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        for (uint32_t row = 0; row < live->segment->rows && ids->len < count; row++) {
            char id[FOI_ID_LENGTH + 1];
            if (live->segment->tagger[row] == FOI_TAGGER_VERSION ||
                foi_bitmap_has(&live->removed, row))
                continue;
            foi_segment_id(live->segment, row, id);
            if (!g_hash_table_contains(skip, id))
                g_ptr_array_add(ids, g_strdup(id));
        }
    }
}

/* --- labels ----------------------------------------------------------------------------------- */

foi_status foi_store_writer_read_labels(const foi_store_writer *writer, GByteArray *out,
                                        foi_error *error)
{
    if (writer->commit->labels_file == NULL)
        return FOI_OK;
    g_autofree char *path = foi_store_path(writer, writer->commit->labels_file);
    return foi_said_read(path, out, error);
}

foi_status foi_store_writer_set_labels(foi_store_writer *writer, GByteArray *bytes,
                                       foi_error *error)
{
    g_autoptr(GByteArray) now = bytes;
    g_autoptr(GByteArray) before = g_byte_array_new();
    foi_status status = foi_store_writer_read_labels(writer, before, error);
    if (status != FOI_OK)
        return status;
    g_clear_pointer(&writer->labels, g_byte_array_unref);
    if (before->len != now->len || (now->len > 0 && memcmp(before->data, now->data, now->len) != 0))
        writer->labels = g_steal_pointer(&now);
    return FOI_OK;
}

bool foi_store_writer_is_full(const foi_store_writer *writer)
{
    return g_tree_nnodes(writer->changes) >= FULL_FILES ||
           foi_fresh_memory(writer->fresh) >= FOI_STORE_FULL_BYTES;
}

uint32_t foi_store_writer_documents(const foi_store_writer *writer)
{
    return writer->commit->documents;
}

/* --- the commit ------------------------------------------------------------------------------- */

/* Whether STATE, NULL for a file that is gone, is what CURSOR is on, which FOUND its path or not.
 */
static bool is_same(const foi_file_cursor *cursor, bool found, const foi_file_state *state)
{
    if (!found || state == NULL)
        return !found && state == NULL;
    g_autoptr(GByteArray) now = g_byte_array_new();
    foi_file_state_encode(state, now);
    size_t length;
    const void *before = foi_file_cursor_wire(cursor, &length);
    return length == now->len && memcmp(before, now->data, length) == 0;
}

/* Takes out the change where it changes nothing, else keeps what it replaces. */
static foi_status compare_change(foi_store_writer *writer, foi_file_cursor *cursor, GTreeNode *node,
                                 GPtrArray *same, foi_error *error)
{
    const char *path = g_tree_node_key(node);
    foi_status status = foi_file_cursor_seek(cursor, path, error);
    if (status != FOI_OK)
        return status;
    const foi_file_facts *facts = foi_file_cursor_facts(cursor);
    bool found = facts != NULL && foi_file_facts_compare(facts, path) == 0;
    if (is_same(cursor, found, g_tree_node_value(node))) {
        g_ptr_array_add(same, g_tree_node_key(node));
    } else if (found) {
        foi_file_state *old = foi_file_cursor_state(cursor, &status, error);
        if (status == FOI_OK)
            g_ptr_array_add(writer->replaced, old);
    }
    return status;
}

/* Looks at what was there before the changes: those that change nothing are taken out. */
static foi_status compare_changes(foi_store_writer *writer, foi_error *error)
{
    g_ptr_array_set_size(writer->replaced, 0);
    if (g_tree_nnodes(writer->changes) == 0)
        return FOI_OK;
    g_autoptr(foi_file_cursor) cursor = NULL;
    g_autoptr(GPtrArray) same = g_ptr_array_new();
    foi_status status = foi_store_writer_cursor(writer, &cursor, error);
    for (GTreeNode *node = g_tree_node_first(writer->changes); node != NULL && status == FOI_OK;
         node = g_tree_node_next(node))
        status = compare_change(writer, cursor, node, same, error);
    for (guint i = 0; i < same->len && status == FOI_OK; i++)
        g_tree_remove(writer->changes, g_ptr_array_index(same, i));
    return status;
}

static foi_live_segment *live_new(foi_segment *segment)
{
    foi_live_segment *live = g_new0(foi_live_segment, 1);
    live->segment = segment;
    foi_bitmap_init(&live->removed, segment->rows);
    return live;
}

/* The segments just written, of foi_live_segment *, part after part. */
static foi_status finish_fresh(foi_store_writer *writer, GPtrArray *fresh, foi_error *error)
{
    g_autoptr(GPtrArray) segments = g_ptr_array_new();
    foi_status status = foi_fresh_finish(writer->fresh, segments, error);
    for (guint i = 0; i < segments->len; i++)
        g_ptr_array_add(fresh, live_new(g_ptr_array_index(segments, i)));
    return status;
}

static foi_status write_facts(foi_store_writer *writer, foi_live_segment *live,
                              const foi_case_facts *facts, foi_error *error)
{
    uint64_t fingerprint = foi_case_fingerprint(facts);
    if (live->cases_file != NULL && live->case_fingerprint == fingerprint)
        return FOI_OK;
    g_free(live->cases_file);
    live->cases_file = foi_store_commit_file(writer, "cases", live->segment->number);
    live->case_fingerprint = fingerprint;
    g_autofree char *path = foi_store_path(writer, live->cases_file);
    return foi_case_write(facts, path, error);
}

static foi_status write_cases(foi_store_writer *writer, foi_error *error)
{
    guint count = writer->segments->len;
    g_autofree foi_case_input *inputs = g_new0(foi_case_input, (gsize)count + 1);
    for (guint i = 0; i < count; i++) {
        foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        inputs[i] = (foi_case_input){live->segment, &live->removed, live->places};
    }
    uint64_t **cases = foi_case_link(inputs, count);
    GArray **replaced = foi_replaced_link(inputs, count);
    foi_status status = FOI_OK;
    for (guint i = 0; i < count && status == FOI_OK; i++) {
        foi_case_facts facts = {cases[i], replaced[i], inputs[i].segment->rows};
        status = write_facts(writer, g_ptr_array_index(writer->segments, i), &facts, error);
    }
    foi_case_numbers_free(cases, count);
    foi_replaced_free(replaced, count);
    return status;
}

static foi_status write_removed(foi_store_writer *writer, foi_error *error)
{
    foi_status status = FOI_OK;
    for (guint i = 0; i < writer->segments->len && status == FOI_OK; i++) {
        foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        if (!live->removed_changed)
            continue;
        live->removed_changed = false;
        g_clear_pointer(&live->removed_file, g_free);
        if (live->removed.count == 0)
            continue;
        live->removed_file = foi_store_commit_file(writer, "removed", live->segment->number);
        g_autofree char *path = foi_store_path(writer, live->removed_file);
        status = foi_bitmap_save(&live->removed, path, error);
    }
    return status;
}

/* Documents of another tagger become fewer by being written anew. */
static void look_for_stale(foi_store_writer *writer)
{
    bool stale = false;
    for (guint i = 0; i < writer->segments->len && writer->stale && !stale; i++)
        stale = has_stale_rows(g_ptr_array_index(writer->segments, i));
    writer->stale = stale;
}

/* What a commit does to keep the segments few. */
typedef foi_status (*merge_policy)(foi_store_writer *writer, foi_error *error);

static foi_status commit_steps(foi_store_writer *writer, merge_policy merge, foi_error *error)
{
    g_autofree char *made = g_strdup_printf("%s/" FOI_COMMITS_NAME "/%" G_GUINT64_FORMAT,
                                            writer->directory, writer->commit->number + 1);
    foi_status status = foi_disk_make_directory(made, error);
    g_autoptr(GPtrArray) fresh = g_ptr_array_new_with_free_func(live_free);
    if (status == FOI_OK)
        status = finish_fresh(writer, fresh, error);
    if (status == FOI_OK)
        status = foi_store_update_places(writer, fresh, error);
    while (status == FOI_OK && fresh->len > 0)
        g_ptr_array_add(writer->segments, g_ptr_array_steal_index(fresh, 0));
    if (status == FOI_OK)
        status = merge(writer, error);
    if (status == FOI_OK)
        status = write_cases(writer, error);
    if (status == FOI_OK)
        status = write_removed(writer, error);
    if (status == FOI_OK)
        status = foi_store_check_places(writer, error);
    return status == FOI_OK ? foi_store_publish(writer, error) : status;
}

static foi_status make_commit(foi_store_writer *writer, merge_policy merge, bool *changed,
                              foi_error *error)
{
    writer->broken = true; /* until the last step is done */
    foi_status status = commit_steps(writer, merge, error);
    if (status != FOI_OK)
        return status;
    foi_fresh_clear(writer->fresh);
    g_clear_pointer(&writer->labels, g_byte_array_unref);
    g_tree_remove_all(writer->changes);
    g_ptr_array_set_size(writer->replaced, 0);
    foi_store_sweep(writer);
    look_for_stale(writer);
    writer->broken = false;
    *changed = true;
    return FOI_OK;
}

foi_status foi_store_writer_commit(foi_store_writer *writer, bool *changed, foi_error *error)
{
    *changed = false;
    foi_status status = refuse_broken(writer, error);
    if (status == FOI_OK)
        status = compare_changes(writer, error);
    bool nothing = foi_fresh_is_empty(writer->fresh) && g_tree_nnodes(writer->changes) == 0 &&
                   writer->labels == NULL;
    if (status != FOI_OK || (nothing && writer->commit->number > 0))
        return status;
    return make_commit(writer, foi_store_merge, changed, error);
}

static bool is_compact(const foi_store_writer *writer)
{
    uint32_t removed = 0;
    for (guint i = 0; i < writer->segments->len; i++) {
        const foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        removed += live->removed.count;
    }
    return writer->segments->len <= 1 && removed == 0;
}

foi_status foi_store_writer_compact(foi_store_writer *writer, bool *changed, foi_error *error)
{
    foi_status status = foi_store_writer_commit(writer, changed, error);
    if (status != FOI_OK || is_compact(writer))
        return status;
    return make_commit(writer, foi_store_merge_all, changed, error);
}
