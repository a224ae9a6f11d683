#include "indexer/tag/reading.h"

static bool has_verdict(const foi_tags *tags)
{
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if (tag->role == FOI_ROLE_UPHELD || tag->role == FOI_ROLE_REJECTED)
            return true;
    }
    return false;
}

/* Where a tribunal names no provision in its own findings, its decision on the appeal is one on
 * what the decision under appeal found: dismissed, that stands; allowed, the contrary holds. */
void foi_tag_appeal(foi_reading *reading)
{
    foi_tags *tags = &reading->document->tags;
    bool stands = tags->outcome == FOI_OUTCOME_APPEAL_DISMISSED;
    if ((!stands && tags->outcome != FOI_OUTCOME_APPEAL_ALLOWED) || has_verdict(tags))
        return;
    for (guint i = 0; i < reading->appealed->len; i++) {
        const foi_provision_tag *found = &g_array_index(reading->appealed, foi_provision_tag, i);
        bool upheld = (found->role == FOI_ROLE_UPHELD) == stands;
        foi_tags_add_provision(tags, found->id, upheld ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED,
                               found->evidence);
    }
}
