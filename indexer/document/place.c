/* place.c - pages of a document that are more than a number: sheets, pages read by OCR. */
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

char *foi_text_place(const foi_text *text, const foi_block *block)
{
    if (block == NULL || (block->page == 0 && block->number == 0))
        return NULL;
    const foi_page_note *note = foi_text_page_note(text, block->page);
    const char *sheet = note == NULL ? NULL : note->sheet;
    bool row = sheet != NULL && block->kind == FOI_BLOCK_ROW;
    GString *place = g_string_new(NULL);
    if (sheet != NULL)
        g_string_append_printf(place, "sheet %s", sheet);
    else if (block->page > 0)
        g_string_append_printf(place, "page %u", block->page);
    if (block->number > 0)
        g_string_append_printf(place, "%s%s %u", place->len > 0 ? ", " : "",
                               row ? "row" : "paragraph", block->number);
    return g_string_free(place, FALSE);
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
