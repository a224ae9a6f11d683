#include "indexer/update/run.h"

#include <errno.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The clock ticks every 1 to 10 milliseconds, as the kernel was built. */
enum { TICK_US = 1000, TICK_TRIES = 20 };

#define SECOND_NS INT64_C(1000000000)

foi_limits foi_run_limits(const foi_update_options *options)
{
    foi_limits limits = foi_limits_default();
    if (options->jobs > 0)
        limits.jobs = options->jobs;
    limits.memory_bytes = options->worker_memory;
    limits.file_bytes = options->max_file_size;
    limits.budget.wall_ms = options->timeout_ms;
    limits.budget.depth = options->max_depth;
    limits.sandbox = options->sandbox;
    limits.ocr = options->ocr;
    limits.ocr_languages = options->ocr_languages;
    /* A worker that spins may not outlast its wall clock by much even when it is never scheduled.
     */
    limits.cpu_seconds = options->timeout_ms / 1000 + 1;
    return limits;
}

foi_status foi_run_supervise(const foi_update_options *options, foi_supervisor **out,
                             foi_error *error)
{
    foi_limits limits = foi_run_limits(options);
    g_autoptr(foi_supervisor) supervisor = NULL;
    foi_status status = foi_supervisor_new(&limits, options->worker, &supervisor, error);
    if (status == FOI_OK)
        status = foi_supervisor_check_ocr(supervisor, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&supervisor);
    return status;
}

foi_status foi_run_check_options(const foi_update_options *options, foi_error *error)
{
    if (options == NULL || options->size != sizeof *options)
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "the options were not set up by foi_update_options_init()");
    if (options->jobs > 256)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "jobs must be at most 256, not %u",
                             options->jobs);
    if (options->worker_memory < (uint64_t)64 << 20)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "a worker needs at least 64 MiB of memory");
    if (options->timeout_ms == 0)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "the time for one file must not be 0");
    if (options->ocr >= FOI_OCR_CHOICE_END)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "ocr must be one of the three");
    if (options->sandbox >= FOI_SANDBOX_END)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "the sandbox must be one of the three");
    if (options->max_depth == 0 || options->max_depth > 32)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "the depth must be from 1 to 32, not %u",
                             options->max_depth);
    return FOI_OK;
}

void foi_run_tell_lacking(const foi_supervisor *supervisor, const foi_update_options *options)
{
    const char *lacking = foi_supervisor_lacking(supervisor);
    if (lacking == NULL || options->note == NULL)
        return;
    g_autofree char *line = g_strdup_printf(
        "warning: files are read in a weaker sandbox, since this kernel offers no %s", lacking);
    options->note(line, options->data);
}

static int64_t nanoseconds(const struct timespec *time)
{
    return time->tv_sec * SECOND_NS + time->tv_nsec;
}

/* A file that was written in this very tick of the clock that stamps files can be written once more
 * without any trace in its times: wait for the next tick before anything is read. False: fstat()
 * fails. A clock of another machine that is ahead is not waited for. */
static bool look_past_tick(int descriptor, struct stat *facts)
{
    for (int tries = 0;; tries++) {
        struct timespec now;
        if (fstat(descriptor, facts) != 0)
            return false;
        clock_gettime(CLOCK_REALTIME_COARSE, &now);
        /* A finely stamped change can be ahead of the clock of ticks, over the turn of a second
         * too. */
        int64_t ahead = nanoseconds(&facts->st_ctim) - nanoseconds(&now);
        bool same_tick = ahead >= 0 && ahead < SECOND_NS;
        if (!same_tick || tries == TICK_TRIES)
            return true;
        g_usleep(TICK_US);
    }
}

int foi_run_open(foi_walk *walk, foi_walk_entry *entry, char **detail)
{
    *detail = NULL;
    int descriptor = foi_walk_open(walk);
    if (descriptor < 0) {
        *detail = g_strdup_printf("cannot be opened: %s", g_strerror(errno));
        return -1;
    }
    struct stat facts;
    if (!look_past_tick(descriptor, &facts) || !S_ISREG(facts.st_mode)) {
        close(descriptor);
        *detail = g_strdup("is not a regular file any more");
        return -1;
    }
    entry->device = facts.st_dev;
    entry->inode = facts.st_ino;
    entry->size = (uint64_t)facts.st_size;
    entry->mtime_ns = nanoseconds(&facts.st_mtim);
    entry->ctime_ns = nanoseconds(&facts.st_ctim);
    return descriptor;
}
