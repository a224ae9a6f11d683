/* What short answers come to, under each law and in Welsh, and reviews. */
#include "outcomes_support.h"

#define LETTER                                                                                     \
    "Example Council\n\nOur ref: FOI/2020/1234\n\nDear Ms Example,\n\nThank "                      \
    "you for your request for information under the Freedom of "                                   \
    "Information Act 2000.\n\n"
#define EIR                                                                                        \
    "Example Council\n\nOur ref: EIR/2020/1234\n\nDear Ms Example,\n\nThank "                      \
    "you for your request, which we have considered under the "                                    \
    "Environmental Information Regulations 2004.\n\n"
#define SCOTTISH                                                                                   \
    "Example Council\n\nOur ref: FOI/2020/1234\n\nDear Ms Example,\n\nThank "                      \
    "you for your request for information under the Freedom of "                                   \
    "Information (Scotland) Act 2002 (FOISA).\n\n"
#define SCOTTISH_EIR                                                                               \
    "Example Council\n\nDear Ms Example,\n\nThank you for your request of 3 "                      \
    "March, which we have handled under the Environmental Information "                            \
    "(Scotland) Regulations 2004.\n\n"
#define WELSH                                                                                      \
    "Cyngor Enghraifft\n\nAnnwyl Ms Enghraifft,\n\nDiolch am eich cais am "                        \
    "wybodaeth o dan Ddeddf Rhyddid Gwybodaeth 2000.\n\n"
#define REVIEW                                                                                     \
    "Example Council\n\nDear Ms Example,\n\nOutcome of internal review\n\nI "                      \
    "have now reviewed the handling of your request under the Freedom of "                         \
    "Information Act 2000.\n\n"

Test(tag_outcomes, responses)
{
    static const row rows[] = {
        {"response", "not-held", "", "", LETTER "No information held."},
        {"response", "not-held", "", "",
         LETTER "Following receipt of your request, searches were conducted within "
                "the Force. I can confirm that no information is held in respect of "
                "your request."},
        {"response", "not-held", "", "",
         LETTER "We have searched our records and have found no trace of any such "
                "correspondence. The information is therefore not held."},
        {"response", "not-held", "", "",
         LETTER "The Trust does not record this information. You may wish to contact "
                "NHS England, who may be able to help."},
        {"response", "not-held", "", "",
         LETTER "Unfortunately we are unable to provide the information as it is not "
                "held by the University."},
        {"response", "not-held", "", "",
         LETTER "Please note that this function transferred to another body in 2014 "
                "and we no longer hold the files."},
        {"response", "disclosed", "", "", LETTER "Please see attached."},
        {"response", "disclosed", "", "",
         LETTER "Please see the attached spreadsheet, which contains the information "
                "you have requested."},
        {"response", "disclosed", "", "",
         LETTER "I am pleased to provide the information below.\n\n2018/19: 41\n\n"
                "2019/20: 57"},
        {"response", "disclosed", "", "",
         LETTER "Q1. How many staff does the Trust employ?\n\n4,211\n\nQ2. How many are "
                "agency staff?\n\n203"},
        {"response", "disclosed", "", "",
         LETTER "Question 1: Do you have a policy on lone working?\n\nYes.\n\nQuestion "
                "2: When was it last reviewed?\n\nMarch 2019."},
        {"response", "disclosed", "", "", LETTER "The total cost of the event was £12,450."},
        {"response", "disclosed", "", "",
         LETTER "I can confirm that the Department holds the information you "
                "requested and a copy is enclosed."},
        {"response", "disclosed", "", "",
         LETTER "The answer to your first question is 14. We do not hold the "
                "information you ask for in your second question."},
        {"response", "disclosed", "", "",
         LETTER "1. The figures for the last three years are attached. 2. The "
                "council does not collect this information."},
        {"response", "disclosed", "", "",
         LETTER "We are releasing all the information you asked for."},
        {"response", "disclosed", "", "",
         LETTER "The information requested is set out in the table below.\n\nYear | "
                "Number\n\n2018 | 12\n\n2019 | 31"},
        {"response", "partly-disclosed", "foia:40(2)", "",
         LETTER "Please find attached the information you requested. Names of junior "
                "officials have been redacted under section 40(2) of the Act."},
        {"response", "partly-disclosed", "foia:40(2);foia:43(2)", "",
         LETTER "I enclose a copy of the contract. Parts of it have been redacted as "
                "they are exempt under sections 40(2) and 43(2)."},
        {"response", "partly-disclosed", "foia:35(1)(a)", "",
         LETTER "Some of the information you requested can be released and is "
                "enclosed at Annex A. The remainder is exempt under section "
                "35(1)(a), formulation of government policy."},
        {"response", "partly-disclosed", "foia:21(1)", "",
         LETTER "1. There were 35 complaints in 2019. 2. Annual totals for earlier "
                "years are exempt under section 21(1), as they are published at "
                "https://www.example.gov.uk/complaints."},
        {"response", "partly-disclosed", "foia:31(1)(a);foia:23(5)", "",
         LETTER "The attached document is provided with redactions made under "
                "section 31(1)(a). In addition, the force neither confirms nor "
                "denies that it holds any other information, by virtue of section "
                "23(5)."},
        {"response", "partly-disclosed", "foia:12(1)", "",
         LETTER "The contract is attached. Your second question is refused under "
                "section 12(1), as answering it would exceed the appropriate limit."},
        {"response", "withheld", "foia:21", "",
         LETTER "The information you have asked for is already in the public domain "
                "and section 21 therefore applies. It can be found at "
                "https://www.example.gov.uk/spending."},
        {"response", "withheld", "foia:22(1)", "",
         LETTER "The report will be published in June. It is exempt under section "
                "22(1), and we will not be releasing it before then."},
        {"response", "withheld", "foia:26(1)(b)", "",
         LETTER "S26 - Defence\n\nThe information is exempt under section 26(1)(b) "
                "because its disclosure would prejudice the capability of the armed "
                "forces. The public interest favours withholding it."},
        {"response", "withheld", "foia:43(2)", "",
         LETTER "We hold the information but we are not prepared to release it. "
                "Section 43(2) of the Act exempts information whose disclosure would "
                "prejudice commercial interests, and we consider that it applies "
                "here."},
        {"response", "withheld", "foia:40(2)", "",
         LETTER "We do hold the information. However, it is personal data of third "
                "parties, and we have decided to withhold it under section 40(2)."},
        {"response", "withheld", "foia:41(1);foia:43(2)", "",
         LETTER "I am writing to inform you that the exemptions at section 41(1) "
                "(information provided in confidence) and section 43(2) (commercial "
                "interests) are engaged. The information will not be disclosed."},
        {"response", "withheld", "foia:36(2)(b)(i);foia:36(2)(b)(ii);foia:36(2)(c)", "",
         LETTER "In the reasonable opinion of our qualified person disclosure would "
                "inhibit free and frank advice. The exemptions in section "
                "36(2)(b)(i), (ii) and (c) are therefore engaged and the public "
                "interest lies in withholding the information."},
        {"response", "withheld", "foia:31(1)(a);foia:24(1)", "",
         LETTER "The following exemptions apply:\n\nSection 31(1)(a) - Law "
                "Enforcement\n\nSection 24(1) - National Security\n\nThe balance of the "
                "public interest lies against disclosure."},
        {"response", "neither-confirmed-nor-denied", "foia:40(5B)", "",
         LETTER "Under section 40(5B) of the Act we neither confirm nor deny that we "
                "hold this information."},
        {"response", "neither-confirmed-nor-denied", "foia:30(3)", "",
         LETTER "The force can neither confirm nor deny that it holds any "
                "information relevant to your request as the duty in section 1(1)(a) "
                "does not apply, by virtue of section 30(3). This should not be "
                "taken as an indication that such information is or is not held."},
        {"response", "neither-confirmed-nor-denied", "foia:41(2)", "",
         LETTER "If held, this would have been given to us in confidence. We are "
                "therefore not obliged to confirm or deny whether it is held: "
                "section 41(2)."},
        {"response", "cost-limit", "foia:12(1)", "",
         LETTER "We estimate that it would take 60 hours to find the information. "
                "Under section 12(1) we are not obliged to comply with a request "
                "where the cost would exceed the appropriate limit of £450."},
        {"response", "cost-limit", "foia:12(2)", "",
         LETTER "To establish whether we hold it we would have to read every file, "
                "which would exceed the appropriate limit. Section 12(2) applies. "
                "Under section 16 I suggest that you limit your request to one year, "
                "for which we could provide the figures."},
        {"response", "cost-limit", "foia:12(1)", "",
         LETTER "Your request is refused under section 12(1), as compliance would "
                "exceed the cost limit. Although it removes our duty, as a gesture "
                "of goodwill I have provided some general information, which lies "
                "outside the Act."},
        {"response", "cost-limit", "foia:12(1)", "",
         LETTER "Section 12(1) of the Act applies. I attach a leaflet which explains "
                "how to ask for a review."},
        {"response", "vexatious-or-repeated", "foia:14(1)", "",
         LETTER "Section 14(1) of the Act provides that a public authority is not "
                "obliged to comply with a vexatious request. Having considered your "
                "sixty requests in a year I find that this one is vexatious."},
        {"response", "vexatious-or-repeated", "foia:14(1);foia:17(6)", "",
         LETTER "We consider your request to be vexatious and section 14(1) applies. "
                "In line with section 17(6) we will not respond to further requests "
                "on this subject."},
        {"response", "vexatious-or-repeated", "foia:14(2)", "",
         LETTER "As this request is substantially similar to the one that we "
                "answered in May, it is refused under section 14(2) as a repeated "
                "request."},
        {"response", "invalid-request", "foia:8(1)(b)", "",
         LETTER "Section 8(1)(b) of the Act requires a request to state the name of "
                "the applicant. Your e-mail is signed only with initials and so is "
                "not a valid request."},
        {"response", "withheld", "foia:30(1)(a)(i)", "",
         LETTER "Information relating to the investigation is exempt by virtue of "
                "Section 30(1)(a)(i) of the Act - Investigations and Proceedings. "
                "This is a class-based exemption and there is no requirement to "
                "demonstrate harm. On balance the public interest favours "
                "non-disclosure."},
        {"response", "withheld", "foia:44(1)(a)", "",
         LETTER "The information is prohibited from disclosure by another enactment "
                "and is therefore absolutely exempt: see section 44(1)(a) of the Act."},
        {"response", "withheld", "foia:21(1)", "",
         LETTER "Some of this can be found on our publication scheme pages. As it is "
                "reasonably accessible to you by other means, section 21(1) applies "
                "and we are not providing it here."},
        {"response", "disclosed", "", "",
         LETTER "Dear Ms Example, I refer to your request. The Trust's responses are "
                "as follows:\n\n1. How many patients waited over 12 hours? 312\n\n2. "
                "What did the Trust spend on agency nurses? £4.2m"},
        {"response", "disclosed", "", "",
         LETTER "Please find below the University's response to your request.\n\n"
                "Number of students suspended: 14\n\nNumber of students expelled: 2"},
        {"response", "disclosed", "", "",
         LETTER "We can confirm that there were 17 recorded incidents in the period "
                "and that none of them led to an arrest."},
        {"response", "disclosed", "", "",
         LETTER "The policy is attached. We do not hold any record of training, so "
                "cannot answer your second question."},
        {"response", "disclosed", "", "",
         LETTER "We are happy to supply the data. The CSV file accompanies this "
                "e-mail and contains every field you asked for."},
        {"response", "partly-disclosed", "foia:40(2)", "",
         LETTER "A redacted version of the report accompanies this letter. The "
                "redactions are of personal data, to which section 40(2) applies."},
        {"response", "partly-disclosed", "foia:42(1)", "",
         LETTER "Question 1: the e-mails are attached. Question 2: the advice of our "
                "solicitors is exempt under section 42(1), legal professional "
                "privilege."},
        {"response", "partly-disclosed", "foia:43(2);foia:40(2)", "",
         LETTER "We have decided to release most of the information. However, unit "
                "prices have been withheld under section 43(2) and signatures under "
                "section 40(2)."},
        {"response", "withheld", "foia:40(2)", "",
         LETTER "Where figures are below five we are unable to release them, since "
                "individuals could be identified. They are exempt under section "
                "40(2)."},
        {"response", "withheld", "foia:24(1)", "",
         LETTER "After careful consideration the Department has concluded that the "
                "information should be withheld. It is exempt under section 24(1), "
                "which concerns national security."},
        {"response", "withheld", "foia:38(1)(b)", "",
         LETTER "We hold this, but disclosing it would endanger the safety of our "
                "staff. I am therefore refusing your request under section 38(1)(b)."},
        {"response", "withheld", "foia:32(1)(c)", "",
         LETTER "The transcript was created by the court for the purposes of "
                "proceedings and is held only as such. The exemption in section "
                "32(1)(c) is absolute and the transcript will not be provided."},
        {"response", "withheld", "", "",
         LETTER "The BBC's output is its own. The information is held for the "
                "purposes of journalism, art or literature, so is excluded from the "
                "Act, and we will not be providing it on this occasion."},
        {"response", "neither-confirmed-nor-denied", "foia:23(5);foia:24(2)", "",
         LETTER "The Ministry of Defence neither confirms nor denies whether it "
                "holds information within scope, by virtue of sections 23(5) and "
                "24(2)."},
        {"response", "neither-confirmed-nor-denied", "foia:40(5)", "",
         LETTER "Confirming whether or not the person was ever a patient would "
                "itself breach confidentiality, and we therefore refuse to confirm "
                "or deny it under section 40(5)."},
        {"response", "withheld", "foia:31(1)(a);foia:23(5)", "",
         LETTER "We hold information, but it is exempt from disclosure under section "
                "31(1)(a). In addition we can neither confirm nor deny that any "
                "other information is held, under section 23(5)."},
        {"response", "cost-limit", "foia:12(1)", "",
         LETTER "The cost of compliance has been estimated at 31 hours. This exceeds "
                "the 18 hour limit, and the request is refused under section 12(1). "
                "You may wish to refine your request: we could release the figures "
                "for one year."},
        {"response", "cost-limit", "foia:12", "",
         LETTER "Information is not held centrally and each of 3,000 files would "
                "have to be read. Section 12 of the Act makes provision for public "
                "authorities to refuse requests where the cost would exceed the "
                "appropriate limit, and we are therefore refusing it."},
        {"response", "cost-limit", "foia:12(1);foia:40(2)", "",
         LETTER "I regret that to comply would exceed the appropriate limit and "
                "section 12(1) applies. Were you to narrow it, some of the "
                "information might be exempt under section 40(2)."},
        {"response", "vexatious-or-repeated", "foia:14(1)", "",
         LETTER "The burden placed on the service is disproportionate to any value "
                "in the request. The Council has therefore decided to treat it as "
                "vexatious under section 14(1)."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_outcomes, environmental_information)
{
    static const row rows[] = {
        {"response", "withheld", "eir:12(5)(e)", "",
         EIR "The information is excepted from disclosure under regulation "
             "12(5)(e), as it is commercially confidential, and the public "
             "interest favours maintaining the exception."},
        {"response", "withheld", "eir:12(4)(d)", "",
         EIR "The draft report is material in the course of completion. It is "
             "therefore withheld under Regulation 12(4)(d)."},
        {"response", "not-held", "eir:12(4)(a)", "",
         EIR "The Council does not hold this information. We therefore refuse the "
             "request under regulation 12(4)(a)."},
        {"response", "cost-limit", "eir:12(4)(b)", "",
         EIR "We estimate that it would take 120 hours to collate the "
             "information. The request is manifestly unreasonable because of the "
             "cost and is refused under regulation 12(4)(b)."},
        {"response", "vexatious-or-repeated", "eir:12(4)(b)", "",
         EIR "The request is one of a pattern of requests and is vexatious; it is "
             "refused as manifestly unreasonable under regulation 12(4)(b)."},
        {"response", "partly-disclosed", "eir:13(1)", "",
         EIR "Please find attached the site reports. Names have been redacted "
             "under regulation 13(1), personal data."},
        {"response", "withheld", "eir:6(1)(b)", "",
         EIR "The register is already publicly available and easily accessible, "
             "so we rely on regulation 6(1)(b): www.example.gov.uk/register."},
        {"response", "withheld", "eir:12(5)(b)", "",
         EIR "The advice attracts legal privilege. Disclosure would adversely "
             "affect the course of justice and the exception in regulation "
             "12(5)(b) is engaged. The public interest in maintaining the "
             "exception outweighs that in disclosure."},
        {"response", "withheld", "eir:12(4)(e)", "",
         EIR "The e-mails are internal communications. Regulation 12(4)(e) "
             "applies and, having applied the presumption in favour of "
             "disclosure, we find that the balance favours maintaining the "
             "exception."},
        {"response", "disclosed", "", "", EIR "The monitoring results are enclosed on disc."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_outcomes, scottish_responses)
{
    static const row rows[] = {
        {"response", "not-held", "foisa:17(1)", "",
         SCOTTISH "In terms of section 17(1) of FOISA, I give you notice that the "
                  "Council does not hold the information you have requested."},
        {"response", "withheld", "foisa:25(1)", "",
         SCOTTISH "The information is published on our website, so is exempt under "
                  "section 25(1) of FOISA. You will find it at www.example.gov.uk."},
        {"response", "neither-confirmed-nor-denied", "foisa:18;foisa:38(1)(b)", "",
         SCOTTISH "In terms of section 18 of FOISA, read with section 38(1)(b), the "
                  "Council refuses to reveal whether the information exists or is held "
                  "by it."},
        {"response", "partly-disclosed", "foisa:38(1)(b)", "",
         SCOTTISH "I attach a copy of the minutes. Some personal data has been "
                  "removed, as it is exempt under section 38(1)(b) of FOISA."},
        {"response", "cost-limit", "foisa:12(1)", "",
         SCOTTISH "The cost of complying with your request would exceed £600. The "
                  "Council is therefore refusing your request under section 12(1) of "
                  "FOISA."},
        {"response", "withheld", "foisa:33(1)(b)", "",
         SCOTTISH "The Council considers that the rates are exempt from disclosure "
                  "under section 33(1)(b) of FOISA since disclosure would prejudice "
                  "substantially the commercial interests of the supplier."},
        {"response", "partly-disclosed", "foisa:30(b)(i);foisa:30(b)(ii)", "",
         SCOTTISH "I attach some of the information you requested. The rest is exempt "
                  "under sections 30(b)(i) and 30(b)(ii) of FOISA, since it would "
                  "inhibit substantially the free and frank provision of advice and "
                  "exchange of views."},
        {"response", "withheld", "foisa:27(1)", "",
         SCOTTISH "The statistics are to be published within twelve weeks and are "
                  "exempt in terms of section 27(1) of FOISA."},
        {"response", "vexatious-or-repeated", "foisa:14(1)", "",
         SCOTTISH "Section 14(1) of FOISA does not oblige the Council to comply with a "
                  "vexatious request, and we consider yours to be one."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_outcomes, scottish_environmental_information)
{
    static const row rows[] = {
        {"response", "withheld", "eisr:10(5)(e)", "",
         SCOTTISH_EIR "The Council is withholding the appraisal under regulation 10(5)(e), "
                      "as disclosure would prejudice substantially the confidentiality of "
                      "commercial information."},
        {"response", "not-held", "eisr:10(4)(a)", "",
         SCOTTISH_EIR "The Council does not hold this information and so regulation "
                      "10(4)(a) applies."},
        {"response", "partly-disclosed", "eisr:11(2)", "",
         SCOTTISH_EIR "A copy of each objection is attached. Names and addresses have been "
                      "removed as they are personal data excepted under regulation 11(2)."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_outcomes, welsh_responses)
{
    static const row rows[] = {
        {"response", "not-held", "", "", WELSH "Nid yw'r Cyngor yn dal yr wybodaeth."},
        {"response", "withheld", "foia:43(2)", "",
         WELSH "Mae'r wybodaeth wedi'i heithrio o dan adran 43(2) o'r Ddeddf."},
        {"response", "disclosed", "", "", WELSH "Gweler yr wybodaeth ynghlwm."},
        {"response", "neither-confirmed-nor-denied", "foia:40(5B)", "",
         WELSH "Nid ydym yn cadarnhau nac yn gwadu ein bod yn dal yr wybodaeth, o "
               "dan adran 40(5B)."},
        {"response", "partly-disclosed", "foia:40(2)", "",
         WELSH "Amgaeaf gopi o'r adroddiad. Mae enwau swyddogion wedi'u hepgor o "
               "dan adran 40(2)."},
        {"response", "cost-limit", "foia:12", "",
         WELSH "Byddai'r gost yn fwy na'r terfyn priodol ac felly mae adran 12 yn "
               "gymwys."},
        {"response", "withheld", "foia:21", "",
         WELSH "Mae'r wybodaeth eisoes ar gael ar ein gwefan ac felly mae wedi'i "
               "heithrio o dan adran 21."},
        {"response", "disclosed", "", "", WELSH "Cyfanswm y gost oedd £3,450."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_outcomes, reviews)
{
    static const row rows[] = {
        {"review-outcome", "review-maintained", "foia:40(2)", "",
         REVIEW "I am satisfied that section 40(2) was correctly applied and I "
                "uphold the original decision."},
        {"review-outcome", "review-maintained", "", "",
         REVIEW "I agree that our response was late and I apologise for the delay. "
                "However, the information is not held, and the original response "
                "stands."},
        {"review-outcome", "review-maintained", "foia:43(2)", "",
         REVIEW "I uphold your complaint that the response was issued outside the 20 "
                "working days. I do not uphold your complaint about section 43(2), "
                "which was properly applied."},
        {"review-outcome", "review-maintained", "foia:36;foia:35(1)(a)", "foia:36",
         REVIEW "The information should continue to be withheld, but I no longer "
                "rely on section 36. Instead I rely on section 35(1)(a). The "
                "decision to withhold is maintained."},
        {"review-outcome", "review-partly-changed", "foia:40(2)", "",
         REVIEW "I have concluded that some further information can be released and "
                "it is attached. The remainder was correctly withheld under section "
                "40(2)."},
        {"review-outcome", "review-partly-changed", "foia:40(2);foia:43(2)", "foia:43(2)",
         REVIEW "I uphold the use of section 40(2). Section 43(2) was wrongly "
                "applied to the prices, and these are now enclosed."},
        {"review-outcome", "review-partly-changed", "foia:31(1)(a)", "",
         REVIEW "Your complaint is upheld in part. The locations remain exempt under "
                "section 31(1)(a) but I am now disclosing the totals."},
        {"review-outcome", "review-overturned", "foia:43(2)", "foia:43(2)",
         REVIEW "I find that section 43(2) was incorrectly applied. I overturn the "
                "original decision and enclose the contract in full."},
        {"review-outcome", "review-overturned", "foia:12", "foia:12",
         REVIEW "I do not consider that section 12 was correctly applied. The "
                "decision is overturned and you will receive a fresh response within "
                "20 working days."},
        {"review-outcome", "review-overturned", "", "",
         REVIEW "You say that the report should have been given to you. I agree. "
                "Your complaint is upheld and the report is attached."},
        {"review-outcome", "review-maintained", "", "",
         REVIEW "You complained that the information should have been given. I have "
                "considered this, and I uphold the decision to withhold the "
                "information."},
        {"review-outcome", "review-maintained", "foia:14(1)", "",
         REVIEW "I have looked afresh at your request. I agree with the original "
                "decision that it is vexatious under section 14(1)."},
        {"review-outcome", "review-maintained", "foia:30(3)", "",
         REVIEW "In my view the force was right to neither confirm nor deny under "
                "section 30(3). I therefore do not uphold your complaint."},
        {"review-outcome", "review-maintained", "foia:12(1)", "",
         REVIEW "I have checked the estimate. It is reasonable, and I confirm that "
                "section 12(1) applies. The original decision therefore stands."},
        {"review-outcome", "review-maintained", "", "",
         REVIEW "Further searches were made but nothing was found. I am satisfied "
                "that no further information is held."},
        {"review-outcome", "review-maintained", "foia:31(1)(g)", "",
         REVIEW "Our first letter did not name the subsection, for which I "
                "apologise; it should have cited section 31(1)(g). The information "
                "remains exempt and the outcome is unchanged."},
        {"review-outcome", "review-partly-changed", "foia:40(2)", "",
         REVIEW "I have decided that more can be disclosed than was sent to you in "
                "March. A less redacted copy is enclosed. The names are still "
                "withheld under section 40(2)."},
        {"review-outcome", "review-partly-changed", "foia:42(1);foia:36(2)(c)", "foia:36(2)(c)",
         REVIEW "Section 42(1) was correctly applied to the advice. However, I find "
                "that section 36(2)(c) does not apply to the minutes, which are "
                "attached."},
        {"review-outcome", "review-overturned", "foia:22", "foia:22",
         REVIEW "Section 22 should not have been applied, because there was no "
                "settled intention to publish. The report is therefore enclosed."},
        {"review-outcome", "review-overturned", "", "",
         REVIEW "I have reversed the original decision. Please find the list "
                "attached."},
        {"review-outcome", "review-overturned", "foia:14(1)", "foia:14(1)",
         REVIEW "I find that the request was not vexatious and I withdraw our "
                "reliance on section 14(1). A fresh response will be sent to you by "
                "4 May."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}
