/* update.c - one run of foi-index: what is new, changed or gone below the roots becomes one commit.
 *
 * The walk gives files in path order; a file whose size, times and inode are those of the last run
 * costs nothing more. The others go to the workers, whose documents come back in no set order: the
 * index does not depend on it. What was seen is remembered, so that at the end the files that were
 * not can be dropped; below a directory that could not be read nothing is dropped, since nothing is
 * known.
 */
#include <string.h>
#include <unistd.h>

#include "indexer/store/store.h"
#include "indexer/update/run.h"
#include "indexer/walk/roots.h"

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
    char *last_path;     /* lent to the progress function */
    GHashTable *seen;    /* set of paths below the roots that are still there */
    GHashTable *unknown; /* set of directories that could not be read */
    GHashTable *missing; /* roots that do not exist -> why */
    GHashTable *reading; /* set of struct reading: with a worker, not yet back */
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
    run->progress.path = run->last_path;
    if (run->options->progress != NULL &&
        run->options->progress(&run->progress, run->options->data) == 0)
        run->cancelled = true;
}

/* --- which files have to be read
 * ------------------------------------------------------------------ */

static bool same_facts(const foi_file_state *state, const foi_walk_entry *entry)
{
    /* The device is left out: it changes when a disk is mounted anew, and the inode with it seldom.
     */
    return state->inode == entry->inode && state->size == entry->size &&
           state->mtime_ns == entry->mtime_ns && state->ctime_ns == entry->ctime_ns;
}

static bool is_failure(foi_read_status status)
{
    return status != FOI_READ_OK;
}

static unsigned failures_in(const foi_file_state *state)
{
    unsigned failures = 0;
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        failures += is_failure(document->status);
    }
    /* A file without any document is one that could not even be opened. */
    return state->documents->len == 0 && is_failure(state->status) ? 1 : failures;
}

/* All that was read from the file is in the index, by the tagger of this program. */
static bool is_whole(const update *run, const foi_file_state *state)
{
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        if (document->indexed && !foi_store_writer_has(run->writer, document->id))
            return false;
    }
    return true;
}

static bool must_read(const update *run, const foi_file_state *state, const foi_walk_entry *entry)
{
    if (state == NULL || !same_facts(state, entry) || state->status == FOI_READ_UNREADABLE)
        return true;
    if (run->options->retry != 0 && failures_in(state) > 0)
        return true;
    return !is_whole(run, state);
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
    foi_store_writer_set_file(run->writer, state);
}

/* An entry that the walk itself could not make anything of, or a file that could not be opened. */
static void keep_failure(update *run, const foi_walk_entry *entry, foi_read_status status,
                         const char *detail)
{
    const foi_file_state *old = foi_store_writer_file(run->writer, entry->path);
    if (old != NULL && old->status == status && g_strcmp0(old->detail, detail) == 0 &&
        old->documents->len == 0) {
        run->summary->unchanged++;
        run->summary->failures++;
        run->progress.failures++;
        return;
    }
    foi_file_state *state = foi_file_state_new(entry->path);
    state->status = status;
    state->detail = g_strdup(detail);
    keep_state(run, state, old != NULL);
}

static foi_status commit(update *run)
{
    bool changed = false;
    foi_status status = foi_store_writer_commit(run->writer, &changed, run->error);
    if (changed)
        run->summary->written = 1;
    run->last_commit = g_get_monotonic_time();
    return status;
}

static foi_status add_documents(update *run, foi_file_state *state, GPtrArray *documents)
{
    for (guint i = 0; i < documents->len; i++) {
        const foi_document *document = g_ptr_array_index(documents, i);
        bool indexed = document->id != NULL && document->text.blocks->len > 0;
        foi_file_state_add(state, document, indexed);
        if (!indexed || foi_store_writer_has(run->writer, document->id))
            continue;
        foi_status status = foi_store_writer_add(run->writer, document, run->error);
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

static void begin_reading(update *run, foi_walk_entry *entry, bool known)
{
    g_autofree char *detail = NULL;
    int descriptor = foi_run_open(run->walk, entry, &detail);
    if (descriptor < 0) {
        keep_failure(run, entry, FOI_READ_UNREADABLE, detail);
        return;
    }
    reading *file = g_new0(reading, 1);
    file->known = known;
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

static void look_at(update *run, foi_walk_entry *entry)
{
    run->summary->files++;
    run->progress.files_seen++;
    if (entry->missing) {
        g_hash_table_replace(run->missing, g_strdup(entry->path), g_strdup(entry->detail));
        return;
    }
    g_hash_table_add(run->seen, g_strdup(entry->path));
    if (entry->status != FOI_READ_OK) {
        if (entry->directory)
            g_hash_table_add(run->unknown, g_strdup(entry->path));
        keep_failure(run, entry, entry->status, entry->detail);
        return;
    }
    const foi_file_state *state = foi_store_writer_file(run->writer, entry->path);
    if (must_read(run, state, entry)) {
        begin_reading(run, entry, state != NULL);
        return;
    }
    run->summary->unchanged++;
    run->progress.files_done++;
    if (run->progress.files_done % PROGRESS_EVERY == 0)
        tell(run, entry->path);
}

static foi_status read_all(update *run)
{
    foi_walk_entry entry;
    while (!run->cancelled && foi_walk_next(run->walk, &entry)) {
        look_at(run, &entry);
        while (!run->cancelled && foi_supervisor_room(run->supervisor) == 0) {
            foi_status status = take_one(run);
            if (status != FOI_OK)
                return status;
        }
    }
    run->progress.walk_finished = 1;
    while (!run->cancelled && foi_supervisor_pending(run->supervisor) > 0) {
        foi_status status = take_one(run);
        if (status != FOI_OK)
            return status;
    }
    return FOI_OK;
}

typedef struct gone {
    const update *run;
    GPtrArray *paths;
} gone;

static bool is_below_unknown(const update *run, const char *path)
{
    g_autofree char *directory = g_strdup(path);
    for (char *slash; (slash = strrchr(directory, '/')) != NULL;) {
        *slash = '\0';
        if (g_hash_table_contains(run->unknown, directory))
            return true;
    }
    return false;
}

static bool collect_gone(const foi_file_state *state, void *data)
{
    gone *missing = data;
    if (foi_walk_covers(missing->run->walk, state->path) &&
        !g_hash_table_contains(missing->run->seen, state->path) &&
        !is_below_unknown(missing->run, state->path))
        g_ptr_array_add(missing->paths, g_strdup(state->path));
    return true;
}

static void drop_gone(update *run)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);
    gone missing = {run, paths};
    foi_store_writer_each_file(run->writer, collect_gone, &missing);
    for (guint i = 0; i < paths->len; i++)
        foi_store_writer_drop_file(run->writer, g_ptr_array_index(paths, i));
    run->summary->removed = paths->len;
}

static bool leave_out_known(const foi_file_state *state, void *data)
{
    GHashTable *missing = data;
    const char *root =
        state->status != FOI_READ_UNREADABLE ? foi_roots_above(missing, state->path) : NULL;
    if (root != NULL)
        g_hash_table_remove(missing, root);
    return g_hash_table_size(missing) > 0;
}

/* A root that is not there any more is no failure when the index knows files of it, or has named it
 * itself: they are gone. One pass for all of them. */
static void judge_missing(update *run)
{
    if (run->own_roots || g_hash_table_size(run->missing) == 0)
        return;
    foi_store_writer_each_file(run->writer, leave_out_known, run->missing);
    GHashTableIter each;
    void *path, *detail;
    g_hash_table_iter_init(&each, run->missing);
    while (g_hash_table_iter_next(&each, &path, &detail)) {
        foi_walk_entry entry = {.path = path};
        g_hash_table_add(run->seen, g_strdup(path));
        keep_failure(run, &entry, FOI_READ_UNREADABLE, detail);
    }
}

static foi_status update_all(update *run)
{
    tell(run, NULL);
    foi_status status = read_all(run);
    if (status != FOI_OK)
        return status;
    judge_missing(run);
    /* After a stop half of the tree may be unseen: nothing counts as gone. */
    if (!run->cancelled)
        drop_gone(run);
    status = commit(run);
    if (status == FOI_OK && run->cancelled)
        status = foi_error_set(run->error, FOI_ERROR_CANCELLED,
                               "stopped; what was read until then is in the index");
    return status;
}

static bool collect_failed(const foi_file_state *state, void *data)
{
    if (failures_in(state) > 0)
        g_ptr_array_add(data, g_strdup(state->path));
    return true;
}

/* Without paths, --retry means the files that failed, wherever they are. */
static GPtrArray *roots_of(const foi_store_writer *writer, const char *const *paths, size_t count)
{
    GPtrArray *roots = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(roots, g_strdup(paths[i]));
    if (count == 0)
        foi_store_writer_each_file(writer, collect_failed, roots);
    return roots;
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
    g_autoptr(foi_supervisor) supervisor = NULL;
    foi_status status = foi_supervisor_new(&limits, options->worker, &supervisor, error);
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
    g_autoptr(GPtrArray) roots = roots_of(writer, paths, count);
    g_autoptr(foi_walk) walk =
        foi_walk_new((const char *const *)roots->pdata, roots->len, directory);
    update run = {.walk = walk,
                  .supervisor = supervisor,
                  .writer = writer,
                  .options = options,
                  .summary = summary,
                  .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                  .unknown = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                  .missing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                  .own_roots = count == 0,
                  .reading = g_hash_table_new_full(NULL, NULL, reading_free, NULL),
                  .last_commit = started,
                  .error = error};
    status = update_all(&run);
    summary->documents = foi_store_writer_documents(writer);
    summary->seconds = (double)(g_get_monotonic_time() - started) / G_USEC_PER_SEC;
    g_free(run.last_path);
    g_hash_table_unref(run.seen);
    g_hash_table_unref(run.unknown);
    g_hash_table_unref(run.missing);
    g_hash_table_unref(run.reading);
    return status;
}
