#include "tests/unit/extract_tools.h"

TestSuite(extract_legaldoc, .init = set_up, .fini = tear_down);

#define NS       "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
#define XML      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
#define JUDGMENT "<akomaNtoso xmlns=\"" NS "\" xmlns:uk=\"u\"><judgment name=\"judgment\">"
#define END      "</judgment></akomaNtoso>"
#define META                                                                                       \
    "<meta><identification><FRBRWork><FRBRdate date=\"2021-06-15\"/>"                              \
    "<FRBRname value=\"Smith &amp; Co v The Commissioner\"/></FRBRWork></identification>"          \
    "<proprietary><uk:court>UKFTT-GRC</uk:court><uk:cite>[2021] UKFTT 7 (GRC)</uk:cite>"           \
    "<uk:hash>abc</uk:hash></proprietary>"                                                         \
    "<presentation><style xmlns=\"h\">.Normal { font-size: 12pt }</style></presentation></meta>"

Test(extract_legaldoc, title_header_numbers_headings_and_quotes)
{
    g_auto(reading) read = read_string(
        XML JUDGMENT META
        "\n<header><p>Case No: <docketNumber>EA/2020/0001</docketNumber></p>"
        "<p><courtType>FIRST-TIER</courtType> <courtType>TRIBUNAL</courtType></p>"
        "<p><judge>JUDGE O\u2019NEILL</judge></p></header>"
        "<judgmentBody><decision><level><heading><span>The i</span>ssue</heading>"
        "<paragraph eId=\"p1\"><num>1.</num><content><p>The caf\u00e9&#8217;s o\ufb03ce re\u00adplied "
        "on <span style=\"x\">15</span><span>th</span> June.</p></content></paragraph>"
        "<paragraph><num>2</num><intro><p>It said:</p></intro>"
        "<subparagraph><num>(a)</num><content><p>that <i>no</i>thing is held;</p></content>"
        "</subparagraph></paragraph>"
        "<level><content><block name=\"embeddedStructure\"><embeddedStructure>"
        "<paragraph><num>11.</num><content><p>\u201cQuoted.\u201d</p></content></paragraph>"
        "</embeddedStructure></block></content></level>"
        "<paragraph><num/><content><p>Unnumbered<br/>line</p></content></paragraph>"
        "</level></decision></judgmentBody>" END,
        "test.bin");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_str_eq(read.document->mime, "application/akn+xml");
    cr_assert_eq(read.document->file, FOI_FILE_XML);
    cr_assert_str_eq(read.document->title, "Smith & Co v The Commissioner [2021] UKFTT 7 (GRC)");
    assert_shown(&read, "P Case No: EA/2020/0001\nP FIRST-TIER TRIBUNAL\nP JUDGE O\u2019NEILL\n"
                        "H The issue\nP1 1. The caf\u00e9\u2019s office replied on 15th June.\n"
                        "P2 2 It said:\nI (a) that nothing is held;\n"
                        "Q 11. \u201cQuoted.\u201d\nP Unnumbered\\nline\n");
}

Test(extract_legaldoc, tables_are_rows_and_notes_part_no_sentence)
{
    g_auto(reading) read = read_string(
        JUDGMENT "<judgmentBody><decision><p>The Act<authorialNote marker=\"1\"><p>See <i>Smith"
                 "</i>.</p><p>And more.</p></authorialNote> applies.</p>"
                 "<table><tr><td><p/></td><td><p><party>JANE</party></p><p>DOE</p></td>"
                 "<td><p><role>Appellant</role></p></td></tr>"
                 "<tr><td><p>alone</p></td></tr></table>"
                 "<p>After<marker name=\"tab\"/>wards</p></decision></judgmentBody>" END,
        "a.xml");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P The Act applies.\nR JANE DOE\\tAppellant\nP alone\nP After wards\n"
                        "P See Smith. And more.\n");
}

Test(extract_legaldoc, older_and_prefixed_forms)
{
    g_auto(reading) prefixed = read_string(
        "<akn:akomaNtoso xmlns:akn=\"http://www.akomantoso.org/2.0\"><akn:act><akn:body>"
        "<akn:section><akn:num>\xc2\xa7 1.</akn:num><akn:heading>Short title</akn:heading>"
        "<akn:content><akn:p>May be <akn:ref href=\"x\">cited</akn:ref>.</akn:p></akn:content>"
        "</akn:section></akn:body></akn:act></akn:akomaNtoso>",
        "");
    assert_shown(&prefixed, "H \u00a7 1. Short title\nP May be cited.\n");
    cr_assert_str_eq(prefixed.document->title, "\u00a7 1. Short title");
}

Test(extract_legaldoc, cut_short_anywhere_the_text_before_stays, .timeout = 60)
{
    static const char WHOLE[] = XML JUDGMENT META "<header><p>Kept words</p></header>" END;
    for (size_t length = strlen("<?xml"); length < strlen(WHOLE); length++) {
        g_auto(reading) cut = read_with(WHOLE, length, "a.xml", NULL, &WIDE);
        cr_assert_neq(cut.document->status, FOI_READ_OK, "%zu bytes", length);
    }
    g_auto(reading) late = read_with(WHOLE, strlen(WHOLE) - 5, "a.xml", NULL, &WIDE);
    assert_status(&late, FOI_READ_PARTIAL, "cut short");
    assert_shown(&late, "P Kept words\n");
}
