/* lines.h - what the form of a line says, for those who know more of the page than its text. */
#ifndef FOI_LINES_H
#define FOI_LINES_H

#include <stdbool.h>
#include <stddef.h>

/** Stands at the end of a line where a word is broken that is written without a hyphen. */
#define FOI_SOFT_HYPHEN "\u00ad"

/** Whether TEXT is white space only. */
bool foi_line_is_blank(const char *text, size_t length);

/** Leave out the white space at both ends of TEXT. */
void foi_line_trim(const char **text, size_t *length);

/** Whether the line TEXT begins like an item: with a bullet, a letter "(a)" or a number "17.". */
bool foi_line_begins_item(const char *text, size_t length);

/** Whether the line TEXT ends like a sentence: with one of ".:;!?". */
bool foi_line_ends_sentence(const char *text, size_t length);

/**
 * Whether the last word of BEFORE goes on in AFTER: it ends in a soft hyphen, or in a hyphen and
 * AFTER begins with a small letter.
 */
bool foi_line_breaks_word(const char *before, size_t length, const char *after,
                          size_t after_length);

#endif
