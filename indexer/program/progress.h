/* progress.h - the moving line on a terminal while foi-index works. */
#ifndef FOI_PROGRESS_H
#define FOI_PROGRESS_H

#include <glib.h>
#include <stdbool.h>

#include "foi/update.h"

typedef struct progress_line {
    bool shown;
    gint64 started; /**< monotonic microseconds */
    gint64 drawn;
} progress_line;

/** Start; nothing is drawn unless SHOWN. */
void progress_start(progress_line *line, bool shown);
/** Draw PROGRESS on standard error, at most ten times a second. */
void progress_draw(progress_line *line, const foi_progress *progress);
/** Wipe the line away. */
void progress_finish(progress_line *line);

#endif
