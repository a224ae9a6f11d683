#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

#include "indexer/text/tokenizer.h"

/* "word@start+length word@..." for all words of TEXT. */
static char *words_of(const char *text, size_t length)
{
    GString *all = g_string_new(NULL);
    foi_tokenizer tokenizer;
    foi_token token;
    foi_tokenizer_start(&tokenizer, text, length);
    while (foi_tokenizer_next(&tokenizer, &token)) {
        cr_assert(token.word_length >= 1 && token.word_length <= FOI_WORD_LIMIT);
        cr_assert(g_utf8_validate(token.word, (gssize)token.word_length, NULL));
        g_string_append_len(all, token.word, (gssize)token.word_length);
        g_string_append_printf(all, "@%zu+%zu ", token.start, token.length);
    }
    return g_string_free(all, FALSE);
}

static char *folded_words(const char *text)
{
    GString *all = g_string_new(NULL);
    foi_tokenizer tokenizer;
    foi_token token;
    foi_tokenizer_start(&tokenizer, text, strlen(text));
    while (foi_tokenizer_next(&tokenizer, &token)) {
        g_string_append_len(all, token.word, (gssize)token.word_length);
        g_string_append_c(all, '|');
    }
    return g_string_free(all, FALSE);
}

static void expect(const char *text, const char *wanted)
{
    g_autofree char *found = folded_words(text);
    cr_assert_str_eq(found, wanted, "%s gave %s instead of %s", text, found, wanted);
}

Test(tokenizer, law_references_give_their_parts)
{
    expect("section 31(1)(a)", "section|31|1|a|");
    expect("s.40(3A)(a)", "s|40|3a|a|");
    expect("foia:31", "foia|31|");
    expect("reg. 12(5)(e)", "reg|12|5|e|");
}

Test(tokenizer, case_accents_ligatures_and_soft_hyphens_do_not_matter)
{
    expect("Siân SIAN sian", "sian|sian|sian|");
    expect("o\xef\xac\x83"
           "ce of\xc2\xad"
           "fice",
           "office|office|");
    expect("Stra\xc3\x9f"
           "e",
           "strasse|");
    expect("e\xcc\x81t\xc3\xa9", "ete|");
}

Test(tokenizer, apostrophes_stay_inside_a_word_and_possessives_go)
{
    expect("The Commissioner's don't", "the|commissioner|don't|");
    expect("Commissioner\xe2\x80\x99s don\xe2\x80\x99t 'quoted'", "commissioner|don't|quoted|");
    expect("the authorities' view", "the|authorities|view|");
    expect("'s", "s|");
}

Test(tokenizer, numbers_keep_their_separators)
{
    expect("1,234.50 on 24.05.2019, 3.", "1,234.50|on|24.05.2019|3|");
}

/* An address is found whole as a phrase, and by its parts; its host is one word. */
Test(tokenizer, addresses_of_mail_part_at_their_sign)
{
    expect("Write to FOI.Team@Kent.gov.uk, or <a_b@example.org>.",
           "write|to|foi.team|kent.gov.uk|or|a_b|example.org|");
    expect("foi@\xc3\xa9xample.org", "foi|example.org|");
}

Test(tokenizer, text_without_words_gives_none)
{
    expect("", "");
    expect(" \n\t--- *** ___ \xe2\x80\x94 \xf0\x9f\x98\x80", "");
}

Test(tokenizer, a_nul_byte_parts_words)
{
    g_autofree char *found = words_of("one\0two", 7);
    cr_assert_str_eq(found, "one@0+3 two@4+3 ");
}

Test(tokenizer, one_word_is_folded_and_several_are_none)
{
    g_autofree char *word = foi_token_fold("  Réfusal's. ");
    cr_assert_str_eq(word, "refusal");
    cr_assert_null(foi_token_fold("two words"));
    cr_assert_null(foi_token_fold("31(1)"));
    cr_assert_null(foi_token_fold(" ... "));
}

/* A line of a hundred million bytes without a space must not cost the square of its length. */
Test(tokenizer, endless_words_are_cut_and_cost_linear_time, .timeout = 60)
{
    static const char *const units[] = {"a",         "a.", "\xc3\xa9",   "\xcc\x81",
                                        "a\xcc\x81", "'",  "1\xc2\xad.", "\xd7\x90\""};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        size_t count = 2000000;
        GString *text = g_string_new("x");
        for (size_t j = 0; j < count; j++)
            g_string_append(text, units[i]);
        foi_tokenizer tokenizer;
        foi_token token;
        foi_tokenizer_start(&tokenizer, text->str, text->len);
        size_t end = 0;
        while (foi_tokenizer_next(&tokenizer, &token)) {
            cr_assert_geq(token.start, end);
            end = token.start + token.length;
            cr_assert_leq(token.word_length, FOI_WORD_LIMIT);
        }
        cr_assert_leq(end, text->len);
        g_string_free(text, TRUE);
    }
}

/* --- the slow reference ----------------------------------------------------------------------- */

static void normalize(const UNormalizer2 *how, GArray *text)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t room = (int32_t)text->len * 20 + 64;
    UChar *out = g_new(UChar, room);
    int32_t length =
        unorm2_normalize(how, (const UChar *)text->data, (int32_t)text->len, out, room, &status);
    cr_assert(U_SUCCESS(status));
    g_array_set_size(text, 0);
    g_array_append_vals(text, out, (guint)length);
    g_free(out);
}

/* The word of a segment, or NULL where there is no letter or number in it. */
static char *reference_word(const UChar *segment, int32_t length)
{
    bool word = false;
    for (int32_t at = 0; at < length;) {
        UChar32 character;
        U16_NEXT(segment, at, length, character);
        word = word || (U_GET_GC_MASK(character) & (U_GC_L_MASK | U_GC_N_MASK)) != 0;
    }
    if (!word)
        return NULL;
    UErrorCode status = U_ZERO_ERROR;
    GArray *text = g_array_new(FALSE, FALSE, sizeof(UChar));
    g_array_append_vals(text, segment, (guint)length);
    normalize(unorm2_getNFKCCasefoldInstance(&status), text);
    normalize(unorm2_getNFDInstance(&status), text);
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(UChar));
    for (int32_t at = 0; at < (int32_t)text->len;) {
        UChar32 character;
        U16_NEXT((UChar *)text->data, at, (int32_t)text->len, character);
        if (u_charType(character) == U_NON_SPACING_MARK)
            continue;
        if (character == 0x2018 || character == 0x2019)
            character = '\'';
        UChar units[2];
        int32_t count = 0;
        U16_APPEND_UNSAFE(units, count, character);
        g_array_append_vals(kept, units, (guint)count);
    }
    normalize(unorm2_getNFCInstance(&status), kept);
    char *utf8 = g_utf16_to_utf8((gunichar2 *)kept->data, kept->len, NULL, NULL, NULL);
    g_array_unref(text);
    g_array_unref(kept);
    size_t bytes = strlen(utf8);
    if (bytes > 2 && strcmp(utf8 + bytes - 2, "'s") == 0)
        utf8[bytes -= 2] = '\0';
    if (bytes > FOI_WORD_LIMIT) {
        bytes = FOI_WORD_LIMIT;
        while (((unsigned char)utf8[bytes] & 0xc0) == 0x80)
            bytes--;
        utf8[bytes] = '\0';
    }
    return utf8;
}

static char *reference_words(const char *text, size_t length)
{
    GString *all = g_string_new(NULL);
    UErrorCode status = U_ZERO_ERROR;
    glong count = 0;
    gunichar2 *units = g_utf8_to_utf16(text, (glong)length, NULL, &count, NULL);
    UBreakIterator *words =
        ubrk_open(UBRK_WORD, "en", (const UChar *)units, (int32_t)count, &status);
    cr_assert(U_SUCCESS(status));
    size_t start_byte = 0;
    int32_t start = ubrk_first(words);
    for (int32_t end = ubrk_next(words); end != UBRK_DONE; start = end, end = ubrk_next(words)) {
        g_autofree char *written = g_utf16_to_utf8(units + start, end - start, NULL, NULL, NULL);
        g_autofree char *word = reference_word((const UChar *)units + start, end - start);
        if (word != NULL && word[0] != '\0')
            g_string_append_printf(all, "%s@%zu+%zu ", word, start_byte, strlen(written));
        start_byte += strlen(written);
    }
    ubrk_close(words);
    g_free(units);
    return g_string_free(all, FALSE);
}

/* What the header says is done otherwise: scripts that ICU takes a dictionary to, and pictures. */
static bool is_compared(UChar32 character)
{
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(character, &status);
    if (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
        script == USCRIPT_HANGUL)
        return false;
    if (u_getIntPropertyValue(character, UCHAR_LINE_BREAK) == U_LB_COMPLEX_CONTEXT)
        return false;
    if (u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC) && character > 127)
        return false;
    return character != 0 && character != '@' && !U_IS_SURROGATE(character) &&
           u_isdefined(character);
}

static UChar32 random_character(GRand *random)
{
    static const UChar32 telling[] = {
        'a',    'Z',   '7',    '_',    '\'',    '"',    '.',     ',',    ';',    ':',
        ' ',    '\n',  '\r',   '(',    ')',     's',    0xad,    0x301,  0x200d, 0x2019,
        0x5d0,  0x5d1, 0xe9,   0xdf,   0xfb03,  0x130,  0x391,   0x3a3,  0x430,  0x663,
        0xbd,   0xb7,  0x2024, 0xfdfa, 0x1d400, 0x2160, 0xff21,  0x203f, 0x200b, 0x2060,
        0xfeff, 0x34f, 0x64b,  0x94d,  0x915,   0x93f,  0x1f1e6, 0x3000};
    UChar32 character;
    if (g_rand_int_range(random, 0, 8) != 0)
        return telling[g_rand_int_range(random, 0, G_N_ELEMENTS(telling))];
    do
        character = g_rand_int_range(random, 1, g_rand_boolean(random) ? 0x3000 : 0x20000);
    while (!is_compared(character));
    return character;
}

static void expect_reference(const GString *text)
{
    g_autofree char *found = words_of(text->str, text->len);
    g_autofree char *wanted = reference_words(text->str, text->len);
    if (strcmp(found, wanted) != 0) {
        g_autofree char *shown = g_strescape(text->str, NULL);
        cr_assert_fail("\"%s\" gave %s instead of %s", shown, found, wanted);
    }
}

/* Runs of every length up to the longest word and beyond, with now and then something else. */
Test(tokenizer, words_equal_those_of_a_slow_reference_on_random_ascii)
{
    static const char usual[] = "abcdefghijklmnopqrstuvwxyzABCXYZ019_";
    static const char telling[] = " .,;:'\"-[`{/\n";
    GRand *random = g_rand_new_with_seed(20190525);
    for (int round = 0; round < 20000; round++) {
        GString *text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 6); i > 0; i--) {
            for (int k = g_rand_int_range(random, 0, i == 1 ? 80 : 20); k > 0; k--)
                g_string_append_c(text, usual[g_rand_int_range(random, 0, sizeof usual - 1)]);
            if (g_rand_int_range(random, 0, 10) == 0)
                g_string_append_unichar(text, (gunichar)random_character(random));
            else
                g_string_append_c(text, telling[g_rand_int_range(random, 0, sizeof telling - 1)]);
        }
        expect_reference(text);
        g_string_free(text, TRUE);
    }
    g_rand_free(random);
}

Test(tokenizer, words_equal_those_of_a_slow_reference_on_random_text)
{
    GRand *random = g_rand_new_with_seed(20190524);
    for (int round = 0; round < 20000; round++) {
        GString *text = g_string_new(NULL);
        for (int i = g_rand_int_range(random, 0, 24); i > 0; i--)
            g_string_append_unichar(text, (gunichar)random_character(random));
        expect_reference(text);
        g_string_free(text, TRUE);
    }
    g_rand_free(random);
}
