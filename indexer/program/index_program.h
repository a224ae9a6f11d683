/* index_program.h - what foi-index was asked to do, and the files that do it. */
#ifndef FOI_INDEX_PROGRAM_H
#define FOI_INDEX_PROGRAM_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "foi/foi.h"
#include "indexer/program/shared/fold.h"
#include "indexer/program/shared/manual.h"
#include "indexer/program/shared/options.h"

/** Exit statuses, as README.md and --help state them. */
enum { EXIT_ALL_WELL = 0, EXIT_SOME_FAILED = 1, EXIT_USAGE = 2, EXIT_RUN_FAILED = 3 };

/** What a run does, beside FOI_MODE_HELP and FOI_MODE_VERSION. */
enum {
    MODE_UPDATE = FOI_MODE_OWN,
    MODE_INSPECT = FOI_MODE_OWN << 1,
    MODE_FAILURES = FOI_MODE_OWN << 2,
    MODE_CHECK = FOI_MODE_OWN << 3
};

/** All that foi-index can be told; the setters take an index_request. */
extern const foi_option index_options[];

/** What --help, the man page and completion say. */
extern const foi_program index_about;

typedef struct index_request {
    unsigned mode;
    int generate;          /**< of foi_manual_kinds */
    const char *directory; /**< NULL: the usual place */
    bool json;
    int with_text, quiet, verbose; /**< not 0: asked for */
    int progress;                  /**< 1: always, 0: never, -1: on a terminal */
    foi_update_options options;
    GPtrArray *tags, *labels, *forget; /**< of const char *: files, as they were given */
    const char *const *paths;
    size_t count;
} index_request;

/* Each does one mode and returns the exit status. */
int index_update(index_request *request);
int index_inspect(const index_request *request);
int index_failures(const index_request *request);
int index_check(const index_request *request);
int index_version(const index_request *request);

/** Say LINE on standard error: what is wrong in a file of labels, or has no document. DATA is the
 * progress_line of the run, or NULL. */
void index_note(const char *line, void *data);

/** Say on standard error that the run failed with STATUS and its DETAIL. Returns EXIT_RUN_FAILED.
 */
int index_complain(foi_status status, const char *detail);

#endif
