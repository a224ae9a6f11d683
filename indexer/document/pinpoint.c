/* pinpoint.c - where a block stands in its document; pages that are sheets or were read by OCR. */
#include "indexer/document/document.h"

foi_page_note *foi_text_note_page(foi_text *text, uint32_t page)
{
    guint count = text->notes->len;
    if (count == 0 || g_array_index(text->notes, foi_page_note, count - 1).page != page) {
        foi_page_note note = {page, NULL, 0};
        g_array_append_val(text->notes, note);
    }
    return &g_array_index(text->notes, foi_page_note, text->notes->len - 1);
}

const foi_page_note *foi_text_page_note(const foi_text *text, uint32_t page)
{
    guint first = 0, end = text->notes->len;
    while (first < end) {
        guint middle = first + (end - first) / 2;
        const foi_page_note *note = &g_array_index(text->notes, foi_page_note, middle);
        if (note->page == page)
            return note;
        if (note->page < page)
            first = middle + 1;
        else
            end = middle;
    }
    return NULL;
}

foi_pinpoint foi_text_pinpoint(const foi_text *text, const foi_block *block)
{
    foi_pinpoint place = {0, 0, NULL, 0};
    if (block == NULL)
        return place;
    const foi_page_note *note = foi_text_page_note(text, block->page);
    place.sheet = note == NULL ? NULL : note->sheet;
    place.page = place.sheet == NULL ? block->page : 0;
    if (block->kind == FOI_BLOCK_ROW)
        place.row = block->number;
    else
        place.paragraph = block->number;
    return place;
}

static bool numbers_continue(const foi_document *document)
{
    foi_doctype type = document->tags.doctype;
    return type == FOI_DOCTYPE_DECISION_NOTICE || type == FOI_DOCTYPE_TRIBUNAL_DECISION ||
           type == FOI_DOCTYPE_COURT_JUDGMENT;
}

/* Where the paragraph of a decision may change: a row's number is not its paragraph's. */
static bool settles_paragraph(const foi_block *block)
{
    return block->kind != FOI_BLOCK_ROW && (block->number > 0 || block->kind == FOI_BLOCK_HEADING ||
                                            block->zone == FOI_ZONE_HEADING);
}

static uint32_t own_paragraph(const foi_block *block)
{
    return block->kind == FOI_BLOCK_ROW ? 0 : block->number;
}

static uint32_t paragraph_of(const foi_document *document, const foi_block *block)
{
    const foi_block *first = &g_array_index(document->text.blocks, foi_block, 0);
    while (numbers_continue(document) && !settles_paragraph(block) && block > first)
        block--;
    return own_paragraph(block);
}

GArray *foi_document_paragraphs(const foi_document *document)
{
    const GArray *blocks = document->text.blocks;
    GArray *paragraphs = g_array_sized_new(FALSE, FALSE, sizeof(uint32_t), blocks->len);
    bool continued = numbers_continue(document);
    uint32_t paragraph = 0;
    for (guint i = 0; i < blocks->len; i++) {
        const foi_block *block = &g_array_index(blocks, foi_block, i);
        if (!continued || settles_paragraph(block))
            paragraph = own_paragraph(block);
        g_array_append_val(paragraphs, paragraph);
    }
    return paragraphs;
}

foi_pinpoint foi_document_pinpoint(const foi_document *document, const foi_block *block)
{
    foi_pinpoint place = foi_text_pinpoint(&document->text, block);
    if (block != NULL && block->kind != FOI_BLOCK_ROW)
        place.paragraph = paragraph_of(document, block);
    return place;
}

static void append_word(GString *words, const char *word, const char *value)
{
    g_string_append_printf(words, "%s%s %s", words->len > 0 ? ", " : "", word, value);
}

static void append_number(GString *words, const char *word, uint32_t number)
{
    g_autofree char *value = g_strdup_printf("%u", number);
    if (number > 0)
        append_word(words, word, value);
}

char *foi_pinpoint_words(const foi_pinpoint *place)
{
    GString *words = g_string_new(NULL);
    append_number(words, "page", place->page);
    if (place->sheet != NULL)
        append_word(words, "sheet", place->sheet);
    append_number(words, "row", place->row);
    append_number(words, "paragraph", place->paragraph);
    return g_string_free(words, words->len == 0);
}

uint32_t foi_text_ocr(const foi_text *text)
{
    uint64_t sum = 0;
    uint32_t count = 0;
    for (guint i = 0; i < text->notes->len; i++) {
        uint32_t confidence = g_array_index(text->notes, foi_page_note, i).read_ocr;
        sum += confidence;
        count += confidence > 0;
    }
    return count == 0 ? 0 : (uint32_t)((sum + count / 2) / count);
}
