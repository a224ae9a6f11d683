/* image_decode.h - picture files as pictures. What is declared is looked at before it is decoded.
 */
#ifndef FOI_IMAGE_DECODE_H
#define FOI_IMAGE_DECODE_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/image/picture.h"

/** A picture file, opened: how many pages it has is known. */
typedef struct foi_image foi_image;

/** Look at INPUT, which must outlive the result. Never NULL. */
foi_image *foi_image_open(const foi_input *input);
void foi_image_free(foi_image *image);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_image, foi_image_free)

/** How many pages it has: 0 where none can be found. */
uint32_t foi_image_pages(const foi_image *image);

/** Whether all of its pages could be found. */
bool foi_image_is_whole(const foi_image *image);

typedef enum foi_image_failure {
    FOI_IMAGE_OK,
    FOI_IMAGE_CUT,       /**< decoded in part: the file is cut short or damaged */
    FOI_IMAGE_TOO_LARGE, /**< it declares more than the pixels allowed */
    FOI_IMAGE_DAMAGED
} foi_image_failure;

/**
 * Decode page NUMBER (from 1) where it has at most PIXELS pixels. *PICTURE is the caller's to free;
 * NULL after TOO_LARGE and DAMAGED.
 */
foi_image_failure foi_image_decode(const foi_image *image, uint32_t number, uint64_t pixels,
                                   foi_picture **picture);

#endif
