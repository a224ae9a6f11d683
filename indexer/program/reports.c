/* reports.c - foi-index --failures and --check: what an index says of itself. */
#include <glib.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "indexer/document/path.h"
#include "indexer/program/index_program.h"
#include "indexer/program/shared/terminal.h"

typedef struct failure_report {
    bool json;
    unsigned count;
} failure_report;

static void print_failure_json(const foi_failure *failure)
{
    json_t *object = json_object();
    g_autofree char *location = foi_path_display(failure->location);
    json_object_set_new(object, "schema", json_integer(1));
    json_object_set_new(object, "location", json_string(location));
    if (!g_utf8_validate(failure->location, -1, NULL)) {
        g_autofree char *bytes =
            g_base64_encode((const guchar *)failure->location, strlen(failure->location));
        json_object_set_new(object, "location_bytes", json_string(bytes));
    }
    json_object_set_new(object, "member",
                        failure->member == NULL ? json_null() : json_string(failure->member));
    json_object_set_new(object, "status", json_string(failure->status));
    json_object_set_new(object, "status_detail", json_string(failure->detail));
    char *line = json_dumps(object, JSON_COMPACT);
    puts(line);
    free(line);
    json_decref(object);
}

static int print_failure(const foi_failure *failure, void *data)
{
    failure_report *report = data;
    report->count++;
    if (report->json) {
        print_failure_json(failure);
        return !ferror(stdout);
    }
    g_autofree char *location = foi_terminal_clean(failure->location);
    g_autofree char *detail = foi_terminal_clean(failure->detail);
    printf("%-11s  %s", failure->status, location);
    if (failure->member != NULL) {
        g_autofree char *member = foi_terminal_clean(failure->member);
        printf(" > %s", member);
    }
    printf(": %s\n", detail);
    return !ferror(stdout);
}

int index_failures(const index_request *request)
{
    failure_report report = {request->json, 0};
    foi_index *index = foi_index_new();
    foi_status status = foi_index_open(index, request->directory);
    if (status == FOI_OK)
        status = foi_index_failures(index, print_failure, &report);
    int result = report.count > 0 ? EXIT_SOME_FAILED : EXIT_ALL_WELL;
    if (status != FOI_OK)
        result = index_complain(status, foi_index_error(index));
    else if (report.count == 0 && !request->json && !request->quiet)
        fputs("Every file of the index was read in full.\n", stderr);
    foi_index_free(index);
    return result;
}

static void print_line(const char *line, void *data)
{
    (void)data;
    g_autofree char *clean = foi_terminal_clean(line);
    puts(clean);
}

static void ignore_line(const char *line, void *data)
{
    (void)line;
    (void)data;
}

int index_check(const index_request *request)
{
    foi_index *index = foi_index_new();
    foi_status status =
        foi_index_check(index, request->directory, request->quiet ? ignore_line : print_line, NULL);
    int result = EXIT_ALL_WELL;
    if (status != FOI_OK)
        result = index_complain(status, foi_index_error(index));
    else if (!request->quiet)
        puts("The index is whole.");
    foi_index_free(index);
    return result;
}
