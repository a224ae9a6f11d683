/* protocol.h - what the supervisor and a worker say to each other over one pair of sockets.
 *
 * The sockets are AF_UNIX SOCK_STREAM: a packet socket bounds a message by its send buffer (some
 * 200 KiB), and large replies as memfds would need a worker that may write files, which its
 * RLIMIT_FSIZE of 0 forbids. Every message is a frame: a header of fixed size, then a payload whose
 * length the receiver checks against a limit of its own before it takes the first byte.
 *
 * The program that is started is the zygote: it loads the libraries, reads no file, and forks the
 * workers, each with a pair of sockets of its own.
 *
 *   supervisor: SETUP               zygote: READY
 *   supervisor: FORK + descriptor   zygote: FORKED + descriptor
 *                                   worker: READY
 *   supervisor: JOB + descriptor    worker: RECORD, then for each member MEMBER and BYTES, then
 *                                           SPENT where anything was unpacked, then DONE;
 *                                           or ELSEWHERE alone
 *
 * A worker has one job at a time. Neither side trusts the other's lengths, numbers or strings.
 * All functions here are safe in any thread that alone uses the socket.
 */
#ifndef FOI_PROTOCOL_H
#define FOI_PROTOCOL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "indexer/base/spawn.h"
#include "indexer/extract/extractor.h"
#include "indexer/tag/tag.h"
#include "indexer/worker/supervisor.h"

/** Changes with every change of a frame or of the document record. */
#define FOI_PROTOCOL_FRAMES 4

/**
 * What both sides must agree in. The tagger belongs to it: an index notes the version of its own
 * program's for what a worker has tagged, so that an older worker's tags would never be made anew.
 */
#define FOI_PROTOCOL_VERSION ((FOI_PROTOCOL_FRAMES << 16) + FOI_TAGGER_VERSION)

/** The descriptor at which a worker finds its end of the socket pair. */
#define FOI_WORKER_SOCKET FOI_SPAWN_SOCKET

/** The exit status by which a worker says that an allocation failed under its memory limit. */
#define FOI_WORKER_EXIT_MEMORY 70

#define FOI_FRAME_HEADER_BYTES 24

/** The longest name of one member in bytes; a longer one is cut at a character's end. */
#define FOI_MEMBER_NAME_BYTES 1024

/** The longest link of one member in bytes; a longer one is left out. */
#define FOI_MEMBER_LINK_BYTES (FOI_MEMBER_NAME_BYTES + 64)

/** How deep containers can be asked to be opened at most: bounds the path of a member. */
#define FOI_DEPTH_MAX 32

/** The largest payload of every frame but RECORD and BYTES. Fits into an empty socket's buffer. */
#define FOI_FRAME_SMALL_BYTES (64 * 1024)

typedef enum foi_frame_kind {
    FOI_FRAME_SETUP = 1, /**< foi_worker_setup */
    FOI_FRAME_READY,     /**< foi_worker_ready */
    FOI_FRAME_JOB,       /**< foi_worker_job, with one descriptor */
    FOI_FRAME_RECORD,    /**< foi_document_encode() of the document */
    FOI_FRAME_MEMBER,    /**< foi_member_header */
    FOI_FRAME_BYTES,     /**< bytes of the member announced last, in one or more frames */
    FOI_FRAME_SPENT,     /**< number: how many bytes were unpacked, those of members included */
    FOI_FRAME_DONE,      /**< nothing: the job is answered in full */
    FOI_FRAME_FORK,      /**< foi_worker_order, with the worker's end of a new pair of sockets */
    FOI_FRAME_FORKED,    /**< foi_worker_forked, with a pidfd of the worker where there is one */
    FOI_FRAME_ELSEWHERE, /**< foi_worker_order: a worker of that profile must do the job */
    FOI_FRAME_KIND_END
} foi_frame_kind;

typedef struct foi_frame_header {
    foi_frame_kind kind;
    uint64_t
        job; /**< number of the job that the frame belongs to; 0 for those that belong to none */
    uint64_t length; /**< bytes of payload that follow */
} foi_frame_header;

void foi_frame_header_encode(const foi_frame_header *header, uint8_t out[FOI_FRAME_HEADER_BYTES]);

/** False where the bytes are no header of this protocol. */
bool foi_frame_header_decode(const uint8_t in[FOI_FRAME_HEADER_BYTES], foi_frame_header *header);

/** The longest list of languages of OCR, with its end. */
#define FOI_OCR_LANGUAGES_BYTES 128

/** What the zygote and its workers must know. */
typedef struct foi_worker_setup {
    uint32_t version;
    uint64_t memory_bytes; /**< address space of a worker, 0: no limit */
    foi_sandbox sandbox;
    char languages[FOI_OCR_LANGUAGES_BYTES]; /**< of OCR; "": the usual ones */
} foi_worker_setup;

/** How the start of the zygote or of a worker went; the strings belong to the struct. */
typedef struct foi_worker_ready {
    uint32_t version;
    char *failure; /**< why it cannot work; NULL: it can */
    char *about;   /**< lines "name TAB value": the libraries (zygote), the lock-down (worker) */
    char *lacking; /**< what of the lock-down the kernel lacks; NULL: nothing, or none is wanted */
} foi_worker_ready;

/** Of which profile a worker is to be. */
typedef struct foi_worker_order {
    foi_profile profile;
} foi_worker_order;

/** What became of an order; the string belongs to the struct. */
typedef struct foi_worker_forked {
    char *failure; /**< why there is no worker; NULL: there is one */
} foi_worker_forked;

/** One job as it travels; the strings belong to the struct. */
typedef struct foi_worker_job {
    foi_job_kind kind;
    char *name;          /**< base name as a hint; never NULL */
    char *member;        /**< path inside the container file; NULL for the file itself */
    char *mime;          /**< as the container claims; NULL */
    char *charset;       /**< as the container claims; NULL */
    uint32_t page_first; /**< 0: all pages */
    uint32_t page_last;
    uint64_t offset;     /**< where the bytes begin in the descriptor */
    uint64_t length;     /**< how many there are; UINT64_MAX: up to the end of the file */
    uint64_t file_bytes; /**< a larger file is `too-large` */
    uint32_t cpu_seconds;
    foi_ocr_choice ocr;
    foi_budget budget;
} foi_worker_job;

/** What a worker says of a member before it sends its bytes; the strings belong to the struct. */
typedef struct foi_member_header {
    char *name;
    char *mime;    /**< NULL: the container claims none */
    char *charset; /**< NULL: the container claims none */
    char *link;    /**< key of the matter that it belongs to with other members; NULL: none */
    uint64_t bytes;
} foi_member_header;

void foi_worker_ready_clear(foi_worker_ready *ready);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_worker_ready, foi_worker_ready_clear)
void foi_worker_forked_clear(foi_worker_forked *forked);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_worker_forked, foi_worker_forked_clear)
void foi_worker_job_clear(foi_worker_job *job);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_worker_job, foi_worker_job_clear)
void foi_member_header_clear(foi_member_header *header);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_member_header, foi_member_header_clear)

/* Each encode appends to OUT; each decode gives false for bytes that are not exactly one payload of
 * its kind within the limits above, and leaves *OUT cleared then. */
void foi_worker_setup_encode(const foi_worker_setup *setup, GByteArray *out);
bool foi_worker_setup_decode(const void *bytes, size_t length, foi_worker_setup *out);
void foi_worker_ready_encode(const foi_worker_ready *ready, GByteArray *out);
bool foi_worker_ready_decode(const void *bytes, size_t length, foi_worker_ready *out);
void foi_worker_order_encode(const foi_worker_order *order, GByteArray *out);
bool foi_worker_order_decode(const void *bytes, size_t length, foi_worker_order *out);
void foi_worker_forked_encode(const foi_worker_forked *forked, GByteArray *out);
bool foi_worker_forked_decode(const void *bytes, size_t length, foi_worker_forked *out);
void foi_worker_job_encode(const foi_worker_job *job, GByteArray *out);
bool foi_worker_job_decode(const void *bytes, size_t length, foi_worker_job *out);
void foi_member_header_encode(const foi_member_header *header, GByteArray *out);
bool foi_member_header_decode(const void *bytes, size_t length, foi_member_header *out);

/**
 * NAME as the name of a member, for the caller to g_free: valid UTF-8, control characters replaced
 * by U+FFFD, at most FOI_MEMBER_NAME_BYTES long, "unnamed" where nothing is left. NAME may be NULL.
 */
char *foi_member_name_clean(const char *name);

/** The largest RECORD payload that a worker may send under a budget of TEXT_BYTES of text. */
uint64_t foi_record_limit(uint64_t text_bytes);

/**
 * Send one frame, with DESCRIPTOR (-1: none) beside it. HEADER's length is LENGTH. Blocks on a
 * blocking socket; on one that does not block, a frame that finds no room is a failure. Raises no
 * SIGPIPE. Returns 0 or the errno of the failure.
 */
int foi_frame_send(int socket, const foi_frame_header *header, const void *payload, size_t length,
                   int descriptor);

/** As foi_frame_send() without a descriptor, with DONE for the same job behind it in one piece. */
int foi_frame_send_last(int socket, const foi_frame_header *header, const void *payload,
                        size_t length);

/**
 * Wait for one frame of at most LIMIT bytes of payload, which replaces the contents of PAYLOAD.
 * *DESCRIPTOR is the descriptor that came with it (close-on-exec, the caller's to close) or -1.
 * Returns 0, EPIPE when the peer has closed the socket between two frames, EPROTO for a frame that
 * breaks the protocol, or the errno of the failure.
 */
int foi_frame_receive(int socket, uint64_t limit, foi_frame_header *header, GByteArray *payload,
                      int *descriptor);

#endif
