/* supervisor_support.h - what the tests of the supervisor share: a worker program that answers,
 * hangs, crashes, lies and floods, as its file's name asks. It is the very program of the tests,
 * started under another name: see play_worker(). */
#ifndef SUPERVISOR_SUPPORT_H
#define SUPERVISOR_SUPPORT_H

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/worker/process/process.h"
#include "indexer/worker/protocol.h"
#include "indexer/worker/supervisor.h"

/* --- the worker that is played --- */

static inline void send_frame(foi_frame_kind kind, uint64_t job, const void *bytes, size_t length)
{
    foi_frame_header header = {kind, job, length};
    if (foi_frame_send(FOI_WORKER_SOCKET, &header, bytes, length, -1) != 0)
        _exit(90);
}

static inline void send_document(uint64_t job, const char *text, size_t length)
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

static inline void send_member(uint64_t job, const char *name, const char *bytes, size_t length)
{
    foi_member_header about = {(char *)name, (char *)"text/plain", NULL, NULL, length};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_member_header_encode(&about, payload);
    send_frame(FOI_FRAME_MEMBER, job, payload->data, payload->len);
    if (length > 0)
        send_frame(FOI_FRAME_BYTES, job, bytes, length);
}

/* "{a=one;b={c=two}}" holds two members, of which the second holds one. */
static inline void send_members(uint64_t job, const char *bytes, size_t length)
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

static inline void misbehave(const char *name, uint64_t job)
{
    static const char zeros[100000];
    if (strcmp(name, "hang") == 0)
        pause();
    static const struct {
        const char *name;
        int number;
    } signals[] = {{"abort", SIGABRT}, {"segv", SIGSEGV}, {"sys", SIGSYS}, {"xcpu", SIGXCPU}};
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++) {
        if (strcmp(name, signals[i].name) == 0) {
            signal(signals[i].number, SIG_DFL);
            raise(signals[i].number);
        }
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

/* A file "scan" has pages parted by "|", each a picture of its text but where that begins with "=":
 * that is the text layer. One with the name of a misbehaviour is a picture that has that effect. */
static inline void send_scan(uint64_t number, const foi_worker_job *job, const char *bytes)
{
    g_auto(GStrv) pages = g_strsplit(bytes, "|", -1);
    g_autoptr(foi_document) document = foi_document_new();
    document->id = g_strnfill(FOI_ID_LENGTH, 'a');
    document->mime = g_strdup("application/pdf");
    document->text.pages = g_strv_length(pages);
    uint32_t on = 1;
    for (uint32_t page = 1; pages[page - 1] != NULL; page++) {
        const char *text = pages[page - 1];
        bool asked = page == job->page_first;
        if (job->kind == FOI_JOB_READ ? *text != '=' : !asked) {
            if (job->kind == FOI_JOB_READ)
                foi_text_note_page(&document->text, page)->read_ocr = FOI_OCR_WANTED;
            continue;
        }
        if (asked)
            misbehave(text, number);
        for (; on < page; on++)
            g_string_append_c(document->text.bytes, '\f');
        foi_block block = {.start = document->text.bytes->len,
                           .length = strlen(text),
                           .page = page,
                           .zone = FOI_ZONE_BODY};
        g_string_append(document->text.bytes, text);
        g_array_append_val(document->text.blocks, block);
        if (asked)
            foi_text_note_page(&document->text, page)->read_ocr = 90;
    }
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document_encode(document, record);
    send_frame(FOI_FRAME_RECORD, number, record->data, record->len);
}

static inline int answer(uint64_t number, const foi_worker_job *job, int descriptor,
                         foi_profile profile)
{
    misbehave(job->name, number);
    if (g_str_has_prefix(job->name, "bad-members") && job->budget.members > 0)
        misbehave("segv", number);
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
    bytes[length] = '\0';
    if (job->kind == FOI_JOB_RETAG) {
        send_frame(FOI_FRAME_RECORD, number, bytes, length);
    } else if (strcmp(job->name, "scan") == 0) {
        send_scan(number, job, bytes);
    } else if (strcmp(job->name, "show-job") == 0) {
        g_autofree char *shown = g_strdup_printf(
            "pages %u-%u text %" G_GUINT64_FORMAT " env %s|%s", job->page_first, job->page_last,
            job->budget.text_bytes, getenv("HOME") ? "HOME" : "", getenv("TZ"));
        send_document(number, shown, strlen(shown));
    } else if (strcmp(job->name, "pid") == 0) {
        g_autofree char *shown = g_strdup_printf("%d", getpid());
        send_document(number, shown, strlen(shown));
    } else if (strstr(job->name, "pdf")) {
        const char *shown = profile == FOI_PROFILE_PDF ? "as pdf" : "strictly";
        send_document(number, shown, strlen(shown));
    } else {
        send_document(number, bytes, length);
        if (length > 0 && *bytes == '{' && job->budget.depth > 0)
            send_members(number, bytes, length);
    }
    send_frame(FOI_FRAME_DONE, number, NULL, 0);
    return 0;
}

static inline void send_ready(uint32_t version)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_ready ready = {.version = version, .about = (char *)"fake\tnothing\n"};
    foi_worker_ready_encode(&ready, payload);
    send_frame(FOI_FRAME_READY, 0, payload->data, payload->len);
}

/* "pdf..." is a PDF whatever the guess was; a "ball" is thrown back by everybody. */
static inline bool passes_on(uint64_t number, const char *name, foi_profile profile)
{
    bool ball = strcmp(name, "ball") == 0;
    if (!ball && !(g_str_has_prefix(name, "pdf") && profile == FOI_PROFILE_STRICT))
        return false;
    foi_worker_order order = {profile == FOI_PROFILE_PDF ? FOI_PROFILE_STRICT : FOI_PROFILE_PDF};
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_worker_order_encode(&order, payload);
    send_frame(FOI_FRAME_ELSEWHERE, number, payload->data, payload->len);
    return true;
}

static inline int work_as_fake(int socket, foi_profile profile, void *data)
{
    (void)data;
    g_autoptr(GByteArray) payload = g_byte_array_new();
    send_ready(FOI_PROTOCOL_VERSION);
    for (;;) {
        foi_frame_header header;
        int descriptor = -1;
        if (foi_frame_receive(socket, FOI_FRAME_SMALL_BYTES, &header, payload, &descriptor) != 0)
            return 0;
        g_auto(foi_worker_job) job = {0};
        if (!foi_worker_job_decode(payload->data, payload->len, &job) || descriptor < 0)
            return 93;
        int failed = 0;
        if (!passes_on(header.job, job.name, profile))
            failed = answer(header.job, &job, descriptor, profile);
        close(descriptor);
        if (failed)
            return failed;
    }
}

static inline int end_at_once(int socket, foi_profile profile, void *data)
{
    (void)socket;
    (void)profile;
    (void)data;
    return 6;
}

static inline void receive_one(foi_frame_kind wanted)
{
    g_autoptr(GByteArray) payload = g_byte_array_new();
    foi_frame_header header;
    int descriptor = -1;
    if (foi_frame_receive(FOI_WORKER_SOCKET, FOI_FRAME_SMALL_BYTES, &header, payload,
                          &descriptor) != 0 ||
        header.kind != wanted)
        _exit(94);
}

static inline int fork_fakes(uint32_t version, foi_process_work work)
{
    receive_one(FOI_FRAME_SETUP);
    send_ready(version);
    return foi_process_fork_workers(FOI_WORKER_SOCKET, NULL, work, NULL);
}

/* Runs before the tests: started as "fake-worker..." this program is a worker and nothing else. */
__attribute__((constructor)) static void play_worker(void)
{
    const char *name = program_invocation_short_name;
    if (strcmp(name, "fake-worker") == 0)
        _exit(fork_fakes(FOI_PROTOCOL_VERSION, work_as_fake));
    /* The next version of the tagger, with the same frames. */
    if (strcmp(name, "fake-worker-newer") == 0)
        _exit(fork_fakes(FOI_PROTOCOL_VERSION + 1, work_as_fake));
    if (strcmp(name, "fake-worker-dead") == 0)
        _exit(7);
    if (strcmp(name, "fake-worker-stillborn") == 0)
        _exit(fork_fakes(FOI_PROTOCOL_VERSION, end_at_once));
    if (strcmp(name, "fake-worker-barren") == 0) {
        receive_one(FOI_FRAME_SETUP);
        send_ready(FOI_PROTOCOL_VERSION);
        receive_one(FOI_FRAME_FORK);
        _exit(8);
    }
}

/* --- helpers --- */

static char *directory;

static inline void set_up(void)
{
    directory = g_dir_make_tmp("foi-supervisor-XXXXXX", NULL);
    static const char *const names[] = {"fake-worker", "fake-worker-newer", "fake-worker-dead",
                                        "fake-worker-stillborn", "fake-worker-barren"};
    g_autofree char *self = g_file_read_link("/proc/self/exe", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(directory, names[i], NULL);
        cr_assert_eq(symlink(self, path), 0);
    }
}

static inline void tear_down(void)
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

static inline foi_supervisor *supervise(const char *program, const foi_limits *limits)
{
    g_autofree char *path = g_build_filename(directory, program, NULL);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_supervisor *supervisor = NULL;
    cr_assert_eq(foi_supervisor_new(limits, path, &supervisor, &error), FOI_OK, "%s",
                 error.message);
    return supervisor;
}

static inline foi_limits quick_limits(uint32_t jobs)
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

static inline int memory_file(const char *bytes, size_t length)
{
    int descriptor = memfd_create("test", MFD_CLOEXEC);
    cr_assert_eq(write(descriptor, bytes, length), (ssize_t)length);
    return descriptor;
}

static inline void submit(foi_supervisor *supervisor, const char *name, const char *bytes)
{
    foi_job job = {
        .descriptor = memory_file(bytes, strlen(bytes)), .name = name, .context = (void *)name};
    foi_supervisor_submit(supervisor, &job);
}

static inline GPtrArray *next(foi_supervisor *supervisor)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_job_result result = {0};
    cr_assert_eq(foi_supervisor_next(supervisor, &result, &error), FOI_OK, "%s", error.message);
    cr_assert_gt(result.documents->len, 0);
    return result.documents;
}

static inline const foi_document *document_at(const GPtrArray *documents, guint index)
{
    cr_assert_lt(index, documents->len);
    return g_ptr_array_index(documents, index);
}

static inline GPtrArray *run_one(foi_supervisor *supervisor, const char *name, const char *bytes)
{
    submit(supervisor, name, bytes);
    return next(supervisor);
}

static inline int open_descriptors(void)
{
    int count = 0;
    DIR *listing = opendir("/proc/self/fd");
    while (readdir(listing))
        count++;
    closedir(listing);
    return count;
}

static inline bool has_children(void)
{
    siginfo_t info;
    return waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == 0 || errno != ECHILD;
}

#endif
