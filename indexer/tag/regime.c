#include <string.h>

#include "indexer/tag/look.h"

/* How far before a law's name it may be said that something was handled under it. */
#define HANDLED_LIMIT 24
/* "should have been dealt with", "if it were considered": the words before the verb that count. */
#define MODAL_LIMIT   4
#define MARK_WEIGHT   0.5

typedef struct {
    double weight;
    uint32_t first;
    uint32_t end;
    bool named;   /* by its own name */
    bool handled; /* the document says that it was handled under this law */
} vote;

static const char *const handled_words[] = {"handled",    "handling", "dealt",       "dealing",
                                            "considered", "treated",  "processed",   "processing",
                                            "responded",  "reviewed", "falls",       "fell",
                                            "falling",    "logged",   "considering", NULL};
static const char *const under_words[] = {"under", "accordance", "terms", "within", "as", NULL};
static const char *const contrast_words[] = {"rather", "instead", "than", NULL};
static const char *const doubt_words[] = {"if",  "whether", "may",   "might", "could", "not",
                                          "nor", "never",   "would", "can",   NULL};
static const char *const should_words[] = {"should", NULL};

/* Whether one of WORDS stands right before token AT. */
static bool has_before(const foi_reading *reading, uint32_t at, uint32_t least,
                       const char *const *words)
{
    for (uint32_t i = at; i > least && at - i < MODAL_LIMIT; i--)
        if (is_one_of(reading, i - 1, words))
            return true;
    return false;
}

/* Whether the sentence says before token AT that something was handled under the law there: "dealt
 * with under the FOIA", "should have been dealt with under the EIR instead of the FOIA", which was
 * under both. */
static bool is_handled(const foi_reading *reading, uint32_t at)
{
    uint32_t least = foi_reading_sentence_of(reading, at)->first;
    bool under = false, contrast = false;
    for (uint32_t i = at; i > least && at - i < HANDLED_LIMIT; i--) {
        under = under || is_one_of(reading, i - 1, under_words);
        contrast = contrast || is_one_of(reading, i - 1, contrast_words);
        if (is_one_of(reading, i - 1, handled_words))
            return under && !has_before(reading, i - 1, least, doubt_words) &&
                   (!contrast || has_before(reading, i - 1, least, should_words));
        if (is_one_of(reading, i - 1, doubt_words))
            return false;
    }
    return false;
}

/* The letters of an authority or a requester, not what a regulator or a guide says. */
static bool is_letter(const foi_reading *reading)
{
    switch (reading->document->tags.doctype) {
    case FOI_DOCTYPE_DECISION_NOTICE:
    case FOI_DOCTYPE_TRIBUNAL_DECISION:
    case FOI_DOCTYPE_COURT_JUDGMENT:
    case FOI_DOCTYPE_GUIDANCE:
        return false;
    default:
        return true;
    }
}

/* The laws named. *PERSONAL: data protection is among them. The names stand where they stood before
 * each reference was folded into one token. */
static void vote_mentions(foi_reading *reading, vote *votes, bool *personal)
{
    const GArray *refs = reading->law->refs;
    uint32_t folded = 0;
    guint ref = 0;
    bool letter = is_letter(reading);
    for (guint i = 0; i < reading->law->mentions->len; i++) {
        const foi_law_mention *mention = &g_array_index(reading->law->mentions, foi_law_mention, i);
        const foi_law_ref *next = NULL;
        for (; ref < refs->len; ref++) {
            next = &g_array_index(refs, foi_law_ref, ref);
            if (next->last > mention->first)
                break;
            folded += next->last - next->first - 1;
        }
        bool inside = ref < refs->len && next->first <= mention->first;
        uint32_t at = (inside ? next->first : mention->first) - folded;
        if (mention->regime < 0 && !inside)
            *personal =
                *personal || foi_law_is_data_protection(
                                 (const foi_token *)reading->tokens->data, at,
                                 MIN(at + mention->end - mention->first, reading->tokens->len));
        if (mention->regime < 0 || !mention->explicit_)
            continue;
        vote *mine = &votes[mention->regime];
        mine->weight += 1;
        mine->named = true;
        mine->handled = mine->handled || (letter && is_handled(reading, at));
    }
}

static void vote_provisions(foi_reading *reading, vote *votes)
{
    const GPtrArray *provisions = reading->document->tags.provisions;
    for (guint i = 0; i < provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(provisions, i);
        const foi_provision *row = foi_law_provision(tag->id);
        int regime = row ? foi_regime_index(row->regime) : -1;
        if (regime >= 0)
            votes[regime].weight += tag->role == FOI_ROLE_MENTIONED ? 0.5 : 4;
    }
}

/* "Freedom of Information (Scotland) ...": the words in front are no sign of the law without it. */
static bool is_scottish_title(const foi_reading *reading, uint32_t end)
{
    uint32_t scotland = foi_token_symbol("scotland");
    for (uint32_t i = end; i < end + 2 && i < reading->tokens->len; i++)
        if (foi_reading_token(reading, i)->symbol == scotland)
            return true;
    return false;
}

/* "Freedom of Information Officer": the name of an office, which may serve other laws as well. */
static bool is_office(const foi_reading *reading, uint32_t end)
{
    static const char *const offices[] = {"officer",     "officers", "team",    "unit",
                                          "office",      "manager",  "section", "department",
                                          "coordinator", NULL};
    return is_one_of(reading, end, offices);
}

/* The law that words for REGIME speak of here: its Scottish twin where the text names that one, or
 * names none of them and is Scottish. */
static int spoken_of(const foi_reading *reading, const vote *votes, int regime)
{
    const foi_regime *row = foi_regime_at((size_t)regime);
    int scotland = foi_regime_place("uk/scotland");
    int twin = row->place == FOI_REGIME_HOME && scotland >= 0
                   ? foi_regime_for(row->regulations, (unsigned)scotland)
                   : -1;
    if (twin < 0 || votes[regime].named)
        return regime;
    return votes[twin].named || reading->law->scottish ? twin : regime;
}

static bool has_votes(const vote *votes)
{
    for (size_t i = 0; foi_regime_at(i); i++)
        if (votes[i].weight > 0)
            return true;
    return false;
}

static void add_words(vote *mine, const foi_hit *hit, double weight)
{
    mine->weight += weight;
    if (!mine->end) {
        mine->first = hit->first;
        mine->end = hit->end;
    }
}

/* Words that betray a law. An office's name is none where data protection, PERSONAL, is all that is
 * named. */
static void vote_words(foi_reading *reading, vote *votes, bool personal)
{
    bool other = personal && !has_votes(votes);
    for (guint i = 0; i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->phrase->kind == FOI_PHRASE_REGIME && !is_scottish_title(reading, hit->end) &&
            !(other && is_office(reading, hit->end)))
            add_words(&votes[spoken_of(reading, votes, hit->phrase->value - 1)], hit,
                      hit->phrase->weight);
    }
}

/* Where nothing else tells: a mark such as "FOI 418". */
static void vote_marks(foi_reading *reading, vote *votes)
{
    static const char *const marks[] = {"foi", NULL};
    for (guint i = 0; !has_votes(votes) && i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->phrase->kind == FOI_PHRASE_SIGN && hit->phrase->value == FOI_SIGN_FOI &&
            is_one_of(reading, hit->first, marks) && !is_office(reading, hit->end))
            add_words(&votes[spoken_of(reading, votes, foi_regime_index("foia"))], hit,
                      MARK_WEIGHT);
    }
}

/* Whether a law that is named is also the one applied: a role, or no other law with more. */
static bool has_role(const foi_reading *reading, const char *regime)
{
    const GPtrArray *provisions = reading->document->tags.provisions;
    for (guint i = 0; i < provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(provisions, i);
        if (tag->role != FOI_ROLE_MENTIONED && g_str_has_prefix(tag->id, regime) &&
            tag->id[strlen(regime)] == ':')
            return true;
    }
    return false;
}

/* No words betray REGIME: the first provision of it is shown, or else the first name of such laws.
 */
static void quote_law(foi_reading *reading, const char *regime, double confidence)
{
    foi_tags *tags = &reading->document->tags;
    for (guint i = 0; i < tags->provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(tags->provisions, i);
        if (!g_str_has_prefix(tag->id, regime) || tag->id[strlen(regime)] != ':')
            continue;
        tags->regime_evidence = tag->evidence;
        tags->regime_evidence.confidence = confidence;
        return;
    }
    for (guint i = 0; i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->phrase->kind != FOI_PHRASE_SIGN || hit->phrase->value != FOI_SIGN_FOI)
            continue;
        tags->regime_evidence = foi_reading_quote(reading, hit->first, hit->end, confidence);
        return;
    }
}

void foi_tag_regime(foi_reading *reading)
{
    foi_tags *tags = &reading->document->tags;
    vote votes[FOI_REGIME_LIMIT] = {0};
    bool personal = false;
    vote_mentions(reading, votes, &personal);
    vote_provisions(reading, votes);
    if (reading->of_access) {
        vote_words(reading, votes, personal);
        vote_marks(reading, votes);
    }
    bool taken[FOI_REGIME_LIMIT] = {false};
    double top = 0;
    for (;;) {
        int best = -1;
        for (int i = 0; foi_regime_at((size_t)i); i++)
            if (!taken[i] && votes[i].weight > 0 &&
                (best < 0 || votes[i].weight > votes[best].weight))
                best = i;
        if (best < 0)
            break;
        taken[best] = true;
        const char *id = foi_regime_at((size_t)best)->id;
        bool first = tags->regimes->len == 0;
        if (first)
            top = votes[best].weight;
        if (!first && !votes[best].handled && !has_role(reading, id) &&
            votes[best].weight < top * 0.6)
            continue;
        g_ptr_array_add(tags->regimes, g_strdup(id));
    }
    if (tags->regimes->len == 0)
        return;
    int best = foi_regime_index(g_ptr_array_index(tags->regimes, 0));
    tags->regime_evidence = (foi_evidence){0, 0, top >= 3 ? 0.95 : 0.75, FOI_SOURCE_READ};
    double confidence = tags->regime_evidence.confidence;
    if (votes[best].end)
        tags->regime_evidence =
            foi_reading_quote(reading, votes[best].first, votes[best].end, confidence);
    else
        quote_law(reading, foi_regime_at((size_t)best)->id, confidence);
}
