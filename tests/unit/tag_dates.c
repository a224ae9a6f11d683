/* The date of the document itself, among the dates that it mentions. */
#include <criterion/criterion.h>

#include "tag_support.h"

Test(tag_dates, written_forms)
{
    static const struct {
        const char *text;
        const char *date;
        foi_date_precision precision;
    } rows[] = {
        {"Date: 24 May 2019", "2019-05-24", FOI_DATE_DAY},
        {"Date: 12July 2017", "2017-07-12", FOI_DATE_DAY},
        {"Date: 03/02/2011", "2011-02-03", FOI_DATE_DAY},
        {"Date: 27.07.2020", "2020-07-27", FOI_DATE_DAY},
        {"Date: 2020-07-27", "2020-07-27", FOI_DATE_DAY},
        {"Friday 18 November 2022", "2022-11-18", FOI_DATE_DAY},
        {"1st of March, 2012", "2012-03-01", FOI_DATE_DAY},
        {"January 22, 2025 | Procedures", "2025-01-22", FOI_DATE_DAY},
        {"March 2017", "2017-03", FOI_DATE_MONTH},
        {"Dyddiad: 4 Gorffennaf 2021", "2021-07-04", FOI_DATE_DAY},
        {"Decision Date: 1 February 2011 Kevin Someone", "2011-02-01", FOI_DATE_DAY},
        {"Dated this 6th February 2024", "2024-02-06", FOI_DATE_DAY},
        {"4 February 2O20", "2020-02-04", FOI_DATE_DAY},
        {"4 Februaiy 20l9", "2019-02-04", FOI_DATE_DAY},
        {"4 Fabruaiy 2019", NULL, FOI_DATE_NONE},
        {"4 February 2O2Ox", NULL, FOI_DATE_NONE},
        {"Course 20:20 June 2008", NULL, FOI_DATE_NONE},
        {"Date: 31 February 2019", NULL, FOI_DATE_NONE},
        {"Date: 99/99/2019", NULL, FOI_DATE_NONE},
        {"We met on 3 May 2019 to talk about your letter of 2 May 2019.", NULL, FOI_DATE_NONE},
        {"", NULL, FOI_DATE_NONE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const char *got = document->tags.date ? document->tags.date : "none";
        cr_expect_str_eq(got, rows[i].date ? rows[i].date : "none", "\"%s\" gives %s", rows[i].text,
                         got);
        cr_expect_eq(document->tags.date_precision, rows[i].precision, "%s", rows[i].text);
    }
}

Test(tag_dates, the_letter_not_the_request)
{
    g_autoptr(foi_document) document =
        tagged("Kent County Council\n\nDate: 17 April 2018\n\nDear Ms Example,\n\nThank you for "
               "your request "
               "received on 26 February 2018 about the works of 1 May 2016.");
    cr_assert_str_eq(document->tags.date, "2018-04-17");
    g_autofree char *quote = foi_text_quote(&document->text, &document->tags.date_evidence);
    cr_expect_not_null(strstr(quote, "17 April 2018"));
}

Test(tag_dates, where_a_date_stands)
{
    static const struct {
        const char *text, *date;
    } rows[] = {
        {"First-tier Tribunal (General Regulatory Chamber) Information Rights\nCase Reference: "
         "EA/2021/0999\nHeard on: 3 May 2022\nDecision given on: 27 June 2022\n\nDecision: The "
         "appeal is dismissed.\n\nSigned: Judge Example\nDate: 20 June 2022",
         "2022-06-27"},
        {"Fife Council North Street Ref: 2021-9941 15 November 2021\n\nDear Ms Example,\n\nThank "
         "you for your request of 1 October 2021.",
         "2021-11-15"},
        {"# Guidance for staff on requests\n\nFife Council, Information Team Version 6, November "
         "2018\n\nThis guidance is for staff.",
         "2018-11"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        cr_expect_str_eq(document->tags.date ? document->tags.date : "none", rows[i].date, "%s",
                         rows[i].text);
    }
}

Test(tag_dates, a_mail_has_the_date_of_its_header)
{
    g_autoptr(foi_document) document = document_of("Our notice is dated.\n\nDate: 1 May 2016");
    document->file = FOI_FILE_MAIL;
    document->sent = g_strdup("2019-05-24");
    foi_tag_document(document);
    cr_assert_str_eq(document->tags.date, "2019-05-24");
}
