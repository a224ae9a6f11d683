/* Workbooks of Excel 2 to 95, whose strings are bytes in a character set. */
#include "tests/unit/xls_support.h"

TestSuite(extract_xls_old, .init = set_up, .fini = tear_down, .timeout = 60);

static void put_text(records *out, const char *text, unsigned size)
{
    put(out, strlen(text), size);
    put_bytes(out, text, strlen(text));
}

/* A record of the numbers of SIZES with TEXT and its length of SIZE bytes behind them. */
static void put_with_text(records *out, unsigned type, const char *sizes, const uint32_t *numbers,
                          const char *text, unsigned size)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    for (; *sizes != '\0'; sizes++)
        put(content, *numbers++, (unsigned)(*sizes - '0'));
    put_text(content, text, size);
    put_record(out, type, content);
}

#define WITH_TEXT(out, type, sizes, text, size, ...)                                               \
    put_with_text(out, type, sizes, (const uint32_t[]){__VA_ARGS__}, text, size)

/* The cells of Excel 95: BEFORE stands before the list of the sheets. */
static reading read_95(const records *before, const records *cells)
{
    g_autoptr(GByteArray) stream = g_byte_array_new();
    RECORD(stream, 0x0809, "2222", 0x0500, 0x05, 0, 0);
    put_bytes(stream, before->data, before->len);
    WITH_TEXT(stream, 0x0085, "411",
              "B\xfc"
              "ro",
              1, stream->len + 4 + 6 + 1 + 4 + 4, 0, 0);
    put_end(stream);
    RECORD(stream, 0x0809, "2222", 0x0500, 0x10, 0, 0);
    put_bytes(stream, cells->data, cells->len);
    put_end(stream);
    const compound_stream STREAMS[] = {{"Book", stream->data, stream->len}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    return read_bytes(file->data, file->len, "a.xls");
}

Test(extract_xls_old, excel_95_with_its_character_set)
{
    g_autoptr(GByteArray) before = g_byte_array_new();
    RECORD(before, 0x0042, "2", 1252);
    WITH_TEXT(before, 0x041e, "2", "\"\xa3\"#,##0.00", 1, 164);
    put_style(before, 0);
    put_style(before, 164);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    WITH_TEXT(cells, 0x0014, "", "&LCouncil", 1, 0);
    WITH_TEXT(cells, 0x0204, "222", "Caf\xe9 \x96 \x80", 2, 0, 0, 0);
    WITH_TEXT(cells, 0x00d6, "222", "with fonts", 2, 0, 1, 0);
    put_number(cells, 1, 0, 1, 1234.5);
    WITH_TEXT(cells, 0x001c, "22", "A note that", 2, 1, 1);
    WITH_TEXT(cells, 0x001c, "22", " goes on", 2, 0xffff, 0);
    g_auto(reading) read = read_95(before, cells);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Büro\nR1@1 Café – €\\twith fonts\nR2@1 £1,234.50\nP@1 Council\n"
                        "P@1 B2: A note that goes on\n");
}

Test(extract_xls_old, character_sets_of_other_countries)
{
    static const struct {
        uint32_t page;
        const char *bytes;
        const char *text;
    } CASES[] = {
        {1251, "\xcc\xee\xf1\xea\xe2\xe0", "Москва"},
        {437, "na\x8bve", "naïve"},
        {10000, "caf\x8e", "café"},
        {32768, "caf\x8e", "café"},
        {32769, "caf\xe9", "café"},
        {932, "\x93\x8c\x8b\x9e", "東京"},
        {950, "\xaa\x46\xa8\xca", "東京"},
        {7, "caf\xe9", "café"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GByteArray) before = g_byte_array_new();
        RECORD(before, 0x0042, "2", CASES[i].page);
        g_autoptr(GByteArray) cells = g_byte_array_new();
        WITH_TEXT(cells, 0x0204, "222", CASES[i].bytes, 2, 0, 0, 0);
        g_auto(reading) read = read_95(before, cells);
        cr_expect_not_null(strstr(read.document->text.bytes->str, CASES[i].text), "%u: %s",
                           CASES[i].page, read.document->text.bytes->str);
    }
}

/* The formats of a sheet, numbered by their order. */
static void put_old_formats(records *out, unsigned type)
{
    static const char *const CODES[] = {"General", "0.00", "d/m/yyyy"};
    for (size_t i = 0; i < G_N_ELEMENTS(CODES); i++) {
        if (type == 0x041e)
            WITH_TEXT(out, type, "2", CODES[i], 1, 77);
        else
            WITH_TEXT(out, type, "", CODES[i], 1, 0);
    }
}

static records *begin_old(unsigned type, unsigned length)
{
    records *out = g_byte_array_new();
    put_head(out, type, length);
    put(out, 0, 2);
    put(out, 0x10, 2);
    put(out, 0, length - 4);
    return out;
}

Test(extract_xls_old, excel_2_with_formats_in_its_cells)
{
    g_autoptr(GByteArray) out = begin_old(0x0009, 4);
    put_old_formats(out, 0x001e);
    RECORD(out, 0x0002, "221112", 0, 0, 0, 0, 0, 450);
    put_head(out, 0x0003, 15);
    put(out, 0, 2);
    put(out, 1, 2);
    put(out, 0x020000 | 0x0100, 3);
    put_double(out, 12.5);
    put_head(out, 0x0003, 15);
    put(out, 0, 2);
    put(out, 2, 2);
    put(out, 0xc200, 3);
    put_double(out, 43609);
    WITH_TEXT(out, 0x0004, "22111", "Caf\xe9", 1, 1, 0, 0, 0, 0);
    RECORD(out, 0x0005, "2211111", 1, 1, 0, 0, 0, 1, 0);
    put_head(out, 0x0006, 17);
    put(out, 1, 2);
    put(out, 2, 2);
    put(out, 0, 3);
    put_bytes(out, "\0\0\0\0\0\0\xff\xff\0\0", 10);
    WITH_TEXT(out, 0x0007, "", "result", 1, 0);
    put_end(out);
    g_auto(reading) read = read_bytes(out->data, out->len, "a.txt");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Sheet 1\nR1@1 450\\t12.50\\t24/5/2019\nR2@1 Café\\tTRUE\\tresult\n");
}

Test(extract_xls_old, excel_3_and_4_with_styles)
{
    static const unsigned BEGIN[] = {0x0209, 0x0409};
    static const unsigned FORMATS[] = {0x001e, 0x041e};
    static const unsigned STYLES[] = {0x0243, 0x0443};
    static const unsigned FORMULAS[] = {0x0206, 0x0406};
    for (unsigned i = 0; i < 2; i++) {
        g_autoptr(GByteArray) out = begin_old(BEGIN[i], 6);
        put_old_formats(out, FORMATS[i]);
        for (uint32_t format = 0; format < 3; format++)
            RECORD(out, STYLES[i], "1182", 0, format, 0, 0);
        put_number(out, 0, 0, 1, 12.5);
        RECORD(out, 0x027e, "2224", 0, 1, 2, (43609U << 2) | 2);
        WITH_TEXT(out, 0x0204, "222", "Caf\xe9", 2, 1, 0, 0);
        put_head(out, FORMULAS[i], 18);
        put(out, 1, 2);
        put(out, 1, 2);
        put(out, 0, 2);
        put_bytes(out, "\0\0\0\0\0\0\xff\xff\0\0\0\0", 12);
        WITH_TEXT(out, 0x0207, "", "result", 2, 0);
        put_end(out);
        g_auto(reading) read = read_bytes(out->data, out->len, "a.xls");
        assert_status(&read, FOI_READ_OK, "");
        assert_shown(&read, "H@1 Sheet 1\nR1@1 12.50\\t24/5/2019\nR2@1 Café\\tresult\n");
    }
}

Test(extract_xls_old, several_sheets_of_an_excel_4_workspace)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    RECORD(out, 0x0409, "222", 0, 0x100, 0);
    for (unsigned i = 0; i < 2; i++) {
        WITH_TEXT(out, 0x008f, "4", i == 0 ? "Income" : "Spending", 1, 100);
        RECORD(out, 0x0409, "222", 0, 0x10, 0);
        WITH_TEXT(out, 0x0204, "222", i == 0 ? "Fees" : "Paper", 2, i, 0, 0);
        put_end(out);
    }
    put_end(out);
    g_auto(reading) read = read_bytes(out->data, out->len, "a.xlw");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Income\nR1@1 Fees\nH@2 Spending\nR2@2 Paper\n");
}

/* What small programs write on their own: the beginning says no version. */
Test(extract_xls_old, a_plain_stream_without_a_version)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    RECORD(out, 0x0809, "2222", 0, 0x10, 0, 0);
    RECORD(out, 0x0042, "2", 10000);
    WITH_TEXT(out, 0x0204, "222", "Caf\x8e", 2, 0, 0, 0);
    put_number(out, 0, 1, 0, 450);
    put_end(out);
    g_auto(reading) read = read_bytes(out->data, out->len, "a.xls");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Sheet 1\nR1@1 Café\\t450\n");
}
