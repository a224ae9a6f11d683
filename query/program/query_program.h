/* query_program.h - what foi-query was asked to do, and the files that print it. */
#ifndef FOI_QUERY_PROGRAM_H
#define FOI_QUERY_PROGRAM_H

#include <stdbool.h>

#include "foi/foi.h"
#include "indexer/program/shared/fold.h"
#include "indexer/program/shared/manual.h"
#include "indexer/program/shared/options.h"
#include "query/excerpt/excerpt.h"
#include "query/program/since.h"

/** Exit statuses, as README.md and --help state them. */
enum { EXIT_HITS = 0, EXIT_NONE = 1, EXIT_USAGE = 2, EXIT_INDEX = 3 };

/** What a run does, beside FOI_MODE_HELP and FOI_MODE_VERSION. Each has a row in run.c. */
enum {
    QUERY_SEARCH = FOI_MODE_OWN,
    QUERY_SHOW = FOI_MODE_OWN << 1,
    QUERY_TABULATE = FOI_MODE_OWN << 2,
    QUERY_TIMELINE = FOI_MODE_OWN << 3
};

/** As --format names them. */
typedef enum query_format {
    QUERY_TEXT,
    QUERY_JSON,
    QUERY_JSONL,
    QUERY_CSV,
    QUERY_TSV,
    QUERY_MARKDOWN,
    QUERY_FORMAT_END
} query_format;

/** Their names, then NULL. */
extern const char *const query_formats[QUERY_FORMAT_END + 1];

typedef struct query_request {
    const char *directory; /**< NULL: the usual place */
    const char *show;      /**< the document of --show */
    foi_excerpt_wanted excerpt;
    const char *like;     /**< the file or id of --like; NULL: not like anything */
    const char *tabulate; /**< two facets: see query_split_pair() */
    foi_period period;    /**< of --timeline */
    query_format format;
    int color;     /**< 1: always, 0: never, -1: on a terminal */
    int no_pager;  /**< not 0: print it all at once */
    int generate;  /**< of foi_manual_kinds */
    foi_page page; /**< how a person's text is laid out */
    foi_search_options options;
    const char *since_last; /**< the name of --since-last; NULL: it was not given */
    query_since *since;     /**< what that search has seen; NULL: there is none */
    char *query;            /**< the words, joined by blanks */
} query_request;

/** All that foi-query can be told; the setters take a query_request. */
extern const foi_option query_options[];

/** What --help, the man page and completion say. */
extern const foi_program query_about;

/**
 * Do what MODE (a bit; one of the program's own) and REQUEST ask for, with WORDS words in its
 * query. Returns the exit status, after an error went to standard error.
 */
int query_run(unsigned mode, const query_request *request, size_t words);

/** Say what DETAIL (or STATUS) is on standard error; the exit status that goes with STATUS. */
int query_complain(foi_status status, const char *detail);

/**
 * like.c: the document that VALUE of --like names: a file, which is read, or else one of INDEX as
 * --show takes it; the caller's. EXIT_HITS, or the exit status after an error went to standard
 * error.
 */
int query_like(foi_index *index, const char *value, foi_document **document);

/** tabulate.c: what --tabulate and --timeline ask INDEX; the exit status. */
int query_tabulate(foi_index *index, const query_request *request);
int query_timeline(foi_index *index, const query_request *request);

/** Print JSON, which the library made, as a line, and free it. */
void query_print_json(char *json);

/** Print what the query was probably meant as (SUGGESTION; NULL: nothing) for a person. */
void query_print_suggestion(const char *suggestion, const foi_page *page);

/** The same to standard error, where the answer has no place for it. */
void query_note_suggestion(const char *suggestion);

/** Print RESULTS for a person to standard output. */
void query_print_results(const foi_results *results, const foi_search_options *options,
                         const foi_page *page);

/** Print RESULTS as CSV, or with TABS as TSV: a row for each hit; FACETS: for each value of the
 * facets instead. */
void query_print_cells(const foi_results *results, bool facets, bool tabs);

/** Print RESULTS as lines of JSON, one for each hit; FACETS: one for each facet, too. */
void query_print_lines(const foi_results *results, bool facets);

/** Print RESULTS as Markdown. */
void query_print_markdown(const foi_results *results, const query_request *request);

/** What a reader of FACET needs to know of its counts, to follow its name; "": nothing. */
const char *query_facet_note(const foi_facet *facet);

/** Print FACET: its values as a tree, those that are selected marked. */
void query_print_facet(const foi_facet *facet, const foi_page *page);

/** Print DOCUMENT as text or Markdown, REQUEST tells: with its tags, their evidence and its text.
 */
void query_print_document(const foi_document *document, const query_request *request);

/** The same for PARTS of it (not empty): its head, the place as people cite it, and their text. */
void query_print_excerpt(const foi_document *document, const GArray *parts,
                         const query_request *request);

#endif
