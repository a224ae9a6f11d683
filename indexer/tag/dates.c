#include "indexer/tag/dates.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/law/symbols.h"

static const foi_token *token_at(const foi_reading *reading, uint32_t at)
{
    static const foi_token none = {.kind = FOI_TOKEN_MARK};
    return at < reading->tokens->len ? foi_reading_token(reading, at) : &none;
}

static bool is_mark(const foi_reading *reading, uint32_t at, char mark)
{
    const foi_token *token = token_at(reading, at);
    return token->kind == FOI_TOKEN_MARK && token->value == (uint16_t)mark;
}

static bool is_glued(const foi_reading *reading, uint32_t at)
{
    return token_at(reading, at)->flags & FOI_TOKEN_GLUED;
}

/* Shorter names are other words when one letter of them is changed. */
#define MISREAD_LETTERS 6

static const foi_symbol_map *month_table(void)
{
    static const foi_symbol_map *made;
    static const char *const names[12] = {"january|jan|ionawr",
                                          "february|feb|chwefror",
                                          "march|mar|mawrth",
                                          "april|apr|ebrill",
                                          "may|mai",
                                          "june|jun|mehefin",
                                          "july|jul|gorffennaf",
                                          "august|aug|awst",
                                          "september|sep|sept|medi",
                                          "october|oct|hydref",
                                          "november|nov|tachwedd",
                                          "december|dec|rhagfyr"};
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

/* Whether NAME with one letter read wrong could be what is printed ("Februaiy"). */
static bool is_misread(const char *text, size_t length, const char *name)
{
    unsigned wrong = 0;
    if (length != strlen(name) || length < MISREAD_LETTERS)
        return false;
    for (size_t i = 0; i < length; i++)
        wrong += g_ascii_tolower(text[i]) != name[i];
    return wrong == 1;
}

/* As month_of(); also the long names with one letter that character recognition got wrong. */
static int month_between_numbers(const foi_reading *reading, uint32_t at)
{
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    const foi_token *token = token_at(reading, at);
    int month = month_of(token);
    if (month || token->kind != FOI_TOKEN_WORD || !(token->flags & FOI_TOKEN_CAPITAL))
        return month;
    for (int m = 0; m < 12; m++)
        if (is_misread(reading->text + token->start, token->length, names[m]))
            return m + 1;
    return 0;
}

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

/* The year at AT, behind a day and a month; *END one after it. Character recognition takes letters
 * for digits there: "2O20", "20l9". */
static int read_year(const foi_reading *reading, uint32_t at, uint32_t *end)
{
    char digits[5];
    size_t length = 0;
    uint32_t i = at;
    int year = year_of(token_at(reading, at));
    *end = at + 1;
    if (year)
        return year;
    for (; length < 4 && i < reading->tokens->len && (i == at || is_glued(reading, i)); i++) {
        const foi_token *token = token_at(reading, i);
        if (token->kind == FOI_TOKEN_MARK || length + token->length > 4)
            return 0;
        for (uint32_t k = 0; k < token->length; k++) {
            char c = reading->text[token->start + k];
            digits[length++] = c == 'O' || c == 'o'               ? '0'
                               : c == 'l' || c == 'I' || c == 'i' ? '1'
                                                                  : c;
        }
    }
    digits[length] = '\0';
    *end = i;
    if (length != 4 || strspn(digits, "0123456789") != 4 ||
        token_at(reading, at)->kind != FOI_TOKEN_NUMBER ||
        (i < reading->tokens->len && is_glued(reading, i) &&
         token_at(reading, i)->kind != FOI_TOKEN_MARK))
        return 0;
    year = (int)g_ascii_strtoull(digits, NULL, 10);
    return year >= 1900 && year <= 2099 ? year : 0;
}

static bool is_ordinal(const foi_token *token)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "af", "fed", "ain", "eg"};
    for (size_t i = 0;
         token->kind == FOI_TOKEN_WORD && token->value <= 3 && i < G_N_ELEMENTS(endings); i++)
        if (foi_token_symbol(endings[i]) == token->symbol)
            return true;
    return false;
}

/* "24 May 2019", "12July 2017", "1st of May, 2019", "6 Feb 2024". */
static bool day_month_year(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    const foi_token *day = token_at(reading, at);
    if (day->kind != FOI_TOKEN_NUMBER || day->length > 2)
        return false;
    /* "20:20 June 2008": a time or a title. */
    if (at > 1 && is_glued(reading, at) && is_mark(reading, at - 1, ':') &&
        token_at(reading, at - 2)->kind == FOI_TOKEN_NUMBER)
        return false;
    uint32_t i = at + 1;
    i += is_ordinal(token_at(reading, i));
    i += token_at(reading, i)->symbol == foi_token_symbol("of");
    bool dashed = is_mark(reading, i, '-') || is_mark(reading, i, '/');
    i += dashed;
    int month = month_between_numbers(reading, i);
    if (!month)
        return false;
    i++;
    while (is_mark(reading, i, ',') || is_mark(reading, i, '.') ||
           (dashed && is_mark(reading, i, '-')) || (dashed && is_mark(reading, i, '/')))
        i++;
    uint32_t end;
    int year = read_year(reading, i, &end);
    const foi_token *short_year = token_at(reading, i);
    if (!year && dashed && short_year->kind == FOI_TOKEN_NUMBER && short_year->length == 2)
        year = 2000 + short_year->value;
    if (!year || !is_day(year, month, day->value))
        return false;
    *date = (foi_found_date){year, month, day->value, FOI_DATE_DAY, at, end};
    return true;
}

/* "May 24, 2019", "March 2017". */
static bool month_first(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    const foi_token *name = token_at(reading, at);
    int month = month_of(name);
    if (!month)
        return false;
    uint32_t i = at + 1;
    const foi_token *day = token_at(reading, i);
    if (day->kind == FOI_TOKEN_NUMBER && day->length <= 2) {
        i++;
        i += is_ordinal(token_at(reading, i));
        i += is_mark(reading, i, ',');
        int year = year_of(token_at(reading, i));
        if (!year || !is_day(year, month, day->value))
            return false;
        *date = (foi_found_date){year, month, day->value, FOI_DATE_DAY, at, i + 1};
        return true;
    }
    i += is_mark(reading, i, ',');
    int year = year_of(token_at(reading, i));
    /* "31 February 2019" is no date of any precision. */
    if (!year || (at > 0 && token_at(reading, at - 1)->kind == FOI_TOKEN_NUMBER &&
                  token_at(reading, at - 1)->length <= 2))
        return false;
    *date = (foi_found_date){year, month, 0, FOI_DATE_MONTH, at, i + 1};
    return true;
}

/* "03/02/2011", "27.07.2020", "03-02-11", "2019-05-24". */
static bool in_digits(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    const foi_token *a = token_at(reading, at), *b = token_at(reading, at + 2),
                    *c = token_at(reading, at + 4);
    const foi_token *mark = token_at(reading, at + 1);
    if (a->kind != FOI_TOKEN_NUMBER || b->kind != FOI_TOKEN_NUMBER || c->kind != FOI_TOKEN_NUMBER ||
        mark->kind != FOI_TOKEN_MARK || token_at(reading, at + 3)->value != mark->value ||
        (mark->value != '/' && mark->value != '.' && mark->value != '-'))
        return false;
    for (uint32_t i = at + 1; i < at + 5; i++)
        if (!is_glued(reading, i))
            return false;
    if (at > 0 && is_glued(reading, at) && token_at(reading, at - 1)->value == mark->value)
        return false;
    int year = year_of(a), day = c->value;
    if (!year) {
        day = a->value;
        year = year_of(c);
        if (!year && c->length == 2 && mark->value != '.')
            year = 2000 + c->value;
    } else if (c->length > 2) {
        return false;
    }
    if (!year || b->length > 2 || day > 31 || !is_day(year, b->value, day))
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
    return month_first(reading, at, date);
}

bool foi_date_in_citation(const foi_reading *reading, uint32_t at, foi_found_date *date)
{
    int year = 0;
    if (is_mark(reading, at, '[') && is_mark(reading, at + 2, ']') &&
        token_at(reading, at + 3)->symbol == foi_token_symbol("ukico"))
        year = year_of(token_at(reading, at + 1));
    else if (token_at(reading, at)->symbol == foi_token_symbol("decision") &&
             token_at(reading, at + 1)->kind == FOI_TOKEN_NUMBER && is_mark(reading, at + 2, '/'))
        year = year_of(token_at(reading, at + 3));
    if (!year)
        return false;
    *date = (foi_found_date){year, 0, 0, FOI_DATE_YEAR, at, at + 4};
    return true;
}
