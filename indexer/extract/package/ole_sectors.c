#include "indexer/extract/package/ole_sectors.h"

#include <string.h>

#define MAGIC         "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define HEADER_BYTES  512
/* Sectors of the table that the header itself names, and where it names them. */
#define HEADER_TABLES 109
#define TABLES_AT     76
#define MORE_TABLES   68 /* where the first sector with more of these names is named */
#define SHIFT_AT      30
#define LAST_SECTOR   0xfffffff9 /* what is above is no sector but a sign */

static uint64_t count_of(const foi_ole_sectors *sectors)
{
    return sectors->bytes.length >> sectors->shift;
}

static foi_view sector_at(const foi_ole_sectors *sectors, uint32_t number)
{
    uint64_t size = (uint64_t)1 << sectors->shift;
    return foi_view_part(sectors->bytes, number * size, size);
}

/* The sector behind NUMBER. Where the table is lost, sectors are taken to follow each other, as
 * most programs write them. */
static uint32_t next_of(const foi_ole_sectors *sectors, uint32_t number)
{
    return number < sectors->next->len ? g_array_index(sectors->next, uint32_t, number)
                                       : number + 1;
}

/* Append COUNT numbers of VIEW, as long as the table is not longer than there are sectors. */
static void append_numbers(foi_ole_sectors *sectors, foi_view view, size_t count)
{
    for (size_t i = 0; i < count && sectors->next->len < count_of(sectors); i++) {
        uint32_t next =
            foi_view_has(view, i * 4, 4) ? foi_view_32(view, i * 4) : sectors->next->len + 1;
        g_array_append_val(sectors->next, next);
    }
}

/* The part of the table that lies in the sector NUMBER. */
static void append_table(foi_ole_sectors *sectors, uint32_t number)
{
    foi_view sector = sector_at(sectors, number);
    size_t size = (size_t)1 << sectors->shift;
    sectors->lost |= sector.length < size;
    append_numbers(sectors, sector, size / 4);
}

/* The sectors of the table are named in the header, and then in a chain of sectors. */
static void read_table(foi_ole_sectors *sectors, foi_view file)
{
    for (unsigned i = 0; i < HEADER_TABLES; i++) {
        uint32_t number = foi_view_32(file, TABLES_AT + 4 * (uint64_t)i);
        if (number > LAST_SECTOR)
            return;
        append_table(sectors, number);
    }
    uint32_t more = foi_view_32(file, MORE_TABLES);
    size_t named = ((size_t)1 << sectors->shift) / 4 - 1;
    for (uint64_t left = count_of(sectors); left > 0 && more <= LAST_SECTOR; left--) {
        foi_view names = sector_at(sectors, more);
        for (size_t i = 0; i < named; i++) {
            uint32_t number = i * 4 < names.length ? foi_view_32(names, i * 4) : UINT32_MAX;
            if (number > LAST_SECTOR || sectors->next->len >= count_of(sectors))
                return;
            append_table(sectors, number);
        }
        more = names.length > named * 4 ? foi_view_32(names, named * 4) : UINT32_MAX;
    }
}

bool foi_ole_sectors_open(foi_ole_sectors *sectors, foi_view file, const char **why)
{
    *sectors = (foi_ole_sectors){.shift = foi_view_16(file, SHIFT_AT)};
    if (file.length < HEADER_BYTES || memcmp(file.bytes, MAGIC, strlen(MAGIC)) != 0)
        *why = "it does not begin as a compound file does";
    else if (sectors->shift != 9 && sectors->shift != 12)
        *why = "its sectors have a size that none can have";
    else
        *why = NULL;
    if (*why != NULL)
        return false;
    /* Sectors are counted from behind the header, which fills one. */
    sectors->bytes = foi_view_part(file, (uint64_t)1 << sectors->shift, file.length);
    sectors->next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    read_table(sectors, file);
    return true;
}

void foi_ole_sectors_of(foi_ole_sectors *sectors, foi_view bytes, unsigned shift,
                        const GByteArray *table)
{
    *sectors = (foi_ole_sectors){.bytes = bytes, .shift = shift};
    sectors->next = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    append_numbers(sectors, (foi_view){table->data, table->len}, table->len / 4);
}

void foi_ole_sectors_clear(foi_ole_sectors *sectors)
{
    g_clear_pointer(&sectors->next, g_array_unref);
}

GByteArray *foi_ole_sectors_read(const foi_ole_sectors *sectors, uint32_t first, uint64_t size)
{
    GByteArray *bytes = g_byte_array_new();
    /* A chain in a circle ends with the size, and no chain is longer than its file. */
    size = MIN(size, sectors->bytes.length);
    for (uint32_t number = first; bytes->len < size && number <= LAST_SECTOR;) {
        foi_view sector = sector_at(sectors, number);
        if (sector.length == 0)
            break;
        g_byte_array_append(bytes, sector.bytes, (guint)MIN(sector.length, size - bytes->len));
        number = next_of(sectors, number);
    }
    return bytes;
}
