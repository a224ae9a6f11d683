#include "tests/unit/odf_support.h"

TestSuite(extract_odp, .init = set_up, .fini = tear_down);

#define FRAME(purpose, inner)                                                                      \
    "<draw:frame presentation:class=\"" purpose "\"><draw:text-box>" inner                         \
    "</draw:text-box></draw:frame>"

static const char MASTERS[] = ODF_STYLES(
    "", "<style:master-page style:name=\"Default\">" FRAME("title", TP("Click to edit the title"))
            FRAME("footer", TP("OFFICIAL")) "<presentation:notes>" FRAME(
                "page-number", TP("1")) "</presentation:notes>"
                                        "</style:master-page>");

Test(extract_odp, slides_are_pages_with_titles_and_notes)
{
    g_auto(reading) read = read_odf(
        ODF_TYPE("presentation"), MASTERS,
        ODF_CONTENT(
            "", "presentation",
            "<presentation:footer-decl>Board meeting</presentation:footer-decl>"
            "<presentation:date-time-decl>today</presentation:date-time-decl>"
            "<draw:page>" FRAME("title", TP("Requests in 2019")) FRAME(
                "outline",
                "<text:list><text:list-item>" TP(
                    "Received") "</text:list-item>"
                                "<text:list-item>" TP(
                                    "Refused") "</text:list-item></text:list>") "<draw:custom-shape>" TP("In a shape") "</draw:custom-shape>"
                                                                                                                       "<presentation:notes>" FRAME(
                                                                                                                           "page",
                                                                                                                           TP("1"))
                                                                                                                           FRAME(
                                                                                                                               "notes",
                                                                                                                               TP(
                                                                                                                                   "Say it slowly")) "</presentation:notes></draw:page>"
                                                                                                                                                     "<draw:page/>"
                                                                                                                                                     "<draw:page><draw:frame><table:table><table:table-row><table:table-cell>" TP("Year") "</table:table-cell><table:table-cell>" TP("Cost") "</table:table-cell></table:table-row>"
                                                                                                                                                                                                                                                                                             "</table:table></draw:frame><office:annotation><dc:creator>B</dc:creator>" TP("Which year?") "</office:annotation><draw:g><draw:rect>" TP(
                                                                                                                                                                                                                                                                                                 "Grouped") "</draw:rect></draw:g></draw:page>"));
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P@1 Board meeting\nH@1 Requests in 2019\nI@1 Received\nI@1 Refused\n"
                        "P@1 In a shape\nP@1 Say it slowly\nR@3 Year\\tCost\nP@3 Grouped\n"
                        "P@3 Which year?\nP@3 OFFICIAL\n");
    cr_assert_str_eq(read.document->title, "Requests in 2019");
    cr_assert_eq(read.document->file, FOI_FILE_SLIDES);
    cr_assert_eq(read.document->text.pages, 3);
}

Test(extract_odp, drawings_are_read_as_slides_are)
{
    g_auto(reading) read = read_odf(
        ODF_TYPE("graphics"), MASTERS,
        ODF_CONTENT("", "drawing", "<draw:page>" FRAME("", TP("On the map")) "</draw:page>"));
    assert_shown(&read, "P@1 On the map\nP@1 OFFICIAL\n");
}
