/* segment_writer.h - documents into a new segment.
 *
 * Words, postings and columns are gathered in memory, each in the compact bytes that its file will
 * hold, while records go to their file block by block. The segment's Xapian database is loaded in
 * one pass and then written by libxapian's compaction: what is published, libxapian has made.
 */
#ifndef FOI_STORE_SEGMENT_WRITER_H
#define FOI_STORE_SEGMENT_WRITER_H

#include "indexer/store/segment.h"

typedef struct foi_segment_writer foi_segment_writer;

/** Begin segments/NUMBER of the index in DIRECTORY. */
foi_status foi_segment_writer_new(const char *directory, uint32_t number, foi_segment_writer **out,
                                  foi_error *error);
/** Drops what was not finished, with its files. */
void foi_segment_writer_free(foi_segment_writer *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_segment_writer, foi_segment_writer_free)

/** Add DOCUMENT as the next row. */
foi_status foi_segment_writer_add(foi_segment_writer *writer, const foi_document *document,
                                  const foi_row_origin *origin, foi_error *error);

/** Documents added. */
uint32_t foi_segment_writer_rows(const foi_segment_writer *writer);

/** The memory that WRITER takes, in bytes: about three thousand for a letter. */
size_t foi_segment_writer_memory(const foi_segment_writer *writer);

/** Write all that was gathered: the segment is whole when this returns FOI_OK; the commit makes it
 * durable. Nothing can be added afterwards. */
foi_status foi_segment_writer_finish(foi_segment_writer *writer, foi_error *error);

/** Compact the COUNT databases at SOURCES into PATH, one file; the commit makes it durable. */
foi_status foi_segment_compact(const char *const *sources, size_t count, const char *path,
                               foi_error *error);

/* --- postings.c: what of a document the index holds to find it by ----------------------------- */

typedef struct foi_postings foi_postings;

/** BULK and WORDS must outlive it. */
foi_status foi_postings_new(xap_bulk *bulk, foi_words_builder *words, foi_postings **out,
                            foi_error *error);
void foi_postings_free(foi_postings *postings);

/** Add the words, terms and values of DOCUMENT, which is row ROW and the load's next document;
 * *FINGERPRINT is that of its words (fingerprint.h), which are gone over once for both. */
foi_status foi_postings_add(foi_postings *postings, const foi_document *document, uint32_t row,
                            uint64_t *fingerprint, foi_error *error);

#endif
