/* What a reader sees of a DOCX, word for word: numbers that programs count, fields, signs, changes.
 */
#include "tests/unit/extract_docx.h"

TestSuite(extract_docx_words, .init = set_up, .fini = tear_down);

#define LEVEL(level, format, text)                                                                 \
    "<w:lvl w:ilvl=\"" level "\"><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/>"
#define NUM(id, list, more)                                                                        \
    "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" list "\"/>" more "</w:num>"
#define ANEW(level, start)                                                                         \
    "<w:lvlOverride w:ilvl=\"" level "\"><w:startOverride w:val=\"" start "\"/></w:lvlOverride>"
#define MARK(type)          "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define CODE(code)          "<w:r><w:instrText xml:space=\"preserve\"> " code " </w:instrText></w:r>"
#define FIELD(code, result) MARK("begin") CODE(code) MARK("separate") result MARK("end")

static reading read_parts(const char *body, const char *numbering, const char *footer)
{
    g_autofree char *document =
        g_strconcat("<w:document " NS "><w:body>", body, "</w:body></w:document>", NULL);
    g_autofree char *lists = g_strconcat("<w:numbering " NS ">", numbering, "</w:numbering>", NULL);
    g_autofree char *margin = g_strconcat("<w:ftr " NS ">", footer, "</w:ftr>", NULL);
    const char *const MEMBERS[] = {"word/document.xml",
                                   document,
                                   "word/numbering.xml",
                                   lists,
                                   "word/footer1.xml",
                                   margin,
                                   "word/styles.xml",
                                   "<w:styles " NS "><w:style w:styleId=\"Listed\"><w:pPr><w:numPr>"
                                   "<w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style></w:styles>",
                                   "[Content_Types].xml",
                                   "<Types/>",
                                   NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    return read_bytes(bytes->data, bytes->len, "a.docx");
}

static const char LISTS[] =
    "<w:abstractNum w:abstractNumId=\"0\"><w:name w:val=\"Mine\"/>" LEVEL("0", "decimal", "%1.") "</w:lvl>" LEVEL(
        "1", "decimal",
        "%1.%2") "</w:lvl>" LEVEL("2",
                                  "lowerRo"
                                  "man",
                                  "(%3)") "</w:lvl></w:abstractNum>"
                                          "<w:abstractNum w:abstractNumId=\"1\">" LEVEL("0", "upperRoman", "%1.") "</w:lvl>" LEVEL(
                                              "1", "decimal",
                                              "%1.%2") "<w:isLgl/><w:lvlRestart w:val=\"0\"/></w:lvl></w:abstractNum>"
                                                       "<w:abstractNum w:abstractNumId=\"2\"><w:numStyleLink "
                                                       "w:val=\"Listed\"/></w:abstractNum>" NUM(
                                                           "1", "0", "") NUM("2", "0",
                                                                             ANEW("0", "9")
                                                                                 ANEW("1", "4"))
                                                           NUM("3", "0",
                                                               "<w:lvlOverride w:ilvl=\"0\">" LEVEL(
                                                                   "0", "upperLetter",
                                                                   "Part %1") "</w:lvl></w:lvlOverride>")
                                                               NUM("4", "1", "") NUM("5", "2", "");

Test(extract_docx_words, numbers_are_counted_as_they_are_printed)
{
    g_auto(reading) read = read_parts(
        LISTED("1", "0", "one") LISTED("1", "1", "below") LISTED("1", "0", "two")
        /* A use that begins anew only below goes on above. */
        LISTED("2", "1", "from four") LISTED("2", "0", "three") LISTED("3", "0", "by letter")
            LISTED("1", "0", "five")
        /* An empty paragraph has a number, the end of a section and a deleted one none. */
        LISTED("1", "0",
               "") "<w:p><w:pPr><w:pStyle w:val=\"Listed\"/><w:sectPr/></w:pPr></w:p>"
                   "<w:p><w:pPr><w:pStyle w:val=\"Listed\"/><w:rPr><w:del/></w:rPr></w:pPr>"
                   "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>" STYLED(
                       "Listed", "seven") LISTED("5", "0", "by a link") LISTED("4", "0", "Roman")
                       LISTED("4", "1", "legal") LISTED("4", "0", "Roman")
                           LISTED("4", "1", "never anew"),
        LISTS, "");
    assert_shown(&read, "P1 1. one\nI 1.1 below\nP2 2. two\nI 2.4 from four\nP3 3. three\n"
                        "I Part D by letter\nP5 5. five\nP7 7. seven\nP8 8. by a link\n"
                        "I I. Roman\nI 1.1 legal\nI II. Roman\nI 2.2 never anew\n");
}

Test(extract_docx_words, fields_give_what_they_show_and_not_their_codes)
{
    g_auto(reading) read = read_parts(
        "<w:p>" RUN("See ") FIELD("HYPERLINK \"http://x\"",
                                  RUN("the ") FIELD("REF _1 \\h", RUN("guid")) RUN("ance"))
            RUN(" on page ") FIELD("PAGE", RUN("7")) "<w:fldSimple w:instr=\" AUTHOR \">" RUN(
                ", by us") "</w:fldSimple></w:p>"
                           "<w:p>" MARK("begin") CODE("LISTNUM Mine \\l 1") MARK("end") RUN(
                               " First") "</w:p><w:p>" MARK("begin") CODE("LISTNUM \"Mine\"")
                               MARK("end") RUN(" Second, of it ") MARK("begin") CODE(
                                   "LISTNUM \\l 2") MARK("end") RUN(" this, ") MARK("begin")
                                   CODE("LISTNUM \\l 2") MARK("end") RUN(
                                       " that") "</w:p><w:p><w:r><w:fldChar w:fldCharType=\"begin\">"
                                                "<w:ffData><w:checkBox><w:default w:val=\"0\"/>"
                                                "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>" CODE(
                                                    "FORMCHECKBOX") MARK("end")
                                                    RUN(" Yes ") "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/>"
                                                                 "</w:checkBox></w:ffData></w:fldChar></w:r>" CODE(
                                                                     "FORMCHECKBOX") MARK("end")
                                                                     RUN(" No ") "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:ddList><w:result w:val=\"1\"/>"
                                                                                 "<w:listEntry w:val=\"Mr\"/><w:listEntry w:val=\"Dr\"/></w:ddList></w:ffData></w:fldChar>"
                                                                                 "</w:r>" CODE(
                                                                                     "FORMDROPDOWN")
                                                                                     MARK(
                                                                                         "separate")
                                                                                         MARK(
                                                                                             "end") "</w:p>",
        LISTS,
        "<w:p>" RUN("Page ") FIELD("PAGE", RUN("2")) RUN(" of ")
            FIELD("NUMPAGES", RUN("9")) "</w:p><w:p>" RUN("Our ref 17, page ")
                FIELD("PAGE  \\* MERGEFORMAT", RUN("2")) "</w:p>");
    assert_shown(&read, "P See the guidance on page 7, by us\nP1 1. First\n"
                        "P2 2. Second, of it a) this, b) that\nP \u2612 Yes \u2610 No Dr\n"
                        "P Our ref 17, page\n");
}

Test(extract_docx_words, signs_controls_and_markup_around_words)
{
    g_auto(reading) read = read_parts(
        "<w:p><w:r><w:sym w:font=\"Symbol\" w:char=\"F06D\"/><w:t>g </w:t>"
        "<w:sym w:font=\"Symbol\" w:char=\"F0B3\"/><w:t>5 </w:t>"
        "<w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>yes </w:t>"
        "<w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/><w:t>no </w:t>"
        "<w:sym w:font=\"Arial\" w:char=\"00E9\"/><w:sym w:char=\"x\"/></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:alias w:val=\"gone\"/><w:text/></w:sdtPr><w:sdtContent><w:p>"
        "<w:smartTag w:element=\"place\">" RUN("Bri") "</w:smartTag><w:proofErr/>" RUN("stol") "<w:bookmarkStart w:name=\"gone\"/><w:hyperlink>" RUN(
            " o\xef\xac\x83"
            "ce") "</w:hyperlink><w:r><w:softHyphen/></w:r>" RUN("s cafe\xcc\x81 re\xc2\xad"
                                                                 "plied") "</w:p></w:sdtContent></w:sdt>"
                                                                          "<w:p><w:r><w:ruby><w:rt><w:r><w:t>gone</w:t></w:r></w:rt><w:rubyBase>"
                                                                          "<w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
                                                                          "<m:oMath xmlns:m=\"m\"><m:r><m:t>x=1</m:t></m:r></m:oMath>"
                                                                          "<w:commentReference/><w:footnoteReference w:id=\"2\"/></w:p>",
        LISTS, "");
    assert_shown(&read, "P \u03bcg \u22655 \u2611yes \u2610no \u00e9\n"
                        "P Bristol offices caf\u00e9 replied\nP basex=1\n");
}

Test(extract_docx_words, tracked_changes_in_rows_and_moves)
{
    g_auto(reading) read = read_parts(
        "<w:moveFrom><w:p>" RUN(
            "moved away") "</w:p></w:moveFrom>"
                          "<w:moveTo><w:r><w:t>loose</w:t></w:r></w:moveTo>"
                          "<w:p><w:moveTo w:id=\"1\">" RUN(
                              "moved here") "</w:moveTo></w:p>"
                                            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("Both") "</w:tc><w:tc>" P(
                                                "Third") "</w:tc></w:tr>"
                                                         "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>" P(
                                                             "b")
                                                             P("c") "</w:tc><w:tc><w:p><w:ins>" RUN(
                                                                 "in") "</w:ins><w:del><w:r><w:delText>out"
                                                                       "</w:delText></w:r></w:del></w:p></w:tc></w:tr>"
                                                                       "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:del><w:r><w:delText>x</w:delText></w:r>"
                                                                       "</w:del></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>",
        LISTS, "");
    assert_shown(&read, "P moved here\nR Both\\tThird\nR b c\\tin\n");
}

Test(extract_docx_words, comments_stand_behind_the_notes)
{
    static const char *const MEMBERS[] = {
        "word/document.xml",
        DOCUMENT(P("Body")),
        "word/comments.xml",
        "<w:comments " NS "><w:comment w:author=\"A\">" P("A remark") "</w:comment></w:comments>",
        "word/footnotes.xml",
        "<w:footnotes " NS "><w:footnote w:type=\"continuationSeparator\">" P(
            "-") "</w:footnote>"
                 "<w:footnote>" P("A note") "</w:footnote></w:footnotes>",
        NULL};
    g_autoptr(GByteArray) bytes = package(MEMBERS);
    g_auto(reading) read = read_bytes(bytes->data, bytes->len, "a.docx");
    assert_shown(&read, "P Body\nP A note\nP A remark\n");
}
