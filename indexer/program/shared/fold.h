/* fold.h - lines of words within the width of the terminal. */
#ifndef FOI_FOLD_H
#define FOI_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** How text is laid out. */
typedef struct foi_page {
    unsigned columns;
    bool rich; /**< escape sequences for bold, faint and links are understood */
} foi_page;

/** How wide lines of words are on PAGE: as it is, but no wider than can be read with ease. */
unsigned foi_prose_columns(const foi_page *page);

/**
 * Print TEXT (untrusted) to standard output from column INDENT on, folded at words to
 * foi_prose_columns(). The COUNT HIGHLIGHTS (code points, may be NULL) are bold on a rich page,
 * plain otherwise. BOLD: all of it is. An empty TEXT prints nothing, not even a line.
 */
void foi_print_folded(const foi_page *page, unsigned indent, const char *text,
                      const uint32_t (*highlights)[2], size_t count, bool bold);

/** The same, bold, from the first column on; the lines after the first begin at INDENT. */
void foi_print_hanging(const foi_page *page, unsigned indent, const char *text);

/**
 * The same with HEAD (trusted, shorter than INDENT) at the left of the first line, after two
 * blanks; an empty TEXT prints the head alone.
 */
void foi_print_headed(const foi_page *page, unsigned indent, const char *head, const char *text);

#endif
