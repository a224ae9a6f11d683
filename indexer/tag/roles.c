#include "indexer/tag/look.h"
#include "indexer/tag/role_reader.h"

/* "Commissioner's analysis and findings": a heading is no longer than so many tokens. */
#define HEADING_TOKENS 8

/* The subject of a sentence stands within so many tokens from its beginning. */
#define SUBJECT_REACH 4

/* "In Department of Health v Information Commissioner". */
#define CASE_NAME_REACH 12

static const foi_cue_place *cue_at(const GArray *cues, guint index)
{
    return &g_array_index(cues, foi_cue_place, index);
}

/* The sections that the reason of the finding at INDEX is about: "not entitled to refuse it as the
 * request was vexatious"; NULL where no reason tells. */
static const char *reason_of(const GArray *cues, guint index)
{
    if (!foi_cue_is_finding(cue_at(cues, index)->cue))
        return NULL;
    for (guint i = index + 1; i < cues->len; i++)
        if (cue_at(cues, i)->hit->phrase->provision || cue_at(cues, i)->cue != FOI_CUE_CLAIM)
            return cue_at(cues, i)->hit->phrase->provision;
    return NULL;
}

/* Whether the cue at INDEX only gives the reason of a finding before it: "not entitled to refuse it
 * as the request was vexatious". */
static bool is_reason(const foi_role_reader *in, const GArray *cues, guint index)
{
    const foi_cue_place *place = cue_at(cues, index);
    if (!place->hit->phrase->provision)
        return false;
    for (guint i = 0; i < index; i++)
        if (foi_cue_is_finding(cue_at(cues, i)->cue) && !cue_at(cues, i)->hit->phrase->before &&
            !foi_role_names_provision(in, cue_at(cues, i)->hit->end, place->hit->first))
            return true;
    return false;
}

/* "Correctly applied regulation 12(5)(b), but that neither 12(5)(d) nor ...": where a "but" behind
 * a provision ends what is said of it, between FIRST and END. */
static uint32_t until_but(const foi_role_reader *in, uint32_t first, uint32_t end)
{
    bool named = false;
    for (uint32_t at = first; at < end; at++) {
        named = named || foi_role_is_provision(in, at);
        if (named && is_word(in->reading, at, "but"))
            return at;
    }
    return end;
}

/* Where the reach of a cue that looks forward ends: at the next one that does, or at the
 * sentence's END. A finding goes on over the claim that it is about: "wrongly withheld information
 * under the exception in". */
static uint32_t reach_forward(const foi_role_reader *in, const GArray *cues, guint index,
                              uint32_t end)
{
    const foi_cue_place *place = cue_at(cues, index);
    for (guint i = index + 1; i < cues->len; i++) {
        const foi_cue_place *next = cue_at(cues, i);
        if (next->hit->phrase->before || next->hit->phrase->weak)
            continue;
        bool about = foi_cue_is_finding(place->cue) &&
                     (next->cue == FOI_CUE_CLAIM || next->hit->phrase->provision) &&
                     !foi_role_names_provision(in, place->hit->end, next->hit->end);
        if (!about) {
            end = next->hit->first;
            break;
        }
    }
    return foi_cue_is_finding(place->cue) ? until_but(in, place->hit->end, end) : end;
}

/* Where the reach of a cue that looks back begins: behind the cue before it that does, and behind a
 * "but" that parts two provisions. */
static uint32_t reach_back(const foi_role_reader *in, const GArray *cues, guint index,
                           uint32_t first)
{
    for (guint i = index; i > 0; i--)
        if (cue_at(cues, i - 1)->hit->phrase->before) {
            first = MAX(first, cue_at(cues, i - 1)->hit->end);
            break;
        }
    uint32_t hit = cue_at(cues, index)->hit->first;
    bool named = false;
    for (uint32_t at = hit; at > first; at--) {
        named = named || foi_role_is_provision(in, at - 1);
        if (named && is_word(in->reading, at - 1, "but"))
            return at;
    }
    return first;
}

/* A weak cue says nothing where a stronger one before it reaches as far. */
static bool is_overruled(const GArray *cues, guint index)
{
    if (!cue_at(cues, index)->hit->phrase->weak)
        return false;
    bool claimed = false;
    for (guint i = index; i > 0; i--) {
        foi_cue other = cue_at(cues, i - 1)->cue;
        if (foi_cue_is_finding(other) || other == FOI_CUE_DENIED)
            return true;
        claimed = claimed || other == FOI_CUE_CLAIM;
    }
    return !claimed && index > 0;
}

/* Whether a "before" finding at INDEX governs what a forward finding before it has taken already.
 */
static bool is_taken(const GArray *cues, guint index, uint32_t at)
{
    for (guint i = 0; i < index; i++) {
        const foi_cue_place *other = cue_at(cues, i);
        bool verdict = other->cue == FOI_CUE_UPHELD || other->cue == FOI_CUE_REJECTED ||
                       other->cue == cue_at(cues, index)->cue;
        if (!other->hit->phrase->before && foi_cue_is_finding(other->cue) && verdict &&
            other->hit->end <= at + 1)
            return true;
    }
    return false;
}

/* "The Commissioner upholds this decision": about the claims of the sentence before. */
static void apply_to_named(foi_role_reader *in, const foi_cue_place *place, bool part)
{
    for (uint32_t at = in->named.first; at < in->named.end; at++)
        if (foi_role_is_provision(in, at))
            foi_rulings_apply_back(in, place->cue, place->hit, at, part);
}

/* "section 36(2)(c), and it no longer relies on that limb": the provision named last. */
static bool apply_to_last(foi_role_reader *in, const foi_cue_place *place, uint32_t first,
                          bool part)
{
    for (uint32_t at = place->hit->first; at > first; at--)
        if (foi_role_is_provision(in, at - 1)) {
            foi_rulings_apply_back(in, place->cue, place->hit, at - 1, part);
            return true;
        }
    return false;
}

/* The provisions of SENTENCE that the cue at INDEX reaches. False where there are none. */
static bool apply_to_reached(foi_role_reader *in, const foi_sentence *sentence, const GArray *cues,
                             guint index, bool part)
{
    const foi_cue_place *place = cue_at(cues, index);
    const foi_hit *hit = place->hit;
    bool line = foi_cue_is_line(place->cue), reached = false;
    uint32_t first = hit->first, end = hit->end;
    if (hit->phrase->before && !line)
        first = place->cue == FOI_CUE_FAVOURS_DISCLOSURE
                    ? sentence->first
                    : reach_back(in, cues, index, sentence->first);
    /* "had correctly withheld it under section 30(c)": nothing before it, so what follows. */
    if (!line && (!hit->phrase->before || !foi_role_names_provision(in, first, hit->end)))
        end = reach_forward(in, cues, index, sentence->end);
    for (uint32_t at = first; at < end; at++) {
        if (!foi_role_is_provision(in, at))
            continue;
        reached = true;
        if (!(hit->phrase->before && is_taken(cues, index, at)))
            foi_rulings_apply(in, place->cue, hit, at, part);
    }
    return reached;
}

/* The first word of SENTENCE behind a paragraph's number. */
static uint32_t begin_of(const foi_reading *reading, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    while (at < sentence->end && (token_at(reading, at)->kind == FOI_TOKEN_NUMBER ||
                                  token_at(reading, at)->kind == FOI_TOKEN_MARK))
        at++;
    return at;
}

/* Whether SENTENCE speaks of "the exemption" or "that section", or begins with "It is". */
static bool points_back(const foi_role_reader *in, const foi_sentence *sentence)
{
    static const char *const words[] = {"exemption", "exemptions", "exception", "exceptions",
                                        "section",   "regulation", "subsection"};
    uint32_t first = begin_of(in->reading, sentence);
    if (is_word(in->reading, first, "it") &&
        (is_word(in->reading, first + 1, "is") || is_word(in->reading, first + 1, "does") ||
         is_word(in->reading, first + 1, "was")))
        return true;
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        if (is_among(in->reading, at, words, G_N_ELEMENTS(words)))
            return true;
    return false;
}

/* Whether the cue at INDEX stands in what a rejection before it denies. */
static bool is_within_rejection(const foi_role_reader *in, const GArray *cues, guint index)
{
    for (guint i = index; i > 0; i--) {
        const foi_cue_place *other = cue_at(cues, i - 1);
        if (other->cue == FOI_CUE_REJECTED && !other->hit->phrase->before)
            return !foi_role_names_provision(in, other->hit->end, cue_at(cues, index)->hit->first);
    }
    return false;
}

static bool names_one(const foi_role_reader *in, const foi_sentence *sentence)
{
    unsigned names = 0;
    for (uint32_t at = sentence->first; at < sentence->end; at++)
        names += foi_role_is_provision(in, at);
    return names == 1;
}

/* A cue that reaches no provision of its SENTENCE: what it is about stands before. */
static void apply_back(foi_role_reader *in, const foi_sentence *sentence, const GArray *cues,
                       guint index, bool part)
{
    foi_cue_place turned = *cue_at(cues, index);
    const foi_cue_place *place = &turned;
    const foi_phrase *phrase = place->hit->phrase;
    /* "does not accept that the exemption is engaged" */
    if (turned.cue == FOI_CUE_UPHELD && is_within_rejection(in, cues, index))
        turned.cue = FOI_CUE_REJECTED;
    /* "The complainant says otherwise. The Commissioner does not agree." */
    if (phrase->anaphor && in->decision && in->disputed)
        return;
    bool anaphor = phrase->anaphor || (place->cue == FOI_CUE_FAVOURS_DISCLOSURE && in->decision);
    bool finding = in->decision && foi_cue_is_finding(place->cue);
    const char *sections = phrase->provision ? phrase->provision : reason_of(cues, index);
    if (sections) {
        foi_rulings_apply_claimed(in, place->cue, place->hit, sections);
        if (finding)
            foi_rulings_note_general(in, place->cue, place->hit, sections, part);
        return;
    }
    finding = finding && phrase->general;
    bool last = place->cue == FOI_CUE_WITHDRAWN || place->cue == FOI_CUE_UNCONSIDERED;
    if ((!last && !anaphor && !finding) || apply_to_last(in, place, sentence->first, part))
        return;
    /* "It no longer relied on that exemption": the one that the sentence before named. */
    if (place->cue == FOI_CUE_WITHDRAWN && points_back(in, sentence) && names_one(in, &in->named)) {
        apply_to_named(in, place, part);
        return;
    }
    /* "Applies" alone is said of much else. */
    bool general = finding && place->hit->end - place->hit->first > 1;
    bool nothing = in->named.end == 0;
    if (!nothing && (anaphor || (finding && points_back(in, sentence))))
        apply_to_named(in, place, part);
    else if (general || (nothing && anaphor && in->decision && foi_cue_is_finding(place->cue)))
        foi_rulings_note_general(in, place->cue, place->hit, NULL, part);
}

/* Whether the provision AT belongs to a line of findings. */
static bool is_in_line(const GArray *cues, uint32_t at)
{
    for (guint i = 0; i < cues->len; i++)
        if (foi_cue_is_line(cue_at(cues, i)->cue) && at >= cue_at(cues, i)->hit->first &&
            at < cue_at(cues, i)->hit->end)
            return true;
    return false;
}

/* Whether the finding at PLACE holds for some of the information only. Of one finding the whole
 * SENTENCE tells, of several what stands behind each. */
static bool is_in_part(const foi_role_reader *in, const foi_sentence *sentence, const GArray *cues,
                       const foi_cue_place *place)
{
    guint findings = 0;
    for (guint i = 0; i < cues->len; i++)
        findings += foi_cue_is_finding(cue_at(cues, i)->cue);
    uint32_t from = findings == 1 ? sentence->first : place->hit->first;
    return foi_cue_is_finding(place->cue) &&
           foi_cues_governed(in, sentence, FOI_SIGN_PART, from, sentence->end);
}

static void read_sentence(foi_role_reader *in, const foi_sentence *sentence, GArray *cues)
{
    foi_cues_find(in, sentence, cues);
    if (in->decision &&
        foi_cues_governed(in, sentence, FOI_SIGN_CORRECTED, sentence->first, sentence->end))
        foi_findings_drop_lines(&in->findings);
    for (uint32_t at = sentence->first; sentence->names_law && at < sentence->end; at++)
        if (foi_role_is_provision(in, at))
            foi_rulings_mention(in, at, !is_in_line(cues, at));
    for (guint i = 0; i < cues->len; i++) {
        const foi_cue_place *place = cue_at(cues, i);
        if (is_overruled(cues, i) || is_reason(in, cues, i))
            continue;
        bool part = is_in_part(in, sentence, cues, place);
        if (!apply_to_reached(in, sentence, cues, i, part))
            apply_back(in, sentence, cues, i, part);
    }
}

/* From the first word of the regulator what nobody is named for is a finding. */
static void begin_findings(foi_role_reader *in, const foi_sentence *sentence)
{
    bool heading = sentence->end - sentence->first <= HEADING_TOKENS;
    bool notice = in->reading->document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE;
    uint32_t end = sentence->first;
    in->disputed = false;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->first < end || !foi_cues_is_actor(in, hit))
            continue;
        foi_actor actor = foi_cues_actor(in, hit);
        end = hit->end;
        /* "We put it lower than the Commissioner did": a comparison, not what he found. */
        if (actor != FOI_ACTOR_HISTORY || hit->first <= sentence->first + SUBJECT_REACH)
            in->finding = actor == FOI_ACTOR_REGULATOR;
        in->disputed = actor == FOI_ACTOR_COMPLAINANT || actor == FOI_ACTOR_ARGUING;
        if (heading && notice && actor == FOI_ACTOR_REGULATOR)
            in->analysis = true;
        else if (heading && actor == FOI_ACTOR_AUTHORITY)
            in->analysis = false;
    }
}

static bool has_letter_voice(foi_doctype type)
{
    return type == FOI_DOCTYPE_RESPONSE || type == FOI_DOCTYPE_REVIEW_OUTCOME ||
           type == FOI_DOCTYPE_EXTENSION || type == FOI_DOCTYPE_THREAD ||
           type == FOI_DOCTYPE_CLARIFICATION_REQUEST;
}

/* What is named in SENTENCE is named only. */
static void mention(foi_role_reader *in, const foi_sentence *sentence)
{
    for (uint32_t at = sentence->first; sentence->names_law && at < sentence->end; at++)
        if (foi_role_is_provision(in, at))
            foi_rulings_mention(in, at, true);
}

/* "Section 63 removes the exemptions under": the law is explained, nothing is claimed. */
static bool explains_law(const foi_role_reader *in, const foi_sentence *sentence)
{
    static const char *const effects[] = {
        "confers",  "contains", "creates", "deals",  "defines",  "disapplies", "exempts",
        "imposes",  "includes", "lists",   "makes",  "provides", "refers",     "relates",
        "removes",  "requires", "sets",    "states", "protects", "concerns",   "qualifies",
        "excludes", "entitles", "enables", "allows", "permits"};
    uint32_t at = begin_of(in->reading, sentence);
    for (uint32_t i = at; i < sentence->end; i++)
        if (is_word(in->reading, i, "equivalent") && foi_role_is_provision(in, i + 2))
            return true;
    for (uint32_t end = at + SUBJECT_REACH; at < end && at < sentence->end; at++)
        if (foi_role_is_provision(in, at))
            return is_among(in->reading, at + 1, effects, G_N_ELEMENTS(effects)) ||
                   (is_word(in->reading, at + 1, "applies") && is_word(in->reading, at + 2, "to") &&
                    is_word(in->reading, at + 3, "information"));
    return false;
}

/* "In Smith v Jones the tribunal upheld", "the tribunal in that case held": what was found
 * elsewhere.
 */
static bool tells_another_case(const foi_role_reader *in, const foi_sentence *sentence)
{
    static const char *const others[] = {"another",   "earlier", "other", "previous",
                                         "different", "that",    "those", NULL};
    const foi_reading *reading = in->reading;
    uint32_t at = begin_of(reading, sentence);
    bool begins = is_word(reading, at, "in");
    for (uint32_t end = at + CASE_NAME_REACH; at < end && at < sentence->end; at++) {
        if (begins && (is_word(reading, at, "v") || is_word(reading, at, "vs")))
            return true;
        uint32_t other = at + 1 + (is_word(reading, at + 1, "an") || is_word(reading, at + 1, "a"));
        if (is_word(reading, at, "in") && is_one_of(reading, other, others) &&
            (is_word(reading, other + 1, "case") || is_word(reading, other + 1, "cases")))
            return true;
    }
    return false;
}

/* Whether what is named in a sentence with CUES is left open, or only might be: what follows is not
 * about it. */
static bool leaves_open(const foi_role_reader *in, const GArray *cues)
{
    guint possible = 0;
    for (guint i = 0; i < cues->len; i++) {
        if (cue_at(cues, i)->cue == FOI_CUE_UNCONSIDERED)
            return true;
        possible += in->decision && cue_at(cues, i)->cue == FOI_CUE_MENTION &&
                    is_maybe(in->reading, cue_at(cues, i)->hit->first);
    }
    return possible > 0 && possible == cues->len;
}

static void step(foi_role_reader *in, const foi_sentence *sentence, GArray *cues)
{
    static const char *const defining[] = {"defines", "means", "includes", "refers", NULL};
    bool named = sentence->names_law;
    if (sentence->zone == FOI_ZONE_STATUTE && in->letter) {
        if (named)
            in->named = *sentence;
        foi_claims_note_quoted(in, sentence);
    }
    if (sentence->zone == FOI_ZONE_STATUTE && in->decision && sentence->listed)
        g_array_append_val(in->statutes, *sentence);
    if (sentence->zone == FOI_ZONE_STATUTE || sentence->zone == FOI_ZONE_REQUEST)
        return;
    if (in->decision && named && tells_another_case(in, sentence)) {
        mention(in, sentence);
        return;
    }
    if (in->decision && named && explains_law(in, sentence)) {
        mention(in, sentence);
        uint32_t subject = begin_of(in->reading, sentence);
        if (foi_role_is_provision(in, subject) && !is_one_of(in->reading, subject + 1, defining))
            in->named = *sentence;
        return;
    }
    if (!foi_sentence_is_own(sentence) || (!in->letter && !in->decision)) {
        mention(in, sentence);
        if (foi_sentence_is_own(sentence))
            foi_claims_read_reported(in, sentence);
        return;
    }
    if (in->letter)
        foi_claims_read_letter(in, sentence);
    in->listing = in->listing && foi_claims_read_items(in, sentence);
    read_sentence(in, sentence, cues);
    in->listing = in->letter && (in->listing || foi_claims_open_list(in, sentence, cues));
    begin_findings(in, sentence);
    if (named && !leaves_open(in, cues))
        in->named = *sentence;
}

void foi_tag_roles(foi_reading *reading)
{
    foi_doctype type = reading->document->tags.doctype;
    foi_role_reader in = {.reading = reading,
                          .letter = has_letter_voice(type),
                          .decision = reading->regulator,
                          .commissioner = foi_token_symbol("commissioner")};
    in.findings.reading = reading;
    in.findings.order = g_ptr_array_new_with_free_func(g_free);
    in.findings.by_id = g_hash_table_new(g_str_hash, g_str_equal);
    in.quoted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    in.generals = g_array_new(FALSE, FALSE, sizeof(foi_general_finding));
    in.statutes = g_array_new(FALSE, FALSE, sizeof(foi_sentence));
    g_autoptr(GArray) cues = g_array_sized_new(FALSE, FALSE, sizeof(foi_cue_place), 16);
    for (guint s = 0; s < reading->sentences->len; s++)
        step(&in, foi_reading_sentence(reading, s), cues);
    foi_claims_take_statutes(&in);
    foi_claims_finish(&in);
    foi_rulings_apply_general(&in);
    foi_findings_settle(&in.findings);
    g_ptr_array_unref(in.findings.order);
    g_hash_table_unref(in.findings.by_id);
    g_hash_table_unref(in.quoted);
    g_array_unref(in.statutes);
    g_array_unref(in.generals);
}
