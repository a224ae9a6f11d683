/* Whole letters by which authorities review what they decided. */
#include "outcomes_support.h"

Test(tag_outcomes_reviews, letters)
{
    static const row rows[] = {
        {"review-outcome", "review-maintained", "foia:31(1)(g);foia:40(2)", "",
         "Example Regulator\n\nDear Mr Sample\n\nFreedom of Information Act 2000: "
         "internal review\n\nI have carried out the internal review that you "
         "asked for on 3 May. I was not involved in the handling of the "
         "original request.\n\nI find that the exemptions at sections 31(1)(g) "
         "and 40(2) were properly engaged, and that the public interest "
         "arguments were fairly weighed. Accordingly the refusal is confirmed."},
        {"review-outcome", "review-partly-changed", "foia:43(2)", "",
         "Example Combined Authority\n\nINTERNAL REVIEW\n\nDear Mr Sample\n\nYou "
         "requested a review of our response to your Freedom of Information "
         "Act request for the tender evaluation. The Panel has decided that "
         "the scores can be disclosed, and these are attached at Appendix 1. "
         "It remains of the view that the pricing schedule is exempt under "
         "section 43(2)."},
        {"review-outcome", "review-overturned", "foia:14(1)", "",
         "Example Parish Council\n\nInternal review of FOI request\n\nDear Mr "
         "Sample\n\nThe Council met on 4 May to reconsider your request, which "
         "the Clerk had refused under section 14(1) of the Freedom of "
         "Information Act. Members resolved that the request should not be "
         "regarded as vexatious. The Clerk's decision is set aside, and the "
         "accounts are attached."},
        {"review-outcome", "review-maintained", "", "",
         "Example Hospitals\n\nInternal review outcome\n\nDear Mr Sample\n\nFreedom "
         "of Information Act 2000. You asked us to look again at our reply "
         "that no minutes are held. I asked the division to search again. "
         "None was found. I am therefore content that the answer given was "
         "accurate."},
        {"review-outcome", "review-maintained", "eir:12(4)(b)", "",
         "Example District Council\n\nInternal review\n\nDear Mr Sample\n\nYour "
         "complaint about the handling of your request under the "
         "Environmental Information Regulations 2004 has been considered. I "
         "am satisfied that the request is manifestly unreasonable and that "
         "regulation 12(4)(b) was correctly relied on. The review finds in "
         "favour of the Council."},
        {"review-outcome", "review-overturned", "foisa:30(c)", "",
         "Example Council\n\nReview of decision\n\nDear Mr Sample\n\nI refer to "
         "your requirement for review under section 20 of the Freedom of "
         "Information (Scotland) Act 2002. The Council withheld the report "
         "under section 30(c). Having reconsidered the matter I have decided "
         "to substitute a new decision: the report is to be released and is "
         "attached."},
        {"review-outcome", "review-maintained", "foia:35(1)(a)", "",
         "Cabinet Office\n\nIR2022/01234\n\nDear Mr Sample,\n\nThank you for your "
         "email of 3 May, in which you asked for an internal review of our "
         "reply to your request under the Freedom of Information Act 2000.\n\nI "
         "have carefully reviewed the handling of your request and I consider "
         "that the exemption at section 35(1)(a) was correctly applied and "
         "that the balance of the public interest lay in withholding the "
         "information. I therefore uphold the decision."},
        {"review-outcome", "review-partly-changed", "foia:40(2);foia:36(2)(b)(i)", "",
         "University of Example\n\nInternal Review Decision\n\nDear Mr Sample,\n\n"
         "Freedom of Information Act 2000\n\nThe reviewer found that section "
         "40(2) had been applied too widely: the names of heads of department "
         "should have been disclosed, and an amended copy of the minutes is "
         "attached. The reviewer was satisfied that section 36(2)(b)(i) had "
         "been properly engaged."},
        {"review-outcome", "review-overturned", "foia:43(2)", "",
         "Example Council\n\nInternal review\n\nDear Mr Sample\n\nFreedom of "
         "Information Act 2000\n\nOur response of 3 May withheld the price "
         "under section 43(2). On reflection, I can see no evidence that "
         "prejudice would be likely, and the public interest favours "
         "disclosure. I have therefore decided that the information should be "
         "released to you. It is as follows: £14,500 a month."},
        {"review-outcome", "review-maintained", "foia:14(1)", "",
         "Example Trust\n\nInternal Review\n\nDear Mr Sample\n\nFreedom of "
         "Information Act 2000\n\nI have considered whether your request was "
         "vexatious. In my opinion it was, for the reasons given in our "
         "letter of 3 May, which relied upon section 14(1). The internal "
         "review therefore finds no grounds to alter the decision."},
        {"review-outcome", "review-partly-changed", "foia:26(1)(b);foia:40(2)", "",
         "Ministry of Defence\n\nDear Mr Sample,\n\nFREEDOM OF INFORMATION ACT "
         "2000: INTERNAL REVIEW\n\nI am writing in response to your email of 3 "
         "May, in which you asked for an internal review.\n\nThe first reply "
         "withheld the report in full under section 26(1)(b). In my view that "
         "exemption covers only the annexes. The body of the report can "
         "therefore be released and a copy is enclosed, with the names of "
         "staff redacted under section 40(2)."},
        {"review-outcome", "review-maintained", "foia:14(1)", "",
         "Example Borough Council\n\nRef IR/2021/77\n\nDear Ms Sample\n\nOutcome of "
         "internal review - FOI 2021/512\n\nI have completed the internal "
         "review. Having considered the history I am in agreement with the "
         "Council's position that the request is vexatious, within the "
         "meaning of section 14(1) of the Freedom of Information Act 2000. "
         "Your complaint has therefore not been upheld."},
        {"review-outcome", "review-overturned", "", "",
         "Example Borough Council\n\nDear Ms Sample\n\nFOI internal review\n\nI "
         "have completed the internal review that you requested. The service "
         "told you on 3 May that the Council did not hold the minutes under "
         "your Freedom of Information Act request. That was mistaken. They "
         "have now been found and I attach them, with our apologies."},
        {"review-outcome", "review-partly-changed", "foia:43(2)", "",
         "Example Borough Council\n\nDear Ms Sample\n\nFOI internal review\n\nI "
         "have completed the internal review under the Freedom of Information "
         "Act 2000 that you requested. I partly uphold your complaint. The "
         "number of bidders should have been given: it was seven. As for the "
         "prices, I agree that section 43(2) applies and they will remain "
         "withheld."},
        {"review-outcome", "review-maintained", "foia:41;foia:40(2)", "foia:41",
         "Example Health Trust\n\nDear Ms Sample\n\nInternal review\n\nI have "
         "completed the internal review under the Freedom of Information Act "
         "2000. The Trust refused your request under section 41. I have "
         "concluded that section 41 does not apply, since the information was "
         "created by the Trust itself. However, the information is personal "
         "data and I find that it is exempt under section 40(2) instead. It "
         "will accordingly not be released."},
        {"review-outcome", "review-maintained", "", "",
         "Example Health Trust\n\nDear Ms Sample\n\nInternal review\n\nI have "
         "completed the internal review under the Freedom of Information Act "
         "2000. You were unhappy with the time taken and I accept that we "
         "failed to respond within 20 working days; I uphold that part of "
         "your complaint. As regards the content, the Trust gave you all the "
         "information that it holds."},
        {"review-outcome", "review-maintained", "foisa:38(1)(b)", "",
         "Example Council\n\nREQUIREMENT FOR REVIEW - FREEDOM OF INFORMATION "
         "(SCOTLAND) ACT 2002\n\nDear Ms Sample\n\nI have carried out a review in "
         "accordance with section 21 of the Act. I have decided to confirm "
         "the decision, without modifications: the information is exempt "
         "under section 38(1)(b)."},
        {"review-outcome", "review-partly-changed", "foisa:30(b)(ii)", "",
         "Example Council\n\nREQUIREMENT FOR REVIEW - FREEDOM OF INFORMATION "
         "(SCOTLAND) ACT 2002\n\nDear Ms Sample\n\nI have carried out a review in "
         "accordance with section 21 of the Act. I have decided to confirm "
         "the decision, with modifications. Some of the e-mails are no longer "
         "sensitive and I enclose these. The rest are still exempt under "
         "section 30(b)(ii)."},
        {"review-outcome", "review-overturned", "eir:12(4)(b)", "",
         "Example National Park\n\nDear Ms Sample\n\nReconsideration under "
         "regulation 11 of the Environmental Information Regulations 2004\n\nWe "
         "refused your request under regulation 12(4)(b). On reconsideration "
         "we accept that the burden was overstated and withdraw the refusal. "
         "The data set is attached in full."},
        {"review-outcome", "review-maintained", "foia:23(5)", "",
         "Example Police\n\nInternal Review Decision\n\nDear Ms Sample\n\nFreedom "
         "of Information Act 2000. The review panel has decided that it is "
         "satisfied that the original response, neither confirming nor "
         "denying by virtue of section 23(5), was correct, and the appeal is "
         "not upheld."},
    };
    check_letters(rows, G_N_ELEMENTS(rows));
}
