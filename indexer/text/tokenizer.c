#include "indexer/text/tokenizer.h"

#include <glib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

#include "indexer/base/eights.h"

/* Word_Break classes, as far as the rules tell them apart. */
typedef enum break_class {
    OTHER,
    LETTER, /* the three that join each other whatever their order come first */
    NUMBER,
    JOINER, /* ExtendNumLet, such as the underscore */
    NEWLINE,
    IGNORED, /* Extend, Format and ZWJ: they stay with what is before them (WB4) */
    HEBREW,
    KATAKANA,
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

/* --- ASCII, which nearly all of a text is, without decoding ------------------------------------
 */

static bool is_run_class(uint8_t c)
{
    return c < 128 && (uint8_t)(ascii_classes[c] - LETTER) <= JOINER - LETTER;
}

/* Letters, digits and underscores join whatever their order. Folds those from AT on into WORD,
 * behind the *KEPT bytes that it holds; gives where they end. */
static size_t read_run(const char *text, size_t at, size_t length, char *word, size_t *kept)
{
    while (at + 8 <= length && *kept < FOI_WORD_LIMIT) {
        uint64_t eight = foi_eight_load(text + at);
        uint64_t letters = foi_eight_letters(eight);
        uint64_t others = letters ^ FOI_EIGHT_HIGHS;
        uint64_t capitals = letters & ~(eight << 2);
        foi_eight_store(word + *kept, eight | capitals >> 2);
        size_t run = others ? (size_t)__builtin_ctzll(others) / 8 : 8;
        at += run;
        *kept += run;
        if (run == 8)
            continue;
        if (!is_run_class((uint8_t)text[at]))
            return at;
        /* A digit or an underscore: what was stored is right for it, too. */
        at++;
        ++*kept;
    }
    for (; at < length && is_run_class((uint8_t)text[at]); at++)
        if (*kept < FOI_WORD_LIMIT)
            word[(*kept)++] = g_ascii_tolower(text[at]);
    return at;
}

/* The end of the segment that begins with the word character at START, folded into WORD with *KEPT
 * bytes; 0 where a byte is not ASCII and the full rules have to look. */
static size_t ascii_end(const char *text, size_t start, size_t length, char *word, size_t *kept)
{
    const uint8_t *bytes = (const uint8_t *)text;
    *kept = 0;
    for (size_t end = start;; end++) {
        end = read_run(text, end, length, word, kept);
        if (end == length)
            return end;
        if (bytes[end] >= 128)
            return 0;
        break_class found = (break_class)ascii_classes[bytes[end]];
        if (found == OTHER || found == NEWLINE)
            return end;
        if (end + 1 < length && bytes[end + 1] >= 128)
            return 0;
        break_class before = (break_class)ascii_classes[bytes[end - 1]];
        if (!joins_next(before, found, text, end + 1, length))
            return end;
        if (*kept < FOI_WORD_LIMIT)
            word[(*kept)++] = text[end];
    }
}

/* Whether anything but underscores stands from START to END. */
static bool is_ascii_word(const char *text, size_t start, size_t end)
{
    while (start < end && text[start] == '_')
        start++;
    return start < end;
}

/* --- the iterator ----------------------------------------------------------------------------- */

void foi_tokenizer_start(foi_tokenizer *tokenizer, const char *text, size_t length)
{
    tokenizer->text = text;
    tokenizer->length = length;
    tokenizer->at = 0;
}

/* By the full rules: the segment that begins at START. Gives the length of its folded word, 0 where
 * it has none, and its end in *END. */
static G_GNUC_NO_INLINE size_t read_unicode(foi_tokenizer *tokenizer, size_t start, size_t *end)
{
    bool word;
    *end = segment_end(tokenizer->text, start, tokenizer->length, &word);
    return word ? fold_unicode(tokenizer->text + start, *end - start, tokenizer->word) : 0;
}

/* As read_unicode() for the segment from START to END, whose KEPT bytes are folded already. */
static size_t finish_ascii(const foi_tokenizer *tokenizer, size_t start, size_t end, size_t kept)
{
    if (tokenizer->text[start] == '_' && !is_ascii_word(tokenizer->text, start, end))
        return 0;
    return end - start <= FOI_WORD_LIMIT ? without_possessive(tokenizer->word, kept)
                                         : MIN(kept, FOI_WORD_LIMIT);
}

bool foi_tokenizer_next(foi_tokenizer *tokenizer, foi_token *token)
{
    const char *text = tokenizer->text;
    size_t length = tokenizer->length;
    for (size_t start = tokenizer->at; start < length;) {
        unsigned char first = (unsigned char)text[start];
        size_t kept = 0;
        size_t end = 0;
        if (is_run_class(first)) {
            end = ascii_end(text, start, length, tokenizer->word, &kept);
        } else if (first < 128 && (start + 1 == length || (unsigned char)text[start + 1] < 128)) {
            /* What begins no word is a segment of its own, but for marks that follow it. */
            start++;
            continue;
        }
        kept =
            end ? finish_ascii(tokenizer, start, end, kept) : read_unicode(tokenizer, start, &end);
        tokenizer->at = end;
        if (kept > 0) {
            token->start = start;
            token->length = end - start;
            token->word = tokenizer->word;
            token->word_length = kept;
            return true;
        }
        start = end;
    }
    tokenizer->at = length;
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
