#include "tests/unit/xls_support.h"

TestSuite(extract_xls, .init = set_up, .fini = tear_down, .timeout = 60);

static const char *const STRINGS[] = {"Department", "Café oﬃce\u00adr", "東京 𝒳", "", NULL};

Test(extract_xls, strings_and_kinds_of_cells)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    put_strings(shared, STRINGS);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    RECORD(cells, 0x00fd, "2224", 0, 0, 0, 0);
    RECORD(cells, 0x00fd, "2224", 0, 2, 0, 1);
    RECORD(cells, 0x0201, "222", 1, 0, 0); /* blank */
    RECORD(cells, 0x00fd, "2224", 3, 0, 0, 2);
    RECORD(cells, 0x00fd, "2224", 3, 1, 0, 3);
    put_label(cells, 3, 2, "In\nline\tcell");
    RECORD(cells, 0x0205, "22211", 4, 0, 0, 1, 0);
    RECORD(cells, 0x0205, "22211", 4, 1, 0, 0, 0);
    RECORD(cells, 0x0205, "22211", 4, 2, 0, 0x07, 1);
    RECORD(cells, 0x0205, "22211", 4, 3, 0, 0x2a, 1);
    put_number(cells, 5, 0, 0, 12.5);
    RECORD(cells, 0x027e, "2224", 5, 1, 0, (450 << 2) | 2);
    RECORD(cells, 0x027e, "2224", 5, 2, 0, (uint32_t)-1234 * 4 + 3);
    RECORD(cells, 0x027e, "2224", 5, 3, 0, 0x3ff80000);
    RECORD(cells, 0x00bd, "2224242", 6, 1, 0, (7 << 2) | 2, 0, (8 << 2) | 3, 2);
    g_auto(reading) read = read_one_sheet(shared, cells);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 Department\\tCafé officer\nR4@1 東京 𝒳\\tIn line cell\n"
                        "R5@1 TRUE\\tFALSE\\t#DIV/0!\\t#N/A\nR6@1 12.5\\t450\\t-12.34\\t1.5\n"
                        "R7@1 7\\t0.08\n");
    cr_assert_eq(read.document->file, FOI_FILE_SHEET);
    cr_assert_str_eq(read.document->mime, "application/vnd.ms-excel");
    cr_assert_str_eq(read.document->title, "Costs");
}

Test(extract_xls, results_of_formulas_as_they_were_saved)
{
    static const uint8_t NUMBER[8] = {0, 0, 0, 0, 0, 0, 0xf8, 0x3f};
    static const uint8_t TEXT[8] = {0, 0, 0, 0, 0, 0, 0xff, 0xff};
    static const uint8_t SWITCH[8] = {1, 0, 1, 0, 0, 0, 0xff, 0xff};
    static const uint8_t ERROR[8] = {2, 0, 0x17, 0, 0, 0, 0xff, 0xff};
    static const uint8_t EMPTY[8] = {3, 0, 0, 0, 0, 0, 0xff, 0xff};
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_formula(cells, 0, 0, NUMBER);
    put_formula(cells, 0, 1, TEXT);
    RECORD(cells, 0x04bc, "4", 0); /* the shared formula stands between */
    g_autoptr(GByteArray) string = g_byte_array_new();
    put_unicode(string, "Summe – Ω", 2);
    put_record(cells, 0x0207, string);
    put_record(cells, 0x0207, string); /* of no formula */
    put_formula(cells, 0, 2, SWITCH);
    put_formula(cells, 0, 3, ERROR);
    put_formula(cells, 0, 4, EMPTY);
    g_auto(reading) read = read_one_sheet(NULL, cells);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 1.5\\tSumme – Ω\\tTRUE\\t#REF!\n");
}

Test(extract_xls, numbers_and_dates_are_shown_by_their_format)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    put_format(shared, 164, "d mmmm yyyy");
    put_format(shared, 165, "\"£\"#,##0.00");
    put_format(shared, 5, "\"€\"#,##0");
    for (unsigned id = 0; id < 5; id++)
        put_style(shared, ((const unsigned[]){0, 14, 164, 165, 5})[id]);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    for (unsigned style = 0; style < 6; style++)
        put_number(cells, 0, style, style, 43609.5);
    g_auto(reading) read = read_one_sheet(shared, cells);
    assert_shown(&read,
                 "H@1 Costs\nR1@1 43609.5\\t24/05/2019\\t24 May 2019\\t£43,609.50\\t€43,610\\t"
                 "43609.5\n");
    RECORD(shared, 0x0022, "2", 1);
    g_auto(reading) later = read_one_sheet(shared, cells);
    assert_shown(&later, "H@1 Costs\nR1@1 43609.5\\t25/05/2023\\t25 May 2023\\t£43,609.50\\t"
                         "€43,610\\t43609.5\n");
}

/* The shared strings "ab" and "cd" with their characters parted between records at each place,
 * and written in another width behind it. */
Test(extract_xls, strings_go_on_in_the_next_record_in_another_width)
{
    for (unsigned before = 0; before < 4; before++) {
        for (unsigned wide = 0; wide < 2; wide++) {
            g_autoptr(GByteArray) shared = g_byte_array_new();
            g_autoptr(GByteArray) first = g_byte_array_new();
            g_autoptr(GByteArray) second = g_byte_array_new();
            put(first, 2, 4);
            put(first, 2, 4);
            put_unicode(first, "one", 2);
            put(first, 4, 2);
            put(first, 8 | !wide, 1); /* with two fonts of pieces */
            put(first, 2, 2);
            for (unsigned i = 0; i < 4; i++) {
                if (i == before)
                    put(second, wide, 1);
                put(i < before ? first : second, (uint64_t) "wxyz"[i],
                    (i < before) != wide ? 2 : 1);
            }
            put(second, 0, 6);
            put_record(shared, 0x00fc, first);
            put_record(shared, 0x003c, second);
            put_head(shared, 0x003c, 2); /* the last font */
            put(shared, 0, 2);
            g_autoptr(GByteArray) cells = g_byte_array_new();
            RECORD(cells, 0x00fd, "2224", 0, 0, 0, 1);
            RECORD(cells, 0x00fd, "2224", 0, 1, 0, 0);
            g_auto(reading) read = read_one_sheet(shared, cells);
            assert_status(&read, FOI_READ_OK, "");
            assert_shown(&read, "H@1 Costs\nR1@1 wxyz\\tone\n");
        }
    }
}

Test(extract_xls, readings_of_words_are_left_out)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    g_autoptr(GByteArray) content = g_byte_array_new();
    put(content, 2, 4);
    put(content, 2, 4);
    put(content, 2, 2);
    put(content, 5, 1);
    put(content, 6, 4);
    put_bytes(content, "\x71\x67\xac\x4e", 4); /* 東京 */
    put_bytes(content, "TOKYO!", 6);
    put_unicode(content, "next", 2);
    put_record(shared, 0x00fc, content);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    RECORD(cells, 0x00fd, "2224", 0, 0, 0, 0);
    RECORD(cells, 0x00fd, "2224", 0, 1, 0, 1);
    g_auto(reading) read = read_one_sheet(shared, cells);
    assert_shown(&read, "H@1 Costs\nR1@1 東京\\tnext\n");
}

static void put_margin(records *out, unsigned type, const char *code)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    put_unicode(content, code, 2);
    put_record(out, type, content);
}

/* An object of KIND with a TEXT that goes on in another record. */
static void put_object(records *out, unsigned kind, unsigned number, const char *text)
{
    RECORD(out, 0x005d, "22222444", 0x15, 0x12, kind, number, 0, 0, 0, 0);
    size_t length = strlen(text);
    RECORD(out, 0x01b6, "2224222", 0, 0, 0, 0, (uint32_t)length - 0, 16, 0);
    put_head(out, 0x003c, 1 + 2);
    put(out, 0, 1);
    put_bytes(out, text, 2);
    put_head(out, 0x003c, 1 + 2 * (length - 2));
    put(out, 1, 1);
    for (size_t i = 2; i < length; i++)
        put(out, (guint8)text[i], 2);
    put_head(out, 0x003c, 16);
    put(out, 0, 8);
    put(out, 0, 8);
}

static void put_note(records *out, unsigned row, unsigned column, unsigned object)
{
    RECORD(out, 0x001c, "222221311", row, column, 0, object, 3, 0, 0x412e4a, 0, 0);
}

Test(extract_xls, notes_text_boxes_and_printed_heads_follow_the_rows)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_margin(cells, 0x0014, "&L&\"Arial,Bold\"&14Council && Co&RPage &P");
    put_head(cells, 0x0015, 0);
    put_label(cells, 0, 0, "Body");
    RECORD(cells, 0x01aa, "4", 1); /* a view of somebody's own */
    put_margin(cells, 0x0014, "&LCouncil");
    RECORD(cells, 0x01ab, "2", 1);
    put_object(cells, 0x06, 7, "Figures are\nestimates");
    put_object(cells, 0x19, 1, "See note 4");
    put_object(cells, 0x19, 2, "Second");
    put_note(cells, 1, 27, 2);
    put_note(cells, 2, 1, 1);
    put_note(cells, 3, 3, 9); /* without a text */
    g_auto(reading) read = read_one_sheet(NULL, cells);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 Body\nP@1 Council & Co\\tPage\nP@1 Figures are\n"
                        "P@1 estimates\nP@1 AB2: Second\nP@1 B3: See note 4\n");
}

Test(extract_xls, merged_cells_are_given_once)
{
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_label(cells, 0, 0, "Year");
    put_label(cells, 0, 1, "Year");
    put_label(cells, 1, 0, "Year");
    put_label(cells, 1, 2, "y");
    RECORD(cells, 0x00e5, "222222222", 2, 0, 1, 0, 1, 40000, 50000, 0, 0xffff);
    g_auto(reading) read = read_one_sheet(NULL, cells);
    assert_shown(&read, "H@1 Costs\nR1@1 Year\nR2@1 y\n");
}

static void put_chart_text(records *out, const char *text)
{
    g_autoptr(GByteArray) content = g_byte_array_new();
    put(content, 0, 2);
    put_unicode(content, text, 1);
    put_record(out, 0x100d, content);
}

Test(extract_xls, sheets_in_their_order_with_hidden_ones_and_charts)
{
    g_autoptr(GByteArray) chart = g_byte_array_new();
    RECORD(chart, 0x1003, "2", 0);
    put_chart_text(chart, "Series");
    RECORD(chart, 0x1025, "2", 0);
    put_chart_text(chart, "Requests by year");
    put_label(chart, 0, 0, "a copy of a cell");
    g_autoptr(GByteArray) spend = g_byte_array_new();
    put_label(spend, 6, 1, "Spending");
    put_begin(spend, 0x20);
    put_bytes(spend, chart->data, chart->len);
    put_end(spend);
    put_label(spend, 7, 1, "Behind");
    g_autoptr(GByteArray) empty = g_byte_array_new();
    g_autoptr(GByteArray) workings = g_byte_array_new();
    put_number(workings, 0, 0, 0, 2);
    const xls_sheet SHEETS[] = {{"Spend & income €", spend, 0, 0}, {"Empty", empty, 0, 0},
                                {"Workings", workings, 1, 0},      {"Chart1", chart, 0, 2},
                                {"Deep", workings, 2, 1},          {NULL, NULL, 0, 0}};
    g_autoptr(GByteArray) stream = workbook(NULL, SHEETS);
    g_auto(reading) read = read_workbook(stream);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Spend & income €\nR7@1 Spending\nR8@1 Behind\nP@1 Requests by year\n"
                        "H@3 Workings (hidden sheet)\nR1@3 2\nH@4 Chart1\nP@4 Requests by year\n"
                        "H@5 Deep (hidden sheet)\nR1@5 2\n");
    const foi_page_note *note = foi_text_page_note(&read.document->text, 3);
    cr_assert_str_eq(note->sheet, "Workings");
}

Test(extract_xls, protected_by_a_password)
{
    g_autoptr(GByteArray) shared = g_byte_array_new();
    RECORD(shared, 0x002f, "222", 1, 1, 1);
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_label(cells, 0, 0, "scrambled");
    g_auto(reading) read = read_one_sheet(shared, cells);
    assert_status(&read, FOI_READ_ENCRYPTED, "password");
    cr_assert_eq(read.document->words, 0);
}

static void assert_member(const reading *read, guint index, const char *name, const char *text)
{
    const foi_member *member = g_ptr_array_index(read->members, index);
    gsize length;
    const char *bytes = g_bytes_get_data(member->bytes, &length);
    cr_expect_str_eq(member->name, name);
    cr_expect_eq(length, strlen(text));
    cr_expect_arr_eq(bytes, text, strlen(text));
}

Test(extract_xls, embedded_files_are_members)
{
    static const char NATIVE[] =
        "\x30\0\0\0\2\0Plan.txt\0C:\\Plan.txt\0\0\0\3\0\4\0\0\0C:\\x\5\0\0\0Hello";
    g_autoptr(GByteArray) cells = g_byte_array_new();
    put_label(cells, 0, 0, "Body");
    const xls_sheet SHEETS[] = {{"Costs", cells, 0, 0}, {NULL, NULL, 0, 0}};
    g_autoptr(GByteArray) stream = workbook(NULL, SHEETS);
    const compound_stream STREAMS[] = {{"Workbook", stream->data, stream->len},
                                       {"MBD00000001/\001Ole10Native", NATIVE, sizeof NATIVE - 1},
                                       {"MBD00000002/Package", "PK\3\4letter", 10},
                                       {"MBD00000003/CONTENTS", "%PDF a scan", 11},
                                       {"MBD00000004/\001CompObj", "x", 1},
                                       {"Other/Package", "none", 4},
                                       {NULL, NULL, 0}};
    g_autoptr(GByteArray) file = compound(STREAMS);
    g_auto(reading) read = read_bytes(file->data, file->len, "a.xls");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.members->len, 3);
    assert_member(&read, 0, "Plan.txt", "Hello");
    assert_member(&read, 1, "MBD00000002", "PK\3\4letter");
    assert_member(&read, 2, "MBD00000003", "%PDF a scan");
}
