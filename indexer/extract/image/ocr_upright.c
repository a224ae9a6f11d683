#include "indexer/extract/image/ocr_upright.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/image/ocr.h"

/* Pixels an inch that the engine reads best, and between which it is left as it is. */
#define RESOLUTION     300.0
#define RESOLUTION_LOW 200.0
#define RESOLUTION_TOP 400.0

/* A declared resolution outside of these is none. */
#define DECLARED_LOW 50.0
#define DECLARED_TOP 2400.0

/* The longer side of a page in inches (A4), where its resolution is not known. */
#define PAGE_LENGTH 11.7

/* A smaller picture is not enlarged more than this. */
#define ENLARGE 4.0

/* Lines that fall less than this are level, in degrees; the search ends at 7. */
#define LEVEL            0.2
#define SKEW_CONFIDENCE  3.0F
#define RADIANS(degrees) ((degrees)*G_PI / 180)

/* Greys darker than this are ink, where only the lie of the lines is asked for. */
#define INK_GREY 150

/* How sure the library must be that a page lies on its side or head. */
#define TURN_CONFIDENCE 6.0F
#define TURN_RATIO      2.0F

static double resolution_of(const foi_picture *picture)
{
    double declared = picture->resolution;
    double guessed = MAX(picture->width, picture->height) / PAGE_LENGTH;
    if (declared < DECLARED_LOW || declared > DECLARED_TOP)
        return guessed;
    /* Of a page that would be larger than a door the declaration is wrong. */
    return guessed > declared * 8 ? guessed : declared;
}

static PIX *to_pix(const foi_picture *picture)
{
    PIX *image = pixCreateNoInit((l_int32)picture->width, (l_int32)picture->height, 8);
    if (image == NULL)
        return NULL;
    size_t words = (size_t)pixGetWpl(image);
    uint8_t *rows = (uint8_t *)pixGetData(image);
    for (uint32_t y = 0; y < picture->height; y++) {
        uint8_t *row = rows + y * words * 4;
        memset(row + (words - 1) * 4, 255, 4);
        memcpy(row, picture->pixels + (size_t)y * picture->width, picture->width);
    }
    pixEndianByteSwap(image);
    return image;
}

static PIX *replace(PIX *image, PIX *by)
{
    pixDestroy(&image);
    return by;
}

static PIX *scaled(PIX *image, double resolution)
{
    double scale = 1;
    if (resolution < RESOLUTION_LOW || resolution > RESOLUTION_TOP)
        scale = MIN(RESOLUTION / resolution, ENLARGE);
    double pixels = (double)pixGetWidth(image) * pixGetHeight(image);
    scale = MIN(scale, sqrt(FOI_OCR_PIXELS / pixels));
    if (scale != 1)
        image = replace(image, pixScale(image, (l_float32)scale, (l_float32)scale));
    if (image != NULL) {
        l_int32 result = (l_int32)CLAMP(resolution * scale + 0.5, DECLARED_LOW, DECLARED_TOP);
        pixSetResolution(image, result, result);
    }
    return image;
}

static PIX *level(PIX *image)
{
    PIX *ink = pixThresholdToBinary(image, INK_GREY);
    if (ink == NULL)
        return image;
    l_float32 angle = 0;
    l_float32 confidence = 0;
    bool skewed = pixFindSkew(ink, &angle, &confidence) == 0 && confidence >= SKEW_CONFIDENCE &&
                  fabs(angle) >= LEVEL;
    pixDestroy(&ink);
    if (!skewed)
        return image;
    PIX *turned =
        pixRotate(image, (l_float32)RADIANS(angle), L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0);
    return turned == NULL ? image : replace(image, turned);
}

/* Paper that lies in a shadow becomes as white as the rest. */
static PIX *lit(PIX *image)
{
    PIX *even = pixBackgroundNormSimple(image, NULL, NULL);
    return even == NULL ? image : replace(image, even);
}

PIX *foi_ocr_upright(const foi_picture *picture, bool even)
{
    PIX *image = to_pix(picture);
    if (image != NULL)
        image = scaled(image, resolution_of(picture));
    if (image != NULL && !even)
        image = lit(image);
    return image == NULL ? NULL : level(image);
}

PIX *foi_ocr_turn(PIX *image)
{
    PIX *half = pixScale(image, 0.5F, 0.5F);
    PIX *ink = half == NULL ? NULL : pixThresholdToBinary(half, INK_GREY);
    pixDestroy(&half);
    if (ink == NULL)
        return NULL;
    l_float32 up = 0;
    l_float32 left = 0;
    l_int32 lie = L_TEXT_ORIENT_UNKNOWN;
    if (pixOrientDetect(ink, &up, &left, 0, 0) == 0)
        makeOrientDecision(up, left, TURN_CONFIDENCE, TURN_RATIO, &lie, 0);
    pixDestroy(&ink);
    if (lie == L_TEXT_ORIENT_LEFT)
        return pixRotateOrth(image, 1);
    if (lie == L_TEXT_ORIENT_DOWN)
        return pixRotateOrth(image, 2);
    return lie == L_TEXT_ORIENT_RIGHT ? pixRotateOrth(image, 3) : NULL;
}
