/* A writer killed at any moment, or a power cut, leaves the last whole commit, and the next run
 * completes. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/store/commit.h"
#include "store_fixture.h"

enum { DOCUMENTS = 60, COMMIT_EVERY = 6, KILLS = 30 };

/* Adds what is missing, a commit every few files. 0 where all went well. */
static int index_all(const char *directory)
{
    foi_store_writer *writer = NULL;
    if (foi_store_writer_open(directory, 5000, &writer, NULL) != FOI_OK)
        return 1;
    int failed = 0;
    bool changed;
    for (uint32_t i = 0; i < DOCUMENTS && failed == 0; i++) {
        g_autofree char *path = g_strdup_printf("/%02u", i);
        if (foi_store_writer_file(writer, path) != NULL)
            continue;
        g_autofree char *text = g_strdup_printf("letter %u of the thread", i);
        g_autoptr(foi_document) document = fixture_document(i, text);
        if (foi_store_writer_add(writer, document, NULL) != FOI_OK)
            failed = 2;
        foi_store_writer_set_file(writer, fixture_state(path, document));
        if (i % COMMIT_EVERY == 0 && foi_store_writer_commit(writer, &changed, NULL) != FOI_OK)
            failed = 3;
    }
    if (failed == 0 && foi_store_writer_commit(writer, &changed, NULL) != FOI_OK)
        failed = 4;
    foi_store_writer_free(writer);
    return failed;
}

static int run_child(const char *directory, gulong kill_after_us)
{
    pid_t child = fork();
    if (child == 0)
        _exit(index_all(directory));
    if (kill_after_us > 0) {
        g_usleep(kill_after_us);
        kill(child, SIGKILL);
    }
    int status = -1;
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* A commit adds some files in a row, so that the numbers rise with them, whatever was killed. */
static void expect_column(foi_snapshot *snapshot, uint32_t docid, uint32_t number)
{
    static uint64_t before;
    size_t segment;
    uint32_t row;
    foi_store_info info;
    foi_snapshot_info(snapshot, &info);
    foi_snapshot_locate(snapshot, docid, &segment, &row);
    uint64_t added = foi_snapshot_added(snapshot, segment)[row];
    cr_assert(added >= 1 && added <= info.commit, "a document of commit %" G_GUINT64_FORMAT, added);
    cr_assert(number == 0 || added >= before);
    cr_assert(number == 0 || (added > before) == (number % COMMIT_EVERY == 1));
    before = added;
}

static char *dump(const char *directory, uint32_t *documents)
{
    foi_snapshot *snapshot = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_status status = foi_snapshot_open(directory, &snapshot, &error);
    *documents = 0;
    if (status == FOI_ERROR_NOT_FOUND)
        return g_strdup("no commit yet");
    cr_assert_eq(status, FOI_OK, "%s", error.message);
    cr_assert_eq(foi_store_check(directory, NULL, NULL, &error), FOI_OK, "%s", error.message);
    GString *all = g_string_new(NULL);
    for (uint32_t i = 0; i < DOCUMENTS; i++) {
        char id[FOI_ID_LENGTH + 1];
        fixture_id(i, id);
        g_autoptr(foi_document) document = NULL;
        uint32_t docid = foi_snapshot_find(snapshot, id);
        if (docid == 0)
            continue;
        cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, NULL), FOI_OK);
        expect_column(snapshot, docid, i);
        g_string_append_printf(all, "%s %s %s %s\n", id, document->location,
                               document->case_id != NULL ? document->case_id : "-",
                               document->text.bytes->str);
        (*documents)++;
    }
    foi_store_info info;
    foi_snapshot_info(snapshot, &info);
    cr_assert_eq(info.documents, *documents);
    cr_assert_eq(info.files, *documents);
    foi_snapshot_free(snapshot);
    return g_string_free(all, FALSE);
}

Test(store_crash, a_killed_writer_leaves_a_whole_commit_and_the_next_run_completes, .timeout = 300)
{
    uint32_t documents;
    g_autofree char *undisturbed = fixture_directory();
    gint64 start = g_get_monotonic_time();
    cr_assert_eq(run_child(undisturbed, 0), 0);
    gint64 whole_run = g_get_monotonic_time() - start;
    g_autofree char *wanted = dump(undisturbed, &documents);
    cr_assert_eq(documents, DOCUMENTS);
    GRand *random = g_rand_new_with_seed(20);
    g_autofree char *directory = fixture_directory();
    for (int i = 0; i < KILLS; i++) {
        run_child(directory, (gulong)g_rand_int_range(random, 1, (gint32)whole_run));
        uint32_t before = documents;
        g_free(dump(directory, &before));
        cr_assert(before == DOCUMENTS || before % COMMIT_EVERY <= 1,
                  "%u documents are no whole commit", before);
        if (i % 3 == 2) {
            cr_assert_eq(run_child(directory, 0), 0);
            g_autofree char *found = dump(directory, &before);
            cr_assert_str_eq(found, wanted);
            foi_disk_remove_tree(directory);
        }
    }
    g_rand_free(random);
    fixture_remove(directory);
    fixture_remove(undisturbed);
}

/* Readers open and look while a writer commits as fast as it can. */
Test(store_crash, a_reader_beside_a_writer_always_sees_a_whole_commit, .timeout = 300)
{
    g_autofree char *directory = fixture_directory();
    pid_t child = fork();
    if (child == 0)
        _exit(index_all(directory));
    int status = 0;
    uint32_t last = 0, seen = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        uint32_t documents;
        foi_snapshot *snapshot = NULL;
        g_auto(foi_error) error = FOI_ERROR_INIT;
        foi_status opened = foi_snapshot_open(directory, &snapshot, &error);
        cr_assert(opened == FOI_OK || opened == FOI_ERROR_NOT_FOUND, "%s", error.message);
        if (opened != FOI_OK)
            continue;
        foi_store_info info;
        foi_snapshot_info(snapshot, &info);
        documents = info.documents;
        cr_assert_geq(documents, last, "an older commit after a newer one");
        cr_assert(documents == DOCUMENTS || documents % COMMIT_EVERY == 1, "%u", documents);
        last = documents;
        seen++;
        foi_snapshot_free(snapshot);
    }
    cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    cr_assert_gt(seen, 0);
    fixture_remove(directory);
}

/* A disk that takes no more, at every size from nothing on: the child tells what became of it. */
static int index_within(const char *directory, rlim_t bytes)
{
    pid_t child = fork();
    if (child == 0) {
        struct rlimit limit = {bytes, bytes};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(index_all(directory));
    }
    int status = -1;
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(store_crash, a_full_disk_fails_with_a_message_and_leaves_the_last_commit, .timeout = 300)
{
    g_autofree char *directory = fixture_directory();
    uint32_t documents;
    cr_assert_eq(index_within(directory, RLIM_INFINITY), 0);
    g_autofree char *wanted = dump(directory, &documents);
    cr_assert_eq(documents, DOCUMENTS);
    foi_disk_remove_tree(directory);
    int failures = 0;
    for (rlim_t bytes = 0; bytes < 1 << 18; bytes = bytes * 3 / 2 + 300) {
        int ended = index_within(directory, bytes);
        cr_assert_geq(ended, 0, "crashed with a limit of %lu bytes", (unsigned long)bytes);
        failures += ended != 0;
        g_free(dump(directory, &documents));
    }
    cr_assert_gt(failures, 5);
    cr_assert_eq(index_within(directory, RLIM_INFINITY), 0);
    g_autofree char *found = dump(directory, &documents);
    cr_assert_str_eq(found, wanted);
    fixture_remove(directory);
}

/* --- a disk that fails once the new commit is in place -----------------------------------------
 */

static ino_t failing_directory; /* fsync() fails for it; 0: for none */
static int failing_errno;

/* What was synced, as it was then: path -> size and time of change. NULL: nobody watches. */
static GHashTable *synced;
static char *watched; /* the directory of the index */
static guint commits_seen;

static char *stamp(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return NULL;
    return g_strdup_printf("%ld %ld.%ld", (long)about.st_size, (long)about.st_mtim.tv_sec,
                           about.st_mtim.tv_nsec);
}

static void note_sync(int descriptor)
{
    g_autofree char *link = g_strdup_printf("/proc/self/fd/%d", descriptor);
    char *path = g_file_read_link(link, NULL);
    if (path != NULL)
        g_hash_table_replace(synced, path, stamp(path));
}

/* In place of the C library's, for this program alone. */
int fsync(int descriptor)
{
    if (synced != NULL)
        note_sync(descriptor);
    struct stat facts;
    if (failing_directory != 0 && fstat(descriptor, &facts) == 0 &&
        facts.st_ino == failing_directory) {
        errno = failing_errno;
        return -1;
    }
    return (int)syscall(SYS_fsync, descriptor);
}

static void fail_syncs_of(const char *directory, int failure)
{
    struct stat facts;
    cr_assert_eq(stat(directory, &facts), 0);
    failing_directory = facts.st_ino;
    failing_errno = failure;
}

static void add_file(foi_store_writer *writer, uint32_t number, const char *path)
{
    g_autoptr(foi_document) document = fixture_document(number, "a letter");
    cr_assert_eq(foi_store_writer_add(writer, document, NULL), FOI_OK);
    foi_store_writer_set_file(writer, fixture_state(path, document));
}

Test(store_crash, a_commit_whose_last_sync_failed_is_reported_and_not_swept_away)
{
    g_autofree char *directory = fixture_directory();
    foi_store_writer *writer = NULL;
    bool changed;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    add_file(writer, 1, "/01");
    cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
    add_file(writer, 2, "/02");
    fail_syncs_of(directory, EIO);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_ERROR_IO);
    cr_assert_not_null(strstr(error.message, directory), "%s", error.message);
    foi_store_writer_free(writer);
    failing_directory = 0;

    g_auto(foi_error) damage = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_check(directory, NULL, NULL, &damage), FOI_OK, "%s", damage.message);
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    cr_assert_eq(foi_store_writer_documents(writer), 2);
    foi_store_writer_free(writer);
    fixture_remove(directory);
}

Test(store_crash, a_file_system_that_cannot_sync_directories_still_takes_an_index)
{
    g_autofree char *directory = fixture_directory();
    foi_store_writer *writer = NULL;
    bool changed;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    add_file(writer, 1, "/01");
    fail_syncs_of(directory, EINVAL);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    foi_store_writer_free(writer);
    failing_directory = 0;
    fixture_remove(directory);
}

Test(store_crash, the_lock_is_given_back_also_where_standard_input_was_closed)
{
    g_autofree char *directory = fixture_directory();
    int input = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 10);
    close(STDIN_FILENO);
    foi_status statuses[2];
    for (int i = 0; i < 2; i++) {
        foi_store_writer *writer = NULL;
        statuses[i] = foi_store_writer_open(directory, 0, &writer, NULL);
        foi_store_writer_free(writer);
    }
    dup2(input, STDIN_FILENO);
    close(input);
    cr_assert_eq(statuses[0], FOI_OK);
    cr_assert_eq(statuses[1], FOI_OK);
    fixture_remove(directory);
}

/* --- what a power cut would leave: what was not waited for may be lost ---------------------------
 */

static void expect_synced(const char *path)
{
    g_autofree char *now = stamp(path);
    const char *then = g_hash_table_lookup(synced, path);
    cr_assert_not_null(now, "%s is missing", path);
    cr_assert_not_null(then, "nobody waited for %s", path);
    cr_assert_str_eq(then, now, "%s was changed after it was waited for", path);
}

static void expect_tree_synced(const char *path)
{
    expect_synced(path);
    GDir *directory = g_dir_open(path, 0, NULL);
    const char *name;
    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        expect_tree_synced(inside);
    }
    if (directory != NULL)
        g_dir_close(directory);
}

static void expect_commit_synced(const char *stub)
{
    g_autofree char *text = NULL;
    foi_commit *commit;
    cr_assert(g_file_get_contents(stub, &text, NULL, NULL));
    cr_assert_eq(foi_commit_parse(stub, text, &commit, NULL), FOI_OK);
    GHashTable *paths = foi_commit_paths(commit);
    GHashTableIter each;
    void *relative;
    g_hash_table_iter_init(&each, paths);
    while (g_hash_table_iter_next(&each, &relative, NULL)) {
        g_autofree char *path = g_build_filename(watched, relative, NULL);
        g_autofree char *within = g_path_get_dirname(path);
        expect_tree_synced(path);
        cr_assert(g_hash_table_contains(synced, within), "nobody waited for %s", within);
    }
    expect_synced(stub);
    g_hash_table_unref(paths);
    foi_commit_free(commit);
}

int rename(const char *from, const char *to)
{
    if (synced != NULL && g_str_has_suffix(to, "/" FOI_STUB_NAME)) {
        expect_commit_synced(from);
        commits_seen++;
        /* The name itself is to be waited for now. */
        g_hash_table_remove(synced, watched);
    }
    return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

Test(store_crash, everything_of_a_commit_is_on_the_disk_before_its_name)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = NULL;
    synced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    watched = g_strdup(directory);
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    /* Enough commits for a merge; some only add, some change, some only drop. */
    for (uint32_t round = 0; round < 24; round++) {
        bool changed;
        if (round % 5 != 4)
            for (uint32_t i = 0; i < 3; i++) {
                g_autofree char *path = g_strdup_printf("/%02u", round * 2 + i);
                add_file(writer, round * 2 + i, path);
            }
        g_autofree char *dropped = g_strdup_printf("/%02u", round * 2 - 2);
        if (round % 5 == 4)
            foi_store_writer_drop_file(writer, dropped);
        cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
        cr_assert(changed);
        cr_assert_eq(commits_seen, round + 1);
        cr_assert(g_hash_table_contains(synced, watched), "nobody waited for the name");
    }
    g_clear_pointer(&synced, g_hash_table_unref);
    g_free(watched);
    fixture_remove(directory);
}
