/* segment_writer.h - documents into a new segment: small Xapian databases, then one compacted.
 *
 * libxapian slows down as the buffer of one database grows, so the documents go into chunks of
 * about a thousand, each closed before the next begins; that also bounds the memory.
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

/** Add DOCUMENT, tagged by the version TAGGER, as the next row. */
foi_status foi_segment_writer_add(foi_segment_writer *writer, const foi_document *document,
                                  uint32_t tagger, foi_error *error);

/** Documents added, and bytes of text in them. */
uint32_t foi_segment_writer_rows(const foi_segment_writer *writer);
uint64_t foi_segment_writer_bytes(const foi_segment_writer *writer);

/** Compact the chunks and write the columns: the segment is whole and durable when this returns
 * FOI_OK. Nothing can be added afterwards. */
foi_status foi_segment_writer_finish(foi_segment_writer *writer, foi_error *error);

/** The record of the document DOCID of DATABASE, decoded; PATH is for the message. */
struct foi_packer;
foi_status foi_segment_read_record(const xap_database *database, uint32_t docid,
                                   struct foi_packer *packer, const char *path, foi_document **out,
                                   foi_error *error);

/** Compact the COUNT databases at SOURCES into PATH, one file, durable when this returns FOI_OK. */
foi_status foi_segment_compact(const char *const *sources, size_t count, const char *path,
                               foi_error *error);

/* --- postings.c: what of a document goes into Xapian ------------------------------------------ */

typedef struct foi_postings foi_postings;

foi_status foi_postings_new(foi_postings **out, foi_error *error);
void foi_postings_free(foi_postings *postings);

/** Fill INTO, empty, with terms, positions, values and the packed record of DOCUMENT. */
foi_status foi_postings_fill(foi_postings *postings, const foi_document *document,
                             xap_document *into, foi_error *error);

#endif
