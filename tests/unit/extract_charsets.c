/* Text of many character sets, undeclared; and text that was made for printers. */
#include "tests/unit/extract_tools.h"

TestSuite(extract_charsets, .init = set_up, .fini = tear_down);

#define CASE(bytes, words)                                                                         \
    {                                                                                              \
        bytes, sizeof(bytes) - 1, words                                                            \
    }

typedef struct charset_case {
    const char *bytes;
    size_t length;
    const char *words;
} charset_case;

static const charset_case CASES[] = {
    /* windows-1252 */
    CASE("The caf\xe9\x92s \x93price\x94 \x96 \xa3"
         "5, 5\xb0, \xbd or \x80"
         "6.",
         "P The caf\u00e9\u2019s \u201cprice\u201d \u2013 \u00a35, 5\u00b0, \u00bd or \u20ac6.\n"),
    /* ISO-8859-1 without anything that tells */
    CASE("na\xefve fa\xe7"
         "ade",
         "P na\u00efve fa\u00e7ade\n"),
    /* DOS, code page 850 and 437 */
    CASE("The caf\x82 charged \x9c"
         "5 for the cr\x8ame br\x96l\x82"
         "e.",
         "P The caf\u00e9 charged \u00a35 for the cr\u00e8me br\u00fbl\u00e9e.\n"),
    CASE("\xc9\xcd\xcd\xbb caf\x82 \xc8\xcd\xcd\xbc", "P \u2554\u2550\u2550\u2557 caf\u00e9 "
                                                      "\u255a\u2550\u2550\u255d\n"),
    /* Macintosh */
    CASE("The caf\x8e\xd5s \xd2"
         "cr\x8fme br\x9el\x8e"
         "e\xd3 \xd0 \xa3"
         "5",
         "P The caf\u00e9\u2019s \u201ccr\u00e8me br\u00fbl\u00e9e\u201d \u2013 \u00a35\n"),
    /* ISO-8859-15, -2, windows-1250 */
    CASE("Le prix: 5 \xa4 pour l'\xbduvre et le c\xbdur",
         "P Le prix: 5 \u20ac pour l'\u0153uvre et le c\u0153ur\n"),
    CASE("\xaelu\xbbou\xe8k\xfd k\xf9\xf2, \xa3\xf3"
         "d\xbc",
         "P \u017dlu\u0165ou\u010dk\u00fd k\u016f\u0148, \u0141\u00f3d\u017a\n"),
    /* KOI8-R, ISO-8859-5, ISO-8859-7 */
    CASE("\xf3\xdf\xc5\xdb\xd8 \xd6\xc5 \xcd\xd1\xc7\xcb\xc9\xc8 \xc2\xd5\xcc\xcf\xcb",
         "P \u0421\u044a\u0435\u0448\u044c \u0436\u0435 \u043c\u044f\u0433\u043a\u0438\u0445 "
         "\u0431\u0443\u043b\u043e\u043a\n"),
    CASE("\xc1\xea\xd5\xe8\xec \xd6\xd5 \xdc\xef\xd3\xda\xd8\xe5 \xd1\xe3\xdb\xde\xda",
         "P \u0421\u044a\u0435\u0448\u044c \u0436\u0435 \u043c\u044f\u0433\u043a\u0438\u0445 "
         "\u0431\u0443\u043b\u043e\u043a\n"),
    CASE("\xce\xe5\xf3\xea\xe5\xf0\xdc\xe6\xf9 \xf4\xe7\xed \xe2\xe4\xe5\xeb\xf5\xe3\xec\xdf\xe1",
         "P \u039e\u03b5\u03c3\u03ba\u03b5\u03c0\u03ac\u03b6\u03c9 \u03c4\u03b7\u03bd "
         "\u03b2\u03b4\u03b5\u03bb\u03c5\u03b3\u03bc\u03af\u03b1\n"),
    /* EBCDIC */
    CASE("\xe3\x88\x85\x40\x83\x81\x86\x51\x40\x96\x86\x40\xd3\x85\x85\x84\xa2\x4b\x25\xc5\x95"
         "\x84",
         "P The caf\u00e9 of Leeds.\\nEnd\n"),
    /* UTF-32 without a mark, both ways */
    CASE("D\0\0\0e\0\0\0\xe9\0\0\0r\0\0\0", "P De\u00e9r\n"),
    CASE("\0\0\0D\0\0\0e\0\0\0\xe9\0\0\0r", "P De\u00e9r\n"),
    /* Control characters that were windows-1252 */
    CASE("don\xc2\x92t \xc2\x93quote\xc2\x94", "P don\u2019t \u201cquote\u201d\n"),
};

Test(extract_charsets, every_word_of_every_set)
{
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_auto(reading) read = read_bytes(CASES[i].bytes, CASES[i].length, "a.txt");
        g_autofree char *text = shown(&read);
        cr_expect_str_eq(text, CASES[i].words, "case %zu: %s", i, text);
    }
}

Test(extract_charsets, pages_and_print_of_line_printers)
{
    g_auto(reading) read = read_string(
        "TITLE\r\n\fB\bBo\bol\bld _\bu_\bn\b_d\b_er\xc3\xa9\b\xc3\xa9\r\n\x1b[1;31mred\x1b[0m "
        "\x1b"
        "Eplain\r\n\f\r\n\x1a",
        "a.prn");
    assert_shown(&read, "H@1 TITLE\nP@2 Bold under\u00e9\\nred plain\n");
    cr_assert_eq(read.document->text.pages, 3);
    g_auto(reading) ends = read_string("\b\b\x1b[", "a.txt");
    cr_assert_eq(ends.document->text.blocks->len, 0);
}

Test(extract_charsets, web_pages_by_mark_header_and_meta)
{
    static const charset_case PAGES[] = {
        CASE("\xff\xfe<\0p\0>\0c\0a\0f\0\xe9\0", "P caf\u00e9\n"),
        CASE("<\0p\0>\0c\0a\0f\0\xe9\0!\0", "P caf\u00e9!\n"),
        CASE("\0<\0p\0>\0c\0a\0f\0\xe9\0!", "P caf\u00e9!\n"),
        CASE("\xef\xbb\xbf<meta charset=iso-8859-5><p>caf\xc3\xa9", "P caf\u00e9\n"),
        CASE("<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2",
             "P \u041f\u0440\u0438\u0432\u0435\u0442\n"),
        CASE("<p>don&#146;t &#x93;x&#x94; &eacute;&#233;&#xE9; &copy;",
             "P don\u2019t \u201cx\u201d \u00e9\u00e9\u00e9 \u00a9\n"),
    };
    for (size_t i = 0; i < G_N_ELEMENTS(PAGES); i++) {
        g_auto(reading) read = read_bytes(PAGES[i].bytes, PAGES[i].length, "a.html");
        g_autofree char *text = shown(&read);
        cr_expect_str_eq(text, PAGES[i].words, "page %zu: %s", i, text);
    }
}

Test(extract_charsets, what_a_web_page_shows)
{
    g_auto(reading) read = read_string(
        "<!DOCTYPE html><html><head><title>My &amp; title</title><style>p{}</style></head><body>"
        "<p hidden>no</p><p style=\"DISPLAY : none\">no</p><noscript>no</noscript>"
        "<script>no</script><template>no</template><img src=\"data:image/png;base64,AAAA\" alt=no>"
        "<p>o\xef\xac\x83"
        "ce re&shy;plied<br>line two<br><br>para <b>thr</b>ee</p>"
        "<pre>kept\nlines</pre><ol start=4><li>four<ul><li>in</ul><li>five</ol>"
        "<dl><dt>Term<dd>Meaning</dl><table><caption>Costs</caption><tr><th>Year<th>Cost"
        "<tr><td>2018<td>450</table><table><tr><td><table><tr><td>a<td>b</table></td></table>"
        "<blockquote>quoted<p>more</blockquote><h2>Head<i>ing</i></h2>x<sup>2</sup> <p>un<b>closed"
        "</p></body></html>footer",
        "a.bin");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_str_eq(read.document->title, "My & title");
    assert_shown(&read, "P office replied\\nline two\nP para three\nP kept\\nlines\nP4 4. four\n"
                        "I in\nP5 5. five\nP Term\nP Meaning\nP Costs\nR Year\\tCost\n"
                        "R 2018\\t450\nR a\\tb\nQ quoted\nQ more\nH Heading\nP x2\nP unclosed\n"
                        "P footer\n");
}
