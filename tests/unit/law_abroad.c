/* Laws of other countries are rows of the tables: they are read in their own texts and leave those
 * of the United Kingdom alone. */
#include "law_support.h"

Test(law_abroad, ireland)
{
    static const law_row rows[] = {
        {"under section 31(1)(a) of the Freedom of Information Act 2014", "ie-foi:31(1)(a)"},
        {"The Freedom of Information Act 2014 applies (the FOI Act). The Department refused it under sections 31(1)(a) and 37(1) of the FOI Act and section 42(m)(i).",
         "ie-foi:31(1)(a);ie-foi:37(1);ie-foi:42(m)(i)"},
        {"Whether the Department was justified in refusing access under sections 15(1)(d), 15(2), 15(1)(i)(i), 29, 30, 31, 32 and 37 of the FOI Act 2014",
         "ie-foi:15(1)(d);ie-foi:15(2);ie-foi:15(1)(i)(i);ie-foi:29;ie-foi:30;ie-foi:31;ie-foi:32;ie-foi:37"},
        {"sections 29(1) (deliberative process), 31(1)(a) (legal professional privilege), 31(1)(c)(ii)(I) (opinions) and 37(1) (personal information) of the FOI Act 2014",
         "ie-foi:29(1);ie-foi:31(1)(a);ie-foi:31(1)(c)(ii)(i);ie-foi:37(1)"},
        {"Section 22(2) of the Freedom of Information Act 2014. The FOI body relied on section 36(1)(b) of the Act.",
         "ie-foi:22(2);ie-foi:36(1)(b)"},
        {"FOI Act 2014, section 35(1)(a); s.41(1)(b) also applies",
         "ie-foi:35(1)(a);ie-foi:41(1)(b)"},
        {"FOI Act 2014: section 15(1)(a) (no records)", "ie-foi:15(1)(a)"},
        {"An FOI body under the Freedom of Information Act 2014, section 28(1)(a), section 28(2)",
         "ie-foi:28(1)(a);ie-foi:28(2)"},
        {"As the FOI body holds no records, the FOI bodies may refuse. Under the FOI Act, section 37(1) applies to the FOI body.",
         "ie-foi:37(1)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_abroad, united_states)
{
    static const law_row rows[] = {
        {"withheld under Exemption 5 and Exemption 7(C) of the FOIA, 5 U.S.C. § 552(b)(5), (b)(7)(C)",
         "us-foia:(b)(5);us-foia:(b)(7)(C);us-foia:(b)(5);us-foia:(b)(7)(C)"},
        {"records are exempt under 5 U.S.C. 552(b)(7)(C). Exemption (b)(6) applies; so do (b)(3) and (5).",
         "us-foia:(b)(7)(C);us-foia:(b)(6);us-foia:(b)(3);us-foia:(b)(5)"},
        {"FOIA exemptions 6 and 7(C), 5 USC 552", "us-foia:(b)(6);us-foia:(b)(7)(C)"},
        {"pursuant to 5 U.S.C. § 552 (b)(6)", "us-foia:(b)(6)"},
        {"5 U.S.C. §§ 552(b)(6) and (b)(7)(C)", "us-foia:(b)(6);us-foia:(b)(7)(C)"},
        {"Title 5, United States Code, Section 552(b)(1)", "us-foia:(b)(1)"},
        {"the Freedom of Information Act, 5 U.S.C. § 552. We withhold names under (b)(6) and (b)(7)(C), and drafts under (b)(5).",
         "us-foia:(b)(6);us-foia:(b)(7)(C);us-foia:(b)(5)"},
        {"FOIA, 5 U.S.C. 552(a)(6)(A)(i). FOIA Exemptions 1 and 3 apply.",
         "us-foia:(a)(6)(A)(i);us-foia:(b)(1);us-foia:(b)(3)"},
        {"5 U.S.C. § 552(b)(7)(A), (C), (E) and (F)",
         "us-foia:(b)(7)(A);us-foia:(b)(7)(C);us-foia:(b)(7)(E);us-foia:(b)(7)(F)"},
        {"under 5 U.S.C. § 552. Section 552(b)(4) protects trade secrets", "us-foia:(b)(4)"},
        {"Exemption 7(E), 5 U.S.C. § 552(b)(7)(E)", "us-foia:(b)(7)(E);us-foia:(b)(7)(E)"},
        {"FOIA Exemption (b)(5); 5 U.S.C. 552", "us-foia:(b)(5)"},
        {"FOIA Public Liaison. We withhold names under FOIA Exemption 6 and Exemption 7(C). Your FOIA appeal goes to the Office of Information Policy.",
         "us-foia:(b)(6);us-foia:(b)(7)(C)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_abroad, australia)
{
    static const law_row rows[] = {
        {"The Freedom of Information Act 1982 (Cth): s 47F, s 47G(1)(a) and s 33. Under section 24AB we consulted.",
         "au-foi:47F;au-foi:47G(1)(a);au-foi:33;au-foi:24AB"},
        {"under s 47E(d) of the FOI Act 1982", "au-foi:47E(d)"},
        {"Freedom of Information Act 1982 (Cth) (FOI Act). The agency refused access under ss 33(a)(iii), 37(2)(b), 42, 45, 47C and 47F of the FOI Act; s 22 was applied.",
         "au-foi:33(a)(iii);au-foi:37(2)(b);au-foi:42;au-foi:45;au-foi:47C;au-foi:47F;au-foi:22"},
        {"exempt under section 47(1)(b), conditionally exempt under section 47G of the Freedom of Information Act 1982",
         "au-foi:47(1)(b);au-foi:47G"},
        {"section 24A(1)(b)(ii) of the FOI Act 1982; s 24AA(1)(a)(i)",
         "au-foi:24A(1)(b)(ii);au-foi:24AA(1)(a)(i)"},
        {"section 25 of the Freedom of Information Act 1982, sections 34(3) and 38",
         "au-foi:25;au-foi:34(3);au-foi:38"},
        {"section 93A of the Freedom of Information Act 1982", "au-foi:93A"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_abroad, new_zealand)
{
    static const law_row rows[] = {
        {"under section 9(2)(a) and 9(2)(g)(i) of the Official Information Act 1982 (OIA). Section 18(d) of the OIA; s 9(2)(ba)(i)",
         "nz-oia:9(2)(a);nz-oia:9(2)(g)(i);nz-oia:18(d);nz-oia:9(2)(ba)(i)"},
        {"Official Information Act 1982 (the Act): sections 6(c), 9(2)(b)(ii), 9(2)(f)(iv) and 9(2)(h) of the Act",
         "nz-oia:6(c);nz-oia:9(2)(b)(ii);nz-oia:9(2)(f)(iv);nz-oia:9(2)(h)"},
        {"s 18(f) OIA 1982 (substantial collation)", "nz-oia:18(f)"},
        {"refused under section 18(e) of the Official Information Act 1982; section 10 of the OIA",
         "nz-oia:18(e);nz-oia:10"},
        {"section 9(2)(j) - negotiations - Official Information Act", "nz-oia:9(2)(j)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

/* A British text may name them: only what is said to be theirs is. */
Test(law_abroad, named_in_a_british_text)
{
    static const law_row rows[] = {
        {"under section 40(2) of FOIA, as in the US FOIA, 5 U.S.C. 552(b)(6); the Information Commissioner's Office",
         "foia:40(2);us-foia:(b)(6)"},
        {"section 12 of FOIA; compare the Official Information Act 1982 of New Zealand. Section 14(1) applies. First-tier Tribunal, FOIA",
         "foia:12;foia:14(1)"},
        {"Ireland's Freedom of Information Act 2014 differs; the Freedom of Information Act 2000 has section 12, and so section 14(1)",
         "foia:12;foia:14(1)"},
        {"Exemption 7 was discussed; section 31(1)(a) FOIA", "foia:31(1)(a)"},
        {"the Office of the Independent Adjudicator (OIA), section 9(1) of FOIA", "foia:9(1)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}
