/* query.c - times searches in process: bench-query INDEX WARM <queries
 *
 * Reads one query a line. The first WARM of them make the process warm and are not reported. For
 * each of the others one line is printed: the milliseconds that foi_index_search() took for the top
 * ten with snippets and five facets, the documents that match, and the hits; or "-" and why it was
 * refused.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "foi/foi.h"

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void ask(foi_index *index, const char *query, const foi_search_options *options, bool report)
{
    foi_results *results = NULL;
    double before = now_ms();
    foi_status status = foi_index_search(index, query, options, &results);
    double took = now_ms() - before;
    if (report && status == FOI_OK)
        printf("%.4f %u %zu\n", took, foi_results_total_all_words(results),
               foi_results_hits(results));
    else if (report)
        printf("- %s\n", foi_index_error(index));
    foi_results_free(results);
}

static int run(foi_index *index, const char *directory, unsigned long warm)
{
    if (foi_index_open(index, directory) != FOI_OK) {
        fprintf(stderr, "bench-query: %s\n", foi_index_error(index));
        return 3;
    }
    foi_search_options options;
    foi_search_options_init(&options);
    options.facets = "authority,year,exemption,outcome,type";
    char *line = NULL;
    size_t room = 0;
    for (unsigned long number = 0; getline(&line, &room, stdin) > 0; number++) {
        line[strcspn(line, "\n")] = '\0';
        ask(index, line, &options, number >= warm);
    }
    free(line);
    return 0;
}

int main(int argc, char **argv)
{
    char *end = NULL;
    errno = 0;
    unsigned long warm = argc == 3 ? strtoul(argv[2], &end, 10) : 0;
    if (argc != 3 || errno != 0 || *end != '\0') {
        fprintf(stderr, "Usage: bench-query INDEX WARM <queries\n");
        return 2;
    }
    foi_index *index = foi_index_new();
    if (index == NULL)
        return 3;
    int status = run(index, argv[1], warm);
    foi_index_free(index);
    return status;
}
