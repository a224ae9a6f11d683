/* tabulate.c - what the program makes of the facets it is told. */
#include <criterion/criterion.h>

#include "query/program/table.h"

static void expect_pair(const char *text, const char *wanted)
{
    char *row = NULL, *column = NULL;
    bool good = query_split_pair(text, &row, &column);
    char *found = good ? g_strdup_printf("%s|%s", row, column) : g_strdup("(none)");

    cr_assert_str_eq(found, wanted, "%s gives %s", text, found);
    g_free(found);
    g_free(row);
    g_free(column);
}

Test(tabulate, two_facets_are_told_apart_however_they_are_joined)
{
    expect_pair("exemption,ruling", "exemption|ruling");
    expect_pair(" exemption , ruling ", "exemption|ruling");
    expect_pair("exemptionxruling", "exemption|ruling");
    expect_pair("exemptionXexemption", "exemption|exemption");
    expect_pair("Year x Type", "Year|Type");
    expect_pair("authority\xc3\x97outcome", "authority|outcome");
    expect_pair("year*month", "year|month");
}

/* So that the message can say which of the two is wrong. */
Test(tabulate, a_pair_with_a_mistake_in_it_is_still_a_pair)
{
    expect_pair("exemptoin,ruling", "exemptoin|ruling");
    expect_pair("exemptionxrulling", "exemption|rulling");
    expect_pair("foo x bar", "foo|bar");
    expect_pair("year,", "year|");
}

Test(tabulate, one_name_is_no_pair)
{
    expect_pair("exemption", "(none)");
    expect_pair("", "(none)");
    expect_pair("ruling exemption", "(none)");
    expect_pair("exemption:ruling", "(none)");
}

static void expect_percent(double share, const char *wanted)
{
    char *found = query_percent(share);

    cr_assert_str_eq(found, wanted);
    g_free(found);
}

Test(tabulate, percentages_are_whole_and_never_a_false_nothing)
{
    expect_percent(0.583, "58%");
    expect_percent(1, "100%");
    expect_percent(0, "0%");
    expect_percent(0.0001, "<1%");
    expect_percent(-1, "");
}
