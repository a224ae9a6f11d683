/* foi-query - asks an index of Freedom of Information correspondence. */
#include <glib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"

/* False when output was lost, unless its reader went away. */
static bool all_written(void)
{
    struct stat output;
    bool failed = fflush(stdout) != 0;

    failed = ferror(stdout) || failed;
    return !failed || (fstat(STDOUT_FILENO, &output) == 0 &&
                       (S_ISFIFO(output.st_mode) || S_ISSOCK(output.st_mode)));
}

static foi_page page_of(const query_request *request)
{
    foi_page page = {foi_terminal_columns(stdout), request->color == 1};

    if (request->color < 0)
        page.rich = foi_terminal_is_rich(stdout);
    return page;
}

static int run(query_request *request, const foi_arguments *arguments)
{
    unsigned mode = foi_options_mode("foi-query", query_options, arguments, QUERY_SEARCH);

    if (mode == 0)
        return EXIT_USAGE;
    if (mode == FOI_MODE_HELP) {
        foi_manual_help(&query_about);
        return EXIT_HITS;
    }
    if (mode == FOI_MODE_GENERATE) {
        foi_manual_generate(&query_about, request->generate);
        return EXIT_HITS;
    }
    if (mode == FOI_MODE_VERSION) {
        printf("foi-query %s\n", foi_version_text());
        return EXIT_HITS;
    }
    request->page = page_of(request);
    request->query = g_strjoinv(" ", (char **)arguments->words);
    return query_run(mode, request, arguments->count);
}

int main(int argc, char **argv)
{
    query_request request = {.color = -1};
    foi_arguments arguments;
    int result = EXIT_USAGE;

    setlocale(LC_CTYPE, "");
    /* A reader that has seen enough ("| head") must not kill us in the middle of a line. */
    signal(SIGPIPE, SIG_IGN);
    foi_search_options_init(&request.options);
    if (foi_options_parse("foi-query", query_options, argc, argv, &request, &arguments))
        result = run(&request, &arguments);
    g_free(request.query);
    foi_arguments_clear(&arguments);
    if (!all_written()) {
        fputs("foi-query: not everything could be written to standard output\n", stderr);
        result = EXIT_INDEX;
    }
    return result;
}
