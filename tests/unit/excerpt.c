#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "query/excerpt/excerpt.h"

static void add_block(foi_document *document, const char *text, uint32_t page, uint32_t number,
                      foi_block_kind kind)
{
    foi_block block = {document->text.bytes->len, strlen(text), page, number, kind, FOI_ZONE_BODY};
    g_string_append(document->text.bytes, text);
    g_string_append(document->text.bytes, "\n\n");
    g_array_append_val(document->text.blocks, block);
}

/* Paragraphs 16 to 18 on two pages, with what belongs to them, and a heading between. */
static foi_document *decision(void)
{
    foi_document *document = foi_document_new();
    document->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    document->text.pages = 3;
    add_block(document, "head", 1, 0, FOI_BLOCK_HEADING);
    add_block(document, "before", 1, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "sixteen", 1, 16, FOI_BLOCK_PARAGRAPH);
    add_block(document, "item", 1, 0, FOI_BLOCK_ITEM);
    add_block(document, "row", 1, 4, FOI_BLOCK_ROW);
    add_block(document, "goes on", 2, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "seventeen", 2, 17, FOI_BLOCK_PARAGRAPH);
    add_block(document, "findings", 2, 0, FOI_BLOCK_HEADING);
    add_block(document, "between", 2, 0, FOI_BLOCK_PARAGRAPH);
    add_block(document, "eighteen", 2, 18, FOI_BLOCK_PARAGRAPH);
    return document;
}

/* The texts of what is WANTED, parted by commas; else the error in brackets. */
static char *texts_of(const foi_document *document, foi_excerpt_wanted wanted)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(GArray) parts = NULL;
    GString *texts = g_string_new(NULL);
    if (foi_excerpt(document, &wanted, &parts, &error) != FOI_OK) {
        cr_assert_eq(error.status, FOI_ERROR_ARGUMENT);
        g_string_append_printf(texts, "(%s)", error.message);
        return g_string_free(texts, FALSE);
    }
    for (guint i = 0; i < parts->len; i++) {
        const foi_block *block = g_array_index(parts, foi_excerpt_part, i).block;
        g_string_append_printf(texts, "%s%.*s", i > 0 ? "," : "", (int)block->length,
                               document->text.bytes->str + block->start);
    }
    return g_string_free(texts, FALSE);
}

static void expect(const foi_document *document, foi_excerpt_wanted wanted, const char *texts)
{
    g_autofree char *found = texts_of(document, wanted);
    cr_assert_str_eq(found, texts, "gave %s, not %s", found, texts);
}

Test(excerpt, a_paragraph_of_a_decision_has_what_follows_up_to_the_next_number_or_heading)
{
    g_autoptr(foi_document) document = decision();
    expect(document, (foi_excerpt_wanted){.paragraphs = {16, 16}}, "sixteen,item,row,goes on");
    expect(document, (foi_excerpt_wanted){.paragraphs = {17, 18}}, "seventeen,eighteen");
    expect(document, (foi_excerpt_wanted){.paragraphs = {17, FOI_RANGE_OPEN}},
           "seventeen,eighteen");
    expect(document, (foi_excerpt_wanted){.paragraphs = {16, 17}, .pages = {2, 2}},
           "goes on,seventeen");
    expect(document, (foi_excerpt_wanted){.rows = {4, 4}}, "row");
}

Test(excerpt, in_a_letter_a_number_is_that_of_its_block_alone)
{
    g_autoptr(foi_document) document = decision();
    document->tags.doctype = FOI_DOCTYPE_RESPONSE;
    expect(document, (foi_excerpt_wanted){.paragraphs = {16, 16}}, "sixteen");
}

Test(excerpt, what_is_not_there_is_told_by_what_there_is)
{
    g_autoptr(foi_document) document = decision();
    g_autoptr(foi_document) plain = foi_document_new();
    add_block(plain, "text", 0, 0, FOI_BLOCK_PARAGRAPH);
    expect(document, (foi_excerpt_wanted){.paragraphs = {19, 19}},
           "(the document has paragraphs 16 to 18)");
    expect(document, (foi_excerpt_wanted){.paragraphs = {15, 16}},
           "(the document has paragraphs 16 to 18)");
    expect(document, (foi_excerpt_wanted){.pages = {2, 4}}, "(the document has pages 1 to 3)");
    expect(document, (foi_excerpt_wanted){.pages = {3, 3}}, "(there is no text in that place)");
    expect(document, (foi_excerpt_wanted){.sheet = "Costs"}, "(the document has no sheets)");
    expect(plain, (foi_excerpt_wanted){.pages = {1, 1}}, "(the document has no numbers of pages)");
    expect(plain, (foi_excerpt_wanted){.sheet = NULL}, "text");
}

Test(excerpt, sheets_have_names_and_rows)
{
    g_autoptr(foi_document) book = foi_document_new();
    book->text.pages = 2;
    foi_text_note_page(&book->text, 1)->sheet = g_strdup("Costs");
    foi_text_note_page(&book->text, 2)->sheet = g_strdup("Staff");
    add_block(book, "costs 1", 1, 1, FOI_BLOCK_ROW);
    add_block(book, "costs 2", 1, 2, FOI_BLOCK_ROW);
    add_block(book, "staff 2", 2, 2, FOI_BLOCK_ROW);
    expect(book, (foi_excerpt_wanted){.sheet = "costs"}, "costs 1,costs 2");
    expect(book, (foi_excerpt_wanted){.sheet = "Costs", .rows = {2, 2}}, "costs 2");
    expect(book, (foi_excerpt_wanted){.rows = {2, FOI_RANGE_OPEN}}, "costs 2,staff 2");
    expect(book, (foi_excerpt_wanted){.sheet = "Cost"},
           "(no sheet is called `Cost'; there are: Costs, Staff)");
    expect(book, (foi_excerpt_wanted){.pages = {1, 1}},
           "(the pages of a workbook are its sheets, and they have names)");
    expect(book, (foi_excerpt_wanted){.rows = {3, 3}}, "(the document has rows 1 to 2)");
}

Test(excerpt, the_place_is_a_citation_or_where_it_begins_and_ends)
{
    g_autoptr(foi_document) document = decision();
    g_autoptr(GArray) parts = NULL;
    const foi_excerpt_wanted wanted = {.paragraphs = {16, 17}};
    document->tags.doctype = FOI_DOCTYPE_NONE;
    cr_assert_eq(foi_excerpt(document, &wanted, &parts, NULL), FOI_OK);
    g_autofree char *place = foi_excerpt_place(document, parts);
    cr_assert_str_eq(place, "page 1, paragraph 16 to page 2, paragraph 17");
    foi_evidence read = {0, 0, 0.9, FOI_SOURCE_READ};
    document->tags.doctype = FOI_DOCTYPE_DECISION_NOTICE;
    foi_tags_add_reference(&document->tags, FOI_REFERENCE_ICO_CASE, "IC-315773-L9G6", true, read);
    g_autofree char *cited = foi_excerpt_place(document, parts);
    cr_assert_str_eq(cited, "IC-315773-L9G6 (ICO) [16]-[17]");
}
