/* matter.c - what tells that two documents without a common number are about one request: the same
 * authority, the same day of the request, and the same words of it.
 *
 * The notice of a regulator seldom has the authority's number, but it says when the request was
 * made and quotes it. Day and authority alone are shared by many requests, so that words are always
 * asked for: a passage of the request itself, or its subject.
 */
#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"
#include "indexer/tag/reading.h"
#include "indexer/tag/titles.h"

/* The line end keeps these keys apart from the message ids of mails, which have none. */
#define MATTER_PREFIX "matter\n"

/* A passage of the request: fewer words are in other requests, too. */
#define PASSAGE_WORDS 8

/* So many passages of one document are kept. */
#define PASSAGES 4

/* A subject of fewer words with three letters or more names no matter. */
#define SUBJECT_WORDS 3

/* A subject ends after so many tokens. */
#define SUBJECT_REACH 24

typedef struct {
    foi_reading *reading;
    const char *authority;
    char day[16]; /* of the request */
    guint quoted; /* the sentence behind "wrote and asked for:"; 0: none */
} matter;

static void add_key(const matter *of, const char *kind, uint64_t words)
{
    GPtrArray *links = of->reading->document->links;
    g_ptr_array_add(links, g_strdup_printf(MATTER_PREFIX "%s %s %s %016" G_GINT64_MODIFIER "x",
                                           of->authority, of->day, kind, words));
}

/* FNV-1a over the folded words. */
static uint64_t mixed(uint64_t hash, uint32_t symbol)
{
    for (unsigned shift = 0; shift < 32; shift += 8) {
        hash ^= symbol >> shift & 255;
        hash *= 0x100000001b3ULL;
    }
    return hash;
}

#define HASH_START 0xcbf29ce484222325ULL

/* What a word can be here, as bits. */
enum {
    WORD_ASKS = 1 << 0,    /* "requested", "letter": tells of the request */
    WORD_PERSON = 1 << 1,  /* who made it */
    WORD_LATER = 1 << 2,   /* the sentence is about what came after it */
    WORD_FORMULA = 1 << 3, /* stands in all requests of one writer */
    WORD_OPENS = 1 << 4,   /* a letter */
    WORD_CLOSES = 1 << 5,  /* a letter */
    WORD_ABOUT = 1 << 6,   /* between "information" and its subject */
    WORD_ENDS_SUBJECT = 1 << 7,
    WORD_INFORMATION = 1 << 8 /* its subject may follow */
};

static const foi_symbol_use uses[] = {
    {WORD_ASKS, "request|requested|requests|asked|wrote|ask|letter|email|mail|made|submitted"},
    {WORD_PERSON, "you|your|complainant|applicant|appellant|requester"},
    {WORD_LATER, "review|commissioner|complained|complaint|representations|responded|reply|"
                 "answered|refused"},
    {WORD_FORMULA, "i|me|my|we|us|grateful|email|mail|electronic|electronically|act|foi|foia|foisa|"
                   "eir|request|requests|reply|response|respond|section|exempt|exemption|"
                   "exemptions|clarification|cost|limit|format|thank|thanks|acknowledge|"
                   "regulations|freedom|dear|deadline|days|receipt|advice|assistance|redacted|"
                   "redact|withheld|working"},
    {WORD_OPENS, "dear|hello|hi|sirs"},
    {WORD_CLOSES, "yours|regards|sincerely|faithfully"},
    {WORD_ABOUT, "about|regarding|concerning|relating"},
    {WORD_ENDS_SUBJECT, "which|that|under"},
    {WORD_INFORMATION, "information"},
};

const foi_symbol_map *foi_matter_words(void)
{
    static const foi_symbol_map *made;
    return foi_symbol_uses(&made, uses, G_N_ELEMENTS(uses));
}

static uint32_t word_at(const foi_reading *in, uint32_t at)
{
    const foi_token *token = token_at(in, at);
    return token->kind == FOI_TOKEN_WORD ? foi_symbol_map_get(foi_matter_words(), token->symbol)
                                         : 0;
}

/* --- the day of the request ------------------------------------------------------------------- */

/* "On 14 September 2020 the complainant wrote to the Home Office and requested", "your request of
 * 3 March 2021", "your request, which reached us on 2 May 2018". */
static bool tells_request(const foi_reading *in, const foi_sentence *sentence)
{
    uint32_t found = 0;
    for (uint32_t at = sentence->first;
         (at = foi_reading_next(in, FOI_CLASS_MATTER, at, sentence->end)) < sentence->end; at++)
        found |= word_at(in, at);
    return (found & WORD_ASKS) && (found & WORD_PERSON) && !(found & WORD_LATER);
}

static bool day_in(const foi_reading *in, const foi_sentence *sentence, char *day, size_t size)
{
    foi_found_date date;
    for (uint32_t at = sentence->first;
         (at = foi_reading_next(in, FOI_CLASS_DATE, at, sentence->end)) < sentence->end; at++)
        if (foi_date_at(in, at, &date) && date.precision == FOI_DATE_DAY) {
            g_snprintf(day, size, "%04d-%02d-%02d", date.year, date.month, date.day);
            return true;
        }
    return false;
}

static bool find_day(matter *of)
{
    const foi_reading *in = of->reading;
    const foi_tags *tags = &in->document->tags;
    if (tags->doctype == FOI_DOCTYPE_REQUEST) {
        g_strlcpy(of->day, tags->date && tags->date_precision == FOI_DATE_DAY ? tags->date : "",
                  sizeof of->day);
        return of->day[0];
    }
    for (guint i = 0; i < in->sentences->len; i++) {
        const foi_sentence *sentence = foi_reading_sentence(in, i);
        bool body = sentence->zone == FOI_ZONE_BODY || sentence->zone == FOI_ZONE_HEADING;
        if (!body || !tells_request(in, sentence) || !day_in(in, sentence, of->day, sizeof of->day))
            continue;
        of->quoted = is_mark(in, sentence->end - 1, ":") ? i + 1 : 0;
        return !tags->date || strcmp(of->day, tags->date) <= 0;
    }
    return false;
}

/* --- its words -------------------------------------------------------------------------------- */

static bool ends_passage(const foi_reading *in, uint32_t at)
{
    const foi_token *token = token_at(in, at);
    return is_mark(in, at, ".;:?!") || (token->flags & FOI_TOKEN_BREAK);
}

/* The passages of one sentence; the letter or number of an item is none of its words. */
static unsigned add_passages(const matter *of, const foi_sentence *sentence, unsigned room)
{
    const foi_reading *in = of->reading;
    unsigned added = 0, words = 0;
    uint64_t hash = HASH_START;
    bool formula = false;
    for (uint32_t at = sentence->first; at <= sentence->end && added < room; at++) {
        bool end = at == sentence->end || ends_passage(in, at);
        if (end && words >= PASSAGE_WORDS && !formula) {
            add_key(of, "words", hash);
            added++;
        }
        bool item = is_mark(in, at, ")") && words <= 1;
        if (end || item) {
            words = 0;
            formula = false;
            hash = HASH_START;
        }
        const foi_token *token = token_at(in, at);
        if (at < sentence->end && token->kind != FOI_TOKEN_MARK) {
            hash = mixed(hash, token->symbol);
            formula = formula || (word_at(in, at) & WORD_FORMULA);
            words++;
        }
    }
    return added;
}

/* Whether one of the first words of SENTENCE opens a letter, or closes it. */
static bool begins_with(const foi_reading *in, const foi_sentence *sentence, uint32_t bit)
{
    for (uint32_t at = sentence->first; at < sentence->end && at < sentence->first + 4; at++)
        if (word_at(in, at) & bit)
            return true;
    return false;
}

/* A request is a letter, whose head and end are those of the writer's other letters; elsewhere it
 * is quoted. */
static void add_request(const matter *of)
{
    const foi_reading *in = of->reading;
    bool letter = in->document->tags.doctype == FOI_DOCTYPE_REQUEST, opened = false;
    unsigned room = PASSAGES;
    for (guint i = 0; i < in->sentences->len && room > 0; i++) {
        const foi_sentence *sentence = foi_reading_sentence(in, i);
        if (letter && opened && begins_with(in, sentence, WORD_CLOSES))
            break;
        bool body = sentence->zone == FOI_ZONE_BODY || sentence->zone == FOI_ZONE_HEADING;
        bool quoted = of->quoted && i >= of->quoted &&
                      sentence->block == foi_reading_sentence(in, of->quoted)->block;
        if (sentence->zone == FOI_ZONE_REQUEST || quoted || (letter && opened && body))
            room -= add_passages(of, sentence, room);
        opened = opened || begins_with(in, sentence, WORD_OPENS);
    }
}

/* --- its subject ------------------------------------------------------------------------------ */

typedef struct {
    uint64_t hash;
    unsigned words; /* of three letters or more */
} subject;

static void add_word(subject *to, const foi_token *token)
{
    if (token->kind != FOI_TOKEN_WORD || foi_title_is_common_word(token->symbol))
        return;
    to->hash = mixed(to->hash, token->symbol);
    to->words += token->length >= 3;
}

static void add_subject(const matter *of, const subject *found)
{
    if (found->words >= SUBJECT_WORDS)
        add_key(of, "subject", found->hash);
}

static void add_title(const matter *of)
{
    const char *title = of->reading->document->title;
    subject found = {HASH_START, 0};
    if (!title)
        return;
    g_autoptr(GArray) tokens = foi_tokens_read(title, strlen(title));
    for (guint i = 0; i < tokens->len; i++)
        add_word(&found, &g_array_index(tokens, foi_token, i));
    add_subject(of, &found);
}

/* Whether "information" at AT begins it: "has requested information about X", "you ask for
 * information about X". */
static bool begins_subject(const foi_reading *in, uint32_t at)
{
    if (!(word_at(in, at + 1) & WORD_ABOUT))
        return false;
    for (uint32_t i = at > 4 ? at - 4 : 0; i < at; i++)
        if (word_at(in, i) & WORD_ASKS)
            return true;
    return false;
}

static void add_told_subject(const matter *of)
{
    const foi_reading *in = of->reading;
    uint32_t count = in->tokens->len;
    for (uint32_t at = 0; (at = foi_reading_next(in, FOI_CLASS_MATTER, at, count)) < count; at++) {
        if (!(word_at(in, at) & WORD_INFORMATION) || !begins_subject(in, at))
            continue;
        subject found = {HASH_START, 0};
        uint32_t end = at + 2;
        for (; end < at + SUBJECT_REACH && end < in->tokens->len; end++) {
            const foi_token *token = token_at(in, end);
            if ((token->kind == FOI_TOKEN_MARK && !is_mark(in, end, "-'\"")) ||
                (token->flags & FOI_TOKEN_SENTENCE) || (word_at(in, end) & WORD_ENDS_SUBJECT))
                break;
            add_word(&found, token);
        }
        if (end < at + SUBJECT_REACH)
            add_subject(of, &found);
        return;
    }
}

/* Those of an earlier reading. */
static void drop_keys(GPtrArray *links)
{
    for (guint i = links->len; i > 0; i--)
        if (g_str_has_prefix(g_ptr_array_index(links, i - 1), MATTER_PREFIX))
            g_ptr_array_remove_index(links, i - 1);
}

void foi_tag_matter(foi_reading *reading)
{
    const foi_tags *tags = &reading->document->tags;
    matter of = {reading, tags->authority_id, "", 0};
    bool several = tags->doctype == FOI_DOCTYPE_NONE || tags->doctype == FOI_DOCTYPE_GUIDANCE ||
                   tags->doctype == FOI_DOCTYPE_RELEASED_MATERIAL ||
                   tags->doctype == FOI_DOCTYPE_THREAD || tags->doctype == FOI_DOCTYPE_OTHER;
    drop_keys(reading->document->links);
    if (several || !of.authority || !find_day(&of))
        return;
    add_request(&of);
    add_title(&of);
    add_told_subject(&of);
}
