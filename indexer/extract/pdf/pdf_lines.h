/* pdf_lines.h - from the characters of PDF pages to paragraphs, headings and rows. */
#ifndef FOI_PDF_LINES_H
#define FOI_PDF_LINES_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/pdf/pdf_page.h"

/** The lines of the pages of one PDF: running heads and feet are known once all are there. */
typedef struct foi_pdf_pages foi_pdf_pages;

foi_pdf_pages *foi_pdf_pages_new(void);
void foi_pdf_pages_free(foi_pdf_pages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_pdf_pages, foi_pdf_pages_free)

/** Take over PAGE, whose number is above those before it. Returns the bytes of its lines. */
size_t foi_pdf_pages_add(foi_pdf_pages *pages, foi_pdf_page *page);

/**
 * Give all of it to OUTPUT as a document of COUNT pages. Page numbers, and lines that repeat at the
 * top or bottom of the pages, are given once. Returns whether there is any text.
 */
bool foi_pdf_pages_give(foi_pdf_pages *pages, foi_output *output, uint32_t count);

#endif
