/* The supervisor with workers that answer, hang, crash, lie and flood. The bad worker is this very
 * program, started under another name: see play_worker(). */
#include "indexer/worker/supervisor.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/worker/protocol.h"
#include "indexer/worker/task.h"

/* --- the worker that is played
 * -------------------------------------------------------------------- */

static void send_frame(foi_frame_kind kind, uint64_t job, const void *bytes, size_t length)
{
    foi_frame_header header = {kind, job, length};
    if (foi_frame_send(FOI_WORKER_SOCKET, &header, bytes, length, -1) != 0)
        _exit(90);
}

static void send_document(uint64_t job, const char *text, size_t length)
{
    g_autoptr(foi_document) document = foi_document_new();
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)text, length);
    document->id = g_strndup(sum, FOI_ID_LENGTH);
    for (char *c = document->id; *c; c++)
        if (*c < '2' || *c > '7')
            *c = (char)('a' + *c % 6);
    document->mime = g_strdup("text/plain");
    document->source_bytes = length;
    if (length > 0) {
        g_string_append_len(document->text.bytes, text, (gssize)length);
        foi_block block = {.length = length, .zone = FOI_ZONE_BODY};
        g_array_append_val(document->text.blocks, block);
    }
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document_encode(document, record);
    send_frame(FOI_FRAME_RECORD, job, record->data, record->len);
}

static void send_member(uint64_t job, const char *name, const char *bytes, size_t length)
{
    foi_member_header about = {(char *)name, (char *)"text/plain", NULL, length};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_member_header_encode(&about, payload);
    send_frame(FOI_FRAME_MEMBER, job, payload->data, payload->len);
    if (length > 0)
        send_frame(FOI_FRAME_BYTES, job, bytes, length);
}

/* "{a=one;b={c=two}}" holds two members, of which the second holds one. */
static void send_members(uint64_t job, const char *bytes, size_t length)
{
    size_t start = 1, equals = 0;
    int depth = 0;
    for (size_t i = 1; i < length; i++) {
        if (bytes[i] == '{')
            depth++;
        else if (bytes[i] == '=' && depth == 0)
            equals = i;
        if ((bytes[i] == ';' || bytes[i] == '}') && depth == 0 && equals > start) {
            g_autofree char *name = g_strndup(bytes + start, equals - start);
            send_member(job, name, bytes + equals + 1, i - equals - 1);
            start = i + 1;
            equals = 0;
        }
        if (bytes[i] == '}')
            depth--;
    }
}

static void misbehave(const char *name, uint64_t job)
{
    static const char zeros[100000];
    if (strcmp(name, "hang") == 0)
        pause();
    if (strcmp(name, "abort") == 0 || strcmp(name, "segv") == 0 || strcmp(name, "xcpu") == 0) {
        int number = *name == 'a' ? SIGABRT : *name == 's' ? SIGSEGV : SIGXCPU;
        signal(number, SIG_DFL);
        raise(number);
    }
    if (strcmp(name, "exit") == 0)
        _exit(9);
    if (strcmp(name, "memory") == 0)
        _exit(FOI_WORKER_EXIT_MEMORY);
    if (strcmp(name, "garbage") == 0 && write(FOI_WORKER_SOCKET, zeros, sizeof zeros) > 0)
        pause();
    if (strcmp(name, "half") == 0) {
        foi_frame_header header = {FOI_FRAME_RECORD, job, 1000};
        uint8_t head[FOI_FRAME_HEADER_BYTES];
        foi_frame_header_encode(&header, head);
        _exit(write(FOI_WORKER_SOCKET, head, sizeof head) == (ssize_t)sizeof head ? 0 : 90);
    }
    if (strcmp(name, "huge-frame") == 0) {
        foi_frame_header header = {FOI_FRAME_RECORD, job, UINT64_MAX};
        uint8_t head[FOI_FRAME_HEADER_BYTES];
        foi_frame_header_encode(&header, head);
        if (write(FOI_WORKER_SOCKET, head, sizeof head) > 0)
            pause();
    }
    if (strcmp(name, "close") == 0) {
        close(FOI_WORKER_SOCKET);
        pause();
    }
    if (strcmp(name, "flood") == 0) {
        send_document(job, "x", 1);
        for (;;)
            send_member(job, "m", zeros, sizeof zeros);
    }
    if (strcmp(name, "trickle") == 0) {
        send_document(job, "x", 1);
        for (int i = 0;; i++, usleep(2000))
            send_member(job, "m", "", 0);
    }
}

static int answer(uint64_t number, const foi_worker_job *job, int descriptor)
{
    misbehave(job->name, number);
    if (g_str_has_prefix(job->name, "slow"))
        usleep(100 * 1000);
    if (strcmp(job->name, "crawl") == 0)
        usleep(600 * 1000);
    struct stat file;
    if (fstat(descriptor, &file) < 0)
        return 91;
    size_t length = (size_t)MIN(job->length, (uint64_t)file.st_size - job->offset);
    g_autofree char *bytes = g_malloc(length + 1);
    if (pread(descriptor, bytes, length, (off_t)job->offset) != (ssize_t)length)
        return 92;
    if (strcmp(job->name, "show-job") == 0) {
        g_autofree char *shown = g_strdup_printf(
            "pages %u-%u text %" G_GUINT64_FORMAT " env %s|%s", job->page_first, job->page_last,
            job->budget.text_bytes, getenv("HOME") ? "HOME" : "", getenv("TZ"));
        send_document(number, shown, strlen(shown));
    } else if (strcmp(job->name, "pid") == 0) {
        g_autofree char *shown = g_strdup_printf("%d", getpid());
        send_document(number, shown, strlen(shown));
    } else {
        send_document(number, bytes, length);
        if (length > 0 && *bytes == '{' && job->budget.depth > 0)
            send_members(number, bytes, length);
    }
    send_frame(FOI_FRAME_DONE, number, NULL, 0);
    return 0;
}

static int serve_as_fake(uint32_t version)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_ready ready = {version, NULL};
    foi_worker_ready_encode(&ready, payload);
    send_frame(FOI_FRAME_READY, 0, payload->data, payload->len);
    for (;;) {
        foi_frame_header header;
        int descriptor = -1;
        if (foi_frame_receive(FOI_WORKER_SOCKET, FOI_FRAME_SMALL_BYTES, &header, payload,
                              &descriptor) != 0)
            return 0;
        if (header.kind == FOI_FRAME_SETUP)
            continue;
        g_auto(foi_worker_job) job = {0};
        if (!foi_worker_job_decode(payload->data, payload->len, &job) || descriptor < 0)
            return 93;
        int failed = answer(header.job, &job, descriptor);
        close(descriptor);
        if (failed)
            return failed;
    }
}

/* Runs before the tests: started as "fake-worker..." this program is a worker and nothing else. */
__attribute__((constructor)) static void play_worker(void)
{
    const char *name = program_invocation_short_name;
    if (strcmp(name, "fake-worker") == 0)
        _exit(serve_as_fake(FOI_PROTOCOL_VERSION));
    /* The next version of the tagger, with the same frames. */
    if (strcmp(name, "fake-worker-newer") == 0)
        _exit(serve_as_fake(FOI_PROTOCOL_VERSION + 1));
    if (strcmp(name, "fake-worker-dead") == 0)
        _exit(7);
}

/* --- helpers
 * -------------------------------------------------------------------------------------- */

static char *directory;

static void set_up(void)
{
    directory = g_dir_make_tmp("foi-supervisor-XXXXXX", NULL);
    static const char *const names[] = {"fake-worker", "fake-worker-newer", "fake-worker-dead"};
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(directory, names[i], NULL);
        cr_assert_eq(symlink(self, path), 0);
    }
}

static void tear_down(void)
{
    g_autoptr(GDir) listing = g_dir_open(directory, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(listing))) {
        g_autofree char *path = g_build_filename(directory, name, NULL);
        unlink(path);
    }
    rmdir(directory);
    g_free(directory);
}

TestSuite(supervisor, .init = set_up, .fini = tear_down, .timeout = 60);

static foi_supervisor *supervise(const char *program, const foi_limits *limits)
{
    g_autofree char *path = g_build_filename(directory, program, NULL);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_supervisor *supervisor = NULL;
    cr_assert_eq(foi_supervisor_new(limits, path, &supervisor, &error), FOI_OK, "%s",
                 error.message);
    return supervisor;
}

static foi_limits quick_limits(uint32_t jobs)
{
    foi_limits limits = foi_limits_default();
    limits.jobs = jobs;
    limits.budget.wall_ms = 10000;
    limits.budget.text_bytes = 100000;
    limits.budget.member_bytes = 300000;
    limits.budget.members = 50;
    limits.budget.depth = 3;
    return limits;
}

static int memory_file(const char *bytes, size_t length)
{
    int descriptor = memfd_create("test", MFD_CLOEXEC);
    cr_assert_eq(write(descriptor, bytes, length), (ssize_t)length);
    return descriptor;
}

static void submit(foi_supervisor *supervisor, const char *name, const char *bytes)
{
    foi_job job = {
        .descriptor = memory_file(bytes, strlen(bytes)), .name = name, .context = (void *)name};
    foi_supervisor_submit(supervisor, &job);
}

static GPtrArray *next(foi_supervisor *supervisor)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_job_result result = {0};
    cr_assert_eq(foi_supervisor_next(supervisor, &result, &error), FOI_OK, "%s", error.message);
    cr_assert_gt(result.documents->len, 0);
    return result.documents;
}

static const foi_document *document_at(const GPtrArray *documents, guint index)
{
    cr_assert_lt(index, documents->len);
    return g_ptr_array_index(documents, index);
}

static GPtrArray *run_one(foi_supervisor *supervisor, const char *name, const char *bytes)
{
    submit(supervisor, name, bytes);
    return next(supervisor);
}

static int open_descriptors(void)
{
    int count = 0;
    DIR *listing = opendir("/proc/self/fd");
    while (readdir(listing))
        count++;
    closedir(listing);
    return count;
}

static bool has_children(void)
{
    siginfo_t info;
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

/* --- tests
 * ---------------------------------------------------------------------------------------- */

Test(supervisor, file_is_read_and_context_comes_back)
{
    foi_limits limits = quick_limits(2);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    submit(supervisor, "letter.txt", "Dear Sir");
    cr_assert_eq(foi_supervisor_pending(supervisor), 1);
    foi_job_result result = {0};
    cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
    cr_assert_str_eq(result.context, "letter.txt");
    cr_assert_eq(result.documents->len, 1);
    const foi_document *document = document_at(result.documents, 0);
    cr_assert_str_eq(document->text.bytes->str, "Dear Sir");
    cr_assert_null(document->member);
    cr_assert_null(document->parent);
    cr_assert_eq(document->source_bytes, 8);
    cr_assert_eq(foi_supervisor_pending(supervisor), 0);
    g_ptr_array_unref(result.documents);
}

Test(supervisor, nothing_pending_is_an_error_not_a_wait)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    foi_job_result result;
    cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_ERROR_ARGUMENT);
}

Test(supervisor, job_and_environment_reach_the_worker)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    setenv("HOME", "/somewhere", 1);
    foi_job job = {
        .descriptor = memory_file("", 0), .name = "show-job", .page_first = 2, .page_last = 5};
    foi_supervisor_submit(supervisor, &job);
    g_autoptr(GPtrArray) documents = next(supervisor);
    cr_assert_str_eq(document_at(documents, 0)->text.bytes->str, "pages 2-5 text 100000 env |UTC");
}

Test(supervisor, many_files_over_few_workers_all_come_back)
{
    foi_limits limits = quick_limits(3);
    limits.recycle_after = 7;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    bool seen[100] = {false};
    size_t given = 0, taken = 0;
    while (taken < G_N_ELEMENTS(seen)) {
        while (given < G_N_ELEMENTS(seen) && foi_supervisor_room(supervisor) > 0) {
            g_autofree char *text = g_strdup_printf("%zu", given);
            foi_job job = {.descriptor = memory_file(text, strlen(text)),
                           .name = "x",
                           .context = &seen[given++]};
            foi_supervisor_submit(supervisor, &job);
        }
        foi_job_result result = {0};
        cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
        bool *mine = result.context;
        cr_assert_not(*mine);
        *mine = true;
        g_autofree char *text = g_strdup_printf("%zu", (size_t)(mine - seen));
        cr_assert_str_eq(document_at(result.documents, 0)->text.bytes->str, text);
        g_ptr_array_unref(result.documents);
        taken++;
    }
    cr_assert_eq(foi_supervisor_pending(supervisor), 0);
}

Test(supervisor, worker_is_replaced_after_its_share_of_jobs)
{
    foi_limits limits = quick_limits(1);
    limits.recycle_after = 2;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) first = run_one(supervisor, "pid", "");
    g_autoptr(GPtrArray) second = run_one(supervisor, "pid", "");
    g_autoptr(GPtrArray) third = run_one(supervisor, "pid", "");
    cr_assert_str_eq(document_at(first, 0)->text.bytes->str,
                     document_at(second, 0)->text.bytes->str);
    cr_assert_str_neq(document_at(second, 0)->text.bytes->str,
                      document_at(third, 0)->text.bytes->str);
}

static const struct {
    const char *name;
    foi_read_status status;
    const char *detail;
} failures[] = {
    {"hang", FOI_READ_TIMEOUT, "0.4 seconds"},
    {"trickle", FOI_READ_TOO_LARGE, "more members than allowed"},
    {"abort", FOI_READ_CRASHED, "SIGABRT"},
    {"segv", FOI_READ_CRASHED, "SIGSEGV"},
    {"xcpu", FOI_READ_TIMEOUT, "processor time"},
    {"exit", FOI_READ_CRASHED, "exit status 9"},
    {"memory", FOI_READ_TOO_LARGE, "more memory"},
    {"garbage", FOI_READ_CRASHED, "broke the protocol"},
    {"half", FOI_READ_CRASHED, "exit status 0"},
    {"huge-frame", FOI_READ_TOO_LARGE, "text and tags"},
    {"close", FOI_READ_CRASHED, "SIGKILL"},
    {"flood", FOI_READ_TOO_LARGE, "bytes of members"},
};

Test(supervisor, bad_worker_costs_its_one_file)
{
    foi_limits limits = quick_limits(1);
    for (size_t i = 0; i < G_N_ELEMENTS(failures); i++) {
        limits.budget.wall_ms = failures[i].status == FOI_READ_TIMEOUT ? 400 : 10000;
        g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
        g_autoptr(GPtrArray) bad = run_one(supervisor, failures[i].name, "x");
        cr_assert_eq(bad->len, 1, "%s", failures[i].name);
        const foi_document *document = document_at(bad, 0);
        cr_assert_eq(document->status, failures[i].status, "%s: status %d (%s)", failures[i].name,
                     document->status, document->status_detail);
        cr_assert_not_null(strstr(document->status_detail, failures[i].detail), "%s: %s",
                           failures[i].name, document->status_detail);
        cr_assert_eq(document->text.bytes->len, 0);
        g_autoptr(GPtrArray) good = run_one(supervisor, "good", "still there");
        cr_assert_str_eq(document_at(good, 0)->text.bytes->str, "still there", "after %s",
                         failures[i].name);
    }
}

Test(supervisor, worker_that_keeps_sending_still_meets_its_deadline)
{
    foi_limits limits = quick_limits(1);
    limits.budget.members = 1000000;
    limits.budget.wall_ms = 400;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    gint64 begun = g_get_monotonic_time();
    g_autoptr(GPtrArray) documents = run_one(supervisor, "trickle", "x");
    cr_assert_eq(document_at(documents, 0)->status, FOI_READ_TIMEOUT);
    cr_assert_lt(g_get_monotonic_time() - begun, 10 * G_USEC_PER_SEC);
}

Test(supervisor, hanging_file_does_not_hold_up_the_others)
{
    foi_limits limits = quick_limits(2);
    limits.budget.wall_ms = 1500;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    submit(supervisor, "hang", "");
    submit(supervisor, "a", "");
    submit(supervisor, "b", "");
    for (int i = 0; i < 2; i++) {
        foi_job_result result = {0};
        cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
        cr_assert_str_neq(result.context, "hang");
        g_ptr_array_unref(result.documents);
    }
    g_autoptr(GPtrArray) last = next(supervisor);
    cr_assert_eq(document_at(last, 0)->status, FOI_READ_TIMEOUT);
}

/* Short files are given out before the worker asks for them. */
Test(supervisor, file_given_ahead_of_a_bad_one_is_read_all_the_same)
{
    foi_limits limits = quick_limits(1);
    limits.recycle_after = 100;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    submit(supervisor, "first", "1");
    submit(supervisor, "abort", "2");
    submit(supervisor, "third", "3");
    submit(supervisor, "half", "4");
    submit(supervisor, "fifth", "5");
    unsigned read = 0;
    for (int i = 0; i < 5; i++) {
        foi_job_result result = {0};
        cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
        const char *name = result.context;
        bool bad = strcmp(name, "abort") == 0 || strcmp(name, "half") == 0;
        cr_expect_eq(document_at(result.documents, 0)->status, bad ? FOI_READ_CRASHED : FOI_READ_OK,
                     "%s: %s", name, document_at(result.documents, 0)->status_detail);
        read += !bad;
        g_ptr_array_unref(result.documents);
    }
    cr_assert_eq(read, 3);
}

Test(supervisor, file_given_ahead_is_not_charged_for_the_one_before_it)
{
    foi_limits limits = quick_limits(1);
    limits.recycle_after = 100;
    limits.budget.wall_ms = 1100;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_ptr_array_unref(run_one(supervisor, "warm", ""));
    for (int i = 0; i < 3; i++)
        submit(supervisor, "crawl", "x");
    for (int i = 0; i < 3; i++) {
        g_autoptr(GPtrArray) documents = next(supervisor);
        cr_expect_eq(document_at(documents, 0)->status, FOI_READ_OK, "%s",
                     document_at(documents, 0)->status_detail);
    }
}

/* What the worker still answers for it is dropped. */
Test(supervisor, file_taken_back_from_a_slow_worker_comes_once)
{
    foi_limits limits = quick_limits(2);
    limits.recycle_after = 100;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_ptr_array_unref(run_one(supervisor, "warm", ""));
    static const char *const names[] = {"slow 1", "slow 2", "a", "b", "c", "d", "slow 3", "e"};
    unsigned seen[G_N_ELEMENTS(names)] = {0};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        submit(supervisor, names[i], names[i]);
    while (foi_supervisor_pending(supervisor) > 0) {
        foi_job_result result = {0};
        cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
        const char *text = document_at(result.documents, 0)->text.bytes->str;
        cr_assert_str_eq(text, result.context);
        for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
            seen[i] += strcmp(names[i], text) == 0;
        g_ptr_array_unref(result.documents);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        cr_expect_eq(seen[i], 1, "%s came %u times", names[i], seen[i]);
    g_autoptr(GPtrArray) last = run_one(supervisor, "f", "after all");
    cr_assert_str_eq(document_at(last, 0)->text.bytes->str, "after all");
}

static void expect_members(const GPtrArray *documents, const char *const *members, guint count)
{
    cr_assert_eq(documents->len, count + 1, "%u documents", documents->len);
    for (guint i = 0; i < count; i++)
        cr_assert_str_eq(document_at(documents, i + 1)->member, members[i]);
}

Test(supervisor, members_follow_in_reading_order_with_their_paths)
{
    foi_limits limits = quick_limits(2);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents =
        run_one(supervisor, "box", "{a=one;b={c=two;c=three;d={e=four}};a=five}");
    static const char *const members[] = {"a", "b", "b/c", "b/c (2)", "b/d", "b/d/e", "a (2)"};
    expect_members(documents, members, G_N_ELEMENTS(members));
    cr_assert_str_eq(document_at(documents, 1)->text.bytes->str, "one");
    cr_assert_str_eq(document_at(documents, 4)->text.bytes->str, "three");
    cr_assert_str_eq(document_at(documents, 6)->text.bytes->str, "four");
    cr_assert_str_eq(document_at(documents, 1)->parent, document_at(documents, 0)->id);
    cr_assert_str_eq(document_at(documents, 3)->parent, document_at(documents, 2)->id);
    cr_assert_str_eq(document_at(documents, 6)->parent, document_at(documents, 5)->id);
    cr_assert_str_eq(document_at(documents, 7)->parent, document_at(documents, 0)->id);
}

Test(supervisor, bad_member_costs_only_itself)
{
    foi_limits limits = quick_limits(1);
    limits.budget.wall_ms = 1500;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents =
        run_one(supervisor, "box", "{a=one;hang=x;in/abort=y;flood=z;b=two}");
    static const char *const members[] = {"a", "hang", "in/abort", "flood", "b"};
    static const foi_read_status statuses[] = {FOI_READ_OK, FOI_READ_TIMEOUT, FOI_READ_CRASHED,
                                               FOI_READ_TOO_LARGE, FOI_READ_OK};
    expect_members(documents, members, G_N_ELEMENTS(members));
    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        const foi_document *document = document_at(documents, i + 1);
        cr_assert_eq(document->status, statuses[i], "%s: %d", members[i], document->status);
        cr_assert_str_eq(document->parent, document_at(documents, 0)->id);
    }
    cr_assert_eq(document_at(documents, 0)->status, FOI_READ_OK);
    cr_assert_str_eq(document_at(documents, 5)->text.bytes->str, "two");
}

Test(supervisor, members_end_at_the_depth_allowed)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", "{a={a={a={a={a=deep}}}}}");
    static const char *const members[] = {"a", "a/a", "a/a/a"};
    expect_members(documents, members, G_N_ELEMENTS(members));
}

Test(supervisor, members_share_the_budget_of_their_file)
{
    foi_limits limits = quick_limits(1);
    limits.budget.text_bytes = 1000;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", "{a=0123456789;show-job=}");
    /* 25 bytes of the container and 10 of the first member are spent. */
    cr_assert_str_eq(document_at(documents, 2)->text.bytes->str, "pages 0-0 text 966 env |UTC");
}

Test(supervisor, container_of_hanging_members_comes_to_an_end)
{
    foi_limits limits = quick_limits(1);
    limits.budget.wall_ms = 250;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GString) bytes = g_string_new("{");
    for (int i = 0; i < 49; i++)
        g_string_append(bytes, "hang=;");
    g_string_append(bytes, "last=x}");
    g_autoptr(GPtrArray) documents = run_one(supervisor, "box", bytes->str);
    cr_assert_eq(documents->len, 51);
    const foi_document *last = document_at(documents, 50);
    cr_assert_eq(last->status, FOI_READ_TIMEOUT);
    cr_assert_not_null(strstr(last->status_detail, "not begun"), "%s", last->status_detail);
}

Test(supervisor, what_the_caller_does_elsewhere_is_not_charged_to_a_job_given_meanwhile)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) before = run_one(supervisor, "letter", "x");
    cr_assert_eq(before->len, 1);
    g_usleep(50 * 1000);
    submit(supervisor, "container", "{a=one;b=two}");
    g_usleep(50 * 1000);
    g_autoptr(GPtrArray) documents = next(supervisor);
    cr_assert_eq(documents->len, 3);
    for (guint i = 0; i < documents->len; i++)
        cr_assert_eq(document_at(documents, i)->status, FOI_READ_OK, "%s",
                     document_at(documents, i)->status_detail);
}

Test(supervisor, a_wait_ends_in_time_and_with_the_first_result)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    cr_assert(foi_supervisor_wait(supervisor, 60000), "nothing to wait for");
    submit(supervisor, "hang", "x");
    gint64 begun = g_get_monotonic_time();
    cr_assert_not(foi_supervisor_wait(supervisor, 50));
    cr_assert_geq(g_get_monotonic_time() - begun, 50 * 1000);
    cr_assert_lt(g_get_monotonic_time() - begun, 5000 * 1000);
    g_autoptr(foi_supervisor) other = supervise("fake-worker", &limits);
    submit(other, "letter", "x");
    cr_assert(foi_supervisor_wait(other, 60000));
    g_autoptr(GPtrArray) documents = next(other);
    cr_assert_eq(document_at(documents, 0)->status, FOI_READ_OK);
}

Test(supervisor, a_wait_for_workers_that_cannot_start_ends_with_their_error)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker-dead", &limits);
    submit(supervisor, "letter", "x");
    cr_assert(foi_supervisor_wait(supervisor, 60000));
    foi_job_result result;
    cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_ERROR_WORKER);
}

/* Kills all workers and waits until they have ended. */
static void kill_workers(void)
{
    g_autofree char *list = NULL;
    cr_assert(g_file_get_contents("/proc/thread-self/children", &list, NULL, NULL));
    g_auto(GStrv) numbers = g_strsplit(g_strstrip(list), " ", -1);
    for (size_t i = 0; numbers[i] != NULL; i++) {
        pid_t worker = (pid_t)strtol(numbers[i], NULL, 10);
        siginfo_t info;
        cr_assert_eq(kill(worker, SIGKILL), 0);
        cr_assert_eq(waitid(P_PID, (id_t)worker, &info, WEXITED | WNOWAIT), 0);
    }
}

Test(supervisor, workers_killed_while_they_have_nothing_to_do_are_replaced)
{
    foi_limits limits = quick_limits(4);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 4; i++)
            submit(supervisor, "slow", "x");
        for (int i = 0; i < 4; i++) {
            g_autoptr(GPtrArray) documents = next(supervisor);
            cr_assert_eq(document_at(documents, 0)->status, FOI_READ_OK);
        }
        kill_workers();
    }
}

Test(supervisor, file_over_the_limit_is_not_even_begun)
{
    foi_limits limits = quick_limits(1);
    limits.file_bytes = 10;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker-dead", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "big", "eleven byte");
    const foi_document *document = document_at(documents, 0);
    cr_assert_eq(document->status, FOI_READ_TOO_LARGE);
    cr_assert_not_null(strstr(document->status_detail, "limit of 10"));
    cr_assert_eq(document->source_bytes, 11);
}

Test(supervisor, what_is_no_regular_file_is_refused)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker-dead", &limits);
    foi_job job = {.descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC), .name = "null"};
    foi_supervisor_submit(supervisor, &job);
    g_autoptr(GPtrArray) null = next(supervisor);
    cr_assert_eq(document_at(null, 0)->status, FOI_READ_UNSUPPORTED);
    job.descriptor = -1;
    foi_supervisor_submit(supervisor, &job);
    g_autoptr(GPtrArray) closed = next(supervisor);
    cr_assert_eq(document_at(closed, 0)->status, FOI_READ_UNREADABLE);
}

static void expect_no_start(const char *program, const char *reason)
{
    foi_limits limits = quick_limits(4);
    g_autoptr(foi_supervisor) supervisor = supervise(program, &limits);
    for (int i = 0; i < 5; i++)
        submit(supervisor, "x", "x");
    for (int i = 0; i < 2; i++) {
        g_auto(foi_error) error = FOI_ERROR_INIT;
        foi_job_result result;
        cr_assert_eq(foi_supervisor_next(supervisor, &result, &error), FOI_ERROR_WORKER);
        cr_assert_not_null(strstr(error.message, reason), "%s: %s", program, error.message);
    }
    cr_assert_eq(foi_supervisor_pending(supervisor), 5);
}

Test(supervisor, worker_that_never_starts_ends_the_run)
{
    expect_no_start("fake-worker-dead", "exit status 7");
    expect_no_start("fake-worker-newer", "another build");
}

Test(supervisor, wrong_program_or_limits_are_refused_at_once)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_supervisor *supervisor = NULL;
    cr_assert_eq(foi_supervisor_new(NULL, "/nowhere/foi-worker", &supervisor, &error),
                 FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, "/nowhere/foi-worker"));
    cr_assert_eq(foi_supervisor_new(NULL, "/etc/passwd", &supervisor, &error), FOI_ERROR_WORKER);
    cr_assert_eq(foi_supervisor_new(NULL, "/tmp", &supervisor, &error), FOI_ERROR_WORKER);
    foi_limits limits = quick_limits(0);
    cr_assert_eq(foi_supervisor_new(&limits, "/bin/true", &supervisor, &error), FOI_ERROR_ARGUMENT);
    limits = quick_limits(257);
    cr_assert_eq(foi_supervisor_new(&limits, "/bin/true", &supervisor, &error), FOI_ERROR_ARGUMENT);
    cr_assert_null(supervisor);
}

Test(supervisor, program_that_is_no_worker_ends_the_run)
{
    foi_limits limits = quick_limits(1);
    foi_supervisor *supervisor = NULL;
    cr_assert_eq(foi_supervisor_new(&limits, "/bin/true", &supervisor, NULL), FOI_OK);
    submit(supervisor, "x", "x");
    foi_job_result result;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_supervisor_next(supervisor, &result, &error), FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, "/bin/true"), "%s", error.message);
    foi_supervisor_free(supervisor);
}

Test(supervisor, caller_that_is_away_does_not_make_an_answer_late)
{
    foi_limits limits = quick_limits(1);
    limits.budget.text_bytes = 10 << 20;
    limits.budget.wall_ms = 700;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autofree char *large = g_strnfill(4 << 20, 'x');
    g_ptr_array_unref(run_one(supervisor, "a", "x"));
    submit(supervisor, "b", large);
    usleep(1200 * 1000);
    g_autoptr(GPtrArray) second = next(supervisor);
    cr_assert_eq(document_at(second, 0)->status, FOI_READ_OK, "%s",
                 document_at(second, 0)->status_detail);
    cr_assert_eq(document_at(second, 0)->text.bytes->len, 4 << 20);
}

Test(supervisor, nothing_is_left_behind)
{
    cr_assert_not(has_children());
    int before = open_descriptors();
    foi_limits limits = quick_limits(3);
    limits.budget.wall_ms = 1000;
    limits.recycle_after = 2;
    foi_supervisor *supervisor = supervise("fake-worker", &limits);
    g_ptr_array_unref(run_one(supervisor, "box", "{a=one;abort=x;b={c=two}}"));
    g_ptr_array_unref(run_one(supervisor, "hang", ""));
    g_ptr_array_unref(run_one(supervisor, "flood", ""));
    /* In every state at once: busy, half done, waiting, finished but not taken. */
    submit(supervisor, "big", "x");
    submit(supervisor, "hang", "");
    submit(supervisor, "hang", "");
    submit(supervisor, "box", "{hang=x;a=y}");
    submit(supervisor, "waiting", "x");
    g_ptr_array_unref(next(supervisor));
    foi_supervisor_free(supervisor);
    cr_assert_not(has_children());
    cr_assert_eq(open_descriptors(), before);
}
