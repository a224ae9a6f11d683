/* Whole letters in the words of many authorities. */
#include "outcomes_support.h"

Test(tag_outcomes_letters, responses)
{
    static const row rows[] = {
        {"response", "withheld", "foia:40(2)", "",
         "West Example Police\n\nFreedom of Information request 1234/20\n\n"
         "Request\n\nPlease tell me the names of officers dismissed in 2019.\n\n"
         "Response\n\nWest Example Police does hold the information requested.\n\n"
         "Section 17 of the Freedom of Information Act 2000 requires us, when "
         "refusing to provide such information because it is exempt, to "
         "provide you with a notice which states that fact, specifies the "
         "exemption in question and states why it applies.\n\nThe information "
         "is exempt by virtue of the following exemption:\n\nSection 40(2) - "
         "Personal Information\n\nThis is an absolute exemption."},
        {"response", "disclosed", "", "",
         "Example NHS Trust\n\nFOI 5512\n\nFreedom of Information Act 2000 "
         "request\n\nThank you for your request. Our response is below.\n\n1. "
         "Does the Trust use electronic prescribing?\n\nYes\n\n2. Which "
         "supplier?\n\nExample Systems Ltd\n\n3. When does the contract end?\n\n31 "
         "March 2023"},
        {"response", "partly-disclosed", "foia:31(1)(a);foia:40(2)", "",
         "Greater Example Police\n\nFreedom of Information Request Reference "
         "No: 01.FOI.21.012345\n\nI respond in connection with your request for "
         "information which was received by the force on 02/02/2021.\n\n"
         "DECISION\n\nThis letter is to inform you that I have decided to "
         "disclose the located information to you in part. Please be advised "
         "that some information has been redacted or withheld by virtue of "
         "the following exemptions:\n\nSection 31(1)(a) - Law Enforcement\n\n"
         "Section 40(2)&(3A)(a) - Personal Information\n\nPlease see the legal "
         "annex for the sections of the Act that are referred to in this "
         "letter."},
        {"response", "withheld", "foia:22(1)", "",
         "Department for Examples\n\nOur ref: 2021/0012345\n\nDear Mr Sample,\n\n"
         "Thank you for your email of 2 March 2021. You requested the "
         "evaluation report of the scheme. Your request has been dealt with "
         "under the Freedom of Information Act 2000.\n\nThe Department holds "
         "the information you requested but it is being withheld under "
         "section 22(1) of the Act, because it is intended for future "
         "publication. Section 22(1) requires me to consider whether in all "
         "the circumstances the public interest in maintaining the exemption "
         "outweighs that in disclosure.\n\nThe information will be published on "
         "GOV.UK later this year."},
        {"response", "partly-disclosed", "foia:21;foia:40(2)", "",
         "University of Example\n\nDear Enquirer,\n\nFreedom of Information "
         "request FOI-22-118\n\nYour request and our reply are below.\n\n1. How "
         "many staff are employed in the School of Law?\n\n74\n\n2. Please give "
         "the names of all staff.\n\nThis information is available at "
         "www.example.ac.uk/law/people and is exempt under section 21 of the "
         "Freedom of Information Act 2000.\n\n3. Please give their salaries.\n\n"
         "We consider this to be personal data and withhold it under section "
         "40(2)."},
        {"response", "not-held", "", "",
         "Example Clinical Commissioning Group\n\nFOI ref 445566\n\nFreedom of "
         "Information Act 2000\n\nThank you for your request. The CCG does not "
         "hold this information. Please redirect your request to Example "
         "Hospitals NHS Trust: foi@example.nhs.uk."},
        {"response", "disclosed", "", "",
         "Example Borough Council\n\nFOI 2019/88\n\nDear Mr Sample\n\nFreedom of "
         "Information Act 2000\n\nIn response to your request please find the "
         "answers to your questions:\n\n1. What is the annual budget of the "
         "service?\n£1.2m\n2. How many posts were vacant on 1 April?\n6\n3. Are "
         "agency staff used?\nYes"},
        {"response", "disclosed", "", "",
         "Example Health Board\n\nFreedom of Information (Scotland) Act 2002\n\n"
         "Dear Mr Sample\n\nThank you for your request of 3 May. NHS Example "
         "can advise that 1,204 patients were treated in 2018 and 1,377 in "
         "2019."},
        {"response", "cost-limit", "foia:12(1)", "",
         "Example Constabulary\n\nFOI 4411/19\n\nDear Mr Sample\n\nI am writing in "
         "connection with your request under the Freedom of Information Act "
         "2000.\n\nUnfortunately the information is not recorded in a way that "
         "allows it to be retrieved by an automated search. Officers would "
         "have to review 5,600 crime reports by hand, at 10 minutes each. I "
         "have therefore determined that Section 12(1) of the Act applies, "
         "which does not oblige a public authority to comply where the cost "
         "of doing so would exceed the appropriate level."},
        {"response", "vexatious-or-repeated", "foia:14(2)", "",
         "Example Council\n\nFOI 889\n\nDear Mr Sample\n\nYour request of 9 June "
         "under the Freedom of Information Act 2000 repeats word for word "
         "that of 2 May, to which we replied on 30 May. Section 14(2) of the "
         "Act says that where a public authority has previously complied with "
         "a request it is not obliged to comply with a subsequent identical "
         "or substantially similar request from that person unless a "
         "reasonable interval has elapsed. No such interval has passed and we "
         "shall not be answering it again."},
        {"response", "withheld", "foia:31(1)(b);foia:38(1)(b)", "",
         "HM Prison Service\n\nDear Mr Sample\n\nYou asked for the standing plans "
         "of the wing. Your request has been handled under the Freedom of "
         "Information Act 2000 (FOIA).\n\nI can confirm that the MoJ holds all "
         "of the information you have requested. All of the information is "
         "exempt from disclosure under section 31(1)(b) (the apprehension or "
         "prosecution of offenders) and section 38(1)(b) (endanger the safety "
         "of any individual).\n\nSections 31 and 38 are qualified exemptions, "
         "which means that the decision to withhold is subject to the public "
         "interest. We reached the view that, on balance, it is better served "
         "by withholding this information."},
        {"response", "partly-disclosed", "foia:35(1)(a);foia:40(2)", "",
         "Cabinet Office\n\nFOI2022/04567\n\nDear Mr Sample,\n\nI refer to your "
         "request of 2 June under the Freedom of Information Act 2000 (the "
         "Act).\n\nI am writing to advise you that, following a search of our "
         "paper and electronic records, I have established that the "
         "information you requested is held by the Cabinet Office.\n\nA copy of "
         "the information which can be disclosed is enclosed. Some of the "
         "information you have requested is exempt under section 35(1)(a), "
         "which protects the formulation or development of government policy. "
         "Other material is being withheld as it is exempt under section "
         "40(2)."},
        {"response", "neither-confirmed-nor-denied", "foia:23(5);foia:24(2);foia:31(3)", "",
         "Example Police\n\nFOI 1200/20\n\nDear Mr Sample\n\nFreedom of Information "
         "Act 2000. You asked about the use of a named interception device.\n\n"
         "RESPONSE\n\nExample Police neither confirms nor denies that it holds "
         "information pertinent to this request as the duty in s1(1)(a) of "
         "the Act does not apply by virtue of the following exemptions:\n\n"
         "Section 23(5) Information supplied by, or concerning, certain "
         "security bodies\n\nSection 24(2) National Security\n\nSection 31(3) Law "
         "Enforcement\n\nSection 23 is an absolute class-based exemption and "
         "there is no requirement to conduct a harm or public interest test. "
         "However, this should not be taken as conclusive evidence that any "
         "information you have requested exists or does not exist."},
        {"response", "withheld", "foia:43(2)", "",
         "Transport for Example\n\nOur ref: FOI-1234-1920\n\nDear Mr Sample\n\n"
         "Thank you for your email. We do hold the information you require. "
         "However, in accordance with the FOI Act, we are not obliged to "
         "supply the bid prices as this information is subject to a statutory "
         "exemption to the right of access to information, under section "
         "43(2).\n\nIn this instance the exemption has been applied as "
         "disclosure would be likely to prejudice our commercial interests."},
        {"response", "withheld", "foia:36(2)(b)(ii)", "",
         "Example Assembly Commission\n\nDear Mr Sample\n\nYour request for the "
         "board's papers has been considered under the Freedom of Information "
         "Act 2000. Our Qualified Person is of the opinion that release would "
         "inhibit the free and frank exchange of views for the purposes of "
         "deliberation, and that s36(2)(b)(ii) is engaged. We considered the "
         "balance of public interest, which favours non-disclosure."},
        {"response", "cost-limit", "foia:12(1)", "",
         "HM Revenue and Customs\n\nOur ref: FOI2022/11223\n\nDear Mr Sample,\n\n"
         "Freedom of Information Act 2000\n\nThank you for your request. HMRC "
         "holds the information. However, we have estimated that the cost of "
         "complying would exceed the FOIA cost limit, which for central "
         "government is £600. Under section 12(1) of the FOIA we are "
         "therefore not required to process your request."},
        {"response", "disclosed", "", "",
         "NHS England\n\nOur Ref: FOI-2211-1812345\n\nDear Mr Sample,\n\nRe: "
         "Freedom of Information request\n\nThank you for your Freedom of "
         "Information (FOI) request dated 3 November 2022.\n\nNHS England holds "
         "the information requested. The data for the period is in the "
         "attached Excel file."},
        {"response", "not-held", "", "",
         "NHS England\n\nOur Ref: FOI-2211-1812346\n\nDear Mr Sample,\n\nRe: "
         "Freedom of Information request\n\nThank you for your Freedom of "
         "Information (FOI) request dated 3 November 2022.\n\nNHS England does "
         "not hold information in relation to your request. By way of "
         "assistance, it may be held by your local Integrated Care Board."},
        {"response", "partly-disclosed", "foia:40(2);foia:38(1)(a)", "",
         "Ministry of Defence\n\nRef: FOI2021/05678\n\n6 June 2021\n\nDear Mr "
         "Sample,\n\nThank you for your email of 10 May 2021 requesting the "
         "report of the accident. I am treating your correspondence as a "
         "request for information under the Freedom of Information Act 2000 "
         "(FOIA).\n\nA search for the information has now been completed within "
         "the Ministry of Defence, and I can confirm that all information in "
         "scope of your request is held. The information you have requested "
         "can be found at Annex A, but some of it falls entirely within the "
         "scope of the absolute exemption provided for at section 40(2) "
         "(Personal Data) and the qualified exemption provided for at section "
         "38(1)(a) (Health and Safety) of the FOIA and has been redacted."},
        {"response", "withheld", "foia:21(1)", "",
         "Ministry of Justice\n\n220512345\n\nDear Mr Sample,\n\nFreedom of "
         "Information Act (FOIA) Request\n\nI can confirm the MoJ holds the "
         "information you have requested. However, the information is exempt "
         "from disclosure under section 21(1) of the FOIA because it is "
         "reasonably accessible to you. It can be found via the following "
         "link: https://www.gov.uk/statistics."},
        {"response", "not-held", "", "",
         "Ministry of Justice\n\n220512346\n\nDear Mr Sample,\n\nFreedom of "
         "Information Act (FOIA) Request\n\nYour request has been handled under "
         "the FOIA. The MoJ does not hold any information in the scope of "
         "your request. This is because there is no legal or business "
         "requirement to do so. The FOIA does not oblige a public authority "
         "to create information to answer a request."},
        {"response", "cost-limit", "foia:12(1)", "",
         "Department for Education\n\nDear Mr Sample\n\nThank you for your "
         "request for information, which was received on 2 March. I have "
         "dealt with your request under the Freedom of Information Act 2000 "
         "(\"the Act\").\n\nThe Department has estimated that the cost of "
         "complying would exceed the cost threshold applicable to central "
         "Government. This is £600 and represents the estimated cost of one "
         "person spending 3.5 working days in locating, retrieving and "
         "extracting the information. Therefore, the Department is refusing "
         "your request under section 12(1) of the Act.\n\nIf you make a new "
         "request for a narrower category of information, it may be that we "
         "could comply with it within the limit, although I cannot guarantee "
         "that this will be the case."},
        {"response", "withheld", "foia:35(1)(a)", "",
         "Department for Work and Pensions\n\nOur ref: FOI2020/99999\n\nDear Mr "
         "Sample,\n\nThank you for your Freedom of Information (FOI) request "
         "received on 1 October. We can confirm that the Department holds the "
         "information you are seeking. However, it is exempt under section "
         "35(1)(a) of the FOI Act. This exemption requires the public "
         "interest for and against disclosure to be balanced. The balance "
         "falls in favour of withholding."},
        {"response", "disclosed", "", "",
         "Department for Work and Pensions\n\nOur ref: FOI2020/99998\n\nDear Mr "
         "Sample,\n\nThank you for your Freedom of Information (FOI) request "
         "received on 1 October. You asked:\n\nHow many sanctions were imposed "
         "in May 2020?\n\nDWP Response\n\nThe number of sanctions imposed in May "
         "2020 was 1,340. These are rounded to the nearest ten."},
        {"response", "vexatious-or-repeated", "foia:14(1)", "",
         "Network Rail\n\nRef: FOI2020/00999\n\nDear Mr Sample,\n\nI have processed "
         "your request under the terms of the Freedom of Information Act 2000 "
         "(FOIA).\n\nHaving considered your request I have concluded that it "
         "would impose a grossly oppressive burden on Network Rail, since "
         "each of 14,000 e-mails would need to be read for exempt material. I "
         "am therefore refusing to comply with it under section 14(1) of the "
         "FOIA."},
        {"response", "withheld", "", "",
         "British Broadcasting Corporation\n\nRFI20201111\n\nDear Mr Sample,\n\n"
         "Thank you for your request under the Freedom of Information Act "
         "2000 of 3 May.\n\nThe information you have requested is excluded from "
         "the Act because it is held for the purposes of journalism, art or "
         "literature. The BBC is therefore not obliged to provide this "
         "information to you. Part VI of Schedule 1 to FOIA provides that the "
         "Act only applies to BBC information held for purposes other than "
         "those."},
        {"response", "neither-confirmed-nor-denied", "foia:40(5)", "",
         "Police Service of Northern Ireland\n\nFREEDOM OF INFORMATION REQUEST\n\n"
         "Request Number: F-2016-01234\n\nKeyword: Complaints\n\nRequest and "
         "Answer:\n\nYour request for information has now been considered. In "
         "respect of Section 1(1)(a) of the Act we can neither confirm nor "
         "deny that we hold the information you have requested.\n\nThe Freedom "
         "of Information Act 2000 creates a statutory right of access to "
         "information held by public authorities. The PSNI neither confirms "
         "nor denies that it holds the information by virtue of the following "
         "exemption: Section 40(5) - Personal Information."},
        {"response", "disclosed", "", "",
         "Police Service of Northern Ireland\n\nFREEDOM OF INFORMATION REQUEST\n\n"
         "Request Number: F-2016-01235\n\nRequest and Answer:\n\nYour request for "
         "information has now been considered and I am pleased to advise that "
         "the following information can be disclosed.\n\nQuestion 1\n\nHow many "
         "dogs does the PSNI have?\n\nAnswer\n\n27"},
        {"response", "partly-disclosed", "eir:12(5)(e)", "",
         "Welsh Government\n\nATISN 12345\n\nDear Mr Sample,\n\nThank you for your "
         "request, which we received on 3 May. As the information is "
         "environmental we have considered it under the Environmental "
         "Information Regulations 2004.\n\nI enclose the information you "
         "requested. However, I have decided that some of it is exempt from "
         "disclosure under Regulation 12(5)(e), confidentiality of commercial "
         "information. The reasons for applying this exception are set out in "
         "full at Annex 1 to this letter."},
        {"response", "withheld", "foisa:29(1)(a);foisa:30(b)(ii)", "",
         "Scottish Government\n\nFOI/18/01234\n\nInformation request and response "
         "under the Freedom of Information (Scotland) Act 2002\n\nInformation "
         "requested\n\nCopies of briefings on the bill.\n\nResponse\n\nWhile our "
         "aim is to provide information whenever possible, in this instance "
         "we are unable to provide the information you have requested because "
         "exemptions under sections s.29(1)(a) (policy formulation) and "
         "s.30(b)(ii) (free and frank exchange of views) of FOISA apply to "
         "that information. The reasons why those exemptions apply are "
         "explained in the Annex to this letter."},
        {"response", "not-held", "foisa:17(1)", "",
         "Scottish Government\n\nFOI/18/01235\n\nInformation request and response "
         "under the Freedom of Information (Scotland) Act 2002\n\nInformation "
         "requested\n\nThe number of complaints about the ferry.\n\nResponse\n\n"
         "While our aim is to provide information whenever possible, in this "
         "instance the Scottish Government does not have the information you "
         "have requested. This is a formal notice under section 17(1) of "
         "FOISA that the Scottish Government does not have the information."},
        {"response", "disclosed", "", "",
         "Example College\n\nDear Mr Sample\n\nI write in response to your "
         "Freedom of Information request of 3 March 2021. The College spent "
         "£14,300 on marketing in 2019-20 and £11,250 in 2020-21."},
        {"response", "withheld", "foia:43(2)", "",
         "Example NHS Foundation Trust\n\nRef: 2021.222\n\nDear Mr Sample\n\nI "
         "refer to your FOI request for the price of each drug.\n\nThe Trust "
         "considers that this information is commercially sensitive and "
         "therefore applies Section 43(2) of the Freedom of Information Act "
         "2000 to it."},
        {"response", "not-held", "", "",
         "Example Police and Crime Commissioner\n\nDear Mr Sample\n\nFreedom of "
         "Information Act 2000: your request of 3 March. The office of the "
         "PCC is a separate public authority from the force. I have "
         "established that the information is not held by this office."},
        {"response", "withheld", "foia:31(1)(a);foia:31(1)(b)", "",
         "Example Police\n\nFOI 100/21\n\nDear Ms Sample\n\nFreedom of Information "
         "Act 2000. You asked for the locations of ANPR cameras.\n\nSection 31 "
         "Law Enforcement (1) Information which is not exempt information by "
         "virtue of section 30 is exempt information if its disclosure under "
         "this Act would, or would be likely to, prejudice (a) the prevention "
         "or detection of crime, (b) the apprehension or prosecution of "
         "offenders.\n\nThe locations are withheld under section 31(1)(a) and "
         "(b). Disclosure would assist offenders to avoid the cameras."},
        {"response", "partly-disclosed", "foia:40(2)", "",
         "Example School Trust\n\nDear Ms Sample\n\nFreedom of Information "
         "request\n\n1. Numbers of exclusions: 2018 - 14; 2019 - 9.\n\n2. Reasons "
         "for each exclusion: as the numbers are so small, pupils could be "
         "identified, and we are withholding this under section 40(2) of the "
         "Freedom of Information Act 2000."},
        {"response", "not-held", "", "",
         "Example Council\n\nFOI 7781\n\nDear Ms Sample\n\nFreedom of Information "
         "Act 2000. Parking at the hospital is run by a private company under "
         "contract to the NHS. The Council has no involvement and holds no "
         "information on it."},
        {"response", "disclosed", "", "",
         "Example Council\n\nFOI 7782\n\nDear Ms Sample\n\nFreedom of Information "
         "Act 2000\n\nThank you for your request. Our answers are in red "
         "below.\n\nHow many potholes were reported in 2019? 4,551\n\nHow many "
         "were repaired within 28 days? 4,002\n\nWhat was the average cost of a "
         "repair? £61"},
        {"response", "withheld", "foia:22A(1)", "",
         "Example University\n\nDear Ms Sample\n\nFreedom of Information Act 2000 "
         "- FOI/19/77. The data are part of an ongoing programme of research "
         "and will be published when it ends. They are exempt under section "
         "22A(1) of the Act. The University believes that the public interest "
         "is best served by an orderly publication."},
        {"response", "disclosed", "", "",
         "Example Archive\n\nDear Ms Sample\n\nThank you for your enquiry "
         "regarding a review of closed records under the Freedom of "
         "Information Act 2000. I am pleased to tell you that the file has "
         "been opened in full and may be seen in our reading room."},
        {"response", "withheld", "foia:38(1)(a);foia:41(1)", "",
         "Example Archive\n\nDear Ms Sample\n\nThank you for your enquiry "
         "regarding a review of closed file WO 99/1 under the Freedom of "
         "Information Act 2000. Unfortunately we are unable to open this "
         "record, because all of the information is exempt under sections "
         "38(1)(a) and 41(1). These exemptions apply as release would "
         "endanger health and be an actionable breach of confidence."},
        {"response", "withheld", "foia:32(1)(a)", "",
         "Example Coroner Service\n\nDear Ms Sample\n\nYour request under the "
         "Freedom of Information Act 2000\n\nCoroners are not public "
         "authorities for the purposes of the Act. What the Council holds on "
         "their behalf was filed with the court and is exempt by virtue of "
         "section 32(1)(a). I must refuse your request."},
        {"response", "invalid-request", "foia:8", "",
         "Example Council\n\nDear \"Sir Lancelot\"\n\nFreedom of Information Act "
         "2000. Section 8 of the Act requires that you give your real name. "
         "As we believe that you have not, your request is invalid and we are "
         "not obliged to answer it."},
        {"response", "withheld", "foia:43(2)", "",
         "From: foi@example.gov.uk\nTo: p.sample@example.com\nDate: 3 May 2019\n"
         "Subject: FOI 5511\n\nDear P Sample,\n\nWe are withholding the prices "
         "under section 43(2) of the Freedom of Information Act 2000.\n\n"
         "Regards,\n\nFOI Team\n\nFrom: p.sample@example.com\nSent: 12 April 2019\n"
         "To: foi@example.gov.uk\nSubject: FOI request\n\nDear Sirs,\n\nUnder the "
         "FOI Act please send me the prices. I do not think that section 41 "
         "applies."},
        {"response", "partly-disclosed", "foia:40(2)", "",
         "Example Council\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6612\n\nYour request and our response:\n\nPlease provide the job "
         "titles and names of all officers at grade 10 or above.\n\nThe "
         "structure chart is attached. Names of officers below Head of "
         "Service have not been included as we consider them to be exempt "
         "under section 40(2)."},
        {"response", "withheld", "foia:21", "",
         "Example Council\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6613\n\nPlease find the link below to the information that you "
         "seek, which is exempt under section 21 as it is available to you: "
         "www.example.gov.uk/payments"},
        {"response", "withheld", "foia:40(1)", "",
         "Example Council\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6617\n\nYou have asked for your own file. Your personal data is "
         "exempt under section 40(1) of the Act. We have passed your letter "
         "to our data protection team, who will treat it as a subject access "
         "request."},
        {"response", "partly-disclosed", "foisa:36(1);foisa:38(1)(b)", "",
         "Example University\n\nDear Ms Sample\n\nFreedom of Information "
         "(Scotland) Act 2002\n\nPlease find attached copies of the "
         "correspondence. Some of the content has been redacted. The "
         "exemptions applied are section 36(1) (legal advice) and section "
         "38(1)(b) (third party data)."},
        {"response", "cost-limit", "foisa:12(1)", "",
         "Example Police\n\nDear Ms Sample\n\nFreedom of Information (Scotland) "
         "Act 2002\n\nI regret to inform you that I am unable to provide you "
         "with the information, as it would cost well in excess of the "
         "current FOI threshold of £600. I am therefore refusing your request "
         "in terms of section 12(1) - Excessive cost of compliance."},
        {"response", "withheld", "eisr:10(5)(b)", "",
         "Example Council\n\nDear Ms Sample\n\nEnvironmental Information "
         "(Scotland) Regulations 2004\n\nThe Council refuses to make the "
         "information available, because the exception in regulation 10(5)(b) "
         "(substantial prejudice to the course of justice) applies."},
        {"response", "partly-disclosed", "foia:40(2)", "",
         "Example Council\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6700\n\nThank you for your request. The Council does hold this "
         "information and it is provided in the attached document. Personal "
         "data relating to third parties has been redacted in line with "
         "section 40(2) of the Act."},
        {"response", "partly-disclosed", "foia:43(2)", "",
         "Example Council\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6701\n\nThank you for your request. I can provide the contract, "
         "but not the pricing schedule, which is exempt under section 43(2)."},
        {"response", "withheld", "foia:40(2)", "",
         "Example Council\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6702\n\nThank you for your request. The council is unable to "
         "disclose the number, because it is fewer than five and there is a "
         "risk that individuals would be identified; section 40(2) refers."},
        {"response", "withheld", "foia:36(2)(c)", "",
         "Example Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6703\n\nThank you for your request. The Minister, as qualified "
         "person, has given his opinion that disclosure would otherwise "
         "prejudice the effective conduct of public affairs. Section 36(2)(c) "
         "is thereby engaged. Weighing the public interest I conclude that "
         "the material should not be disclosed."},
        {"response", "not-held", "", "",
         "Example Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6704\n\nThank you for your request. Following a search of our "
         "records we can advise that there is no information held relating to "
         "meetings with that company. If you had asked about other firms, "
         "section 43 might have applied."},
        {"response", "disclosed", "", "",
         "Example Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6705\n\nThank you for your request. We considered whether section "
         "43(2) applied to the rates but concluded that it did not. The rates "
         "are set out in the attached table."},
        {"response", "disclosed", "", "",
         "Example Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6706\n\nThank you for your request. I enclose the two reports. "
         "Please note that section 12 was not needed on this occasion, though "
         "future requests of this size may exceed the cost limit."},
        {"response", "cost-limit", "foia:12(1)", "",
         "Example Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6707\n\nThank you for your request. We have looked at your "
         "request and consider that it falls under section 12(1), as it would "
         "take more than 24 hours. Even if it did not, some of it would "
         "probably be withheld."},
        {"response", "vexatious-or-repeated", "foia:14(1)", "",
         "Example Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6708\n\nThank you for your request. We are not obliged to comply "
         "with it because we have found it to be vexatious. This letter is a "
         "refusal notice under section 17(5), on the ground in section 14(1)."},
        {"response", "withheld", "foia:27(1)(a);foia:27(1)(c)", "",
         "Foreign Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6709\n\nThank you for your request. The release of this "
         "information could harm our relations with another state. For this "
         "reason it is exempt under sections 27(1)(a) and 27(1)(c) of the "
         "Act. Section 27 is a qualified exemption."},
        {"response", "neither-confirmed-nor-denied", "foia:27(4)", "",
         "Foreign Office\n\nDear Ms Sample\n\nFreedom of Information Act 2000 - "
         "FOI 6710\n\nThank you for your request. Section 27(4) of the Act "
         "relieves us from the duty to say whether or not we hold the "
         "information, and we neither confirm nor deny it."},
        {"response", "withheld", "foia:37(1)(a)", "",
         "Royal Example Office\n\nDear Ms Sample\n\nFreedom of Information Act "
         "2000 - FOI 6711\n\nThank you for your request. Communications with "
         "the Sovereign are subject to an absolute exemption (section "
         "37(1)(a) of the Act), which we apply."},
        {"response", "partly-disclosed", "eir:12(4)(e);eir:13(1)", "",
         "Example Agency\n\nDear Ms Sample\n\nEnvironmental Information "
         "Regulations 2004 - EIR 6712\n\nThank you for your request. Copies of "
         "the letters are attached. We have not included internal e-mails, "
         "which are excepted by regulation 12(4)(e); nor the names of "
         "residents (regulation 13(1))."},
        {"response", "not-held", "eir:12(4)(a)", "",
         "Example Agency\n\nDear Ms Sample\n\nEnvironmental Information "
         "Regulations 2004 - EIR 6713\n\nThank you for your request. No survey "
         "of that kind was made, so there is nothing that we could give you "
         "and the exception in regulation 12(4)(a) (information not held) is "
         "engaged."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}
