#include "indexer/base/utf8.h"

#include <glib.h>

#include "indexer/base/eights.h"

/* The first byte from AT on that is NUL or not ASCII; LENGTH where there is none. */
static size_t skip_ascii(const char *bytes, size_t at, size_t length)
{
    for (; at + 8 <= length; at += 8) {
        uint64_t eight = foi_eight_load(bytes + at);
        if (foi_eight_high(eight) | foi_eight_below(eight, 1))
            break;
    }
    while (at < length && bytes[at] != '\0' && (unsigned char)bytes[at] < 0x80)
        at++;
    return at;
}

size_t foi_utf8_valid(const char *bytes, size_t length)
{
    for (size_t at = 0;;) {
        at = skip_ascii(bytes, at, length);
        if (at == length || bytes[at] == '\0')
            return at;
        /* No character lies on both sides of an ASCII byte. */
        size_t end = at;
        while (end < length && (unsigned char)bytes[end] >= 0x80)
            end++;
        const char *stop;
        if (!g_utf8_validate_len(bytes + at, end - at, &stop))
            return (size_t)(stop - bytes);
        at = end;
    }
}

size_t foi_utf8_count(const char *bytes, size_t length)
{
    size_t count = 0;
    size_t at = 0;
    for (; at + 8 <= length; at += 8) {
        uint64_t eight = foi_eight_load(bytes + at);
        /* Bytes that go on with a character are 10xxxxxx. */
        uint64_t following = eight & ~(eight << 1) & FOI_EIGHT_HIGHS;
        count += 8 - foi_eight_count(following);
    }
    for (; at < length; at++)
        count += ((unsigned char)bytes[at] & 0xc0) != 0x80;
    return count;
}
