/* eights.h - eight bytes at a time: the tests that let the plain stretches of a text be passed
 * over.
 *
 * Each test of eight gives 0 where no byte is meant, so that a loop can go on by eight; where it
 * gives something else the bytes are to be looked at one by one.
 */
#ifndef FOI_EIGHTS_H
#define FOI_EIGHTS_H

#include <glib.h>
#include <stdint.h>
#include <string.h>

#define FOI_EIGHT_ONES  UINT64_C(0x0101010101010101)
#define FOI_EIGHT_HIGHS UINT64_C(0x8080808080808080)

/** The eight bytes at BYTES, the first in the lowest place. */
static inline uint64_t foi_eight_load(const void *bytes)
{
    uint64_t eight;
    memcpy(&eight, bytes, sizeof eight);
    return GUINT64_FROM_LE(eight);
}

static inline void foi_eight_store(void *bytes, uint64_t eight)
{
    eight = GUINT64_TO_LE(eight);
    memcpy(bytes, &eight, sizeof eight);
}

/** Not 0 where a byte of EIGHT is 0x80 or more. */
static inline uint64_t foi_eight_high(uint64_t eight)
{
    return eight & FOI_EIGHT_HIGHS;
}

/** Not 0 where a byte of EIGHT, none of which is high, is below LIMIT, at most 0x80. */
static inline uint64_t foi_eight_below(uint64_t eight, uint8_t limit)
{
    return (eight - FOI_EIGHT_ONES * limit) & ~eight & FOI_EIGHT_HIGHS;
}

/** The high bit of exactly those bytes of EIGHT, none of which is high, that are C, below 0x80. */
static inline uint64_t foi_eight_equal(uint64_t eight, uint8_t c)
{
    uint64_t rest = eight ^ (FOI_EIGHT_ONES * c);
    return ~(rest + ~FOI_EIGHT_HIGHS) & FOI_EIGHT_HIGHS;
}

/** The high bit of exactly those bytes of EIGHT that are ASCII letters. */
static inline uint64_t foi_eight_letters(uint64_t eight)
{
    uint64_t small = (eight | FOI_EIGHT_ONES * 0x20) & ~FOI_EIGHT_HIGHS;
    uint64_t from_a = small + FOI_EIGHT_ONES * (0x80 - 'a');
    uint64_t behind_z = small + FOI_EIGHT_ONES * (0x7f - 'z');
    return from_a & ~behind_z & ~eight & FOI_EIGHT_HIGHS;
}

/** The high bit of exactly those bytes of EIGHT that are ASCII digits. */
static inline uint64_t foi_eight_digits(uint64_t eight)
{
    uint64_t low = eight & ~FOI_EIGHT_HIGHS;
    uint64_t from_0 = low + FOI_EIGHT_ONES * (0x80 - '0');
    uint64_t behind_9 = low + FOI_EIGHT_ONES * (0x7f - '9');
    return from_0 & ~behind_9 & ~eight & FOI_EIGHT_HIGHS;
}

/** How many bytes of MARKS, made by one of the functions above, have their high bit. */
static inline unsigned foi_eight_count(uint64_t marks)
{
    return (unsigned)(((marks >> 7) * FOI_EIGHT_ONES) >> 56);
}

/** Not 0 where a byte of EIGHT is anything but a printable ASCII character. */
static inline uint64_t foi_eight_unprintable(uint64_t eight)
{
    return foi_eight_high(eight) | foi_eight_below(eight, 0x20) |
           foi_eight_high(eight + FOI_EIGHT_ONES);
}

#endif
