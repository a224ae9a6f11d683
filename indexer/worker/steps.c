/* steps.c - what becomes of the step that a worker is at: answered, passed on, or failed with it.
 */
#include <poll.h>
#include <signal.h>
#include <string.h>

#include "indexer/worker/supervision.h"

#define CLOSED_WAIT_MS 500

static uint64_t wall_spent(const foi_child *child)
{
    return (uint64_t)((g_get_monotonic_time() - child->begun) / 1000);
}

/* The pages of a scan wait as tasks of their own, the first one first. BEGINS: none did yet. */
static void file_pages(foi_supervisor *supervisor, foi_task *task, bool begins)
{
    if (begins)
        g_ptr_array_add(supervisor->scans, task);
    GQueue pages = G_QUEUE_INIT;
    foi_task *page;
    /* So many that no worker waits, so few that other files have their turn. */
    while ((page = foi_task_next_page(task, supervisor->limits.jobs * 2)))
        g_queue_push_head(&pages, page);
    while ((page = g_queue_pop_head(&pages)))
        g_queue_push_head(&supervisor->waiting, page);
}

static void file_task(foi_supervisor *supervisor, foi_task *task)
{
    bool is_page = foi_task_is_page(task);
    if (is_page && !(task = foi_task_return_page(task)))
        return;
    if (is_page && !foi_task_has_pages(task))
        g_ptr_array_remove_fast(supervisor->scans, task);
    /* A task that was begun goes first: fewer files lie open half done. */
    if (foi_task_finished(task))
        g_queue_push_tail(&supervisor->finished, task);
    else if (foi_task_has_pages(task))
        file_pages(supervisor, task, !is_page);
    else
        g_queue_push_head(&supervisor->waiting, task);
}

/* How many jobs DOCUMENT counts for. What the libraries read wears a worker out, and may take it
 * over; our own code for plain text does neither. */
static uint32_t weight_of(const foi_document *document)
{
    bool plain = document->mime && (strcmp(document->mime, "text/plain") == 0 ||
                                    strcmp(document->mime, "text/markdown") == 0);
    return plain ? 1 : FOI_LIBRARY_WEIGHT;
}

/* CHILD has answered: on to the job ahead, if there is one. */
static void next_job(foi_supervisor *supervisor, foi_child *child)
{
    supervisor->crew->failed_starts = 0;
    foi_child_go_on(child);
    if (child->state == FOI_CHILD_IDLE && child->jobs >= supervisor->limits.recycle_after)
        foi_child_dismiss(child, FOI_DISMISS_GRACE_MS);
}

static void take_answer(foi_supervisor *supervisor, foi_child *child)
{
    foi_task *task = g_steal_pointer(&child->task);
    foi_spool *spool;
    foi_document *document = foi_reply_take(child->reply, &spool);
    child->jobs += weight_of(document);
    if (task) {
        foi_task_answer(task, document, spool, wall_spent(child));
        file_task(supervisor, task);
    } else {
        foi_document_free(document);
        foi_spool_free(spool);
    }
    next_job(supervisor, child);
}

/* What CHILD has found is for a worker of another profile. */
static void pass_on(foi_supervisor *supervisor, foi_child *child)
{
    foi_profile profile = child->reply->elsewhere;
    foi_task *task = g_steal_pointer(&child->task);
    foi_spool *spool;
    foi_document_free(foi_reply_take(child->reply, &spool));
    foi_spool_free(spool);
    child->jobs++;
    if (task) {
        uint64_t spent = wall_spent(child);
        if (!foi_task_pass_on(task, profile, spent))
            foi_task_fail(task, FOI_READ_CRASHED, "the workers pass the file to and fro", spent);
        file_task(supervisor, task);
    }
    next_job(supervisor, child);
}

/* Ends a child together with the step that it is busy with, if any. */
static void end_child(foi_supervisor *supervisor, foi_child *child, foi_read_status status,
                      const char *detail)
{
    foi_task *task = g_steal_pointer(&child->task);
    foi_dispatch_take_back(supervisor, child);
    if (task) {
        foi_task_fail(task, status, detail, wall_spent(child));
        file_task(supervisor, task);
        supervisor->crew->failed_starts = 0;
    } else if (child->state == FOI_CHILD_STARTING) {
        foi_crew_note_failure(supervisor->crew, detail);
    }
    foi_crew_remove(supervisor->crew, child);
}

static void child_misbehaved(foi_supervisor *supervisor, foi_child *child, foi_reply_event event)
{
    g_autofree char *detail = NULL;
    if (child->state == FOI_CHILD_STARTING)
        detail = g_strdup(child->reply->detail);
    else if (event == FOI_REPLY_OVER)
        detail = g_strdup_printf("holds %s", child->reply->detail);
    else
        detail = g_strdup_printf("the worker broke the protocol: %s", child->reply->detail);
    end_child(supervisor, child, event == FOI_REPLY_OVER ? FOI_READ_TOO_LARGE : FOI_READ_CRASHED,
              detail);
}

void foi_steps_time_out(foi_supervisor *supervisor, foi_child *child)
{
    g_autofree char *detail = NULL;
    if (child->state == FOI_CHILD_STARTING)
        detail = g_strdup("it did not report its start in time");
    else
        detail = g_strdup_printf("took longer than %.1f seconds",
                                 supervisor->limits.budget.wall_ms / 1000.0);
    end_child(supervisor, child, FOI_READ_TIMEOUT, detail);
}

static void child_is_gone(foi_supervisor *supervisor, foi_child *child)
{
    g_auto(foi_child_end) end = {0};
    foi_child_await_end(child, CLOSED_WAIT_MS, &end);
    foi_read_status status = FOI_READ_CRASHED;
    g_autofree char *detail = g_strdup_printf("the worker %s", end.detail);
    if (!end.exited && end.code == SIGXCPU) {
        status = FOI_READ_TIMEOUT;
        g_free(detail);
        detail = g_strdup_printf("took more than %u seconds of processor time",
                                 supervisor->limits.cpu_seconds);
    } else if (!end.exited && end.code == SIGSYS) {
        g_free(detail);
        detail =
            g_strdup("tried what no reader of files needs to do: the worker was ended by SIGSYS");
    } else if (end.exited && end.code == FOI_WORKER_EXIT_MEMORY) {
        status = FOI_READ_TOO_LARGE;
        g_free(detail);
        detail = g_strdup_printf("needs more memory than the %" G_GUINT64_FORMAT
                                 " bytes that a worker may have",
                                 supervisor->limits.memory_bytes);
    }
    end_child(supervisor, child, status, detail);
}

bool foi_steps_listen(foi_supervisor *supervisor, foi_child *child, bool ended)
{
    bool closed = false, answered;
    foi_reply_event event;
    do {
        do
            event = foi_child_listen(child, &closed);
        while (ended && !closed && event == FOI_REPLY_MORE);
        if (event == FOI_REPLY_DONE)
            take_answer(supervisor, child);
        else if (event == FOI_REPLY_ELSEWHERE)
            pass_on(supervisor, child);
        answered = event == FOI_REPLY_DONE || event == FOI_REPLY_ELSEWHERE;
    } while (answered && child->state == FOI_CHILD_BUSY && child->unread->len > 0);
    switch (event) {
    case FOI_REPLY_READY:
        foi_crew_welcome(supervisor->crew, child);
        return false;
    case FOI_REPLY_DONE:
    case FOI_REPLY_ELSEWHERE:
        return false;
    case FOI_REPLY_BROKEN:
    case FOI_REPLY_OVER:
        child_misbehaved(supervisor, child, event);
        return false;
    default:
        if (closed)
            child_is_gone(supervisor, child);
        return !closed;
    }
}
