/* bitmap.h - the removed documents of one segment. */
#ifndef FOI_STORE_BITMAP_H
#define FOI_STORE_BITMAP_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/base/error.h"

typedef struct foi_bitmap {
    uint8_t *bits;
    uint32_t rows;
    uint32_t count; /**< how many are set */
} foi_bitmap;

void foi_bitmap_init(foi_bitmap *bitmap, uint32_t rows);
void foi_bitmap_clear(foi_bitmap *bitmap);

static inline bool foi_bitmap_has(const foi_bitmap *bitmap, uint32_t row)
{
    return row < bitmap->rows && (bitmap->bits[row / 8] >> (row % 8) & 1) != 0;
}

/** Set or clear ROW; true where that changes it. */
bool foi_bitmap_set(foi_bitmap *bitmap, uint32_t row, bool value);

/** Read the bitmap of ROWS rows from PATH (NULL: none is set). COUNT must be what it holds. */
foi_status foi_bitmap_load(foi_bitmap *bitmap, const char *path, uint32_t rows, uint32_t count,
                           foi_error *error);

/** Write it to PATH; the commit makes it durable. */
foi_status foi_bitmap_save(const foi_bitmap *bitmap, const char *path, foi_error *error);

#endif
