/* clean.h - text of any origin as the index holds it. */
#ifndef FOI_CLEAN_H
#define FOI_CLEAN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/**
 * Append LENGTH bytes of TEXT to OUT as valid UTF-8: bad bytes become U+FFFD; NUL, control
 * characters but tab and line feed, soft hyphens (with the line end behind them), zero-width
 * characters and direction marks go; the many kinds of space become one kind, and several
 * one; ligatures become
 * letters; a letter and its accent one character; bullets of symbol fonts "•". Linear in LENGTH.
 */
void foi_clean_append(GString *out, const char *text, size_t length);

/** The same as one line: white space folded and trimmed. At most LIMIT characters, 0: all. For the
 * caller to g_free; NULL where nothing is left. */
char *foi_clean_line(const char *text, size_t length, size_t limit);

/** The number that TEXT begins with ("17. ", "- 17. ", "(17) ", "17) ", "[17] "), or 0. */
uint32_t foi_clean_number(const char *text, size_t length);

#endif
