#include <string.h>

#include "indexer/tag/findings.h"
#include "indexer/tag/outcome.h"

/* What words about the decision itself weigh, as against those about an exemption. */
#define DECISION_WEIGHT 5

/* What the words of a request site weigh. */
#define STATE_WEIGHT 5

/* What a letter says, and what it claims. */
typedef struct {
    foi_reading *reading;
    const foi_tags *tags;
    GHashTable *withdrawn; /* of ids */
    foi_vote votes[FOI_OUTCOME_END];
} letter;

static const char *const COST[] = {"foia:12", "foisa:12", NULL};
static const char *const VEXATIOUS[] = {"foia:14", "foisa:14", NULL};
static const char *const INVALID[] = {"foia:8", "foisa:8", NULL};
static const char *const UNREASONABLE[] = {"eir:12(4)(b)", "eisr:10(4)(b)", NULL};
static const char *const ABSENT[] = {"foisa:17", "eir:12(4)(a)", "eisr:10(4)(a)", NULL};

static const foi_provision_tag *tag_at(const foi_tags *tags, guint i)
{
    return g_ptr_array_index(tags->provisions, i);
}

static bool is_withdrawn(const letter *in, const char *id)
{
    return g_hash_table_contains(in->withdrawn, id);
}

static bool is_among(const char *id, const char *const *sections)
{
    for (; *sections; sections++)
        if (foi_findings_is_within(id, *sections))
            return true;
    return false;
}

/* A limb by which the authority neither confirms nor denies. */
static bool is_limb(const char *id)
{
    static const char *const scottish[] = {"foisa:18", NULL};
    const foi_provision *row = foi_law_provision(id);
    return (row && row->neither_confirm_nor_deny) || is_among(id, scottish);
}

/* An exemption that refuses information, as against the grounds that refuse the request. */
static bool is_exemption(const char *id)
{
    const foi_provision *row = foi_law_provision(id);
    return row && !is_limb(id) && !is_among(id, ABSENT) && !is_among(id, UNREASONABLE) &&
           (row->kind == FOI_PROVISION_ABSOLUTE || row->kind == FOI_PROVISION_QUALIFIED);
}

/* Whether a limb of the section of ID is claimed as well: then the one only explains the other. */
static bool has_limb(const letter *in, const char *id)
{
    size_t section = strcspn(id, "(");
    for (guint i = 0; i < in->tags->provisions->len; i++) {
        const foi_provision_tag *tag = tag_at(in->tags, i);
        if (tag->role == FOI_ROLE_RELIED_ON && is_limb(tag->id) && !is_withdrawn(in, tag->id) &&
            strncmp(tag->id, id, section) == 0 && tag->id[section] == '(')
            return true;
    }
    return false;
}

/* The evidence of the first claim that IS (or, without IS, that is one of AMONG); NULL: none. */
static const foi_evidence *claim_of(const letter *in, bool (*is)(const char *id),
                                    const char *const *among)
{
    const foi_evidence *first = NULL;
    for (guint i = 0; i < in->tags->provisions->len; i++) {
        const foi_provision_tag *tag = tag_at(in->tags, i);
        if (tag->role == FOI_ROLE_RELIED_ON && (is ? is(tag->id) : is_among(tag->id, among)) &&
            !is_withdrawn(in, tag->id) && !(is == is_exemption && has_limb(in, tag->id)) &&
            (!first || tag->evidence.start < first->start))
            first = &tag->evidence;
    }
    return first;
}

/* Where that claim stands; 0: none. The byte behind its beginning, since a claim may stand at 0. */
static size_t claimed(const letter *in, bool (*is)(const char *id), const char *const *among)
{
    const foi_evidence *claim = claim_of(in, is, among);
    return claim ? (size_t)claim->start + 1 : 0;
}

static int said(const letter *in, foi_outcome outcome)
{
    return in->votes[outcome].weight;
}

/* --- Responses ---------------------------------------------------------------------------------
 */

static const struct {
    const char *const *sections;
    foi_outcome outcome;
} grounds[] = {{COST, FOI_OUTCOME_COST_LIMIT},
               {VEXATIOUS, FOI_OUTCOME_VEXATIOUS},
               {INVALID, FOI_OUTCOME_INVALID}};

/* The ground that the whole request is refused on, by its number. */
static foi_outcome ground_of(const letter *in, size_t *at)
{
    foi_outcome found = FOI_OUTCOME_NONE;
    *at = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(grounds); i++) {
        size_t place = claimed(in, NULL, grounds[i].sections);
        if (place && (!*at || place < *at)) {
            *at = place;
            found = grounds[i].outcome;
        }
    }
    return found;
}

/* "Manifestly unreasonable" by the reason that is given. */
static foi_outcome unreasonable(const letter *in)
{
    return foi_reading_count_sign(in->reading, FOI_SIGN_VEXATIOUS) ? FOI_OUTCOME_VEXATIOUS
           : foi_reading_count_sign(in->reading, FOI_SIGN_COST)    ? FOI_OUTCOME_COST_LIMIT
                                                                   : FOI_OUTCOME_WITHHELD;
}

/* Why the whole request is refused, nothing being given: the first of several reasons. */
static foi_outcome refusal_of(const letter *in)
{
    size_t ground_at;
    foi_outcome ground = ground_of(in, &ground_at);
    size_t limb_at = claimed(in, is_limb, NULL);
    size_t exemption_at = claimed(in, is_exemption, NULL);
    const foi_vote *absent = &in->votes[FOI_OUTCOME_NOT_HELD];
    const foi_vote *withheld = &in->votes[FOI_OUTCOME_WITHHELD];
    const foi_vote *unsaid = &in->votes[FOI_OUTCOME_NCND];
    if (ground && (!exemption_at || ground_at <= exemption_at))
        return ground;
    if (claimed(in, NULL, UNREASONABLE) && !exemption_at)
        return unreasonable(in);
    if (limb_at || unsaid->weight) {
        bool first = !withheld->weight || (unsaid->weight && unsaid->first < withheld->first);
        return !exemption_at || first || withheld->weight < FOI_VOTE_SAID ? FOI_OUTCOME_NCND
                                                                          : FOI_OUTCOME_WITHHELD;
    }
    if (absent->count > withheld->count && withheld->weight < FOI_VOTE_SAID && !exemption_at)
        return FOI_OUTCOME_NOT_HELD;
    if (exemption_at)
        return absent->count > withheld->count + 1 &&
                       foi_reading_token(in->reading, absent->first)->start < exemption_at
                   ? FOI_OUTCOME_NOT_HELD
                   : FOI_OUTCOME_WITHHELD;
    if (claimed(in, NULL, ABSENT) || (absent->weight && withheld->weight <= absent->weight))
        return FOI_OUTCOME_NOT_HELD;
    static const foi_outcome among[] = {FOI_OUTCOME_COST_LIMIT, FOI_OUTCOME_VEXATIOUS,
                                        FOI_OUTCOME_INVALID, FOI_OUTCOME_WITHHELD};
    return foi_outcome_heaviest(in->votes, among, G_N_ELEMENTS(among));
}

/* What a request site says of the whole thread. */
static foi_outcome state_of(const letter *in)
{
    static const foi_outcome among[] = {FOI_OUTCOME_DISCLOSED, FOI_OUTCOME_PARTLY_DISCLOSED,
                                        FOI_OUTCOME_NOT_HELD, FOI_OUTCOME_WITHHELD};
    foi_outcome state = foi_outcome_heaviest(in->votes, among, G_N_ELEMENTS(among));
    return said(in, state) >= STATE_WEIGHT ? state : FOI_OUTCOME_NONE;
}

static foi_outcome response_of(const letter *in)
{
    if (in->tags->doctype == FOI_DOCTYPE_THREAD && state_of(in))
        return state_of(in);
    int given = said(in, FOI_OUTCOME_DISCLOSED);
    foi_outcome refusal = refusal_of(in);
    bool whole = refusal == FOI_OUTCOME_COST_LIMIT || refusal == FOI_OUTCOME_VEXATIOUS ||
                 refusal == FOI_OUTCOME_INVALID;
    /* The limit may only be spoken of. */
    size_t at;
    if (whole && given >= FOI_VOTE_SAID && said(in, refusal) == FOI_VOTE_WEAK &&
        !ground_of(in, &at))
        return FOI_OUTCOME_DISCLOSED;
    /* A letter that refuses for cost counts records, too: that gives nothing. */
    int least = said(in, FOI_OUTCOME_PARTLY_DISCLOSED) ? FOI_VOTE_SAID : FOI_VOTE_HANDED;
    if (whole)
        return given >= least ? FOI_OUTCOME_PARTLY_DISCLOSED : refusal;
    bool refused = (refusal && refusal != FOI_OUTCOME_NOT_HELD) || claimed(in, is_exemption, NULL);
    if (said(in, FOI_OUTCOME_PARTLY_DISCLOSED) >= FOI_VOTE_SAID)
        return FOI_OUTCOME_PARTLY_DISCLOSED;
    if (given >= FOI_VOTE_SAID)
        return refused ? FOI_OUTCOME_PARTLY_DISCLOSED : FOI_OUTCOME_DISCLOSED;
    if (refusal)
        return refusal;
    /* An answer that refuses nothing gives, in whatever words. */
    return in->votes[FOI_OUTCOME_DISCLOSED].end ? FOI_OUTCOME_DISCLOSED : FOI_OUTCOME_NONE;
}

/* What shows OUTCOME where no phrase does: the claim that it follows from. */
static const foi_evidence *claim_behind(const letter *in, foi_outcome outcome)
{
    for (size_t i = 0; i < G_N_ELEMENTS(grounds); i++)
        if (grounds[i].outcome == outcome)
            return claim_of(in, NULL, grounds[i].sections);
    switch (outcome) {
    case FOI_OUTCOME_NCND:
        return claim_of(in, is_limb, NULL);
    case FOI_OUTCOME_NOT_HELD:
        return claim_of(in, NULL, ABSENT);
    case FOI_OUTCOME_WITHHELD:
        return claim_of(in, is_exemption, NULL);
    default:
        return NULL;
    }
}

static void judge_response(letter *in, double trust)
{
    foi_outcome outcome = response_of(in);
    const foi_vote *from = &in->votes[outcome];
    if (outcome == FOI_OUTCOME_PARTLY_DISCLOSED && !from->end)
        from = &in->votes[FOI_OUTCOME_DISCLOSED];
    double confidence = from->weight >= FOI_VOTE_HANDED    ? 0.9
                        : from->weight == FOI_VOTE_WEAK    ? 0.6
                        : from->weight                     ? 0.8
                        : outcome == FOI_OUTCOME_DISCLOSED ? 0.4
                                                           : 0.8;
    /* In a thread a claim alone may be the requester's guess, and a reply may put off. */
    bool thread = in->tags->doctype == FOI_DOCTYPE_THREAD;
    if (!outcome || (thread && from->weight < FOI_VOTE_SAID))
        return;
    foi_outcome_set(in->reading, outcome, from, confidence * trust);
    const foi_evidence *claim = from->end ? NULL : claim_behind(in, outcome);
    foi_evidence *evidence = &in->reading->document->tags.outcome_evidence;
    if (claim)
        *evidence =
            (foi_evidence){claim->start, claim->length, evidence->confidence, claim->source};
}

/* --- Reviews -----------------------------------------------------------------------------------
 */

/* What the first decision rested on and the review keeps, or gives up. */
static void count_claims(const letter *in, unsigned *kept, unsigned *dropped)
{
    for (guint i = 0; i < in->tags->provisions->len; i++) {
        const foi_provision_tag *tag = tag_at(in->tags, i);
        *dropped += tag->role == FOI_ROLE_WITHDRAWN;
        *kept += tag->role == FOI_ROLE_RELIED_ON && !is_withdrawn(in, tag->id);
    }
}

/* What a review comes to where it both keeps and gives up something, by what it says of the
 * decision (OVERTURNED, MAINTAINED) and by what it now hands over. */
static foi_outcome review_of(const letter *in, double *confidence)
{
    bool partly = said(in, FOI_OUTCOME_REVIEW_PARTLY_CHANGED);
    bool maintained = said(in, FOI_OUTCOME_REVIEW_MAINTAINED);
    bool released = said(in, FOI_OUTCOME_DISCLOSED) >= FOI_VOTE_HANDED;
    unsigned kept = 0, dropped = 0;
    count_claims(in, &kept, &dropped);
    /* That an exemption was wrong leaves the decision as it was where another takes its place. */
    int wrong = said(in, FOI_OUTCOME_REVIEW_OVERTURNED);
    bool swap = foi_reading_count_sign(in->reading, FOI_SIGN_SWAP) || (wrong && !dropped);
    bool instead = foi_reading_count_sign(in->reading, FOI_SIGN_SWAP) > 0;
    bool overturned =
        wrong >= DECISION_WEIGHT || (wrong && (released || !kept || !(instead || dropped)));
    *confidence = 0.85;
    /* A complaint that is upheld in part for the time it took changes nothing, either. */
    if (partly && maintained && !released && !dropped &&
        foi_reading_count_sign(in->reading, FOI_SIGN_DELAY))
        return FOI_OUTCOME_REVIEW_MAINTAINED;
    if (partly && (kept || maintained || !overturned))
        return FOI_OUTCOME_REVIEW_PARTLY_CHANGED;
    if (released && kept && said(in, FOI_OUTCOME_REVIEW_MAINTAINED) == FOI_VOTE_WEAK)
        return FOI_OUTCOME_REVIEW_PARTLY_CHANGED;
    if (overturned && maintained && (released || dropped))
        return kept || !released ? FOI_OUTCOME_REVIEW_PARTLY_CHANGED
                                 : FOI_OUTCOME_REVIEW_OVERTURNED;
    if (overturned && !maintained)
        return FOI_OUTCOME_REVIEW_OVERTURNED;
    if (said(in, FOI_OUTCOME_DISCLOSED) > FOI_VOTE_HANDED && !maintained)
        return FOI_OUTCOME_REVIEW_OVERTURNED;
    if (dropped && kept && !swap)
        return FOI_OUTCOME_REVIEW_PARTLY_CHANGED;
    if (maintained)
        return FOI_OUTCOME_REVIEW_MAINTAINED;
    *confidence = 0.6;
    if (released || (dropped && !kept))
        return kept ? FOI_OUTCOME_REVIEW_PARTLY_CHANGED : FOI_OUTCOME_REVIEW_OVERTURNED;
    return kept || said(in, FOI_OUTCOME_NOT_HELD) || said(in, FOI_OUTCOME_NCND)
               ? FOI_OUTCOME_REVIEW_MAINTAINED
               : FOI_OUTCOME_NONE;
}

static void judge_review(letter *in)
{
    double confidence;
    foi_outcome outcome = review_of(in, &confidence);
    const foi_vote *from = &in->votes[outcome];
    if (!from->end && outcome != FOI_OUTCOME_REVIEW_MAINTAINED && said(in, FOI_OUTCOME_DISCLOSED))
        from = &in->votes[FOI_OUTCOME_DISCLOSED];
    if (outcome)
        foi_outcome_set(in->reading, outcome, from, confidence);
}

static void judge(letter *in)
{
    const foi_vote *pending = &in->votes[FOI_OUTCOME_PENDING];
    switch (in->tags->doctype) {
    case FOI_DOCTYPE_RESPONSE:
        judge_response(in, 1.0);
        break;
    case FOI_DOCTYPE_REVIEW_OUTCOME:
        judge_review(in);
        break;
    case FOI_DOCTYPE_EXTENSION:
    case FOI_DOCTYPE_CLARIFICATION_REQUEST:
    case FOI_DOCTYPE_ACKNOWLEDGEMENT:
        foi_outcome_set(in->reading, FOI_OUTCOME_PENDING, pending, 0.8);
        break;
    case FOI_DOCTYPE_THREAD:
        judge_response(in, 0.7);
        break;
    default:
        if (pending->weight >= FOI_VOTE_HANDED)
            foi_outcome_set(in->reading, FOI_OUTCOME_PENDING, pending, 0.7);
        break;
    }
}

void foi_outcome_judge_letter(foi_reading *reading)
{
    letter in = {.reading = reading, .tags = &reading->document->tags};
    in.withdrawn = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < in.tags->provisions->len; i++)
        if (tag_at(in.tags, i)->role == FOI_ROLE_WITHDRAWN)
            g_hash_table_add(in.withdrawn, tag_at(in.tags, i)->id);
    foi_outcome_collect_letter(reading, in.votes);
    judge(&in);
    g_hash_table_unref(in.withdrawn);
}
