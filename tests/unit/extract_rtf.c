#include "tests/unit/extract_tools.h"

TestSuite(extract_rtf, .init = set_up, .fini = tear_down, .timeout = 60);

/* The head that programs write; fonts 0 western, 1 Cyrillic, 2 Japanese, 3 signs. */
#define HEAD                                                                                       \
    "{\\rtf1\\ansi\\ansicpg1252\\deff0\\uc1{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}"             \
    "{\\f1\\fswiss\\fcharset204{\\*\\falt Arial};}{\\f2\\fnil\\fcharset128 MS Mincho;}"            \
    "{\\f3\\froman\\fcharset2 Symbol;}}{\\colortbl;\\red0\\green0\\blue255;}"

static reading read_rtf(const char *body)
{
    g_autofree char *whole = g_strconcat(HEAD, body, "}", NULL);
    return read_string(whole, "a.rtf");
}

#define assert_body(body, expected)                                                                \
    do {                                                                                           \
        g_auto(reading) body_read = read_rtf(body);                                                \
        assert_status(&body_read, FOI_READ_OK, "");                                                \
        assert_shown(&body_read, expected);                                                        \
    } while (0)

Test(extract_rtf, letters_and_signs)
{
    assert_body("\\pard Caf\\'e9 na\\u239\\'efve \\lquote a\\rquote  \\ldblquote b\\rdblquote "
                "c\\emdash d\\endash e\\~f\\_g h\\-i\\tab j\\line k\\bullet \\{l\\}\\\\m\\par",
                "P Caf\u00e9 na\u00efve \u2018a\u2019 \u201cb\u201dc\u2014d\u2013e f-g "
                "hi\\tj\\nk\u2022{l}\\m\n");
    assert_body("e\\u769?t\\u233?; soft\\u173?hyphen; o\\u-1279?ce; fu\\'adll\\par",
                "P \u00e9t\u00e9; softhyphen; ofice; full\n");
    assert_body("raw caf\xe9 \x93x\x94\\par", "P raw caf\u00e9 \u201cx\u201d\n");
}

Test(extract_rtf, unicode_with_what_stands_for_it)
{
    assert_body("\\u937? \\u-10179?\\u-8704? \\u55356\\'3f\\u57097\\'3f|\\par",
                "P \u03a9 \U0001f600 \U0001f309|\n");
    assert_body("\\uc0\\u8364 100 {\\uc3\\u8364EUR 5} \\u8364 6\\par",
                "P \u20ac100 \u20ac 5 \u20ac6\n");
    assert_body("\\uc2\\u12354\\'82\\'a0.\\uc1 \\u8226\\bullet x {\\u8226}y\\u163\\par z\\par",
                "P \u3042.\u2022x \u2022y\u00a3\nP z\n");
    assert_body("half \\u-10179?x and \\u-8704?y\\par", "P half x and \ufffdy\n");
}

Test(extract_rtf, code_pages_of_fonts)
{
    assert_body("\\f1\\'cf\\'f0\\'e8\\'e2\\'e5\\'f2 {\\f0\\'cf} \\'cf\\plain\\'cf\\par",
                "P \u041f\u0440\u0438\u0432\u0435\u0442 \u00cf \u041f\u00cf\n");
    assert_body("\\f2\\'82\\'a0\\'83A\\'83\\'5c. caf\\'e9\\par",
                "P \u3042\u30a2\u30bd. caf\ufffd\n");
    assert_body("{\\f3\\'b7} x\\par", "P \u2022 x\n");
    g_auto(reading) east =
        read_string("{\\rtf1\\ansi\\ansicpg1250\\deff7{\\fonttbl{\\f7\\fnil A;}{\\f8\\cpg850 B;}}"
                    "\\'9a\\'e8 {\\f8\\'82}\\par}",
                    "a.rtf");
    assert_shown(&east, "P \u0161\u010d \u00e9\n");
    g_auto(reading) mac = read_string("{\\rtf1\\mac\\deff0 caf\\'8e\\par}", "a.rtf");
    assert_shown(&mac, "P caf\u00e9\n");
    g_auto(reading) dos = read_string("{\\rtf1\\pc caf\\'82 \\f99999 \\'82\\par}", "a.rtf");
    assert_shown(&dos, "P caf\u00e9 \u00e9\n");
    g_auto(reading) unknown = read_string("{\\rtf1\\ansi\\ansicpg99999 caf\\'e9\\par}", "a.rtf");
    assert_shown(&unknown, "P caf\u00e9\n");
}

Test(extract_rtf, what_print_does_not_show_is_left_out)
{
    assert_body("A {\\v secret} B \\v hidden \\v0 C {\\deleted\\revauthdel1 gone}"
                "{\\revised new} {\\mvf moved}D \\v x\\plain E\\par",
                "P A B C new D E\n");
}

Test(extract_rtf, groups_that_hold_no_text)
{
    assert_body("{\\*\\generator Writer;}{\\*\\unknown{\\b deep} text}A{\\pict\\pngblip 89504e47}"
                "{\\*\\shppict{\\pict\\bin4 {{}\\}}{\\nonshppict{\\pict 01}}B"
                "{\\*\\bkmkstart here}C{\\xe {\\v index}}{\\unknown D}{\\sp{\\sn n}{\\sv v}}\\par",
                "P ABCD\n");
    assert_body("{\\field{\\*\\fldinst{HYPERLINK \"http://example.org\"}}"
                "{\\fldrslt{\\ul the page}}}, p. {\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}\\par",
                "P the page, p. 3\n");
    assert_body(
        "{\\field{\\*\\fldinst X}{\\fldrslt \\*\\cs12\\ul one}} {\\*\\cs12 two}{ \\*\\unknown three}"
        "{\\*\\unknown four}\\par",
        "P one two three\n");
    assert_body("{\\upr{bad \\'3f}{\\*\\ud{good \\u937?}}}!\\par", "P good \u03a9!\n");
}

Test(extract_rtf, headings_quotes_and_title)
{
    g_auto(reading) read =
        read_rtf("{\\info{\\upr{\\title ?}{\\*\\ud{\\title R\\u233?ponse}}}{\\author Nobody}}"
                 "{\\stylesheet{\\ql Normal;}{\\s1\\outlinelevel0 Kopf;}{\\s2 heading 2;}"
                 "{\\s3 Intense Quote;}{\\*\\cs1 Default;}{\\cs4 Title;}}"
                 "\\pard\\s1 One\\par\\pard\\s2 Two\\par\\pard\\s3 Three\\par\\pard\\s4 Four\\par"
                 "\\pard\\outlinelevel1 Five\\par\\pard\\outlinelevel9 Six\\par"
                 "\\pard\\s1 This is a sentence, and so it is no heading.\\par");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H One\nH Two\nQ Three\nP Four\nH Five\nP Six\n"
                        "P This is a sentence, and so it is no heading.\n");
    cr_assert_str_eq(read.document->title, "R\u00e9ponse");
    cr_assert_eq(read.document->file, FOI_FILE_WORD);
}

Test(extract_rtf, lists)
{
    assert_body("{\\listtext\\pard\\plain\\f3\\'b7\\tab}\\ls1 First\\par"
                "{\\*\\pn\\pnlvlblt{\\pntxtb\\'b7}}{\\pntext\\f3\\'b7\\tab}Second\\par"
                "{\\listtext 17.\\tab}Third\\par{\\listtext (a)\\tab}Fourth\\par"
                "{\\listtext 2.1\\tab}Fifth\\par{\\listtext o\\tab}Sixth\\par"
                "{\\listtext 4.\\tab}\\par",
                "I First\nI Second\nP17 17. Third\nI (a) Fourth\nI 2.1 Fifth\nI Sixth\n");
}

Test(extract_rtf, tables)
{
    assert_body("\\trowd\\cellx1000\\cellx2000\\pard\\intbl Item\\cell Cost\\cell"
                "{\\trowd\\cellx1000\\row}"
                "\\trowd\\pard\\intbl Post\\par and courier\\cell\\'a3"
                "5\\cell\\row\\pard After\\par"
                "\\trowd\\pard\\intbl x\\cell\\cell y\\cell\\row\\trowd\\intbl only one\\cell\\row",
                "R Item\\tCost\nR Post and courier\\t\u00a35\nP After\nR x\\t\\ty\n"
                "P only one\n");
    /* An inner table is lines of the outer cell; without \row the next paragraph ends the row. */
    assert_body("\\pard\\intbl a\\cell\\pard\\intbl\\itap2 b\\nestcell c\\nestcell"
                "{\\*\\nesttableprops\\trowd\\nestrow}{\\nonesttables\\par}"
                "\\pard\\intbl\\itap1 d\\cell\\pard\\itap0 e\\par",
                "R a\\tb c d\nP e\n");
}

Test(extract_rtf, headers_notes_comments_and_boxes)
{
    assert_body(
        "{\\header Council \\par}{\\footer\\pard Page {\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}}"
        "{\\*\\ftnsep ---\\par}One{\\super\\chftn}{\\footnote{\\super\\chftn} The note.\\par} two"
        "{\\*\\atnid JB}{\\*\\atnauthor J. B.}\\chatn{\\*\\annotation A comment\\par} three"
        "{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn txid}{\\sv 1}}{\\shptxt Boxed\\par again}}"
        "{\\shprslt{\\*\\do{\\dptxbxtext Boxed\\par}}}}.\\sect{\\header Council\\par}Four\\par",
        "P Council\nP Boxed\nP again\nP One two three.\nP Four\n"
        "P The note.\nP A comment\nP Page 1\n");
}

Test(extract_rtf, embedded_files_are_members)
{
    /* Version, embedded, class, topic, item, native data: a packager's label, origin, copy. */
    g_auto(reading) read = read_rtf(
        "A{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata 01050000 02000000 08000000\n"
        "5061636b61676500 00000000 00000000 2a000000 0200 612e74787400 433a5c612e74787400\r\n"
        "0000 0300 03000000 433a00 05000000 48656c6c6f 0000000000}{\\result{\\b icon}}}\\par");
    assert_shown(&read, "P Aicon\n");
    cr_assert_eq(read.members->len, 1);
    const foi_member *member = g_ptr_array_index(read.members, 0);
    gsize size;
    const char *bytes = g_bytes_get_data(member->bytes, &size);
    cr_assert_str_eq(member->name, "a.txt");
    cr_assert_eq(size, 5);
    cr_assert_arr_eq(bytes, "Hello", 5);
    g_auto(reading) other =
        read_rtf("{\\object\\objemb{\\*\\objdata 01050000 02000000 02000000 5800 00000000 00000000 "
                 "ffffffff \\bin3 abc 71}}{\\object{\\*\\objdata 0105}}{\\*\\objdata }B\\par");
    cr_assert_eq(other.members->len, 1);
    member = g_ptr_array_index(other.members, 0);
    cr_assert_str_eq(member->name, "X");
    cr_assert_eq(g_bytes_get_size(member->bytes), 4, "binary data counts, a lying size does not");
}

Test(extract_rtf, a_mail_that_was_html)
{
    assert_body(
        "\\fromhtml1{\\*\\htmltag18 <html>}{\\*\\htmltag50 <body>}\\htmlrtf{\\htmlrtf0"
        "{\\*\\htmltag64 <p>}\\htmlrtf{\\htmlrtf0 Caf\\'e9 {\\*\\htmltag84 <b>}\\htmlrtf{\\b"
        "\\htmlrtf0 bold \\u937?\\htmlrtf}\\htmlrtf0{\\*\\htmltag92 </b>}"
        "{\\*\\htmltag84 &nbsp;}\\htmlrtf\\'a0\\htmlrtf0 {\\*\\htmltag84 &lt;}\\htmlrtf"
        "<\\htmlrtf0 x\\~1 & 2{\\*\\mhtmltag64 <q>}{\\*\\htmltag72 </p>}"
        "\\htmlrtf\\par}\\htmlrtf0 {\\*\\htmltag64 <p \\par class=x>}two\\line "
        "{\\*\\htmltag92 </p>}{\\*\\htmltag58 </body>}\\htmlrtf}\\htmlrtf0",
        "P Caf\u00e9 bold \u03a9 <x 1 & 2\nP two\n");
}

Test(extract_rtf, a_mail_that_was_plain_text)
{
    assert_body("\\fromtext\\deftab720 Dear Sir,\\par\\par > quoted \\u937?\\par{\\v x}\\par"
                "  \\bullet\\tab last\\par",
                "P Dear Sir,\nQ quoted \u03a9\nP x\nI \u2022\\tlast\n");
}

Test(extract_rtf, what_is_cut_short_or_nested_too_deep_is_partial)
{
    g_auto(reading) cut = read_string("{\\rtf1 One\\par{\\b two", "a.rtf");
    assert_status(&cut, FOI_READ_PARTIAL, "ends inside of a group");
    assert_shown(&cut, "P One\nP two\n");
    g_auto(reading) binary = read_string("{\\rtf1 One{\\pict\\bin2147483647 abc}}", "a.rtf");
    assert_status(&binary, FOI_READ_PARTIAL, "ends inside of a group");
    assert_shown(&binary, "P One\n");
    g_auto(reading) row = read_string("{\\rtf1\\trowd\\intbl a\\cell b\\cell c", "a.rtf");
    assert_shown(&row, "R a\\tb\nP c\n");
    g_autoptr(GString) deep = g_string_new("{\\rtf1 One ");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(deep, "{\\b ");
    g_string_append(deep, "lost");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(deep, "}");
    g_string_append(deep, "two\\par}");
    g_auto(reading) nested = read_string(deep->str, "a.rtf");
    assert_status(&nested, FOI_READ_PARTIAL, "deeper than the limit");
    assert_shown(&nested, "P One two\n");
    g_autoptr(GString) notes = g_string_new("{\\rtf1 One");
    for (unsigned i = 0; i < 200; i++)
        g_string_append(notes, "{\\footnote n ");
    for (unsigned i = 0; i < 200; i++)
        g_string_append(notes, "}");
    g_string_append(notes, "\\par}");
    g_auto(reading) noted = read_string(notes->str, "a.rtf");
    assert_status(&noted, FOI_READ_PARTIAL, "deeper than the limit");
}

Test(extract_rtf, text_without_its_last_par_and_nothing_at_all)
{
    assert_body("last words", "P last words\n");
    g_auto(reading) empty = read_string("{\\rtf1\\ansi }", "a.rtf");
    assert_status(&empty, FOI_READ_EMPTY, "no text");
    g_auto(reading) bare = read_string("{\\rtf", "a.rtf");
    assert_status(&bare, FOI_READ_DAMAGED, "ends inside");
    g_auto(reading) more = read_string("{\\rtf1 a\\par}} b {c", "a.doc");
    assert_status(&more, FOI_READ_OK, "");
    assert_shown(&more, "P a\n");
    cr_assert_str_eq(more.document->mime, "text/rtf");
}

Test(extract_rtf, any_prefix_is_read)
{
    static const char WHOLE[] = HEAD
        "{\\header h\\par}{\\listtext 1.\\tab}a\\u937?\\par\\trowd\\intbl b{\\footnote c}\\cell\\row"
        "\\f2\\'82\\'a0{\\object{\\*\\objdata 0105000002000000}}{\\shp{\\*\\shpinst{\\shptxt d}}}}";
    for (size_t length = 5; length < sizeof WHOLE - 1; length++) {
        g_auto(reading) read = read_bytes(WHOLE, length, "a.rtf");
        cr_assert(read.document->status == FOI_READ_PARTIAL ||
                      read.document->status == FOI_READ_DAMAGED,
                  "%zu bytes: status %d", length, read.document->status);
    }
}

Test(extract_rtf, much_text_stays_within_the_budget)
{
    static const foi_budget NARROW = {1000, MIB, 10, 8, 60000};
    g_autoptr(GString) big = g_string_new("{\\rtf1 ");
    for (unsigned i = 0; i < 50000; i++)
        g_string_append(big, "word{\\footnote note\\par}\\cell ");
    g_string_append(big, "\\par}");
    g_auto(reading) read = read_with(big->str, big->len, "a.rtf", NULL, &NARROW);
    assert_status(&read, FOI_READ_PARTIAL, "limit for one file");
    cr_assert_leq(read.document->text.bytes->len, 1000);
}

Test(extract_rtf, fixtures_are_whole)
{
    static const char FIXTURES[] =
        FOI_SOURCE_DIR "/../shared/fixtures/formats/fmt-tika__testRTFVarious.rtf";
    g_autofree char *bytes = NULL;
    gsize length = 0;
    if (!g_file_get_contents(FIXTURES, &bytes, &length, NULL))
        cr_skip_test("no fixture %s", FIXTURES);
    g_auto(reading) read = read_bytes(bytes, length, "a.rtf");
    assert_status(&read, FOI_READ_OK, "");
    g_autofree char *text = shown(&read);
    cr_assert(g_str_has_prefix(text, "P This is the header text.\n"));
    cr_assert_neq(strstr(text, "R Row 1 Col 1\\tRow 1 Col 2\\tRow 1 Col 3\n"), NULL);
    cr_assert_neq(strstr(text, "\u30be\u30eb\u30b2\u3068\u5c3e\u5d0e"), NULL);
    cr_assert_neq(strstr(text, "\U00010332\U0001033f"), NULL);
    cr_assert(g_str_has_suffix(text, "P This is a footnote.\nP This is the footer text.\n"));
}
