#include <string.h>

#include "indexer/extract/read.h"
#include "indexer/tag/tag.h"
#include "indexer/worker/process/process.h"

/* One of each kind that tables or libraries get ready for. */
static const char *const SAMPLES[] = {
    "Home Office\n\n3 June 2021\n\nDear Ms Orchard,\n\nRef: FOI/2021/0123\n\nWe refuse your "
    "request under section 40(2) of the Freedom of Information Act 2000.\n",
    "<html><body><h1>Reply</h1><p>We hold nothing &amp; say so.</p></body></html>",
    "From: foi@example.org\nTo: a@example.org\nSubject: =?iso-8859-1?q?R=E9ply?=\n"
    "Date: Fri, 24 May 2019 10:00:00 +0100\n\nThank you.\n",
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"};

void foi_process_warm_up(foi_detector *detector)
{
    const foi_budget budget = {.text_bytes = 1 << 20,
                               .member_bytes = 1 << 20,
                               .members = 1,
                               .depth = 1,
                               .wall_ms = G_MAXINT};
    for (size_t i = 0; i < G_N_ELEMENTS(SAMPLES); i++) {
        foi_input input = {.bytes = (const uint8_t *)SAMPLES[i],
                           .length = strlen(SAMPLES[i]),
                           .name = "",
                           .ocr_later = true};
        g_autoptr(GPtrArray) members = NULL;
        g_autoptr(foi_document) document = foi_read_bytes(detector, &input, &budget, &members);
        foi_tag_document(document);
    }
}
