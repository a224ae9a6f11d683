#include "indexer/detect/detect.h"

#include <criterion/criterion.h>
#include <string.h>

#include "indexer/detect/sniff.h"

static foi_detector *detector;

static void set_up(void)
{
    foi_error error = FOI_ERROR_INIT;
    cr_assert_eq(foi_detector_new(&detector, &error), FOI_OK, "%s", error.message);
}

static void tear_down(void)
{
    foi_detector_free(detector);
}

TestSuite(detect, .init = set_up, .fini = tear_down);

typedef struct text_case {
    const char *text;
    const char *name;
    const char *mime;
} text_case;

static const text_case TEXTS[] = {
    {"Dear Ms Ashworth,\n\nThank you.", "a.txt", "text/plain"},
    {"Dear Ms Ashworth,\n\nThank you.", "a.pdf", "text/plain"},
    {"Date: 3 May 2019\nOur ref: FOI 784\nTo: Ms Ashworth\n\nDear Ms Ashworth", "a.txt",
     "text/plain"},
    {"From: Information Rights Team\nTo: Ms Ashworth\nDate: 3 May 2019\nSubject: FOI 784\n\nDear",
     "a.txt", "text/plain"},
    {"References: FOI 784\nDate: 3 May 2019\n\nDear Ms Ashworth", "a.txt", "text/plain"},
    {"Subject: Your request\nFrom: foi@example.gov.uk\nTo: a@example.org\n\nDear", "a.txt",
     "message/rfc822"},
    {"MIME-Version: 1.0\nContent-Type: text/plain\n\nDear", "a", "message/rfc822"},
    {"X-Mailer: Old\nSubject: Your request\n\nDear", "a", "message/rfc822"},
    {"Received: from mail.example.org\n by mx.example.org;\n Fri, 24 May 2019\nSubject: x\n\nHi",
     "a.html", "message/rfc822"},
    {"Subject: only one field\n\nDear", "a.eml", "message/rfc822"},
    {"Subject: only one field\n\nDear", "a.txt", "text/plain"},
    {"From a@b.uk Fri May 24 10:11:12 2019\nFrom: a@b.uk\nSubject: x\n\nHi\n", "a",
     "message/rfc822"},
    {"From a@b.uk Fri May 24 10:11:12 2019\nFrom: a@b.uk\nSubject: x\n\nHi\n\n"
     "From c@d.uk Fri May 24 10:11:13 2019\nFrom: c@d.uk\nSubject: y\n\nHo\n",
     "a", "application/mbox"},
    {"From a lawyer's view this is clear.\nFrom: us\n\n", "a.txt", "text/plain"},
    {"\xef\xbb\xbf  <!-- c --><!DOCTYPE html><html><body>x</body></html>", "a.txt", "text/html"},
    {"<p>Dear Ms Ashworth</p>", "a", "text/html"},
    {"<?xml version=\"1.0\"?><html xmlns=\"x\"><body/></html>", "a", "text/html"},
    {"<?xml version=\"1.0\"?><decision/>", "a", "text/xml"},
    {"Hello <b>there</b>", "a.html", "text/html"},
    {"Hello <b>there</b>", "a.txt", "text/plain"},
    {"Is 3 < 4?", "a.html", "text/plain"},
    {"# Title\n\nText", "a.md", "text/markdown"},
    {"# Title\n\nText", "a.MARKDOWN", "text/markdown"},
    {"# Title\n\nText", "a.txt", "text/plain"},
    {"<div align=center>x</div>\n\n# Title", "a.md", "text/markdown"},
    {"<!DOCTYPE html><html>", "a.md", "text/html"},
    {"id,name\n1,Ashworth\n", "a.csv", "text/csv"},
    {"id;name\n1;Ashworth\n", "a.csv", "text/csv"},
    {"{\\rtf1\\ansi x}", "a.doc", "text/rtf"},
    {"%PDF-1.4\n1 0 obj", "a.txt", "application/pdf"},
    {"\r\n\r\nHTTP junk\r\n%PDF-1.4\n1 0 obj", "a", "application/pdf"},
    {"A PDF begins with %PDF-1.4, a text does not.", "a.txt", "text/plain"},
    {"caf\xe9 cr\xe8me \x93quoted\x94", "a.txt", "text/plain"},
    {"a text with one stray \x1a", "a.txt", "text/plain"},
    {"{\"schema\": 1, \"hits\": []}", "a.json", "application/json"},
    {"[{\"id\": 1}, {\"id\": 2}]\n", "a.txt", "application/json"},
    {"{\"id\": 1}\n{\"id\": 2}\n", "a.txt", "application/x-ndjson"},
    {"", "a.pdf", "inode/x-empty"},
};

Test(detect, text_by_content_not_by_name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        const text_case *one = &TEXTS[i];
        const char *mime =
            foi_detect(detector, (const uint8_t *)one->text, strlen(one->text), one->name, NULL);
        cr_expect_str_eq(mime, one->mime, "%s (%s): %s", one->text, one->name, mime);
    }
}

Test(detect, claimed_type_chooses_among_texts_only)
{
    const uint8_t *text = (const uint8_t *)"# Title";
    cr_assert_str_eq(foi_detect(detector, text, 7, "", "text/markdown"), "text/markdown");
    cr_assert_str_eq(foi_detect(detector, text, 7, "", "application/pdf"), "text/plain");
}

Test(detect, wide_text_with_and_without_mark)
{
    static const uint8_t LITTLE[] = "D\0e\0a\0r\0 \0M\0s\0 \0A\0s\0h\0w\0o\0r\0t\0h\0,\0\n\0";
    static const uint8_t BIG[] = "\0D\0e\0a\0r\0 \0M\0s\0 \0A\0s\0h\0w\0o\0r\0t\0h\0,\0\n";
    static const uint8_t MARKED[] = "\xff\xfe<\0h\0t\0m\0l\0>\0x\0";
    static const uint8_t FOUR[] = "\xff\xfe\0\0D\0\0\0e\0\0\0";
    size_t mark;
    cr_assert_str_eq(foi_detect(detector, LITTLE, sizeof LITTLE - 1, "", NULL), "text/plain");
    cr_assert_eq(foi_sniff_layout(LITTLE, sizeof LITTLE - 1, &mark), FOI_LAYOUT_UTF16LE);
    cr_assert_str_eq(foi_detect(detector, BIG, sizeof BIG - 1, "", NULL), "text/plain");
    cr_assert_eq(foi_sniff_layout(BIG, sizeof BIG - 1, &mark), FOI_LAYOUT_UTF16BE);
    cr_assert_str_eq(foi_detect(detector, MARKED, sizeof MARKED - 1, "", NULL), "text/html");
    cr_assert_eq(foi_sniff_layout(FOUR, sizeof FOUR - 1, &mark), FOI_LAYOUT_UTF32LE);
    cr_assert_eq(mark, 4);
}

/* libmagic would see settings, play lists and web pages in them. */
Test(detect, letter_that_opens_with_a_bracket_is_a_letter)
{
    static const char *const OPENINGS[] = {"[Redacted]",         "{name}", "[version]\nsigned copy",
                                           "[playlist]",         "[",      "{",
                                           "[1] <html> is meant"};
    for (size_t i = 0; i < G_N_ELEMENTS(OPENINGS); i++) {
        g_autofree char *letter = g_strdup_printf("%s\n\nDear Ms Ashworth,\n", OPENINGS[i]);
        const char *mime =
            foi_detect(detector, (const uint8_t *)letter, strlen(letter), "a.txt", NULL);
        cr_expect_str_eq(mime, "text/plain", "%s: %s", OPENINGS[i], mime);
    }
}

/* What libmagic is still asked for: with few of its checks, and with the same answers. */
Test(detect, kinds_that_only_libmagic_knows)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *mime;
    } CASES[] = {
        {"SQLite format 3\0\20\0\1\1\0\100  ", 24, "application/vnd.sqlite3"},
        {"\0\0\0\30ftypmp42\0\0\0\0mp42isom", 24, "video/mp4"},
        {"RIFF\44\0\0\0WAVEfmt \20\0\0\0\1\0\1\0", 24, "audio/x-wav"},
        {"\0\1\0\0Standard Jet DB\0\0\0\0\0", 24, "application/x-msaccess"},
        {"\1\2\3\4\0\5\6\7\177\2\3\4\0\5\6\7", 16, "application/octet-stream"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        uint8_t bytes[600] = {0};
        memcpy(bytes, CASES[i].bytes, CASES[i].length);
        const char *mime = foi_detect(detector, bytes, sizeof bytes, "a.txt", NULL);
        cr_expect_str_eq(mime, CASES[i].mime, "%s: %s", CASES[i].mime, mime);
    }
}

Test(detect, binary_is_not_text)
{
    uint8_t bytes[512];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (uint8_t)(i * 37 + 5);
    cr_assert_str_eq(foi_detect(detector, bytes, sizeof bytes, "a.txt", NULL),
                     "application/octet-stream");
}

Test(detect, signatures)
{
    static const struct {
        const char *bytes;
        size_t length;
        const char *mime;
    } CASES[] = {
        {"\x89PNG\r\n\x1a\n....", 12, "image/png"},
        {"\xff\xd8\xff\xe0....", 8, "image/jpeg"},
        {"II*\0....", 8, "image/tiff"},
        {"\x1f\x8b\x08\0....", 8, "application/gzip"},
        {"\x78\x9f\x3e\x22....", 8, "application/vnd.ms-tnef"},
        {"7z\xbc\xaf\x27\x1c..", 8, "application/x-7z-compressed"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
        cr_expect_str_eq(
            foi_detect(detector, (const uint8_t *)CASES[i].bytes, CASES[i].length, "a.txt", NULL),
            CASES[i].mime);
}

/* A local header of a stored member, as the beginning of a ZIP file that was cut short. */
static void add_member(GByteArray *zip, const char *name, const char *data)
{
    uint8_t header[30] = "PK\3\4";
    header[18] = header[22] = (uint8_t)strlen(data);
    header[26] = (uint8_t)strlen(name);
    g_byte_array_append(zip, header, sizeof header);
    g_byte_array_append(zip, (const guint8 *)name, (guint)strlen(name));
    g_byte_array_append(zip, (const guint8 *)data, (guint)strlen(data));
}

Test(detect, office_formats_by_their_members)
{
    static const struct {
        const char *names[3];
        const char *data;
        const char *mime;
    } CASES[] = {
        {{"word/document.xml", "[Content_Types].xml", "docProps/app.xml"}, "x", FOI_MIME_DOCX},
        {{"docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml"}, "x", FOI_MIME_XLSX},
        {{"xl/worksheets/sheet1.xml", "[Content_Types].xml", "x"}, "x", FOI_MIME_XLSX},
        {{"xl\\worksheets\\sheet1.xml", "[content_types].xml", "x"}, "x", FOI_MIME_XLSX},
        {{"xl/workbook.bin", "xl/worksheets/sheet1.bin", "[Content_Types].xml"},
         "x",
         "application/vnd.ms-excel.sheet.binary.macroenabled.12"},
        {{"ppt/presentation.xml", "x", "[Content_Types].xml"}, "x", FOI_MIME_PPTX},
        {{"content.xml", "mimetype", "x"},
         "application/vnd.oasis.opendocument.spreadsheet",
         "application/vnd.oasis.opendocument.spreadsheet"},
        {{"a.txt", "word of mouth.txt", "b.txt"}, "x", "application/zip"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GByteArray) zip = g_byte_array_new();
        for (size_t k = 0; k < 3; k++)
            add_member(zip, CASES[i].names[k], CASES[i].data);
        cr_expect_str_eq(foi_detect(detector, zip->data, zip->len, "a.txt", NULL), CASES[i].mime,
                         "case %zu", i);
    }
}

/* The smallest OLE file: a header, one sector of the allocation table, one of the directory. */
static void build_ole(uint8_t *bytes, const char *stream)
{
    memset(bytes, 0, 1536);
    memcpy(bytes, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
    bytes[30] = 9;
    bytes[48] = 1; /* the directory is in sector 1, the table in sector 0 */
    memset(bytes + 512, 0xff, 512);
    bytes[1024 + 76] = 1; /* what lies in the root begins with entry 1 */
    uint8_t *entry = bytes + 1024 + 128;
    for (size_t i = 0; stream[i] != '\0'; i++)
        entry[2 * i] = (uint8_t)stream[i];
    entry[64] = (uint8_t)(2 * (strlen(stream) + 1));
}

Test(detect, old_office_formats_by_their_streams)
{
    static const char *const CASES[][2] = {
        {"WordDocument", "application/msword"},
        {"Workbook", "application/vnd.ms-excel"},
        {"PowerPoint Document", "application/vnd.ms-powerpoint"},
        {"EncryptedPackage", "application/encrypted"},
        {"ENCRYPTEDPACKAGE", "application/encrypted"},
        {"__properties_version1.0", "application/vnd.ms-outlook"},
        {"Something", "application/x-ole-storage"},
    };
    uint8_t bytes[1536];
    for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
        build_ole(bytes, CASES[i][0]);
        cr_expect_str_eq(foi_detect(detector, bytes, sizeof bytes, "a.docx", NULL), CASES[i][1]);
    }
}

Test(detect, old_office_formats_by_their_own_streams_and_not_those_of_documents_in_them)
{
    uint8_t bytes[1536];
    build_ole(bytes, "Workbook");
    uint8_t *inner = bytes + 1024 + 256;
    memcpy(inner, bytes + 1024 + 128, 128);
    for (size_t i = 0; i < strlen("WordDocument"); i++)
        inner[2 * i] = (uint8_t) "WordDocument"[i];
    inner[64] = 2 * (12 + 1);
    cr_expect_str_eq(foi_detect(detector, bytes, sizeof bytes, "a.doc", NULL),
                     "application/vnd.ms-excel");
    bytes[1024 + 76] = 0xff; /* the tree is lost */
    cr_expect_str_eq(foi_detect(detector, bytes, sizeof bytes, "a.doc", NULL),
                     "application/msword");
    bytes[1024 + 76] = 1;
    bytes[1024 + 128 + 68] = 1; /* a neighbour of itself */
    bytes[1024 + 128 + 72] = 2;
    cr_expect_str_eq(foi_detect(detector, bytes, sizeof bytes, "a.doc", NULL),
                     "application/msword");
}

Test(detect, cut_short_at_every_byte)
{
    uint8_t bytes[1536];
    build_ole(bytes, "WordDocument");
    g_autoptr(GByteArray) zip = g_byte_array_new();
    add_member(zip, "[Content_Types].xml", "x");
    add_member(zip, "word/document.xml", "<w:document/>");
    for (size_t length = 0; length <= sizeof bytes; length++) {
        g_autofree uint8_t *cut = g_memdup2(bytes, length);
        cr_assert_not_null(foi_detect(detector, cut, length, "a", NULL));
    }
    for (size_t length = 0; length <= zip->len; length++) {
        g_autofree uint8_t *cut = g_memdup2(zip->data, length);
        cr_assert_not_null(foi_detect(detector, cut, length, "a", NULL));
    }
}
