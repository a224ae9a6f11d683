/* lzfu.h - the compression in which Outlook keeps RTF. */
#ifndef FOI_LZFU_H
#define FOI_LZFU_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * The RTF in LENGTH BYTES, compressed or stored, and no more than LIMIT bytes of it, for the caller
 * to g_byte_array_unref; NULL where they are no such thing. *WHOLE: whether it is all there and its
 * checksum is right.
 */
GByteArray *foi_lzfu_expand(const uint8_t *bytes, size_t length, size_t limit, bool *whole);

#endif
