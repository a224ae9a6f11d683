/* landlock.h - what the kernel refuses a worker by what it asks for: files, network, signals.
 *
 * The ruleset is made once by the zygote, and put into force by each worker for itself. A kernel
 * may know fewer rights than this program, or none: what it knows is asked of it, at run time.
 */
#ifndef FOI_LANDLOCK_H
#define FOI_LANDLOCK_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/extractor.h"

typedef struct foi_landlock {
    int version; /**< of the kernel's interface; 0: the kernel has no landlock */
    int ruleset; /**< -1: none */
} foi_landlock;

/** The ruleset for workers of PROFILE; `ruleset` is -1 where the kernel has none. */
foi_landlock foi_landlock_prepare(foi_profile profile);

/** Put it into force for this process, for good; needs PR_SET_NO_NEW_PRIVS. False: it is not. */
bool foi_landlock_enter(const foi_landlock *landlock);

/** Append what LANDLOCK refuses, for people: "landlock 2 (files, links; not truncation, …)". */
void foi_landlock_describe(const foi_landlock *landlock, GString *out);

#endif
