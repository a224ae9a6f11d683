/* query_program.h - what foi-query was asked to do, and the files that print it. */
#ifndef FOI_QUERY_PROGRAM_H
#define FOI_QUERY_PROGRAM_H

#include <stdbool.h>

#include "foi/foi.h"

/** Exit statuses, as README.md and --help state them. */
enum { EXIT_HITS = 0, EXIT_NONE = 1, EXIT_USAGE = 2, EXIT_INDEX = 3 };

typedef enum query_mode { QUERY_SEARCH, QUERY_SHOW, QUERY_HELP, QUERY_VERSION } query_mode;

typedef struct query_request {
    query_mode mode;
    const char *directory; /**< NULL: the usual place */
    const char *show;      /**< the id of --show */
    bool json;
    int color; /**< 1: always, 0: never, -1: on a terminal */
    foi_search_options options;
    char *query; /**< the words, joined by blanks */
} query_request;

/** How text is laid out. */
typedef struct query_page {
    unsigned columns;
    bool rich; /**< escape sequences for bold, faint and links are understood */
} query_page;

/** Print RESULTS for a person to standard output. */
void query_print_results(const foi_results *results, const foi_search_options *options,
                         const query_page *page);

/** The warning that BY replaced a decision, one line for a person, g_free. */
char *query_replacement_warning(const foi_replacement_view *by);

/** Print DOCUMENT with its tags, their evidence and its text. */
void query_print_document(const foi_document *document, const query_page *page);

/**
 * Print TEXT (untrusted) from column INDENT on, folded at words to the page's width. The COUNT
 * HIGHLIGHTS (code points, may be NULL) are bold on a rich page, plain otherwise. BOLD: all of it
 * is.
 */
void query_print_folded(const query_page *page, unsigned indent, const char *text,
                        const uint32_t (*highlights)[2], size_t count, bool bold);

#endif
