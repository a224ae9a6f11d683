#include "indexer/store/records.h"

#include <criterion/criterion.h>
#include <glib/gstdio.h>
#include <string.h>

static char *directory;

static void set_up(void)
{
    directory = g_dir_make_tmp("foi-records-XXXXXX", NULL);
    cr_assert_not_null(directory);
}

static void tear_down(void)
{
    static const char *const names[] = {"0", "1", "2", "all"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(directory, names[i], NULL);
        g_remove(path);
    }
    g_rmdir(directory);
    g_free(directory);
}

TestSuite(records, .init = set_up, .fini = tear_down);

static char *path_of(const char *name)
{
    return g_build_filename(directory, name, NULL);
}

/* A record that tells its row; some are longer than a block, some empty. */
static GByteArray *record_of(uint32_t row)
{
    GByteArray *record = g_byte_array_new();
    size_t length = row % 50 == 7 ? 100000 : row % 11 == 3 ? 0 : row * 37 % 9000;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = (uint8_t)(row * 31 + i / 7);
        g_byte_array_append(record, &byte, 1);
    }
    return record;
}

static void write_rows(const char *name, uint32_t first, uint32_t count)
{
    g_autofree char *path = path_of(name);
    g_autoptr(foi_records_writer) writer = NULL;
    cr_assert_eq(foi_records_writer_new(path, &writer, NULL), FOI_OK);
    for (uint32_t row = first; row < first + count; row++) {
        g_autoptr(GByteArray) record = record_of(row);
        cr_assert_eq(foi_records_writer_add(writer, record->data, record->len, NULL), FOI_OK);
    }
    cr_assert_eq(foi_records_writer_finish(writer, NULL), FOI_OK);
}

static foi_records *open_rows(const char *name, uint32_t rows)
{
    g_autofree char *path = path_of(name);
    foi_records *records = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_records_open(path, rows, &records, &error), FOI_OK, "%s", error.message);
    return records;
}

static void expect_row(foi_records *records, uint32_t row, uint32_t wanted)
{
    g_autoptr(GByteArray) record = record_of(wanted);
    const void *bytes;
    size_t length;
    cr_assert_eq(foi_records_read(records, row, &bytes, &length, NULL), FOI_OK);
    cr_assert_eq(length, record->len, "row %u", row);
    cr_assert(length == 0 || memcmp(bytes, record->data, length) == 0, "row %u", row);
}

Test(records, come_back_in_any_order)
{
    enum { ROWS = 300 };
    write_rows("0", 0, ROWS);
    g_autoptr(foi_records) records = open_rows("0", ROWS);
    for (uint32_t row = 0; row < ROWS; row++)
        expect_row(records, row, row);
    for (uint32_t i = 0; i < ROWS; i++)
        expect_row(records, i * 127 % ROWS, i * 127 % ROWS);
    const void *bytes;
    size_t length;
    cr_assert_eq(foi_records_read(records, ROWS, &bytes, &length, NULL), FOI_ERROR_CORRUPT);
}

Test(records, follow_each_other_when_merged)
{
    write_rows("0", 0, 100);
    write_rows("1", 100, 1);
    write_rows("2", 101, 60);
    foi_records *sources[] = {open_rows("0", 100), open_rows("1", 1), open_rows("2", 60)};
    g_autofree char *path = path_of("all");
    cr_assert_eq(foi_records_merge(sources, 3, path, NULL), FOI_OK);
    g_autoptr(foi_records) all = open_rows("all", 161);
    for (uint32_t row = 0; row < 161; row++)
        expect_row(all, row, row);
    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++)
        foi_records_free(sources[i]);
}

Test(records, say_that_they_are_damaged_and_where)
{
    enum { ROWS = 40 };
    write_rows("0", 0, ROWS);
    g_autofree char *path = path_of("0");
    g_autofree char *whole = NULL;
    gsize length;
    cr_assert(g_file_get_contents(path, &whole, &length, NULL));
    guint damaged = 0;
    for (gsize at = 8; at < length; at += 1 + length / 400) {
        g_autofree char *bad = g_memdup2(whole, length);
        bad[at] ^= 0x5a;
        cr_assert(g_file_set_contents(path, bad, (gssize)length, NULL));
        g_auto(foi_error) error = FOI_ERROR_INIT;
        g_autoptr(foi_records) records = NULL;
        foi_status status = foi_records_open(path, ROWS, &records, &error);
        for (uint32_t row = 0; row < ROWS && status == FOI_OK; row++) {
            const void *bytes;
            size_t size;
            status = foi_records_read(records, row, &bytes, &size, &error);
        }
        if (status != FOI_OK) {
            cr_assert_eq(status, FOI_ERROR_CORRUPT);
            cr_assert_not_null(strstr(error.message, path), "%s", error.message);
            damaged++;
        }
    }
    cr_assert_gt(damaged, 100, "blocks carry checksums: %u", damaged);
    cr_assert(g_file_set_contents(path, whole, (gssize)length / 2, NULL));
    g_autoptr(foi_records) cut = NULL;
    cr_assert_eq(foi_records_open(path, ROWS, &cut, NULL), FOI_ERROR_CORRUPT);
}

Test(records, are_not_merged_where_they_are_damaged)
{
    write_rows("0", 0, 40);
    g_autofree char *path = path_of("0"), *all = path_of("all");
    g_autofree char *bytes = NULL;
    gsize length;
    cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
    bytes[length / 2] ^= 0x5a;
    cr_assert(g_file_set_contents(path, bytes, (gssize)length, NULL));
    foi_records *sources[] = {open_rows("0", 40)};
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_records_merge(sources, 1, all, &error), FOI_ERROR_CORRUPT);
    cr_assert_not_null(strstr(error.message, path), "%s", error.message);
    foi_records_free(sources[0]);
}
