#include "indexer/store/bitmap.h"

#include <string.h>

#include "indexer/store/sections.h"

static size_t bytes_of(uint32_t rows)
{
    return ((size_t)rows + 7) / 8;
}

void foi_bitmap_init(foi_bitmap *bitmap, uint32_t rows)
{
    bitmap->bits = g_new0(uint8_t, bytes_of(rows) + 1);
    bitmap->rows = rows;
    bitmap->count = 0;
}

void foi_bitmap_clear(foi_bitmap *bitmap)
{
    g_free(bitmap->bits);
    memset(bitmap, 0, sizeof *bitmap);
}

bool foi_bitmap_set(foi_bitmap *bitmap, uint32_t row, bool value)
{
    if (row >= bitmap->rows || foi_bitmap_has(bitmap, row) == value)
        return false;
    bitmap->bits[row / 8] ^= (uint8_t)(1 << (row % 8));
    bitmap->count = value ? bitmap->count + 1 : bitmap->count - 1;
    return true;
}

foi_status foi_bitmap_load(foi_bitmap *bitmap, const char *path, uint32_t rows, uint32_t count,
                           foi_error *error)
{
    foi_bitmap_init(bitmap, rows);
    if (path == NULL)
        return FOI_OK;
    g_autoptr(foi_section_file) file = NULL;
    foi_status status = foi_section_file_open(path, &file, error);
    if (status != FOI_OK)
        return status;
    const uint8_t *bits = foi_section_array(file, "removed", NULL, bytes_of(rows), 1);
    if (bits == NULL)
        return foi_section_file_damaged(file, error);
    memcpy(bitmap->bits, bits, bytes_of(rows));
    for (size_t i = 0; i < bytes_of(rows); i++)
        bitmap->count += (uint32_t)__builtin_popcount(bits[i]);
    bool beyond = rows % 8 != 0 && bits[rows / 8] >> (rows % 8) != 0;
    return bitmap->count == count && !beyond ? FOI_OK : foi_section_file_damaged(file, error);
}

foi_status foi_bitmap_save(const foi_bitmap *bitmap, const char *path, foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    foi_section_put(out, "removed", NULL, bitmap->bits, bytes_of(bitmap->rows));
    return foi_section_writer_finish(out, error);
}
