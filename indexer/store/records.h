/* records.h - the stored documents of one segment, text and all: segments/N/records.
 *
 * Records lie one after the other in blocks of about 32 KB, each block compressed as one: a letter
 * shares most of its phrases with its neighbours. Measured over letters, blocks of this size take
 * 0.37 of the text (0.46 one by one, 0.34 at twice the size), and one costs 20 us to read.
 */
#ifndef FOI_STORE_RECORDS_H
#define FOI_STORE_RECORDS_H

#include "indexer/store/sections.h"

#define FOI_SEGMENT_RECORDS "records"

/* --- writing ---------------------------------------------------------------------------------- */

typedef struct foi_records_writer foi_records_writer;

/** Create the file PATH. */
foi_status foi_records_writer_new(const char *path, foi_records_writer **out, foi_error *error);
void foi_records_writer_free(foi_records_writer *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_records_writer, foi_records_writer_free)

/** Add the record of the next row. */
foi_status foi_records_writer_add(foi_records_writer *writer, const void *record, size_t length,
                                  foi_error *error);

/** Write what is left; the commit makes it durable. Nothing can be added afterwards. */
foi_status foi_records_writer_finish(foi_records_writer *writer, foi_error *error);

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct foi_records foi_records;

/** Map the records of a segment of ROWS rows: constant time. FOI_ERROR_NOT_FOUND, _CORRUPT, _IO. */
foi_status foi_records_open(const char *path, uint32_t rows, foi_records **out, foi_error *error);
void foi_records_free(foi_records *records);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_records, foi_records_free)

/** The bytes of the record of ROW, until the next call on RECORDS; the last block read is kept.
 * FOI_ERROR_CORRUPT, naming the file. */
foi_status foi_records_read(foi_records *records, uint32_t row, const void **record, size_t *length,
                            foi_error *error);

/* --- merging ---------------------------------------------------------------------------------- */

/** Write to PATH the records of the COUNT segments one after the other, blocks as they are, once
 * the checksum of each source holds: FOI_ERROR_CORRUPT otherwise. The commit makes it durable. */
foi_status foi_records_merge(foi_records *const *sources, size_t count, const char *path,
                             foi_error *error);

#endif
