/* inspect_tags.c - what foi-index --inspect shows a person of the tags of a document. */
#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdio.h>
#include <string.h>

#include "indexer/document/document.h"
#include "indexer/program/shared/tags.h"

static const char *const PARAGRAPHS[] = {
    "Decision notice",
    "1. The Council withheld the report under sections 43(2), 40(2) and regulation 12(5)(e).",
    "2. It may rely on section 43(2) in\nrespect of the price, but not of the report.",
    "FS50998310",
};

static foi_document *notice(void)
{
    foi_document *document = foi_document_new();
    for (size_t i = 0; i < G_N_ELEMENTS(PARAGRAPHS); i++) {
        if (i > 0)
            g_string_append(document->text.bytes, "\n\n");
        foi_block block = {
            document->text.bytes->len,          strlen(PARAGRAPHS[i]), i < 2 ? 1 : 2,
            i == 1 || i == 2 ? (uint32_t)i : 0, FOI_BLOCK_PARAGRAPH,   FOI_ZONE_BODY};
        g_string_append(document->text.bytes, PARAGRAPHS[i]);
        g_array_append_val(document->text.blocks, block);
    }
    return document;
}

/* The evidence of WORDS, which stand in the text of DOCUMENT. */
static foi_evidence words(const foi_document *document, const char *quote, double confidence)
{
    const char *text = document->text.bytes->str;
    const char *at = strstr(text, quote);
    cr_assert_not_null(at);
    return (foi_evidence){(size_t)(at - text), strlen(quote), confidence, FOI_SOURCE_READ};
}

static void add_singles(foi_document *document)
{
    foi_tags *tags = &document->tags;
    tags->doctype = FOI_DOCTYPE_DECISION_NOTICE;
    tags->doctype_evidence = words(document, "Decision notice", 0.9);
    tags->authority_id = g_strdup("anyshire-council");
    tags->authority_name = g_strdup("Anyshire Council");
    tags->authority_evidence = (foi_evidence){0, 0, 1, FOI_SOURCE_PERSON};
    g_ptr_array_add(tags->regimes, g_strdup("foia"));
    g_ptr_array_add(tags->regimes, g_strdup("eir"));
    tags->regime_evidence = words(document, "regulation 12(5)(e)", 0.7);
    tags->outcome = FOI_OUTCOME_COMPLAINT_PARTLY_UPHELD;
    tags->outcome_evidence = words(document, PARAGRAPHS[2], 0.85);
    tags->favours = FOI_FAVOURS_MIXED;
    tags->favours_evidence = tags->outcome_evidence;
}

static void show(foi_document *document, unsigned columns)
{
    const foi_page page = {columns, false};
    foi_print_tags(document, false, &page);
    fflush(stdout);
    foi_document_free(document);
}

Test(inspect_tags, each_single_tag_has_its_place_confidence_source_and_quote,
     .init = cr_redirect_stdout)
{
    foi_document *document = notice();
    add_singles(document);
    show(document, 80);
    cr_assert_stdout_eq_str(
        "  type       decision-notice  (page 1, 0.90, read)  \"Decision notice\"\n"
        "  authority  Anyshire Council  (1.00, person)\n"
        "  regime     foia; eir  (page 1, paragraph 1, 0.70, read)  \"regulation 12(5)(e)\"\n"
        "  outcome    complaint-partly-upheld  (page 2, paragraph 2, 0.85, read)\n"
        "             \"2. It may rely on section 43(2) in respect of the price, but not\n"
        "             of the report.\"\n"
        "  favours    mixed  (as above, page 2, paragraph 2, 0.85, read)\n");
}

Test(inspect_tags, provisions_stand_by_role_and_those_of_one_sentence_together,
     .init = cr_redirect_stdout)
{
    foi_document *document = notice();
    foi_tags *tags = &document->tags;
    foi_evidence claim = words(document, PARAGRAPHS[1], 0.85);
    foi_evidence finding = words(document, PARAGRAPHS[2], 0.88);
    foi_tags_add_provision(tags, "foia:43(2)", FOI_ROLE_REJECTED, finding);
    foi_tags_add_provision(tags, "foia:43(2)", FOI_ROLE_UPHELD, finding);
    foi_tags_add_provision(tags, "foia:43(2)", FOI_ROLE_RELIED_ON, claim);
    foi_tags_add_provision(tags, "foia:40(2)", FOI_ROLE_RELIED_ON, claim);
    foi_tags_add_provision(tags, "eir:12(5)(e)", FOI_ROLE_RELIED_ON, claim);
    show(document, 110);
    cr_assert_stdout_eq_str(
        "  relied-on  FOIA s.43(2), s.40(2), EIR reg. 12(5)(e)  (page 1, paragraph 1, 0.85, read)\n"
        "             \"1. The Council withheld the report under sections 43(2), 40(2) and regulation\n"
        "             12(5)(e).\"\n"
        "  upheld     FOIA s.43(2)  (page 2, paragraph 2, 0.88, read)\n"
        "             \"2. It may rely on section 43(2) in respect of the price, but not of the "
        "report.\"\n"
        "  rejected   FOIA s.43(2)  (as above, page 2, paragraph 2, 0.88, read)\n");
}

Test(inspect_tags, references_of_the_matter_stand_before_those_it_cites, .init = cr_redirect_stdout)
{
    foi_document *document = notice();
    foi_tags_add_reference(&document->tags, FOI_REFERENCE_FTT_APPEAL, "EA/2019/0987", false,
                           words(document, "FS50998310", 0.6));
    foi_tags_add_reference(&document->tags, FOI_REFERENCE_ICO_CASE, "FS50998310", true,
                           words(document, "FS50998310", 0.9));
    show(document, 80);
    cr_assert_stdout_eq_str(
        "  own ref    FS50998310 (ico-case)  (page 2, 0.90, read)  \"FS50998310\"\n"
        "  cites      EA/2019/0987 (ftt-appeal)  (page 2, 0.60, read)  \"FS50998310\"\n");
}

Test(inspect_tags, what_would_drive_a_terminal_is_not_passed_on, .init = cr_redirect_stdout)
{
    foi_document *document = notice();
    document->tags.authority_id = g_strdup("x");
    document->tags.authority_name = g_strdup("Any\033[2Jshire");
    document->tags.authority_evidence = (foi_evidence){0, 0, 0.5, FOI_SOURCE_READ};
    show(document, 80);
    cr_assert_stdout_eq_str("  authority  Any\xef\xbf\xbd[2Jshire  (0.50, read)\n");
}

Test(inspect_tags, a_document_without_tags_shows_none, .init = cr_redirect_stdout)
{
    show(notice(), 80);
    cr_assert_stdout_eq_str("");
}
