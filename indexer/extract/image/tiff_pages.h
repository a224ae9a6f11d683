/* tiff_pages.h - the directories of a TIFF file: where its pages lie and how large they are. */
#ifndef FOI_TIFF_PAGES_H
#define FOI_TIFF_PAGES_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct foi_tiff_page {
    uint64_t offset;        /**< of its directory */
    uint32_t width, height; /**< as declared: may be 0 or a lie */
    uint32_t orientation;   /**< 1 to 8, as in EXIF; 0: not declared */
} foi_tiff_page;

/**
 * The pages of the TIFF file BYTES, of foi_tiff_page, previews left out; for the caller to
 * g_array_unref(). *WHOLE: every directory could be followed, and there are no more than
 * FOI_IMAGE_PAGES.
 */
GArray *foi_tiff_pages(const uint8_t *bytes, size_t length, bool *whole);

/** The orientation that the EXIF data of the JPEG file BYTES declares, 1 to 8; 0: none. */
uint32_t foi_jpeg_orientation(const uint8_t *bytes, size_t length);

#endif
