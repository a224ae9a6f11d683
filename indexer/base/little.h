/* little.h - numbers as most file formats write them: the least byte first. */
#ifndef FOI_LITTLE_H
#define FOI_LITTLE_H

#include <stdint.h>

/** The number in the SIZE bytes from AT on, at most 8, all of which must be there. */
static inline uint64_t foi_little(const uint8_t *at, unsigned size)
{
    uint64_t number = 0;
    for (unsigned i = 0; i < size; i++)
        number |= (uint64_t)at[i] << (8 * i);
    return number;
}

#endif
