/* word_style.h - what the styles of word processors mean, by their English names. */
#ifndef FOI_WORD_STYLE_H
#define FOI_WORD_STYLE_H

#include <stdbool.h>
#include <stddef.h>

/** Whether the style NAME is one of headings ("heading 1", "Title"); case does not matter. */
bool foi_word_style_is_heading(const char *name);

/** Whether the style NAME is one of quotations. */
bool foi_word_style_is_quote(const char *name);

/** Whether a paragraph TEXT with a heading's style is one: judgments number their paragraphs with
 * the styles of headings. */
bool foi_word_reads_as_heading(const char *text, size_t length);

#endif
