/* crew.h - the processes of one supervisor as they come and go: the zygote and the workers it
 * forks.
 *
 * Knows how many there are and of which profile, not what they read. One thread.
 */
#ifndef FOI_CREW_H
#define FOI_CREW_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/worker/child.h"
#include "indexer/worker/supervisor.h"

typedef struct foi_crew {
    const char *program;
    foi_limits limits;
    foi_child *zygote;            /**< NULL: the next start makes one */
    GPtrArray *children;          /**< of foi_child *: the workers, owned */
    uint32_t failed_starts;       /**< since a worker last answered */
    char *start_failure;          /**< why the last of them failed */
    char *libraries;              /**< what the zygote has told of itself; NULL: nothing yet */
    char *about[FOI_PROFILE_END]; /**< what the workers have; NULL: nothing yet */
    char *lacking;                /**< see foi_worker_ready */
} foi_crew;

/** PROGRAM is borrowed. Starts nothing yet. */
foi_crew *foi_crew_new(const char *program, const foi_limits *limits);

/** Kills and reaps whatever still lives. */
void foi_crew_free(foi_crew *crew);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_crew, foi_crew_free)

/**
 * Start one more worker of PROFILE. False where that cannot be: the zygote is only just being
 * started, or the start has failed, or too many have failed.
 */
bool foi_crew_start(foi_crew *crew, foi_profile profile);

/** End CHILD and forget it. */
void foi_crew_remove(foi_crew *crew, foi_child *child);

/** CHILD has reported READY: it is IDLE from now on. */
void foi_crew_welcome(foi_crew *crew, foi_child *child);

/** A worker or the zygote could not be started, or did not live to its first answer, for REASON. */
void foi_crew_note_failure(foi_crew *crew, const char *reason);

/** The zygote's socket or its end has something to say, or its time to start is over. */
void foi_crew_hear_zygote(foi_crew *crew);

/** An IDLE worker of PROFILE (FOI_PROFILE_END: of any), or NULL. */
foi_child *foi_crew_idle(const foi_crew *crew, foi_profile profile);

/** How many workers of PROFILE (FOI_PROFILE_END: of any) are in STATE. */
uint32_t foi_crew_count(const foi_crew *crew, foi_profile profile, foi_child_state state);

/** How many are at work or being started: those that share the processors. */
uint32_t foi_crew_working(const foi_crew *crew);

/** How many of PROFILE (FOI_PROFILE_END: of any) are there and not LEAVING. */
uint32_t foi_crew_serving(const foi_crew *crew, foi_profile profile);

/** Nothing can be started any more, and no worker is left that may yet answer. */
bool foi_crew_is_hopeless(const foi_crew *crew);

#endif
