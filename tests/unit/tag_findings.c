/* What a regulator or a tribunal found of each provision, in the words that they use. */
#include "roles_support.h"

#define FINDS                                                                                      \
    "Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic Authority: Example Council\n\nThe complainant requested information. The Commissioner's decision is that "
#define NOTICE                                                                                     \
    "Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic Authority: Example Council\n\nThe complainant requested information. "
#define SCOTTISH                                                                                   \
    "Decision 012/2019: Mr A and Example Council\n\nReference No: 201800123\n\nThe Applicant asked the Council for information and applied to the Scottish Information Commissioner for a decision under FOISA. "
#define TRIBUNAL                                                                                   \
    "First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nCase Reference: EA/2018/0999\n\nThis is an appeal against a decision notice of the Information Commissioner under the Freedom of Information Act 2000 (FOIA).\n\n"

Test(tag_findings, what_the_commissioner_decided)
{
    static const row rows[] = {
        {FINDS
         "the Council was entitled to refuse to disclose the information under section 43(2).",
         "foia:43(2)", "foia:43(2)", NULL, NULL, NULL, NULL},
        {FINDS "the Council has correctly cited section 14(1) of FOIA to refuse the request.",
         "foia:14(1)", "foia:14(1)", NULL, NULL, NULL, NULL},
        {FINDS "section 14(1) was applied correctly.", "foia:14(1)", "foia:14(1)", NULL, NULL, NULL,
         NULL},
        {FINDS
         "the request was vexatious and that the Council was therefore entitled to rely on section 14(1) to refuse it.",
         "foia:14(1)", "foia:14(1)", NULL, NULL, NULL, NULL},
        {FINDS "the request was not vexatious, and so section 14(1) of FOIA was not engaged.",
         "foia:14(1)", NULL, "foia:14(1)", NULL, NULL, NULL},
        {FINDS "section 40(2) is engaged in respect of all the withheld information.", "foia:40(2)",
         "foia:40(2)", NULL, NULL, NULL, NULL},
        {FINDS "section 36(2)(c) is engaged but that the public interest favours disclosure.",
         "foia:36(2)(c)", NULL, "foia:36(2)(c)", NULL, NULL, NULL},
        {FINDS
         "section 35(1)(a) is engaged, however the public interest in disclosing the information outweighs the public interest in maintaining the exemption.",
         "foia:35(1)(a)", NULL, "foia:35(1)(a)", NULL, NULL, NULL},
        {FINDS
         "section 35(1)(a) is engaged and the public interest in maintaining the exemption outweighs the public interest in disclosure.",
         "foia:35(1)(a)", "foia:35(1)(a)", NULL, NULL, NULL, NULL},
        {FINDS
         "section 42(1) is engaged and the balance of the public interest favours maintaining the exemption.",
         "foia:42(1)", "foia:42(1)", NULL, NULL, NULL, NULL},
        {FINDS
         "the balance of the public interest favours the maintenance of the exemption provided by section 42(1).",
         "foia:42(1)", "foia:42(1)", NULL, NULL, NULL, NULL},
        {FINDS "neither section 31(1)(a) nor section 31(1)(b) is engaged.",
         "foia:31(1)(a);foia:31(1)(b)", NULL, "foia:31(1)(a);foia:31(1)(b)", NULL, NULL, NULL},
        {FINDS "the exemption at section 41 of FOIA does not apply.", "foia:41", NULL, "foia:41",
         NULL, NULL, NULL},
        {FINDS "section 43(2) does not apply to the disputed information.", "foia:43(2)", NULL,
         "foia:43(2)", NULL, NULL, NULL},
        {FINDS "the Council has not demonstrated that section 43(2) is engaged.", "foia:43(2)",
         NULL, "foia:43(2)", NULL, NULL, NULL},
        {FINDS
         "the Council has failed to demonstrate that the exemption at section 38(1) is engaged.",
         "foia:38(1)", NULL, "foia:38(1)", NULL, NULL, NULL},
        {FINDS
         "the Trust is not entitled to rely on section 12(1) to refuse to comply with the request.",
         "foia:12(1)", NULL, "foia:12(1)", NULL, NULL, NULL},
        {FINDS "the Trust incorrectly relied on section 21 of the FOIA.", "foia:21", NULL,
         "foia:21", NULL, NULL, NULL},
        {FINDS "the Trust was wrong to rely on section 12.", "foia:12", NULL, "foia:12", NULL, NULL,
         NULL},
        {FINDS "section 40(2) has been incorrectly applied to some of the withheld information.",
         "foia:40(2)", "foia:40(2)", "foia:40(2)", NULL, NULL, NULL},
        {FINDS "section 40(2) is engaged for some of the information but not for the remainder.",
         "foia:40(2)", "foia:40(2)", "foia:40(2)", NULL, NULL, NULL},
        {FINDS
         "whilst some of the information is exempt under section 43(2), the remainder is not.",
         "foia:43(2)", "foia:43(2)", "foia:43(2)", NULL, NULL, NULL},
        {FINDS
         "the Council correctly withheld some information under section 40(2) but that it was not entitled to withhold the names of senior officers under that section.",
         "foia:40(2)", "foia:40(2)", "foia:40(2)", NULL, NULL, NULL},
        {FINDS
         "the Council breached section 10(1) of FOIA by failing to respond within 20 working days.",
         NULL, NULL, NULL, "foia:10(1)", NULL, NULL},
        {FINDS
         "by failing to issue a refusal notice within the statutory time limit the Council breached section 17(1).",
         NULL, NULL, NULL, "foia:17(1)", NULL, NULL},
        {FINDS
         "the Council's handling of the request resulted in breaches of sections 1(1)(a) and 10(1).",
         NULL, NULL, NULL, "foia:1(1)(a);foia:10(1)", NULL, NULL},
        {FINDS "the Council failed to comply with section 10(1) of the Act.", NULL, NULL, NULL,
         "foia:10(1)", NULL, NULL},
        {FINDS "the Council did not deal with the request in accordance with section 1(1)(b).",
         NULL, NULL, NULL, "foia:1(1)(b)", NULL, NULL},
        {FINDS "the Council contravened the requirements of section 16(1).", NULL, NULL, NULL,
         "foia:16(1)", NULL, NULL},
        {FINDS "the Council complied with its obligations under section 16(1) of FOIA.", NULL, NULL,
         NULL, NULL, "foia:16(1)", NULL},
        {FINDS "the Council has complied with section 1(1)(a) of FOIA.", NULL, NULL, NULL, NULL,
         "foia:1(1)(a)", NULL},
        {FINDS "the Council met its duty under section 16 to provide advice and assistance.", NULL,
         NULL, NULL, NULL, "foia:16", NULL},
        {FINDS "there was no breach of section 16.", NULL, NULL, NULL, NULL, "foia:16", NULL},
        {FINDS "the Council did not breach section 10(1).", NULL, NULL, NULL, NULL, "foia:10(1)",
         NULL},
        {FINDS
         "on the balance of probabilities, the Council does not hold the requested information and has therefore complied with section 1(1) of FOIA.",
         NULL, NULL, NULL, NULL, "foia:1(1)", NULL},
        {FINDS
         "regulation 12(4)(b) of the EIR was engaged and the public interest favoured maintaining the exception.",
         "eir:12(4)(b)", "eir:12(4)(b)", NULL, NULL, NULL, NULL},
        {FINDS
         "the Council was entitled to refuse the request under regulation 12(4)(b) of the EIR as manifestly unreasonable.",
         "eir:12(4)(b)", "eir:12(4)(b)", NULL, NULL, NULL, NULL},
        {FINDS "the exception at regulation 12(5)(e) of the EIR is not engaged.", "eir:12(5)(e)",
         NULL, "eir:12(5)(e)", NULL, NULL, NULL},
        {FINDS
         "regulation 12(5)(e) of the EIR is engaged but the public interest lies in disclosure.",
         "eir:12(5)(e)", NULL, "eir:12(5)(e)", NULL, NULL, NULL},
        {FINDS "the Council breached regulation 5(2) and regulation 14(2) of the EIR.", NULL, NULL,
         NULL, "eir:5(2);eir:14(2)", NULL, NULL},
        {FINDS
         "the Council breached regulation 11(4) of the EIR by failing to complete its internal review within 40 working days.",
         NULL, NULL, NULL, "eir:11(4)", NULL, NULL},
        {FINDS
         "the Home Office was entitled to neither confirm nor deny whether it held the information by virtue of section 40(5B)(a)(i).",
         "foia:40(5B)(a)(i)", "foia:40(5B)(a)(i)", NULL, NULL, NULL, NULL},
        {FINDS
         "the MOD was entitled to rely on sections 23(5) and 24(2) to neither confirm nor deny whether it held the information.",
         "foia:23(5);foia:24(2)", "foia:23(5);foia:24(2)", NULL, NULL, NULL, NULL},
        {FINDS
         "the MOD was not entitled to neither confirm nor deny on the basis of section 27(4).",
         "foia:27(4)", NULL, "foia:27(4)", NULL, NULL, NULL},
        {FINDS "the information is exempt from disclosure on the basis of section 30(1)(a)(i).",
         "foia:30(1)(a)(i)", "foia:30(1)(a)(i)", NULL, NULL, NULL, NULL},
        {FINDS "the information is exempt under section 41(1) of FOIA.", "foia:41(1)", "foia:41(1)",
         NULL, NULL, NULL, NULL},
        {FINDS "the information is not exempt under section 41(1) of FOIA.", "foia:41(1)", NULL,
         "foia:41(1)", NULL, NULL, NULL},
        {FINDS
         "the requested information falls within the exemption at section 37(1)(b) and should be withheld.",
         "foia:37(1)(b)", "foia:37(1)(b)", NULL, NULL, NULL, NULL},
        {FINDS
         "section 12(1) is engaged and the Council was not required to comply with the request.",
         "foia:12(1)", "foia:12(1)", NULL, NULL, NULL, NULL},
        {FINDS
         "the Council correctly estimated that complying would exceed the appropriate limit and so section 12(1) is engaged.",
         "foia:12(1)", "foia:12(1)", NULL, NULL, NULL, NULL},
        {FINDS
         "the Council is entitled to rely on section 12(2) of FOIA. However, it failed to provide adequate advice and assistance and so breached section 16(1).",
         "foia:12(2)", "foia:12(2)", NULL, "foia:16(1)", NULL, NULL},
        {FINDS
         "the Council was entitled to rely on section 40(2) to withhold the names. However, it breached section 17(1) by issuing its refusal notice late.",
         "foia:40(2)", "foia:40(2)", NULL, "foia:17(1)", NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_findings, claims_and_findings_of_a_notice)
{
    static const row rows[] = {
        {NOTICE
         "The Council withheld the information under section 43(2). It later withdrew its reliance on section 43(2) and relied on section 41 instead. The Commissioner's decision is that section 41 is engaged.",
         "foia:43(2);foia:41", "foia:41", NULL, NULL, NULL, "foia:43(2)"},
        {NOTICE
         "The Council refused the request under section 12(1). At internal review it revised its position and relied on section 14(1). The Commissioner finds that section 14(1) is engaged.",
         "foia:12(1);foia:14(1)", "foia:14(1)", NULL, NULL, NULL, NULL},
        {NOTICE
         "During the Commissioner's investigation the Council introduced a late reliance on section 31(1)(g). The Commissioner finds that section 31(1)(g) is not engaged.",
         "foia:31(1)(g)", NULL, "foia:31(1)(g)", NULL, NULL, NULL},
        {NOTICE
         "The Council no longer seeks to rely on section 36. The Commissioner's decision is that section 40(2) applies.",
         "foia:36;foia:40(2)", "foia:40(2)", NULL, NULL, NULL, "foia:36"},
        {NOTICE
         "The complainant argued that section 43(2) was not engaged. The Commissioner's decision is that section 43(2) is engaged.",
         "foia:43(2)", "foia:43(2)", NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council withheld it under sections 41 and 43(2). The Commissioner has decided that section 41 is engaged. He has not gone on to consider section 43(2).",
         "foia:41;foia:43(2)", "foia:41", NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council cited sections 36(2)(b)(i), (ii) and (c). The Commissioner's decision is that the Council correctly relied on section 36(2)(b)(ii).",
         "foia:36(2)(b)(i);foia:36(2)(b)(ii);foia:36(2)(c)", "foia:36(2)(b)(ii)", NULL, NULL, NULL,
         NULL},
        {NOTICE
         "The Council said that the information was exempt from disclosure by virtue of section 42. The Commissioner agrees with the Council that section 42 is engaged and that the public interest in maintaining the exemption is stronger.",
         "foia:42", "foia:42", NULL, NULL, NULL, NULL},
        {NOTICE
         "The public authority explained that section 22 applied. The Commissioner is not satisfied that section 22 is engaged.",
         "foia:22", NULL, "foia:22", NULL, NULL, NULL},
        {NOTICE
         "The Council applied section 21 to part of the request. The Commissioner is satisfied that section 21 was applied appropriately.",
         "foia:21", "foia:21", NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council refused to provide the information, citing section 40(2) of FOIA (personal information) as its basis for doing so. The Commissioner's decision is that the Council was entitled to withhold the information under this exemption.",
         "foia:40(2)", "foia:40(2)", NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council refused to provide the information, citing section 40(2) of FOIA. The Commissioner's decision is that the exemption was applied correctly.",
         "foia:40(2)", "foia:40(2)", NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council refused the request under section 14(1). The Commissioner's decision is that the request was vexatious.",
         "foia:14(1)", "foia:14(1)", NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council refused the request under section 14(1). The Commissioner's decision is that the request was not vexatious.",
         "foia:14(1)", NULL, "foia:14(1)", NULL, NULL, NULL},
        {NOTICE
         "The Council withheld the report under section 22. The Commissioner upholds the complaint and finds that the exemption was not engaged.",
         "foia:22", NULL, "foia:22", NULL, NULL, NULL},
        {NOTICE
         "The Council applied section 38. The Commissioner's decision is that the exemption is not engaged.",
         "foia:38", NULL, "foia:38", NULL, NULL, NULL},
        {NOTICE
         "The Council relied on section 43(2). The Commissioner's decision is that the exemption is engaged but the public interest favours disclosure.",
         "foia:43(2)", NULL, "foia:43(2)", NULL, NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_findings, scottish_decisions)
{
    static const row rows[] = {
        {SCOTTISH
         "The Commissioner found that the Council was entitled to withhold the information under section 36(1) of FOISA.",
         "foisa:36(1)", "foisa:36(1)", NULL, NULL, NULL, NULL},
        {SCOTTISH
         "The Commissioner found that the Council had wrongly withheld the information under section 33(1)(b) of FOISA.",
         "foisa:33(1)(b)", NULL, "foisa:33(1)(b)", NULL, NULL, NULL},
        {SCOTTISH
         "The Commissioner found that the Council had correctly withheld the information under section 38(1)(b) of FOISA.",
         "foisa:38(1)(b)", "foisa:38(1)(b)", NULL, NULL, NULL, NULL},
        {SCOTTISH
         "The Commissioner finds that the Council failed to comply with section 10(1) of FOISA.",
         NULL, NULL, NULL, "foisa:10(1)", NULL, NULL},
        {SCOTTISH
         "The Commissioner was satisfied that the Council did not hold the information and had given notice under section 17(1) of FOISA.",
         "foisa:17(1)", NULL, NULL, NULL, NULL, NULL},
        {SCOTTISH
         "The Council relied on section 30(c) of FOISA. The Commissioner did not accept that section 30(c) applied.",
         "foisa:30(c)", NULL, "foisa:30(c)", NULL, NULL, NULL},
        {SCOTTISH
         "The Commissioner found that the information was properly withheld under section 30(b)(i) and (ii) of FOISA.",
         "foisa:30(b)(i);foisa:30(b)(ii)", "foisa:30(b)(i);foisa:30(b)(ii)", NULL, NULL, NULL,
         NULL},
        {SCOTTISH
         "The Commissioner accepted that the Council was entitled to refuse the request as vexatious under section 14(1) of FOISA.",
         "foisa:14(1)", "foisa:14(1)", NULL, NULL, NULL, NULL},
        {SCOTTISH
         "The Commissioner did not agree that the request was vexatious in terms of section 14(1) of FOISA.",
         "foisa:14(1)", NULL, "foisa:14(1)", NULL, NULL, NULL},
        {SCOTTISH
         "The Commissioner found that the authority was entitled to apply section 39(2) of FOISA. The Council withheld the data under regulation 10(5)(e) of the EIRs. The Commissioner found that the exception was wrongly applied.",
         "eisr:10(5)(e)", NULL, "eisr:10(5)(e)", NULL, NULL, NULL},
        {SCOTTISH
         "The Council failed to respond to the request within the timescales laid down by section 10(1) and section 21(1) of FOISA.",
         NULL, NULL, NULL, "foisa:10(1);foisa:21(1)", NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_findings, what_is_told_is_not_found)
{
    static const row rows[] = {
        {NOTICE
         "The Council refused it under sections 30(1)(a)(i) and 40(2), and then relied on section 40(5)(b)(i).\n\nDecision (including any steps ordered)\n\n1. The Commissioner's decision is that the Council was entitled to rely on section 40(5)(b)(i).\n\nRequest and response\n\n2. The Council refused the request on the basis of section 30(1)(a)(i), with section 40(2) for personal data.\n\n3. Following an internal review the Council wrote on 11 May 2015 and upheld its position.",
         "foia:30(1)(a)(i);foia:40(2);foia:40(5)(b)(i)", "foia:40(5)(b)(i)", NULL, NULL, NULL,
         NULL},
        {NOTICE
         "The Council relied on section 26(1)(b).\n\nReasons for decision\n\n12. The information to which only this exemption applies is two pages. The Commissioner finds that section 26(1)(b) is not engaged.",
         "foia:26(1)(b)", NULL, "foia:26(1)(b)", NULL, NULL, NULL},
        {NOTICE
         "The Council relied on section 40(2).\n\nReasons for decision\n\n8. Where what is held is disputed the Commissioner applies the civil standard of proof.",
         "foia:40(2)", NULL, NULL, NULL, NULL, NULL},
        {NOTICE
         "The Council relied on sections 36(2)(b)(i) and 36(2)(c).\n\nReasons for decision\n\n9. The Commissioner finds that section 36(2)(b)(i) is not engaged.\n\n10. Since the arguments for section 36(2)(c) were the same, the Commissioner has not found it necessary to consider that limb.\n\n11. The Commissioner finds that the public interest in maintaining the exemptions does not outweigh the public interest in disclosure.",
         "foia:36(2)(b)(i);foia:36(2)(c)", NULL, "foia:36(2)(b)(i)", NULL, NULL, NULL},
        {NOTICE
         "The Council relied on sections 42(1), 43(2) and 41(1).\n\nReasons for decision\n\n9. The Council has correctly applied section 42(1) to counsel's opinion, but neither section 43(2) nor section 41(1) is engaged.",
         "foia:42(1);foia:43(2);foia:41(1)", "foia:42(1)", "foia:43(2);foia:41(1)", NULL, NULL,
         NULL},
        {NOTICE
         "The Council relied on section 14(1).\n\nReasons for decision\n\n6. It said that sections 31(1)(a) and 43(2) might apply to some. The Commissioner does not accept that the exemption is engaged.",
         "foia:14(1)", NULL, "foia:14(1)", NULL, NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_findings, breaches_by_words)
{
    static const row rows[] = {
        {NOTICE
         "The Council had not responded within 20 working days and had thereby breached section 10 FOIA.",
         NULL, NULL, NULL, "foia:10", NULL, NULL},
        {SCOTTISH
         "The Authority failed to respond to the request and requirement for review within the timescales allowed by the Environmental Information (Scotland) Regulations 2004 (the EIRs). The Commissioner finds that it failed to comply with regulation 16(4) of the EIRs.",
         NULL, NULL, NULL, "eisr:16(4)", NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_findings, scottish_summings_up)
{
    static const row rows[] = {
        {SCOTTISH
         "The Commissioner finds that, by relying on section 35(1)(f) for the plans, the Council complied with Part 1. However, by withholding the statistics under sections 35(1)(f) and 39(1), the Council failed to comply with section 1(1) of FOISA.",
         "foisa:35(1)(f);foisa:39(1)", "foisa:35(1)(f)", "foisa:35(1)(f);foisa:39(1)", "foisa:1(1)",
         NULL, NULL},
        {SCOTTISH
         "It was withheld under section 33(1)(b).\n\nSection 33(1)(b)\n\nOn balance he finds that the public interest in making the information available was outweighed by that in maintaining the exemption.",
         "foisa:33(1)(b)", "foisa:33(1)(b)", NULL, NULL, NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_findings, tribunals)
{
    static const row rows[] = {
        {TRIBUNAL
         "The Council refused the request under section 14(1). The Tribunal finds that the request was vexatious. The appeal is dismissed.",
         "foia:14(1)", "foia:14(1)", NULL, NULL, NULL, NULL},
        {TRIBUNAL
         "The Commissioner decided that section 43(2) was engaged. We find that section 43(2) is not engaged. The appeal is allowed.",
         "foia:43(2)", NULL, "foia:43(2)", NULL, NULL, NULL},
        {TRIBUNAL "We conclude that section 40(2) was correctly applied. The appeal is dismissed.",
         "foia:40(2)", "foia:40(2)", NULL, NULL, NULL, NULL},
        {TRIBUNAL
         "We are satisfied that the public interest in maintaining the exemption in section 35(1)(a) outweighs the public interest in disclosure.",
         "foia:35(1)(a)", "foia:35(1)(a)", NULL, NULL, NULL, NULL},
        {TRIBUNAL "The Commissioner was right to conclude that section 42 was engaged.", "foia:42",
         "foia:42", NULL, NULL, NULL, NULL},
        {TRIBUNAL
         "8. Section 63 removes the exemptions under sections 30(1), 33 and 42 for historical records. Section 30 applies to information held for the purposes of an investigation.",
         NULL, NULL, NULL, NULL, NULL, NULL},
        {TRIBUNAL
         "8. In Harbour Board v Information Commissioner the Tribunal upheld reliance on section 35(1)(a).",
         NULL, NULL, NULL, NULL, NULL, NULL},
        {TRIBUNAL
         "The Council relied on section 40(2). The University submitted that it applied. We do not consider that disclosure would be unfair. Section 40(2) does not apply to this group. The appeal is allowed.",
         "foia:40(2)", NULL, "foia:40(2)", NULL, NULL, NULL},
        {TRIBUNAL
         "Turning to section 43(2), we find that section 43(2) is engaged in relation to two worksheets. It is not engaged in relation to the remainder.",
         "foia:43(2)", "foia:43(2)", "foia:43(2)", NULL, NULL, NULL},
        {TRIBUNAL
         "8. A public authority relying on section 12 or 14 must give notice. Exempt information includes personal data (section 40) and privileged material (section 42). Sections 28 and 29 apply a test of prejudice.",
         NULL, NULL, NULL, NULL, NULL, NULL},
        {TRIBUNAL
         "8. The Tribunal in an earlier case held that section 35(1)(a) was engaged. Had the Commissioner considered section 29 he would have found that it was engaged.",
         NULL, NULL, NULL, NULL, NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

/* Which of the decisions below a court lets stand is a matter of law, not read. */
Test(tag_findings, courts_find_nothing_by_dismissing)
{
    static const row rows[] = {
        {"Neutral Citation Number: [2018] EWCA Civ 9911\n\nIN THE COURT OF APPEAL (CIVIL DIVISION)\n\nThe Board relied on section 32(2) of the Freedom of Information Act 2000. The Commissioner upheld the refusal under section 32(2). The Upper Tribunal allowed the appeal. The appeal is dismissed.",
         "foia:32(2)", NULL, NULL, NULL, NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}
