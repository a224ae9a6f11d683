#include "indexer/update/run.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

foi_limits foi_run_limits(const foi_update_options *options)
{
    foi_limits limits = foi_limits_default();
    if (options->jobs > 0)
        limits.jobs = options->jobs;
    limits.memory_bytes = options->worker_memory;
    limits.file_bytes = options->max_file_size;
    limits.budget.wall_ms = options->timeout_ms;
    limits.budget.depth = options->max_depth;
    /* A worker that spins may not outlast its wall clock by much even when it is never scheduled.
     */
    limits.cpu_seconds = options->timeout_ms / 1000 + 1;
    return limits;
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
    if (options->max_depth == 0 || options->max_depth > 32)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "the depth must be from 1 to 32, not %u",
                             options->max_depth);
    return FOI_OK;
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
    if (fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        close(descriptor);
        *detail = g_strdup("is not a regular file any more");
        return -1;
    }
    entry->device = facts.st_dev;
    entry->inode = facts.st_ino;
    entry->size = (uint64_t)facts.st_size;
    entry->mtime_ns = facts.st_mtim.tv_sec * INT64_C(1000000000) + facts.st_mtim.tv_nsec;
    entry->ctime_ns = facts.st_ctim.tv_sec * INT64_C(1000000000) + facts.st_ctim.tv_nsec;
    return descriptor;
}
