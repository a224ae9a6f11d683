#include "indexer/worker/supervisor.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/worker/ocr_languages.h"
#include "indexer/worker/supervision.h"

/* A shorter absence of the caller makes no answer late, and asking about it costs as much. */
#define SHORT_ABSENCE_US 1000

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
    supervisor->scans = g_ptr_array_new();
    *out = supervisor;
    return FOI_OK;
}

/* --- the loop ------------------------------------------------------------------------------------
 */

static int poll_timeout(const foi_supervisor *supervisor)
{
    gint64 now = g_get_monotonic_time();
    gint64 nearest = -1;
    bool idle = foi_dispatch_has_room(supervisor);
    const foi_crew *crew = supervisor->crew;
    if (crew->zygote && crew->zygote->state == FOI_CHILD_STARTING)
        nearest = MAX(crew->zygote->deadline - now, 0);
    for (guint i = 0; i < crew->children->len; i++) {
        const foi_child *child = g_ptr_array_index(crew->children, i);
        if (child->state == FOI_CHILD_IDLE)
            continue;
        gint64 until =
            idle ? MIN(child->deadline, foi_dispatch_taken_back_at(child)) : child->deadline;
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
    if ((news || ended) && !foi_steps_listen(supervisor, child, ended))
        return;
    if (child->state != FOI_CHILD_IDLE && now >= child->deadline)
        foi_steps_time_out(supervisor, child);
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
            foi_dispatch(supervisor);
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
        foi_dispatch(supervisor);
        if (foi_crew_is_hopeless(supervisor->crew))
            return report_hopeless(supervisor, error);
        watch(supervisor, poll_timeout(supervisor));
    }
    /* What became idle meanwhile works on while the caller looks at this result. */
    foi_dispatch(supervisor);
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

foi_scan_progress foi_supervisor_scans(const foi_supervisor *supervisor)
{
    foi_scan_progress count = {0};
    for (guint i = 0; i < supervisor->scans->len; i++)
        foi_task_count_pages(g_ptr_array_index(supervisor->scans, i), &count);
    return count;
}

void foi_supervisor_submit(foi_supervisor *supervisor, const foi_job *job)
{
    foi_task *task = foi_task_new(job, &supervisor->limits);
    supervisor->pending++;
    if (foi_task_finished(task))
        g_queue_push_tail(&supervisor->finished, task);
    else
        g_queue_push_tail(&supervisor->waiting, task);
    foi_dispatch(supervisor);
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
            foi_child_dismiss(child, FOI_DISMISS_GRACE_MS);
        }
    }
    while (children->len > 0)
        watch(supervisor, poll_timeout(supervisor));
}

const char *foi_supervisor_lacking(const foi_supervisor *supervisor)
{
    return supervisor->crew->lacking;
}

foi_status foi_supervisor_check_ocr(foi_supervisor *supervisor, foi_error *error)
{
    const foi_limits *limits = &supervisor->limits;
    const foi_crew *crew = supervisor->crew;
    if (limits->ocr != FOI_OCR_ALWAYS && limits->ocr_languages == NULL)
        return FOI_OK;
    while (!crew->libraries) {
        if (!crew->zygote)
            foi_crew_start(supervisor->crew, FOI_PROFILE_STRICT);
        if (foi_crew_is_hopeless(crew))
            return report_hopeless(supervisor, error);
        watch(supervisor, poll_timeout(supervisor));
    }
    return foi_ocr_languages_check(limits, crew->libraries, error);
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
    g_ptr_array_unref(supervisor->scans);
    g_free(supervisor->worker);
    g_free(supervisor);
}
