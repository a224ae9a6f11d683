/* Letters that leave a request open, threads, and what a requester says was claimed. */
#include "outcomes_support.h"

Test(tag_outcomes_open, letters)
{
    static const row rows[] = {
        {"extension", "pending", "foia:35(1)(a)", "",
         "Example Department\n\nDear Ms Example,\n\nYour request of 3 March 2020 "
         "under the Freedom of Information Act 2000.\n\nWe hold the "
         "information, which may be exempt under section 35(1)(a). We need "
         "more time to consider the balance of the public interest and now "
         "aim to reply by 30 April."},
        {"extension", "pending", "foia:43(2)", "",
         "Example Trust\n\nDear Ms Example,\n\nThank you for your request under "
         "the Freedom of Information Act 2000. We are still considering "
         "whether the exemption in section 43(2) applies. Section 10(3) "
         "allows us to extend the time limit in order to weigh the public "
         "interest. We hope to respond by 1 June 2020."},
        {"acknowledgement", "pending", "", "",
         "Example Trust\n\nDear Ms Example,\n\nThank you for your request, which "
         "we received today. It will be dealt with under the Freedom of "
         "Information Act 2000 and you will receive a reply within 20 working "
         "days."},
        {"clarification-request", "pending", "foia:1(3)", "",
         "Example Council\n\nDear Ms Example,\n\nThank you for your request under "
         "the Freedom of Information Act 2000. Could you please clarify which "
         "years you mean? Once we hear from you we will start work. Section "
         "1(3) of the Act allows us to ask for this."},
        {"correspondence", "pending", "", "",
         "Example Council\n\nDear Ms Example,\n\nThank you for your request under "
         "the Freedom of Information Act 2000. This is a fees notice. The fee "
         "is £480. We will proceed upon receipt of payment."},
        {"review-request", "", "foia:40(2)", "",
         "Dear Example Council,\n\nI am writing to request an internal review "
         "of your handling of my Freedom of Information request. You refused "
         "it under section 40(2), but I asked for no names. I do not agree "
         "with the refusal.\n\nYours faithfully,\n\nA Requester"},
        {"extension", "pending", "foia:27(1)(a)", "",
         "Example Office\n\nDear Ms Example,\n\nThank you for your request of 1 "
         "May under the Freedom of Information Act 2000. I can confirm that "
         "we hold information. We consider that section 27(1)(a), a qualified "
         "exemption, applies, and need further time for the public interest "
         "test. You will have a full response by 27 June."},
        {"extension", "pending", "", "",
         "Example Council\n\nDear Ms Example,\n\nThank you for your request under "
         "the Environmental Information Regulations 2004. Because of its "
         "complexity and volume we are extending the time for our reply to 40 "
         "working days under regulation 7(1)."},
        {"correspondence", "pending", "", "",
         "Example Council\n\nDear Ms Example,\n\nYour Freedom of Information "
         "request is about trunk roads. We have passed your request to "
         "National Highways, who will reply to you directly."},
        {"review-request", "", "foia:14(1)", "",
         "Dear Example Trust,\n\nPlease carry out an internal review of my FOI "
         "request of 4 May. You decided that my request is vexatious under "
         "section 14(1) of the Freedom of Information Act 2000. I have only "
         "ever made two.\n\nYours,\n\nA Requester"},
        {"review-request", "", "foisa:30(c)", "",
         "Dear Example Board,\n\nRequirement for review\n\nI ask you to review "
         "your decision of 3 June under the Freedom of Information (Scotland) "
         "Act 2002. I do not believe that the exemption in section 30(c) "
         "applies to the report.\n\nYours faithfully"},
        {"extension", "pending", "foia:35(1)(a);foia:42", "",
         "Home Office\n\nDear Mr Sample,\n\nThank you for your request of 3 March "
         "under the Freedom of Information Act 2000.\n\nUnder the Act we have "
         "20 working days to respond. However, when a qualified exemption "
         "applies to the information and the public interest test is engaged, "
         "the Act allows the time for response to be longer. We do hold "
         "information which falls within the terms of your request. We are "
         "considering it under the exemptions in sections 35(1)(a) and 42 and "
         "need more time to weigh the public interest. We now aim to let you "
         "have a full response by 28 April."},
        {"clarification-request", "pending", "", "",
         "Example Trust\n\nDear Mr Sample\n\nYour Freedom of Information request\n\n"
         "Before we can proceed we need some further information from you. By "
         "\"senior managers\", do you mean those at band 8 and above? Until we "
         "have your answer the request is on hold."},
        {"acknowledgement", "pending", "", "",
         "Example University\n\nDear Mr Sample\n\nFOI 22/187\n\nI acknowledge "
         "receipt of your request for information of 4 May, which is being "
         "considered under the Freedom of Information Act 2000. We will reply "
         "by 5 June. Exemptions such as section 40(2) may apply to personal "
         "data."},
        {"extension", "pending", "foia:36", "",
         "Example NHS Trust\n\nDear Mr Sample\n\nFOI 5544\n\nI write further to "
         "your request under the Freedom of Information Act 2000. The Trust "
         "believes that section 36 may apply and is seeking the opinion of "
         "its qualified person. We will not therefore be able to respond by 4 "
         "June, and hope to do so by 2 July."},
        {"acknowledgement", "pending", "", "",
         "Scottish Example Council\n\nDear Mr Sample\n\nThank you for your "
         "request of 3 May, which has been logged as FOI 5511. You will "
         "receive our response by 1 June 2021, that is within 20 working days "
         "as required by section 10(1) of the Freedom of Information "
         "(Scotland) Act 2002."},
        {"clarification-request", "pending", "", "",
         "Example Museum\n\nDear Mr Sample\n\nYour Freedom of Information request "
         "of 3 May is very wide. Could you tell us which exhibitions you are "
         "interested in? The 20 working days will begin when we have your "
         "reply."},
        {"review-request", "", "foia:41;foia:43(2)", "",
         "Dear Example Council,\n\nI would like to request an internal review "
         "of your response to my FOI request FOI/5511 of 3 May. You have "
         "withheld the contract under sections 41 and 43(2). The contract was "
         "agreed by the Council and so was not obtained from another person, "
         "and I see no prejudice.\n\nYours faithfully,\n\nA Requester"},
        {"thread", "disclosed", "", "",
         "Bus lane cameras - a Freedom of Information request to Example City "
         "Council\n\nP Sample made this Freedom of Information request to "
         "Example City Council\n\nThe request was successful.\n\nFrom: P Sample\n\n"
         "3 May 2019\n\nDear Example City Council,\n\nPlease send me the number "
         "of bus lane cameras.\n\nYours faithfully,\n\nP Sample\n\nLink to this\n\n"
         "From: FOI Team\n\nExample City Council\n\n20 May 2019\n\nDear P Sample,\n\n"
         "There are 31 cameras.\n\nYours sincerely\n\nLink to this"},
        {"thread", "withheld", "foia:14(1)", "",
         "School meals - a Freedom of Information request to Example Council\n\n"
         "P Sample made this Freedom of Information request to Example "
         "Council\n\nThe request was refused by Example Council.\n\nDear Example "
         "Council,\n\nPlease send me all e-mails on school meals.\n\nYours "
         "faithfully,\n\nP Sample\n\nLink to this\n\nDear P Sample,\n\nYour request "
         "is refused under section 14(1) of the Freedom of Information Act "
         "2000, as it is vexatious.\n\nYours sincerely\n\nLink to this"},
        {"extension", "pending", "eir:12(5)(e)", "",
         "Example Agency\n\nDear Ms Sample\n\nEnvironmental Information "
         "Regulations 2004 - EIR 6714\n\nYour request is complex and "
         "voluminous, so we need to extend the time limit to 40 working days "
         "under regulation 7. We are considering whether regulation 12(5)(e) "
         "applies to parts of it and will reply by 4 July."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}
