#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "indexer/base/wire.h"
#include "indexer/document/put_pages.h"
#include "indexer/extract/read.h"
#include "indexer/tag/tag.h"
#include "indexer/worker/process/process.h"
#include "indexer/worker/protocol.h"

/* One frame of a member's bytes: the supervisor writes them away as they come. */
#define BYTES_FRAME ((size_t)1 << 20)

/* What a letter's record takes beside its text. */
#define RECORD_ROOM 2048

/* What every job is read with. */
typedef struct reader {
    foi_profile profile;
    foi_detector *detector;
} reader;

/* What comes of a job. */
typedef struct answer {
    foi_document *document; /* NULL: it is for another worker */
    GPtrArray *members;     /* NULL: none */
    foi_profile elsewhere;  /* whose, where there is no document */
} answer;

static foi_document *failure(foi_read_status status, const char *detail)
{
    foi_document *document = foi_document_new();
    foi_document_set_status(document, status, "%s", detail);
    return document;
}

/* How many bytes the job is to read; false with *FAILED where it cannot be begun. */
static bool measure(int descriptor, const foi_worker_job *job, size_t *length,
                    foi_document **failed)
{
    off_t end = lseek(descriptor, 0, SEEK_END);
    if (end < 0) {
        *failed = failure(FOI_READ_UNREADABLE, g_strerror(errno));
        return false;
    }
    uint64_t size = (uint64_t)end;
    uint64_t wanted = MIN(job->length, size > job->offset ? size - job->offset : 0);
    if (wanted > job->file_bytes) {
        *failed = foi_document_new();
        foi_document_set_status(*failed, FOI_READ_TOO_LARGE,
                                "%" PRIu64 " bytes, more than the limit of %" PRIu64, wanted,
                                job->file_bytes);
        (*failed)->source_bytes = wanted;
        return false;
    }
    *length = (size_t)wanted;
    return true;
}

/* The bytes as they are now: of a file that grows meanwhile what it was at first, of one that
 * shrinks what is left. Read, not mapped: a mapped file that is cut short would end the process. */
static uint8_t *read_descriptor(int descriptor, const foi_worker_job *job, size_t *length,
                                foi_document **failed)
{
    if (!measure(descriptor, job, length, failed))
        return NULL;
    g_autofree uint8_t *bytes = g_malloc(*length + 1);
    size_t have = 0;
    while (have < *length) {
        ssize_t got = pread(descriptor, bytes + have, *length - have, (off_t)(job->offset + have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *failed = failure(FOI_READ_UNREADABLE, g_strerror(errno));
            return NULL;
        }
        if (got == 0)
            break;
        have += (size_t)got;
    }
    *length = have;
    bytes[have] = 0;
    return g_steal_pointer(&bytes);
}

/* NULL where a worker of another profile must read the bytes: the answer's profile is that then. */
static foi_document *read_job(const reader *with, const foi_worker_job *job, const uint8_t *bytes,
                              size_t length, answer *out)
{
    foi_input input = {.bytes = bytes,
                       .length = length,
                       .name = job->name,
                       .mime = job->mime,
                       .charset = job->charset,
                       .page_first = job->page_first,
                       .page_last = job->page_last,
                       .ocr = job->ocr,
                       .ocr_later = job->kind == FOI_JOB_READ};
    const char *mime = foi_detect(with->detector, bytes, length, job->name, job->mime);
    foi_profile profile = job->kind == FOI_JOB_OCR ? FOI_PROFILE_OCR : foi_profile_for(mime);
    if (profile != with->profile && profile != FOI_PROFILE_END) {
        out->elsewhere = profile;
        return NULL;
    }
    foi_document *document = foi_read_detected(mime, &input, &job->budget, &out->members);
    /* The tagger looks at the name of a member. */
    g_free(document->member);
    document->member = g_strdup(job->member);
    /* A page by itself says nothing, nor does a document without its pages. */
    g_autoptr(GArray) wanted = foi_document_wanted_pages(document);
    if (job->kind == FOI_JOB_READ && wanted->len == 0)
        foi_tag_document(document);
    return document;
}

static foi_document *retag_job(const uint8_t *bytes, size_t length)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_document *document = NULL;
    if (foi_document_decode(bytes, length, &document, &error) != FOI_OK)
        return failure(FOI_READ_DAMAGED, error.message ? error.message : "damaged record");
    foi_tag_document(document);
    return document;
}

static void do_job(const reader *with, const foi_worker_job *job, int descriptor, answer *out)
{
    size_t length = 0;
    g_autofree uint8_t *bytes = read_descriptor(descriptor, job, &length, &out->document);
    if (bytes && job->kind == FOI_JOB_RETAG)
        out->document = retag_job(bytes, length);
    else if (bytes)
        out->document = read_job(with, job, bytes, length, out);
}

static int send_member(int socket, uint64_t job, const foi_member *member)
{
    gsize length = 0;
    const uint8_t *bytes = g_bytes_get_data(member->bytes, &length);
    foi_member_header about = {member->name, member->mime, member->charset, member->link, length};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_member_header_encode(&about, payload);
    foi_frame_header header = {FOI_FRAME_MEMBER, job, payload->len};
    int failed = foi_frame_send(socket, &header, payload->data, payload->len, -1);
    for (size_t at = 0; !failed && at < length; at += header.length) {
        header.kind = FOI_FRAME_BYTES;
        header.length = MIN(length - at, BYTES_FRAME);
        failed = foi_frame_send(socket, &header, bytes + at, (size_t)header.length, -1);
    }
    return failed;
}

/* Members lie no deeper than the job allows, whatever the extractor has found. */
static void hold_to_depth(const foi_worker_job *job, foi_document *document, GPtrArray *members)
{
    if (!members || members->len == 0 || job->budget.depth > 0)
        return;
    g_ptr_array_set_size(members, 0);
    if (document->status == FOI_READ_OK || document->status == FOI_READ_EMPTY)
        foi_document_set_status(document, FOI_READ_PARTIAL,
                                "holds files that are nested deeper than allowed");
}

static int send_spent(int socket, uint64_t job, uint64_t bytes)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_wire_put_number(payload, bytes);
    foi_frame_header header = {FOI_FRAME_SPENT, job, payload->len};
    return foi_frame_send(socket, &header, payload->data, payload->len, -1);
}

static int send_answer(int socket, uint64_t job, const foi_document *document,
                       const GPtrArray *members)
{
    g_autoptr(GByteArray) record =
        g_byte_array_sized_new((guint)MIN(document->text.bytes->len, G_MAXUINT / 4) + RECORD_ROOM);
    foi_document_encode(document, record);
    foi_frame_header header = {FOI_FRAME_RECORD, job, record->len};
    /* One piece wakes the supervisor once. */
    if ((!members || members->len == 0) && document->unpacked_bytes == 0)
        return foi_frame_send_last(socket, &header, record->data, record->len);
    int failed = foi_frame_send(socket, &header, record->data, record->len, -1);
    for (guint i = 0; !failed && members && i < members->len; i++)
        failed = send_member(socket, job, g_ptr_array_index(members, i));
    if (!failed)
        failed = send_spent(socket, job, document->unpacked_bytes);
    header.kind = FOI_FRAME_DONE;
    header.length = 0;
    return failed ? failed : foi_frame_send(socket, &header, NULL, 0, -1);
}

static int send_elsewhere(int socket, uint64_t job, foi_profile profile)
{
    foi_worker_order order = {profile};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_order_encode(&order, payload);
    foi_frame_header header = {FOI_FRAME_ELSEWHERE, job, payload->len};
    return foi_frame_send(socket, &header, payload->data, payload->len, -1);
}

static int answer_job(int socket, const reader *with, uint64_t number, const foi_worker_job *job,
                      int descriptor)
{
    foi_process_allow_cpu(job->cpu_seconds);
    answer found = {0};
    do_job(with, job, descriptor, &found);
    if (!found.document)
        return send_elsewhere(socket, number, found.elsewhere);
    g_autoptr(foi_document) document = found.document;
    g_autoptr(GPtrArray) members = found.members;
    hold_to_depth(job, document, members);
    return send_answer(socket, number, document, members);
}

int foi_process_serve(int socket, foi_profile profile, foi_detector *detector)
{
    reader with = {profile, detector};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    for (;;) {
        foi_frame_header header;
        int descriptor = -1;
        int failed =
            foi_frame_receive(socket, FOI_FRAME_SMALL_BYTES, &header, payload, &descriptor);
        if (failed)
            return failed == EPIPE || failed == ECONNRESET ? 0 : 1;
        g_auto(foi_worker_job) job = {0};
        if (header.kind == FOI_FRAME_JOB && descriptor >= 0 &&
            foi_worker_job_decode(payload->data, payload->len, &job))
            failed = answer_job(socket, &with, header.job, &job, descriptor);
        else
            failed = EPROTO;
        if (descriptor >= 0)
            close(descriptor);
        if (failed)
            return 1;
    }
}
