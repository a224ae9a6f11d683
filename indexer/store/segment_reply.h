/* segment_reply.h - what a process that writes a segment is told and says. Both ends are one build.
 */
#ifndef FOI_STORE_SEGMENT_REPLY_H
#define FOI_STORE_SEGMENT_REPLY_H

#include <glib.h>
#include <limits.h>
#include <stdint.h>

#include "indexer/store/store.h"
#include "indexer/tag/tag.h"

/** What both ends must agree in: the form of a document and of a segment, and the tagger, whose
 * version the writer notes for what the sender has had tagged. */
#define FOI_SEGMENT_VERSION G_STRINGIFY(FOI_STORE_SCHEMA) "." G_STRINGIFY(FOI_TAGGER_VERSION)

/** Told before each document. */
typedef struct foi_segment_frame {
    uint64_t length; /**< of the document that follows, in bytes; 0: there is no more */
    uint64_t added;  /**< the commit that it first came with */
} foi_segment_frame;

/** Said whenever the memory has grown by FOI_SEGMENT_REPLY_EVERY, and at the end. */
typedef struct foi_segment_reply {
    uint32_t status;                  /**< a foi_status; with any but FOI_OK it is the last reply */
    uint32_t done;                    /**< not 0: the segment is whole */
    uint64_t memory;                  /**< that it takes, in bytes */
    char message[2 * PATH_MAX + 512]; /**< may name a file twice */
} foi_segment_reply;

#define FOI_SEGMENT_REPLY_EVERY ((size_t)1 << 20)

#endif
