#include "indexer/tag/look.h"
#include "indexer/tag/outcome.h"

/* How far before a phrase an "if" or "could" still governs it, in tokens. */
#define CONDITION_REACH 10
#define OFFER_REACH     6
#define NEGATION_REACH  6

/* How near before "vexatious" a "not" stands that denies it. */
#define CLOSE_REACH 5

/* How far around "is attached" the thing that is attached is named. */
#define THING_REACH 9

/* "Please see attached." does not say what is. */
#define BARE_TOKENS 4

/* An answer below a question is no longer than this. */
#define ANSWER_TOKENS 40

/* An answer stands within so many sentences from its question. */
#define ANSWER_SENTENCES 3

/* A sentence of a letter is no shorter. */
#define SPOKEN_TOKENS 4

/* So many short lines that end with a number are a table. */
#define TABLE_ROWS 3
#define ROW_TOKENS 12

typedef struct {
    const foi_reading *reading;
    foi_vote *votes; /* by outcome */
} ballot;

static uint32_t back(const foi_sentence *sentence, uint32_t at, uint32_t reach)
{
    return at > sentence->first + reach ? at - reach : sentence->first;
}

static bool is_given(foi_outcome outcome)
{
    return outcome == FOI_OUTCOME_DISCLOSED || outcome == FOI_OUTCOME_PARTLY_DISCLOSED;
}

static bool is_request_refusal(foi_outcome outcome)
{
    return outcome == FOI_OUTCOME_COST_LIMIT || outcome == FOI_OUTCOME_VEXATIOUS ||
           outcome == FOI_OUTCOME_INVALID;
}

/* Whether what stands at END is denied between tokens FROM and END: "none of this can be". That
 * there is no duty to comply denies nothing. */
static bool is_negated(const foi_reading *reading, uint32_t from, uint32_t end)
{
    static const char *const denying[] = {"none", "nothing", "unable", "nobody", NULL};
    static const char *const duties[] = {"obliged",    "required", "have",      "need",
                                         "obligation", "duty",     "necessary", NULL};
    for (uint32_t at = from; at < end; at++)
        if (is_mark(reading, at, ",;") || is_word(reading, at, "but"))
            from = at + 1;
    bool negated = foi_reading_has_sign(reading, FOI_SIGN_NEGATION, from, end);
    for (uint32_t at = from; at < end; at++) {
        if (is_one_of(reading, at, duties))
            return false;
        negated = negated || is_one_of(reading, at, denying);
    }
    return negated;
}

/* Whether SENTENCE tells before HIT what others said. "Your request for review is upheld in part"
 * tells what became of it. */
static bool is_reported(const foi_reading *reading, const foi_sentence *sentence,
                        const foi_hit *hit)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *other = foi_reading_hit(reading, sentence->hit + i);
        if (other->first < hit->first && other->end != hit->first &&
            other->phrase->kind == FOI_PHRASE_SIGN &&
            other->phrase->value == (int)FOI_SIGN_REPORTED)
            return true;
    }
    return false;
}

/* Whether the letter says what HIT says: neither on a condition, nor as somebody's words. */
static bool is_meant(const foi_reading *reading, const foi_sentence *sentence, const foi_hit *hit)
{
    foi_outcome outcome = (foi_outcome)hit->phrase->value;
    uint32_t from = back(sentence, hit->first, CONDITION_REACH);
    if (is_maybe(reading, hit->first) ||
        foi_reading_has_sign(reading, FOI_SIGN_HYPOTHETICAL, from, hit->first) ||
        foi_reading_has_sign(reading, FOI_SIGN_CONDITION, from, hit->first) ||
        foi_reading_has_sign(reading, FOI_SIGN_CONDITION, sentence->first, sentence->first + 1) ||
        is_reported(reading, sentence, hit))
        return false;
    /* "Whether it is or is not held." */
    if (outcome == FOI_OUTCOME_NOT_HELD)
        return !(hit->first > sentence->first && is_word(reading, hit->first - 1, "or"));
    if (is_request_refusal(outcome))
        return !is_negated(reading, back(sentence, hit->first, CLOSE_REACH), hit->first);
    if (!is_given(outcome))
        return true;
    return !foi_reading_has_sign(reading, FOI_SIGN_OFFER, back(sentence, hit->first, OFFER_REACH),
                                 hit->end) &&
           !is_negated(reading, back(sentence, hit->first, NEGATION_REACH), hit->first);
}

static bool has_passive(const foi_reading *reading, const foi_hit *hit)
{
    static const char *const forms[] = {"is", "are", "was", "were", "has", "have", NULL};
    for (uint32_t at = hit->first; at < hit->end; at++)
        if (is_one_of(reading, at, forms))
            return !is_word(reading, hit->first, "i") && !is_word(reading, hit->first, "we");
    return false;
}

/* What HIT of SENTENCE weighs: a leaflet that is attached is no information, and a reply that is
 * attached may say anything. */
static int weight_of(const foi_reading *reading, const foi_sentence *sentence, const foi_hit *hit)
{
    if (hit->phrase->value != FOI_OUTCOME_DISCLOSED)
        return hit->phrase->weight;
    /* "The list is attached", "please find attached the list". */
    bool behind = has_passive(reading, hit);
    uint32_t from = behind ? back(sentence, hit->first, THING_REACH) : hit->first;
    uint32_t end = behind ? hit->end : MIN(sentence->end, hit->end + THING_REACH);
    if (foi_reading_has_sign(reading, FOI_SIGN_COURTESY, from, end))
        return 0;
    bool bare = sentence->end - sentence->first <= BARE_TOKENS &&
                hit->first <= sentence->first + 1 && is_mark(reading, sentence->end - 1, ".") &&
                hit->phrase->weight == FOI_VOTE_HANDED;
    return bare || foi_reading_has_sign(reading, FOI_SIGN_REPLY, from, end) ? FOI_VOTE_WEAK
                                                                            : hit->phrase->weight;
}

static void add(ballot *in, foi_outcome outcome, int weight, uint32_t first, uint32_t end)
{
    foi_vote *vote = &in->votes[outcome];
    vote->count += weight > 0 && first >= vote->counted;
    if (weight > 0)
        vote->counted = MAX(vote->counted, end);
    if (weight > vote->weight) {
        vote->weight = weight;
        vote->first = first;
        vote->end = end;
    }
}

/* Whether HIT stands under a "not", in its clause: "I do not consider that it was rightly applied".
 */
static bool is_denied(const foi_reading *reading, const foi_sentence *sentence, const foi_hit *hit)
{
    uint32_t from = hit->first, least = back(sentence, hit->first, CONDITION_REACH);
    while (from > least && !is_mark(reading, from - 1, ",;") &&
           !is_word(reading, from - 1, "and") && !is_word(reading, from - 1, "but"))
        from--;
    return foi_reading_has_sign(reading, FOI_SIGN_NEGATION, from, hit->first);
}

/* A complaint that is upheld for the time it took changes nothing of the decision; and "I do not
 * uphold" the one is to uphold the other. */
static foi_outcome outcome_of(const foi_reading *reading, const foi_sentence *sentence,
                              const foi_hit *hit)
{
    foi_outcome outcome = (foi_outcome)hit->phrase->value;
    bool changed =
        outcome == FOI_OUTCOME_REVIEW_OVERTURNED || outcome == FOI_OUTCOME_REVIEW_PARTLY_CHANGED;
    if (!changed && outcome != FOI_OUTCOME_REVIEW_MAINTAINED)
        return outcome;
    if (is_denied(reading, sentence, hit))
        return changed ? FOI_OUTCOME_REVIEW_MAINTAINED : FOI_OUTCOME_REVIEW_OVERTURNED;
    bool delay = foi_reading_has_sign(reading, FOI_SIGN_DELAY, sentence->first, sentence->end);
    return changed && delay ? FOI_OUTCOME_NONE : outcome;
}

static void collect_phrases(ballot *in)
{
    const foi_reading *reading = in->reading;
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        for (guint i = 0; foi_sentence_is_said(sentence) && i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
            if (hit->phrase->kind != FOI_PHRASE_OUTCOME || !is_meant(reading, sentence, hit))
                continue;
            add(in, outcome_of(reading, sentence, hit), weight_of(reading, sentence, hit),
                hit->first, hit->end);
        }
    }
    in->votes[FOI_OUTCOME_NONE] = (foi_vote){0};
}

static bool has_outcome(const foi_reading *reading, const foi_sentence *sentence)
{
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
        if (hit->phrase->kind == FOI_PHRASE_OUTCOME)
            return true;
    }
    return false;
}

/* "1,184", "No.", "The Trust estimates 61,000.": what answers a question. */
static bool is_answer(const foi_reading *reading, const foi_sentence *sentence)
{
    static const char *const words[] = {"yes", "no", "none", "nil", "zero", "n", "oes", "nac"};
    if (sentence->end - sentence->first > ANSWER_TOKENS || has_outcome(reading, sentence) ||
        foi_token_symbol("section") == foi_reading_token(reading, sentence->first)->symbol)
        return false;
    bool number = false;
    for (uint32_t at = sentence->first; at < sentence->end; at++) {
        if (token_at(reading, at)->kind == FOI_TOKEN_PROVISION || is_mark(reading, at, "?"))
            return false;
        number = number || token_at(reading, at)->kind == FOI_TOKEN_NUMBER;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        number = number || is_word(reading, sentence->first, words[i]);
    return number;
}

/* "2. 742": a number that answers the question of that number. */
static bool is_numbered(const foi_reading *reading, const foi_sentence *sentence)
{
    uint32_t at = sentence->first;
    if (!is_number(reading, at, 1, 2) || !is_mark(reading, at + 1, ".):-") ||
        token_at(reading, at + 2)->kind != FOI_TOKEN_NUMBER || at + 2 >= sentence->end)
        return false;
    for (at += 3; at < sentence->end; at++)
        if (!is_mark(reading, at, ",%") && token_at(reading, at)->kind != FOI_TOKEN_NUMBER &&
            !(is_mark(reading, at, ".") && at + 1 == sentence->end))
            return false;
    return true;
}

/* "2019/20 | 41": a line of a table. */
static bool is_row(const foi_reading *reading, const foi_sentence *sentence)
{
    uint32_t length = sentence->end - sentence->first;
    return length > 1 && length <= ROW_TOKENS &&
           token_at(reading, sentence->end - 1)->kind == FOI_TOKEN_NUMBER;
}

/* Answers below questions, and tables, say by where they stand that something was given. */
static void collect_answers(ballot *in)
{
    const foi_reading *reading = in->reading;
    unsigned asked = 0, rows = 0;
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        bool answers = sentence->zone == FOI_ZONE_BODY &&
                       ((asked && is_answer(reading, sentence)) || is_numbered(reading, sentence));
        if (answers)
            add(in, FOI_OUTCOME_DISCLOSED, FOI_VOTE_SAID, sentence->first, sentence->end);
        rows += sentence->zone == FOI_ZONE_BODY && sentence->first > reading->head / 4 &&
                is_row(reading, sentence);
        if (rows == TABLE_ROWS)
            add(in, FOI_OUTCOME_DISCLOSED, FOI_VOTE_WEAK, sentence->first, sentence->end);
        if (is_mark(reading, sentence->end - 1, "?"))
            asked = ANSWER_SENTENCES;
        else
            asked = asked && is_mark(reading, sentence->end - 1, ":.") ? asked - 1 : 0;
    }
}

/* What answers in words that no phrase knows: the first sentence that speaks of anything else than
 * the request. */
static void note_answer(ballot *in)
{
    const foi_reading *reading = in->reading;
    foi_vote *given = &in->votes[FOI_OUTCOME_DISCLOSED];
    for (guint s = 0; s < reading->sentences->len && !given->end; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        bool spoken = sentence->zone == FOI_ZONE_BODY &&
                      sentence->end - sentence->first >= SPOKEN_TOKENS &&
                      is_mark(reading, sentence->end - 1, ".:");
        if (spoken &&
            !foi_reading_has_sign(reading, FOI_SIGN_FOI, sentence->first, sentence->end)) {
            given->first = sentence->first;
            given->end = sentence->end;
        }
    }
}

void foi_outcome_collect_letter(const foi_reading *reading, foi_vote *votes)
{
    ballot in = {reading, votes};
    collect_phrases(&in);
    if (reading->document->tags.doctype != FOI_DOCTYPE_THREAD)
        collect_answers(&in);
    note_answer(&in);
}
