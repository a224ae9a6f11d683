#include "indexer/worker/supervisor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/worker/crew.h"
#include "indexer/worker/task.h"

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
    foi_crew *crew;
    GQueue waiting;  /* of foi_task *: need a worker */
    GQueue finished; /* of foi_task * */
    uint32_t pending;
    uint64_t jobs;  /* numbers given so far */
    gint64 left_at; /* when foi_supervisor_next() last returned; 0: never */
};

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
    foi_status status = foi_limits_check(chosen, error);
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
    supervisor->crew = foi_crew_new(supervisor->worker, chosen);
    g_queue_init(&supervisor->waiting);
    g_queue_init(&supervisor->finished);
    *out = supervisor;
    return FOI_OK;
}

/* --- who gets which job --------------------------------------------------------------------------
 */

/* Give the waiting task at LINK to CHILD; false where the child takes nothing. */
static bool give(foi_supervisor *supervisor, GList *link, foi_child *child)
{
    foi_task *task = link->data;
    g_auto(foi_step) step;
    foi_task_step(task, &step);
    if (!foi_child_give(child, ++supervisor->jobs, &step.job, step.descriptor, step.record_limit,
                        step.text_limit, task))
        return false;
    g_queue_delete_link(&supervisor->waiting, link);
    return true;
}

/* Give the task at LINK to an idle worker of its profile; false where there is none. */
static bool give_to_idle(foi_supervisor *supervisor, GList *link)
{
    foi_child *child;
    while ((child = foi_crew_idle(supervisor->crew, foi_task_profile(link->data)))) {
        if (give(supervisor, link, child))
            return true;
        /* One that has worked before shows that workers can be started. */
        if (child->jobs == 0)
            foi_crew_note_failure(supervisor->crew, "a worker ended while it had nothing to do");
        foi_crew_remove(supervisor->crew, child);
    }
    return false;
}

/* First come, first served: as many work as may, and where a task has no worker of its profile one
 * is started, in place of idle ones of the other. Those stay: they cost no time, and changing to
 * and fro with the files would. */
static void hand_out(foi_supervisor *supervisor)
{
    foi_crew *crew = supervisor->crew;
    uint32_t wanted[FOI_PROFILE_END] = {0};
    uint32_t working = foi_crew_working(crew);
    GList *next;
    for (GList *link = supervisor->waiting.head; link; link = next) {
        next = link->next;
        foi_profile profile = foi_task_profile(link->data);
        bool room = working < supervisor->limits.jobs;
        if (room && give_to_idle(supervisor, link)) {
            working++;
        } else if (++wanted[profile] > foi_crew_count(crew, profile, FOI_CHILD_STARTING)) {
            if (!room || !foi_crew_start(crew, profile))
                return;
            working++;
        }
    }
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
    GPtrArray *children = supervisor->crew->children;
    gint64 now = g_get_monotonic_time();
    /* A worker that is just being started will be idle before long. */
    if (foi_crew_count(supervisor->crew, FOI_PROFILE_END, FOI_CHILD_STARTING) > 0)
        return;
    for (guint i = 0; i < children->len && supervisor->waiting.length > 0; i++) {
        foi_child *child = g_ptr_array_index(children, i);
        const foi_task *first = g_queue_peek_head(&supervisor->waiting);
        if (!foi_task_is_short(first))
            return;
        /* A child that is gone is noticed when it is listened to. */
        if (foi_task_profile(first) == child->profile && takes_ahead(supervisor, child, now))
            give(supervisor, supervisor->waiting.head, child);
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
    GPtrArray *children = supervisor->crew->children;
    gint64 now = g_get_monotonic_time();
    for (guint i = 0; i < children->len && supervisor->waiting.length == 0; i++) {
        foi_child *child = g_ptr_array_index(children, i);
        if (now >= taken_back_at(child))
            take_back(supervisor, child);
    }
}

/* Whether a worker more could be at work. */
static bool has_idle(const foi_supervisor *supervisor)
{
    return foi_crew_idle(supervisor->crew, FOI_PROFILE_END) &&
           foi_crew_working(supervisor->crew) < supervisor->limits.jobs;
}

static void dispatch(foi_supervisor *supervisor)
{
    if (supervisor->waiting.length == 0 && has_idle(supervisor))
        relieve(supervisor);
    hand_out(supervisor);
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

/* CHILD has answered: on to the job ahead, if there is one. */
static void next_job(foi_supervisor *supervisor, foi_child *child)
{
    supervisor->crew->failed_starts = 0;
    foi_child_go_on(child);
    if (child->state == FOI_CHILD_IDLE && child->jobs >= supervisor->limits.recycle_after)
        foi_child_dismiss(child, DISMISS_GRACE_MS);
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
    take_back(supervisor, child);
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

static void child_timed_out(foi_supervisor *supervisor, foi_child *child)
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

/* --- the loop ------------------------------------------------------------------------------------
 */

static int poll_timeout(const foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    gint64 nearest = -1;
    bool idle = has_idle(supervisor);
    const foi_crew *crew = supervisor->crew;
    if (crew->zygote && crew->zygote->state == FOI_CHILD_STARTING)
        nearest = MAX(crew->zygote->deadline - now, 0);
    for (guint i = 0; i < crew->children->len; i++) {
        const foi_child *child = g_ptr_array_index(crew->children, i);
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

static void look_at(foi_supervisor *supervisor, foi_child *child, bool news, bool ended)
{
    gint64 now = g_get_monotonic_time();
    if (child->state == FOI_CHILD_LEAVING) {
        if (ended || now >= child->deadline)
            foi_crew_remove(supervisor->crew, child);
        return;
    }
    if ((news || ended) && !listen_to(supervisor, child, ended))
        return;
    if (child->state != FOI_CHILD_IDLE && now >= child->deadline)
        child_timed_out(supervisor, child);
}

static void put_polled(struct pollfd polled[2], const foi_child *child)
{
    polled[0] = (struct pollfd){.fd = child ? child->socket : -1, .events = POLLIN};
    polled[1] = (struct pollfd){.fd = child ? child->pidfd : -1, .events = POLLIN};
}

/* Waits for news of any child, deals with it, then ends those whose time is over. */
static void watch(foi_supervisor *supervisor, int timeout)
{
    foi_crew *crew = supervisor->crew;
    guint count = crew->children->len;
    g_autofree foi_child **children = g_new(foi_child *, count + 1);
    g_autofree struct pollfd *polled = g_new0(struct pollfd, 2 * (count + 1));
    for (guint i = 0; i < count; i++) {
        children[i] = g_ptr_array_index(crew->children, i);
        put_polled(polled + 2 * i, children[i]);
    }
    struct pollfd *of_zygote = polled + 2 * count;
    put_polled(of_zygote, crew->zygote);
    if (poll(polled, 2 * (count + 1), timeout) < 0)
        return;
    for (guint i = 0; i < count; i++)
        look_at(supervisor, children[i], polled[2 * i].revents != 0,
                polled[2 * i + 1].revents != 0);
    bool news = of_zygote[0].revents != 0 || of_zygote[1].revents != 0;
    if (crew->zygote && (news || crew->zygote->state == FOI_CHILD_STARTING))
        foi_crew_hear_zygote(crew);
}

/* A worker with its answer in the socket cannot send the rest while nobody listens: the time that
 * the caller spent elsewhere is not its own. One that has sent nothing has no such excuse. */
static void allow_for_absence(foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    if (now - supervisor->left_at < SHORT_ABSENCE_US)
        return;
    const GPtrArray *children = supervisor->crew->children;
    for (guint i = 0; i < children->len; i++) {
        foi_child *child = g_ptr_array_index(children, i);
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
        if (supervisor->finished.length > 0 || foi_crew_is_hopeless(supervisor->crew) || left <= 0)
            break;
        int timeout = poll_timeout(supervisor);
        watch(supervisor, timeout < 0 ? (int)left : (int)MIN(timeout, left));
    }
    supervisor->left_at = g_get_monotonic_time();
    return supervisor->finished.length > 0 || foi_crew_is_hopeless(supervisor->crew);
}

static foi_status report_hopeless(const foi_supervisor *supervisor, foi_error *error)
{
    return foi_error_set(error, FOI_ERROR_WORKER, "the worker program %s cannot be started: %s",
                         supervisor->worker, supervisor->crew->start_failure);
}

static foi_status wait_for_finished(foi_supervisor *supervisor, foi_error *error)
{
    while (supervisor->finished.length == 0) {
        dispatch(supervisor);
        if (foi_crew_is_hopeless(supervisor->crew))
            return report_hopeless(supervisor, error);
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
    GPtrArray *children = supervisor->crew->children;
    for (guint i = children->len; i > 0; i--) {
        foi_child *child = g_ptr_array_index(children, i - 1);
        if (child->state == FOI_CHILD_BUSY || child->state == FOI_CHILD_STARTING) {
            foi_task_free(g_steal_pointer(&child->task));
            foi_task_free(g_steal_pointer(&child->ahead.task));
            foi_crew_remove(supervisor->crew, child);
        } else if (child->state != FOI_CHILD_LEAVING) {
            foi_child_dismiss(child, DISMISS_GRACE_MS);
        }
    }
    while (children->len > 0)
        watch(supervisor, poll_timeout(supervisor));
}

const char *foi_supervisor_lacking(const foi_supervisor *supervisor)
{
    return supervisor->crew->lacking;
}

foi_status foi_supervisor_about(foi_supervisor *supervisor, GString *lines, foi_error *error)
{
    foi_crew *crew = supervisor->crew;
    for (int profile = 0; profile < FOI_PROFILE_END; profile++)
        while (!crew->about[profile]) {
            if (foi_crew_count(crew, (foi_profile)profile, FOI_CHILD_STARTING) == 0)
                foi_crew_start(crew, (foi_profile)profile);
            if (foi_crew_is_hopeless(crew))
                return report_hopeless(supervisor, error);
            watch(supervisor, poll_timeout(supervisor));
        }
    for (int profile = 0; profile < FOI_PROFILE_END; profile++)
        g_string_append(lines, crew->about[profile]);
    g_string_append(lines, crew->libraries);
    return FOI_OK;
}

void foi_supervisor_free(foi_supervisor *supervisor)
{
    if (!supervisor)
        return;
    end_children(supervisor);
    foi_crew_free(supervisor->crew);
    g_queue_clear_full(&supervisor->waiting, free_task);
    g_queue_clear_full(&supervisor->finished, free_task);
    g_free(supervisor->worker);
    g_free(supervisor);
}
