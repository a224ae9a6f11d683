#include "indexer/text/tokenizer.h"

#include <glib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* Word_Break classes, as far as the rules tell them apart. */
typedef enum break_class {
    OTHER,
    NEWLINE,
    IGNORED, /* Extend, Format and ZWJ: they stay with what is before them (WB4) */
    LETTER,
    HEBREW,
    NUMBER,
    KATAKANA,
    JOINER, /* ExtendNumLet, such as the underscore */
    MID_LETTER,
    MID_NUMBER,
    MID_BOTH, /* MidNumLet and the straight apostrophe, where no rule tells them apart */
    SINGLE_QUOTE,
    DOUBLE_QUOTE
} break_class;

static const uint8_t ascii_classes[128] = {
    ['\n'] = NEWLINE,     ['\r'] = NEWLINE,      ['\v'] = NEWLINE, ['\f'] = NEWLINE,
    ['"'] = DOUBLE_QUOTE, ['\''] = SINGLE_QUOTE, ['.'] = MID_BOTH, [','] = MID_NUMBER,
    [';'] = MID_NUMBER,   ['_'] = JOINER,        ['0'] = NUMBER,   ['1'] = NUMBER,
    ['2'] = NUMBER,       ['3'] = NUMBER,        ['4'] = NUMBER,   ['5'] = NUMBER,
    ['6'] = NUMBER,       ['7'] = NUMBER,        ['8'] = NUMBER,   ['9'] = NUMBER,
    ['A'] = LETTER,       ['B'] = LETTER,        ['C'] = LETTER,   ['D'] = LETTER,
    ['E'] = LETTER,       ['F'] = LETTER,        ['G'] = LETTER,   ['H'] = LETTER,
    ['I'] = LETTER,       ['J'] = LETTER,        ['K'] = LETTER,   ['L'] = LETTER,
    ['M'] = LETTER,       ['N'] = LETTER,        ['O'] = LETTER,   ['P'] = LETTER,
    ['Q'] = LETTER,       ['R'] = LETTER,        ['S'] = LETTER,   ['T'] = LETTER,
    ['U'] = LETTER,       ['V'] = LETTER,        ['W'] = LETTER,   ['X'] = LETTER,
    ['Y'] = LETTER,       ['Z'] = LETTER,        ['a'] = LETTER,   ['b'] = LETTER,
    ['c'] = LETTER,       ['d'] = LETTER,        ['e'] = LETTER,   ['f'] = LETTER,
    ['g'] = LETTER,       ['h'] = LETTER,        ['i'] = LETTER,   ['j'] = LETTER,
    ['k'] = LETTER,       ['l'] = LETTER,        ['m'] = LETTER,   ['n'] = LETTER,
    ['o'] = LETTER,       ['p'] = LETTER,        ['q'] = LETTER,   ['r'] = LETTER,
    ['s'] = LETTER,       ['t'] = LETTER,        ['u'] = LETTER,   ['v'] = LETTER,
    ['w'] = LETTER,       ['x'] = LETTER,        ['y'] = LETTER,   ['z'] = LETTER,
};

static break_class class_of(UChar32 character)
{
    if (character < 0)
        return OTHER;
    if (character < 128)
        return ascii_classes[character];
    switch (u_getIntPropertyValue(character, UCHAR_WORD_BREAK)) {
    case U_WB_ALETTER:
        return LETTER;
    case U_WB_HEBREW_LETTER:
        return HEBREW;
    case U_WB_NUMERIC:
        return NUMBER;
    case U_WB_KATAKANA:
        return KATAKANA;
    case U_WB_EXTENDNUMLET:
        return JOINER;
    case U_WB_EXTEND:
    case U_WB_FORMAT:
    case U_WB_ZWJ:
        return IGNORED;
    case U_WB_MIDLETTER:
        /* Colons part words: "foia:31" is two. CLDR took them out of this class, too. */
        return character == 0xfe55 || character == 0xff1a ? OTHER : MID_LETTER;
    case U_WB_MIDNUM:
        return MID_NUMBER;
    case U_WB_MIDNUMLET:
        return MID_BOTH;
    case U_WB_SINGLE_QUOTE:
        return SINGLE_QUOTE;
    case U_WB_DOUBLE_QUOTE:
        return DOUBLE_QUOTE;
    case U_WB_CR:
    case U_WB_LF:
    case U_WB_NEWLINE:
        return NEWLINE;
    default:
        return OTHER;
    }
}

static UChar32 decode(const char *text, size_t *at, size_t length)
{
    UChar32 character;
    const uint8_t *bytes = (const uint8_t *)text;
    U8_NEXT(bytes, *at, length, character);
    return character;
}

static bool is_letter(break_class found)
{
    return found == LETTER || found == HEBREW;
}

/* The class of the next character that WB4 does not hide; *AT is then behind it. */
static break_class next_shown(const char *text, size_t *at, size_t length)
{
    while (*at < length) {
        break_class found = class_of(decode(text, at, length));
        if (found != IGNORED)
            return found;
    }
    return NEWLINE;
}

/* Whether BETWEEN, standing after BEFORE, joins it to what follows at AT: WB6, 7, 7b, 11, 12. */
static bool joins_next(break_class before, break_class between, const char *text, size_t at,
                       size_t length)
{
    bool mid_both = between == MID_BOTH || between == SINGLE_QUOTE;
    if (is_letter(before) && (between == MID_LETTER || mid_both))
        return is_letter(next_shown(text, &at, length));
    if (before == HEBREW && between == DOUBLE_QUOTE)
        return next_shown(text, &at, length) == HEBREW;
    if (before == NUMBER && (between == MID_NUMBER || mid_both))
        return next_shown(text, &at, length) == NUMBER;
    return false;
}

/* No break between two neighbours: WB5, 8, 9, 10, 13, 13a, 13b. */
static bool joins(break_class before, break_class after)
{
    bool before_word = is_letter(before) || before == NUMBER;
    bool after_word = is_letter(after) || after == NUMBER;
    if (before_word && after_word)
        return true;
    if (before == KATAKANA && after == KATAKANA)
        return true;
    if (after == JOINER)
        return before_word || before == KATAKANA || before == JOINER;
    return before == JOINER && (after_word || after == KATAKANA);
}

static bool is_word_character(UChar32 character)
{
    return character >= 0 && (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
}

/* The end of the segment that begins at START; *WORD tells whether a letter or number is in it. */
static size_t segment_end(const char *text, size_t start, size_t length, bool *word)
{
    size_t end = start;
    UChar32 character = decode(text, &end, length);
    break_class before = class_of(character);
    *word = is_word_character(character);
    if (before == NEWLINE)
        return end;
    while (end < length) {
        size_t next = end;
        character = decode(text, &next, length);
        break_class found = class_of(character);
        if (found == IGNORED) {
            end = next;
            continue;
        }
        if (joins(before, found)) {
            before = found;
        } else if (joins_next(before, found, text, next, length)) {
            before = next_shown(text, &next, length);
            *word = true;
        } else if (before == HEBREW && found == SINGLE_QUOTE) {
            before = OTHER; /* WB7a: it belongs to the word, nothing further does */
        } else {
            break;
        }
        *word = *word || is_word_character(character);
        end = next;
    }
    return end;
}

/* --- folding ---------------------------------------------------------------------------------- */

static size_t without_possessive(const char *word, size_t length)
{
    bool possessive = length > 2 && word[length - 2] == '\'' && word[length - 1] == 's';
    return possessive ? length - 2 : length;
}

static size_t fold_ascii(const char *text, size_t length, char *word)
{
    size_t kept = length < FOI_WORD_LIMIT ? length : FOI_WORD_LIMIT;
    for (size_t i = 0; i < kept; i++)
        word[i] = g_ascii_tolower(text[i]);
    return length <= FOI_WORD_LIMIT ? without_possessive(word, kept) : kept;
}

/* Room for the worst that FOI_WORD_WRITTEN_LIMIT bytes become: U+FDFA, three bytes, gives 18. */
enum { FOLDED_ROOM = FOI_WORD_WRITTEN_LIMIT * 8, DECOMPOSED_ROOM = FOLDED_ROOM * 2 };

static int32_t drop_marks(UChar *text, int32_t length)
{
    int32_t kept = 0;
    for (int32_t at = 0; at < length;) {
        UChar32 character;
        int32_t from = at;
        U16_NEXT(text, at, length, character);
        if (u_charType(character) == U_NON_SPACING_MARK)
            continue;
        if (character == 0x2018 || character == 0x2019)
            text[from] = '\'';
        u_memmove(text + kept, text + from, at - from);
        kept += at - from;
    }
    return kept;
}

static size_t to_utf8(const UChar *text, int32_t length, char *word)
{
    char bytes[FOLDED_ROOM * 3];
    int32_t written = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8(bytes, sizeof bytes, &written, text, length, &status);
    if (U_FAILURE(status) || written <= 0)
        return 0;
    size_t kept = without_possessive(bytes, (size_t)written);
    if (kept > FOI_WORD_LIMIT) {
        kept = FOI_WORD_LIMIT;
        while (((unsigned char)bytes[kept] & 0xc0) == 0x80)
            kept--;
    }
    memcpy(word, bytes, kept);
    return kept;
}

static size_t fold_unicode(const char *text, size_t length, char *word)
{
    UChar written[FOI_WORD_WRITTEN_LIMIT], folded[FOLDED_ROOM], decomposed[DECOMPOSED_ROOM];
    if (length > FOI_WORD_WRITTEN_LIMIT) {
        length = FOI_WORD_WRITTEN_LIMIT;
        while (length > 0 && ((unsigned char)text[length] & 0xc0) == 0x80)
            length--;
    }
    UErrorCode status = U_ZERO_ERROR;
    int32_t units = 0;
    u_strFromUTF8(written, G_N_ELEMENTS(written), &units, text, (int32_t)length, &status);
    const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
    const UNormalizer2 *decompose = unorm2_getNFDInstance(&status);
    const UNormalizer2 *compose = unorm2_getNFCInstance(&status);
    units = unorm2_normalize(casefold, written, units, folded, G_N_ELEMENTS(folded), &status);
    units =
        unorm2_normalize(decompose, folded, units, decomposed, G_N_ELEMENTS(decomposed), &status);
    if (U_FAILURE(status))
        return 0;
    units = drop_marks(decomposed, units);
    units = unorm2_normalize(compose, decomposed, units, folded, G_N_ELEMENTS(folded), &status);
    return U_FAILURE(status) ? 0 : to_utf8(folded, units, word);
}

/* --- the iterator ----------------------------------------------------------------------------- */

void foi_tokenizer_start(foi_tokenizer *tokenizer, const char *text, size_t length)
{
    tokenizer->text = text;
    tokenizer->length = length;
    tokenizer->at = 0;
}

/* Most text is ASCII: over it the rules are applied without decoding. The end of the segment that
 * begins with the word character at START, or 0 where a byte is not ASCII and the full rules have
 * to look. */
static size_t ascii_end(const char *text, size_t start, size_t length)
{
    const uint8_t *bytes = (const uint8_t *)text;
    break_class before = ascii_classes[bytes[start]];
    size_t end = start + 1;
    for (; end < length; end++) {
        if (bytes[end] >= 128)
            return 0;
        break_class found = ascii_classes[bytes[end]];
        if (joins(before, found)) {
            before = found;
            continue;
        }
        if (end + 1 < length && bytes[end + 1] >= 128 && found != OTHER && found != NEWLINE)
            return 0;
        if (!joins_next(before, found, text, end + 1, length))
            break;
        before = ascii_classes[bytes[++end]];
    }
    return end;
}

static bool is_ascii_word(const char *text, size_t start, size_t end)
{
    while (start < end && text[start] == '_')
        start++;
    return start < end;
}

static bool give(foi_tokenizer *tokenizer, size_t start, size_t end, bool ascii, foi_token *token)
{
    const char *text = tokenizer->text + start;
    token->start = start;
    token->length = end - start;
    token->word = tokenizer->word;
    token->word_length = ascii ? fold_ascii(text, end - start, tokenizer->word)
                               : fold_unicode(text, end - start, tokenizer->word);
    return token->word_length > 0;
}

bool foi_tokenizer_next(foi_tokenizer *tokenizer, foi_token *token)
{
    const char *text = tokenizer->text;
    size_t length = tokenizer->length;
    while (tokenizer->at < length) {
        size_t start = tokenizer->at;
        unsigned char first = (unsigned char)text[start];
        break_class found = first < 128 ? (break_class)ascii_classes[first] : OTHER;
        bool begins_word = found == LETTER || found == NUMBER || found == JOINER;
        /* What begins no word is a segment of its own, but for marks that follow it. */
        if (first < 128 && !begins_word &&
            (start + 1 == length || (unsigned char)text[start + 1] < 128)) {
            tokenizer->at++;
            continue;
        }
        size_t end = begins_word ? ascii_end(text, start, length) : 0;
        bool ascii = end != 0;
        bool word = ascii && is_ascii_word(text, start, end);
        if (!ascii)
            end = segment_end(text, start, length, &word);
        tokenizer->at = end;
        if (word && give(tokenizer, start, end, ascii, token))
            return true;
    }
    return false;
}

char *foi_token_fold(const char *word)
{
    foi_tokenizer tokenizer;
    foi_token token;
    foi_tokenizer_start(&tokenizer, word, strlen(word));
    if (!foi_tokenizer_next(&tokenizer, &token))
        return NULL;
    char *folded = g_strndup(token.word, token.word_length);
    if (foi_tokenizer_next(&tokenizer, &token))
        g_clear_pointer(&folded, g_free);
    return folded;
}
