/* query_value.c - values of fields as people write them: dates, paths, vocabularies, provisions. */
#include <criterion/criterion.h>
#include <string.h>

#include "indexer/base/days.h"
#include "query/plan/path.h"
#include "query/plan/value.h"

static void expect_days(const char *text, uint32_t first, uint32_t last)
{
    const char *problem = "";
    foi_days days;

    cr_assert(foi_days_read_range(text, &days, &problem), "%s: %s", text, problem);
    cr_assert_eq(days.first, first, "%s begins %u", text, days.first);
    cr_assert_eq(days.last, last, "%s ends %u", text, days.last);
}

static void expect_bad_days(const char *text, const char *part)
{
    const char *problem = "";
    foi_days days;

    cr_assert_not(foi_days_read_range(text, &days, &problem), "%s is accepted", text);
    cr_assert(strstr(problem, part), "%s: %s", text, problem);
}

Test(query_date, covers_years_months_days_and_ranges)
{
    expect_days("2019", 20190101, 20191231);
    expect_days("2020-02", 20200201, 20200229);
    expect_days("2019-05-24", 20190524, 20190524);
    expect_days("2018..2024-06", 20180101, 20240630);
    expect_days("2018..", 20180101, 0);
    expect_days("..2018-05", 0, 20180531);
    expect_days("2018..2018", 20180101, 20181231);
}

Test(query_date, what_no_calendar_has_is_an_error)
{
    expect_bad_days("2020-02-30", "no such day");
    expect_bad_days("2019-02-29", "no such day");
    expect_bad_days("2019-13", "months run");
    expect_bad_days("2019-00", "months run");
    expect_bad_days("2019-01-00", "no such day");
    expect_bad_days("0000", "no year 0");
    expect_bad_days("24/05/2019", "dates are written");
    expect_bad_days("19", "dates are written");
    expect_bad_days("2019-5-1", "dates are written");
    expect_bad_days("..", "at least one side");
    expect_bad_days("2020..2019", "ends before it begins");
    expect_bad_days("2019...2020", "dates are written");
    expect_bad_days("+201", "dates are written");
}

Test(query_path, matches_whole_names_only)
{
    cr_assert(foi_path_matches("letters", "/home/x/letters/a.txt"));
    cr_assert_not(foi_path_matches("letters", "/home/x/letters-old/a.txt"));
    cr_assert_not(foi_path_matches("etters", "/home/x/letters/a.txt"));
    cr_assert(foi_path_matches("x/letters", "/home/x/letters/a.txt"));
    cr_assert(foi_path_matches("/home/x", "/home/x/letters/a.txt"));
    cr_assert(foi_path_matches("/home/x/", "/home/x/letters/a.txt"));
    cr_assert_not(foi_path_matches("/x", "/home/x/letters/a.txt"));
    cr_assert(foi_path_matches("A.TXT", "/home/x/letters/a.txt"));
    cr_assert(foi_path_matches("/", "/a"));
}

Test(query_path, stars_stay_within_a_name)
{
    cr_assert(foi_path_matches("*.eml", "/m/box/a.eml"));
    cr_assert_not(foi_path_matches("/*.eml", "/m/a.eml"));
    cr_assert(foi_path_matches("/m/*/a.eml", "/m/box/a.eml"));
    cr_assert(foi_path_matches("201?", "/m/2019/a.eml"));
    cr_assert(foi_path_matches("caf?", "/m/caf\xc3\xa9/a"));
    cr_assert_not(foi_path_matches("201?", "/m/20190/a.eml"));
}

Test(query_path, many_stars_cost_no_more_than_the_product)
{
    g_autoptr(GString) pattern = g_string_new(NULL);
    g_autoptr(GString) path = g_string_new("/");

    for (int i = 0; i < 4000; i++) {
        g_string_append(pattern, "*a");
        g_string_append_c(path, 'a');
    }
    g_string_append_c(pattern, 'b');
    cr_assert_not(foi_path_matches(pattern->str, path->str));
}

static void expect_value(const char *query, const char *wanted)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_node) root = NULL;
    g_autofree char *value = NULL;

    cr_assert_eq(foi_query_parse(query, &root, &error), FOI_OK, "%s: %s", query, error.message);
    const foi_node *node = root->children->pdata[0];
    foi_status status = foi_value_canonical(query, node, NULL, &value, &error);
    cr_assert_eq(status, FOI_OK, "%s: %s", query, error.message);
    cr_assert_str_eq(value, wanted, "%s is %s", query, value);
}

static void expect_bad_value(const char *query, const char *part)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_node) root = NULL;
    g_autofree char *value = NULL;

    cr_assert_eq(foi_query_parse(query, &root, &error), FOI_OK, "%s: %s", query, error.message);
    const foi_node *node = root->children->pdata[0];
    cr_assert_eq(foi_value_canonical(query, node, NULL, &value, &error), FOI_ERROR_QUERY, "%s",
                 query);
    cr_assert_null(value);
    cr_assert(strstr(error.message, part), "%s: %s", query, error.message);
}

Test(query_value, vocabularies_take_names_and_labels)
{
    expect_value("type:decision-notice", "decision-notice");
    expect_value("type:Decision-Notice", "decision-notice");
    expect_value("type:\"decision notice\"", "decision-notice");
    expect_value("outcome:complaint-not-upheld", "complaint-not-upheld");
    expect_value("regime:FOIA", "foia");
    expect_value("lang:EN", "en");
    expect_value("year:2019", "2019");
    expect_value("month:2019-05", "2019-05");
}

Test(query_value, an_unknown_value_names_the_nearest)
{
    expect_bad_value("outcome:withheldd", "did you mean withheld");
    expect_bad_value("type:desicion-notice", "decision-notice");
    expect_bad_value("file:xyzzyq", "known are pdf, word");
    expect_bad_value("regime:fioa", "foia");
    expect_bad_value("type:letter", "known are");
    expect_bad_value("lang:english", "ISO 639-1");
    expect_bad_value("lang:qq", "ISO 639-1");
    expect_bad_value("year:2019..2020", "date:A..B");
    expect_bad_value("month:2019-13", "months run");
    expect_bad_value("ref:---", "number was expected");
    expect_bad_value("authority:\"Department for Work and Pension\"",
                     "department-for-work-and-pensions");
}

Test(query_value, authorities_by_id_name_and_acronym)
{
    expect_value("authority:dwp", "department-for-work-and-pensions");
    expect_bad_value("authority:dpw", "did you mean DWP");
    expect_bad_value("outcome:upheld", "complaint-upheld");
    expect_bad_value("outcome:partly-upheld", "did you mean complaint-partly-upheld");
    expect_bad_value("type:judgment", "did you mean court-judgment");
    expect_bad_value("type:decisions", "decision-notice");
    expect_value("authority:\"Department for Work and Pensions\"",
                 "department-for-work-and-pensions");
    expect_value("authority:department-for-work-and-pensions", "department-for-work-and-pensions");
}

Test(query_value, a_name_whose_quotation_marks_the_shell_took_is_told)
{
    expect_bad_value("authority:Home Office", "authority:\"Home Office\"");
    expect_bad_value("authority:Home Office type:response", "authority:\"Home Office\"");
    expect_bad_value("authority:Department for Work and Pensions benefits",
                     "authority:\"Department for Work and Pensions\"");
    expect_value("authority:\"home office\" staff", "home-office");
    expect_value("authority:dwp staff sickness", "department-for-work-and-pensions");
}

Test(query_value, provisions_in_every_spelling)
{
    expect_value("exemption:31", "foia:31");
    expect_value("exemption:31(1)(a)", "foia:31(1)(a)");
    expect_value("exemption:s31(1)(a)", "foia:31(1)(a)");
    expect_value("exemption:\"section 31(1)(a)\"", "foia:31(1)(a)");
    expect_value("exemption:foisa:30(b)", "foisa:30(b)");
    expect_value("exemption:reg12(5)(e)", "eir:12(5)(e)");
    expect_value("exemption:eir:12(5)(e)", "eir:12(5)(e)");
    expect_bad_value("exemption:banana", "no provision");
    expect_value("exemption:14", "foia:14");
    expect_value("exemption:eir:12", "eir:12");
}

Test(query_value, rulings_need_a_role_and_a_provision)
{
    expect_value("ruling:rejected:43(2)", "rejected:foia:43(2)");
    expect_value("ruling:BREACHED:10", "breached:foia:10");
    expect_value("ruling:rejected:foisa:30(b)", "rejected:foisa:30(b)");
    expect_bad_value("ruling:43(2)", "ROLE:PROVISION");
    expect_bad_value("ruling:rejcted:43", "the role is rejected");
    expect_bad_value("ruling:rejected", "a provision is missing");
    expect_bad_value("ruling:rejected:12(5)(e)", "reg12(5)(e)");
    expect_bad_value("exemption:12(4)(b)", "reg12(4)(b)");
    expect_value("exemption:12(1)", "foia:12(1)");
    expect_bad_value("ruling:relied-on:31", "ROLE:PROVISION");
}

Test(query_value, references_in_any_spelling)
{
    expect_value("ref:FS50767053", "fs50767053");
    expect_value("ref:\"IC-315773-L9G6\"", "ic315773l9g6");
    expect_value("ref:EA/2019/0123", "ea2019123");
    expect_value("ref:FT/EA/2019/0123", "ea2019123");
    expect_value("ref:\"[2021] UKUT 00116 (IAC)\"", "2021ukut116iac");
    expect_value("ref:\"Decision 079/2016\"", "792016");
    expect_value("ref:\"Our ref: FOI/18/00569\"", "foi18569");
    expect_value("ref:request-914235-6509e65f", "914235");
    expect_value("ref:foi+request-914235-6509e65f@example.org", "914235");
    expect_value("ref:request/914235", "914235");
    expect_value("ref:\"Request 72722\"", "72722");
    expect_value("ref:REF-12", "12");
}
