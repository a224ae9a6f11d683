#include "indexer/extract/image/picture.h"

#include <string.h>

/* How many greys ink is darker than the paper, or lighter. */
#define INK_CONTRAST 64

/* How many the paper differs from itself. */
#define PAPER_CONTRAST 16

foi_picture *foi_picture_new(uint32_t width, uint32_t height, double resolution)
{
    foi_picture *picture = g_new0(foi_picture, 1);
    picture->pixels = g_try_malloc((gsize)width * height);
    if (picture->pixels == NULL) {
        g_free(picture);
        return NULL;
    }
    memset(picture->pixels, 255, (size_t)width * height);
    picture->width = width;
    picture->height = height;
    picture->resolution = resolution;
    return picture;
}

void foi_picture_free(foi_picture *picture)
{
    if (picture == NULL)
        return;
    g_free(picture->pixels);
    g_free(picture);
}

foi_picture_light foi_picture_measure(const foi_picture *picture)
{
    size_t counts[256] = {0};
    size_t all = (size_t)picture->width * picture->height;
    for (size_t i = 0; i < all; i++)
        counts[picture->pixels[i]]++;
    size_t paper = 0;
    for (size_t grey = 1; grey < G_N_ELEMENTS(counts); grey++)
        if (counts[grey] > counts[paper])
            paper = grey;
    size_t ink = 0;
    size_t same = 0;
    for (size_t grey = 0; grey < G_N_ELEMENTS(counts); grey++) {
        bool far = grey + INK_CONTRAST <= paper || paper + INK_CONTRAST <= grey;
        ink += far ? counts[grey] : 0;
        bool near = grey + PAPER_CONTRAST >= paper && paper + PAPER_CONTRAST >= grey;
        same += near ? counts[grey] : 0;
    }
    return (foi_picture_light){(double)ink / (double)all, (double)same / (double)all};
}
