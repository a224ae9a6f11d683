/* ocr.h - text out of pictures of pages, by tesseract.
 *
 * One engine for the process: its model is loaded before the process is locked down, since it is a
 * file. A build without tesseract has these functions as well, and says so where it is asked.
 */
#ifndef FOI_OCR_H
#define FOI_OCR_H

#include "indexer/base/error.h"
#include "indexer/extract/image/picture.h"
#include "indexer/extract/pdf/pdf_page.h"

/** Pixels of the largest picture that is decoded or drawn: A2 at 300 pixels an inch. */
#define FOI_OCR_PIXELS 40000000

/**
 * Load the models of LANGUAGES, such as "eng+cym"; NULL: English, and Welsh where it is installed.
 * FOI_ERROR_ARGUMENT names a language that is not installed and those that are; FOI_ERROR_INTERNAL
 * where this build has no engine. Only the first call does anything.
 */
foi_status foi_ocr_load(const char *languages, foi_error *error);

/** The languages whose models are installed, as "cym, eng", for the caller to g_free; "" where
 * there is none, NULL where this build has no engine. Loads no model. */
char *foi_ocr_installed(void);

/** Why pages are not read although they could be. */
#define FOI_OCR_SWITCHED_OFF "OCR is switched off"

/** Why this build cannot read pictures: half a sentence; NULL: it can. */
const char *foi_ocr_unbuilt(void);

/** Why this process cannot read pictures: half a sentence; NULL: it can. Loads the model. */
const char *foi_ocr_lacking(void);

typedef enum foi_ocr_outcome {
    FOI_OCR_TEXT,
    FOI_OCR_BLANK,    /**< there is nothing on the page but dirt */
    FOI_OCR_ILLEGIBLE /**< there is, but hardly text: a photograph, a drawing, handwriting */
} foi_ocr_outcome;

/**
 * Read PICTURE, which is page NUMBER, where foi_ocr_lacking() is NULL. With FOI_OCR_TEXT *PAGE gets
 * its lines and confidence, for the caller to foi_pdf_page_free(); else NULL.
 */
foi_ocr_outcome foi_ocr_read(const foi_picture *picture, uint32_t number, foi_pdf_page **page);

#endif
