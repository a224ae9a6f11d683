/* picture.h - a page as a picture: grey, one byte a pixel, white is 255. */
#ifndef FOI_PICTURE_H
#define FOI_PICTURE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct foi_picture {
    uint8_t *pixels; /**< WIDTH times HEIGHT bytes, rows from the top */
    uint32_t width, height;
    double resolution; /**< pixels an inch, as declared; 0: unknown */
} foi_picture;

/** A white picture; both sides above 0. NULL where there is no memory for it. */
foi_picture *foi_picture_new(uint32_t width, uint32_t height, double resolution);
void foi_picture_free(foi_picture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_picture, foi_picture_free)

/** What there is on a page: the paper is the grey that most pixels have. */
typedef struct foi_picture_light {
    double ink;  /**< the part of the pixels, 0 to 1, that is clearly not paper */
    double even; /**< the part that is paper */
} foi_picture_light;

foi_picture_light foi_picture_measure(const foi_picture *picture);

#endif
