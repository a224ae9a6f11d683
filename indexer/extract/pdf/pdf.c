/* PDF: lines of the pages, from the text layer or by OCR, from them paragraphs; attached files as
 * members. */
#include <poppler.h>
#include <string.h>

#include "indexer/document/scanned.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/image/ocr.h"
#include "indexer/extract/pdf/pdf_lines.h"
#include "indexer/extract/pdf/pdf_marks.h"
#include "indexer/extract/pdf/pdf_scan.h"

/* A file that is whole ends with this mark, or nearly so. */
#define END_WINDOW 4096

static PopplerDocument *open_document(const foi_input *input, foi_output *output)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(input->bytes, input->length);
    g_autoptr(GError) error = NULL;
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, &error);
    if (document != NULL)
        return document;
    if (g_error_matches(error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
        foi_output_status(output, FOI_READ_ENCRYPTED, "the PDF is protected by a password");
    else
        foi_output_status(output, FOI_READ_DAMAGED, "the PDF cannot be opened: %s",
                          error == NULL ? "no reason is given" : error->message);
    return NULL;
}

static bool is_cut_short(const foi_input *input)
{
    size_t window = MIN(input->length, END_WINDOW);
    return memmem(input->bytes + input->length - window, window, "%%EOF", 5) == NULL;
}

/* Files that belong to the document, and those that are pinned to a place of a page. */
static void give_attachments(PopplerDocument *document, foi_output *output)
{
    GList *attachments = NULL;
    bool more = true;
    if (poppler_document_has_attachments(document)) {
        /* Where none are wanted, because the library has crashed over them, it is not asked. */
        more = foi_output_takes_member(output);
        attachments = more ? poppler_document_get_attachments(document) : NULL;
    }
    for (GList *node = attachments; node != NULL; node = node->next) {
        more = more && foi_pdf_attachment_give(node->data, output);
        g_object_unref(node->data);
    }
    g_list_free(attachments);
    if (more)
        foi_pdf_marks_give_files(document, output);
}

/* What is being read. */
typedef struct reading {
    const foi_input *input;
    foi_output *output;
    foi_pdf_pages *pages;
    foi_scanned *scanned;
    int unread; /* pages that cannot be had at all */
} reading;

static bool wants_ocr(const reading *state, foi_pdf_layer layer)
{
    return state->input->ocr == FOI_OCR_ALWAYS || layer != FOI_PDF_TEXT;
}

/* Why page NUMBER, which is a picture, will not be read; NULL: it will. */
static const char *why_left(const reading *state)
{
    if (state->input->ocr == FOI_OCR_NEVER)
        return FOI_OCR_SWITCHED_OFF;
    return state->input->ocr_later ? foi_ocr_unbuilt() : foi_ocr_lacking();
}

/* What OCR reads of PAGE, where that is more than its text layer READ (taken over) has. */
static foi_pdf_page *read_picture(reading *state, PopplerPage *page, foi_pdf_page *read)
{
    foi_pdf_page *seen = NULL;
    g_autoptr(foi_picture) picture = foi_pdf_draw(page, FOI_OCR_PIXELS);
    foi_ocr_outcome outcome =
        picture == NULL ? FOI_OCR_ILLEGIBLE : foi_ocr_read(picture, read->number, &seen);
    if (outcome == FOI_OCR_TEXT && seen->text->len >= read->text->len) {
        foi_pdf_page_free(read);
        return seen;
    }
    if (seen != NULL)
        foi_pdf_page_free(seen);
    if (read->text->len > 0)
        return read;
    foi_scanned_add(state->scanned, read->number, FOI_READ_EMPTY,
                    outcome == FOI_OCR_BLANK ? FOI_SCANNED_BLANK : FOI_SCANNED_ILLEGIBLE);
    return read;
}

static foi_pdf_page *read_page(reading *state, PopplerPage *page, uint32_t number)
{
    foi_pdf_page *read = foi_pdf_page_read(page, number);
    foi_pdf_layer layer = foi_pdf_layer_of(page, read);
    if (!wants_ocr(state, layer))
        return read;
    const char *why = why_left(state);
    read->wants_ocr = why == NULL && state->input->ocr_later;
    if (why == NULL)
        return read->wants_ocr ? read : read_picture(state, page, read);
    if (layer != FOI_PDF_TEXT)
        foi_scanned_add(state->scanned, number, FOI_READ_EMPTY,
                        layer == FOI_PDF_PICTURE ? why : FOI_SCANNED_BLANK);
    return read;
}

static void read_pages(reading *state, PopplerDocument *document)
{
    const foi_input *input = state->input;
    int count = poppler_document_get_n_pages(document);
    int first = input->page_first == 0 ? 1 : (int)MIN(input->page_first, G_MAXINT);
    int last = input->page_first == 0 ? count : (int)MIN(input->page_last, (uint32_t)MAX(count, 0));
    uint64_t bytes = 0;
    for (int i = first; i <= last; i++) {
        PopplerPage *page = poppler_document_get_page(document, i - 1);
        if (page == NULL) {
            state->unread++;
            continue;
        }
        bytes += foi_pdf_pages_add(state->pages, read_page(state, page, (uint32_t)i));
        g_object_unref(page);
        if (bytes > foi_output_room(state->output) + 65536)
            break; /* Giving what is there reports it. */
    }
}

static void report(const reading *state, int count, bool text)
{
    foi_output *output = state->output;
    g_autofree char *detail = NULL;
    foi_read_status scanned = foi_scanned_status(state->scanned, text, &detail);
    foi_read_status worse = text ? FOI_READ_PARTIAL : FOI_READ_DAMAGED;
    if (count <= 0)
        foi_output_status(output, FOI_READ_DAMAGED, "the PDF has no page that can be read");
    else if (state->unread > 0)
        foi_output_status(output, worse, "%d of %d pages cannot be read", state->unread, count);
    else if (is_cut_short(state->input))
        foi_output_status(output, worse, "the PDF is cut short");
    else if (detail != NULL)
        foi_output_status(output, scanned, "%s", detail);
}

static void extract_pdf(const foi_input *input, foi_output *output)
{
    PopplerDocument *document = open_document(input, output);
    if (document == NULL)
        return;
    g_autofree char *title = poppler_document_get_title(document);
    foi_output_title(output, title);
    g_autoptr(foi_pdf_pages) pages = foi_pdf_pages_new();
    g_autoptr(foi_scanned) scanned = foi_scanned_new();
    reading state = {.input = input, .output = output, .pages = pages, .scanned = scanned};
    int count = poppler_document_get_n_pages(document);
    read_pages(&state, document);
    bool text = foi_pdf_pages_give(pages, output, (uint32_t)MAX(count, 0));
    if (input->page_first == 0)
        give_attachments(document, output);
    report(&state, count, text);
    g_object_unref(document);
}

static const char *const MIMES[] = {"application/pdf", NULL};

const foi_extractor foi_extractor_pdf = {"pdf", MIMES, FOI_FILE_PDF, extract_pdf};
