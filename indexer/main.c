/* foi-index - makes and updates an index of Freedom of Information correspondence. */
#include <glib.h>
#include <locale.h>
#include <stdio.h>

#include "indexer/program/index_program.h"
#include "indexer/program/progress.h"
#include "indexer/program/shared/terminal.h"

void index_note(const char *line, void *data)
{
    /* The moving line of a run gives way. */
    if (data != NULL)
        progress_finish(data);
    g_autofree char *clean = foi_terminal_clean(line);
    fprintf(stderr, "foi-index: %s\n", clean);
}

int index_complain(foi_status status, const char *detail)
{
    fprintf(stderr, "foi-index: %s\n", *detail == '\0' ? foi_status_name(status) : detail);
    return status == FOI_ERROR_ARGUMENT ? EXIT_USAGE : EXIT_RUN_FAILED;
}

static int complain_of_usage(const char *what)
{
    foi_options_complain("foi-index", what);
    return EXIT_USAGE;
}

/* Whether there are PATHs where there must be some, and only there. */
static int check_paths(const index_request *request)
{
    bool own_run = request->options.retry || request->options.compact || request->tags->len > 0 ||
                   request->labels->len > 0 || request->forget->len > 0;
    bool takes_paths = request->mode == MODE_INSPECT || request->mode == MODE_UPDATE;
    bool wants_paths = request->mode == MODE_INSPECT || (request->mode == MODE_UPDATE && !own_run);

    if (wants_paths && request->count == 0)
        return complain_of_usage("name a file or a directory");
    if (!takes_paths && request->count > 0) {
        g_autofree char *what = g_strdup_printf("%s has no place here", request->paths[0]);
        return complain_of_usage(what);
    }
    return EXIT_ALL_WELL;
}

static int run(index_request *request)
{
    if (request->mode == FOI_MODE_HELP) {
        foi_manual_help(&index_about);
        return EXIT_ALL_WELL;
    }
    if (request->mode == FOI_MODE_GENERATE) {
        foi_manual_generate(&index_about, request->generate);
        return EXIT_ALL_WELL;
    }
    if (request->mode == FOI_MODE_VERSION)
        return index_version(request);
    int usage = check_paths(request);
    if (usage != EXIT_ALL_WELL)
        return usage;
    switch (request->mode) {
    case MODE_INSPECT:
        return index_inspect(request);
    case MODE_FAILURES:
        return index_failures(request);
    case MODE_CHECK:
        return index_check(request);
    default:
        return index_update(request);
    }
}

static void lend_files(index_request *request)
{
    foi_update_options *lent = &request->options;
    lent->tags = (const char *const *)request->tags->pdata;
    lent->tag_count = request->tags->len;
    lent->labels = (const char *const *)request->labels->pdata;
    lent->label_count = request->labels->len;
    lent->forget = (const char *const *)request->forget->pdata;
    lent->forget_count = request->forget->len;
    lent->note = index_note;
}

int main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    index_request request = {.progress = -1};
    foi_update_options_init(&request.options);
    request.tags = g_ptr_array_new();
    request.labels = g_ptr_array_new();
    request.forget = g_ptr_array_new();
    foi_arguments arguments;
    int result = EXIT_USAGE;
    if (foi_options_parse("foi-index", index_options, argc, argv, &request, &arguments)) {
        request.mode = foi_options_mode("foi-index", index_options, &arguments, MODE_UPDATE);
        request.paths = arguments.words;
        request.count = arguments.count;
        lend_files(&request);
        result = request.mode != 0 ? run(&request) : EXIT_USAGE;
    }
    foi_arguments_clear(&arguments);
    g_ptr_array_unref(request.tags);
    g_ptr_array_unref(request.labels);
    g_ptr_array_unref(request.forget);
    /* What could not be written to standard output was lost: say so, unless the reader went away.
     */
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fputs("foi-index: cannot write to standard output\n", stderr);
        result = EXIT_RUN_FAILED;
    }
    return result;
}
