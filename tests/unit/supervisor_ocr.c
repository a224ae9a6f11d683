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
