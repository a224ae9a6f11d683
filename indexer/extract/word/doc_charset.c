#include "indexer/extract/word/doc_charset.h"

#include <unicode/ucnv.h>

#define REPLACEMENT 0xfffd

typedef struct language_row {
    uint16_t language; /* its lower 10 bits: the language without the country */
    const char *charset;
} language_row;

/* Word 6 and 95 write in the set of the Windows that they run on: it follows from the language.
 * Others write in that of Western Europe. */
static const language_row LANGUAGES[] = {
    {0x01, "windows-1256"}, /* Arabic */
    {0x02, "windows-1251"}, /* Bulgarian */
    {0x05, "windows-1250"}, /* Czech */
    {0x08, "windows-1253"}, /* Greek */
    {0x0d, "windows-1255"}, /* Hebrew */
    {0x0e, "windows-1250"}, /* Hungarian */
    {0x15, "windows-1250"}, /* Polish */
    {0x18, "windows-1250"}, /* Romanian */
    {0x19, "windows-1251"}, /* Russian */
    {0x1a, "windows-1250"}, /* Croatian */
    {0x1b, "windows-1250"}, /* Slovak */
    {0x1c, "windows-1250"}, /* Albanian */
    {0x1e, "windows-874"},  /* Thai */
    {0x1f, "windows-1254"}, /* Turkish */
    {0x22, "windows-1251"}, /* Ukrainian */
    {0x23, "windows-1251"}, /* Belarusian */
    {0x24, "windows-1250"}, /* Slovenian */
    {0x25, "windows-1257"}, /* Estonian */
    {0x26, "windows-1257"}, /* Latvian */
    {0x27, "windows-1257"}, /* Lithuanian */
    {0x29, "windows-1256"}, /* Persian */
    {0x2a, "windows-1258"}, /* Vietnamese */
    {0x2f, "windows-1251"}, /* Macedonian */
    {0x04, NULL},           /* Chinese */
    {0x11, NULL},           /* Japanese */
    {0x12, NULL},           /* Korean */
};

static const char *charset_of(const foi_doc_file *file)
{
    if (!file->old)
        return "windows-1252";
    if (file->macintosh)
        return "macintosh";
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++)
        if ((file->language & 0x3ff) == LANGUAGES[i].language)
            return LANGUAGES[i].charset;
    return "windows-1252";
}

void foi_doc_charset_fill(foi_doc_charset *charset, const foi_doc_file *file, foi_output *output)
{
    const char *name = charset_of(file);
    if (name == NULL && !file->wide)
        foi_output_status(output, FOI_READ_PARTIAL,
                          "its letters of two bytes each are not read: an East Asian Word 95");
    UErrorCode error = U_ZERO_ERROR;
    UConverter *converter = ucnv_open(name == NULL ? "windows-1252" : name, &error);
    for (unsigned i = 0; i < G_N_ELEMENTS(charset->letters); i++) {
        char byte = (char)i;
        UChar unit[2] = {REPLACEMENT};
        if (U_SUCCESS(error))
            ucnv_toUChars(converter, unit, G_N_ELEMENTS(unit), &byte, 1, &error);
        charset->letters[i] = i < 0x80 ? i : unit[0];
        error = converter == NULL ? error : U_ZERO_ERROR;
    }
    ucnv_close(converter);
}
