/* PDF with a text layer: lines of the pages, from them paragraphs; attached files as members. */
#include <poppler.h>
#include <string.h>

#include "indexer/extract/extractor.h"
#include "indexer/extract/pdf/pdf_lines.h"
#include "indexer/extract/pdf/pdf_marks.h"

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
    if (poppler_document_has_attachments(document))
        attachments = poppler_document_get_attachments(document);
    bool more = true;
    for (GList *node = attachments; node != NULL; node = node->next) {
        more = more && foi_pdf_attachment_give(node->data, output);
        g_object_unref(node->data);
    }
    g_list_free(attachments);
    if (more)
        foi_pdf_marks_give_files(document, output);
}

/* Reads the pages wanted into PAGES; gives how many could not be read. */
static int read_pages(PopplerDocument *document, const foi_input *input, foi_output *output,
                      foi_pdf_pages *pages)
{
    int count = poppler_document_get_n_pages(document);
    int first = input->page_first == 0 ? 1 : (int)MIN(input->page_first, G_MAXINT);
    int last = input->page_first == 0 ? count : (int)MIN(input->page_last, (uint32_t)MAX(count, 0));
    int unread = 0;
    uint64_t bytes = 0;
    for (int i = first; i <= last; i++) {
        PopplerPage *page = poppler_document_get_page(document, i - 1);
        if (page == NULL) {
            unread++;
            continue;
        }
        bytes += foi_pdf_pages_add(pages, page, (uint32_t)i);
        g_object_unref(page);
        if (bytes > foi_output_room(output) + 65536)
            break; /* Giving what is there reports it. */
    }
    return unread;
}

static void report(const foi_input *input, foi_output *output, int count, int unread, bool text)
{
    if (count <= 0)
        foi_output_status(output, FOI_READ_DAMAGED, "the PDF has no page that can be read");
    else if (unread > 0)
        foi_output_status(output, text ? FOI_READ_PARTIAL : FOI_READ_DAMAGED,
                          "%d of %d pages cannot be read", unread, count);
    else if (is_cut_short(input))
        foi_output_status(output, text ? FOI_READ_PARTIAL : FOI_READ_DAMAGED,
                          "the PDF is cut short");
    else if (!text)
        foi_output_status(output, FOI_READ_EMPTY, "no text layer (a scan)");
}

static void extract_pdf(const foi_input *input, foi_output *output)
{
    PopplerDocument *document = open_document(input, output);
    if (document == NULL)
        return;
    g_autofree char *title = poppler_document_get_title(document);
    foi_output_title(output, title);
    g_autoptr(foi_pdf_pages) pages = foi_pdf_pages_new();
    int count = poppler_document_get_n_pages(document);
    int unread = read_pages(document, input, output, pages);
    bool text = foi_pdf_pages_give(pages, output, (uint32_t)MAX(count, 0));
    give_attachments(document, output);
    report(input, output, count, unread, text);
    g_object_unref(document);
}

static const char *const MIMES[] = {"application/pdf", NULL};

const foi_extractor foi_extractor_pdf = {"pdf", MIMES, FOI_FILE_PDF, extract_pdf};
