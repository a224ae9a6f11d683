#include "indexer/base/utf8.h"

#include <criterion/criterion.h>
#include <glib.h>
#include <string.h>

#include "indexer/base/eights.h"

/* Mostly ASCII, so that the stretches that are passed over are of every length. */
static void fill_at_random(GRand *random, char *bytes, size_t length)
{
    static const char *const pieces[] = {
        "\xc3\xa9", "\xe2\x80\x99", "\xf0\x9f\x98\x80", "\xc3",    "\xe2\x80", "\x80",
        "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc2\xad"};
    for (size_t at = 0; at < length;) {
        const char *piece = g_rand_int_range(random, 0, 8) == 0
                                ? pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]
                                : "z";
        size_t size = MIN(strlen(piece), length - at);
        memcpy(bytes + at, piece, size);
        at += size;
        if (g_rand_int_range(random, 0, 100) == 0)
            bytes[at - 1] = '\0';
    }
}

Test(utf8, valid_agrees_with_the_library_on_random_bytes)
{
    GRand *random = g_rand_new_with_seed(20190526);
    for (int round = 0; round < 50000; round++) {
        char bytes[64];
        size_t length = (size_t)g_rand_int_range(random, 0, sizeof bytes);
        fill_at_random(random, bytes, length);
        const char *stop = bytes;
        g_utf8_validate_len(bytes, length, &stop);
        size_t valid = foi_utf8_valid(bytes, length);
        cr_assert_eq(valid, (size_t)(stop - bytes));
        cr_assert_eq(foi_utf8_count(bytes, valid), (size_t)g_utf8_strlen(bytes, (gssize)valid));
    }
    g_rand_free(random);
}

static unsigned marks_of(bool first, bool second)
{
    return (first ? 1U : 0U) + (second ? 1U : 0U);
}

Test(utf8, eight_bytes_tell_what_each_of_them_is)
{
    for (unsigned a = 0; a < 256; a++)
        for (unsigned b = 0; b < 256; b++) {
            char bytes[8] = {'-', '-', '-', '-', '-', '-', (char)a, (char)b};
            uint64_t eight = foi_eight_load(bytes);
            cr_assert_eq(foi_eight_count(foi_eight_letters(eight)),
                         marks_of(g_ascii_isalpha((char)a), g_ascii_isalpha((char)b)));
            cr_assert_eq(foi_eight_count(foi_eight_digits(eight)),
                         marks_of(g_ascii_isdigit((char)a), g_ascii_isdigit((char)b)));
            cr_assert_eq(foi_eight_unprintable(eight) != 0,
                         !g_ascii_isprint((char)a) || !g_ascii_isprint((char)b));
            if (a >= 128 || b >= 128)
                continue;
            cr_assert_eq(foi_eight_count(foi_eight_equal(eight, ' ')),
                         marks_of(a == ' ', b == ' '));
            cr_assert_eq(foi_eight_below(eight, 1) != 0, a == 0 || b == 0);
        }
}
