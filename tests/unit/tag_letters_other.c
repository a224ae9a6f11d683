/* Letters told by tense, place and other words than the usual: what they are by what they do. */
#include "outcomes_support.h"

Test(tag_letters_other, in_other_words)
{
    static const row rows[] = {
        {"response", "partly-disclosed", "foia:38(1)(b);foia:40(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Rahman\n\nFOIA 2000 - incident "
         "report, Harrow Road\n\nI can let you have the greater part of the report "
         "and it comes with this email. Two things have gone from it. The floor "
         "plan of the refuge area might put crews at risk if it were known "
         "(section 38(1)(b)); and the caller's name and number are her own "
         "personal data (section 40(2)).\n\nIf this does not satisfy you, write to "
         "the Head of Information Management."},
        {"response", "withheld", "foia:27(1)(a)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Ekström\n\nFreedom of "
         "Information Act 2000\n\nI am writing to confirm that we have now "
         "completed our search for the telegrams. The FCDO does hold them. We "
         "find, however, that they attract the exemption at section 27(1)(a). To "
         "make public what our Ambassador reported would be likely to sour "
         "relations with the government concerned. Section 27 calls for a public "
         "interest test. We recognise that release would add to understanding of "
         "foreign policy. Against this there's the damage to trust, and we judge "
         "that to be the weightier."},
        {"response", "not-held", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Pym\n\nRFI 5521-23\n\nYour "
         "request under the Freedom of Information Act was sent to our Estates "
         "and Pharmacy teams. Both have come back empty-handed: the Trust took "
         "over from the predecessor body in 2022 and inherited no paperwork about "
         "the fridges. You might try the ICB."},
        {"response", "disclosed", "", "",
         "Isle of Wight Council\n\nOur ref 2021/118\nFreedom of Information Act "
         "2000\n\nMrs T Lowe\n\n1) How many beach huts does the council let?\n87\n\n2) "
         "What is the yearly rent?\nFrom £640 to £1,210 according to size.\n\n3) How "
         "long is the waiting list?\n212 names as at 1 March.\n\n4) Has any been "
         "repossessed?\nNot since we began to keep a note of this in 2011."},
        {"response", "cost-limit", "foia:12(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Whyte\n\nFreedom of Information "
         "Act 2000 - Request 10442\n\nCases aren't flagged for this. The only way "
         "of learning whether we had any of the sort that you describe would be "
         "to open each of some 9,000 files for the year. At five minutes a file "
         "that is 750 hours, and we have 24. By reason of section 12(2) the CPS "
         "is under no duty to go further.\n\nUnder section 16 we are to suggest "
         "what could be done in the time; I fear that no narrower form of the "
         "question comes to mind."},
        {"response", "vexatious-or-repeated", "foia:14(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr McKee\n\nFreedom of Information "
         "Act 2000\n\nThis is word for word the question that you put on 6 May, and "
         "to which the Council replied in full on 30 May. Four weeks is no time "
         "at all. Section 14(2) applies and no further reply will be made."},
        {"response", "neither-confirmed-nor-denied", "foia:23(5);foia:24(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Dr Ferris\n\nYou ask if the Agency "
         "has had any dealings with GCHQ over ground stations.\n\nIn reply, the "
         "Agency can neither confirm nor deny whether it holds any information of "
         "that kind, in reliance upon the exemptions in sections 23(5) and 24(2) "
         "of the Freedom of Information Act. No conclusion should be drawn from "
         "this as to whether there is or isn't any."},
        {"response", "withheld", "foia:36(2)(b)(i);foia:36(2)(b)(ii)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sethi\n\nFOI 1188: minutes of "
         "the remuneration committee\n\nOn 14 June the Vice-Chancellor, who is our "
         "qualified person, gave it as her reasonable opinion that to put out "
         "these minutes would be likely to inhibit the frankness with which "
         "members give advice and exchange views. Thus s.36(2)(b)(i) and (ii) are "
         "brought into play. Turning to the public interest we gave weight to the "
         "amounts of public money; but a committee that can't think aloud cannot "
         "do its work, and we've come down on the side of keeping them back."},
        {"response", "partly-disclosed", "eir:12(5)(e);eir:13(1)", "",
         "Oxfordshire County Council\n\nEIR 20991\n\nDear Sir/Madam\n\nIncinerator "
         "contract\n\nThank you for your request, which we've dealt with under the "
         "Environmental Information Regulations 2004. The contract is on the "
         "enclosed disc save for schedule 11 (the pricing model), which we have "
         "held back under regulation 12(5)(e), and the names of the contractor's "
         "employees, which have been struck through: regulation 13(1)."},
        {"response", "withheld", "eir:12(4)(e)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mrs Bell\n\nEIR: e-mails between "
         "officers on the Haydon Bridge application\n\nMessages that pass within "
         "the Authority are \"internal communications\". Regulation 12(4)(e) lets "
         "us decline to release these, subject to the public interest. Officers "
         "need room to debate an application before it is determined, and it's "
         "due to go to committee next month. We've concluded that the exception "
         "holds for the present."},
        {"response", "not-held", "foisa:17(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms McPhail\n\nI refer to your "
         "request for information, which has been considered in terms of the "
         "Freedom of Information (Scotland) Act 2002. Argyll and Bute Council has "
         "never commissioned a survey of the pier at Rothesay of the kind you "
         "describe. Please take this as notice under section 17(1) of the Act "
         "that it isn't held."},
        {"response", "withheld", "foisa:25(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Blair\n\nFOISA: visitor "
         "numbers\n\nAll that you ask for can be had from www.visitscotland.org, "
         "under \"Research and Insights\". S.25(1) of the Act exempts information "
         "which the applicant can reasonably obtain other than by asking for it "
         "under section 1(1), and it's an absolute exemption."},
        {"response", "vexatious-or-repeated", "foisa:14(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Morrison\n\nHaving thought long "
         "about it the Board will not deal with your 9 requests of last week. The "
         "Board's reasons: they're designed to annoy; they single out one nurse; "
         "and a reasonable person would say they have no worth. They are "
         "vexatious, and by virtue of section 14(1) of FOISA we are relieved of "
         "any duty to comply."},
        {"response", "disclosed", "", "",
         "Perth and Kinross Council\n\nFreedom of Information (Scotland) Act 2002\n\n"
         "Dear Mr Law\n\nGritting\n\nI am able to provide the following in response "
         "to your questions.\n\nThe council has 31 gritters. During winter 2020/21 "
         "they went out 112 times. The most recent was bought in November 2019 at "
         "a cost of £143,000.\n\nI hope that this is helpful."},
        {"review-outcome", "review-maintained", "foisa:30(b)(ii)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Innes\n\nREVIEW OF REQUEST "
         "UNDER FOISA\n\nFurther to my letter of 2 August, I have concluded a "
         "review of our response to you.\n\nI have concluded that the original "
         "decision should be confirmed. The exemption under section 30(b)(ii) was "
         "applied correctly to the free and frank exchange of views in the "
         "minutes.\n\nYou may apply to the Scottish Information Commissioner."},
        {"review-outcome", "review-overturned", "foisa:12(1)", "foisa:12(1)",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Flett\n\nInternal review under "
         "FOISA\n\nI have substituted a different decision. When I asked the ward "
         "to time it, the work came to four hours and not fifty. Section 12(1) "
         "cannot therefore be relied upon. The figures you sought are below, and "
         "I'm sorry for the bother.\n\n2018: 7\n2019: 4"},
        {"review-outcome", "review-partly-changed", "foia:42(1);foia:40(2)", "foia:42(1)",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Honeychurch\n\nOutcome of your "
         "appeal\n\nI uphold part of your appeal. The solicitor's covering note "
         "contains no advice and section 42(1) never applied to it; a copy is "
         "enclosed. The résumés of candidates stay exempt as personal data "
         "(section 40(2))."},
        {"review-outcome", "review-overturned", "foia:36(2)(c)", "foia:36(2)(c)",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Petrov\n\nRequest for internal "
         "review - grants to circuses\n\nThe qualified person was never asked. "
         "Without her opinion there can be no reliance on section 36(2)(c), and "
         "so the refusal falls. All eleven assessments are attached and nothing "
         "has been taken out."},
        {"extension", "pending", "foia:43(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Toner\n\nRequest under the "
         "Freedom of Information Act 2000\n\nI wrote on 3 June to say that we had "
         "your request. We think that some of what you want is caught by section "
         "43(2). That is a qualified exemption and we are allowed a reasonable "
         "time beyond the 20 days to weigh where the public interest lies. We "
         "shall be doing so over the next fortnight and you'll have our decision "
         "on or before 15 July."},
        {"extension", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Coyle\n\nEIR2018/44120\n\nThere "
         "are more than eleven thousand monitoring results in what you've asked "
         "for, from four areas. On account of that volume and complexity we are "
         "making use of regulation 7(1) of the Environmental Information "
         "Regulations to take up to 40 working days. You should therefore hear "
         "from us by 3 December."},
        {"acknowledgement", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nAnnwyl / Dear Mr Lloyd\n\n"
         "Cydnabyddiaeth - FOI 211/19 - Acknowledgement\n\nRydym wedi derbyn eich "
         "cais. Byddwch yn clywed gennym o fewn 20 diwrnod gwaith.\n\nWe have "
         "received your request. You will hear from us within 20 working days."},
        {"clarification-request", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Danso\n\nThanks for your "
         "request about \"school stuff\". In order for us to help would you please "
         "indicate which schools, and whether it's results or staffing that you "
         "have in mind? Without this we cannot tell what to look for: see section "
         "1(3) of the Freedom of Information Act."},
        {"correspondence", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Ali\n\nF0018812\n\nWhat you're "
         "after is likely to be held by Network Rail and not by this Department. "
         "Network Rail answers Freedom of Information requests for itself. With "
         "your leave I've redirected your e-mail to "
         "foi@networkrail.example.co.uk, and have closed our file."},
        {"correspondence", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Dr Swann\n\nFees notice under "
         "section 9 of the Freedom of Information Act 2000\n\nCopying the tithe "
         "maps in colour will come to £64.50. Kindly let us have this sum within "
         "three months. On its arrival we will put the work in hand."},
        {"request", "", "", "",
         "From: m.okoro@example.org\nTo: foi@kirklees.example.gov.uk\nDate: Tue, 14 "
         "May 2019\nSubject: taxi licences\n\nHi\n\nCould you tell me\n\n1. the number "
         "of hackney carriage licences in force on 1 April of each year from 2014\n"
         "2. how many were revoked and why\n\nI'm happy with a spreadsheet.\n\nMany "
         "thanks\nMercy Okoro"},
        {"request", "", "", "",
         "Ms A Hallam\n4 Elm Row\nLeeds\n\nTo: The Chief Constable, West Yorkshire "
         "Police\n\nSir,\n\nFREEDOM OF INFORMATION ACT 2000\n\nI write to request the "
         "following under the above Act.\n\n(i) The number of complaints of racial "
         "abuse by officers in 2016.\n(ii) Their outcome.\n\nIf you intend to cite "
         "section 12 please advise me how I may bring it within the limit.\n\nYours "
         "truly"},
        {"review-request", "", "foia:21", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Salford City Council,\n\nPlease "
         "pass this on to whoever carries out Freedom of Information reviews.\n\nI "
         "am writing to ask for a review of the handling of my FOI request "
         "\"Parking income\". You say the data are on your website and quote "
         "section 21, yet the page you point to has nothing after 2012.\n\nYours "
         "faithfully,\n\nK. Wong"},
        {"review-request", "", "foisa:33(1)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Sirs\n\nRequirement for review: "
         "Freedom of Information (Scotland) Act 2002\n\nYour letter of 3 March "
         "withholds the tender sum on the ground of section 33(1)(b). The "
         "contract was let two years ago. I don't see who could be hurt. I "
         "require you to review that decision.\n\nYours etc"},
        {"response", "partly-disclosed", "foia:12(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Odell\n\nYour FOI request of 7 "
         "August\n\nPart 1 - complaints per awarding body. A table is annexed.\n\n"
         "Part 2 - copies of every complaint. There are 4,600 and they'd all have "
         "to be read and stripped of names. To locate and pull them would by "
         "itself swallow about 90 hours. We refuse this part under section 12(1)."},
        {"response", "withheld", "foia:40(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Nadeem\n\nFOI 1903\n\nWe don't "
         "think that it'd be fair on the officer to tell the world how much sick "
         "leave he has had. That's third-party personal data and there's no "
         "lawful basis for publishing it; exempt, s.40(2)."},
        {"response", "withheld", "foia:35(1)(a);foia:35(1)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Stavros\n\nFreedom of "
         "Information Act 2000: Budget submissions\n\nI can confirm that HM "
         "Treasury does hold information falling within the terms of your "
         "request. I consider that it engages the exemptions at sections 35(1)(a) "
         "(formulation of government policy) and 35(1)(b) (ministerial "
         "communications). These are qualified. There is a general public "
         "interest in disclosure, and I have taken it into account. I take the "
         "view that at this time it is outweighed by the need for ministers to "
         "have a safe space in which to consider options."},
        {"response", "disclosed", "", "",
         "East Sussex Healthcare NHS Trust\n\nFOI REF: 22/331\n\nTel: 0300 131 4500\n\n"
         "I am responding to your request for information under the Freedom of "
         "Information Act. The answers to your specific questions are as "
         "follows:\n\n1.	How many midwives (WTE) were in post at 31 March 2022?\n"
         "142.6\n\n2.	What was the vacancy rate?\n9.1%\n\n3.	Do you use agency "
         "midwives?\nYes.\n\nIf I can be of any further assistance, please do not "
         "hesitate to contact me."},
        {"response", "not-held", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mrs Gale\n\nFreedom of "
         "Information\n\nWell, I've been through the tin trunk and the filing "
         "cabinet and asked both my predecessors. Minutes before 1974 must have "
         "gone astray when the old hall flooded. I'm sorry to disappoint you.\n\n"
         "Bob Tanner, Clerk"},
        {"response", "invalid-request", "foia:8(1)(c)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear A. Watcher\n\nThank you for your "
         "e-mail, \"Shame on you\". The Freedom of Information Act gives a right to "
         "recorded information. Your e-mail sets out your opinion of the "
         "Students' Union bar and asks for ours; it doesn't describe any "
         "information (section 8(1)(c)). We aren't able to treat it as a request."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_letters_other, by_tense_and_place)
{
    static const row rows[] = {
        {"response", "withheld", "foia:43(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Coates\n\nRe: Freedom of "
         "Information Act 2000 - catering contract\n\nThe University holds the "
         "contract. Its view is that disclosure of the rebate percentages would, "
         "or would be likely to, prejudice its own commercial interests and those "
         "of the contractor. The exemption at section 43(2) FOIA is accordingly "
         "engaged.\n\nIn considering the public interest we recognised that "
         "students should know how well their money is used. We also considered "
         "that the rebate is to be renegotiated this summer. On balance, the "
         "interest in non-disclosure prevails."},
        {"response", "partly-disclosed", "foia:31(1)(a);foia:40(2)", "",
         "Greater Manchester Police\n\nOur Ref: 01/FOI/23/004412/X\n\nGood afternoon\n\n"
         "I write in connection with your request for information dated 12 "
         "March.\n\nRESPONSE\n\n1. The force has 14 drones. \n2. £212,880 has been "
         "spent on them since 2018.\n3. The makes and models are exempt by virtue "
         "of Section 31(1)(a).\n4. Names of pilots - exempt, Section 40(2) "
         "Personal Information.\n\nThis constitutes a partial refusal notice under "
         "Section 17 Freedom of Information Act 2000."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Ives\n\nThank you for your "
         "request under the Freedom of Information Act for the cost of the "
         "Christmas lights. Hiring, putting up and taking down came to £28,450 "
         "altogether, of which traders contributed £6,000.\n\nIf you're "
         "dissatisfied with this answer, you may seek a review."},
        {"response", "not-held", "", "",
         "Dyfed-Powys Police\n\nFreedom of Information Request 881/2020\n\nDear "
         "applicant\n\nEnquiries were made with the Roads Policing Unit. They "
         "advise that stops for this reason are not distinguished from others on "
         "the system and so no information is available to us. I hope this "
         "explains the position."},
        {"response", "cost-limit", "foia:12(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Ogden\n\nFreedom of Information "
         "Request - Reference FOI/1881\n\nSome 20 teams would each have to be asked "
         "to search mailboxes of about 300 people. We put that at 150 hours or "
         "£3,750. As this is beyond the £450 \"appropriate limit\" we will not be "
         "processing your request. This is a refusal under Section 12(1) of the "
         "Freedom of Information Act 2000.\n\nThough we are not required to do so, "
         "we can tell you that the policy is on the intranet and is reviewed "
         "every second year."},
        {"response", "withheld", "foia:40(2)", "",
         "Sunderland College\n\nHi Pat,\n\nYour FOI of 1 May. We won't be naming the "
         "tutors; they're not senior and it would be unfair on them. Section "
         "40(2).\n\nCheers\nData Protection Lead"},
        {"response", "neither-confirmed-nor-denied", "foia:31(3)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Ude\n\nFreedom of Information "
         "Act (FOIA) Request - 221103001\n\nYou asked whether a mobile phone "
         "detector is in use at HMP Leeds.\n\nThe Ministry of Justice neither "
         "confirms nor denies that it holds the information requested. Section "
         "31(3) of the FOIA removes the duty to say so where that would be likely "
         "to prejudice the maintenance of security and good order in prisons. The "
         "public interest in doing so outweighs that in confirming. This must not "
         "be taken as an indication that any information is, or is not, held."},
        {"response", "vexatious-or-repeated", "eir:12(4)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Mudd\n\nEnvironmental "
         "Information Regulations 2004\n\nReg 12(4)(b) - manifestly unreasonable "
         "request\n\nSince March the Council has had from you 88 requests on the "
         "drain at Back Lane. There is by now an obsessive quality to these and "
         "officers feel harassed. We regard the present request as manifestly "
         "unreasonable. The public interest in answering an 89th is slight.\n\nYou "
         "have the right to ask for reconsideration."},
        {"response", "cost-limit", "eir:12(4)(b)", "",
         "Forestry England\n\nEIR/2020/441\n\nDear Sir\n\nEvery felling record since "
         "1990 for the whole of Kielder is on paper. To get them out, scan them "
         "and check them would take two people until Christmas. Because of the "
         "burden and the cost we must refuse your request under regulation "
         "12(4)(b) of the EIR as manifestly unreasonable. May we suggest that you "
         "choose a single compartment?"},
        {"response", "withheld", "eisr:10(5)(e)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Scobie\n\nEnvironmental "
         "Information (Scotland) Regulations 2004\n\nWe've considered whether the "
         "noise consultant's model could be given out. It's a trade secret of "
         "theirs and given to us under a duty of confidence. Regulation 10(5)(e) "
         "is engaged as release would prejudice substantially its commercial "
         "confidentiality, and the public interest doesn't require otherwise."},
        {"response", "not-held", "eisr:10(4)(a)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Elliot\n\nEIRs: flood gauge at "
         "Hawick\n\nUnder regulation 10(4)(a) of the Environmental Information "
         "(Scotland) Regulations 2004 we have to tell you that the Council hasn't "
         "got hourly readings before 2006. SEPA may have."},
        {"review-outcome", "review-maintained", "", "",
         "Blaenau Gwent County Borough Council\n\nInternal Review\n\nDear Mr Probert\n\n"
         "I have gone over the searches made by Housing. They looked in the right "
         "places and used sensible words. I am satisfied on the balance of "
         "probabilities that the Council holds no survey of the kind you "
         "describe, and that the answer you were given was correct under the "
         "Freedom of Information Act 2000."},
        {"extension", "pending", "foia:36(2)(c)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Wade\n\nFreedom of Information "
         "Act 2000\n\nSection 10(3) of the Act provides that where a qualified "
         "exemption falls to be considered the deadline can be moved. We are "
         "considering section 36(2)(c) in respect of part of your request and "
         "require further time to look into where the balance of the public "
         "interest lies. Our new target is 30 June."},
        {"extension", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mrs Obi\n\nFOI 2020-0551\n\nI'm "
         "writing to apologise that we will miss the deadline of 14 April for "
         "your request. Our staff have been redeployed to the wards because of "
         "COVID-19. We will get it to you as soon as we can and hope it won't be "
         "later than the end of May."},
        {"acknowledgement", "pending", "", "",
         "Wiltshire Council\n\nYour ref: RFI202300441\n\nThank you for your Freedom "
         "of Information request received on 5 June 2023.\n\nWe will now consider "
         "your request and you'll receive our response within the statutory "
         "timescale of 20 working days as defined by the Freedom of Information "
         "Act 2000, subject to the information not being exempt or containing a "
         "reference to a third party.\n\nFor your information, the Act defines a "
         "number of exemptions which may prevent release of the information you "
         "have requested."},
        {"acknowledgement", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nAnnwyl Ms Puw\n\nDiolch i chi am eich "
         "cais am wybodaeth a ddaeth i law ar 3 Mai. Byddwn yn ymateb i chi cyn "
         "pen 20 diwrnod gwaith yn unol â Deddf Rhyddid Gwybodaeth 2000."},
        {"clarification-request", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Cheung\n\nFOI 66210\n\nThank you "
         "for your message of 12 January, which has been given the above "
         "reference. You ask for \"all the data on visas\". As it stands this would "
         "far exceed the cost limit. Please could you narrow it to particular "
         "visa types and quarters? You might find the published Immigration "
         "Statistics helpful in doing so. If we don't hear from you by 12 March "
         "we will assume that you no longer wish to pursue it."},
        {"clarification-request", "pending", "", "",
         "Royal Borough of Kingston upon Thames\n\nFOI 1100-22\n\nHello Ms Hume,\n\nWe "
         "are not able to identify what you want from the description you've "
         "given, namely \"emails with developer\". To help us find it please say "
         "who the developer is and roughly when the e-mails were sent. You have "
         "not made a valid request until you do."},
        {"correspondence", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Ekwueme\n\nNHS England doesn't "
         "commission school nursing. That falls to local authorities. Under the "
         "section 45 Code of Practice we have transferred your FOI request to "
         "Leeds City Council today."},
        {"correspondence", "", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Allen\n\nData Protection: your "
         "subject access request\n\nWe enclose the copy of your social services "
         "file. Parts about other people have been blacked out. If you are "
         "unhappy you may complain to the Information Commissioner."},
        {"request", "", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Information Governance Team,\n\n"
         "Under the Environmental Information Regulations 2004 kindly let me have "
         "the results of all water samples taken at Blackpool South beach in "
         "August 2023. Should any be refused I'd be grateful for the regulation "
         "on which you rely.\n\nRegards,\nSam Tully"},
        {"request", "", "", "",
         "Example Authority\n\nOur ref: 4417\n\nAnnwyl Syr/Fadam\n\nDeddf Rhyddid "
         "Gwybodaeth 2000\n\nHoffwn gael gwybod faint o ddisgyblion a gafodd eu "
         "gwahardd yn 2022.\n\nYn gywir\nElin Morus"},
        {"response", "partly-disclosed", "foia:42(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Loach\n\nFOI request C-551092\n\n"
         "Of the nine documents, we can let you have seven. Two contain the "
         "advice of our lawyers, in which privilege is claimed, and we decline to "
         "hand those over: section 42(1) of the Freedom of Information Act 2000. "
         "Though we have weighed the public interest in openness we are not "
         "persuaded that it calls for privilege to be set aside."},
        {"response", "withheld", "foia:21(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Fox\n\nFOI 11002\n\nYou can find "
         "all payments over £500 at www.example.gov.uk/spend. We therefore "
         "consider them exempt from disclosure under Section 21(1) of the Freedom "
         "of Information Act as they are accessible by other means."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Mir\n\nFreedom of Information "
         "Act 2000\n\nThe governing body met last night and agreed that there is no "
         "reason why you should not have the catering contract. A photocopy is in "
         "the post to you.\n\nYours\nChair of Governors"},
        {"response", "withheld", "foia:26(1)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Brand\n\nI am writing "
         "concerning your request of 3 April: \"the range of the new missile\".\n\nA "
         "search for the information has been completed and I can confirm that "
         "all of it is held. It falls entirely within the scope of the qualified "
         "exemption at section 26(1)(b) (Defence). A potential adversary would "
         "gain from knowing the range. The balance of the public interest has "
         "been found to lie in withholding."},
        {"response", "withheld", "foisa:30(b)(i)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Gunn\n\nWe received your "
         "request on 2 May and have dealt with it under FOISA.\n\nThe advice to the "
         "Presiding Officer is exempt in terms of section 30(b)(i): if published "
         "it'd be likely to inhibit substantially the free and frank provision of "
         "advice. We have applied the public interest test and find in favour of "
         "upholding the exemption."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms McLay\n\nFreedom of Information "
         "(Scotland) Act 2002: FOI 61120\n\nPotholes\n\nYour request has been passed "
         "to Roads and the following has been supplied:\n\nReported 2021: 3,118\n"
         "Repaired 2021: 2,904\n\nYou have the right to request a review."},
        {"response", "partly-disclosed", "foia:21;foia:31(1)(g)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Wynn\n\nThe Freedom of "
         "Information Act 2000 gives you the right to have the ratings history of "
         "the home; you'll find it attached. Inspection reports are published "
         "(section 21). Whistle-blowers' letters we will not disclose. Section "
         "31(1)(g) applies: staff wouldn't come to us if what they wrote was made "
         "public."},
        {"response", "invalid-request", "foia:8", "",
         "Torbay Council\n\nHello,\n\n\"Mickey Mouse\" is not, we take it, your name. "
         "Requests under FOI must give the real name of the applicant (section 8) "
         "and this one fails to. Resend it with your name and it'll be answered."},
        {"review-outcome", "review-maintained", "foia:14(1)", "",
         "Nottingham City Council\n\nFOI Internal Review 1882\n\nDear Mr Banner\n\nYour "
         "appeal of 4 March has been considered by Mr J. Roe, who did not deal "
         "with the case before.\n\nHe notes your point that the questions are "
         "serious ones. Nonetheless the history, tone and sheer number of your "
         "letters leave him in no doubt that section 14(1) was rightly applied. "
         "The appeal fails."},
        {"response", "withheld", "foia:40(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Orrell\n\nFOI 771\n\nAs you ask "
         "about yourself, the information is your own personal data and is exempt "
         "from the Freedom of Information Act by section 40(1). We're treating "
         "your letter as a subject access request instead."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Captain Smail\n\nThank you for "
         "your e-mail requesting under FOISA a list of lights discontinued since "
         "2000. Here it is:\n\nBarra Head east light, 2004\nStroma low light, 2009\n\n"
         "Best regards"},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}
