/* Who claimed which provision and what became of it. */
#include <criterion/criterion.h>

#include "tag_support.h"

#define NOTICE                                                                                     \
    "Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic Authority: Home Office\n\n"
#define FINDS NOTICE "The complainant requested information. The Commissioner's decision is that "
#define TRIBUNAL                                                                                   \
    "First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nCase Reference: "      \
    "EA/2018/0999\n\n"
#define LETTER                                                                                     \
    "Home Office\n\nOur ref: FOI/2020/1234\n\nDear Ms Example,\n\nThank you for your request. We " \
    "have handled it "                                                                             \
    "under the Freedom of Information Act 2000 (FOIA).\n\n"

typedef struct {
    const char *text;
    const char *relied, *upheld, *rejected, *breached;
} row;

static void check(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const char *wanted[] = {rows[i].relied, rows[i].upheld, rows[i].rejected, rows[i].breached};
        const foi_role roles[] = {FOI_ROLE_RELIED_ON, FOI_ROLE_UPHELD, FOI_ROLE_REJECTED,
                                  FOI_ROLE_BREACHED};
        for (size_t k = 0; k < G_N_ELEMENTS(roles); k++) {
            g_autofree char *got = ids_with(document, roles[k]);
            cr_expect_str_eq(got, wanted[k] ? wanted[k] : "", "%s\n  %s: %s, wanted %s",
                             rows[i].text, foi_vocabulary_name(FOI_VOCABULARY_ROLE, roles[k]), got,
                             wanted[k]);
        }
    }
}

Test(tag_roles, findings_of_the_regulator)
{
    static const row rows[] = {
        {FINDS "the Home Office was entitled to rely on section 31(1)(a).", "foia:31(1)(a)",
         "foia:31(1)(a)", NULL, NULL},
        {FINDS "the Home Office was not entitled to rely on section 31(1)(a).", "foia:31(1)(a)",
         NULL, "foia:31(1)(a)", NULL},
        {FINDS "section 43(2) is not engaged.", "foia:43(2)", NULL, "foia:43(2)", NULL},
        {FINDS "it correctly applied section 12(1) of the FOIA.", "foia:12(1)", "foia:12(1)", NULL,
         NULL},
        {FINDS "it incorrectly applied section 12(1) of the FOIA.", "foia:12(1)", NULL,
         "foia:12(1)", NULL},
        {FINDS "the Home Office breached section 10(1) of the FOIA.", NULL, NULL, NULL,
         "foia:10(1)"},
        {FINDS "it was entitled to rely on section 23(1) or section 24(1) in the alternative.",
         "foia:23(1);foia:24(1)", "foia:23(1);foia:24(1)", NULL, NULL},
        {FINDS
         "it was entitled to rely on section 36(2)(c) in respect of only some of the information.",
         "foia:36(2)(c)", "foia:36(2)(c)", "foia:36(2)(c)", NULL},
        {NOTICE "The Home Office refused the request citing sections 41 and 43(2) of the FOIA.",
         "foia:41;foia:43(2)", NULL, NULL, NULL},
        {NOTICE "The scope is to determine whether the Home Office is entitled to rely on section "
                "31(1)(a).",
         NULL, NULL, NULL, NULL},
        {NOTICE "The complainant argued that section 31 was not engaged.", NULL, NULL, NULL, NULL},
        {NOTICE "She argued that the Home Office had relied on section 35 in all but name.", NULL,
         NULL, NULL, NULL},
        {NOTICE "The Home Office withheld it under section 42(1). The Commissioner finds that the "
                "exemption at section 42(1) covers the advice. The Home Office was entitled to "
                "withhold it.",
         "foia:42(1)", "foia:42(1)", NULL, NULL},
        {NOTICE "The Home Office cited section 36(2)(b)(i) and section 36(2)(b)(ii).\n\nThe "
                "Commissioner finds that section 36(2)(b)(i) and section 36(2)(b)(ii) are "
                "engaged.\n\nThe exemption in section 36 is qualified. The public interest favours "
                "disclosure.",
         "foia:36(2)(b)(i);foia:36(2)(b)(ii)", NULL, "foia:36(2)(b)(i);foia:36(2)(b)(ii)", NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_roles, a_tribunal_tells_the_history)
{
    static const row rows[] = {
        {TRIBUNAL "This is an appeal against a decision notice, which held that the Home Office "
                  "was entitled to rely on section 36(2)(b)(i) and (ii) of the FOIA.",
         "foia:36(2)(b)(i);foia:36(2)(b)(ii)", NULL, NULL, NULL},
        {TRIBUNAL "The Commissioner did not consider section 43(2) of the FOIA, and the Home "
                  "Office told us that it no longer relies on that exemption.",
         "foia:43(2)", NULL, NULL, NULL},
        {TRIBUNAL "We find that section 43(2) of the FOIA is engaged. We put the harm lower than "
                  "the Commissioner did. On balance the public interest in maintaining the "
                  "exemption does not outweigh the public interest in disclosure.",
         "foia:43(2)", NULL, "foia:43(2)", NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_roles, lines_of_findings)
{
    static const row rows[] = {
        {"The complainant requested a report. The council cited section 40. FOI 40: Complaint not "
         "upheld",
         "foia:40", "foia:40", NULL, NULL},
        {"The complainant requested a report. FOI 10: Upheld FOI 12: Not upheld", "foia:12",
         "foia:12", NULL, "foia:10"},
        {"The complainant requested a report. EIR 12(5)(e): Complaint partly upheld",
         "eir:12(5)(e)", "eir:12(5)(e)", "eir:12(5)(e)", NULL},
        {"The complainant requested a report. EIR 12.5.b \xe2\x80\x93 Complaint Not upheld",
         "eir:12(5)(b)", "eir:12(5)(b)", NULL, NULL},
        {"The complainant requested a report. The council cited section 36(2)(b)(i) of the FOIA. "
         "FOI 36: Complaint upheld",
         "foia:36(2)(b)(i)", NULL, "foia:36(2)(b)(i)", NULL},
        {"The complainant requested a report. FOI 1: Not upheld", NULL, NULL, NULL, NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_roles, claims_in_letters)
{
    static const row rows[] = {
        {LETTER "We are withholding the names under section 40(2) of the FOIA.", "foia:40(2)", NULL,
         NULL, NULL},
        {LETTER "We are relying on the following exemptions.\n\nSection 24 (1) \xe2\x80\x93 "
                "National Security.",
         "foia:24(1)", NULL, NULL, NULL},
        {LETTER
         "It is exempt from disclosure under section 42(1). However section 41 does not apply.",
         "foia:42(1)", NULL, NULL, NULL},
        {LETTER "The duty does not apply, by virtue of the following exemptions:\n\nSection 23(5) "
                "- Information about security bodies Section 24(2) - National security\nSection "
                "30(3) - Investigations\n\nSection 31(1)(g) is not among them.",
         "foia:23(5);foia:24(2);foia:30(3)", NULL, NULL, NULL},
        {LETTER "Section 8(1)(b) of the FOIA says that a request must state the name of the "
                "applicant.\n\nYour message does not meet the requirements of section 8, and we "
                "are treating it as invalid.",
         "foia:8(1)(b)", NULL, NULL, NULL},
        {"Cyngor Caerdydd\n\nEin cyf: FOI 12345\n\nAnnwyl Ms Example\n\nDiolch am eich cais. Mae "
         "enwau'r swyddogion wedi'u heithrio rhag eu datgelu o dan adran 40(2) o Ddeddf Rhyddid "
         "Gwybodaeth 2000.",
         "foia:40(2)", NULL, NULL, NULL},
        {LETTER "This letter is a refusal notice under section 17 of the FOIA.", NULL, NULL, NULL,
         NULL},
        {LETTER "We rely on section 40(2) by virtue of section 40(3A)(a).", "foia:40(2)", NULL,
         NULL, NULL},
        {LETTER "Under section 12(2) we are not obliged to comply, as it would exceed the "
                "appropriate limit.",
         "foia:12(2)", NULL, NULL, NULL},
        {LETTER "Section 31(1)(a) of FOIA states that:\n\n\"Information which is not exempt "
                "information by virtue of section 30 is exempt information if its disclosure would "
                "prejudice the prevention of crime.\"",
         NULL, NULL, NULL, NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_roles, guidance_and_requests_claim_nothing)
{
    static const row rows[] = {
        {"# Guidance on refusals\n\nThis guidance explains when staff should apply section 40(2) "
         "of the FOIA. Information is withheld under section 43(2).",
         NULL, NULL, NULL, NULL},
        {"Library statistics\n\nSection 12 - Supplementary figures\n\nPlease see section 13 for the "
         "reasons, and do not apply section 9 here.",
         NULL, NULL, NULL, NULL},
        {"Dear Home Office,\n\nUnder the Freedom of Information Act 2000 please provide a copy of "
         "the report. You have withheld it under section 35.",
         NULL, NULL, NULL, NULL},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_roles, every_tag_can_be_checked)
{
    g_autoptr(foi_document) document =
        tagged(FINDS "the Home Office was entitled to rely on section 31(1)(a).");
    cr_assert_gt(document->tags.provisions->len, 0);
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        const foi_provision_tag *tag = g_ptr_array_index(document->tags.provisions, i);
        g_autofree char *quote = foi_text_quote(&document->text, &tag->evidence);
        cr_expect_not_null(strstr(quote, "31(1)(a)"), "%s", quote);
        cr_expect_leq(tag->evidence.length, 300);
        cr_expect_eq(tag->evidence.source, FOI_SOURCE_READ);
        cr_expect(tag->evidence.confidence > 0 && tag->evidence.confidence <= 1);
    }
}
