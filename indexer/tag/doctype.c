#include "indexer/tag/dates.h"
#include "indexer/tag/reading.h"

/* A document without so much weight for any type gets none. */
#define LEAST_WEIGHT 3

/* A repeated phrase counts again, but not without end. */
#define REPEATS 3

static bool own_voice(const foi_sentence *sentence)
{
    return sentence->zone == FOI_ZONE_BODY || sentence->zone == FOI_ZONE_HEADING ||
           sentence->zone == FOI_ZONE_SIGNATURE;
}

typedef struct {
    int weight;
    int strongest;
    uint32_t first;
    uint32_t end;
} vote;

static void collect(foi_reading *reading, vote *votes)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        for (guint i = 0; i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
            if (hit->phrase->kind != FOI_PHRASE_DOCTYPE)
                continue;
            bool top = hit->first < reading->head && own_voice(sentence);
            if (hit->phrase->head ? !top : !own_voice(sentence))
                continue;
            gpointer key = (gpointer)hit->phrase;
            int times = GPOINTER_TO_INT(g_hash_table_lookup(seen, key)) + 1;
            g_hash_table_insert(seen, key, GINT_TO_POINTER(times));
            if (times > REPEATS)
                continue;
            vote *mine = &votes[hit->phrase->value];
            mine->weight += times == 1 ? hit->phrase->weight : 1;
            if (hit->phrase->weight > mine->strongest) {
                mine->strongest = hit->phrase->weight;
                mine->first = hit->first;
                mine->end = hit->end;
            }
        }
    }
}

/* So many messages of two parties at least make a page a thread. */
#define THREAD_MESSAGES 3

/* A message's head: its date stands within so many tokens from its "From:". */
#define MESSAGE_HEAD 24

static bool has_date(const foi_reading *reading, uint32_t first, uint32_t end)
{
    foi_found_date date;
    for (uint32_t i = first; i < end && i < reading->tokens->len; i++)
        if (foi_date_at(reading, i, &date))
            return true;
    return false;
}

/* Several dated messages of two parties on one page, each with its "From:" line. */
static bool is_thread(const foi_reading *reading, vote *head)
{
    uint32_t from = foi_token_symbol("from"), sender = 0;
    unsigned messages = 0;
    bool parties = false;
    if (reading->is_mail)
        return false;
    for (uint32_t i = 0, last = reading->tokens->len; i + 2 < last; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (!(token->flags & FOI_TOKEN_LINE) || token->symbol != from ||
            foi_reading_token(reading, i + 1)->value != ':' ||
            !has_date(reading, i + 2, i + MESSAGE_HEAD))
            continue;
        uint32_t who = foi_reading_token(reading, i + 2)->symbol;
        parties = parties || (messages > 0 && who != sender);
        sender = who;
        if (messages++ == 0)
            *head = (vote){.first = i, .end = i + 3};
    }
    return messages >= THREAD_MESSAGES && parties;
}

/* "Please specify below" stands on forms, too: what asks or promises must be a message to somebody
 * or about access to information. */
static bool is_message(const foi_reading *reading)
{
    uint32_t dear = foi_token_symbol("dear"), annwyl = foi_token_symbol("annwyl");
    for (uint32_t i = 0; i < reading->head; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (token->symbol == dear || token->symbol == annwyl)
            return true;
    }
    return reading->is_mail || reading->is_foi;
}

/* A leaflet that tells of the rights of appeal and of nothing else. */
static bool is_rights_leaflet(const foi_reading *reading)
{
    guint rights = 0;
    for (guint s = 0; s < reading->sentences->len; s++)
        rights += foi_reading_sentence(reading, s)->zone == FOI_ZONE_RIGHTS;
    return !reading->is_mail && reading->is_foi && rights > 2 &&
           rights * 5 >= reading->sentences->len * 4;
}

/* Tables and lists without a letter's sentences are what was released. */
static bool is_data(const foi_reading *reading)
{
    return reading->document->file == FOI_FILE_SHEET;
}

void foi_tag_doctype(foi_reading *reading)
{
    vote votes[FOI_DOCTYPE_END] = {0};
    foi_tags *tags = &reading->document->tags;
    collect(reading, votes);
    vote head = {0};
    if (is_thread(reading, &head)) {
        tags->doctype = FOI_DOCTYPE_THREAD;
        tags->doctype_evidence = foi_reading_quote(reading, head.first, head.end, 0.85);
        return;
    }
    int best = 0, second = 0;
    for (int type = 1; type < FOI_DOCTYPE_END; type++)
        if (votes[type].weight > votes[best].weight)
            best = type;
    for (int type = 1; type < FOI_DOCTYPE_END; type++)
        if (type != best && votes[type].weight > second)
            second = votes[type].weight;
    if (is_data(reading) && votes[best].weight < 8) {
        tags->doctype = FOI_DOCTYPE_RELEASED_MATERIAL;
        tags->doctype_evidence = (foi_evidence){0, 0, 0.7, FOI_SOURCE_READ};
        return;
    }
    if ((best == FOI_DOCTYPE_ACKNOWLEDGEMENT || best == FOI_DOCTYPE_CLARIFICATION_REQUEST ||
         best == FOI_DOCTYPE_EXTENSION) &&
        !is_message(reading))
        return;
    if (votes[best].weight < LEAST_WEIGHT && is_rights_leaflet(reading)) {
        tags->doctype = FOI_DOCTYPE_GUIDANCE;
        tags->doctype_evidence = foi_reading_quote(reading, 0, 1, 0.7);
        return;
    }
    if (votes[best].weight < LEAST_WEIGHT) {
        if (reading->is_mail) {
            tags->doctype = FOI_DOCTYPE_CORRESPONDENCE;
            tags->doctype_evidence = (foi_evidence){0, 0, 0.5, FOI_SOURCE_READ};
        }
        return;
    }
    tags->doctype = (foi_doctype)best;
    double margin = (double)(votes[best].weight - second) / votes[best].weight;
    tags->doctype_evidence =
        foi_reading_quote(reading, votes[best].first, votes[best].end, 0.55 + 0.43 * margin);
    reading->regulator = best == FOI_DOCTYPE_DECISION_NOTICE ||
                         best == FOI_DOCTYPE_TRIBUNAL_DECISION ||
                         best == FOI_DOCTYPE_COURT_JUDGMENT;
}
