/* read.h - bytes in, a document without tags out: what the worker program calls. */
#ifndef FOI_READ_H
#define FOI_READ_H

#include "indexer/detect/detect.h"
#include "indexer/extract/extractor.h"

/**
 * Set up the libraries of the extractors for this process: locale for characters, MIME, XML,
 * hashing, and every character set converter that would otherwise be read from disk later. Call it
 * once, before the process is locked down and before any other function here. Messages of the
 * libraries are silenced.
 */
void foi_read_init(void);

/**
 * Detect, extract, and finish: the document of CLAIMED, whose `mime` is only a container's claim
 * (NULL: none). Sets id, mime, file kind, size, title, text and status; location, member, parent
 * and tags are the caller's. Never NULL: whatever goes wrong is the status of the document.
 * *MEMBERS gets the members to be read next, of foi_member *, for the caller to g_ptr_array_unref;
 * empty where there are none.
 */
foi_document *foi_read_bytes(foi_detector *detector, const foi_input *claimed,
                             const foi_budget *budget, GPtrArray **members);

/** As foi_read_bytes() for bytes whose MIME type has been detected already. */
foi_document *foi_read_detected(const char *mime, const foi_input *claimed,
                                const foi_budget *budget, GPtrArray **members);

/** The id of a document with these BYTES, for the caller to g_free. */
char *foi_read_id(const uint8_t *bytes, size_t length);

#endif
