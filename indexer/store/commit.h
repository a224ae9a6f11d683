/* commit.h - the stub file XAPIANDB: what one commit is made of.
 *
 * Xapian reads the lines "auto segments/N/db" and takes what begins with # for comments; ours begin
 * with "#foi ". Paths are relative to the index directory. The last line is a checksum of all
 * before it.
 */
#ifndef FOI_STORE_COMMIT_H
#define FOI_STORE_COMMIT_H

#include <glib.h>
#include <stdint.h>

#include "indexer/base/error.h"

#define FOI_STUB_NAME     "XAPIANDB"
#define FOI_LOCK_NAME     "lock"
#define FOI_SEGMENTS_NAME "segments"
#define FOI_COMMITS_NAME  "commits"

typedef struct foi_commit_segment {
    uint32_t number; /**< names segments/N */
    uint32_t rows;
    uint32_t removed;
    char *removed_file; /**< "commits/12/removed-7"; NULL: nothing is removed */
    char *places_file;
    char *cases_file;
} foi_commit_segment;

typedef struct foi_commit {
    uint32_t schema;
    uint64_t number; /**< from 1; 0: there was no commit yet */
    char *identity;  /**< a random UUID, which all commits of one index have */
    char *stemmer;
    GPtrArray *features; /**< of char *, NULL after the last of a commit that was read */
    uint32_t tagger;
    uint32_t documents, files, failures;
    char *states_file;   /**< NULL: no file is known */
    char *labels_file;   /**< NULL: nobody has said anything */
    GPtrArray *segments; /**< of foi_commit_segment *, in order */
    GPtrArray *kept;     /**< of char *: what only the commit before needs */
} foi_commit;

foi_commit *foi_commit_new(void);
void foi_commit_free(foi_commit *commit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_commit, foi_commit_free)

/** Adds a segment without tables. Owned by COMMIT. */
foi_commit_segment *foi_commit_add_segment(foi_commit *commit, uint32_t number, uint32_t rows);

/** COMMIT, which is new, has its labels in PATH (taken over; NULL: none). */
void foi_commit_set_labels(foi_commit *commit, char *path);

/** The text of the stub file, for the caller to g_free. */
char *foi_commit_format(const foi_commit *commit);

/**
 * Read TEXT (NUL-terminated) of the stub file PATH. FOI_ERROR_VERSION where it is newer: the schema
 * or the feature that this program does not know is named. FOI_ERROR_STALE where it is older.
 * FOI_ERROR_CORRUPT where it is damaged, FOI_ERROR_NOT_FOUND where it is a stub file but none of
 * ours.
 */
foi_status foi_commit_parse(const char *path, const char *text, foi_commit **out, foi_error *error);

/** Read and parse DIRECTORY's stub file. Where there is none: FOI_ERROR_NOT_FOUND. */
foi_status foi_commit_load(const char *directory, foi_commit **out, foi_error *error);

/** All paths that COMMIT is made of, relative: a set of char * for the caller to unref. */
GHashTable *foi_commit_paths(const foi_commit *commit);

#endif
