/* pager.h - an answer that is longer than the terminal is shown by a pager.
 *
 * Which one: $FOI_PAGER, else $PAGER, else less; none where that is empty or "cat". It is started
 * without a shell unless its value holds what only a shell understands. $LESS is FRX where it is
 * not set: colours pass, and what fits on the screen stays there.
 */
#ifndef FOI_QUERY_PAGER_H
#define FOI_QUERY_PAGER_H

#include <stdbool.h>

/** What standard output was while its place is taken. */
typedef struct query_pager {
    int terminal; /**< -1: nothing is kept back */
    int kept;     /**< the file that holds what was printed */
} query_pager;

/** Keep back what is printed to standard output from now on, where that is a terminal. */
void query_pager_begin(query_pager *pager);

/**
 * Show what was kept back: by the pager where it is longer than the screen, else plainly; also
 * plainly where the pager cannot be started or ends without having read anything. Returns when the
 * pager has ended; that it was left early is no error.
 */
void query_pager_end(query_pager *pager);

/** COMMAND as arguments for the caller to g_strfreev: parted at blanks, or for "sh -c" where it
 * holds what a shell understands. NULL where it names no pager. */
char **query_pager_arguments(const char *command);

/** How many lines of a screen with COLUMNS the LENGTH bytes of TEXT take (UTF-8; sequences for
 * colour and links take no room); counts no further than MOST. */
unsigned query_pager_lines(const char *text, unsigned long length, unsigned columns, unsigned most);

#endif
