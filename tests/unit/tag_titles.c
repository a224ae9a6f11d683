/* What a document is called. */
#include <criterion/criterion.h>

#include "tag_support.h"

static void expect_title(const char *text, const char *given, const char *title)
{
    g_autoptr(foi_document) document = document_of(text);
    document->title = g_strdup(given);
    foi_tag_document(document);
    cr_expect_str_eq(document->title ? document->title : "(none)", title ? title : "(none)",
                     "\"%s\" for: %s", document->title, text);
}

#define LETTER                                                                                      \
    "Thank you for your request under the Freedom of Information Act 2000. We are withholding the " \
    "information under section 43(2) of the Act."
#define NOTICE                                                                                       \
    "# Freedom of Information Act 2000 (FOIA)\n\n# Decision notice\n\nDate: 8 March 2023\n\nPublic " \
    "Authority: Kent County Council\n\n# Decision (including any steps ordered)\n\n1. The "          \
    "complainant has requested information about parking. The Commissioner's decision is that the "  \
    "council was entitled to rely on section 12(1)."

Test(tag_titles, the_subject_line_of_a_letter)
{
    static const char *const rows[][2] = {
        {"Kent County Council\n\nDear Ms Example\n\nFreedom of Information: parking in Dover\n\n" LETTER,
         "Freedom of Information: parking in Dover"},
        {"Kent County Council\n\nDear Ms Example\n\nRe: Parking in Dover\n\n" LETTER,
         "Parking in Dover"},
        {"Kent County Council\n\nSubject: Request 99213, parking\n\nDear Ms Example\n\n" LETTER,
         "Request 99213, parking"},
        {"Kent County Council\nCounty Hall\nRE: Parking fines in Dover\n3 May 2019\n\nDear Sir\n\n" LETTER,
         "Parking fines in Dover"},
        {"# PARKING FINES IN DOVER 2018\n\nKent County Council\n\n" LETTER,
         "PARKING FINES IN DOVER 2018"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        expect_title(rows[i][0], NULL, rows[i][1]);
}

Test(tag_titles, no_heading_that_any_letter_could_have)
{
    static const char *const rows[] = {
        "# COMPLAINT RIGHTS",
        "# REASONS FOR DECISION",
        "# Your request",
        "# Our response",
        "# Internal review",
        "# Freedom of Information Act 2000",
        "# Public interest test",
        "# Decision notice",
        "# Right of appeal",
        "# Section 43(2) - Commercial interests",
        "# Kent County Council",
        "# FREEDOM OF INFORMATION REQUEST",
        "Dear Ms Example\n\nYour request",
        "Dear Ms Example\n\nThank you for your letter.",
        "# Time taken to respond",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = g_strconcat("3 May 2019\n\n", rows[i], "\n\n" LETTER, NULL);
        expect_title(text, NULL, NULL);
        g_autofree char *numbered =
            g_strconcat("Our ref: FOI 99213\n\n" LETTER "\n\n", rows[i], "\n\n" LETTER, NULL);
        g_autoptr(foi_document) document = tagged(numbered);
        cr_assert_not_null(document->title, "%s", numbered);
        cr_expect(strstr(document->title, " FOI 99213"), "%s for %s", document->title, rows[i]);
    }
}

Test(tag_titles, decisions_are_called_by_parties_or_number)
{
    expect_title("Reference: IC-997208-V4B6\n\n" NOTICE, NULL,
                 "Decision notice IC-997208-V4B6 (Kent County Council)");
    expect_title(NOTICE, NULL, "Decision notice (Kent County Council)");
    expect_title(NOTICE, "Kent County Council - Decision notices",
                 "Decision notice (Kent County Council)");
    expect_title(
        "Decision 388/2016: Ms T and Lothian Health Board\n\nReports about a merger\n\nCase "
        "Ref: 201699204\n\nThe Commissioner found that the authority failed to comply.",
        NULL, "Decision 388/2016: Ms T and Lothian Health Board");
    expect_title(
        "First-tier Tribunal\nGeneral Regulatory Chamber\n\nAmin v Information Commissioner "
        "[2025] UKFTT 1325 (GRC)\n\n# REASONS\n\nThe appeal is dismissed.",
        NULL, "Amin v Information Commissioner [2025] UKFTT 1325 (GRC)");
    expect_title(
        "First-tier Tribunal\nGeneral Regulatory Chamber\nInformation Rights\n\nCase Reference: "
        "EA/2022/0993\n\n# REASONS\n\nThe appeal is dismissed.",
        NULL, "Tribunal decision EA/2022/0993");
}

Test(tag_titles, a_title_that_was_given_stands_where_it_says_something)
{
    expect_title(LETTER, "Parking in Dover", "Parking in Dover");
    expect_title("Our ref: FOI 99213\n\n" LETTER, "FOI 99213", "FOI 99213");
    expect_title(LETTER, "Microsoft Word - letter.doc", NULL);
    expect_title(LETTER, "Untitled", NULL);
    expect_title("", "Kept", "Kept");
}

Test(tag_titles, mails_are_called_by_their_subject)
{
    g_autoptr(foi_document) document = document_of("Subject: Your request\n\n" LETTER);
    document->file = FOI_FILE_MAIL;
    document->title = g_strdup("Your request");
    foi_tag_document(document);
    cr_expect_str_eq(document->title, "Your request");
}
