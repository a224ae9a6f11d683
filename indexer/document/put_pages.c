#include "indexer/document/put_pages.h"

#include "indexer/document/scanned.h"

GArray *foi_document_wanted_pages(const foi_document *document)
{
    GArray *pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    for (guint i = 0; i < document->text.notes->len; i++) {
        const foi_page_note *note = &g_array_index(document->text.notes, foi_page_note, i);
        if (note->read_ocr == FOI_OCR_WANTED)
            g_array_append_val(pages, note->page);
    }
    return pages;
}

/* The text as it becomes. */
typedef struct putting {
    GString *bytes;
    GArray *blocks;
    uint64_t limit;
    uint32_t page; /* that the end of the text lies on */
    bool over;
} putting;

static void put_block(putting *to, const foi_text *from, const foi_block *block)
{
    size_t separator = block->page > to->page ? block->page - to->page : to->bytes->len > 0 ? 2 : 0;
    to->over = to->over || to->bytes->len + separator + block->length > to->limit;
    if (to->over)
        return;
    if (block->page > to->page) {
        for (; to->page < block->page; to->page++)
            g_string_append_c(to->bytes, '\f');
    } else if (to->bytes->len > 0) {
        g_string_append(to->bytes, "\n\n");
    }
    foi_block copy = *block;
    copy.start = to->bytes->len;
    g_string_append_len(to->bytes, from->bytes->str + block->start, (gssize)block->length);
    g_array_append_val(to->blocks, copy);
}

/* Put the blocks of FROM that lie on PAGE, from number *NEXT on. */
static void put_page(putting *to, const foi_text *from, uint32_t page, guint *next)
{
    for (; *next < from->blocks->len; (*next)++) {
        const foi_block *block = &g_array_index(from->blocks, foi_block, *next);
        if (block->page > page)
            return;
        if (block->page == page)
            put_block(to, from, block);
    }
}

static bool has_page(const foi_text *text, uint32_t page)
{
    guint first = 0, end = text->blocks->len;
    while (first < end) {
        guint middle = first + (end - first) / 2;
        const foi_block *block = &g_array_index(text->blocks, foi_block, middle);
        if (block->page == page)
            return true;
        if (block->page < page)
            first = middle + 1;
        else
            end = middle;
    }
    return false;
}

/* The text of the document, with that of ANSWERS in place of what PAGES had. */
static void put_text(putting *to, const foi_document *document, const GArray *pages,
                     const GPtrArray *answers)
{
    guint next = 0;
    guint own = 0;
    for (guint i = 0; i < pages->len; i++) {
        uint32_t page = g_array_index(pages, uint32_t, i);
        const foi_document *answer = g_ptr_array_index(answers, i);
        for (; own + 1 < page; own++)
            put_page(to, &document->text, own + 1, &next);
        guint first = 0;
        if (!has_page(&answer->text, page)) {
            put_page(to, &document->text, page, &next);
        } else {
            put_page(to, &answer->text, page, &first);
            while (next < document->text.blocks->len &&
                   g_array_index(document->text.blocks, foi_block, next).page <= page)
                next++;
        }
        own = page;
    }
    for (; own < document->text.pages; own++)
        put_page(to, &document->text, own + 1, &next);
}

/* The notes: the pages that were to be read have what came of it, or none. */
static void put_notes(foi_document *document, const GArray *pages, const GPtrArray *answers)
{
    GArray *notes = document->text.notes;
    guint answer = 0;
    guint kept = 0;
    for (guint i = 0; i < notes->len; i++) {
        foi_page_note note = g_array_index(notes, foi_page_note, i);
        while (answer < pages->len && g_array_index(pages, uint32_t, answer) < note.page)
            answer++;
        if (note.read_ocr == FOI_OCR_WANTED) {
            const foi_document *read = g_ptr_array_index(answers, answer);
            const foi_page_note *own = foi_text_page_note(&read->text, note.page);
            bool is_read = own != NULL && own->read_ocr < FOI_OCR_WANTED;
            note.read_ocr = is_read ? own->read_ocr : 0;
        }
        document->ocr = document->ocr || note.read_ocr > 0;
        if (note.read_ocr > 0 || note.sheet != NULL)
            g_array_index(notes, foi_page_note, kept++) = note;
    }
    g_array_set_size(notes, kept);
}

static void put_title(foi_document *document, const GPtrArray *answers)
{
    for (guint i = 0; i < answers->len && document->title == NULL; i++)
        document->title = g_strdup(((const foi_document *)g_ptr_array_index(answers, i))->title);
}

static void put_status(foi_document *document, const GArray *pages, const GPtrArray *answers,
                       bool over)
{
    g_autoptr(foi_scanned) missing = foi_scanned_new();
    for (guint i = 0; i < pages->len; i++) {
        uint32_t page = g_array_index(pages, uint32_t, i);
        const foi_document *answer = g_ptr_array_index(answers, i);
        bool lost = answer->status == FOI_READ_PARTIAL ||
                    (answer->status != FOI_READ_OK && !has_page(&document->text, page));
        if (lost)
            foi_scanned_add(missing, page, answer->status,
                            answer->status_detail == NULL ? "" : answer->status_detail);
    }
    bool text = document->text.blocks->len > 0;
    g_autofree char *detail = NULL;
    foi_read_status status = foi_scanned_status(missing, text, &detail);
    if (over)
        foi_document_set_status(document, FOI_READ_PARTIAL,
                                "there is more text than the limit for one file allows");
    else if (document->status == FOI_READ_OK || document->status == FOI_READ_EMPTY)
        foi_document_set_status(document, status, detail == NULL ? NULL : "%s", detail);
    else if (document->status == FOI_READ_DAMAGED && text)
        document->status = FOI_READ_PARTIAL;
}

void foi_document_put_pages(foi_document *document, const GArray *pages, const GPtrArray *answers,
                            uint64_t text_limit)
{
    putting to = {.bytes = g_string_new(NULL),
                  .blocks = g_array_new(FALSE, FALSE, sizeof(foi_block)),
                  .limit = text_limit,
                  .page = 1};
    put_text(&to, document, pages, answers);
    put_notes(document, pages, answers);
    g_string_free(document->text.bytes, TRUE);
    g_array_unref(document->text.blocks);
    document->text.bytes = to.bytes;
    document->text.blocks = to.blocks;
    document->words = foi_text_words(&document->text);
    put_title(document, answers);
    put_status(document, pages, answers, to.over);
}
