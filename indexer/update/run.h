/* run.h - what the two kinds of run have in common: files out of the walk, into the workers. */
#ifndef FOI_RUN_H
#define FOI_RUN_H

#include "foi/update.h"
#include "indexer/base/error.h"
#include "indexer/walk/walk.h"
#include "indexer/worker/supervisor.h"

/** The limits of the workers for OPTIONS. */
foi_limits foi_run_limits(const foi_update_options *options);

/** A supervisor under OPTIONS. FOI_ERROR_ARGUMENT where they ask for OCR that it does not have. */
foi_status foi_run_supervise(const foi_update_options *options, foi_supervisor **out,
                             foi_error *error);

/** FOI_ERROR_ARGUMENT, with the option named, where one is out of range. */
foi_status foi_run_check_options(const foi_update_options *options, foi_error *error);

/** Tell the `note` of OPTIONS what the kernel lacked to lock down the workers of SUPERVISOR, if
 * any. */
void foi_run_tell_lacking(const foi_supervisor *supervisor, const foi_update_options *options);

/**
 * Open the file of ENTRY, the last one that WALK gave, for a worker. -1 when it cannot be opened or
 * is no regular file any more; *DETAIL then says why (g_free). The entry's size and times become
 * those of the open file.
 */
int foi_run_open(foi_walk *walk, foi_walk_entry *entry, char **detail);

/** Make the index in DIRECTORY up to date; see foi_updater_run(). */
foi_status foi_run_update(const char *directory, const char *const *paths, size_t count,
                          const foi_update_options *options, foi_update_summary *summary,
                          foi_error *error);

/** Read without an index; see foi_updater_inspect(). */
foi_status foi_run_inspect(const char *const *paths, size_t count,
                           const foi_update_options *options,
                           int (*visit)(const foi_document *document, void *data), void *data,
                           foi_error *error);

/** Read one file; see foi_updater_read(). */
foi_status foi_run_read(const char *path, const foi_update_options *options, foi_document **out,
                        foi_error *error);

/** What files are read with; see foi_updater_describe(). */
foi_status foi_run_describe(const foi_update_options *options,
                            int (*visit)(const char *name, const char *value, void *data),
                            void *data, foi_error *error);

#endif
