#include "indexer/extract/image/image_decode.h"

#include <leptonica/allheaders.h>
#include <math.h>
#include <string.h>

#include "indexer/extract/image/image_size.h"
#include "indexer/extract/image/ocr.h"
#include "indexer/extract/image/tiff_pages.h"

/* Pixels that differ more than this in their sides are drawn square. */
#define SQUARE 0.05

#define WHITE 0xffffff00U

struct foi_image {
    const foi_input *input;
    GArray *pages; /* of foi_tiff_page; NULL: one page of another format */
    bool whole;
};

foi_image *foi_image_open(const foi_input *input)
{
    setMsgSeverity(L_SEVERITY_NONE);
    foi_image *image = g_new0(foi_image, 1);
    image->input = input;
    image->whole = true;
    if (strcmp(input->mime, "image/tiff") == 0)
        image->pages = foi_tiff_pages(input->bytes, input->length, &image->whole);
    return image;
}

void foi_image_free(foi_image *image)
{
    if (image == NULL)
        return;
    if (image->pages != NULL)
        g_array_unref(image->pages);
    g_free(image);
}

uint32_t foi_image_pages(const foi_image *image)
{
    return image->pages == NULL ? 1 : image->pages->len;
}

bool foi_image_is_whole(const foi_image *image)
{
    return image->whole;
}

static PIX *decode_tiff(const foi_input *input, const foi_tiff_page *page)
{
    size_t offset = page->offset;
    return pixReadMemFromMultipageTiff(input->bytes, input->length, &offset);
}

/* A photograph with more pixels than are read is decoded smaller at once. */
static PIX *decode_jpeg(const foi_input *input, uint64_t pixels, bool *cut)
{
    l_int32 width = 0, height = 0, samples = 0;
    if (readHeaderMemJpeg(input->bytes, input->length, &width, &height, &samples, NULL, NULL) != 0)
        return NULL;
    l_int32 reduction = 1;
    while (reduction < 8 && pixels / ((uint64_t)reduction * (uint64_t)reduction) > FOI_OCR_PIXELS)
        reduction *= 2;
    /* Four colours of print are not turned to grey by the library. */
    l_int32 hint = L_JPEG_CONTINUE_WITH_BAD_DATA | (samples == 4 ? 0 : L_JPEG_READ_LUMINANCE);
    l_int32 warnings = 0;
    PIX *image = pixReadMemJpeg(input->bytes, input->length, 0, reduction, &warnings, hint);
    *cut = warnings > 0;
    if (image != NULL)
        pixSetResolution(image, pixGetXRes(image) / reduction, pixGetYRes(image) / reduction);
    return image;
}

static PIX *decode(const foi_image *image, uint32_t number, uint64_t pixels, bool *cut)
{
    const foi_input *input = image->input;
    if (image->pages != NULL)
        return decode_tiff(input, &g_array_index(image->pages, foi_tiff_page, number - 1));
    if (strcmp(input->mime, "image/jpeg") == 0)
        return decode_jpeg(input, pixels, cut);
    if (strcmp(input->mime, "image/png") == 0)
        return pixReadMemPng(input->bytes, input->length);
    if (strcmp(input->mime, "image/gif") == 0)
        return pixReadMemGif(input->bytes, input->length);
    if (strcmp(input->mime, "image/webp") == 0)
        return pixReadMemWebP(input->bytes, input->length);
    return pixReadMemBmp(input->bytes, input->length);
}

static PIX *replace(PIX *image, PIX *by)
{
    pixDestroy(&image);
    return by;
}

/* IMAGE (taken over) in greys over white paper, with square pixels and turned as ORIENTATION says;
 * NULL where there is no memory for it. */
static PIX *normalise(PIX *image, uint32_t orientation)
{
    static const l_int32 QUARTERS[] = {[3] = 2, [6] = 1, [8] = 3};
    if (pixGetSpp(image) == 4)
        image = replace(image, pixAlphaBlendUniform(image, WHITE));
    if (image != NULL)
        image = replace(image, pixConvertTo8(image, 0));
    if (image == NULL)
        return NULL;
    double across = pixGetXRes(image);
    double down = pixGetYRes(image);
    double ratio = across > 0 && down > 0 ? across / down : 1;
    if (fabs(ratio - 1) > SQUARE && ratio < 4 && ratio > 0.25)
        image =
            replace(image, pixScale(image, (l_float32)MAX(1 / ratio, 1), (l_float32)MAX(ratio, 1)));
    if (image != NULL && ratio < 1)
        pixSetResolution(image, (l_int32)down, (l_int32)down);
    else if (image != NULL)
        pixSetResolution(image, (l_int32)across, (l_int32)across);
    if (image != NULL && orientation < G_N_ELEMENTS(QUARTERS) && QUARTERS[orientation] != 0)
        image = replace(image, pixRotateOrth(image, QUARTERS[orientation]));
    return image;
}

static foi_picture *to_picture(PIX *image)
{
    uint32_t width = (uint32_t)pixGetWidth(image);
    uint32_t height = (uint32_t)pixGetHeight(image);
    foi_picture *picture = foi_picture_new(width, height, pixGetXRes(image));
    if (picture == NULL)
        return NULL;
    pixEndianByteSwap(image);
    const uint8_t *rows = (const uint8_t *)pixGetData(image);
    size_t stride = (size_t)pixGetWpl(image) * 4;
    for (uint32_t y = 0; y < height; y++)
        memcpy(picture->pixels + (size_t)y * width, rows + y * stride, width);
    return picture;
}

static uint64_t declared_pixels(const foi_image *image, uint32_t number)
{
    if (image->pages == NULL)
        return foi_image_size(image->input);
    const foi_tiff_page *page = &g_array_index(image->pages, foi_tiff_page, number - 1);
    return (uint64_t)page->width * page->height;
}

foi_image_failure foi_image_decode(const foi_image *image, uint32_t number, uint64_t pixels,
                                   foi_picture **picture)
{
    *picture = NULL;
    uint64_t declared = declared_pixels(image, number);
    if (declared == 0)
        return FOI_IMAGE_DAMAGED;
    if (declared > pixels)
        return FOI_IMAGE_TOO_LARGE;
    bool cut = false;
    PIX *decoded = decode(image, number, declared, &cut);
    /* The library turns the pages of TIFF files itself. */
    uint32_t orientation = image->pages == NULL && strcmp(image->input->mime, "image/jpeg") == 0
                               ? foi_jpeg_orientation(image->input->bytes, image->input->length)
                               : 0;
    PIX *grey = decoded == NULL ? NULL : normalise(decoded, orientation);
    if (grey != NULL)
        *picture = to_picture(grey);
    pixDestroy(&grey);
    if (*picture == NULL)
        return FOI_IMAGE_DAMAGED;
    return cut ? FOI_IMAGE_CUT : FOI_IMAGE_OK;
}
