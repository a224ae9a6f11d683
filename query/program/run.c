/* run.c - from a request to what is printed and the exit status: a row for each mode. */
#include <glib.h>
#include <stdio.h>

#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"

int query_complain(foi_status status, const char *detail)
{
    g_autofree char *clean = foi_terminal_clean(detail);

    fprintf(stderr, "foi-query: %s\n", clean[0] == '\0' ? foi_status_name(status) : clean);
    return status == FOI_ERROR_QUERY || status == FOI_ERROR_ARGUMENT ? EXIT_USAGE : EXIT_INDEX;
}

foi_page query_page(const query_request *request)
{
    foi_page page = {foi_terminal_columns(stdout), request->color == 1};

    if (request->color < 0)
        page.rich = foi_terminal_is_rich(stdout);
    return page;
}

static int search(foi_index *index, const query_request *request)
{
    foi_page page = query_page(request);
    foi_results *results = NULL;
    foi_status status = foi_index_search(index, request->query, &request->options, &results);
    int result;

    if (status != FOI_OK)
        return query_complain(status, foi_index_error(index));
    if (request->format == QUERY_JSON) {
        char *json = foi_results_to_json(results);
        puts(json ? json : "");
        foi_free(json);
    } else {
        query_print_results(results, &request->options, &page);
    }
    result = foi_results_total(results) > 0 ? EXIT_HITS : EXIT_NONE;
    foi_results_free(results);
    return result;
}

static int show(foi_index *index, const query_request *request)
{
    foi_page page = query_page(request);
    foi_document *document = NULL;
    foi_status status = foi_index_get_document(index, request->show, &document);

    if (status == FOI_ERROR_NOT_FOUND) {
        query_complain(status, foi_index_error(index));
        return EXIT_NONE;
    }
    if (status != FOI_OK)
        return query_complain(status, foi_index_error(index));
    if (request->format == QUERY_JSON) {
        char *json = foi_document_to_json(document, 1);
        puts(json ? json : "");
        foi_free(json);
    } else {
        query_print_document(document, &page);
    }
    foi_document_free(document);
    return EXIT_HITS;
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

#define AS(format) (1U << (format))

static const query_row rows[] = {
    {QUERY_SEARCH, "a search", WORDS_NEEDED, AS(QUERY_TEXT) | AS(QUERY_JSON), search},
    {QUERY_SHOW, "--show", WORDS_REFUSED, AS(QUERY_TEXT) | AS(QUERY_JSON), show},
};

static const query_row *find_row(unsigned mode)
{
    size_t at = 0;

    while (rows[at].mode != mode)
        at++;
    return &rows[at];
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
        result = row->ask(index, request);
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

int query_run(unsigned mode, const query_request *request, size_t words)
{
    const query_row *row = find_row(mode);

    if (row->words == WORDS_NEEDED && words == 0)
        return refuse(g_strdup_printf("%s takes a query", row->name));
    if (row->words == WORDS_REFUSED && words > 0)
        return refuse(g_strdup_printf("%s takes no query", row->name));
    if ((row->formats & AS(request->format)) == 0)
        return refuse_format(row);
    return ask(row, request);
}
