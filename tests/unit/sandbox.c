/* Kernels that lack a part of the sandbox: played by a filter that answers for them. */
#include <criterion/criterion.h>
#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "foi/update.h"
#include "indexer/worker/supervisor.h"

#if !defined(FOI_SANITIZED) && !defined(FOI_COVERAGE)

static char *program;

static void set_up(void)
{
    program = g_build_filename(FOI_BINARY_DIR, "bin", "foi-worker", NULL);
}

static void tear_down(void)
{
    g_free(program);
}

TestSuite(sandbox, .init = set_up, .fini = tear_down, .timeout = 120);

/* From now on CALL fails in this process and those that it starts, as if the kernel had it not. */
static void take_away(const char *call)
{
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
    cr_assert_not_null(context);
    int number = seccomp_syscall_resolve_name(call);
    cr_assert_eq(seccomp_rule_add(context, SCMP_ACT_ERRNO(ENOSYS), number, 0), 0);
    cr_assert_eq(seccomp_load(context), 0);
    seccomp_release(context);
}

static void take_away_landlock(void)
{
    take_away("landlock_create_ruleset");
}

static void take_away_filters(void)
{
    scmp_filter_ctx context = seccomp_init(SCMP_ACT_ALLOW);
    cr_assert_eq(seccomp_rule_add(context, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1,
                                  SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP)),
                 0);
    cr_assert_eq(seccomp_rule_add(context, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0), 0);
    cr_assert_eq(seccomp_load(context), 0);
    seccomp_release(context);
}

static foi_supervisor *supervise(foi_sandbox sandbox)
{
    foi_limits limits = foi_limits_default();
    limits.jobs = 1;
    limits.sandbox = sandbox;
    foi_supervisor *supervisor = NULL;
    cr_assert_eq(foi_supervisor_new(&limits, program, &supervisor, NULL), FOI_OK);
    return supervisor;
}

static foi_status read_letter(foi_supervisor *supervisor, foi_error *error)
{
    foi_job job = {.name = "letter.txt", .descriptor = memfd_create("letter", MFD_CLOEXEC)};
    cr_assert_eq(write(job.descriptor, "Thank you.", 10), 10);
    foi_supervisor_submit(supervisor, &job);
    foi_job_result result;
    foi_status status = foi_supervisor_next(supervisor, &result, error);
    if (status != FOI_OK)
        return status;
    const foi_document *document = g_ptr_array_index(result.documents, 0);
    cr_assert_eq(document->status, FOI_READ_OK, "%s", document->status_detail);
    g_ptr_array_unref(result.documents);
    return status;
}

static void expect_reading(foi_sandbox sandbox, const char *lacking, const char *in_force)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_supervisor) supervisor = supervise(sandbox);
    cr_assert_eq(read_letter(supervisor, &error), FOI_OK, "%s", error.message);
    const char *told = foi_supervisor_lacking(supervisor);
    cr_assert_eq(told == NULL, lacking == NULL);
    if (lacking != NULL)
        cr_assert_str_eq(told, lacking);
    g_autoptr(GString) lines = g_string_new(NULL);
    cr_assert_eq(foi_supervisor_about(supervisor, lines, &error), FOI_OK, "%s", error.message);
    cr_assert_not_null(strstr(lines->str, in_force), "%s", lines->str);
}

static void expect_refusal(const char *lacking)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_supervisor) supervisor = supervise(FOI_SANDBOX_REQUIRE);
    cr_assert_eq(read_letter(supervisor, &error), FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, lacking), "%s", error.message);
}

Test(sandbox, a_kernel_with_all_of_it_lacks_nothing)
{
    expect_reading(FOI_SANDBOX_REQUIRE, NULL, "strict\tseccomp, landlock");
    expect_reading(FOI_SANDBOX_AUTO, NULL, "pdf\tseccomp, landlock");
}

Test(sandbox, off_is_off_when_it_is_asked_for)
{
    expect_reading(FOI_SANDBOX_OFF, NULL, "strict\tno lock-down as asked");
}

Test(sandbox, without_landlock_files_are_read_and_the_lack_is_told)
{
    take_away_landlock();
    expect_reading(FOI_SANDBOX_AUTO, "landlock", "strict\tseccomp, limits");
    expect_refusal("landlock");
}

Test(sandbox, without_filters_files_are_read_and_the_lack_is_told)
{
    take_away_filters();
    expect_reading(FOI_SANDBOX_AUTO, "seccomp", "strict\tlandlock");
    expect_refusal("seccomp");
}

static void keep_note(const char *line, void *data)
{
    g_ptr_array_add(data, g_strdup(line));
}

static int ignore(const foi_document *document, void *data)
{
    (void)document;
    (void)data;
    return 1;
}

Test(sandbox, what_is_lacking_is_noted_once)
{
    take_away_landlock();
    take_away_filters();
    g_autofree char *directory = g_dir_make_tmp("foi-sandbox-XXXXXX", NULL);
    g_autofree char *file = g_build_filename(directory, "letter.txt", NULL);
    cr_assert(g_file_set_contents(file, "Thank you.", -1, NULL));
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    foi_update_options options;
    foi_update_options_init(&options);
    options.worker = program;
    options.note = keep_note;
    options.data = notes;
    const char *paths[] = {file, file};
    foi_updater *updater = foi_updater_new();
    cr_assert_eq(foi_updater_inspect(updater, paths, 2, &options, ignore, notes), FOI_OK, "%s",
                 foi_updater_error(updater));
    cr_assert_eq(notes->len, 1);
    cr_assert_not_null(strstr(g_ptr_array_index(notes, 0), "seccomp and landlock"), "%s",
                       (const char *)g_ptr_array_index(notes, 0));
    options.sandbox = FOI_SANDBOX_END;
    cr_assert_eq(foi_updater_inspect(updater, paths, 1, &options, ignore, notes),
                 FOI_ERROR_ARGUMENT);
    foi_updater_free(updater);
    unlink(file);
    rmdir(directory);
}

#endif
