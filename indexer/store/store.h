/* store.h - the index on disk behind one interface: a writer that commits, snapshots that read.
 *
 * DIR/XAPIANDB       the commit: a Xapian stub file whose comment lines name our files
 * DIR/segments/N/    immutable: a Xapian database, words, records, columns (segment.h)
 * DIR/commits/N/     immutable: file states, places, removed documents, joined columns, labels
 * DIR/lock           held by the one writer
 *
 * A commit is one rename of XAPIANDB. Everything that it names is complete and on disk before that.
 * A killed writer leaves the last commit; what it had begun is swept by the next writer.
 */
#ifndef FOI_STORE_H
#define FOI_STORE_H

#include <glib.h>
#include <stdint.h>

#include "indexer/base/error.h"
#include "indexer/document/document.h"
#include "indexer/field/field.h"
#include "xapian-c.h"

/** The layout of the files and their meaning; a reader refuses a newer one. */
#define FOI_STORE_SCHEMA 3

/** What the term begins with that each document's id makes its own. */
#define FOI_ID_TERM "Q"

/* --- what is known of the files --------------------------------------------------------------- */

/** One document (or failed member) found in a file. */
typedef struct foi_file_document {
    char *id;     /**< NULL where the bytes could not be read */
    char *member; /**< NULL: the file itself */
    char *parent; /**< id of the container; NULL */
    foi_read_status status;
    char *detail; /**< NULL when ok */
    bool indexed; /**< holds text and so is a document of the index */
} foi_file_document;

typedef struct foi_file_state {
    char *path; /**< absolute, bytes */
    uint64_t device, inode, size;
    int64_t mtime_ns, ctime_ns;
    foi_read_status status; /**< of the file itself; members have their own */
    char *detail;
    GPtrArray *documents; /**< of foi_file_document *, reading order; never NULL */
} foi_file_state;

foi_file_state *foi_file_state_new(const char *path);
void foi_file_state_free(foi_file_state *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_file_state, foi_file_state_free)
/** Takes copies of ID, MEMBER, PARENT, DETAIL. */
void foi_file_state_add(foi_file_state *state, const foi_document *document, bool indexed);

/* --- writing
 * -------------------------------------------------------------------------------------- */

typedef struct foi_store_writer foi_store_writer;

/**
 * Open DIRECTORY for writing, made (0700, with its parents) where it is missing; takes the lock,
 * waiting up to WAIT_MS. Sweeps what a killed run left. FOI_ERROR_LOCKED, _VERSION (newer schema or
 * unknown feature: named), _CORRUPT, _IO. A directory that is not empty and no index is refused.
 */
foi_status foi_store_writer_open(const char *directory, uint32_t wait_ms, foi_store_writer **out,
                                 foi_error *error);

/** Drops what was not committed and gives the lock back. */
void foi_store_writer_free(foi_store_writer *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_store_writer, foi_store_writer_free)

/** The state of PATH, or NULL; owned by WRITER, valid until the next call with WRITER. */
const foi_file_state *foi_store_writer_file(const foi_store_writer *writer, const char *path);

/* --- what the last commit knows, file after file */

/** What tells whether a file has changed; strings are not NUL-terminated and live until the cursor
 * moves. */
typedef struct foi_file_facts {
    const char *path;
    size_t path_length;
    uint64_t inode, size;
    int64_t mtime_ns, ctime_ns;
    foi_read_status status; /**< of the file itself */
    const char *detail;     /**< NULL: none */
    size_t detail_length;
    uint32_t documents;
    uint32_t failed_documents; /**< those of them whose status is not ok */
    uint32_t failures;         /**< the file itself and the members in it that are not ok */
} foi_file_facts;

/** Goes over the states of one commit in byte-wise path order. It holds one block of them, however
 * many there are, and later changes and commits do not disturb it. */
typedef struct foi_file_cursor foi_file_cursor;

/** A cursor on the first state of WRITER's last commit. FOI_ERROR_CORRUPT, _IO. */
foi_status foi_store_writer_cursor(const foi_store_writer *writer, foi_file_cursor **out,
                                   foi_error *error);
void foi_file_cursor_free(foi_file_cursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_file_cursor, foi_file_cursor_free)

/** The state that the cursor is on; NULL after the last one. Lives until the cursor moves. */
const foi_file_facts *foi_file_cursor_facts(const foi_file_cursor *cursor);
/** On to the next state. FOI_ERROR_CORRUPT where the table is damaged. */
foi_status foi_file_cursor_next(foi_file_cursor *cursor, foi_error *error);
/** On to the first state whose path is not before PATH; never back. FOI_ERROR_CORRUPT. */
foi_status foi_file_cursor_seek(foi_file_cursor *cursor, const char *path, foi_error *error);
/** The order of the state's path and PATH: below, at or above 0. */
int foi_file_facts_compare(const foi_file_facts *facts, const char *path);

/** True where the document ID is in the index, made by this tagger version, and not removed. */
bool foi_store_writer_has(const foi_store_writer *writer, const char *id);

/** Add a document (with text) to the segment being written; replaces one of the same id. */
foi_status foi_store_writer_add(foi_store_writer *writer, const foi_document *document,
                                foi_error *error);

/** True where every document that a committed state names is in the index and was made by this
 * tagger version, so that foi_store_writer_has() need not be asked of each. */
bool foi_store_writer_is_current(const foi_store_writer *writer);

/**
 * Let up to COUNT further processes write segments where much is added: they run the program WORKER
 * and end with the commit. Without them all is written by the calling process.
 */
void foi_store_writer_set_helpers(foi_store_writer *writer, const char *worker, uint32_t count);

/** Set the state of a file; takes STATE over. */
void foi_store_writer_set_file(foi_store_writer *writer, foi_file_state *state);

/** Forget a file that is gone. */
void foi_store_writer_drop_file(foi_store_writer *writer, const char *path);

/** Append the table of labels of the last commit (labels.h) to OUT; nothing where it has none.
 * FOI_ERROR_CORRUPT, _IO. */
foi_status foi_store_writer_read_labels(const foi_store_writer *writer, GByteArray *out,
                                        foi_error *error);
/** The table that the next commit has: takes BYTES over; none of them: no table. What equals that
 * of the last commit is no change. As foi_store_writer_read_labels(). */
foi_status foi_store_writer_set_labels(foi_store_writer *writer, GByteArray *bytes,
                                       foi_error *error);

/** Append to IDS (char *, g_free) up to COUNT ids of documents that another tagger made, without
 * those in the set SKIP. */
void foi_store_writer_stale(const foi_store_writer *writer, GHashTable *skip, size_t count,
                            GPtrArray *ids);

/** True when so much was added that a commit should be made (bounds memory and what a crash costs).
 */
bool foi_store_writer_is_full(const foi_store_writer *writer);

/**
 * Make everything so far one new commit, durable when this returns. Call it between files: what was
 * added for a file whose state is not set yet counts as lying nowhere, and is removed. Documents
 * that no file holds any more are marked removed; cases and replaced decisions are linked anew;
 * small segments may be merged. *CHANGED is false, and nothing is written, when there is nothing
 * new.
 */
foi_status foi_store_writer_commit(foi_store_writer *writer, bool *changed, foi_error *error);

/**
 * Commit, then make all segments one from which what was removed is gone for good, in a commit of
 * its own. Takes time and room on the disk as the whole index does. *CHANGED as above.
 */
foi_status foi_store_writer_compact(foi_store_writer *writer, bool *changed, foi_error *error);

/** Counts after the last commit. */
uint32_t foi_store_writer_documents(const foi_store_writer *writer);

/* --- reading
 * ---------------------------------------------------------------------------------------- */

/** One commit, whole and unchanging, whatever writers do meanwhile. One thread. */
typedef struct foi_snapshot foi_snapshot;

/** FOI_ERROR_NOT_FOUND (no index there), _VERSION, _STALE, _CORRUPT, _IO. */
foi_status foi_snapshot_open(const char *directory, foi_snapshot **out, foi_error *error);
void foi_snapshot_free(foi_snapshot *snapshot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_snapshot, foi_snapshot_free)

/** False once a newer commit is in place. */
bool foi_snapshot_is_current(const foi_snapshot *snapshot);

typedef struct foi_store_info {
    uint32_t schema;
    uint64_t commit;    /**< counts up from 1 */
    uint32_t documents; /**< without removed ones */
    uint32_t removed;   /**< still in segments, never shown */
    uint32_t segments;
    uint32_t files;
    uint32_t failures; /**< files or members whose status is not ok */
    uint32_t tagger_version;
    const char *identity; /**< of the index: a UUID that all its commits have and no other index */
    const char *stemmer;
    const char *const *features; /**< NULL at the end */
} foi_store_info;

void foi_snapshot_info(const foi_snapshot *snapshot, foi_store_info *info);

/** All segments as one database; docids below are those of this database. Borrowed. */
xap_database *foi_snapshot_database(foi_snapshot *snapshot);

/** True for a docid that was removed or replaced: no hit, no count, no facet may include it. */
bool foi_snapshot_is_removed(const foi_snapshot *snapshot, uint32_t docid);

/** The docid of the document ID, or 0. */
uint32_t foi_snapshot_find(foi_snapshot *snapshot, const char *id);

/** The id of DOCID: FOI_ID_LENGTH characters and a NUL. */
void foi_snapshot_id(const foi_snapshot *snapshot, uint32_t docid, char id[FOI_ID_LENGTH + 1]);

/** The stored document with its first place (location, member, parent), its case and what replaced
 * it joined. */
foi_status foi_snapshot_document(foi_snapshot *snapshot, uint32_t docid, foi_document **out,
                                 foi_error *error);

/** Where a document lies. */
typedef struct foi_place {
    char *location; /**< absolute path, bytes */
    char *member;   /**< NULL: the file itself */
    char *parent;   /**< id of the container; NULL */
} foi_place;

/**
 * Append to IDS (char *, g_free) the ids, in order, that begin with PREFIX (1 to FOI_ID_LENGTH
 * bytes) and have a document that is not removed, until it has MOST. FOI_ERROR_CORRUPT, _IO.
 */
foi_status foi_snapshot_ids(foi_snapshot *snapshot, const char *prefix, guint most, GPtrArray *ids,
                            foi_error *error);

/** The state of the file at PATH (absolute); *STATE is NULL where the index knows no such file,
 * else owned by SNAPSHOT and valid until the next call. FOI_ERROR_CORRUPT. */
foi_status foi_snapshot_file(foi_snapshot *snapshot, const char *path, const foi_file_state **state,
                             foi_error *error);

/** All places of DOCID (of foi_place *), in path order, for the caller to unref. */
GPtrArray *foi_snapshot_places(foi_snapshot *snapshot, uint32_t docid);

/** Every file state in path order. FOI_ERROR_CORRUPT where the table is damaged. */
foi_status foi_snapshot_each_file(foi_snapshot *snapshot,
                                  bool (*visit)(const foi_file_state *state, void *data),
                                  void *data, foi_error *error);

/* --- columns: document -> values of a field, for facets and joined fields
 * ------------------------- */

/** How many segments the snapshot has, and where a docid lies among them. */
size_t foi_snapshot_segments(const foi_snapshot *snapshot);
void foi_snapshot_locate(const foi_snapshot *snapshot, uint32_t docid, size_t *segment,
                         uint32_t *row);
/** The docid of ROW (from 0) in SEGMENT. */
uint32_t foi_snapshot_docid(const foi_snapshot *snapshot, size_t segment, uint32_t row);

/** How many documents SEGMENT has, removed ones among them. */
uint32_t foi_snapshot_rows(const foi_snapshot *snapshot, size_t segment);
/** The removed documents of SEGMENT: row R is bit R % 8 of byte R / 8. NULL where there are none.
 */
const uint8_t *foi_snapshot_removed(const foi_snapshot *snapshot, size_t segment);
/** SEGMENT alone as a database: its document R + 1 is row R. Borrowed. */
xap_database *foi_snapshot_shard(const foi_snapshot *snapshot, size_t segment);
/** The id of ROW of SEGMENT: FOI_ID_LENGTH characters without a NUL. */
const char *foi_snapshot_row_id(const foi_snapshot *snapshot, size_t segment, uint32_t row);

/** The words of one segment and where they stand; see words.h. */
typedef struct foi_words foi_words;
/**
 * The words of SEGMENT, mapped when first asked for; owned by the snapshot. FOI_ERROR_CORRUPT where
 * they are damaged or missing. Damage that is met later tells foi_snapshot_damage().
 */
foi_status foi_snapshot_words(foi_snapshot *snapshot, size_t segment, const foi_words **out,
                              foi_error *error);

/** The dates of a segment's documents by row, as YYYYMMDD; 0: undated. */
typedef struct foi_day_columns {
    const uint32_t *first; /**< the first day that the document's date stands for */
    const uint32_t *last;
} foi_day_columns;
foi_day_columns foi_snapshot_days(const foi_snapshot *snapshot, size_t segment);

/** By row: the number of the commit with which each document of SEGMENT came into this index. One
 * that was written anew (for another tagger or label, or read again) keeps the number that it had;
 * one that had gone and came back has a new one. */
const uint64_t *foi_snapshot_added(const foi_snapshot *snapshot, size_t segment);

/** The absolute path of the file that ROW of SEGMENT lies in first, LENGTH bytes without a NUL; ""
 * where its places are damaged. As long as the snapshot lives. */
const char *foi_snapshot_location(const foi_snapshot *snapshot, size_t segment, uint32_t row,
                                  size_t *length);

/** By row: the fingerprint of the words of each document of SEGMENT (fingerprint.h). */
const uint64_t *foi_snapshot_fingerprints(const foi_snapshot *snapshot, size_t segment);

/** Append to DOCIDS (of uint32_t) all documents with FINGERPRINT that are not removed, segment by
 * segment. A binary search in each segment, and what the copies take. */
void foi_snapshot_copies(const foi_snapshot *snapshot, uint64_t fingerprint, GArray *docids);

/** The values of one facet field in one segment: rows are its documents, in docid order. */
typedef struct foi_column foi_column;

/**
 * NULL for a field that is no facet. Owned by the snapshot. A value of the column `path` is the
 * location of a place, or the location, "//" and the member. Opening it
 * takes constant time: what is damaged shows when it is read, as an empty row or value, and a
 * search that used columns or words asks foi_snapshot_damage() before it answers.
 */
const foi_column *foi_snapshot_column(const foi_snapshot *snapshot, size_t segment,
                                      const foi_field *field);
/** FOI_OK, or the first damage that was met in what was read of columns and words. */
foi_status foi_snapshot_damage(const foi_snapshot *snapshot, foi_error *error);
uint32_t foi_column_rows(const foi_column *column);
/** The distinct values: ordinals run from 0 to this, exclusive. */
uint32_t foi_column_values(const foi_column *column);
/** The value with this ordinal; static as long as the snapshot lives. */
const char *foi_column_value(const foi_column *column, uint32_t ordinal);
/** The ordinals of ROW: *COUNT of them (0: the tag is missing). */
const uint32_t *foi_column_row(const foi_column *column, uint32_t row, uint32_t *count);
/**
 * Add one to COUNTS[ordinal] for each value of each row whose bit is set in ROWS (row R is bit
 * R % 64 of word R / 64); COUNTS has foi_column_values() entries. Returns how many of the rows have
 * no value (0 where the column is damaged as a whole).
 */
uint32_t foi_column_count(const foi_column *column, const uint64_t *rows, uint32_t *counts);

/* --- checking
 * ----------------------------------------------------------------------------------------- */

/**
 * Verify every file of the current commit: checksums, Xapian's own check, that columns and
 * databases agree, that places point to documents. REPORT is called with one line for each finding
 * (errors) and each thing verified. Returns FOI_OK when whole, FOI_ERROR_CORRUPT otherwise.
 */
foi_status foi_store_check(const char *directory, void (*report)(const char *line, void *data),
                           void *data, foi_error *error);

#endif
