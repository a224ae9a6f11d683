#include "indexer/store/segment_process.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/base/spawn.h"
#include "indexer/store/disk.h"
#include "indexer/store/segment_reply.h"

struct foi_segment_process {
    char *path; /* of the segment */
    pid_t pid;
    int socket;
    uint32_t rows;
    size_t memory;
    GByteArray *frame;
    foi_segment_reply reply; /* as far as it has come */
    size_t have;
    bool done; /* its last reply has come */
    bool whole;
};

foi_status foi_segment_process_start(const char *worker, const char *directory, uint32_t number,
                                     foi_segment_process **out, foi_error *error)
{
    *out = NULL;
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return foi_error_set(error, FOI_ERROR_WORKER, "cannot make a socket for a process: %s",
                             g_strerror(errno));
    g_autoptr(foi_segment_process) process = g_new0(foi_segment_process, 1);
    process->path = foi_segment_path(directory, number);
    process->socket = pair[0];
    process->frame = g_byte_array_new();
    g_autofree char *segment = g_strdup_printf("%u", number);
    const char *const arguments[] = {worker,    FOI_SEGMENT_ROLE, FOI_SEGMENT_VERSION,
                                     directory, segment,          NULL};
    int failure = foi_spawn(worker, arguments, pair[1], &process->pid);
    close(pair[1]);
    if (failure != 0) {
        process->pid = 0;
        return foi_error_set(error, FOI_ERROR_WORKER, "cannot start the worker program %s: %s",
                             worker, g_strerror(failure));
    }
    *out = g_steal_pointer(&process);
    return FOI_OK;
}

/* Waits for the end: false where the system did not keep how it was, since the host ignores its
 * children. */
static bool reap(foi_segment_process *process, siginfo_t *about)
{
    int result = -1;
    *about = (siginfo_t){0};
    while (process->pid > 0 && (result = waitid(P_PID, (id_t)process->pid, about, WEXITED)) < 0 &&
           errno == EINTR)
        continue;
    process->pid = 0;
    return result == 0;
}

static bool end(foi_segment_process *process, siginfo_t *about)
{
    /* Where the host ignores its children the number may belong to another process by now. */
    siginfo_t unused;
    if (process->pid > 0 &&
        waitid(P_PID, (id_t)process->pid, &unused, WEXITED | WNOHANG | WNOWAIT) == 0)
        kill(process->pid, SIGKILL);
    return reap(process, about);
}

void foi_segment_process_free(foi_segment_process *process)
{
    if (process == NULL)
        return;
    siginfo_t about;
    end(process, &about);
    close(process->socket);
    if (!process->whole)
        foi_disk_remove_tree(process->path);
    g_byte_array_unref(process->frame);
    g_free(process->path);
    g_free(process);
}

/* --- what the process says -------------------------------------------------------------------- */

/* The process has closed its socket, and so is ending: killing it changes nothing of how. */
static foi_status lost(foi_segment_process *process, foi_error *error)
{
    siginfo_t about;
    g_autofree char *how = NULL;
    bool known = end(process, &about);
    const char *signal_name = known ? sigabbrev_np(about.si_status) : NULL;
    if (known && about.si_code == CLD_EXITED)
        how = g_strdup_printf(" with exit status %d", about.si_status);
    else if (signal_name != NULL)
        how = g_strdup_printf(" by SIG%s", signal_name);
    return foi_error_set(error, FOI_ERROR_WORKER,
                         "the process that writes %s has ended before its time%s", process->path,
                         how != NULL ? how : "");
}

static foi_status take_reply(foi_segment_process *process, foi_error *error)
{
    foi_segment_reply *reply = &process->reply;
    process->have = 0;
    process->memory = (size_t)reply->memory;
    process->done = reply->done != 0;
    reply->message[sizeof reply->message - 1] = '\0';
    if (reply->status == FOI_OK)
        return FOI_OK;
    return foi_error_set(error, (foi_status)reply->status, "%s", reply->message);
}

/* Reads what has been said, up to the last reply where WAIT. */
static foi_status listen_to(foi_segment_process *process, bool wait, foi_error *error)
{
    while (!process->done) {
        ssize_t got = recv(process->socket, (char *)&process->reply + process->have,
                           sizeof process->reply - process->have, wait ? 0 : MSG_DONTWAIT);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && !wait && (errno == EAGAIN || errno == EWOULDBLOCK))
            return FOI_OK;
        if (got <= 0)
            return lost(process, error);
        process->have += (size_t)got;
        if (process->have < sizeof process->reply)
            continue;
        foi_status status = take_reply(process, error);
        if (status != FOI_OK)
            return status;
    }
    return FOI_OK;
}

/* --- what it is told -------------------------------------------------------------------------- */

bool foi_segment_process_is_free(const foi_segment_process *process)
{
    struct pollfd about = {process->socket, POLLOUT, 0};
    int ready;
    do
        ready = poll(&about, 1, 0);
    while (ready < 0 && errno == EINTR);
    /* An end that is gone counts, too: sending then tells. */
    return ready > 0;
}

static foi_status send_frame(foi_segment_process *process, foi_error *error)
{
    const GByteArray *frame = process->frame;
    for (size_t sent = 0; sent < frame->len;) {
        ssize_t some = send(process->socket, frame->data + sent, frame->len - sent, MSG_NOSIGNAL);
        if (some < 0 && errno == EINTR)
            continue;
        if (some < 0) {
            /* Why it has ended may have been said. */
            foi_status status = listen_to(process, true, error);
            return status != FOI_OK ? status : lost(process, error);
        }
        sent += (size_t)some;
    }
    return FOI_OK;
}

foi_status foi_segment_process_add(foi_segment_process *process, const foi_document *document,
                                   uint64_t added, foi_error *error)
{
    foi_status status = listen_to(process, false, error);
    if (status != FOI_OK)
        return status;
    foi_segment_frame head = {0, added};
    g_byte_array_set_size(process->frame, sizeof head);
    foi_document_encode(document, process->frame);
    head.length = process->frame->len - sizeof head;
    memcpy(process->frame->data, &head, sizeof head);
    status = send_frame(process, error);
    if (status == FOI_OK)
        process->rows++;
    return status;
}

uint32_t foi_segment_process_rows(const foi_segment_process *process)
{
    return process->rows;
}

size_t foi_segment_process_memory(const foi_segment_process *process)
{
    return process->memory;
}

foi_status foi_segment_process_finish(foi_segment_process *process, foi_error *error)
{
    static const foi_segment_frame no_more = {0, 0};
    g_byte_array_set_size(process->frame, 0);
    g_byte_array_append(process->frame, (const guint8 *)&no_more, sizeof no_more);
    return send_frame(process, error);
}

foi_status foi_segment_process_wait(foi_segment_process *process, foi_error *error)
{
    foi_status status = listen_to(process, true, error);
    siginfo_t about;
    reap(process, &about);
    process->whole = status == FOI_OK;
    return status;
}
