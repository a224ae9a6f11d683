#include <criterion/criterion.h>
#include <string.h>

#include "indexer/document/document.h"

static foi_document *sample(void)
{
    foi_document *document = foi_document_new();
    document->id = g_strdup("0123456789ab");
    document->member = g_strdup("letter.pdf");
    document->mime = g_strdup("application/pdf");
    document->file = FOI_FILE_PDF;
    document->title = g_strdup("Réponse");
    document->words = 6;
    document->source_bytes = 4096;
    g_ptr_array_add(document->links, g_strdup("<a@b>"));
    g_string_assign(document->text.bytes, "Section 31(1)(a) applies.\fWe refuse é.");
    document->text.pages = 2;
    foi_block first = {0, 25, 1, 12, FOI_BLOCK_PARAGRAPH, FOI_ZONE_BODY};
    foi_block second = {26, 14, 2, 0, FOI_BLOCK_HEADING, FOI_ZONE_HEADING};
    second.length = document->text.bytes->len - second.start;
    g_array_append_val(document->text.blocks, first);
    g_array_append_val(document->text.blocks, second);
    foi_evidence evidence = {0, 16, 0.9, FOI_SOURCE_READ};
    foi_tags *tags = &document->tags;
    tags->doctype = FOI_DOCTYPE_RESPONSE;
    tags->doctype_evidence = evidence;
    tags->date = g_strdup("2017-03");
    tags->date_precision = FOI_DATE_MONTH;
    g_ptr_array_add(tags->regimes, g_strdup("foia"));
    foi_tags_add_provision(tags, "foia:31(1)(a)", FOI_ROLE_RELIED_ON, evidence);
    foi_tags_add_reference(tags, FOI_REFERENCE_ICO_CASE, "IC-1-A2B3", true, evidence);
    return document;
}

/* The second page of the sample as a sheet whose row 4 is evidence, and its first as a scan. */
static foi_document *sample_sheet(void)
{
    foi_document *document = sample();
    foi_text_note_page(&document->text, 1)->read_ocr = 87;
    foi_text_note_page(&document->text, 2)->sheet = g_strdup("Costs 2019");
    foi_block *row = &g_array_index(document->text.blocks, foi_block, 1);
    row->kind = FOI_BLOCK_ROW;
    row->number = 4;
    document->tags.outcome = FOI_OUTCOME_WITHHELD;
    document->tags.outcome_evidence = (foi_evidence){row->start, 3, 0.5, FOI_SOURCE_READ};
    return document;
}

Test(record, a_document_comes_back_as_it_went_in)
{
    g_autoptr(foi_document) document = sample();
    GByteArray *bytes = g_byte_array_new();
    foi_document_encode(document, bytes);
    g_autoptr(foi_document) copy = NULL;
    cr_assert_eq(foi_document_decode(bytes->data, bytes->len, &copy, NULL), FOI_OK);
    g_autofree char *before = foi_document_json(document, true);
    g_autofree char *after = foi_document_json(copy, true);
    cr_assert_str_eq(before, after);
    cr_assert_str_eq(g_ptr_array_index(copy->links, 0), "<a@b>");
    const foi_block *block = foi_text_block_at(&copy->text, 30);
    cr_assert_eq(block->page, 2);
    cr_assert_eq(block->zone, FOI_ZONE_HEADING);
    g_byte_array_unref(bytes);
}

Test(record, every_truncation_is_refused)
{
    g_autoptr(foi_document) document = sample();
    GByteArray *bytes = g_byte_array_new();
    foi_document_encode(document, bytes);
    for (guint length = 0; length < bytes->len; length++) {
        foi_document *copy = NULL;
        g_auto(foi_error) error = FOI_ERROR_INIT;
        cr_assert_eq(foi_document_decode(bytes->data, length, &copy, &error), FOI_ERROR_CORRUPT,
                     "%u of %u bytes passed for a record", length, bytes->len);
        cr_assert_null(copy);
        cr_assert_not_null(error.message);
    }
    g_byte_array_unref(bytes);
}

/* A worker that was taken over may send anything: whatever is accepted must be consistent. */
Test(record, any_single_changed_byte_is_refused_or_gives_a_consistent_document)
{
    g_autoptr(foi_document) document = sample_sheet();
    GByteArray *bytes = g_byte_array_new();
    foi_document_encode(document, bytes);
    for (guint at = 0; at < bytes->len; at++)
        for (int bit = 0; bit < 8; bit++) {
            bytes->data[at] ^= (guint8)(1 << bit);
            foi_document *copy = NULL;
            if (foi_document_decode(bytes->data, bytes->len, &copy, NULL) == FOI_OK) {
                const foi_text *text = &copy->text;
                cr_assert(g_utf8_validate_len(text->bytes->str, text->bytes->len, NULL));
                size_t end = 0;
                for (guint i = 0; i < text->blocks->len; i++) {
                    const foi_block *block = &g_array_index(text->blocks, foi_block, i);
                    cr_assert(block->start >= end && block->length > 0);
                    end = block->start + block->length;
                    cr_assert_leq(end, text->bytes->len);
                }
                g_autofree char *json = foi_document_json(copy, true);
                cr_assert_not_null(json);
                foi_document_free(copy);
            }
            bytes->data[at] ^= (guint8)(1 << bit);
        }
    g_byte_array_unref(bytes);
}

Test(record, a_path_that_is_not_utf8_is_shown_and_kept_in_base64)
{
    g_autoptr(foi_document) document = sample();
    document->location = g_strdup("/tmp/caf\xe9.txt");
    g_autofree char *json = foi_document_json(document, false);
    cr_assert_not_null(strstr(json, "\"location\":\"/tmp/caf\xef\xbf\xbd.txt\""), "%s", json);
    cr_assert_not_null(strstr(json, "\"location_bytes\":\"L3RtcC9jYWbpLnR4dA==\""), "%s", json);
}

Test(record, evidence_in_a_workbook_names_sheet_and_row)
{
    g_autoptr(foi_document) document = sample_sheet();
    g_autofree char *json = foi_document_json(document, false);
    cr_assert_not_null(strstr(json, "\"outcome\":{\"page\":null,\"paragraph\":null,"
                                    "\"sheet\":\"Costs 2019\",\"row\":4,"),
                       "%s", json);
}

Test(record, sheets_and_confidence_of_ocr_come_back)
{
    g_autoptr(foi_document) document = sample_sheet();
    GByteArray *bytes = g_byte_array_new();
    foi_document_encode(document, bytes);
    g_autoptr(foi_document) copy = NULL;
    cr_assert_eq(foi_document_decode(bytes->data, bytes->len, &copy, NULL), FOI_OK);
    cr_assert_str_eq(foi_text_page_note(&copy->text, 2)->sheet, "Costs 2019");
    cr_assert_eq(foi_text_page_note(&copy->text, 1)->read_ocr, 87);
    cr_assert_null(foi_text_page_note(&copy->text, 3));
    cr_assert_eq(foi_text_ocr(&copy->text), 87);
    for (guint length = 0; length < bytes->len; length++) {
        foi_document *none = NULL;
        cr_assert_eq(foi_document_decode(bytes->data, length, &none, NULL), FOI_ERROR_CORRUPT);
    }
    g_byte_array_unref(bytes);
}

Test(record, evidence_names_quote_page_and_paragraph)
{
    g_autoptr(foi_document) document = sample();
    foi_document *reader = document;
    g_autofree char *json = foi_document_json(reader, false);
    cr_assert_not_null(
        strstr(json, "{\"id\":\"foia:31(1)(a)\",\"role\":\"relied-on\",\"page\":1,"
                     "\"paragraph\":12,\"sheet\":null,\"row\":null,\"quote\":\"Section 31(1)(a)\","
                     "\"confidence\":0.9,\"source\":\"read\"}"),
        "%s", json);
}

Test(record, the_first_evidence_of_a_provision_stays)
{
    g_autoptr(foi_document) document = sample();
    foi_evidence later = {26, 2, 0.5, FOI_SOURCE_READ};
    foi_provision_tag *tag =
        foi_tags_add_provision(&document->tags, "foia:31(1)(a)", FOI_ROLE_RELIED_ON, later);
    cr_assert_eq(tag->evidence.start, 0);
    cr_assert_eq(document->tags.provisions->len, 1);
    foi_tags_add_provision(&document->tags, "foia:31(1)(a)", FOI_ROLE_UPHELD, later);
    cr_assert_eq(document->tags.provisions->len, 2, "another role is another entry");
}
