#include "indexer/extract/sheet/sheet_format.h"

#include <criterion/criterion.h>

static void expect_shown(const char *code, double value, bool from_1904, const char *expected)
{
    g_autoptr(foi_sheet_format) format = code == NULL ? NULL : foi_sheet_format_new(code);
    g_autoptr(GString) out = g_string_new(NULL);
    foi_sheet_format_append(format, value, from_1904, out);
    cr_expect_str_eq(out->str, expected, "%s of %.17g: got \"%s\", not \"%s\"",
                     code == NULL ? "general" : code, value, out->str, expected);
}

typedef struct format_case {
    const char *code;
    double value;
    const char *expected;
} format_case;

Test(sheet_format, the_general_format_shows_no_machine_digits)
{
    static const format_case CASES[] = {
        {NULL, 1.1000000000000001, "1.1"},
        {NULL, 0.1 + 0.2, "0.3"},
        {NULL, 0, "0"},
        {NULL, -0.0, "0"},
        {NULL, 2019, "2019"},
        {NULL, 123456789012, "123456789012"},
        {NULL, -450.5, "-450.5"},
        {NULL, 1.0 / 3, "0.333333333"},
        {NULL, 2.0 / 3, "0.666666667"},
        {NULL, 99.99999999999999, "100"},
        {NULL, 1234567890.55, "1234567890.55"},
        {NULL, 0.0001, "0.0001"},
        {NULL, 0.00001234, "1.234E-05"},
        {NULL, 1e20, "1E+20"},
        {NULL, -1.7976931348623157e308, "-1.79769E+308"},
        {"General", 1.1000000000000001, "1.1"},
        {"@", 12.5, "12.5"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        expect_shown(CASES[i].code, CASES[i].value, false, CASES[i].expected);
}

Test(sheet_format, numbers_are_rounded_grouped_and_signed_as_the_code_says)
{
    static const format_case CASES[] = {
        {"0", 2.5, "3"},
        {"0.00", 1.005, "1.01"},
        {"0.00", -0.001, "0.00"},
        {"#,##0", 1234567.4, "1,234,567"},
        {"#,##0.00", 999.995, "1,000.00"},
        {"#,##0", 0, "0"},
        {"0%", 0.125, "13%"},
        {"0.0%", 0.07, "7.0%"},
        {"0.00%", 1, "100.00%"},
        {"\"£\"#,##0.00", -1234.5, "-£1,234.50"},
        {"[$£-809]#,##0", 1500, "£1,500"},
        {"#,##0 \\k\\m", 12, "12 km"},
        {"_-[$€-2]* #,##0.00_-", 7, "€7.00"},
        {"#,##0.00_);[Red](#,##0.00)", -3.456, "(3.46)"},
        {"0;-0;\"nil\"", 0, "nil"},
        {"0;;", 0, ""},
        {";;;", 42, "42"},
        {"#.##", 0.5, ".5"},
        {"0.0##", 1.25, "1.25"},
        {"0.0##", 1, "1.0"},
        {"00000", 42, "00042"},
        {"00000 000000", 1133445566, "01133 445566"},
        {"0,,\"m\"", 2500000, "3m"},
        {"0.0,", 12345, "12.3"},
        {"[>=1000]#,##0,\"k\";0", 52000, "52k"},
        {"[>=1000]#,##0,\"k\";0", 520, "520"},
        {"[<=5]\"<5\";0", 3, "<5"},
        {"0.00E+00", 12345.678, "1.23E+04"},
        {"0.0E-0", 0.00012, "1.2E-4"},
        {"# ?/?", 0.5, "0.5"},
        {"General\" pupils\"", 12, "12 pupils"},
        {"#,##0", 1e300, "1E+300"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        expect_shown(CASES[i].code, CASES[i].value, false, CASES[i].expected);
}

Test(sheet_format, dates_and_times)
{
    static const format_case CASES[] = {
        {"dd/mm/yyyy", 43609, "24/05/2019"},
        {"d mmmm yyyy", 43609, "24 May 2019"},
        {"dddd, d mmm yy", 43609, "Friday, 24 May 19"},
        {"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", 43609, "24 May 2019"},
        {"[$-809]dd\\ mmmmm", 43609, "24 M"},
        {"yyyy-mm-dd\\Thh:mm:ss", 43609.75, "2019-05-24T18:00:00"},
        {"h:mm AM/PM", 43609.5, "12:00 PM"},
        {"h:mm am/pm", 0.0, "12:00 AM"},
        {"dd/mm/yyyy hh:mm", 43609.9999999, "25/05/2019 00:00"},
        {"mm:ss", 0.5 / 24, "30:00"},
        {"mm:ss.0", 61.25 / 86400, "01:01.3"},
        {"[h]:mm:ss", 1.5, "36:00:00"},
        {"[mm]:ss", 1.0 / 24, "60:00"},
        {"dd/mm/yyyy", 0, "00/01/1900"},
        {"dd/mm/yyyy", 1, "01/01/1900"},
        {"dd/mm/yyyy", 59, "28/02/1900"},
        {"dd/mm/yyyy", 60, "29/02/1900"},
        {"dd/mm/yyyy", 61, "01/03/1900"},
        {"dd/mm/yyyy", 2958465, "31/12/9999"},
        {"dd/mm/yyyy", 2958466, "2958466"},
        {"dd/mm/yyyy", -1, "-1"},
        {"dd/mm/yyyy;@", 43609, "24/05/2019"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        expect_shown(CASES[i].code, CASES[i].value, false, CASES[i].expected);
    expect_shown("dd/mm/yyyy", 0, true, "01/01/1904");
    expect_shown("dd/mm/yyyy", 42147, true, "24/05/2019");
    expect_shown("dddd", 42147, true, "Friday");
}

Test(sheet_format, formats_that_need_no_declaration)
{
    static const struct {
        int id;
        double value;
        const char *expected;
    } CASES[] = {
        {0, 1.5, "1.5"},
        {2, 1.5, "1.50"},
        {9, 0.5, "50%"},
        {14, 43609, "24/05/2019"},
        {17, 43609, "May-19"},
        {22, 43609.5, "24/05/2019 12:00"},
        {44, 1234, "£1,234.00"},
        {46, 2, "48:00:00"},
        {49, 7, "7"},
        {163, 7, "7"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        expect_shown(foi_sheet_format_builtin(CASES[i].id), CASES[i].value, false,
                     CASES[i].expected);
}

Test(sheet_format, any_code_and_number_is_bounded)
{
    static const char *const CODES[] = {"",
                                        ";",
                                        ";;;;;;",
                                        "\"",
                                        "\\",
                                        "_",
                                        "*",
                                        "[",
                                        "[>",
                                        "[<=",
                                        "[$",
                                        "E+",
                                        "0E",
                                        "..",
                                        "0.0.0.0",
                                        "\xff",
                                        "m",
                                        "s.000000000",
                                        "yyyyyyyyyyyyyy",
                                        "[hhhhhhhhhhhhhhh]"};
    for (size_t i = 0; i < G_N_ELEMENTS(CODES); i++) {
        g_autoptr(foi_sheet_format) format = foi_sheet_format_new(CODES[i]);
        g_autoptr(GString) out = g_string_new(NULL);
        for (int step = -10; step <= 10; step++)
            foi_sheet_format_append(format, step * 1e307, false, out);
        foi_sheet_format_append(format, 43609.123456, true, out);
        cr_expect_leq(out->len, 4000, "%s", CODES[i]);
    }
    g_autoptr(GString) zeros = g_string_new("0.");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append_c(zeros, '0');
    expect_shown(zeros->str, 1, false, "1.000000000000000000000000000000");
}
