/* index.h - inside the public handle of an index. */
#ifndef FOI_QUERY_INDEX_H
#define FOI_QUERY_INDEX_H

#include "foi/index.h"
#include "indexer/store/store.h"
#include "indexer/text/stemmer.h"

struct foi_index {
    char *directory; /**< NULL: not open */
    foi_snapshot *snapshot;
    foi_stemmer *stemmer;
    foi_error error;
};

/** What one call does with one commit. */
typedef foi_status (*foi_index_task)(foi_index *index, void *data, foi_error *error);

/**
 * Run TASK on the newest commit: the snapshot is opened again when a newer one is in place, and
 * the task is started again, a few times, when it failed with FOI_ERROR_IO or _NOT_FOUND because a
 * segment went away under it. TASK must be able to start over. FOI_ERROR_ARGUMENT when INDEX is not
 * open. The error is kept in INDEX.
 */
foi_status foi_index_run(foi_index *index, foi_index_task task, void *data);

/**
 * What a task that read columns and words returns: the damage that it met, else STATUS. What is
 * damaged reads as empty: no answer may be made from it, and a value that is unknown because the
 * column that lists it cannot be read is no mistake of the query.
 */
foi_status foi_index_settle(const foi_index *index, foi_status status, foi_error *error);

#endif
