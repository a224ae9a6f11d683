/* supervision.h - the inside of a supervisor: what the files that make it up share.
 *
 * supervisor.c waits for news and hands back results, dispatch.c gives the workers their jobs,
 * steps.c takes what comes of them; crew.h has the processes, task.h the files on their way.
 */
#ifndef FOI_SUPERVISION_H
#define FOI_SUPERVISION_H

#include "indexer/worker/crew.h"
#include "indexer/worker/supervisor.h"
#include "indexer/worker/task.h"

/** How long a worker that is let go may take to end. */
#define FOI_DISMISS_GRACE_MS 5000

/** A file that a library reads counts for so many of plain text. */
#define FOI_LIBRARY_WEIGHT 4

struct foi_supervisor {
    foi_limits limits;
    char *worker;
    foi_crew *crew;
    GQueue waiting;   /**< of foi_task *: need a worker */
    GQueue finished;  /**< of foi_task * */
    GPtrArray *scans; /**< of foi_task *, borrowed: their pages are being read */
    uint32_t pending;
    uint64_t jobs;  /**< numbers given so far */
    gint64 left_at; /**< when foi_supervisor_next() last returned; 0: never */
};

/** Give what waits to workers, and start some where there are too few. */
void foi_dispatch(foi_supervisor *supervisor);

/** The job ahead of CHILD has not begun: another worker may have it. */
void foi_dispatch_take_back(foi_supervisor *supervisor, foi_child *child);

/** When a job may be taken back from CHILD, which has not come to it. */
gint64 foi_dispatch_taken_back_at(const foi_child *child);

/** Whether a worker more could be at work. */
bool foi_dispatch_has_room(const foi_supervisor *supervisor);

/** Take what CHILD has sent; ENDED: its process has. False once it is gone or has no more to say.
 */
bool foi_steps_listen(foi_supervisor *supervisor, foi_child *child, bool ended);

/** The time of CHILD is over: for its start, or for the step that it is at. */
void foi_steps_time_out(foi_supervisor *supervisor, foi_child *child);

#endif
