/* ocr_upright.h - pictures as the engine of OCR reads them best. */
#ifndef FOI_OCR_UPRIGHT_H
#define FOI_OCR_UPRIGHT_H

#include <leptonica/allheaders.h>

#include "indexer/extract/image/picture.h"

/**
 * PICTURE with about 300 pixels an inch and its lines level, for the caller to pixDestroy(). Its
 * resolution is set. Unless its paper is EVEN it is made so. NULL where there is no memory for it.
 */
PIX *foi_ocr_upright(const foi_picture *picture, bool even);

/**
 * IMAGE turned by a quarter, a half or three quarters, so that its letters stand upright, for the
 * caller to pixDestroy(); NULL where they do so already or where that cannot be told.
 */
PIX *foi_ocr_turn(PIX *image);

#endif
