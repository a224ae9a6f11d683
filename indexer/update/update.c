/* update.c - one run of foi-index: what is new, changed or gone below the roots becomes one commit.
 *
 * The walk gives files in path order; a file whose size, times and inode are those of the last run
 * costs nothing more. The others go to the workers, whose documents come back in no set order: the
 * index does not depend on it. What the index knows is gone through beside the walk; the files that
 * the walk did not give are dropped at the end, when a file that was only moved has been read where
 * it lies now. Below a directory that could not be read nothing is dropped, since nothing is known.
 */
#include <string.h>
#include <unistd.h>

#include "indexer/labels/apply.h"
#include "indexer/store/store.h"
#include "indexer/update/intake.h"
#include "indexer/update/known.h"
#include "indexer/update/relabel.h"
#include "indexer/update/run.h"
#include "indexer/update/told.h"

/* Even a slow run (scans, say) commits this often, so that a kill costs little. */
enum { COMMIT_SECONDS = 60 };

/* The walk alone tells the progress function where it is, once for so many files. */
enum { PROGRESS_EVERY = 512 };

/* While a file takes its time the progress function is called this often: it may ask to stop. */
enum { PROGRESS_MS = 200 };

typedef struct update {
    foi_walk *walk;
    foi_supervisor *supervisor;
    foi_store_writer *writer;
    const foi_update_options *options;
    foi_update_summary *summary;
    foi_progress progress;
    char *last_path; /* lent to the progress function */
    foi_known *known;
    GHashTable *missing; /* roots that do not exist -> why */
    GHashTable *reading; /* set of struct reading: with a worker, not yet back */
    foi_intake *intake;
    foi_labels *labels;
    foi_relabel relabel;
    guint left;          /* keys that were pending when the files were begun with */
    GHashTable *watched; /* key of a label by id -> path of the file that had those bytes */
    gint64 last_commit;  /* monotonic microseconds */
    bool own_roots;      /* they are those of the index itself, not of the caller */
    bool cancelled;
    foi_error *error;
} update;

/* A file that a worker is reading. */
typedef struct reading {
    foi_file_state *state;
    bool known; /* was in the index before */
} reading;

static void reading_free(void *data)
{
    reading *file = data;
    foi_file_state_free(file->state);
    g_free(file);
}

/* PATH: the file that was finished; NULL: none since the last time. */
static void tell(update *run, const char *path)
{
    if (path != NULL) {
        g_free(run->last_path);
        run->last_path = g_strdup(path);
    }
    foi_scan_progress scans = foi_supervisor_scans(run->supervisor);
    run->progress.pages_wanted = scans.wanted;
    run->progress.pages_done = scans.done;
    run->progress.path = run->last_path;
    if (run->options->progress != NULL &&
        run->options->progress(&run->progress, run->options->data) == 0)
        run->cancelled = true;
}

/* --- which files have to be read
 * ------------------------------------------------------------------ */

static bool same_facts(const foi_file_facts *known, const foi_walk_entry *entry)
{
    /* The device is left out: it changes when a disk is mounted anew, and the inode with it seldom.
     */
    return known->inode == entry->inode && known->size == entry->size &&
           known->mtime_ns == entry->mtime_ns && known->ctime_ns == entry->ctime_ns;
}

static bool is_failure(foi_read_status status)
{
    return status != FOI_READ_OK;
}

static unsigned count_failures(unsigned documents, unsigned failed, foi_read_status status)
{
    /* A file without any document is one that could not even be opened. */
    return documents == 0 && is_failure(status) ? 1 : failed;
}

static unsigned failures_in(const foi_file_state *state)
{
    unsigned failed = 0;
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        failed += is_failure(document->status);
    }
    return count_failures(state->documents->len, failed, state->status);
}

static bool has_failures(const foi_file_facts *known)
{
    return count_failures(known->documents, known->failed_documents, known->status) > 0;
}

/* All that was read from the file PATH is in the index, by the tagger of this program. */
static bool is_whole(const update *run, const char *path)
{
    if (foi_store_writer_is_current(run->writer))
        return true;
    const foi_file_state *state = foi_store_writer_file(run->writer, path);
    for (guint i = 0; state != NULL && i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        if (document->indexed && !foi_store_writer_has(run->writer, document->id))
            return false;
    }
    return state != NULL;
}

static bool must_read(const update *run, const foi_file_facts *known, const foi_walk_entry *entry)
{
    if (known == NULL || !same_facts(known, entry) || known->status == FOI_READ_UNREADABLE)
        return true;
    if (run->options->retry != 0 && has_failures(known))
        return true;
    return !is_whole(run, entry->path);
}

/* --- what is said of them ------------------------------------------------------------------------
 */

static bool has_label(update *run, const char *key)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(foi_label_entry));
    return foi_labels_find(run->labels, key, entries) > 0;
}

/* The document ID has come to, or has left, a place of which a label may speak. */
static void note_place(update *run, const char *path, const char *member, const char *id)
{
    g_autofree char *key = foi_label_path_key(path, member);
    if (id != NULL && has_label(run, key))
        g_hash_table_add(foi_labels_pending(run->labels), g_strconcat(FOI_LABEL_ID, id, NULL));
}

/* What lies at PATH is about to be replaced or dropped. */
static void note_leaving(update *run, const char *path)
{
    if (foi_labels_is_empty(run->labels))
        return;
    const foi_file_state *state = foi_store_writer_file(run->writer, path);
    for (guint i = 0; state != NULL && i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        if (!document->indexed)
            continue;
        note_place(run, path, document->member, document->id);
        g_autofree char *key = g_strconcat(FOI_LABEL_ID, document->id, NULL);
        if (has_label(run, key))
            g_hash_table_replace(run->watched, g_steal_pointer(&key), g_strdup(path));
    }
}

static void put_labels(update *run, const char *path, foi_document *document)
{
    g_autofree char *key = foi_label_path_key(path, document->member);
    const char *place = key + strlen(FOI_LABEL_PATH);
    foi_labels_apply(run->labels, document, &place, 1);
}

/* --- what came of them
 * ---------------------------------------------------------------------------- */

static void keep_state(update *run, foi_file_state *state, bool known)
{
    if (known)
        run->summary->changed++;
    else
        run->summary->added++;
    unsigned failures = failures_in(state);
    run->summary->failures += failures;
    run->progress.failures += failures;
    run->progress.files_done++;
    run->progress.bytes_done += state->size;
    note_leaving(run, state->path);
    foi_store_writer_set_file(run->writer, state);
}

static bool same_detail(const foi_file_facts *known, const char *detail)
{
    if (known->detail == NULL || detail == NULL)
        return known->detail == detail;
    return strlen(detail) == known->detail_length &&
           memcmp(detail, known->detail, known->detail_length) == 0;
}

/* An entry that the walk itself could not make anything of, or a file that could not be opened.
 * KNOWN: as it was before; NULL. */
static void keep_failure(update *run, const char *path, const foi_file_facts *known,
                         foi_read_status status, const char *detail)
{
    if (known != NULL && known->status == status && known->documents == 0 &&
        same_detail(known, detail)) {
        run->summary->unchanged++;
        run->summary->failures++;
        run->progress.failures++;
        return;
    }
    foi_file_state *state = foi_file_state_new(path);
    state->status = status;
    state->detail = g_strdup(detail);
    keep_state(run, state, known != NULL);
}

static foi_status commit(update *run)
{
    bool changed = false;
    foi_status status = foi_intake_save(run->intake, run->labels, run->writer, run->error);
    if (status == FOI_OK)
        status = foi_store_writer_commit(run->writer, &changed, run->error);
    if (changed)
        run->summary->written = 1;
    run->last_commit = g_get_monotonic_time();
    return status;
}

/* The document ID that was read before from the file PATH is in the index, but not in full. */
static bool was_partial(const update *run, const char *path, const char *id)
{
    const foi_file_state *before = foi_store_writer_file(run->writer, path);
    for (guint i = 0; before != NULL && i < before->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(before->documents, i);
        if (document->indexed && is_failure(document->status) && strcmp(document->id, id) == 0)
            return true;
    }
    return false;
}

/* DOCUMENT takes the place of what the index has by its id. Labels of all its places are put on
 * later. */
static foi_status replace_document(update *run, const char *path, foi_document *document)
{
    if (!foi_labels_is_empty(run->labels))
        g_hash_table_add(foi_labels_pending(run->labels),
                         g_strconcat(FOI_LABEL_ID, document->id, NULL));
    put_labels(run, path, document);
    return foi_store_writer_add(run->writer, document, run->error);
}

static foi_status add_documents(update *run, foi_file_state *state, GPtrArray *documents)
{
    for (guint i = 0; i < documents->len; i++) {
        foi_document *document = g_ptr_array_index(documents, i);
        bool indexed = document->id != NULL && document->text.blocks->len > 0;
        foi_file_state_add(state, document, indexed);
        if (!indexed)
            continue;
        foi_status status = FOI_OK;
        if (!foi_store_writer_has(run->writer, document->id)) {
            put_labels(run, state->path, document);
            status = foi_store_writer_add(run->writer, document, run->error);
        } else if (was_partial(run, state->path, document->id)) {
            status = replace_document(run, state->path, document);
        } else {
            note_place(run, state->path, document->member, document->id);
        }
        if (status != FOI_OK)
            return status;
    }
    const foi_document *first = g_ptr_array_index(documents, 0);
    state->status = first->status;
    state->detail = g_strdup(first->status_detail);
    return FOI_OK;
}

static bool is_commit_due(const update *run)
{
    return foi_store_writer_is_full(run->writer) ||
           g_get_monotonic_time() - run->last_commit > COMMIT_SECONDS * G_USEC_PER_SEC;
}

/* Wait for one file and take it into the index; where the run is stopped meanwhile, for none. */
static foi_status take_one(update *run)
{
    while (!foi_supervisor_wait(run->supervisor, PROGRESS_MS)) {
        tell(run, NULL);
        if (run->cancelled)
            return FOI_OK;
    }
    foi_job_result result;
    foi_status status = foi_supervisor_next(run->supervisor, &result, run->error);
    if (status != FOI_OK)
        return status;
    reading *file = result.context;
    status = add_documents(run, file->state, result.documents);
    g_ptr_array_unref(result.documents);
    if (status == FOI_OK) {
        g_autofree char *path = g_strdup(file->state->path);
        keep_state(run, g_steal_pointer(&file->state), file->known);
        tell(run, path);
        if (is_commit_due(run))
            status = commit(run);
    }
    g_hash_table_remove(run->reading, file);
    return status;
}

/* --- the run
 * -------------------------------------------------------------------------------------- */

static void begin_reading(update *run, foi_walk_entry *entry, const foi_file_facts *known)
{
    g_autofree char *detail = NULL;
    int descriptor = foi_run_open(run->walk, entry, &detail);
    if (descriptor < 0) {
        keep_failure(run, entry->path, known, FOI_READ_UNREADABLE, detail);
        return;
    }
    reading *file = g_new0(reading, 1);
    file->known = known != NULL;
    file->state = foi_file_state_new(entry->path);
    file->state->device = entry->device;
    file->state->inode = entry->inode;
    file->state->size = entry->size;
    file->state->mtime_ns = entry->mtime_ns;
    file->state->ctime_ns = entry->ctime_ns;
    g_hash_table_add(run->reading, file);
    g_autofree char *name = g_path_get_basename(entry->path);
    foi_job job = {FOI_JOB_READ, descriptor, name, 0, 0, file};
    foi_supervisor_submit(run->supervisor, &job);
}

static foi_status look_at(update *run, foi_walk_entry *entry)
{
    run->summary->files++;
    run->progress.files_seen++;
    if (entry->missing) {
        g_hash_table_replace(run->missing, g_strdup(entry->path), g_strdup(entry->detail));
        return FOI_OK;
    }
    const foi_file_facts *known;
    foi_status status = foi_known_find(run->known, entry->path, &known, run->error);
    if (status != FOI_OK)
        return status;
    if (entry->status != FOI_READ_OK) {
        if (entry->directory)
            foi_known_mark_unread(run->known, entry->path);
        keep_failure(run, entry->path, known, entry->status, entry->detail);
    } else if (must_read(run, known, entry)) {
        begin_reading(run, entry, known);
    } else {
        run->summary->unchanged++;
        run->progress.files_done++;
        if (run->progress.files_done % PROGRESS_EVERY == 0)
            tell(run, entry->path);
    }
    return FOI_OK;
}

static foi_status read_all(update *run)
{
    foi_walk_entry entry;
    while (!run->cancelled && foi_walk_next(run->walk, &entry)) {
        foi_status status = look_at(run, &entry);
        while (status == FOI_OK && !run->cancelled && foi_supervisor_room(run->supervisor) == 0)
            status = take_one(run);
        if (status != FOI_OK)
            return status;
    }
    run->progress.walk_finished = 1;
    while (!run->cancelled && foi_supervisor_pending(run->supervisor) > 0) {
        foi_status status = take_one(run);
        if (status != FOI_OK)
            return status;
    }
    return FOI_OK;
}

static foi_status drop_gone(update *run)
{
    foi_status status = foi_known_finish(run->known, run->error);
    const char *path;
    while (status == FOI_OK && (path = foi_known_next_gone(run->known)) != NULL) {
        note_leaving(run, path);
        foi_store_writer_drop_file(run->writer, path);
        run->summary->removed++;
        if (foi_store_writer_is_full(run->writer))
            status = commit(run);
    }
    return status;
}

/* A root that is not there any more is no failure when the index knows files of it, or has named it
 * itself: they are gone. */
static foi_status judge_missing(update *run)
{
    if (run->own_roots || g_hash_table_size(run->missing) == 0)
        return FOI_OK;
    foi_status status = foi_known_leave_out_read(run->writer, run->missing, run->error);
    GHashTableIter each;
    void *path, *detail;
    g_hash_table_iter_init(&each, run->missing);
    while (status == FOI_OK && g_hash_table_iter_next(&each, &path, &detail)) {
        const foi_file_facts *known;
        status = foi_known_find(run->known, path, &known, run->error);
        if (status == FOI_OK)
            keep_failure(run, path, known, FOI_READ_UNREADABLE, detail);
    }
    return status;
}

static foi_status compact(update *run)
{
    bool changed = false;
    foi_status status = foi_store_writer_compact(run->writer, &changed, run->error);
    if (changed)
        run->summary->written = 1;
    return status;
}

/* --- documents that are written anew without their files
 * ------------------------------------------
 */

static bool go_on(void *data)
{
    update *run = data;
    tell(run, NULL);
    return !run->cancelled;
}

static foi_status commit_for(void *data)
{
    return commit(data);
}

/* First of all, while the last commit is all there is: one commit has all that the new labels say
 * of the documents that are there, unless they are very many. */
static foi_status write_anew(update *run)
{
    foi_status status = foi_relabel_stale(&run->relabel);
    if (status == FOI_OK && !run->cancelled)
        status = foi_relabel_pending(&run->relabel);
    run->left = g_hash_table_size(foi_labels_pending(run->labels));
    bool any = foi_store_writer_documents(run->writer) > 0;
    return status == FOI_OK && any && !run->cancelled ? commit(run) : status;
}

/* In the end: documents that came to another place, of which a label speaks. */
static foi_status write_moved(update *run)
{
    if (g_hash_table_size(foi_labels_pending(run->labels)) == run->left || run->cancelled)
        return FOI_OK;
    foi_status status = foi_relabel_pending(&run->relabel);
    return status == FOI_OK ? commit(run) : status;
}

static foi_status update_all(update *run)
{
    tell(run, NULL);
    foi_status status = write_anew(run);
    if (status == FOI_OK)
        status = read_all(run);
    if (status != FOI_OK)
        return status;
    status = judge_missing(run);
    /* After a stop half of the tree may be unseen: nothing counts as gone. */
    if (status == FOI_OK && !run->cancelled)
        status = drop_gone(run);
    if (status == FOI_OK)
        status = commit(run);
    if (status == FOI_OK)
        status = write_moved(run);
    if (status == FOI_OK)
        status = foi_told_all(&run->relabel, run->intake, run->watched, run->options, run->summary);
    if (status == FOI_OK && run->options->compact != 0 && !run->cancelled)
        status = compact(run);
    if (status == FOI_OK && run->cancelled)
        status = foi_error_set(run->error, FOI_ERROR_CANCELLED,
                               "stopped; what was read until then is in the index");
    return status;
}

static foi_status run_update(update *run, const char *directory)
{
    run->missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    run->watched = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    run->reading = g_hash_table_new_full(NULL, NULL, reading_free, NULL);
    run->relabel = (foi_relabel){.directory = directory,
                                 .writer = run->writer,
                                 .supervisor = run->supervisor,
                                 .labels = run->labels,
                                 .go_on = go_on,
                                 .commit = commit_for,
                                 .data = run,
                                 .error = run->error};
    foi_status status = update_all(run);
    run->summary->rewritten = run->relabel.written;
    run->summary->failures += run->relabel.failed;
    g_free(run->last_path);
    g_hash_table_unref(run->missing);
    g_hash_table_unref(run->watched);
    g_hash_table_unref(run->reading);
    return status;
}

/* Without paths, --retry means the files that failed, wherever they are. */
static foi_status add_failed(const foi_store_writer *writer, GPtrArray *roots, foi_error *error)
{
    g_autoptr(foi_file_cursor) cursor = NULL;
    foi_status status = foi_store_writer_cursor(writer, &cursor, error);
    const foi_file_facts *facts;
    while (status == FOI_OK && (facts = foi_file_cursor_facts(cursor)) != NULL) {
        if (has_failures(facts))
            g_ptr_array_add(roots, g_strndup(facts->path, facts->path_length));
        status = foi_file_cursor_next(cursor, error);
    }
    return status;
}

/* Without paths there must be an index to take them from: none is made. */
static foi_status require_index(const char *directory, foi_error *error)
{
    g_autoptr(foi_snapshot) snapshot = NULL;
    return foi_snapshot_open(directory, &snapshot, error);
}

foi_status foi_run_update(const char *directory, const char *const *paths, size_t count,
                          const foi_update_options *options, foi_update_summary *summary,
                          foi_error *error)
{
    gint64 started = g_get_monotonic_time();
    memset(summary, 0, sizeof *summary);
    foi_limits limits = foi_run_limits(options);
    g_autoptr(foi_intake) intake = NULL;
    foi_status status = foi_intake_read(options, &intake, error);
    g_autoptr(foi_supervisor) supervisor = NULL;
    if (status == FOI_OK)
        status = foi_run_supervise(options, &supervisor, error);
    if (status != FOI_OK)
        return status;
    if (count == 0)
        status = require_index(directory, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(foi_store_writer) writer = NULL;
    status = foi_store_writer_open(directory, options->wait_ms, &writer, error);
    if (status != FOI_OK)
        return status;
    g_autofree char *worker = options->worker ? g_strdup(options->worker) : foi_worker_path();
    foi_store_writer_set_helpers(writer, worker, limits.jobs > 1 ? limits.jobs : 0);
    g_autoptr(GPtrArray) roots = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(roots, g_strdup(paths[i]));
    if (count == 0 && options->retry != 0)
        status = add_failed(writer, roots, error);
    g_autoptr(foi_labels) labels = NULL;
    if (status == FOI_OK)
        status = foi_intake_merge(intake, writer, options, &labels, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(foi_walk) walk =
        foi_walk_new((const char *const *)roots->pdata, roots->len, directory);
    g_autoptr(foi_known) known = NULL;
    status = foi_known_new(writer, foi_walk_roots(walk), &known, error);
    if (status != FOI_OK)
        return status;
    update run = {.walk = walk,
                  .supervisor = supervisor,
                  .writer = writer,
                  .options = options,
                  .summary = summary,
                  .known = known,
                  .intake = intake,
                  .labels = labels,
                  .own_roots = count == 0,
                  .last_commit = started,
                  .error = error};
    status = run_update(&run, directory);
    foi_run_tell_lacking(supervisor, options);
    summary->documents = foi_store_writer_documents(writer);
    summary->seconds = (double)(g_get_monotonic_time() - started) / G_USEC_PER_SEC;
    return status;
}
