/* Pictures of pages: TIFF with its pages, JPEG, PNG, GIF, BMP, WebP, read by OCR. */
#include "indexer/document/scanned.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/image/image_decode.h"
#include "indexer/extract/image/ocr.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/pdf/pdf_lines.h"

/* What is being read. */
typedef struct reading {
    const foi_image *image;
    foi_pdf_pages *pages;
    foi_scanned *scanned;
    foi_output *output;
    bool damaged; /* a page could not be decoded, or only in part */
} reading;

static foi_pdf_page *read_picture(reading *state, const foi_picture *picture, uint32_t number)
{
    foi_pdf_page *page = NULL;
    switch (foi_ocr_read(picture, number, &page)) {
    case FOI_OCR_BLANK:
        foi_scanned_add(state->scanned, number, FOI_READ_EMPTY, FOI_SCANNED_BLANK);
        break;
    case FOI_OCR_ILLEGIBLE:
        foi_scanned_add(state->scanned, number, FOI_READ_EMPTY, FOI_SCANNED_ILLEGIBLE);
        break;
    case FOI_OCR_TEXT:
        break;
    }
    return page;
}

static void read_page(reading *state, uint32_t number)
{
    g_autoptr(foi_picture) picture = NULL;
    foi_image_failure failure = foi_image_decode(state->image, number, FOI_IMAGE_PIXELS, &picture);
    if (failure == FOI_IMAGE_TOO_LARGE)
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "it has more pixels than the limit allows");
    else if (failure != FOI_IMAGE_OK)
        state->damaged = true;
    foi_pdf_page *page = picture == NULL ? NULL : read_picture(state, picture, number);
    if (page != NULL)
        foi_pdf_pages_add(state->pages, page);
}

static foi_pdf_page *wanted_page(uint32_t number)
{
    foi_pdf_page *page = foi_pdf_page_new(number, 0);
    page->wants_ocr = true;
    return page;
}

static void read_pages(reading *state, const foi_input *input)
{
    uint32_t count = foi_image_pages(state->image);
    uint32_t first = MAX(input->page_first, 1);
    uint32_t last = input->page_first == 0 ? count : MIN(input->page_last, count);
    const char *lacking = input->ocr == FOI_OCR_NEVER ? FOI_OCR_SWITCHED_OFF
                          : input->ocr_later          ? foi_ocr_unbuilt()
                                                      : foi_ocr_lacking();
    for (uint32_t number = first; number <= last; number++) {
        if (lacking != NULL)
            foi_scanned_add(state->scanned, number, FOI_READ_EMPTY, lacking);
        else if (input->ocr_later)
            foi_pdf_pages_add(state->pages, wanted_page(number));
        else
            read_page(state, number);
    }
}

static void extract_image(const foi_input *input, foi_output *output)
{
    g_autoptr(foi_image) image = foi_image_open(input);
    g_autoptr(foi_pdf_pages) pages = foi_pdf_pages_new();
    g_autoptr(foi_scanned) scanned = foi_scanned_new();
    reading state = {image, pages, scanned, output, false};
    read_pages(&state, input);
    bool text = foi_pdf_pages_give(pages, output, foi_image_pages(image));
    g_autofree char *detail = NULL;
    foi_read_status status = foi_scanned_status(scanned, text, &detail);
    foi_read_status worse = text ? FOI_READ_PARTIAL : FOI_READ_DAMAGED;
    if (!foi_image_is_whole(image))
        foi_output_status(output, worse, "not all pages of the picture can be found");
    else if (state.damaged)
        foi_output_status(output, worse, "the picture is damaged or cut short");
    else if (detail != NULL)
        foi_output_status(output, status, "%s", detail);
}

static const char *const MIMES[] = {"image/tiff", "image/jpeg", "image/png", "image/gif",
                                    "image/bmp",  "image/webp", NULL};

const foi_extractor foi_extractor_image = {"image", MIMES, FOI_FILE_IMAGE, extract_image};
