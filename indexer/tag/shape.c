#include "indexer/tag/shape.h"

#include "indexer/authority/names.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"

static bool is_salutation(const foi_reading *reading, uint32_t at)
{
    static const char *const words[] = {"dear", "annwyl", "hi", "hello", NULL};
    static const char *const bare[] = {"sir", "sirs", "madam", "gentlemen", NULL};
    return is_one_of(reading, at, words) ||
           (is_one_of(reading, at, bare) && is_mark(reading, at + 1, ","));
}

bool foi_shape_is_printed_mail(const foi_reading *reading)
{
    static const char *const words[] = {"from", "oddi", "to", "sent", NULL};
    return is_one_of(reading, 0, words) && (is_mark(reading, 1, ":") || is_mark(reading, 2, ":"));
}

uint32_t foi_shape_salutation(const foi_reading *reading)
{
    guint line = 0;
    for (guint s = 0; s < reading->sentences->len; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        if (foi_sentence_is_own(sentence) && is_salutation(reading, sentence->first))
            return sentence->first;
        for (; line < reading->lines->len && foi_reading_line(reading, line) < sentence->end;
             line++)
            if (foi_sentence_is_own(sentence) &&
                is_salutation(reading, foi_reading_line(reading, line)))
                return foi_reading_line(reading, line);
    }
    return UINT32_MAX;
}

bool foi_shape_is_to_person(const foi_reading *reading, uint32_t at)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "mx", "dr", "professor", NULL};
    return is_one_of(reading, at + 1, titles);
}

bool foi_shape_is_to_body(const foi_reading *reading, uint32_t at)
{
    for (guint i = 0; i < reading->bodies->len; i++) {
        uint32_t first = g_array_index(reading->bodies, foi_authority_mention, i).first;
        if (first == at + 1 || (first == at + 2 && is_word(reading, at + 1, "the")))
            return true;
    }
    return false;
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
static bool has_messages(const foi_reading *reading, foi_hit *head)
{
    uint32_t from = foi_token_symbol("from"), sender = 0;
    unsigned messages = 0;
    foi_hit first_head = {0};
    bool parties = false;
    if (reading->is_mail)
        return false;
    for (guint line = 0; line < reading->lines->len; line++) {
        uint32_t i = foi_reading_line(reading, line);
        if (i + 2 >= reading->tokens->len || foi_reading_token(reading, i)->symbol != from ||
            foi_reading_token(reading, i + 1)->value != ':' ||
            !has_date(reading, i + 2, i + MESSAGE_HEAD))
            continue;
        uint32_t who = foi_reading_token(reading, i + 2)->symbol;
        parties = parties || (messages > 0 && who != sender);
        sender = who;
        if (messages++ == 0)
            first_head = (foi_hit){.first = i, .end = i + 3};
    }
    if (messages < THREAD_MESSAGES || !parties)
        return false;
    *head = first_head;
    return true;
}

/* So many salutations of two people at least make a page a thread. */
#define THREAD_SALUTATIONS 3

/* The name behind the salutation at AT: "Dear Ms Example" gives "example". */
static uint32_t addressee(const foi_reading *reading, uint32_t at)
{
    static const char *const titles[] = {"mr", "mrs", "ms", "miss", "dr", "professor", "sir"};
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        if (is_word(reading, at + 1, titles[i]))
            at++;
    while (is_mark(reading, at + 1, "."))
        at++;
    return token_at(reading, at + 1)->symbol;
}

/* Whether letters to and fro stand on one page, parted by their salutations alone. */
static bool has_salutations_to_and_fro(const foi_reading *reading, foi_hit *head)
{
    uint32_t first = 0;
    unsigned salutations = 0;
    foi_hit first_head = {0};
    bool parties = false;
    for (guint line = 0; line < reading->lines->len; line++) {
        uint32_t at = foi_reading_line(reading, line);
        if (!is_word(reading, at, "dear") ||
            foi_reading_sentence_of(reading, at)->zone == FOI_ZONE_QUOTED_MAIL)
            continue;
        uint32_t name = addressee(reading, at);
        parties = parties || (salutations > 0 && name != first);
        if (salutations++ == 0) {
            first = name;
            first_head = (foi_hit){.first = at, .end = at + 2};
        }
    }
    if (reading->is_mail || salutations < THREAD_SALUTATIONS || !parties)
        return false;
    *head = first_head;
    return true;
}

bool foi_shape_is_thread(const foi_reading *reading, foi_hit *head)
{
    return has_messages(reading, head) || has_salutations_to_and_fro(reading, head);
}

bool foi_shape_is_rights_leaflet(const foi_reading *reading)
{
    guint rights = 0;
    for (guint s = 0; s < reading->sentences->len; s++)
        rights += foi_reading_sentence(reading, s)->zone == FOI_ZONE_RIGHTS;
    return !reading->is_mail && reading->is_foi && rights > 2 &&
           rights * 5 >= reading->sentences->len * 4;
}

/* Forms, tables and lists: so many of their tokens are numbers, and they are not short. */
#define DATA_TOKENS 400
#define DATA_SHARE  8

bool foi_shape_is_data(const foi_reading *reading)
{
    uint32_t numbers = foi_classes_count(&reading->classes, FOI_CLASS_NUMBER);
    return reading->document->file == FOI_FILE_SHEET ||
           (reading->tokens->len > DATA_TOKENS && numbers * DATA_SHARE > reading->tokens->len);
}

/* So many questions with an answer below each make a reply. */
#define ANSWERED 2

/* An answer is no longer than this. */
#define ANSWER_TOKENS 60

/* Whether SENTENCE goes on with what was asked: "If so, please list them". */
static bool asks_on(const foi_reading *reading, const foi_sentence *sentence)
{
    static const char *const words[] = {"if", "please", "and", "or", "i", "for", "by", NULL};
    return is_mark(reading, sentence->end - 1, "?") || is_one_of(reading, sentence->first, words);
}

bool foi_shape_has_answers(const foi_reading *reading)
{
    unsigned answered = 0;
    bool asked = false;
    for (guint s = 0; s < reading->sentences->len && answered < ANSWERED; s++) {
        const foi_sentence *sentence = foi_reading_sentence(reading, s);
        bool question = is_mark(reading, sentence->end - 1, "?");
        answered += asked && !asks_on(reading, sentence) &&
                    sentence->end - sentence->first <= ANSWER_TOKENS &&
                    (foi_reading_token(reading, sentence->first)->flags & FOI_TOKEN_LINE) != 0;
        asked = question && foi_sentence_is_said(sentence);
    }
    return answered >= ANSWERED;
}

/* Whether the line that begins at FIRST and ends before END holds one of WORDS and nothing else but
 * "the", "your" or "our" before it and marks. */
static bool is_head(const foi_reading *reading, uint32_t first, uint32_t end,
                    const char *const *words)
{
    static const char *const articles[] = {"the", "your", "our", "council", "foi", NULL};
    while (first < end && (is_one_of(reading, first, articles) ||
                           token_at(reading, first)->kind == FOI_TOKEN_MARK))
        first++;
    if (!is_one_of(reading, first, words))
        return false;
    for (uint32_t at = first + 1; at < end; at++)
        if (token_at(reading, at)->kind != FOI_TOKEN_MARK)
            return false;
    return true;
}

bool foi_shape_has_reply_heads(const foi_reading *reading)
{
    static const char *const asked[] = {"request", "question", "questions", NULL};
    static const char *const told[] = {"response", "reply", "answer", "answers", NULL};
    bool request = false;
    for (guint line = 0; line < reading->lines->len; line++) {
        uint32_t end = line + 1 < reading->lines->len ? foi_reading_line(reading, line + 1)
                                                      : reading->tokens->len;
        uint32_t first = foi_reading_line(reading, line);
        if (request && is_head(reading, first, end, told))
            return true;
        request =
            request || is_head(reading, first, end, asked) ||
            (first < reading->head && foi_reading_has_sign(reading, FOI_SIGN_FOI, first, end));
    }
    return false;
}

bool foi_shape_is_unanswered(const foi_reading *reading)
{
    uint32_t salutation = foi_shape_salutation(reading);
    if (salutation == UINT32_MAX || !foi_shape_is_to_body(reading, salutation))
        return false;
    unsigned salutations = 0;
    for (guint line = 0; line < reading->lines->len; line++)
        salutations += is_salutation(reading, foi_reading_line(reading, line));
    return salutations == 1;
}
