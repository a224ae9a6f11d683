#include "tests/unit/extract_tools.h"

TestSuite(extract_pdf, .init = set_up, .fini = tear_down);

/* One line of a page: where it stands, its print and its text (in windows-1252). */
typedef struct printed {
    int page; /* from 1; 0 at the end */
    int x, y, size;
    bool bold;
    const char *text;
} printed;

/* A PDF under construction: its bytes, and where each object begins. */
typedef struct builder {
    GString *bytes;
    GArray *offsets;
} builder;

static void object(builder *pdf, const char *format, ...)
{
    g_array_append_val(pdf->offsets, pdf->bytes->len);
    g_string_append_printf(pdf->bytes, "%u 0 obj\n", pdf->offsets->len);
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(pdf->bytes, format, arguments);
    va_end(arguments);
    g_string_append(pdf->bytes, "\nendobj\n");
}

static char *page_content(const printed *lines, int page)
{
    GString *out = g_string_new(NULL);
    for (; lines->page != 0; lines++)
        if (lines->page == page)
            g_string_append_printf(out, "BT /F%d %d Tf %d %d Td (%s) Tj ET\n", lines->bold ? 2 : 1,
                                   lines->size, lines->x, lines->y, lines->text);
    return g_string_free(out, FALSE);
}

/* A whole PDF of COUNT pages. TRAILER is put into the trailer. */
static GString *build(const printed *lines, int count, const char *trailer)
{
    builder pdf = {g_string_new("%PDF-1.4\n"), g_array_new(FALSE, FALSE, sizeof(gsize))};
    g_autoptr(GString) kids = g_string_new(NULL);
    for (int i = 0; i < count; i++)
        g_string_append_printf(kids, "%d 0 R ", 6 + 2 * i);
    object(&pdf, "<</Type/Catalog/Pages 2 0 R>>");
    object(&pdf, "<</Type/Pages/Count %d/Kids[%s]>>", count, kids->str);
    object(&pdf, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    object(&pdf, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>");
    object(&pdf, "<</Title(Decision notice)>>");
    for (int i = 1; i <= count; i++) {
        g_autofree char *content = page_content(lines, i);
        object(&pdf,
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
               "/Resources<</Font<</F1 3 0 R/F2 4 0 R>>>>>>",
               5 + 2 * i);
        object(&pdf, "<</Length %zu>>stream\n%sendstream", strlen(content), content);
    }
    gsize start = pdf.bytes->len;
    g_string_append_printf(pdf.bytes, "xref\n0 %u\n0000000000 65535 f \n", pdf.offsets->len + 1);
    for (guint i = 0; i < pdf.offsets->len; i++)
        g_string_append_printf(pdf.bytes, "%010zu 00000 n \n",
                               g_array_index(pdf.offsets, gsize, i));
    g_string_append_printf(pdf.bytes, "trailer<</Size %u/Root 1 0 R/Info 5 0 R%s>>\n",
                           pdf.offsets->len + 1, trailer);
    g_string_append_printf(pdf.bytes, "startxref\n%zu\n%%%%EOF\n", start);
    g_array_unref(pdf.offsets);
    return pdf.bytes;
}

static const printed LETTER[] = {
    {1, 70, 780, 10, false, "Department for Work & Pensions"},
    {1, 70, 768, 10, false, "Caxton House"},
    {1, 70, 756, 10, false, "Date: 24 May 2019"},
    {1, 70, 700, 16, true, "Decision notice"},
    {1, 70, 660, 10, false, "17."},
    {1, 100, 660, 10, false,
     "The Commissioner finds that the public authority was entitled to rely on"},
    {1, 100, 648, 10, false,
     "section 31\\(1\\)\\(a\\) of the Act, and that the caf\xe9 was open as \x93usual\x94 on the"},
    {1, 100, 636, 10, false, "day of the request."},
    {1, 70, 610, 10, true, "Reasons"},
    {1, 70, 540, 10, false, "Year"},
    {1, 200, 540, 10, false, "Cost"},
    {1, 70, 526, 10, false, "2018"},
    {1, 200, 526, 10, false, "450"},
    {1, 70, 30, 9, false, "Reference IC-1234"},
    {1, 280, 20, 9, false, "1"},
    {2, 70, 780, 10, false, "Second page."},
    {2, 70, 30, 9, false, "Reference IC-1234"},
    {2, 280, 20, 9, false, "2"},
    {0},
};

Test(extract_pdf, paragraphs_pages_headings_and_rows)
{
    g_autoptr(GString) pdf = build(LETTER, 2, "");
    g_auto(reading) read = read_bytes(pdf->str, pdf->len, "a.docx");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read,
                 "P@1 Department for Work & Pensions\\nCaxton House\\nDate: 24 May 2019\n"
                 "H@1 Decision notice\n"
                 "P17@1 17. The Commissioner finds that the public authority was entitled to "
                 "rely on section 31(1)(a) of the Act, and that the caf\u00e9 was open as "
                 "\u201cusual\u201d on the day of the request.\n"
                 "H@1 Reasons\n"
                 "R@1 Year\\tCost\nR@1 2018\\t450\n"
                 "P@1 Reference IC-1234\n"
                 "P@2 Second page.\n");
    cr_assert_eq(read.document->text.pages, 2);
    cr_assert_str_eq(read.document->title, "Decision notice");
    cr_assert_eq(read.document->file, FOI_FILE_PDF);
}

Test(extract_pdf, the_pages_that_are_wanted_keep_their_numbers)
{
    g_autoptr(GString) pdf = build(LETTER, 2, "");
    foi_input input = {.bytes = (const uint8_t *)pdf->str,
                       .length = pdf->len,
                       .name = "a.pdf",
                       .page_first = 2,
                       .page_last = 2};
    g_auto(reading) read = {NULL, NULL};
    read.document = foi_read_bytes(detector, &input, &WIDE, &read.members);
    assert_shown(&read, "P@2 Second page.\nP@2 Reference IC-1234\\n2\n");
    cr_assert_eq(read.document->text.pages, 2);
}

Test(extract_pdf, blank_pages_have_no_text)
{
    static const printed NOTHING[] = {{0}};
    g_autoptr(GString) pdf = build(NOTHING, 3, "");
    g_auto(reading) read = read_bytes(pdf->str, pdf->len, "a.pdf");
    assert_status(&read, FOI_READ_EMPTY, "nothing is on its pages");
    cr_assert_eq(read.document->text.pages, 3);
}

Test(extract_pdf, locked_cut_and_broken_files_are_told_apart)
{
    static const char LOCK[] =
        "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4"
        "/O<0000000000000000000000000000000000000000000000000000000000000000>"
        "/U<0000000000000000000000000000000000000000000000000000000000000000>>>";
    g_autoptr(GString) locked = build(LETTER, 2, LOCK);
    g_auto(reading) closed = read_bytes(locked->str, locked->len, "a.pdf");
    assert_status(&closed, FOI_READ_ENCRYPTED, "password");
    g_autoptr(GString) whole = build(LETTER, 2, "");
    g_auto(reading) cut = read_bytes(whole->str, whole->len - 6, "a.pdf");
    assert_status(&cut, FOI_READ_PARTIAL, "cut short");
    cr_assert_gt(cut.document->words, 30);
    g_auto(reading) half = read_bytes(whole->str, 300, "a.pdf");
    assert_status(&half, FOI_READ_DAMAGED, "");
    g_auto(reading) junk = read_string("%PDF-1.7\nnothing else obj", "a.pdf");
    assert_status(&junk, FOI_READ_DAMAGED, "cannot be opened");
}

Test(extract_pdf, cut_everywhere_it_neither_crashes_nor_hangs, .timeout = 120)
{
    g_autoptr(GString) pdf = build(LETTER, 2, "");
    for (size_t length = 5; length < pdf->len; length += 53) {
        g_auto(reading) read = read_bytes(pdf->str, length, "a.pdf");
        cr_assert_neq(read.document->status, FOI_READ_OK, "%zu of %zu bytes", length, pdf->len);
    }
}

/* Decision notices print the number in a column of its own, which the library runs into the text.
 */
Test(extract_pdf, the_number_of_a_short_paragraph_stands_apart_from_its_text)
{
    static const printed NUMBERED[] = {
        {1, 72, 700, 11, false, "2."},
        {1, 102, 700, 11, false, "The exemption was applied correctly."},
        {1, 72, 670, 11, false, "3."},
        {1, 102, 670, 11, false, "The Commissioner requires no steps."},
        {0},
    };
    g_autoptr(GString) pdf = build(NUMBERED, 1, "");
    g_auto(reading) read = read_bytes(pdf->str, pdf->len, "a.pdf");
    assert_shown(&read, "P2@1 2. The exemption was applied correctly.\n"
                        "P3@1 3. The Commissioner requires no steps.\n");
}

Test(extract_pdf, hyphens_of_line_ends_go_and_those_of_words_stay)
{
    static const printed LINES[] = {
        {1, 70, 700, 10, false, "It is decided by the permis-"},
        {1, 70, 688, 10, false, "sions given, and the non-"},
        {1, 70, 676, 10, false, "executive part of decision-"},
        {1, 70, 664, 10, false, "making and of the disclo-"},
        {1, 70, 652, 10, false, "sures in the making or FOI-"},
        {1, 70, 640, 10, false, "related decision of 2016-"},
        {1, 70, 628, 10, false, "to 2017 or the disclosures."},
        {0},
    };
    g_autoptr(GString) pdf = build(LINES, 1, "");
    g_auto(reading) read = read_bytes(pdf->str, pdf->len, "a.pdf");
    assert_shown(&read, "P@1 It is decided by the permissions given, and the non-executive part of "
                        "decision-making and of the disclosures in the making or FOI-related "
                        "decision of 2016-to 2017 or the disclosures.\n");
}
