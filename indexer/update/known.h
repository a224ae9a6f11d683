/* known.h - what the index knows of the files below the roots of a run, beside the walk.
 *
 * The walk gives paths in byte-wise order, and so does the table of states: both are gone through
 * once, side by side. A file that the table passes and the walk does not give is gone. Only the
 * paths of files that are gone are held, each as what it does not share with the one before; of the
 * others there may be any number.
 */
#ifndef FOI_KNOWN_H
#define FOI_KNOWN_H

#include "indexer/store/store.h"

typedef struct foi_known foi_known;

/** What the last commit of WRITER knows below ROOTS (NULL at the end; none within another, as
 * foi_walk_roots() gives them). WRITER must outlive it; its later commits do not matter. */
foi_status foi_known_new(const foi_store_writer *writer, const char *const *roots, foi_known **out,
                         foi_error *error);
void foi_known_free(foi_known *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_known, foi_known_free)

/**
 * What is known of PATH, which is there: *FACTS is NULL where the index does not know it, else
 * valid until the next call. What lies between the path of the last call and PATH is gone. A path
 * that comes out of order (a directory that fails after others were given) costs a look-up.
 */
foi_status foi_known_find(foi_known *known, const char *path, const foi_file_facts **facts,
                          foi_error *error);

/** DIRECTORY could not be read: nothing below it that was not passed yet counts as gone. */
void foi_known_mark_unread(foi_known *known, const char *directory);

/** All paths have come: what lies after the last one is gone. */
foi_status foi_known_finish(foi_known *known, foi_error *error);

/** The next path that is gone, in order; NULL at the end. Lives until the next call. */
const char *foi_known_next_gone(foi_known *known);

/** Take out of the set ROOTS (paths) those that the last commit of WRITER knows, itself or a file
 * below, as one that could be read. One pass for all of them. */
foi_status foi_known_leave_out_read(const foi_store_writer *writer, GHashTable *roots,
                                    foi_error *error);

#endif
