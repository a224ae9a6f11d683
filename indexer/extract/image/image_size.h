/* image_size.h - how large a picture file says that its picture is, without decoding it. */
#ifndef FOI_IMAGE_SIZE_H
#define FOI_IMAGE_SIZE_H

#include "indexer/extract/extractor.h"

/**
 * The pixels that a decoder would make room for at once, of all frames of a moving picture; 0 where
 * they cannot be told. TIFF has tiff_pages.h.
 */
uint64_t foi_image_size(const foi_input *input);

#endif
