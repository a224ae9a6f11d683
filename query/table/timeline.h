/* timeline.h - inside a timeline. */
#ifndef FOI_QUERY_TIMELINE_H
#define FOI_QUERY_TIMELINE_H

#include <glib.h>
#include <stdbool.h>

#include "foi/table.h"

struct foi_timeline {
    char *query;
    foi_period period;
    uint32_t total;
    uint32_t no_month;
    uint32_t undated;
    bool relaxed;
    char *suggestion; /**< NULL: none */
    double took_ms;
    GStringChunk *strings; /**< those of `entries` */
    GArray *entries;       /**< of foi_timeline_entry */
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_timeline, foi_timeline_free)

#endif
