/* fuzz_protocol.c - any bytes as what supervisor, zygote and worker say to each other.
 *
 * The first byte chooses who listens, the second how the bytes are cut up on their way.
 */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/worker/protocol.h"
#include "indexer/worker/reply.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const foi_budget SMALL = {
    .text_bytes = 65536, .member_bytes = 4096, .members = 8, .depth = 2};

static void check(bool holds)
{
    if (!holds)
        __builtin_trap();
}

/* An answer that was accepted is within its budget, and its document can be used. */
static void check_answer(foi_reply *reply, foi_reply_event event)
{
    g_autoptr(foi_spool) spool = NULL;
    g_autoptr(foi_document) document = foi_reply_take(reply, &spool);
    check((event == FOI_REPLY_DONE) == (document != NULL));
    check(spool->members->len <= SMALL.members && spool->bytes <= SMALL.member_bytes);
    for (guint i = 0; i < spool->members->len; i++) {
        const foi_spooled *member = g_ptr_array_index(spool->members, i);
        check(member->offset + member->length <= spool->bytes);
        check(g_utf8_validate(member->name, -1, NULL) && member->name[0] != '\0');
    }
    if (document == NULL)
        check(reply->elsewhere < FOI_PROFILE_END);
    else
        g_free(foi_document_json(document, true));
}

/* What the supervisor hears: of a worker at JOB, or before its first (0). */
static void listen_to_worker(uint64_t job, const uint8_t *data, size_t size, size_t step)
{
    g_autoptr(foi_reply) reply = foi_reply_new();
    if (job != 0)
        foi_reply_begin(reply, job, &SMALL, foi_record_limit(SMALL.text_bytes), SMALL.text_bytes);
    for (size_t at = 0; at < size;) {
        size_t used = 0;
        foi_reply_event event =
            foi_reply_feed(reply, data + at, MIN(step, size - at), job != 0 ? &used : NULL);
        if (event == FOI_REPLY_BROKEN || event == FOI_REPLY_OVER) {
            check(reply->detail != NULL);
            return;
        }
        check(reply->detail == NULL);
        if (event == FOI_REPLY_DONE || event == FOI_REPLY_ELSEWHERE) {
            check_answer(reply, event);
            /* The answer to the job ahead may follow at once. */
            foi_reply_begin(reply, job, &SMALL, foi_record_limit(SMALL.text_bytes),
                            SMALL.text_bytes);
        }
        at += job != 0 ? used : MIN(step, size - at);
    }
}

static void check_job(const GByteArray *payload)
{
    g_auto(foi_worker_job) job = {0}, again = {0};
    if (!foi_worker_job_decode(payload->data, payload->len, &job))
        return;
    check(job.kind < FOI_JOB_KIND_END && job.name != NULL && job.budget.depth <= FOI_DEPTH_MAX);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_worker_job_encode(&job, bytes);
    check(foi_worker_job_decode(bytes->data, bytes->len, &again));
    check(strcmp(job.name, again.name) == 0 && job.length == again.length);
}

static void check_payload(foi_frame_kind kind, const GByteArray *payload)
{
    g_auto(foi_worker_ready) ready = {0};
    g_auto(foi_worker_forked) forked = {0};
    g_auto(foi_member_header) member = {0};
    foi_worker_setup setup;
    foi_worker_order order;
    switch (kind) {
    case FOI_FRAME_SETUP:
        check(!foi_worker_setup_decode(payload->data, payload->len, &setup) ||
              setup.sandbox < FOI_SANDBOX_END);
        break;
    case FOI_FRAME_READY:
        foi_worker_ready_decode(payload->data, payload->len, &ready);
        break;
    case FOI_FRAME_FORK:
    case FOI_FRAME_ELSEWHERE:
        check(!foi_worker_order_decode(payload->data, payload->len, &order) ||
              order.profile < FOI_PROFILE_END);
        break;
    case FOI_FRAME_FORKED:
        foi_worker_forked_decode(payload->data, payload->len, &forked);
        break;
    case FOI_FRAME_MEMBER:
        foi_member_header_decode(payload->data, payload->len, &member);
        break;
    default:
        check_job(payload);
    }
}

/* What zygote and worker hear, and the supervisor of the zygote: frames out of a socket. */
static void receive_frames(const uint8_t *data, size_t size)
{
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) < 0)
        return;
    if (send(pair[0], data, MIN(size, FOI_FRAME_SMALL_BYTES), MSG_DONTWAIT) < 0)
        size = 0;
    close(pair[0]);
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header header;
    int descriptor;
    while (foi_frame_receive(pair[1], FOI_FRAME_SMALL_BYTES, &header, payload, &descriptor) == 0) {
        check(descriptor < 0 && payload->len <= FOI_FRAME_SMALL_BYTES);
        check_payload(header.kind, payload);
    }
    close(pair[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2)
        return 0;
    size_t step = data[1] == 0 ? size : data[1];
    switch (data[0] % 3) {
    case 0:
        listen_to_worker(7, data + 2, size - 2, step);
        break;
    case 1:
        listen_to_worker(0, data + 2, size - 2, step);
        break;
    default:
        receive_frames(data + 2, size - 2);
    }
    return 0;
}
