/* days.c - reading dates strictly: an impossible one is an error, never an empty result. */
#include "indexer/base/days.h"

#include <glib.h>
#include <string.h>

static const char form_problem[] = "dates are written 2019, 2019-05 or 2019-05-24, ranges "
                                   "2018..2019-06, 2018.. or ..2019-06";

/* Reads COUNT digits; 0 where there are others. */
static uint32_t digits(const char *text, size_t count)
{
    uint32_t number = 0;

    for (size_t i = 0; i < count; i++) {
        if (!g_ascii_isdigit(text[i]))
            return 0;
        number = number * 10 + (uint32_t)(text[i] - '0');
    }
    return number;
}

static bool fail(const char **problem, const char *why)
{
    *problem = why;
    return false;
}

static bool all_digits_or_dashes(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : !g_ascii_isdigit(text[i]))
            return false;
    }
    return true;
}

bool foi_days_read(const char *text, size_t length, foi_days *days, const char **problem)
{
    uint32_t year, month, day;

    if ((length != 4 && length != 7 && length != 10) || !all_digits_or_dashes(text, length))
        return fail(problem, form_problem);
    year = digits(text, 4);
    month = length >= 7 ? digits(text + 5, 2) : 0;
    day = length == 10 ? digits(text + 8, 2) : 0;
    if (year == 0)
        return fail(problem, "there is no year 0");
    if (length >= 7 && (month < 1 || month > 12))
        return fail(problem, "months run from 01 to 12");
    if (length == 10 && !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
        return fail(problem, "that month has no such day");
    days->first = year * 10000 + (month ? month : 1) * 100 + (day ? day : 1);
    if (day == 0) {
        month = month ? month : 12;
        day = g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
    }
    days->last = year * 10000 + month * 100 + day;
    return true;
}

bool foi_days_read_range(const char *text, foi_days *days, const char **problem)
{
    const char *dots = strstr(text, "..");
    foi_days low = {0, 0};
    foi_days high = {0, 0};

    if (!dots)
        return foi_days_read(text, strlen(text), days, problem);
    if (dots == text && dots[2] == '\0')
        return fail(problem, "a range needs a date on at least one side of the dots");
    if (dots > text && !foi_days_read(text, (size_t)(dots - text), &low, problem))
        return false;
    if (dots[2] != '\0' && !foi_days_read(dots + 2, strlen(dots + 2), &high, problem))
        return false;
    if (low.first != 0 && high.last != 0 && low.first > high.last)
        return fail(problem, "the range ends before it begins; swap the two dates");
    days->first = low.first;
    days->last = high.last;
    return true;
}

void foi_days_write(foi_days days, char text[FOI_DAYS_TEXT])
{
    uint32_t year = days.first / 10000, month = days.first / 100 % 100, day = days.first % 100;

    text[0] = '\0';
    if (days.first == 0)
        return;
    if (days.first == days.last)
        g_snprintf(text, FOI_DAYS_TEXT, "%04u-%02u-%02u", year, month, day);
    else if (days.first / 100 == days.last / 100)
        g_snprintf(text, FOI_DAYS_TEXT, "%04u-%02u", year, month);
    else
        g_snprintf(text, FOI_DAYS_TEXT, "%04u", year);
}
