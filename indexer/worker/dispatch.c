/* dispatch.c - which worker gets which job, and when. */
#include "indexer/worker/supervision.h"

/* A job ahead may be taken back from a worker that has not come to it in this time. */
#define AHEAD_US 20000

/* Give the waiting task at LINK to CHILD; false where the child takes nothing. */
static bool give(foi_supervisor *supervisor, GList *link, foi_child *child)
{
    foi_task *task = link->data;
    g_auto(foi_step) step;
    foi_task_step(task, &step);
    if (!foi_child_give(child, ++supervisor->jobs, &step.job, step.descriptor, step.record_limit,
                        step.text_limit, task))
        return false;
    g_queue_delete_link(&supervisor->waiting, link);
    return true;
}

/* Give the task at LINK to an idle worker of its profile; false where there is none. */
static bool give_to_idle(foi_supervisor *supervisor, GList *link)
{
    foi_child *child;
    while ((child = foi_crew_idle(supervisor->crew, foi_task_profile(link->data)))) {
        if (give(supervisor, link, child))
            return true;
        /* One that has worked before shows that workers can be started. */
        if (child->jobs == 0)
            foi_crew_note_failure(supervisor->crew, "a worker ended while it had nothing to do");
        foi_crew_remove(supervisor->crew, child);
    }
    return false;
}

/* First come, first served: as many work as may, and where a task has no worker of its profile one
 * is started, in place of idle ones of the other. Those stay: they cost no time, and changing to
 * and fro with the files would. */
static void hand_out(foi_supervisor *supervisor)
{
    foi_crew *crew = supervisor->crew;
    uint32_t wanted[FOI_PROFILE_END] = {0};
    uint32_t working = foi_crew_working(crew);
    GList *next;
    for (GList *link = supervisor->waiting.head; link; link = next) {
        next = link->next;
        foi_profile profile = foi_task_profile(link->data);
        bool room = working < supervisor->limits.jobs;
        if (room && give_to_idle(supervisor, link)) {
            working++;
        } else if (++wanted[profile] > foi_crew_count(crew, profile, FOI_CHILD_STARTING)) {
            if (!room || !foi_crew_start(crew, profile))
                return;
            working++;
        }
    }
}

/* Whether CHILD may have its next job while it is at one, so that it need not wait for us in
 * between: where both are short, since a job that lies with a child is lost to the others. */
static bool takes_ahead(const foi_supervisor *supervisor, const foi_child *child, gint64 now)
{
    return child->state == FOI_CHILD_BUSY && child->ahead.number == 0 && child->task &&
           foi_task_is_short(child->task) && now - child->begun < AHEAD_US &&
           child->jobs + FOI_LIBRARY_WEIGHT < supervisor->limits.recycle_after;
}

static void give_ahead(foi_supervisor *supervisor)
{
    GPtrArray *children = supervisor->crew->children;
    gint64 now = g_get_monotonic_time();
    /* A worker that is just being started will be idle before long. */
    if (foi_crew_count(supervisor->crew, FOI_PROFILE_END, FOI_CHILD_STARTING) > 0)
        return;
    for (guint i = 0; i < children->len && supervisor->waiting.length > 0; i++) {
        foi_child *child = g_ptr_array_index(children, i);
        const foi_task *first = g_queue_peek_head(&supervisor->waiting);
        if (!foi_task_is_short(first))
            return;
        /* A child that is gone is noticed when it is listened to. */
        if (foi_task_profile(first) == child->profile && takes_ahead(supervisor, child, now))
            give(supervisor, supervisor->waiting.head, child);
    }
}

void foi_dispatch_take_back(foi_supervisor *supervisor, foi_child *child)
{
    foi_task *task = g_steal_pointer(&child->ahead.task);
    if (task)
        g_queue_push_head(&supervisor->waiting, task);
}

gint64 foi_dispatch_taken_back_at(const foi_child *child)
{
    return child->ahead.task ? child->begun + AHEAD_US : G_MAXINT64;
}

/* A worker that has nothing to do takes over what lies behind a long job. */
static void relieve(foi_supervisor *supervisor)
{
    GPtrArray *children = supervisor->crew->children;
    gint64 now = g_get_monotonic_time();
    for (guint i = 0; i < children->len && supervisor->waiting.length == 0; i++) {
        foi_child *child = g_ptr_array_index(children, i);
        if (now >= foi_dispatch_taken_back_at(child))
            foi_dispatch_take_back(supervisor, child);
    }
}

bool foi_dispatch_has_room(const foi_supervisor *supervisor)
{
    return foi_crew_idle(supervisor->crew, FOI_PROFILE_END) &&
           foi_crew_working(supervisor->crew) < supervisor->limits.jobs;
}

void foi_dispatch(foi_supervisor *supervisor)
{
    if (supervisor->waiting.length == 0 && foi_dispatch_has_room(supervisor))
        relieve(supervisor);
    hand_out(supervisor);
    if (supervisor->waiting.length > 0)
        give_ahead(supervisor);
}
