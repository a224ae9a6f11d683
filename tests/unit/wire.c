#include <criterion/criterion.h>
#include <string.h>

#include "indexer/base/wire.h"

Test(wire, numbers_and_strings_come_back_as_they_went_in)
{
    const uint64_t numbers[] = {0,         1, 127, 128, 16383, 16384, UINT32_MAX, UINT64_MAX - 1,
                                UINT64_MAX};
    GByteArray *out = g_byte_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        foi_wire_put_number(out, numbers[i]);
    foi_wire_put_string(out, NULL);
    foi_wire_put_string(out, "");
    foi_wire_put_string(out, "appeal");
    foi_wire_put_bytes(out, "\0x", 2);

    foi_wire_reader in = foi_wire_read(out->data, out->len);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        cr_assert_eq(foi_wire_get_number(&in), numbers[i], "number %zu", i);
    cr_assert_null(foi_wire_get_string(&in), "NULL stays NULL");
    g_autofree char *empty = foi_wire_get_string(&in);
    g_autofree char *appeal = foi_wire_get_string(&in);
    cr_assert_str_empty(empty);
    cr_assert_str_eq(appeal, "appeal");
    size_t length;
    const uint8_t *bytes = foi_wire_get_bytes(&in, &length);
    cr_assert(length == 2 && memcmp(bytes, "\0x", 2) == 0);
    cr_assert(foi_wire_finished(&in));
    g_byte_array_unref(out);
}

Test(wire, every_truncation_is_noticed)
{
    GByteArray *out = g_byte_array_new();
    foi_wire_put_number(out, 300);
    foi_wire_put_string(out, "notice");
    for (guint length = 0; length < out->len; length++) {
        foi_wire_reader in = foi_wire_read(out->data, length);
        foi_wire_get_number(&in);
        g_free(foi_wire_get_string(&in));
        cr_assert(!foi_wire_finished(&in), "%u of %u bytes passed for whole", length, out->len);
    }
    g_byte_array_unref(out);
}

Test(wire, a_length_beyond_the_end_takes_nothing)
{
    const uint8_t huge[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 'a'};
    foi_wire_reader in = foi_wire_read(huge, sizeof huge);
    size_t length = 99;
    foi_wire_get_bytes(&in, &length);
    cr_assert_eq(length, 0);
    cr_assert(in.bad);
    cr_assert_eq(foi_wire_get_number(&in), 0, "a bad reader gives nothing more");
}

Test(wire, a_number_of_more_than_64_bits_is_bad)
{
    const uint8_t over[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x02};
    foi_wire_reader in = foi_wire_read(over, sizeof over);
    cr_assert_eq(foi_wire_get_number(&in), 0);
    cr_assert(in.bad);
}

Test(wire, a_string_with_a_nul_inside_is_bad)
{
    const uint8_t bytes[] = {4, 'a', 0, 'b'};
    foi_wire_reader in = foi_wire_read(bytes, sizeof bytes);
    cr_assert_null(foi_wire_get_string(&in));
    cr_assert(in.bad);
}

Test(wire, a_limit_is_kept)
{
    const uint8_t seven[] = {7};
    foi_wire_reader within = foi_wire_read(seven, sizeof seven);
    cr_assert_eq(foi_wire_get_limited(&within, 7), 7);
    foi_wire_reader beyond = foi_wire_read(seven, sizeof seven);
    cr_assert_eq(foi_wire_get_limited(&beyond, 6), 0);
    cr_assert(beyond.bad);
}

Test(wire, no_bytes_at_all_give_nothing_and_are_bad)
{
    size_t length = 1;
    foi_wire_reader in = foi_wire_read(NULL, 0);
    cr_assert(foi_wire_finished(&in));
    cr_assert_not_null(foi_wire_get_bytes(&in, &length));
    cr_assert_eq(length, 0);
    cr_assert(in.bad);
    foi_wire_reader again = foi_wire_read(NULL, 0);
    cr_assert_null(foi_wire_get_string(&again));
    cr_assert(again.bad);
}
