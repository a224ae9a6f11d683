/* ocr_columns.h - whether a page is set in columns. */
#ifndef FOI_OCR_COLUMNS_H
#define FOI_OCR_COLUMNS_H

#include <leptonica/allheaders.h>
#include <stdbool.h>
#include <tesseract/capi.h>

/**
 * Whether the text of IMAGE stands in columns side by side. The engine finds columns by itself, but
 * loses the numbers before the paragraphs of a page that has none, so it must be told.
 */
bool foi_ocr_has_columns(TessBaseAPI *engine, PIX *image);

#endif
