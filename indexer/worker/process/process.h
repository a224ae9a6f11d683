/* process.h - the parts of the worker program foi-worker.
 *
 * It has one thread, one socket, and one job at a time. What it reads is hostile, so whatever
 * bounds it is in place before it asks for the first job.
 */
#ifndef FOI_PROCESS_H
#define FOI_PROCESS_H

#include <stdbool.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "indexer/detect/detect.h"

/** Whether SOCKET is one end of a socket pair that the parent of this process has made. */
bool foi_process_is_supervised(int socket);

/** From now on the process ends with the one that started it. FOI_ERROR_INTERNAL. */
foi_status foi_process_die_with_parent(foi_error *error);

/**
 * Give up, for good, what a reader of files does not need: outliving the supervisor, being traced,
 * gaining rights, writing files, dumping core, many descriptors, more than MEMORY_BYTES of address
 * space (0: no limit). Sanitizer builds have no limit of memory and, like builds for coverage, none
 * of file size. FOI_ERROR_INTERNAL names the refused call.
 */
foi_status foi_process_confine(uint64_t memory_bytes, foi_error *error);

/** From now on SECONDS of processor time may be spent; then SIGXCPU ends the process. */
void foi_process_allow_cpu(uint32_t seconds);

/** End the process with FOI_WORKER_EXIT_MEMORY, not by a trap, when GLib finds no memory. */
void foi_process_report_memory(void);

/**
 * Answer jobs that come over SOCKET until the supervisor closes it. Returns the exit status of the
 * process: 0 then, 1 where the supervisor broke the protocol or was gone in the middle.
 */
int foi_process_serve(int socket, foi_detector *detector);

#endif
