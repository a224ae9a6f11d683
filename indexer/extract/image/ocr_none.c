/* The functions of ocr.h in a build without tesseract. */
#include "indexer/extract/image/ocr.h"

static const char LACKING[] = "built without tesseract";

foi_status foi_ocr_load(const char *languages, foi_error *error)
{
    (void)languages;
    return foi_error_set(error, FOI_ERROR_INTERNAL, "%s", LACKING);
}

char *foi_ocr_installed(void)
{
    return NULL;
}

const char *foi_ocr_unbuilt(void)
{
    return LACKING;
}

const char *foi_ocr_lacking(void)
{
    return LACKING;
}

foi_ocr_outcome foi_ocr_read(const foi_picture *picture, uint32_t number, foi_pdf_page **page)
{
    (void)picture;
    (void)number;
    *page = NULL;
    return FOI_OCR_ILLEGIBLE;
}
