#include "indexer/tag/look.h"
#include "indexer/tag/role_reader.h"

/* How far before a cue a "whether" or "not" still governs it, in tokens. */
#define HYPOTHESIS_REACH 14
#define NEGATION_REACH   3

/* "To neither confirm nor deny ("NCND") whether". */
#define DENIAL_REACH 5

/* "To which section 40(2) applies". */
#define RELATIVE_REACH 6

/* "A public authority is relying on". */
#define GENERAL_REACH 3

/* A cue whose words stand far apart: "failed to ... in accordance with". */
#define WIDE_CUE 8

static bool overlaps(const foi_hit *a, const foi_hit *b)
{
    return a->first < b->end && b->first < a->end;
}

/* Whether the breach HIT of SENTENCE stretches over another finding, which stands nearer to what it
 * is about: "failed to respond in accordance with the EIRs, by incorrectly withholding". */
static bool is_stretched(const foi_role_reader *in, const foi_sentence *sentence,
                         const foi_hit *hit)
{
    if (hit->phrase->value != FOI_CUE_BREACHED || hit->end - hit->first <= WIDE_CUE)
        return false;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *other = foi_reading_hit(in->reading, sentence->hit + i);
        if (other->phrase->kind == FOI_PHRASE_CUE &&
            foi_cue_is_finding((foi_cue)other->phrase->value) && other->first >= hit->first &&
            other->end < hit->end && other->end - other->first <= WIDE_CUE &&
            (other->first > hit->first || other->phrase->value != FOI_CUE_BREACHED))
            return true;
    }
    return false;
}

static bool encloses(const foi_cue_place *outer, const foi_cue_place *inner)
{
    return outer->hit->end - outer->hit->first > WIDE_CUE &&
           outer->hit->first < inner->hit->first && outer->hit->end > inner->hit->end;
}

/* Of two cues that overlap: lines first, then findings before claims, then the longer one. */
static bool outranks(const foi_cue_place *a, const foi_cue_place *b, bool letter)
{
    if (foi_cue_is_line(a->cue) != foi_cue_is_line(b->cue))
        return foi_cue_is_line(a->cue);
    /* A letter finds no breaches: "does not meet the requirements of section 8" refuses. */
    if (letter && a->cue == FOI_CUE_CLAIM && b->cue == FOI_CUE_BREACHED)
        return true;
    if (letter && b->cue == FOI_CUE_CLAIM && a->cue == FOI_CUE_BREACHED)
        return false;
    if (letter && (a->cue == FOI_CUE_CLAIM || b->cue == FOI_CUE_CLAIM) &&
        (a->cue == FOI_CUE_UPHELD || b->cue == FOI_CUE_UPHELD))
        return a->hit->end - a->hit->first > b->hit->end - b->hit->first ||
               (a->cue == FOI_CUE_CLAIM &&
                b->hit->end - b->hit->first == a->hit->end - a->hit->first);
    /* "neither confirm nor deny ..., as the duty does not apply, by virtue of": one claim. */
    if (letter && a->cue == FOI_CUE_CLAIM && encloses(a, b))
        return true;
    if (letter && b->cue == FOI_CUE_CLAIM && encloses(b, a))
        return false;
    if (a->cue == FOI_CUE_CLAIM && foi_cue_is_finding(b->cue))
        return false;
    if (b->cue == FOI_CUE_CLAIM && foi_cue_is_finding(a->cue))
        return true;
    return a->hit->end - a->hit->first > b->hit->end - b->hit->first;
}

/* Before a tribunal the Commissioner is a party: what the notice found is history. */
foi_actor foi_cues_actor(const foi_role_reader *in, const foi_hit *hit)
{
    if (hit->phrase->value == FOI_ACTOR_ADOPTING)
        return FOI_ACTOR_REGULATOR;
    if (in->reading->document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE)
        return (foi_actor)hit->phrase->value;
    /* A tribunal says "we"; "she held" is of the Commissioner, or of the tribunal below. */
    if (is_word(in->reading, hit->first, "he") || is_word(in->reading, hit->first, "she"))
        return hit->phrase->value == FOI_ACTOR_REGULATOR ? FOI_ACTOR_HISTORY
                                                         : (foi_actor)hit->phrase->value;
    for (uint32_t at = hit->first; at < hit->end; at++)
        if (foi_reading_token(in->reading, at)->symbol == in->commissioner)
            return FOI_ACTOR_HISTORY;
    return (foi_actor)hit->phrase->value;
}

bool foi_cues_is_actor(const foi_role_reader *in, const foi_hit *hit)
{
    return hit->phrase->kind == FOI_PHRASE_ACTOR &&
           !(is_word(in->reading, hit->first, "decision") &&
             token_at(in->reading, hit->end)->kind == FOI_TOKEN_NUMBER);
}

/* Who speaks at token AT of SENTENCE: the last one named before it. */
static foi_actor actor_at(const foi_role_reader *in, const foi_sentence *sentence, uint32_t at)
{
    foi_actor actor = FOI_ACTOR_NONE;
    const foi_hit *last = NULL;
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->first > at)
            break;
        if (!foi_cues_is_actor(in, hit) || (last && hit->first < last->end))
            continue;
        actor = foi_cues_actor(in, hit);
        last = hit;
    }
    return actor;
}

/* "neither confirm nor deny whether", "where claimed", "in part 1", "for it to apply": nothing is
 * denied, nothing is in doubt, and the whole is meant. */
static bool is_idle(const foi_reading *reading, const foi_hit *hit)
{
    static const char *const forms[] = {"deny", "denying", "denied", "denies", "confirm"};
    if (hit->phrase->kind == FOI_PHRASE_CUE && hit->first > 0 && hit->end == hit->first + 1 &&
        is_word(reading, hit->first, "apply") && is_word(reading, hit->first - 1, "to"))
        return true;
    if (hit->phrase->value == FOI_SIGN_PART && hit->phrase->kind == FOI_PHRASE_SIGN)
        return token_at(reading, hit->end)->kind == FOI_TOKEN_NUMBER;
    bool whether = is_word(reading, hit->first, "whether");
    if (is_word(reading, hit->first, "where") &&
        (is_word(reading, hit->end, "claimed") || is_word(reading, hit->end, "cited") ||
         is_word(reading, hit->end, "applied") || is_word(reading, hit->end, "relied")))
        return true;
    if (!whether)
        return is_among(reading, hit->end, forms, G_N_ELEMENTS(forms)) &&
               (is_word(reading, hit->first, "nor") || is_word(reading, hit->first, "neither"));
    for (uint32_t back = 1; back <= DENIAL_REACH && back <= hit->first; back++)
        if (is_among(reading, hit->first - back, forms, G_N_ELEMENTS(forms)))
            return true;
    return false;
}

bool foi_cues_governed(const foi_role_reader *in, const foi_sentence *sentence, foi_sign sign,
                       uint32_t from, uint32_t end)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *other = foi_reading_hit(in->reading, sentence->hit + i);
        if (other->phrase->kind == FOI_PHRASE_SIGN && other->phrase->value == (int)sign &&
            other->first >= from && other->first < end && !is_idle(in->reading, other))
            return true;
    }
    return false;
}

static bool governed(const foi_role_reader *in, const foi_sentence *sentence, const foi_hit *hit,
                     foi_sign sign, uint32_t reach)
{
    uint32_t from = hit->first > sentence->first + reach ? hit->first - reach : sentence->first;
    return foi_cues_governed(in, sentence, sign, from, hit->first);
}

/* "not held and withheld under": what is denied before the "and" says nothing of what follows. */
static bool parts_clauses(const foi_reading *reading, uint32_t at)
{
    return is_mark(reading, at, ",;)") || is_word(reading, at, "and") ||
           is_word(reading, at, "but") || is_word(reading, at, "because");
}

static bool is_negated(const foi_role_reader *in, const foi_sentence *sentence, const foi_hit *hit)
{
    uint32_t first = hit->first;
    while (first > sentence->first && hit->first - first < NEGATION_REACH &&
           !parts_clauses(in->reading, first - 1))
        first--;
    return foi_cues_governed(in, sentence, FOI_SIGN_NEGATION, first, hit->first);
}

/* Whether CUE says that an exemption stood or fell. */
static bool is_verdict(foi_cue cue)
{
    return cue == FOI_CUE_UPHELD || cue == FOI_CUE_REJECTED;
}

/* "The pages to which only this exemption applies": which they are, not that it does. */
static bool is_relative(const foi_role_reader *in, const foi_sentence *sentence, const foi_hit *hit)
{
    uint32_t first = hit->first > sentence->first + RELATIVE_REACH ? hit->first - RELATIVE_REACH
                                                                   : sentence->first;
    for (uint32_t at = first; at < hit->first; at++)
        if (is_word(in->reading, at, "to") && is_word(in->reading, at + 1, "which"))
            return true;
    return false;
}

/* "A public authority relying on section 12", "exempt under section 22 if it is held", "exempt
 * information includes": the law is told, of nobody. */
static bool is_general(const foi_role_reader *in, const foi_sentence *sentence, const foi_hit *hit)
{
    const foi_reading *reading = in->reading;
    static const char *const any[] = {"a", "an", "any", NULL};
    for (uint32_t back = 1; back <= GENERAL_REACH && hit->first >= sentence->first + back + 1;
         back++)
        if (is_word(reading, hit->first - back, "authority") &&
            (is_one_of(reading, hit->first - back - 1, any) ||
             (is_word(reading, hit->first - back - 1, "public") && hit->first > back + 1 &&
              is_one_of(reading, hit->first - back - 2, any))))
            return true;
    bool exempt = is_word(reading, hit->first, "exempt");
    if (exempt && is_word(reading, hit->first + 1, "information"))
        return true;
    for (uint32_t at = hit->end; exempt && at < sentence->end; at++)
        if (is_word(reading, at, "if"))
            return true;
    return false;
}

/* "Sections 28 and 29 apply a test of prejudice": in a tribunal's mouth no claim. */
static bool merely_applies(const foi_role_reader *in, const foi_hit *hit)
{
    return in->reading->document->tags.doctype != FOI_DOCTYPE_DECISION_NOTICE &&
           hit->end == hit->first + 1 &&
           (is_word(in->reading, hit->first, "apply") ||
            is_word(in->reading, hit->first, "applies"));
}

/* What a cue means once its surroundings are known. */
static foi_cue weigh_cue(const foi_role_reader *in, const foi_sentence *sentence,
                         const foi_cue_place *place)
{
    foi_cue cue = place->cue;
    if (cue >= FOI_CUE_LINE_UPHELD && cue <= FOI_CUE_LINE_NOT_UPHELD)
        return cue;
    foi_actor actor = actor_at(in, sentence, place->hit->first);
    /* In a thread the requester may say it, to whom an "if" is no claim. */
    bool claims = in->letter && in->reading->document->tags.doctype != FOI_DOCTYPE_THREAD;
    if (governed(in, sentence, place->hit, FOI_SIGN_HYPOTHETICAL, HYPOTHESIS_REACH) ||
        (!claims && governed(in, sentence, place->hit, FOI_SIGN_CONDITION, HYPOTHESIS_REACH)) ||
        (!in->letter && governed(in, sentence, place->hit, FOI_SIGN_MODAL, NEGATION_REACH)))
        return FOI_CUE_MENTION;
    bool negated = is_negated(in, sentence, place->hit);
    if (in->decision && cue == FOI_CUE_CLAIM && actor == FOI_ACTOR_NONE &&
        is_general(in, sentence, place->hit))
        return FOI_CUE_MENTION;
    if (actor == FOI_ACTOR_ARGUING ||
        (in->decision && cue == FOI_CUE_UPHELD && is_relative(in, sentence, place->hit)))
        return FOI_CUE_MENTION;
    if (actor == FOI_ACTOR_HISTORY && in->decision && is_verdict(cue))
        return (cue == FOI_CUE_UPHELD) != negated ? FOI_CUE_UPHELD_BEFORE : FOI_CUE_REJECTED_BEFORE;
    if ((actor == FOI_ACTOR_COMPLAINANT || actor == FOI_ACTOR_HISTORY) && cue != FOI_CUE_CLAIM &&
        cue != FOI_CUE_WITHDRAWN)
        return FOI_CUE_MENTION;
    if (negated && cue == FOI_CUE_CLAIM)
        return FOI_CUE_DENIED;
    if (negated && cue == FOI_CUE_UPHELD)
        cue = FOI_CUE_REJECTED;
    /* A review that finds a claim wrong gives it up. */
    if (cue == FOI_CUE_REJECTED && actor != FOI_ACTOR_COMPLAINANT &&
        in->reading->document->tags.doctype == FOI_DOCTYPE_REVIEW_OUTCOME)
        return FOI_CUE_WITHDRAWN;
    if (!foi_cue_is_finding(cue))
        return cue;
    bool finds = in->decision && (actor == FOI_ACTOR_REGULATOR ||
                                  (actor == FOI_ACTOR_NONE && (in->finding || in->analysis)));
    /* A breach that nobody else is said to allege is told as a fact. */
    if (finds || (in->decision && cue == FOI_CUE_BREACHED &&
                  (actor == FOI_ACTOR_NONE || actor == FOI_ACTOR_AUTHORITY)))
        return cue;
    if (in->decision && actor == FOI_ACTOR_NONE && merely_applies(in, place->hit))
        return FOI_CUE_MENTION;
    if (cue == FOI_CUE_UPHELD && (in->letter || actor == FOI_ACTOR_AUTHORITY || in->decision))
        return FOI_CUE_CLAIM;
    return FOI_CUE_MENTION;
}

void foi_cues_find(const foi_role_reader *in, const foi_sentence *sentence, GArray *cues)
{
    g_array_set_size(cues, 0);
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->phrase->kind != FOI_PHRASE_CUE || is_idle(in->reading, hit) ||
            is_stretched(in, sentence, hit) || (hit->phrase->letter && !in->letter))
            continue;
        foi_cue_place place = {hit, (foi_cue)hit->phrase->value};
        foi_cue_place *last = cues->len ? &g_array_index(cues, foi_cue_place, cues->len - 1) : NULL;
        if (last && overlaps(last->hit, hit)) {
            if (outranks(&place, last, in->letter))
                *last = place;
            continue;
        }
        g_array_append_val(cues, place);
    }
    for (guint i = 0; i < cues->len; i++) {
        foi_cue_place *place = &g_array_index(cues, foi_cue_place, i);
        place->cue = weigh_cue(in, sentence, place);
    }
}
