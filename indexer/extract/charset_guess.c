#include "indexer/extract/charset_guess.h"

#include <glib.h>
#include <stdbool.h>
#include <unicode/ucnv.h>

/* So much of a text is looked at. */
#define WINDOW 65536
/* By so much another set has to be the likelier one. */
#define MARGIN 3
/* Less than this is said of a character that a set does not have. */
#define ABSENT (-3)

/* In the order of how often a British office has them: of two that are as likely, the first. */
static const char *const SETS[] = {"windows-1252", "ibm-850",    "ibm-437",      "macintosh",
                                   "ISO-8859-15",  "ISO-8859-2", "windows-1250", "windows-1251",
                                   "KOI8-R",       "ISO-8859-5", "windows-1253", "ISO-8859-7"};

/* What the bytes from 0x80 are in each set; 0: nothing. */
static gunichar upper_half[G_N_ELEMENTS(SETS)][128];

void foi_charset_guess_init(void)
{
    for (size_t set = 0; set < G_N_ELEMENTS(SETS); set++) {
        UErrorCode error = U_ZERO_ERROR;
        UConverter *converter = ucnv_open(SETS[set], &error);
        for (int i = 0; i < 128 && U_SUCCESS(error); i++) {
            const char byte = (char)(0x80 + i);
            UChar unit[2] = {0, 0};
            UErrorCode each = U_ZERO_ERROR;
            if (ucnv_toUChars(converter, unit, 2, &byte, 1, &each) == 1 && unit[0] >= 0xa0 &&
                unit[0] != 0xfffd)
                upper_half[set][i] = unit[0];
        }
        ucnv_close(converter);
    }
}

static gunichar character(const gunichar *half, uint8_t byte)
{
    return byte < 0x80 ? byte : half[byte - 0x80];
}

/* Letters of one word are of one script, and capitals stand first or among capitals. */
static int judge_letter(gunichar c, gunichar before, gunichar after)
{
    bool inside = g_unichar_isalpha(before);
    bool followed = g_unichar_isalpha(after);
    bool foreign =
        (inside && (before < 0x250) != (c < 0x250)) || (followed && (after < 0x250) != (c < 0x250));
    if (foreign)
        return ABSENT;
    if (g_unichar_isupper(c) && g_unichar_islower(before))
        return ABSENT;
    return inside || followed ? 2 : -1;
}

static int judge(gunichar c, gunichar before, gunichar after)
{
    bool between = g_unichar_isalpha(before) && g_unichar_isalpha(after);
    if (c == 0)
        return ABSENT;
    if (c >= 0x2500 && c < 0x25a0)
        return (before >= 0x2500 && before < 0x25a0) || (after >= 0x2500 && after < 0x25a0)
                   ? 2
                   : ABSENT;
    if (c == 0xaa || c == 0xba || c == 0x192 || c == 0xa4 || c == 0xb8)
        return -1; /* hardly ever meant */
    if (g_unichar_isalpha(c))
        return judge_letter(c, before, after);
    if (c == 0x2019 || c == 0xb7)
        return 2;
    return between ? ABSENT : 1;
}

const char *foi_charset_guess(const uint8_t *bytes, size_t length)
{
    int64_t scores[G_N_ELEMENTS(SETS)] = {0};
    length = MIN(length, WINDOW);
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] < 0x80)
            continue;
        for (size_t set = 0; set < G_N_ELEMENTS(SETS); set++) {
            const gunichar *half = upper_half[set];
            gunichar before = i > 0 ? character(half, bytes[i - 1]) : ' ';
            gunichar after = i + 1 < length ? character(half, bytes[i + 1]) : ' ';
            scores[set] += judge(character(half, bytes[i]), before, after);
        }
    }
    size_t best = 0;
    for (size_t set = 1; set < G_N_ELEMENTS(SETS); set++)
        if (scores[set] > scores[best] && scores[set] >= scores[0] + MARGIN)
            best = set;
    return SETS[best];
}
