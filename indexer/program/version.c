/* version.c - foi-index --version: this program, and with --verbose what it reads files with. */
#include <glib.h>
#include <stdio.h>

#include "indexer/program/index_program.h"
#include "indexer/program/shared/fold.h"
#include "indexer/program/shared/tags.h"
#include "indexer/program/shared/terminal.h"

static int print_fact(const char *name, const char *value, void *data)
{
    g_autofree char *clean = foi_terminal_clean(value);
    foi_print_headed(data, FOI_TAG_INDENT, name, clean);
    return !ferror(stdout);
}

int index_version(const index_request *request)
{
    printf("foi-index %s\n", foi_version_text());
    if (!request->verbose)
        return EXIT_ALL_WELL;
    foi_page page = {foi_terminal_columns(stdout), false};
    foi_updater *updater = foi_updater_new();
    foi_status status = foi_updater_describe(updater, &request->options, print_fact, &page);
    int result =
        status == FOI_OK ? EXIT_ALL_WELL : index_complain(status, foi_updater_error(updater));
    foi_updater_free(updater);
    return result;
}
