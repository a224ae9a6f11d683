#include "indexer/worker/supervisor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/worker/child.h"
#include "indexer/worker/task.h"

#define JOBS_MAX         256
#define FAILED_STARTS    3
#define START_MS         30000
#define DISMISS_GRACE_MS 5000
#define CLOSED_WAIT_MS   500
/* A job ahead may be taken back from a worker that has not come to it in this time. */
#define AHEAD_US         20000
/* A shorter absence of the caller makes no answer late, and asking about it costs as much. */
#define SHORT_ABSENCE_US 1000
/* A file that a library reads counts for so many of plain text. */
#define LIBRARY_WEIGHT   4

struct foi_supervisor {
    foi_limits limits;
    char *worker;
    GPtrArray *children; /* of foi_child * */
    GQueue waiting;      /* of foi_task *: need a worker */
    GQueue finished;     /* of foi_task * */
    uint32_t pending;
    uint64_t jobs; /* numbers given so far */
    uint32_t failed_starts;
    char *start_failure;
    gint64 left_at; /* when foi_supervisor_next() last returned; 0: never */
};

static foi_status check_limits(const foi_limits *limits, foi_error *error)
{
    const char *wrong = NULL;
    if (limits->jobs < 1 || limits->jobs > JOBS_MAX)
        wrong = "the number of workers must be 1 to 256";
    else if (limits->cpu_seconds < 1 || limits->budget.wall_ms < 1)
        wrong = "the limits of time must be above 0";
    else if (limits->budget.depth > FOI_DEPTH_MAX)
        wrong = "containers can be opened to a depth of at most 32";
    else if (limits->recycle_after < 1)
        wrong = "a worker must be allowed at least one job";
    if (wrong)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s", wrong);
    return FOI_OK;
}

static foi_status check_program(const char *path, foi_error *error)
{
    struct stat file;
    if (stat(path, &file) < 0)
        return foi_error_set(error, FOI_ERROR_WORKER,
                             "cannot find the worker program %s: %s; set FOI_WORKER to where "
                             "foi-worker lies",
                             path, g_strerror(errno));
    if (!S_ISREG(file.st_mode) || access(path, X_OK) < 0)
        return foi_error_set(error, FOI_ERROR_WORKER,
                             "the worker program %s is not an executable file", path);
    return FOI_OK;
}

foi_status foi_supervisor_new(const foi_limits *limits, const char *worker, foi_supervisor **out,
                              foi_error *error)
{
    foi_limits defaults = foi_limits_default();
    const foi_limits *chosen = limits ? limits : &defaults;
    foi_status status = check_limits(chosen, error);
    if (status != FOI_OK)
        return status;
    g_autofree char *path = worker ? g_strdup(worker) : foi_worker_path();
    if (!path)
        return foi_error_set(error, FOI_ERROR_WORKER,
                             "the worker program foi-worker is neither beside this program nor "
                             "installed; set FOI_WORKER to where it lies");
    status = check_program(path, error);
    if (status != FOI_OK)
        return status;
    foi_supervisor *supervisor = g_new0(foi_supervisor, 1);
    supervisor->limits = *chosen;
    supervisor->worker = g_steal_pointer(&path);
    supervisor->children = g_ptr_array_new();
    g_queue_init(&supervisor->waiting);
    g_queue_init(&supervisor->finished);
    *out = supervisor;
    return FOI_OK;
}

/* --- children that come and go -------------------------------------------------------------------
 */

static void remove_child(foi_supervisor *supervisor, foi_child *child)
{
    g_ptr_array_remove_fast(supervisor->children, child);
    foi_child_free(child);
}

static void note_failed_start(foi_supervisor *supervisor, const char *reason)
{
    char *kept = g_strdup(reason);
    g_free(supervisor->start_failure);
    supervisor->start_failure = kept;
    supervisor->failed_starts++;
}

static uint32_t count_children(const foi_supervisor *supervisor, foi_child_state state)
{
    uint32_t count = 0;
    for (guint i = 0; i < supervisor->children->len; i++) {
        const foi_child *child = g_ptr_array_index(supervisor->children, i);
        count += child->state == state;
    }
    return count;
}

/* Whether any worker still works, or may yet. */
static bool any_serving(const foi_supervisor *supervisor)
{
    return supervisor->children->len > count_children(supervisor, FOI_CHILD_LEAVING);
}

static foi_child *idle_child(const foi_supervisor *supervisor)
{
    for (guint i = 0; i < supervisor->children->len; i++) {
        foi_child *child = g_ptr_array_index(supervisor->children, i);
        if (child->state == FOI_CHILD_IDLE)
            return child;
    }
    return NULL;
}

static void start_children(foi_supervisor *supervisor)
{
    uint32_t starting = count_children(supervisor, FOI_CHILD_STARTING);
    uint32_t serving = supervisor->children->len - count_children(supervisor, FOI_CHILD_LEAVING);
    uint32_t wanted = supervisor->waiting.length;
    while (starting < wanted && serving < supervisor->limits.jobs &&
           supervisor->failed_starts < FAILED_STARTS) {
        g_auto(foi_error) error = FOI_ERROR_INIT;
        foi_child *child = NULL;
        if (foi_child_start(supervisor->worker, supervisor->limits.memory_bytes, START_MS, &child,
                            &error) != FOI_OK) {
            note_failed_start(supervisor, error.message);
            continue;
        }
        g_ptr_array_add(supervisor->children, child);
        starting++;
        serving++;
    }
}

/* Give the task that waits first to CHILD; false where the child takes nothing. */
static bool give_first(foi_supervisor *supervisor, foi_child *child)
{
    foi_task *task = g_queue_peek_head(&supervisor->waiting);
    g_auto(foi_step) step;
    foi_task_step(task, &step);
    if (!foi_child_give(child, ++supervisor->jobs, &step.job, step.descriptor, step.record_limit,
                        step.text_limit, task))
        return false;
    g_queue_pop_head(&supervisor->waiting);
    return true;
}

/* Whether CHILD may have its next job while it is at one, so that it need not wait for us in
 * between: where both are short, since a job that lies with a child is lost to the others. */
static bool takes_ahead(const foi_supervisor *supervisor, const foi_child *child, gint64 now)
{
    return child->state == FOI_CHILD_BUSY && child->ahead.number == 0 && child->task &&
           foi_task_is_short(child->task) && now - child->begun < AHEAD_US &&
           child->jobs + LIBRARY_WEIGHT < supervisor->limits.recycle_after;
}

static void give_ahead(foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    /* A worker that is just being started will be idle before long. */
    if (count_children(supervisor, FOI_CHILD_STARTING) > 0)
        return;
    for (guint i = 0; i < supervisor->children->len && supervisor->waiting.length > 0; i++) {
        foi_child *child = g_ptr_array_index(supervisor->children, i);
        if (!foi_task_is_short(g_queue_peek_head(&supervisor->waiting)))
            return;
        /* A child that is gone is noticed when it is listened to. */
        if (takes_ahead(supervisor, child, now))
            give_first(supervisor, child);
    }
}

/* The job ahead of CHILD has not begun: another worker may have it. */
static void take_back(foi_supervisor *supervisor, foi_child *child)
{
    foi_task *task = g_steal_pointer(&child->ahead.task);
    if (task)
        g_queue_push_head(&supervisor->waiting, task);
}

/* When a job may be taken back from CHILD, which has not come to it. */
static gint64 taken_back_at(const foi_child *child)
{
    return child->ahead.task ? child->begun + AHEAD_US : G_MAXINT64;
}

/* A worker that has nothing to do takes over what lies behind a long job. */
static void relieve(foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    for (guint i = 0; i < supervisor->children->len && supervisor->waiting.length == 0; i++) {
        foi_child *child = g_ptr_array_index(supervisor->children, i);
        if (now >= taken_back_at(child))
            take_back(supervisor, child);
    }
}

static void dispatch(foi_supervisor *supervisor)
{
    foi_child *child;
    if (supervisor->waiting.length == 0 && idle_child(supervisor))
        relieve(supervisor);
    while (supervisor->waiting.length > 0 && (child = idle_child(supervisor))) {
        if (give_first(supervisor, child))
            continue;
        /* One that has worked before shows that workers can be started. */
        if (child->jobs == 0)
            note_failed_start(supervisor, "a worker ended while it had nothing to do");
        remove_child(supervisor, child);
    }
    if (supervisor->waiting.length > 0)
        start_children(supervisor);
    if (supervisor->waiting.length > 0)
        give_ahead(supervisor);
}

/* --- what becomes of a step ----------------------------------------------------------------------
 */

static uint64_t wall_spent(const foi_child *child)
{
    return (uint64_t)((g_get_monotonic_time() - child->begun) / 1000);
}

static void file_task(foi_supervisor *supervisor, foi_task *task)
{
    /* A task that was begun goes first: fewer files lie open half done. */
    if (foi_task_finished(task))
        g_queue_push_tail(&supervisor->finished, task);
    else
        g_queue_push_head(&supervisor->waiting, task);
}

/* How many jobs DOCUMENT counts for. What the libraries read wears a worker out, and may take it
 * over; our own code for plain text does neither. */
static uint32_t weight_of(const foi_document *document)
{
    bool plain = document->mime && (strcmp(document->mime, "text/plain") == 0 ||
                                    strcmp(document->mime, "text/markdown") == 0);
    return plain ? 1 : LIBRARY_WEIGHT;
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
    supervisor->failed_starts = 0;
    foi_child_go_on(child);
    if (child->state == FOI_CHILD_IDLE && child->jobs >= supervisor->limits.recycle_after)
        foi_child_dismiss(child, DISMISS_GRACE_MS);
}

/* Ends a child together with the step that it is busy with, if any. */
static void end_child(foi_supervisor *supervisor, foi_child *child, foi_read_status status,
                      const char *detail)
{
    foi_task *task = g_steal_pointer(&child->task);
    take_back(supervisor, child);
    if (task) {
        foi_task_fail(task, status, detail, wall_spent(child));
        file_task(supervisor, task);
        supervisor->failed_starts = 0;
    } else if (child->state == FOI_CHILD_STARTING) {
        note_failed_start(supervisor, detail);
    }
    remove_child(supervisor, child);
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

static void child_timed_out(foi_supervisor *supervisor, foi_child *child)
{
    g_autofree char *detail = NULL;
    if (child->state == FOI_CHILD_STARTING)
        detail = g_strdup_printf("it did not report its start within %d seconds", START_MS / 1000);
    else
        detail = g_strdup_printf("took longer than %.1f seconds",
                                 supervisor->limits.budget.wall_ms / 1000.0);
    end_child(supervisor, child, FOI_READ_TIMEOUT, detail);
}

static void child_is_gone(foi_supervisor *supervisor, foi_child *child)
{
    /* Its socket may close a moment before it has ended: its own end says more than our signal. */
    struct pollfd wait = {.fd = child->pidfd, .events = POLLIN};
    poll(&wait, 1, CLOSED_WAIT_MS);
    g_auto(foi_child_end) end = {0};
    foi_child_reap(child, &end);
    foi_read_status status = FOI_READ_CRASHED;
    g_autofree char *detail = g_strdup_printf("the worker %s", end.detail);
    if (!end.exited && end.code == SIGXCPU) {
        status = FOI_READ_TIMEOUT;
        g_free(detail);
        detail = g_strdup_printf("took more than %u seconds of processor time",
                                 supervisor->limits.cpu_seconds);
    } else if (end.exited && end.code == FOI_WORKER_EXIT_MEMORY) {
        status = FOI_READ_TOO_LARGE;
        g_free(detail);
        detail = g_strdup_printf("needs more memory than the %" G_GUINT64_FORMAT
                                 " bytes that a worker may have",
                                 supervisor->limits.memory_bytes);
    }
    end_child(supervisor, child, status, detail);
}

/* False once the child is gone or has nothing more to say. */
static bool listen_to(foi_supervisor *supervisor, foi_child *child, bool ended)
{
    bool closed = false;
    foi_reply_event event;
    do {
        do
            event = foi_child_listen(child, &closed);
        while (ended && !closed && event == FOI_REPLY_MORE);
        if (event == FOI_REPLY_DONE)
            take_answer(supervisor, child);
    } while (event == FOI_REPLY_DONE && child->state == FOI_CHILD_BUSY && child->unread->len > 0);
    switch (event) {
    case FOI_REPLY_READY:
        child->state = FOI_CHILD_IDLE;
        return false;
    case FOI_REPLY_DONE:
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

/* --- the loop ------------------------------------------------------------------------------------
 */

static int poll_timeout(const foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    gint64 nearest = -1;
    bool idle = idle_child(supervisor) != NULL;
    for (guint i = 0; i < supervisor->children->len; i++) {
        const foi_child *child = g_ptr_array_index(supervisor->children, i);
        if (child->state == FOI_CHILD_IDLE)
            continue;
        gint64 until = idle ? MIN(child->deadline, taken_back_at(child)) : child->deadline;
        gint64 left = MAX(until - now, 0);
        nearest = nearest < 0 ? left : MIN(nearest, left);
    }
    if (nearest < 0)
        return -1;
    return (int)MIN(nearest / 1000 + 1, INT_MAX);
}

/* Waits for news of any child, deals with it, then ends those whose time is over. */
static void watch(foi_supervisor *supervisor, int timeout)
{
    guint count = supervisor->children->len;
    g_autofree foi_child **children = g_new(foi_child *, count + 1);
    g_autofree struct pollfd *polled = g_new0(struct pollfd, 2 * count + 1);
    for (guint i = 0; i < count; i++) {
        children[i] = g_ptr_array_index(supervisor->children, i);
        polled[2 * i] = (struct pollfd){.fd = children[i]->socket, .events = POLLIN};
        polled[2 * i + 1] = (struct pollfd){.fd = children[i]->pidfd, .events = POLLIN};
    }
    if (poll(polled, 2 * count, timeout) < 0)
        return;
    gint64 now = g_get_monotonic_time();
    for (guint i = 0; i < count; i++) {
        foi_child *child = children[i];
        bool ended = polled[2 * i + 1].revents != 0;
        if (child->state == FOI_CHILD_LEAVING) {
            if (ended || now >= child->deadline)
                remove_child(supervisor, child);
            continue;
        }
        bool news = polled[2 * i].revents != 0 || ended;
        if (news && !listen_to(supervisor, child, ended))
            continue;
        if (child->state != FOI_CHILD_IDLE && now >= child->deadline)
            child_timed_out(supervisor, child);
    }
}

/* A worker with its answer in the socket cannot send the rest while nobody listens: the time that
 * the caller spent elsewhere is not its own. One that has sent nothing has no such excuse. */
static void allow_for_absence(foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    if (now - supervisor->left_at < SHORT_ABSENCE_US)
        return;
    for (guint i = 0; i < supervisor->children->len; i++) {
        foi_child *child = g_ptr_array_index(supervisor->children, i);
        if (child->state != FOI_CHILD_BUSY)
            continue;
        /* A job that was given meanwhile has waited since then only. */
        gint64 absence = now - MAX(supervisor->left_at, child->begun);
        struct pollfd polled = {.fd = child->socket, .events = POLLIN};
        if (poll(&polled, 1, 0) > 0) {
            child->deadline += absence;
            child->begun += absence;
        }
    }
}

/* No worker can be started, and none works that may yet answer. */
static bool is_hopeless(const foi_supervisor *supervisor)
{
    return supervisor->failed_starts >= FAILED_STARTS && !any_serving(supervisor);
}

bool foi_supervisor_wait(foi_supervisor *supervisor, uint32_t timeout_ms)
{
    if (supervisor->pending == 0)
        return true;
    allow_for_absence(supervisor);
    gint64 end = g_get_monotonic_time() + (gint64)timeout_ms * 1000;
    for (;;) {
        if (supervisor->finished.length == 0)
            dispatch(supervisor);
        gint64 left = (end - g_get_monotonic_time() + 999) / 1000;
        if (supervisor->finished.length > 0 || is_hopeless(supervisor) || left <= 0)
            break;
        int timeout = poll_timeout(supervisor);
        watch(supervisor, timeout < 0 ? (int)left : (int)MIN(timeout, left));
    }
    supervisor->left_at = g_get_monotonic_time();
    return supervisor->finished.length > 0 || is_hopeless(supervisor);
}

static foi_status wait_for_finished(foi_supervisor *supervisor, foi_error *error)
{
    while (supervisor->finished.length == 0) {
        dispatch(supervisor);
        if (is_hopeless(supervisor))
            return foi_error_set(error, FOI_ERROR_WORKER,
                                 "the worker program %s cannot be started: %s", supervisor->worker,
                                 supervisor->start_failure);
        watch(supervisor, poll_timeout(supervisor));
    }
    /* What became idle meanwhile works on while the caller looks at this result. */
    dispatch(supervisor);
    return FOI_OK;
}

foi_status foi_supervisor_next(foi_supervisor *supervisor, foi_job_result *result, foi_error *error)
{
    if (supervisor->pending == 0)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "no job is pending");
    allow_for_absence(supervisor);
    foi_status status = wait_for_finished(supervisor, error);
    if (status == FOI_OK) {
        foi_task *task = g_queue_pop_head(&supervisor->finished);
        *result = foi_task_take(task);
        foi_task_free(task);
        supervisor->pending--;
    }
    supervisor->left_at = g_get_monotonic_time();
    return status;
}

uint32_t foi_supervisor_room(const foi_supervisor *supervisor)
{
    /* One job at a time leaves half of the processors idle: with a single worker that is meant. */
    uint32_t wanted = supervisor->limits.jobs > 1 ? supervisor->limits.jobs * 2 : 1;
    return wanted > supervisor->pending ? wanted - supervisor->pending : 0;
}

uint32_t foi_supervisor_pending(const foi_supervisor *supervisor)
{
    return supervisor->pending;
}

void foi_supervisor_submit(foi_supervisor *supervisor, const foi_job *job)
{
    foi_task *task = foi_task_new(job, &supervisor->limits);
    supervisor->pending++;
    if (foi_task_finished(task))
        g_queue_push_tail(&supervisor->finished, task);
    else
        g_queue_push_tail(&supervisor->waiting, task);
    dispatch(supervisor);
}

static void free_task(void *task)
{
    foi_task_free(task);
}

/* Idle workers may end by themselves, which takes them milliseconds; the others are killed. */
static void end_children(foi_supervisor *supervisor)
{
    for (guint i = supervisor->children->len; i > 0; i--) {
        foi_child *child = g_ptr_array_index(supervisor->children, i - 1);
        if (child->state == FOI_CHILD_BUSY || child->state == FOI_CHILD_STARTING) {
            foi_task_free(g_steal_pointer(&child->task));
            foi_task_free(g_steal_pointer(&child->ahead.task));
            remove_child(supervisor, child);
        } else if (child->state != FOI_CHILD_LEAVING) {
            foi_child_dismiss(child, DISMISS_GRACE_MS);
        }
    }
    while (supervisor->children->len > 0)
        watch(supervisor, poll_timeout(supervisor));
}

void foi_supervisor_free(foi_supervisor *supervisor)
{
    if (!supervisor)
        return;
    end_children(supervisor);
    g_ptr_array_unref(supervisor->children);
    g_queue_clear_full(&supervisor->waiting, free_task);
    g_queue_clear_full(&supervisor->finished, free_task);
    g_free(supervisor->worker);
    g_free(supervisor->start_failure);
    g_free(supervisor);
}
