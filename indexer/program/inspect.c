/* inspect.c - foi-index --inspect: what would be indexed, for a person or as JSON. */
#include <glib.h>
#include <stdio.h>

#include "indexer/document/document.h"
#include "indexer/program/index_program.h"
#include "indexer/program/shared/tags.h"
#include "indexer/program/shared/terminal.h"

typedef struct inspection {
    const index_request *request;
    foi_page page;
    bool failed;
} inspection;

static void print_document(const foi_document *document, const foi_page *page, bool with_text)
{
    g_autofree char *location = foi_terminal_clean(document->location);
    printf("%s", location);
    if (document->member != NULL) {
        g_autofree char *member = foi_terminal_clean(document->member);
        printf(" > %s", member);
    }
    printf("\n  %-10s %s", "status", foi_document_status(document));
    if (document->status_detail != NULL) {
        g_autofree char *detail = foi_terminal_clean(document->status_detail);
        printf(": %s", detail);
    }
    printf("\n  %-10s %s, %" G_GUINT64_FORMAT " bytes, %u words\n", "read as",
           document->mime == NULL ? "unknown" : document->mime, document->source_bytes,
           document->words);
    if (document->title != NULL)
        foi_print_headed(page, FOI_TAG_INDENT, "title", document->title);
    foi_print_tags(document, false, page);
    if (with_text)
        printf("\n%s\n", document->text.bytes->str);
    putchar('\n');
}

static int visit(const foi_document *document, void *data)
{
    inspection *run = data;
    run->failed |= document->status != FOI_READ_OK;
    if (run->request->json) {
        g_autofree char *line = foi_document_json(document, run->request->with_text);
        puts(line);
    } else {
        print_document(document, &run->page, run->request->with_text);
    }
    return !ferror(stdout);
}

int index_inspect(const index_request *request)
{
    inspection run = {request, {foi_terminal_columns(stdout), false}, false};
    foi_updater *updater = foi_updater_new();
    foi_status status = foi_updater_inspect(updater, request->paths, request->count,
                                            &request->options, visit, &run);
    int result = run.failed ? EXIT_SOME_FAILED : EXIT_ALL_WELL;
    if (status != FOI_OK)
        result = index_complain(status, foi_updater_error(updater));
    foi_updater_free(updater);
    return result;
}
