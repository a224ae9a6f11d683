/* Dates and times of a sheet: days since 1900, of which programs think that it was a leap year. */
#include <math.h>
#include <string.h>

#include "indexer/extract/sheet/sheet_section.h"

/* Days from 1900 to 1904 in this count, and the last one, in the year 9999. */
#define DAYS_TO_1904 1462
#define LAST_DAY     2958465
/* The day that never was, 29 February 1900, and GLib's count of the day 0 of all behind it. */
#define LEAP_DAY     60
#define DAY_ZERO     693594
#define DAY_SECONDS  86400

static const char *const MONTHS[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const WEEKDAYS[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};
static const unsigned POWERS[] = {1, 10, 100, 1000};

typedef struct moment {
    guint64 days;
    unsigned year;
    unsigned month; /* from 1 */
    unsigned day;
    unsigned weekday; /* 0: Sunday */
    guint64 ticks;    /* of the day, in parts of a second */
    unsigned parts;   /* of a second: 1, 10, 100, 1000 */
} moment;

static void set_day(moment *at)
{
    at->weekday = (unsigned)((at->days + 6) % 7);
    if (at->days == 0 || at->days == LEAP_DAY) {
        at->year = 1900;
        at->month = at->days == 0 ? 1 : 2;
        at->day = at->days == 0 ? 0 : 29;
        return;
    }
    GDate date;
    g_date_clear(&date, 1);
    g_date_set_julian(&date, (guint32)(at->days + DAY_ZERO + (at->days < LEAP_DAY ? 1 : 0)));
    at->year = g_date_get_year(&date);
    at->month = (unsigned)g_date_get_month(&date);
    at->day = g_date_get_day(&date);
}

static bool set_moment(moment *at, const foi_sheet_section *section, double value, bool from_1904)
{
    value += from_1904 ? DAYS_TO_1904 : 0;
    if (!(value >= 0) || value >= LAST_DAY + 1)
        return false;
    unsigned places = 0;
    for (guint i = 0; i < section->tokens->len; i++) {
        const foi_sheet_token *token = &g_array_index(section->tokens, foi_sheet_token, i);
        if (token->kind == FOI_SHEET_PARTS)
            places = MAX(places, token->count);
    }
    at->parts = POWERS[places];
    at->days = (guint64)value;
    guint64 in_day = (guint64)DAY_SECONDS * at->parts;
    at->ticks = (guint64)((value - floor(value)) * (double)in_day + 0.5);
    if (at->ticks >= in_day) {
        at->ticks -= in_day;
        at->days++;
    }
    if (at->days > LAST_DAY)
        return false;
    set_day(at);
    return true;
}

/* NUMBER with at least WIDTH digits. */
static void append_padded(GString *out, guint64 number, unsigned width)
{
    g_string_append_printf(out, "%0*" G_GUINT64_FORMAT, (int)MIN(width, 9), number);
}

static void append_month(GString *out, unsigned month, unsigned count)
{
    if (count <= 2)
        append_padded(out, month, count);
    else
        g_string_append_len(out, MONTHS[month - 1],
                            count == 3   ? 3
                            : count == 5 ? 1
                                         : (gssize)strlen(MONTHS[month - 1]));
}

static void append_day(GString *out, const moment *at, unsigned count)
{
    const char *name = WEEKDAYS[at->weekday];
    if (count <= 2)
        append_padded(out, at->day, count);
    else
        g_string_append_len(out, name, count == 3 ? 3 : (gssize)strlen(name));
}

static void append_half(GString *out, bool afternoon, unsigned count)
{
    g_string_append_c(out, afternoon ? 'P' : 'A');
    if (count > 1)
        g_string_append_c(out, 'M');
}

static void append_elapsed(GString *out, const moment *at, const foi_sheet_token *token)
{
    guint64 seconds = at->days * DAY_SECONDS + at->ticks / at->parts;
    unsigned unit = token->sign == 'h' ? 3600 : token->sign == 'm' ? 60 : 1;
    append_padded(out, seconds / unit, token->count);
}

static void append_parts(GString *out, const moment *at, unsigned count)
{
    if (count == 0)
        return;
    g_string_append_c(out, '.');
    append_padded(out, at->ticks % at->parts / (at->parts / POWERS[count]), count);
}

static void append_token(GString *out, const moment *at, const foi_sheet_section *section,
                         const foi_sheet_token *token)
{
    unsigned seconds = (unsigned)(at->ticks / at->parts);
    unsigned hour = seconds / 3600;
    unsigned shown_hour = !section->half ? hour : hour % 12 == 0 ? 12 : hour % 12;
    if (token->kind == FOI_SHEET_LITERAL)
        g_string_append(out, token->text);
    else if (token->kind == FOI_SHEET_YEAR)
        append_padded(out, token->count <= 2 ? at->year % 100 : at->year,
                      token->count <= 2 ? 2 : 4);
    else if (token->kind == FOI_SHEET_MONTH)
        append_month(out, at->month, token->count);
    else if (token->kind == FOI_SHEET_DAY)
        append_day(out, at, token->count);
    else if (token->kind == FOI_SHEET_HOUR)
        append_padded(out, shown_hour, token->count);
    else if (token->kind == FOI_SHEET_MINUTE)
        append_padded(out, seconds / 60 % 60, token->count);
    else if (token->kind == FOI_SHEET_SECOND)
        append_padded(out, seconds % 60, token->count);
    else if (token->kind == FOI_SHEET_PARTS)
        append_parts(out, at, token->count);
    else if (token->kind == FOI_SHEET_HALF)
        append_half(out, hour >= 12, token->count);
    else if (token->kind == FOI_SHEET_ELAPSED)
        append_elapsed(out, at, token);
    else if (token->kind == FOI_SHEET_POINT)
        g_string_append_c(out, '.');
}

bool foi_sheet_date(const foi_sheet_section *section, double value, bool from_1904, GString *out)
{
    moment at;
    if (!set_moment(&at, section, value, from_1904))
        return false;
    for (guint i = 0; i < section->tokens->len; i++)
        append_token(out, &at, section, &g_array_index(section->tokens, foi_sheet_token, i));
    return true;
}
