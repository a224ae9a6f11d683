/* What is laid over the pages of a PDF: values of forms, notes, files pinned to a place. */
#include "tests/unit/extract_tools.h"

TestSuite(extract_pdf_marks, .init = set_up, .fini = tear_down);

#define CONTENT                                                                                    \
    "BT /F1 10 Tf 70 700 Td (Surname) Tj ET BT /F1 10 Tf 70 680 Td (Agreed) Tj ET "                \
    "BT /F1 10 Tf 70 660 Td (Office) Tj ET"

/* One page with three labels and ANNOTS, and those that are FIELDS of a form. The list of objects
 * is left out, which the library makes good. */
static reading read_marks(const char *annots, const char *fields)
{
    g_autofree char *pdf = g_strdup_printf(
        "%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]>>>>endobj\n"
        "2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[10 0 R 11 0 R "
        "12 0 R 13 0 R]/Resources<</Font<</F1 5 0 R>>>>>>endobj\n"
        "4 0 obj<</Length %zu>>stream\n" CONTENT "\nendstream endobj\n"
        "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
        "%s\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%%%EOF\n",
        fields, strlen(CONTENT), annots);
    return read_string(pdf, "a.pdf");
}

#define WIDGET "<</Type/Annot/Subtype/Widget/P 3 0 R"

Test(extract_pdf_marks, values_stand_beside_their_labels)
{
    g_auto(reading) read = read_marks(
        "10 0 obj" WIDGET "/FT/Tx/T(surname)/V<FEFF00D300200042007200690061006E>"
        "/Rect[200 698 300 712]>>endobj\n"
        "11 0 obj" WIDGET "/FT/Btn/T(yes)/TU(I agree)/V/On/AS/On/AP<</N<</On 14 0 R/Off 14 0 R>>>>"
        "/Rect[200 678 212 690]>>endobj\n"
        "12 0 obj" WIDGET "/FT/Ch/T(office)/Ff 131072/Opt[(Leeds)(York)]/V(York)"
        "/Rect[200 658 300 672]>>endobj\n"
        "13 0 obj" WIDGET "/FT/Tx/T(secret)/Ff 8192/V(password)/Rect[200 600 300 612]>>endobj\n"
        "14 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 0>>stream\n\nendstream endobj",
        "10 0 R 11 0 R 12 0 R 13 0 R");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, "R@1 Surname\\t\u00d3 Brian\nR@1 Agreed\\t\u2612 I agree\n"
                        "R@1 Office\\tYork\n");
}

Test(extract_pdf_marks, notes_are_read_and_pinned_files_are_members)
{
    g_auto(reading) read = read_marks(
        "10 0 obj<</Type/Annot/Subtype/FreeText/Contents(Typed over the page)/DA(/F1 9 Tf)"
        "/Rect[70 400 300 420]>>endobj\n"
        "11 0 obj<</Type/Annot/Subtype/Text/Contents(A remark)/Rect[400 300 420 320]>>endobj\n"
        "12 0 obj<</Type/Annot/Subtype/Text/F 2/Contents(Hidden)/Rect[400 200 420 220]>>endobj\n"
        "13 0 obj<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS<</Type/Filespec/F(note.txt)"
        "/EF<</F 15 0 R>>>>>>endobj\n"
        "15 0 obj<</Type/EmbeddedFile/Length 5>>stream\nhello\nendstream endobj",
        "");
    assert_shown(&read, "P@1 Surname\\nAgreed\\nOffice\nP@1 Typed over the page\nP@1 A remark\n");
    cr_assert_eq(read.members->len, 1);
    const foi_member *member = g_ptr_array_index(read.members, 0);
    cr_assert_str_eq(member->name, "note.txt");
    cr_assert_eq(memcmp(g_bytes_get_data(member->bytes, NULL), "hello", 5), 0);
}

Test(extract_pdf_marks, broken_marks_do_no_harm)
{
    g_auto(reading) read = read_marks(
        "10 0 obj" WIDGET "/FT/Ch/V[(a)(b)]/Opt 3/Rect[0 0]>>endobj\n"
        "11 0 obj" WIDGET "/FT/Btn/Parent 11 0 R/V/x/Rect[1 1 2 2]>>endobj\n"
        "12 0 obj<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS 13 0 R>>endobj\n"
        "13 0 obj" WIDGET "/FT/Tx/V 13 0 R/Kids[13 0 R 10 0 R]/Rect[200 600 300 612]>>endobj",
        "10 0 R 11 0 R 13 0 R 99 0 R");
    cr_assert_not_null(strstr(read.document->text.bytes->str, "Surname"));
    cr_assert_eq(read.members->len, 0);
}
