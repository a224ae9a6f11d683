#include <string.h>

#include "indexer/tag/findings.h"

/* How far before a cue a "whether" or "not" still governs it, in tokens. */
#define HYPOTHESIS_REACH 14
#define NEGATION_REACH   3

/* The subject of a sentence stands within so many tokens from its beginning. */
#define SUBJECT_REACH 4

/* A heading of a letter that names the provision it goes on to explain. */
#define HEADING_TOKENS 16

typedef struct {
    foi_findings findings;
    foi_reading *reading;
    bool letter;           /* the authority speaks */
    bool decision;         /* a regulator or tribunal speaks */
    bool finding;          /* its findings have begun */
    uint32_t commissioner; /* the symbol of the word */
    bool listing;          /* "the following exemptions:" goes on */
    GHashTable *quoted;    /* section id -> the one part of it that is quoted; "": several */
    foi_sentence named;    /* the last sentence that named a provision */
} role_reader;

typedef struct {
    const foi_hit *hit;
    foi_cue cue;
} cue_place;

static bool overlaps(const foi_hit *a, const foi_hit *b)
{
    return a->first < b->end && b->first < a->end;
}

static bool is_finding(foi_cue cue)
{
    return cue == FOI_CUE_UPHELD || cue == FOI_CUE_REJECTED || cue == FOI_CUE_BREACHED ||
           cue == FOI_CUE_COMPLIED;
}

static bool is_line(foi_cue cue)
{
    return cue >= FOI_CUE_LINE_UPHELD && cue <= FOI_CUE_LINE_NOT_UPHELD;
}

/* Of two cues that overlap: lines first, then findings before claims, then the longer one. */
static bool outranks(const cue_place *a, const cue_place *b, bool letter)
{
    if (is_line(a->cue) != is_line(b->cue))
        return is_line(a->cue);
    /* A letter finds no breaches: "does not meet the requirements of section 8" refuses. */
    if (letter && a->cue == FOI_CUE_CLAIM && b->cue == FOI_CUE_BREACHED)
        return true;
    if (letter && b->cue == FOI_CUE_CLAIM && a->cue == FOI_CUE_BREACHED)
        return false;
    if (a->cue == FOI_CUE_CLAIM && is_finding(b->cue))
        return false;
    if (b->cue == FOI_CUE_CLAIM && is_finding(a->cue))
        return true;
    return a->hit->end - a->hit->first > b->hit->end - b->hit->first;
}

/* The cues of a sentence, where two overlap only the one that says more. */
static void find_cues(const role_reader *in, const foi_sentence *sentence, GArray *cues)
{
    g_array_set_size(cues, 0);
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->phrase->kind != FOI_PHRASE_CUE)
            continue;
        cue_place place = {hit, (foi_cue)hit->phrase->value};
        cue_place *last = cues->len ? &g_array_index(cues, cue_place, cues->len - 1) : NULL;
        if (last && overlaps(last->hit, hit)) {
            if (outranks(&place, last, in->letter))
                *last = place;
            continue;
        }
        g_array_append_val(cues, place);
    }
}

/* Before a tribunal the Commissioner is a party: what the notice found is history. */
static foi_actor actor_of(const role_reader *in, const foi_hit *hit)
{
    if (in->reading->document->tags.doctype != FOI_DOCTYPE_DECISION_NOTICE)
        for (uint32_t at = hit->first; at < hit->end; at++)
            if (foi_reading_token(in->reading, at)->symbol == in->commissioner)
                return FOI_ACTOR_HISTORY;
    return (foi_actor)hit->phrase->value;
}

/* Who speaks at token AT of SENTENCE: the last one named before it. */
static foi_actor actor_at(const role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    foi_actor actor = FOI_ACTOR_NONE;
    const foi_hit *last = NULL;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->first > at)
            break;
        if (hit->phrase->kind != FOI_PHRASE_ACTOR || (last && hit->first < last->end))
            continue;
        actor = actor_of(in, hit);
        last = hit;
    }
    return actor;
}

static bool governed(const role_reader *in, const foi_sentence *sentence, const foi_hit *hit,
                     foi_sign sign, uint32_t reach)
{
    uint32_t from = hit->first > sentence->first + reach ? hit->first - reach : sentence->first;
    return foi_reading_has_sign(in->reading, sign, from, hit->first);
}

/* What a cue means once its surroundings are known. */
static foi_cue weigh_cue(const role_reader *in, const foi_sentence *sentence,
                         const cue_place *place)
{
    foi_cue cue = place->cue;
    if (cue >= FOI_CUE_LINE_UPHELD && cue <= FOI_CUE_LINE_NOT_UPHELD)
        return cue;
    foi_actor actor = actor_at(in, sentence, place->hit->first);
    if (governed(in, sentence, place->hit, FOI_SIGN_HYPOTHETICAL, HYPOTHESIS_REACH) ||
        (!in->letter && governed(in, sentence, place->hit, FOI_SIGN_CONDITION, HYPOTHESIS_REACH)))
        return FOI_CUE_MENTION;
    bool negated = governed(in, sentence, place->hit, FOI_SIGN_NEGATION, NEGATION_REACH);
    if (actor == FOI_ACTOR_ARGUING)
        return FOI_CUE_MENTION;
    if (actor == FOI_ACTOR_HISTORY && cue == FOI_CUE_UPHELD && !negated && in->decision)
        return FOI_CUE_CLAIM;
    if ((actor == FOI_ACTOR_COMPLAINANT || actor == FOI_ACTOR_HISTORY) && cue != FOI_CUE_CLAIM &&
        cue != FOI_CUE_WITHDRAWN)
        return FOI_CUE_MENTION;
    if (negated && cue == FOI_CUE_CLAIM)
        return FOI_CUE_DENIED;
    if (negated && cue == FOI_CUE_UPHELD)
        cue = FOI_CUE_REJECTED;
    if (!is_finding(cue))
        return cue;
    bool finds =
        in->decision && (actor == FOI_ACTOR_REGULATOR || (actor == FOI_ACTOR_NONE && in->finding));
    if (finds)
        return cue;
    if (cue == FOI_CUE_UPHELD && (in->letter || actor == FOI_ACTOR_AUTHORITY || in->decision))
        return FOI_CUE_CLAIM;
    return FOI_CUE_MENTION;
}

static void note(role_reader *in, const char *id, foi_role role, bool line, const foi_hit *hit,
                 uint32_t at, double confidence)
{
    uint32_t first = hit ? MIN(hit->first, at) : at;
    uint32_t end = hit ? MAX(hit->end, at + 1) : at + 1;
    foi_findings_note(&in->findings, id, role, line,
                      foi_reading_quote(in->reading, first, end, confidence));
}

/* A finding on ID: for a duty and for an exemption the same words mean different roles. */
static void note_finding(role_reader *in, const char *id, bool stood, bool line, const foi_hit *hit,
                         uint32_t at)
{
    const foi_provision *row = foi_law_provision(id);
    bool exemption = foi_law_is_exemption(id) && !foi_law_is_doorway(id);
    double confidence = line ? 0.95 : 0.85;
    if (exemption)
        note(in, id, stood ? FOI_ROLE_UPHELD : FOI_ROLE_REJECTED, line, hit, at, confidence);
    else if (row && row->kind == FOI_PROVISION_DUTY)
        note(in, id, stood ? FOI_ROLE_COMPLIED : FOI_ROLE_BREACHED, line, hit, at, confidence);
    else
        note(in, id, FOI_ROLE_MENTIONED, false, NULL, at, 0.5);
}

static void note_breach(role_reader *in, const char *id, bool breached, const foi_hit *hit,
                        uint32_t at)
{
    const foi_provision *row = foi_law_provision(id);
    bool duty = row && (row->kind == FOI_PROVISION_DUTY || foi_law_is_also_duty(id));
    note(in, id,
         !duty      ? FOI_ROLE_MENTIONED
         : breached ? FOI_ROLE_BREACHED
                    : FOI_ROLE_COMPLIED,
         false, hit, at, 0.88);
}

static void note_claim(role_reader *in, const char *id, const foi_hit *hit, uint32_t at)
{
    bool claims = foi_law_is_exemption(id) && !foi_law_is_doorway(id);
    note(in, id, claims ? FOI_ROLE_RELIED_ON : FOI_ROLE_MENTIONED, false, hit, at,
         claims ? 0.85 : 0.5);
}

/* Apply CUE of HIT to one provision that it governs. PART: the finding covers only some of the
 * information. */
static void apply_cue(role_reader *in, foi_cue cue, const foi_hit *hit, const char *id, uint32_t at,
                      bool part)
{
    switch (cue) {
    case FOI_CUE_CLAIM:
        note_claim(in, id, hit, at);
        break;
    case FOI_CUE_WITHDRAWN:
        note_claim(in, id, hit, at);
        if (foi_law_is_exemption(id))
            note(in, id, FOI_ROLE_WITHDRAWN, false, hit, at, 0.8);
        break;
    case FOI_CUE_UPHELD:
    case FOI_CUE_REJECTED:
        note_finding(in, id, cue == FOI_CUE_UPHELD, false, hit, at);
        if (part && cue == FOI_CUE_UPHELD && foi_law_is_exemption(id))
            note_finding(in, id, false, false, hit, at);
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
    case FOI_CUE_FAVOURS_DISCLOSURE:
        if (in->decision && foi_law_is_exemption(id))
            foi_findings_turn(&in->findings, id,
                              foi_reading_quote(in->reading, hit->first, hit->end, 0.85));
        break;
    case FOI_CUE_RETRACTED:
        if (in->findings.any_line)
            foi_findings_replace(&in->findings, id, FOI_ROLE_BREACHED, FOI_ROLE_NONE,
                                 (foi_evidence){0});
        break;
    default:
        note(in, id, FOI_ROLE_MENTIONED, false, NULL, at, 0.6);
        break;
    }
}

static void apply_to_ref(role_reader *in, foi_cue cue, const foi_hit *hit, uint32_t at, bool part)
{
    const foi_token *token = foi_reading_token(in->reading, at);
    const foi_law_ref *ref = &g_array_index(in->reading->law->refs, foi_law_ref, token->symbol);
    for (guint i = 0; i < ref->items; i++) {
        const char *id = g_array_index(in->reading->law->items, foi_law_item, ref->item + i).id;
        if (foi_law_is_condition(id))
            note(in, id, FOI_ROLE_MENTIONED, false, NULL, at, 0.6);
        else
            apply_cue(in, cue, hit, id, at, part);
    }
}

static bool is_provision(const role_reader *in, uint32_t at)
{
    return foi_reading_token(in->reading, at)->kind == FOI_TOKEN_PROVISION;
}

/* Where the reach of a cue that looks forward ends: at the next one that does, or at the
 * sentence's. */
static uint32_t reach_forward(const GArray *cues, guint index, uint32_t end)
{
    for (guint i = index + 1; i < cues->len; i++) {
        const cue_place *next = &g_array_index(cues, cue_place, i);
        if (!next->hit->phrase->before && !next->hit->phrase->weak)
            return next->hit->first;
    }
    return end;
}

static uint32_t reach_back(const GArray *cues, guint index, uint32_t first)
{
    for (guint i = index; i > 0; i--) {
        const cue_place *before = &g_array_index(cues, cue_place, i - 1);
        if (before->hit->phrase->before)
            return before->hit->end;
    }
    return first;
}

static bool has_provision(const role_reader *in, uint32_t first, uint32_t end)
{
    for (uint32_t at = first; at < end; at++)
        if (is_provision(in, at))
            return true;
    return false;
}

/* "section 36(2)(c), and it no longer relies on that limb": the provision named last. */
static uint32_t nearest_before(const role_reader *in, uint32_t first, uint32_t end)
{
    for (uint32_t at = end; at > first; at--)
        if (is_provision(in, at - 1))
            return at - 1;
    return UINT32_MAX;
}

/* A weak cue says nothing where a stronger one before it reaches as far. */
static bool is_overruled(const GArray *cues, guint index)
{
    if (!g_array_index(cues, cue_place, index).hit->phrase->weak)
        return false;
    bool claimed = false;
    for (guint i = index; i > 0; i--) {
        const cue_place *other = &g_array_index(cues, cue_place, i - 1);
        if (is_finding(other->cue) || other->cue == FOI_CUE_DENIED)
            return true;
        claimed = claimed || other->cue == FOI_CUE_CLAIM;
    }
    return !claimed && index > 0;
}

/* Whether a "before" finding at INDEX governs what a forward finding before it has taken already.
 */
static bool is_taken(const GArray *cues, guint index, uint32_t at)
{
    for (guint i = 0; i < index; i++) {
        const cue_place *other = &g_array_index(cues, cue_place, i);
        if (!other->hit->phrase->before && is_finding(other->cue) && other->hit->end <= at + 1)
            return true;
    }
    return false;
}

/* "The Commissioner upholds this decision": about the claims of the sentence before. */
static void read_anaphor(role_reader *in, const cue_place *place)
{
    for (uint32_t at = in->named.first; at < in->named.end; at++)
        if (is_provision(in, at))
            apply_to_ref(in, place->cue, place->hit, at, false);
}

static bool names_provision(const role_reader *in, const foi_sentence *sentence)
{
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        if (is_provision(in, at))
            return true;
    return false;
}

static void read_sentence(role_reader *in, const foi_sentence *sentence, GArray *cues)
{
    bool named = names_provision(in, sentence);
    find_cues(in, sentence, cues);
    for (guint i = 0; i < cues->len; i++) {
        cue_place *place = &g_array_index(cues, cue_place, i);
        place->cue = weigh_cue(in, sentence, place);
    }
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        if (is_provision(in, at))
            apply_to_ref(in, FOI_CUE_NONE, NULL, at, false);
    for (guint i = 0; i < cues->len; i++) {
        const cue_place *place = &g_array_index(cues, cue_place, i);
        const foi_hit *hit = place->hit;
        if (is_overruled(cues, i))
            continue;
        bool about_earlier =
            hit->phrase->anaphor || (place->cue == FOI_CUE_FAVOURS_DISCLOSURE && in->finding);
        if (!named && about_earlier)
            read_anaphor(in, place);
        bool part = is_finding(place->cue) &&
                    foi_reading_has_sign(in->reading, FOI_SIGN_PART, hit->first, sentence->end);
        uint32_t first = hit->first, end = hit->end;
        uint32_t named_before = place->cue == FOI_CUE_WITHDRAWN && !hit->phrase->before &&
                                        !has_provision(in, hit->first, sentence->end)
                                    ? nearest_before(in, sentence->first, hit->first)
                                    : UINT32_MAX;
        if (named_before != UINT32_MAX)
            apply_to_ref(in, place->cue, hit, named_before, false);
        if (hit->phrase->before && !is_line(place->cue))
            first = place->cue == FOI_CUE_FAVOURS_DISCLOSURE ? sentence->first
                                                             : reach_back(cues, i, sentence->first);
        /* "had correctly withheld it under section 30(c)": nothing before it, so what follows. */
        if (hit->phrase->before && !is_line(place->cue) && !has_provision(in, first, hit->end))
            end = reach_forward(cues, i, sentence->end);
        else if (!hit->phrase->before && !is_line(place->cue))
            end = reach_forward(cues, i, sentence->end);
        for (uint32_t at = first; at < end; at++)
            if (is_provision(in, at) && !(hit->phrase->before && is_taken(cues, i, at)))
                apply_to_ref(in, place->cue, hit, at, part);
    }
}

/* Whether what stands behind the provision AT of a heading is a title, and no verb. */
static bool is_titled(const role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    if (at + 1 >= sentence->end)
        return true;
    const foi_token *next = foi_reading_token(in->reading, at + 1);
    return next->kind == FOI_TOKEN_MARK || next->kind == FOI_TOKEN_PROVISION ||
           (next->flags & (FOI_TOKEN_CAPITAL | FOI_TOKEN_LINE)) ||
           (at + 2 < sentence->end && is_provision(in, at + 2));
}

/* "Section 31(1)(a) - Law Enforcement", alone or before its reasons: a letter's heading claims. */
static void read_heading(role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && at < sentence->first + 3 && !is_provision(in, at))
        at++;
    if (at >= sentence->end || !is_provision(in, at) || !is_titled(in, sentence, at))
        return;
    bool whole = sentence->end - sentence->first <= HEADING_TOKENS;
    const foi_token *next = at + 1 < sentence->end ? foi_reading_token(in->reading, at + 1) : NULL;
    bool run_in = next && next->kind == FOI_TOKEN_MARK && next->value != ',' && next->value != '(';
    if ((!whole && !run_in) || foi_reading_has_sign(in->reading, FOI_SIGN_NEGATION, sentence->first,
                                                    MIN(sentence->end, at + HEADING_TOKENS)))
        return;
    for (uint32_t i = at; i < (whole ? sentence->end : at + 1); i++)
        if (is_provision(in, i))
            apply_to_ref(in, FOI_CUE_CLAIM, NULL, i, false);
}

/* Whether a list of what is claimed begins behind SENTENCE: a claim that ends with a colon. */
static bool opens_list(const role_reader *in, const foi_sentence *sentence, const GArray *cues)
{
    const foi_token *last = foi_reading_token(in->reading, sentence->end - 1);
    if (last->kind != FOI_TOKEN_MARK || last->value != ':' || cues->len == 0)
        return false;
    return g_array_index(cues, cue_place, cues->len - 1).cue == FOI_CUE_CLAIM;
}

/* "Section 23(5) - Security bodies / Section 24(2) - National security": items of such a list, of
 * which several may stand in one sentence. False where SENTENCE is no item, and the list ends. */
static bool read_list_items(role_reader *in, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && at < sentence->first + 3 && !is_provision(in, at))
        at++;
    if (at >= sentence->end || !is_provision(in, at) || !is_titled(in, sentence, at))
        return false;
    for (; at < sentence->end; at++)
        if (is_provision(in, at) && is_titled(in, sentence, at))
            apply_to_ref(in, FOI_CUE_CLAIM, NULL, at, false);
    return true;
}

static void begin_findings(role_reader *in, const foi_sentence *sentence)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->phrase->kind != FOI_PHRASE_ACTOR)
            continue;
        foi_actor actor = actor_of(in, hit);
        /* "We put it lower than the Commissioner did": a comparison, not what he found. */
        if (actor != FOI_ACTOR_HISTORY || hit->first <= sentence->first + SUBJECT_REACH)
            in->finding = actor == FOI_ACTOR_REGULATOR;
    }
}

/* The section of ID: for the caller to free. */
static char *section_of(const char *id)
{
    const char *open = strchr(id, '(');
    return open ? g_strndup(id, (gsize)(open - id)) : g_strdup(id);
}

/* "Section 8(1)(b) says that ...": a letter that explains one part of a section. */
static void note_quoted(role_reader *in, const foi_sentence *sentence)
{
    for (uint32_t at = sentence->first; at < sentence->end; at++) {
        if (!is_provision(in, at))
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
static void claim_quoted_parts(role_reader *in)
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

static bool is_read(const foi_sentence *sentence)
{
    return sentence->zone == FOI_ZONE_BODY || sentence->zone == FOI_ZONE_HEADING ||
           sentence->zone == FOI_ZONE_SIGNATURE;
}

static bool has_letter_voice(foi_doctype type)
{
    return type == FOI_DOCTYPE_RESPONSE || type == FOI_DOCTYPE_REVIEW_OUTCOME ||
           type == FOI_DOCTYPE_EXTENSION || type == FOI_DOCTYPE_THREAD ||
           type == FOI_DOCTYPE_CLARIFICATION_REQUEST;
}

/* "refused the request as manifestly unreasonable" names 12(4)(b) of the EIR without its number. */
static void claim_by_words(role_reader *in)
{
    bool eir = false, scottish = in->reading->law->scottish;
    for (guint i = 0; i < in->reading->law->mentions->len; i++) {
        int regime = g_array_index(in->reading->law->mentions, foi_law_mention, i).regime;
        eir = eir || (regime >= 0 && foi_regime_at((size_t)regime)->regulations);
    }
    for (guint s = 0; eir && s < in->reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(in->reading, s);
        for (guint i = 0; is_read(sentence) && i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
            if (hit->phrase->kind != FOI_PHRASE_SIGN ||
                hit->phrase->value != FOI_SIGN_UNREASONABLE || (!in->letter && !in->decision))
                continue;
            note(in, scottish ? "eisr:10(4)(b)" : "eir:12(4)(b)", FOI_ROLE_RELIED_ON, false, hit,
                 hit->first, 0.7);
            return;
        }
    }
}

void foi_tag_roles(foi_reading *reading)
{
    foi_doctype type = reading->document->tags.doctype;
    role_reader in = {.reading = reading,
                      .letter = has_letter_voice(type),
                      .decision = reading->regulator,
                      .commissioner = foi_token_symbol("commissioner")};
    in.findings.reading = reading;
    in.findings.order = g_ptr_array_new_with_free_func(g_free);
    in.findings.by_id = g_hash_table_new(g_str_hash, g_str_equal);
    in.quoted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) cues = g_array_new(FALSE, FALSE, sizeof(cue_place));
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        if (sentence->zone == FOI_ZONE_STATUTE && in.letter && names_provision(&in, sentence))
            in.named = *sentence;
        if (sentence->zone == FOI_ZONE_STATUTE && in.letter)
            note_quoted(&in, sentence);
        if (sentence->zone == FOI_ZONE_STATUTE || sentence->zone == FOI_ZONE_REQUEST)
            continue;
        if (!is_read(sentence) || (!in.letter && !in.decision)) {
            for (uint32_t at = sentence->first; at < sentence->end; at++)
                if (is_provision(&in, at))
                    apply_to_ref(&in, FOI_CUE_NONE, NULL, at, false);
            continue;
        }
        if (in.letter)
            read_heading(&in, sentence);
        in.listing = in.listing && read_list_items(&in, sentence);
        read_sentence(&in, sentence, cues);
        in.listing = in.letter && (in.listing || opens_list(&in, sentence, cues));
        begin_findings(&in, sentence);
        if (names_provision(&in, sentence))
            in.named = *sentence;
    }
    claim_by_words(&in);
    claim_quoted_parts(&in);
    foi_findings_settle(&in.findings);
    g_ptr_array_unref(in.findings.order);
    g_hash_table_unref(in.findings.by_id);
    g_hash_table_unref(in.quoted);
}
