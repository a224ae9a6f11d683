/* relabel.h - writes documents anew from their stored text, without their files: tagged by the
 * tagger of this program, in a worker, with the labels put on them.
 *
 * A document whose record comes out as it was is left alone. In memory are the ids of the documents
 * at hand (for a newer tagger 65,536 of them at once) and the documents that the workers have.
 */
#ifndef FOI_RELABEL_H
#define FOI_RELABEL_H

#include "indexer/labels/labels.h"
#include "indexer/store/store.h"
#include "indexer/worker/supervisor.h"

typedef struct foi_relabel {
    const char *directory;
    foi_store_writer *writer;
    foi_supervisor *supervisor; /**< nothing is pending with it */
    foi_labels *labels;
    /** Called several times a second; false: stop. What was written until then stays. */
    bool (*go_on)(void *data);
    /** Makes a commit, with the table of labels. */
    foi_status (*commit)(void *data);
    void *data;
    uint64_t written;     /**< documents written anew; the caller begins with 0 */
    uint64_t failed;      /**< documents that no worker could tag: they stay as they are */
    GHashTable *failures; /**< their keys by id, for the use of relabel.c */
    uint64_t done;        /**< documents that came back from the workers */
    bool stopped;
    foi_error *error;
} foi_relabel;

/**
 * Write anew the documents that the pending keys of the labels name, in the last commit, which has
 * all there is so far. The keys are not pending any more then, but for those of documents that no
 * worker could tag; the caller commits. A key costs a look-up. FOI_ERROR_CORRUPT, _IO, _WORKER.
 */
foi_status foi_relabel_pending(foi_relabel *relabel);

/** Write anew the documents that another tagger made, and commit them. As above. */
foi_status foi_relabel_stale(foi_relabel *relabel);

/** Whether the last commit has a document of KEY, as the labels name it; opens the commit at each
 * new one. *SNAPSHOT begins as NULL and is the caller's to free. */
foi_status foi_relabel_knows(const foi_relabel *relabel, foi_snapshot **snapshot, const char *key,
                             bool *known);

#endif
