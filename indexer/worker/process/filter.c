#include "indexer/worker/process/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "indexer/worker/protocol.h"

/* A call that its arguments decide on: they must all be as compared for ACTION. What meets no row
 * of its call ends the process. */
typedef struct condition {
    const char *call;
    uint32_t action;
    unsigned count;
    struct scmp_arg_cmp compared[2];
} condition;

#define REFUSE SCMP_ACT_ERRNO(EACCES)
#define BIT_CLEAR(at, bit)                                                                         \
    {                                                                                              \
        at, SCMP_CMP_MASKED_EQ, bit, 0                                                             \
    }
#define BIT_SET(at, bit)                                                                           \
    {                                                                                              \
        at, SCMP_CMP_MASKED_EQ, bit, bit                                                           \
    }
#define EQUAL(at, value)                                                                           \
    {                                                                                              \
        at, SCMP_CMP_EQ, value, 0                                                                  \
    }
#define ABOVE(at, value)                                                                           \
    {                                                                                              \
        at, SCMP_CMP_GT, value, 0                                                                  \
    }

/* --- for both profiles --- */

static const char *const ALLOWED[] = {
    /* memory */
    "brk", "munmap", "mremap", "madvise", "futex",
    /* bytes of what is open */
    "pread64", "lseek", "fstat", "close",
    /* time, chance, and what this process is */
    "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep", "gettimeofday", "time",
    "getrandom", "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getrusage",
    "sysinfo", "uname", "sched_getaffinity", "sched_yield",
    /* its end */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "restart_syscall", "exit", "exit_group"};

/* The libraries try these and go on without. */
static const char *const REFUSED[] = {
    "access",     "chmod",      "creat",    "faccessat", "faccessat2", "fadvise64", "fstatfs",
    "getcwd",     "getdents64", "getxattr", "ioctl",     "lstat",      "mkdir",     "mkdirat",
    "newfstatat", "open",       "openat",   "openat2",   "read",       "readlink",  "readlinkat",
    "readv",      "rename",     "renameat", "renameat2", "stat",       "statfs",    "statx",
    "unlink",     "unlinkat",   "utimensat"};

static const condition CONDITIONS[] = {
    {"sendmsg", SCMP_ACT_ALLOW, 1, {EQUAL(0, FOI_WORKER_SOCKET)}},
    {"recvmsg", SCMP_ACT_ALLOW, 1, {EQUAL(0, FOI_WORKER_SOCKET)}},
    /* What a library prints: both are /dev/null. */
    {"write", SCMP_ACT_ALLOW, 1, {EQUAL(0, STDOUT_FILENO)}},
    {"write", SCMP_ACT_ALLOW, 1, {EQUAL(0, STDERR_FILENO)}},
    {"writev", SCMP_ACT_ALLOW, 1, {EQUAL(0, STDERR_FILENO)}},
    /* Tesseract keeps its messages for a file of its own: they are lost, and it goes on. */
    {"write", REFUSE, 1, {ABOVE(0, STDERR_FILENO)}},
    {"writev", REFUSE, 1, {ABOVE(0, STDERR_FILENO)}},
    {"mmap", SCMP_ACT_ALLOW, 1, {BIT_CLEAR(2, PROT_EXEC)}},
    {"mmap", REFUSE, 1, {BIT_SET(2, PROT_EXEC)}},
    {"mprotect", SCMP_ACT_ALLOW, 1, {BIT_CLEAR(2, PROT_EXEC)}},
    {"mprotect", REFUSE, 1, {BIT_SET(2, PROT_EXEC)}},
    {"fcntl", SCMP_ACT_ALLOW, 1, {EQUAL(1, F_GETFL)}},
    {"fcntl", SCMP_ACT_ALLOW, 1, {EQUAL(1, F_GETFD)}},
    {"fcntl", SCMP_ACT_ALLOW, 1, {EQUAL(1, F_SETFD)}},
    /* The worker sets itself the processor time for each job. */
    {"prlimit64", SCMP_ACT_ALLOW, 2, {EQUAL(0, 0), EQUAL(1, RLIMIT_CPU)}},
};

/* --- for PDF besides: fonts and tables of characters, where landlock lets them be read --- */

static const char *const ALLOWED_PDF[] = {"fadvise64", "fstatfs", "getdents64", "read", "readv"};

#define WRITES (O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | O_PATH | (O_TMPFILE & ~O_DIRECTORY))

static const condition CONDITIONS_PDF[] = {
    {"open", SCMP_ACT_ALLOW, 1, {BIT_CLEAR(1, WRITES)}},
    {"open", REFUSE, 1, {BIT_SET(1, O_WRONLY)}},
    {"open", REFUSE, 1, {BIT_SET(1, O_RDWR)}},
    {"openat", SCMP_ACT_ALLOW, 1, {BIT_CLEAR(2, WRITES)}},
    {"openat", REFUSE, 1, {BIT_SET(2, O_WRONLY)}},
    {"openat", REFUSE, 1, {BIT_SET(2, O_RDWR)}},
    /* With this flag the path is empty for an open file. A filter cannot see whether it is: at
     * worst the size and times of a file are told, never its bytes. */
    {"newfstatat", SCMP_ACT_ALLOW, 1, {BIT_SET(3, AT_EMPTY_PATH)}},
    {"newfstatat", REFUSE, 1, {BIT_CLEAR(3, AT_EMPTY_PATH)}},
};

struct foi_filter {
    scmp_filter_ctx context;
};

/* A call that this kind of processor does not have needs no rule. */
static bool add_rules(scmp_filter_ctx context, uint32_t action, const char *const *calls,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        int number = seccomp_syscall_resolve_name(calls[i]);
        if (number >= 0 && seccomp_rule_add(context, action, number, 0) != 0)
            return false;
    }
    return true;
}

static bool add_conditions(scmp_filter_ctx context, const condition *conditions, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const condition *at = &conditions[i];
        int number = seccomp_syscall_resolve_name(at->call);
        if (number >= 0 &&
            seccomp_rule_add_array(context, at->action, number, at->count, at->compared) != 0)
            return false;
    }
    return true;
}

/* Whether PROFILE has rules of its own for CALL. */
static bool is_opened(foi_profile profile, const char *call)
{
    if (profile == FOI_PROFILE_STRICT)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(ALLOWED_PDF); i++)
        if (strcmp(ALLOWED_PDF[i], call) == 0)
            return true;
    for (size_t i = 0; i < G_N_ELEMENTS(CONDITIONS_PDF); i++)
        if (strcmp(CONDITIONS_PDF[i].call, call) == 0)
            return true;
    return false;
}

static bool add_refusals(scmp_filter_ctx context, foi_profile profile)
{
    for (size_t i = 0; i < G_N_ELEMENTS(REFUSED); i++)
        if (!is_opened(profile, REFUSED[i]) && !add_rules(context, REFUSE, &REFUSED[i], 1))
            return false;
    return true;
}

static bool add_profile(scmp_filter_ctx context, foi_profile profile)
{
    if (!add_rules(context, SCMP_ACT_ALLOW, ALLOWED, G_N_ELEMENTS(ALLOWED)) ||
        !add_conditions(context, CONDITIONS, G_N_ELEMENTS(CONDITIONS)) ||
        !add_refusals(context, profile))
        return false;
    return profile == FOI_PROFILE_STRICT ||
           (add_rules(context, SCMP_ACT_ALLOW, ALLOWED_PDF, G_N_ELEMENTS(ALLOWED_PDF)) &&
            add_conditions(context, CONDITIONS_PDF, G_N_ELEMENTS(CONDITIONS_PDF)));
}

foi_filter *foi_filter_new(foi_profile profile)
{
    g_autoptr(foi_filter) filter = g_new0(foi_filter, 1);
    filter->context = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter->context == NULL ||
        seccomp_attr_set(filter->context, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) != 0 ||
        !add_profile(filter->context, profile))
        return NULL;
    return g_steal_pointer(&filter);
}

void foi_filter_free(foi_filter *filter)
{
    if (filter == NULL)
        return;
    if (filter->context != NULL)
        seccomp_release(filter->context);
    g_free(filter);
}

bool foi_filter_enter(foi_filter *filter)
{
    /* abort() signals this very process: its number is known only now. */
    condition own = {"tgkill", SCMP_ACT_ALLOW, 1, {EQUAL(0, (scmp_datum_t)getpid())}};
    return add_conditions(filter->context, &own, 1) && seccomp_load(filter->context) == 0;
}
