/* run.c - from a request to what is printed and the exit status: a row for each mode. */
#include <glib.h>
#include <stdio.h>

#include "indexer/program/shared/terminal.h"
#include "query/program/describe.h"
#include "query/program/pager.h"
#include "query/program/query_program.h"

int query_complain(foi_status status, const char *detail)
{
    g_autofree char *clean = foi_terminal_clean(detail);

    fprintf(stderr, "foi-query: %s\n", clean[0] == '\0' ? foi_status_name(status) : clean);
    return status == FOI_ERROR_QUERY || status == FOI_ERROR_ARGUMENT ? EXIT_USAGE : EXIT_INDEX;
}

void query_print_json(char *json)
{
    puts(json ? json : "");
    foi_free(json);
}

/* A row or a line stands for a hit; that of a facet only where no hit was asked for. */
static bool is_rows(query_format format)
{
    return format == QUERY_JSONL || format == QUERY_CSV || format == QUERY_TSV;
}

/* Whether the usual facets are counted where none is named. A letter that Markdown is pasted into
 * has no use for them. */
static bool counts_unasked(const query_request *request)
{
    return request->options.limit == 0 ||
           !(is_rows(request->format) || request->format == QUERY_MARKDOWN);
}

static void print_results(const foi_results *results, const query_request *request)
{
    bool facets = request->options.limit == 0;

    switch (request->format) {
    case QUERY_JSON:
        query_print_json(foi_results_to_json(results));
        break;
    case QUERY_JSONL:
        query_print_lines(results, facets);
        break;
    case QUERY_CSV:
    case QUERY_TSV:
        query_print_cells(results, facets, request->format == QUERY_TSV);
        break;
    case QUERY_MARKDOWN:
        query_print_markdown(results, request);
        break;
    default:
        query_print_results(results, &request->options, &request->page);
    }
}

void query_note_suggestion(const char *suggestion)
{
    if (suggestion) {
        g_autofree char *clean = foi_terminal_clean(suggestion);
        fprintf(stderr, "foi-query: did you mean: %s\n", clean);
    }
}

/* What a format of rows has no place for goes to standard error. */
static void print_notes(const foi_results *results)
{
    if (foi_results_relaxed(results)) {
        g_autofree char *words = query_relaxed(results);
        fprintf(stderr, "foi-query: %s\n", words);
    }
    query_note_suggestion(foi_results_suggestion(results));
}

/* EXIT_HITS with *RESULTS, whether there are hits or not; else the exit status after an error. */
static int answer(foi_index *index, const query_request *request, const foi_search_options *options,
                  foi_results **results)
{
    foi_document *document = NULL;
    int result = request->like ? query_like(index, request->like, &document) : EXIT_HITS;
    foi_status status;

    if (result != EXIT_HITS)
        return result;
    status = document ? foi_index_like(index, document, request->query, options, results)
                      : foi_index_search(index, request->query, options, results);
    foi_document_free(document);
    return status == FOI_OK ? EXIT_HITS : query_complain(status, foi_index_error(index));
}

/* Says what is new since when, where there is room for it beside the answer. True where that is
 * all. */
static bool print_since(const query_request *request, const foi_results *results)
{
    const char *date = request->since ? query_since_date(request->since) : NULL;
    bool read = request->format == QUERY_TEXT || request->format == QUERY_MARKDOWN;
    bool none = foi_results_total(results) == 0;

    if (date && none)
        fprintf(read ? stdout : stderr, "%snothing new since %s\n",
                read ? "" : "foi-query: ", date);
    else if (date && read)
        printf("New since %s:\n%s", date, request->format == QUERY_MARKDOWN ? "\n" : "");
    return date && none && read;
}

static int search(foi_index *index, const query_request *request)
{
    foi_search_options options = request->options;
    foi_results *results = NULL;
    int result;

    if (!options.facets && !counts_unasked(request))
        options.facets = "";
    if (request->since)
        query_since_ask(request->since, &options);
    result = answer(index, request, &options, &results);
    if (result != EXIT_HITS)
        return result;
    if (request->since)
        query_since_answer(request->since, results);
    if (is_rows(request->format))
        print_notes(results);
    if (!print_since(request, results))
        print_results(results, request);
    result = foi_results_total(results) > 0 ? EXIT_HITS : EXIT_NONE;
    foi_results_free(results);
    return result;
}

static int show_parts(const foi_document *document, const query_request *request)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(GArray) parts = NULL;
    foi_status status = foi_excerpt(document, &request->excerpt, &parts, &error);

    if (status != FOI_OK)
        return query_complain(status, error.message);
    if (request->format == QUERY_JSON)
        query_print_json(foi_excerpt_json(document, parts));
    else
        query_print_excerpt(document, parts, request);
    return EXIT_HITS;
}

static int show(foi_index *index, const query_request *request)
{
    foi_document *document = NULL;
    foi_status status = foi_index_get_document(index, request->show, &document);
    int result = EXIT_HITS;

    if (status == FOI_ERROR_NOT_FOUND) {
        query_complain(status, foi_index_error(index));
        return EXIT_NONE;
    }
    if (status != FOI_OK)
        return query_complain(status, foi_index_error(index));
    if (!foi_excerpt_is_whole(&request->excerpt))
        result = show_parts(document, request);
    else if (request->format == QUERY_JSON)
        query_print_json(foi_document_to_json(document, 1));
    else
        query_print_document(document, request);
    foi_document_free(document);
    return result;
}

typedef enum query_words { WORDS_NEEDED, WORDS_REFUSED } query_words;

/* What one mode does, whether it takes a query, and the formats it can be printed in. */
typedef struct query_row {
    unsigned mode;
    const char *name; /* in messages */
    query_words words;
    unsigned formats; /* a bit of each query_format */
    int (*ask)(foi_index *index, const query_request *request);
} query_row;

#define AS(format)  (1U << (format))
#define ALL_FORMATS (AS(QUERY_FORMAT_END) - 1)

static const query_row rows[] = {
    {QUERY_SEARCH, "a search", WORDS_NEEDED, ALL_FORMATS, search},
    {QUERY_TABULATE, "--tabulate", WORDS_NEEDED, ALL_FORMATS & ~AS(QUERY_JSONL), query_tabulate},
    {QUERY_TIMELINE, "--timeline", WORDS_NEEDED, ALL_FORMATS & ~AS(QUERY_JSONL), query_timeline},
    {QUERY_SHOW, "--show", WORDS_REFUSED, AS(QUERY_TEXT) | AS(QUERY_JSON) | AS(QUERY_MARKDOWN),
     show},
};

static const query_row *find_row(unsigned mode)
{
    size_t at = 0;

    while (rows[at].mode != mode)
        at++;
    return &rows[at];
}

static int ask_paged(foi_index *index, const query_row *row, const query_request *request)
{
    query_pager pager = {-1, -1};
    int result;

    if (!request->no_pager)
        query_pager_begin(&pager);
    result = row->ask(index, request);
    query_pager_end(&pager);
    return result;
}

/* A search that is run again and again. */
static int ask_since(foi_index *index, const query_row *row, const query_request *request)
{
    const query_since_asked asked = {request->since_last, request->directory, request->query,
                                     request->like, request->options.offset > 0};
    g_autoptr(query_since) since = query_since_new(&asked, index);
    query_request own = *request;
    int result;

    if (query_since_refusal(since))
        return query_complain(FOI_ERROR_ARGUMENT, query_since_refusal(since));
    own.since = since;
    result = ask_paged(index, row, &own);
    query_since_keep(since);
    return result;
}

static int ask(const query_row *row, const query_request *request)
{
    foi_index *index = foi_index_new();
    foi_status status = foi_index_open(index, request->directory);
    int result;

    if (status != FOI_OK) {
        query_complain(status, foi_index_error(index));
        result = EXIT_INDEX;
    } else {
        result = (request->since_last ? ask_since : ask_paged)(index, row, request);
    }
    foi_index_free(index);
    return result;
}

static int refuse(char *what)
{
    foi_options_complain("foi-query", what);
    g_free(what);
    return EXIT_USAGE;
}

static int refuse_format(const query_row *row)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (unsigned format = 0; query_formats[format]; format++)
        if (row->formats & AS(format))
            g_ptr_array_add(names, (gpointer)query_formats[format]);
    g_autofree char *either = foi_options_either(names);
    return refuse(g_strdup_printf("%s is printed as %s", row->name, either));
}

static bool explains(query_format format)
{
    return format == QUERY_TEXT || format == QUERY_JSON || format == QUERY_JSONL;
}

int query_run(unsigned mode, const query_request *request, size_t words)
{
    const query_row *row = find_row(mode);

    if (row->words == WORDS_NEEDED && words == 0 && !request->like)
        return refuse(g_strdup_printf("%s takes a query", row->name));
    if (row->words == WORDS_REFUSED && words > 0)
        return refuse(g_strdup_printf("%s takes no query", row->name));
    if ((row->formats & AS(request->format)) == 0)
        return refuse_format(row);
    if (mode == QUERY_SEARCH && is_rows(request->format) && request->options.limit > 0 &&
        request->options.facets && request->options.facets[0] != '\0') {
        return refuse(g_strdup_printf("--format=%s prints hits; with --limit=0 it prints what "
                                      "--facet counts",
                                      query_formats[request->format]));
    }
    if (request->options.explain && !explains(request->format))
        return refuse(g_strdup("an explanation is printed as text, json or jsonl"));
    return ask(row, request);
}
