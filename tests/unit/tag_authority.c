/* Whose document it is, or who is complained about. */
#include <criterion/criterion.h>

#include "tag_support.h"

typedef struct {
    const char *text;
    const char *id; /* NULL: none is right */
} row;

static void expect_rows(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        const char *got = document->tags.authority_id ? document->tags.authority_id : "none";
        cr_expect_str_eq(got, rows[i].id ? rows[i].id : "none", "\"%s\" gives %s", rows[i].text,
                         got);
    }
}

Test(tag_authority, labels)
{
    static const row rows[] = {
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nDate: 4 August 2011\nPublic "
         "Authority: Carmarthenshire County Council\nAddress: County Hall",
         "carmarthenshire-county-council"},
        {"1 Freedom of Information Act 2000 (Section 50) Decision Notice Date: 2 March 2010 Public "
         "Authority: National Savings and Investments Address: 375 Kensington High Street London "
         "Summary The complainant requested statistics.",
         "national-savings-and-investments"},
        {"Environmental Information Regulations 2004 Decision Notice Date: 4 August 2011 Public "
         "Authority: Address: Torridge District Council Riverbank House Bideford Summary The "
         "complainant made a request to the Council.",
         "torridge-district-council"},
        {"Environmental Information Regulations 2004 (EIR) Decision notice\n\nPublic Authority: "
         "Puddleby Parish Council Address: The Old School, Puddleby\n\nDecision\n\n1. The "
         "complainant requested minutes.",
         "puddleby-parish-council"},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic authority:\tThe "
         "Governing Body of Hillcrest Academy\nAddress:\tHill Road",
         "governing-body-of-hillcrest-academy"},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic authority: Information "
         "Commissioner's Office\nAddress: Wycliffe House\n\nDecision\n\n1. The complainant "
         "requested information from the Information Commissioner's Office (ICO).",
         "information-commissioners-office"},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic authority: The "
         "Commissioner of Police of the Metropolis\nAddress: New Scotland Yard",
         "metropolitan-police-service"},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic authority: The Chief "
         "Constable of Kent Police\nAddress: Sutton Road",
         "kent-police"},
        {"Environmental Information Regulations 2004 (EIR) Decision notice\n\nDate: 27 September "
         "2012\n\nPublic Authority: Borough of Waltham Forest Address: Town Hall Forest Road",
         "london-borough-of-waltham-forest"},
        {"Information Tribunal Appeal Number: EA/2005/0999\n\nThe Tribunal allows the appeal. The "
         "appeal is allowed.\n\nSUBSTITUTED DECISION NOTICE\nDated 26 October 2007\nPublic "
         "authority:\nLondon Borough of Bromley\nAddress of Public authority:\nCivic Centre",
         "london-borough-of-bromley"},
        {"Decision Notice 101/2030: Minutes\n\nAuthority: Scottish Ministers\nCase Ref: "
         "203000001\n\nSummary\n\nThe Applicant asked the Authority for minutes.",
         "scottish-government"},
        {"# ICO - FS59999999\n\n**Authority:** ICO (UK)\n\n**Type:** Complaint\n\n**Outcome:** "
         "Upheld\n\n**Decided:** 27.07.2020\n\n**Parties:** The Cabinet Office\n\nThe ICO held "
         "that section 40(2) of the Freedom of Information Act was engaged. The Commissioner's "
         "decision is that the Cabinet Office was right.",
         "cabinet-office"},
        {"Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic authority: Departrnent "
         "for Work and Pensions\nAddress: Caxton House",
         "department-for-work-and-pensions"},
        {"Hysbysiad Penderfynu Deddf Rhyddid Gwybodaeth 2000\n\nAwdurdod Cyhoeddus: Cyngor "
         "Gwynedd\nCyfeiriad: Caernarfon\n\nPenderfyniad y Comisiynydd",
         "gwynedd-council"},
        {"The complainant has requested information. Freedom of Information Act 2000 (FOIA) "
         "Decision notice. Public authority: High Street Surgery (GP practice)",
         "high-street-surgery"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

#define FOUND                                                                                      \
    " The Commissioner's decision is that section 12 of the FOIA was correctly applied.\nFOI 12: " \
    "Complaint not upheld"

Test(tag_authority, headings_of_summaries)
{
    static const row rows[] = {
        {"Department for Work and Pensions (Central Government ): ICO 26 Oct 2015\nThe complainant "
         "requested figures about the Home Office." FOUND,
         "department-for-work-and-pensions"},
        {"Cabinet Office (Central Government ) FS50579583: ICO 12 Oct 2015\n\nThe complainant "
         "submitted a request to the public authority." FOUND,
         "cabinet-office"},
        {"BBC (Other): ICO 8 Jun 2015\n\nICO The complainant has requested information about "
         "programmes." FOUND,
         "british-broadcasting-corporation"},
        {"Association of Chief Police Officers (Decision Notice): ICO 15 Nov 2012\n\nThe "
         "complainant asked the IPCC to provide a staff list." FOUND,
         "association-of-chief-police-officers-of-england-wales-and-"
         "northern-ireland"},
        {"Highways England Company Limited (Other): ICO 11 Dec 2019\n\nThe complainant has "
         "requested the names of the contractors. Highways England Company Ltd (HE) refused." FOUND,
         "national-highways"},
        {"Northamptonshire County Council (Local Government (County Council)): ICO 5 Oct "
         "2017\n\nThe complainant asked for the contracts of Kent County Council." FOUND,
         "northamptonshire-county-council"},
        {"HM Treasury\n31 Jan 2020, Central government\nThe complainant has requested copies of "
         "correspondence with the Department for Work and Pensions. Her Majesty's Treasury "
         "initially denied holding it." FOUND,
         "hm-treasury"},
        {"Secretary of State for Defence (Ministry of Defence)\n1 Nov 2024, Central "
         "government\nThe public authority has failed to respond." FOUND,
         "ministry-of-defence"},
        {"Chief Constable of Cleveland Police\n1 Nov 2024, Police and criminal justice\nThe "
         "complainant requested information from Cleveland Police." FOUND,
         "cleveland-police"},
        {"Information Commissioner's Office\n1 Nov 2024, Central government\nThe complainant "
         "requested information from the ICO. The ICO refused." FOUND,
         "information-commissioners-office"},
        {"Information Commissioner (Other): ICO 8 Jun 2015\n\nThe complainant requested his own "
         "file. The Commissioner refused." FOUND,
         "information-commissioners-office"},
        {"Riverside Academy Trust (Education): ICO 3 Mar 2021\n\nThe complainant requested a "
         "report." FOUND,
         "riverside-academy-trust"},
        {"Dr. A. Sample & Partners (Health (NHS)) [2019] UKICO fs59999999 (3 May 2019)\n\nThe "
         "complainant requested a report." FOUND,
         "dr-a-sample-and-partners"},
        {"The Governing Body of Northgate School (Education (School)) [2019] UKICO fs59999999 (3 "
         "May 2019)\n\nThe complainant requested a report." FOUND,
         "governing-body-of-northgate-school"},
        {"2 August 2017, Health (NHS)\nThe complainant requested e-mails. The public authority "
         "refused, citing section 12." FOUND,
         NULL},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

Test(tag_authority, the_body_complained_about)
{
    static const row rows[] = {
        {"The complainant has requested information about BBC employees. The BBC provided some "
         "information but has refused to comply fully." FOUND,
         "british-broadcasting-corporation"},
        {"Summary: The complainant requested correspondence between the Home Office and the "
         "Cabinet Office. The Ministry of Justice (MoJ) refused. The MoJ cited section 35." FOUND,
         "ministry-of-justice"},
        {"The complainant has requested a report by the Care Quality Commission. The Department of "
         "Health and Social Care (DHSC) initially refused the request." FOUND,
         "department-of-health-and-social-care"},
        {"The complainant has requested information about a site from Sedgemoor District Council "
         "(\"the council\"). The Environment Agency had been consulted." FOUND,
         "sedgemoor-district-council"},
        {"The complainant made a request to Puddleby Town Council (the Council) for minutes. The "
         "Council refused." FOUND,
         "puddleby-town-council"},
        {"The complainant requested copies of assessments for Personal Independence Payment (PIP) "
         "and ESA. The public authority refused." FOUND,
         NULL},
        {"Decision 122/2031: Jane Roe and the Scottish Ministers\n\nCommunications with the "
         "Hometown Foundation\n\nReference No: 203100036\nDecision Date: 1 August "
         "2031\n\nSummary\n\nThe Ministers were asked for information by Ms Roe, who applied to "
         "the Commissioner for a decision.",
         "scottish-government"},
        {"Decision 122/2031: Mr John Roe and Puddleby Housing Association\n\nRents\n\nReference "
         "No: 203100036\nDecision Date: 1 August 2031\n\nSummary\n\nMr Roe asked Puddleby Housing "
         "Association (PHA) for rents and applied to the Commissioner for a decision. PHA refused.",
         "puddleby-housing-association"},
        {"Decision 009/2031 Glasgow City Council and Fife Council\n\nReference No: "
         "203100036\nDecision Date: 1 August 2031\n\nSummary\n\nThe applicant asked Fife Council "
         "(the Council) for letters to Glasgow City Council.",
         "fife-council"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

#define TRIBUNAL                                                                                   \
    "First-tier Tribunal\nGeneral Regulatory Chamber\nInformation Rights\nCase Reference: "        \
    "EA/2031/0001\nDecision given on: 3 May 2031\n\n"

Test(tag_authority, parties_before_a_tribunal)
{
    static const row rows[] = {
        {TRIBUNAL "Between:\nJANE ROE\nAppellant\nand\nTHE INFORMATION COMMISSIONER\nFirst "
                  "Respondent\nand\nTHE DEPARTMENT FOR ENVIRONMENT,\nFOOD AND RURAL "
                  "AFFAIRS\nSecond Respondent\n\nDecision: The appeal is dismissed.\n\nREASONS\n\n"
                  "1. The Home Office was asked, too.",
         "department-for-environment-food-and-rural-affairs"},
        {TRIBUNAL "Between:\n\nPUDDLEBY TOWN COUNCIL\nAppellant\n\nand\n\nTHE INFORMATION "
                  "COMMISSIONER\nRespondent\n\nDecision: The appeal is allowed.",
         "puddleby-town-council"},
        {TRIBUNAL "Between:\nTHOMAS ROE\nAppellant\nand\nTHE INFORMATION "
                  "COMMISSIONER\nRespondent\nDecision: The appeal is allowed\n\nSubstituted "
                  "decision notice\n\n1. Gwynedd Council is not entitled to rely on regulation "
                  "12(5)(b). The request was made to Gwynedd Council by Mr Roe.",
         "gwynedd-council"},
        {TRIBUNAL "Between:\n(1) HOME OFFICE\nAppellant\nand\n(1) INFORMATION COMMISSIONER\n(2) "
                  "CABINET OFFICE WATCH LTD\nRespondents\n\nDecision: The appeal is allowed.",
         "home-office"},
        {TRIBUNAL "Dr. TONY ROE | Applicant |\nand | |\nTHE INFORMATION COMMISSIONER and THE "
                  "EQUALITY AND HUMAN RIGHTS COMMISSION | First Respondent Second Respondent "
                  "|\n\nRULING\non application for permission to appeal:\nPermission is granted.",
         "equality-and-human-rights-commission"},
        {"IN THE FIRST-TIER TRIBUNAL Appeal No: EA/2010/0999 GENERAL REGULATORY CHAMBER "
         "INFORMATION RIGHTS\n\nBETWEEN:\n\nMR A ROE\nAppellant\n\n-and-\n\nTHE INFORMATION "
         "COMMISSIONER\nRespondent\n\n-and-\n\nLONDON BOROUGH OF CAMDEN\nAdditional "
         "Party\n\nThe Tribunal dismisses the appeal. The appeal is dismissed.",
         "london-borough-of-camden"},
        {"IN THE FIRST-TIER TRIBUNAL Case No. EA/2018/0999\n(INFORMATION RIGHTS)\n\nAppellant: JANE "
         "ROE\nFirst Respondent: The Information Commissioner\nSecond Respondent: The Charity "
         "Commission for England and Wales\n\nDate of Decision: 2 August 2019\n\nDecision: The "
         "appeal is dismissed.",
         "charity-commission"},
        {"UPPER TRIBUNAL (ADMINISTRATIVE APPEALS CHAMBER)\n[2030] UKUT 12 (AAC)\n\nSecretary of "
         "State for the Home Department v Information Commissioner and Jane Roe\n\nThe appeal is "
         "dismissed. This is an appeal against a decision of the First-tier Tribunal.",
         "home-office"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

Test(tag_authority, letters)
{
    static const row rows[] = {
        {"Riverside Academy Trust\nRiver Road\nPuddleby\n\n3 May 2019\n\nDear Ms Roe,\n\nFreedom "
         "of Information Act 2000\n\nThank you for your request. I can confirm that the trust "
         "holds the information.",
         "riverside-academy-trust"},
        {"Dear Ms Roe,\n\nThank you for your request under the Freedom of Information Act 2000. We "
         "do not hold the information; the Home Office may hold it.\n\nYours sincerely,\n\nA. "
         "Sample\nInformation Officer\nPuddleby and District Parish Council",
         "puddleby-and-district-parish-council"},
        {"Our ref: FOI 99\n3 May 2019\n\nDear Ms Roe,\n\nYour request about the Department for "
         "Education and the Home Office has been handled under the Freedom of Information Act. The "
         "Department for Transport (DfT) holds the information. If you are unhappy you may ask the "
         "Information Commissioner.\n\nYours sincerely,\nA. Sample\nDfT FOI Team",
         "department-for-transport"},
        {"DWP Central Freedom of Information Team\n\nDear Ms Roe,\n\nThank you for your request "
         "about PIP, ESA and DLA. DWP holds this information, which is exempt under section 31.",
         "department-for-work-and-pensions"},
        {"Information Commissioner's Office\nWycliffe House\n\n3 May 2019\n\nDear Ms Roe,\n\nYour "
         "request for information held by the ICO has been handled under the Freedom of Information "
         "Act. We hold the information you asked for and attach it.\n\nYours sincerely\n\nA. "
         "Sample\nInformation Access Team\nInformation Commissioner's Office",
         "information-commissioners-office"},
        {"Dear Sir or Madam,\n\nUnder the Freedom of Information Act I would like to request all "
         "datasets about PIP, ESA and DLA.\n\nYours faithfully,\n\nJane Roe",
         NULL},
        {"Dear Puddleby Borough Council,\n\nPlease provide under the Freedom of Information Act "
         "2000 all letters to the Home Office.\n\nYours faithfully,\n\nJane Roe",
         "puddleby-borough-council"},
        {"Dear St. Helens Council,\n\nPlease provide under the Freedom of Information Act 2000 the "
         "number of fines.\n\nYours faithfully,\n\nJane Roe",
         "st-helens-council"},
        {"NHS Puddleby and Dorsetshire Integrated Care Board\n3 May 2023\n\nDear Ms Roe\n\nThank "
         "you for your request under the Freedom of Information Act 2000. The ICB holds the "
         "information.",
         "nhs-puddleby-and-dorsetshire-integrated-care-board"},
        {"University of Puddleby\nRegistry\n3 May 2023\n\nDear Ms Roe\n\nThank you for your request "
         "under the Freedom of Information Act 2000. The University holds the information.",
         "university-of-puddleby"},
        {"THE PUDDLEBY AND MARSH NHS FOUNDATION TRUST\n3 May 2023\n\nDear Ms Roe\n\nThank you for "
         "your request under the Freedom of Information Act 2000. The Trust holds the information.",
         "puddleby-and-marsh-nhs-foundation-trust"},
        {"Puddleby Fire and Rescue Service\n3 May 2023\n\nDear Ms Roe\n\nThank you for your request "
         "under the Freedom of Information Act 2000. We hold the information.",
         "puddleby-fire-and-rescue-service"},
        {"Cyngor Tref Pwdlbi\n3 Mai 2023\n\nAnnwyl Ms Roe\n\nDiolch am eich cais o dan Ddeddf "
         "Rhyddid Gwybodaeth 2000. Mae'r Cyngor yn cadarnhau.",
         "cyngor-tref-pwdlbi"},
        {"Cyngor Caerdydd\n3 Mai 2023\n\nAnnwyl Ms Roe\n\nDiolch am eich cais o dan Ddeddf "
         "Rhyddid Gwybodaeth 2000. Mae'r Cyngor yn cadarnhau.",
         "city-of-cardiff-council"},
        {"Departrnent for Education\nSanctuary Buildings\n\nl2 May 2O11\n\nDear Ms Roe\n\nThank you "
         "for your request under the Freedom of Information Act. We hold the information.",
         "department-for-education"},
        {"Information Governance\nPuddleby Health NHS Trust\n\nDear Ms Roe\n\nThank you for your "
         "request under the Freedom of Information Act. The Trust holds the information.",
         "puddleby-health-nhs-trust"},
        {"Dear Ms Roe\n\nThank you for your request under the Freedom of Information Act. We hold the "
         "information.\n\nRegards\n\nA. Sample\nDisclosure Officer\nSussex Police\nChurch Lane",
         "sussex-police"},
        {"Dear Ms Roe\n\nThank you for your request under the Freedom of Information Act. We hold the "
         "information.\n\nRegards\n\nA. Sample\nVeritau Ltd on behalf of North Yorkshire County "
         "Council",
         "north-yorkshire-county-council"},
        {"A walk in the hills\n\nIt rained. We met a man who once worked for the Home Office and now "
         "keeps bees behind the church, where the path turns. He told us about the old mill and the "
         "flood of that year, and that nobody had gone up to the top since then because of the mud "
         "on the way, the fallen trees and the bull in the last field. The Home Office had a hut.",
         NULL},
        {"HSE AND SAFETY NEWS\n\nREPORT OF THE MOD SQUAD\n\nNothing else is known of this page.",
         NULL},
        {"Minutes of a meeting of the Parish Council\n\nThe clerk read the letter. The Local "
         "Education Authority had not replied.",
         NULL},
        {"Decision letters are filed by date. Nothing else is known of this page.", NULL},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

#define GRANTED                                                                                    \
    "\n\nThey applied to the Commissioner for a decision. Following an investigation, the "        \
    "Commissioner found that the information was not exempt under section 38(1)(b) of the "        \
    "Freedom of Information (Scotland) Act 2002."

Test(tag_authority, heads_of_other_publishers)
{
    static const row rows[] = {
        {"Roe v Argyll and Bute Council: SIC 7 Aug 2008\n\nSIC Details of grants - Mrs Roe asked "
         "Argyll and Bute Council (the Council) for the grants. The Council withheld them." GRANTED,
         "argyll-and-bute-council"},
        {"Puddleby Parents and Argyll and Bute Council: SIC 19 Mar 2007\n\nSIC Rolls - Decision 047/2007 - "
         "The parents asked for rolls. The Council refused and was required to answer." GRANTED,
         "argyll-and-bute-council"},
        {"Roe v The Scottish Ministers: SIC 19 Mar 2007\n\nSIC Minutes - Mr Roe asked for minutes." GRANTED,
         "scottish-government"},
        {"Case Ref: FER0499999\nDate: 22 October 2012\nPublic Authority: Borough Council\nSummary: "
         "The complainant requested options. The Council refused." FOUND,
         NULL},
        {"19 February 2008, Central government\nA request was made for minutes. The Cabinet Office "
         "said that the Cabinet had met twice." FOUND,
         "cabinet-office"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

Test(tag_authority, whom_a_tribunal_rules_on)
{
    static const row rows[] = {
        {TRIBUNAL "Between:\nJANE ROE\nAppellant\nand\nTHE INFORMATION "
                  "COMMISSIONER\nRespondent\n\nDecision: The appeal is allowed.\n\nSubstituted "
                  "Decision Notice\n\nOrganisation: The Information Commissioner\nComplainant: Ms "
                  "Roe",
         "information-commissioners-office"},
        {TRIBUNAL
         "Between\nPAUL ROE\nAppellant\nand\nTHE INFORMATION "
         "COMMISSIONER\nRespondent\n\nDecision: The appeal is dismissed.\n\nREASONS\n\nThe "
         "Commissioner concluded that Kent Police were entitled to refuse the request under "
         "the Freedom of Information Act 2000.",
         "kent-police"},
        {TRIBUNAL "Between\nJAMES ROE\nAppellant\nand\nTHE INFORMATION COMMISSIONER\nFirst "
                  "Respondent\nTHE PUDDLEBY CONSORTIUM OF GRAMMAR SCHOOLS\nSecond "
                  "Respondent\n\nDecision: The appeal is allowed.",
         "puddleby-consortium-of-grammar-schools"},
        {TRIBUNAL "Between\nJAMES ROE\nAppellant\nand\nTHE INFORMATION COMMISSIONER\nFirst "
                  "Respondent\nJANE SAMPLE\nSecond Respondent\n\nDecision: The appeal is allowed.",
         NULL},
        {"UPPER TRIBUNAL\n\nDECISION\n\nThe Upper Tribunal allows the appeal. The First-tier "
         "Tribunal's decision is set aside.\n\nThe Information Commissioner and the Department of "
         "Business, Innovation and Skills may attend.",
         "department-for-business-innovation-and-skills"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

#define THANKS                                                                                      \
    "Dear Ms Roe\n\nThank you for your request of 3 May 2019 under the Freedom of Information Act " \
    "2000. "

Test(tag_authority, a_unit_or_a_post_is_no_body)
{
    static const row rows[] = {
        {"Information Services Directorate\nUniversity of East Anglia\nNorwich\n\n" THANKS
         "We hold it.",
         "university-of-east-anglia"},
        {"Jane Sample\nCustomer Directorate\nLondon\n\n" THANKS
         "The Ministry of Justice (MoJ) holds "
         "it.",
         "ministry-of-justice"},
        {"FREEDOM OF INFORMATION REQUEST\n\nPosition: Consultant Haematologist\nAcute Trust: "
         "PUD\n\nHow many patients? 5.",
         NULL},
        {"14 Hill Gardens\n\nThe Records Manager\nHousing Executive\nBelfast\n\nDear Sir\n\nPlease "
         "provide under the Freedom of Information Act 2000 the points.",
         "northern-ireland-housing-executive"},
        {"Corporate Services\nGartnavel Royal Hospital Campus\nGLASGOW\n\n" THANKS
         "NHSGGC records it under 41 codes. NHSGGC holds it.",
         "nhs-greater-glasgow-and-clyde"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

Test(tag_authority, one_mention_is_enough_where_it_must_be_the_writer)
{
    static const row rows[] = {
        {THANKS "Land & Property Services collects rates. We hold no other figures.",
         "land-and-property-services-northern-ireland"},
        {"Dear Mr Roe\n\nYour request about the route reached the team at East West Rail on 6 August "
         "2020. Under section 12 of the Freedom of Information Act 2000 we refuse it.",
         "east-west-railway-company-limited"},
        {THANKS
         "The University holds the minutes. In the opinion of the University of Glasgow they "
         "are exempt. So the University asked whether the public interest called for release.",
         "university-of-glasgow"},
        {"Yare House, Norwich\ntel 01603 699999 broads-authority.gov.uk\n\n" THANKS
         "The Authority holds it.",
         "broads-authority"},
        {"Cais Rhyddid Gwybodaeth\n\nAnnwyl Syr\n\nYn unol ag adran 12(1) o Ddeddf Rhyddid "
         "Gwybodaeth 2000 rhaid i mi wrthod eich cais.\n\nYr Uned Rhyddid Gwybodaeth\nHeddlu "
         "Dyfed-Powys",
         "dyfed-powys-police"},
        {"To: Head of Information Rights, Defra\n\nRequest for internal review\n\nI request an "
         "internal review of Defra's refusal under the Environmental Information Regulations "
         "2004.\n\nJane Roe",
         "department-for-environment-food-and-rural-affairs"},
        {"How to lose a bridge\n\nTo Strategic Investment Board, 2 March 2018\n\nPlease let us have, "
         "under FOI, the estimates.\n\nFrom SIB, 3 April\n\nWe hold them.",
         "strategic-investment-board"},
        {"Manifestly unreasonable requests\n\nThis guidance follows Roe v IC and the Government Legal "
         "Department. Public authorities may refuse requests under the Freedom of Information Act.",
         NULL},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

Test(tag_authority, where_a_name_ends)
{
    static const row rows[] = {
        {"Department of Health\nCastle Buildings, Belfast\n\n" THANKS "We hold it.",
         "department-of-health-northern-ireland"},
        {"Department of Justice\nStormont Estate\n\n" THANKS "We hold it.",
         "department-of-justice-northern-ireland"},
        {"Department of Health\n39 Victoria Street, London\n\n" THANKS "We hold it.",
         "department-of-health"},
        {"Belfast Health and Social Care Trust\nBelfast\n\n" THANKS "We hold it.",
         "belfast-health-and-social-care-trust"},
        {"Puddleby Primary School\nSchool Lane\n\n3 May 2023\n\n" THANKS "We hold it.",
         "puddleby-primary-school"},
        {"Records Management Section\nThe University of Edinburgh\nOld College\n\n3 May 2023\n\n" THANKS
         "We hold it.",
         "university-of-edinburgh"},
        {"Trust Headquarters\nQueen Elizabeth Hospital\n\n" THANKS
         "We hold it.\n\nYours sincerely\n\nPuddleby and Marsh University Hospitals NHS Trust",
         "puddleby-and-marsh-university-hospitals-nhs-trust"},
        {"Dear Jane\n\nThank you for your request under the Freedom of Information Act. We do not hold "
         "it.\n\nAnn Sample\nClerk, Great Puddleby Parish Council",
         "great-puddleby-parish-council"},
        {"Education Authority\n40 Academy Street\nBelfast\n\n" THANKS "We hold it.",
         "education-authority-northern-ireland"},
        {"Dear Jane Roe\n\nYour request was received by the Metropolitan Police Service (MPS) under the "
         "Freedom of Information Act 2000. The MPS discloses it.",
         "metropolitan-police-service"},
        {"South Puddleby Hospitals N.H.S. Trust\n\n" THANKS "The trust holds it.",
         "south-puddleby-hospitals-nhs-trust"},
        {"South Yorkshire Fire & Rescue\n197 Eyre Street\n\n" THANKS "We hold it.",
         "south-yorkshire-fire-and-rescue-service"},
        {"Decision notice\nIC-299999-A1B2\nUniversity of Puddleby\nDate 3 August 2023\nThe complainant "
         "requested statistics." FOUND,
         "university-of-puddleby"},
        {"First-tier Tribunal\nGeneral Regulatory Chamber\nInformation "
         "Rights\n\nBetween\nJANE ROE\nAppellant\nand\nTHE INFORMATION "
         "COMMISSIONER\nRespondent\n\nDecision: The appeal is struck out.\n\nThe Commissioner decided "
         "that the Ministry of Defence was entitled to rely on section 12 FOIA.",
         "ministry-of-defence"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

Test(tag_authority, a_name_in_another_name_or_in_an_address_is_not_the_writer)
{
    static const row rows[] = {
        {"Durham University\nStockton Road\nDurham\n\n3 May 2023\n\nDear Ms Roe\n\nThank you for "
         "your request under the Freedom of Information Act 2000. The University holds the "
         "information.",
         "durham-university"},
        {"Puddleby Housing Association\n2 Home Office Way, Kent\n3 May 2023\n\nDear Ms "
         "Roe\n\nThank you for your request under the Freedom of Information Act 2000. The "
         "Association holds the information you asked for.",
         "puddleby-housing-association"},
        {"Kent and Medway Towns Fire Authority\n3 May 2023\n\nDear Ms Roe\n\nThank you for your "
         "request under the Freedom of Information Act 2000. We hold the information.",
         "kent-and-medway-towns-fire-authority"},
        {"Surrey Heath Borough Council\n3 May 2023\n\nDear Ms Roe\n\nThank you for your request "
         "under the Freedom of Information Act 2000. The Council holds the information.",
         "surrey-heath-borough-council"},
    };
    expect_rows(rows, G_N_ELEMENTS(rows));
}

static foi_document *mail_from(const char *sender, const char *text)
{
    foi_document *document = document_of(text);
    document->file = FOI_FILE_MAIL;
    document->sender = g_strdup(sender);
    foi_tag_document(document);
    return document;
}

Test(tag_authority, mails)
{
    static const struct {
        const char *sender, *text, *id;
    } rows[] = {
        {"foi@homeoffice.gov.uk",
         "Dear Ms Roe,\n\nYour request about the Cabinet Office has been received. We will reply "
         "within 20 working days.\n\nRegards",
         "home-office"},
        {"jane@example.org",
         "To: FOI <foi@derbyshire.gov.uk>\n\nDear Sir,\n\nUnder the Freedom of Information Act I "
         "would like to request the letters between the council and the Environment "
         "Agency.\n\nJane Roe",
         "derbyshire-county-council"},
        {"request-1-abc@whatdotheyknow.com",
         "Dear Sir or Madam,\n\nUnder the Freedom of Information Act I would like to request "
         "datasets.\n\nJane Roe",
         NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = mail_from(rows[i].sender, rows[i].text);
        const char *got = document->tags.authority_id ? document->tags.authority_id : "none";
        cr_expect_str_eq(got, rows[i].id ? rows[i].id : "none", "%s: %s", rows[i].text, got);
    }
}

Test(tag_authority, confidence_says_how_it_was_found)
{
    g_autoptr(foi_document) label =
        tagged("Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic authority: Kent "
               "County Council\n\nDecision\n\n1. The complainant requested letters.");
    g_autoptr(foi_document) guess =
        tagged("Dear Ms Roe,\n\nThank you for your request under the Freedom of Information Act. "
               "We asked the Home Office and the Cabinet Office, and the Home Office has some.");
    cr_assert_not_null(label->tags.authority_id);
    cr_expect_gt(label->tags.authority_evidence.confidence, 0.95);
    g_autofree char *quote = foi_text_quote(&label->text, &label->tags.authority_evidence);
    cr_expect_not_null(strstr(quote, "Public authority: Kent County Council"), "%s", quote);
    cr_expect_lt(guess->tags.authority_evidence.confidence, 0.75);
}

Test(tag_authority, an_address_is_evidence)
{
    g_autoptr(foi_document) document = mail_from(
        "x@example.org", "Dear Ms Roe,\n\nThank you for your request under the Freedom of "
                         "Information Act. We hold it.\n\nRegards\nfoi@derbyshire.gov.uk");
    cr_assert_not_null(document->tags.authority_id);
    cr_expect_str_eq(document->tags.authority_id, "derbyshire-county-council");
    g_autofree char *quote = foi_text_quote(&document->text, &document->tags.authority_evidence);
    cr_expect_not_null(strstr(quote, "derbyshire.gov.uk"), "%s", quote);
}

Test(tag_authority, names_are_shown_as_a_person_would_write_them)
{
    g_autoptr(foi_document) document =
        tagged("RIVERSIDE AND ST JOHN'S ACADEMY TRUST\n3 May 2023\n\nDear Ms Roe\n\nThank you for "
               "your request under the Freedom of Information Act 2000. We hold the information.");
    cr_assert_not_null(document->tags.authority_name);
    cr_expect_str_eq(document->tags.authority_name, "Riverside and St John's Academy Trust");
    cr_expect_str_eq(document->tags.authority_as_written, "RIVERSIDE AND ST JOHN'S ACADEMY TRUST");
    cr_expect_eq(document->tags.sector, FOI_SECTOR_EDUCATION);
}
