/* put_support.h - numbers into a file that a test makes byte by byte. */
#ifndef FOI_TEST_PUT_SUPPORT_H
#define FOI_TEST_PUT_SUPPORT_H

#include <glib.h>
#include <stdint.h>

/** Append NUMBER as SIZE bytes, the least first. */
static inline void put(GByteArray *out, uint64_t number, unsigned size)
{
    for (unsigned i = 0; i < size; i++) {
        guint8 byte = (guint8)(i < sizeof number ? number >> (8 * i) : 0);
        g_byte_array_append(out, &byte, 1);
    }
}

#endif
