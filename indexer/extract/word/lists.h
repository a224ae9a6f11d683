/* lists.h - the numbered lists of a word processor's file: their counters and printed labels. */
#ifndef FOI_LISTS_H
#define FOI_LISTS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define FOI_LIST_LEVELS 9

typedef enum foi_list_format {
    FOI_LIST_DECIMAL,
    FOI_LIST_LETTER,
    FOI_LIST_ROMAN,
    FOI_LIST_BULLET /**< or nothing: no label */
} foi_list_format;

typedef struct foi_list_level {
    int start;
    foi_list_format format;
    bool upper;
    bool legal;  /**< the counters of all levels are shown as decimal numbers */
    int restart; /**< begins anew behind a number of the first so many levels; 0: of all above it;
                    -1: of none */
    char *text;  /**< "%1.%2" with the counters of the levels, from 1; owned by the list; NULL */
} foi_list_level;

/** A list as paragraphs name it: some levels may begin anew. */
typedef struct foi_list_use {
    int list;                               /**< id of what defines it */
    int starts[FOI_LIST_LEVELS];            /**< -1: as that list says */
    foi_list_level levels[FOI_LIST_LEVELS]; /**< in place of those of the list, where: */
    bool replaced[FOI_LIST_LEVELS];
    bool used;
} foi_list_use;

typedef struct foi_lists foi_lists;

foi_lists *foi_lists_new(void);
void foi_lists_free(foi_lists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_lists, foi_lists_free)

/** Define the list ID anew: its FOI_LIST_LEVELS levels, for the caller to fill in. */
foi_list_level *foi_lists_define(foi_lists *lists, int id);

/** The list ID is the one that USE is of. */
void foi_lists_link(foi_lists *lists, int id, int use);

/** Define the use ID anew, of no list as yet, for the caller to fill in. */
foi_list_use *foi_lists_define_use(foi_lists *lists, int id);

/** What is printed before a paragraph of a list. */
typedef struct foi_list_label {
    char *text;      /**< "17.", "(a)"; NULL: a bullet or nothing; for the caller to g_free */
    uint32_t number; /**< where the label is one whole number; else 0 */
    bool item;       /**< the paragraph belongs to a list */
} foi_list_label;

/** Count the next paragraph of the use ID at LEVEL (from 0) and give its label. */
foi_list_label foi_lists_count(foi_lists *lists, int id, int level);

/** The number that the use ID has come to at LEVEL (from 0); -1 where it has not begun there. */
int foi_lists_counter(const foi_lists *lists, int id, int level);

#endif
