#include "tests/unit/odf_support.h"

TestSuite(extract_ods, .init = set_up, .fini = tear_down);

#define SHEET(name, rows) "<table:table table:name=\"" name "\">" rows "</table:table>"
#define ROW(cells)        "<table:table-row>" cells "</table:table-row>"
#define CELL(inner)       "<table:table-cell>" inner "</table:table-cell>"

static reading read_sheets(const char *styles, const char *content)
{
    return read_odf(ODF_TYPE("spreadsheet"), styles, content);
}

Test(extract_ods, what_the_cells_show_is_given_with_its_sheet_and_row)
{
    g_auto(reading) read =
        read_sheets(
            "<x/>",
            ODF_CONTENT(
                "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
                "table:display=\"false\"/></style:style>",
                "spreadsheet",
                SHEET("Costs", "<table:table-column/>" ROW(CELL(TP("Year")) CELL(
                                   TP("Caf\u00e9 o\ufb03ce"))) "<table:table-row table:number-rows-repeated=\"7\"><table:table-cell "
                                                               "table:number-columns-repeated=\"1024\"/></table:table-row>" ROW(
                                                                   "<table:table-cell office:value-type=\"currency\" office:value=\"12.5\">" TP(
                                                                       "\u00a312.50") "</table:table-cell><table:table-cell office:value-type=\"float\" office:value=\"7\"/>"
                                                                                      "<table:table-cell office:value-type=\"date\" office:date-value=\"2019-05-24\"/>"
                                                                                      "<table:covered-table-cell>" TP("under") "</table:covered-table-cell>"
                                                                                                                               "<table:table-cell table:number-columns-repeated=\"3\">" TP("x") "</table:table-cell>") "<table:table-row table:number-rows-repeated=\"2\">" CELL(TP("again") TP("and again")) "</table:table-row><table:table-row table:number-rows-repeated=\"1048560\"/>") "<table:table table:name=\"Names\" table:style-name=\"ta2\">" ROW(CELL(TP("J. Bloggs"))) "</table:table>"));
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR1@1 Year\\tCaf\u00e9 office\n"
                        "R9@1 \u00a312.50\\t7\\t2019-05-24\\tx\\tx\\tx\nR10@1 again and again\n"
                        "R11@1 again and again\nH@2 Names (hidden sheet)\nR1@2 J. Bloggs\n");
    cr_assert_eq(read.document->file, FOI_FILE_SHEET);
}

Test(extract_ods, comments_and_drawings_stand_behind_the_rows)
{
    g_auto(reading) read = read_sheets(
        ODF_STYLES("",
                   "<style:master-page style:name=\"Used\"><style:footer><style:region-center>" TP(
                       "Annual return") "</style:region-center></style:footer></style:master-page>"
                                        "<style:master-page style:name=\"Other\"><style:footer>" TP(
                                            "Unused") "</style:footer></style:master-page>"),
        ODF_CONTENT(
            "<style:style style:name=\"ta1\" style:family=\"table\" "
            "style:master-page-name=\"Used\"/>",
            "spreadsheet",
            SHEET(
                "S",
                "<table:shapes><draw:frame><draw:text-box>" TP("A box") "</draw:text-box></draw:frame></table:shapes>" ROW(
                    CELL(TP("a")) CELL("<office:annotation><dc:date>2019</dc:date>" TP(
                        "A comment") TP("of two") "</office:annotation>" TP("b")) CELL(TP("c")))
                    ROW("<table:table-cell table:number-columns-repeated=\"27\"/>" CELL(
                        "<office:annotation>" TP("Far out") "</office:annotation>")))));
    assert_shown(&read, "H@1 S\nR1@1 a\\tb\\tc\nP@1 A box\nP@1 B1: A comment\\nof two\n"
                        "P@1 AB2: Far out\nP@1 Annual return\n");
}

Test(extract_ods, repetitions_are_bounded_and_said, .timeout = 60)
{
    g_auto(reading) read = read_sheets(
        "<x/>",
        ODF_CONTENT(
            "", "spreadsheet",
            SHEET(
                "S",
                "<table:table-row table:number-rows-repeated=\"1000000\">" CELL(TP("x")) "</table:table-row>" ROW(
                    "<table:table-cell table:number-columns-repeated=\"900000000\">" TP(
                        "y") "</table:table-cell>" CELL(TP("z"))))));
    assert_status(&read, FOI_READ_PARTIAL, "repeated more often");
    cr_assert_eq(read.document->words, 2001, "%u words", read.document->words);
    g_autoptr(GString) many = g_string_new("<office:document-content " ODF_SPACES
                                           "><office:body><office:spreadsheet><table:table>");
    for (int i = 0; i < 1000; i++)
        g_string_append(many, "<table:table-row table:number-rows-repeated=\"1000\">"
                              "<table:table-cell table:number-columns-repeated=\"1000\">" TP(
                                  "word") "</table:table-cell></table:table-row>");
    foi_budget budget = WIDE;
    budget.text_bytes = 4 * MIB;
    const char *const MEMBERS[] = {"mimetype", ODF_TYPE("spreadsheet"), "content.xml", many->str,
                                   NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    g_auto(reading) bomb = read_with(bytes->data, bytes->len, "a.ods", NULL, &budget);
    assert_status(&bomb, FOI_READ_PARTIAL, "more text than the limit");
}

Test(extract_ods, damage_is_told_and_rows_before_it_kept)
{
    g_auto(reading) read = read_sheets(
        "<x/>", "<office:document-content " ODF_SPACES "><office:body><office:spreadsheet>"
                "<table:table table:name=\"S\">" ROW(CELL(TP("kept"))) "<table:table-row>" CELL(
                    TP("too")) "<table:table-cell><text:p>cut");
    assert_status(&read, FOI_READ_PARTIAL, "content.xml is damaged");
    assert_shown(&read, "H@1 S\nR1@1 kept\nR2@1 too\\tcut\n");
}
