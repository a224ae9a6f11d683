/* fuzz_pdf_scan.c - pages of hostile PDFs drawn as the engine of OCR would be given them, but small
 * (libFuzzer). */
#include "indexer/extract/pdf/pdf_init.h"
#include "indexer/extract/pdf/pdf_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PIXELS 16384

/* Pages of one file that are drawn. */
#define PAGES 4

static void draw(PopplerPage *page)
{
    g_autoptr(foi_picture) picture = foi_pdf_draw(page, PIXELS);
    if (picture == NULL)
        return;
    /* A side has at least one pixel, however narrow the page. */
    uint64_t most = MAX(PIXELS, MAX(picture->width, picture->height));
    if ((uint64_t)picture->width * picture->height > most)
        __builtin_trap();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    foi_pdf_init();
    g_autoptr(GBytes) bytes = g_bytes_new_static(data, size);
    PopplerDocument *document = poppler_document_new_from_bytes(bytes, NULL, NULL);
    if (document == NULL)
        return 0;
    int count = MIN(poppler_document_get_n_pages(document), PAGES);
    for (int i = 0; i < count; i++) {
        PopplerPage *page = poppler_document_get_page(document, i);
        if (page == NULL)
            continue;
        draw(page);
        g_object_unref(page);
    }
    g_object_unref(document);
    return 0;
}
