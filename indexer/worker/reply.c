#include "indexer/worker/reply.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "indexer/base/wire.h"

/* Each extractor may finish the block that it is in: this much over its budget is no breach. */
#define TEXT_SLACK_BYTES (64 * 1024)

static void spooled_free(void *data)
{
    foi_spooled *member = data;
    g_free(member->name);
    g_free(member->given);
    g_free(member->mime);
    g_free(member->charset);
    g_free(member->link);
    g_free(member);
}

foi_spool *foi_spool_new(void)
{
    foi_spool *spool = g_new0(foi_spool, 1);
    spool->descriptor = -1;
    spool->members = g_ptr_array_new_with_free_func(spooled_free);
    spool->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return spool;
}

void foi_spool_free(foi_spool *spool)
{
    if (!spool)
        return;
    if (spool->descriptor >= 0)
        close(spool->descriptor);
    g_ptr_array_unref(spool->members);
    g_hash_table_unref(spool->names);
    g_free(spool);
}

/* "letter.pdf" given a second time is "letter (2).pdf". The count is kept for each name, so that
 * ten thousand members of one name cost no more than ten thousand of different ones. */
static char *unique_name(foi_spool *spool, const char *name)
{
    guint given = GPOINTER_TO_UINT(g_hash_table_lookup(spool->names, name));
    g_hash_table_replace(spool->names, g_strdup(name), GUINT_TO_POINTER(given + 1));
    if (given == 0)
        return g_strdup(name);
    const char *base = strrchr(name, '/');
    base = base ? base + 1 : name;
    const char *dot = strrchr(base, '.');
    size_t stem = dot && dot > base ? (size_t)(dot - name) : strlen(name);
    g_autofree char *tried =
        g_strdup_printf("%.*s (%u)%s", (int)stem, name, given + 1, name + stem);
    return unique_name(spool, tried);
}

static bool spool_add(foi_spool *spool, foi_member_header *header)
{
    if (spool->descriptor < 0)
        spool->descriptor = memfd_create("foi-members", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    foi_spooled *member = g_new0(foi_spooled, 1);
    member->name = unique_name(spool, header->name);
    member->given = g_steal_pointer(&header->name);
    member->mime = g_steal_pointer(&header->mime);
    member->charset = g_steal_pointer(&header->charset);
    member->link = g_steal_pointer(&header->link);
    member->offset = spool->bytes;
    member->length = header->bytes;
    g_ptr_array_add(spool->members, member);
    return spool->descriptor >= 0;
}

static bool spool_write(foi_spool *spool, const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = pwrite(spool->descriptor, bytes, length, (off_t)spool->bytes);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return false;
        bytes += written;
        length -= (size_t)written;
        spool->bytes += (uint64_t)written;
    }
    return true;
}

foi_reply *foi_reply_new(void)
{
    foi_reply *reply = g_new0(foi_reply, 1);
    reply->payload = g_byte_array_new();
    return reply;
}

void foi_reply_free(foi_reply *reply)
{
    if (!reply)
        return;
    foi_document_free(reply->document);
    foi_spool_free(reply->spool);
    g_byte_array_unref(reply->payload);
    g_free(reply->about);
    g_free(reply->lacking);
    g_free(reply->detail);
    g_free(reply);
}

void foi_reply_begin(foi_reply *reply, uint64_t job, const foi_budget *budget,
                     uint64_t record_limit, uint64_t text_limit)
{
    reply->job = job;
    reply->budget = *budget;
    reply->record_limit = MIN(record_limit, G_MAXUINT / 2);
    reply->text_limit = text_limit;
    foi_document_free(reply->document);
    reply->document = NULL;
    foi_spool_free(reply->spool);
    reply->spool = foi_spool_new();
    reply->member_left = 0;
}

foi_document *foi_reply_take(foi_reply *reply, foi_spool **spool)
{
    reply->job = 0;
    *spool = g_steal_pointer(&reply->spool);
    return g_steal_pointer(&reply->document);
}

static foi_reply_event broken(foi_reply *reply, const char *detail)
{
    reply->detail = g_strdup(detail);
    return FOI_REPLY_BROKEN;
}

static foi_reply_event over(foi_reply *reply, const char *what, uint64_t limit)
{
    reply->detail = g_strdup_printf("%s (limit %" G_GUINT64_FORMAT ")", what, limit);
    return FOI_REPLY_OVER;
}

/* Whether a frame of this kind and length may come now; checked before any of its payload is taken.
 */
static foi_reply_event check_header(foi_reply *reply)
{
    const foi_frame_header *header = &reply->header;
    if (header->job != reply->job)
        return broken(reply, "it answered a job that it was not given");
    if (reply->member_left > 0 && header->kind != FOI_FRAME_BYTES)
        return broken(reply, "it left a member unfinished");
    switch (header->kind) {
    case FOI_FRAME_READY:
        if (reply->job != 0 || reply->ready || header->length > FOI_FRAME_SMALL_BYTES)
            return broken(reply, "it reported its start twice");
        return FOI_REPLY_MORE;
    case FOI_FRAME_RECORD:
        if (reply->job == 0 || reply->document)
            return broken(reply, "it sent more than one document");
        if (header->length > reply->record_limit)
            return over(reply, "more bytes of text and tags than allowed", reply->record_limit);
        return FOI_REPLY_MORE;
    case FOI_FRAME_MEMBER:
        if (!reply->document || header->length > FOI_FRAME_SMALL_BYTES)
            return broken(reply, "it sent a member out of place");
        return FOI_REPLY_MORE;
    case FOI_FRAME_BYTES:
        if (header->length == 0 || header->length > reply->member_left)
            return broken(reply, "it sent more bytes than its member has");
        return FOI_REPLY_MORE;
    case FOI_FRAME_SPENT:
        if (!reply->document || header->length > FOI_FRAME_SMALL_BYTES)
            return broken(reply, "it counted its bytes out of place");
        return FOI_REPLY_MORE;
    case FOI_FRAME_DONE:
        if (!reply->document || header->length > 0)
            return broken(reply, "it ended the job without a document");
        return FOI_REPLY_MORE;
    case FOI_FRAME_ELSEWHERE:
        if (reply->job == 0 || reply->document || header->length > FOI_FRAME_SMALL_BYTES)
            return broken(reply, "it passed a job on that it had answered");
        return FOI_REPLY_MORE;
    default:
        return broken(reply, "it sent a message that only the supervisor sends");
    }
}

static foi_reply_event take_ready(foi_reply *reply)
{
    g_auto(foi_worker_ready) ready = {0};
    if (!foi_worker_ready_decode(reply->payload->data, reply->payload->len, &ready))
        return broken(reply, "it reported its start with a damaged message");
    if (ready.version != FOI_PROTOCOL_VERSION)
        return broken(reply, "it speaks another version of the protocol, so it comes from another "
                             "build than this program");
    if (ready.failure) {
        g_autofree char *failure = foi_member_name_clean(ready.failure);
        return broken(reply, failure);
    }
    reply->ready = true;
    reply->about = g_steal_pointer(&ready.about);
    reply->lacking = g_steal_pointer(&ready.lacking);
    return FOI_REPLY_READY;
}

static foi_reply_event take_elsewhere(foi_reply *reply)
{
    foi_worker_order order;
    if (!foi_worker_order_decode(reply->payload->data, reply->payload->len, &order))
        return broken(reply, "it passed its job on with a damaged message");
    reply->elsewhere = order.profile;
    return FOI_REPLY_ELSEWHERE;
}

static foi_reply_event take_record(foi_reply *reply)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    if (foi_document_decode(reply->payload->data, reply->payload->len, &reply->document, &error) !=
        FOI_OK)
        return broken(reply, error.message ? error.message : "it sent a damaged document");
    const foi_text *text = &reply->document->text;
    /* Text that nobody budgeted: what parts the blocks and the pages. */
    uint64_t separators = 2 * (uint64_t)text->blocks->len + text->pages + TEXT_SLACK_BYTES;
    uint64_t length = text->bytes->len;
    if (length > separators && length - separators > reply->text_limit)
        return over(reply, "more bytes of text than allowed", reply->text_limit);
    return FOI_REPLY_MORE;
}

static foi_reply_event take_member(foi_reply *reply)
{
    g_auto(foi_member_header) header = {0};
    if (!foi_member_header_decode(reply->payload->data, reply->payload->len, &header))
        return broken(reply, "it announced a member with a damaged header");
    if (reply->budget.depth == 0)
        return broken(reply, "it opened a container that is nested too deep");
    if (reply->spool->members->len >= reply->budget.members)
        return over(reply, "more members than allowed", reply->budget.members);
    if (header.bytes > reply->budget.member_bytes - reply->spool->bytes)
        return over(reply, "more bytes of members than allowed", reply->budget.member_bytes);
    reply->member_left = header.bytes;
    if (!spool_add(reply->spool, &header))
        return over(reply, "members that could not be set aside in memory", 0);
    return FOI_REPLY_MORE;
}

static foi_reply_event take_spent(foi_reply *reply)
{
    foi_wire_reader in = foi_wire_read(reply->payload->data, reply->payload->len);
    uint64_t spent = foi_wire_get_number(&in);
    if (!foi_wire_finished(&in))
        return broken(reply, "it counted its bytes in a damaged message");
    reply->spool->spent = spent;
    return FOI_REPLY_MORE;
}

static foi_reply_event take_frame(foi_reply *reply)
{
    foi_reply_event event = FOI_REPLY_MORE;
    switch (reply->header.kind) {
    case FOI_FRAME_READY:
        event = take_ready(reply);
        break;
    case FOI_FRAME_RECORD:
        event = take_record(reply);
        break;
    case FOI_FRAME_MEMBER:
        event = take_member(reply);
        break;
    case FOI_FRAME_SPENT:
        event = take_spent(reply);
        break;
    case FOI_FRAME_DONE:
        reply->spool->spent = MAX(reply->spool->spent, reply->spool->bytes);
        if (reply->spool->descriptor >= 0)
            fcntl(reply->spool->descriptor, F_ADD_SEALS,
                  F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
        event = FOI_REPLY_DONE;
        break;
    case FOI_FRAME_ELSEWHERE:
        event = take_elsewhere(reply);
        break;
    default:
        break;
    }
    /* A record can be large, and a worker answers many jobs: its buffer must not stay. */
    if (reply->payload->len > FOI_FRAME_SMALL_BYTES) {
        g_byte_array_unref(reply->payload);
        reply->payload = g_byte_array_new();
    }
    g_byte_array_set_size(reply->payload, 0);
    return event;
}

/* Header bytes: sets *USED; the event is that of the header, or of the frame where it has no
 * payload. */
static foi_reply_event feed_header(foi_reply *reply, const uint8_t *bytes, size_t length,
                                   size_t *used)
{
    *used = MIN(length, sizeof reply->head - reply->head_bytes);
    memcpy(reply->head + reply->head_bytes, bytes, *used);
    reply->head_bytes += *used;
    if (reply->head_bytes < sizeof reply->head)
        return FOI_REPLY_MORE;
    if (!foi_frame_header_decode(reply->head, &reply->header))
        return broken(reply, "it sent bytes that are no message");
    foi_reply_event event = check_header(reply);
    if (event != FOI_REPLY_MORE)
        return event;
    reply->payload_left = reply->header.length;
    if (reply->payload_left > 0)
        return FOI_REPLY_MORE;
    reply->head_bytes = 0;
    return take_frame(reply);
}

static foi_reply_event feed_payload(foi_reply *reply, const uint8_t *bytes, size_t length,
                                    size_t *used)
{
    *used = (size_t)MIN((uint64_t)length, reply->payload_left);
    reply->payload_left -= *used;
    if (reply->header.kind == FOI_FRAME_BYTES) {
        if (!spool_write(reply->spool, bytes, *used))
            return over(reply, "members that could not be set aside in memory", 0);
        reply->member_left -= *used;
    } else {
        g_byte_array_append(reply->payload, bytes, (guint)*used);
    }
    if (reply->payload_left > 0)
        return FOI_REPLY_MORE;
    reply->head_bytes = 0;
    return take_frame(reply);
}

foi_reply_event foi_reply_feed(foi_reply *reply, const uint8_t *bytes, size_t length, size_t *used)
{
    foi_reply_event event = FOI_REPLY_MORE;
    size_t at = 0;
    while (at < length && event == FOI_REPLY_MORE) {
        size_t taken = 0;
        event = reply->head_bytes < sizeof reply->head
                    ? feed_header(reply, bytes + at, length - at, &taken)
                    : feed_payload(reply, bytes + at, length - at, &taken);
        at += taken;
    }
    bool ended =
        event == FOI_REPLY_DONE || event == FOI_REPLY_ELSEWHERE || event == FOI_REPLY_READY;
    if (ended && at < length && used == NULL)
        return broken(reply, "it went on after the end of its answer");
    if (used != NULL)
        *used = at;
    return event;
}
