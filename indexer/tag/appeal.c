#include <string.h>

#include "indexer/tag/reading.h"

/* Whether the tribunal itself found on ID (NULL: on any provision). */
static bool has_verdict(const foi_tags *tags, const char *id)
{
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if ((tag->role == FOI_ROLE_UPHELD || tag->role == FOI_ROLE_REJECTED) &&
            (!id || strcmp(tag->id, id) == 0))
            return true;
    }
    return false;
}

/* "Less any personal data that is redacted under regulation 13": no matter of the appeal. */
static bool is_redaction(const foi_reading *reading, const foi_evidence *evidence)
{
    g_autofree char *quote = foi_text_quote(&reading->document->text, evidence);
    return quote && strstr(quote, "redact");
}

/* How often the text names ID. */
static guint count_of(const foi_reading *reading, const char *id)
{
    guint count = 0;
    for (guint i = 0; i < reading->law->items->len; i++)
        count += strcmp(g_array_index(reading->law->items, foi_law_item, i).id, id) == 0;
    return count;
}

/* The only exemption that the document names; NULL where there are several or none. */
static foi_provision_tag *only_exemption(const foi_reading *reading)
{
    const foi_tags *tags = &reading->document->tags;
    foi_provision_tag *only = NULL;
    for (guint i = 0; i < tags->provisions->len; i++) {
        foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if (!foi_law_is_exemption(tag->id) || foi_law_is_doorway(tag->id) ||
            count_of(reading, tag->id) < 2 || is_redaction(reading, &tag->evidence))
            continue;
        if (only && strcmp(only->id, tag->id) != 0)
            return NULL;
        only = tag;
    }
    return only;
}

static void add_verdict(foi_tags *tags, const char *id, bool upheld, foi_evidence evidence)
{
    foi_tags_add_provision(tags, id, upheld ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED, evidence);
}

/* Where a tribunal names no provision in its own findings, its decision on the appeal is one on
 * what the decision under appeal found: dismissed, that stands; allowed, the contrary holds. What
 * that was is read from the history or, failing that, is the only exemption named. A court decides
 * a point of law, and which of the decisions below it stands is not read. */
void foi_tag_appeal(foi_reading *reading)
{
    foi_tags *tags = &reading->document->tags;
    bool stands = tags->outcome == FOI_OUTCOME_APPEAL_DISMISSED;
    bool found_any = has_verdict(tags, NULL);
    if ((!stands && tags->outcome != FOI_OUTCOME_APPEAL_ALLOWED) || (!stands && found_any) ||
        tags->doctype == FOI_DOCTYPE_COURT_JUDGMENT)
        return;
    for (guint i = 0; i < reading->appealed->len; i++) {
        const foi_provision_tag *found = &g_array_index(reading->appealed, foi_provision_tag, i);
        if (!has_verdict(tags, found->id))
            add_verdict(tags, found->id, (found->role == FOI_ROLE_UPHELD) == stands,
                        found->evidence);
    }
    const foi_provision_tag *only = only_exemption(reading);
    if (reading->appealed->len > 0 || found_any || !only)
        return;
    foi_evidence evidence = only->evidence;
    evidence.confidence = 0.5;
    const char *id = g_intern_string(only->id);
    add_verdict(tags, id, stands, evidence);
    foi_tags_add_provision(tags, id, FOI_ROLE_RELIED_ON, evidence);
}
