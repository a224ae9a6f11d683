#include <string.h>

#include "indexer/authority/names.h"
#include "indexer/tag/reading.h"

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

static bool relies_on_any(const foi_tags *tags, const char *const *ids)
{
    for (; *ids; ids++)
        if (has_role(tags, FOI_ROLE_RELIED_ON, *ids))
            return true;
    return false;
}

static bool relies_on_limb(const foi_tags *tags)
{
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        const foi_provision *row = foi_law_provision(tag->id);
        if (tag->role == FOI_ROLE_RELIED_ON && row && row->neither_confirm_nor_deny)
            return true;
    }
    return false;
}

/* An exemption that refuses information, as against the grounds that refuse the request. */
static bool relies_on_exemption(const foi_tags *tags)
{
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        const foi_provision *row = foi_law_provision(tag->id);
        if (tag->role == FOI_ROLE_RELIED_ON && row && !row->neither_confirm_nor_deny &&
            (row->kind == FOI_PROVISION_ABSOLUTE || row->kind == FOI_PROVISION_QUALIFIED))
            return true;
    }
    return false;
}

typedef struct {
    int weight;
    uint32_t first;
    uint32_t end;
} vote;

/* Phrases that name an outcome, in the document's own voice; the heaviest one of each outcome. */
static void collect(const foi_reading *reading, vote *votes)
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
            vote *mine = &votes[hit->phrase->value];
            if (hit->phrase->weight > mine->weight)
                *mine = (vote){hit->phrase->weight, hit->first, hit->end};
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

static void set_outcome(foi_reading *reading, foi_outcome outcome, const vote *from,
                        double confidence)
{
    foi_tags *tags = &reading->document->tags;
    tags->outcome = outcome;
    tags->outcome_evidence = (foi_evidence){0, 0, confidence, FOI_SOURCE_READ};
    if (from && from->end)
        tags->outcome_evidence = foi_reading_quote(reading, from->first, from->end, confidence);
    else
        tags->outcome_evidence = evidence_of_roles(tags, confidence);
    if (tags->outcome_evidence.length == 0 && tags->doctype_evidence.length)
        tags->outcome_evidence = tags->doctype_evidence;
    tags->outcome_evidence.confidence = confidence;
}

static foi_outcome heaviest(const vote *votes, const foi_outcome *among, size_t count)
{
    foi_outcome best = FOI_OUTCOME_NONE;
    for (size_t i = 0; i < count; i++)
        if (votes[among[i]].weight > votes[best].weight)
            best = among[i];
    return best;
}

static void judge_response(foi_reading *reading, const vote *votes)
{
    static const char *const cost[] = {"foia:12", "foisa:12", NULL};
    static const char *const vexatious[] = {"foia:14", "foisa:14", NULL};
    static const char *const invalid[] = {"foia:8", "foisa:8", NULL};
    static const char *const unreasonable[] = {"eir:12(4)(b)", "eisr:10(4)(b)", NULL};
    static const char *const absent[] = {"foisa:17", "eir:12(4)(a)", "eisr:10(4)(a)", NULL};
    static const char *const limb[] = {"foisa:18", NULL};
    const foi_tags *tags = &reading->document->tags;
    bool given =
        votes[FOI_OUTCOME_DISCLOSED].weight > 0 || votes[FOI_OUTCOME_PARTLY_DISCLOSED].weight > 0;
    bool missing = votes[FOI_OUTCOME_NOT_HELD].weight > 0 || relies_on_any(tags, absent);
    bool refused = relies_on_exemption(tags) || votes[FOI_OUTCOME_WITHHELD].weight > 0;
    foi_outcome outcome = FOI_OUTCOME_NONE;
    if (relies_on_any(tags, cost))
        outcome = FOI_OUTCOME_COST_LIMIT;
    else if (relies_on_any(tags, vexatious))
        outcome = FOI_OUTCOME_VEXATIOUS;
    else if (relies_on_any(tags, invalid) || votes[FOI_OUTCOME_INVALID].weight > 1)
        outcome = FOI_OUTCOME_INVALID;
    else if (relies_on_any(tags, unreasonable) && !given)
        outcome = foi_reading_count_sign(reading, FOI_SIGN_VEXATIOUS) ? FOI_OUTCOME_VEXATIOUS
                  : foi_reading_count_sign(reading, FOI_SIGN_COST)    ? FOI_OUTCOME_COST_LIMIT
                                                                      : FOI_OUTCOME_WITHHELD;
    else if (!given && (relies_on_limb(tags) || relies_on_any(tags, limb) ||
                        votes[FOI_OUTCOME_NCND].weight > 0))
        outcome = FOI_OUTCOME_NCND;
    else if (given && refused)
        outcome = FOI_OUTCOME_PARTLY_DISCLOSED;
    else if (votes[FOI_OUTCOME_PARTLY_DISCLOSED].weight > 1)
        outcome = FOI_OUTCOME_PARTLY_DISCLOSED;
    else if (given)
        outcome = FOI_OUTCOME_DISCLOSED;
    else if (refused && relies_on_exemption(tags))
        outcome = FOI_OUTCOME_WITHHELD;
    else if (missing)
        outcome = FOI_OUTCOME_NOT_HELD;
    else if (votes[FOI_OUTCOME_COST_LIMIT].weight > 0)
        outcome = FOI_OUTCOME_COST_LIMIT;
    else if (votes[FOI_OUTCOME_VEXATIOUS].weight > 0)
        outcome = FOI_OUTCOME_VEXATIOUS;
    else if (refused)
        outcome = FOI_OUTCOME_WITHHELD;
    if (given && outcome == FOI_OUTCOME_COST_LIMIT && votes[FOI_OUTCOME_DISCLOSED].weight > 1)
        outcome = FOI_OUTCOME_PARTLY_DISCLOSED;
    const vote *from = &votes[outcome];
    if (outcome == FOI_OUTCOME_PARTLY_DISCLOSED && !from->end)
        from = &votes[FOI_OUTCOME_DISCLOSED];
    if (outcome)
        set_outcome(reading, outcome, from, 0.8);
}

static void judge_review(foi_reading *reading, const vote *votes)
{
    static const foi_outcome among[] = {FOI_OUTCOME_REVIEW_PARTLY_CHANGED,
                                        FOI_OUTCOME_REVIEW_OVERTURNED,
                                        FOI_OUTCOME_REVIEW_MAINTAINED};
    foi_outcome outcome = heaviest(votes, among, G_N_ELEMENTS(among));
    double confidence = 0.85;
    if (!outcome &&
        (relies_on_exemption(&reading->document->tags) || votes[FOI_OUTCOME_NOT_HELD].weight > 0)) {
        outcome = FOI_OUTCOME_REVIEW_MAINTAINED;
        confidence = 0.55;
    }
    if (outcome)
        set_outcome(reading, outcome, &votes[outcome], confidence);
}

/* Lines of findings, as a publisher prints them: what they say together. */
static foi_outcome judge_lines(const foi_reading *reading, vote *from)
{
    unsigned upheld = 0, not_upheld = 0, partly = 0;
    for (guint i = 0; i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->phrase->kind != FOI_PHRASE_CUE)
            continue;
        upheld += hit->phrase->value == FOI_CUE_LINE_UPHELD;
        not_upheld += hit->phrase->value == FOI_CUE_LINE_NOT_UPHELD;
        partly += hit->phrase->value == FOI_CUE_LINE_PARTLY;
        if (hit->phrase->value >= FOI_CUE_LINE_UPHELD &&
            hit->phrase->value <= FOI_CUE_LINE_NOT_UPHELD && !from->end)
            *from = (vote){1, hit->first, hit->end};
    }
    if (partly || (upheld && not_upheld))
        return FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD;
    return upheld       ? FOI_OUTCOME_COMPLAINT_UPHELD
           : not_upheld ? FOI_OUTCOME_COMPLAINT_NOT_UPHELD
                        : FOI_OUTCOME_NONE;
}

static void judge_notice(foi_reading *reading, const vote *votes)
{
    static const foi_outcome among[] = {FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD,
                                        FOI_OUTCOME_COMPLAINT_UPHELD,
                                        FOI_OUTCOME_COMPLAINT_NOT_UPHELD};
    const foi_tags *tags = &reading->document->tags;
    vote from = {0};
    foi_outcome outcome = judge_lines(reading, &from);
    if (outcome) {
        set_outcome(reading, outcome, &from, 0.95);
        return;
    }
    bool ordered = foi_reading_count_sign(reading, FOI_SIGN_STEPS_REQUIRED) &&
                   !foi_reading_count_sign(reading, FOI_SIGN_NO_STEPS);
    bool won = ordered || has_role(tags, FOI_ROLE_REJECTED, NULL) ||
               has_role(tags, FOI_ROLE_BREACHED, NULL) ||
               reading->general[FOI_ROLE_REJECTED].length;
    bool lost = has_role(tags, FOI_ROLE_UPHELD, NULL) || has_role(tags, FOI_ROLE_COMPLIED, NULL) ||
                reading->general[FOI_ROLE_UPHELD].length;
    foi_outcome said = heaviest(votes, among, G_N_ELEMENTS(among));
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
        set_outcome(reading, outcome,
                    (won || lost) && votes[outcome].weight < 3 ? NULL : &votes[outcome],
                    won || lost ? 0.85 : 0.6);
}

static void judge_appeal(foi_reading *reading, const vote *votes)
{
    static const foi_outcome among[] = {
        FOI_OUTCOME_REMITTED,          FOI_OUTCOME_APPEAL_ALLOWED_IN_PART,
        FOI_OUTCOME_APPEAL_STRUCK_OUT, FOI_OUTCOME_APPEAL_WITHDRAWN,
        FOI_OUTCOME_APPEAL_DISMISSED,  FOI_OUTCOME_APPEAL_ALLOWED};
    foi_outcome outcome = heaviest(votes, among, G_N_ELEMENTS(among));
    if (outcome && votes[FOI_OUTCOME_PENDING].weight < votes[outcome].weight)
        set_outcome(reading, outcome, &votes[outcome], 0.85);
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
    vote votes[FOI_OUTCOME_END] = {0};
    collect(reading, votes);
    switch (reading->document->tags.doctype) {
    case FOI_DOCTYPE_RESPONSE:
        judge_response(reading, votes);
        break;
    case FOI_DOCTYPE_REVIEW_OUTCOME:
        judge_review(reading, votes);
        break;
    case FOI_DOCTYPE_DECISION_NOTICE:
        judge_notice(reading, votes);
        break;
    case FOI_DOCTYPE_TRIBUNAL_DECISION:
    case FOI_DOCTYPE_COURT_JUDGMENT:
        judge_appeal(reading, votes);
        break;
    case FOI_DOCTYPE_EXTENSION:
    case FOI_DOCTYPE_CLARIFICATION_REQUEST:
    case FOI_DOCTYPE_ACKNOWLEDGEMENT:
        set_outcome(reading, FOI_OUTCOME_PENDING, NULL, 0.8);
        break;
    default:
        if (votes[FOI_OUTCOME_PENDING].weight > 2)
            set_outcome(reading, FOI_OUTCOME_PENDING, &votes[FOI_OUTCOME_PENDING], 0.7);
        break;
    }
    set_favours(reading);
}
