/* reference_values.c - what can be a number that an authority gives a request, and what is a date,
 * a period, a planning application, an archive's call number.
 */
#include "indexer/field/field.h"
#include "indexer/law/symbols.h"
#include "indexer/tag/dates.h"
#include "indexer/tag/look.h"
#include "indexer/tag/references.h"

/* A number of an authority's own has no more bytes than that. */
#define NUMBER_BYTES 40

/* A number alone needs so many digits: fewer are a count, a page, a day. */
#define BARE_DIGITS 3

/* No date has more: "Friday, 18th of November, 2022". */
#define DATE_TOKENS 9

/* Whether the words of the line before AT are a date: "18 June 2015    VE/1506-22". */
static bool follows_date(const foi_reading *in, uint32_t at)
{
    foi_found_date date;
    uint32_t first = at;
    while (!begins_line(in, first) && at - first < DATE_TOKENS)
        first--;
    return begins_line(in, first) && foi_date_may_begin(token_at(in, first)) &&
           foi_date_at(in, first, &date) && date.precision == FOI_DATE_DAY && date.end == at;
}

/* Text that was read keeps no blanks between columns. */
bool foi_number_begins_column(const foi_reading *in, uint32_t at)
{
    if (begins_line(in, at))
        return true;
    foi_found_date date;
    const foi_token *token = token_at(in, at);
    return in->text[token->start - 1] == '\t' ||
           (foi_date_may_begin(token) && foi_date_at(in, at, &date) &&
            date.precision == FOI_DATE_DAY && begins_line(in, date.end)) ||
           follows_date(in, at);
}

/* Words that authorities begin the numbers of requests with, and nobody else a number. */
static bool is_request_word(const foi_reading *in, uint32_t at)
{
    static const char *const words[] = {"atisn", "foi", "foia", "foir", "foisa", "fois",
                                        "fol",   "eir", "eirs", "rfi",  "sar",   "dsar",
                                        "irq",   "ir",  "irr",  "iat",  "ati",   "foirq"};
    static const foi_symbol_map *made;
    const foi_symbol_map *all = foi_symbol_words(&made, words, G_N_ELEMENTS(words));
    const foi_token *token = token_at(in, at);
    return token->kind == FOI_TOKEN_WORD && foi_symbol_map_get(all, token->symbol);
}

bool foi_number_is_named(const foi_reading *in, uint32_t at, uint32_t end)
{
    for (uint32_t i = at; i < end; i++)
        if (is_request_word(in, i) || token_at(in, i)->kind == FOI_TOKEN_PROVISION)
            return true;
    return false;
}

/* "FOI(18)07": the year in brackets, which reads like a section. The end of "FOI(18)" or "(18)" at
 * AT; 0 where it is none. */
static uint32_t read_bracketed_year(const foi_reading *in, uint32_t at)
{
    bool law = token_at(in, at)->kind == FOI_TOKEN_PROVISION;
    bool mark = is_mark(in, at, "(") && glued_at(in, at) && is_number(in, at + 1, 2, 4) &&
                is_mark(in, at + 2, ")");
    uint32_t end = law ? at + 1 : at + 3;
    return (law || mark) && glued_at(in, end) && is_number(in, end, 1, 6) ? end : 0;
}

uint32_t foi_number_end(const foi_reading *in, uint32_t at)
{
    uint32_t i = at, digits = 0, year;
    for (; i < in->tokens->len && i < at + 14; i++) {
        const foi_token *token = token_at(in, i);
        if ((token->kind == FOI_TOKEN_PROVISION ? i == at : i > at) &&
            (year = read_bracketed_year(in, i)))
            i = year;
        else if (token->kind == FOI_TOKEN_PROVISION)
            return 0;
        token = token_at(in, i);
        bool joined = i == at || (token->flags & FOI_TOKEN_GLUED);
        /* "FOI 784": one word in capitals before the number belongs to it. */
        bool prefix = i == at + 1 && token->kind == FOI_TOKEN_NUMBER &&
                      (token_at(in, at)->flags & FOI_TOKEN_UPPER) && token_at(in, at)->length <= 5;
        bool slash = !(token->flags & FOI_TOKEN_GLUED) && i > at && is_mark(in, i, "/");
        if ((!joined && !prefix) || slash || (i > at && (token->flags & FOI_TOKEN_LINE)) ||
            (token->kind == FOI_TOKEN_MARK && !is_mark(in, i, "/-_.#")))
            break;
        digits += token->kind == FOI_TOKEN_NUMBER;
    }
    while (i > at && is_mark(in, i - 1, "/-_.#"))
        i--;
    return digits ? i : 0;
}

void foi_number_count(const foi_reading *in, uint32_t at, uint32_t end, unsigned *digits,
                      unsigned *letters)
{
    *digits = *letters = 0;
    for (uint32_t i = at; i < end; i++) {
        const foi_token *token = token_at(in, i);
        *digits += token->kind == FOI_TOKEN_NUMBER ? token->length : 0;
        *letters += token->kind == FOI_TOKEN_WORD ? token->length : 0;
        if (token->kind == FOI_TOKEN_PROVISION)
            for (uint32_t c = token->start; c < token->start + token->length; c++) {
                *digits += g_ascii_isdigit(in->text[c]) ? 1 : 0;
                *letters += g_ascii_isalpha(in->text[c]) ? 1 : 0;
            }
    }
}

/* "2018", "2018/19", "2018-2019", "18/19", "1939-1945": years. */
static bool is_period(const foi_reading *in, uint32_t at, uint32_t end)
{
    if (!is_number(in, at, 2, 4) || end > at + 3)
        return false;
    if (end == at + 1)
        return is_year(in, at);
    if (!is_mark(in, at + 1, "/-"))
        return false;
    unsigned first = token_at(in, at)->value % 100, second = token_at(in, at + 2)->value % 100;
    bool two = is_number(in, at, 2, 2) && is_number(in, at + 2, 2, 2);
    bool four = is_year(in, at) && (is_number(in, at + 2, 2, 2) || is_year(in, at + 2));
    bool years = is_number(in, at, 4, 4) && is_number(in, at + 2, 4, 4) &&
                 token_at(in, at)->value >= 1800 && token_at(in, at)->value < 2100 &&
                 token_at(in, at + 2)->value >= token_at(in, at)->value &&
                 token_at(in, at + 2)->value < 2100;
    return years || ((two || four) && second == (first + 1) % 100);
}

bool foi_number_goes_on(const foi_reading *in, uint32_t end)
{
    const foi_token *next = token_at(in, end);
    foi_found_date date;
    return end < in->tokens->len && !foi_date_at(in, end, &date) &&
           !(next->flags & FOI_TOKEN_LINE) &&
           (next->kind == FOI_TOKEN_NUMBER ||
            (is_mark(in, end, ",.:") && glued_at(in, end + 1) &&
             token_at(in, end + 1)->kind == FOI_TOKEN_NUMBER) ||
            is_mark(in, end, "%@"));
}

/* "21/01234/FUL", "S/2214/17/OL": a planning application. */
static bool is_planning(const foi_reading *in, uint32_t at, uint32_t end)
{
    static const char *const kinds[] = {"ful", "full", "out",  "ol",  "outl", "hou", "hh",  "hse",
                                        "lbc", "lb",   "rem",  "res", "dis",  "cnd", "adv", "vc",
                                        "tpo", "tca",  "lawp", "ldc", "pa",   "cou", "var", "ppp"};
    if (end < at + 5 || foi_number_is_named(in, at, end) || !is_mark(in, end - 2, "/") ||
        !is_number(in, end - 3, 2, 5))
        return false;
    return is_among(in, end - 1, kinds, G_N_ELEMENTS(kinds));
}

/* "MEPO 2/9604": a piece in the national archives. */
static bool is_call_number(const foi_reading *in, uint32_t at, uint32_t end)
{
    static const char *const series[] = {"adm", "air",  "bt", "cab", "co",   "crim", "defe",
                                         "dpp", "fco",  "fo", "ho",  "kv",   "mepo", "prem",
                                         "pro", "prob", "rg", "wo",  "assi", "pin",  "ed"};
    if (end != at + 4 || glued_at(in, at + 1) || !is_number(in, at + 1, 1, 4) ||
        !is_mark(in, at + 2, "/"))
        return false;
    return is_among(in, at, series, G_N_ELEMENTS(series));
}

bool foi_number_is_plausible(const foi_reading *in, uint32_t at, uint32_t end)
{
    foi_found_date date;
    unsigned digits, letters;
    foi_number_count(in, at, end, &digits, &letters);
    bool prefix = token_at(in, at)->kind == FOI_TOKEN_WORD && end > at + 1;
    uint32_t number = prefix ? at + 1 + is_mark(in, at + 1, "/-#") : at;
    if (digits < 2 || letters > 24 || foi_number_goes_on(in, end) || is_period(in, number, end) ||
        is_planning(in, at, end) || is_call_number(in, at, end))
        return false;
    if (letters == 0 && digits < BARE_DIGITS)
        return false;
    return prefix || !foi_date_at(in, at, &date) || date.end < end;
}

bool foi_number_set(foi_found_reference *found, uint32_t from, uint32_t end)
{
    const foi_token *first = token_at(found->reading, from),
                    *last = token_at(found->reading, end - 1);
    size_t length = (size_t)last->start + last->length - first->start;
    if (length < 2 || length > NUMBER_BYTES)
        return false;
    memcpy(found->id, found->reading->text + first->start, length);
    found->id[length] = '\0';
    for (char *c = found->id; *c; c++)
        if (*c == '\n')
            *c = ' ';
    found->kind = FOI_REFERENCE_AUTHORITY_REF;
    found->value = from;
    found->end = end;
    return true;
}

bool foi_number_is_form(const foi_found_reference *found, uint32_t at)
{
    size_t forms;
    const foi_reference_reader *readers = foi_reference_forms(&forms);
    foi_found_reference inner = *found;
    inner.at = at;
    for (size_t i = 0; i < forms; i++) {
        bool begins = readers[i].mark && is_mark(found->reading, at, (char[]){readers[i].mark, 0});
        for (const char *const *word = readers[i].words; *word && !begins; word++)
            begins = is_word(found->reading, at, *word);
        if (begins && readers[i].read(&inner))
            return true;
    }
    return false;
}
