/* inspect.c - reads files without an index and gives their documents in path order. */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "indexer/document/lend.h"
#include "indexer/labels/apply.h"
#include "indexer/update/intake.h"
#include "indexer/update/run.h"

/* How many files may be read ahead of the one whose turn it is: bounds what waits in memory. */
enum { READ_AHEAD_PER_WORKER = 4 };

/* A file whose turn has not come; its documents are NULL until they have been read. */
typedef struct pending {
    char *path;
    GPtrArray *documents;
} pending;

typedef struct inspection {
    foi_walk *walk;
    foi_supervisor *supervisor;
    foi_labels *labels;
    GQueue queue; /* of pending *, in path order */
    guint read_ahead;
    int (*visit)(const foi_document *document, void *data);
    void *data;
    foi_error *error;
} inspection;

static void pending_free(void *data)
{
    pending *file = data;
    g_free(file->path);
    g_clear_pointer(&file->documents, g_ptr_array_unref);
    g_free(file);
}

static void fail(pending *file, foi_read_status status, const char *detail)
{
    foi_document *document = foi_document_new();
    foi_document_set_status(document, status, "%s", detail);
    file->documents = g_ptr_array_new_with_free_func((GDestroyNotify)foi_document_free);
    g_ptr_array_add(file->documents, document);
}

static void begin(inspection *run, foi_walk_entry *entry)
{
    pending *file = g_new0(pending, 1);
    file->path = g_strdup(entry->path);
    g_queue_push_tail(&run->queue, file);
    if (entry->status != FOI_READ_OK) {
        fail(file, entry->status, entry->detail);
        return;
    }
    g_autofree char *detail = NULL;
    int descriptor = foi_run_open(run->walk, entry, &detail);
    if (descriptor < 0) {
        fail(file, FOI_READ_UNREADABLE, detail);
        return;
    }
    g_autofree char *name = g_path_get_basename(file->path);
    foi_job job = {FOI_JOB_READ, descriptor, name, 0, 0, file};
    foi_supervisor_submit(run->supervisor, &job);
}

/* False when the visitor has had enough. */
static bool show(inspection *run, const pending *file)
{
    for (guint i = 0; i < file->documents->len; i++) {
        foi_document *document = g_ptr_array_index(file->documents, i);
        g_free(document->location);
        document->location = g_strdup(file->path);
        g_autofree char *key = foi_label_path_key(file->path, document->member);
        const char *place = key + strlen(FOI_LABEL_PATH);
        foi_labels_apply(run->labels, document, &place, 1);
        foi_document_lend(document);
        if (run->visit(document, run->data) == 0)
            return false;
    }
    return true;
}

/* Show what is ready at the head of the queue. */
static bool show_ready(inspection *run)
{
    for (;;) {
        pending *head = g_queue_peek_head(&run->queue);
        if (head == NULL || head->documents == NULL)
            return true;
        bool more = show(run, head);
        g_queue_pop_head(&run->queue);
        pending_free(head);
        if (!more)
            return false;
    }
}

static foi_status take_one(inspection *run)
{
    foi_job_result result;
    foi_status status = foi_supervisor_next(run->supervisor, &result, run->error);
    if (status == FOI_OK)
        ((pending *)result.context)->documents = result.documents;
    return status;
}

static bool must_wait(const inspection *run)
{
    return foi_supervisor_pending(run->supervisor) > 0 &&
           (foi_supervisor_room(run->supervisor) == 0 || run->queue.length >= run->read_ahead);
}

static foi_status inspect_all(inspection *run)
{
    foi_walk_entry entry;
    bool walking = true;
    while (walking || run->queue.length > 0) {
        if (!show_ready(run))
            return FOI_OK;
        while (walking && !must_wait(run) && run->queue.length < run->read_ahead) {
            walking = foi_walk_next(run->walk, &entry);
            if (walking)
                begin(run, &entry);
        }
        if (foi_supervisor_pending(run->supervisor) > 0) {
            foi_status status = take_one(run);
            if (status != FOI_OK)
                return status;
        }
    }
    return FOI_OK;
}

foi_status foi_run_inspect(const char *const *paths, size_t count,
                           const foi_update_options *options,
                           int (*visit)(const foi_document *document, void *data), void *data,
                           foi_error *error)
{
    foi_limits limits = foi_run_limits(options);
    g_autoptr(foi_supervisor) supervisor = NULL;
    g_autoptr(foi_labels) labels = foi_labels_new();
    g_autoptr(foi_intake) intake = NULL;
    foi_status status = foi_intake_read(options, &intake, error);
    if (status == FOI_OK)
        status = foi_run_supervise(options, &supervisor, error);
    if (status != FOI_OK)
        return status;
    foi_intake_put(intake, labels);
    g_autoptr(foi_walk) walk = foi_walk_new(paths, count, NULL);
    inspection run = {.walk = walk,
                      .supervisor = supervisor,
                      .labels = labels,
                      .queue = G_QUEUE_INIT,
                      .read_ahead = limits.jobs * READ_AHEAD_PER_WORKER,
                      .visit = visit,
                      .data = data,
                      .error = error};
    status = inspect_all(&run);
    foi_run_tell_lacking(supervisor, options);
    g_queue_clear_full(&run.queue, pending_free);
    return status;
}
