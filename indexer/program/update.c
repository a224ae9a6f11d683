/* update.c - foi-index PATH...: runs the update, shows where it is, sums up. */
#include <errno.h>
#include <glib.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/program/index_program.h"
#include "indexer/program/progress.h"
#include "indexer/program/shared/terminal.h"

/* Set by Ctrl-C: the run then ends in order, with what was read kept. A second one kills. */
static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    stop_asked = 1;
}

static int on_progress(const foi_progress *progress, void *data)
{
    progress_draw(data, progress);
    return !stop_asked;
}

/* A path that a person has typed wrong is told at once, not only by --failures. */
static void warn_of_missing(const index_request *request)
{
    for (size_t i = 0; i < request->count; i++) {
        struct stat about;
        if (lstat(request->paths[i], &about) == 0)
            continue;
        g_autofree char *shown = foi_terminal_clean(request->paths[i]);
        fprintf(stderr, "foi-index: %s: %s\n", shown, g_strerror(errno));
    }
}

static void print_summary(const foi_update_summary *summary)
{
    if (summary->written == 0)
        printf("Nothing has changed: %" PRIu64 " file%s looked at, nothing written.\n",
               summary->files, summary->files == 1 ? "" : "s");
    else if (summary->files > 0 || summary->removed > 0)
        printf("%" PRIu64 " file%s: %" PRIu64 " new, %" PRIu64 " changed, %" PRIu64
               " removed, %" PRIu64 " unchanged.\n",
               summary->files, summary->files == 1 ? "" : "s", summary->added, summary->changed,
               summary->removed, summary->unchanged);
    printf("The index has %u document%s. %.1f s", summary->documents,
           summary->documents == 1 ? "" : "s", summary->seconds);
    uint64_t read = summary->added + summary->changed;
    if (read > 0 && summary->seconds > 0)
        printf(", %.0f files a second", (double)read / summary->seconds);
    puts(".");
    if (summary->label_rows > 0)
        printf("Corrections and labels: %" PRIu64 " document%s named, %" PRIu64
               " of them not in the index.\n",
               summary->label_rows, summary->label_rows == 1 ? "" : "s", summary->labels_unmatched);
    if (summary->rewritten > 0)
        printf("%" PRIu64 " document%s tagged anew from the stored text.\n", summary->rewritten,
               summary->rewritten == 1 ? "" : "s");
    if (summary->failures > 0)
        printf("%" PRIu64 " could not be read in full; foi-index --failures names them.\n",
               summary->failures);
}

int index_update(index_request *request)
{
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = ask_to_stop;
    action.sa_flags = (int)SA_RESETHAND;
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);

    bool terminal = isatty(STDERR_FILENO) != 0;
    progress_line line;
    progress_start(&line,
                   request->progress < 0 ? terminal && !request->quiet : request->progress != 0);
    request->options.progress = on_progress;
    request->options.data = &line;

    foi_update_summary summary;
    memset(&summary, 0, sizeof summary);
    warn_of_missing(request);
    foi_updater *updater = foi_updater_new();
    foi_status status = foi_updater_run(updater, request->directory, request->paths, request->count,
                                        &request->options, &summary);
    progress_finish(&line);
    if ((status == FOI_OK || status == FOI_ERROR_CANCELLED) && !request->quiet)
        print_summary(&summary);
    int result = summary.failures > 0 ? EXIT_SOME_FAILED : EXIT_ALL_WELL;
    if (status != FOI_OK)
        result = index_complain(status, foi_updater_error(updater));
    foi_updater_free(updater);
    return result;
}
