#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/worker/protocol.h"

#define MIB(n)   ((uint64_t)(n) << 20)
#define JOBS_MAX 256

foi_limits foi_limits_default(void)
{
    foi_limits limits = {
        .jobs = CLAMP(g_get_num_processors(), 1, JOBS_MAX),
        /* Room for the largest file, its unpacked members and its text at once, with the libraries.
         */
        .memory_bytes = MIB(2048),
        .cpu_seconds = 60,
        .file_bytes = MIB(256),
        .recycle_after = 2000,
        .budget =
            {
                /* The longest book is 20 MiB; what is longer is a data dump. */
                .text_bytes = MIB(64),
                .member_bytes = MIB(512),
                .members = 10000,
                .depth = 8,
                .wall_ms = 60 * 1000,
            },
    };
    return limits;
}

foi_status foi_limits_check(const foi_limits *limits, foi_error *error)
{
    const char *wrong = NULL;
    if (limits->jobs < 1 || limits->jobs > JOBS_MAX)
        wrong = "the number of workers must be 1 to 256";
    else if (limits->cpu_seconds < 1 || limits->budget.wall_ms < 1)
        wrong = "the limits of time must be above 0";
    else if (limits->budget.depth > FOI_DEPTH_MAX)
        wrong = "containers can be opened to a depth of at most 32";
    else if (limits->recycle_after < 1)
        wrong = "a worker must be allowed at least one job";
    else if (limits->ocr >= FOI_OCR_CHOICE_END)
        wrong = "there is no such choice of pages for OCR";
    else if (limits->ocr_languages && strlen(limits->ocr_languages) >= FOI_OCR_LANGUAGES_BYTES)
        wrong = "these are too many languages for OCR";
    else if (limits->sandbox >= FOI_SANDBOX_END)
        wrong = "there is no such sandbox";
    if (wrong)
        return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s", wrong);
    return FOI_OK;
}

static bool is_program(const char *path)
{
    struct stat file;
    return stat(path, &file) == 0 && S_ISREG(file.st_mode) && access(path, X_OK) == 0;
}

static char *beside_running_program(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    if (!program)
        return NULL;
    g_autofree char *directory = g_path_get_dirname(program);
    return g_build_filename(directory, "foi-worker", NULL);
}

char *foi_worker_path(void)
{
    /* secure_getenv: a program with more rights than its user must not run that user's worker. */
    const char *named = secure_getenv("FOI_WORKER");
    if (named && *named)
        return g_strdup(named);
    g_autofree char *beside = beside_running_program();
    if (beside && is_program(beside))
        return g_steal_pointer(&beside);
#ifdef FOI_WORKER_INSTALLED
    if (is_program(FOI_WORKER_INSTALLED))
        return g_strdup(FOI_WORKER_INSTALLED);
#endif
    return NULL;
}
