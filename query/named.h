/* named.h - which document a person means. */
#ifndef FOI_NAMED_H
#define FOI_NAMED_H

#include "indexer/store/store.h"

/** Fewest characters that a shortened id may have. */
#define FOI_SHORTEST_ID 6

/**
 * *DOCID becomes that of the document NAME: an id (ASCII case does not matter), the beginning of
 * one that no other id has, the path of a file that the index knows and that is one document, or
 * the path of a file, " > " and the name of a member of it, as hits print it.
 * FOI_ERROR_NOT_FOUND: there is none. FOI_ERROR_ARGUMENT: there are several, the error lists them.
 * DIRECTORY is that of the index, for messages.
 */
foi_status foi_named(foi_snapshot *snapshot, const char *directory, const char *name,
                     uint32_t *docid, foi_error *error);

#endif
