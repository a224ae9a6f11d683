#include "indexer/extract/pdf/pdf_init.h"

#include <poppler.h>

/* One empty page. The library finds the objects without a table of them. */
static const char EMPTY[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                            "trailer<</Root 1 0 R>>\n%%EOF\n";

void foi_pdf_init(void)
{
    static PopplerDocument *kept;
    if (kept != NULL)
        return;
    g_autoptr(GBytes) bytes = g_bytes_new_static(EMPTY, sizeof EMPTY - 1);
    kept = poppler_document_new_from_bytes(bytes, NULL, NULL);
}
