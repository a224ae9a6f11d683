#include "indexer/tag/dates.h"

#include <string.h>

#include "indexer/base/days.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"

/* Near the top: tokens where a letter has its date; the head of a judgment is longer. */
#define TOP_TOKENS      120
#define JUDGMENT_TOKENS 300

/* A date that stands alone below the top and further up than this is often an item of a table. */
#define ALONE_TAIL 80

/* What may stand between a date and the salutation. */
#define LETTERHEAD_TAIL 12

/* A decision's citation at the end of its page is followed by no more than so many tokens. */
#define CITATION_TAIL 40

/* Words of a label before a date. */
#define LABEL_WORDS 10

/* Other words speak against a date that stands so many tokens behind them. */
#define OTHER_TOKENS 5

typedef struct {
    foi_found_date date;
    int score;
    bool labelled;
} candidate;

typedef enum {
    LABEL = 1 << 0,   /* "Date:" */
    ISSUE = 1 << 1,   /* "Issued", "Decision given on" */
    RULING = 1 << 2,  /* of a tribunal */
    DECIDED = 1 << 3, /* its decision's own date */
    FILL = 1 << 4,    /* may stand in a label */
    OTHER = 1 << 5,   /* the date of something else */
    EDITION = 1 << 6,
    PREPOSITION = 1 << 7,
    REFERENCE = 1 << 8
} word_use;

static const foi_symbol_use lists[] = {
    {LABEL, "date|dyddiad|sent|dated|dyddiedig"},
    {ISSUE,
     "given|delivered|decision|decided|issued|issue|promulgated|promulgation|signed|made|handed|"
     "released|judgment|responded|response|replied|reply|answered|determination|outcome|"
     "completed|penderfyniad|anfonwyd|ymateb"},
    {RULING, "given|delivered|promulgated|promulgation|handed|issued|released|sent"},
    {DECIDED, "decision|decided|judgment|determination"},
    {FILL, "of|the|on|this|is|our|letter|and|to|parties|day|notice|internal|ruling|order|down|"
           "reasons|original|document|ar|y|yr|o|at|am|pm"},
    {OTHER,
     "received|published|heard|hearing|request|requested|updated|posted|review|printed|birth|"
     "last|start|started|end|ended|ending|commencement|commenced|incident|contract|meeting|"
     "effective|due|deadline|target|expiry|expires|expired|valid|award|awarded|appointment|"
     "appointed|application|death|event|offence|inspection|visit|accessed|downloaded|"
     "retrieved|exported|next|amended|invoice|payment|complaint|submitted|period|hearings|"
     "considered|sitting|expected|closing|opening|registered|born|died|arrest|conviction|"
     "entry|joined|left|created|modified|acknowledged|clarification|derbyniwyd|cyfarfod"},
    {EDITION, "version|edition|revised|revision"},
    {PREPOSITION,
     "of|on|by|from|before|after|until|since|between|to|and|in|during|dated|at|than|or|"
     "dyddiedig"},
    {REFERENCE, "ref|reference|refs|no|nos|number|case|foi|application|invoice|cyf|rfi|eir|id"},
};

static const foi_symbol_map *uses_get(void)
{
    static const foi_symbol_map *made;
    return foi_symbol_uses(&made, lists, G_N_ELEMENTS(lists));
}

static unsigned use_of(const foi_reading *reading, uint32_t at)
{
    const foi_token *token = token_at(reading, at);
    return token->kind == FOI_TOKEN_WORD ? foi_symbol_map_get(uses_get(), token->symbol) : 0;
}

static bool is_tribunal(const foi_reading *reading)
{
    return reading->document->tags.doctype == FOI_DOCTYPE_TRIBUNAL_DECISION ||
           reading->document->tags.doctype == FOI_DOCTYPE_COURT_JUDGMENT;
}

/* The word right before FIRST on the line that begins at LINE; FIRST where there is none. */
static uint32_t word_before(const foi_reading *reading, uint32_t first, uint32_t line)
{
    uint32_t at = first;
    while (at > line && foi_reading_token(reading, at - 1)->kind == FOI_TOKEN_MARK)
        at--;
    return at > line ? at - 1 : first;
}

/* What the words from LINE to FIRST say where all of them can stand in a label; 0 elsewhere. */
static unsigned whole_label(const foi_reading *reading, uint32_t first, uint32_t line)
{
    static const char *const ways[] = {"by", "email", "e", "mail", "post", NULL};
    unsigned all = 0, words = 0;
    bool this_one = false, letter = false;
    for (uint32_t i = line; i < first; i++) {
        if (foi_reading_token(reading, i)->kind == FOI_TOKEN_MARK)
            continue;
        unsigned use = use_of(reading, i);
        this_one = this_one || is_word(reading, i, "this");
        letter = letter || is_word(reading, i, "letter");
        /* "Dated" heads a line, "a letter dated" tells of another one. */
        if (is_word(reading, i, "dated") && i > line && !is_word(reading, i + 1, "this"))
            use = 0;
        /* "Sent at 10:47, 22 June 2015", "Sent by email on 22 June 2015" */
        if ((all & LABEL) && (is_number(reading, i, 1, 2) || is_one_of(reading, i, ways)))
            continue;
        if (!(use & (LABEL | ISSUE | FILL | RULING)) && !(this_one && is_word(reading, i, "was")))
            return 0;
        all |= use;
        words++;
    }
    /* "Our reply of 16 December told you": another letter. */
    bool other = letter || (first > line && is_word(reading, first - 1, "of"));
    if (words > LABEL_WORDS || (other && !(all & LABEL)))
        return 0;
    /* "Issued on": a line of its own, no sentence in the middle of a paragraph. */
    bool heads_line = line == 0 || (foi_reading_token(reading, line)->flags & FOI_TOKEN_LINE);
    return heads_line || (all & LABEL) ? all & (LABEL | ISSUE | RULING | DECIDED) : 0;
}

/* What is said right before FIRST by words of a label. "Kevin Dunion Date: ": such a label counts
 * wherever it stands, since text may have lost its lines. */
static unsigned label_before(const foi_reading *reading, uint32_t first, uint32_t line)
{
    unsigned whole = whole_label(reading, first, line);
    uint32_t last = word_before(reading, first, line);
    bool capital = last < first && (foi_reading_token(reading, last)->flags & FOI_TOKEN_CAPITAL);
    unsigned use = use_of(reading, last);
    bool marked = (use & RULING) && is_mark(reading, last + 1, ":");
    if (whole || !capital || !((use & LABEL) || marked) || is_word(reading, last, "dated"))
        return whole;
    uint32_t from = last > line + 2 ? last - 2 : line;
    for (uint32_t i = from; i < last; i++)
        use |= use_of(reading, i) & (ISSUE | RULING | DECIDED);
    return use & (LABEL | ISSUE | RULING | DECIDED);
}

/* "Sitting in Chambers on": a judge who decides alone does so on that day. */
static bool is_in_chambers(const foi_reading *reading, uint32_t first)
{
    uint32_t at = first > 0 && is_word(reading, first - 1, "on") ? first - 1 : first;
    return at > 0 && is_word(reading, at - 1, "chambers");
}

/* Whether words right before the date say that it is another thing's. */
static bool is_of_other(const foi_reading *reading, uint32_t first, uint32_t line)
{
    static const char *const bodies[] = {"charity", "charities", "office", "company",
                                         "address", "number",    "no",     NULL};
    uint32_t from = first > line + OTHER_TOKENS ? first - OTHER_TOKENS : line;
    for (uint32_t i = from; i < first; i++) {
        /* "Request and response date:"; "request-695018-" of a request site's address. */
        bool both = (use_of(reading, i + 1) & ISSUE) && i + 1 < first;
        bool address = is_mark(reading, i + 1, "-") &&
                       (foi_reading_token(reading, i + 1)->flags & FOI_TOKEN_GLUED);
        /* "Mile End Road", "Registered charity" above a date are a letterhead. */
        bool named = i > line && is_word(reading, i, "end") &&
                     (foi_reading_token(reading, i)->flags & FOI_TOKEN_CAPITAL);
        named = named || (is_word(reading, i, "registered") && is_one_of(reading, i + 1, bodies));
        bool chambers = is_word(reading, i, "sitting") && is_in_chambers(reading, first);
        if ((use_of(reading, i) & OTHER) && !both && !address && !chambers && !named)
            return true;
    }
    return false;
}

/* "On appeal from the Commissioner's Decision Notice FS501 dated 3 May": not the tribunal's date.
 */
static bool is_of_notice(const foi_reading *reading, uint32_t first)
{
    uint32_t from = first > 16 ? first - 16 : 0;
    bool dated = false;
    for (uint32_t i = from; i < first; i++)
        dated = dated || (i + 4 > first && is_word(reading, i, "dated"));
    for (uint32_t i = from; dated && i < first; i++)
        if (is_word(reading, i, "notice") || is_word(reading, i, "from"))
            return true;
    return false;
}

/* "dated this 6th day", "Dated the 6th": the end of a notice. */
static bool is_closing(const foi_reading *reading, uint32_t first, uint32_t line)
{
    for (uint32_t i = first > line + 3 ? first - 3 : line; i < first; i++)
        if (is_word(reading, i, "dated") &&
            (is_word(reading, i + 1, "this") ||
             (foi_reading_token(reading, i)->flags & FOI_TOKEN_CAPITAL)))
            return true;
    return false;
}

/* "Presented to the Board on 14 September 2022": a line of a report's head. */
static bool is_presented(const foi_reading *reading, uint32_t first, uint32_t line)
{
    static const char *const verbs[] = {"presented", "approved", "adopted", "prepared", NULL};
    return first < TOP_TOKENS && (foi_reading_token(reading, line)->flags & FOI_TOKEN_LINE) &&
           (foi_reading_token(reading, line)->flags & FOI_TOKEN_CAPITAL) &&
           is_one_of(reading, line, verbs) && is_word(reading, first - 1, "on");
}

/* "Minutes of the Scrutiny Committee held on 14 November 2019": the head of a record. */
static bool is_minuted(const foi_reading *reading, uint32_t first, uint32_t line)
{
    return first < TOP_TOKENS && reading->document->tags.doctype == FOI_DOCTYPE_OTHER &&
           (foi_reading_token(reading, line)->flags & FOI_TOKEN_LINE) &&
           is_word(reading, line, "minutes") && is_word(reading, first - 1, "on");
}

/* Tokens that are no marks: "**March 2017**" is alone on its line. */
static uint32_t words_between(const foi_reading *reading, uint32_t first, uint32_t end)
{
    uint32_t words = 0;
    for (uint32_t i = first; i < end; i++)
        words += foi_reading_token(reading, i)->kind != FOI_TOKEN_MARK;
    return words;
}

/* How the words right before the date speak for or against it. */
static int score_before(const foi_reading *reading, uint32_t first, uint32_t line, bool *labelled)
{
    /* A page's own date, where it has no other. */
    uint32_t published = line + is_word(reading, line, "date");
    if (is_word(reading, published, "published") && words_between(reading, line, first) <= 2)
        return 4;
    if (is_minuted(reading, first, line))
        return 10;
    if (is_of_other(reading, first, line) || (is_tribunal(reading) && is_of_notice(reading, first)))
        return -14;
    int score = is_tribunal(reading) && is_in_chambers(reading, first) ? 6 : 0;
    unsigned label = label_before(reading, first, line);
    uint32_t last = word_before(reading, first, line);
    if (label & LABEL)
        score += 10;
    if (label & ISSUE)
        score += label & LABEL ? 3 : 14;
    /* A tribunal decides on the day that it gives, not when the judge signs. */
    if (is_tribunal(reading) && (label & (RULING | DECIDED)))
        score += label & DECIDED ? 36 : 30;
    if (is_closing(reading, first, line))
        score += 12;
    for (uint32_t i = line; i < first; i++)
        if (i + OTHER_TOKENS >= first && (use_of(reading, i) & EDITION))
            score += 8;
    if (is_presented(reading, first, line))
        score += 10;
    if (last < first && !score && (use_of(reading, last) & PREPOSITION))
        score -= 6;
    *labelled = *labelled || score >= 10;
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
static int score_label_above(const foi_reading *reading, uint32_t line, bool *labelled)
{
    if (line == 0)
        return 0;
    uint32_t above = line_start(reading, line - 1);
    return line - above <= 5 ? score_before(reading, line, above, labelled) : 0;
}

/* "Ref: 2021-9941 15 November 2021" and then "Dear ...": text whose lines were lost. */
static bool ends_letterhead(const foi_reading *reading, const foi_found_date *date)
{
    if (date->first > TOP_TOKENS || date->first == 0)
        return false;
    for (uint32_t i = date->end; i < date->end + LETTERHEAD_TAIL; i++)
        if ((is_word(reading, i, "dear") || is_word(reading, i, "annwyl")) &&
            (token_at(reading, i)->flags & FOI_TOKEN_LINE))
            return true;
    return false;
}

/* Whether a sentence ends behind the date: "It was built on or around 27 March 2020." */
static bool ends_sentence(const foi_reading *reading, uint32_t end)
{
    const foi_token *next = token_at(reading, end + 1);
    return is_mark(reading, end, ".") &&
           (end + 1 >= reading->tokens->len || (next->flags & FOI_TOKEN_SENTENCE));
}

/* Where the date begins with the day of the week before it ("Friday,", "Dydd Gwener"). */
static uint32_t with_weekday(const foi_reading *reading, uint32_t first)
{
    static const char *const days[] = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon",
        "tue",    "tues",    "wed",       "thu",      "thur",   "thurs",    "fri",    "sat",
        "sun",    "llun",    "mawrth",    "mercher",  "iau",    "gwener",   "sadwrn", "sul"};
    uint32_t at = first;
    while (at > 0 && is_mark(reading, at - 1, ",."))
        at--;
    if (at == 0)
        return first;
    if (!is_among(reading, at - 1, days, G_N_ELEMENTS(days)))
        return first;
    at--;
    return at > 0 && is_word(reading, at - 1, "dydd") ? at - 1 : at;
}

/* "1 April 2018 to 31 March 2019". PREVIOUS ended where the date before this one did. */
static bool is_in_range(const foi_reading *reading, const foi_found_date *date, uint32_t previous)
{
    static const char *const joins[] = {"to", "until", "and", "through", "i", "hyd", NULL};
    foi_found_date next;
    uint32_t at = date->end;
    if (is_one_of(reading, at, joins) && foi_date_at(reading, at + 1, &next))
        return true;
    if (previous && previous + 1 == date->first && is_one_of(reading, previous, joins))
        return true;
    return (is_mark(reading, at, "-") && foi_date_at(reading, at + 1, &next)) ||
           (previous && previous + 1 == date->first && is_mark(reading, previous, "-"));
}

/* "Ref: 12/05/2019": digits behind such a label are no date. */
static bool is_reference(const foi_reading *reading, const foi_found_date *date, uint32_t line)
{
    uint32_t last = word_before(reading, date->first, line);
    return foi_reading_token(reading, date->first + 1)->kind == FOI_TOKEN_MARK &&
           last < date->first && (use_of(reading, last) & REFERENCE);
}

static uint32_t top_of(const foi_reading *reading)
{
    return is_tribunal(reading) ? JUDGMENT_TOKENS : TOP_TOKENS;
}

/* A date alone on its line: a letter's date, or, in the middle of the text, an item of a table. */
static int score_alone(const foi_reading *reading, const foi_found_date *date, uint32_t first,
                       uint32_t line, bool *labelled)
{
    bool outer = date->first < top_of(reading) || date->end + ALONE_TAIL > reading->tokens->len;
    int above = line == first ? score_label_above(reading, line, labelled) : 0;
    bool sheet = reading->document->file == FOI_FILE_SHEET;
    return above + (*labelled || sheet ? 0 : outer ? 8 : 2);
}

/* The token behind the date on the line above LINE, where it is "On 9 October 2007"; 0 elsewhere.
 */
static uint32_t on_line_above(const foi_reading *reading, uint32_t line, uint32_t previous)
{
    if (line == 0 || previous != line)
        return 0;
    uint32_t above = line_start(reading, line - 1);
    return is_word(reading, above, "on") ? above : 0;
}

/* Two columns that were read one below the other: "Heard at X", "Decision promulgated", "On 9 May",
 * "3 June": the second date is the decision's. */
static int score_columns(const foi_reading *reading, const foi_found_date *date, uint32_t line,
                         uint32_t previous, bool *labelled)
{
    foi_found_date next;
    if (!is_tribunal(reading))
        return 0;
    uint32_t above = line == date->first ? on_line_above(reading, line, previous) : 0;
    if (above)
        return score_label_above(reading, above, labelled) + 1;
    bool on = is_word(reading, line, "on") && line + 1 == date->first;
    if (!on || (date->end < reading->tokens->len &&
                (foi_reading_token(reading, date->end)->flags & FOI_TOKEN_LINE) &&
                foi_date_at(reading, date->end, &next)))
        return 0;
    return score_label_above(reading, line, labelled);
}

static int score_date(const foi_reading *reading, const foi_found_date *date, uint32_t previous,
                      bool *labelled)
{
    const foi_sentence *sentence = foi_reading_sentence_of(reading, date->first);
    uint32_t first = with_weekday(reading, date->first);
    uint32_t line = line_start(reading, first), end = line_end(reading, date->end);
    if (is_reference(reading, date, line))
        return -20;
    uint32_t lead = words_between(reading, line, first);
    uint32_t tail = words_between(reading, date->end, end);
    int score = score_before(reading, first, line, labelled) +
                score_columns(reading, date, line, previous, labelled);
    bool alone = lead <= 2 && tail <= 1;
    /* "1. 3 May 2019" is an item, "1234 | Bins | 3 May 2019" a row. */
    foi_token_kind head = foi_reading_token(reading, line)->kind;
    if (lead > 0 && lead <= 2 && score <= 0 &&
        (head == FOI_TOKEN_WORD || (head == FOI_TOKEN_NUMBER && lead == 2)))
        alone = false;
    if (alone)
        score += score_alone(reading, date, first, line, labelled);
    else if (score >= 0 && ends_letterhead(reading, date))
        score += 6;
    else if (lead + tail <= 8 && !(lead > 2 && ends_sentence(reading, date->end)))
        score += 3;
    else if (lead <= 1 && first < 12)
        score += 6;
    if (first < top_of(reading))
        score += 3;
    else if (date->end + 60 > reading->tokens->len)
        score += 1;
    if (date->precision != FOI_DATE_DAY)
        score -= 4;
    if (!*labelled && is_in_range(reading, date, previous))
        score -= 14;
    if (sentence->zone == FOI_ZONE_REQUEST || sentence->zone == FOI_ZONE_QUOTED_MAIL ||
        sentence->zone == FOI_ZONE_STATUTE)
        score -= 10;
    /* The signature of a decision follows the rights of appeal. */
    if (sentence->zone == FOI_ZONE_RIGHTS && !alone)
        score -= 5;
    return score;
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
        bool top = i < TOP_TOKENS / 2;
        bool tail = i + CITATION_TAIL > reading->tokens->len;
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
    uint32_t previous = 0;
    uint32_t count = reading->tokens->len;
    for (uint32_t i = 0; (i = foi_reading_next(reading, FOI_CLASS_DATE, i, count)) < count;) {
        foi_found_date date;
        if (!foi_date_at(reading, i, &date)) {
            i++;
            continue;
        }
        bool labelled = false;
        int publisher = foi_date_head_score(reading, &date, is_tribunal(reading));
        int score = score_date(reading, &date, previous, &labelled) + publisher;
        if (score > best.score)
            best = (candidate){date, score, labelled || publisher > 0};
        previous = i = date.end;
    }
    bool decision = document->tags.doctype == FOI_DOCTYPE_DECISION_NOTICE;
    /* A guide is dated by its edition, often a month. */
    bool edition =
        document->tags.doctype == FOI_DOCTYPE_GUIDANCE && best.date.precision != FOI_DATE_DAY;
    int least = edition ? 2 : 5;
    if (best.score >= least)
        set_date(reading, &best.date, MIN(best.labelled ? 0.97 : 0.85, 0.45 + 0.04 * best.score));
    else
        (void)(decision && date_from_number(reading));
}
