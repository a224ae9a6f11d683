/* like.c - foi-query --like: the letter in hand. */
#include <glib.h>
#include <stdio.h>

#include "indexer/program/shared/terminal.h"
#include "query/program/query_program.h"

static void tell(const char *line, void *data)
{
    g_autofree char *clean = foi_terminal_clean(line);

    (void)data;
    fprintf(stderr, "foi-query: %s\n", clean);
}

static int read_file(const char *path, foi_document **document)
{
    foi_updater *updater = foi_updater_new();
    foi_update_options options;
    foi_status status;
    int result = EXIT_HITS;

    foi_update_options_init(&options);
    options.note = tell;
    status = foi_updater_read(updater, path, &options, document);
    if (status == FOI_ERROR_NOT_FOUND || status == FOI_ERROR_IO)
        status = FOI_ERROR_ARGUMENT; /* of the command, not of the index */
    if (status != FOI_OK)
        result = query_complain(status, foi_updater_error(updater));
    foi_updater_free(updater);
    return result;
}

int query_like(foi_index *index, const char *value, foi_document **document)
{
    foi_status status;

    if (g_file_test(value, G_FILE_TEST_EXISTS))
        return read_file(value, document);
    status = foi_index_get_document(index, value, document);
    if (status == FOI_ERROR_NOT_FOUND) {
        g_autofree char *line =
            g_strdup_printf("there is no file %s, and %s", value, foi_index_error(index));
        return query_complain(FOI_ERROR_ARGUMENT, line);
    }
    return status == FOI_OK ? EXIT_HITS : query_complain(status, foi_index_error(index));
}
