#include "indexer/tag/dates.h"

#include <string.h>

#include "indexer/base/days.h"

/* Near the top: tokens and lines where a letter has its date. */
#define TOP_TOKENS 120

typedef struct {
    foi_found_date date;
    int score;
} candidate;

static bool word_is(const foi_reading *reading, uint32_t at, const char *const *words)
{
    return foi_reading_is_one_of(reading, at, words);
}

/* How the words right before the date speak for or against it. */
static int score_before(const foi_reading *reading, uint32_t first, uint32_t line)
{
    static const char *const labels[] = {"date", "dyddiad", "sent", NULL};
    static const char *const issue[] = {"given",       "decision", "decided", "issued",
                                        "promulgated", "signed",   "made",    NULL};
    static const char *const other[] = {"received", "published", "heard",  "hearing", "request",
                                        "updated",  "requested", "posted", "review",  "printed",
                                        "birth",    "last",      NULL};
    static const char *const prepositions[] = {
        "of",  "on", "by",     "from",  "before", "after", "until", "since", "between", "to",
        "and", "in", "during", "dated", "at",     "than",  "until", "or",    NULL};
    static const char *const editions[] = {"version", "edition", "revised", "revision", NULL};
    static const char *const rulings[] = {"given",  "promulgated", "promulgation", "handed",
                                          "issued", "released",    "sent",         NULL};
    bool tribunal = reading->document->tags.doctype == FOI_DOCTYPE_TRIBUNAL_DECISION ||
                    reading->document->tags.doctype == FOI_DOCTYPE_COURT_JUDGMENT;
    bool ruling = false, edition = false;
    int score = 0;
    bool label = false, date_issue = false, date_other = false;
    uint32_t from = first > line + 5 ? first - 5 : line;
    for (uint32_t i = from; i < first; i++) {
        ruling = ruling || word_is(reading, i, rulings);
        edition = edition || word_is(reading, i, editions);
        label = label || word_is(reading, i, labels);
        date_issue = date_issue || word_is(reading, i, issue);
        date_other = date_other || (i + 4 > first && word_is(reading, i, other));
    }
    bool near_start = first - line <= 6;
    /* A label right before the date counts wherever it stands: text may have lost its lines. */
    bool adjacent = false;
    for (uint32_t i = first > from + 2 ? first - 2 : from; i < first; i++)
        adjacent = adjacent || (word_is(reading, i, labels) &&
                                (foi_reading_token(reading, i)->flags & FOI_TOKEN_CAPITAL));
    if (label && (near_start || adjacent) && !date_other)
        score += 10;
    if (date_issue && near_start && !date_other)
        score += label ? 3 : 14;
    /* A tribunal decides on the day when its decision goes out, not when the judge signs it. */
    if (tribunal && ruling && near_start && !date_other)
        score += 30;
    if (edition && !date_other)
        score += 8;
    if (date_other)
        score -= 8;
    uint32_t before = first;
    while (before > line && foi_reading_token(reading, before - 1)->kind == FOI_TOKEN_MARK)
        before--;
    if (before > line && word_is(reading, before - 1, prepositions) && !(date_issue && near_start))
        score -= 6;
    static const char *const dated[] = {"dated", NULL}, *const this_[] = {"this", NULL};
    for (uint32_t i = from; i + 1 < first; i++)
        if (word_is(reading, i, dated) && word_is(reading, i + 1, this_))
            score += 12;
    return score;
}

/* First token of the line that holds AT; the mark of a list item is not part of it. */
static uint32_t line_start(const foi_reading *reading, uint32_t at)
{
    uint32_t first = at;
    while (first > 0 && at - first < 40 &&
           !(foi_reading_token(reading, first)->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE)))
        first--;
    return first;
}

static uint32_t line_end(const foi_reading *reading, uint32_t at)
{
    uint32_t end = at;
    while (end < reading->tokens->len && end - at < 40 &&
           !(foi_reading_token(reading, end)->flags & (FOI_TOKEN_LINE | FOI_TOKEN_SENTENCE)))
        end++;
    return end;
}

/* A label on the line above ("Date responded") speaks for a date that is alone on its line. */
static int score_label_above(const foi_reading *reading, uint32_t line)
{
    if (line == 0)
        return 0;
    uint32_t above = line_start(reading, line - 1);
    return line - above <= 5 ? score_before(reading, line, above) : 0;
}

/* Tokens that are no marks: "**March 2017**" is alone on its line. */
static uint32_t words_between(const foi_reading *reading, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++)
        words += foi_reading_token(reading, i)->kind != FOI_TOKEN_MARK;
    return words;
}

/* "Ref: 2021-9941 15 November 2021" and then "Dear ...": text whose lines were lost. */
static bool ends_letterhead(const foi_reading *reading, const foi_found_date *date)
{
    static const char *const salutations[] = {"dear", "annwyl", NULL};
    if (date->end >= reading->tokens->len || date->first > TOP_TOKENS || date->first == 0)
        return false;
    return word_is(reading, date->end, salutations) &&
           (foi_reading_token(reading, date->end)->flags & FOI_TOKEN_BREAK) &&
           foi_reading_token(reading, date->first - 1)->kind == FOI_TOKEN_NUMBER;
}

static int score_date(const foi_reading *reading, const foi_found_date *date)
{
    const foi_sentence *sentence = foi_reading_sentence_of(reading, date->first);
    uint32_t line = line_start(reading, date->first), end = line_end(reading, date->end);
    uint32_t lead = words_between(reading, line, date->first);
    uint32_t tail = words_between(reading, date->end, end);
    int score = score_before(reading, date->first, line);
    bool alone = lead <= 2 && tail <= 1;
    if (lead > 0 && lead <= 2 && foi_reading_token(reading, line)->kind == FOI_TOKEN_WORD &&
        score <= 0)
        alone = false;
    if (alone)
        score += 8 + score_label_above(reading, line);
    else if (ends_letterhead(reading, date))
        score += 6;
    else if (lead + tail <= 8)
        score += 3;
    else if (lead <= 1 && date->first < 12)
        score += 6;
    if (date->first < TOP_TOKENS)
        score += 3;
    else if (date->end + 60 > reading->tokens->len)
        score += 1;
    if (date->precision != FOI_DATE_DAY)
        score -= 4;
    if (sentence->zone == FOI_ZONE_REQUEST || sentence->zone == FOI_ZONE_QUOTED_MAIL ||
        sentence->zone == FOI_ZONE_STATUTE)
        score -= 10;
    if (sentence->zone == FOI_ZONE_RIGHTS)
        score -= 5;
    return score;
}

/* "ICO 7 May 2015", "(9 November 2018)": how publishers of decisions head their pages. */
static int score_publisher(const foi_reading *reading, const foi_found_date *date)
{
    static const char *const names[] = {"ico", NULL};
    if (date->first == 0 || date->first > TOP_TOKENS)
        return 0;
    if (word_is(reading, date->first - 1, names))
        return 12;
    const foi_token *before = foi_reading_token(reading, date->first - 1);
    bool bracketed = before->kind == FOI_TOKEN_MARK && before->value == '(' &&
                     date->end < reading->tokens->len &&
                     foi_reading_token(reading, date->end)->value == ')';
    return bracketed && date->first < 40 ? 9 : 0;
}

static void set_date(foi_reading *reading, const foi_found_date *date, double confidence)
{
    foi_tags *tags = &reading->document->tags;
    tags->date_precision = date->precision;
    if (date->precision == FOI_DATE_DAY)
        tags->date = g_strdup_printf("%04d-%02d-%02d", date->year, date->month, date->day);
    else if (date->precision == FOI_DATE_MONTH)
        tags->date = g_strdup_printf("%04d-%02d", date->year, date->month);
    else
        tags->date = g_strdup_printf("%04d", date->year);
    tags->date_evidence = foi_reading_quote(reading, date->first, date->end, confidence);
}

/* The year in a decision's own number or citation, where no date is printed. */
static bool date_from_number(foi_reading *reading)
{
    for (uint32_t i = 0; i + 3 < reading->tokens->len; i++) {
        foi_found_date date;
        if (!foi_date_in_citation(reading, i, &date))
            continue;
        const foi_sentence *sentence = foi_reading_sentence_of(reading, i);
        bool top = i < TOP_TOKENS / 2;
        bool tail = sentence->end + 12 > reading->tokens->len;
        if (!top && !tail)
            continue;
        set_date(reading, &date, 0.7);
        return true;
    }
    return false;
}

/* The line of a mail's header that its date comes from. */
static foi_evidence header_evidence(const foi_reading *reading)
{
    const GArray *blocks = reading->document->text.blocks;
    foi_evidence evidence = {0, 0, 0.98, FOI_SOURCE_READ};
    for (guint i = 0; i < blocks->len; i++) {
        const foi_block *block = &g_array_index(blocks, foi_block, i);
        if (block->kind != FOI_BLOCK_MAIL_HEADER || block->length < 6 ||
            block->start + block->length > reading->length)
            continue;
        if (g_ascii_strncasecmp(reading->text + block->start, "Date: ", 6) != 0)
            continue;
        evidence.start = block->start;
        evidence.length = MIN(block->length, FOI_EVIDENCE_LIMIT);
        break;
    }
    return evidence;
}

/* The next token from AT on with which a date can begin. */
static uint32_t next_beginning(const foi_reading *reading, uint32_t at)
{
    const foi_token *tokens = (const foi_token *)reading->tokens->data;
    uint32_t end = reading->tokens->len;
    while (at < end && !foi_date_may_begin(&tokens[at]))
        at++;
    return at;
}

void foi_tag_date(foi_reading *reading)
{
    foi_document *document = reading->document;
    foi_days day;
    const char *problem;
    if (document->sent && strlen(document->sent) == strlen("2019-05-24") &&
        foi_days_read(document->sent, strlen(document->sent), &day, &problem)) {
        document->tags.date = g_strdup(document->sent);
        document->tags.date_precision = FOI_DATE_DAY;
        document->tags.date_evidence = header_evidence(reading);
        return;
    }
    candidate best = {.score = 0};
    for (uint32_t i = 0; (i = next_beginning(reading, i)) < reading->tokens->len;) {
        foi_found_date date;
        if (!foi_date_at(reading, i, &date)) {
            i++;
            continue;
        }
        int score = score_date(reading, &date) + score_publisher(reading, &date);
        if (score > best.score)
            best = (candidate){date, score};
        i = date.end;
    }
    bool decision = document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE;
    /* A guide is dated by its edition, often a month. */
    int least = document->tags.doctype == FOI_DOCTYPE_GUIDANCE ? 2 : 5;
    if (best.score >= least)
        set_date(reading, &best.date, MIN(0.97, 0.5 + 0.04 * best.score));
    else
        (void)(decision && date_from_number(reading));
}
