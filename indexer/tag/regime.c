#include <string.h>

#include "indexer/tag/reading.h"

typedef struct {
    double weight;
    uint32_t first;
    uint32_t end;
} vote;

static void vote_mentions(foi_reading *reading, vote *votes)
{
    for (guint i = 0; i < reading->law->mentions->len; i++) {
        const foi_law_mention *mention = &g_array_index(reading->law->mentions, foi_law_mention, i);
        if (mention->regime >= 0 && mention->explicit_)
            votes[mention->regime].weight += 1;
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

static void vote_words(foi_reading *reading, vote *votes)
{
    for (guint i = 0; i < reading->hits->len; i++) {
        const foi_hit *hit = foi_reading_hit(reading, i);
        if (hit->phrase->kind != FOI_PHRASE_REGIME || is_scottish_title(reading, hit->end))
            continue;
        vote *mine = &votes[hit->phrase->value - 1];
        mine->weight += hit->phrase->weight;
        if (!mine->end) {
            mine->first = hit->first;
            mine->end = hit->end;
        }
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
    vote_mentions(reading, votes);
    vote_provisions(reading, votes);
    if (reading->of_access)
        vote_words(reading, votes);
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
        if (!first && !has_role(reading, id) && votes[best].weight < top * 0.6)
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
