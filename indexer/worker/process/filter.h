/* filter.h - which system calls a worker may make; any other ends it by SIGSYS. */
#ifndef FOI_FILTER_H
#define FOI_FILTER_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/extractor.h"

/** The filter for workers of PROFILE, as the zygote makes it once. */
typedef struct foi_filter foi_filter;

/** NULL where the kernel has no filters of system calls. */
foi_filter *foi_filter_new(foi_profile profile);
void foi_filter_free(foi_filter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_filter, foi_filter_free)

/** Put it into force for this process, for good. False: it is not. */
bool foi_filter_enter(foi_filter *filter);

#endif
