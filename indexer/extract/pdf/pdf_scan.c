#include "indexer/extract/pdf/pdf_scan.h"

#include <cairo.h>
#include <math.h>

/* A page with so many letters has a text layer, whatever else is on it. */
#define LAYER_LETTERS 100

/* A picture covers this part of a page that is one. */
#define PICTURE_PART 0.5

#define POINTS_PER_INCH 72.0
#define RESOLUTION      300.0

/* The library for drawing has no longer sides. */
#define SIDE 32000.0

static size_t count_letters(const GString *text)
{
    size_t count = 0;
    for (const char *at = text->str; *at != '\0'; at = g_utf8_next_char(at))
        count += g_unichar_isalnum(g_utf8_get_char(at));
    return count;
}

static double picture_part(PopplerPage *page)
{
    double width, height;
    poppler_page_get_size(page, &width, &height);
    GList *pictures = poppler_page_get_image_mapping(page);
    double area = 0;
    for (GList *node = pictures; node != NULL; node = node->next) {
        const PopplerRectangle *place = &((const PopplerImageMapping *)node->data)->area;
        area += fabs(place->x2 - place->x1) * fabs(place->y2 - place->y1);
    }
    poppler_page_free_image_mapping(pictures);
    return area / (width * height);
}

foi_pdf_layer foi_pdf_layer_of(PopplerPage *page, const foi_pdf_page *read)
{
    size_t letters = count_letters(read->text);
    if (letters >= LAYER_LETTERS)
        return FOI_PDF_TEXT;
    if (picture_part(page) >= PICTURE_PART)
        return FOI_PDF_PICTURE;
    return letters > 0 ? FOI_PDF_TEXT : FOI_PDF_NONE;
}

/* How many pixels a point becomes; 0 where the page has no size. */
static double scale_for(double width, double height, uint32_t pixels)
{
    if (!isfinite(width) || !isfinite(height) || width <= 0 || height <= 0)
        return 0;
    double scale = MIN(RESOLUTION / POINTS_PER_INCH, sqrt(pixels / width / height));
    return MIN(scale, SIDE / MAX(width, height));
}

static void copy_grey(cairo_surface_t *surface, foi_picture *picture)
{
    cairo_surface_flush(surface);
    const uint8_t *rows = cairo_image_surface_get_data(surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    for (size_t y = 0; y < picture->height; y++) {
        const uint32_t *row = (const uint32_t *)(const void *)(rows + y * stride);
        uint8_t *out = picture->pixels + y * picture->width;
        for (size_t x = 0; x < picture->width; x++) {
            uint32_t red = row[x] >> 16 & 255;
            uint32_t green = row[x] >> 8 & 255;
            out[x] = (uint8_t)((red * 77 + green * 151 + (row[x] & 255) * 28) >> 8);
        }
    }
}

foi_picture *foi_pdf_draw(PopplerPage *page, uint32_t pixels)
{
    double width, height;
    poppler_page_get_size(page, &width, &height);
    double scale = scale_for(width, height, pixels);
    if (scale <= 0)
        return NULL;
    int across = MAX((int)(width * scale), 1);
    int down = MAX((int)(height * scale), 1);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, across, down);
    cairo_t *context = cairo_create(surface);
    cairo_set_source_rgb(context, 1, 1, 1);
    cairo_paint(context);
    cairo_scale(context, scale, scale);
    foi_picture *picture = NULL;
    if (cairo_status(context) == CAIRO_STATUS_SUCCESS) {
        poppler_page_render(page, context);
        picture = foi_picture_new((uint32_t)across, (uint32_t)down, scale * POINTS_PER_INCH);
    }
    if (picture != NULL)
        copy_grey(surface, picture);
    cairo_destroy(context);
    cairo_surface_destroy(surface);
    return picture;
}
