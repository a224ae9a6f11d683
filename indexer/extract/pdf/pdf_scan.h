/* pdf_scan.h - pages of a PDF that are pictures: which they are, and the picture. */
#ifndef FOI_PDF_SCAN_H
#define FOI_PDF_SCAN_H

#include "indexer/extract/image/picture.h"
#include "indexer/extract/pdf/pdf_page.h"

typedef enum foi_pdf_layer {
    FOI_PDF_TEXT,   /**< the page has a text layer */
    FOI_PDF_NONE,   /**< it has no text: it is blank, or its text is drawn as lines */
    FOI_PDF_PICTURE /**< most of it is a picture, with at most a stamp or a number over it */
} foi_pdf_layer;

/** What PAGE is, whose text layer is READ. */
foi_pdf_layer foi_pdf_layer_of(PopplerPage *page, const foi_pdf_page *read);

/**
 * PAGE as a picture with 300 pixels an inch, or fewer where a large page would have more than
 * PIXELS pixels. NULL where it has no size or there is no memory for it.
 */
foi_picture *foi_pdf_draw(PopplerPage *page, uint32_t pixels);

#endif
