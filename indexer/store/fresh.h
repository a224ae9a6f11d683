/* fresh.h - the documents of the next commit, going into one or several segments at once.
 *
 * Part 0 is written here; once there is enough to do, further parts are written by processes beside
 * (segment_process.h). A document goes to the shortest of these that can take it at once, so that
 * all are ready to be finished together, and to part 0 only where none can.
 */
#ifndef FOI_STORE_FRESH_H
#define FOI_STORE_FRESH_H

#include "indexer/document/document.h"
#include "indexer/store/segment.h"

/** Most parts that a commit can have. */
enum { FOI_FRESH_PARTS = 256 };

typedef struct foi_fresh foi_fresh;

/** Nothing yet, for the index in DIRECTORY. */
foi_fresh *foi_fresh_new(const char *directory);
/** Drops what was not finished, with its files. No process outlives this. */
void foi_fresh_free(foi_fresh *fresh);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_fresh, foi_fresh_free)

/** Let up to COUNT processes of the program WORKER write beside this one. */
void foi_fresh_set_helpers(foi_fresh *fresh, const char *worker, uint32_t count);

/** Add DOCUMENT, whose id is whole and which first came with the commit ADDED. A new segment takes
 * *NEXT_SEGMENT as its number and raises it. */
foi_status foi_fresh_add(foi_fresh *fresh, const foi_document *document, uint64_t added,
                         uint32_t *next_segment, foi_error *error);

bool foi_fresh_is_empty(const foi_fresh *fresh);
bool foi_fresh_has(const foi_fresh *fresh, const char *id);
/** Whether ROW of PART is where the document ID was added last. */
bool foi_fresh_is_last(const foi_fresh *fresh, guint part, uint32_t row, const char *id);

/** The memory that all parts take, in bytes. */
size_t foi_fresh_memory(const foi_fresh *fresh);

/** Write all parts and append them, opened, to SEGMENTS (of foi_segment *) in their order. */
foi_status foi_fresh_finish(foi_fresh *fresh, GPtrArray *segments, foi_error *error);

/** After a commit: empty again. */
void foi_fresh_clear(foi_fresh *fresh);

#endif
