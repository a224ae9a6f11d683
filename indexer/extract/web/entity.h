/* entity.h - character references of HTML. */
#ifndef FOI_ENTITY_H
#define FOI_ENTITY_H

#include <glib.h>

/**
 * Append the character of the reference that TEXT begins with ("&amp;", "&#233;", "&#xe9;") to OUT
 * and return how many bytes it takes; 0, with nothing appended, where it is none.
 */
size_t foi_entity_append(GString *out, const char *text, size_t length);

#endif
