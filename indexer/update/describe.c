/* describe.c - what files are read with, for a person. */
#include <inttypes.h>
#include <string.h>

#include "indexer/update/run.h"

#define MIB(bytes) ((bytes) >> 20)

/* The limits in lines like those of the workers: "name TAB value". */
static void describe_limits(const foi_limits *limits, GString *lines)
{
    g_string_append_printf(lines,
                           "workers\t%u at a time, each with %" PRIu64
                           " MiB of address space; a new one after %u files\n",
                           limits->jobs, MIB(limits->memory_bytes), limits->recycle_after);
    g_string_append_printf(
        lines,
        "limits\tfor a file %" PRIu64 " MiB, %u s, %u s of processor time, %" PRIu64
        " MiB of text, %u members of %" PRIu64 " MiB together, %u deep\n",
        MIB(limits->file_bytes), limits->budget.wall_ms / 1000, limits->cpu_seconds,
        MIB(limits->budget.text_bytes), limits->budget.members, MIB(limits->budget.member_bytes),
        limits->budget.depth);
}

foi_status foi_run_describe(const foi_update_options *options,
                            int (*visit)(const char *name, const char *value, void *data),
                            void *data, foi_error *error)
{
    foi_limits limits = foi_run_limits(options);
    g_autoptr(foi_supervisor) supervisor = NULL;
    g_autoptr(GString) lines = g_string_new(NULL);
    foi_status status = foi_supervisor_new(&limits, options->worker, &supervisor, error);
    describe_limits(&limits, lines);
    if (status == FOI_OK)
        status = foi_supervisor_about(supervisor, lines, error);
    if (status != FOI_OK)
        return status;
    const char *lacking = foi_supervisor_lacking(supervisor);
    if (lacking != NULL)
        g_string_append_printf(lines, "lacking\t%s\n", lacking);
    g_auto(GStrv) facts = g_strsplit(lines->str, "\n", -1);
    for (char **fact = facts; *fact != NULL; fact++) {
        char *tab = strchr(*fact, '\t');
        if (tab == NULL)
            continue;
        *tab = '\0';
        if (visit(*fact, tab + 1, data) == 0)
            break;
    }
    return FOI_OK;
}
