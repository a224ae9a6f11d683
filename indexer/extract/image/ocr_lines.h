/* ocr_lines.h - from the words that the engine has read to the lines of a page. */
#ifndef FOI_OCR_LINES_H
#define FOI_OCR_LINES_H

#include <leptonica/allheaders.h>
#include <tesseract/capi.h>

#include "indexer/extract/pdf/pdf_page.h"

/**
 * The lines that ENGINE has recognized in IMAGE, as page NUMBER, for the caller to
 * foi_pdf_page_free(). What is hardly text (marks in a photograph, dirt, a signature) is left out;
 * where that is nearly all, there are no lines and the confidence is 0.
 */
foi_pdf_page *foi_ocr_lines(TessBaseAPI *engine, PIX *image, uint32_t number);

#endif
