#include "tests/unit/extract_tools.h"

TestSuite(extract_xml, .init = set_up, .fini = tear_down);

#define XML "<?xml version=\"1.0\"?>\n"

Test(extract_xml, blocks_are_told_from_words_in_a_sentence)
{
    g_auto(reading) read = read_string(
        XML "<!-- no text --><report xmlns=\"urn:x\"><title>Annual report</title>"
            "<para>An <old>ol</old>d caf&#xe9; &amp; a &lt;shop&gt;.</para>"
            "<para><old>Old</old> again</para><figure>12</figure><figure>13</figure>"
            "<code><![CDATA[a < b && c]]></code><table><tr><td>Year</td><td>Cost</td></tr></table>"
            "<empty/><style>p { }</style></report>",
        "a.bin");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_str_eq(read.document->mime, "text/xml");
    cr_assert_eq(read.document->file, FOI_FILE_XML);
    cr_assert_str_eq(read.document->title, "Annual report");
    assert_shown(&read, "H Annual report\nP An old caf\u00e9 & a <shop>.\nP Old again\nP 12\nP 13\n"
                        "P a < b && c\nR Year\\tCost\n");
}

Test(extract_xml, feeds_and_drawings)
{
    g_auto(reading) feed =
        read_string("<rss version=\"2.0\"><channel><title>News</title><item><title>Decision</title>"
                    "<description>&lt;p&gt;Upheld &amp;amp; &lt;b&gt;published&lt;/b&gt;&lt;/p&gt;"
                    "&lt;p&gt;Twice&lt;/p&gt;</description></item><item><title>Other</title>"
                    "<description>Plain words</description></item></channel></rss>",
                    "feed");
    cr_assert_str_eq(feed.document->mime, "text/xml");
    assert_shown(&feed, "H News\nH Decision\nP Upheld & published\nP Twice\nH Other\n"
                        "P Plain words\n");
    g_auto(reading) drawing =
        read_string("<svg xmlns=\"http://www.w3.org/2000/svg\"><style>a{}</style><title>Map</title>"
                    "<text x=\"1\">North <tspan>gate</tspan></text><text>South</text></svg>",
                    "a.txt");
    cr_assert_str_eq(drawing.document->mime, "image/svg+xml");
    assert_shown(&drawing, "H Map\nP North gate\nP South\n");
    g_auto(reading) page =
        read_string(XML "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">"
                        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title></head>"
                        "<body><p>Page</p></body></html>",
                    "a.xml");
    cr_assert_eq(page.document->file, FOI_FILE_WEB);
    assert_shown(&page, "P Page\n");
}

Test(extract_xml, character_sets_by_declaration_and_mark)
{
    g_auto(reading) latin =
        read_string("<?xml version='1.0' encoding='iso-8859-15'?><a><b>\xa4 5 caf\xe9</b></a>", "");
    assert_shown(&latin, "P \u20ac 5 caf\u00e9\n");
    static const char WIDE_TEXT[] =
        "\xff\xfe<\0?\0x\0m\0l\0?\0>\0<\0a\0>\0\xe9\0t\0\xe9\0<\0/\0a\0>\0";
    g_auto(reading) wide = read_bytes(WIDE_TEXT, sizeof WIDE_TEXT - 1, "");
    assert_shown(&wide, "P \u00e9t\u00e9\n");
    g_auto(reading) broken = read_string(XML "<a>go\xff"
                                             "od caf\xc3\xa9</a>",
                                         "");
    assert_shown(&broken, "P go\ufffdod caf\u00e9\n");
}

Test(extract_xml, entities_are_never_expanded, .timeout = 20)
{
    g_autoptr(GString) laughs = g_string_new(XML "<!DOCTYPE d [<!ENTITY a \"ha\">");
    for (int c = 'b'; c < 'n'; c++)
        g_string_append_printf(laughs, "<!ENTITY %c \"&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;\">", c,
                               c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1, c - 1);
    g_string_append(laughs, "<!ENTITY file SYSTEM \"/etc/passwd\">]>"
                            "<d><p>Before</p><p>&m; &file;</p><p>After</p></d>");
    g_auto(reading) read = read_string(laughs->str, "a.xml");
    assert_shown(&read, "P Before\nP &m; &file;\nP After\n");
}

Test(extract_xml, damage_is_told_and_the_text_kept)
{
    g_auto(reading) unclosed = read_string(XML "<a><q>One</q><c>Two<d/><q>Three</q></a>", "");
    assert_status(&unclosed, FOI_READ_PARTIAL, "not closed");
    assert_shown(&unclosed, "P One\nP Two\nP Three\n");
    g_auto(reading) quote = read_string(XML "<a><q x=\"1>One</q><q>Two</q></a>", "");
    assert_shown(&quote, "P One\nP Two\n");
    g_auto(reading) loose = read_string(XML "<a>1 < 2 &c &#0; &#x110000; <b", "");
    assert_status(&loose, FOI_READ_PARTIAL, "cut short");
    assert_shown(&loose, "P 1 < 2 &c &#0; &#x110000;\n");
    g_auto(reading) none = read_string(XML "<a><b/></a>", "");
    assert_status(&none, FOI_READ_EMPTY, "");
    static const char *const ENDS[] = {"<!--",   "<![CDATA[x", "<?x", "<!DOCTYPE a [ <!E",
                                       "<a b='", "</",         "&",   "<![CDATA[",
                                       "</a",    NULL};
    for (const char *const *end = ENDS; *end != NULL; end++) {
        g_autofree char *text = g_strconcat(XML "<a><b>Kept</b>", *end, NULL);
        g_auto(reading) cut = read_string(text, "");
        assert_status(&cut, FOI_READ_PARTIAL, "cut short");
        cr_assert(g_str_has_prefix(cut.document->text.bytes->str, "Kept"), "%s", *end);
    }
}

static void assert_repeated(const char *piece, size_t count, const char *end, const char *word)
{
    g_autoptr(GString) text = g_string_new(XML "<a><p>Top</p>");
    for (size_t i = 0; i < count; i++)
        g_string_append(text, piece);
    g_string_append(text, end);
    g_auto(reading) read = read_bytes(text->str, text->len, "a.xml");
    cr_assert_not_null(strstr(read.document->text.bytes->str, word), "%s", piece);
}

Test(extract_xml, depth_length_and_number_cost_only_their_bytes, .timeout = 60)
{
    assert_repeated("<x>", 300000, "Deep", "Deep");
    assert_repeated("<x xmlns:a=\"b\">", 300000, "Deep", "Deep");
    assert_repeated("<x>", 1200000, "Deep", "Deep");
    assert_repeated(" a=\"b\"", 1000000, "<p>End</p>", "End");
    g_autoptr(GString) attributes = g_string_new("<x");
    for (unsigned i = 0; i < 500000; i++)
        g_string_append_printf(attributes, " a%u='1'", i);
    g_string_append(attributes, "/>");
    assert_repeated(attributes->str, 1, "<p>End</p>", "End");
    assert_repeated("</y>", 500000, "<p>End</p>", "End");
    assert_repeated("<!x>", 500000, "<p>End</p>", "End");
    assert_repeated("<x \">", 500000, "<p>End</p>", "Top");
    assert_repeated("word caf\u00e9 &amp; ", 100000, "<p>End</p>", "End");
    g_autoptr(GString) names = g_string_new(NULL);
    for (unsigned i = 0; i < 300000; i++)
        g_string_append_printf(names, "<n%u>w</n%u>.", i, i);
    assert_repeated(names->str, 1, "<p>End</p>", "End");
}

Test(extract_xml, the_budget_of_text_ends_the_reading)
{
    g_autoptr(GString) text = g_string_new(XML "<a>");
    for (int i = 0; i < 1000; i++)
        g_string_append(text, "<p>words and words</p>");
    g_string_append(text, "</a>");
    foi_budget budget = WIDE;
    budget.text_bytes = 1000;
    g_auto(reading) read = read_with(text->str, text->len, "a.xml", NULL, &budget);
    assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
    cr_assert_leq(read.document->text.bytes->len, 1000);
}
