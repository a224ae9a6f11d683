/* Scans. The page that they are made of is data/letter.png: 300 pixels an inch, one bit each. */
#include "tests/unit/extract_tools.h"

TestSuite(extract_image, .init = set_up, .fini = tear_down);

#ifdef FOI_WITH_OCR

#include <leptonica/allheaders.h>
#include <unistd.h>

#define LETTER FOI_SOURCE_DIR "/tests/unit/data/letter.png"

/* What there is to read of it. */
#define LETTER_SHOWN                                                                               \
    "H@1 Decision notice\n"                                                                        \
    "P17@1 17. The Commissioner finds that the caf\u00e9 was open on the day of the request, and " \
    "that \u00a31,250 was paid to the contractor under section 31(1)(a) of the Act.\n"             \
    "P18@1 18. The public authority did not hold any other information.\n"                         \
    "R@1 Year\\tCost\nR@1 2018\\t\u00a3450\nR@1 2019\\t\u00a3475\n"

static PIX *letter(void)
{
    PIX *page = pixRead(LETTER);
    cr_assert_not_null(page, "no " LETTER);
    return page;
}

/* IMAGE (taken over) as a file of FORMAT, read. */
static reading read_as(PIX *image, int format, const char *name)
{
    l_uint8 *bytes = NULL;
    size_t length = 0;
    cr_assert_eq(pixWriteMem(&bytes, &length, image, format), 0);
    pixDestroy(&image);
    reading read = read_bytes(bytes, length, name);
    lept_free(bytes);
    return read;
}

Test(extract_image, paragraphs_their_numbers_headings_and_rows)
{
    g_auto(reading) read = read_as(letter(), IFF_PNG, "letter.png");
    assert_status(&read, FOI_READ_OK, "");
    assert_shown(&read, LETTER_SHOWN);
    cr_assert(read.document->ocr);
    cr_assert_eq(read.document->text.pages, 1);
    cr_assert_geq(foi_text_ocr(&read.document->text), 90);
    cr_assert_str_eq(read.document->title, "Decision notice");
    cr_assert_eq(read.document->file, FOI_FILE_IMAGE);
}

Test(extract_image, every_kind_of_picture_has_the_same_text)
{
    /* Some lose pixels, or how many there are an inch: a letter may get a speck. */
    static const struct {
        int format;
        bool colour, exact;
    } KINDS[] = {{IFF_TIFF_G4, false, true}, {IFF_TIFF_LZW, false, true},  {IFF_BMP, false, false},
                 {IFF_GIF, false, false},    {IFF_JFIF_JPEG, true, false}, {IFF_WEBP, true, false}};
    for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
        PIX *page = letter();
        PIX *image = KINDS[i].colour ? pixConvertTo32(page) : pixClone(page);
        pixDestroy(&page);
        g_auto(reading) read = read_as(image, KINDS[i].format, "");
        assert_status(&read, FOI_READ_OK, "");
        if (KINDS[i].exact)
            assert_shown(&read, LETTER_SHOWN);
        cr_assert_not_null(strstr(read.document->text.bytes->str,
                                  "paid to the contractor under section 31(1)(a) of the Act."));
    }
}

/* A photograph of nothing: soft shapes with grain, as long as it has the same seed. */
static PIX *photograph(void)
{
    PIX *image = pixCreate(900, 700, 8);
    guint32 seed = 7;
    for (int y = 0; y < 700; y++)
        for (int x = 0; x < 900; x++) {
            seed = seed * 1664525 + 1013904223;
            int shape = (x * x / 900 + y * 3 / 2 + (x / 90 % 3) * 40 + (y / 70 % 4) * 25) % 200;
            pixSetPixel(image, x, y, (l_uint32)(shape + (int)(seed >> 27)));
        }
    return image;
}

static PIX *blank(void)
{
    return pixCreate(1500, 1080, 1);
}

/* The pages (taken over, NULL at the end) as one TIFF file. */
static reading read_pages(PIX *const *pages, const char *mode)
{
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("pages-XXXXXX", &path, NULL);
    cr_assert_geq(file, 0);
    close(file);
    for (int i = 0; pages[i] != NULL; i++) {
        PIX *page = pages[i];
        cr_assert_eq(pixWriteTiff(path, page, IFF_TIFF_LZW, i == 0 ? "w" : mode), 0);
        pixDestroy(&page);
    }
    g_autofree char *bytes = NULL;
    gsize length = 0;
    cr_assert(g_file_get_contents(path, &bytes, &length, NULL));
    unlink(path);
    return read_bytes(bytes, length, "pages.tif");
}

Test(extract_image, pages_of_a_tiff_are_pages_and_blank_ones_are_no_loss)
{
    g_auto(reading) read = read_pages((PIX *[]){letter(), blank(), letter(), NULL}, "a");
    assert_status(&read, FOI_READ_OK, "");
    cr_assert_eq(read.document->text.pages, 3);
    const foi_text *text = &read.document->text;
    cr_assert_not_null(foi_text_page_note(text, 1));
    cr_assert_null(foi_text_page_note(text, 2));
    cr_assert_geq(foi_text_page_note(text, 3)->read_ocr, 90);
    const foi_block *last = &g_array_index(text->blocks, foi_block, text->blocks->len - 1);
    cr_assert_eq(last->page, 3);
}

Test(extract_image, a_page_with_nothing_legible_is_named)
{
    g_auto(reading) read = read_pages((PIX *[]){letter(), photograph(), NULL}, "a");
    assert_status(&read, FOI_READ_PARTIAL, "page 2: nothing legible");
    assert_shown(&read, LETTER_SHOWN);
}

Test(extract_image, a_photograph_gives_no_text)
{
    g_auto(reading) read = read_as(photograph(), IFF_PNG, "photograph.png");
    assert_status(&read, FOI_READ_EMPTY, "a picture without legible text");
    cr_assert_not(read.document->ocr);
    cr_assert_eq(read.document->words, 0);
}

Test(extract_image, a_blank_page_gives_no_text)
{
    g_auto(reading) read = read_as(blank(), IFF_PNG, "blank.png");
    assert_status(&read, FOI_READ_EMPTY, "nothing is on its pages");
}

Test(extract_image, pages_that_lie_on_their_side_or_head_or_are_askew)
{
    for (int quarters = 1; quarters <= 3; quarters++) {
        PIX *page = letter();
        PIX *turned = pixRotateOrth(page, quarters);
        pixDestroy(&page);
        g_auto(reading) read = read_as(turned, IFF_PNG, "turned.png");
        assert_shown(&read, LETTER_SHOWN);
    }
    PIX *page = letter();
    PIX *grey = pixConvertTo8(page, 0);
    PIX *askew = pixRotate(grey, 0.03F, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    pixDestroy(&page);
    pixDestroy(&grey);
    g_auto(reading) read = read_as(askew, IFF_PNG, "askew.png");
    assert_shown(&read, LETTER_SHOWN);
}

/* A fax has half as many rows as columns an inch. */
Test(extract_image, pixels_need_not_be_square)
{
    PIX *page = letter();
    PIX *grey = pixConvertTo8(page, 0);
    PIX *flat = pixScale(grey, 204.0F / 300, 98.0F / 300);
    PIX *fax = pixThresholdToBinary(flat, 160);
    pixSetResolution(fax, 204, 98);
    pixDestroy(&page);
    pixDestroy(&grey);
    pixDestroy(&flat);
    g_auto(reading) read = read_as(fax, IFF_TIFF_G4, "fax.tif");
    assert_status(&read, FOI_READ_OK, "");
    const char *text = read.document->text.bytes->str;
    cr_assert_not_null(strstr(text, "The public authority did not hold any other information."),
                       "%s", text);
}

Test(extract_image, a_photographed_page_is_turned_as_the_camera_says)
{
    static const char EXIF[] = "\xff\xe1\0\x22"
                               "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
                               "\0\0\0\0";
    PIX *page = letter();
    PIX *colour = pixConvertTo32(page);
    PIX *turned = pixRotateOrth(colour, 3);
    l_uint8 *bytes = NULL;
    size_t length = 0;
    cr_assert_eq(pixWriteMem(&bytes, &length, turned, IFF_JFIF_JPEG), 0);
    pixDestroy(&page);
    pixDestroy(&colour);
    pixDestroy(&turned);
    g_autoptr(GByteArray) file = g_byte_array_new();
    g_byte_array_append(file, bytes, 2);
    g_byte_array_append(file, (const guint8 *)EXIF, sizeof EXIF - 1);
    g_byte_array_append(file, bytes + 2, (guint)length - 2);
    lept_free(bytes);
    g_auto(reading) read = read_bytes(file->data, file->len, "camera.jpg");
    assert_shown(&read, LETTER_SHOWN);
}

/* The bytes of the letter as a file of FORMAT, for the caller to lept_free. */
static l_uint8 *letter_bytes(int format, size_t *length)
{
    PIX *page = letter();
    PIX *colour = format == IFF_JFIF_JPEG ? pixConvertTo32(page) : pixClone(page);
    l_uint8 *bytes = NULL;
    cr_assert_eq(pixWriteMem(&bytes, length, colour, format), 0);
    pixDestroy(&page);
    pixDestroy(&colour);
    return bytes;
}

Test(extract_image, files_that_are_cut_short_are_never_whole)
{
    static const int FORMATS[] = {IFF_PNG, IFF_JFIF_JPEG, IFF_TIFF_LZW, IFF_GIF, IFF_BMP};
    for (size_t i = 0; i < G_N_ELEMENTS(FORMATS); i++) {
        size_t length = 0;
        l_uint8 *bytes = letter_bytes(FORMATS[i], &length);
        for (size_t part = 1; part < 8; part++) {
            g_auto(reading) read = read_bytes(bytes, length * part / 8, "cut");
            cr_assert_neq(read.document->status, FOI_READ_OK, "format %d, part %zu", FORMATS[i],
                          part);
        }
        lept_free(bytes);
    }
}

Test(extract_image, a_picture_that_claims_to_be_huge_is_not_decoded)
{
    static const l_uint8 SIDES[] = {0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff};
    size_t length = 0;
    l_uint8 *bytes = letter_bytes(IFF_PNG, &length);
    memcpy(bytes + 16, SIDES, sizeof SIDES);
    g_auto(reading) read = read_bytes(bytes, length, "huge.png");
    lept_free(bytes);
    cr_assert_not_null(strstr(read.document->status_detail, "more pixels than the limit"), "%s",
                       read.document->status_detail);
}

/* A TIFF file whose directory names itself as the next one. */
Test(extract_image, a_tiff_without_end_ends)
{
    static const char LOOP[] = "II*\0\x08\0\0\0\x01\0\0\x01\x03\0\x01\0\0\0\x10\0\0\0\x08\0\0\0";
    g_auto(reading) read = read_bytes(LOOP, sizeof LOOP - 1, "loop.tif");
    assert_status(&read, FOI_READ_DAMAGED, "not all pages");
}

/* Each side of the page is declared twice, as 30000 and as 1. */
Test(extract_image, a_tiff_that_hides_how_large_it_is_is_not_decoded)
{
    static const char TWICE[] = "II*\0\x08\0\0\0\x04\0"
                                "\0\x01\x04\0\x01\0\0\0\x30\x75\0\0"
                                "\0\x01\x04\0\x01\0\0\0\x01\0\0\0"
                                "\x01\x01\x04\0\x01\0\0\0\x30\x75\0\0"
                                "\x01\x01\x04\0\x01\0\0\0\x01\0\0\0\0\0\0";
    g_auto(reading) read = read_bytes(TWICE, sizeof TWICE, "twice.tif");
    assert_status(&read, FOI_READ_DAMAGED, "more pixels than the limit");
}

Test(extract_image, nothing_is_read_where_that_is_not_wanted)
{
    size_t length = 0;
    l_uint8 *bytes = letter_bytes(IFF_PNG, &length);
    foi_input input = {.bytes = bytes, .length = length, .name = "a.png", .ocr = FOI_OCR_NEVER};
    g_auto(reading) read = {NULL, NULL};
    read.document = foi_read_bytes(detector, &input, &WIDE, &read.members);
    lept_free(bytes);
    assert_status(&read, FOI_READ_EMPTY, "OCR is switched off");
}
#else
Test(extract_image, a_build_without_tesseract_says_so)
{
    g_auto(reading) read = read_bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1", 24, "a.png");
    assert_status(&read, FOI_READ_UNSUPPORTED, "built without tesseract");
}
#endif
