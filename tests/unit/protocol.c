/* The messages between supervisor and worker: what is sent arrives, and what is hostile is refused.
 */
#include "indexer/worker/protocol.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/worker/reply.h"

static const foi_budget small_budget = {
    .text_bytes = 1000, .member_bytes = 100, .members = 3, .depth = 2, .wall_ms = 1000};

static foi_worker_job a_job(void)
{
    foi_worker_job job = {.kind = FOI_JOB_READ,
                          .name = (char *)"letter.pdf",
                          .member = (char *)"mail.eml/letter.pdf",
                          .mime = (char *)"application/pdf",
                          .page_first = 3,
                          .page_last = 9,
                          .offset = 4096,
                          .length = 77,
                          .file_bytes = UINT64_C(1) << 40,
                          .cpu_seconds = 60,
                          .budget = small_budget};
    return job;
}

Test(protocol, job_arrives_as_it_was_sent)
{
    foi_worker_job job = a_job();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_worker_job_encode(&job, bytes);
    g_auto(foi_worker_job) got = {0};
    cr_assert(foi_worker_job_decode(bytes->data, bytes->len, &got));
    cr_assert_str_eq(got.name, job.name);
    cr_assert_str_eq(got.member, job.member);
    cr_assert_str_eq(got.mime, job.mime);
    cr_assert_null(got.charset);
    cr_assert_eq(got.page_first, 3);
    cr_assert_eq(got.page_last, 9);
    cr_assert_eq(got.offset, 4096);
    cr_assert_eq(got.length, 77);
    cr_assert_eq(got.file_bytes, UINT64_C(1) << 40);
    cr_assert_eq(got.cpu_seconds, 60);
    cr_assert_eq(memcmp(&got.budget, &small_budget, sizeof small_budget), 0);
}

Test(protocol, job_cut_short_or_too_long_is_refused)
{
    foi_worker_job job = a_job();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_worker_job_encode(&job, bytes);
    for (guint length = 0; length < bytes->len; length++) {
        g_auto(foi_worker_job) got = {0};
        cr_assert_not(foi_worker_job_decode(bytes->data, length, &got), "cut to %u bytes", length);
        cr_assert_null(got.name);
    }
    g_byte_array_append(bytes, (const guint8 *)"x", 1);
    g_auto(foi_worker_job) got = {0};
    cr_assert_not(foi_worker_job_decode(bytes->data, bytes->len, &got));
}

Test(protocol, job_with_damaged_bytes_never_breaks_the_reader)
{
    foi_worker_job job = a_job();
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_worker_job_encode(&job, bytes);
    for (guint at = 0; at < bytes->len; at++) {
        for (int value = 0; value < 256; value += 5) {
            g_autofree uint8_t *damaged = g_memdup2(bytes->data, bytes->len);
            damaged[at] = (uint8_t)value;
            g_auto(foi_worker_job) got = {0};
            if (foi_worker_job_decode(damaged, bytes->len, &got)) {
                cr_assert_lt(got.kind, FOI_JOB_KIND_END);
                cr_assert_not_null(got.name);
                cr_assert_leq(got.budget.depth, FOI_DEPTH_MAX);
            }
        }
    }
}

Test(protocol, claim_that_is_no_plain_word_is_left_out)
{
    g_autofree char *endless = g_strnfill(100000, 'a');
    foi_member_header header = {(char *)"a", endless, (char *)"caf\xc3\xa9", NULL, 5};
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_member_header_encode(&header, bytes);
    g_auto(foi_member_header) got = {0};
    cr_assert(foi_member_header_decode(bytes->data, bytes->len, &got));
    cr_assert_null(got.mime);
    cr_assert_null(got.charset);
    cr_assert_eq(got.bytes, 5);
}

Test(protocol, member_names_are_made_fit_to_show)
{
    static const char *const cases[][2] = {
        {"letter.pdf", "letter.pdf"},
        {"Antwort \xc3\xbc.pdf", "Antwort \xc3\xbc.pdf"},
        {"a\nb\x1b[31m", "a\xef\xbf\xbd"
                         "b\xef\xbf\xbd[31m"},
        {"caf\xe9.doc", "caf\xef\xbf\xbd.doc"},
        {"", "unnamed"},
        {NULL, "unnamed"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *clean = foi_member_name_clean(cases[i][0]);
        cr_assert_str_eq(clean, cases[i][1], "case %zu gave %s", i, clean);
    }
}

Test(protocol, member_name_is_cut_at_the_end_of_a_character)
{
    g_autoptr(GString) name = g_string_new("x");
    for (int i = 0; i < 5000; i++)
        g_string_append(name, "\xe2\x82\xac");
    g_autofree char *clean = foi_member_name_clean(name->str);
    cr_assert_leq(strlen(clean), FOI_MEMBER_NAME_BYTES);
    cr_assert_gt(strlen(clean), FOI_MEMBER_NAME_BYTES - 6);
    cr_assert(g_utf8_validate(clean, -1, NULL));
    /* Bad bytes grow to three when they are replaced. */
    memset(name->str, 0xff, name->len);
    g_autofree char *bad = foi_member_name_clean(name->str);
    cr_assert_leq(strlen(bad), FOI_MEMBER_NAME_BYTES);
}

static void make_pair(int pair[2])
{
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
}

static void close_pair(int pair[2])
{
    for (int i = 0; i < 2; i++)
        if (pair[i] >= 0)
            close(pair[i]);
}

Test(protocol, frame_carries_a_descriptor)
{
    int pair[2];
    make_pair(pair);
    int sent = open("/dev/null", O_RDONLY | O_CLOEXEC);
    foi_frame_header header = {FOI_FRAME_JOB, 42, 5};
    cr_assert_eq(foi_frame_send(pair[0], &header, "hello", 5, sent), 0);
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header got;
    int descriptor = -1;
    cr_assert_eq(foi_frame_receive(pair[1], 5, &got, payload, &descriptor), 0);
    cr_assert_eq(got.kind, FOI_FRAME_JOB);
    cr_assert_eq(got.job, 42);
    cr_assert_eq(payload->len, 5);
    cr_assert_eq(memcmp(payload->data, "hello", 5), 0);
    struct stat a, b;
    cr_assert_eq(fstat(sent, &a), 0);
    cr_assert_eq(fstat(descriptor, &b), 0);
    cr_assert_eq(a.st_ino, b.st_ino);
    cr_assert(fcntl(descriptor, F_GETFD) & FD_CLOEXEC);
    close(sent);
    close(descriptor);
    close_pair(pair);
}

Test(protocol, frame_over_the_limit_is_refused_before_it_is_read)
{
    int pair[2];
    make_pair(pair);
    foi_frame_header header = {FOI_FRAME_RECORD, 1, 6};
    cr_assert_eq(foi_frame_send(pair[0], &header, "hello!", 6, -1), 0);
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header got;
    int descriptor = -1;
    cr_assert_eq(foi_frame_receive(pair[1], 5, &got, payload, &descriptor), EPROTO);
    cr_assert_eq(payload->len, 0);
    close_pair(pair);
}

Test(protocol, end_between_frames_differs_from_end_inside_one)
{
    int pair[2];
    make_pair(pair);
    foi_frame_header header = {FOI_FRAME_RECORD, 1, 6};
    uint8_t head[FOI_FRAME_HEADER_BYTES];
    foi_frame_header_encode(&header, head);
    cr_assert_eq(write(pair[0], head, sizeof head), (ssize_t)sizeof head);
    close(pair[0]);
    pair[0] = -1;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header got;
    int descriptor = -1;
    cr_assert_eq(foi_frame_receive(pair[1], 100, &got, payload, &descriptor), EPROTO);
    cr_assert_eq(foi_frame_receive(pair[1], 100, &got, payload, &descriptor), EPIPE);
    close_pair(pair);
}

Test(protocol, header_of_something_else_is_refused)
{
    uint8_t head[FOI_FRAME_HEADER_BYTES] = "GET / HTTP/1.1\r\nHost: x";
    foi_frame_header got;
    cr_assert_not(foi_frame_header_decode(head, &got));
    foi_frame_header unknown = {FOI_FRAME_KIND_END, 1, 0};
    foi_frame_header_encode(&unknown, head);
    cr_assert_not(foi_frame_header_decode(head, &got));
}

/* --- replies
 * -------------------------------------------------------------------------------------- */

static void put_frame(GByteArray *out, foi_frame_kind kind, uint64_t job, const void *payload,
                      size_t length)
{
    foi_frame_header header = {kind, job, length};
    uint8_t head[FOI_FRAME_HEADER_BYTES];
    foi_frame_header_encode(&header, head);
    g_byte_array_append(out, head, sizeof head);
    if (payload)
        g_byte_array_append(out, payload, (guint)length);
}

static void put_record(GByteArray *out, uint64_t job, size_t text)
{
    g_autoptr(foi_document) document = foi_document_new();
    if (text > 0) {
        g_string_set_size(document->text.bytes, text);
        memset(document->text.bytes->str, 'a', text);
        foi_block block = {.length = text, .zone = FOI_ZONE_BODY};
        g_array_append_val(document->text.blocks, block);
    }
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document_encode(document, record);
    put_frame(out, FOI_FRAME_RECORD, job, record->data, record->len);
}

static void put_member(GByteArray *out, uint64_t job, const char *name, const char *bytes)
{
    foi_member_header about = {(char *)name, NULL, NULL, NULL, strlen(bytes)};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_member_header_encode(&about, payload);
    put_frame(out, FOI_FRAME_MEMBER, job, payload->data, payload->len);
    if (*bytes)
        put_frame(out, FOI_FRAME_BYTES, job, bytes, strlen(bytes));
}

static foi_reply *reply_for(uint64_t job)
{
    foi_reply *reply = foi_reply_new();
    if (job)
        foi_reply_begin(reply, job, &small_budget, foi_record_limit(1000), 1000);
    return reply;
}

static const foi_spooled *spooled(const foi_spool *spool, guint index)
{
    return g_ptr_array_index(spool->members, index);
}

Test(protocol, reply_is_the_same_however_it_is_cut_up)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put_record(bytes, 7, 20);
    put_member(bytes, 7, "a.txt", "first");
    put_member(bytes, 7, "b.txt", "");
    put_member(bytes, 7, "a.txt", "third");
    put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
    for (guint step = 1; step < bytes->len + 1; step += 3) {
        g_autoptr(foi_reply) reply = reply_for(7);
        foi_reply_event event = FOI_REPLY_MORE;
        for (guint at = 0; at < bytes->len && event == FOI_REPLY_MORE; at += step)
            event = foi_reply_feed(reply, bytes->data + at, MIN(step, bytes->len - at), NULL);
        cr_assert_eq(event, FOI_REPLY_DONE, "in steps of %u: %s", step,
                     reply->detail ? reply->detail : "");
        g_autoptr(foi_spool) spool = NULL;
        g_autoptr(foi_document) document = foi_reply_take(reply, &spool);
        cr_assert_eq(document->text.bytes->len, 20);
        cr_assert_eq(spool->members->len, 3);
        cr_assert_str_eq(spooled(spool, 0)->name, "a.txt");
        cr_assert_str_eq(spooled(spool, 2)->name, "a (2).txt");
        cr_assert_eq(spooled(spool, 1)->length, 0);
        char third[5];
        cr_assert_eq(pread(spool->descriptor, third, 5, (off_t)spooled(spool, 2)->offset), 5);
        cr_assert_eq(memcmp(third, "third", 5), 0);
        /* The next worker gets this descriptor: it must not be able to change it. */
        cr_assert_lt(pwrite(spool->descriptor, "x", 1, 0), 0);
        cr_assert_lt(ftruncate(spool->descriptor, 0), 0);
    }
}

static void expect_end(GByteArray *bytes, uint64_t job, foi_reply_event wanted, const char *what)
{
    g_autoptr(foi_reply) reply = reply_for(job);
    foi_reply_event event = foi_reply_feed(reply, bytes->data, bytes->len, NULL);
    cr_assert_eq(event, wanted, "%s gave %d (%s)", what, event,
                 reply->detail ? reply->detail : "no detail");
    if (wanted == FOI_REPLY_BROKEN || wanted == FOI_REPLY_OVER)
        cr_assert(reply->detail && *reply->detail, "%s has no detail", what);
    g_byte_array_set_size(bytes, 0);
}

Test(protocol, reply_out_of_order_is_broken)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "done without a document");
    put_record(bytes, 8, 0);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "answer to another job");
    put_record(bytes, 7, 0);
    put_record(bytes, 7, 0);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "two documents");
    put_member(bytes, 7, "a", "b");
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "member before the document");
    put_record(bytes, 7, 0);
    put_frame(bytes, FOI_FRAME_BYTES, 7, "abc", 3);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "bytes of no member");
    put_record(bytes, 7, 0);
    put_member(bytes, 7, "a", "bc");
    g_byte_array_set_size(bytes, bytes->len - FOI_FRAME_HEADER_BYTES - 2);
    put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "member left unfinished");
    put_frame(bytes, FOI_FRAME_JOB, 7, NULL, 0);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "a job from a worker");
    put_frame(bytes, FOI_FRAME_RECORD, 7, "not a record", 12);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "damaged document");
    put_record(bytes, 7, 0);
    put_frame(bytes, FOI_FRAME_MEMBER, 7, "\xff\xff\xff", 3);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "damaged member header");
    put_record(bytes, 7, 0);
    put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
    put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "bytes after the end");
    put_record(bytes, 0, 0);
    expect_end(bytes, 0, FOI_REPLY_BROKEN, "answer without a job");
}

static void put_elsewhere(GByteArray *out, uint64_t job, foi_profile profile)
{
    foi_worker_order order = {profile};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_order_encode(&order, payload);
    put_frame(out, FOI_FRAME_ELSEWHERE, job, payload->data, payload->len);
}

Test(protocol, job_passed_on_is_answered_by_that)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put_elsewhere(bytes, 7, FOI_PROFILE_PDF);
    guint length = bytes->len;
    put_record(bytes, 8, 0);
    g_autoptr(foi_reply) reply = reply_for(7);
    size_t used = 0;
    cr_assert_eq(foi_reply_feed(reply, bytes->data, bytes->len, &used), FOI_REPLY_ELSEWHERE);
    cr_assert_eq(used, length);
    cr_assert_eq(reply->elsewhere, FOI_PROFILE_PDF);
    g_autoptr(foi_spool) spool = NULL;
    cr_assert_null(foi_reply_take(reply, &spool));
    cr_assert_eq(spool->members->len, 0);
}

Test(protocol, job_passed_on_out_of_place_is_broken)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put_record(bytes, 7, 0);
    put_elsewhere(bytes, 7, FOI_PROFILE_PDF);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "passed on after the document");
    put_elsewhere(bytes, 0, FOI_PROFILE_PDF);
    expect_end(bytes, 0, FOI_REPLY_BROKEN, "passed on without a job");
    put_elsewhere(bytes, 7, FOI_PROFILE_END);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "passed on to nobody");
    put_elsewhere(bytes, 7, FOI_PROFILE_PDF);
    put_elsewhere(bytes, 7, FOI_PROFILE_PDF);
    expect_end(bytes, 7, FOI_REPLY_BROKEN, "passed on twice");
}

Test(protocol, setup_and_order_name_what_there_is)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_worker_setup setup = {7, 1 << 20, FOI_SANDBOX_REQUIRE, "eng+cym"}, got;
    foi_worker_setup_encode(&setup, bytes);
    cr_assert(foi_worker_setup_decode(bytes->data, bytes->len, &got));
    cr_assert(got.version == 7 && got.memory_bytes == 1 << 20);
    cr_assert_eq(got.sandbox, FOI_SANDBOX_REQUIRE);
    cr_assert_str_eq(got.languages, "eng+cym");
    bytes->data[bytes->len - 1] = FOI_SANDBOX_END;
    cr_assert_not(foi_worker_setup_decode(bytes->data, bytes->len, &got));
    const uint8_t nobody = FOI_PROFILE_END;
    foi_worker_order order;
    cr_assert_not(foi_worker_order_decode(&nobody, 1, &order));
}

Test(protocol, zygote_says_why_there_is_no_worker)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    foi_worker_forked forked = {(char *)"no memory"};
    foi_worker_forked_encode(&forked, bytes);
    g_auto(foi_worker_forked) got = {0}, cut = {0};
    cr_assert(foi_worker_forked_decode(bytes->data, bytes->len, &got));
    cr_assert_str_eq(got.failure, "no memory");
    cr_assert_not(foi_worker_forked_decode(bytes->data, bytes->len - 1, &cut));
    cr_assert_null(cut.failure);
}

Test(protocol, reply_over_its_budget_is_told_apart)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put_record(bytes, 7, 200 * 1000);
    expect_end(bytes, 7, FOI_REPLY_OVER, "too much text");
    put_frame(bytes, FOI_FRAME_RECORD, 7, NULL, 0);
    foi_frame_header huge = {FOI_FRAME_RECORD, 7, UINT64_MAX};
    foi_frame_header_encode(&huge, bytes->data);
    expect_end(bytes, 7, FOI_REPLY_OVER, "a record of endless length");
    put_record(bytes, 7, 0);
    for (int i = 0; i < 4; i++)
        put_member(bytes, 7, "m", "x");
    expect_end(bytes, 7, FOI_REPLY_OVER, "too many members");
    put_record(bytes, 7, 0);
    g_autofree char *long_member = g_strnfill(60, 'x');
    put_member(bytes, 7, "a", long_member);
    put_member(bytes, 7, "b", long_member);
    expect_end(bytes, 7, FOI_REPLY_OVER, "too many bytes of members");
}

Test(protocol, worker_of_another_version_or_with_a_failure_is_not_ready)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_ready ready = {.version = FOI_PROTOCOL_VERSION};
    foi_worker_ready_encode(&ready, payload);
    put_frame(bytes, FOI_FRAME_READY, 0, payload->data, payload->len);
    expect_end(bytes, 0, FOI_REPLY_READY, "the right version");
    ready.version++;
    g_byte_array_set_size(payload, 0);
    foi_worker_ready_encode(&ready, payload);
    put_frame(bytes, FOI_FRAME_READY, 0, payload->data, payload->len);
    expect_end(bytes, 0, FOI_REPLY_BROKEN, "another version");
    ready.version = FOI_PROTOCOL_VERSION;
    ready.failure = (char *)"no tables";
    g_byte_array_set_size(payload, 0);
    foi_worker_ready_encode(&ready, payload);
    put_frame(bytes, FOI_FRAME_READY, 0, payload->data, payload->len);
    expect_end(bytes, 0, FOI_REPLY_BROKEN, "a failed start");
}

Test(protocol, reply_of_random_bytes_never_breaks_the_receiver)
{
    for (guint32 seed = 1; seed <= 300; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autoptr(GByteArray) bytes = g_byte_array_new();
        put_record(bytes, 7, 30);
        put_member(bytes, 7, "a.txt", "first");
        put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
        for (int i = 0; i < 4; i++)
            bytes->data[g_rand_int_range(random, 0, (gint32)bytes->len)] =
                (guint8)g_rand_int(random);
        g_autoptr(foi_reply) reply = reply_for(7);
        foi_reply_event event = foi_reply_feed(reply, bytes->data, bytes->len, NULL);
        bool failed = event == FOI_REPLY_BROKEN || event == FOI_REPLY_OVER;
        cr_assert_eq(failed, reply->detail != NULL, "seed %u", seed);
        if (event == FOI_REPLY_DONE)
            cr_assert_not_null(reply->document, "seed %u", seed);
    }
}

Test(protocol, ten_thousand_members_of_one_name_stay_apart)
{
    foi_budget wide = {.text_bytes = 10, .member_bytes = 10, .members = 10000, .depth = 1};
    g_autoptr(foi_reply) reply = foi_reply_new();
    foi_reply_begin(reply, 7, &wide, foi_record_limit(10), 10);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    put_record(bytes, 7, 0);
    for (int i = 0; i < 10000; i++)
        put_member(bytes, 7, i % 2 ? "image (2).png" : "image.png", "");
    put_frame(bytes, FOI_FRAME_DONE, 7, NULL, 0);
    cr_assert_eq(foi_reply_feed(reply, bytes->data, bytes->len, NULL), FOI_REPLY_DONE);
    g_autoptr(foi_spool) spool = NULL;
    foi_document_free(foi_reply_take(reply, &spool));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < spool->members->len; i++)
        g_hash_table_add(seen, spooled(spool, i)->name);
    cr_assert_eq(g_hash_table_size(seen), 10000);
}
