/* Segments written by processes beside: the index is the one that a single process makes, and
 * whatever happens to such a process is said and leaves nothing behind. */
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/store/segment_process.h"
#include "indexer/store/segment_reply.h"
#include "search_fixture.h"

/* Documents are sent to other processes only after so many. */
enum { ALONE = 1000 };

static char *program;

static void set_up_program(void)
{
    set_up();
    program = g_build_filename(FOI_BINARY_DIR, "bin", "foi-worker", NULL);
    cr_assert_eq(access(program, X_OK), 0, "%s must be built before this test runs", program);
}

static void tear_down_program(void)
{
    g_free(program);
    tear_down();
}

TestSuite(store_fresh, .init = set_up_program, .fini = tear_down_program, .timeout = 300);

/* --- what goes in ----------------------------------------------------------------------------- */

static const char *const words[] = {"harbour", "survey", "quay",   "pilot", "tide",  "refusal",
                                    "letter",  "minute", "report", "crane", "berth", "ferry",
                                    "lock",    "wharf",  "barge",  "mole",  "jetty", "beacon"};

/* Low numbers are common. */
static const char *some_word(GRand *random)
{
    gint at = g_rand_int_range(random, 0, G_N_ELEMENTS(words));
    return words[at * g_rand_int_range(random, 0, G_N_ELEMENTS(words)) / (gint)G_N_ELEMENTS(words)];
}

static void random_document(GRand *random, guint number)
{
    static const char *const provisions[] = {"foia:31(1)(a)", "foia:40(2)", "foia:43(2)"};
    g_autofree char *location = g_strdup_printf("/letters/%u/%u.txt", number % 10, number);
    GString *text = g_string_new(NULL);
    for (int i = g_rand_int_range(random, 3, 15); i > 0; i--)
        g_string_append_printf(text, "%s ", some_word(random));
    g_string_append_printf(text, "w%u", number);
    foi_document *document = add_document(location, text->str);
    g_string_free(text, TRUE);
    g_autofree char *date = g_strdup_printf("20%02d-%02d", g_rand_int_range(random, 10, 20),
                                            g_rand_int_range(random, 1, 13));
    if (number % 3 != 0)
        set_date(document, date);
    set_authority(document, words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    add_claim(document, provisions[g_rand_int_range(random, 0, 3)], FOI_ROLE_RELIED_ON);
}

/* COUNT documents; one in ten takes the place of one of the last few hundred, which by then may
 * have gone to any of the parts. */
static void random_documents(guint count)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(count);
    for (guint i = 0; i < count; i++) {
        random_document(random, i);
        if (i < 2 || g_rand_int_range(random, 0, 10) > 0)
            continue;
        gint again = g_rand_int_range(random, (gint)(i > 400 ? i - 400 : 0), (gint)i);
        const foi_document *earlier = documents->pdata[again];
        foi_document *later = documents->pdata[i];
        memcpy(later->id, earlier->id, FOI_ID_LENGTH);
    }
}

static foi_store_writer *open_writer(const char *worker, uint32_t helpers)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_store_writer *writer = NULL;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    if (helpers > 0)
        foi_store_writer_set_helpers(writer, worker, helpers);
    return writer;
}

/* Adds the documents from FIRST up to END, with their files. */
static foi_status add_some(foi_store_writer *writer, guint first, guint end, foi_error *error)
{
    foi_status status = FOI_OK;
    for (guint i = first; i < end && status == FOI_OK; i++) {
        const foi_document *document = documents->pdata[i];
        foi_file_state *state = foi_file_state_new(document->location);
        foi_file_state_add(state, document, true);
        foi_store_writer_set_file(writer, state);
        status = foi_store_writer_add(writer, document, error);
    }
    return status;
}

static foi_status commit(foi_store_writer *writer, foi_error *error)
{
    bool changed = false;
    return foi_store_writer_commit(writer, &changed, error);
}

/* Adds and commits EVERY documents at a time; all must go well. */
static void write_all(uint32_t helpers, guint every)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_store_writer) writer = open_writer(program, helpers);
    for (guint i = 0; i < documents->len; i += every) {
        guint end = MIN(i + every, documents->len);
        cr_assert_eq(add_some(writer, i, end, &error), FOI_OK, "%s", error.message);
        cr_assert_eq(commit(writer, &error), FOI_OK, "%s", error.message);
    }
}

/* --- what is left ----------------------------------------------------------------------------- */

static void expect_whole(void)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_check(directory, NULL, NULL, &error), FOI_OK, "%s", error.message);
}

/* The segments of the index, and its documents. */
static size_t count_segments(uint32_t *live)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_snapshot) snapshot = NULL;
    foi_store_info info;
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, &error), FOI_OK, "%s", error.message);
    foi_snapshot_info(snapshot, &info);
    *live = info.documents;
    return foi_snapshot_segments(snapshot);
}

static guint count_entries(const char *path)
{
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    guint count = 0;
    while (entries != NULL && g_dir_read_name(entries) != NULL)
        count++;
    return count;
}

static guint count_directories(void)
{
    g_autofree char *path = g_build_filename(directory, "segments", NULL);
    return count_entries(path);
}

static guint count_descriptors(void)
{
    return count_entries("/proc/self/fd");
}

/* The children of this process, up to MOST of them. */
static guint children(pid_t *pids, guint most)
{
    g_autofree char *path = g_strdup_printf("/proc/self/task/%d/children", getpid());
    g_autofree char *text = NULL;
    guint count = 0;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return 0;
    g_auto(GStrv) each = g_strsplit(text, " ", -1);
    for (guint i = 0; each[i] != NULL && each[i][0] > ' ' && count < most; i++)
        pids[count++] = (pid_t)atoi(each[i]);
    return count;
}

static pid_t only_helper(void)
{
    pid_t pids[4];
    cr_assert_eq(children(pids, 4), 1);
    return pids[0];
}

static void expect_no_child(void)
{
    pid_t pid;
    cr_assert_eq(children(&pid, 1), 0, "process %d is left", pid);
}

static bool is_gone(pid_t pid)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/stat", pid);
    g_autofree char *stat = NULL;
    return !g_file_get_contents(path, &stat, NULL, NULL) || strstr(stat, ") Z ") != NULL;
}

static GPtrArray *random_queries(guint count)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    GPtrArray *queries = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < count; i++) {
        const char *a = some_word(random), *b = some_word(random), *c = some_word(random);
        gint year = g_rand_int_range(random, 2010, 2020);
        char *query = i % 7 == 0   ? g_strdup_printf("%s %s %s", a, b, c)
                      : i % 7 == 1 ? g_strdup_printf("\"%s %s\"", a, b)
                      : i % 7 == 2 ? g_strdup_printf("%s OR w%u", a, i * 11)
                      : i % 7 == 3 ? g_strdup_printf("%s -%s date:%d..2020", a, b, year)
                      : i % 7 == 4 ? g_strdup_printf("exemption:40 %s", a)
                      : i % 7 == 5 ? g_strdup_printf("%.3s* %s", a, b)
                                   : g_strdup_printf("authority:%s %s", a, c);
        g_ptr_array_add(queries, query);
    }
    return queries;
}

static GPtrArray *answers_to(const GPtrArray *queries)
{
    GPtrArray *answers = g_ptr_array_new_with_free_func(g_free);
    open_index();
    for (guint i = 0; i < queries->len; i++)
        g_ptr_array_add(answers, answer_of(queries->pdata[i], (foi_sort)(i % 3), true));
    return answers;
}

static int compare_lines(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* With which commit each document came, and what its words are known by. */
static char *columns_of(void)
{
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
    for (size_t s = 0; s < foi_snapshot_segments(snapshot); s++) {
        const uint64_t *added = foi_snapshot_added(snapshot, s);
        const uint64_t *fingerprints = foi_snapshot_fingerprints(snapshot, s);
        for (uint32_t row = 0; row < foi_snapshot_rows(snapshot, s); row++)
            if (!foi_snapshot_is_removed(snapshot, foi_snapshot_docid(snapshot, s, row)))
                g_ptr_array_add(
                    lines, g_strdup_printf("%.*s %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                           FOI_ID_LENGTH, foi_snapshot_row_id(snapshot, s, row),
                                           added[row], fingerprints[row]));
    }
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

/* --- the same index --------------------------------------------------------------------------- */

static void compare_helpers(uint32_t helpers, guint count, guint every)
{
    uint32_t wanted, found;
    random_documents(count);
    g_autoptr(GPtrArray) queries = random_queries(140);
    write_all(0, every);
    expect_whole();
    size_t alone = count_segments(&wanted);
    g_autofree char *columns_of_one = columns_of();
    g_autoptr(GPtrArray) one = answers_to(queries);
    remove_tree(directory);
    write_all(helpers, every);
    expect_no_child();
    expect_whole();
    cr_assert_gt(count_segments(&found), alone, "no process took part");
    cr_assert_eq(found, wanted);
    g_autofree char *columns_of_many = columns_of();
    cr_assert_str_eq(columns_of_many, columns_of_one);
    g_autoptr(GPtrArray) many = answers_to(queries);
    for (guint i = 0; i < queries->len; i++)
        cr_assert_str_eq(many->pdata[i], one->pdata[i], "%s: %s, but from one process %s",
                         (char *)queries->pdata[i], (char *)many->pdata[i], (char *)one->pdata[i]);
}

Test(store_fresh, one_process_beside_makes_the_same_index)
{
    compare_helpers(1, 3000, 3000);
}

Test(store_fresh, three_processes_beside_make_the_same_index)
{
    compare_helpers(3, 3500, 1750);
}

/* Whose turn it is goes on from commit to commit: no process may be left out in between. */
Test(store_fresh, processes_that_have_hardly_anything_to_do_are_no_failure)
{
    uint32_t live;
    enum { ROUNDS = 5 };
    random_documents(ROUNDS * (ALONE + 1));
    write_all(3, ALONE + 1);
    expect_whole();
    cr_assert_gt(count_segments(&live), ROUNDS);
    cr_assert_eq(count_directories(), count_segments(&live),
                 "a process that did nothing left some");
}

Test(store_fresh, many_processes_do_not_make_ever_more_segments)
{
    enum { HELPERS = 9, ROUNDS = 17 };
    uint32_t live;
    random_documents(ROUNDS * (ALONE + HELPERS));
    write_all(HELPERS, ALONE + HELPERS);
    size_t segments = count_segments(&live);
    cr_assert_lt(segments, 24, "%zu segments", segments);
    expect_whole();
}

/* --- what interrupts -------------------------------------------------------------------------- */

static volatile sig_atomic_t interruptions;

static void on_alarm(int number)
{
    (void)number;
    interruptions++;
}

Test(store_fresh, signals_and_a_host_that_ignores_its_children_change_nothing)
{
    uint32_t wanted, live;
    struct sigaction action = {.sa_handler = on_alarm}; /* not SA_RESTART */
    struct itimerval often = {{0, 500}, {0, 500}}, never = {{0, 0}, {0, 0}};
    random_documents(2500);
    write_all(0, documents->len);
    count_segments(&wanted);
    remove_tree(directory);
    signal(SIGCHLD, SIG_IGN);
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &often, NULL);
    write_all(2, documents->len);
    setitimer(ITIMER_REAL, &never, NULL);
    cr_assert_gt(interruptions, 0);
    expect_no_child();
    expect_whole();
    cr_assert_eq(count_segments(&live), 3);
    cr_assert_eq(live, wanted);
}

/* --- what fails ------------------------------------------------------------------------------- */

/* A first commit of FIRST documents, then a run with one helper that has begun on the rest. */
static foi_store_writer *begin_with_helper(guint first)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_store_writer *writer = open_writer(program, 1);
    cr_assert_eq(add_some(writer, 0, first, &error), FOI_OK, "%s", error.message);
    cr_assert_eq(commit(writer, &error), FOI_OK, "%s", error.message);
    cr_assert_eq(add_some(writer, first, first + ALONE + 20, &error), FOI_OK, "%s", error.message);
    return writer;
}

/* After a failure: the last commit of FIRST documents is there and nothing else, and the next run
 * completes. */
static void expect_recovery(guint first)
{
    uint32_t live;
    expect_no_child();
    expect_whole();
    size_t segments = count_segments(&live);
    cr_assert_leq(live, first);
    cr_assert_eq(count_directories(), segments, "a segment is left behind");
    remove_tree(directory);
    write_all(0, documents->len);
    uint32_t wanted;
    count_segments(&wanted);
    remove_tree(directory);
    write_all(1, documents->len);
    count_segments(&live);
    cr_assert_eq(live, wanted);
}

enum { FIRST = 40, ALL = FIRST + ALONE + 1500 };

Test(store_fresh, a_process_that_is_killed_fails_the_run_and_leaves_the_last_commit)
{
    random_documents(ALL);
    guint descriptors = count_descriptors();
    foi_store_writer *writer = begin_with_helper(FIRST);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    kill(only_helper(), SIGKILL);
    foi_status status = add_some(writer, FIRST + ALONE + 20, documents->len, &error);
    if (status == FOI_OK)
        status = commit(writer, &error);
    cr_assert_eq(status, FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, "/segments/"), "%s", error.message);
    cr_assert_not_null(strstr(error.message, "SIGKILL"), "%s", error.message);
    cr_assert_neq(commit(writer, NULL), FOI_OK, "what is lost cannot be committed later");
    foi_store_writer_free(writer);
    cr_assert_eq(count_descriptors(), descriptors);
    expect_recovery(FIRST);
}

typedef struct killing {
    pid_t pid;
    bool stopped; /* by us before: it can do nothing until then */
} killing;

/* Kills the process once it has begun to write the end of its segment. */
static void *kill_at_the_end(void *data)
{
    const killing *k = data;
    g_autofree char *path = g_strdup_printf("%s/segments/3/load/postlist.glass", directory);
    for (int i = 0; i < 20000 && !k->stopped && access(path, F_OK) != 0; i++)
        g_usleep(100);
    if (k->stopped)
        g_usleep(200 * 1000);
    if (!is_gone(k->pid))
        kill(k->pid, SIGKILL);
    return NULL;
}

/* False where the process has ended before it was killed. */
static bool fail_at_the_end(bool stopped)
{
    guint descriptors = count_descriptors();
    foi_store_writer *writer = begin_with_helper(FIRST);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    if (!stopped)
        cr_assert_eq(add_some(writer, FIRST + ALONE + 20, documents->len, &error), FOI_OK);
    killing k = {only_helper(), stopped};
    if (stopped)
        kill(k.pid, SIGSTOP);
    GThread *killer = g_thread_new("killer", kill_at_the_end, &k);
    foi_status status = commit(writer, &error);
    g_thread_join(killer);
    foi_store_writer_free(writer);
    if (status == FOI_OK)
        return false;
    cr_assert_eq(status, FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, "/segments/3"), "%s", error.message);
    cr_assert_eq(count_descriptors(), descriptors);
    expect_recovery(FIRST);
    return true;
}

Test(store_fresh, a_process_that_is_killed_while_it_writes_the_end_does_too)
{
    random_documents(ALL);
    for (int i = 0; i < 20 && !fail_at_the_end(false); i++)
        remove_tree(directory);
}

Test(store_fresh, a_process_that_is_killed_while_it_is_waited_for_does_too)
{
    random_documents(ALL);
    cr_assert(fail_at_the_end(true));
}

Test(store_fresh, a_full_disk_in_a_process_is_told_with_the_name_of_the_file)
{
    static const rlim_t limits[] = {0, 9000, 20000};
    random_documents(ALL);
    guint descriptors = count_descriptors();
    for (size_t i = 0; i < G_N_ELEMENTS(limits); i++) {
        foi_store_writer *writer = begin_with_helper(FIRST);
        g_auto(foi_error) error = FOI_ERROR_INIT;
        struct rlimit limit = {limits[i], limits[i]};
        cr_assert_eq(prlimit(only_helper(), RLIMIT_FSIZE, &limit, NULL), 0);
        foi_status status = add_some(writer, FIRST + ALONE + 20, documents->len, &error);
        if (status == FOI_OK)
            status = commit(writer, &error);
        cr_assert_eq(status, FOI_ERROR_IO, "%s", error.message);
        cr_assert_not_null(strstr(error.message, "/segments/3/"), "%s", error.message);
        cr_assert_not_null(strstr(error.message, g_strerror(EFBIG)), "%s", error.message);
        foi_store_writer_free(writer);
        cr_assert_eq(count_descriptors(), descriptors);
        expect_recovery(FIRST);
        remove_tree(directory);
    }
}

/* Long names are no reason to cut off what failed. */
Test(store_fresh, the_reason_of_a_failure_is_told_whole_however_long_the_path_is)
{
    g_autofree char *outer = directory;
    g_autofree char *folder = g_strnfill(200, 'd');
    directory = g_build_filename(outer, folder, folder, folder, folder, NULL);
    random_documents(ALONE + 1500);
    foi_store_writer *writer = open_writer(program, 1);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(add_some(writer, 0, ALONE + 20, &error), FOI_OK, "%s", error.message);
    struct rlimit limit = {0, 0};
    cr_assert_eq(prlimit(only_helper(), RLIMIT_FSIZE, &limit, NULL), 0);
    foi_status status = add_some(writer, ALONE + 20, documents->len, &error);
    if (status == FOI_OK)
        status = commit(writer, &error);
    cr_assert_eq(status, FOI_ERROR_IO, "%s", error.message);
    cr_assert_not_null(strstr(error.message, "/segments/2/"), "%s", error.message);
    cr_assert_not_null(strstr(error.message, g_strerror(EFBIG)), "%s", error.message);
    foi_store_writer_free(writer);
    g_free(directory);
    directory = g_steal_pointer(&outer);
}

static void expect_refusal(const char *worker, const char *part)
{
    guint descriptors = count_descriptors();
    foi_store_writer *writer = open_writer(worker, 2);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_status status = add_some(writer, 0, documents->len, &error);
    if (status == FOI_OK)
        status = commit(writer, &error);
    cr_assert_eq(status, FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(error.message, part), "%s", error.message);
    foi_store_writer_free(writer);
    expect_no_child();
    cr_assert_eq(count_descriptors(), descriptors);
    cr_assert_eq(count_directories(), 0);
}

Test(store_fresh, a_worker_program_that_is_missing_or_is_none_is_said_so)
{
    g_autofree char *own = g_strconcat(directory, "-not-a-worker", NULL);
    random_documents(ALONE + 500);
    expect_refusal("/nowhere/foi-worker", "/nowhere/foi-worker");
    cr_assert(g_file_set_contents(own, "#!/bin/sh\nexit 2\n", -1, NULL));
    cr_assert_eq(g_chmod(own, 0700), 0);
    expect_refusal(own, "exit status 2");
    g_remove(own);
}

Test(store_fresh, a_worker_program_of_another_version_refuses_to_write)
{
    int pair[2];
    const char *const arguments[] = {"999.999", directory, "1"};
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    cr_assert_neq(foi_segment_serve(pair[1], arguments, 3), 0);
    foi_segment_reply reply;
    cr_assert_eq(recv(pair[0], &reply, sizeof reply, MSG_WAITALL), (ssize_t)sizeof reply);
    cr_assert_eq(reply.status, FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(reply.message, "another version"), "%s", reply.message);
    close(pair[0]);
    close(pair[1]);
    cr_assert_eq(count_directories(), 0);
}

/* In a child: processes are at work, their pids go into PIPE; then it is killed. */
static void write_and_die(int pipe)
{
    pid_t pids[3];
    foi_store_writer *writer = open_writer(program, 3);
    if (add_some(writer, 0, ALONE + 500, NULL) != FOI_OK || children(pids, 3) != 3)
        _exit(1);
    if (write(pipe, pids, sizeof pids) != (ssize_t)sizeof pids)
        _exit(2);
    raise(SIGKILL);
}

Test(store_fresh, processes_die_with_the_one_that_started_them)
{
    int pipes[2];
    random_documents(ALONE + 1500);
    cr_assert_eq(pipe2(pipes, O_CLOEXEC), 0);
    pid_t child = fork();
    if (child == 0)
        write_and_die(pipes[1]);
    close(pipes[1]);
    pid_t pids[3] = {0};
    cr_assert_eq(read(pipes[0], pids, sizeof pids), (ssize_t)sizeof pids);
    close(pipes[0]);
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_assert(WIFSIGNALED(status));
    gint64 end = g_get_monotonic_time() + G_USEC_PER_SEC;
    while (!(is_gone(pids[0]) && is_gone(pids[1]) && is_gone(pids[2])))
        cr_assert_lt(g_get_monotonic_time(), end, "a process has outlived the run by a second");
    write_all(3, documents->len);
    expect_whole();
    uint32_t live;
    cr_assert_eq(count_directories(), count_segments(&live), "what the killed run began is left");
}
