/* inline.h - the marks of Markdown inside a line. */
#ifndef FOI_INLINE_H
#define FOI_INLINE_H

#include <glib.h>
#include <stdbool.h>

/**
 * Append TEXT to OUT without the marks of emphasis, links, images, code, tags and escapes: the text
 * as a reader sees it. PLAIN: only what is certainly meant, for text that is not declared as
 * Markdown: "**bold**" and "[text](address)". Linear in LENGTH.
 */
void foi_inline_append(GString *out, const char *text, size_t length, bool plain);

/** Whether foi_inline_append() with PLAIN could change TEXT. */
bool foi_inline_needed(const char *text, size_t length);

#endif
