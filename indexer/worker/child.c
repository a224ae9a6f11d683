#include "indexer/worker/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/base/spawn.h"

#define LISTEN_BYTES     (64 * 1024)
#define LISTEN_ROUNDS    16
#define MICROSECONDS(ms) ((gint64)(ms)*1000)

static int send_setup(foi_child *child, const foi_worker_setup *setup)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_setup_encode(setup, payload);
    foi_frame_header header = {FOI_FRAME_SETUP, 0, payload->len};
    return foi_frame_send(child->socket, &header, payload->data, payload->len, -1);
}

/* A child without a process yet; *OTHER is the end of its socket that the process gets. NULL: there
 * is no socket. */
static foi_child *new_child(uint32_t start_ms, int *other, foi_error *error)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0) {
        foi_error_set(error, FOI_ERROR_WORKER, "cannot make a socket for a worker: %s",
                      g_strerror(errno));
        return NULL;
    }
    foi_child *child = g_new0(foi_child, 1);
    child->state = FOI_CHILD_STARTING;
    child->socket = pair[0];
    child->pidfd = -1;
    child->reply = foi_reply_new();
    child->unread = g_byte_array_new();
    child->deadline = g_get_monotonic_time() + MICROSECONDS(start_ms);
    fcntl(child->socket, F_SETFL, O_NONBLOCK);
    *other = pair[1];
    return child;
}

static foi_status watch_started(foi_child *child, pid_t pid, foi_error *error)
{
    child->pidfd = pidfd_open(pid, 0);
    if (child->pidfd >= 0)
        return FOI_OK;
    int failure = errno;
    kill(pid, SIGKILL);
    while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
        continue;
    return foi_error_set(error, FOI_ERROR_WORKER, "cannot watch a worker process (pidfd_open): %s",
                         g_strerror(failure));
}

foi_status foi_child_start(const char *path, const foi_worker_setup *setup, uint32_t start_ms,
                           foi_child **out, foi_error *error)
{
    int socket = -1;
    g_autoptr(foi_child) child = new_child(start_ms, &socket, error);
    if (!child)
        return FOI_ERROR_WORKER;
    const char *const arguments[] = {path, NULL};
    pid_t pid;
    int failure = foi_spawn(path, arguments, socket, &pid);
    close(socket);
    if (failure)
        return foi_error_set(error, FOI_ERROR_WORKER, "cannot start the worker program %s: %s",
                             path, g_strerror(failure));
    foi_status status = watch_started(child, pid, error);
    if (status != FOI_OK)
        return status;
    /* A child that is gone already is noticed when its socket is read. */
    send_setup(child, setup);
    *out = g_steal_pointer(&child);
    return FOI_OK;
}

static int send_order(foi_child *zygote, foi_profile profile, int socket)
{
    foi_worker_order order = {profile};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_order_encode(&order, payload);
    foi_frame_header header = {FOI_FRAME_FORK, 0, payload->len};
    return foi_frame_send(zygote->socket, &header, payload->data, payload->len, socket);
}

/* Whether DESCRIPTOR can be read within WAIT_MS, whatever signals the host program gets. */
static bool wait_for(int descriptor, uint32_t wait_ms)
{
    gint64 end = g_get_monotonic_time() + MICROSECONDS(wait_ms);
    struct pollfd wait = {.fd = descriptor, .events = POLLIN};
    int result;
    do
        result = poll(&wait, 1, (int)MAX((end - g_get_monotonic_time()) / 1000, 0));
    while (result < 0 && errno == EINTR);
    return result > 0;
}

/* The answer to an order is short enough to come in one piece. */
static foi_status take_forked(foi_child *zygote, uint32_t wait_ms, int *pidfd, foi_error *error)
{
    if (!wait_for(zygote->socket, wait_ms))
        return foi_error_set(error, FOI_ERROR_WORKER,
                             "the process that forks the workers does not answer");
    g_autoptr(GByteArray) payload = g_byte_array_new();
    g_auto(foi_worker_forked) forked = {0};
    foi_frame_header header;
    int failure = foi_frame_receive(zygote->socket, FOI_FRAME_SMALL_BYTES, &header, payload, pidfd);
    if (failure == 0 && (header.kind != FOI_FRAME_FORKED ||
                         !foi_worker_forked_decode(payload->data, payload->len, &forked)))
        failure = EPROTO;
    if (failure == 0 && *pidfd >= 0 && !forked.failure)
        return FOI_OK;
    if (*pidfd >= 0)
        close(*pidfd);
    *pidfd = -1;
    return foi_error_set(error, FOI_ERROR_WORKER, "a worker cannot be forked: %s",
                         forked.failure ? forked.failure : g_strerror(failure));
}

foi_status foi_child_fork(foi_child *zygote, foi_profile profile, uint32_t start_ms,
                          foi_child **out, foi_error *error)
{
    int socket = -1;
    g_autoptr(foi_child) child = new_child(start_ms, &socket, error);
    if (!child)
        return FOI_ERROR_WORKER;
    int failure = send_order(zygote, profile, socket);
    close(socket);
    if (failure)
        return foi_error_set(error, FOI_ERROR_WORKER, "the process that forks the workers: %s",
                             g_strerror(failure));
    foi_status status = take_forked(zygote, start_ms, &child->pidfd, error);
    if (status != FOI_OK)
        return status;
    child->profile = profile;
    *out = g_steal_pointer(&child);
    return FOI_OK;
}

void foi_child_end_clear(foi_child_end *end)
{
    g_free(end->detail);
    end->detail = NULL;
}

static void describe_end(const siginfo_t *info, foi_child_end *end)
{
    end->exited = info->si_code == CLD_EXITED;
    end->code = info->si_status;
    if (end->exited) {
        end->detail = g_strdup_printf("ended with exit status %d", end->code);
        return;
    }
    const char *name = sigabbrev_np(end->code);
    if (name)
        end->detail = g_strdup_printf("ended by SIG%s", name);
    else
        end->detail = g_strdup_printf("ended by signal %d", end->code);
}

void foi_child_reap(foi_child *child, foi_child_end *end)
{
    siginfo_t info = {0};
    int result;
    pidfd_send_signal(child->pidfd, SIGKILL, NULL, 0);
    do
        result = waitid(P_PIDFD, (id_t)child->pidfd, &info, WEXITED);
    while (result < 0 && errno == EINTR);
    close(child->pidfd);
    child->pidfd = -1;
    foi_child_end unused = {0};
    foi_child_end *target = end ? end : &unused;
    if (result == 0) {
        describe_end(&info, target);
    } else {
        target->exited = false;
        target->code = -1;
        target->detail = g_strdup("ended for a reason that the system did not keep");
    }
    foi_child_end_clear(&unused);
}

void foi_child_await_end(foi_child *child, uint32_t wait_ms, foi_child_end *end)
{
    wait_for(child->pidfd, wait_ms);
    foi_child_reap(child, end);
}

void foi_child_free(foi_child *child)
{
    if (!child)
        return;
    if (child->pidfd >= 0)
        foi_child_reap(child, NULL);
    if (child->socket >= 0)
        close(child->socket);
    foi_reply_free(child->reply);
    g_byte_array_unref(child->unread);
    g_free(child);
}

static void begin(foi_child *child, const foi_given *given)
{
    foi_reply_begin(child->reply, given->number, &given->budget, given->record_limit,
                    given->text_limit);
    child->task = given->task;
    child->state = FOI_CHILD_BUSY;
    child->begun = g_get_monotonic_time();
    child->deadline = child->begun + MICROSECONDS(given->budget.wall_ms);
}

bool foi_child_give(foi_child *child, uint64_t number, const foi_worker_job *job, int descriptor,
                    uint64_t record_limit, uint64_t text_limit, void *task)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_job_encode(job, payload);
    foi_frame_header header = {FOI_FRAME_JOB, number, payload->len};
    if (foi_frame_send(child->socket, &header, payload->data, payload->len, descriptor) != 0)
        return false;
    foi_given given = {number, job->budget, record_limit, text_limit, task};
    if (child->state == FOI_CHILD_BUSY)
        child->ahead = given;
    else
        begin(child, &given);
    return true;
}

void foi_child_go_on(foi_child *child)
{
    foi_given next = child->ahead;
    child->ahead = (foi_given){0};
    if (next.number != 0)
        begin(child, &next);
    else
        child->state = FOI_CHILD_IDLE;
}

void foi_child_dismiss(foi_child *child, uint32_t grace_ms)
{
    close(child->socket);
    child->socket = -1;
    child->state = FOI_CHILD_LEAVING;
    child->deadline = g_get_monotonic_time() + MICROSECONDS(grace_ms);
}

/* Behind an answer only that to the job ahead may come. */
static foi_reply_event feed(foi_child *child, const uint8_t *bytes, size_t length)
{
    size_t used = length;
    foi_reply_event event =
        foi_reply_feed(child->reply, bytes, length, child->ahead.number != 0 ? &used : NULL);
    if ((event == FOI_REPLY_DONE || event == FOI_REPLY_ELSEWHERE) && used < length)
        g_byte_array_append(child->unread, bytes + used, (guint)(length - used));
    return event;
}

static foi_reply_event feed_unread(foi_child *child)
{
    g_autoptr(GByteArray) unread = child->unread;
    child->unread = g_byte_array_new();
    return feed(child, unread->data, unread->len);
}

foi_reply_event foi_child_listen(foi_child *child, bool *closed)
{
    uint8_t buffer[LISTEN_BYTES];
    foi_reply_event event = FOI_REPLY_MORE;
    *closed = false;
    if (child->unread->len > 0)
        event = feed_unread(child);
    for (int round = 0; round < LISTEN_ROUNDS && event == FOI_REPLY_MORE; round++) {
        ssize_t got = recv(child->socket, buffer, sizeof buffer, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return FOI_REPLY_MORE;
        if (got <= 0) {
            *closed = true;
            return FOI_REPLY_MORE;
        }
        event = feed(child, buffer, (size_t)got);
    }
    return event;
}
