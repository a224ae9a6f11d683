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
        {"24th May, 2019", "2019-05-24", FOI_DATE_DAY},
        {"24 MAY 2019", "2019-05-24", FOI_DATE_DAY},
        {"May 24 2019", "2019-05-24", FOI_DATE_DAY},
        {"May 24th, 2019", "2019-05-24", FOI_DATE_DAY},
        {"Friday, 24th May 2019", "2019-05-24", FOI_DATE_DAY},
        {"Fri 24 May 2019", "2019-05-24", FOI_DATE_DAY},
        {"Friday May 24, 2019", "2019-05-24", FOI_DATE_DAY},
        {"Date: Fri, 24 May 2019 10:15:00 +0100", "2019-05-24", FOI_DATE_DAY},
        {"18-Nov-22", "2022-11-18", FOI_DATE_DAY},
        {"18-Nov-2022", "2022-11-18", FOI_DATE_DAY},
        {"18/Nov/2022", "2022-11-18", FOI_DATE_DAY},
        {"Date: 18 Nov 22", "2022-11-18", FOI_DATE_DAY},
        {"18 Nov. 2022", "2022-11-18", FOI_DATE_DAY},
        {"18 Sept. 2022", "2022-09-18", FOI_DATE_DAY},
        {"Date: 18.11.22", "2022-11-18", FOI_DATE_DAY},
        {"Date: 3 / 2 / 2011", "2011-02-03", FOI_DATE_DAY},
        {"Date: 2020-07-27T10:15:00Z", "2020-07-27", FOI_DATE_DAY},
        {"Date: 2020/07/27", "2020-07-27", FOI_DATE_DAY},
        {"1 st January 1997", "1997-01-01", FOI_DATE_DAY},
        {"22 nd of January, 1997", "1997-01-22", FOI_DATE_DAY},
        {"Dated this 6th day of February 2024", "2024-02-06", FOI_DATE_DAY},
        {"Dated the 5 th day of March 2008", "2008-03-05", FOI_DATE_DAY},
        {"Dated 5 March 2008", "2008-03-05", FOI_DATE_DAY},
        {"24\xc2\xa0May\xc2\xa0"
         "2019",
         "2019-05-24", FOI_DATE_DAY},
        {"Date: 24 May\n2019", "2019-05-24", FOI_DATE_DAY},
        {"1O March 2011", "2011-03-10", FOI_DATE_DAY},
        {"l2 May 2016", "2016-05-12", FOI_DATE_DAY},
        {"I2 May 2016", "2016-05-12", FOI_DATE_DAY},
        {"Date: 2l July 2014", "2014-07-21", FOI_DATE_DAY},
        {"O3 July 2014", "2014-07-03", FOI_DATE_DAY},
        {"3 JuIy 2014", "2014-07-03", FOI_DATE_DAY},
        {"3 Ju1y 2014", "2014-07-03", FOI_DATE_DAY},
        {"3 Apri1 2014", "2014-04-03", FOI_DATE_DAY},
        {"3 0ctober 2014", "2014-10-03", FOI_DATE_DAY},
        {"3 Septernber 2014", "2014-09-03", FOI_DATE_DAY},
        {"3 Decernber 20l4", "2014-12-03", FOI_DATE_DAY},
        {"1af Mawrth 2020", "2020-03-01", FOI_DATE_DAY},
        {"3ydd o Fawrth 2020", "2020-03-03", FOI_DATE_DAY},
        {"2il Fehefin 2020", "2020-06-02", FOI_DATE_DAY},
        {"Dydd Gwener 18 Tachwedd 2022", "2022-11-18", FOI_DATE_DAY},
        {"Dydd Gwener, 18 o Dachwedd 2022", "2022-11-18", FOI_DATE_DAY},
        {"9 Ragfyr 2022", "2022-12-09", FOI_DATE_DAY},
        {"5ed o Orffennaf 2022", "2022-07-05", FOI_DATE_DAY},
        {"7fed o Fedi 2022", "2022-09-07", FOI_DATE_DAY},
        {"4 o Fai 2022", "2022-05-04", FOI_DATE_DAY},
        {"11eg Chwefror 2022", "2022-02-11", FOI_DATE_DAY},
        {"Dyddiad: Mehefin 2022", "2022-06", FOI_DATE_MONTH},
        {"Mar 2017", "2017-03", FOI_DATE_MONTH},
        {"March, 2017", "2017-03", FOI_DATE_MONTH},
        {"Course 20:20 June 2008", NULL, FOI_DATE_NONE},
        {"Date: 29 February 2019", NULL, FOI_DATE_NONE},
        {"Date: 11/18/2022", NULL, FOI_DATE_NONE},
        {"Date: 00/05/2022", NULL, FOI_DATE_NONE},
        {"Date: 2022-13-01", NULL, FOI_DATE_NONE},
        {"31st April 2019", NULL, FOI_DATE_NONE},
        {"Ref: 12/05/2019", NULL, FOI_DATE_NONE},
        {"Our reference: 03-02-11", NULL, FOI_DATE_NONE},
        {"Ref: FOI/12/05/2019", NULL, FOI_DATE_NONE},
        {"12/05/2019/AB", NULL, FOI_DATE_NONE},
        {"Case 01.02.2015.7", NULL, FOI_DATE_NONE},
        {"1 April 2018 to 31 March 2019", NULL, FOI_DATE_NONE},
        {"1 April 2018 - 31 March 2019", NULL, FOI_DATE_NONE},
        {"Date of birth: 3 May 1980", NULL, FOI_DATE_NONE},
        {"Start date: 3 May 2019", NULL, FOI_DATE_NONE},
        {"Date of meeting: 3 May 2019", NULL, FOI_DATE_NONE},
        {"Response due: 3 May 2019", NULL, FOI_DATE_NONE},
        {"Updated: 22 November 2022; Ref: scu.650420", NULL, FOI_DATE_NONE},
        {"Accessed 3 May 2019", NULL, FOI_DATE_NONE},
        {"Your letter of 3 May 2019", NULL, FOI_DATE_NONE},
        {"Your letter dated 3 May 2019", NULL, FOI_DATE_NONE},
        {"The Council issued it on 3 May 2019 and then closed the case.", NULL, FOI_DATE_NONE},
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

Test(tag_dates, one_of_many)
{
    static const struct {
        const char *text, *date;
    } rows[] = {
        {"First-tier Tribunal Information Rights\nEA/2010/0999\n\nON APPEAL FROM:\nThe Information "
         "Commissioner's Decision Notice No: FS50999999\nDated: 16 March 2010\n\nDate of hearing: "
         "3 November 2010\nDate of decision: 2 December 2010\n\nThe appeal is dismissed.",
         "2010-12-02"},
        {"First-tier Tribunal Information Rights\nEA/2014/0999\nThe Information Commissioner's "
         "Decision Notice FS50999999 dated 1 May 2014\nHearing: 3 November 2014\n\nThe appeal is "
         "dismissed.\n\nSigned\nA. Judge\nTribunal Judge\n2 December 2014",
         "2014-12-02"},
        {"First-tier Tribunal General Regulatory Chamber Information Rights\nCase Reference: "
         "EA/2031/0001\nHeard on: 1 August 2031\nDecision given on: 13 November 2031\nPromulgated "
         "on: 14 November 2031\n\nThe appeal is allowed.",
         "2031-11-13"},
        {"IN THE HIGH COURT OF JUSTICE\nDate: 12/03/2015\n\nHearing date: 3 March "
         "2015\n\nApproved Judgment\n\nThe appeal is dismissed. Freedom of Information Act 2000.",
         "2015-03-12"},
        {"Date received: 3 May 2019\nDate responded: 24 May 2019\n\nFreedom of Information "
         "request\n\nYou asked: how many.",
         "2019-05-24"},
        {"Request received: 3 May 2019\nResponse issued: 24 May 2019\n\nFreedom of Information "
         "request\n\nYou asked: how many.",
         "2019-05-24"},
        {"Dear Ms Roe\n\nThank you for your request of 3 May 2019, which we received on 4 May 2019. "
         "We answered on 1 June 2019 under the Freedom of Information Act.\n\nYours "
         "sincerely\n\nA. Sample\n24 June 2019",
         "2019-06-24"},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nDate:\t24 June 2019\nPublic "
         "Authority:\tKent County Council\n\nRequest and response\n\nOn 1 May 2018, the "
         "complainant wrote to the Council:",
         "2019-06-24"},
        {"Freedom of Information Act 2000 (Section 50) Decision Notice\n\nPublic Authority: Kent "
         "County Council\n\nOn 1 May 2006 the complainant wrote.\n\nRight of Appeal\n\nEither "
         "party has the right to appeal against this decision notice within 28 days.\n\nDated the "
         "24th day of June 2007\n\nSigned\n\nA. Sample\nInformation Commissioner",
         "2007-06-24"},
        {"The complainant requested papers of 3 May 2014. The Home Office refused on 4 June "
         "2014. The Commissioner's decision is that section 35 was applied correctly.\nFOI 35: Not "
         "upheld",
         "none"},
        {"Dear Sir or Madam\n\nPlease provide under the Freedom of Information Act the contracts "
         "signed between 1 April 2018 and 31 March 2019.\n\nJane Roe",
         "none"},
        {"From: FOI Team\nSent: 24 May 2019 10:15\nTo: Jane Roe\nSubject: Your request\n\nDear Ms "
         "Roe\n\nWe hold it.\n\nFrom: Jane Roe\nSent: 3 May 2019 09:00\nTo: FOI "
         "Team\n\nPlease provide under the Freedom of Information Act the contracts.",
         "2019-05-24"},
        {"Home Office (Central Government) FS50999999: ICO 7 May 2015\n\nThe complainant requested "
         "the diary of 3 May 2014. The Commissioner's decision is that section 35 was engaged.\nFOI "
         "35: Not upheld\n\nUpdated: 06 January 2022; Ref: scu.555438",
         "2015-05-07"},
        {"Information Tribunal Appeal Number: EA/2005/0999\nHeard at Audit House, London\nDecision "
         "Promulgated\nOn 9 October 2007\n26 October 2007\n\nBetween\nJANE ROE\nAppellant\nand\n"
         "INFORMATION COMMISSIONER\nRespondent\n\nThe Tribunal dismisses the appeal. The appeal is "
         "dismissed.",
         "2007-10-26"},
        {"Information Tribunal Appeal Number: EA/2007/0999\nFreedom of Information Act 2000 "
         "(FOIA)\nDetermination made on the papers\nDecision promulgated: "
         "29/11/2007\n\nBetween\nJANE ROE\nAppellant\nand\nINFORMATION "
         "COMMISSIONER\nRespondent\n\nThe appeal is dismissed. The Decision Notice is dated 26 March "
         "2007.",
         "2007-11-29"},
        {"Upper Tribunal\n[2030] UKUT 12 (AAC)\nDecision & Reasons Promulgated\nOn 24 February "
         "2030\n\nThe response was made by letter dated 17th December 2019.\nThe decision was issued "
         "on 3 May 2028.\n\nInterview Record, Dated 16th March 2018\n\nThe appeal is dismissed. This "
         "is an appeal against a decision of the First-tier Tribunal.",
         "2030-02-24"},
        {"High Court of Justice in Northern Ireland\nAnderson v Information Commissioner [2031] NIQB "
         "44\nJudgment: approved by the Court\nDelivered: 31.05.2031\n\nThis is an appeal against a "
         "decision about the Freedom of Information Act. The appeal is dismissed.",
         "2031-05-31"},
        {"Ministry of Defence\n\nRef: FOI2020/10999 E-mail: x Mr Roe request-699999- 2 November 2020 "
         "[email protected]\n\nDear Mr Roe,\n\nThank you for your email of 29 September 2020 "
         "requesting information under the Freedom of Information Act.",
         "2020-11-02"},
        {"1 Freedom of Information Act 2000 (Section 50) Decision Notice 1 December 2008 Public "
         "Authority: Address: Kent County Council Maidstone Summary On 3 May 2007 the complainant "
         "asked.",
         "2008-12-01"},
        {"Work orders\n\nDear Kent County Council,\n\nPlease provide under the Freedom of "
         "Information Act the order for a fence. The fence was built on or around 27th of March "
         "2020.\n\nJane Roe",
         "none"},
        {"FOI releases for January 2019\n\nFrom: Ministry of Justice\nPublished: 8 February "
         "2019\n\nFreedom of Information request 190103999: prison visits. We hold this.",
         "2019-02-08"},
        {"Published: 8 February 2019\nDate responded: 6 February 2019\n\nFreedom of Information "
         "request\n\nWe hold this.",
         "2019-02-06"},
        {"# Information requests, annual report\n\nPresented to the Board on 14 September "
         "2022\n\nThe Council received requests under the Freedom of Information Act.",
         "2022-09-14"},
        {"Decision Notice 399/2023\n\nAuthority: Fife Council\n\nThe Applicant asked the Authority "
         "for a lease on 3 May 2022.\n\nAppeal\n\nShould either the Applicant or the Authority wish "
         "to appeal against this decision, they have the right to appeal to the Court of "
         "Session.\n\nEuan Sample\nDeputy Head of Enforcement\n22 June 2023\n2 of 2",
         "2023-06-22"},
        {"Our Ref: FOI 12345   Your Ref: 03/02/2011   Date: 24 May 2019\n\nDear Ms Roe\n\nThank you "
         "for your request under the Freedom of Information Act.",
         "2019-05-24"},
        {"Cyngor Gwynedd\n\nDyddiad: 24 Mai 2019\n\nAnnwyl Ms Roe\n\nDiolch am eich cais "
         "dyddiedig 3 Mai 2019 o dan Ddeddf Rhyddid Gwybodaeth 2000.",
         "2019-05-24"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const char *got = document->tags.date ? document->tags.date : "none";
        cr_expect_str_eq(got, rows[i].date, "\"%s\" gives %s", rows[i].text, got);
    }
}

static void expect_date(const char *text, const char *date)
{
    g_autoptr(foi_document) document = tagged(text);
    const char *got = document->tags.date ? document->tags.date : "none";
    cr_expect_str_eq(got, date, "\"%s\" gives %s", text, got);
}

#define HELD                                                                                       \
    "The Commissioner's decision is that section 35 was engaged.\nFOI 35: Complaint not upheld"

#define REFUSED                                                                                       \
    "First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nPermission to appeal is " \
    "refused. The Freedom of Information Act 2000 applies."

Test(tag_dates, heads_of_published_decisions)
{
    static const struct {
        const char *text, *date;
    } rows[] = {
        {"HM Treasury\n1 Nov 2024, Central government\nThe request was made on 3 May 2024. " HELD,
         "2024-11-01"},
        {"Secretary of State for Defence (Ministry of Defence) 1 Nov 2024, Central government\nThe "
         "request was made. " HELD,
         "2024-11-01"},
        {"IC-299999-X1Y2 The complainant requested papers of 3 May 2023 from the Home Office. " HELD
         " Fri, 14 Jun 2024 00:00:00 +0100",
         "2024-06-14"},
        {"Roe v Fife Council: SIC 22 Jul 2008\n\nSIC Report - A report of 3 May 2006 was requested "
         "by Mr Roe under the Freedom of Information (Scotland) Act 2002. The Commissioner found "
         "that the Council had been entitled to withhold it.\n\nUpdated: 08 September 2022; Ref: "
         "scu.499999",
         "2008-07-22"},
        {"Roe v Information Commissioner and Home Office (Dismissed Freedom of Information Act "
         "2000): FTTGRC 8 Jul 2014\n\nThe tribunal dismisses the appeal. The appeal is dismissed.",
         "2014-07-08"},
        {"First-tier Tribunal (General Regulatory Chamber)\n\nYou are here: BAILII >> Databases >> "
         "Roe v Information Commissioner [2031] UKFTT 816 (GRC) (27 September 2031)\nCite as: "
         "[2031] UKFTT 816 (GRC)\n\nHeard on: 7 August 2031\n\n" REFUSED,
         "2031-09-27"},
        {"Upper Tribunal (Administrative Appeals Chamber)\n\nRoe v The Information Commissioner & "
         "Anor [2031] UKUT 99 (AAC) (21 March 2031)\n\nOn appeal from: First-tier Tribunal "
         "(Information Rights)\nDecision Date: 4 September 2030\n\nThe appeal is allowed. This is an "
         "appeal against a decision of the First-tier Tribunal.",
         "2031-03-21"},
        {REFUSED
         "\n\nTRIBUNAL: JUDGE A SAMPLE\n\nSitting in Chambers\non 17 January 2018\n\nRULING "
         "ON APPLICATION\n\nThe decision was promulgated on 10 June 2017.",
         "2018-01-17"},
        {"The complainant wanted to know about buildings. The Home Office refused. " HELD
         "\n[2019] UKICO FS50899999\nEngland and Wales\nUpdated: 10 July 2022; Ref: scu.639999",
         "2019"},
        {"Decision Notice 074/2023: Fish\n\nAuthority: Fife Council\nCase Ref: "
         "202100999\n\nSummary\n\nThe Applicant asked the Authority for figures. The Commissioner "
         "requires the Authority to provide them by 28 August 2023.",
         "2023"},
        {"High Court of Justice in Northern Ireland\nJudgment: approved by the Court for handing "
         "down | Delivered: | 31.05.2031 |\n\nThis is an appeal against a decision about the "
         "Freedom of Information Act. The appeal is dismissed.",
         "2031-05-31"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        expect_date(rows[i].text, rows[i].date);
}

Test(tag_dates, letters_and_mails)
{
    static const struct {
        const char *text, *date;
    } rows[] = {
        {"Kent County Council\n\nOur Ref: FOI/49999 17 February 2023\n\nDear Dr Roe,\n\nThank you "
         "for your email asking for a review.\n\nOur reply of 16 December 2022 told you that the "
         "contract was exempt under section 43 of the Freedom of Information Act.",
         "2023-02-17"},
        {"Cyngor Gwynedd\n\nDyddiad / Date: 9 Ionawr / January 2018\n\nAnnwyl Syr / Dear Sir\n\nI "
         "refer to your request, received on 11 December 2017, under the Freedom of Information "
         "Act.",
         "2018-01-09"},
        {"Cyngor Gwynedd\n\nDyddiad/Date: 6 Mai/May 2021\n\nAnnwyl / Dear Ms Roe\n\nI refer to your "
         "request under the Freedom of Information Act.",
         "2021-05-06"},
        {"Dear Natural England\n\nPlease send me under the Freedom of Information Act the paper of "
         "23 March 2015.\n\nJane Roe\n\nSent at 10:47, 22 June 2015.",
         "2015-06-22"},
        {"Church House\n\nSent by email on 24 May 2019\n\nDear Ms Roe\n\nThank you for your request of "
         "3 May 2019 under the Freedom of Information Act.",
         "2019-05-24"},
        {"Gmail - FOI response\nFOI <foi@cornwall.gov.uk> Fri, May 24, 2019 at 2:02 PM\nTo: "
         "jane@example.org\n\nDear Ms Roe\n\nWe hold it under the Freedom of Information Act.",
         "2019-05-24"},
        {"Queen Mary University of London\nMile End Road\n\n24 May 2019\n\nDear Ms Roe\n\nThank you "
         "for your request under the Freedom of Information Act.",
         "2019-05-24"},
        {"Disclosure log: Ofcom\n\nReference: 00123456\nDate published: 24 May 2019\n\nYou asked for "
         "complaints. We hold this under the Freedom of Information Act.",
         "2019-05-24"},
        {"Please note: some parks will be closed on Saturday 21 & Sunday 22 December 2024, because of "
         "the wind.\n\nFife Council\n\nAccess to Information Policy\n\nThis guidance is for staff. "
         "Requests must be made in writing.",
         "none"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        expect_date(rows[i].text, rows[i].date);
}

Test(tag_dates, a_label_makes_sure)
{
    g_autoptr(foi_document) label = tagged("Date: 24 May 2019\n\nDear Ms Roe\n\nThank you.");
    g_autoptr(foi_document) guess = tagged("Leaflet on bins, revised, 24 May 2019\n\nBins.");
    cr_expect_gt(label->tags.date_evidence.confidence, 0.9);
    cr_expect_lt(guess->tags.date_evidence.confidence, label->tags.date_evidence.confidence);
}

Test(tag_dates, a_mail_has_the_date_of_its_header)
{
    g_autoptr(foi_document) document = document_of("Our notice is dated.\n\nDate: 1 May 2016");
    document->file = FOI_FILE_MAIL;
    document->sent = g_strdup("2019-05-24");
    foi_tag_document(document);
    cr_assert_str_eq(document->tags.date, "2019-05-24");
}
