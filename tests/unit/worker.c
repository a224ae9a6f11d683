/* The real worker program under its supervisor: that it reads, and that it is held to its limits.
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#ifdef FOI_WITH_OCR
#include <leptonica/allheaders.h>
#endif
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/worker/supervisor.h"

static char *program;

static void set_up(void)
{
    program = g_build_filename(FOI_BINARY_DIR, "bin", "foi-worker", NULL);
    cr_assert_eq(access(program, X_OK), 0, "%s must be built before this test runs", program);
}

static void tear_down(void)
{
    g_free(program);
}

TestSuite(worker, .init = set_up, .fini = tear_down, .timeout = 120);

static foi_supervisor *supervise(const foi_limits *limits)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_supervisor *supervisor = NULL;
    cr_assert_eq(foi_supervisor_new(limits, program, &supervisor, &error), FOI_OK, "%s",
                 error.message);
    return supervisor;
}

static foi_document *run(foi_supervisor *supervisor, foi_job job, const void *bytes, size_t length)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    job.descriptor = memfd_create("test", MFD_CLOEXEC);
    cr_assert_eq(write(job.descriptor, bytes, length), (ssize_t)length);
    foi_supervisor_submit(supervisor, &job);
    foi_job_result result = {0};
    cr_assert_eq(foi_supervisor_next(supervisor, &result, &error), FOI_OK, "%s", error.message);
    foi_document *document = g_ptr_array_steal_index(result.documents, 0);
    g_ptr_array_unref(result.documents);
    return document;
}

static foi_document *read_text(foi_supervisor *supervisor, const char *text)
{
    foi_job job = {.kind = FOI_JOB_READ, .name = "letter.txt"};
    return run(supervisor, job, text, strlen(text));
}

static foi_limits one_worker(void)
{
    foi_limits limits = foi_limits_default();
    limits.jobs = 1;
    return limits;
}

/* The two children of this process in the order of their start, the zygote and a worker; or 0. */
typedef struct children {
    pid_t zygote;
    pid_t worker;
} children;

static children find_children(void)
{
    g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", getpid());
    g_autofree char *pids = NULL;
    if (!g_file_get_contents(path, &pids, NULL, NULL))
        return (children){0};
    char *rest = pids;
    children found = {.zygote = (pid_t)strtol(rest, &rest, 10)};
    found.worker = (pid_t)strtol(rest, &rest, 10);
    return found.worker == 0 ? (children){0} : found;
}

Test(worker, text_is_read)
{
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    g_autoptr(foi_document) document = read_text(supervisor, "Dear Ms Orchard,\n\nThank you.\n");
    cr_assert_eq(document->status, FOI_READ_OK, "%s", document->status_detail);
    cr_assert_str_eq(document->mime, "text/plain");
    cr_assert_not_null(strstr(document->text.bytes->str, "Thank you."));
    cr_assert_eq(strlen(document->id), FOI_ID_LENGTH);
    g_autoptr(foi_document) empty = read_text(supervisor, "");
    cr_assert_eq(empty->status, FOI_READ_EMPTY);
}

/* Japanese without a font in the file: what its codes mean stands in tables that are files. */
static const char JAPANESE[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 52>>stream\n"
    "BT /F 20 Tf 20 200 Td <65E5672C8A9E6587516C958B> Tj ET\nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/Ryumin/Encoding/UniJIS-UCS2-H"
    "/DescendantFonts[6 0 R]>>endobj\n"
    "6 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin/FontDescriptor 7 0 R"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 2>>>>endobj\n"
    "7 0 obj<</Type/FontDescriptor/FontName/Ryumin/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0"
    "/Ascent 800/Descent -200/StemV 80>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

Test(worker, japanese_in_a_pdf_is_read_behind_the_lock)
{
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    /* Whatever it is called: the worker that sees what it is passes it on. */
    static const char *const names[] = {"koukai.pdf", "koukai", "koukai.txt"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        foi_job job = {.kind = FOI_JOB_READ, .name = names[i]};
        g_autoptr(foi_document) document = run(supervisor, job, JAPANESE, sizeof JAPANESE - 1);
        cr_assert_str_eq(document->mime, "application/pdf");
        cr_assert_not_null(strstr(document->text.bytes->str, "日本語文公開"), "%s: \"%s\" (%s)",
                           names[i], document->text.bytes->str, document->status_detail);
    }
    foi_job job = {.kind = FOI_JOB_READ, .name = "letter.pdf"};
    g_autoptr(foi_document) letter = run(supervisor, job, "Thank you.", 10);
    cr_assert_str_eq(letter->mime, "text/plain");
    cr_assert_eq(letter->status, FOI_READ_OK);
}

Test(worker, mail_and_its_attachment_become_two_documents)
{
    static const char mail[] = "From: foi@example.org\r\nTo: a@example.org\r\nSubject: Reply\r\n"
                               "Date: Fri, 24 May 2019 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
                               "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                               "Content-Type: text/plain\r\n\r\nPlease see attached.\r\n--b\r\n"
                               "Content-Type: text/plain; name=list.txt\r\n"
                               "Content-Disposition: attachment; filename=list.txt\r\n\r\n"
                               "One bridge, two culverts.\r\n--b--\r\n";
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    foi_job job = {.name = "reply.eml", .descriptor = memfd_create("test", MFD_CLOEXEC)};
    cr_assert_gt(write(job.descriptor, mail, sizeof mail - 1), 0);
    foi_supervisor_submit(supervisor, &job);
    foi_job_result result = {0};
    cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
    cr_assert_eq(result.documents->len, 2, "%u documents: %s", result.documents->len,
                 ((foi_document *)result.documents->pdata[0])->status_detail);
    const foi_document *body = g_ptr_array_index(result.documents, 0);
    const foi_document *list = g_ptr_array_index(result.documents, 1);
    cr_assert_null(body->member);
    cr_assert_str_eq(list->member, "list.txt");
    cr_assert_str_eq(list->parent, body->id);
    cr_assert_not_null(strstr(list->text.bytes->str, "two culverts"));
    g_ptr_array_unref(result.documents);
}

Test(worker, record_is_tagged_anew)
{
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    g_autoptr(foi_document) first = read_text(supervisor, "Dear Ms Orchard,\n\nThank you.\n");
    first->member = g_strdup("mail.eml/letter.txt");
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document_encode(first, record);
    foi_job job = {.kind = FOI_JOB_RETAG, .name = ""};
    g_autoptr(foi_document) again = run(supervisor, job, record->data, record->len);
    cr_assert_eq(again->status, FOI_READ_OK);
    cr_assert_str_eq(again->id, first->id);
    cr_assert_str_eq(again->member, "mail.eml/letter.txt");
    cr_assert_str_eq(again->text.bytes->str, first->text.bytes->str);
    g_autoptr(foi_document) bad = run(supervisor, job, "no record", 9);
    cr_assert_eq(bad->status, FOI_READ_DAMAGED);
}

static uint64_t limit_of(const char *limits, const char *name)
{
    const char *line = strstr(limits, name);
    cr_assert_not_null(line, "%s", name);
    return g_ascii_strtoull(line + strlen(name), NULL, 10);
}

Test(worker, process_is_held_to_its_limits)
{
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    foi_document_free(read_text(supervisor, "x"));
    g_autofree char *limits_path = g_strdup_printf("/proc/%d/limits", find_children().worker);
    g_autofree char *status_path = g_strdup_printf("/proc/%d/status", find_children().worker);
    g_autofree char *held = NULL, *status = NULL;
    cr_assert(g_file_get_contents(limits_path, &held, NULL, NULL));
    cr_assert(g_file_get_contents(status_path, &status, NULL, NULL));
    cr_assert_not_null(strstr(status, "NoNewPrivs:\t1"));
    cr_assert_not_null(strstr(status, "Threads:\t1\n"));
    cr_assert_eq(limit_of(held, "Max core file size"), 0);
    cr_assert_eq(limit_of(held, "Max open files"), 64);
    cr_assert_eq(limit_of(held, "Max processes"), 0);
#if !defined(FOI_COVERAGE) && !defined(FOI_SANITIZED)
    cr_assert_eq(limit_of(held, "Max file size"), 0);
    cr_assert_not_null(strstr(status, "Seccomp:\t2"));
#endif
#ifndef FOI_SANITIZED
    cr_assert_eq(limit_of(held, "Max address space"), limits.memory_bytes);
#endif
    uint64_t cpu = limit_of(held, "Max cpu time");
    cr_assert(cpu > limits.cpu_seconds && cpu < limits.cpu_seconds + 20);
}

#ifndef FOI_SANITIZED
Test(worker, file_that_needs_more_memory_than_allowed_is_too_large)
{
    foi_limits limits = one_worker();
    limits.memory_bytes = (uint64_t)256 << 20;
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    foi_job job = {.name = "big.txt", .descriptor = memfd_create("test", MFD_CLOEXEC)};
    cr_assert_eq(ftruncate(job.descriptor, 250 << 20), 0);
    foi_supervisor_submit(supervisor, &job);
    foi_job_result result = {0};
    cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
    const foi_document *document = g_ptr_array_index(result.documents, 0);
    cr_assert_eq(document->status, FOI_READ_TOO_LARGE, "%d %s", document->status,
                 document->status_detail);
    cr_assert_not_null(strstr(document->status_detail, "more memory"), "%s",
                       document->status_detail);
    g_ptr_array_unref(result.documents);
    g_autoptr(foi_document) next = read_text(supervisor, "still there");
    cr_assert_eq(next->status, FOI_READ_OK);
}
#endif

#ifndef FOI_SANITIZED /* It reports what ends the worker here. */
/* A file is attached that is only a word, which the library for PDF files takes for a description.
 */
#define ATTACHED_WORD "/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>"

static const char STRANGE_ATTACHMENT[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R" ATTACHED_WORD ">>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 50>>stream\n"
    "BT /F 20 Tf 20 200 Td (The letter is whole.) Tj ET\nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "6 0 obj(word)endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";

Test(worker, pdf_whose_attached_files_cannot_be_read_keeps_its_text)
{
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    foi_job job = {.kind = FOI_JOB_READ, .name = "letter.pdf"};
    g_autoptr(foi_document) document =
        run(supervisor, job, STRANGE_ATTACHMENT, sizeof STRANGE_ATTACHMENT - 1);
    cr_assert_eq(document->status, FOI_READ_PARTIAL, "%s", document->status_detail);
    cr_assert_not_null(strstr(document->status_detail, "attached files could not be read"), "%s",
                       document->status_detail);
    cr_assert_str_eq(document->text.bytes->str, "The letter is whole.");
    g_autoptr(foi_document) next = read_text(supervisor, "still there");
    cr_assert_eq(next->status, FOI_READ_OK);
}
#endif

Test(worker, file_cut_short_or_growing_meanwhile_is_no_crash)
{
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    g_autofree char *page = g_strnfill(1 << 20, 'a');
    for (int i = 0; i < 20; i++) {
        int file = memfd_create("test", MFD_CLOEXEC);
        for (int j = 0; j < 8; j++)
            cr_assert_eq(write(file, page, 1 << 20), 1 << 20);
        foi_job job = {.name = "log.txt", .descriptor = dup(file)};
        foi_supervisor_submit(supervisor, &job);
        usleep((useconds_t)(i * 500));
        cr_assert_eq(ftruncate(file, i % 2 ? 100 : 9 << 20), 0);
        close(file);
        foi_job_result result = {0};
        cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
        const foi_document *document = g_ptr_array_index(result.documents, 0);
        cr_assert_neq(document->status, FOI_READ_CRASHED, "%s", document->status_detail);
        g_ptr_array_unref(result.documents);
    }
}

static int run_by_hand(const char *argument, char **out, char **failures)
{
    char *arguments[] = {program, (char *)argument, NULL};
    int status = 0;
    cr_assert(g_spawn_sync(NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, out, failures,
                           &status, NULL));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(worker, run_by_hand_it_explains_itself)
{
    g_autofree char *out = NULL, *failures = NULL;
    cr_assert_eq(run_by_hand(NULL, &out, &failures), 2);
    cr_assert_not_null(strstr(failures, "foi-index --inspect"));
    cr_assert_str_eq(out, "");
    g_autofree char *version = NULL, *none = NULL;
    cr_assert_eq(run_by_hand("--version", &version, &none), 0);
    cr_assert(g_str_has_prefix(version, "foi-worker "));
    cr_assert_str_eq(none, "");
}

/* In a child: a supervisor with one idle worker; its children go into PIPE; then it is killed. */
static void supervise_and_die(int pipe)
{
    foi_supervisor *supervisor = NULL;
    foi_limits limits = one_worker();
    if (foi_supervisor_new(&limits, program, &supervisor, NULL) != FOI_OK)
        _exit(1);
    foi_job job = {.descriptor = memfd_create("x", MFD_CLOEXEC), .name = "empty"};
    foi_supervisor_submit(supervisor, &job);
    foi_job_result result;
    if (foi_supervisor_next(supervisor, &result, NULL) != FOI_OK)
        _exit(2);
    children found = find_children();
    if (write(pipe, &found, sizeof found) != (ssize_t)sizeof found)
        _exit(3);
    raise(SIGKILL);
}

static bool is_dead(pid_t pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid);
    g_autofree char *stat = NULL;
    /* An orphan stays as a zombie where nobody reaps it: that is dead too. */
    return !g_file_get_contents(path, &stat, NULL, NULL) || strstr(stat, ") Z ");
}

Test(worker, all_die_with_a_supervisor_that_is_killed)
{
    int pipes[2];
    cr_assert_eq(pipe2(pipes, O_CLOEXEC), 0);
    pid_t child = fork();
    if (child == 0)
        supervise_and_die(pipes[1]);
    close(pipes[1]);
    children found = {0};
    cr_assert_eq(read(pipes[0], &found, sizeof found), (ssize_t)sizeof found);
    close(pipes[0]);
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFSIGNALED(status));
    cr_assert_gt(found.zygote, 0);
    bool gone = false;
    for (int i = 0; i < 500 && !gone; i++, usleep(10000))
        gone = is_dead(found.zygote) && is_dead(found.worker);
    cr_assert(gone);
}

#ifdef FOI_WITH_OCR

/* A page that is a picture. END is what ends the file. */
static GByteArray *scanned_pdf(const char *end)
{
    static const char FORM[] =
        "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R"
        "/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 360 259]/Contents 4 0 R"
        "/Resources<</XObject<</I 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length 25>>stream\n360 0 0 259 0 0 cm /I Do \nendstream endobj\n"
        "6 0 obj<</Type/Filespec/F(a.txt)/EF<</F 7 0 R>>>>endobj\n"
        "7 0 obj<</Type/EmbeddedFile/Length 5>>stream\nword.\nendstream endobj\n"
        "5 0 obj<</Type/XObject/Subtype/Image/Width 1500/Height 1080/ColorSpace/DeviceGray"
        "/BitsPerComponent 8/Filter/DCTDecode/Length %zu>>stream\n";
    PIX *page = pixRead(FOI_SOURCE_DIR "/tests/unit/data/letter.png");
    PIX *grey = pixConvertTo8(page, 0);
    l_uint8 *jpeg = NULL;
    size_t length = 0;
    cr_assert_eq(pixWriteMem(&jpeg, &length, grey, IFF_JFIF_JPEG), 0);
    g_autofree char *head = g_strdup_printf(FORM, length);
    GByteArray *pdf = g_byte_array_new();
    g_byte_array_append(pdf, (const guint8 *)head, (guint)strlen(head));
    g_byte_array_append(pdf, jpeg, (guint)length);
    g_byte_array_append(pdf, (const guint8 *)end, (guint)strlen(end));
    lept_free(jpeg);
    pixDestroy(&grey);
    pixDestroy(&page);
    return pdf;
}

/* Its pages are read one by one, and nothing but the page is read each time. */
Test(worker, scan_with_an_attached_file_is_as_whole_as_its_file)
{
    static const struct {
        const char *end;
        foi_read_status status;
        const char *detail;
    } CASES[] = {
        {"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n", FOI_READ_OK, NULL},
        {"\nendstream endobj\ntrailer<</Root 1 0 R>>\n", FOI_READ_PARTIAL, "the PDF is cut short"},
    };
    foi_limits limits = one_worker();
    g_autoptr(foi_supervisor) supervisor = supervise(&limits);
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GByteArray) pdf = scanned_pdf(CASES[i].end);
        foi_job job = {.kind = FOI_JOB_READ, .name = "scan.pdf"};
        g_autoptr(foi_document) document = run(supervisor, job, pdf->data, pdf->len);
        cr_assert_not_null(strstr(document->text.bytes->str, "The Commissioner finds"), "%s",
                           document->status_detail);
        cr_assert_eq(document->status, CASES[i].status, "%zu: %d %s", i, document->status,
                     document->status_detail);
        cr_assert(g_strcmp0(document->status_detail, CASES[i].detail) == 0, "%s",
                  document->status_detail);
    }
}

#endif
