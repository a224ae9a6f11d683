/* process.h - the parts of the worker program foi-worker.
 *
 * It begins as the zygote, which loads the libraries, reads no file, and forks the workers. A
 * worker has one thread, one socket, and one job at a time. What it reads is hostile, so whatever
 * bounds it is in place before it asks for the first job.
 */
#ifndef FOI_PROCESS_H
#define FOI_PROCESS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "indexer/detect/detect.h"
#include "indexer/worker/process/filter.h"
#include "indexer/worker/process/landlock.h"
#include "indexer/worker/protocol.h"

/** Whether SOCKET is one end of a socket pair that the parent of this process has made. */
bool foi_process_is_supervised(int socket);

/** From now on the process ends with the one that started it. FOI_ERROR_INTERNAL. */
foi_status foi_process_die_with_parent(foi_error *error);

/** What the workers of one profile will give up: prepared once, by the zygote. */
typedef struct foi_confinement {
    foi_profile profile;
    foi_sandbox wanted;
    uint64_t memory_bytes;
    foi_landlock landlock;
    foi_filter *filter; /**< NULL: there is none */
} foi_confinement;

foi_confinement *foi_confinement_new(foi_profile profile, const foi_worker_setup *setup);
void foi_confinement_free(foi_confinement *confinement);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_confinement, foi_confinement_free)

/**
 * Give up, for good, what a reader of files does not need: outliving the supervisor, being traced,
 * gaining rights, every descriptor behind the socket, opening files, the network, writing files,
 * dumping core, starting processes, many descriptors, more than the setup's bytes of address space
 * (0: no limit), and in the end all system calls but those of its profile. READY gets what is in
 * force, and what the kernel lacks. FOI_ERROR_INTERNAL names the refused call, or what is lacking
 * although it is required.
 *
 * Sanitizer builds have no limit of memory; like builds for coverage they have none of file size,
 * no landlock and no filter of system calls.
 */
foi_status foi_process_confine(foi_confinement *confinement, foi_worker_ready *ready,
                               foi_error *error);

/** From now on SECONDS of processor time may be spent; then SIGXCPU ends the process. */
void foi_process_allow_cpu(uint32_t seconds);

/** End the process with FOI_WORKER_EXIT_MEMORY, not by a trap, when GLib finds no memory. */
void foi_process_report_memory(void);

/** What the zygote does before it forks a worker of PROFILE. */
typedef void (*foi_process_prepare)(foi_profile profile, void *data);

/** What a new worker does with SOCKET and DATA; returns its exit status. */
typedef int (*foi_process_work)(int socket, foi_profile profile, void *data);

/**
 * Fork a worker for each order that comes over SOCKET until the supervisor closes it, and call
 * PREPARE (NULL: nothing) before each. In a worker
 * SOCKET is its own, and WORK is called. Returns the exit status of the process, which in the
 * zygote is 0 then, or 1 where the supervisor broke the protocol.
 */
int foi_process_fork_workers(int socket, foi_process_prepare prepare, foi_process_work work,
                             void *data);

/** Do what a worker does once, with files of our own: so that none has to do again what libraries
 * and tables do at their first use. */
void foi_process_warm_up(foi_detector *detector);

/** Append what this program reads with, in lines "name TAB value". */
void foi_process_describe_libraries(GString *lines);

/**
 * Answer jobs for PROFILE that come over SOCKET until the supervisor closes it. Returns the exit
 * status of the process: 0 then, 1 where the supervisor broke the protocol or was gone in the
 * middle.
 */
int foi_process_serve(int socket, foi_profile profile, foi_detector *detector);

#endif
