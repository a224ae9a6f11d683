#include "indexer/extract/image/ocr_columns.h"

#include <glib.h>

/* A paragraph in a column is at least so wide and high, in inches: what is smaller is a cell, a
 * label, a number. */
#define PARAGRAPH_WIDTH  1.6
#define PARAGRAPH_HEIGHT 0.25

/* Paragraphs stand side by side over so many inches: less is the head of a letter. */
#define COLUMN_HEIGHT 2.5

/* More blocks than this are a form or a drawing. */
#define BLOCKS 200

typedef struct block {
    int left, top, right, bottom;
} block;

static bool is_text(TessPolyBlockType type)
{
    return type == PT_FLOWING_TEXT || type == PT_HEADING_TEXT || type == PT_PULLOUT_TEXT;
}

static GArray *text_blocks(TessPageIterator *layout, double resolution)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(block));
    do {
        block at;
        if (!is_text(TessPageIteratorBlockType(layout)) ||
            !TessPageIteratorBoundingBox(layout, RIL_BLOCK, &at.left, &at.top, &at.right,
                                         &at.bottom))
            continue;
        if (at.right - at.left >= PARAGRAPH_WIDTH * resolution &&
            at.bottom - at.top >= PARAGRAPH_HEIGHT * resolution)
            g_array_append_val(blocks, at);
    } while (TessPageIteratorNext(layout, RIL_BLOCK));
    return blocks;
}

/* Over how many pixels of the height A and B stand side by side. */
static int height_beside(const block *a, const block *b)
{
    bool beside = a->right <= b->left || b->right <= a->left;
    return beside ? MAX(MIN(a->bottom, b->bottom) - MAX(a->top, b->top), 0) : 0;
}

bool foi_ocr_has_columns(TessBaseAPI *engine, PIX *image)
{
    TessPageIterator *layout = TessBaseAPIAnalyseLayout(engine);
    if (layout == NULL)
        return false;
    double resolution = pixGetXRes(image);
    g_autoptr(GArray) blocks = text_blocks(layout, resolution);
    TessPageIteratorDelete(layout);
    double height = 0;
    for (guint i = 0; i < blocks->len && i < BLOCKS; i++)
        for (guint k = 0; k < i; k++)
            height +=
                height_beside(&g_array_index(blocks, block, i), &g_array_index(blocks, block, k));
    return height >= COLUMN_HEIGHT * resolution;
}
