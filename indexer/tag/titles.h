/* titles.h - what a title tells: words that any letter about access to information could have, and
 * titles that were made from tags. */
#ifndef FOI_TAG_TITLES_H
#define FOI_TAG_TITLES_H

#include <stdbool.h>
#include <stdint.h>

/** Whether the folded word of SYMBOL tells one matter from another in nothing: "request". */
bool foi_title_is_common_word(uint32_t symbol);

/** Whether TITLE (NULL: no) could have been made from tags, "Decision notice IC-1-A1B2 (X)": it
 * bears no witness of them. */
bool foi_title_is_made(const char *title);

#endif
