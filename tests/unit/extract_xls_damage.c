/* Binary workbooks that are cut short, lie or never end: what can be read of them is kept. */
#include "tests/unit/xls_support.h"

TestSuite(extract_xls_damage, .init = set_up, .fini = tear_down, .timeout = 60);

static records *two_sheets(void)
{
    static const char *const STRINGS[] = {"Department", "Café", NULL};
    g_autoptr(GByteArray) shared = g_byte_array_new();
    put_strings(shared, STRINGS);
    g_autoptr(GByteArray) first = g_byte_array_new();
    RECORD(first, 0x00fd, "2224", 0, 0, 0, 0);
    RECORD(first, 0x00fd, "2224", 1, 0, 0, 1);
    g_autoptr(GByteArray) second = g_byte_array_new();
    put_label(second, 0, 0, "Last");
    const xls_sheet SHEETS[] = {{"One", first, 0, 0}, {"Two", second, 0, 0}, {NULL, NULL, 0, 0}};
    return workbook(shared, SHEETS);
}

Test(extract_xls_damage, a_stream_cut_short_anywhere)
{
    g_autoptr(GByteArray) whole = two_sheets();
    guint stream_length = whole->len;
    for (guint length = 0; length < stream_length; length++) {
        g_autoptr(GByteArray) cut = g_byte_array_new();
        put_bytes(cut, whole->data, length);
        g_auto(reading) read = read_workbook(cut);
        cr_assert_neq(read.document->status, FOI_READ_OK, "%u bytes", length);
        cr_assert_not_null(read.document->status_detail);
        if (length >= stream_length - 4)
            assert_shown(&read, "H@1 One\nR1@1 Department\nR2@1 Café\nH@2 Two\nR1@2 Last\n");
    }
}

Test(extract_xls_damage, a_file_cut_short_anywhere)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    for (unsigned row = 0; row < 400; row++)
        put_label(cells, row, 0, "Text of a row");
    const xls_sheet SHEETS[] = {{"One", cells, 0, 0}, {NULL, NULL, 0, 0}};
    g_autoptr(GByteArray) stream = workbook(NULL, SHEETS);
    const compound_stream STREAMS[] = {{"Workbook", stream->data, stream->len}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    for (guint length = 0; length < file->len; length += 64) {
        g_auto(reading) read = read_bytes(file->data, length, "a.xls");
        cr_assert_neq(read.document->status, FOI_READ_OK, "%u bytes", length);
        if (length >= 4096)
            cr_assert_gt(read.document->words, 100, "%u bytes: %s", length,
                         read.document->status_detail);
    }
}

Test(extract_xls_damage, a_list_of_sheets_that_lies)
{
    g_autoptr(GByteArray) stream = two_sheets();
    for (guint at = 0; at + 4 < stream->len;) {
        unsigned type = stream->data[at] | (unsigned)stream->data[at + 1] << 8;
        if (type == 0x0085)
            memset(stream->data + at + 4, 0x7f, 4);
        at += 4 + (stream->data[at + 2] | (guint)stream->data[at + 3] << 8);
    }
    g_auto(reading) read = read_workbook(stream);
    assert_status(&read, FOI_READ_PARTIAL, "the sheet One is missing");
    assert_shown(&read, "H@1 Sheet 1\nR1@1 Department\nR2@1 Café\nH@2 Sheet 2\nR1@2 Last\n");
}

Test(extract_xls_damage, strings_that_are_not_there)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_label(cells, 0, 0, "Kept");
    RECORD(cells, 0x00fd, "2224", 0, 1, 0, 0xffffffff);
    g_auto(reading) read = read_one_sheet(NULL, cells);
    assert_status(&read, FOI_READ_PARTIAL, "shared string");
    assert_shown(&read, "H@1 Costs\nR1@1 Kept\n");
}

Test(extract_xls_damage, lengths_that_lie)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    g_autoptr(GByteArray) strings = g_byte_array_new();
    put(strings, 0xffffffff, 4);
    put(strings, 0xffffffff, 4);
    put_unicode(strings, "Kept", 2);
    put(strings, 0xffff, 2);
    put(strings, 0x0d, 1);
    put(strings, 0xffff, 2);
    put(strings, 0xffffffff, 4);
    put_bytes(strings, "c\0u\0t\0", 6);
    put_record(shared, 0x00fc, strings);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    RECORD(cells, 0x00fd, "2224", 0, 0, 0, 0);
    RECORD(cells, 0x00fd, "2224", 0, 1, 0, 1);
    RECORD(cells, 0x00bd, "222", 1, 0xffff, 0);
    RECORD(cells, 0x00e5, "22222", 0xffff, 0, 0, 0, 0);
    RECORD(cells, 0x0204, "2222", 2, 0, 0, 0xffff);
    RECORD(cells, 0x0203, "222", 3, 0, 0);
    RECORD(cells, 0x01b6, "2224222", 0, 0, 0, 0, 0xffff, 16, 0);
    RECORD(cells, 0x003c, "1", 1);
    g_auto(reading) read = read_one_sheet(shared, cells);
    assert_status(&read, FOI_READ_PARTIAL, "strings is cut short");
    assert_shown(&read, "H@1 Costs\nR1@1 Kept\\tcut\n");
}

Test(extract_xls_damage, sheets_that_all_are_the_same_place_take_bounded_time)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    for (unsigned row = 0; row < 60000; row++)
        RECORD(cells, 0x0201, "222", row, 0, 0);
    g_autoptr(GByteArray) stream = g_byte_array_new();
    put_begin(stream, 0x05);
    guint start = stream->len + 2000 * 15 + 4;
    for (unsigned i = 0; i < 2000; i++)
        RECORD(stream, 0x0085, "4111111", start, 0, 0, 3, 0, 'A', 'B');
    put_end(stream);
    put_begin(stream, 0x10);
    put_bytes(stream, cells->data, cells->len);
    put_end(stream);
    g_auto(reading) read = read_workbook(stream);
    cr_assert_neq(read.document->status, FOI_READ_OK);
}

Test(extract_xls_damage, many_notes_of_one_text)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    RECORD(cells, 0x005d, "2222", 0x15, 0x12, 0x19, 1);
    RECORD(cells, 0x01b6, "2224222", 0, 0, 0, 0, 8000, 16, 0);
    put_head(cells, 0x003c, 8001);
    put(cells, 0, 1);
    for (unsigned i = 0; i < 1000; i++)
        put_bytes(cells, "eight by", 8);
    for (unsigned i = 0; i < 60000; i++)
        RECORD(cells, 0x001c, "2222", i, 0, 0, 1);
    g_auto(reading) read = read_one_sheet(NULL, cells);
    cr_assert_leq(read.document->text.bytes->len, 9000);
}

/* Millions of them are in a file of the largest size. */
Test(extract_xls_damage, notes_and_heads_without_a_text_are_none)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_label(cells, 0, 0, "Body");
    for (unsigned i = 0; i < 60000; i++) {
        RECORD(cells, 0x001c, "2222", i, 0, 0, i);
        RECORD(cells, 0x0014, "2111", 2, 0, 'A', 'B');
    }
    g_auto(reading) read = read_one_sheet(NULL, cells);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 Body\nP@1 AB\nP@1 AB\nP@1 AB\nP@1 AB\nP@1 AB\nP@1 AB\n");
}

Test(extract_xls_damage, one_long_string_in_many_cells_stops_at_the_budget_of_text)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    g_autoptr(GString) text = g_string_new(NULL);
    for (unsigned i = 0; i < 1000; i++)
        g_string_append(text, "again ");
    const char *const LONG[] = {text->str, NULL};
    put_strings(shared, LONG);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    for (unsigned i = 0; i < 10000; i++)
        RECORD(cells, 0x00fd, "2224", i, 0, 0, 0);
    const xls_sheet SHEETS[] = {{"Costs", cells, 0, 0}, {NULL, NULL, 0, 0}};
    g_autoptr(GByteArray) stream = workbook(shared, SHEETS);
    const compound_stream STREAMS[] = {{"Workbook", stream->data, stream->len}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    foi_budget budget = WIDE;
    budget.text_bytes = MIB;
    g_auto(reading) read = read_with(file->data, file->len, "a", NULL, &budget);
    assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
    cr_assert_leq(read.document->text.bytes->len, MIB);
}

Test(extract_xls_damage, a_compound_file_without_a_workbook)
{
    const compound_stream STREAMS[] = {{"Book/Inside", "x", 1}, {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    foi_input input = {.bytes = file->data,
                       .length = file->len,
                       .name = "a.xls",
                       .mime = "application/vnd.ms-excel"};
    g_autoptr(foi_document) document = foi_document_new();
    g_autoptr(foi_output) output = foi_output_new(document, &WIDE);
    foi_extractor_for(input.mime)->extract(&input, output);
    foi_output_finish(output);
    cr_assert_eq(document->status, FOI_READ_DAMAGED);
    cr_assert_str_eq(document->status_detail, "there is no workbook in the file");
}
