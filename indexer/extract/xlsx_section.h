/* xlsx_section.h - the pieces of a number format, between its reader and its writers. */
#ifndef FOI_XLSX_SECTION_H
#define FOI_XLSX_SECTION_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/extract/xlsx_format.h"

#define FOI_XLSX_SECTIONS 4

typedef enum foi_xlsx_token_kind {
    FOI_XLSX_LITERAL,
    FOI_XLSX_GENERAL,
    FOI_XLSX_DIGIT, /**< of the whole part: `sign` is '0', '#' or '?' */
    FOI_XLSX_DECIMAL,
    FOI_XLSX_POINT,
    FOI_XLSX_EXPONENT, /**< `sign` is '+' or '-', `count` the digits */
    FOI_XLSX_YEAR,
    FOI_XLSX_MONTH,
    FOI_XLSX_DAY,
    FOI_XLSX_HOUR,
    FOI_XLSX_MINUTE,
    FOI_XLSX_SECOND,
    FOI_XLSX_PARTS,   /**< of a second: `count` digits behind a point */
    FOI_XLSX_HALF,    /**< AM or PM; `count` 1: A or P */
    FOI_XLSX_ELAPSED, /**< hours, minutes or seconds altogether: `sign` is 'h', 'm' or 's' */
} foi_xlsx_token_kind;

typedef struct foi_xlsx_token {
    foi_xlsx_token_kind kind;
    unsigned count; /**< how often its letter stands */
    char sign;
    char text[8]; /**< of a literal: one character */
} foi_xlsx_token;

typedef struct foi_xlsx_section {
    GArray *tokens; /**< of foi_xlsx_token; NULL: there is no such section */
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
} foi_xlsx_section;

struct foi_xlsx_format {
    foi_xlsx_section sections[FOI_XLSX_SECTIONS];
    unsigned count;
    bool hides; /**< no section shows anything: such cells hold data all the same */
};

/** VALUE with DECIMALS digits behind the point and without a sign, rounded as people do: of its
 * first fifteen digits, halves up. VALUE below 1e21, DECIMALS up to 30. */
void foi_xlsx_fixed(double value, unsigned decimals, GString *out);

/** VALUE in the general format. */
void foi_xlsx_general(double value, GString *out);

/** VALUE as a date by a section that has `date`; false: no calendar has it. */
bool foi_xlsx_date(const foi_xlsx_section *section, double value, bool from_1904, GString *out);

#endif
