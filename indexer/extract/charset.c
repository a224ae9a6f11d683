#include "indexer/extract/charset.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include "indexer/base/utf8.h"
#include "indexer/detect/sniff.h"
#include "indexer/extract/charset_guess.h"

/* ICU's detector looks at this much. */
#define DETECT_WINDOW     32768
/* Below this its word is worth less than the guess that a British letter is windows-1252. */
#define DETECT_CONFIDENCE 50
#define PIECE             32768

/* The sets that the detector may choose: those whose bytes look unlike windows-1252. The other
 * single-byte Latin sets differ from it in a few signs, and the detector mixes them up. */
static const char *const DETECTABLE[] = {
    "Shift_JIS",    "EUC-JP",       "ISO-2022-JP", "EUC-KR",       "ISO-2022-KR", "GB18030",
    "Big5",         "windows-1251", "KOI8-R",      "ISO-8859-5",   "ISO-8859-7",  "windows-1253",
    "windows-1255", "ISO-8859-8",   "ISO-8859-6",  "windows-1256",
};

void foi_charset_init(void)
{
    static const char *const OTHERS[] = {"windows-1252", "UTF-16LE",  "UTF-16BE",    "UTF-32LE",
                                         "UTF-32BE",     "UTF-7",     "UTF-8",       "ibm-850",
                                         "ibm-437",      "macintosh", "ISO-8859-15", "ISO-8859-2",
                                         "windows-1250", "ibm-500"};
    UErrorCode error = U_ZERO_ERROR;
    for (size_t i = 0; i < G_N_ELEMENTS(OTHERS); i++)
        ucnv_close(ucnv_open(OTHERS[i], &error));
    for (size_t i = 0; i < G_N_ELEMENTS(DETECTABLE); i++) {
        error = U_ZERO_ERROR;
        ucnv_close(ucnv_open(DETECTABLE[i], &error));
    }
    error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    ucsdet_close(detector);
    foi_charset_guess_init();
}

void foi_utf8_clear(foi_utf8 *utf8)
{
    if (utf8->copy != NULL)
        g_string_free(utf8->copy, TRUE);
    *utf8 = (foi_utf8){0};
}

void foi_utf8_report(const foi_utf8 *utf8, foi_output *output)
{
    if (utf8->cut)
        foi_output_status(output, FOI_READ_PARTIAL,
                          "there is more text than the limit for one file allows");
}

bool foi_charset_convert(foi_utf8 *out, const char *charset, const uint8_t *bytes, size_t length,
                         uint64_t limit)
{
    UErrorCode error = U_ZERO_ERROR;
    UConverter *from = ucnv_open(charset, &error);
    UConverter *to = ucnv_open("UTF-8", &error);
    if (U_FAILURE(error)) {
        ucnv_close(from);
        ucnv_close(to);
        return false;
    }
    UChar pivot[1024];
    UChar *pivot_source = pivot;
    UChar *pivot_target = pivot;
    const char *source = (const char *)bytes;
    const char *end = source + length;
    char piece[PIECE];
    UBool reset = true;
    out->copy = g_string_new(NULL);
    do {
        char *target = piece;
        error = U_ZERO_ERROR;
        ucnv_convertEx(to, from, &target, piece + PIECE, &source, end, pivot, &pivot_source,
                       &pivot_target, pivot + G_N_ELEMENTS(pivot), reset, true, &error);
        reset = false;
        g_string_append_len(out->copy, piece, target - piece);
    } while (error == U_BUFFER_OVERFLOW_ERROR && out->copy->len <= limit);
    out->cut = error == U_BUFFER_OVERFLOW_ERROR;
    out->text = out->copy->str;
    out->length = out->copy->len;
    ucnv_close(from);
    ucnv_close(to);
    return true;
}

/* How many characters of two or more bytes are right and how many bytes wrong: a few wrong bytes do
 * not make a text that is else UTF-8 another one. */
static bool is_mostly_utf8(const uint8_t *bytes, size_t length, bool declared)
{
    size_t right = 0;
    size_t wrong = 0;
    const char *at = (const char *)bytes;
    const char *end = at + MIN(length, (size_t)FOI_SNIFF_WINDOW * 16);
    while (at < end) {
        if ((unsigned char)*at < 0x80) {
            at++;
            continue;
        }
        gunichar c = g_utf8_get_char_validated(at, end - at);
        bool good = c != (gunichar)-1 && c != (gunichar)-2;
        right += good;
        wrong += !good;
        at = good ? g_utf8_next_char(at) : at + 1;
    }
    return right > 0 && wrong <= (declared ? right : right / 4);
}

/* NUL is no error here: it is dropped with the other control characters. */
static bool is_utf8(const uint8_t *bytes, size_t length)
{
    size_t at = 0;
    while (at < length) {
        at += foi_utf8_valid((const char *)bytes + at, length - at);
        if (at < length && bytes[at] != 0)
            return false;
        at++;
    }
    return true;
}

/* A declared set that cannot be meant as declared. */
static const char *settle(const char *declared)
{
    static const char *const AS_1252[] = {"iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"};
    for (size_t i = 0; i < G_N_ELEMENTS(AS_1252); i++)
        if (g_ascii_strcasecmp(declared, AS_1252[i]) == 0)
            return "windows-1252"; /* The same but for the quotation marks that people type. */
    bool unicode = g_ascii_strncasecmp(declared, "utf", 3) == 0 ||
                   g_ascii_strncasecmp(declared, "unicode", 7) == 0;
    /* Bytes that are neither marked nor look like UTF-16 are not; UTF-8 was tried before. */
    if (unicode && g_ascii_strcasecmp(declared, "utf-7") != 0)
        return NULL;
    return declared;
}

/* Text of mainframes: blanks and small letters lie where no other set has them. */
static bool is_ebcdic(const uint8_t *bytes, size_t length)
{
    size_t blanks = 0;
    size_t letters = 0;
    length = MIN(length, DETECT_WINDOW);
    for (size_t i = 0; i < length; i++) {
        uint8_t low = bytes[i] & 0xf;
        uint8_t high = bytes[i] >> 4;
        blanks += bytes[i] == 0x40;
        letters += low > 0 && low < 10 && (high == 8 || high == 9 || (high == 10 && low > 1));
        if (bytes[i] == ' ')
            return false;
    }
    return blanks * 20 > length && letters * 2 > length - blanks;
}

static const char *detected(const uint8_t *bytes, size_t length)
{
    if (is_ebcdic(bytes, length))
        return "ibm-500";
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    ucsdet_setText(detector, (const char *)bytes, (int32_t)MIN(length, DETECT_WINDOW), &error);
    const UCharsetMatch *match = ucsdet_detect(detector, &error);
    const char *result = NULL;
    if (U_SUCCESS(error) && match != NULL &&
        ucsdet_getConfidence(match, &error) >= DETECT_CONFIDENCE) {
        const char *name = ucsdet_getName(match, &error);
        for (size_t i = 0; U_SUCCESS(error) && i < G_N_ELEMENTS(DETECTABLE); i++)
            if (strcmp(name, DETECTABLE[i]) == 0)
                result = DETECTABLE[i];
    }
    ucsdet_close(detector);
    return result == NULL ? foi_charset_guess(bytes, length) : result;
}

foi_utf8 foi_charset_decode(const uint8_t *bytes, size_t length, const char *declared,
                            uint64_t limit)
{
    static const char *const WIDE[] = {NULL, "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"};
    if (length == 0)
        return (foi_utf8){.text = ""};
    size_t mark = 0;
    foi_text_layout layout = foi_sniff_layout(bytes, length, &mark);
    bytes += mark;
    length -= mark;
    foi_utf8 out = {.text = (const char *)bytes, .length = length};
    if (layout != FOI_LAYOUT_BYTES && foi_charset_convert(&out, WIDE[layout], bytes, length, limit))
        return out;
    bool escapes = declared != NULL && (g_ascii_strncasecmp(declared, "iso-2022", 8) == 0 ||
                                        g_ascii_strcasecmp(declared, "utf-7") == 0);
    bool said = declared != NULL && g_ascii_strncasecmp(declared, "utf-8", 5) == 0;
    /* Sets that write all in ASCII would pass for UTF-8. */
    if (!escapes && (is_utf8(bytes, length) || is_mostly_utf8(bytes, length, said)))
        return out;
    const char *known = declared == NULL ? NULL : settle(declared);
    if (known != NULL && foi_charset_convert(&out, known, bytes, length, limit))
        return out;
    foi_charset_convert(&out, detected(bytes, length), bytes, length, limit);
    return out;
}
