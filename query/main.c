/* foi-query - asks an index of Freedom of Information correspondence. */
#include <glib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/field/field.h"
#include "indexer/program/shared/options.h"
#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"

static const foi_option options[] = {
    {"index", 'i', "DIR", false,
     "the index (else $FOI_INDEX, else\n$XDG_DATA_HOME/foi/index, else\n~/.local/share/foi/index)"},
    {"format", 0, "FORMAT", false, "text (usual) or json"},
    {"facet", 0, "NAMES", false,
     "count the values of these fields, parted by\ncommas (usual: authority,year,exemption,\n"
     "outcome,type,file); \"\" for none"},
    {"facet-size", 0, "N", false, "values of each facet (usual 10; 0: all)"},
    {"sort", 0, "ORDER", false, "relevance (usual), date (oldest first) or\n-date (newest first)"},
    {"limit", 'n', "N", false, "hits to print, 0 to 10000 (usual 10)"},
    {"offset", 0, "N", false, "hits to leave out before them"},
    {"snippets", 0, "N", false, "passages of each hit, 0 to 10 (usual 1)"},
    {"show", 0, "ID", false, "print this document whole, with its tags and\ntheir evidence"},
    {"color", 0, "WHEN", false, "auto (usual: on a terminal), always or never"},
    {"help", 'h', NULL, false, "print this"},
    {"version", 0, NULL, false, "print the version"},
    {NULL, 0, NULL, false, NULL},
};

static bool is(const foi_option *option, const char *name)
{
    return strcmp(option->name, name) == 0;
}

static bool set_sort(query_request *request, const foi_option *option, const char *value)
{
    static const char *const names[] = {"relevance", "date", "-date"};

    for (int i = 0; i < (int)G_N_ELEMENTS(names); i++) {
        if (strcmp(value, names[i]) == 0) {
            request->options.sort = (foi_sort)i;
            return true;
        }
    }
    return foi_options_refuse(option, value, "relevance, date or -date");
}

static bool set_format(query_request *request, const foi_option *option, const char *value)
{
    request->json = strcmp(value, "json") == 0;
    return request->json || strcmp(value, "text") == 0 ||
           foi_options_refuse(option, value, "text or json");
}

static bool set_color(query_request *request, const foi_option *option, const char *value)
{
    request->color = strcmp(value, "always") == 0 ? 1 : strcmp(value, "never") == 0 ? 0 : -1;
    return request->color >= 0 || strcmp(value, "auto") == 0 ||
           foi_options_refuse(option, value, "auto, always or never");
}

static bool set_number(const foi_option *option, const char *value, uint64_t most, uint32_t *number)
{
    uint64_t wide = 0;

    if (!foi_options_number(option, value, 0, most, &wide))
        return false;
    *number = (uint32_t)wide;
    return true;
}

static bool handle(const foi_option *option, const char *value, void *data)
{
    query_request *request = data;

    if (is(option, "index")) {
        request->directory = value;
    } else if (is(option, "facet")) {
        request->options.facets = value;
    } else if (is(option, "show")) {
        request->mode = QUERY_SHOW;
        request->show = value;
    } else if (is(option, "help")) {
        request->mode = QUERY_HELP;
    } else if (is(option, "version")) {
        request->mode = QUERY_VERSION;
    } else if (is(option, "format")) {
        return set_format(request, option, value);
    } else if (is(option, "sort")) {
        return set_sort(request, option, value);
    } else if (is(option, "color")) {
        return set_color(request, option, value);
    } else if (is(option, "limit")) {
        return set_number(option, value, 10000, &request->options.limit);
    } else if (is(option, "snippets")) {
        return set_number(option, value, 10, &request->options.snippets);
    } else if (is(option, "facet-size")) {
        return set_number(option, value, UINT32_MAX, &request->options.facet_size);
    } else {
        return set_number(option, value, INT32_MAX, &request->options.offset);
    }
    return true;
}

static void print_fields(void)
{
    size_t count = 0;
    const foi_field *fields = foi_fields(&count);

    puts("\nFields, written FIELD:VALUE (FIELD:missing finds documents without the tag):");
    for (size_t i = 0; i < count; i++) {
        printf("  %-11s%s%s\n", fields[i].name, fields[i].values_help,
               fields[i].facet ? "" : " (no facet)");
    }
    puts("  after      a date: later than it\n  before     a date: earlier than it");
}

static int print_help(void)
{
    puts("Usage: foi-query [OPTIONS] QUERY...\n"
         "Search an index made by foi-index: ranked hits with the passages that match, then\n"
         "how often each value of some fields comes among all matches.\n");
    foi_options_print(options);
    print_fields();
    puts("\nQuery:\n"
         "  words             all of them; where few documents have all, most of them\n"
         "  \"a phrase\"        these very words in this order; \"word\": no other ending of it\n"
         "  a NEAR/5 b        words or phrases at most 5 words apart, in either order\n"
         "  word*             all words that begin so\n"
         "  +word  -word      required; excluded\n"
         "  AND  OR  NOT  ()  in capitals; OR binds loosest\n"
         "In a shell put the query in '...', so that quotation marks and parentheses arrive.\n"
         "Several values of one field: any of them; several fields: all of them. Options may\n"
         "follow the query; a query that begins with - stands behind --.\n\n"
         "Exit status: 0 with hits, 1 without, 2 wrong usage or query, 3 the index is missing\n"
         "or damaged.\n\n"
         "Examples:\n"
         "  foi-query 'exemption:31(1)(a) ruling:rejected:31'\n"
         "  foi-query '\"building blocks\" authority:dwp date:2020..'\n"
         "  foi-query -- -type:guidance section 40");
    return EXIT_HITS;
}

static int complain(foi_status status, const char *detail)
{
    g_autofree char *clean = foi_terminal_clean(detail);

    fprintf(stderr, "foi-query: %s\n", clean[0] == '\0' ? foi_status_name(status) : clean);
    return status == FOI_ERROR_QUERY || status == FOI_ERROR_ARGUMENT ? EXIT_USAGE : EXIT_INDEX;
}

static foi_page page_of(const query_request *request)
{
    foi_page page = {foi_terminal_columns(stdout), request->color == 1};

    if (request->color < 0)
        page.rich = foi_terminal_is_rich(stdout);
    return page;
}

static int search(foi_index *index, const query_request *request)
{
    foi_page page = page_of(request);
    foi_results *results = NULL;
    foi_status status = foi_index_search(index, request->query, &request->options, &results);
    int result;

    if (status != FOI_OK)
        return complain(status, foi_index_error(index));
    if (request->json) {
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
    foi_page page = page_of(request);
    foi_document *document = NULL;
    foi_status status = foi_index_get_document(index, request->show, &document);

    if (status == FOI_ERROR_NOT_FOUND) {
        complain(status, foi_index_error(index));
        return EXIT_NONE;
    }
    if (status != FOI_OK)
        return complain(status, foi_index_error(index));
    if (request->json) {
        char *json = foi_document_to_json(document, 1);
        puts(json ? json : "");
        foi_free(json);
    } else {
        query_print_document(document, &page);
    }
    foi_document_free(document);
    return EXIT_HITS;
}

static int ask(const query_request *request)
{
    foi_index *index = foi_index_new();
    foi_status status = foi_index_open(index, request->directory);
    int result;

    if (status != FOI_OK) {
        complain(status, foi_index_error(index));
        result = EXIT_INDEX;
    } else {
        result = request->mode == QUERY_SHOW ? show(index, request) : search(index, request);
    }
    foi_index_free(index);
    return result;
}

static int run(const query_request *request, size_t words)
{
    if (request->mode == QUERY_HELP)
        return print_help();
    if (request->mode == QUERY_VERSION) {
        printf("foi-query %s\n", foi_version_text());
        return EXIT_HITS;
    }
    if (request->mode == QUERY_SHOW && words > 0) {
        fputs("foi-query: --show takes no query; see foi-query --help\n", stderr);
        return EXIT_USAGE;
    }
    if (request->mode == QUERY_SEARCH && words == 0) {
        fputs("foi-query: give a query; see foi-query --help\n", stderr);
        return EXIT_USAGE;
    }
    return ask(request);
}

/* False when output was lost, unless its reader went away. */
static bool all_written(void)
{
    struct stat output;
    bool failed = fflush(stdout) != 0;

    failed = ferror(stdout) || failed;
    return !failed || (fstat(STDOUT_FILENO, &output) == 0 &&
                       (S_ISFIFO(output.st_mode) || S_ISSOCK(output.st_mode)));
}

int main(int argc, char **argv)
{
    query_request request = {.color = -1};
    foi_arguments arguments = {NULL, 0};
    int result = EXIT_USAGE;

    setlocale(LC_CTYPE, "");
    /* A reader that has seen enough ("| head") must not kill us in the middle of a line. */
    signal(SIGPIPE, SIG_IGN);
    foi_search_options_init(&request.options);
    if (foi_options_parse("foi-query", options, argc, argv, handle, &request, &arguments)) {
        request.query = g_strjoinv(" ", (char **)arguments.words);
        result = run(&request, arguments.count);
    }
    g_free(request.query);
    foi_arguments_clear(&arguments);
    if (!all_written()) {
        fputs("foi-query: not everything could be written to standard output\n", stderr);
        result = EXIT_INDEX;
    }
    return result;
}
