/* reference_places.c - the numbers that no label stands before, known by the place where
 * authorities put them: the subject, the title, a line or a column of its own at the top.
 */
#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"
#include "indexer/tag/references.h"
#include "indexer/tag/titles.h"

/* Shorter numbers say nothing without a word that only requests have. */
#define PLACE_DIGITS 5
#define NAMED_DIGITS 3

/* A longer number is one of a telephone or an account. */
#define PLACE_DIGITS_MOST 14

/* No subject line has more tokens on one side of its number. */
#define LINE_TOKENS 32

typedef struct {
    const foi_reading *in;
    uint32_t at, end;
    unsigned digits, letters;
    bool named; /* "FOI", "ATISN" is part of it */
} number;

/* --- where it stands ---------------------------------------------------------------------------
 */

static uint32_t line_first(const foi_reading *in, uint32_t at)
{
    uint32_t first = at;
    while (!begins_line(in, first) && at - first < LINE_TOKENS)
        first--;
    return first;
}

static uint32_t line_end(const foi_reading *in, uint32_t at)
{
    uint32_t end = at + 1;
    while (!begins_line(in, end) && end - at < LINE_TOKENS)
        end++;
    return end;
}

/* A word of a line that names a request: "REVIEW OF RESPONSE", "Cais Rhyddid Gwybodaeth". */
static bool is_naming_word(const foi_reading *in, uint32_t at)
{
    static const char *const words[] = {
        "request", "requests",    "foi",    "foia",       "foisa",     "eir",  "eirs",
        "freedom", "information", "review", "response",   "complaint", "cais", "acknowledgement",
        "rhyddid", "adolygiad",   "dsar",   "disclosure", "gwybodaeth"};
    static const foi_symbol_map *made;
    const foi_symbol_map *all = foi_symbol_words(&made, words, G_N_ELEMENTS(words));
    const foi_token *token = token_at(in, at);
    return token->kind == FOI_TOKEN_WORD && foi_symbol_map_get(all, token->symbol);
}

/* Whether the line of OF names a request with other words than those of the number. */
static bool is_in_naming_line(const number *of)
{
    for (uint32_t i = line_first(of->in, of->at); i < of->at; i++)
        if (is_naming_word(of->in, i))
            return true;
    for (uint32_t i = of->end; i < line_end(of->in, of->end - 1); i++)
        if (is_naming_word(of->in, i))
            return true;
    return false;
}

/* "Your request 2019/FOI/0093", "Cais Rhyddid Gwybodaeth 588/2020", "[Case: 1099123]". */
static bool follows_request(const foi_reading *in, uint32_t at)
{
    static const char *const words[] = {"request",     "requests", "gwybodaeth", "review",  "cais",
                                        "information", "foi",      "case",       "enquiry", NULL};
    if (at == 0 || glued_at(in, at))
        return false;
    return is_one_of(in, at - (at > 1 && is_mark(in, at - 1, ":#") ? 2 : 1), words);
}

static bool begins_part(const foi_reading *in, uint32_t at)
{
    if (foi_number_begins_column(in, at))
        return true;
    return is_mark(in, at - 1, glued_at(in, at) ? "([#:" : "-:|#>");
}

static bool ends_part(const foi_reading *in, uint32_t end)
{
    return foi_number_begins_column(in, end) || is_mark(in, end, ")]:,|") ||
           (is_mark(in, end, "-") && !glued_at(in, end));
}

/* Whether a date begins the line at FIRST. */
static bool is_dated_line(const foi_reading *in, uint32_t first)
{
    foi_found_date date;
    return first < in->tokens->len && foi_date_may_begin(token_at(in, first)) &&
           foi_date_at(in, first, &date) && date.precision == FOI_DATE_DAY;
}

/* "18 June 2015        VE/1506-22": beside, above or below the date of the letter. */
static bool is_by_the_date(const number *of)
{
    uint32_t first = line_first(of->in, of->at);
    return is_dated_line(of->in, first) || is_dated_line(of->in, line_end(of->in, of->end - 1)) ||
           (first > 0 && is_dated_line(of->in, line_first(of->in, first - 1)));
}

/* --- what it looks like ------------------------------------------------------------------------
 */

/* "ISO27001", "BS5839", "CVE-2021-44228": of a public list. */
static bool is_standard(const number *of)
{
    return is_word(of->in, of->at, "cve") || is_word(of->in, of->at, "iso") ||
           is_word(of->in, of->at, "bs") || is_word(of->in, of->at, "en") ||
           is_word(of->in, of->at, "iec");
}

/* "12/2019", "01632-960123": a month, a telephone's. */
static bool is_month_or_telephone(const number *of)
{
    const foi_reading *in = of->in;
    bool first = is_number(in, of->at, 1, 2), two = of->end == of->at + 3;
    char zero = in->text[token_at(in, of->at)->start];
    return (first && two && is_year(in, of->at + 2)) ||
           (zero == '0' && of->digits >= (is_mark(in, of->at + 1, "/") ? 11 : 10));
}

static bool has_mark(const number *of)
{
    for (uint32_t i = of->at; i < of->end; i++)
        if (token_at(of->in, i)->kind == FOI_TOKEN_MARK)
            return true;
    return false;
}

/* Whether digits alone, or parted by marks, are those of a request in a line that names one. */
static bool may_be_digits(const number *of)
{
    return of->digits >= PLACE_DIGITS && of->digits <= PLACE_DIGITS_MOST &&
           !is_month_or_telephone(of) && (has_mark(of) || follows_request(of->in, of->at));
}

static bool is_in_subject(const number *of)
{
    const foi_reading *in = of->in;
    bool begins = begins_part(in, of->at) || follows_request(in, of->at);
    if (!ends_part(in, of->end) || !(begins || of->named) || !is_in_naming_line(of))
        return false;
    return of->named     ? of->digits >= NAMED_DIGITS
           : of->letters ? of->digits >= PLACE_DIGITS && !is_standard(of)
                         : may_be_digits(of);
}

/* Alone in its line or column. */
static bool is_alone(const number *of)
{
    const foi_reading *in = of->in;
    if (!foi_number_begins_column(in, of->at) || !foi_number_begins_column(in, of->end))
        return false;
    if (of->named)
        return of->digits >= NAMED_DIGITS;
    return of->letters && of->digits >= PLACE_DIGITS && has_mark(of) && is_by_the_date(of);
}

/* "IGO-99364: empty homes" where the title has it, too. */
static bool is_in_title(const number *of)
{
    const char *title = of->in->document->title;
    const foi_token *first = token_at(of->in, of->at), *last = token_at(of->in, of->end - 1);
    if (!title || foi_title_is_made(title) || !of->letters || of->digits < PLACE_DIGITS ||
        first->kind != FOI_TOKEN_WORD ||
        (of->at > 0 && glued_at(of->in, of->at) && !is_mark(of->in, of->at - 1, "([:")))
        return false;
    g_autofree char *written =
        g_strndup(of->in->text + first->start, (size_t)last->start + last->length - first->start);
    return strstr(title, written);
}

/* Most words in capitals and most numbers are passed over here. */
static bool may_begin(const foi_reading *in, uint32_t at)
{
    const foi_token *token = token_at(in, at), *next = token_at(in, at + 1);
    bool glued = glued_at(in, at + 1);
    if (token->kind == FOI_TOKEN_NUMBER)
        return token->length >= PLACE_DIGITS || (glued && is_mark(in, at + 1, "/-"));
    return glued ? next->kind == FOI_TOKEN_NUMBER || is_mark(in, at + 1, "/-_.")
                 : next->kind == FOI_TOKEN_NUMBER && next->length >= NAMED_DIGITS &&
                       foi_number_is_named(in, at, at + 1);
}

bool foi_reference_in_place(foi_found_reference *found)
{
    number of = {.in = found->reading, .at = found->at};
    if (!may_begin(of.in, of.at) || !(of.end = foi_number_end(of.in, of.at)) ||
        !foi_number_is_plausible(of.in, of.at, of.end) || foi_number_is_form(found, of.at))
        return false;
    foi_number_count(of.in, of.at, of.end, &of.digits, &of.letters);
    of.named = foi_number_is_named(of.in, of.at, of.end);
    found->sign = FOI_SIGN_FORM;
    return (is_in_subject(&of) || is_alone(&of) || is_in_title(&of)) &&
           foi_number_set(found, of.at, of.end);
}
