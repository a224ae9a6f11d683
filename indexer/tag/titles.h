/* titles.h - words that any letter about access to information could have in its title. */
#ifndef FOI_TAG_TITLES_H
#define FOI_TAG_TITLES_H

#include <stdbool.h>
#include <stdint.h>

/** Whether the folded word of SYMBOL tells one matter from another in nothing: "request". */
bool foi_title_is_common_word(uint32_t symbol);

#endif
