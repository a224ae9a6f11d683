#include "tests/unit/extract_docx.h"

TestSuite(extract_docx, .init = set_up, .fini = tear_down);

static const char STYLES[] =
    "<w:styles " NS ">"
    "<w:style w:styleId=\"Heading1\"><w:name w:val=\"heading 1\"/></w:style>"
    "<w:style w:styleId=\"Sub\"><w:name w:val=\"Mine\"/><w:basedOn w:val=\"Heading1\"/></w:style>"
    "<w:style w:styleId=\"Quote\"><w:name w:val=\"Quote\"/></w:style>"
    "<w:style w:styleId=\"Ghost\"><w:name w:val=\"Ghost\"/><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:styleId=\"Loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"Loop\"/></w:style>"
    "</w:styles>";

static const char NUMBERING[] =
    "<w:numbering " NS "><w:abstractNum w:abstractNumId=\"0\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
    "<w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/>"
    "<w:lvlText w:val=\"(%2)\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerRoman\"/>"
    "<w:lvlText w:val=\"%1.%3\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/>"
    "<w:lvlText w:val=\"x\"/></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>"
    "<w:num w:numId=\"3\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">"
    "<w:startOverride w:val=\"17\"/></w:lvlOverride></w:num></w:numbering>";

static reading read_document(const char *document)
{
    const char *const MEMBERS[] = {"[Content_Types].xml",
                                   "<Types/>",
                                   "word/document.xml",
                                   document,
                                   "word/styles.xml",
                                   STYLES,
                                   "word/numbering.xml",
                                   NUMBERING,
                                   NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    return read_bytes(bytes->data, bytes->len, "a.pdf");
}

Test(extract_docx, styles_lists_and_breaks)
{
    /* clang-format off: one element of the document a line */
    g_auto(reading) read = read_document(DOCUMENT(
        STYLED("Heading1", "Our decision") STYLED("Sub", "Reasons") STYLED(
            "Quote", "12. Quoted.") STYLED("Loop", "Looped") P("Caf\xc3\xa9 o\xef\xac\x83"
                                                               "ce") LISTED("1", "0", "First")
            LISTED("1", "1", "Part") LISTED("1", "1", "Other") LISTED("1", "2", "Deep") LISTED(
                "1", "0", "Second") LISTED("2", "0", "ESA") LISTED("3", "0", "Seventeenth")
                LISTED(
                    "9", "0",
                    "No such list") "<w:p><w:r><w:t>Date:</w:t><w:tab/><w:t xml:space=\"preserve\">24 May </w:t>"
                                    "<w:t>2019</w:t><w:br/><w:t>co</w:t><w:softHyphen/><w:t>op</w:t><w:noBreakHyphen/>"
                                    "<w:t>x</w:t></w:r></w:p>"));
    /* clang-format on */
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H Our decision\nH Reasons\nQ 12. Quoted.\nP Looped\nP Caf\u00e9 office\n"
                        "P1 1. First\nI (a) Part\nI (b) Other\nI 1.i Deep\nP2 2. Second\nI ESA\n"
                        "P17 17. Seventeenth\nP No such list\n"
                        "P Date:\\t24 May 2019\\ncoop-x\n");
    cr_assert_str_eq(read.document->title, "Our decision");
    cr_assert_eq(read.document->file, FOI_FILE_WORD);
    cr_assert_eq(read.document->text.pages, 0);
}

Test(extract_docx, deleted_moved_and_hidden_text_is_left_out)
{
    g_auto(reading) read = read_document(DOCUMENT(
        "<w:p><w:r><w:t xml:space=\"preserve\">We </w:t></w:r>"
        "<w:del w:id=\"1\"><w:r><w:delText>deleted</w:delText></w:r></w:del>"
        "<w:ins w:id=\"2\"><w:r><w:t>rely</w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> on</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val=\"Ghost\"/></w:rPr><w:t>ghost</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText><w:t xml:space=\"preserve\"> it</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:vanish/><w:del w:id=\"3\"/></w:rPr></w:pPr>"
        "<w:r><w:t>Shown</w:t></w:r></w:p>" STYLED("Ghost", "no")));
    assert_shown(&read, "P We rely on it\nP Shown\n");
}

Test(extract_docx, tables_and_text_boxes)
{
    /* clang-format off: one element of the document a line */
    g_auto(reading) read = read_document(DOCUMENT("<w:tbl><w:tr><w:tc>" P("Year") "</w:tc><w:tc>" P(
        "Cost") "</w:tc></w:tr>"
                "<w:tr><w:tc>" P("2018") P(
                    "to 2019") "</w:tc><w:tc>"
                               "<w:tbl><w:tr><w:tc>" P(
                                   "450") "</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>"
                                          "<w:tbl><w:tr><w:tc>" P("Letterhead") P(
                                              "Street") "</w:tc></w:tr></w:tbl>"
                                                        "<w:p><w:r><w:t>Around</w:t><mc:AlternateContent>"
                                                        "<mc:Choice><w:txbxContent>" P(
                                                            "Box") "</w:txbxContent></mc:Choice>"
                                                                   "<mc:Fallback><w:txbxContent>" P(
                                                                       "Box") "</w:txbxContent></mc:Fallback>"
                                                                              "</mc:AlternateContent><w:t xml:space=\"preserve\"> it</w:t></w:r></w:p>"));
    /* clang-format on */
    assert_shown(&read, "R Year\\tCost\nR 2018 to 2019\\t450\nP Letterhead\nP Street\n"
                        "P Box\nP Around it\n");
}

Test(extract_docx, headers_notes_and_title)
{
    static const char *const MEMBERS[] = {
        "word/document2.xml",
        DOCUMENT(P("Body")),
        "word/header1.xml",
        "<w:hdr " NS ">" P("Department for Work and Pensions") "</w:hdr>",
        "word/header2.xml",
        "<w:hdr " NS ">" P("Department for Work and Pensions") "</w:hdr>",
        "word/footer1.xml",
        "<w:ftr " NS ">" P("Footer") "</w:ftr>",
        "word/footnotes.xml",
        "<w:footnotes " NS "><w:footnote w:type=\"separator\">" P(
            "-") "</w:footnote>"
                 "<w:footnote w:id=\"1\">" P("A note") "</w:footnote></w:footnotes>",
        "word/endnotes.xml",
        "<w:endnotes " NS "><w:endnote>" P("An end") "</w:endnote></w:endnotes>",
        "_rels/.rels",
        "<Relationships><Relationship Type=\"http://x/officeDocument\" "
        "Target=\"/word/document2.xml\"/></Relationships>",
        "docProps/core.xml",
        "<cp xmlns:dc=\"d\"><dc:title>Decision &amp; notice</dc:title></cp>",
        "[Content_Types].xml",
        "<Types/>",
        NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    g_auto(reading) read = read_bytes(bytes->data, bytes->len, "a.txt");
    assert_shown(&read, "P Department for Work and Pensions\nP Body\nP A note\nP An end\n"
                        "P Footer\n");
    cr_assert_str_eq(read.document->title, "Decision & notice");
}

Test(extract_docx, damage_is_told_and_text_before_it_kept)
{
    g_auto(reading) broken =
        read_document("<w:document " NS "><w:body>" P("Kept") "<w:p><w:r><w:t>Cut");
    assert_status(&broken, FOI_READ_PARTIAL, "word/document.xml is damaged");
    assert_shown(&broken, "P Kept\n");
    g_auto(reading) none = read_document(DOCUMENT(""));
    assert_status(&none, FOI_READ_EMPTY, "");
}

Test(extract_docx, a_file_that_is_cut_short_gives_the_text_that_is_there)
{
    static const char *const MEMBERS[] = {"word/document.xml", DOCUMENT(P("Text") P("and more")),
                                          NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    for (size_t length = 4; length < bytes->len; length++) {
        g_auto(reading) cut = read_bytes(bytes->data, length, "a.docx");
        cr_assert_neq(cut.document->status, FOI_READ_OK, "%zu bytes", length);
    }
    g_auto(reading) most = read_bytes(bytes->data, bytes->len - 30, "a.docx");
    assert_status(&most, FOI_READ_PARTIAL, "directory");
    assert_shown(&most, "P Text\nP and more\n");
}

Test(extract_docx, entities_are_not_expanded_and_nothing_is_loaded, .timeout = 20)
{
    g_auto(reading) laughs = read_document(
        "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">"
        "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f "
        "\"&e;&e;&e;&e;&e;&e;&e;&e;\">]>" DOCUMENT(P("Before") P("&f;&f;&f;") P("After")));
    assert_status(&laughs, FOI_READ_DAMAGED, "word/document.xml is damaged");
    cr_assert_leq(laughs.document->text.bytes->len, 1000);
    g_auto(reading) file = read_document(
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"/etc/passwd\">]>" DOCUMENT(P("Before &x; after")));
    cr_assert_null(strstr(file.document->text.bytes->str, "root:"));
}

Test(extract_docx, depth_and_bombs_are_bounded_and_said, .timeout = 60)
{
    g_autoptr(GString) deep = g_string_new("<w:document " NS "><w:body>" P("Top"));
    for (int i = 0; i < 100000; i++)
        g_string_append(deep, "<w:x>");
    g_auto(reading) levels = read_document(deep->str);
    assert_status(&levels, FOI_READ_PARTIAL, "damaged");
    assert_shown(&levels, "P Top\n");
    g_autoptr(GString) long_text = g_string_new("<w:document " NS "><w:body>");
    while (long_text->len < 20 * MIB)
        g_string_append(long_text, P("Again and again and again and again and again"));
    g_string_append(long_text, "</w:body></w:document>");
    const char *const MEMBERS[] = {"word/document.xml", long_text->str, NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    foi_budget budget = WIDE;
    budget.member_bytes = 1 * MIB;
    g_auto(reading) bomb = read_with(bytes->data, bytes->len, "a.docx", NULL, &budget);
    assert_status(&bomb, FOI_READ_PARTIAL, "unpacks to more bytes");
    cr_assert_gt(bomb.document->words, 1000);
    budget = WIDE;
    budget.text_bytes = 1000;
    g_auto(reading) text = read_with(bytes->data, bytes->len, "a.docx", NULL, &budget);
    assert_status(&text, FOI_READ_PARTIAL, "more text than the limit");
}
