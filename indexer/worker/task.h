/* task.h - one submitted file on its way: the file itself, then the members of its containers.
 *
 * A file of scanned pages is read once for what needs no OCR; then each page is a task of its own;
 * then the whole is tagged. Members are read one after another, depth first, under what is left of
 * the file's budget. So the result is in reading order, and does not depend on how many workers
 * there are. No processes here: the supervisor asks for the next step, has a worker do it, and
 * hands back what came of it.
 */
#ifndef FOI_TASK_H
#define FOI_TASK_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/worker/reply.h"
#include "indexer/worker/supervisor.h"

/**
 * How many times its own wall-clock limit a file may take with all of its members: a container of
 * ten thousand members that all hang must not hold a worker for a week.
 */
#define FOI_FILE_WALL_FACTOR 20

/**
 * How many bytes a file with all of its members may unpack to, what is thrown away again included
 * (the parts of office files, archives that were stopped): so many times its own size, or its
 * budget of member bytes where that is more. A ZIP of office files unpacks twice.
 */
#define FOI_FILE_UNPACK_FACTOR 32

/**
 * An honest file has no more members than one for so many of its bytes: a mailbox of 200 MB may
 * hold more mails than the budget of members, which is for small files.
 */
#define FOI_FILE_BYTES_PER_MEMBER 2048

typedef struct foi_task foi_task;

/** Takes over the descriptor of JOB. A file that need not be started is finished at once. */
foi_task *foi_task_new(const foi_job *job, const foi_limits *limits);
/** A page that is freed before it was returned takes its task along with the last of its pages. */
void foi_task_free(foi_task *task);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_task, foi_task_free)

/** Whether every step is done: the result can be taken. */
bool foi_task_finished(const foi_task *task);

/** Whether the next step will most likely take no longer than a few milliseconds. */
bool foi_task_is_short(const foi_task *task);

/** The profile of the worker that the next step is for: guessed from the name, or as one has said.
 */
foi_profile foi_task_profile(const foi_task *task);

/** What a worker is to do next, and under which bounds. */
typedef struct foi_step {
    foi_worker_job job;
    int descriptor; /**< borrowed from the task */
    uint64_t record_limit;
    uint64_t text_limit;
} foi_step;

/** The next step of a task that is not finished, for the caller to foi_step_clear(). */
void foi_task_step(const foi_task *task, foi_step *step);
void foi_step_clear(foi_step *step);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_step, foi_step_clear)

/** The step was answered: takes over DOCUMENT and SPOOL. It took WALL_MS. */
void foi_task_answer(foi_task *task, foi_document *document, foi_spool *spool, uint64_t wall_ms);

/**
 * A worker has found, in WALL_MS, that the step is for one of PROFILE. False where another one has
 * already said so of this step: then it is still to be answered.
 */
bool foi_task_pass_on(foi_task *task, foi_profile profile, uint64_t wall_ms);

/**
 * The step failed with STATUS, for the reason DETAIL (one sentence, copied). It took WALL_MS. Where
 * a PDF has ended the worker, the next step is the same without its attached files.
 */
void foi_task_fail(foi_task *task, foi_read_status status, const char *detail, uint64_t wall_ms);

/**
 * Whether the pages of a scan are to be read now: each is a task of its own, which any worker may
 * be given, and the task itself waits until all have been returned.
 */
bool foi_task_has_pages(const foi_task *task);

/** Add the pages of TASK, of which some are being read, to COUNT. */
void foi_task_count_pages(const foi_task *task, foi_scan_progress *count);

/** The next page of TASK that is to be read; NULL: all are given, or AT_ONCE of them are out. */
foi_task *foi_task_next_page(foi_task *task, guint at_once);

bool foi_task_is_page(const foi_task *task);

/** Give PAGE, which is finished, back to its task and free it. The task where it has more pages to
 * give, or where that was its last page and it goes on; else NULL. */
foi_task *foi_task_return_page(foi_task *page);

/** The result of a finished task; its documents are the caller's. */
foi_job_result foi_task_take(foi_task *task);

#endif
