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
    static const char *const rows[] = {"IC card",   "FS 5",
                                       "EA/21/3",   "request-a-b",
                                       "Ref: none", "in the decision of 2019",
                                       "[2019]",    "FOI requests in 2019"};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i]);
        cr_expect_eq(document->tags.references->len, 0, "%s", rows[i]);
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
