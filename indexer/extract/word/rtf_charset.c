#include "indexer/extract/word/rtf_charset.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include "indexer/extract/codepage.h"

#define PIECE            1024
#define SYMBOLS_FROM     0xf000
/* What ICU puts for one wrong byte of a code page with double bytes. */
#define SUBSTITUTE       0x1a
#define CODEPAGE_WESTERN "windows-1252"

struct foi_rtf_charset {
    GHashTable *converters; /* code page -> UConverter * */
};

typedef struct charset_row {
    int charset;
    unsigned codepage;
} charset_row;

static const charset_row CHARSETS[] = {
    {0, 1252},   {2, FOI_RTF_SYMBOLS}, {77, 10000}, {78, 932},   {79, 949},   {80, 936},
    {81, 950},   {128, 932},           {129, 949},  {134, 936},  {136, 950},  {161, 1253},
    {162, 1254}, {163, 1258},          {177, 1255}, {178, 1256}, {179, 1256}, {180, 1256},
    {181, 1255}, {186, 1257},          {204, 1251}, {222, 874},  {238, 1250}, {254, 437},
    {255, 850},
};

unsigned foi_rtf_charset_codepage(int font_charset)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CHARSETS); i++)
        if (CHARSETS[i].charset == font_charset)
            return CHARSETS[i].codepage;
    return 0;
}

static void converter_free(void *data)
{
    ucnv_close(data);
}

foi_rtf_charset *foi_rtf_charset_new(void)
{
    foi_rtf_charset *charset = g_new0(foi_rtf_charset, 1);
    charset->converters = g_hash_table_new_full(NULL, NULL, NULL, converter_free);
    return charset;
}

void foi_rtf_charset_free(foi_rtf_charset *charset)
{
    if (charset == NULL)
        return;
    g_hash_table_unref(charset->converters);
    g_free(charset);
}

static UConverter *converter_for(foi_rtf_charset *charset, unsigned codepage)
{
    const char *name = foi_codepage_name(codepage);
    unsigned key = name == NULL ? 1252 : codepage;
    UConverter *converter = g_hash_table_lookup(charset->converters, GUINT_TO_POINTER(key));
    if (converter != NULL)
        return converter;
    UErrorCode error = U_ZERO_ERROR;
    converter = ucnv_open(name == NULL ? CODEPAGE_WESTERN : name, &error);
    if (U_FAILURE(error)) {
        error = U_ZERO_ERROR;
        converter = ucnv_open(CODEPAGE_WESTERN, &error);
    }
    if (converter != NULL)
        g_hash_table_insert(charset->converters, GUINT_TO_POINTER(key), converter);
    return converter;
}

/* Append COUNT UNITS of UTF-16; a first half of a pair waits in *HIGH for the next call. */
static void append_units(GString *out, const UChar *units, size_t count, UChar *high)
{
    for (size_t i = 0; i < count; i++) {
        gunichar c = units[i];
        if (*high != 0 && U16_IS_TRAIL(c))
            c = (gunichar)U16_GET_SUPPLEMENTARY(*high, c);
        else if (*high != 0)
            g_string_append_unichar(out, 0xfffd);
        *high = U16_IS_LEAD(c) ? (UChar)c : 0;
        bool wrong = U_IS_SURROGATE(c) || c == SUBSTITUTE;
        if (*high == 0)
            g_string_append_unichar(out, wrong ? 0xfffd : c);
    }
}

static void append_symbols(GString *out, const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        g_string_append_unichar(out, bytes[i] < 0x80 ? bytes[i] : SYMBOLS_FROM + bytes[i]);
}

static bool is_ascii(const uint8_t *bytes, size_t length)
{
    uint8_t all = 0;
    for (size_t i = 0; i < length; i++)
        all |= bytes[i];
    return all < 0x80;
}

void foi_rtf_charset_append(foi_rtf_charset *charset, GString *out, unsigned codepage,
                            const uint8_t *bytes, size_t length)
{
    if (is_ascii(bytes, length)) {
        g_string_append_len(out, (const char *)bytes, (gssize)length);
        return;
    }
    if (codepage == FOI_RTF_SYMBOLS) {
        append_symbols(out, bytes, length);
        return;
    }
    UConverter *converter = converter_for(charset, codepage);
    if (converter == NULL)
        return;
    const char *source = (const char *)bytes;
    const char *end = source + length;
    UChar piece[PIECE] = {0};
    UChar high = 0;
    UErrorCode error;
    ucnv_resetToUnicode(converter);
    do {
        UChar *target = piece;
        error = U_ZERO_ERROR;
        ucnv_toUnicode(converter, &target, piece + PIECE, &source, end, NULL, true, &error);
        append_units(out, piece, (size_t)(target - piece), &high);
    } while (error == U_BUFFER_OVERFLOW_ERROR);
}
