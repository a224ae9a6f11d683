/* sheet_section.h - the pieces of a number format, between its reader and its writers. */
#ifndef FOI_SHEET_SECTION_H
#define FOI_SHEET_SECTION_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/sheet/sheet_format.h"

#define FOI_SHEET_SECTIONS 4

typedef enum foi_sheet_token_kind {
    FOI_SHEET_LITERAL,
    FOI_SHEET_GENERAL,
    FOI_SHEET_DIGIT, /**< of the whole part: `sign` is '0', '#' or '?' */
    FOI_SHEET_DECIMAL,
    FOI_SHEET_POINT,
    FOI_SHEET_EXPONENT, /**< `sign` is '+' or '-', `count` the digits */
    FOI_SHEET_YEAR,
    FOI_SHEET_MONTH,
    FOI_SHEET_DAY,
    FOI_SHEET_HOUR,
    FOI_SHEET_MINUTE,
    FOI_SHEET_SECOND,
    FOI_SHEET_PARTS,   /**< of a second: `count` digits behind a point */
    FOI_SHEET_HALF,    /**< AM or PM; `count` 1: A or P */
    FOI_SHEET_ELAPSED, /**< hours, minutes or seconds altogether: `sign` is 'h', 'm' or 's' */
} foi_sheet_token_kind;

typedef struct foi_sheet_token {
    foi_sheet_token_kind kind;
    unsigned count; /**< how often its letter stands */
    char sign;
    char text[8]; /**< of a literal: one character */
} foi_sheet_token;

typedef struct foi_sheet_section {
    GArray *tokens; /**< of foi_sheet_token; NULL: there is no such section */
    bool date;
    bool general;   /**< something in it is beyond us: the general format */
    char compare;   /**< '<', '>', '=', 'l' (<=), 'g' (>=), 'n' (<>); '\0': no condition */
    double against; /**< of the condition */
    unsigned whole; /**< digits before the point */
    unsigned decimals;
    unsigned percents;
    unsigned thousands; /**< how often the value is divided by a thousand */
    bool grouped;
    bool half;     /**< hours go to twelve */
    bool exponent; /**< it has one */
} foi_sheet_section;

struct foi_sheet_format {
    foi_sheet_section sections[FOI_SHEET_SECTIONS];
    unsigned count;
    bool hides; /**< no section shows anything: such cells hold data all the same */
};

/** VALUE with DECIMALS digits behind the point and without a sign, rounded as people do: of its
 * first fifteen digits, halves up. VALUE below 1e21, DECIMALS up to 30. */
void foi_sheet_fixed(double value, unsigned decimals, GString *out);

/** VALUE in the general format. */
void foi_sheet_general(double value, GString *out);

/** VALUE as a date by a section that has `date`; false: no calendar has it. */
bool foi_sheet_date(const foi_sheet_section *section, double value, bool from_1904, GString *out);

#endif
