/* segment_process.h - a segment written by a process of its own, so that several are written at
 * once.
 *
 * The process is the worker program, asked to write a segment instead of reading files: it takes
 * documents over a socket and answers when the segment is whole. It is ours and reads no file of
 * the user's: what reaches it has been decoded, and so checked, by the process that sends it.
 */
#ifndef FOI_STORE_SEGMENT_PROCESS_H
#define FOI_STORE_SEGMENT_PROCESS_H

#include "indexer/document/document.h"
#include "indexer/store/segment.h"

/** The first argument that asks the worker program to write a segment. */
#define FOI_SEGMENT_ROLE "--write-segment"

/* --- the process that sends ------------------------------------------------------------------- */

typedef struct foi_segment_process foi_segment_process;

/** Start the program WORKER on segments/NUMBER of the index in DIRECTORY. FOI_ERROR_WORKER. */
foi_status foi_segment_process_start(const char *worker, const char *directory, uint32_t number,
                                     foi_segment_process **out, foi_error *error);

/** Ends the process. Drops what was not finished, with its files. */
void foi_segment_process_free(foi_segment_process *process);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_segment_process, foi_segment_process_free)

/** Whether the process can take a document without keeping the sender waiting long. */
bool foi_segment_process_is_free(const foi_segment_process *process);

/** Send DOCUMENT, which first came with the commit ADDED, as the next row. A failure may be that of
 * a document sent before. */
foi_status foi_segment_process_add(foi_segment_process *process, const foi_document *document,
                                   uint64_t added, foi_error *error);

/** Documents sent; and the memory that the process takes for them as it has last told, in bytes. */
uint32_t foi_segment_process_rows(const foi_segment_process *process);
size_t foi_segment_process_memory(const foi_segment_process *process);

/** Ask it to write the segment; does not wait. */
foi_status foi_segment_process_finish(foi_segment_process *process, foi_error *error);

/** Wait until the segment is written: FOI_OK, or what failed. */
foi_status foi_segment_process_wait(foi_segment_process *process, foi_error *error);

/* --- the process that writes ------------------------------------------------------------------ */

/** Serve the sender on SOCKET: ARGUMENTS are those behind FOI_SEGMENT_ROLE. The exit status. */
int foi_segment_serve(int socket, const char *const *arguments, int count);

#endif
