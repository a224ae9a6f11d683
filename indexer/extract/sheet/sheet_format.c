#include "indexer/extract/sheet/sheet_format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/extract/sheet/sheet_section.h"

/* Digits that a number is known to; what lies behind them is an effect of the machine. */
#define DIGITS   15
/* The general format is this wide. */
#define GENERAL  10
#define LARGEST  1e21
#define SMALLEST 1e-4

/* The digits of a number, rounded: 0.DIGITS times ten to the power of POINT. */
typedef struct decimal {
    char digits[DIGITS + 1];
    int count;
    int point;
} decimal;

static void decimal_set(decimal *out, double value)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", DIGITS - 1, fabs(value));
    out->digits[0] = text[0];
    memcpy(out->digits + 1, text + 2, DIGITS - 1);
    out->count = DIGITS;
    out->point = (int)strtol(strchr(text, 'e') + 1, NULL, 10) + 1;
}

/* Keep DECIMALS digits behind the point, halves up. */
static void decimal_round(decimal *out, int decimals)
{
    int keep = out->point + decimals;
    if (keep >= out->count)
        return;
    bool up = keep >= 0 && out->digits[keep] >= '5';
    out->count = MAX(keep, 0);
    for (int i = out->count - 1; up && i >= 0; i--) {
        up = out->digits[i] == '9';
        out->digits[i] = up ? '0' : (char)(out->digits[i] + 1);
    }
    if (up) {
        memmove(out->digits + 1, out->digits, (size_t)out->count);
        out->digits[0] = '1';
        out->count++;
        out->point++;
    }
}

static char digit_at(const decimal *number, int place)
{
    return place >= 0 && place < number->count ? number->digits[place] : '0';
}

void foi_sheet_fixed(double value, unsigned decimals, GString *out)
{
    decimal number;
    decimal_set(&number, value);
    decimal_round(&number, (int)decimals);
    if (number.point <= 0)
        g_string_append_c(out, '0');
    for (int i = 0; i < number.point; i++)
        g_string_append_c(out, digit_at(&number, i));
    if (decimals == 0)
        return;
    g_string_append_c(out, '.');
    for (int i = 0; i < (int)decimals; i++)
        g_string_append_c(out, digit_at(&number, number.point + i));
}

/* Drop zeros at the end of what stands in OUT behind FROM, which has a point. */
static void drop_zeros(GString *out, size_t from)
{
    size_t length = out->len;
    while (length > from && out->str[length - 1] == '0')
        length--;
    if (length > from && out->str[length - 1] == '.')
        length--;
    g_string_truncate(out, length);
}

static void append_scientific(double value, unsigned decimals, unsigned width, char sign,
                              GString *out)
{
    char text[64];
    snprintf(text, sizeof text, "%.*e", (int)MIN(decimals, DIGITS - 1), fabs(value));
    char *mark = strchr(text, 'e');
    int exponent = (int)strtol(mark + 1, NULL, 10);
    *mark = '\0';
    g_string_append(out, text);
    if (sign == 'g')
        drop_zeros(out, out->len - strlen(text));
    g_string_append_printf(out, "E%s%0*d",
                           exponent < 0  ? "-"
                           : sign == '-' ? ""
                                         : "+",
                           (int)width, abs(exponent));
}

void foi_sheet_general(double value, GString *out)
{
    double size = fabs(value);
    if (value < 0)
        g_string_append_c(out, '-');
    if (size != 0 && (size >= 1e15 || size < SMALLEST)) {
        append_scientific(size, 5, 2, 'g', out);
        return;
    }
    size_t from = out->len;
    if (size == floor(size)) {
        foi_sheet_fixed(size, 0, out);
        return;
    }
    decimal number;
    decimal_set(&number, size);
    foi_sheet_fixed(size, (unsigned)MAX(GENERAL - MAX(number.point, 1), 2), out);
    drop_zeros(out, from);
}

/* --- numbers by a section --- */

typedef struct digits {
    GString *whole; /* without zeros in front: may be empty */
    const char *decimals;
    unsigned decimals_length;
    unsigned shown; /* digits behind the point without the zeros at the end */
} digits;

static void append_group(GString *out, const foi_sheet_section *section, char digit, size_t behind)
{
    g_string_append_c(out, digit);
    if (section->grouped && behind > 0 && behind % 3 == 0)
        g_string_append_c(out, ',');
}

/* The digit of the whole part that belongs to place PLACE of the section's; the first place takes
 * all for which there is no other. */
static void append_whole(GString *out, const foi_sheet_section *section, const digits *number,
                         unsigned place, char sign)
{
    size_t length = number->whole->len;
    size_t behind = section->whole - place - 1;
    if (place == 0)
        for (size_t left = length; left > section->whole; left--)
            append_group(out, section, number->whole->str[length - left], left - 1);
    if (behind < length)
        append_group(out, section, number->whole->str[length - behind - 1], behind);
    else if (sign == '0')
        append_group(out, section, '0', behind);
}

static void append_number(GString *out, const foi_sheet_section *section, const digits *number,
                          double scaled)
{
    unsigned whole = 0;
    unsigned place = 0;
    for (guint i = 0; i < section->tokens->len; i++) {
        const foi_sheet_token *token = &g_array_index(section->tokens, foi_sheet_token, i);
        if (token->kind == FOI_SHEET_LITERAL) {
            g_string_append(out, token->text);
        } else if (token->kind == FOI_SHEET_GENERAL) {
            foi_sheet_general(fabs(scaled), out);
        } else if (token->kind == FOI_SHEET_DIGIT) {
            append_whole(out, section, number, whole++, token->sign);
        } else if (token->kind == FOI_SHEET_POINT) {
            if (section->whole == 0)
                g_string_append(out, number->whole->str);
            g_string_append_c(out, '.');
        } else if (token->kind == FOI_SHEET_DECIMAL && place < number->decimals_length) {
            if (token->sign == '0' || place < number->shown)
                g_string_append_c(out, number->decimals[place]);
            place++;
        }
    }
}

static bool is_zero(const char *text)
{
    return text[strspn(text, "0.")] == '\0';
}

/* The whole part and the decimals of VALUE as SECTION shows them. */
static void by_digits(const foi_sheet_section *section, double value, bool minus, GString *out)
{
    double scaled = fabs(value) * pow(100, section->percents) / pow(1000, section->thousands);
    if (!(scaled < LARGEST)) {
        foi_sheet_general(value, out);
        return;
    }
    g_autoptr(GString) fixed = g_string_new(NULL);
    foi_sheet_fixed(scaled, section->decimals, fixed);
    bool digit = section->whole + section->decimals > 0;
    if (minus && (digit ? !is_zero(fixed->str) : value != 0))
        g_string_append_c(out, '-');
    size_t point = strcspn(fixed->str, ".");
    g_autoptr(GString) whole = g_string_new_len(fixed->str, (gssize)point);
    if (strcmp(whole->str, "0") == 0)
        g_string_truncate(whole, 0);
    digits number = {whole, fixed->str + point + (fixed->str[point] == '.'), section->decimals, 0};
    for (unsigned i = 0; i < section->decimals; i++)
        if (number.decimals[i] != '0')
            number.shown = i + 1;
    append_number(out, section, &number, scaled);
}

static void by_exponent(const foi_sheet_section *section, double value, bool minus, GString *out)
{
    if (minus && value != 0)
        g_string_append_c(out, '-');
    for (guint i = 0; i < section->tokens->len; i++) {
        const foi_sheet_token *token = &g_array_index(section->tokens, foi_sheet_token, i);
        if (token->kind == FOI_SHEET_LITERAL)
            g_string_append(out, token->text);
        else if (token->kind == FOI_SHEET_EXPONENT)
            append_scientific(value, section->decimals, token->count, token->sign, out);
    }
}

static bool holds(const foi_sheet_section *section, double value)
{
    switch (section->compare) {
    case '<':
        return value < section->against;
    case '>':
        return value > section->against;
    case '=':
        return value == section->against;
    case 'l':
        return value <= section->against;
    case 'g':
        return value >= section->against;
    case 'n':
        return value != section->against;
    default:
        return true;
    }
}

/* The section for VALUE among those for numbers; *MINUS: the sign is not said by the section. */
static const foi_sheet_section *choose(const foi_sheet_format *format, double value, bool *minus)
{
    const foi_sheet_section *sections = format->sections;
    unsigned count = MIN(format->count, 3);
    *minus = value < 0;
    if (sections[0].compare != '\0' || (count > 1 && sections[1].compare != '\0')) {
        for (unsigned i = 0; i < count; i++)
            if (holds(&sections[i], value))
                return &sections[i];
        return NULL;
    }
    if (value < 0 && count > 1) {
        *minus = false;
        return &sections[1];
    }
    return &sections[value == 0 && count > 2 ? 2 : 0];
}

void foi_sheet_format_append(const foi_sheet_format *format, double value, bool from_1904,
                             GString *out)
{
    bool minus = false;
    const foi_sheet_section *section =
        format == NULL || format->hides ? NULL : choose(format, value, &minus);
    if (section == NULL || section->general)
        foi_sheet_general(value, out);
    else if (section->exponent)
        by_exponent(section, value, minus, out);
    else if (!section->date)
        by_digits(section, value, minus, out);
    else if (!foi_sheet_date(section, value, from_1904, out))
        foi_sheet_general(value, out);
}
