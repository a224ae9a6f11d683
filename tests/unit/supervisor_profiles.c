/* Which worker reads which file: the name is a guess, the worker that looks inside decides. */
#include "tests/unit/supervisor_support.h"

TestSuite(supervisor_profiles, .init = set_up, .fini = tear_down, .timeout = 60);

static void expect_read(foi_supervisor *supervisor, const char *name, const char *text)
{
    g_autoptr(GPtrArray) documents = run_one(supervisor, name, "x");
    const foi_document *document = document_at(documents, 0);
    cr_assert_eq(document->status, FOI_READ_OK, "%s: %s", name, document->status_detail);
    cr_assert_str_eq(document->text.bytes->str, text, "%s", name);
}

static unsigned count_children(void)
{
    g_autofree char *list = NULL;
    cr_assert(g_file_get_contents("/proc/thread-self/children", &list, NULL, NULL));
    g_auto(GStrv) numbers = g_strsplit(g_strstrip(list), " ", -1);
    return g_strv_length(numbers);
}

Test(supervisor_profiles, the_name_is_a_guess_and_the_worker_decides)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    expect_read(supervisor, "letter.pdf", "as pdf");
    expect_read(supervisor, "a pdf.PDF", "as pdf");
    expect_read(supervisor, "pdf in disguise", "as pdf");
    expect_read(supervisor, "letter pdf", "strictly");
}

Test(supervisor_profiles, a_file_that_nobody_will_have_is_no_endless_game)
{
    foi_limits limits = quick_limits(2);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents = run_one(supervisor, "ball", "x");
    const foi_document *document = document_at(documents, 0);
    cr_assert_eq(document->status, FOI_READ_CRASHED);
    cr_assert_not_null(strstr(document->status_detail, "to and fro"), "%s",
                       document->status_detail);
    expect_read(supervisor, "letter", "x");
}

Test(supervisor_profiles, members_are_passed_on_one_by_one)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) documents =
        run_one(supervisor, "box", "{a=one;pdf=x;ball=y;b.pdf=z;c=two}");
    static const char *const texts[] = {"one", "as pdf", "", "as pdf", "two"};
    cr_assert_eq(documents->len, 6);
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        cr_assert_str_eq(document_at(documents, i + 1)->text.bytes->str, texts[i], "member %u", i);
    cr_assert_eq(document_at(documents, 3)->status, FOI_READ_CRASHED);
}

/* Two kinds of files in turn must not cost a new process each. */
Test(supervisor_profiles, workers_of_both_profiles_stay)
{
    foi_limits limits = quick_limits(1);
    limits.recycle_after = 1000;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GPtrArray) first = run_one(supervisor, "pid", "x");
    for (int i = 0; i < 20; i++)
        expect_read(supervisor, "letter.pdf", "as pdf");
    g_autoptr(GPtrArray) last = run_one(supervisor, "pid", "x");
    cr_assert_str_eq(document_at(first, 0)->text.bytes->str, document_at(last, 0)->text.bytes->str);
    cr_assert_eq(count_children(), 3, "the zygote and one worker of each profile");
}

/* Files of one kind must not keep those of the other waiting for ever. */
Test(supervisor_profiles, files_of_both_kinds_come_back_from_few_workers)
{
    for (uint32_t jobs = 1; jobs <= 3; jobs++) {
        foi_limits limits = quick_limits(jobs);
        limits.recycle_after = 9;
        g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
        static const char *const names[] = {"a", "b.pdf", "slow", "pdf", "c", "d.pdf", "pdf 2"};
        for (size_t i = 0; i < 70; i++)
            submit(supervisor, names[i * 5 % G_N_ELEMENTS(names)], "x");
        for (size_t i = 0; i < 70; i++) {
            foi_job_result result = {0};
            cr_assert_eq(foi_supervisor_next(supervisor, &result, NULL), FOI_OK);
            const char *wanted = strstr(result.context, "pdf") ? "as pdf" : "x";
            cr_assert_str_eq(document_at(result.documents, 0)->text.bytes->str, wanted, "%s",
                             (const char *)result.context);
            g_ptr_array_unref(result.documents);
            cr_assert_leq(count_children(), 2 * jobs + 1 + 4, "%u workers", jobs);
        }
    }
}

Test(supervisor_profiles, what_is_in_force_is_told)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    g_autoptr(GString) lines = g_string_new(NULL);
    cr_assert_eq(foi_supervisor_about(supervisor, lines, NULL), FOI_OK);
    cr_assert_str_eq(lines->str, "fake\tnothing\nfake\tnothing\nfake\tnothing\nfake\tnothing\n");
    cr_assert_null(foi_supervisor_lacking(supervisor));
    expect_read(supervisor, "letter", "x");
    g_autoptr(foi_supervisor) dead = supervise("fake-worker-dead", &limits);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_supervisor_about(dead, lines, &error), FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, "exit status 7"), "%s", error.message);
}

/* The library may have been ended by what is attached, not by the letter. */
Test(supervisor_profiles, a_pdf_that_crashes_is_read_without_its_attached_files)
{
    foi_limits limits = quick_limits(1);
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    static const struct {
        const char *name;
        foi_read_status status;
        const char *text, *detail;
    } CASES[] = {
        {"bad-members.pdf", FOI_READ_PARTIAL, "as pdf",
         "its attached files could not be read: the worker ended by SIGSEGV"},
        {"bad-members.txt", FOI_READ_CRASHED, "", "the worker ended by SIGSEGV"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GPtrArray) documents = run_one(supervisor, CASES[i].name, "x");
        const foi_document *document = document_at(documents, 0);
        cr_assert_eq(documents->len, 1);
        cr_assert_eq(document->status, CASES[i].status, "%s", CASES[i].name);
        cr_assert_str_eq(document->status_detail, CASES[i].detail);
        cr_assert_str_eq(document->text.bytes->str, CASES[i].text);
    }
    /* The next member has its own members again. */
    g_autoptr(GPtrArray) box = run_one(supervisor, "box", "{bad-members.pdf=x;b={c=two}}");
    cr_assert_eq(box->len, 4);
    cr_assert_eq(document_at(box, 1)->status, FOI_READ_PARTIAL);
    cr_assert_str_eq(document_at(box, 3)->text.bytes->str, "two");
}
