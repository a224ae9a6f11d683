/* What an authority claims in its letters, in the words that it uses. */
#include "roles_support.h"

#define LETTER                                                                                     \
    "Example Council\n\nOur ref: FOI/2020/1234\n\nDear Ms Example,\n\nThank you for your request. We have handled it under the Freedom of Information Act 2000.\n\n"
#define REVIEW                                                                                     \
    "Example Council\n\nDear Ms Example,\n\nOutcome of internal review\n\nI have now reviewed the handling of your request under the Freedom of Information Act 2000.\n\n"

Test(tag_claims, responses)
{
    static const row rows[] = {
        {LETTER "We are withholding the names under section 40(2) of the Act.", "foia:40(2)", NULL,
         NULL, NULL, NULL, NULL},
        {LETTER
         "The information you have requested is exempt under section 21 because it is already on our website.",
         "foia:21", NULL, NULL, NULL, NULL, NULL},
        {LETTER "We have applied section 31(1)(a) (law enforcement) to this information.",
         "foia:31(1)(a)", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "Section 43(2) of the Act provides an exemption where disclosure would prejudice commercial interests. We consider that this applies here.",
         "foia:43(2)", NULL, NULL, NULL, NULL, NULL},
        {LETTER "Your request is refused under section 14(1) as it is vexatious.", "foia:14(1)",
         NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "The department neither confirms nor denies that it holds the information by virtue of section 40(5).",
         "foia:40(5)", NULL, NULL, NULL, NULL, NULL},
        {LETTER "We are not required to comply with your request under section 12(1) of the Act.",
         "foia:12(1)", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "Under section 16 I can advise you to narrow your request. Your request is refused under section 12.",
         "foia:12", NULL, NULL, NULL, NULL, NULL},
        {LETTER "However, section 41 does not apply. We are relying on section 43(2).",
         "foia:43(2)", NULL, NULL, NULL, NULL, NULL},
        {LETTER "Some information has been redacted in accordance with section 40(2).",
         "foia:40(2)", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "In accordance with section 17 of the Act this letter is a refusal notice for the information exempt by virtue of sections 31 and 38.",
         "foia:31;foia:38", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "Please be advised that the exemption applicable to the information is Section 24(1) National Security.",
         "foia:24(1)", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "Section 22 - Information intended for future publication\n\nThe figures will be published in March.",
         "foia:22", NULL, NULL, NULL, NULL, NULL},
        {LETTER "To the extent that section 36 applies, we rely on section 36(2)(b)(i).",
         "foia:36(2)(b)(i)", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "We consider this information to be exempt from release pursuant to section 35(1)(a).",
         "foia:35(1)(a)", NULL, NULL, NULL, NULL, NULL},
        {LETTER "We believe Section 38(1)(a) applies to the addresses.", "foia:38(1)(a)", NULL,
         NULL, NULL, NULL, NULL},
        {LETTER
         "This information is being withheld as it falls under the exemption in section 37(1)(b).",
         "foia:37(1)(b)", NULL, NULL, NULL, NULL, NULL},
        {LETTER
         "This information is therefore withheld. The exemption that applies is section 41(1).",
         "foia:41(1)", NULL, NULL, NULL, NULL, NULL},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}

Test(tag_claims, reviews)
{
    static const row rows[] = {
        {REVIEW
         "Having reviewed the matter I uphold the use of section 40(2) but find that section 43(2) was wrongly applied.",
         "foia:40(2);foia:43(2)", NULL, NULL, NULL, NULL, "foia:43(2)"},
        {REVIEW "I am satisfied that section 31(1)(a) was correctly applied to your request.",
         "foia:31(1)(a)", NULL, NULL, NULL, NULL, NULL},
        {REVIEW "I no longer rely on section 36 and instead rely on section 35(1)(a).",
         "foia:36;foia:35(1)(a)", NULL, NULL, NULL, NULL, "foia:36"},
    };
    check_roles(rows, G_N_ELEMENTS(rows));
}
