#include "indexer/authority/authority.h"

#include <string.h>

#include "indexer/authority/names.h"
#include "indexer/tag/reading.h"

/* Where the letterhead ends, in tokens. */
#define LETTERHEAD 70

/* A letterhead begins with the name. */
#define LETTERHEAD_NAME 12

/* Bytes of a mail address or a host name that are looked at. */
#define HOST_BYTES 120

/* Tokens of a name that is not in the table. */
#define NAME_TOKENS 9

typedef struct {
    const foi_authority *authority;
    double weight;
    uint32_t first; /* tokens of the best mention; both 0: only a domain */
    uint32_t end;
    double best;
} candidate;

typedef struct {
    foi_reading *reading;
    GHashTable *by_authority; /* foi_authority -> candidate */
} contest;

static candidate *candidate_for(contest *in, const foi_authority *authority)
{
    candidate *found = g_hash_table_lookup(in->by_authority, authority);
    if (!found) {
        found = g_new0(candidate, 1);
        found->authority = authority;
        g_hash_table_insert(in->by_authority, (gpointer)authority, found);
    }
    return found;
}

static bool is_word(const foi_reading *reading, uint32_t at, const char *const *words)
{
    return foi_reading_is_one_of(reading, at, words);
}

static bool is_judge(const foi_authority *authority)
{
    static const char *const judges[] = {"information-commissioners-office",
                                         "scottish-information-commissioner"};
    for (size_t i = 0; i < G_N_ELEMENTS(judges); i++)
        if (strcmp(judges[i], authority->id) == 0)
            return true;
    return false;
}

static bool is_mark(const foi_reading *reading, uint32_t at, char mark)
{
    return at < reading->tokens->len && foi_reading_token(reading, at)->kind == FOI_TOKEN_MARK &&
           foi_reading_token(reading, at)->value == (uint16_t)mark;
}

/* What a mention weighs in a letter, by its place. */
static double weigh_in_letter(const foi_reading *reading, const foi_authority_mention *mention)
{
    static const char *const holding[] = {"by", "dear", NULL};
    static const char *const verbs[] = {"holds", "hold", "held",     "does",    "considers", "has",
                                        "is",    "can",  "confirms", "confirm", NULL};
    const foi_sentence *sentence = foi_reading_sentence_of(reading, mention->first);
    bool request = reading->document->tags.doctype == FOI_DOCTYPE_REQUEST ||
                   reading->document->tags.doctype == FOI_DOCTYPE_REVIEW_REQUEST;
    if (mention->weak)
        return 0;
    switch (sentence->zone) {
    case FOI_ZONE_REQUEST:
    case FOI_ZONE_STATUTE:
        return 0;
    case FOI_ZONE_QUOTED_MAIL:
        return 0.3;
    case FOI_ZONE_RIGHTS:
        return is_judge(mention->authority) ? 0 : 1;
    case FOI_ZONE_SIGNATURE:
        return is_judge(mention->authority) ? 2 : 4;
    default:
        break;
    }
    double weight = mention->acronym ? 0.7 : 1;
    if (mention->first < LETTERHEAD_NAME && !request)
        weight += 3;
    if (mention->first < LETTERHEAD && (!request || mention->first < 30))
        weight += mention->acronym ? 1.5 : 3;
    if (mention->first > 0 && is_word(reading, mention->first - 1, holding))
        weight += 1;
    if (mention->first > 1 && request && is_word(reading, mention->first - 1, holding))
        weight += 4;
    if (is_word(reading, mention->end, verbs) && !request)
        weight += 1.5;
    if (mention->first > 0 &&
        is_word(reading, mention->first - 1, (const char *const[]){"the", NULL}) &&
        mention->first > 1 && is_word(reading, mention->first - 2, holding))
        weight += 1;
    return is_judge(mention->authority) ? weight * 0.4 : weight;
}

/* What a mention weighs in a decision: the body complained about, never the one that decides. */
static double weigh_in_decision(const foi_reading *reading, const foi_authority_mention *mention)
{
    static const char *const asked[] = {"from", "to", "by", NULL};
    static const char *const verbs[] = {"refused",   "disclosed", "provided", "withheld", "has",
                                        "responded", "initially", "failed",   "was",      "is",
                                        "cited",     "relied",    "breached", "must",     "did",
                                        "does",      "stated",    "denied",   NULL};
    const foi_sentence *sentence = foi_reading_sentence_of(reading, mention->first);
    if (mention->weak || is_judge(mention->authority) || sentence->zone == FOI_ZONE_RIGHTS ||
        sentence->zone == FOI_ZONE_SIGNATURE || sentence->zone == FOI_ZONE_REQUEST)
        return 0;
    double weight = 1;
    if (mention->first <= 2)
        weight += 6;
    uint32_t before = mention->first;
    if (before > 0 && is_word(reading, before - 1, (const char *const[]){"the", NULL}))
        before--;
    if (before > 0 && is_word(reading, before - 1, asked) && mention->first < reading->head)
        weight += 2;
    if (is_word(reading, mention->end, verbs))
        weight += 2;
    if (is_mark(reading, mention->end, '('))
        weight += 1;
    return weight;
}

static void weigh_mentions(contest *in)
{
    for (guint i = 0; i < in->reading->bodies->len; i++) {
        const foi_authority_mention *mention =
            &g_array_index(in->reading->bodies, foi_authority_mention, i);
        double weight = in->reading->regulator ? weigh_in_decision(in->reading, mention)
                                               : weigh_in_letter(in->reading, mention);
        if (weight <= 0)
            continue;
        candidate *found = candidate_for(in, mention->authority);
        found->weight += weight;
        if (weight > found->best) {
            found->best = weight;
            found->first = mention->first;
            found->end = mention->end;
        }
    }
}

/* The first place from FROM on, before LIMIT, that "www." ends at; NULL where there is none. */
static const char *behind_www(const char *from, const char *limit)
{
    for (const char *dot = from; (dot = memchr(dot, '.', (size_t)(limit - dot))) != NULL; dot++)
        if (dot - from >= 3 && memcmp(dot - 3, "www", 3) == 0)
            return dot + 1;
    return NULL;
}

static bool ends_host(char c)
{
    return c == '\0' || strchr(" \n\t\f,;)>]\"'@", c) != NULL;
}

/* The body whose host name begins at AT; gives how many bytes belong to that name. */
static size_t weigh_host(contest *in, const char *at)
{
    char host[HOST_BYTES];
    size_t length = 0;
    while (length < sizeof host - 1 && !ends_host(at[length])) {
        host[length] = at[length];
        length++;
    }
    while (length && host[length - 1] == '.')
        length--;
    host[length] = '\0';
    const foi_authority *authority = foi_authority_by_domain(host);
    if (authority && !is_judge(authority))
        candidate_for(in, authority)->weight += 2.5;
    return length;
}

/* Addresses and sites in the text: "foi@kent.gov.uk", "www.dwp.gov.uk". */
static void weigh_domains(contest *in)
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
        const char *site = behind_www(at, sign);
        if (!site && sign == end)
            break;
        at = site ? site : sign + 1;
        size_t used = weigh_host(in, at);
        at += MAX(used, 1);
        stale = at > sign;
    }
}

static void set_authority(foi_reading *reading, const foi_authority *authority, const char *written,
                          foi_evidence evidence)
{
    foi_tags *tags = &reading->document->tags;
    tags->authority_id = authority ? g_strdup(authority->id) : foi_authority_make_id(written);
    tags->authority_name = g_strdup(authority ? authority->name : written);
    tags->authority_as_written = g_strdup(written);
    tags->sector = authority ? authority->sector : FOI_SECTOR_NONE;
    tags->authority_evidence = evidence;
}

/* The text from tokens FIRST to END on one line. */
static char *text_between(const foi_reading *reading, uint32_t first, uint32_t end)
{
    const foi_token *last = foi_reading_token(reading, end - 1);
    uint32_t start = foi_reading_token(reading, first)->start;
    char *text = g_strndup(reading->text + start, last->start + last->length - start);
    GString *out = g_string_new(NULL);
    for (const char *c = text; *c; c++) {
        bool space = g_ascii_isspace(*c);
        if (!space || (out->len && out->str[out->len - 1] != ' '))
            g_string_append_c(out, space ? ' ' : *c);
    }
    g_free(text);
    return g_string_free(out, FALSE);
}

/* --- "Public Authority: X" ----------------------------------------------------------------------
 */

/* The end of a labelled value that begins at FIRST: its line, or the next label ("Address:"). */
static uint32_t value_end(const foi_reading *reading, uint32_t first)
{
    static const char *const labels[] = {"address", "summary", "decision", "case",
                                         "ref",     "date",    "of",       NULL};
    uint32_t end = first;
    while (end < reading->tokens->len && end < first + 16) {
        const foi_token *token = foi_reading_token(reading, end);
        if (end > first && (token->flags & (FOI_TOKEN_LINE | FOI_TOKEN_BREAK)))
            break;
        if (end > first && is_word(reading, end, labels) && is_mark(reading, end + 1, ':'))
            break;
        if (token->kind == FOI_TOKEN_MARK && token->value == ';')
            break;
        end++;
    }
    return end;
}

/* The token behind a label such as "Public authority:" at AT; 0 where there is none. */
static uint32_t read_label(const foi_reading *reading, uint32_t at)
{
    static const char *const kinds[] = {"public", "local", "name", NULL};
    static const char *const nouns[] = {"authority", "council", "organisation", "awdurdod", NULL};
    uint32_t i = at;
    while (i < at + 4 && (is_word(reading, i, kinds) ||
                          is_word(reading, i, (const char *const[]){"of", "your", "the", NULL})))
        i++;
    if (!is_word(reading, i, nouns))
        return 0;
    i++;
    if (is_mark(reading, i, ':'))
        return i + 1;
    bool cell = i < reading->tokens->len && i - at > 1 &&
                reading->text[foi_reading_token(reading, i - 1)->start +
                              foi_reading_token(reading, i - 1)->length] == '\t';
    return cell ? i : 0;
}

static bool by_label(foi_reading *reading)
{
    for (uint32_t i = 0; i < reading->tokens->len && i < reading->head; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (token->kind != FOI_TOKEN_WORD || !(token->flags & FOI_TOKEN_CAPITAL))
            continue;
        uint32_t first = read_label(reading, i);
        if (!first || first >= reading->tokens->len ||
            foi_reading_token(reading, first)->kind != FOI_TOKEN_WORD)
            continue;
        uint32_t end = value_end(reading, first);
        for (uint32_t cut = end; cut > first; cut--) {
            g_autofree char *name = text_between(reading, first, cut);
            const foi_authority *authority = foi_authority_find(name);
            if (authority) {
                set_authority(reading, authority, name,
                              foi_reading_evidence(reading, i, cut, 0.97));
                return true;
            }
        }
        if (!reading->regulator || end < first + 2)
            continue;
        g_autofree char *name = text_between(reading, first, end);
        set_authority(reading, NULL, name, foi_reading_evidence(reading, i, end, 0.9));
        return true;
    }
    return false;
}

/* --- bodies outside the table ------------------------------------------------------------------
 */

static bool is_small(const foi_reading *reading, uint32_t at)
{
    static const char *const small[] = {"of", "and", "for", "the", "in", "upon", "on", NULL};
    return is_word(reading, at, small) || is_mark(reading, at, '&');
}

/* A run of capitalised words that ends in a word such as "Council": its end, or 0. */
static uint32_t name_at(const foi_reading *reading, uint32_t at)
{
    static const char *const bodies[] = {"council",   "trust",        "university", "constabulary",
                                         "college",   "commission",   "agency",     "board",
                                         "academy",   "partnership",  "police",     "corporation",
                                         "ombudsman", "commissioner", NULL};
    static const char *const never[] = {"dear",     "mr",    "mrs",          "ms",
                                        "the",      "your",  "our",          "information",
                                        "tribunal", "court", "county_court", NULL};
    uint32_t end = 0;
    if (is_word(reading, at, never) || is_small(reading, at))
        return 0;
    for (uint32_t i = at; i < reading->tokens->len && i < at + NAME_TOKENS; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (i > at && (token->flags & FOI_TOKEN_BREAK))
            break;
        bool capital = token->kind == FOI_TOKEN_WORD && (token->flags & FOI_TOKEN_CAPITAL);
        if (!capital && !(i > at && is_small(reading, i)))
            break;
        if (capital && i > at && is_word(reading, i, bodies))
            end = i + 1;
    }
    return end;
}

/* The body that the letterhead or the first words name, though the table does not know it. */
static bool by_form(foi_reading *reading)
{
    uint32_t limit = reading->regulator ? reading->head : LETTERHEAD;
    for (uint32_t i = 0; i < reading->tokens->len && i < limit; i++) {
        const foi_token *token = foi_reading_token(reading, i);
        if (token->kind != FOI_TOKEN_WORD || !(token->flags & FOI_TOKEN_CAPITAL))
            continue;
        foi_zone zone = foi_reading_sentence_of(reading, i)->zone;
        uint32_t end =
            zone == FOI_ZONE_REQUEST || zone == FOI_ZONE_RIGHTS ? 0 : name_at(reading, i);
        if (!end || end - i < 2)
            continue;
        g_autofree char *name = text_between(reading, i, end);
        set_authority(reading, foi_authority_find(name), name,
                      foi_reading_evidence(reading, i, end, 0.6));
        return true;
    }
    return false;
}

static const candidate *best_of(const contest *in, double *second)
{
    const candidate *best = NULL;
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, in->by_authority);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const candidate *one = value;
        bool better =
            !best || one->weight > best->weight ||
            (one->weight >= best->weight && strcmp(one->authority->id, best->authority->id) < 0);
        if (better)
            best = one;
    }
    *second = 0;
    g_hash_table_iter_init(&iter, in->by_authority);
    while (g_hash_table_iter_next(&iter, NULL, &value))
        if (value != best && ((const candidate *)value)->weight > *second)
            *second = ((const candidate *)value)->weight;
    return best;
}

void foi_tag_authority(foi_reading *reading)
{
    const foi_document *document = reading->document;
    if (by_label(reading))
        return;
    contest in = {reading, g_hash_table_new_full(NULL, NULL, NULL, g_free)};
    weigh_mentions(&in);
    if (!reading->regulator)
        weigh_domains(&in);
    const foi_authority *sender = foi_authority_by_domain(document->sender);
    if (sender)
        candidate_for(&in, sender)->weight += 12;
    double second;
    const candidate *best = best_of(&in, &second);
    bool strong = best && best->weight >= 2 && (best->best >= 3 || best->weight >= 3 || sender);
    if (!strong && by_form(reading)) {
        g_hash_table_unref(in.by_authority);
        return;
    }
    if (best && best->weight >= 1.5) {
        double confidence = MIN(0.97, 0.5 + 0.47 * (best->weight - second) / best->weight);
        if (best->end) {
            g_autofree char *written = text_between(reading, best->first, best->end);
            set_authority(reading, best->authority, written,
                          foi_reading_evidence(reading, best->first, best->end, confidence));
        } else {
            set_authority(reading, best->authority, NULL,
                          (foi_evidence){0, 0, confidence, FOI_SOURCE_READ});
        }
    }
    g_hash_table_unref(in.by_authority);
}
