/* reply.h - takes a worker's answer apart as it arrives, and holds it to its budget.
 *
 * The worker may have been taken over by the file that it read, so nothing that it says is
 * believed: lengths are checked before memory is taken, and what goes over the budget ends the job.
 * Bytes of members are not kept in the heap but spooled to one anonymous file, out of which they
 * are handed to the next worker. One thread.
 */
#ifndef FOI_REPLY_H
#define FOI_REPLY_H

#include <glib.h>
#include <stdint.h>

#include "indexer/document/document.h"
#include "indexer/worker/protocol.h"

/** One member, waiting to be read: where its bytes lie in the spool. */
typedef struct foi_spooled {
    char *name;    /**< unique among its siblings */
    char *given;   /**< the name before it was made unique: a hint at the format */
    char *mime;    /**< NULL: the container claims none */
    char *charset; /**< NULL: the container claims none */
    char *link;    /**< key of the matter that it belongs to with other members; NULL: none */
    uint64_t offset;
    uint64_t length;
} foi_spooled;

/** The members of one container in reading order. */
typedef struct foi_spool {
    int descriptor;     /**< sealed memfd once the reply is done; -1: no member came */
    uint64_t bytes;     /**< length of all members together */
    uint64_t spent;     /**< bytes that the worker says it unpacked; no less than `bytes` */
    GPtrArray *members; /**< of foi_spooled * */
    GHashTable *names;  /**< name -> how often it was given */
} foi_spool;

foi_spool *foi_spool_new(void);
void foi_spool_free(foi_spool *spool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_spool, foi_spool_free)

/** What the bytes fed so far amount to. */
typedef enum foi_reply_event {
    FOI_REPLY_MORE,      /**< nothing is complete yet */
    FOI_REPLY_READY,     /**< the worker has started: `about` and `lacking` are there */
    FOI_REPLY_DONE,      /**< the job is answered: document and spool can be taken */
    FOI_REPLY_ELSEWHERE, /**< a worker of the profile `elsewhere` must do the job */
    FOI_REPLY_BROKEN,    /**< the worker breaks the protocol; `detail` says how */
    FOI_REPLY_OVER       /**< the worker sends more than its budget allows; `detail` says of what */
} foi_reply_event;

typedef struct foi_reply {
    uint64_t job;           /**< the job that is being answered; 0: none, only READY may come */
    bool ready;             /**< READY has come */
    foi_budget budget;      /**< what this job may send */
    uint64_t record_limit;  /**< bytes of the record */
    uint64_t text_limit;    /**< bytes of text beside the separators of blocks and pages */
    foi_document *document; /**< NULL until RECORD has come */
    foi_spool *spool;       /**< never NULL while a job is being answered */
    foi_profile elsewhere;
    char *about;   /**< see foi_worker_ready; NULL: nothing was said */
    char *lacking; /**< see foi_worker_ready; NULL: nothing is */
    char *detail;  /**< half a sentence for people after BROKEN or OVER; else NULL */
    /* How far the frame at hand has come. */
    uint8_t head[FOI_FRAME_HEADER_BYTES];
    size_t head_bytes;
    foi_frame_header header;
    GByteArray *payload;
    uint64_t payload_left; /**< of the frame */
    uint64_t member_left;  /**< of the member announced last */
} foi_reply;

foi_reply *foi_reply_new(void);
void foi_reply_free(foi_reply *reply);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_reply, foi_reply_free)

/**
 * From now on the answer to job number JOB (never 0) under BUDGET is expected. RECORD_LIMIT and
 * TEXT_LIMIT bound the document, in bytes.
 */
void foi_reply_begin(foi_reply *reply, uint64_t job, const foi_budget *budget,
                     uint64_t record_limit, uint64_t text_limit);

/**
 * Take LENGTH bytes as they came from the socket. After BROKEN or OVER nothing more may be fed.
 * *USED gets how many were taken: all, or those up to DONE, since the next answer may follow. USED
 * may be NULL where nothing may follow: more bytes are a breach of the protocol (BROKEN) then.
 */
foi_reply_event foi_reply_feed(foi_reply *reply, const uint8_t *bytes, size_t length, size_t *used);

/** After DONE: the document and its members, both the caller's to free; no job is expected then.
 * After ELSEWHERE the same, without a document. */
foi_document *foi_reply_take(foi_reply *reply, foi_spool **spool);

#endif
