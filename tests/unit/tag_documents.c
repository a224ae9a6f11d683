/* Whole documents: type, authority, regime, outcome, zones; the five seed documents; hostile text.
 */
#include <criterion/criterion.h>

#include "tag_support.h"

typedef struct {
    const char *text;
    const char *doctype, *outcome, *favours;
} row;

static const char *name(foi_vocabulary list, int value)
{
    const char *found = foi_vocabulary_name(list, value);
    return found ? found : "none";
}

#define LETTER                                                                                     \
    "Kent County Council\n\nOur ref: FOI/18/00569\n\nDate: 4 June 2018\n\nDear Ms "                \
    "Example,\n\nThank you for your request for information under the Freedom of Information Act " \
    "2000 (FOIA).\n\n"
#define NOTICE                                                                                     \
    "Freedom of Information Act 2000 (FOIA) Decision notice\n\nDate: 4 June 2018\n\nPublic "       \
    "Authority: Kent County Council\n\n"
#define TRIBUNAL                                                                                   \
    "First-tier Tribunal (General Regulatory Chamber) Information Rights\n\nAppeal Reference: "    \
    "EA/2018/0999\n\n"

Test(tag_documents, types_and_outcomes)
{
    static const row rows[] = {
        {LETTER "The council does not hold this information.", "response", "not-held", "authority"},
        {LETTER "Please find attached the information you requested.", "response", "disclosed",
         "requester"},
        {LETTER "We are withholding it under section 43(2) of the FOIA.", "response", "withheld",
         "authority"},
        {LETTER "Please find attached the information. Some of the information has been withheld "
                "under section 40(2).",
         "response", "partly-disclosed", "mixed"},
        {LETTER
         "Under section 12(1) we are not obliged to comply; it would exceed the appropriate limit.",
         "response", "cost-limit", "authority"},
        {LETTER "We are refusing your request under section 14(1), as it is vexatious.", "response",
         "vexatious-or-repeated", "authority"},
        {LETTER
         "We can neither confirm nor deny that we hold it, under section 40(5B) of the FOIA.",
         "response", "neither-confirmed-nor-denied", "authority"},
        {LETTER "We have not yet reached a decision on the balance of the public interest and need "
                "to extend the time limit.",
         "extension", "pending", "none"},
        {NOTICE
         "The Commissioner's decision is that the council was entitled to rely on section 43(2).",
         "decision-notice", "complaint-not-upheld", "authority"},
        {NOTICE "The Commissioner's decision is that section 43(2) is not engaged.",
         "decision-notice", "complaint-upheld", "requester"},
        {NOTICE "The Commissioner's decision is that the council correctly applied section 43(2) "
                "but it breached section 10 of the FOIA.",
         "decision-notice", "complaint-partly-upheld", "mixed"},
        {TRIBUNAL "Decision: The appeal is dismissed.", "tribunal-decision", "appeal-dismissed",
         "authority"},
        {TRIBUNAL "Decision: The appeal is allowed.", "tribunal-decision", "appeal-allowed",
         "requester"},
        {TRIBUNAL "Decision: The appeal is allowed in part.", "tribunal-decision",
         "appeal-allowed-in-part", "mixed"},
        {TRIBUNAL "The proceedings are struck out under rule 8.", "tribunal-decision",
         "appeal-struck-out", "authority"},
        {"Dear Kent County Council,\n\nUnder the Freedom of Information Act 2000 please provide a "
         "copy of the contract.\n\nYours faithfully,\n\nA. Example",
         "request", "none", "none"},
        {"Dear Kent County Council,\n\nI am writing to request an internal review of your handling "
         "of my FOI request.\n\nYours faithfully,\n\nA. Example",
         "review-request", "none", "none"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        cr_expect_str_eq(name(FOI_VOCABULARY_DOCTYPE, document->tags.doctype), rows[i].doctype,
                         "%s\n  is %s", rows[i].text,
                         name(FOI_VOCABULARY_DOCTYPE, document->tags.doctype));
        cr_expect_str_eq(name(FOI_VOCABULARY_OUTCOME, document->tags.outcome), rows[i].outcome,
                         "%s\n  has %s", rows[i].text,
                         name(FOI_VOCABULARY_OUTCOME, document->tags.outcome));
        cr_expect_str_eq(name(FOI_VOCABULARY_FAVOURS, document->tags.favours), rows[i].favours,
                         "%s", rows[i].text);
        cr_expect_str_eq(document->tags.authority_id ? document->tags.authority_id : "none",
                         strstr(rows[i].text, "Kent") ? "kent-county-council" : "none", "%s",
                         rows[i].text);
    }
}

Test(tag_documents, other_types)
{
    static const row rows[] = {
        {"Fife Council\n\nFreedom of Information requests: table released in answer to FOI "
         "12345\n\nQ1 412 371",
         "released-material", NULL, NULL},
        {"Information Commissioner's Office\n\nDear Mr Example\n\nThank you for your letter. Your "
         "complaint has been accepted and will be allocated to a case officer.",
         "correspondence", NULL, NULL},
        {"Docking stations\n\nFrom: A. Example\n\n4 February 2019\n\nPlease provide the "
         "table.\n\nFrom: FOI, Fife Council\n\n5 February 2019\n\nThank you for your "
         "request.\n\nFrom: FOI, Fife Council\n\n4 March 2019\n\nPlease find attached the "
         "information.",
         "thread", NULL, NULL},
        {"FREEDOM OF INFORMATION REQUEST\n\nRequest and Answer:\n\nThis is to inform you that the "
         "Police Service has now completed its search. The decision has been taken to disclose the "
         "information in full.",
         "response", NULL, NULL},
        {"Library statistics\n\nIf you have any comments, please specify below.", "none", NULL,
         NULL},
        {"Your right to appeal\n\nIf you are dissatisfied with the way we have handled your "
         "information request, you can ask us for an internal review.\n\nIf you remain "
         "dissatisfied you can complain to the Information Commissioner's Office.\n\nWycliffe "
         "House",
         "guidance", NULL, NULL},
        {"Fife Council\n\nFrom: FOI Team\n\n5 February 2019\n\nDear Ms Example\n\nPlease find "
         "attached the information you requested.",
         "response", NULL, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i].text);
        cr_expect_str_eq(name(FOI_VOCABULARY_DOCTYPE, document->tags.doctype), rows[i].doctype,
                         "%s\n  is %s", rows[i].text,
                         name(FOI_VOCABULARY_DOCTYPE, document->tags.doctype));
    }
}

/* What is tagged is shown with the words that it comes from, also where no one phrase says it. */
Test(tag_documents, outcome_and_law_have_quotes)
{
    static const char *const rows[] = {
        NOTICE "The Commissioner's decision is that section 43(2) is not engaged.",
        NOTICE "The council upheld its position at internal review. The Commissioner's decision is "
               "that the council correctly applied section 43(2) but it breached section 10.",
        LETTER "We are withholding it under section 43(2).",
        LETTER "We need to extend the time limit for the public interest test.",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = tagged(rows[i]);
        g_autofree char *quote = foi_text_quote(&document->text, &document->tags.outcome_evidence);
        cr_expect(document->tags.outcome_evidence.length > 0, "%s", rows[i]);
        cr_expect(document->tags.regime_evidence.length > 0, "%s", rows[i]);
        cr_expect(!quote || !strstr(quote, "internal review"), "%s", quote);
    }
}

Test(tag_documents, limits_are_reported, .timeout = 60)
{
    static const struct {
        const char *unit;
        unsigned count;
        const char *detail;
    } rows[] = {
        {"EA/2019/%04u. ", 5000, "4,096 references"},
        {"the word %u and the section 40(2) of the FOIA and ", 2000, "300 words"},
        {"Nothing of note happens on day %u in any office.\n", 120000, "4 MiB"},
        {"Section %u of the FOIA is here.", 50, NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = g_string_new(NULL);
        for (unsigned n = 0; n < rows[i].count; n++) {
            const char *number = strstr(rows[i].unit, "%");
            g_string_append_len(text, rows[i].unit, number - rows[i].unit);
            g_string_append_printf(text, "%04u", n);
            g_string_append(text, strchr(number, 'u') + 1);
        }
        g_autoptr(foi_document) document = tagged(text->str);
        const char *detail = document->status_detail;
        cr_expect_eq(document->status, rows[i].detail ? FOI_READ_PARTIAL : FOI_READ_OK, "%s",
                     rows[i].unit);
        cr_expect(!rows[i].detail || (detail && strstr(detail, rows[i].detail)), "%s: %s",
                  rows[i].unit, detail);
        g_string_free(text, TRUE);
    }
}

Test(tag_documents, the_body_complained_about_is_the_authority)
{
    g_autoptr(foi_document) document =
        tagged("Freedom of Information Act 2000 (FOIA) Decision notice\n\nPublic Authority: "
               "Department for Work & Pensions\n\n"
               "The Information Commissioner finds. The Information Commissioner's Office, "
               "Wycliffe House.");
    cr_assert_str_eq(document->tags.authority_id, "department-for-work-and-pensions");
    cr_assert_str_eq(document->tags.authority_as_written, "Department for Work & Pensions");
}

Test(tag_documents, an_authority_outside_the_table)
{
    g_autoptr(foi_document) document =
        tagged("Puddleby Parish Council\n\nOur ref: FOI/1/2020\n\nDear Mr Example,\n\nThank you "
               "for your request. We do not hold it.");
    cr_assert_str_eq(document->tags.authority_id, "puddleby-parish-council");
    cr_assert_eq(document->tags.sector, FOI_SECTOR_LOCAL);
}

Test(tag_documents, zones)
{
    g_autoptr(foi_document) document =
        tagged(LETTER "You asked:\n\n\"Please send me everything under section 35.\"\n\nOur "
                      "response\n\nWe do not hold it.\n\n"
                      "Your right to complain\n\nYou may ask the Commissioner under section "
                      "50.\n\nYours sincerely");
    static const struct {
        const char *words;
        foi_zone zone;
    } rows[] = {{"Please send", FOI_ZONE_REQUEST},
                {"We do not hold", FOI_ZONE_BODY},
                {"section 50", FOI_ZONE_RIGHTS},
                {"Yours", FOI_ZONE_SIGNATURE}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *at = strstr(document->text.bytes->str, rows[i].words);
        const foi_block *block =
            foi_text_block_at(&document->text, (size_t)(at - document->text.bytes->str));
        cr_expect_eq(block->zone, rows[i].zone, "%s is %s", rows[i].words,
                     name(FOI_VOCABULARY_ZONE, block->zone));
    }
}

Test(tag_documents, regime_and_language)
{
    g_autoptr(foi_document) scottish =
        tagged("Decision 227/2024\n\nAuthority: Fife Council\n\nThe Commissioner found that the "
               "Authority was entitled to withhold it under section 30(b)(ii) of the Freedom of "
               "Information (Scotland) Act 2002 (FOISA).");
    cr_assert_eq(scottish->tags.regimes->len, 1);
    cr_expect_str_eq(g_ptr_array_index(scottish->tags.regimes, 0), "foisa");
    cr_expect_str_eq(scottish->tags.authority_id, "fife-council");
    cr_expect_str_eq(scottish->language, "en");
}

Test(tag_documents, a_scottish_title_is_no_sign_of_the_english_act)
{
    g_autoptr(foi_document) document =
        tagged("Dear Fife Council,\n\nUnder the Freedom of Information (Scotland) Act 2002 please "
               "provide the report.");
    cr_assert_eq(document->tags.regimes->len, 1);
    cr_expect_str_eq(g_ptr_array_index(document->tags.regimes, 0), "foisa");
}

Test(tag_documents, tagging_again_changes_nothing)
{
    g_autoptr(foi_document) document =
        tagged(LETTER "We are withholding it under section 43(2) of the FOIA.");
    g_autofree char *before = foi_document_json(document, false);
    foi_tag_document(document);
    g_autofree char *after = foi_document_json(document, false);
    cr_assert_str_eq(before, after);
}

Test(tag_documents, empty_and_strange_texts_get_no_tags)
{
    static const char *const texts[] = {"",         " ",      "\xef\xbf\xbd\xef\xbf\xbd",
                                        "12 34 56", "()[]{}", "\xc2\xa0"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(foi_document) document = tagged(texts[i]);
        cr_expect_eq(document->tags.doctype, FOI_DOCTYPE_NONE);
        cr_expect_null(document->tags.authority_id);
        cr_expect_eq(document->tags.provisions->len, 0);
    }
}

Test(tag_documents, hostile_text_is_linear, .timeout = 60)
{
    static const char *const units[] = {"section 1(1)(1)(1)",
                                        "9",
                                        ",",
                                        "(a)",
                                        "the ",
                                        "if you ",
                                        "refused under section 40(2) or ",
                                        "section 40(2) is engaged. ",
                                        "@www.",
                                        "Date: 1 May 2019\n\n",
                                        "\" ",
                                        "EA/2019/0001 ",
                                        "Our ref: 1\n",
                                        "Kent County Council ",
                                        "\xc2\xad",
                                        "states that: \""};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        GString *text = g_string_new(NULL);
        while (text->len < 1 << 20)
            g_string_append(text, units[i]);
        g_autoptr(foi_document) document = tagged(text->str);
        cr_expect_not_null(document);
        g_string_free(text, TRUE);
    }
}

/* --- the seed documents, where they lie beside the project
 * ------------------------------------------ */

static foi_document *seed(const char *prefix)
{
    const char *folder =
        g_getenv("FOI_FIXTURES") ? g_getenv("FOI_FIXTURES") : FOI_SOURCE_DIR "/../shared/fixtures";
    g_autofree char *path = g_build_filename(folder, "seeds", NULL);
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *file;
    while (dir && (file = g_dir_read_name(dir)))
        if (g_str_has_prefix(file, prefix)) {
            g_autofree char *full = g_build_filename(path, file, NULL);
            g_autofree char *text = NULL;
            if (g_file_get_contents(full, &text, NULL, NULL))
                return tagged(text);
        }
    cr_skip_test("the seed documents are not here");
    return NULL;
}

Test(tag_documents, seeds)
{
    static const struct {
        const char *file, *doctype, *authority, *date, *outcome, *relied, *upheld;
    } rows[] = {
        {"000", "response", "department-for-work-and-pensions", "2019-05-24", "withheld",
         "foia:24(1);foia:31(1)(a)", ""},
        {"001", "response", "department-for-work-and-pensions", "2018-04-17", "withheld",
         "foia:31;foia:24", ""},
        {"002", "decision-notice", "department-for-work-and-pensions", "2024-01-31",
         "complaint-not-upheld", "foia:24(1);foia:31(1)(a)", "foia:31(1)(a)"},
        {"003", "response", "information-commissioners-office", "2024-07-12", "partly-disclosed",
         "foia:31(1)(a)", ""},
        {"004", "guidance", "department-for-work-and-pensions", "2017-03", "none", "", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(foi_document) document = seed(rows[i].file);
        if (!document)
            return;
        g_autofree char *relied = ids_with(document, FOI_ROLE_RELIED_ON);
        g_autofree char *upheld = ids_with(document, FOI_ROLE_UPHELD);
        cr_expect_str_eq(name(FOI_VOCABULARY_DOCTYPE, document->tags.doctype), rows[i].doctype);
        cr_expect_str_eq(document->tags.authority_id, rows[i].authority);
        cr_expect_str_eq(document->tags.date, rows[i].date);
        cr_expect_str_eq(name(FOI_VOCABULARY_OUTCOME, document->tags.outcome), rows[i].outcome);
        cr_expect_str_eq(relied, rows[i].relied, "%s", relied);
        cr_expect_str_eq(upheld, rows[i].upheld, "%s", upheld);
    }
}
