#include "indexer/program/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "indexer/program/shared/terminal.h"

enum { BAR_CELLS = 20, DRAW_EVERY_US = 100000 };

void progress_start(progress_line *line, bool shown)
{
    line->shown = shown;
    line->started = g_get_monotonic_time();
    line->drawn = 0;
}

static void append_bar(GString *text, const foi_progress *progress, double seconds)
{
    double share = (double)progress->files_done / (double)progress->files_seen;
    int filled = (int)(share * BAR_CELLS);
    g_string_append_c(text, '[');
    for (int cell = 0; cell < BAR_CELLS; cell++)
        g_string_append_c(text, cell < filled ? '#' : '.');
    double left = progress->files_done == 0 ? 0 : seconds / share - seconds;
    g_string_append_printf(text, "] %3.0f %%, %.0f s left, ", share * 100, left);
}

void progress_draw(progress_line *line, const foi_progress *progress)
{
    gint64 now = g_get_monotonic_time();
    if (!line->shown || now - line->drawn < DRAW_EVERY_US)
        return;
    line->drawn = now;
    double seconds = (double)(now - line->started) / G_USEC_PER_SEC;
    g_autoptr(GString) text = g_string_new(NULL);
    /* While the walk goes on the total is unknown, and so is the share. */
    if (progress->walk_finished != 0 && progress->files_seen > 0)
        append_bar(text, progress, seconds);
    g_string_append_printf(text, "%" PRIu64 " files, %.0f/s", progress->files_done,
                           seconds > 0 ? (double)progress->files_done / seconds : 0);
    if (progress->failures > 0)
        g_string_append_printf(text, ", %" PRIu64 " failed", progress->failures);
    if (progress->pages_wanted > 0)
        g_string_append_printf(text, ", OCR %" PRIu64 " of %" PRIu64 " pages", progress->pages_done,
                               progress->pages_wanted);
    if (progress->path != NULL) {
        g_autofree char *name = g_path_get_basename(progress->path);
        g_autofree char *clean = foi_terminal_clean(name);
        g_string_append_printf(text, "  %s", clean);
    }
    glong columns = (glong)foi_terminal_columns(stderr) - 1;
    g_autofree char *fitting =
        g_utf8_substring(text->str, 0, MIN(columns, g_utf8_strlen(text->str, -1)));
    fprintf(stderr, "\r\033[K%s", fitting);
    fflush(stderr);
}

void progress_finish(progress_line *line)
{
    if (line->shown && line->drawn != 0)
        fputs("\r\033[K", stderr);
}
