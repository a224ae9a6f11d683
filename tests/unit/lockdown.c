/* What a file that has taken over its worker could try: each act is tried in a process that went
 * through the same lock-down as a worker, and must be refused or end it by SIGSYS. */
#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/prctl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/worker/process/process.h"

#if !defined(FOI_SANITIZED) && !defined(FOI_COVERAGE)

/* Each test runs in a directory of its own, with one file in it. */
static char *directory;

static void set_up(void)
{
    directory = g_dir_make_tmp("foi-lockdown-XXXXXX", NULL);
    cr_assert_not_null(directory);
    cr_assert_eq(chdir(directory), 0);
    cr_assert(g_file_set_contents("there", "private", -1, NULL));
}

/* Nothing was added, nothing taken away. */
static void tear_down(void)
{
    cr_expect_eq(unlink("there"), 0);
    cr_expect_eq(rmdir(directory), 0);
    g_free(directory);
}

TestSuite(lockdown, .init = set_up, .fini = tear_down, .timeout = 120);

/* --- the acts: each gives what its last system call gave --- */

static long open_private(void)
{
    return open("/etc/passwd", O_RDONLY | O_CLOEXEC);
}

static long open_by_other_call(void)
{
    return syscall(SYS_open, "/etc/passwd", O_RDONLY);
}

static long open_by_third_call(void)
{
    uint64_t how[3] = {O_RDONLY, 0, 0};
    return syscall(SYS_openat2, AT_FDCWD, "/etc/passwd", how, sizeof how);
}

static long open_own_memory(void)
{
    return open("/proc/self/mem", O_RDWR | O_CLOEXEC);
}

static long open_through_link(void)
{
    return open("/usr/share/poppler/../../../etc/passwd", O_RDONLY | O_CLOEXEC);
}

static long list_directory(void)
{
    return open("/home", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static long create_file(void)
{
    return open("new", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
}

static long create_nameless(void)
{
    return open("/tmp", O_WRONLY | O_TMPFILE | O_CLOEXEC, 0600);
}

static long overwrite_font(void)
{
    return open("/usr/share/poppler", O_RDWR | O_CLOEXEC);
}

static long remove_file(void)
{
    return unlink("there");
}

static long rename_file(void)
{
    return rename("there", "moved");
}

static long make_directory(void)
{
    return mkdir("made", 0700);
}

static long make_link(void)
{
    return symlink("/etc/passwd", "link");
}

static long cut_file(void)
{
    return truncate("there", 0);
}

static long change_mode(void)
{
    return chmod("there", 0777);
}

static long look_at_file(void)
{
    struct stat file;
    return stat("/etc/shadow", &file);
}

static long use_network(void)
{
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static long use_datagrams(void)
{
    return socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
}

static long use_local_socket(void)
{
    return socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
}

static long make_pair(void)
{
    int pair[2];
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
}

static long connect_own_socket(void)
{
    struct sockaddr_un there = {.sun_family = AF_UNIX, .sun_path = "socket"};
    return connect(FOI_WORKER_SOCKET, (struct sockaddr *)&there, sizeof there);
}

static long run_program(void)
{
    char *const arguments[] = {(char *)"true", NULL};
    return execve("/bin/true", arguments, NULL);
}

static long run_by_descriptor(void)
{
    char *const arguments[] = {(char *)"true", NULL};
    return syscall(SYS_execveat, AT_FDCWD, "/bin/true", arguments, NULL, 0);
}

static long fork_process(void)
{
    return fork();
}

static long clone_process(void)
{
    return syscall(SYS_clone, CLONE_PARENT | SIGCHLD, NULL, NULL, NULL, NULL);
}

static long clone_by_other_call(void)
{
    uint64_t arguments[8] = {0, 0, 0, 0, SIGCHLD};
    return syscall(SYS_clone3, arguments, sizeof arguments);
}

static long signal_parent(void)
{
    return kill(getppid(), 0);
}

static long signal_everybody(void)
{
    return kill(-1, 0);
}

static long signal_other_thread(void)
{
    return syscall(SYS_tgkill, 1, 1, 0);
}

static long trace_parent(void)
{
    return ptrace(PTRACE_SEIZE, getppid(), NULL, NULL);
}

static long read_parent(void)
{
    char byte;
    struct iovec here = {&byte, 1}, there = {(void *)&errno, 1};
    return process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}

static long map_executable(void)
{
    void *page =
        mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : 0;
}

static long make_executable(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? 0 : mprotect(page, 4096, PROT_READ | PROT_EXEC);
}

static long make_executable_by_key(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return syscall(SYS_pkey_mprotect, page, 4096, PROT_READ | PROT_EXEC, -1);
}

static long make_reading_executing(void)
{
    return syscall(SYS_personality, 0x0400000);
}

static long become_dumpable(void)
{
    return prctl(PR_SET_DUMPABLE, 1);
}

static long outlive_parent(void)
{
    return prctl(PR_SET_PDEATHSIG, 0);
}

static long drop_filter(void)
{
    return prctl(PR_SET_SECCOMP, 0, NULL);
}

static long raise_limit(void)
{
    struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_AS, &all);
}

static long raise_limit_of_parent(void)
{
    struct rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
    return prlimit(getppid(), RLIMIT_CPU, &all, NULL);
}

static long make_ring(void)
{
    char parameters[120] = {0};
    return syscall(SYS_io_uring_setup, 4, parameters);
}

static long load_program(void)
{
    char attributes[128] = {0};
    return syscall(SYS_bpf, 5, attributes, sizeof attributes);
}

static long use_keys(void)
{
    return syscall(SYS_keyctl, 0, -3, 0);
}

static long make_memory_file(void)
{
    return memfd_create("foi", MFD_CLOEXEC);
}

static long catch_faults(void)
{
    return syscall(SYS_userfaultfd, 1);
}

static long watch_events(void)
{
    char attributes[112] = {0};
    return syscall(SYS_perf_event_open, attributes, 0, -1, -1, 0);
}

static long leave_namespace(void)
{
    return syscall(SYS_unshare, 0x10000000);
}

static long change_root(void)
{
    return chroot("/tmp");
}

static long mount_something(void)
{
    return syscall(SYS_mount, "none", "/tmp", "tmpfs", 0, NULL);
}

static long become_nobody(void)
{
    return setuid(65534);
}

static long copy_descriptor(void)
{
    return dup(FOI_WORKER_SOCKET);
}

static long write_to_socket(void)
{
    return write(FOI_WORKER_SOCKET, "x", 1);
}

static long take_descriptor(void)
{
    return syscall(SYS_pidfd_open, getppid(), 0);
}

static long type_into_terminal(void)
{
    return syscall(SYS_ioctl, STDERR_FILENO, 0x5412, "x");
}

#ifdef __x86_64__
/* The same call by the numbers of another kind of program, which the filter might not know. */
static long call_by_other_number(void)
{
    return syscall(0x40000000 | SYS_getpid);
}
#endif

static const struct {
    const char *name;
    long (*act)(void);
} ACTS[] = {
    {"open_private", open_private},
    {"open_by_other_call", open_by_other_call},
    {"open_by_third_call", open_by_third_call},
    {"open_own_memory", open_own_memory},
    {"open_through_link", open_through_link},
    {"list_directory", list_directory},
    {"create_file", create_file},
    {"create_nameless", create_nameless},
    {"overwrite_font", overwrite_font},
    {"remove_file", remove_file},
    {"rename_file", rename_file},
    {"make_directory", make_directory},
    {"make_link", make_link},
    {"cut_file", cut_file},
    {"change_mode", change_mode},
    {"look_at_file", look_at_file},
    {"use_network", use_network},
    {"use_datagrams", use_datagrams},
    {"use_local_socket", use_local_socket},
    {"make_pair", make_pair},
    {"connect_own_socket", connect_own_socket},
    {"run_program", run_program},
    {"run_by_descriptor", run_by_descriptor},
    {"fork_process", fork_process},
    {"clone_process", clone_process},
    {"clone_by_other_call", clone_by_other_call},
    {"signal_parent", signal_parent},
    {"signal_everybody", signal_everybody},
    {"signal_other_thread", signal_other_thread},
    {"trace_parent", trace_parent},
    {"read_parent", read_parent},
    {"map_executable", map_executable},
    {"make_executable", make_executable},
    {"make_executable_by_key", make_executable_by_key},
    {"make_reading_executing", make_reading_executing},
    {"become_dumpable", become_dumpable},
    {"outlive_parent", outlive_parent},
    {"drop_filter", drop_filter},
    {"raise_limit", raise_limit},
    {"raise_limit_of_parent", raise_limit_of_parent},
    {"make_ring", make_ring},
    {"load_program", load_program},
    {"use_keys", use_keys},
    {"make_memory_file", make_memory_file},
    {"catch_faults", catch_faults},
    {"watch_events", watch_events},
    {"leave_namespace", leave_namespace},
    {"change_root", change_root},
    {"mount_something", mount_something},
    {"become_nobody", become_nobody},
    {"copy_descriptor", copy_descriptor},
    {"write_to_socket", write_to_socket},
    {"take_descriptor", take_descriptor},
    {"type_into_terminal", type_into_terminal},
#ifdef __x86_64__
    {"call_by_other_number", call_by_other_number},
#endif
};

/* --- the processes that try them --- */

enum { DONE = 10, REFUSED, FAILED_OTHERWISE, NOT_LOCKED };

static int judge(long result)
{
    if (result >= 0)
        return DONE;
    return errno == EACCES || errno == EPERM ? REFUSED : FAILED_OTHERWISE;
}

static bool lock(foi_profile profile, int socket)
{
    const foi_worker_setup setup = {FOI_PROTOCOL_VERSION, (uint64_t)2 << 30, FOI_SANDBOX_REQUIRE,
                                    ""};
    g_autoptr(foi_confinement) confinement = foi_confinement_new(profile, &setup);
    g_auto(foi_worker_ready) ready = {0};
    g_auto(foi_error) error = FOI_ERROR_INIT;
    dup2(socket, FOI_WORKER_SOCKET);
    return foi_process_confine(confinement, &ready, &error) == FOI_OK;
}

/* The wait status of a locked process of PROFILE that tries ACT. */
static int try(long (*act)(void), foi_profile profile)
{
    int pair[2], status = 0;
    cr_assert_eq(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    pid_t child = fork();
    if (child == 0)
        _exit(lock(profile, pair[1]) ? judge(act()) : NOT_LOCKED);
    cr_assert_eq(waitpid(child, &status, 0), child);
    close(pair[0]);
    close(pair[1]);
    return status;
}

static bool is_refused(int status)
{
    return (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS) ||
           (WIFEXITED(status) && WEXITSTATUS(status) == REFUSED);
}

static void expect_all_refused(foi_profile profile)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ACTS); i++) {
        int status = try(ACTS[i].act, profile);
        cr_expect(is_refused(status), "%s: wait status %#x", ACTS[i].name, (unsigned)status);
    }
}

Test(lockdown, a_strict_worker_can_do_none_of_it)
{
    expect_all_refused(FOI_PROFILE_STRICT);
}

Test(lockdown, a_worker_for_pdf_can_do_none_of_it)
{
    expect_all_refused(FOI_PROFILE_PDF);
}

static long open_table(void)
{
    return open("/usr/share/poppler", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static long look_at_path(void)
{
    struct stat file;
    return syscall(SYS_newfstatat, AT_FDCWD, "/etc/shadow", &file, AT_EMPTY_PATH);
}

static long use_memory(void)
{
    char *page = mmap(NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return -1;
    page[4096] = 1;
    g_autofree char *more = g_malloc0(1 << 22);
    return munmap(page, 1 << 20);
}

static long end_by_abort(void)
{
    abort();
    return 0;
}

Test(lockdown, tables_of_characters_are_for_pdf_alone)
{
    if (access("/usr/share/poppler", R_OK) != 0)
        cr_skip_test("poppler-data is not installed");
    cr_assert_eq(WEXITSTATUS(try(open_table, FOI_PROFILE_PDF)), DONE);
    cr_assert(is_refused(try(open_table, FOI_PROFILE_STRICT)));
    cr_assert(is_refused(try(look_at_path, FOI_PROFILE_STRICT)));
}

Test(lockdown, what_a_reader_needs_is_left)
{
    for (int profile = 0; profile < FOI_PROFILE_END; profile++) {
        int status = try(use_memory, (foi_profile)profile);
        cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == DONE, "%#x", (unsigned)status);
        status = try(end_by_abort, (foi_profile)profile);
        cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT, "%#x", (unsigned)status);
    }
}

/* --- landlock alone, as behind a hole in the filter --- */

static long connect_to_port(void)
{
    int socket = (int)syscall(SYS_socket, AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in there = {.sin_family = AF_INET, .sin_port = htons(9)};
    there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(socket, (struct sockaddr *)&there, sizeof there);
}

static int try_behind_landlock(long (*act)(void))
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        foi_landlock landlock = foi_landlock_prepare(FOI_PROFILE_STRICT);
        bool locked = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && foi_landlock_enter(&landlock);
        _exit(locked ? judge(act()) : NOT_LOCKED);
    }
    cr_assert_eq(waitpid(child, &status, 0), child);
    return status;
}

static const struct {
    int version; /* of landlock, from which on it refuses the act */
    const char *name;
    long (*act)(void);
} BEHIND_LANDLOCK[] = {
    {1, "open", open_private},       {1, "create", create_file},   {1, "list", list_directory},
    {1, "mkdir", make_directory},    {1, "unlink", remove_file},   {1, "execute", run_program},
    {4, "connect", connect_to_port}, {6, "signal", signal_parent},
};

Test(lockdown, landlock_refuses_files_network_and_signals_by_itself)
{
    foi_landlock landlock = foi_landlock_prepare(FOI_PROFILE_STRICT);
    if (landlock.version == 0)
        cr_skip_test("the kernel has no landlock");
    close(landlock.ruleset);
    for (size_t i = 0; i < G_N_ELEMENTS(BEHIND_LANDLOCK); i++) {
        if (BEHIND_LANDLOCK[i].version > landlock.version)
            continue;
        int status = try_behind_landlock(BEHIND_LANDLOCK[i].act);
        cr_expect(is_refused(status), "%s: %#x", BEHIND_LANDLOCK[i].name, (unsigned)status);
    }
}

#endif
