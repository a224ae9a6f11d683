/* index.h - an index opened for searching. */
#ifndef FOI_INDEX_H
#define FOI_INDEX_H

#include <stdint.h>

#include "foi/document.h"
#include "foi/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * An index opened for reading. Reading never locks and never waits for a writer; each call sees one
 * commit. A handle is used by one thread at a time; several handles may be open at once. Calls with
 * a handle that is NULL give FOI_ERROR_ARGUMENT.
 */
typedef struct foi_index foi_index;

/** A handle that is not yet open. NULL only when memory is out. Free with foi_index_free(). */
foi_index *foi_index_new(void);

/** Close and free. NULL: nothing. Results got from it stay valid: they hold copies. */
void foi_index_free(foi_index *index);

/**
 * Open the index in DIRECTORY (NULL: $FOI_INDEX, else $XDG_DATA_HOME/foi/index, else
 * ~/.local/share/foi/index). Returns FOI_ERROR_NOT_FOUND, _VERSION (made by a newer program: the
 * detail names the feature), _STALE (by an older one), _CORRUPT or _IO. May be called again.
 */
foi_status foi_index_open(foi_index *index, const char *directory);

/**
 * The detail of the last failed call on INDEX: one sentence that names file or place and remedy.
 * "" when the last call was well. Never NULL; valid until the next call on INDEX.
 */
const char *foi_index_error(const foi_index *index);

/** What an index holds. Set `size` to sizeof(foi_index_info) before the call. */
typedef struct foi_index_info {
    size_t size;
    uint64_t commit;    /**< number of the commit that is read, counts up */
    uint32_t documents; /**< searchable documents */
    uint32_t files;     /**< files known */
    uint32_t failures;  /**< files or members that could not be read in full */
    uint32_t segments;
    uint32_t schema;
    uint32_t tagger_version;
} foi_index_info;

/** FOI_ERROR_ARGUMENT when the index is not open or `size` is not set. */
foi_status foi_index_get_info(foi_index *index, foi_index_info *info);

/**
 * The identity of the index: the same as long as it is only updated, another where it is made anew
 * from nothing. NULL when INDEX is NULL or not open. Valid until the next call on INDEX.
 */
const char *foi_index_identity(const foi_index *index);

/**
 * The document ID with text, tags and evidence, for the caller to free with foi_document_free().
 * ID is as results show it, or its beginning, at least 6 characters that no other id begins with,
 * or the path of an indexed file (a relative one is seen from the working directory), also with
 * " > " and the name of what lies in it.
 * FOI_ERROR_NOT_FOUND where the index has no such document; FOI_ERROR_ARGUMENT where it has
 * several, foi_index_error() lists them.
 */
foi_status foi_index_get_document(foi_index *index, const char *id, foi_document **document);

/** One file or member that could not be read in full. Strings live during the callback. */
typedef struct foi_failure {
    const char *location; /**< absolute path, bytes as the file system has them */
    const char *member;   /**< path inside the container; NULL: the file itself */
    const char *status;   /**< "encrypted", "timeout", ... */
    const char *detail;   /**< one sentence; never NULL */
} foi_failure;

/** Calls VISIT for each failure in path order until it returns 0. */
foi_status foi_index_failures(foi_index *index, int (*visit)(const foi_failure *, void *data),
                              void *data);

/**
 * Verify every file of the index (checksums, Xapian's own check, agreement of the parts). REPORT is
 * called with each finding, one line. FOI_OK: whole; FOI_ERROR_CORRUPT: not. The index need not be
 * open.
 */
foi_status foi_index_check(foi_index *index, const char *directory,
                           void (*report)(const char *line, void *data), void *data);

#ifdef __cplusplus
}
#endif

#endif
