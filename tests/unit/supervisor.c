/* The supervisor with workers that answer, hang, crash, lie and flood. */
#include "tests/unit/supervisor_support.h"

#include "indexer/worker/task.h"

TestSuite(supervisor, .init = set_up, .fini = tear_down, .timeout = 60);

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
    {"sys", FOI_READ_CRASHED, "SIGSYS"},
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
    expect_no_start("fake-worker-stillborn", "exit status 6");
    expect_no_start("fake-worker-barren", "cannot be forked");
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

/* The system then reaps the children before we can ask how they ended. */
Test(supervisor, a_host_that_ignores_its_children_is_served_all_the_same)
{
    signal(SIGCHLD, SIG_IGN);
    foi_limits limits = quick_limits(2);
    limits.recycle_after = 2;
    g_autoptr(foi_supervisor) supervisor = supervise("fake-worker", &limits);
    for (int i = 0; i < 6; i++) {
        bool bad = i % 3 == 1;
        g_autoptr(GPtrArray) documents = run_one(supervisor, bad ? "segv" : "letter", "x");
        cr_assert_eq(document_at(documents, 0)->status, bad ? FOI_READ_CRASHED : FOI_READ_OK);
    }
    struct sigaction still;
    sigaction(SIGCHLD, NULL, &still);
    cr_assert_eq(still.sa_handler, SIG_IGN);
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
