/* The laws that a document was handled under: those that it names or betrays by its words. */
#include <criterion/criterion.h>

#include "tag_support.h"

typedef struct {
    const char *text, *regimes;
} row;

static void check(const row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        g_autoptr(GString) got = g_string_new(NULL);
        for (guint k = 0; k < document->tags.regimes->len; k++)
            g_string_append_printf(got, "%s%s", k ? ";" : "",
                                   (const char *)g_ptr_array_index(document->tags.regimes, k));
        cr_expect_str_eq(got->str, rows[i].regimes, "\"%s\" gives %s, wants %s", rows[i].text,
                         got->str, rows[i].regimes);
    }
}

#define DEAR   "Kent County Council\n\nDear Ms Example,\n\n"
#define BOARD  "Lothian NHS Board\n\nDear Mr Example,\n\n"
#define SIGNED "\n\nYours sincerely\n\nFreedom of Information Officer"

Test(tag_regimes, words_count_for_the_twin_that_is_named)
{
    static const row rows[] = {
        {BOARD "FREEDOM OF INFORMATION - THEATRES\n\nWe will respond in terms of the Freedom of "
               "Information (Scotland) Act 2002." SIGNED,
         "foisa"},
        {BOARD "Your freedom of information request is dealt with under FOISA. Our Freedom of "
               "Information team will answer this freedom of information request." SIGNED,
         "foisa"},
        {BOARD "It falls under the Environmental Information (Scotland) Regulations 2004 (\"the "
               "EIRs\"). Disclosure would adversely affect the course of justice; regulation 9(2) "
               "of the EIRs.",
         "eisr"},
        {DEAR "Your freedom of information request is refused under the Freedom of Information Act "
              "2000." SIGNED,
         "foia"},
        {DEAR "We refuse your freedom of information request." SIGNED, "foia"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_regimes, an_office_alone_names_no_law_where_another_applies)
{
    static const row rows[] = {
        {DEAR "Please find the personal data that we hold about you. Parts are blacked out (Data "
              "Protection Act 2018, Schedule 2)." SIGNED,
         ""},
        {DEAR "Your subject access request under Article 15 of the UK GDPR is attached.\n\nYours "
              "sincerely\n\nData Protection & Freedom of Information Officer",
         ""},
        {DEAR "Thank you for your request." SIGNED, "foia"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_regimes, both_laws_that_a_letter_was_handled_under)
{
    static const row rows[] = {
        {DEAR "Your request has been handled under the Freedom of Information Act 2000 (FOIA) and "
              "the Environmental Information Regulations 2004. FOIA applies to the costs. FOIA "
              "has no limit here.",
         "foia;eir"},
        {DEAR "Your request was first considered under the FOIA. We refused under section 43(2) of "
              "the FOIA. Section 43(2) FOIA is maintained. The rest falls under the EIR.",
         "foia;eir"},
        {DEAR "Internal review. Your request should have been dealt with under the Environmental "
              "Information Regulations instead of the FOIA. Regulation 12(5)(e) of the EIR "
              "applies, and regulation 12(5)(e) of the EIR it is. We uphold regulation 12(5)(b).",
         "eir;foia"},
        {DEAR "We have dealt with your request under the EIR rather than the FOIA. Regulation "
              "12(4)(b) of the EIR applies. We rely on regulation 12(5)(e) EIR.",
         "eir"},
        {DEAR "Your request was handled under the FOIA. If it were considered under the EIR, FOIA "
              "would not matter. FOIA it is. FOIA, section 12(1) of FOIA applies.",
         "foia"},
    };
    check(rows, G_N_ELEMENTS(rows));
}

Test(tag_regimes, told_by_a_mark_or_a_misread_word_where_no_law_is_named)
{
    static const row rows[] = {
        {"The Records Manager\n\nDear Sir,\n\nFOI 418\n\nI asked how many points they had. I would "
         "be obliged if you would have the matter reviewed.",
         "foia"},
        {"Dear Sir\n\nFreedom of lnformation\n\nI should like to be told how many nurses there "
         "were.",
         "foia"},
        {"Dear Sir\n\nI note that section 31(1)(g) is your reason for withholding the notes.",
         "foia"},
        {"Dear Sir\n\nThank you for your letter about the drains.", ""},
    };
    check(rows, G_N_ELEMENTS(rows));
}

/* TEXT, ended, so often that it is longer than a letter. */
static char *long_text(const char *text)
{
    GString *whole = g_string_new(NULL);
    for (int i = 0; i < 400; i++)
        g_string_append_printf(whole, "%d. %s\n\n", i + 1, text);
    return g_string_free(whole, FALSE);
}

Test(tag_regimes, a_judgment_of_other_matters_has_none)
{
    static const char *const texts[] = {
        "The notice under section 8 of the Taxes Management Act 1970 was refused, and section 9 of "
        "the 1970 Act applies.",
        "Permission under section 38(6) was withheld. Section 33 of the Act is relied on. The "
        "appeal to the Court of Session was refused.",
        "Registration under section 11 of the Care Standards Act 2000 was refused. The 2000 Act "
        "exempts others under section 23(2).",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *text = long_text(texts[i]);
        g_autoptr(foi_document) document = tagged(text);
        cr_expect_eq(document->tags.regimes->len, 0, "%s", texts[i]);
        cr_expect_eq(document->tags.provisions->len, 0, "%s", texts[i]);
    }
}

Test(tag_regimes, a_mention_in_passing_does_not_claim_the_sections_of_others)
{
    g_autofree char *text =
        long_text("The inspector refused it under section 38(6) of the Planning Act 1990, and "
                  "section 40 was relied on.");
    g_autofree char *whole = g_strconcat(
        text, "His letter under the Freedom of Information Act 2000 was not answered.", NULL);
    g_autoptr(foi_document) document = tagged(whole);
    cr_expect_eq(document->tags.provisions->len, 0);
}
