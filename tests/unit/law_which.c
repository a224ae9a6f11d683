/* Which law a provision is of: named before or behind it, defined earlier, or told by the rest of
 * the text. */
#include "law_support.h"

Test(law_which, of_the_reference)
{
    static const law_row rows[] = {
        {"Freedom of Information (Scotland) Act 2002 (FOISA) sections 1(1), (2) and (6) (General "
         "entitlement); 30(b) and (c) (Prejudice); 35 (Law enforcement); 47(1) and (2)",
         "foisa:1(1);foisa:1(2);foisa:1(6);foisa:30(b);foisa:30(c);foisa:35;foisa:47(1);foisa:47("
         "2)"},
        {"The EIRs: regulations 5(1) and (2)(b); 10(1), (2), (4)(a), (5)(e). The Scottish "
         "Information "
         "Commissioner.",
         "eisr:5(1);eisr:5(2)(b);eisr:10(1);eisr:10(2);eisr:10(4)(a);eisr:10(5)(e)"},
        {"The Freedom of Information (Scotland) Act 2002. Under section 17(1) we do not hold it.",
         "foisa:17(1)"},
        {"section 30(b)(ii) applied", "foisa:30(b)(ii)"},
        {"the EIRs, regulation 10(5)(e)", "eisr:10(5)(e)"},
        {"Section 12(4)(b) EIR", "eir:12(4)(b)"},
        {"regulation 12(4)(b) of the EIRs", "eir:12(4)(b)"},
        {"the Environmental Information Regulations 2004 (the Regulations). It applied regulation "
         "13 "
         "of the Regulations, and section 41 of the Act.",
         "eir:13;foia:41"},
        {"the Freedom of Information Act 2000 (\"the Act\") and the Data Protection Act 2018 "
         "apply; "
         "section 40(2) of the Act",
         "foia:40(2)"},
        {"Section 1(1) of the 2002 Act", "foisa:1(1)"},
        {"the Data Protection Act 1998 (\"the Act\"). Section 7 of the Act.", ""},
        {"sections 41 and 43 of the Freedom of Information Act", "foia:41;foia:43"},
        {"FOIA | Freedom of Information Act 2000. s.35(1)(a)", "foia:35(1)(a)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_which, named_defined_or_told_by_the_text)
{
    static const law_row rows[] = {
        {"FOISA | Freedom of Information (Scotland) Act 2002\nsection 38(1)(b)", "foisa:38(1)(b)"},
        {"FOIA | Freedom of Information Act 2000\nDPA | Data Protection Act 2018\ns.40(2) was relied on",
         "foia:40(2)"},
        {"EIR | Environmental Information Regulations 2004\nFOIA | Freedom of Information Act 2000\nregulation 12(5)(b); s.42",
         "eir:12(5)(b);foia:42"},
        {"the Freedom of Information Act 2000 (\"FOIA\") and the Environmental Information Regulations 2004 (\"the EIR\"). Regulation 12(5)(e) EIR and section 43(2) FOIA",
         "eir:12(5)(e);foia:43(2)"},
        {"The 2002 Act applies. Section 30(b)(ii) and section 36(1) of the 2002 Act.",
         "foisa:30(b)(ii);foisa:36(1)"},
        {"the Act: sections 1(1) and 2(1)(b) (Freedom of Information (Scotland) Act 2002)",
         "foisa:1(1);foisa:2(1)(b)"},
        {"The Environmental Information (Scotland) Regulations 2004 (the Regulations). Regulations 5(1) and 10(4)(a) of the Regulations; section 39(2) of FOISA",
         "eisr:5(1);eisr:10(4)(a);foisa:39(2)"},
        {"Scottish Information Commissioner. The EIRs: regulation 10(5)(e), 11(2)",
         "eisr:10(5)(e);eisr:11(2)"},
        {"The Scottish Ministers refused under section 30(c) of the Act", "foisa:30(c)"},
        {"request to the Council in Glasgow. Section 17(1) of FOISA; section 25(1)",
         "foisa:17(1);foisa:25(1)"},
        {"the Data Protection Act 2018 (\"the Act\"); the Freedom of Information Act 2000 (\"FOIA\"). Section 3(2) of the Act. Section 40(2) FOIA.",
         "foia:40(2)"},
        {"Freedom of Information Act 2000 (the 'Act'): section 14", "foia:14"},
        {"the Freedom of Information Act 2000 (\"the Act\"). Regulation 12 was not argued; section 14 of the Act",
         "eir:12;foia:14"},
        {"The Regulations, regulation 12(4)(b)", "eir:12(4)(b)"},
        {"(the Act) section 14(1)", "foia:14(1)"},
        {"Environmental Information Regulations 2004 (\"EIR\"), regulation 14(2)", "eir:14(2)"},
        {"FOISA section 15 and FOIA section 16", "foisa:15;foia:16"},
        {"section 16 of FOISA, section 17 of FOIA", "foisa:16;foia:17"},
        {"section 38(1)(b) of FOISA and section 40(2) of FOIA", "foisa:38(1)(b);foia:40(2)"},
        {"Scottish Environmental Information Regulations: regulation 10(4)(e) of the EIRs; regulation 13 of the EIRs; the Scottish Information Commissioner",
         "eisr:10(4)(e);eisr:13"},
        {"Freedom of Information (Scotland) Act 2002 (FOISA). Decision 083/2024 of the Scottish Information Commissioner. The authority responded under regulation 9 of the EIRs and section 39(2) of FOISA.",
         "eisr:9;foisa:39(2)"},
        {"Mae'r Cyngor yn dibynnu ar adran 40(2) o Ddeddf Rhyddid Gwybodaeth 2000 a rheoliad 13",
         "foia:40(2);eir:13"},
        {"under the FOI Act 2000 section 12(1), and under the EIR regulation 12(4)(b)",
         "foia:12(1);eir:12(4)(b)"},
        {"Section 21 FOI, section 22 FOIA, section 40 Freedom of Information Act",
         "foia:21;foia:22;foia:40"},
        {"regulation 12(4)(b) - or, if FOIA applies, section 14(1) -", "eir:12(4)(b);foia:14(1)"},
        {"under section 12(4)(b) of the EIRs", "eir:12(4)(b)"},
        {"the information is exempt under section 40(2) of that Act", "foia:40(2)"},
        {"The Act (FOIA) section 36(2)(c)", "foia:36(2)(c)"},
        {"section 10 of the Act and regulation 5(2) of the Regulations", "foia:10;eir:5(2)"},
        {"exemption in section 33(1)(b) of FOISA (commercial interests)", "foisa:33(1)(b)"},
        {"exception in regulation 10(5)(e) of the EIRs", "eisr:10(5)(e)"},
        {"section 35(1)(g), read with section 35(2)(b), of FOISA", "foisa:35(1)(g);foisa:35(2)(b)"},
        {"sections 30(b)(i) and (ii), and 30(c) of FOISA",
         "foisa:30(b)(i);foisa:30(b)(ii);foisa:30(c)"},
        {"section 18(1), read in conjunction with sections 35(1)(a) and 38(1)(b), of FOISA",
         "foisa:18(1);foisa:35(1)(a);foisa:38(1)(b)"},
        {"section 1(1) and (6) of FOISA; section 2(1)(a) and (2)(e)(ii)",
         "foisa:1(1);foisa:1(6);foisa:2(1)(a);foisa:2(2)(e)(ii)"},
        {"section 25 of FOISA; s.25(1)", "foisa:25;foisa:25(1)"},
        {"Freedom of Information (Scotland) Act 2002, s 36(2)", "foisa:36(2)"},
        {"FOI(S)A section 38(1)(b)", "foisa:38(1)(b)"},
        {"FOI (Scotland) Act 2002 section 12(1)", "foisa:12(1)"},
        {"EI(S)R regulation 10(4)(a)", "eisr:10(4)(a)"},
        {"EIR (Scotland) regulation 10(5)(b)", "eisr:10(5)(b)"},
        {"the Environmental Information (Scotland) Regulations 2004 reg. 11(2)", "eisr:11(2)"},
        {"Freedom of Information Act section 40, Data Protection Act section 10", "foia:40"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_which, of_another_act_that_the_text_goes_back_to)
{
    static const law_row rows[] = {
        {"section 44(1)(a) of FOIA by virtue of section 18(1) of the Commissioners for Revenue and "
         "Customs Act 2005, read with section 23 of that Act",
         "foia:44(1)(a)"},
        {"section 44(1)(a) of FOIA. The Commissioners for Revenue and Customs Act 2005 applies. "
         "Section 23 of the 2005 Act says so; section 18 of the same Act bars it.",
         "foia:44(1)(a)"},
        {"FOIA. The Statistics Act 1947 applies. Section 9 of the 1947 Act bars it.", ""},
        {"the Freedom of Information Act 2000 says more; section 40(2) of that Act", "foia:40(2)"},
        {"FOIA applies. The Financial Services and Markets Act 2000 (the 2000 Act) is a bar: "
         "section 12 of the 2000 Act",
         ""},
        {"FOIA 2000 and section 12 of the 2000 Act", "foia:12"},
        {"the 2002 Act and section 15 of the same Act", "foisa:15"},
        {"section 41 of FOIA. The Localism Act 2011 is silent. Section 43 of the Act is engaged.",
         "foia:41;foia:43"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_which, a_number_tied_to_another_act_stays_with_it)
{
    static const law_row rows[] = {
        {"section 44(1)(a) of FOIA by virtue of section 26 of the Public Services Ombudsman "
         "(Wales) Act 2005. The purposes in section 26(2) are narrow.",
         "foia:44(1)(a)"},
        {"section 44(1)(a) of FOIA by virtue of section 26 of the Public Services Ombudsman "
         "(Wales) Act 2005. Section 26(1) of FOIA is another matter. Section 26(1) it is.",
         "foia:44(1)(a);foia:26(1);foia:26(1)"},
        {"We rely on section 40(2). Personal data, section 40 of the Data Protection Act, is "
         "withheld under section 40(2).",
         "foia:40(2);foia:40(2)"},
        {"section 31 of the Limitation Act 1980 is no bar. The section 31 exemption is not needed.",
         "foia:31"},
        {"section 31 of the Limitation Act 1980 is no bar. The exemption in section 31(1)(a) is.",
         "foia:31(1)(a)"},
        {"regulation 12 of the Building Regulations 2010. Regulation 12(5)(e) of the EIR.",
         "eir:12(5)(e)"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}

Test(law_which, shared_names_are_the_twins_that_the_text_names)
{
    static const law_row rows[] = {
        {"the Environmental Information (Scotland) Regulations 2004 (\"the EIRs\"). Under "
         "regulation 9(2) of the EIRs I ask; regulation 5(2) of the EIRs; the EIRs.",
         "eisr:9(2);eisr:5(2)"},
        {"the Freedom of Information (Scotland) Act 2002. Your EIR request: regulation 9 of the "
         "EIRs, EIRs, EIRs",
         "eisr:9"},
        {"the Freedom of Information (Scotland) Act 2002. The FOI Act, the FOI Act; section 16 of "
         "the Freedom of Information Act",
         "foisa:16"},
        {"the Environmental Information Regulations 2004 (EIR). EIR. EIR, and not those of the "
         "Environmental Information (Scotland) Regulations 2004; regulation 9 EIR",
         "eir:9"},
    };
    law_check(rows, G_N_ELEMENTS(rows));
}
