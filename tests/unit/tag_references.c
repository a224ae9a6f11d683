/* Numbers of cases, appeals, decisions and requests, in one canonical spelling. */
#include <criterion/criterion.h>

#include "tag_support.h"

Test(tag_references, kinds_and_spellings)
{
    static const struct {
        const char *text;
        foi_reference_kind kind;
        const char *id;
    } rows[] = {
        {"ICO Ref No: FS50767053", FOI_REFERENCE_ICO_CASE, "FS50767053"},
        {"see FS_50520644", FOI_REFERENCE_ICO_CASE, "FS50520644"},
        {"notice FER0449366", FOI_REFERENCE_ICO_CASE, "FER0449366"},
        {"Case reference: IC-315773-L9G6", FOI_REFERENCE_ICO_CASE, "IC-315773-L9G6"},
        {"referenced as IC- 184734-T2V5,", FOI_REFERENCE_ICO_CASE, "IC-184734-T2V5"},
        {"[2021] UKICO IC-48877", FOI_REFERENCE_ICO_CASE, "IC-48877"},
        {"EA/2021/0368", FOI_REFERENCE_FTT_APPEAL, "EA/2021/0368"},
        {"EA-2022-0425P", FOI_REFERENCE_FTT_APPEAL, "EA/2022/0425P"},
        {"FT/EA/2024/0397", FOI_REFERENCE_FTT_APPEAL, "FT/EA/2024/0397"},
        {"EA/ 2022/0211", FOI_REFERENCE_FTT_APPEAL, "EA/2022/0211"},
        {"EJ/2021/0015", FOI_REFERENCE_FTT_APPEAL, "EJ/2021/0015"},
        {"GIA/336/2013", FOI_REFERENCE_FTT_APPEAL, "GIA/336/2013"},
        {"UA-2022-000123-GIA", FOI_REFERENCE_FTT_APPEAL, "UA-2022-000123-GIA"},
        {"[2023] UKFTT 00311 (GRC)", FOI_REFERENCE_NEUTRAL_CITATION, "[2023] UKFTT 311 (GRC)"},
        {"UKFTT 2020_0341 (GRC)", FOI_REFERENCE_NEUTRAL_CITATION, "[2020] UKFTT 341 (GRC)"},
        {"UKFTT 2011 \xe2\x80\x93 0300 (GRC)", FOI_REFERENCE_NEUTRAL_CITATION,
         "[2011] UKFTT 300 (GRC)"},
        {"[2012] UKSC 4", FOI_REFERENCE_NEUTRAL_CITATION, "[2012] UKSC 4"},
        {"[2015] EWCA Civ 454", FOI_REFERENCE_NEUTRAL_CITATION, "[2015] EWCA Civ 454"},
        {"FS50470507", FOI_REFERENCE_ICO_CASE, "FS50470507"},
        {"FAC0065282", FOI_REFERENCE_ICO_CASE, "FAC0065282"},
        {"Information Commissioner's Ref: FS 50132169", FOI_REFERENCE_ICO_CASE, "FS50132169"},
        {"IC-155171-G3W9", FOI_REFERENCE_ICO_CASE, "IC-155171-G3W9"},
        {"IC-155171-\nG3W9 is ours", FOI_REFERENCE_ICO_CASE, "IC-155171-G3W9"},
        {"[2019] UKICO FS50857510", FOI_REFERENCE_ICO_CASE, "FS50857510"},
        {"EA-2022-0236", FOI_REFERENCE_FTT_APPEAL, "EA/2022/0236"},
        {"EA/2005/32", FOI_REFERENCE_FTT_APPEAL, "EA/2005/0032"},
        {"EA_2006_0011", FOI_REFERENCE_FTT_APPEAL, "EA/2006/0011"},
        {"Appeal No. GIA/3434/ 2016", FOI_REFERENCE_FTT_APPEAL, "GIA/3434/2016"},
        {"UA/2024/001681/GIA", FOI_REFERENCE_FTT_APPEAL, "UA-2024-001681-GIA"},
        {"[2023] UKFTT 311 (GRC)", FOI_REFERENCE_NEUTRAL_CITATION, "[2023] UKFTT 311 (GRC)"},
        {"[2023] UKUT 240 (AAC)", FOI_REFERENCE_NEUTRAL_CITATION, "[2023] UKUT 240 (AAC)"},
        {"2012 UKUT 440(AAC)", FOI_REFERENCE_NEUTRAL_CITATION, "[2012] UKUT 440 (AAC)"},
        {"[2008] EWHC 1084 (Admin)", FOI_REFERENCE_NEUTRAL_CITATION, "[2008] EWHC 1084 (Admin)"},
        {"[2010] CSIH 73", FOI_REFERENCE_NEUTRAL_CITATION, "[2010] CSIH 73"},
        {"[2009] ScotCS CSIH_73", FOI_REFERENCE_NEUTRAL_CITATION, "[2009] CSIH 73"},
        {"[2011] NIQB 44", FOI_REFERENCE_NEUTRAL_CITATION, "[2011] NIQB 44"},
        {"[2020] UKFTT 2019_0402 (GRC)", FOI_REFERENCE_NEUTRAL_CITATION,
         "[2020] UKFTT 2019_0402 (GRC)"},
        {"[2014] UKFTT EA_2013_0068 (GRC)", FOI_REFERENCE_NEUTRAL_CITATION,
         "[2014] UKFTT EA_2013_0068 (GRC)"},
        {"[2007] UKIT EA_2006_49", FOI_REFERENCE_NEUTRAL_CITATION, "[2007] UKIT EA_2006_0049"},
        {"Decision Notice 083/2024", FOI_REFERENCE_OSIC_DECISION, "083/2024"},
        {"Decision No. 12/2010", FOI_REFERENCE_OSIC_DECISION, "012/2010"},
        {"[FOI #914235 email]", FOI_REFERENCE_WDTK_REQUEST, "914235"},
        {"OIC-53482-K7N2S3", FOI_REFERENCE_OIC_CASE, "OIC-53482-K7N2S3"},
        {"[2013] AICmr 11", FOI_REFERENCE_OAIC_CASE, "[2013] AICmr 11"},
        {"MR20/00123", FOI_REFERENCE_OAIC_CASE, "MR20/00123"},
        {"FOI request number: 1234567", FOI_REFERENCE_AUTHORITY_REF, "1234567"},
        {"Our reference is CAS-99812", FOI_REFERENCE_AUTHORITY_REF, "CAS-99812"},
        {"Unique Reference No: 01.FOI.20.099316", FOI_REFERENCE_AUTHORITY_REF, "01.FOI.20.099316"},
        {"Call reference: F0099407\n17 March 2011", FOI_REFERENCE_AUTHORITY_REF, "F0099407"},
        {"21 May 2024 Our Reference: 240599118", FOI_REFERENCE_AUTHORITY_REF, "240599118"},
        {"Ref: 2021-9941 15 November 2021", FOI_REFERENCE_AUTHORITY_REF, "2021-9941"},
        {"Freedom of Information Act (FOIA) Request - 240599118", FOI_REFERENCE_AUTHORITY_REF,
         "240599118"},
        {"Decision 083/2024", FOI_REFERENCE_OSIC_DECISION, "083/2024"},
        {"[2008] ScotIC 084 \xe2\x80\x93 2008", FOI_REFERENCE_OSIC_DECISION, "084/2008"},
        {"request-467593-c3b9ea02@whatdotheyknow.com", FOI_REFERENCE_WDTK_REQUEST, "467593"},
        {"request-467593-\nc3b9ea02@whatdotheyknow.com", FOI_REFERENCE_WDTK_REQUEST, "467593"},
        {"Ref No: FOI 784", FOI_REFERENCE_AUTHORITY_REF, "FOI 784"},
        {"Our reference: FOI/18/00569", FOI_REFERENCE_AUTHORITY_REF, "FOI/18/00569"},
        {"FOI2023/12345 answered", FOI_REFERENCE_AUTHORITY_REF, "FOI2023/12345"},
        {"Our ref: F-2010-00325", FOI_REFERENCE_AUTHORITY_REF, "F-2010-00325"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const GPtrArray *found = document->tags.references;
        cr_expect_eq(found->len, 1, "\"%s\" gives %u references", rows[i].text, found->len);
        if (found->len == 0)
            continue;
        const foi_reference_tag *tag = g_ptr_array_index(found, 0);
        cr_expect_str_eq(tag->id, rows[i].id, "\"%s\" gives %s", rows[i].text, tag->id);
        cr_expect_eq(tag->kind, rows[i].kind, "%s", rows[i].text);
    }
}

Test(tag_references, what_is_no_reference)
{
    static const char *const rows[] = {
        "IC card",
        "FS 5",
        "EA/21/3",
        "request-a-b",
        "Ref: none",
        "in the decision of 2019",
        "[2019]",
        "FOI requests in 2019",
        "Our ref:\n24 May 2019",
        "Your ref: 12/03/2019",
        "Ref: 27.07.2020",
        "Our ref: please quote\nTel: 0113 496 0000",
        "Reference: 020 7946 0000",
        "Our ref:\nSW1P 4DF",
        "Planning reference: 19/01234/FUL",
        "the planning application reference 19/01234/FUL",
        "the grid reference SE 298 338",
        "Invoice reference: INV-20190",
        "Company reference number 01234567",
        "Charity reference: 1098765",
        "Crime reference number 1234567/19",
        "FOI 2000/01 and EIR 2004",
        "FOI 40(2), EIR 12(5)(e), FOIA 2000",
        "FOI 10: Upheld EIR 11.4: Upheld",
        "FOI 2018/19 performance, FOI 2018-2019",
        "FOI requests: 1,234",
        "Request: 20 working days",
        "Information request 5000 copies",
        "Ref: 2018 policy",
        "Reference: section 40(2)",
        "Article 6(1)(f) of the GDPR, page 12 of 34",
        "F-16 and F-35 jets, room F1234",
        "the FCA in 2019 FCA 5",
        "decision 03/2011",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i]);
        cr_expect_eq(document->tags.references->len, 0, "%s", rows[i]);
    }
}

/* The ids of DOCUMENT whose `own` is OWN, parted by "; ". */
static char *ids_of(const foi_document *document, bool own)
{
    GString *ids = g_string_new(NULL);
    for (guint i = 0; i < document->tags.references->len; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        if (tag->own == own)
            g_string_append_printf(ids, "%s%s", ids->len > 0 ? "; " : "", tag->id);
    }
    return g_string_free(ids, FALSE);
}

Test(tag_references, lists_go_on_with_the_year_of_the_first)
{
    static const char *const rows[][2] = {
        {"Appeal Number: EA/2006/0049 & 50", "EA/2006/0049; EA/2006/0050"},
        {"EA/2006/0011 and 0013 were heard together", "EA/2006/0011; EA/2006/0013"},
        {"EA/2006/0011 and 12 others", "EA/2006/0011"},
        {"Decisions 001/2010 and 002/2010", "001/2010; 002/2010"},
        {"GIA/336/2013 & 337", "GIA/336/2013"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i][0]);
        g_autofree char *cited = ids_of(document, false);
        g_autofree char *own = ids_of(document, true);
        cr_expect_str_eq(*own ? own : cited, rows[i][1], "%s", rows[i][0]);
    }
}

Test(tag_references, own_and_cited)
{
    g_autoptr(foi_document) document =
        tagged("Case reference: IC-315773-L9G6\n\nDear Ms Example,\n\nIn a long sentence of this "
               "letter we "
               "would like to mention that the Commissioner has already dealt with a similar "
               "matter in the "
               "decision notice that has the number FS50767053 and that we have read with care.");
    cr_assert_eq(document->tags.references->len, 2);
    cr_expect(((foi_reference_tag *)g_ptr_array_index(document->tags.references, 0))->own);
    cr_expect_not(((foi_reference_tag *)g_ptr_array_index(document->tags.references, 1))->own);
}

#define LONG_PROSE                                                                                 \
    "In this part of the document there are a good many more words than a line of a letterhead "   \
    "would have, so that nothing in it stands near the top or near the end. "

Test(tag_references, what_makes_a_number_the_documents_own)
{
    static const struct {
        const char *text, *id;
        bool own;
    } rows[] = {
        {"First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nThis is an appeal "
         "against the decision notice of the Information Commissioner dated 9 February 2023 (with "
         "the reference IC-998417-K3P8), in which he decided that the authority was right.",
         "IC-998417-K3P8", true},
        {"First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nThis is an appeal "
         "against decision notice IC-998417-K3P8 of the Commissioner.\n\n" LONG_PROSE
         "The same point arose in another decision notice, which was FS50767053, and which all of "
         "the parties addressed in argument before us at the hearing of this appeal.",
         "FS50767053", false},
        {"Department for Work and Pensions\n\nDear Ms Example,\n\nThank you for your request. "
         "Following the decision of the First-tier Tribunal in EA/2023/0981, which was sent to us "
         "on 30 January 2024, we are disclosing in full the reports that you asked for. Please find "
         "attached the information.",
         "EA/2023/0981", true},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\n" LONG_PROSE LONG_PROSE
             LONG_PROSE LONG_PROSE LONG_PROSE LONG_PROSE LONG_PROSE LONG_PROSE LONG_PROSE LONG_PROSE
         "\n\nReference: IC-998417-K3P8\n\n" LONG_PROSE,
         "IC-998417-K3P8", true},
        {"Home Office\n\nOur reference: IR2022/99511 (original reference FOI2022/99418), to be "
         "quoted in all letters that you send us about this matter\n\nDear Ms Example",
         "IR2022/99511", true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        bool found = false;
        for (guint k = 0; k < document->tags.references->len; k++) {
            const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, k);
            if (strcmp(tag->id, rows[i].id) != 0)
                continue;
            found = true;
            cr_expect_eq(tag->own, rows[i].own, "%s in: %s", tag->id, rows[i].text);
        }
        cr_expect(found, "%s in: %s", rows[i].id, rows[i].text);
    }
}

Test(tag_references, the_number_in_the_title_is_own)
{
    g_autoptr(foi_document) document = document_of(
        LONG_PROSE "What the Commissioner wrote in the matter IC-998417-K3P8 we have read "
                   "with care and thought about for some time. " LONG_PROSE);
    document->title = g_strdup("Decision notice IC-998417-K3P8");
    foi_tag_document(document);
    cr_assert_eq(document->tags.references->len, 1);
    cr_expect(((foi_reference_tag *)g_ptr_array_index(document->tags.references, 0))->own);
}

#define NOTICE(reference)                                                                             \
    "Reference: " reference                                                                           \
    "\n\nFreedom of Information Act 2000 (FOIA)\n\nDecision notice\n\nDate: 12 March 2013\n\nPublic " \
    "Authority: Kent County Council\n\nDecision (including any steps ordered)\n\n1. The "             \
    "complainant has requested information about parking. The Commissioner's decision is that the "   \
    "council has breached section 10(1).\n\n"

Test(tag_references, what_belongs_to_the_matter_and_what_is_cited)
{
    static const struct {
        const char *text, *own, *cited;
    } rows[] = {
        {NOTICE("FS50999901") "2. In EA/2010/0007 the Tribunal said so; see also FS50411111.",
         "FS50999901", "EA/2010/0007; FS50411111"},
        {NOTICE("FS50999901") "2. On 3 May 2012 the complainant wrote to the council and requested "
                              "information. Its reference is K/22/994.",
         "FS50999901; K/22/994", ""},
        {NOTICE("FS50999901") "2. No steps are required. Information Tribunal appeal EA/2013/0999 "
                              "has been dismissed.",
         "FS50999901; EA/2013/0999", ""},
        {"Steyning Parish Council: ICO 29 Mar 2021\n\nThe complainant requested copies of letters. "
         "The Commissioner's decision is that the council did not hold them.\n\nEIR 5(1): Complaint "
         "not upheld\n\nCitations: [2021] UKICO IC-48877",
         "IC-48877", ""},
        {"First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nNeutral citation "
         "number: [2025] UKFTT 1325 (GRC)\n\nCase Reference: FT/EA/2024/0388\n\nREASONS\n\n1. This "
         "appeal relates to a Decision Notice (\"the DN\") issued by the Information Commissioner "
         "(\"the IC\") on 3 September 2024 with reference number IC-304809-T3B5. In the earlier "
         "appeal EA/2010/0007 the Tribunal relied on [2012] UKSC 4.",
         "[2025] UKFTT 1325 (GRC); FT/EA/2024/0388; IC-304809-T3B5", "EA/2010/0007; [2012] UKSC 4"},
        {"IN THE UPPER TRIBUNAL\nADMINISTRATIVE APPEALS CHAMBER\n\nAppeal No. UA-2022-009941-GIA\n"
         "[2023] UKUT 991 (AAC)\n\nDECISION\n\nThe decision of the Upper Tribunal is to allow the "
         "appeal. The decision of the First-tier Tribunal made on 27 June 2022 under reference "
         "EA/2021/0994 involved an error on a point of law and is set aside. The judge referred to "
         "Sugar v BBC [2012] UKSC 4 and to the tribunal's decision EA/2005/0032.",
         "UA-2022-009941-GIA; [2023] UKUT 991 (AAC); EA/2021/0994", "[2012] UKSC 4; EA/2005/0032"},
        {"Kent County Council\n\nOur reference: FOI 99213\n\nDear Mr Example\n\nThank you for your "
         "request under the Freedom of Information Act 2000. We are withholding the information under "
         "section 43(2). You ask us to look at FS50411111. We have read [2012] UKSC 4, too.",
         "FOI 99213", "FS50411111; [2012] UKSC 4"},
        {"Neutral Citation Number: [2019] EWCA Civ 9917\n\nCase No: C3/2018/9917\n\nIN THE COURT OF "
         "APPEAL (CIVIL DIVISION)\nON APPEAL FROM THE UPPER TRIBUNAL\n[2018] UKUT 9917 "
         "(AAC)\n\nJUDGMENT\n\nThe Information Commissioner agreed (FS50994120). The First-tier "
         "Tribunal (EA/2016/0991) allowed the appeal, following Sugar v BBC [2012] UKSC 4 and the "
         "Tribunal in Hogan (EA/2005/0026).",
         "[2019] EWCA Civ 9917; [2018] UKUT 9917 (AAC); FS50994120; EA/2016/0991",
         "[2012] UKSC 4; EA/2005/0026"},
        {"Kent County Council\n\nFOI disclosure log\n\nRef: FOI 99213\n\nRef: FOI 99214\n\nRef: FOI "
         "99215\n\nRef: FOI 99216\n\nRef: FOI 99217",
         "", "FOI 99213; FOI 99214; FOI 99215; FOI 99216; FOI 99217"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        g_autofree char *own = ids_of(document, true);
        g_autofree char *cited = ids_of(document, false);
        cr_expect_str_eq(own, rows[i].own, "own: %s in %s", own, rows[i].text);
        cr_expect_str_eq(cited, rows[i].cited, "cited: %s in %s", cited, rows[i].text);
    }
}

Test(tag_references, a_decisions_number_in_its_title_alone)
{
    g_autoptr(foi_document) document = document_of("The complainant has requested information.");
    document->title = g_strdup("FS50994832");
    foi_tag_document(document);
    g_autofree char *own = ids_of(document, true);
    cr_expect_str_eq(own, "FS50994832");
}

Test(tag_references, a_number_of_any_form_in_the_subject)
{
    g_autoptr(foi_document) document = document_of(
        "Subject: IGO-99364: empty homes\n\nDear Ms Example\n\nCOVID-19 and 2018-2019 are "
        "no references, nor is AB-12345.");
    document->title = g_strdup("IGO-99364: empty homes");
    foi_tag_document(document);
    g_autofree char *own = ids_of(document, true);
    cr_expect_str_eq(own, "IGO-99364");
}

#define BODY                                                                                       \
    "\n\nDear Ms Example\n\nThank you for your request under the Freedom of Information Act "      \
    "2000. The information that you asked for is enclosed. We trust that this answers your "       \
    "request.\n\nYours sincerely\n\nA Example\nInformation Officer\n"

Test(tag_references, numbers_where_authorities_put_them)
{
    static const char *const rows[][2] = {
        /* the subject */
        {"Request for Information: ATISN 99980 \xe2\x80\x93 Location of coal tips" BODY,
         "ATISN 99980"},
        {"Request for Information - ATISN 99301" BODY, "ATISN 99301"},
        {"Complaint in respect of ATISN 99332" BODY, "ATISN 99332"},
        {"REVIEW OF RESPONSE \xe2\x80\x93 RFI 99207 \xe2\x80\x93 LAND PURCHASE" BODY, "RFI 99207"},
        {"Your subject access request: SAR 9924421" BODY, "SAR 9924421"},
        {"Subject: Response to your FOI Request - 2021-0963" BODY, "2021-0963"},
        {"Subject: Your request 2019/FOI/0993" BODY, "2019/FOI/0993"},
        {"Cais Rhyddid Gwybodaeth 988/2020" BODY, "988/2020"},
        {"Home > Freedom of Information > Disclosure log > Patrol bases (000971/22)" BODY,
         "000971/22"},
        {"Freedom of Information Act Request No: 009117/14 - INTERNAL REVIEW" BODY, "009117/14"},
        {"Subject: Freedom of Information Act Request Ref: 99904482 - further details" BODY,
         "99904482"},
        {"EIR20-9311 \xe2\x80\x93 Internal Review IR20-918" BODY, "EIR20-9311; IR20-918"},
        {"Subject: Re: [FOI #24-958] Pianos" BODY, "24-958"},
        {"Freedom of Information request FOI-9923-24 - response" BODY, "FOI-9923-24"},
        {"Your request for information - WCC/FOI/0993" BODY, "WCC/FOI/0993"},
        {"Freedom of Information request: LBH/99123/19" BODY, "LBH/99123/19"},
        {"Acknowledgement of your FOI request [EIR 99812]" BODY, "EIR 99812"},
        {"Freedom of Information request (our ref GSA/994/18)" BODY, "GSA/994/18"},
        {"Internal review: IRR 99771" BODY, "IRR 99771"},
        {"Request for information FS-Case-99887766" BODY, "FS-Case-99887766"},
        {"Information request - CRN00099123" BODY, "CRN00099123"},
        {"Subject: Request for Information [Case: 9999123]" BODY, "9999123"},
        {"Subject: Case 9999123: Freedom of information request" BODY, "9999123"},
        {"Freedom of Information (Scotland) Act - Request for information 99912" BODY, "99912"},
        /* a column or line of its own, by the date */
        {"18 June 2015                              VE/9906-22" BODY, "VE/9906-22"},
        {"8 May 2014                                FOI 9870" BODY, "FOI 9870"},
        {"Public Body\nLondon EC4R 2YA\n\nIR 991003210\n10 July 2018" BODY, "IR 991003210"},
        {"DH/99812/16\n4 March 2016" BODY, "DH/99812/16"},
        {"ATISN 9912\n\nAnnex 1" BODY, "ATISN 9912"},
        /* labels */
        {"Reference             IR2093022 (RFI20930166)" BODY, "IR2093022; RFI20930166"},
        {"Internal Reviewer L Example, Advisor FOI Reference IR2093023 Date 26 April 2013" BODY,
         "IR2093023"},
        {"7 July 2017                        Case Reference Number IRQ0998772" BODY, "IRQ0998772"},
        {"Our Reference: CQC IAT 1617 0988" BODY, "CQC IAT 1617 0988"},
        {"Our ref: DE-2019-0933 IR" BODY, "DE-2019-0933 IR"},
        {"Ref: FOI(18)97                         19 March 2018" BODY, "FOI(18)97"},
        {"Eich cyf/Your ref:\nEin cyf/Our ref:  IR/FOI/22/918" BODY, "IR/FOI/22/918"},
        {"Ein cyf: ATISN 99123" BODY, "ATISN 99123"},
        {"Rhif cyfeirnod: 99123-24" BODY, "99123-24"},
        {"Rhif y Cais: 9912" BODY, "9912"},
        {"Your FOI reference: 99812" BODY, "99812"},
        {"Your ref: FOI/2019/9912" BODY, "FOI/2019/9912"},
        {"Reference number: F0098841\nRequest: MEPO 2/9604" BODY, "F0098841"},
        {"Case: 991203\nDate: 4 March 2020" BODY, "991203"},
        {"Enquiry No. EN-99812" BODY, "EN-99812"},
        /* told in a sentence */
        {"Dear Ms Example\n\nYour Freedom of Information request was received today. Your "
         "reference number is DOF/2020-0907.",
         "DOF/2020-0907"},
        {"Dear Ms Example\n\nI acknowledge receipt of your request for information, which has been "
         "allocated reference number P0098095.",
         "P0098095"},
        {"Dear Ms Example\n\nI refer to your FOI request: OFMDFM/2012-0938. The request is still "
         "under consideration.",
         "OFMDFM/2012-0938"},
        {"Dear Ms Example\n\nThank you for your Freedom of Information request. It has been given "
         "the reference SIB/FOI/18-97 and you will be answered in 20 working days.",
         "SIB/FOI/18-97"},
        {"Dear Ms Example\n\nThank you for your Freedom of Information request, which we have "
         "logged as FOI-2021-0994.",
         "FOI-2021-0994"},
        {"Dear Ms Example\n\nThank you for your Freedom of Information request. Please contact us "
         "quoting 2019/99371 if you have any queries.",
         "2019/99371"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i][0]);
        g_autofree char *own = ids_of(document, true);
        cr_expect_str_eq(own, rows[i][1], "\"%s\" in: %.120s", own, rows[i][0]);
    }
}

#define ASKED                                                                                        \
    "\n\nDear Sir or Madam\n\nUnder the Freedom of Information Act 2000 please provide me with the " \
    "following information: all letters about the matter above. I look forward to hearing from "     \
    "you within 20 working days.\n\nYours faithfully\n\nA Example"

#define REVIEW_ASKED                                                                               \
    "\n\nDear Sir or Madam\n\nI am writing to request an internal review of the handling of my "   \
    "Freedom of Information request. I do not agree that section 43(2) applies.\n\nYours "         \
    "faithfully\n\nA Example"

Test(tag_references, numbers_that_a_requester_writes)
{
    static const char *const rows[][2] = {
        {"Subject: Freedom of Information request - Contract DN123456" ASKED, ""},
        {"Subject: FOI request: planning enforcement EN/2021/0123" ASKED, ""},
        {"Our ref: MJS/12345.1\n4 May 2021" ASKED, ""},
        {"4 May 2021 MJS/12345" ASKED, ""},
        {"Subject: Internal review of FOI 99123" REVIEW_ASKED, "FOI 99123"},
        {"Your ref: K/21/99\nOur ref: MJS/12345" REVIEW_ASKED, "K/21/99"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i][0]);
        g_autofree char *own = ids_of(document, true);
        cr_expect_str_eq(own, rows[i][1], "\"%s\" in: %.120s", own, rows[i][0]);
    }
}

Test(tag_references, numbers_of_something_else_in_letters)
{
    static const char *const rows[] = {
        "Freedom of Information request: 21/01234/FUL" BODY,
        "Freedom of Information request - planning application 21/01234/OUT" BODY,
        "Request: MEPO 2/9604" BODY,
        "Subject: FOI response on A1/M1 junction (J47-J49)" BODY,
        "Date: 4/5/21\nFOI Officer: 01632/960123" BODY,
        "Customer reference: 991234" BODY,
        "Your ref: MJS/12345" BODY,
        "Freedom of Information Team, PO Box 12345\nTel 0300 0034567" BODY,
        "Information Rights Unit\nwww.example.gov.uk/foi/12345-67" BODY,
        "FOI: 999 calls in 2020/21" BODY,
        "Freedom of Information request - 12345 High Street" BODY,
        "Freedom of Information request - CVE-2021-44228" BODY,
        "Freedom of Information request - HS2-1234 documents" BODY,
        "Freedom of Information request - 09:00-17:30" BODY,
        "Freedom of Information request - Directive 2003/4/EC" BODY,
        "FOI request - FO 371/12345" BODY,
        "Freedom of Information request - 2018-2021" BODY,
        "Freedom of Information request - COVID-19" BODY,
        "Freedom of Information request - ISO27001" BODY,
        "Freedom of Information Act 2000 - Regulation 1049/2001" BODY,
        "Information request - 12/2019" BODY,
        "Information request: 01632 960123" BODY,
        "Information requests: 01632-960123" BODY,
        "Freedom of Information request - Boeing 737-80012" BODY,
        "Freedom of Information request - SI 2004/3391" BODY,
        "Freedom of Information request - period 1939-1945" BODY,
        "10 July 2018                              PO Box 99123" BODY,
        "10 July 2018                              SW1A 2HQ" BODY,
        "10 July 2018                              0300 123 1234" BODY,
        "Information request - 25,000 pages (12-05-2019)" BODY,
        "FOI team, Room 4512\nDirect line 01632960123" BODY,
        "FOI response - A14-A428 road" BODY,
        "Freedom of Information request - form P11D-2019" BODY,
        "Dear Council\n\nUnder the Freedom of Information Act 2000 please send me a copy of the "
        "paper with reference NELG/S/07/4, put before the meeting in March. I look forward to "
        "your reply.\n\nYours faithfully\nA Example",
        "EXAMPLE & EXAMPLE LLP\nSolicitors\n\nOur ref: AMcL/KJ/HAS0041/2\n13 February 2018\n\nThe "
        "FOI Officer\n\nDear Sirs\n\nUnder the Freedom of Information (Scotland) Act 2002 we "
        "request the following information. Please send us all letters about the road. We look "
        "forward to your reply within 20 working days.\n\nYours faithfully",
        "S/2214/17/OL - land behind the Old Forge\n\nDear Sir or Madam\n\nUnder the Freedom of "
        "Information Act please send me all letters about this.\n\nYours faithfully",
        "Housing Repairs\n\nRef: CAS-309944\n7 October 2021\n\nDear Ms Example\n\nStage 1 "
        "complaint - damp\n\nI am writing in response to your complaint about damp. Our surveyor "
        "will visit.\n\nYours sincerely",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i]);
        g_autofree char *own = ids_of(document, true);
        cr_expect_str_eq(own, "", "\"%s\" in: %.120s", own, rows[i]);
    }
}

#define TRIBUNAL                                                                                   \
    "\n\nFirst-tier Tribunal (General Regulatory Chamber)\nInformation Rights\n\nBetween\nA "      \
    "EXAMPLE\nAppellant\nand\nTHE INFORMATION COMMISSIONER\nRespondent\n\nDECISION\n\nThe appeal " \
    "is dismissed.\n\nREASONS\n\n1. " LONG_PROSE

Test(tag_references, numbers_of_decisions_in_their_heads)
{
    static const char *const rows[][2] = {
        {"NCN [2024] UKFTT 9712 (GRC).\nCase Reference: EA/2022/0945" TRIBUNAL,
         "[2024] UKFTT 9712 (GRC); EA/2022/0945"},
        {"NCN: [2023] UKFTT 9816 (GRC) | ||" TRIBUNAL, "[2023] UKFTT 9816 (GRC)"},
        {"You are here: BAILII >> Databases >> First-tier Tribunal >> Example v Information "
         "Commissioner (Re Strike Out Application) [2023] UKFTT 9669 (GRC) (10 August 2023) Cite "
         "as: [2023] UKFTT 9669 (GRC) |" TRIBUNAL,
         "[2023] UKFTT 9669 (GRC)"},
        {"Neutral Citation No. [2011] NIQB 944 | Ref: | WEI9149 |" TRIBUNAL, "[2011] NIQB 944"},
        {"Cite as: [2024] 1 WLR 2185, [2023] WLR(D) 490, [2023] EWCA Civ 9378 |" TRIBUNAL,
         "[2023] EWCA Civ 9378"},
        {"Case Reference: FT.EA.2024.0906" TRIBUNAL, "FT/EA/2024/0906"},
        {"[2014] UKFTT 2013 \xe2\x80\x93 0941 (GRC)" TRIBUNAL, "[2014] UKFTT 2013_0941 (GRC)"},
        {"Appeal Number: EA/2023/0905" TRIBUNAL
         "\n\n2. The first is against Decision Notice IC-998494-Y8S5 (\"the First Decision "
         "Notice\"). The second is against the Commissioner's Decision Notice dated 7 February "
         "2023 referenced IC-999686-G9C8 (\"the Second Decision Notice\").",
         "EA/2023/0905; IC-998494-Y8S5; IC-999686-G9C8"},
        {"IC-999647-N3D9 The complainant made a request to the Home Office (the public authority). "
         "The Commissioner's decision is that the Home Office breached section 10(1) of FOIA.",
         "IC-999647-N3D9"},
        {"Example Parents and Argyll and Bute Council: SIC 19 Mar 2007\n\nSIC Information about "
         "rolls \xe2\x80\x93 whether request vexatious \xe2\x80\x93 Decision 947/2007 \xe2\x80\x93 "
         "A group of parents asked Argyll and Bute Council (the Council) for projected rolls of "
         "four schools. The Commissioner found that the Council had complied with Part 1 of the "
         "Act.",
         "947/2007"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i][0]);
        g_autofree char *own = ids_of(document, true);
        cr_expect_str_eq(own, rows[i][1], "\"%s\" in: %.120s", own, rows[i][0]);
    }
    g_autoptr(foi_document) document = document_of("Appeal Number: EA/2015/0944" TRIBUNAL);
    document->title = g_strdup("[2015] UKFTT 2015_0944 (GRC)");
    foi_tag_document(document);
    g_autofree char *own = ids_of(document, true);
    cr_expect_str_eq(own, "EA/2015/0944; [2015] UKFTT 2015_0944 (GRC)");
}
