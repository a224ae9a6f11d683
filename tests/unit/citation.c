/* citation.c - how decisions are cited, and with which place. */
#include <criterion/criterion.h>

#include "query/citation/citation.h"

TestSuite(citation);

static foi_document *decision(foi_doctype type, const char *date)
{
    foi_document *document = foi_document_new();

    document->tags.doctype = type;
    document->tags.date = g_strdup(date);
    document->tags.authority_name = g_strdup("Home Office");
    return document;
}

static void add_number(foi_document *document, foi_reference_kind kind, const char *id, bool own)
{
    foi_tags_add_reference(&document->tags, kind, id, own, (foi_evidence){0});
}

/* Checks and frees DOCUMENT; EXPECTED NULL: it is not cited. */
static void expect(foi_document *document, const char *expected)
{
    g_autofree char *cited = foi_citation(document);

    if (!expected)
        cr_assert_null(cited, "%s", cited);
    else
        cr_assert_str_eq(cited, expected, "%s", cited);
    foi_document_free(document);
}

Test(citation, a_notice_is_cited_by_number_body_and_day)
{
    foi_document *document = decision(FOI_DOCTYPE_DECISION_NOTICE, "2024-01-31");

    add_number(document, FOI_REFERENCE_AUTHORITY_REF, "FOI 784", true);
    add_number(document, FOI_REFERENCE_ICO_CASE, "IC-262154-X1Y2", true);
    expect(document, "IC-262154-X1Y2 (ICO, 31 January 2024)");
}

Test(citation, the_date_is_as_precise_as_it_is_known)
{
    static const char *const dates[][2] = {
        {"2024-01-31", "FS50767053 (ICO, 31 January 2024)"},
        {"2024-12-01", "FS50767053 (ICO, 1 December 2024)"},
        {"2017-03", "FS50767053 (ICO, March 2017)"},
        {"2017", "FS50767053 (ICO, 2017)"},
        {NULL, "FS50767053 (ICO)"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        foi_document *document = decision(FOI_DOCTYPE_DECISION_NOTICE, dates[i][0]);
        add_number(document, FOI_REFERENCE_ICO_CASE, "FS50767053", true);
        expect(document, dates[i][1]);
    }
}

Test(citation, numbers_that_are_only_mentioned_are_not_its_own)
{
    foi_document *document = decision(FOI_DOCTYPE_TRIBUNAL_DECISION, "2024-01-30");

    add_number(document, FOI_REFERENCE_NEUTRAL_CITATION, "[2012] UKUT 440 (AAC)", false);
    add_number(document, FOI_REFERENCE_ICO_CASE, "IC-998417-K3P8", true);
    add_number(document, FOI_REFERENCE_FTT_APPEAL, "EA/2023/0981", true);
    expect(document, "EA/2023/0981 (First-tier Tribunal, 30 January 2024)");
}

Test(citation, a_neutral_citation_says_court_and_year_by_itself)
{
    foi_document *document = decision(FOI_DOCTYPE_TRIBUNAL_DECISION, "2024-01-30");

    add_number(document, FOI_REFERENCE_FTT_APPEAL, "EA/2023/0981", true);
    add_number(document, FOI_REFERENCE_NEUTRAL_CITATION, "[2024] UKFTT 110 (GRC)", true);
    expect(document, "[2024] UKFTT 110 (GRC)");
}

Test(citation, of_a_chain_of_appeals_the_latest_is_the_decisions_own)
{
    foi_document *tribunal = decision(FOI_DOCTYPE_TRIBUNAL_DECISION, "2024-05-02");
    foi_document *court = decision(FOI_DOCTYPE_COURT_JUDGMENT, "2019-05-14");
    foi_document *same_year = decision(FOI_DOCTYPE_COURT_JUDGMENT, "2019-05-14");

    add_number(tribunal, FOI_REFERENCE_NEUTRAL_CITATION, "[2023] UKUT 991 (AAC)", true);
    add_number(tribunal, FOI_REFERENCE_NEUTRAL_CITATION, "[2024] UKFTT 17 (GRC)", true);
    expect(tribunal, "[2024] UKFTT 17 (GRC)");
    add_number(court, FOI_REFERENCE_NEUTRAL_CITATION, "[2017] EWCA Civ 7", true);
    add_number(court, FOI_REFERENCE_NEUTRAL_CITATION, "[2019] UKSC 4", true);
    expect(court, "[2019] UKSC 4");
    add_number(same_year, FOI_REFERENCE_NEUTRAL_CITATION, "[2019] UKUT 9917 (AAC)", true);
    add_number(same_year, FOI_REFERENCE_NEUTRAL_CITATION, "[2019] EWCA Civ 9917", true);
    expect(same_year, "[2019] EWCA Civ 9917");
}

Test(citation, the_body_is_the_one_that_decided_then)
{
    static const struct {
        const char *number, *date, *cited;
    } cases[] = {
        {"EA/2006/0100", "2007-10-16", "EA/2006/0100 (Information Tribunal, 16 October 2007)"},
        {"EA/2009/0034", "2010-01-17", "EA/2009/0034 (Information Tribunal, 17 January 2010)"},
        {"EA/2009/0034", "2010-01-18", "EA/2009/0034 (First-tier Tribunal, 18 January 2010)"},
        {"EA/2009/0034", "2010", "EA/2009/0034 (First-tier Tribunal, 2010)"},
        {"EA/2006/0100", NULL, "EA/2006/0100 (Information Tribunal)"},
        {"FT/EA/2024/0397", "2025-02-03", "FT/EA/2024/0397 (First-tier Tribunal, 3 February 2025)"},
        {"GIA/336/2013", "2014-06-02", "GIA/336/2013 (Upper Tribunal, 2 June 2014)"},
        {"UA-2022-000123-GIA", "2023-07-06", "UA-2022-000123-GIA (Upper Tribunal, 6 July 2023)"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        foi_document *document = decision(FOI_DOCTYPE_TRIBUNAL_DECISION, cases[i].date);
        add_number(document, FOI_REFERENCE_FTT_APPEAL, cases[i].number, true);
        expect(document, cases[i].cited);
    }
}

Test(citation, scottish_decisions_are_cited_by_their_number_not_the_case_file)
{
    foi_document *document = decision(FOI_DOCTYPE_DECISION_NOTICE, "2019-02-01");
    foi_document *file_only = decision(FOI_DOCTYPE_DECISION_NOTICE, "2019-02");

    add_number(document, FOI_REFERENCE_OSIC_DECISION, "201801333", true);
    add_number(document, FOI_REFERENCE_OSIC_DECISION, "012/2019", true);
    expect(document, "Decision 012/2019 (Scottish Information Commissioner, 1 February 2019)");
    add_number(file_only, FOI_REFERENCE_OSIC_DECISION, "201801333", true);
    expect(file_only, NULL);
}

Test(citation, a_notice_without_a_number_is_found_by_its_authority_and_day)
{
    foi_document *document = decision(FOI_DOCTYPE_DECISION_NOTICE, "2009-05-12");
    foi_document *month = decision(FOI_DOCTYPE_DECISION_NOTICE, "2009-05");
    foi_document *no_law = decision(FOI_DOCTYPE_DECISION_NOTICE, "2009-05-12");
    foi_document *no_authority = decision(FOI_DOCTYPE_DECISION_NOTICE, "2009-05-12");
    foi_document *tribunal = decision(FOI_DOCTYPE_TRIBUNAL_DECISION, "2009-05-12");

    g_ptr_array_add(document->tags.regimes, g_strdup("eir"));
    expect(document, "Decision notice, Home Office (ICO, 12 May 2009)");
    g_ptr_array_add(month->tags.regimes, g_strdup("foia"));
    expect(month, NULL);
    expect(no_law, NULL);
    g_ptr_array_add(no_authority->tags.regimes, g_strdup("foia"));
    g_clear_pointer(&no_authority->tags.authority_name, g_free);
    expect(no_authority, NULL);
    g_ptr_array_add(tribunal->tags.regimes, g_strdup("foia"));
    expect(tribunal, NULL);
}

Test(citation, a_letter_is_not_cited)
{
    foi_document *document = decision(FOI_DOCTYPE_RESPONSE, "2024-01-31");

    add_number(document, FOI_REFERENCE_ICO_CASE, "IC-262154-X1Y2", true);
    g_ptr_array_add(document->tags.regimes, g_strdup("foia"));
    expect(document, NULL);
}

Test(citation, the_place_is_the_paragraph_or_else_the_page)
{
    static const struct {
        foi_passage passage;
        const char *cited;
    } cases[] = {
        {{.pinpoint = {.page = 3, .paragraph = 17}, .last_page = 3, .last_paragraph = 17},
         "X (ICO) [17]"},
        {{.pinpoint = {.page = 3, .paragraph = 17}, .last_page = 4, .last_paragraph = 18},
         "X (ICO) [17]-[18]"},
        {{.pinpoint = {.paragraph = 17}, .last_paragraph = 2}, "X (ICO) [17]"},
        {{.pinpoint = {.paragraph = 17}}, "X (ICO) [17]"},
        {{.pinpoint = {.page = 3}, .last_page = 3}, "X (ICO) p 3"},
        {{.pinpoint = {.page = 3}, .last_page = 4, .last_paragraph = 1}, "X (ICO) pp 3-4"},
        {{0}, "X (ICO)"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *cited = foi_citation_at("X (ICO)", &cases[i].passage);
        cr_assert_str_eq(cited, cases[i].cited, "%s", cited);
    }
    cr_assert_null(foi_citation_at(NULL, &cases[0].passage));
}
