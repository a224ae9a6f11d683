#include "indexer/authority/authority.h"

#include <string.h>

#include "indexer/tag/bodies.h"
#include "indexer/tag/hosts.h"
#include "indexer/tag/look.h"
#include "indexer/tag/parties.h"

/* Where the letterhead ends, in tokens, if no salutation does. */
#define LETTERHEAD 70

/* The parties of a case that is cited stand within so many tokens. */
#define CASE_TOKENS 7

/* "Your request" and the name of whom it reached stand no further apart. */
#define ASKED_TOKENS 16

/* A name alone on one of the first lines of a decision heads it. */
#define TITLE_TOKENS 30

/* A name alone on one of the last lines, so many tokens from the end, signs a letter. */
#define LETTER_TAIL 40

/* The name that a line "To:" addresses stands within so many tokens. */
#define ADDRESS_TOKENS 10

/* A salutation stands within so many tokens. */
#define SALUTATION 200

/* A letterhead begins with the name. */
#define LETTERHEAD_NAME 12

/* An address in the letterhead ends within so many tokens. */
#define TWIN_TOKENS 120

/* The least weight that makes a body the document's; where nothing else shows a letter or a
 * decision, a name in a letterhead, a signature or an address is needed. */
#define LEAST_WEIGHT    1.5
#define LEAST_ELSEWHERE 3.5

/* With less than that a body that the letter names once, and no other, must be meant elsewhere. */
#define LEAST_MEANT 0.9

/* Beyond this weight more of it does not make a body surer. */
#define SURE_WEIGHT 9

typedef struct {
    foi_reading *reading;
    foi_bodies *bodies;
    uint32_t letterhead;                 /* where it ends */
    uint32_t parties_first, parties_end; /* both 0: no parties are listed */
    bool salutation;                     /* it ends with "Dear ..." */
    bool request;                        /* the requester writes */
    bool parties_only;                   /* a case about other things than information */
} contest;

/* The token before AT, or the one before "the" there; UINT32_MAX at the top. */
static uint32_t before(const foi_reading *reading, uint32_t at)
{
    if (at > 0 && is_word(reading, at - 1, "the"))
        at--;
    return at > 0 ? at - 1 : UINT32_MAX;
}

/* The letterhead ends at the salutation. */
static void find_letterhead(contest *in)
{
    uint32_t count = in->reading->tokens->len;
    in->letterhead = MIN(count, LETTERHEAD);
    for (uint32_t i = 0; !in->salutation && i < MIN(count, SALUTATION); i++) {
        in->salutation = (foi_reading_token(in->reading, i)->flags & FOI_TOKEN_LINE) &&
                         (is_word(in->reading, i, "dear") || is_word(in->reading, i, "annwyl"));
        if (in->salutation)
            in->letterhead = i;
    }
}

/* Whether the words before AT are the parties of a case up to "v": "Roe v IC and the". */
static bool follows_versus(const foi_reading *reading, uint32_t at)
{
    static const char *const between[] = {"ic",  "information", "commissioner", "and",
                                          "the", "anor",        "another",      NULL};
    for (unsigned i = 0; i < CASE_TOKENS && at > 0; i++) {
        at--;
        if (is_word(reading, at, "v"))
            return true;
        if (foi_reading_token(reading, at)->kind == FOI_TOKEN_WORD &&
            !is_one_of(reading, at, between))
            return false;
    }
    return false;
}

/* "Home Office v Information Commissioner": a case that is cited. */
static bool is_cited(const foi_reading *reading, const foi_body_mention *mention)
{
    return is_word(reading, mention->end, "v") || follows_versus(reading, mention->first);
}

/* --- letters ------------------------------------------------------------------------------------
 */

/* What a mention weighs in a letter by its place; below 0: it must not count. */
static double weigh_place(const contest *in, const foi_body_mention *mention, foi_zone zone)
{
    bool judge = foi_body_is_judge(mention->body);
    /* Above the salutation of a request stands whom it is sent to. */
    if (in->request)
        return zone == FOI_ZONE_STATUTE || zone == FOI_ZONE_RIGHTS ? -1
               : in->salutation && mention->first < in->letterhead ? 4
                                                                   : 0;
    switch (zone) {
    case FOI_ZONE_REQUEST:
    case FOI_ZONE_STATUTE:
        return -1;
    case FOI_ZONE_QUOTED_MAIL:
        return judge ? -1 : 0.3;
    case FOI_ZONE_RIGHTS:
        return judge ? -1 : 1;
    case FOI_ZONE_SIGNATURE:
        return judge ? 3 : 4;
    default:
        break;
    }
    double weight = mention->acronym ? 0.7 : 1;
    /* A page that is no letter has prose at its top. */
    bool heads =
        in->salutation || in->reading->is_mail ||
        (in->reading->is_foi && in->reading->document->tags.doctype != FOI_DOCTYPE_OTHER) ||
        (foi_reading_token(in->reading, mention->first)->flags & FOI_TOKEN_LINE);
    if (heads && mention->first < in->letterhead) {
        weight += mention->acronym ? 2 : 3;
        if (mention->first < LETTERHEAD_NAME)
            weight += 3;
    }
    return weight;
}

/* "To: Head of Information Rights, Defra": the line that holds AT begins so. */
static bool is_addressed(const foi_reading *reading, uint32_t at)
{
    for (unsigned i = 0; i < ADDRESS_TOKENS && at > 0; i++) {
        at--;
        if (is_mark(reading, at, ":"))
            return at > 0 && is_word(reading, at - 1, "to");
        if (foi_reading_token(reading, at)->flags & FOI_TOKEN_LINE)
            return false;
    }
    return false;
}

/* "Land & Property Services collects rates ...": one that says of itself what it does. */
static bool opens_sentence(const foi_reading *reading, const foi_body_mention *mention)
{
    uint32_t first = mention->first;
    first -= first > 0 && is_word(reading, first - 1, "the");
    const foi_token *next = token_at(reading, mention->end);
    return (foi_reading_token(reading, first)->flags & FOI_TOKEN_SENTENCE) &&
           next->kind == FOI_TOKEN_WORD &&
           !(next->flags & (FOI_TOKEN_CAPITAL | FOI_TOKEN_LINE | FOI_TOKEN_POSSESSIVE)) &&
           next->value > 3 && reading->text[next->start + next->length - 1] == 's';
}

/* "Your request of 3 May reached the team at": the name behind AT is the reader's addressee. */
static bool is_asked(const foi_reading *reading, uint32_t at)
{
    static const char *const prepositions[] = {"at", "to", "by", "from", NULL};
    if (!is_one_of(reading, at, prepositions))
        return false;
    for (unsigned i = 0; i < ASKED_TOKENS && at > 0; i++) {
        if (foi_reading_token(reading, at)->flags & FOI_TOKEN_SENTENCE)
            return false;
        at--;
        if (is_word(reading, at, "your"))
            return is_word(reading, at + 1, "request") || is_word(reading, at + 1, "enquiry");
    }
    return false;
}

/* Whether a mention ends its line and begins it, or stands behind a comma: "Clerk, Wix Parish
 * Council". */
static bool is_whole_line(const foi_reading *reading, const foi_body_mention *mention)
{
    uint32_t first = mention->first, end = mention->end;
    if (end < reading->tokens->len && !(foi_reading_token(reading, end)->flags & FOI_TOKEN_LINE))
        return false;
    first -= first > 0 && is_word(reading, first - 1, "the");
    return (foi_reading_token(reading, first)->flags & FOI_TOKEN_LINE) ||
           is_mark(reading, first - 1, ",");
}

/* Whether a name alone on its line ends the text. */
static bool ends_letter(const contest *in, const foi_body_mention *mention)
{
    return mention->first + LETTER_TAIL > in->reading->tokens->len && !mention->acronym &&
           mention->first >= in->letterhead && is_whole_line(in->reading, mention);
}

/* "From SIB, 3 April", "To the Home Office, 2 March": the heads of letters that a page shows. AT is
 * the word before the name. */
static bool heads_thread(const foi_reading *reading, uint32_t at, uint32_t end)
{
    static const char *const ways[] = {"from", "to", NULL};
    const foi_token *first = at > 0 && is_mark(reading, at - 1, "*") ? NULL : token_at(reading, at);
    bool begins = !first || (first->flags & FOI_TOKEN_LINE);
    return begins && is_one_of(reading, at, ways) && is_mark(reading, end, ",") &&
           token_at(reading, end + 1)->kind == FOI_TOKEN_NUMBER;
}

/* What the words around a mention add. */
static double weigh_words(const contest *in, const foi_body_mention *mention)
{
    static const char *const verbs[] = {"holds", "hold", "held",     "does",    "considers", "has",
                                        "is",    "can",  "confirms", "confirm", "will",      NULL};
    static const char *const asking[] = {"dear", "annwyl", "fao", NULL};
    const foi_reading *reading = in->reading;
    uint32_t at = before(reading, mention->first);
    if (at == UINT32_MAX)
        return 0;
    double weight = 0;
    bool salutation =
        is_one_of(reading, at, asking) || (in->request && is_addressed(reading, mention->first));
    if (salutation || heads_thread(reading, at, mention->end))
        weight += in->request ? 9 : 2;
    if (is_word(reading, at, "by"))
        weight += in->request && at > 0 && is_word(reading, at - 1, "held") ? 3 : 1;
    if (is_one_of(reading, mention->end, verbs))
        weight += in->request ? 0.3 : 1.5;
    else if (!in->request && (opens_sentence(reading, mention) || is_asked(reading, at)))
        weight += 0.8;
    return weight;
}

/* "Firm Ltd on behalf of Kent County Council" */
static bool is_acted_for(const foi_reading *reading, const foi_body_mention *mention)
{
    uint32_t at = before(reading, mention->first);
    return at != UINT32_MAX && at > 0 && is_word(reading, at, "of") &&
           is_word(reading, at - 1, "behalf");
}

static double weigh_in_letter(const contest *in, const foi_body_mention *mention)
{
    const foi_sentence *sentence = foi_reading_sentence_of(in->reading, mention->first);
    double place = weigh_place(in, mention, sentence->zone);
    if (place < 0 || is_cited(in->reading, mention))
        return 0;
    if (!in->request && is_acted_for(in->reading, mention))
        place += 3;
    if (!in->request && sentence->zone != FOI_ZONE_BODY && sentence->zone != FOI_ZONE_HEADING &&
        sentence->zone != FOI_ZONE_RIGHTS)
        return place;
    double weight = place + weigh_words(in, mention);
    if (!in->request && ends_letter(in, mention))
        weight += 2;
    /* A requester names many bodies that he does not ask. */
    if (in->request && !mention->acronym)
        weight += 0.8;
    if (foi_body_is_judge(mention->body) && mention->first >= in->letterhead)
        weight *= 0.4;
    return weight;
}

/* --- decisions ----------------------------------------------------------------------------------
 */

static bool is_named_as_subject(const foi_reading *reading, const foi_body_mention *mention)
{
    static const char *const subjects[] = {"about", "concerning", "regarding", "between",
                                           "with",  "involving",  "against",   NULL};
    uint32_t at = mention->first;
    for (unsigned i = 0; i < 4 && at > 0; i++) {
        at--;
        if (is_one_of(reading, at, subjects))
            return !is_word(reading, at, "against");
        if (is_mark(reading, at, ".;:") || foi_reading_token(reading, at)->flags & FOI_TOKEN_BREAK)
            return false;
    }
    return false;
}

/* "(the DfT) was not entitled to": what a regulator finds of the body whose name ends at END. */
static bool is_ruled_on(const foi_reading *reading, uint32_t end)
{
    static const char *const auxiliaries[] = {"was", "were", "is", "are", "has", "had", NULL};
    static const char *const findings[] = {"entitled", "correct",  "correctly",
                                           "obliged",  "wrong",    "incorrectly",
                                           "required", "breached", NULL};
    if (is_mark(reading, end, "("))
        for (uint32_t i = end + 1; i < end + CASE_TOKENS; i++)
            if (is_mark(reading, i, ")")) {
                end = i + 1;
                break;
            }
    if (!is_one_of(reading, end, auxiliaries))
        return false;
    for (uint32_t i = end + 1; i < end + 4; i++)
        if (is_one_of(reading, i, findings))
            return true;
    return false;
}

/* Whether BODY is one of those whose decisions are read. */
static bool decides(const foi_body *body)
{
    return foi_body_is_judge(body) || strstr(body->id, "-tribunal") != NULL;
}

/* What a mention weighs in a decision: the body complained about, never the one that decides. */
static double weigh_in_decision(const contest *in, const foi_body_mention *mention)
{
    static const char *const asked[] = {"from", "to", "asked", "against", NULL};
    static const char *const verbs[] = {
        "refused",  "disclosed", "provided",   "withheld", "has",     "responded",    "initially",
        "failed",   "was",       "is",         "cited",    "relied",  "breached",     "must",
        "did",      "does",      "stated",     "denied",   "shall",   "confirmed",    "explained",
        "argued",   "sought",    "originally", "applied",  "were",    "informed",     "considered",
        "said",     "had",       "replied",    "answered", "told",    "accepted",     "claimed",
        "released", "advised",   "maintained", "asserted", "decided", "acknowledged", "should",
        NULL};
    const foi_reading *reading = in->reading;
    const foi_sentence *sentence = foi_reading_sentence_of(reading, mention->first);
    bool near_top = mention->first < reading->head;
    bool party = mention->first >= in->parties_first && mention->first < in->parties_end;
    if (decides(mention->body) || (in->parties_only && !party && !is_cited(reading, mention)))
        return 0;
    if (!party && (sentence->zone == FOI_ZONE_RIGHTS || sentence->zone == FOI_ZONE_SIGNATURE ||
                   sentence->zone == FOI_ZONE_REQUEST))
        return 0;
    if (is_cited(reading, mention))
        return near_top && mention->first < 80 ? 8 : 0;
    double weight = mention->acronym && !mention->defined ? 0.8 : 1;
    if (party)
        return weight + 9;
    if (mention->first <= 2)
        weight += 6;
    else if (mention->first < TITLE_TOKENS && is_whole_line(reading, mention))
        weight += 3;
    uint32_t at = before(reading, mention->first);
    if (at != UINT32_MAX && is_one_of(reading, at, asked))
        weight += near_top ? 2 : 1;
    else if (is_named_as_subject(reading, mention))
        return weight * 0.4;
    if (is_one_of(reading, mention->end, verbs))
        weight += 2;
    if (is_mark(reading, mention->end, "("))
        weight += 1;
    weight = near_top ? weight : weight * 0.5;
    /* "the Information Commissioner and the Department of Health" are heard. */
    if (at != UINT32_MAX && at > 0 && is_word(reading, at, "and") &&
        is_word(reading, at - 1, "commissioner"))
        weight += 1;
    return weight + (is_ruled_on(reading, mention->end) ? 4 : 0);
}

static void weigh_mentions(contest *in)
{
    for (guint i = 0; i < in->bodies->mentions->len; i++) {
        const foi_body_mention *mention = &g_array_index(in->bodies->mentions, foi_body_mention, i);
        double weight =
            in->reading->regulator ? weigh_in_decision(in, mention) : weigh_in_letter(in, mention);
        if (weight <= 0)
            continue;
        foi_body *body = mention->body;
        body->weight += weight;
        if (weight > body->best) {
            body->best = weight;
            body->first = mention->first;
            body->end = mention->end;
        }
    }
}

/* --- hosts --------------------------------------------------------------------------------------
 */

/* The body whose host name begins at AT; gives how many bytes belong to that name. */
static size_t weigh_host(contest *in, const char *at, double weight)
{
    char host[FOI_HOST_BYTES];
    size_t length = foi_host_read(at, host);
    const foi_authority *authority = foi_authority_by_domain(host);
    foi_body *body = authority ? foi_bodies_known(in->bodies, authority) : NULL;
    if (body && !foi_body_is_judge(body)) {
        body->weight += weight;
        body->host = (size_t)(at - in->reading->text);
        body->host_length = length;
    }
    return length;
}

/* Addresses and sites in the text: "foi@kent.gov.uk", "www.dwp.gov.uk". */
static void weigh_hosts(contest *in)
{
    const char *at = in->reading->text;
    const char *end = at + in->reading->length;
    const char *sign = at; /* the next "@": looked for once, however many sites stand before it */
    bool stale = true;
    while (at < end) {
        if (stale) {
            const char *found = memchr(at, '@', (size_t)(end - at));
            sign = found ? found : end;
        }
        const char *site = foi_host_next(at, sign);
        if (!site && sign == end)
            break;
        at = site ? site : sign + 1;
        bool link = site && at > in->reading->text && at[-1] == '/';
        size_t used = weigh_host(in, at, (in->request && site) || link ? 0.5 : 2.5);
        at += MAX(used, 1);
        stale = at > sign;
    }
}

/* --- the answer ---------------------------------------------------------------------------------
 */

/* The body of Northern Ireland that has the same name: "Department of Health" over an address in
 * Belfast. NULL where there is none. */
static const foi_authority *northern_twin(const foi_reading *reading, const foi_body *body,
                                          const char *written)
{
    uint32_t belfast = foi_token_symbol("belfast"), stormont = foi_token_symbol("stormont");
    uint32_t limit = MIN(TWIN_TOKENS, reading->tokens->len), i = 0;
    const foi_token *tokens = (const foi_token *)reading->tokens->data;
    while (i < limit && tokens[i].symbol != belfast && tokens[i].symbol != stormont)
        i++;
    if (i == limit)
        return NULL;
    g_autofree char *id = foi_authority_make_id(written ? written : body->name);
    g_autofree char *twin = g_strconcat(id, "-northern-ireland", NULL);
    return foi_authority_find(twin);
}

static void set_authority(foi_reading *reading, const foi_body *body, char *written,
                          foi_evidence evidence)
{
    foi_tags *tags = &reading->document->tags;
    const foi_authority *twin = northern_twin(reading, body, written);
    tags->authority_id = g_strdup(twin ? twin->id : body->id);
    tags->authority_name = g_strdup(twin ? twin->name : body->name);
    tags->authority_as_written = written;
    tags->sector = twin ? twin->sector : body->sector;
    tags->authority_evidence = evidence;
}

static bool set_party(foi_reading *reading, foi_party party)
{
    if (party.body)
        set_authority(reading, party.body, foi_reading_text(reading, party.first, party.end),
                      foi_reading_evidence(reading, party.from, party.end, party.confidence));
    return party.body != NULL;
}

/* The heaviest body, of equals the first named; *SECOND is the weight of the next one. */
static const foi_body *best_of(const foi_bodies *bodies, double *second)
{
    const foi_body *best = NULL;
    for (guint i = 0; i < bodies->in_order->len; i++) {
        const foi_body *one = g_ptr_array_index(bodies->in_order, i);
        bool better = !best || one->weight > best->weight ||
                      (one->weight >= best->weight && one->first_seen < best->first_seen);
        if (better)
            best = one;
    }
    *second = 0;
    for (guint i = 0; i < bodies->in_order->len; i++) {
        const foi_body *one = g_ptr_array_index(bodies->in_order, i);
        if (one != best && one->weight > *second)
            *second = one->weight;
    }
    return best;
}

/* The line of a mail's header that its sender stands in. */
static void sender_evidence(const foi_reading *reading, foi_evidence *evidence)
{
    const GArray *blocks = reading->document->text.blocks;
    for (guint i = 0; i < blocks->len; i++) {
        const foi_block *block = &g_array_index(blocks, foi_block, i);
        if (block->kind != FOI_BLOCK_MAIL_HEADER || block->length < 6 ||
            block->start + block->length > reading->length ||
            g_ascii_strncasecmp(reading->text + block->start, "From: ", 6) != 0)
            continue;
        evidence->start = block->start;
        evidence->length = MIN(block->length, FOI_EVIDENCE_LIMIT);
        return;
    }
}

/* A page about other things names bodies that are not its writer. */
static double least_weight(const foi_reading *reading)
{
    foi_doctype type = reading->document->tags.doctype;
    bool message = reading->is_mail || reading->is_foi ||
                   (type != FOI_DOCTYPE_NONE && type != FOI_DOCTYPE_OTHER);
    return message ? LEAST_WEIGHT : LEAST_ELSEWHERE;
}

/* Whether a letter speaks of "the University" and the name of BODY has that word. */
static bool is_meant(const foi_reading *reading, const foi_body *body)
{
    static const char *const kinds[] = {"university", "council", "trust",       "department",
                                        "board",      "college", "commission",  "authority",
                                        "agency",     "school",  "constabulary"};
    g_autofree char *name = g_ascii_strdown(body->name, -1);
    uint32_t the = foi_token_symbol("the"), kind = 0;
    for (size_t i = 0; !kind && i < G_N_ELEMENTS(kinds); i++)
        kind = strstr(name, kinds[i]) ? foi_token_symbol(kinds[i]) : 0;
    unsigned said = 0;
    for (uint32_t i = 1; kind && said < 2 && i + 1 < reading->tokens->len; i++)
        said += foi_reading_token(reading, i)->symbol == kind &&
                foi_reading_token(reading, i - 1)->symbol == the && !is_word(reading, i + 1, "of");
    return said >= 2;
}

static bool set_best(foi_reading *reading, const foi_bodies *bodies)
{
    double second;
    const foi_body *best = best_of(bodies, &second);
    if (!best)
        return false;
    bool heavy = best->weight >= least_weight(reading);
    if (!heavy && (best->weight < LEAST_MEANT || second > 0 || reading->regulator ||
                   !is_meant(reading, best)))
        return false;
    double margin = (best->weight - second) / best->weight;
    double strength = MIN(1, best->weight / SURE_WEIGHT);
    double confidence = 0.3 + 0.3 * margin + 0.35 * strength;
    foi_evidence evidence = {best->host, best->host_length, confidence, FOI_SOURCE_READ};
    if (best->end)
        evidence = foi_reading_evidence(reading, best->first, best->end, confidence);
    else if (!best->host_length)
        sender_evidence(reading, &evidence);
    set_authority(reading, best,
                  best->end ? foi_reading_text(reading, best->first, best->end) : NULL, evidence);
    return true;
}

void foi_tag_authority(foi_reading *reading)
{
    const foi_document *document = reading->document;
    g_autoptr(foi_bodies) bodies = foi_bodies_find(reading);
    if (set_party(reading, foi_party_by_label(reading, bodies)))
        return;
    if (reading->regulator && (set_party(reading, foi_party_by_heading(reading, bodies)) ||
                               set_party(reading, foi_party_by_title(reading, bodies))))
        return;
    foi_doctype type = document->tags.doctype;
    contest in = {.reading = reading,
                  .bodies = bodies,
                  .request = type == FOI_DOCTYPE_REQUEST || type == FOI_DOCTYPE_REVIEW_REQUEST};
    find_letterhead(&in);
    if (type == FOI_DOCTYPE_TRIBUNAL_DECISION || type == FOI_DOCTYPE_COURT_JUDGMENT) {
        foi_parties_between(reading, &in.parties_first, &in.parties_end);
        in.parties_only = !reading->is_foi;
    }
    weigh_mentions(&in);
    if (!reading->regulator)
        weigh_hosts(&in);
    const foi_authority *sender = foi_authority_by_domain(document->sender);
    if (sender && !in.request)
        foi_bodies_known(bodies, sender)->weight += 12;
    if (!set_best(reading, bodies) && in.parties_end)
        set_party(reading, foi_party_by_role(reading, bodies, in.parties_first, in.parties_end));
}
