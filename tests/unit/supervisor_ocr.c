/* Pages of a scan are read one by one, by any worker: what is lost with a worker is its page. And
 * what OCR there is, is known before the first file is read. */
#include "indexer/worker/ocr_languages.h"
#include "tests/unit/supervisor_support.h"

TestSuite(supervisor_ocr, .init = set_up, .fini = tear_down, .timeout = 60);

#define TWO_LANGUAGES "tesseract\t5\n" FOI_OCR_LANGUAGES_NAME "\tcym, eng\nICU\t1\n"

static void expect_check(foi_ocr_choice choice, const char *languages, const char *libraries,
                         const char *reason)
{
    foi_limits limits = quick_limits(1);
    limits.ocr = choice;
    limits.ocr_languages = languages;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_status status = foi_ocr_languages_check(&limits, libraries, &error);
    cr_assert_eq(status, reason == NULL ? FOI_OK : FOI_ERROR_ARGUMENT, "%s", languages);
    cr_assert(reason == NULL || strstr(error.message, reason), "%s", error.message);
}

Test(supervisor_ocr, languages_that_are_not_installed_are_named_with_those_that_are)
{
    expect_check(FOI_OCR_AUTO, "eng", TWO_LANGUAGES, NULL);
    expect_check(FOI_OCR_AUTO, "cym+eng", TWO_LANGUAGES, NULL);
    expect_check(FOI_OCR_ALWAYS, NULL, TWO_LANGUAGES, NULL);
    expect_check(FOI_OCR_AUTO, "eng+xyz", TWO_LANGUAGES, "\"xyz\"; installed are: cym, eng");
    expect_check(FOI_OCR_NEVER, "en", TWO_LANGUAGES, "\"en\"");
    expect_check(FOI_OCR_AUTO, "eng+", TWO_LANGUAGES, "\"\"");
}

Test(supervisor_ocr, without_an_engine_or_a_model_there_is_none)
{
    const char *none = "tesseract\t5\n" FOI_OCR_LANGUAGES_NAME "\t\n";
    expect_check(FOI_OCR_ALWAYS, NULL, none, "no model of tesseract is installed");
    expect_check(FOI_OCR_AUTO, "eng", none, "no model of tesseract is installed");
    expect_check(FOI_OCR_ALWAYS, NULL, "ICU\t1\n", "built without tesseract");
    expect_check(FOI_OCR_AUTO, "eng", "", "built without tesseract");
}

static foi_status check(const char *program, foi_ocr_choice choice, foi_error *error)
{
    foi_limits limits = quick_limits(1);
    limits.ocr = choice;
    g_autoptr(foi_supervisor) supervisor = supervise(program, &limits);
    return foi_supervisor_check_ocr(supervisor, error);
}

Test(supervisor_ocr, the_workers_are_asked_only_where_ocr_is_asked_for)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(check("fake-worker-dead", FOI_OCR_AUTO, &error), FOI_OK);
    cr_assert_eq(check("fake-worker-dead", FOI_OCR_ALWAYS, &error), FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, "exit status 7"), "%s", error.message);
    foi_error_clear(&error);
    cr_assert_eq(check("fake-worker", FOI_OCR_ALWAYS, &error), FOI_ERROR_ARGUMENT);
    cr_assert_not_null(strstr(error.message, "built without tesseract"), "%s", error.message);
}

/* --- pages ---
 */

static void expect_pages(const foi_document *document, const char *text)
{
    cr_assert_str_eq(document->text.bytes->str, text);
    uint32_t before = 0;
    for (guint i = 0; i < document->text.blocks->len; i++) {
        uint32_t page = g_array_index(document->text.blocks, foi_block, i).page;
        cr_assert_gt(page, before);
        before = page;
    }
}

static void expect_third_lost(const foi_document *document, const char *reason)
{
    const char *detail = document->status_detail == NULL ? "" : document->status_detail;
    bool named = strstr(detail, "page 3: ") != NULL && strstr(detail, reason) != NULL;
    cr_assert_eq(document->status, FOI_READ_PARTIAL, "%s", detail);
    cr_assert(named, "%s", detail);
    bool noted = foi_text_page_note(&document->text, 3) != NULL;
    cr_assert(document->ocr && !noted, "the others were read");
    expect_pages(document, "one\f=two\f\ffour\ffive");
}

static void expect_one_lost(uint32_t jobs, const char *fault, foi_read_status status,
                            const char *reason)
{
    foi_limits limits = quick_limits(jobs);
    limits.budget.wall_ms = status == FOI_READ_TIMEOUT ? 300 : 10000;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autofree char *bytes = g_strdup_printf("one|=two|%s|four|five", fault);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "scan", bytes);
    expect_third_lost(document_at(documents, 0), reason);
    g_autoptr(GPtrArray) other = run_one(supervisor, "letter", "x");
    cr_assert_eq(document_at(other, 0)->status, FOI_READ_OK);
}

Test(supervisor_ocr, a_page_whose_worker_crashes_costs_that_page)
{
    for (uint32_t jobs = 1; jobs <= 3; jobs++) {
        expect_one_lost(jobs, "segv", FOI_READ_CRASHED, "SIGSEGV");
        expect_one_lost(jobs, "exit", FOI_READ_CRASHED, "exit status 9");
        expect_one_lost(jobs, "memory", FOI_READ_TOO_LARGE, "more memory");
    }
}

Test(supervisor_ocr, a_page_whose_worker_hangs_costs_that_page)
{
    for (uint32_t jobs = 1; jobs <= 2; jobs++)
        expect_one_lost(jobs, "hang", FOI_READ_TIMEOUT, "longer than 0.3 seconds");
}

Test(supervisor_ocr, a_scan_of_which_no_page_can_be_read_says_why)
{
    foi_limits limits = quick_limits(2);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "scan", "abort|abort");
    const foi_document *document = document_at(documents, 0);
    cr_assert_eq(document->status, FOI_READ_CRASHED);
    cr_assert_not_null(strstr(document->status_detail, "pages 1, 2: "), "%s",
                       document->status_detail);
}

Test(supervisor_ocr, pages_that_are_done_are_counted_while_others_are_read)
{
    foi_limits limits = quick_limits(1);
    limits.budget.wall_ms = 500;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    cr_assert_eq(foi_supervisor_scans(supervisor).wanted, 0);
    submit(supervisor, "scan", "one|hang|hang|=four");
    bool seen = false;
    while (!foi_supervisor_wait(supervisor, 20)) {
        foi_scan_progress now = foi_supervisor_scans(supervisor);
        cr_assert(now.wanted == 0 || now.wanted == 3);
        cr_assert_leq(now.done, now.wanted);
        seen = seen || (now.done == 1 && now.wanted == 3);
    }
    cr_assert(seen, "the first page is done while another hangs");
    g_autoptr(GPtrArray) documents = next(supervisor);
    cr_assert_eq(document_at(documents, 0)->status, FOI_READ_PARTIAL);
    cr_assert_eq(foi_supervisor_scans(supervisor).wanted, 0);
}
