#include "indexer/extract/pdf/pdf_init.h"

#include <cairo.h>
#include <poppler.h>

/* One small page with a letter in a font that is not in the file. The library finds the objects
 * without a table of them. */
static const char LETTER[] =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    "/Resources<</Font<</F 5 0 R>>>>>>endobj\n"
    "4 0 obj<</Length 22>>stream\nBT /F 9 Tf (a) Tj ET  \nendstream endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
    "trailer<</Root 1 0 R>>\n%%EOF\n";

static void render_first_page(PopplerDocument *document)
{
    PopplerPage *page = poppler_document_get_page(document, 0);
    if (page == NULL)
        return;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 9, 9);
    cairo_t *context = cairo_create(surface);
    poppler_page_render(page, context);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    g_object_unref(page);
}

void foi_pdf_init(void)
{
    static PopplerDocument *kept;
    if (kept != NULL)
        return;
    g_autoptr(GBytes) bytes = g_bytes_new_static(LETTER, sizeof LETTER - 1);
    kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
    if (kept != NULL)
        render_first_page(kept);
}
