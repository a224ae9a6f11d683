/* utf8.h - whether bytes are UTF-8, at the speed of memory where they are ASCII. */
#ifndef FOI_UTF8_H
#define FOI_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/**
 * How many of LENGTH BYTES, from the first on, are whole characters of valid UTF-8 other than NUL:
 * LENGTH where all are. Agrees with g_utf8_validate_len().
 */
size_t foi_utf8_valid(const char *bytes, size_t length);

/** How many characters LENGTH bytes of valid UTF-8 hold. */
size_t foi_utf8_count(const char *bytes, size_t length);

#endif
