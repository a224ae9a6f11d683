/* days.h - dates and ranges of dates as they are stored and as they are written in a query. */
#ifndef FOI_DAYS_H
#define FOI_DAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The days that a date field's value covers, as YYYYMMDD, both inclusive; 0: open at that end. */
typedef struct foi_days {
    uint32_t first;
    uint32_t last;
} foi_days;

/**
 * Read LENGTH bytes as YYYY, YYYY-MM or YYYY-MM-DD (years 1 to 9999) into DAYS. False, with what is
 * wrong in *PROBLEM (static), for another form or a day that no calendar has.
 */
bool foi_days_read(const char *text, size_t length, foi_days *days, const char **problem);

/** The same for one date or A..B, A.., ..B; A must not be later than B. */
bool foi_days_read_range(const char *text, foi_days *days, const char **problem);

/** Longest date as it is written, its NUL included. */
#define FOI_DAYS_TEXT 11

/** Write DAYS, which foi_days_read() has read of one date, as that date; "" where they are 0. */
void foi_days_write(foi_days days, char text[FOI_DAYS_TEXT]);

#endif
