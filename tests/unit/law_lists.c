/* Lists of provisions go on over titles in brackets and over words that link two of them, and end
 * where another law begins. */
#include "law_support.h"

Test(law_lists, of_statutes_with_titles)
{
    static const law_row rows[] = {
        {"Freedom of Information (Scotland) Act 2002 (FOISA) sections 1(1), (2) and (6) (General "
         "entitlement); 2(1) and (2)(e)(ii) (Effect of exemptions); 38(1)(b), (2A), (5) "
         "(definitions of \"the data protection principles\", \"data subject\", \"personal data\" "
         "and \"processing\", \"the UK GDPR\") and (5A) (Personal information); 39(1) (Health, "
         "safety and the environment); 47(1) and (2) (Application for decision by Commissioner)",
         "foisa:1(1);foisa:1(2);foisa:1(6);foisa:2(1);foisa:2(2)(e)(ii);foisa:38(1)(b);"
         "foisa:38(2A);foisa:38(5);foisa:38(5A);foisa:39(1);foisa:47(1);foisa:47(2)"},
        {"The Environmental Information (Scotland) Regulations 2004 (the EIRs) regulations 2(1) "
         "(definition (a), (b) and (c) of \"environmental information\"); 5(1) and (2)(b) (Duty "
         "to make available environmental information on request); 10(1), (2), (3) and (5)(b) "
         "(Exceptions from duty to make environmental information available); 11(1), (2), "
         "(3)(a)(i) and (b) (Personal data)",
         "eisr:2(1);eisr:5(1);eisr:5(2)(b);eisr:10(1);eisr:10(2);eisr:10(3);eisr:10(5)(b);"
         "eisr:11(1);eisr:11(2);eisr:11(3)(a)(i);eisr:11(3)(b)"},
        {"FOISA sections 1(1) (Basic provisions) (definition of \"information\"); 12(1) (Excessive "
         "cost: the 2004 limit of 600 pounds); 15 (Duty)",
         "foisa:1(1);foisa:12(1);foisa:15"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_lists, of_the_law_named_before_with_a_short_name)
{
    static const law_row rows[] = {
        {"FOISA section 38(1)(b). Data Protection Act 2018 (the DPA 2018) sections 3(2), (3), "
         "(4)(d), (5), (10) and (14)(a), (c) and (d) (Terms relating to the processing of "
         "personal data).",
         "foisa:38(1)(b)"},
        {"FOISA section 26(a). Water Industry (Scotland) Act 2002 (WISA 2002) sections 3(2) and "
         "12 (Duty); 14 (Charges)",
         "foisa:26(a)"},
        {"FOISA sections 1(1) and (6) (General entitlement)\n\nUnited Kingdom General Data "
         "Protection Regulation (the UK GDPR) Articles 5(1)(a) (Principles); 6(1)(f)",
         "foisa:1(1);foisa:1(6)"},
        {"FOISA sections 38(1)(b) and (5) (definition of personal data) (Personal information) "
         "Data Protection Act 1998 (the DPA) sections 1(1) and 2(a)",
         "foisa:38(1)(b);foisa:38(5)"},
        {"Freedom of Information Act 2000 (\"the FOI legislation\") sections 12(1) and 14",
         "foia:12(1);foia:14"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_lists, broken_by_linking_words)
{
    static const law_row rows[] = {
        {"sections 31(1)(g) with 31(2)(b) and (c), 43(2) and 44(1)(a)",
         "foia:31(1)(g);foia:31(2)(b);foia:31(2)(c);foia:43(2);foia:44(1)(a)"},
        {"section 31(1)(g) for the purposes of 31(2)(c)", "foia:31(1)(g);foia:31(2)(c)"},
        {"sections 31(1)(g) read in conjunction with 31(2)(a) and 42(1)",
         "foia:31(1)(g);foia:31(2)(a);foia:42(1)"},
        {"section 40(2) by virtue of 40(3A)(a), and 43(2)", "foia:40(2);foia:40(3A)(a);foia:43(2)"},
        {"section 40(2) by virtue of section 40(3A)(a)", "foia:40(2);foia:40(3A)(a)"},
        {"sections 12(1) for 14 days", "foia:12(1)"},
        {"section 36(2)(b)(i) and, in the alternative, 43(2)", "foia:36(2)(b)(i);foia:43(2)"},
        {"Section 44(1)(a) by virtue of 18(1) and 23(1) of the CRCA 2005", "foia:44(1)(a)"},
        {"section 40(2) for the 3 files", "foia:40(2)"},
        {"sections 23(5), 24(2), 27(4), 31(3) and 40(5)",
         "foia:23(5);foia:24(2);foia:27(4);foia:31(3);foia:40(5)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_lists, of_careless_hands_and_scanners)
{
    static const law_row rows[] = {
        {"exempt (s42(1))", "foia:42(1)"},
        {"refused under s42.", "foia:42"},
        {"Section 31 (1)(a)(b) - Law Enforcement", "foia:31(1)(a);foia:31(1)(b)"},
        {"section 33 1(b) of FOISA", "foisa:33(1)(b)"},
        {"section 36 2(b)(ii)", "foia:36(2)(b)(ii)"},
        {"section 38(l)(b) of FOISA", "foisa:38(1)(b)"},
        {"section 35(l)(a)", "foia:35(1)(a)"},
        {"S.40 (2)", "foia:40(2)"},
        {"withheld under 40 (2) of FOIA", "foia:40(2)"},
        {"Section40(2)", "foia:40(2)"},
        {"exemption 40(2)", "foia:40(2)"},
        {"FOISA s.38 (1) (b)", "foisa:38(1)(b)"},
        {"regulation 10 (4) (e) of the EISR", "eisr:10(4)(e)"},
        {"section 12 2 pages", "foia:12"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}
