#include "indexer/worker/process/process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define NICENESS    5
#define DESCRIPTORS 64

/* Sanitizers and the counters of coverage need what is given up: files to write, other threads. */
#if defined(FOI_SANITIZED) || defined(FOI_COVERAGE)
#define LOCKS_DOWN false
#else
#define LOCKS_DOWN true
#endif

bool foi_process_is_supervised(int socket)
{
    int domain = 0, type = 0;
    struct ucred peer = {0};
    socklen_t length = sizeof domain;
    if (getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &domain, &length) < 0 || domain != AF_UNIX)
        return false;
    length = sizeof type;
    if (getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &length) < 0 || type != SOCK_STREAM)
        return false;
    /* The peer of a socket pair is whoever made it. Asked after PR_SET_PDEATHSIG this also shows
     * that the parent did not die before. */
    length = sizeof peer;
    return getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
           peer.pid == getppid();
}

static foi_status refused(foi_error *error, const char *what)
{
    return foi_error_set(error, FOI_ERROR_INTERNAL, "cannot set %s: %s", what, g_strerror(errno));
}

static bool limit(int resource, rlim_t value)
{
    struct rlimit bounds;
    if (getrlimit(resource, &bounds) < 0)
        return false;
    bounds.rlim_max = MIN(bounds.rlim_max, value);
    bounds.rlim_cur = bounds.rlim_max;
    return setrlimit(resource, &bounds) == 0;
}

foi_status foi_process_die_with_parent(foi_error *error)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
        return refused(error, "the signal at the parent's death");
    if (!foi_process_is_supervised(FOI_WORKER_SOCKET))
        return foi_error_set(error, FOI_ERROR_INTERNAL, "the supervisor is gone");
    return FOI_OK;
}

foi_confinement *foi_confinement_new(foi_profile profile, const foi_worker_setup *setup)
{
    foi_confinement *confinement = g_new0(foi_confinement, 1);
    confinement->profile = profile;
    confinement->wanted = setup->sandbox;
    confinement->memory_bytes = setup->memory_bytes;
    confinement->landlock.ruleset = -1;
    if (LOCKS_DOWN && setup->sandbox != FOI_SANDBOX_OFF) {
        confinement->landlock = foi_landlock_prepare(profile);
        confinement->filter = foi_filter_new(profile);
    }
    return confinement;
}

void foi_confinement_free(foi_confinement *confinement)
{
    if (confinement == NULL)
        return;
    if (confinement->landlock.ruleset >= 0)
        close(confinement->landlock.ruleset);
    foi_filter_free(confinement->filter);
    g_free(confinement);
}

static foi_status limit_resources(const foi_confinement *confinement, foi_error *error)
{
    if (!limit(RLIMIT_CORE, 0))
        return refused(error, "the limit of core dumps");
    if (!limit(RLIMIT_NOFILE, DESCRIPTORS))
        return refused(error, "the limit of descriptors");
    if (!limit(RLIMIT_NPROC, 0))
        return refused(error, "the limit of processes");
    if (LOCKS_DOWN && !limit(RLIMIT_FSIZE, 0))
        return refused(error, "the limit of file size");
#ifndef FOI_SANITIZED
    if (confinement->memory_bytes > 0 && !limit(RLIMIT_AS, (rlim_t)confinement->memory_bytes))
        return refused(error, "the limit of memory");
#else
    (void)confinement;
#endif
    return FOI_OK;
}

static const char *const PROFILE_NAMES[FOI_PROFILE_END] = {"strict", "pdf", "ocr"};

/* What is in force, and what is not although it was wanted. */
static void tell(const foi_confinement *confinement, bool landlocked, bool filtered,
                 foi_worker_ready *ready)
{
    g_autoptr(GString) about = g_string_new(NULL);
    g_string_append_printf(about, "%s\t", PROFILE_NAMES[confinement->profile]);
    if (filtered)
        g_string_append(about, "seccomp, ");
    if (landlocked) {
        foi_landlock_describe(&confinement->landlock, about);
        g_string_append(about, ", ");
    }
    if (!LOCKS_DOWN)
        g_string_append(about, "no lock-down in a build for tests, ");
    else if (confinement->wanted == FOI_SANDBOX_OFF)
        g_string_append(about, "no lock-down as asked, ");
    g_string_append(about, "limits of resources");
    if (confinement->profile != FOI_PROFILE_STRICT && landlocked)
        g_string_append(about, "; only fonts and tables of characters can be opened");
    g_string_append_c(about, '\n');
    ready->about = g_strdup(about->str);
    if (LOCKS_DOWN && confinement->wanted != FOI_SANDBOX_OFF && !(landlocked && filtered))
        ready->lacking = g_strdup(landlocked ? "seccomp"
                                  : filtered ? "landlock"
                                             : "seccomp and landlock");
}

/* Older kernels list what is open in files, which landlock hides: so the descriptors go first, all
 * but the ruleset's, which is moved to where it can stay until it is used. */
static bool close_and_enter_landlock(foi_landlock *landlock)
{
    int kept = FOI_WORKER_SOCKET + 1;
    if (landlock->ruleset >= 0 && landlock->ruleset != kept)
        landlock->ruleset = dup2(landlock->ruleset, kept);
    closefrom(landlock->ruleset == kept ? kept + 1 : kept);
    bool entered = foi_landlock_enter(landlock);
    if (landlock->ruleset >= 0)
        close(landlock->ruleset);
    landlock->ruleset = -1;
    return entered;
}

foi_status foi_process_confine(foi_confinement *confinement, foi_worker_ready *ready,
                               foi_error *error)
{
    foi_status status = foi_process_die_with_parent(error);
    if (status != FOI_OK)
        return status;
    if (prctl(PR_SET_DUMPABLE, 0) < 0)
        return refused(error, "the process not dumpable");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0)
        return refused(error, "no new privileges");
    bool landlocked = close_and_enter_landlock(&confinement->landlock);
    status = limit_resources(confinement, error);
    if (status != FOI_OK)
        return status;
    /* Indexing is work for the background; a refusal costs only courtesy. */
    setpriority(PRIO_PROCESS, 0, NICENESS);
    bool filtered = confinement->filter != NULL && foi_filter_enter(confinement->filter);
    tell(confinement, landlocked, filtered, ready);
    if (ready->lacking != NULL && confinement->wanted == FOI_SANDBOX_REQUIRE)
        return foi_error_set(error, FOI_ERROR_INTERNAL,
                             "the kernel offers no %s, which is required", ready->lacking);
    return FOI_OK;
}

void foi_process_allow_cpu(uint32_t seconds)
{
    struct rusage used;
    struct rlimit bounds;
    if (getrusage(RUSAGE_SELF, &used) < 0 || getrlimit(RLIMIT_CPU, &bounds) < 0)
        return;
    /* The limit counts from the start of the process, and in whole seconds: rounded up. */
    rlim_t spent = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 2;
    bounds.rlim_cur = MIN(spent + seconds, bounds.rlim_max);
    setrlimit(RLIMIT_CPU, &bounds);
}

static GLogWriterOutput write_log(GLogLevelFlags level, const GLogField *fields, gsize count,
                                  gpointer data)
{
    (void)data;
    for (gsize i = 0; (level & G_LOG_LEVEL_ERROR) && i < count; i++)
        if (strcmp(fields[i].key, "MESSAGE") == 0 &&
            strstr((const char *)fields[i].value, "failed to allocate"))
            _exit(FOI_WORKER_EXIT_MEMORY);
    return G_LOG_WRITER_HANDLED;
}

void foi_process_report_memory(void)
{
    g_log_set_writer_func(write_log, NULL, NULL);
}
