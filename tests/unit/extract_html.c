#include "tests/unit/extract_tools.h"

TestSuite(extract_html, .init = set_up, .fini = tear_down);

Test(extract_html, blocks_by_their_elements)
{
    g_auto(reading) read = read_string(
        "<!DOCTYPE html><html><head><title>Decision &amp; notice</title><style>p{}</style></head>"
        "<body><script>var x = '<p>no</p>';</script><h1>Our   decision</h1>"
        "<p>The caf&eacute; &#163;5 &mdash; sec\ntion <b>31</b>(1)(a).</p>"
        "<p>Line one<br>line two<br><br>Line three</p>"
        "<ul><li>ESA<li>PIP</ul><ol start=17><li>First</li><li><p>Second</p></li></ol>"
        "<blockquote><p>Please send me the list.</p></blockquote>"
        "<table><tr><th>Year</th><th>Cost</th></tr><tr><td><p>2018</p></td><td>450</td></tr></"
        "table>"
        "<table><tr><td><p>Letterhead</p><p>Street</p></td></tr></table>"
        "<p style=\"display : none\">hidden</p><div hidden>hidden<p>too</p></div>"
        "<template>no</template><p>After<noscript>no</noscript></p>"
        "<pre>Dear Ms Ashworth,\n\nThank you.</pre></body></html>",
        "a.txt");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H Our decision\n"
                        "P The caf\u00e9 \u00a35 \u2014 sec tion 31(1)(a).\n"
                        "P Line one\\nline two\nP Line three\n"
                        "I ESA\nI PIP\nP17 17. First\nP18 18. Second\n"
                        "Q Please send me the list.\n"
                        "R Year\\tCost\nR 2018\\t450\n"
                        "P Letterhead\nP Street\n"
                        "P After\n"
                        "P Dear Ms Ashworth,\nP Thank you.\n");
    cr_assert_str_eq(read.document->title, "Decision & notice");
    cr_assert_eq(read.document->file, FOI_FILE_WEB);
}

Test(extract_html, charset_of_meta_mark_and_container)
{
    g_auto(reading) meta =
        read_string("<html><meta charset=windows-1252><p>caf\xe9 \x93x\x94", "a");
    assert_shown(&meta, "P caf\u00e9 \u201cx\u201d\n");
    g_auto(reading) wide = read_bytes("\xff\xfe<\0p\0>\0\xe9\0t\0\xe9\0", 14, "a.html");
    assert_shown(&wide, "P \u00e9t\u00e9\n");
    const char *text = "<p>\xe9t\xe9";
    g_auto(reading) declared = read_with(text, strlen(text), "a.html", "iso-8859-1", &WIDE);
    assert_shown(&declared, "P \u00e9t\u00e9\n");
    g_auto(reading) bad =
        read_string("<html><meta charset=utf-8><p>\xc3\xa9t\xc3\xa9 \xff ok", "a");
    assert_shown(&bad, "P \u00e9t\u00e9 \ufffd ok\n");
    g_auto(reading) nul = read_bytes("<html><p>be\0fore</p><p>after", 28, "a.html");
    cr_assert_eq(nul.document->status, FOI_READ_UNSUPPORTED);
}

Test(extract_html, three_hundred_thousand_levels_keep_their_text, .timeout = 60)
{
    g_autoptr(GString) page = g_string_new("<html><body>");
    for (size_t i = 0; i < 300000; i++)
        g_string_append(page, "<div>");
    g_string_append(page, "deep text");
    g_auto(reading) read = read_bytes(page->str, page->len, "a.html");
    assert_shown(&read, "P deep text\n");
}

Test(extract_html, an_end_tag_first_ends_nothing)
{
    g_auto(reading) read = read_string("</p>One</html><p>Two</p></body></html><p>Three", "a.html");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P One\nP Two\nP Three\n");
}

Test(extract_html, end_tags_without_a_beginning_take_linear_time, .timeout = 60)
{
    g_autoptr(GString) page = g_string_new("<html><body>before");
    for (size_t i = 0; i < 600000; i++)
        g_string_append(page, i < 300000 ? "<b>" : "</i>");
    g_string_append(page, "after");
    g_auto(reading) read = read_bytes(page->str, page->len, "a.html");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P before\nP after\n");
}

Test(extract_html, layout_tables_give_paragraphs_and_rows)
{
    g_auto(reading) read = read_string(
        "<html><table><tr><td>Before<table><tr><td>a</td><td>b</td></tr></table>After</td></tr>"
        "</table><p>End</p>",
        "a");
    assert_shown(&read, "P Before\nR a\\tb\nP After\nP End\n");
}

Test(extract_html, the_end_of_the_budget_is_reported)
{
    foi_budget budget = WIDE;
    budget.text_bytes = 100;
    g_autoptr(GString) page = g_string_new("<html>");
    for (size_t i = 0; i < 10000; i++)
        g_string_append(page, "<p>A paragraph of text.</p>");
    g_auto(reading) read = read_with(page->str, page->len, "a.html", NULL, &budget);
    assert_status(&read, FOI_READ_PARTIAL, "more text than the limit");
    cr_assert_leq(read.document->text.bytes->len, 100);
}

Test(extract_html, cut_at_every_byte)
{
    const char *page = "<html><head><title>T</title></head><body><table><tr><td>a &eacute;</td>"
                       "<td><ul><li>b</ul></td></tr></table><!-- c --><pre>d</pre></body></html>";
    for (size_t length = 0; length <= strlen(page); length++) {
        g_auto(reading) read = read_bytes(page, length, "a.html");
        cr_assert_neq(read.document->status, FOI_READ_CRASHED);
    }
}

Test(extract_html, a_flood_of_attributes_costs_only_its_bytes, .timeout = 60)
{
    g_autoptr(GString) page = g_string_new("<p>Top</p><div ");
    for (unsigned i = 0; i < 300000; i++)
        g_string_append_printf(page, "a%u=1 ", i);
    g_string_append(page, ">Middle <img src=\"data:image/png;base64,");
    for (unsigned i = 0; i < 100000; i++)
        g_string_append(page, "iVBORw0KGgo");
    g_string_append(page, "\">End</div>");
    g_auto(reading) read = read_string(page->str, "a.html");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "P Top\nP Middle End\n");
}
