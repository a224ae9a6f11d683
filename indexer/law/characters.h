/* characters.h - what a character is to those who read words out of a text. */
#ifndef FOI_LAW_CHARACTERS_H
#define FOI_LAW_CHARACTERS_H

#include <glib.h>

typedef enum foi_sort {
    FOI_SORT_HIDDEN,
    FOI_SORT_SPACE,
    FOI_SORT_NEWLINE,
    FOI_SORT_PAGE,
    FOI_SORT_LETTER, /**< from here on they are shown */
    FOI_SORT_DIGIT,
    FOI_SORT_MARK,
    FOI_SORT_HYPHEN, /**< a mark, as which an apostrophe can be mangled */
    FOI_SORT_APOSTROPHE,
    FOI_SORT_WIDE /**< a byte of a character that is not ASCII: the character has to be looked at */
} foi_sort;

/** What *C is, which is not ASCII; where it is printed in several forms it becomes the plain one.
 */
foi_sort foi_sort_wide(gunichar *c);

/** The small letter of C, without its accent where it is one of English, Welsh, Gaelic or Irish. */
unsigned foi_fold_letter(gunichar c);

#endif
