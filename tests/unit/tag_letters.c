/* Letters in words that no phrase of theirs was taken from: what they are by what they do. */
#include "outcomes_support.h"

Test(tag_letters, by_what_they_do)
{
    static const row rows[] = {
        {"response", "not-held", "", "",
         "Example City Council\n\nRe: Freedom of Information Act request\n\nDear "
         "Sir,\n\nI have now heard from the service area, who confirm that no "
         "records are kept of the number of bins lost in transit. Consequently we "
         "have nothing to send to you."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sample\n\nFreedom of "
         "Information Act 2000 - request 17-204\n\nThere were no attacks on "
         "firefighters in the period that you ask about. I trust that this "
         "answers your question."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample,\n\nRE: FOI request\n\n"
         "Please accept our apologies for the late reply. We confirm that the "
         "school has 3 first aiders and that the last inspection of the fire "
         "alarm was on 3 March 2019. We do not consider any exemptions under the "
         "Freedom of Information Act to apply."},
        {"response", "withheld", "foia:44(1)(a)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sample,\n\nFreedom of "
         "Information Act 2000\n\nThis information, if held, would be held in "
         "connection with our function of assessing tax and relate to an "
         "identifiable person. Section 44(1)(a) FOIA exempts from disclosure any "
         "information whose disclosure is prohibited by other legislation. "
         "Section 18(1) of the Commissioners for Revenue and Customs Act 2005 "
         "prohibits us from disclosing it. It is therefore exempt."},
        {"response", "partly-disclosed", "foia:21(1);foia:40(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sample\n\nRequest under the "
         "Freedom of Information Act 2000\n\nQ1 - How much was spent on taxis in "
         "2019/20?\nA1 - £2,345,112\nQ2 - Which companies were used?\nA2 - Please "
         "see our contracts register: www.example.gov.uk/contracts. Section 21(1) "
         "of the Act exempts what you can get elsewhere.\nQ3 - Names of the "
         "drivers?\nA3 - Exempt - section 40(2), personal information."},
        {"response", "neither-confirmed-nor-denied", "foia:40(5A);foia:40(5B)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sample\n\nFreedom of "
         "Information Act 2000: your request about a former student. To confirm "
         "or deny whether the University holds this would itself disclose "
         "personal data. The University is therefore exempt from its duty to do "
         "so under section 40(5A) and section 40(5B)."},
        {"response", "withheld", "foia:41(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sample\n\nFreedom of "
         "Information request\n\nIn respect of your request for the survey, this "
         "was provided in confidence by a third party. The Council therefore "
         "claims the exemption in s.41(1) of the FOIA. There is no public "
         "interest test to be applied, though we have considered whether a public "
         "interest defence would exist."},
        {"review-outcome", "review-maintained", "foia:36(2)(b)(i);foia:36(2)(b)(ii)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sample,\n\nFREEDOM OF "
         "INFORMATION ACT 2000: INTERNAL REVIEW\n\nI am writing in response to your "
         "email of 3 May, in which you asked for an internal review. The purpose "
         "is to consider whether the requirements of the Act have been "
         "fulfilled.\n\nHandling\n\n1. Your request was received on 1 March and a "
         "substantive response was provided on 20 April, which was outside the "
         "statutory limit. I find that this was a breach of section 10(1) of the "
         "Act.\n\nSubstance\n\n2. The MOD withheld the minutes under section "
         "36(2)(b)(i) and (ii). I have looked at the qualified person's opinion "
         "and consider it reasonable.\n\nConclusion\n\n3. I find that section 36 was "
         "engaged and that the information was properly withheld. I do not "
         "consider that anything more should be released."},
        {"review-outcome", "review-maintained", "eir:12(5)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample\n\nInternal review under "
         "regulation 11 of the Environmental Information Regulations 2004\n\nI "
         "conclude that the Council was entitled to rely on regulation 12(5)(b). "
         "The outcome of my review is that the information should continue to be "
         "withheld."},
        {"response", "partly-disclosed", "foia:12(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample\n\nFreedom of "
         "Information Act 2000\n\n1. The number of fines issued in 2019 was 8,120.\n\n"
         "2. To tell you how many were cancelled because of a faulty machine we "
         "would have to read each of 2,300 appeals. This would take more than 18 "
         "hours and section 12(1) of the Act therefore applies to this part of "
         "your request."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample\n\nFreedom of "
         "Information Act 2000 - FOI 6614\n\nHaving consulted the Licensing Team I "
         "can inform you that no licences were revoked in 2019 and two in 2018."},
        {"response", "not-held", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample\n\nFreedom of "
         "Information Act 2000 - FOI 6615\n\nThe Trust is not able to answer, "
         "because our system does not capture the cause of the injury. This is "
         "not information that we hold."},
        {"response", "withheld", "foia:31(1)(a);foia:24(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample\n\nFreedom of "
         "Information Act 2000 - FOI 6616\n\nQ1 to Q6. We can confirm that the "
         "Council holds the information. To give details of our firewalls would "
         "help an attacker. We are therefore applying the exemptions in s31(1)(a) "
         "(prevention of crime) and s24(1) (national security).\n\nThe public "
         "interest test\n\nFor disclosure: openness. Against disclosure: the risk "
         "of an attack. We find that the public interest in maintaining the "
         "exemptions is the greater."},
        {"acknowledgement", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Sample\n\nThank you for your "
         "letter asking for an internal review of our decision to withhold the "
         "report under section 43(2) of the Freedom of Information Act 2000. We "
         "acknowledge receipt. A reviewer has been appointed and you should hear "
         "from us within 20 working days."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}

Test(tag_letters, plainly_spoken)
{
    static const row rows[] = {
        {"response", "not-held", "", "",
         "From: FOI <foi@eastherts.example.gov.uk>\nTo: p.sample@example.com\nSent: "
         "4 March 2021 10:11\nSubject: RE: FOI 21/118\n\nGood morning Ms Sample\n\n"
         "I've checked with Planning and with Legal about your FOI request. "
         "Neither of them has anything on this; the site has never been the "
         "subject of an application and nobody here has corresponded with the "
         "company. So the answer has to be that there is nothing we can send.\n\n"
         "Kind regards\nInformation Governance"},
        {"response", "withheld", "foia:31(1)(a);foia:31(1)(b)", "",
         "Cleveland Police\n\nFREEDOM OF INFORMATION REQUEST - REFERENCE 4417/18\n\n"
         "You asked:\nHow many officers are deployed in covert observation posts "
         "on a typical weekend?\n\nOur response:\nCleveland Police holds a figure. "
         "It will not be given out, since s.31(1)(a)(b) Law Enforcement is "
         "engaged.\n\nHarm\nAnyone minded to commit crime would learn how likely "
         "they are to be watched.\n\nPublic interest\nFor: accountability for the "
         "use of public money. Against: loss of tactical advantage. On balance "
         "the case for keeping the number to ourselves is stronger.\n\nThis letter "
         "is your refusal notice in accordance with s.17."},
        {"response", "partly-disclosed", "foia:40(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mrs Lenton\n\nFOI - exclusions\n\n"
         "Here are the numbers you wanted: fixed-period exclusions 2018/19 "
         "thirty-one, 2019/20 seventeen. For permanent exclusions I can only say "
         "\"fewer than five\". The exact number might tell people who the pupils "
         "are and so falls under s40(2) of the FOI Act.\n\nWith best wishes\n\nBursar"},
        {"response", "vexatious-or-repeated", "foia:14(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Crabbe\n\nYour e-mails of 2, 3, "
         "3, 4 and 6 October\n\nI have taken advice on these from the Solicitor to "
         "the Council. Between them they contain 74 questions, all of which go "
         "back to the felling of a lime tree in 2009. Two members of staff have "
         "been off sick with the stress of answering you. We have come to the "
         "view that section 14(1) of the Freedom of Information Act is met, that "
         "is to say they are vexatious, and there will be no reply to them.\n\nYou "
         "can appeal to the Chief Executive."},
        {"response", "neither-confirmed-nor-denied", "foia:40(5B)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Enquirer\n\nRe: disciplinary "
         "action against a named tutor\n\nWere I to tell you that we have papers "
         "about this, or that we have none, I should be giving away something "
         "about a living person. For that reason, and relying upon section 40(5B) "
         "of the Freedom of Information Act 2000, the College will say neither "
         "the one nor the other.\n\nIf you would like this looked at again, tell us "
         "within forty working days."},
        {"response", "withheld", "foia:21", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Dr Amin\n\nFreedom of Information: "
         "your email of 9 May\n\nDeaths by local authority and week are on our "
         "website: search for \"Deaths registered weekly\". As you can get them "
         "there without us, we are exempt from providing them under section 21.\n\n"
         "Kind regards"},
        {"review-outcome", "review-overturned", "foia:14(1)", "foia:14(1)",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Adeyemi\n\nRequest for review: "
         "FOI 2019-44\n\nThe Registrar has now gone into this. She does not think "
         "that four requests in two years can be called a burden, nor that their "
         "tone is anything but polite. Section 14(1) of the Act was not the right "
         "answer, and we withdraw it with our apologies. The minutes that you "
         "wanted are with this e-mail.\n\nYours sincerely\nGovernance Office"},
        {"review-outcome", "review-partly-changed", "foia:36(2)(c);foia:40(2)", "",
         "Cabinet Office\n\nIR2021/00654\n\nDear Mr Vance\n\nOUTCOME OF REVIEW\n\n1. You "
         "have asked for a reconsideration of our reply of 2 July, in which we "
         "withheld five documents under section 36(2)(c).\n\n2. I have re-read each "
         "of them. Documents 1, 2 and 5 have lost their sensitivity and I attach "
         "them, with the names of junior staff taken out (section 40(2)). For "
         "documents 3 and 4 the reasons that you were given still hold good.\n\n3. "
         "You may apply to the Information Commissioner."},
        {"acknowledgement", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Miss Tremlett\n\nFreedom of "
         "Information Act 2000\n\nThis is just to let you know that your questions "
         "about car park income got to us on 8 July. They have gone to Parking "
         "Services. We have until 5 August to reply and will do our best to be "
         "quicker.\n\nCustomer Focus Team"},
        {"acknowledgement", "pending", "", "",
         "[Automatic reply] Natural Resources Wales\n\nThank you for contacting "
         "Natural Resources Wales. If you have asked for information we'll aim to "
         "get back to you in no more than 20 working days. If it is urgent, or "
         "about flooding or pollution, ring 0300 065 3000. Please do not reply to "
         "this message: the mailbox is not read."},
        {"clarification-request", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Yelland\n\nFOI 7712: \"anything "
         "you have on the old quarry\"\n\nBefore we can make a start we'll need a "
         "bit more to go on. There are three old quarries in the borough. Which "
         "is it? And are you after the ownership, the planning history or the "
         "contamination survey? The clock stops until you tell us, and if there's "
         "nothing from you within two months we'll take it that you have lost "
         "interest.\n\nRegards"},
        {"correspondence", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Isbister\n\nFreedom of "
         "Information (Scotland) Act 2002: fees notice\n\nIt will cost £312.40 to "
         "find and copy the letters, of which the first £100 is free and we may "
         "charge a tenth of the remainder, that is £21.24. If you wish us to go "
         "on, please send a cheque for that sum within three months; the time for "
         "our reply doesn't run in the meantime."},
        {"correspondence", "pending", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Rees\n\nYour enquiry about the "
         "bypass\n\nHighways are nothing to do with us, they belong to the County "
         "Borough. I have sent your letter on to the Information Officer at Civic "
         "Offices, Angel Street, who ought to be in touch. Freedom of Information "
         "requests on roads are best made to them in the first place.\n\nThe Clerk"},
        {"request", "", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Thurrock Council\n\nI'd be "
         "interested in how much has been lost on the solar bonds. In particular\n\n"
         "- what was paid for them\n- what they were valued at on 31 March 2022\n- "
         "any advice that the section 151 officer was given.\n\nIf you think some "
         "of it's exempt then send the rest. FOI Act request.\n\nThanks\nJ. Prior"},
        {"review-request", "", "foia:12(1)", "",
         "To: foi@hmcts.example.gov.uk\nFrom: Leigh Marsden\nDate: 11 Feb 2020\n\n"
         "Hello\n\nI don't accept your answer to 191207003. You've quoted section "
         "12(1), but the CPS gave me the same thing out of the same system in a "
         "week. Can somebody more senior take another look please.\n\nLeigh"},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mrs Whitty\n\nFreedom of "
         "Information\n\nRe your letter of 1 February, the answers are:\n\n(1) 4,390 "
         "staff\n(2) 14 offices\n(3) None of them is to shut this year.\n\nHoping "
         "that this is of assistance.\n\nCustomer Policy"},
        {"response", "withheld", "foia:42", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Ofori\n\nUnder the Freedom of "
         "Information Act you asked for counsel's opinion on the cladding. It is "
         "privileged. Section 42 protects it and nobody has waived that. We "
         "accept that leaseholders have a strong interest in reading it, but the "
         "greater good lies in the council's being able to take advice in "
         "confidence while the claim goes on. You cannot therefore have it.\n\n"
         "Legal Services"},
        {"response", "withheld", "eir:12(5)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Neale\n\nEIR 2004 - enforcement "
         "file at 4 Mill Lane\n\nWe would prefer not to disclose the file while a "
         "prosecution is on foot. Regulation 12(5)(b) excepts information whose "
         "disclosure would adversely affect the course of justice, and that's the "
         "position here. Having had regard to the presumption in favour of "
         "disclosure we are still of the opinion that the public interest is "
         "better served by a fair trial.\n\nPlanning Enforcement"},
        {"response", "not-held", "eir:12(4)(a)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Ogle\n\nEnvironmental "
         "Information Regulations\n\nWater levels on the Pocklington Canal weren't "
         "measured in those years; the gauge was only put in in 2015. There being "
         "nothing on file for the period, regulation 12(4)(a) is the relevant "
         "exception.\n\nYours"},
        {"response", "partly-disclosed", "foisa:38(1)(b);foisa:30(c)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Baird\n\nFREEDOM OF INFORMATION "
         "(SCOTLAND) ACT 2002\n\nWe have now had the chance to look through the 61 "
         "e-mails. Forty-four of them are in the zip file that goes with this. In "
         "those, personal details of individuals are hidden: s.38(1)(b). The "
         "other seventeen form part of negotiations that are still live and we're "
         "satisfied that to reveal them would prejudice substantially the "
         "effective conduct of public affairs; the exemption is s.30(c).\n\nYou can "
         "require a review."},
        {"response", "cost-limit", "foisa:12(1)", "",
         "Police Service of Scotland\n\nOur Ref: IM-FOI-2022-1402\n\nI refer to your "
         "recent request for information, which has been handled in accordance "
         "with the Freedom of Information (Scotland) Act 2002.\n\nHaving considered "
         "your request in terms of the above Act, I regret to inform you that I "
         "am unable to provide you with the information you have requested, as it "
         "would prove too costly to do so within the context of the fee "
         "regulations. As you may be aware the current cost threshold is £600 and "
         "I estimate that it would cost well in excess of this amount to process "
         "your request. As such, and in terms of Section 16(4) of the Act where "
         "Section 12(1) of the Act (Excessive Cost of Compliance) has been "
         "applied, this represents a refusal notice."},
        {"response", "neither-confirmed-nor-denied", "foisa:18;foisa:38(1)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Dunlop\n\nFOI(S)A - planning "
         "officer's sick leave\n\nUnder section 18 of the Act the Council declines "
         "to say if information of this kind exists or is held, as to do so would "
         "be against the public interest and, were it held, it would be exempt by "
         "virtue of section 38(1)(b)."},
        {"response", "invalid-request", "foia:8(1)(b)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear \"Concerned of Cainscross\"\n\nA "
         "request under the Freedom of Information Act has to carry the name of "
         "the person who makes it: section 8(1)(b). Yours doesn't, so for the "
         "time being there is no request for us to answer. Let us have your name "
         "and we will put that right."},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nAnnwyl Mr Pritchard\n\nDeddf Rhyddid "
         "Gwybodaeth 2000\n\nDiolch am eich e-bost. Dyma'r ffigurau:\n\n2019: 212\n"
         "2020: 188\n2021: 240\n\nYn gywir\n\nSwyddog Gwybodaeth"},
        {"response", "withheld", "foia:40(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nAnnwyl Ms Parry\n\nCais Rhyddid "
         "Gwybodaeth 4512\n\nMae'r wybodaeth yn ddata personol am drydydd parti ac "
         "felly wedi'i heithrio rhag ei datgelu o dan adran 40(2) o'r Ddeddf. Ni "
         "allwn ei rhyddhau.\n\nYn gywir"},
        {"response", "not-held", "", "",
         "Example Authority\n\nOur ref: 4417\n\nAnnwyl Mr Huws\n\nDiolch am eich cais o "
         "dan y Ddeddf Rhyddid Gwybodaeth. Ar ôl chwilio ein ffeiliau, nid oes "
         "gennym unrhyw gofnod o'r cyfarfod hwnnw.\n\nYn gywir"},
        {"response", "partly-disclosed", "foia:43(2)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Haigh\n\nFOI 2022-17\n\nAttached: "
         "the business case, main text and appendices A to F. Not attached: "
         "appendix G, the cost model. That's commercially sensitive (s43(2)), as "
         "we are about to go out to tender and it gives away our price ceiling.\n\n"
         "Best\nFOI lead"},
        {"response", "disclosed", "", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Sykes\n\nRequest for "
         "information - swimming pool\n\nI trust the following is what you need.\n\n"
         "Question: When did the pool close?\nAnswer: Last August.\nQuestion: Why?\n"
         "Answer: The roof had become unsafe.\nQuestion: Will it open again?\n"
         "Answer: Cabinet will take a view in the autumn.\n\nRegards"},
        {"response", "withheld", "foia:24(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Dr Lomax\n\nThank you for your "
         "request of 7 June for the inspection report on the perimeter of the "
         "site.\n\nONR holds it and is withholding all of it. Exemption: section "
         "24(1), safeguarding national security. An intruder could use it to find "
         "a way in. Openness about nuclear safety is a matter of real public "
         "concern, yet it doesn't come near to outweighing that."},
        {"response", "withheld", "foia:41(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Sir or Madam\n\nFreedom of "
         "Information Act 2000\n\nThe report which you'd like to see was written by "
         "a bidder and handed to us on terms that it would go no further. To "
         "release it would break that promise and lay us open to an action. It is "
         "exempt: section 41(1)."},
        {"response", "withheld", "foia:38(1)(a)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Pell\n\nFOI 3317\n\nAfter "
         "discussion with the clinical team I'm afraid that the answer is no. "
         "Knowing which wards are short of staff on which nights would put "
         "patients and nurses in danger, and section 38(1)(a) is there for just "
         "such a case. We considered openness; it weighs less than safety."},
        {"response", "withheld", "foia:32(1)(a)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Ms Fane\n\nYou asked under FOI for "
         "the bundle in the inquest of Mr T. Papers lodged with a court for the "
         "purposes of proceedings are exempt (section 32(1)(a)); an inquest "
         "counts. I must turn the request down."},
        {"response", "withheld", "foia:30(1)(a)(i)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Kemp\n\nFreedom of Information "
         "Act 2000 (FOIA)\n\nWe do hold the statements. They were taken in the "
         "course of an investigation to find out whether somebody should be "
         "charged. The exemption in FOIA S30(1)(a)(i) therefore bites. Public "
         "interest factors: in favour of letting you have them, the family's wish "
         "for answers; on the other hand witnesses must be able to speak freely "
         "and a trial must not be prejudiced. We have decided not to let them go."},
        {"review-outcome", "review-maintained", "foia:12(1)", "",
         "Example Authority\n\nOur ref: 4417\n\nDear Mr Iqbal\n\nComplaint about FOI "
         "18822\n\nHaving sampled fifty files myself I make it 61 hours, where the "
         "service had said 70. Either way it's far over the limit. The refusal "
         "under section 12(1) was right and I'm not changing it. I am sorry that "
         "you weren't told in the first letter how you might cut the request "
         "down; here is how: ask for one year.\n\nHead of Legal"},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}
