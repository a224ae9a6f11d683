/* ocr_languages.h - whether the workers can read in the languages that are asked for.
 *
 * Only the worker program is linked with tesseract: the supervisor knows what the zygote tells.
 */
#ifndef FOI_OCR_LANGUAGES_H
#define FOI_OCR_LANGUAGES_H

#include "indexer/base/error.h"
#include "indexer/worker/supervisor.h"

/** The name of the line that lists them, parted by ", ". A build without tesseract has none. */
#define FOI_OCR_LANGUAGES_NAME "OCR models"

/**
 * Whether OCR can be had as LIMITS ask, by LIBRARIES, which the zygote has told of itself.
 * FOI_ERROR_ARGUMENT where there is no engine, or no model of one of the languages: the reason
 * names those that are installed.
 */
foi_status foi_ocr_languages_check(const foi_limits *limits, const char *libraries,
                                   foi_error *error);

#endif
