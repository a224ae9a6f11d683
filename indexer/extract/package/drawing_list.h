/* drawing_list.h - the numbers that the paragraphs of a shape are printed with. */
#ifndef FOI_DRAWING_LIST_H
#define FOI_DRAWING_LIST_H

#include "indexer/extract/word/lists.h"

typedef struct foi_drawing_list foi_drawing_list;

foi_drawing_list *foi_drawing_list_new(void);
void foi_drawing_list_free(foi_drawing_list *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_drawing_list, foi_drawing_list_free)

/** A shape or a cell begins: so do all its numbers. */
void foi_drawing_list_restart(foi_drawing_list *list);

/** The next paragraph is at LEVEL (from 0). */
void foi_drawing_list_paragraph(foi_drawing_list *list, int level);

/** It is numbered: FORM is like "arabicPeriod" or "alphaLcParenBoth" (NULL: unknown), the first one
 * has the number START. */
void foi_drawing_list_number(foi_drawing_list *list, const char *form, int start);

/** Count the paragraph and give its label, as foi_lists_count() does. */
foi_list_label foi_drawing_list_count(foi_drawing_list *list);

#endif
