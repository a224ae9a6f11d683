#include "indexer/extract/word/doc_charset.h"

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
    {0x04, "windows-936"},  /* Chinese, but for Taiwan and Hong Kong */
    {0x11, "ibm-943"},      /* Japanese */
    {0x12, "windows-949"},  /* Korean */
};

static bool is_traditional(uint16_t language)
{
    return language == 0x404 || language == 0xc04;
}

static const char *charset_of(const foi_doc_file *file)
{
    if (!file->old)
        return "windows-1252";
    if (is_traditional(file->language))
        return "windows-950";
    if (file->macintosh)
        return "macintosh";
    for (size_t i = 0; i < G_N_ELEMENTS(LANGUAGES); i++)
        if ((file->language & 0x3ff) == LANGUAGES[i].language)
            return LANGUAGES[i].charset;
    return "windows-1252";
}

/* Put into LETTERS what single bytes stand for in CONVERTER, where they stand for anything. */
static void fill_letters(gunichar *letters, UConverter *converter)
{
    for (unsigned i = 0; i < 256; i++) {
        char byte = (char)i;
        UChar unit[2] = {REPLACEMENT};
        UErrorCode error = U_ZERO_ERROR;
        ucnv_toUChars(converter, unit, G_N_ELEMENTS(unit), &byte, 1, &error);
        if (i < 0x80)
            letters[i] = i;
        else if (unit[0] != REPLACEMENT)
            letters[i] = unit[0];
    }
}

void foi_doc_charset_fill(foi_doc_charset *charset, const foi_doc_file *file)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *western = ucnv_open("windows-1252", &error);
    UConverter *own = ucnv_open(charset_of(file), &error);
    *charset = (foi_doc_charset){.pairs = NULL};
    fill_letters(charset->letters, western);
    fill_letters(charset->letters, own);
    ucnv_close(western);
    if (own != NULL && ucnv_getMaxCharSize(own) > 1)
        charset->pairs = own;
    else
        ucnv_close(own);
}

void foi_doc_charset_clear(foi_doc_charset *charset)
{
    ucnv_close(charset->pairs);
    charset->pairs = NULL;
}

gunichar foi_doc_charset_pair(const foi_doc_charset *charset, uint8_t first, uint8_t second)
{
    char bytes[] = {(char)first, (char)second};
    UChar units[3] = {0};
    UErrorCode error = U_ZERO_ERROR;
    if (charset->pairs == NULL || first <= 0x80)
        return 0;
    int32_t count = ucnv_toUChars(charset->pairs, units, G_N_ELEMENTS(units), bytes, 2, &error);
    return U_SUCCESS(error) && count == 1 && units[0] != REPLACEMENT ? units[0] : 0;
}
