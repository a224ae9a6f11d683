/* fuzz_image.c - hostile pictures as far as the engine of OCR would be given them (libFuzzer):
 * found, decoded, made upright. The first byte chooses the kind of picture. */
#include "indexer/extract/image/image_decode.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifdef FOI_WITH_OCR

#include "indexer/extract/image/ocr_upright.h"

/* Pixels of the largest picture that is decoded, and of the largest that is made upright: that may
 * have 16 times as many. */
#define DECODED 262144
#define UPRIGHT 16384

/* Pages of one file that are decoded. */
#define PAGES 8

static void make_upright(const foi_picture *picture)
{
    /* Pixels that are not square become up to four. */
    if ((uint64_t)picture->width * picture->height > 5 * DECODED)
        __builtin_trap();
    foi_picture_light light = foi_picture_measure(picture);
    if (light.ink < 0 || light.ink > 1 || light.even < 0 || light.even > 1)
        __builtin_trap();
    if ((uint64_t)picture->width * picture->height > UPRIGHT)
        return;
    PIX *upright = foi_ocr_upright(picture, light.even >= 0.75);
    PIX *turned = upright == NULL ? NULL : foi_ocr_turn(upright);
    pixDestroy(&turned);
    pixDestroy(&upright);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const KINDS[] = {"image/tiff", "image/jpeg", "image/png",
                                        "image/gif",  "image/bmp",  "image/webp"};
    if (size == 0)
        return 0;
    foi_input input = {.bytes = data + 1,
                       .length = size - 1,
                       .name = "",
                       .mime = KINDS[data[0] % G_N_ELEMENTS(KINDS)]};
    g_autoptr(foi_image) image = foi_image_open(&input);
    uint32_t pages = MIN(foi_image_pages(image), PAGES);
    for (uint32_t number = 1; number <= pages; number++) {
        g_autoptr(foi_picture) picture = NULL;
        foi_image_decode(image, number, DECODED, &picture);
        if (picture != NULL)
            make_upright(picture);
    }
    return 0;
}

#else

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (void)data;
    (void)size;
    return 0;
}

#endif
