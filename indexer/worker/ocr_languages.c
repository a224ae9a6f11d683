#include "indexer/worker/ocr_languages.h"

#include <string.h>

/* The value of the line of languages, for the caller to g_free; NULL: there is none. */
static char *told_languages(const char *libraries)
{
    static const char NAME[] = FOI_OCR_LANGUAGES_NAME "\t";
    g_auto(GStrv) lines = g_strsplit(libraries, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        if (g_str_has_prefix(*line, NAME))
            return g_strdup(*line + strlen(NAME));
    return NULL;
}

foi_status foi_ocr_languages_check(const foi_limits *limits, const char *libraries,
                                   foi_error *error)
{
    g_autofree char *told = told_languages(libraries);
    if (told == NULL)
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "there is no OCR: foi-worker is built without tesseract");
    if (*told == '\0')
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "there is no OCR: no model of tesseract is installed");
    if (limits->ocr_languages == NULL)
        return FOI_OK;
    g_auto(GStrv) installed = g_strsplit(told, ", ", -1);
    g_auto(GStrv) wanted = g_strsplit(limits->ocr_languages, "+", -1);
    for (char **language = wanted; *language != NULL; language++)
        if (!g_strv_contains((const char *const *)installed, *language))
            return foi_error_set(error, FOI_ERROR_ARGUMENT,
                                 "tesseract has no model for the language \"%s\"; installed are: "
                                 "%s",
                                 *language, told);
    return FOI_OK;
}
