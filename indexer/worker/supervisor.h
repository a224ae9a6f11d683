/* supervisor.h - reads files in worker processes: the one door through which hostile bytes come in.
 *
 * The supervisor itself parses no file. It starts `foi-worker` programs, hands each an open
 * descriptor, a page range and a budget, watches the clock, and takes back documents. Members of
 * containers come back as bytes and are handed out again as jobs of their own, under what is left
 * of their container's budget. A worker that hangs, crashes, breaks the protocol or exceeds a limit
 * costs its one file (or member) and is replaced.
 *
 * One supervisor is used by one thread. It starts children with posix_spawn, watches them by pidfd,
 * and changes no signal handler. No child outlives foi_supervisor_free().
 */
#ifndef FOI_SUPERVISOR_H
#define FOI_SUPERVISOR_H

#include <glib.h>
#include <stdint.h>

#include "foi/update.h"
#include "indexer/base/error.h"
#include "indexer/document/document.h"
#include "indexer/extract/extractor.h"

/** Limits of a worker and of one file. Start from foi_limits_default(). */
typedef struct foi_limits {
    uint32_t jobs; /**< workers that read at the same time, 1 to 256 */
    foi_sandbox sandbox;
    foi_ocr_choice ocr;
    const char *ocr_languages; /**< borrowed; NULL: the usual ones */
    uint64_t memory_bytes;     /**< address space of one worker */
    uint32_t cpu_seconds;      /**< CPU time of one worker for one job */
    uint64_t file_bytes;       /**< a larger file is `too-large` */
    uint32_t recycle_after; /**< jobs after which a worker is replaced by a fresh one; a file that
                               is not plain text counts for four */
    foi_budget budget;      /**< for each file with its members */
} foi_limits;

/**
 * One worker for each processor; 2 GiB of address space, 60 s of processor time and of wall clock;
 * files up to 256 MiB; a fresh worker after 2,000 letters of plain text or 500 other files; for
 * each file with its members 64 MiB of text, 10,000 members of 512 MiB together, containers 8 deep.
 * What a large file holds without unpacking is beside that: members for each 2 KiB of it, and text
 * of its own length.
 */
foi_limits foi_limits_default(void);

/** FOI_ERROR_ARGUMENT, with the reason, for LIMITS outside their range. */
foi_status foi_limits_check(const foi_limits *limits, foi_error *error);

typedef struct foi_supervisor foi_supervisor;

/**
 * LIMITS may be NULL for the defaults. WORKER is the path of the worker program (NULL: found by
 * foi_worker_path()). Starts nothing yet. FOI_ERROR_ARGUMENT for limits outside their range.
 * Must be used and freed by the thread that made it: workers die with the thread that started them.
 * FOI_ERROR_WORKER where the program is not there or cannot be executed.
 */
foi_status foi_supervisor_new(const foi_limits *limits, const char *worker, foi_supervisor **out,
                              foi_error *error);

/** Stops and reaps all workers. */
void foi_supervisor_free(foi_supervisor *supervisor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_supervisor, foi_supervisor_free)

/** What the worker is asked to do with the descriptor. */
typedef enum foi_job_kind {
    FOI_JOB_READ,  /**< detect, extract, tag */
    FOI_JOB_OCR,   /**< read one page by OCR; the supervisor itself asks for that */
    FOI_JOB_RETAG, /**< the descriptor holds a document record: tag its text anew */
    FOI_JOB_KIND_END
} foi_job_kind;

typedef struct foi_job {
    foi_job_kind kind;
    int descriptor;   /**< open for reading, at the start; taken over (closed) by submit */
    const char *name; /**< base name as a hint; copied */
    uint32_t page_first, page_last; /**< 0: all pages */
    void *context;                  /**< the caller's, handed back with the result */
} foi_job;

/** What became of one job. */
typedef struct foi_job_result {
    void *context;
    /**
     * Of foi_document *: the file itself, then its members at every depth, in reading order;
     * `member` and `parent` are set. Never empty: a failure is a document with its status and no
     * text.
     */
    GPtrArray *documents;
} foi_job_result;

/** How many more jobs can be submitted before one should be waited for (keeps the workers busy). */
uint32_t foi_supervisor_room(const foi_supervisor *supervisor);

/** How many jobs were submitted whose result has not been taken. */
uint32_t foi_supervisor_pending(const foi_supervisor *supervisor);

/** The pages of those files that are being read by OCR now. */
typedef struct foi_scan_progress {
    uint64_t done;
    uint64_t wanted; /**< 0: no file is */
} foi_scan_progress;

foi_scan_progress foi_supervisor_scans(const foi_supervisor *supervisor);

/** Hand in a job; it waits until a worker is free. */
void foi_supervisor_submit(foi_supervisor *supervisor, const foi_job *job);

/**
 * Wait up to TIMEOUT_MS (at most INT_MAX) for a finished job. True where foi_supervisor_next()
 * would come back at once, with a result or an error.
 */
bool foi_supervisor_wait(foi_supervisor *supervisor, uint32_t timeout_ms);

/**
 * Wait for the next finished job (in no set order). *RESULT is filled; the caller frees
 * `documents`. FOI_ERROR_WORKER when workers cannot be started at all (three in a row that die
 * before their first answer); FOI_ERROR_ARGUMENT when nothing is pending.
 */
foi_status foi_supervisor_next(foi_supervisor *supervisor, foi_job_result *result,
                               foi_error *error);

/** What the workers started so far lack of their lock-down because the kernel has it not, as half a
 * sentence; NULL: nothing. Lives as long as SUPERVISOR. */
const char *foi_supervisor_lacking(const foi_supervisor *supervisor);

/**
 * FOI_ERROR_ARGUMENT where the workers have no OCR that the limits ask for by name: no engine, or
 * not the model of a language. Starts the worker program where they ask. FOI_ERROR_WORKER as for
 * foi_supervisor_next().
 */
foi_status foi_supervisor_check_ocr(foi_supervisor *supervisor, foi_error *error);

/**
 * Append to LINES what the workers have in force and which libraries they read with, each line as
 * "name TAB value"; starts a worker of each profile for it. FOI_ERROR_WORKER as for
 * foi_supervisor_next().
 */
foi_status foi_supervisor_about(foi_supervisor *supervisor, GString *lines, foi_error *error);

/**
 * Where the worker program lies: $FOI_WORKER, else beside the running program, else the installed
 * place (libexec). For the caller to g_free; NULL where there is none.
 */
char *foi_worker_path(void);

#endif
