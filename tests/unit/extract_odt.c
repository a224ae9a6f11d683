#include "tests/unit/odf_support.h"

TestSuite(extract_odt, .init = set_up, .fini = tear_down);

static const char STYLES[] = ODF_STYLES(
    "<style:style style:name=\"Title\" style:family=\"paragraph\"/>"
    "<style:style style:name=\"Quotations\" style:family=\"paragraph\"/>"
    "<style:style style:name=\"Ghost\" style:family=\"text\">"
    "<style:text-properties text:display=\"none\"/></style:style>"
    "<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"I\" "
    "style:num-suffix=\".\"/></text:outline-style>",
    "<style:master-page style:name=\"Standard\"><style:header>" TP("Department of Health") "</style:header><style:header-left>" TP(
        "Department of Health") "</style:header-left>"
                                "<style:footer>" TP(
                                    "Page <text:page-number>2</text:page-number>") "</style:footer>"
                                                                                   "<style:footer-left style:display=\"false\">" TP(
                                                                                       "never shown") "</style:footer-left>"
                                                                                                      "</style:master-page>");

static reading read_text(const char *styles, const char *content)
{
    return read_odf(ODF_TYPE("text"), styles, content);
}

static reading read_body(const char *body)
{
    g_autofree char *content =
        g_strconcat("<office:document-content " ODF_SPACES "><office:body><office:text>", body,
                    "</office:text></office:body>"
                    "</office:document-content>",
                    NULL);
    return read_text(STYLES, content);
}

#define ITEM(text) "<text:list-item>" TP(text) "</text:list-item>"

Test(extract_odt, every_word_of_the_text_is_there_in_order)
{
    g_auto(reading) read = read_text(
        STYLES,
        ODF_CONTENT(
            "<style:style style:name=\"P1\" style:family=\"paragraph\" "
            "style:parent-style-name=\"Quotations\"/>"
            "<style:style style:name=\"P2\" style:family=\"paragraph\" "
            "style:parent-style-name=\"Title\"/>",
            "text",
            "<text:p text:style-name=\"P2\">Our decision</text:p>"
            "<text:h text:outline-level=\"1\">Reasons</text:h>"
            "<text:h text:outline-level=\"1\">We rely on section 31 of the Act.</text:h>" TP(
                "Caf\u00e9 o\ufb03ce co\u00adoperation<text:s text:c=\"3\"/>of\n   <text:span>the"
                "</text:span> Council<text:tab/>24 May<text:line-break/>2019") "<text:p text:style-name=\"P1\">12. Quoted.</text:p>" TP("<text:a>A link</text:a> and <text:date>3 June</text:date> and "
                                                                                                                                        "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>reading</text:ruby-text>"
                                                                                                                                        "</text:ruby>")));
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Department of Health\nH Our decision\nH I. Reasons\n"
                        "I II. We rely on section 31 of the Act.\n"
                        "P Caf\u00e9 office cooperation of the Council\\t24 May\\n2019\n"
                        "Q 12. Quoted.\nP A link and 3 June and base\nP Page 2\n");
    cr_assert_eq(read.document->file, FOI_FILE_WORD);
    cr_assert_eq(read.document->text.pages, 0);
}

Test(extract_odt, hidden_and_deleted_text_is_left_out)
{
    g_auto(reading) read = read_body(
        "<text:tracked-changes><text:changed-region><text:deletion>" TP("deleted") "</text:deletion></text:changed-region></text:tracked-changes>" TP(
            "We <text:change text:change-id=\"1\"/><text:change-start/>rely<text:change-end/>"
            "<text:span text:style-name=\"Ghost\">ghost</text:span> on"
            "<text:hidden-text text:is-hidden=\"true\">gone</text:hidden-text>"
            "<text:hidden-text text:is-hidden=\"false\"> it</text:hidden-text>")
            TP("<text:hidden-paragraph text:is-hidden=\"true\"/>Not here") "<text:section text:display=\"none\">" TP(
                "nor here") "</text:section>"
                            "<text:section>" TP("But here") "</text:section>" TP(
                                "A<draw:frame><svg:title>picture</svg:title><svg:desc>of a cat</svg:desc></draw:frame>"
                                " picture"));
    assert_shown(&read, "P Department of Health\nP We rely on it\nP But here\nP A picture\n"
                        "P Page 2\n");
}

Test(extract_odt, lists_are_numbered_as_in_print)
{
#define LEVELS                                                                                     \
    "<text:list-style style:name=\"L1\"><text:list-level-style-number text:level=\"1\" "           \
    "style:num-format=\"1\" style:num-suffix=\".\"/><text:list-level-style-number "                \
    "text:level=\"2\" style:num-format=\"a\" style:num-prefix=\"(\" style:num-suffix=\")\"/>"      \
    "<text:list-level-style-number text:level=\"3\" style:num-format=\"i\" "                       \
    "text:display-levels=\"3\"/></text:list-style><text:list-style style:name=\"L2\">"             \
    "<text:list-level-style-bullet text:level=\"1\"/></text:list-style>"
    g_auto(reading) read = read_text(
        STYLES,
        ODF_CONTENT(
            LEVELS, "text",
            "<text:list text:style-name=\"L1\" xml:id=\"a\">" ITEM("First") "<text:list-item>" TP(
                "Second")
                TP("goes on") "<text:list>" ITEM("Part") "<text:list-item>" TP("Other") "<text:list>" ITEM(
                    "Deep") "</text:list></text:list-item></text:list></text:list-item>"
                            "<text:list-header>" TP(
                                "No number") "</text:list-header></text:list>"
                                             "<text:list text:style-name=\"L2\">" ITEM(
                                                 "Bullet") "</text:list>"
                                                           "<text:list text:style-name=\"L1\">" ITEM(
                                                               "Anew") "</text:list>"
                                                                       "<text:list text:style-name=\"L1\" text:continue-numbering=\"true\">" ITEM("Goes on") "</text:list><text:list text:style-name=\"L1\" text:continue-list=\"a\">" ITEM(
                                                                           "Third") "<text:list-item text:start-value=\"17\">" TP("Jumps") "</text:list-item>" ITEM("")
                                                                           ITEM(
                                                                               "Behind") "</text:list>"));
    assert_shown(&read, "P Department of Health\nP1 1. First\nP2 2. Second\nP goes on\n"
                        "I (a) Part\nI (b) Other\nI 2.b.i Deep\nP No number\nI Bullet\n"
                        "P1 1. Anew\nP2 2. Goes on\nP3 3. Third\nP17 17. Jumps\nP18 18. Behind\n"
                        "P Page 2\n");
}

#define ROW(cells)  "<table:table-row>" cells "</table:table-row>"
#define CELL(inner) "<table:table-cell>" inner "</table:table-cell>"

Test(extract_odt, tables_notes_comments_and_boxes)
{
    g_auto(reading) read = read_body(
        "<table:table>" ROW(CELL(TP("Year")) CELL(TP("Cost"))) ROW(CELL(
            TP("2018") TP("to 2019")) CELL("<table:table>" ROW(CELL(TP("450"))) "</table:table>"))
            ROW("<table:table-cell table:number-columns-spanned=\"2\">" TP(
                "Both") "</table:table-cell>"
                        "<table:covered-table-cell>" TP(
                            "under it") "</table:covered-table-cell>") "</table:table>" TP("Noted<text:note text:note-class=\"footnote\"><text:note-citation>1</text:note-citation>"
                                                                                           "<text:note-body>" TP(
                                                                                               "The note")
                                                                                               TP("in two") "</text:note-body></text:note> here"
                                                                                                            "<office:annotation><dc:creator>A. Person</dc:creator><text:sender-initials>AP</text:sender-initials><dc:date>2019-05-24</dc:date>" TP(
                                                                                                                "Is this right?") "</office:annotation>.")
                TP("Around<draw:frame><draw:text-box>" TP(
                    "Box") "</draw:text-box></draw:frame> it"));
    assert_shown(&read, "P Department of Health\nR Year\\tCost\nR 2018 to 2019\\t450\nR Both\n"
                        "P Noted here.\nP Box\nP Around it\nP The note\nP in two\n"
                        "P Is this right?\nP Page 2\n");
}

Test(extract_odt, title_objects_and_embedded_files)
{
    static const char *const MEMBERS[] = {
        "content.xml",
        ODF_CONTENT("", "text", TP("Body")),
        "META-INF/manifest.xml",
        "<manifest:manifest " ODF_SPACES "/>",
        "meta.xml",
        "<office:document-meta " ODF_SPACES "><office:meta><dc:title>Decision &amp; "
        "notice</dc:title></office:meta></office:document-meta>",
        "Object 1/content.xml",
        ODF_CONTENT("", "chart",
                    TP("Requests by year") "<table:table table:name=\"local-table\">" ROW(
                        CELL(TP("17")) CELL(TP("18"))) "</table:table>"),
        "Object 2",
        "From: a file of another program",
        NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    g_auto(reading) read = read_bytes(bytes->data, bytes->len, "a.bin");
    assert_shown(&read, "P Body\nP Requests by year\n");
    cr_assert_str_eq(read.document->title, "Decision & notice");
    cr_assert_str_eq(read.document->mime, ODF_TYPE("text"));
    cr_assert_eq(read.members->len, 1);
    const foi_member *member = g_ptr_array_index(read.members, 0);
    cr_assert_str_eq(member->name, "Object 2");
}

Test(extract_odt, an_encrypted_document_is_said_to_be)
{
    static const char *const MEMBERS[] = {
        "mimetype",
        ODF_TYPE("text"),
        "content.xml",
        "\x01\x02 noise",
        "META-INF/manifest.xml",
        "<manifest:manifest " ODF_SPACES "><manifest:file-entry "
        "manifest:full-path=\"content.xml\"><manifest:encryption-data/></manifest:file-entry>"
        "</manifest:manifest>",
        NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    g_auto(reading) read = read_bytes(bytes->data, bytes->len, "a.odt");
    assert_status(&read, FOI_READ_ENCRYPTED, "password");
}

Test(extract_odt, a_flat_document_and_a_template_are_read_like_others)
{
    g_auto(reading) flat = read_string(
        "<?xml version=\"1.0\"?>\n<office:document " ODF_SPACES
        " office:mimetype=\"" ODF_TYPE("text") "\"><office:meta><dc:title>Flat</dc:title></office:meta>" ODF_AUTOMATIC(
            "<style:style style:name=\"T1\" style:family=\"text\">"
            "<style:text-properties text:display=\"none\"/></style:style>") "<office:master-styles><style:master-page><style:footer>" TP("Foot") "</style:footer></style:master-page></office:master-styles><office:body><office:text>" TP("One<text:span text:style-name=\"T1\">two</text:span>"
                                                                                                                                                                                                                                           "<draw:image><office:binary-data>AAAA</office:binary-data></draw:image>") "</office:text></office:body></office:document>",
        "a.xml");
    assert_shown(&flat, "P One\nP Foot\n");
    cr_assert_str_eq(flat.document->title, "Flat");
    cr_assert_eq(flat.document->file, FOI_FILE_WORD);
    g_auto(reading) template =
        read_odf(ODF_TYPE("text-template"), STYLES, ODF_CONTENT("", "text", TP("Dear Sir")));
    assert_shown(&template, "P Department of Health\nP Dear Sir\nP Page 2\n");
}

Test(extract_odt, damage_is_told_and_text_before_it_kept)
{
    g_auto(reading) broken = read_odf(ODF_TYPE("text"), "<x/>",
                                      "<office:document-content " ODF_SPACES
                                      "><office:body><office:text>" TP("Kept") "<text:p>Cut");
    assert_status(&broken, FOI_READ_PARTIAL, "content.xml is damaged");
    assert_shown(&broken, "P Kept\nP Cut\n");
    static const char *const NO_CONTENT[] = {"mimetype", ODF_TYPE("text"), "other.xml", "<x/>",
                                             NULL};
    g_autoptr(GByteArray) none = package(NO_CONTENT);
    g_auto(reading) missing = read_bytes(none->data, none->len, "a.odt");
    assert_status(&missing, FOI_READ_DAMAGED, "missing");
    static const char *const MEMBERS[] = {"mimetype", ODF_TYPE("text"), "content.xml",
                                          ODF_CONTENT("", "text", TP("Text")), NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    for (size_t length = 4; length < bytes->len; length++) {
        g_auto(reading) cut = read_bytes(bytes->data, length, "a.odt");
        cr_assert_neq(cut.document->status, FOI_READ_OK, "%zu bytes", length);
    }
    g_auto(reading) most = read_bytes(bytes->data, bytes->len - 30, "a.odt");
    assert_status(&most, FOI_READ_PARTIAL, "directory");
    assert_shown(&most, "P Text\n");
}

Test(extract_odt, depth_loops_and_entities_are_bounded_and_said, .timeout = 60)
{
    g_autoptr(GString) deep = g_string_new(TP("Top"));
    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<text:list><text:list-item>");
    g_auto(reading) levels = read_body(deep->str);
    assert_status(&levels, FOI_READ_PARTIAL, "damaged");
    assert_shown(&levels, "P Department of Health\nP Top\nP Page 2\n");
    g_auto(reading) loop =
        read_text(ODF_STYLES("<style:style style:name=\"A\" style:family=\"paragraph\" "
                             "style:parent-style-name=\"B\"/><style:style style:name=\"B\" "
                             "style:family=\"paragraph\" style:parent-style-name=\"A\"/>",
                             ""),
                  ODF_CONTENT("", "text", "<text:p text:style-name=\"A\">Round</text:p>"));
    assert_shown(&loop, "P Round\n");
    g_auto(reading) entity = read_text("<x/>", "<!DOCTYPE d [<!ENTITY a \"ha\">]>" ODF_CONTENT(
                                                   "", "text", TP("Before &a; after")));
    assert_status(&entity, FOI_READ_PARTIAL, "content.xml is damaged");
    assert_shown(&entity, "P Before after\n");
}
