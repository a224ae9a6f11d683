#include <string.h>

#include "indexer/authority/names.h"
#include "indexer/tag/outcome.h"

static bool has_role(const foi_tags *tags, foi_role role, const char *within)
{
    size_t length = within ? strlen(within) : 0;
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if (tag->role == role && (!within || (strncmp(tag->id, within, length) == 0 &&
                                              (tag->id[length] == '\0' || tag->id[length] == '('))))
            return true;
    }
    return false;
}

/* Phrases that name an outcome, in the document's own voice; the heaviest one of each outcome. */
static void collect(const foi_reading *reading, foi_vote *votes)
{
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        if (sentence->zone != FOI_ZONE_BODY && sentence->zone != FOI_ZONE_HEADING)
            continue;
        for (guint i = 0; i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
            if (hit->phrase->kind != FOI_PHRASE_OUTCOME)
                continue;
            uint32_t from = hit->first > sentence->first + 10 ? hit->first - 10 : sentence->first;
            if (foi_reading_has_sign(reading, FOI_SIGN_HYPOTHETICAL, from, hit->first) ||
                foi_reading_has_sign(reading, FOI_SIGN_CONDITION, from, hit->first))
                continue;
            foi_vote *mine = &votes[hit->phrase->value];
            if (hit->phrase->weight > mine->weight)
                *mine = (foi_vote){.weight = hit->phrase->weight,
                                   .count = 1,
                                   .first = hit->first,
                                   .end = hit->end};
        }
    }
}

/* An outcome that no phrase names follows from what became of the provisions: the first finding or,
 * in a letter, the first claim. */
static foi_evidence evidence_of_roles(const foi_tags *tags, double confidence)
{
    static const foi_role findings[] = {FOI_ROLE_UPHELD, FOI_ROLE_REJECTED, FOI_ROLE_BREACHED,
                                        FOI_ROLE_COMPLIED};
    foi_evidence best = {0, 0, confidence, FOI_SOURCE_READ}, claim = best;
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        for (size_t k = 0; k < G_N_ELEMENTS(findings); k++)
            if (tag->role == findings[k] && tag->evidence.length &&
                (!best.length || tag->evidence.start < best.start))
                best = tag->evidence;
        if (tag->role == FOI_ROLE_RELIED_ON && !claim.length)
            claim = tag->evidence;
    }
    return best.length ? best : claim;
}

void foi_outcome_set(foi_reading *reading, foi_outcome outcome, const foi_vote *from,
                     double confidence)
{
    foi_tags *tags = &reading->document->tags;
    tags->outcome = outcome;
    tags->outcome_evidence = (foi_evidence){0, 0, confidence, FOI_SOURCE_READ};
    if (from && from->end)
        tags->outcome_evidence = foi_reading_quote(reading, from->first, from->end, confidence);
    else if (outcome != FOI_OUTCOME_PENDING)
        tags->outcome_evidence = evidence_of_roles(tags, confidence);
    if (tags->outcome_evidence.length == 0 && tags->doctype_evidence.length)
        tags->outcome_evidence = tags->doctype_evidence;
    tags->outcome_evidence.confidence = confidence;
}

foi_outcome foi_outcome_heaviest(const foi_vote *votes, const foi_outcome *among, size_t count)
{
    foi_outcome best = FOI_OUTCOME_NONE;
    for (size_t i = 0; i < count; i++)
        if (votes[among[i]].weight > votes[best].weight)
            best = among[i];
    return best;
}

/* Lines of findings, as a publisher prints them: what they say together. */
static foi_outcome judge_lines(const foi_reading *reading, foi_vote *from)
{
    unsigned upheld = 0, not_upheld = 0, partly = 0;
    for (guint i = 0; i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->phrase->kind == FOI_PHRASE_SIGN && hit->phrase->value == FOI_SIGN_CORRECTED)
            upheld = not_upheld = partly = from->end = 0;
        if (hit->phrase->kind != FOI_PHRASE_CUE)
            continue;
        upheld += hit->phrase->value == FOI_CUE_LINE_UPHELD;
        not_upheld += hit->phrase->value == FOI_CUE_LINE_NOT_UPHELD;
        partly += hit->phrase->value == FOI_CUE_LINE_PARTLY;
        if (hit->phrase->value >= FOI_CUE_LINE_UPHELD &&
            hit->phrase->value <= FOI_CUE_LINE_NOT_UPHELD && !from->end)
            *from = (foi_vote){.weight = 1, .count = 1, .first = hit->first, .end = hit->end};
    }
    if (partly || (upheld && not_upheld))
        return FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD;
    return upheld       ? FOI_OUTCOME_COMPLAINT_UPHELD
           : not_upheld ? FOI_OUTCOME_COMPLAINT_NOT_UPHELD
                        : FOI_OUTCOME_NONE;
}

static void judge_notice(foi_reading *reading, const foi_vote *votes)
{
    static const foi_outcome among[] = {FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD,
                                        FOI_OUTCOME_COMPLAINT_UPHELD,
                                        FOI_OUTCOME_COMPLAINT_NOT_UPHELD};
    const foi_tags *tags = &reading->document->tags;
    foi_vote from = {0};
    foi_outcome outcome = judge_lines(reading, &from);
    /* A line may lack the breach that the prose has (reference: the ICO's summaries). */
    if (outcome == FOI_OUTCOME_COMPLAINT_NOT_UPHELD && has_role(tags, FOI_ROLE_BREACHED, NULL))
        outcome = FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD;
    if (outcome) {
        foi_outcome_set(reading, outcome, &from, 0.95);
        return;
    }
    bool ordered = foi_reading_count_sign(reading, FOI_SIGN_STEPS_REQUIRED) &&
                   !foi_reading_count_sign(reading, FOI_SIGN_NO_STEPS);
    bool won = ordered || has_role(tags, FOI_ROLE_REJECTED, NULL) ||
               has_role(tags, FOI_ROLE_BREACHED, NULL) ||
               reading->general[FOI_ROLE_REJECTED].length ||
               votes[FOI_OUTCOME_COMPLAINT_UPHELD].weight >= 2;
    bool lost = has_role(tags, FOI_ROLE_UPHELD, NULL) || has_role(tags, FOI_ROLE_COMPLIED, NULL) ||
                reading->general[FOI_ROLE_UPHELD].length;
    foi_outcome said = foi_outcome_heaviest(votes, among, G_N_ELEMENTS(among));
    if (said && votes[said].weight >= 3)
        outcome = said;
    else if (won && lost)
        outcome = FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD;
    else if (won)
        outcome = FOI_OUTCOME_COMPLAINT_UPHELD;
    else if (lost)
        outcome = FOI_OUTCOME_COMPLAINT_NOT_UPHELD;
    else if (said)
        outcome = said;
    else if (foi_reading_count_sign(reading, FOI_SIGN_STEPS_REQUIRED))
        outcome = FOI_OUTCOME_COMPLAINT_UPHELD;
    else if (foi_reading_count_sign(reading, FOI_SIGN_NO_STEPS))
        outcome = FOI_OUTCOME_COMPLAINT_NOT_UPHELD;
    if (outcome)
        foi_outcome_set(reading, outcome,
                        (won || lost) && votes[outcome].weight < 3 ? NULL : &votes[outcome],
                        won || lost ? 0.85 : 0.6);
}

/* Both words are said of appeals: of two appeals that are decided together one succeeds; in a court
 * the leading judgment comes before the dissent. */
static foi_outcome judge_both(const foi_reading *reading, const foi_vote *allowed,
                              const foi_vote *dismissed)
{
    bool tribunal = reading->document->tags.doctype == FOI_DOCTYPE_TRIBUNAL_DECISION;
    if (tribunal && allowed->first < reading->head && dismissed->first < reading->head)
        return FOI_OUTCOME_APPEAL_ALLOWED_IN_PART;
    return allowed->first < dismissed->first ? FOI_OUTCOME_APPEAL_ALLOWED
                                             : FOI_OUTCOME_APPEAL_DISMISSED;
}

static void judge_appeal(foi_reading *reading, const foi_vote *votes)
{
    static const foi_outcome among[] = {
        FOI_OUTCOME_REMITTED,          FOI_OUTCOME_APPEAL_ALLOWED_IN_PART,
        FOI_OUTCOME_APPEAL_STRUCK_OUT, FOI_OUTCOME_APPEAL_WITHDRAWN,
        FOI_OUTCOME_APPEAL_DISMISSED,  FOI_OUTCOME_APPEAL_ALLOWED};
    foi_outcome outcome = foi_outcome_heaviest(votes, among, G_N_ELEMENTS(among));
    const foi_vote *allowed = &votes[FOI_OUTCOME_APPEAL_ALLOWED];
    const foi_vote *dismissed = &votes[FOI_OUTCOME_APPEAL_DISMISSED];
    if ((outcome == FOI_OUTCOME_APPEAL_ALLOWED || outcome == FOI_OUTCOME_APPEAL_DISMISSED) &&
        allowed->weight == dismissed->weight)
        outcome = judge_both(reading, allowed, dismissed);
    if (outcome && votes[FOI_OUTCOME_PENDING].weight < votes[outcome].weight)
        foi_outcome_set(reading, outcome, &votes[outcome], 0.85);
}

/* The appellant is the authority where its name stands right before the word. */
static bool authority_appeals(const foi_reading *reading)
{
    const char *id = reading->document->tags.authority_id;
    uint32_t word = foi_token_symbol("appellant");
    for (guint i = 0; id && i < reading->bodies->len; i++) {
        const foi_authority_mention *mention =
            &g_array_index(reading->bodies, foi_authority_mention, i);
        if (mention->first > reading->head)
            break;
        for (uint32_t t = mention->end; t < mention->end + 3 && t < reading->tokens->len; t++)
            if (foi_reading_token(reading, t)->symbol == word &&
                strcmp(mention->authority->id, id) == 0)
                return true;
    }
    return false;
}

static void set_favours(foi_reading *reading)
{
    foi_tags *tags = &reading->document->tags;
    bool appeal = tags->outcome >= FOI_OUTCOME_APPEAL_ALLOWED &&
                  tags->outcome <= FOI_OUTCOME_APPEAL_WITHDRAWN;
    tags->favours = foi_outcome_favours(tags->outcome, appeal && authority_appeals(reading));
    if (tags->favours)
        tags->favours_evidence = tags->outcome_evidence;
}

void foi_tag_outcome(foi_reading *reading)
{
    foi_vote votes[FOI_OUTCOME_END] = {0};
    collect(reading, votes);
    switch (reading->document->tags.doctype) {
    case FOI_DOCTYPE_DECISION_NOTICE:
        judge_notice(reading, votes);
        break;
    case FOI_DOCTYPE_TRIBUNAL_DECISION:
    case FOI_DOCTYPE_COURT_JUDGMENT:
        judge_appeal(reading, votes);
        break;
    default:
        foi_outcome_judge_letter(reading);
        break;
    }
    set_favours(reading);
}
