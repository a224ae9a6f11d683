#include "tests/unit/extract_package.h"

TestSuite(extract_xlsx, .init = set_up, .fini = tear_down);

#define SHEET(rows)     "<worksheet><sheetData>" rows "</sheetData></worksheet>"
#define ROW(n, cells)   "<row r=\"" n "\">" cells "</row>"
#define SHARED(r, i)    "<c r=\"" r "\" t=\"s\"><v>" i "</v></c>"
#define NUMBER(r, s, v) "<c r=\"" r "\" s=\"" s "\"><v>" v "</v></c>"
#define TEXT(r, t)      "<c r=\"" r "\" t=\"inlineStr\"><is><t>" t "</t></is></c>"

static const char BOOK[] =
    "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Costs\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
    "</workbook>";
static const char RELATIONS[] =
    "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" "
    "Target=\"worksheets/sheet1.xml\"/></Relationships>";
static const char STRINGS[] =
    "<sst><si><t>Department</t></si>"
    "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">Caf\xc3\xa9 </t></r><r><t>o\xef\xac\x83"
    "ce</t></r></si>"
    "<si><t>\xe6\x9d\xb1\xe4\xba\xac</t><rPh sb=\"0\" eb=\"2\"><t>TOKYO</t></rPh></si>"
    "<si><t>First_x000D_\nline _x0041__x005F_x0041_</t></si><si/>"
    "<si><r><t>a</t></r><r><t xml:space=\"preserve\"> </t></r><r><t>b</t></r></si></sst>";
static const char STYLES[] =
    "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"d mmmm yyyy\"/>"
    "<numFmt numFmtId=\"165\" formatCode=\"&quot;£&quot;#,##0.00\"/></numFmts>"
    "<cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs>"
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/>"
    "<xf numFmtId=\"165\"/></cellXfs>"
    "<dxfs><dxf><numFmt numFmtId=\"164\" formatCode=\"0.0\"/></dxf></dxfs></styleSheet>";

static reading read_sheet(const char *sheet)
{
    const char *const MEMBERS[] = {"[Content_Types].xml",
                                   "<Types/>",
                                   "xl/workbook.xml",
                                   BOOK,
                                   "xl/_rels/workbook.xml.rels",
                                   RELATIONS,
                                   "xl/sharedStrings.xml",
                                   STRINGS,
                                   "xl/styles.xml",
                                   STYLES,
                                   "xl/worksheets/sheet1.xml",
                                   sheet,
                                   NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    return read_bytes(bytes->data, bytes->len, "a.csv");
}

static reading read_members(const char *const *members)
{
    g_autoptr(GByteArray) bytes = package(members);
    return read_bytes(bytes->data, bytes->len, "a.xlsm");
}

Test(extract_xlsx, strings_and_kinds_of_cells)
{
    g_auto(reading) read = read_sheet(SHEET(
        ROW("1", SHARED("A1", "0") SHARED("C1", "1")) ROW("2", "<c r=\"A2\"/><c r=\"B2\" s=\"1\"/>")
            ROW("4", SHARED("A4", "2") SHARED("B4", "3") SHARED("C4", "4") SHARED("D4", "5")) ROW(
                "5", TEXT("A5", "In\nline\tcell") "<c r=\"B5\" t=\"b\"><v>1</v></c><c t=\"b\"><v>0"
                                                  "</v></c><c t=\"e\"><v>#DIV/0!</v></c>"
                                                  "<c t=\"str\"><f>A1&amp;B1</f><v>Sum</v></c>"
                                                  "<c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c>"
                                                  "<c t=\"d\"><v>2019-05-24T00:00:00</v></c>")));
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 Department\\tCaf\u00e9 office\n"
                        "R4@1 \u6771\u4eac\\tFirst line A_x0041_\\ta b\n"
                        "R5@1 In line cell\\tTRUE\\tFALSE\\t#DIV/0!\\tSum\\t2\\t2019-05-24\n");
    cr_assert_str_eq(read.document->title, "Costs");
    cr_assert_eq(read.document->file, FOI_FILE_SHEET);
    cr_assert_str_eq(read.document->mime,
                     "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
}

Test(extract_xlsx, numbers_are_shown_by_their_format)
{
    g_auto(reading) read = read_sheet(SHEET(
        ROW("1", NUMBER("A1", "0", "1.1000000000000001") NUMBER("B1", "0", "450")
                     NUMBER("C1", "1", "43609") NUMBER("D1", "2", "43609.0"))
            ROW("2", NUMBER("A2", "3", "0.125") NUMBER("B2", "4", "1234.5") NUMBER("C2", "99", "7")
                         NUMBER("D2", "x", "0x10") NUMBER("E2", "1", "nan"))));
    assert_shown(&read, "H@1 Costs\nR1@1 1.1\\t450\\t24/05/2019\\t24 May 2019\n"
                        "R2@1 13%\\t£1,234.50\\t7\\t0x10\\tnan\n");
}

Test(extract_xlsx, sheets_in_their_order_with_hidden_ones_and_dates_from_1904)
{
    static const char *const MEMBERS[] = {
        "[Content_Types].xml",
        "<Types/>",
        "_rels/.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"http://x/officeDocument\" "
        "Target=\"/xl/book.xml\"/></Relationships>",
        "xl/book.xml",
        "<workbook><workbookPr date1904=\"1\"/><sheets>"
        "<sheet name=\"Spend &amp; income\" r:id=\"r3\" xmlns:r=\"r\"/>"
        "<sheet name=\"Empty\" r:id=\"r1\" xmlns:r=\"r\"/>"
        "<sheet name=\"Workings\" state=\"veryHidden\" r:id=\"r2\" xmlns:r=\"r\"/>"
        "</sheets></workbook>",
        "xl/_rels/book.xml.rels",
        "<Relationships>"
        "<Relationship Id=\"r1\" Type=\"http://x/worksheet\" Target=\"worksheets/a.xml\"/>"
        "<Relationship Id=\"r2\" Type=\"http://x/worksheet\" Target=\"/xl/worksheets/b.xml\"/>"
        "<Relationship Id=\"r3\" Type=\"http://x/worksheet\" Target=\"./../xl/worksheets/c.xml\"/>"
        "<Relationship Id=\"r4\" Type=\"http://x/styles\" Target=\"my-styles.xml\"/>"
        "</Relationships>",
        "xl/my-styles.xml",
        STYLES,
        "xl/worksheets/a.xml",
        SHEET(""),
        "xl/worksheets/b.xml",
        SHEET("<row><c><v>2</v></c></row>"),
        "xl/Worksheets/C.xml",
        SHEET("<row><c s=\"1\"><v>42147</v></c></row><row><c r=\"B7\"><v>3</v></c></row>"),
        "docProps/core.xml",
        "<cp xmlns:dc=\"d\"><dc:title>Spending 2019</dc:title></cp>",
        "xl/vbaProject.bin",
        "macros",
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(
        &read,
        "H@1 Spend & income\nR1@1 24/05/2019\nR7@1 3\nH@3 Workings (hidden sheet)\nR1@3 2\n");
    cr_assert_str_eq(read.document->title, "Spending 2019");
}

Test(extract_xlsx, merged_cells_are_given_once)
{
    g_auto(reading) read = read_sheet(
        "<worksheet><sheetData>" ROW("1", TEXT("A1", "Year") TEXT("B1", "Year") TEXT("C1", "x"))
            ROW("2", TEXT("A2", "Year") TEXT("C2", "y")) ROW(
                "3",
                TEXT(
                    "A3",
                    "Other")) "</sheetData>"
                              "<mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"C9:D9\"/><mergeCell ref=\"?\"/>"
                              "</mergeCells></worksheet>");
    assert_shown(&read, "H@1 Costs\nR1@1 Year\\tx\nR2@1 y\nR3@1 Other\n");
}

#define A(text) "<a:p><a:r><a:t>" text "</a:t></a:r></a:p>"

static const char DRAWING[] =
    "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\" xmlns:mc=\"m\"><xdr:sp><xdr:txBody>"
    "<a:p><a:r><a:t>Figures are</a:t></a:r><a:br/><a:r><a:t>estimates</a:t></a:r></a:p>" A("Second") "</xdr:txBody></xdr:sp><mc:AlternateContent><mc:Choice>" A(
        "Box") "</mc:Choice><mc:Fallback>" A("Box") "</mc:Fallback></mc:AlternateContent></xdr:wsDr>";
static const char NOTES[] =
    "<comments><authors><author>J Smith</author></authors><commentList>"
    "<comment ref=\"B2\"><text><r><t xml:space=\"preserve\">See </t></r><r><t>note 4</t></r></text>"
    "</comment><comment ref=\"C3\"><text><t>[Threaded comment]\nYour version</t></text></comment>"
    "</commentList></comments>";
static const char ANSWERS[] =
    "<ThreadedComments><threadedComment ref=\"C3\"><text>Is this right?</text></threadedComment>"
    "</ThreadedComments>";

Test(extract_xlsx, notes_text_boxes_and_printed_heads_follow_their_sheet)
{
    static const char *const MEMBERS[] = {
        "[Content_Types].xml",
        "<Types/>",
        "xl/workbook.xml",
        BOOK,
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" ROW(
            "3",
            TEXT(
                "A3",
                "Body")) "</sheetData><customSheetViews><customSheetView><headerFooter>"
                         "<oddHeader>Council</oddHeader></headerFooter></customSheetView></customSheetViews><headerFooter>"
                         "<oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;14Council &amp;&amp; Co&amp;RPage &amp;P"
                         "</oddHeader></headerFooter><drawing/><legacyDrawing/></worksheet>",
        "xl/worksheets/_rels/sheet1.xml.rels",
        "<Relationships>"
        "<Relationship Id=\"1\" Type=\"http://x/drawing\" Target=\"../drawings/d.xml\"/>"
        "<Relationship Id=\"2\" Type=\"http://x/comments\" Target=\"../n.xml\"/>"
        "<Relationship Id=\"3\" Type=\"http://x/threadedComment\" Target=\"../t/t.xml\"/>"
        "<Relationship Id=\"4\" Type=\"http://x/hyperlink\" Target=\"http://x\" "
        "TargetMode=\"External\"/></Relationships>",
        "xl/drawings/d.xml",
        DRAWING,
        "xl/drawings/_rels/d.xml.rels",
        "<Relationships>"
        "<Relationship Id=\"1\" Type=\"http://x/chart\" Target=\"../charts/chart1.xml\"/>"
        "<Relationship Id=\"2\" Type=\"http://x/image\" Target=\"../media/image1.png\"/>"
        "</Relationships>",
        "xl/charts/chart1.xml",
        "<c:chartSpace xmlns:c=\"c\" xmlns:a=\"a\"><c:title>" A(
            "Requests by year") "</c:title>"
                                "<c:ser><c:tx><c:strRef><c:strCache><c:pt><c:v>Series</c:v></c:pt></c:strCache></c:strRef>"
                                "</c:tx></c:ser></c:chartSpace>",
        "xl/n.xml",
        NOTES,
        "xl/t/t.xml",
        ANSWERS,
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR3@1 Body\nP@1 Council & Co\\tPage\nP@1 Figures are estimates\n"
                        "P@1 Second\nP@1 Box\nP@1 Requests by year\nP@1 B2: See note 4\n"
                        "P@1 C3: Is this right?\n");
}

Test(extract_xlsx, names_of_parts_with_backslashes)
{
    static const char *const MEMBERS[] = {"[content_types].xml",
                                          "<Types/>",
                                          "xl\\workbook.xml",
                                          BOOK,
                                          "xl\\worksheets\\Sheet1.xml",
                                          SHEET(ROW("1", SHARED("A1", "0"))),
                                          "xl\\sharedStrings.xml",
                                          STRINGS,
                                          NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 Department\n");
}

Test(extract_xlsx, without_relations_the_usual_places_are_read)
{
    static const char *const MEMBERS[] = {
        "xl/workbook.xml",
        BOOK,
        "xl/worksheets/sheet1.xml",
        "<worksheet><sheetData>" ROW(
            "1", SHARED("A1", "0")) "</sheetData><drawing/><legacyDrawing/></worksheet>",
        "xl/sharedStrings.xml",
        STRINGS,
        "xl/drawings/drawing1.xml",
        DRAWING,
        "xl/comments1.xml",
        NOTES,
        "[Content_Types].xml",
        "<Types/>",
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read,
                 "H@1 Costs\nR1@1 Department\nP@1 Figures are estimates\nP@1 Second\nP@1 Box\n"
                 "P@1 B2: See note 4\n");
}

Test(extract_xlsx, damage_is_told_and_what_could_be_read_kept)
{
    g_auto(reading) broken =
        read_sheet("<worksheet><sheetData>" ROW("1", TEXT("A1", "Kept")) "<row r=\"2\"><c t=\"str\""
                                                                         "><v>Cut");
    assert_status(&broken, FOI_READ_PARTIAL, "xl/worksheets/sheet1.xml is damaged");
    assert_shown(&broken, "H@1 Costs\nR1@1 Kept\n");
    static const char *const LOST[] = {"[Content_Types].xml",
                                       "<Types/>",
                                       "xl/worksheets/sheet10.xml",
                                       SHEET(ROW("1", TEXT("A1", "Last"))),
                                       "xl/worksheets/sheet9.xml",
                                       SHEET(ROW("1", TEXT("A1", "First"))),
                                       NULL};
    g_auto(reading) unlisted = read_members(LOST);
    assert_status(&unlisted, FOI_READ_PARTIAL, "xl/workbook.xml is missing");
    assert_shown(&unlisted, "H@1 Sheet 1\nR1@1 First\nH@2 Sheet 2\nR1@2 Last\n");
    static const char *const GONE[] = {"[Content_Types].xml", "<Types/>", "xl/workbook.xml", BOOK,
                                       NULL};
    g_auto(reading) gone = read_members(GONE);
    cr_assert_neq(gone.document->status, FOI_READ_OK);
    cr_assert_not_null(strstr(gone.document->status_detail, "the sheet Costs"));
    g_auto(reading) none = read_sheet(SHEET(""));
    assert_status(&none, FOI_READ_EMPTY, "");
    g_autoptr(GByteArray) bytes = package(LOST);
    for (size_t length = 4; length < bytes->len; length++) {
        g_auto(reading) cut = read_bytes(bytes->data, length, "a.xlsx");
        cr_assert_neq(cut.document->status, FOI_READ_OK, "%zu bytes", length);
    }
}

Test(extract_xlsx, impossible_references_do_no_harm)
{
    g_auto(reading) read = read_sheet(
        "<worksheet><sheetData>" ROW("99999999999999999999",
                                     TEXT("ZZZZ999999999", "far") TEXT("", "none"))
            ROW("0", SHARED("A1", "99999999999999999999") SHARED("B1", "-1") SHARED("C1", "6")
                         SHARED("D1", "0"))
                ROW("1048577",
                    TEXT("XFE1", "out")) "</sheetData>"
                                         "<mergeCell ref=\"A1:ZZZZ999999999\"/></worksheet>");
    assert_status(&read, FOI_READ_PARTIAL, "shared string");
    assert_shown(&read, "H@1 Costs\nR1@1 far\\tnone\nR2@1 Department\nR3@1 out\n");
}

Test(extract_xlsx, entities_are_not_expanded_and_nothing_is_loaded, .timeout = 20)
{
    g_auto(reading) laughs = read_sheet(
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">"
        "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;\">"
        "]>" SHEET(ROW("1", TEXT("A1", "&f;&f;&f;"))));
    cr_assert_neq(laughs.document->status, FOI_READ_OK);
    cr_assert_leq(laughs.document->text.bytes->len, 1000);
    g_auto(reading) file = read_sheet("<!DOCTYPE d [<!ENTITY x SYSTEM \"/etc/passwd\">]>" SHEET(
        ROW("1", TEXT("A1", "Before &x; after"))));
    cr_assert_null(strstr(file.document->text.bytes->str, "root:"));
}

/* A sheet whose text is HEAD, then COUNT times PIECE, then TAIL. */
static GString *repeated(const char *head, const char *piece, unsigned count, const char *tail)
{
    GString *sheet = g_string_new(head);
    for (unsigned i = 0; i < count; i++)
        g_string_append(sheet, piece);
    return g_string_append(sheet, tail);
}

Test(extract_xlsx, depth_empty_cells_and_bombs_are_bounded, .timeout = 120)
{
    g_autoptr(GString) deep =
        repeated("<worksheet><sheetData>" ROW("1", TEXT("A1", "Top")), "<x>", 100000, "");
    g_auto(reading) levels = read_sheet(deep->str);
    assert_status(&levels, FOI_READ_PARTIAL, "damaged");
    assert_shown(&levels, "H@1 Costs\nR1@1 Top\n");
    g_autoptr(GString) blank = repeated("<worksheet><sheetData><row><c><v>1</v></c>", "<c/>",
                                        2000000, "</row></sheetData></worksheet>");
    g_auto(reading) empty = read_sheet(blank->str);
    assert_status(&empty, FOI_READ_OK, "");
    assert_shown(&empty, "H@1 Costs\nR1@1 1\n");
    const char *const MEMBERS[] = {"[Content_Types].xml",
                                   "<Types/>",
                                   "xl/workbook.xml",
                                   BOOK,
                                   "xl/worksheets/sheet1.xml",
                                   blank->str,
                                   NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    foi_budget budget = WIDE;
    budget.member_bytes = MIB;
    g_auto(reading) bomb = read_with(bytes->data, bytes->len, "a", NULL, &budget);
    assert_status(&bomb, FOI_READ_PARTIAL, "unpacks to more bytes");
}

Test(extract_xlsx, one_long_string_in_many_cells_stops_at_the_budget_of_text, .timeout = 60)
{
    g_autoptr(GString) strings = repeated("<sst><si><t>", "again ", 100000, "</t></si></sst>");
    g_autoptr(GString) sheet = repeated("<worksheet><sheetData><row>", "<c t=\"s\"><v>0</v></c>",
                                        100000, "</row></sheetData></worksheet>");
    const char *const MEMBERS[] = {"[Content_Types].xml",
                                   "<Types/>",
                                   "xl/workbook.xml",
                                   BOOK,
                                   "xl/sharedStrings.xml",
                                   strings->str,
                                   "xl/worksheets/sheet1.xml",
                                   sheet->str,
                                   NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    foi_budget budget = WIDE;
    budget.text_bytes = 3 * MIB;
    g_auto(reading) read = read_with(bytes->data, bytes->len, "a", NULL, &budget);
    assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
    cr_assert_leq(read.document->text.bytes->len, 3 * MIB);
    budget.text_bytes = 1000;
    g_auto(reading) cut = read_with(bytes->data, bytes->len, "a", NULL, &budget);
    assert_status(&cut, FOI_READ_PARTIAL, "more strings than the limit");
    cr_assert_gt(cut.document->words, 50);
}

Test(extract_xlsx, rows_stay_whole_in_a_large_sheet, .timeout = 60)
{
    g_autoptr(GString) sheet =
        repeated("<worksheet><sheetData>",
                 "<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c><c><v>5</v></c>"
                 "</row>",
                 60000, "</sheetData></worksheet>");
    g_auto(reading) read = read_sheet(sheet->str);
    cr_assert_eq(read.document->text.blocks->len, 60001);
    cr_assert_eq(g_array_index(read.document->text.blocks, foi_block, 60000).number, 60000);
}

Test(extract_xlsx, overlapping_areas_take_bounded_time, .timeout = 60)
{
    g_autoptr(GString) sheet =
        repeated("<worksheet><sheetData>", "<row><c><v>1</v></c></row>", 100000, "</sheetData>");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(sheet, "<mergeCell ref=\"B1:C1048576\"/>");
    g_string_append(sheet, "</worksheet>");
    g_auto(reading) read = read_sheet(sheet->str);
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.document->words, 100001);
}
