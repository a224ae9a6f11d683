#include "indexer/tag/dates.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/law/symbols.h"
#include "indexer/tag/look.h"

/* Shorter names are other words when one letter of them is changed. */
#define MISREAD_LETTERS 6

/* The longest name of a month, with room for two letters read as four. */
#define MONTH_LETTERS 12

/* Years of two digits up to this one are of this century. */
#define SHORT_YEAR_LAST 40

static const char *const english_months[] = {"january",   "february", "march",    "april",
                                             "may",       "june",     "july",     "august",
                                             "september", "october",  "november", "december"};

/* Welsh names also with the soft mutation that "o" brings: "3ydd o Fawrth". */
static const foi_symbol_map *month_table(void)
{
    static const foi_symbol_map *made;
    static const char *const names[12] = {"january|jan|ionawr",
                                          "february|feb|chwefror|chwef",
                                          "march|mar|mawrth|fawrth",
                                          "april|apr|ebrill",
                                          "may|mai|fai",
                                          "june|jun|mehefin|fehefin",
                                          "july|jul|gorffennaf|orffennaf",
                                          "august|aug|awst",
                                          "september|sep|sept|medi|fedi",
                                          "october|oct|hydref",
                                          "november|nov|tachwedd|dachwedd",
                                          "december|dec|rhagfyr|ragfyr"};
    if (g_once_init_enter(&made)) {
        foi_symbol_map *table = g_new0(foi_symbol_map, 1);
        for (int m = 0; m < 12; m++) {
            g_auto(GStrv) forms = g_strsplit(names[m], "|", -1);
            for (char **form = forms; *form; form++)
                foi_symbol_map_put(table, foi_token_symbol(*form), (uint32_t)m + 1);
        }
        g_once_init_leave(&made, table);
    }
    return made;
}

static int month_of(const foi_token *token)
{
    if (token->kind != FOI_TOKEN_WORD || token->value > 10)
        return 0;
    return (int)foi_symbol_map_get(month_table(), token->symbol);
}

/* --- what character recognition makes of dates --------------------------------------------------
 */

/* The digit that C is or is taken for; -1 for other characters. */
static int digit_of(char c)
{
    if (g_ascii_isdigit(c))
        return c - '0';
    return c == 'O' || c == 'o' ? 0 : c == 'l' || c == 'I' || c == 'i' ? 1 : -1;
}

static char fold(char c)
{
    c = g_ascii_tolower(c);
    return c == '0' ? 'o' : c == '1' || c == 'i' || c == '|' ? 'l' : c == '5' ? 's' : c;
}

/* TEXT with letters that are taken for each other made the same; "rn" is "m". */
static size_t fold_all(const char *text, size_t length, char *out)
{
    size_t made = 0;
    for (size_t i = 0; i < length && made < MONTH_LETTERS; i++) {
        bool joined = i + 1 < length && text[i] == 'r' && text[i + 1] == 'n';
        out[made++] = joined ? 'm' : fold(text[i]);
        i += joined;
    }
    return made;
}

/* The month whose name is LENGTH bytes of TEXT but for letters that look alike and one other letter
 * that is not the first ("Februaiy"); 0 where there is none. */
static int misread_month(const char *text, size_t length)
{
    char read[MONTH_LETTERS], printed[MONTH_LETTERS];
    size_t read_length = fold_all(text, length, read);
    if (read_length < 3 || !strchr("jfmasond", read[0]))
        return 0;
    for (int m = 0; m < 12; m++) {
        const char *name = english_months[m];
        unsigned wrong = 0;
        if (*name != read[0] || fold_all(name, strlen(name), printed) != read_length)
            continue;
        for (size_t i = 0; i < read_length; i++)
            wrong += read[i] != printed[i];
        if (wrong == 0 || (wrong == 1 && length >= MISREAD_LETTERS))
            return m + 1;
    }
    return 0;
}

/* The month at AT, behind a day; *END one after it. */
static int read_month(const foi_reading *reading, uint32_t at, uint32_t *end)
{
    const foi_token *first = token_at(reading, at);
    int month = month_of(first);
    *end = at + 1;
    if (month || first->kind == FOI_TOKEN_MARK || first->kind == FOI_TOKEN_PROVISION)
        return month;
    char c = reading->text[first->start];
    if (!g_ascii_isupper(c) && c != '0')
        return 0;
    uint32_t i = at + 1;
    while (glued_at(reading, i) && token_at(reading, i)->kind != FOI_TOKEN_MARK && i < at + 4)
        i++;
    const foi_token *last = token_at(reading, i - 1);
    size_t length = (size_t)last->start + last->length - first->start;
    if (length > MONTH_LETTERS)
        return 0;
    *end = i;
    return misread_month(reading->text + first->start, length);
}

/* LEAST to MOST digits at AT, letters taken for them among them; -1 where there are none. *END is
 * one after them. */
static int read_digits(const foi_reading *reading, uint32_t at, unsigned least, unsigned most,
                       uint32_t *end)
{
    unsigned digits = 0, printed = 0;
    int value = 0;
    uint32_t i = at;
    for (; i == at || glued_at(reading, i); i++) {
        const foi_token *token = token_at(reading, i);
        int read = 0;
        if (token->kind == FOI_TOKEN_MARK || token->length + digits > most)
            break;
        for (uint32_t k = 0; k < token->length && read >= 0; k++) {
            int digit = digit_of(reading->text[token->start + k]);
            read = digit < 0 ? -1 : 0;
            value = digit < 0 ? value : value * 10 + digit;
            printed += g_ascii_isdigit(reading->text[token->start + k]) != 0;
        }
        if (read < 0)
            break;
        digits += token->length;
    }
    *end = i;
    return digits < least || (printed == 0 && digits < 2) ? -1 : value;
}

/* --- parts of a date ----------------------------------------------------------------------------
 */

static int year_of(const foi_token *token)
{
    if (token->kind != FOI_TOKEN_NUMBER || token->length != 4 || token->value < 1900 ||
        token->value > 2099)
        return 0;
    return token->value;
}

static bool is_day(int year, int month, int day)
{
    return g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year);
}

/* The year at AT, behind a day and a month; *END one after it. */
static int read_year(const foi_reading *reading, uint32_t at, uint32_t *end)
{
    int year = year_of(token_at(reading, at));
    *end = at + 1;
    if (year)
        return year;
    if (token_at(reading, at)->kind != FOI_TOKEN_NUMBER)
        return 0;
    year = read_digits(reading, at, 4, 4, end);
    if (glued_at(reading, *end) && *end < reading->tokens->len &&
        token_at(reading, *end)->kind != FOI_TOKEN_MARK)
        return 0;
    return year >= 1900 && year <= 2099 ? year : 0;
}

/* A year of two digits behind a dash ("18-Nov-22"), an apostrophe, or at the end of a line. */
static int read_short_year(const foi_reading *reading, uint32_t at, bool dashed, uint32_t *end)
{
    uint32_t i = at + is_mark(reading, at, "'");
    if (!is_number(reading, i, 2, 2) || token_at(reading, i)->value > SHORT_YEAR_LAST)
        return 0;
    const foi_token *next = token_at(reading, i + 1);
    bool ends = i + 1 >= reading->tokens->len || (next->flags & FOI_TOKEN_LINE);
    if (!dashed && i == at && !ends)
        return 0;
    *end = i + 1;
    return 2000 + token_at(reading, i)->value;
}

static bool is_ordinal(const foi_token *token)
{
    static const char *const endings[] = {"st",  "nd",  "rd", "th",  "af",  "il", "ail",
                                          "ydd", "edd", "ed", "fed", "ain", "eg", "fet"};
    for (size_t i = 0;
         token->kind == FOI_TOKEN_WORD && token->value <= 3 && i < G_N_ELEMENTS(endings); i++)
        if (foi_token_symbol(endings[i]) == token->symbol)
            return true;
    return false;
}

/* Whether the number at AT goes on from what stands before it: "20:20", "AB12", "10-12 May". */
static bool goes_on(const foi_reading *reading, uint32_t at)
{
    return at > 0 && glued_at(reading, at) && !is_mark(reading, at - 1, "([{,;\"'*|#:");
}

/* What is left of "1st" in "2lst", or of "0th" in "2Oth". */
static bool is_misread_ordinal(const foi_reading *reading, uint32_t at)
{
    const foi_token *token = token_at(reading, at);
    if (token->kind != FOI_TOKEN_WORD || token->value != 3 || !glued_at(reading, at) ||
        digit_of(reading->text[token->start]) < 0)
        return false;
    return g_ascii_strncasecmp(reading->text + token->start + 1, "st", 2) == 0 ||
           g_ascii_strncasecmp(reading->text + token->start + 1, "th", 2) == 0;
}

/* The day at AT with its ordinal, "1 st", "l2", "2lst"; *END one after it. 0 where there is none.
 */
static int read_day(const foi_reading *reading, uint32_t at, uint32_t *end)
{
    int day = read_digits(reading, at, 1, 2, end);
    if (day < 0 || day > 31)
        return 0;
    const foi_token *next = token_at(reading, *end);
    if (is_ordinal(next)) {
        (*end)++;
    } else if (*end == at + 1 && is_number(reading, at, 1, 1) &&
               is_misread_ordinal(reading, *end)) {
        day = day * 10 + digit_of(reading->text[next->start]);
        (*end)++;
    }
    return day > 31 ? 0 : day;
}

/* --- whole dates --------------------------------------------------------------------------------
 */

/* "24 May 2019", "12July 2017", "1st of May, 2019", "6th day of February 2024", "18-Nov-22". */
static bool day_month_year(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    uint32_t i, end;
    int day = read_day(reading, at, &i);
    if (day == 0 || goes_on(reading, at) ||
        (at > 1 && glued_at(reading, at) && is_mark(reading, at - 1, ":") &&
         token_at(reading, at - 2)->kind == FOI_TOKEN_NUMBER))
        return false;
    i += is_word(reading, i, "day");
    i += is_word(reading, i, "of") || is_word(reading, i, "o");
    bool dashed = is_mark(reading, i, "-/") || (is_mark(reading, i, ".") && glued_at(reading, i));
    i += dashed;
    i += !dashed && i > at && is_ordinal(token_at(reading, i - 1)) && is_mark(reading, i, ",");
    int month = read_month(reading, i, &end);
    if (!month)
        return false;
    /* "9 Ionawr / January 2018" */
    if (is_mark(reading, end, "/") && read_month(reading, end + 1, &i) == month)
        end = i;
    i = end;
    while (is_mark(reading, i, ",.") || (dashed && is_mark(reading, i, "-/")))
        i++;
    int year = read_year(reading, i, &end);
    if (!year)
        year = read_short_year(reading, i, dashed, &end);
    if (!year || !is_day(year, month, day))
        return false;
    *date = (foi_found_date){year, month, day, FOI_DATE_DAY, at, end};
    return true;
}

/* Whether a day stands before the month at AT: "31 April 2019" is no date of any precision. */
static bool follows_day(const foi_reading *reading, uint32_t at)
{
    while (at > 0 && (is_word(reading, at - 1, "of") || is_word(reading, at - 1, "o") ||
                      is_word(reading, at - 1, "day") || is_mark(reading, at - 1, "-/")))
        at--;
    if (at > 0 && is_ordinal(token_at(reading, at - 1)))
        at--;
    return at > 0 && is_number(reading, at - 1, 1, 2);
}

/* "May 24, 2019", "March 2017". */
static bool month_first(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    int month = month_of(token_at(reading, at));
    uint32_t i = at + 1;
    if (!month)
        return false;
    i += is_mark(reading, i, ".");
    if (is_number(reading, i, 1, 2)) {
        int day = read_day(reading, i, &i);
        i += is_mark(reading, i, ",");
        int year = year_of(token_at(reading, i));
        if (!day || !year || !is_day(year, month, day))
            return false;
        *date = (foi_found_date){year, month, day, FOI_DATE_DAY, at, i + 1};
        return true;
    }
    i += is_mark(reading, i, ",");
    int year = year_of(token_at(reading, i));
    if (!year || follows_day(reading, at))
        return false;
    *date = (foi_found_date){year, month, 0, FOI_DATE_MONTH, at, i + 1};
    return true;
}

/* Whether what stands at END, right behind a date in digits, makes it a number of another kind:
 * "12/05/2019/AB", "1.2.2015.7". A time may follow: "2020-07-27T10:15". */
static bool is_continued(const foi_reading *reading, uint32_t end)
{
    if (end >= reading->tokens->len || !glued_at(reading, end))
        return false;
    const foi_token *next = token_at(reading, end);
    if (next->kind == FOI_TOKEN_WORD)
        return !is_word(reading, end, "t");
    if (next->kind != FOI_TOKEN_MARK)
        return true;
    return is_mark(reading, end, "/-._") && end + 1 < reading->tokens->len &&
           glued_at(reading, end + 1) && token_at(reading, end + 1)->kind != FOI_TOKEN_MARK;
}

/* Whether the marks between the numbers of a date at AT are alike: glued to them, or all apart. */
static bool is_spaced_alike(const foi_reading *reading, uint32_t at)
{
    bool glued = glued_at(reading, at + 1);
    for (uint32_t i = at + 1; i < at + 5; i++)
        if (glued_at(reading, i) != glued || token_at(reading, i)->flags & FOI_TOKEN_LINE)
            return false;
    return glued || is_mark(reading, at + 1, "/");
}

/* "03/02/2011", "27.07.2020", "03-02-11", "2019-05-24". */
static bool in_digits(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    const foi_token *a = token_at(reading, at), *b = token_at(reading, at + 2),
                    *c = token_at(reading, at + 4);
    const foi_token *mark = token_at(reading, at + 1);
    if (!is_mark(reading, at + 1, "/.-") || !is_number(reading, at + 2, 1, 2) ||
        a->kind != FOI_TOKEN_NUMBER || c->kind != FOI_TOKEN_NUMBER ||
        token_at(reading, at + 3)->value != mark->value || !is_spaced_alike(reading, at) ||
        goes_on(reading, at) || is_continued(reading, at + 5))
        return false;
    int year = year_of(a), day = c->value;
    if (!year) {
        day = a->value;
        year = year_of(c);
        /* "1.2.10" is a paragraph, a version. */
        bool whole = mark->value != '.' || (a->length == 2 && b->length == 2);
        if (!year && c->length == 2 && whole && glued_at(reading, at + 1))
            year = 2000 + c->value;
    } else if (c->length > 2) {
        return false;
    }
    if (!year || day == 0 || day > 31 || b->value == 0 || b->value > 12 ||
        !is_day(year, b->value, day))
        return false;
    *date = (foi_found_date){year, b->value, day, FOI_DATE_DAY, at, at + 5};
    return true;
}

bool foi_date_at(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    const foi_token *token = token_at(reading, at);
    if (!foi_date_may_begin(token))
        return false;
    if (token->kind == FOI_TOKEN_NUMBER)
        return day_month_year(reading, at, date) || in_digits(reading, at, date);
    if (token->value <= 2 && digit_of(reading->text[token->start]) >= 0 &&
        day_month_year(reading, at, date))
        return true;
    return (token->flags & FOI_TOKEN_CAPITAL) && month_first(reading, at, date);
}
