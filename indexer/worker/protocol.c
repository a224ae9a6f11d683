#include "indexer/worker/protocol.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "indexer/base/wire.h"

#define FRAME_MAGIC   0x4f465731u
#define CLAIM_BYTES   256
#define RECORD_FACTOR 4
#define RECORD_ADDEND (UINT64_C(16) << 20)

static void put_le(uint8_t *out, uint64_t number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        out[i] = (uint8_t)(number >> (8 * i));
}

static uint64_t get_le(const uint8_t *in, size_t bytes)
{
    uint64_t number = 0;
    for (size_t i = 0; i < bytes; i++)
        number |= (uint64_t)in[i] << (8 * i);
    return number;
}

void foi_frame_header_encode(const foi_frame_header *header, uint8_t out[FOI_FRAME_HEADER_BYTES])
{
    put_le(out, FRAME_MAGIC, 4);
    put_le(out + 4, (uint64_t)header->kind, 4);
    put_le(out + 8, header->job, 8);
    put_le(out + 16, header->length, 8);
}

bool foi_frame_header_decode(const uint8_t in[FOI_FRAME_HEADER_BYTES], foi_frame_header *header)
{
    uint64_t kind = get_le(in + 4, 4);
    if (get_le(in, 4) != FRAME_MAGIC || kind < FOI_FRAME_SETUP || kind >= FOI_FRAME_KIND_END)
        return false;
    header->kind = (foi_frame_kind)kind;
    header->job = get_le(in + 8, 8);
    header->length = get_le(in + 16, 8);
    return true;
}

void foi_worker_ready_clear(foi_worker_ready *ready)
{
    g_free(ready->failure);
    g_free(ready->about);
    g_free(ready->lacking);
    memset(ready, 0, sizeof *ready);
}

void foi_worker_forked_clear(foi_worker_forked *forked)
{
    g_free(forked->failure);
    memset(forked, 0, sizeof *forked);
}

void foi_worker_job_clear(foi_worker_job *job)
{
    g_free(job->name);
    g_free(job->member);
    g_free(job->mime);
    g_free(job->charset);
    memset(job, 0, sizeof *job);
}

void foi_member_header_clear(foi_member_header *header)
{
    g_free(header->name);
    g_free(header->mime);
    g_free(header->charset);
    g_free(header->link);
    memset(header, 0, sizeof *header);
}

void foi_worker_setup_encode(const foi_worker_setup *setup, GByteArray *out)
{
    foi_wire_put_number(out, setup->version);
    foi_wire_put_number(out, setup->memory_bytes);
    foi_wire_put_string(out, setup->languages);
    foi_wire_put_number(out, (uint64_t)setup->sandbox);
}

bool foi_worker_setup_decode(const void *bytes, size_t length, foi_worker_setup *out)
{
    foi_wire_reader in = foi_wire_read(bytes, length);
    out->version = (uint32_t)foi_wire_get_limited(&in, UINT32_MAX);
    out->memory_bytes = foi_wire_get_number(&in);
    g_autofree char *languages = foi_wire_get_string(&in);
    out->sandbox = (foi_sandbox)foi_wire_get_limited(&in, FOI_SANDBOX_END - 1);
    return foi_wire_finished(&in) && languages &&
           g_strlcpy(out->languages, languages, sizeof out->languages) < sizeof out->languages;
}

void foi_worker_ready_encode(const foi_worker_ready *ready, GByteArray *out)
{
    foi_wire_put_number(out, ready->version);
    foi_wire_put_string(out, ready->failure);
    foi_wire_put_string(out, ready->about);
    foi_wire_put_string(out, ready->lacking);
}

bool foi_worker_ready_decode(const void *bytes, size_t length, foi_worker_ready *out)
{
    foi_wire_reader in = foi_wire_read(bytes, length);
    out->version = (uint32_t)foi_wire_get_limited(&in, UINT32_MAX);
    out->failure = foi_wire_get_string(&in);
    out->about = foi_wire_get_string(&in);
    out->lacking = foi_wire_get_string(&in);
    bool sound = foi_wire_finished(&in);
    if (!sound)
        foi_worker_ready_clear(out);
    return sound;
}

void foi_worker_order_encode(const foi_worker_order *order, GByteArray *out)
{
    foi_wire_put_number(out, (uint64_t)order->profile);
}

bool foi_worker_order_decode(const void *bytes, size_t length, foi_worker_order *out)
{
    foi_wire_reader in = foi_wire_read(bytes, length);
    out->profile = (foi_profile)foi_wire_get_limited(&in, FOI_PROFILE_END - 1);
    return foi_wire_finished(&in);
}

void foi_worker_forked_encode(const foi_worker_forked *forked, GByteArray *out)
{
    foi_wire_put_string(out, forked->failure);
}

bool foi_worker_forked_decode(const void *bytes, size_t length, foi_worker_forked *out)
{
    foi_wire_reader in = foi_wire_read(bytes, length);
    out->failure = foi_wire_get_string(&in);
    bool sound = foi_wire_finished(&in);
    if (!sound)
        foi_worker_forked_clear(out);
    return sound;
}

static bool link_is_sound(const char *link)
{
    return !link || strlen(link) <= FOI_MEMBER_LINK_BYTES;
}

/* A claim that is no short plain word is worth nothing: it is left out rather than cut. */
static void put_claim(GByteArray *out, const char *claim)
{
    bool usable = claim && strlen(claim) <= CLAIM_BYTES && g_str_is_ascii(claim);
    foi_wire_put_string(out, usable ? claim : NULL);
}

static bool claim_is_sound(const char *claim)
{
    return !claim || (strlen(claim) <= CLAIM_BYTES && g_str_is_ascii(claim));
}

void foi_worker_job_encode(const foi_worker_job *job, GByteArray *out)
{
    foi_wire_put_number(out, (uint64_t)job->kind);
    foi_wire_put_string(out, job->name ? job->name : "");
    foi_wire_put_string(out, job->member);
    put_claim(out, job->mime);
    put_claim(out, job->charset);
    foi_wire_put_number(out, job->page_first);
    foi_wire_put_number(out, job->page_last);
    foi_wire_put_number(out, job->offset);
    foi_wire_put_number(out, job->length);
    foi_wire_put_number(out, job->file_bytes);
    foi_wire_put_number(out, job->cpu_seconds);
    foi_wire_put_number(out, (uint64_t)job->ocr);
    foi_wire_put_number(out, job->budget.text_bytes);
    foi_wire_put_number(out, job->budget.member_bytes);
    foi_wire_put_number(out, job->budget.members);
    foi_wire_put_number(out, job->budget.depth);
    foi_wire_put_number(out, job->budget.wall_ms);
}

static void get_budget(foi_wire_reader *in, foi_budget *budget)
{
    budget->text_bytes = foi_wire_get_number(in);
    budget->member_bytes = foi_wire_get_number(in);
    budget->members = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
    budget->depth = (uint32_t)foi_wire_get_limited(in, FOI_DEPTH_MAX);
    budget->wall_ms = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
}

bool foi_worker_job_decode(const void *bytes, size_t length, foi_worker_job *out)
{
    foi_wire_reader in = foi_wire_read(bytes, length);
    memset(out, 0, sizeof *out);
    out->kind = (foi_job_kind)foi_wire_get_limited(&in, FOI_JOB_KIND_END - 1);
    out->name = foi_wire_get_string(&in);
    out->member = foi_wire_get_string(&in);
    out->mime = foi_wire_get_string(&in);
    out->charset = foi_wire_get_string(&in);
    out->page_first = (uint32_t)foi_wire_get_limited(&in, UINT32_MAX);
    out->page_last = (uint32_t)foi_wire_get_limited(&in, UINT32_MAX);
    out->offset = foi_wire_get_number(&in);
    out->length = foi_wire_get_number(&in);
    out->file_bytes = foi_wire_get_number(&in);
    out->cpu_seconds = (uint32_t)foi_wire_get_limited(&in, UINT32_MAX);
    out->ocr = (foi_ocr_choice)foi_wire_get_limited(&in, FOI_OCR_CHOICE_END - 1);
    get_budget(&in, &out->budget);
    bool sound = foi_wire_finished(&in) && out->name && claim_is_sound(out->mime) &&
                 claim_is_sound(out->charset) && out->offset <= INT64_MAX;
    if (!sound)
        foi_worker_job_clear(out);
    return sound;
}

void foi_member_header_encode(const foi_member_header *header, GByteArray *out)
{
    g_autofree char *name = foi_member_name_clean(header->name);
    foi_wire_put_string(out, name);
    put_claim(out, header->mime);
    put_claim(out, header->charset);
    foi_wire_put_string(out, link_is_sound(header->link) ? header->link : NULL);
    foi_wire_put_number(out, header->bytes);
}

bool foi_member_header_decode(const void *bytes, size_t length, foi_member_header *out)
{
    foi_wire_reader in = foi_wire_read(bytes, length);
    memset(out, 0, sizeof *out);
    g_autofree char *name = foi_wire_get_string(&in);
    out->mime = foi_wire_get_string(&in);
    out->charset = foi_wire_get_string(&in);
    out->link = foi_wire_get_string(&in);
    out->bytes = foi_wire_get_number(&in);
    bool sound = foi_wire_finished(&in) && name && claim_is_sound(out->mime) &&
                 claim_is_sound(out->charset) && link_is_sound(out->link);
    if (!sound) {
        foi_member_header_clear(out);
        return false;
    }
    out->name = foi_member_name_clean(name);
    return true;
}

char *foi_member_name_clean(const char *name)
{
    g_autofree char *cut = g_strndup(name ? name : "", FOI_MEMBER_NAME_BYTES);
    g_autofree char *valid = g_utf8_make_valid(cut, -1);
    g_autoptr(GString) clean = g_string_new(NULL);
    for (const char *at = valid; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        char buffer[6];
        int bytes = g_unichar_to_utf8(g_unichar_iscntrl(c) ? 0xFFFD : c, buffer);
        if (clean->len + (size_t)bytes > FOI_MEMBER_NAME_BYTES)
            break;
        g_string_append_len(clean, buffer, bytes);
    }
    return g_strdup(clean->len ? clean->str : "unnamed");
}

uint64_t foi_record_limit(uint64_t text_bytes)
{
    /* Beside its text a record holds some twelve bytes for each block, the tags and the metadata.
     */
    if (text_bytes > (UINT64_MAX - RECORD_ADDEND) / RECORD_FACTOR)
        return UINT64_MAX;
    return text_bytes * RECORD_FACTOR + RECORD_ADDEND;
}

typedef union {
    struct cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof(int))];
} control_buffer;

/* Moves MESSAGE behind the SENT bytes of its parts. */
static void pass_sent(struct msghdr *message, size_t sent)
{
    while (sent > 0) {
        size_t step = MIN(sent, message->msg_iov->iov_len);
        message->msg_iov->iov_base = (char *)message->msg_iov->iov_base + step;
        message->msg_iov->iov_len -= step;
        sent -= step;
        if (message->msg_iov->iov_len == 0 && message->msg_iovlen > 1) {
            message->msg_iov++;
            message->msg_iovlen--;
        }
    }
}

/* Sends all LEFT bytes of the parts of MESSAGE. */
static int send_parts(int socket, struct msghdr *message, size_t left)
{
    while (left > 0) {
        ssize_t sent = sendmsg(socket, message, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent < 0)
            return errno;
        left -= (size_t)sent;
        message->msg_control = NULL;
        message->msg_controllen = 0;
        pass_sent(message, (size_t)sent);
    }
    return 0;
}

int foi_frame_send(int socket, const foi_frame_header *header, const void *payload, size_t length,
                   int descriptor)
{
    uint8_t head[FOI_FRAME_HEADER_BYTES];
    foi_frame_header_encode(header, head);
    struct iovec parts[2] = {{head, sizeof head}, {(void *)payload, length}};
    control_buffer control = {0};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = length ? 2 : 1};
    if (descriptor >= 0) {
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof descriptor);
        memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
    }
    return send_parts(socket, &message, sizeof head + length);
}

int foi_frame_send_last(int socket, const foi_frame_header *header, const void *payload,
                        size_t length)
{
    uint8_t head[FOI_FRAME_HEADER_BYTES], end[FOI_FRAME_HEADER_BYTES];
    foi_frame_header done = {FOI_FRAME_DONE, header->job, 0};
    foi_frame_header_encode(header, head);
    foi_frame_header_encode(&done, end);
    struct iovec parts[3] = {{head, sizeof head}, {(void *)payload, length}, {end, sizeof end}};
    struct msghdr message = {.msg_iov = parts, .msg_iovlen = G_N_ELEMENTS(parts)};
    return send_parts(socket, &message, sizeof head + length + sizeof end);
}

/* Keeps the first descriptor that arrives and closes all others, so that no peer can fill the
 * table. */
static void take_descriptors(struct msghdr *message, int *descriptor)
{
    for (struct cmsghdr *c = CMSG_FIRSTHDR(message); c; c = CMSG_NXTHDR(message, c)) {
        if (c->cmsg_level != SOL_SOCKET || c->cmsg_type != SCM_RIGHTS)
            continue;
        size_t count = (c->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (size_t i = 0; i < count; i++) {
            int got;
            memcpy(&got, CMSG_DATA(c) + i * sizeof got, sizeof got);
            if (*descriptor < 0)
                *descriptor = got;
            else
                close(got);
        }
    }
}

/* 0, or EPIPE at the end of the stream before the first byte, EPROTO at its end after it. */
static int receive_exactly(int socket, void *out, size_t length, int *descriptor)
{
    size_t have = 0;
    while (have < length) {
        struct iovec part = {(char *)out + have, length - have};
        control_buffer control = {0};
        struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
        message.msg_control = control.bytes;
        message.msg_controllen = sizeof control.bytes;
        ssize_t got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        take_descriptors(&message, descriptor);
        if (got == 0)
            return have ? EPROTO : EPIPE;
        have += (size_t)got;
    }
    return 0;
}

static int receive_frame(int socket, uint64_t limit, foi_frame_header *header, GByteArray *payload,
                         int *descriptor)
{
    uint8_t head[FOI_FRAME_HEADER_BYTES];
    int failure = receive_exactly(socket, head, sizeof head, descriptor);
    if (failure)
        return failure;
    if (!foi_frame_header_decode(head, header) || header->length > limit ||
        header->length > G_MAXUINT / 2)
        return EPROTO;
    g_byte_array_set_size(payload, (guint)header->length);
    failure = receive_exactly(socket, payload->data, payload->len, descriptor);
    return failure == EPIPE ? EPROTO : failure;
}

int foi_frame_receive(int socket, uint64_t limit, foi_frame_header *header, GByteArray *payload,
                      int *descriptor)
{
    *descriptor = -1;
    int failure = receive_frame(socket, limit, header, payload, descriptor);
    if (failure && *descriptor >= 0) {
        close(*descriptor);
        *descriptor = -1;
    }
    return failure;
}
