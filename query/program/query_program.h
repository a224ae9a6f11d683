/* query_program.h - what foi-query was asked to do, and the files that print it. */
#ifndef FOI_QUERY_PROGRAM_H
#define FOI_QUERY_PROGRAM_H

#include <stdbool.h>

#include "foi/foi.h"
#include "indexer/program/shared/fold.h"

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

/** Print RESULTS for a person to standard output. */
void query_print_results(const foi_results *results, const foi_search_options *options,
                         const foi_page *page);

/** The warning that BY replaced a decision, one line for a person, g_free. */
char *query_replacement_warning(const foi_replacement_view *by);

/** Print DOCUMENT with its tags, their evidence and its text. */
void query_print_document(const foi_document *document, const foi_page *page);

#endif
