#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"
#include "indexer/tag/phrases.h"
#include "indexer/tag/shape.h"

/* A document without so much weight for a type is not of it; papers that are no decisions need
 * more, since briefings and policies are spoken of everywhere. */
#define LEAST_WEIGHT 3
#define LEAST_PAPER  6

/* A text of so many tokens that shows none of the types is something else. */
#define OTHER_TOKENS 40

/* A repeated phrase counts again, but not without end. */
#define REPEATS 3

/* Weights in corpus/phrases.tsv from which a phrase alone shows what a letter does. */
#define GIVES_OR_REFUSES 6
#define ACKNOWLEDGES     7
#define SPEAKS_OF_REVIEW 6
#define REVIEWS          8
#define DELAYS           9
#define CLARIFIES        9
#define CHARGES          12
#define EXTENDS          14

/* So much of a voice shows who writes; without a salutation it takes more to make a letter. */
#define CLEAR_VOICE 4
#define FULL_VOICE  8

/* From this weight on a paper is one whatever letters it speaks of. */
#define CLEAR_PAPER 14

/* An "if" and a "may" govern what stands within so many tokens behind them. */
#define CONDITION_REACH 10
#define MODAL_REACH     4

/* Rights of appeal under a letter: an authority wrote it. */
#define RIGHTS_VOICE 3

/* What a letter does by the words for its outcome and by its claims shows a response, though not
 * that it decides: an extension tells of exemptions, too. */
#define DOES_WEIGHT 4
#define DOES_VOICE  4

/* "Freedom of Information Act 2000 - FOI 6614": a subject is no longer than so many tokens. */
#define SUBJECT_TOKENS 18

typedef struct {
    int weight;
    int strongest;
    uint32_t first;
    uint32_t end;
} vote;

typedef struct {
    foi_reading *reading;
    vote types[FOI_DOCTYPE_END];
    vote voices[FOI_VOICE_END];
    unsigned does;  /* sentences that give, refuse or claim something */
    bool letter;    /* it is written to somebody */
    bool reviewed;  /* its own words speak of a review */
    bool requested; /* and of a request */
    bool weighs;    /* its own words speak of an interest */
    bool to_body;   /* it is written to an authority */
    bool pends;     /* it leaves the request to others, or to a payment */
    bool subject;   /* a request for information is its subject */
    bool titled;    /* "Dear Ms Example": to a person */
} ballot;

/* SEEN counts the hits of each phrase, up to REPEATS. */
static void count_hit(uint8_t *seen, const foi_hit *hit, vote *mine)
{
    uint8_t *times = &seen[hit->phrase - foi_phrase_book_get()->phrases];
    if (*times == REPEATS)
        return;
    ++*times;
    mine->weight += *times == 1 ? hit->phrase->weight : 1;
    if (hit->phrase->weight > mine->strongest) {
        mine->strongest = hit->phrase->weight;
        mine->first = hit->first;
        mine->end = hit->end;
    }
}

/* "A senior officer will consider it afresh": not yet. */
static bool is_ahead(const foi_reading *reading, const foi_sentence *sentence, const foi_hit *hit)
{
    static const char *const words[] = {"will", "shall", "ll", NULL};
    uint32_t from =
        hit->first > sentence->first + MODAL_REACH ? hit->first - MODAL_REACH : sentence->first;
    for (uint32_t at = from; at < hit->first; at++)
        if (is_one_of(reading, at, words))
            return true;
    return false;
}

/* "If anything in your request is unclear" asks nothing yet, "may need more time" takes none. */
static bool is_conditional(const foi_reading *reading, const foi_sentence *sentence,
                           const foi_hit *hit)
{
    foi_doctype type = (foi_doctype)hit->phrase->value;
    uint32_t from = hit->first > sentence->first + CONDITION_REACH ? hit->first - CONDITION_REACH
                                                                   : sentence->first;
    if (type == FOI_DOCTYPE_REVIEW_OUTCOME)
        return hit->phrase->weight >= REVIEWS && is_ahead(reading, sentence, hit);
    if (type == FOI_DOCTYPE_REVIEW_REQUEST)
        for (uint32_t at = hit->first; at < hit->end; at++)
            if (is_word(reading, at, "shall") || is_word(reading, at, "may"))
                return true;
    if (type != FOI_DOCTYPE_CLARIFICATION_REQUEST && type != FOI_DOCTYPE_EXTENSION &&
        type != FOI_DOCTYPE_CORRESPONDENCE)
        return false;
    for (uint32_t at = from; at < hit->first; at++)
        if (hit->first - at <= MODAL_REACH &&
            (is_word(reading, at, "may") || is_word(reading, at, "might") ||
             is_word(reading, at, "unless")))
            return true;
    return foi_reading_has_sign(reading, FOI_SIGN_CONDITION, from, hit->first);
}

/* "You asked for a review of our decision to withhold it": what was done before. */
static bool is_reported(const foi_reading *reading, const foi_sentence *sentence,
                        const foi_hit *hit)
{
    return hit->phrase->value == FOI_DOCTYPE_RESPONSE && hit->phrase->weight >= GIVES_OR_REFUSES &&
           foi_reading_has_sign(reading, FOI_SIGN_REPORTED, sentence->first, hit->first);
}

/* What a word can tell of, as bits; "your" only with the word behind it. */
enum { OF_REVIEW = 1, OF_REQUEST = 2, OF_INTEREST = 4, OF_COMPLAINT = 8, BEFORE_APPEAL = 16 };

const foi_symbol_map *foi_review_words(void)
{
    static const char *const review[] = {"review",       "reviewed",        "reviewing",
                                         "reviewer",     "adolygiad",       "reconsider",
                                         "reconsidered", "reconsideration", "afresh"};
    static const char *const request[] = {"request", "requests", "requested", "requesting",
                                          "enquiry", "asked",    "cais",      "gais"};
    static const char *const interest[] = {"interest", "interests", "budd"};
    static const char *const complaint[] = {"complaint", "complaints", "appeal", "representations"};
    static const foi_symbol_map *made;
    if (g_once_init_enter(&made)) {
        foi_symbol_map *map = g_new0(foi_symbol_map, 1);
        foi_symbol_map_put_words(map, review, G_N_ELEMENTS(review), OF_REVIEW);
        foi_symbol_map_put_words(map, request, G_N_ELEMENTS(request), OF_REQUEST);
        foi_symbol_map_put_words(map, interest, G_N_ELEMENTS(interest), OF_INTEREST);
        foi_symbol_map_put_words(map, complaint, G_N_ELEMENTS(complaint), OF_COMPLAINT);
        foi_symbol_map_put(map, foi_token_symbol("your"), BEFORE_APPEAL);
        g_once_init_leave(&made, map);
    }
    return made;
}

/* What SENTENCE speaks of, as bits; universities call a review an appeal. */
static unsigned topics_of(const foi_reading *reading, const foi_sentence *sentence)
{
    unsigned topics = 0;
    for (uint32_t at = sentence->first;
         (at = foi_reading_next(reading, FOI_CLASS_REVIEW, at, sentence->end)) < sentence->end;
         at++) {
        const foi_token *token = foi_reading_token(reading, at);
        unsigned word = foi_symbol_map_get(foi_review_words(), token->symbol);
        if (token->kind != FOI_TOKEN_WORD)
            continue;
        if (word == BEFORE_APPEAL && (is_word(reading, at + 1, "appeal") ||
                                      (is_word(reading, at + 1, "complaint") && reading->is_foi)))
            word = OF_REVIEW;
        topics |= word;
    }
    return topics;
}

/* Whether what stands at AT of SENTENCE is only possible, or was said by others. */
static bool is_unsure(const foi_reading *reading, const foi_sentence *sentence, uint32_t at)
{
    return is_maybe(reading, at) ||
           foi_reading_has_sign(reading, FOI_SIGN_CONDITION, sentence->first, at) ||
           foi_reading_has_sign(reading, FOI_SIGN_HYPOTHETICAL, sentence->first, at) ||
           foi_reading_has_sign(reading, FOI_SIGN_REPORTED, sentence->first, at);
}

/* Whether HIT of SENTENCE gives or refuses something, or claims a provision. */
static bool is_deed(const foi_reading *reading, const foi_sentence *sentence, const foi_hit *hit)
{
    const foi_phrase *phrase = hit->phrase;
    bool outcome = phrase->kind == FOI_PHRASE_OUTCOME && phrase->value <= FOI_OUTCOME_INVALID &&
                   phrase->weight > 1;
    bool claim = phrase->kind == FOI_PHRASE_CUE && phrase->value == FOI_CUE_CLAIM &&
                 !phrase->weak && sentence->names_law;
    return (outcome || claim) && !is_unsure(reading, sentence, hit->first) &&
           !foi_reading_has_sign(reading, FOI_SIGN_REPORTED, sentence->first, hit->end);
}

/* The first token of SENTENCE that names an exemption; its end where none does. */
static uint32_t exemption_in(const foi_reading *reading, const foi_sentence *sentence)
{
    uint32_t at = sentence->names_law ? sentence->first : sentence->end;
    for (; at < sentence->end; at++) {
        const foi_token *token = foi_reading_token(reading, at);
        if (token->kind != FOI_TOKEN_PROVISION)
            continue;
        const foi_law_ref *ref = &g_array_index(reading->law->refs, foi_law_ref, token->symbol);
        for (guint i = 0; i < ref->items; i++)
            if (foi_law_is_exemption(
                    g_array_index(reading->law->items, foi_law_item, ref->item + i).id))
                return at;
    }
    return at;
}

/* Whether an authority gives, refuses or claims something in SENTENCE, or names the exemption that
 * it does so by: what a requester says of it has a voice of its own. */
static void note_deed(ballot *in, const foi_sentence *sentence)
{
    const foi_hit *deed = NULL;
    uint32_t named = exemption_in(in->reading, sentence);
    foi_hit naming = {NULL, named, named + 1};
    for (guint i = 0; i < sentence->hits; i++) {
        const foi_hit *hit = foi_reading_hit(in->reading, sentence->hit + i);
        if (hit->phrase->kind == FOI_PHRASE_VOICE && hit->phrase->value == FOI_VOICE_REQUESTER)
            return;
        if (!deed && is_deed(in->reading, sentence, hit))
            deed = hit;
        in->pends = in->pends || (hit->phrase->kind == FOI_PHRASE_OUTCOME &&
                                  hit->phrase->value == FOI_OUTCOME_PENDING);
    }
    if (!deed && named < sentence->end && !is_unsure(in->reading, sentence, named))
        deed = &naming;
    if (!deed || is_mark(in->reading, sentence->end - 1, "?"))
        return;
    vote *response = &in->types[FOI_DOCTYPE_RESPONSE];
    in->does++;
    if (response->strongest < DOES_WEIGHT) {
        response->strongest = DOES_WEIGHT;
        response->first = deed->first;
        response->end = deed->end;
    }
}

/* Whether SENTENCE is a line that says what the letter is about. */
static bool is_subject(const foi_reading *reading, const foi_sentence *sentence)
{
    return sentence->first < reading->head && sentence->end - sentence->first <= SUBJECT_TOKENS &&
           !is_mark(reading, sentence->end - 1, ",") &&
           (sentence->names_law ||
            foi_reading_has_sign(reading, FOI_SIGN_FOI, sentence->first, sentence->end));
}

static void collect(ballot *in)
{
    const foi_reading *reading = in->reading;
    g_autofree uint8_t *seen = g_new0(uint8_t, foi_phrase_book_get()->count);
    bool rights = false;
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        rights = rights || sentence->zone == FOI_ZONE_RIGHTS;
        if (foi_sentence_is_said(sentence)) {
            unsigned topics = topics_of(reading, sentence);
            bool subject = is_subject(reading, sentence);
            in->subject = in->subject || subject;
            in->reviewed = in->reviewed || topics & OF_REVIEW || (subject && topics & OF_COMPLAINT);
            in->requested = in->requested || topics & OF_REQUEST;
            in->weighs = in->weighs || topics & OF_INTEREST;
            note_deed(in, sentence);
        }
        for (guint i = 0; foi_sentence_is_own(sentence) && i < sentence->hits; i++) {
            const foi_hit *hit = foi_reading_hit(reading, sentence->hit + i);
            if ((hit->phrase->head && hit->first >= reading->head) ||
                (hit->phrase->signature && sentence->zone != FOI_ZONE_SIGNATURE))
                continue;
            if (hit->phrase->kind == FOI_PHRASE_DOCTYPE &&
                !is_conditional(reading, sentence, hit) && !is_reported(reading, sentence, hit))
                count_hit(seen, hit, &in->types[hit->phrase->value]);
            else if (hit->phrase->kind == FOI_PHRASE_VOICE)
                count_hit(seen, hit, &in->voices[hit->phrase->value]);
        }
    }
    if (rights)
        in->voices[FOI_VOICE_AUTHORITY].weight += RIGHTS_VOICE;
}

static int weight_of(const ballot *in, foi_doctype type)
{
    return in->types[type].weight;
}

static bool shows(const ballot *in, foi_doctype type, int strength)
{
    return in->types[type].strongest >= strength;
}

/* What a letter of an authority is: by what it does, not by how often it speaks of something. */
static foi_doctype authority_letter(const ballot *in)
{
    bool decides = shows(in, FOI_DOCTYPE_RESPONSE, GIVES_OR_REFUSES);
    int response = weight_of(in, FOI_DOCTYPE_RESPONSE) + (in->does ? DOES_WEIGHT : 0);
    if (shows(in, FOI_DOCTYPE_EXTENSION, EXTENDS) &&
        (!decides || weight_of(in, FOI_DOCTYPE_EXTENSION) > response))
        return FOI_DOCTYPE_EXTENSION;
    if (in->reviewed && shows(in, FOI_DOCTYPE_REVIEW_OUTCOME, REVIEWS))
        return FOI_DOCTYPE_REVIEW_OUTCOME;
    if (shows(in, FOI_DOCTYPE_EXTENSION, DELAYS) && !decides)
        return FOI_DOCTYPE_EXTENSION;
    if (in->reviewed && shows(in, FOI_DOCTYPE_REVIEW_OUTCOME, SPEAKS_OF_REVIEW) &&
        !shows(in, FOI_DOCTYPE_ACKNOWLEDGEMENT, ACKNOWLEDGES))
        return FOI_DOCTYPE_REVIEW_OUTCOME;
    int asks = weight_of(in, FOI_DOCTYPE_CLARIFICATION_REQUEST);
    if (shows(in, FOI_DOCTYPE_CORRESPONDENCE, CHARGES) &&
        weight_of(in, FOI_DOCTYPE_CORRESPONDENCE) >= MAX(response, asks))
        return FOI_DOCTYPE_CORRESPONDENCE;
    /* "We are not obliged to comply until you tell us": it asks more than it refuses. */
    if (shows(in, FOI_DOCTYPE_CLARIFICATION_REQUEST, CLARIFIES) && (!decides || asks > response))
        return FOI_DOCTYPE_CLARIFICATION_REQUEST;
    bool later = shows(in, FOI_DOCTYPE_ACKNOWLEDGEMENT, ACKNOWLEDGES) && !decides;
    /* It names an exemption, weighs the public interest, and will answer later. */
    if (later && in->does && in->weighs)
        return FOI_DOCTYPE_EXTENSION;
    if (later && weight_of(in, FOI_DOCTYPE_ACKNOWLEDGEMENT) >= response)
        return FOI_DOCTYPE_ACKNOWLEDGEMENT;
    if (in->pends && !in->does && !decides)
        return FOI_DOCTYPE_CORRESPONDENCE;
    /* Most letters that answer a request are responses, in whatever words. */
    int voice = in->voices[FOI_VOICE_AUTHORITY].weight;
    bool foi = in->reading->is_foi || in->reading->law->refs->len > 0;
    bool answers = foi && voice >= (in->letter ? CLEAR_VOICE : FULL_VOICE);
    bool asked = in->to_body || in->voices[FOI_VOICE_REQUESTER].weight > 0;
    answers = answers || (in->letter && (in->does || (in->subject && (in->titled || !asked))));
    return response >= LEAST_WEIGHT || answers ? FOI_DOCTYPE_RESPONSE : FOI_DOCTYPE_NONE;
}

static foi_doctype requester_letter(const ballot *in)
{
    if (weight_of(in, FOI_DOCTYPE_REVIEW_REQUEST) > 0 &&
        weight_of(in, FOI_DOCTYPE_REVIEW_REQUEST) >= weight_of(in, FOI_DOCTYPE_REQUEST))
        return FOI_DOCTYPE_REVIEW_REQUEST;
    bool asks = weight_of(in, FOI_DOCTYPE_REQUEST) >= LEAST_WEIGHT || in->to_body ||
                (in->letter && in->voices[FOI_VOICE_REQUESTER].weight >= CLEAR_VOICE);
    return asks ? FOI_DOCTYPE_REQUEST : FOI_DOCTYPE_NONE;
}

/* The type of a letter by whose voice it is; FOI_DOCTYPE_NONE where it is none. */
static foi_doctype letter_type(const ballot *in)
{
    int authority = in->voices[FOI_VOICE_AUTHORITY].weight;
    int requester = in->voices[FOI_VOICE_REQUESTER].weight + (in->to_body ? CLEAR_VOICE : 0);
    bool foi = in->reading->is_foi || in->reading->law->refs->len > 0;
    if (in->letter && foi && requester < CLEAR_VOICE)
        authority += (int)MIN(in->does, REPEATS) * DOES_VOICE;
    int reader = in->voices[FOI_VOICE_READER].weight;
    if (!in->letter && authority < CLEAR_VOICE && requester < CLEAR_VOICE &&
        weight_of(in, FOI_DOCTYPE_RESPONSE) < GIVES_OR_REFUSES)
        return FOI_DOCTYPE_NONE;
    /* A page for anybody speaks of "your request", too. */
    if (!in->letter && reader > 2 * (authority + requester))
        return FOI_DOCTYPE_NONE;
    if (requester > authority)
        return requester_letter(in);
    /* Planners and insurers answer and delay, too. */
    if (!foi && (authority < FULL_VOICE || !in->requested))
        return in->letter ? FOI_DOCTYPE_CORRESPONDENCE : FOI_DOCTYPE_NONE;
    return authority_letter(in);
}

/* The weightiest type that is no letter. */
static foi_doctype paper_type(const ballot *in)
{
    static const foi_doctype types[] = {
        FOI_DOCTYPE_DECISION_NOTICE, FOI_DOCTYPE_TRIBUNAL_DECISION, FOI_DOCTYPE_COURT_JUDGMENT,
        FOI_DOCTYPE_GUIDANCE,        FOI_DOCTYPE_RELEASED_MATERIAL, FOI_DOCTYPE_OTHER};
    foi_doctype best = FOI_DOCTYPE_NONE;
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++)
        if (weight_of(in, types[i]) > weight_of(in, best))
            best = types[i];
    return best;
}

static void set_doctype(ballot *in, foi_doctype type, double confidence)
{
    foi_tags *tags = &in->reading->document->tags;
    const vote *from = &in->types[type];
    /* An extension that is one by what it weighs says in other words that it answers later. */
    if (type == FOI_DOCTYPE_EXTENSION && !from->end)
        from = &in->types[FOI_DOCTYPE_ACKNOWLEDGEMENT];
    tags->doctype = type;
    tags->doctype_evidence =
        from->end ? foi_reading_quote(in->reading, from->first, from->end, confidence)
                  : (foi_evidence){0, 0, confidence, FOI_SOURCE_READ};
    in->reading->regulator = type == FOI_DOCTYPE_DECISION_NOTICE ||
                             type == FOI_DOCTYPE_TRIBUNAL_DECISION ||
                             type == FOI_DOCTYPE_COURT_JUDGMENT;
}

static double confidence_in(const ballot *in, foi_doctype best, foi_doctype second)
{
    int most = weight_of(in, best), next = second == best ? 0 : weight_of(in, second);
    double margin = most > next ? (double)(most - next) / most : 0;
    return 0.55 + 0.43 * margin;
}

/* Of a letter and a paper the weightier one; what is written to somebody is a letter, whatever it
 * speaks of. */
static void choose(ballot *in)
{
    foi_doctype letter = letter_type(in), paper = paper_type(in);
    bool formal = paper == FOI_DOCTYPE_DECISION_NOTICE || paper == FOI_DOCTYPE_TRIBUNAL_DECISION ||
                  paper == FOI_DOCTYPE_COURT_JUDGMENT;
    bool clear = weight_of(in, paper) >= CLEAR_PAPER && (formal || !in->letter);
    /* A letter to a person may cite decisions. */
    bool written =
        formal ? in->titled : in->letter || in->voices[FOI_VOICE_AUTHORITY].weight >= FULL_VOICE;
    if (letter && !clear && (written || weight_of(in, letter) >= weight_of(in, paper)))
        set_doctype(in, letter, confidence_in(in, letter, paper));
    else if (weight_of(in, paper) >=
             (paper == FOI_DOCTYPE_DECISION_NOTICE ? LEAST_WEIGHT : LEAST_PAPER))
        set_doctype(in, paper, confidence_in(in, paper, letter));
    else if (foi_shape_is_rights_leaflet(in->reading))
        set_doctype(in, FOI_DOCTYPE_GUIDANCE, 0.7);
    else if (in->letter)
        set_doctype(in, FOI_DOCTYPE_CORRESPONDENCE, 0.5);
    else if (in->reading->tokens->len >= OTHER_TOKENS)
        set_doctype(in, FOI_DOCTYPE_OTHER, 0.3);
}

void foi_tag_doctype(foi_reading *reading)
{
    ballot in = {.reading = reading};
    foi_hit head = {0};
    collect(&in);
    in.types[FOI_DOCTYPE_NONE] = (vote){0};
    if (reading->is_foi && in.voices[FOI_VOICE_READER].weight < CLEAR_VOICE &&
        (foi_shape_has_answers(reading) || foi_shape_has_reply_heads(reading)))
        in.voices[FOI_VOICE_AUTHORITY].weight += FULL_VOICE;
    uint32_t salutation = foi_shape_salutation(reading);
    in.letter = reading->is_mail || foi_shape_is_printed_mail(reading) || salutation != UINT32_MAX;
    in.titled = salutation != UINT32_MAX && foi_shape_is_to_person(reading, salutation);
    in.to_body = salutation != UINT32_MAX && foi_shape_is_to_body(reading, salutation);
    if (!in.letter && reading->is_foi &&
        in.voices[FOI_VOICE_READER].weight > 2 * in.voices[FOI_VOICE_AUTHORITY].weight)
        in.types[FOI_DOCTYPE_GUIDANCE].weight += in.voices[FOI_VOICE_READER].weight;
    if (foi_shape_is_thread(reading, &head)) {
        in.types[FOI_DOCTYPE_THREAD] = (vote){.first = head.first, .end = head.end};
        set_doctype(&in, FOI_DOCTYPE_THREAD, 0.85);
    } else if (weight_of(&in, FOI_DOCTYPE_THREAD) > 0)
        set_doctype(
            &in, foi_shape_is_unanswered(reading) ? FOI_DOCTYPE_REQUEST : FOI_DOCTYPE_THREAD, 0.9);
    else if (!in.letter && foi_shape_is_data(reading) &&
             weight_of(&in, paper_type(&in)) < CLEAR_PAPER)
        set_doctype(&in, FOI_DOCTYPE_RELEASED_MATERIAL, 0.7);
    else
        choose(&in);
}
