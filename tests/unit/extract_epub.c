#include "tests/unit/extract_package.h"

TestSuite(extract_epub, .init = set_up, .fini = tear_down);

#define CONTAINER                                                                                  \
    "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"
#define BOOK                                                                                       \
    "<package xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><metadata><dc:title>The &amp; guide"   \
    "</dc:title></metadata><manifest><item id=\"a\" href=\"text/one%20.xhtml\"/><item id=\"b\" "   \
    "href=\"../two.xhtml#x\"/><item id=\"c\" href=\"nav.xhtml\"/></manifest><spine>"               \
    "<itemref idref=\"b\"/><itemref idref=\"a\"/><itemref idref=\"none\"/></spine></package>"
#define PAGE(body) "<html><head><title>page</title></head><body>" body "</body></html>"

static reading read_members(const char *const *members)
{
    g_autoptr(GByteArray) bytes = package(members);
    return read_bytes(bytes->data, bytes->len, "a.zip");
}

Test(extract_epub, chapters_are_read_in_the_order_of_the_book)
{
    static const char *const MEMBERS[] = {"mimetype",
                                          "application/epub+zip",
                                          "META-INF/container.xml",
                                          CONTAINER,
                                          "OEBPS/book.opf",
                                          BOOK,
                                          "OEBPS/text/one .xhtml",
                                          PAGE("<p>Caf\u00e9 o\ufb03ce</p>"),
                                          "OEBPS/nav.xhtml",
                                          PAGE("<p>Contents</p>"),
                                          "two.xhtml",
                                          PAGE("<h1>First</h1><p>Text"),
                                          NULL};
    g_auto(reading) read = read_members(MEMBERS);
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "H First\nP Text\nP Caf\u00e9 office\n");
    cr_assert_str_eq(read.document->title, "The & guide");
    cr_assert_eq(read.document->file, FOI_FILE_WEB);
}

Test(extract_epub, missing_parts_and_locked_books_are_told)
{
    static const char *const NO_LIST[] = {"mimetype", "application/epub+zip", "b.xhtml",
                                          PAGE("<p>Kept</p>"), NULL};
    g_auto(reading) unlisted = read_members(NO_LIST);
    assert_status(&unlisted, FOI_READ_PARTIAL, "list of the chapters is missing");
    assert_shown(&unlisted, "P Kept\n");
    static const char *const LOST[] = {
        "mimetype",  "application/epub+zip", "META-INF/container.xml",
        CONTAINER,   "OEBPS/book.opf",       BOOK,
        "two.xhtml", PAGE("<p>Kept</p>"),    NULL};
    g_auto(reading) lost = read_members(LOST);
    assert_status(&lost, FOI_READ_PARTIAL, "OEBPS/text/one .xhtml is missing");
    assert_shown(&lost, "P Kept\n");
    static const char *const LOCKED[] = {"mimetype",
                                         "application/epub+zip",
                                         "META-INF/container.xml",
                                         CONTAINER,
                                         "META-INF/encryption.xml",
                                         "<e><CipherReference URI=\"two.xhtml\"/></e>",
                                         "OEBPS/book.opf",
                                         BOOK,
                                         "two.xhtml",
                                         "noise",
                                         NULL};
    g_auto(reading) locked = read_members(LOCKED);
    assert_status(&locked, FOI_READ_ENCRYPTED, "protected");
    static const char *const BLANK[] = {"mimetype", "application/epub+zip", "a.xhtml", "", NULL};
    g_auto(reading) blank = read_members(BLANK);
    assert_status(&blank, FOI_READ_DAMAGED, "list of the chapters is missing");
}
