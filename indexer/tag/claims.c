#include <string.h>

#include "indexer/tag/role_reader.h"

/* A heading of a letter that names the provision it goes on to explain. */
#define HEADING_TOKENS 16

/* Whether what stands behind the provision AT of a heading is a title, and no verb. */
static bool is_titled(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    if (at + 1 >= sentence->end)
        return true;
    const foi_token *next = foi_reading_token(in->reading, at + 1);
    return next->kind == FOI_TOKEN_MARK || next->kind == FOI_TOKEN_PROVISION ||
           (next->flags & (FOI_TOKEN_CAPITAL | FOI_TOKEN_LINE)) ||
           (at + 2 < sentence->end && foi_role_is_provision(in, at + 2));
}

/* "Section 31(1)(a) - Law Enforcement", alone or before its reasons: a letter's heading claims. */
void foi_claims_read_heading(foi_role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && at < sentence->first + 3 && !foi_role_is_provision(in, at))
        at++;
    if (at >= sentence->end || !foi_role_is_provision(in, at) || !is_titled(in, sentence, at))
        return;
    bool whole = sentence->end - sentence->first <= HEADING_TOKENS;
    const foi_token *next = at + 1 < sentence->end ? foi_reading_token(in->reading, at + 1) : NULL;
    bool run_in = next && next->kind == FOI_TOKEN_MARK && next->value != ',' && next->value != '(';
    if ((!whole && !run_in) || foi_reading_has_sign(in->reading, FOI_SIGN_NEGATION, sentence->first,
                                                    MIN(sentence->end, at + HEADING_TOKENS)))
        return;
    for (uint32_t i = at; i < (whole ? sentence->end : at + 1); i++)
        if (foi_role_is_provision(in, i))
            foi_rulings_apply(in, FOI_CUE_CLAIM, NULL, i, false);
}

/* Whether a list of what is claimed begins behind SENTENCE: a claim that ends with a colon. */
bool foi_claims_open_list(const foi_role_reader *in, const foi_sentence *sentence,
                          const GArray *cues)
{
    const foi_token *last = foi_reading_token(in->reading, sentence->end - 1);
    if (last->kind != FOI_TOKEN_MARK || last->value != ':' || cues->len == 0)
        return false;
    return g_array_index(cues, foi_cue_place, cues->len - 1).cue == FOI_CUE_CLAIM;
}

/* "Section 23(5) - Security bodies / Section 24(2) - National security": items of such a list, of
 * which several may stand in one sentence. False where SENTENCE is no item, and the list ends. */
bool foi_claims_read_items(foi_role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && at < sentence->first + 3 && !foi_role_is_provision(in, at))
        at++;
    if (at >= sentence->end || !foi_role_is_provision(in, at) || !is_titled(in, sentence, at))
        return false;
    for (; at < sentence->end; at++)
        if (foi_role_is_provision(in, at) && is_titled(in, sentence, at))
            foi_rulings_apply(in, FOI_CUE_CLAIM, NULL, at, false);
    return true;
}

/* The section of ID: for the caller to free. */
static char *section_of(const char *id)
{
    const char *open = strchr(id, '(');
    return open ? g_strndup(id, (gsize)(open - id)) : g_strdup(id);
}

/* "Section 8(1)(b) says that ...": a letter that explains one part of a section. */
void foi_claims_note_quoted(foi_role_reader *in, const foi_sentence *sentence)
{
    for (uint32_t at = sentence->first; at < sentence->end; at++) {
        if (!foi_role_is_provision(in, at))
            continue;
        const foi_token *token = foi_reading_token(in->reading, at);
        const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
        for (guint i = 0; i < ref->items; i++) {
            const char *id = g_array_index(in->reading->law->items, foi_law_item, ref->item + i).id;
            if (!strchr(id, '(') || !foi_law_is_exemption(id) || foi_law_is_condition(id))
                continue;
            char *section = section_of(id);
            const char *known = g_hash_table_lookup(in->quoted, section);
            bool several = known && strcmp(known, id) != 0;
            g_hash_table_replace(in->quoted, section,
                                 (gpointer)(several ? "" : g_intern_string(id)));
        }
    }
}

/* A section claimed by its number alone means the part of it that the letter explains. */
static void claim_quoted_parts(foi_role_reader *in)
{
    GHashTableIter iter;
    gpointer section, part;
    g_hash_table_iter_init(&iter, in->quoted);
    while (g_hash_table_iter_next(&iter, &section, &part)) {
        const foi_standing *claimed = g_hash_table_lookup(in->findings.by_id, section);
        if (!*(const char *)part || !claimed || !(claimed->roles & (1u << FOI_ROLE_RELIED_ON)) ||
            foi_findings_has_part(&in->findings, section, FOI_ROLE_RELIED_ON))
            continue;
        foi_findings_note(&in->findings, part, FOI_ROLE_RELIED_ON, false,
                          claimed->evidence[FOI_ROLE_RELIED_ON]);
    }
}

static bool names_law(const foi_role_reader *in, const char *id)
{
    const foi_provision *row = foi_law_provision(id);
    int wanted = row ? foi_regime_index(row->regime) : -1;
    for (guint i = 0; i < in->reading->law->mentions->len; i++)
        if (g_array_index(in->reading->law->mentions, foi_law_mention, i).regime == wanted)
            return true;
    return false;
}

/* The first words for the claim ID in the document's own text, where it names the law of ID but not
 * the section. */
static void claim_by_wording(foi_role_reader *in, const foi_hit *hit)
{
    const char *id = hit->phrase->provision;
    g_autofree char *section = section_of(id);
    bool thread = in->reading->document->tags.doctype == FOI_DOCTYPE_THREAD;
    bool speaks = hit->phrase->letter   ? in->letter && !thread
                  : hit->phrase->breach ? in->decision
                                        : in->letter || in->decision;
    if (speaks && names_law(in, id) && !foi_findings_claims(&in->findings, section))
        foi_rulings_note(in, id, hit->phrase->breach ? FOI_ROLE_BREACHED : FOI_ROLE_RELIED_ON,
                         false, hit, hit->first, 0.7);
}

/* "refused the request as manifestly unreasonable" names 12(4)(b) of the EIR without its number. */
static void claim_by_words(foi_role_reader *in)
{
    for (guint s = 0; s < in->reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(in->reading, s);
        for (guint i = 0; foi_role_is_own(sentence) && i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
            if (hit->phrase->kind == FOI_PHRASE_WORDING)
                claim_by_wording(in, hit);
        }
    }
}

void foi_claims_take_statutes(foi_role_reader *in)
{
    if (foi_findings_has(&in->findings, FOI_ROLE_RELIED_ON))
        return;
    for (guint i = 0; i < in->statutes->len; i++) {
        const foi_sentence *sentence = &g_array_index(in->statutes, foi_sentence, i);
        for (uint32_t at = sentence->first; at < sentence->end; at++)
            if (foi_role_is_provision(in, at))
                foi_rulings_apply(in, FOI_CUE_CLAIM_LISTED, NULL, at, false);
    }
}

void foi_claims_finish(foi_role_reader *in)
{
    claim_by_words(in);
    claim_quoted_parts(in);
}
