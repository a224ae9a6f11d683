#include <string.h>

#include "indexer/tag/role_reader.h"

void foi_rulings_note(foi_role_reader *in, const char *id, foi_role role, bool line,
                      const foi_hit *hit, uint32_t at, double confidence)
{
    uint32_t first = hit ? MIN(hit->first, at) : at;
    uint32_t end = hit ? MAX(hit->end, at + 1) : at + 1;
    foi_findings_note(&in->findings, id, role, line,
                      foi_reading_quote(in->reading, first, end, confidence));
}

/* A finding on ID: for a duty and for an exemption the same words mean different roles. */
static void note_finding(foi_role_reader *in, const char *id, bool stood, bool line,
                         const foi_hit *hit, uint32_t at)
{
    const foi_provision *row = foi_law_provision(id);
    bool exemption = foi_law_is_exemption(id) && !foi_law_is_doorway(id);
    double confidence = line ? 0.95 : 0.85;
    /* A fees notice that nobody relied on to refuse: the duty was broken. */
    bool duty = line && !stood && foi_law_is_also_duty(id) &&
                !foi_findings_has_role(&in->findings, id, FOI_ROLE_RELIED_ON);
    if (duty)
        foi_rulings_note(in, id, FOI_ROLE_BREACHED, line, hit, at, confidence);
    else if (exemption)
        foi_rulings_note(in, id, stood ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED, line, hit, at,
                         confidence);
    else if (row && row->kind == FOI_PROVISION_DUTY)
        foi_rulings_note(in, id, stood ? FOI_ROLE_COMPLIED : FOI_ROLE_BREACHED, line, hit, at,
                         confidence);
    else
        foi_rulings_note(in, id, FOI_ROLE_MENTIONED, false, NULL, at, 0.5);
}

static void note_breach(foi_role_reader *in, const char *id, bool breached, const foi_hit *hit,
                        uint32_t at)
{
    const foi_provision *row = foi_law_provision(id);
    bool duty = row && (row->kind == FOI_PROVISION_DUTY || foi_law_is_also_duty(id));
    foi_rulings_note(in, id,
                     !duty      ? FOI_ROLE_MENTIONED
                     : breached ? FOI_ROLE_BREACHED
                                : FOI_ROLE_COMPLIED,
                     false, hit, at, 0.88);
}

static void note_claim(foi_role_reader *in, const char *id, const foi_hit *hit, uint32_t at,
                       double confidence)
{
    bool claims = foi_law_is_exemption(id) && !foi_law_is_doorway(id);
    foi_rulings_note(in, id, claims ? FOI_ROLE_RELIED_ON : FOI_ROLE_MENTIONED, false, hit, at,
                     claims ? confidence : 0.5);
}

static void note_appealed(foi_role_reader *in, const char *id, foi_role role, const foi_hit *hit)
{
    if (!foi_law_is_exemption(id) || foi_law_is_doorway(id))
        return;
    foi_provision_tag tag = {.id = (char *)g_intern_string(id),
                             .role = role,
                             .evidence = foi_reading_quote(in->reading, hit->first, hit->end, 0.7)};
    g_array_append_val(in->reading->appealed, tag);
}

/* Apply CUE of HIT to one provision that it governs. PART: the finding covers only some of the
 * information. */
static void apply_cue(foi_role_reader *in, foi_cue cue, const foi_hit *hit, const char *id,
                      uint32_t at, bool part)
{
    switch (cue) {
    case FOI_CUE_CLAIM:
        note_claim(in, id, hit, at, 0.85);
        break;
    case FOI_CUE_CLAIM_LISTED:
        note_claim(in, id, hit, at, 0.5);
        break;
    case FOI_CUE_WITHDRAWN:
        note_claim(in, id, hit, at, 0.85);
        if (foi_law_is_exemption(id))
            foi_rulings_note(in, id, FOI_ROLE_WITHDRAWN, false, hit, at, 0.8);
        break;
    case FOI_CUE_UPHELD:
    case FOI_CUE_REJECTED:
        note_finding(in, id, cue == FOI_CUE_UPHELD, false, hit, at);
        if (part && foi_law_is_exemption(id))
            foi_findings_note_partial(&in->findings, id);
        if (part && foi_law_is_exemption(id))
            note_finding(in, id, cue != FOI_CUE_UPHELD, false, hit, at);
        break;
    case FOI_CUE_UPHELD_BEFORE:
    case FOI_CUE_REJECTED_BEFORE:
        note_claim(in, id, hit, at, 0.85);
        note_appealed(in, id, cue == FOI_CUE_UPHELD_BEFORE ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED,
                      hit);
        break;
    case FOI_CUE_BREACHED:
    case FOI_CUE_COMPLIED:
        note_breach(in, id, cue == FOI_CUE_BREACHED, hit, at);
        break;
    case FOI_CUE_LINE_UPHELD:
    case FOI_CUE_LINE_NOT_UPHELD:
        note_finding(in, id, cue == FOI_CUE_LINE_NOT_UPHELD, true, hit, at);
        break;
    case FOI_CUE_LINE_PARTLY:
        note_finding(in, id, false, true, hit, at);
        if (foi_law_is_exemption(id))
            note_finding(in, id, true, true, hit, at);
        break;
    case FOI_CUE_UNCONSIDERED:
        if (in->decision)
            foi_findings_note_unconsidered(&in->findings, id);
        break;
    case FOI_CUE_FAVOURS_DISCLOSURE:
        if (in->decision && foi_law_is_exemption(id))
            foi_findings_turn(&in->findings, id,
                              foi_reading_quote(in->reading, hit->first, hit->end, 0.85));
        break;
    case FOI_CUE_RETRACTED:
        if (in->findings.any_line)
            foi_findings_replace(&in->findings, id, FOI_ROLE_BREACHED, FOI_ROLE_NONE,
                                 (foi_evidence){0});
        else if (in->decision)
            note_breach(in, id, false, hit, at);
        break;
    default:
        break;
    }
}

void foi_rulings_mention(foi_role_reader *in, uint32_t at, bool prose)
{
    const foi_token *token = foi_reading_token(in->reading, at);
    const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
    const foi_law_item *items = &g_array_index(in->reading->law->items, foi_law_item, ref->item);
    for (guint i = 0; i < ref->items; i++) {
        foi_rulings_note(in, items[i].id, FOI_ROLE_MENTIONED, false, NULL, at, 0.6);
        if (prose)
            foi_findings_note_prose(&in->findings, items[i].id);
    }
}

/* Of REF the items that stand beside a part of themselves: "17(1) and 17(1)(c)". */
static void note_listed(foi_role_reader *in, const foi_law_ref *ref)
{
    const foi_law_item *items = &g_array_index(in->reading->law->items, foi_law_item, ref->item);
    for (guint i = 1; i < ref->items; i++) {
        size_t length = strlen(items[i - 1].id);
        if (strncmp(items[i].id, items[i - 1].id, length) == 0 && items[i].id[length] == '(')
            foi_findings_note_listed(&in->findings, items[i - 1].id);
    }
}

void foi_rulings_apply(foi_role_reader *in, foi_cue cue, const foi_hit *hit, uint32_t at, bool part)
{
    const foi_token *token = foi_reading_token(in->reading, at);
    const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
    for (guint i = 0; i < ref->items; i++) {
        const char *id = g_array_index(in->reading->law->items, foi_law_item, ref->item + i).id;
        if (!foi_law_is_condition(id))
            apply_cue(in, cue, hit, id, at, part);
    }
    note_listed(in, ref);
}

void foi_rulings_apply_back(foi_role_reader *in, foi_cue cue, const foi_hit *hit, uint32_t at,
                            bool part)
{
    const foi_token *token = foi_reading_token(in->reading, at);
    const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
    const foi_law_item *items = &g_array_index(in->reading->law->items, foi_law_item, ref->item);
    for (guint i = 0; i < ref->items; i++)
        if (foi_law_is_exemption(items[i].id) && !foi_law_is_condition(items[i].id) &&
            !foi_findings_has_role(&in->findings, items[i].id, FOI_ROLE_WITHDRAWN))
            apply_cue(in, cue, hit, items[i].id, at, part);
}

void foi_rulings_apply_claimed(foi_role_reader *in, foi_cue cue, const foi_hit *hit,
                               const char *sections)
{
    g_auto(GStrv) list = g_strsplit(sections, "|", -1);
    guint known = in->findings.order->len;
    for (guint i = 0; i < known; i++) {
        const foi_standing *standing = g_ptr_array_index(in->findings.order, i);
        for (char **section = list; *section; section++)
            if ((standing->roles & (1u << FOI_ROLE_RELIED_ON)) &&
                foi_findings_is_within(standing->id, *section))
                apply_cue(in, cue, hit, standing->id, hit->first, false);
    }
}

static void add_general(foi_role_reader *in, const char *sections, foi_role role,
                        foi_evidence evidence)
{
    foi_general_finding finding = {sections, role, evidence};
    g_array_append_val(in->generals, finding);
    if (!in->reading->general[role].length)
        in->reading->general[role] = evidence;
}

void foi_rulings_note_general(foi_role_reader *in, foi_cue cue, const foi_hit *hit,
                              const char *sections, bool part)
{
    bool stood = cue == FOI_CUE_UPHELD;
    if (!stood && cue != FOI_CUE_REJECTED)
        return;
    foi_evidence evidence = foi_reading_quote(in->reading, hit->first, hit->end, 0.7);
    if (stood || part)
        add_general(in, sections, FOI_ROLE_UPHELD, evidence);
    if (!stood || part)
        add_general(in, sections, FOI_ROLE_REJECTED, evidence);
}

void foi_rulings_apply_general(foi_role_reader *in)
{
    if (foi_findings_has(&in->findings, FOI_ROLE_UPHELD) ||
        foi_findings_has(&in->findings, FOI_ROLE_REJECTED))
        return;
    for (guint i = 0; i < in->generals->len; i++) {
        const foi_general_finding *finding = &g_array_index(in->generals, foi_general_finding, i);
        foi_findings_note_claimed(&in->findings, finding->sections, finding->role,
                                  finding->evidence);
    }
}
