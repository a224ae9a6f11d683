/* child.h - one process of the worker program as its supervisor sees it: started or forked, given
 * jobs, listened to, reaped.
 *
 * Knows the process and its socket, not what the jobs are for. The first process is the zygote,
 * which reads no file; it forks the workers, and makes them children of this process, not its own:
 * so each is watched and reaped in the same way, and outlives the zygote. One thread, the one that
 * started the zygote: all die with it.
 */
#ifndef FOI_CHILD_H
#define FOI_CHILD_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "indexer/worker/reply.h"

typedef enum foi_child_state {
    FOI_CHILD_STARTING, /**< READY has not come yet */
    FOI_CHILD_IDLE,
    FOI_CHILD_BUSY,
    FOI_CHILD_LEAVING /**< its socket is closed; it ends by itself or is killed at its deadline */
} foi_child_state;

/** A job that was given to a child which was busy with another one. */
typedef struct foi_given {
    uint64_t number; /**< 0: there is none */
    foi_budget budget;
    uint64_t record_limit;
    uint64_t text_limit;
    void *task;
} foi_given;

typedef struct foi_child {
    foi_child_state state;
    foi_profile profile;
    int pidfd;          /**< -1 once it is reaped */
    int socket;         /**< -1 once LEAVING */
    gint64 deadline;    /**< g_get_monotonic_time() at which it is killed; not for IDLE */
    gint64 begun;       /**< when its job was given or could begin, on the same clock */
    uint32_t jobs;      /**< jobs answered, as the supervisor counts them */
    foi_reply *reply;   /**< what it is sending */
    void *task;         /**< the supervisor's, while BUSY; NULL: nobody wants the answer any more */
    foi_given ahead;    /**< its next job, only while BUSY */
    GByteArray *unread; /**< came behind the end of an answer */
} foi_child;

/** How a process ended, for people and for the status of its file. */
typedef struct foi_child_end {
    bool exited;  /**< by itself, with status `code`; else killed by the signal `code` */
    int code;     /**< -1 where the host program has let the system reap it */
    char *detail; /**< such as "ended by SIGSEGV" */
} foi_child_end;

void foi_child_end_clear(foi_child_end *end);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_child_end, foi_child_end_clear)

/**
 * Start the program at PATH as a zygote under SETUP. It gets a clean environment, no descriptor but
 * its socket, and a process group of its own, so that Ctrl-C in a terminal does not look like a
 * crash of every worker. START_MS is how long it may take to report READY; it is IDLE then.
 */
foi_status foi_child_start(const char *path, const foi_worker_setup *setup, uint32_t start_ms,
                           foi_child **out, foi_error *error);

/**
 * Have ZYGOTE, which is IDLE, fork a worker of PROFILE; waits for it, some milliseconds. START_MS
 * is how long the worker may take to report READY. FOI_ERROR_WORKER: the zygote cannot, or has
 * ended.
 */
foi_status foi_child_fork(foi_child *zygote, foi_profile profile, uint32_t start_ms,
                          foi_child **out, foi_error *error);

/** Kill and reap the process where it still lives, then free everything. NULL: nothing. */
void foi_child_free(foi_child *child);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_child, foi_child_free)

/** Kill (where it still lives) and reap the process; END tells how it ended. Only once. */
void foi_child_reap(foi_child *child, foi_child_end *end);

/** As foi_child_reap() for one whose socket is closed: its own end, up to WAIT_MS later, says more
 * than our signal. */
void foi_child_await_end(foi_child *child, uint32_t wait_ms, foi_child_end *end);

/**
 * Give JOB number NUMBER (never 0) and DESCRIPTOR (borrowed) to an IDLE child, which is BUSY then,
 * or to a BUSY one with nothing ahead, which goes on with it by itself. TASK is the caller's. False
 * where the child is gone or takes nothing: the job has not begun.
 */
bool foi_child_give(foi_child *child, uint64_t number, const foi_worker_job *job, int descriptor,
                    uint64_t record_limit, uint64_t text_limit, void *task);

/**
 * After an answer was taken: the child is at its next job, whose time begins now, or IDLE where
 * there is none.
 */
void foi_child_go_on(foi_child *child);

/** Close its socket, upon which it ends by itself; GRACE_MS later it may be killed. */
void foi_child_dismiss(foi_child *child, uint32_t grace_ms);

/**
 * Read what has come (`unread` first), at most about a MiB so that no child starves the others.
 * *CLOSED: the child has closed its end and everything it sent has been read.
 */
foi_reply_event foi_child_listen(foi_child *child, bool *closed);

#endif
