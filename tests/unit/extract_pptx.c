#include "tests/unit/extract_package.h"

TestSuite(extract_pptx, .init = set_up, .fini = tear_down);

#define SPACES                                                                                     \
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "                      \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                           \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "             \
    "xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" "                          \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define AP(text) "<a:p><a:r><a:t>" text "</a:t></a:r></a:p>"
#define SHAPE(holder, inner)                                                                       \
    "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"n\"/><p:nvPr>" holder                                \
    "</p:nvPr></p:nvSpPr><p:txBody>" inner "</p:txBody></p:sp>"
#define HOLDER(type)   "<p:ph type=\"" type "\"/>"
#define SLIDE(shapes)  "<p:sld " SPACES "><p:cSld>" shapes "</p:cSld></p:sld>"
#define RELATIONS(all) "<Relationships>" all "</Relationships>"
#define RELATION(id, kind, to)                                                                     \
    "<Relationship Id=\"" id "\" Type=\"http://x/" kind "\" Target=\"" to "\"/>"
#define LIST(slides)                                                                               \
    "<p:presentation " SPACES "><p:sldIdLst>" slides "</p:sldIdLst></p:presentation>"
#define LISTED(id) "<p:sldId id=\"256\" r:id=\"" id "\"/>"

static reading read_members(const char *const *members)
{
    g_autoptr(GByteArray) bytes = package(members);
    return read_bytes(bytes->data, bytes->len, "a.pdf");
}

static const char TWO_SLIDES[] = RELATIONS(RELATION("r1", "slide", "slides/slide1.xml")
                                               RELATION("r2", "slide", "slides/slide2.xml"));

Test(extract_pptx, slides_are_pages_in_their_order_with_notes_and_comments)
{
    static const char *const MEMBERS[] = {
        "ppt/slides/slide1.xml",
        SLIDE(
            SHAPE(HOLDER("ctrTitle"), AP("Caf\u00e9 o\ufb03ce co\u00adoperation")) SHAPE(
                "<p:ph idx=\"1\"/>",
                "<a:p><a:pPr><a:buChar char=\"x\"/></a:pPr><a:r><a:t>Rece"
                "</a:t></a:r><a:r><a:t>ived</a:t></a:r><a:br/><a:r><a:t>late</a:t></a:r></a:p>")
                SHAPE(HOLDER("ftr"), AP("OFFICIAL"))
                    SHAPE(HOLDER("sldNum"), AP("2")) "<p:sp><p:nvSpPr><p:cNvPr id=\"9\" name=\"h\" hidden=\"1\"/></p:nvSpPr><p:txBody>" AP(
                        "hidden") "</p:txBody></p:sp>"),
        "ppt/slides/slide2.xml",
        SLIDE(SHAPE(HOLDER("title"), AP("Costs")) "<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody>" AP(
            "Year") "</a:txBody></a:tc><a:tc>"
                    "<a:txBody>" AP("Cost") AP(
                        "(\u00a3)") "</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
                                    "<mc:AlternateContent><mc:Choice>" SHAPE("", AP("Once")) "</mc:Choice><mc:Fallback>" SHAPE(
                                        "",
                                        AP("Once")) "</mc:Fallback></mc:AlternateContent>" SHAPE(HOLDER("ftr"),
                                                                                                 AP("OFFICIAL"))
                                        SHAPE(
                                            "",
                                            "<a:p><a:fld type=\"slidenum\"><a:t>1</a:t></a:fld><a:r><a:t>of many</a:t></a:r>"
                                            "</a:p>")),
        "ppt/presentation.xml",
        LIST(LISTED("r2") LISTED("r1")),
        "ppt/_rels/presentation.xml.rels",
        TWO_SLIDES,
        "ppt/slides/_rels/slide1.xml.rels",
        RELATIONS(RELATION("r1", "notesSlide", "../notesSlides/n.xml")
                      RELATION("r2", "comments", "../comments/c.xml")
                          RELATION("r3", "slideLayout", "../slideLayouts/l.xml")),
        "ppt/notesSlides/n.xml",
        SLIDE(SHAPE(HOLDER("sldImg"), AP("image")) SHAPE(HOLDER("body"), AP("Say it slowly"))
                  SHAPE(HOLDER("hdr"), AP("Speaking notes")) SHAPE(HOLDER("sldNum"), AP("7"))),
        "ppt/comments/c.xml",
        "<p:cmLst " SPACES "><p:cm><p:text>Is this right?</p:text></p:cm>"
        "</p:cmLst>",
        "ppt/slideLayouts/l.xml",
        SLIDE(SHAPE(HOLDER("title"), AP("Click to edit")) SHAPE("", AP("Department of Health"))),
        "[Content_Types].xml",
        "<Types/>",
        "docProps/core.xml",
        "<cp xmlns:dc=\"d\"><dc:title>Board</dc:title></cp>",
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H@1 Costs\nR@1 Year\\tCost (\u00a3)\nP@1 Once\nP@1 OFFICIAL\nP@1 of many\n"
                        "H@2 Caf\u00e9 office cooperation\nI@2 Received\\nlate\nP@2 Say it slowly\n"
                        "P@2 Speaking notes\nP@2 Is this right?\nP@2 Department of Health\n");
    cr_assert_str_eq(read.document->title, "Board");
    cr_assert_eq(read.document->file, FOI_FILE_SLIDES);
}

#define NUMBERED(level, form, text)                                                                \
    "<a:p><a:pPr lvl=\"" level "\"><a:buAutoNum type=\"" form "\"/></a:pPr><a:r><a:t>" text        \
    "</a:t></a:r></a:p>"

Test(extract_pptx, paragraphs_have_the_numbers_that_are_printed)
{
    static const char *const MEMBERS[] = {
        "[Content_Types].xml",
        "<Types/>",
        "ppt/presentation.xml",
        LIST(LISTED("r1")),
        "ppt/_rels/presentation.xml.rels",
        TWO_SLIDES,
        "ppt/slides/slide1.xml",
        SLIDE(
            SHAPE("", NUMBERED("0", "arabicPeriod", "One") NUMBERED("1", "alphaLcParenBoth", "Part")
                          NUMBERED("1", "alphaLcParenBoth", "Other")
                              NUMBERED("0", "arabicPeriod", "Two") NUMBERED("0", "arabicPeriod", "")
                                  NUMBERED("1", "romanUcParenR", "Deep") AP("Between")
                                      NUMBERED("0", "arabicPeriod", "Anew"))
                SHAPE("",
                      "<a:p><a:pPr><a:buAutoNum type=\"arabicPlain\" startAt=\"17\"/></a:pPr><a:r>"
                      "<a:t>Seventeen</a:t></a:r></a:p>")),
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_shown(&read, "P1@1 1. One\nI@1 (a) Part\nI@1 (b) Other\nP2@1 2. Two\nI@1 I) Deep\n"
                        "P@1 Between\nP1@1 1. Anew\nP17@1 17 Seventeen\n");
}

Test(extract_pptx, charts_diagrams_and_embedded_files)
{
    static const char *const MEMBERS[] = {
        "[Content_Types].xml",
        "<Types/>",
        "ppt/presentation.xml",
        LIST(LISTED("r1")),
        "ppt/_rels/presentation.xml.rels",
        TWO_SLIDES,
        "ppt/slides/slide1.xml",
        SLIDE(""),
        "ppt/slides/_rels/slide1.xml.rels",
        RELATIONS(RELATION("r1", "chart", "../charts/c.xml")
                      RELATION("r2", "diagramData", "../diagrams/d.xml")),
        "ppt/charts/c.xml",
        "<c:chart " SPACES "><c:title>" AP(
            "Requests by year") "</c:title>"
                                "<c:tx><c:strCache><c:pt><c:v>Refused</c:v></c:pt></c:strCache></c:tx>"
                                "<c:cat><c:strCache><c:pt><c:v>2018</c:v></c:pt><c:pt><c:v>2019</c:v></c:pt>"
                                "</c:strCache></c:cat><c:val><c:numCache><c:pt><c:v>17</c:v></c:pt></c:numCache></c:val>"
                                "</c:chart>",
        "ppt/diagrams/d.xml",
        "<d " SPACES "><t>" AP("President") "</t><t>" AP("Manager") "</t></d>",
        "ppt/embeddings/a.txt",
        "A file in the slides",
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_shown(&read, "P@1 Requests by year\nP@1 Refused\nR@1 2018\\t2019\nP@1 President\n"
                        "P@1 Manager\n");
    cr_assert_eq(read.members->len, 1);
    const foi_member *member = g_ptr_array_index(read.members, 0);
    cr_assert_str_eq(member->name, "ppt/embeddings/a.txt");
}

Test(extract_pptx, missing_and_damaged_parts_are_told_and_the_rest_kept)
{
    static const char *const NO_LIST[] = {"[Content_Types].xml",
                                          "<Types/>",
                                          "ppt/presentation.xml",
                                          "<p:presentation",
                                          "ppt/slides/slide10.xml",
                                          SLIDE(SHAPE("", AP("Ten"))),
                                          "ppt/slides/slide9.xml",
                                          SLIDE(SHAPE("", AP("Nine"))),
                                          NULL};
    g_auto(reading) unlisted = read_members(NO_LIST);
    assert_status(&unlisted, FOI_READ_PARTIAL, "ppt/presentation.xml is damaged");
    assert_shown(&unlisted, "P@1 Nine\nP@2 Ten\n");
    static const char *const LOST[] = {
        "[Content_Types].xml",
        "<Types/>",
        "ppt/presentation.xml",
        LIST(LISTED("r1") LISTED("r2")),
        "ppt/_rels/presentation.xml.rels",
        TWO_SLIDES,
        "ppt/slides/slide2.xml",
        "<p:sld " SPACES ">" SHAPE(
            "",
            AP("Kept") "<!-- the library takes in this much at once, so a shorter part would be "
                       "dropped where it ends too early -->") "<p:sp><a:p><a:r><a:t>Cut",
        NULL};
    g_auto(reading) lost = read_members(LOST);
    assert_status(&lost, FOI_READ_PARTIAL, "slide1.xml is missing");
    assert_shown(&lost, "P@2 Kept\nP@2 Cut\n");
}

Test(extract_pptx, a_text_gives_its_chunks_charts_and_comments_as_well)
{
    static const char *const MEMBERS[] = {
        "word/document.xml",
        "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>Body</w:t></w:r></w:p>"
        "</w:body></w:document>",
        "word/_rels/document.xml.rels",
        RELATIONS(RELATION("r1", "aFChunk", "chunk.html") RELATION("r2", "chart", "charts/c.xml")),
        "word/chunk.html",
        "<p>Taken in",
        "word/charts/c.xml",
        "<c " SPACES ">" AP("A chart") "</c>",
        "word/comments.xml",
        "<w:comments xmlns:w=\"w\"><w:comment><w:p><w:r><w:t>Why?</w:t></w:r>"
        "</w:p></w:comment></w:comments>",
        "[Content_Types].xml",
        "<Types/>",
        NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_shown(&read, "P Body\nP Why?\nP A chart\n");
    cr_assert_eq(read.members->len, 1);
}
