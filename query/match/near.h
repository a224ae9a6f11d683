/* near.h - when two occurrences of words are near each other. */
#ifndef FOI_NEAR_H
#define FOI_NEAR_H

#include <stdbool.h>
#include <stdint.h>

/**
 * True where any of the COUNT occurrences that begin at STARTS (rising) and are LENGTH words long
 * is near the one at START that is OWN words long: in either order, without overlap, and with at
 * most DISTANCE positions from the last word of the one to the first of the other.
 */
static inline bool foi_near_any(const uint32_t *starts, uint32_t count, uint32_t length,
                                uint32_t start, uint32_t own, uint32_t distance)
{
    uint64_t lowest = (uint64_t)start + 1 > (uint64_t)length + distance
                          ? (uint64_t)start + 1 - length - distance
                          : 0;
    uint64_t end = (uint64_t)start + own, highest = end - 1 + distance;
    uint32_t low = 0, high = count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (starts[middle] < lowest)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < count && (uint64_t)starts[low] + length <= start)
        return true;
    while (low < count && starts[low] < end)
        low++;
    return low < count && starts[low] <= highest;
}

#endif
