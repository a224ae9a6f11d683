#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "indexer/worker/process/process.h"

/* As fork(), but the new process is a child of the supervisor, which so watches and reaps it as
 * one that it started itself; and *PIDFD, the parent's, stays the same process's for ever. The
 * zygote has one thread: no lock is held by another that the new process would wait for. */
static pid_t fork_sibling(int *pidfd)
{
    unsigned long flags = CLONE_PARENT | CLONE_PIDFD | SIGCHLD;
    return (pid_t)syscall(SYS_clone, flags, NULL, pidfd, NULL, NULL);
}

static bool receive_order(int socket, foi_worker_order *order, int *descriptor, int *failure)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header header;
    *failure = foi_frame_receive(socket, FOI_FRAME_SMALL_BYTES, &header, payload, descriptor);
    if (*failure == 0 && (header.kind != FOI_FRAME_FORK || *descriptor < 0 ||
                          !foi_worker_order_decode(payload->data, payload->len, order)))
        *failure = EPROTO;
    return *failure == 0;
}

static bool send_forked(int socket, int pidfd, int failure)
{
    foi_worker_forked forked = {(char *)(failure == 0 ? NULL : g_strerror(failure))};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_forked_encode(&forked, payload);
    foi_frame_header header = {FOI_FRAME_FORKED, 0, payload->len};
    return foi_frame_send(socket, &header, payload->data, payload->len, pidfd) == 0;
}

int foi_process_fork_workers(int socket, foi_process_prepare prepare, foi_process_work work,
                             void *data)
{
    for (;;) {
        foi_worker_order order;
        int own = -1, pidfd = -1, failure = 0;
        if (!receive_order(socket, &order, &own, &failure)) {
            if (own >= 0)
                close(own);
            return failure == EPIPE || failure == ECONNRESET ? 0 : 1;
        }
        if (prepare)
            prepare(order.profile, data);
        pid_t pid = fork_sibling(&pidfd);
        if (pid == 0) {
            dup2(own, socket);
            close(own);
            return work(socket, order.profile, data);
        }
        bool told = send_forked(socket, pidfd, pid < 0 ? errno : 0);
        close(own);
        if (pidfd >= 0)
            close(pidfd);
        if (!told)
            return 1;
    }
}
