/* segment.h - one immutable segment: segments/N/ with four files.
 *
 *   db        the Xapian database: stems, filters, values; what ranks
 *   words     each word as written, with its positions
 *   records   the documents, text and all
 *   columns   ids, the values of each facet, the keys that link matters
 *
 * Row R, from 0, is the document R + 1 of the Xapian database.
 */
#ifndef FOI_STORE_SEGMENT_H
#define FOI_STORE_SEGMENT_H

#include "indexer/store/bitmap.h"
#include "indexer/store/column.h"
#include "indexer/store/records.h"
#include "indexer/store/sections.h"
#include "indexer/store/store.h"
#include "indexer/store/words.h"

#define FOI_SEGMENT_DATABASE "db"
#define FOI_SEGMENT_COLUMNS  "columns"

typedef struct foi_segment {
    char *path; /**< of its directory */
    uint32_t number;
    uint32_t rows;
    foi_section_file *file;
    const char *ids;       /**< FOI_ID_LENGTH characters each */
    const uint32_t *order; /**< rows in the order of their ids */
    const uint32_t *tagger;
    const uint32_t *link_starts; /**< rows + 1 */
    const uint64_t *database;    /**< length and XXH3 of the file `db` */
    const uint32_t *first_days;  /**< YYYYMMDD by row; 0: undated */
    const uint32_t *last_days;
    const uint64_t *added;         /**< by row: the commit that the document came with */
    const uint64_t *fingerprints;  /**< by row: see fingerprint.h */
    const uint32_t *copy_order;    /**< rows in the order of their fingerprints */
    const uint64_t *links;         /**< keys of the matters that a document belongs to */
    const uint32_t *ruling_starts; /**< rows + 1 */
    const uint64_t *rulings;       /**< keys that name decisions: see replaced.h */
    foi_words *words;              /**< NULL until asked for */
    foi_records *records;          /**< NULL until asked for */
} foi_segment;

/** segments/NUMBER of the index in DIRECTORY, for the caller to g_free. */
char *foi_segment_path(const char *directory, uint32_t number);

/** Open the columns of the segment. FOI_ERROR_NOT_FOUND, _CORRUPT, _IO. */
foi_status foi_segment_open(const char *directory, uint32_t number, uint32_t rows,
                            foi_segment **out, foi_error *error);
/** The same in constant time, for readers: the links are not verified and must not be asked for. */
foi_status foi_segment_map(const char *directory, uint32_t number, uint32_t rows, foi_segment **out,
                           foi_error *error);
void foi_segment_free(foi_segment *segment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_segment, foi_segment_free)

/** Whether all files of the segment are there, the database as long as it was written:
 * FOI_ERROR_CORRUPT or _NOT_FOUND where not. Reads only their heads. */
foi_status foi_segment_find_files(foi_segment *segment, foi_error *error);

/** Open the segment's database: FOI_ERROR_CORRUPT where it is not as long as it was written. */
foi_status foi_segment_open_database(const foi_segment *segment, xap_database **out,
                                     foi_error *error);

/**
 * Compare the database's checksum: FOI_ERROR_CORRUPT where a bit has changed. libxapian trusts what
 * it reads and can crash on a damaged database, even while it checks one.
 */
foi_status foi_segment_verify_database(const foi_segment *segment, foi_error *error);

/** The words of the segment, opened when first asked for; owned by SEGMENT. FOI_ERROR_NOT_FOUND,
 * _CORRUPT, _IO. */
foi_status foi_segment_words(foi_segment *segment, foi_words **out, foi_error *error);

/** Its records, likewise. */
foi_status foi_segment_records(foi_segment *segment, foi_records **out, foi_error *error);

/** The document of ROW as it was stored, for the caller to free. */
foi_status foi_segment_document(foi_segment *segment, uint32_t row, foi_document **out,
                                foi_error *error);

/** A row with this id that is not in REMOVED; failing that, a removed one. False: none at all. */
bool foi_segment_find(const foi_segment *segment, const foi_bitmap *removed, const char *id,
                      uint32_t *row, bool *is_removed);

/** Copies the id of ROW. */
void foi_segment_id(const foi_segment *segment, uint32_t row, char id[FOI_ID_LENGTH + 1]);

/** Append to ROWS (of uint32_t) the rows with FINGERPRINT that are not in REMOVED, rising. Takes
 * the time of a binary search, and that of each copy. */
void foi_segment_copies(const foi_segment *segment, const foi_bitmap *removed, uint64_t fingerprint,
                        GArray *rows);

/** The link keys of ROW. */
const uint64_t *foi_segment_links(const foi_segment *segment, uint32_t row, uint32_t *count);

/** Its keys of decisions, likewise. */
const uint64_t *foi_segment_rulings(const foi_segment *segment, uint32_t row, uint32_t *count);

/** True for the fields that a segment has a column of: facets that are not joined. */
bool foi_segment_has_column(const foi_field *field);

/* --- the columns being made ------------------------------------------------------------------- */

/** What is known of a document beside what it says itself. */
typedef struct foi_row_origin {
    uint32_t tagger; /**< the version that tagged it */
    uint64_t added;  /**< the number of the commit that it first came with */
} foi_row_origin;

typedef struct foi_segment_columns foi_segment_columns;

foi_segment_columns *foi_segment_columns_new(void);
void foi_segment_columns_free(foi_segment_columns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_segment_columns, foi_segment_columns_free)

/** Add the row of DOCUMENT, whose id must have FOI_ID_LENGTH characters. */
void foi_segment_columns_add(foi_segment_columns *columns, const foi_document *document,
                             const foi_row_origin *origin, uint64_t fingerprint);
uint32_t foi_segment_columns_rows(const foi_segment_columns *columns);
/** The memory that COLUMNS takes, in bytes. */
size_t foi_segment_columns_memory(const foi_segment_columns *columns);
/** The id of ROW: FOI_ID_LENGTH characters without a NUL. */
const char *foi_segment_columns_id(const foi_segment_columns *columns, uint32_t row);

/** Write them to the file PATH, beside the finished database; the commit makes it durable. */
foi_status foi_segment_columns_write(const foi_segment_columns *columns, const char *path,
                                     foi_error *error);

/** Write to PATH, beside the finished database, the columns of the COUNT segments one after the
 * other; the commit makes it durable. One column at a time is in memory. */
foi_status foi_segment_columns_merge(const foi_segment *const *segments, size_t count,
                                     const char *path, foi_error *error);

#endif
