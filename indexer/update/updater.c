/* updater.c - the public handle of include/foi/update.h. */
#include "foi/update.h"

#include <string.h>

#include "indexer/base/directory.h"
#include "indexer/update/run.h"

struct foi_updater {
    foi_error error;
};

foi_updater *foi_updater_new(void)
{
    return g_new0(foi_updater, 1);
}

void foi_updater_free(foi_updater *updater)
{
    if (updater == NULL)
        return;
    foi_error_clear(&updater->error);
    g_free(updater);
}

const char *foi_updater_error(const foi_updater *updater)
{
    return updater == NULL || updater->error.message == NULL ? "" : updater->error.message;
}

void foi_update_options_init(foi_update_options *options)
{
    foi_limits limits = foi_limits_default();
    memset(options, 0, sizeof *options);
    options->size = sizeof *options;
    options->worker_memory = limits.memory_bytes;
    options->max_file_size = limits.file_bytes;
    options->timeout_ms = limits.budget.wall_ms;
    options->max_depth = limits.budget.depth;
}

static foi_status check_files(const char *const *files, size_t count, const char *name,
                              foi_error *error)
{
    for (size_t i = 0; i < count; i++)
        if (files == NULL || files[i] == NULL || files[i][0] == '\0')
            return foi_error_set(error, FOI_ERROR_ARGUMENT,
                                 "an empty name among `%s` names no file", name);
    return FOI_OK;
}

static foi_status check_call(foi_updater *updater, const char *const *paths, size_t count,
                             const foi_update_options *options)
{
    foi_error_clear(&updater->error);
    if (paths == NULL && count > 0)
        return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT, "the paths are NULL");
    for (size_t i = 0; i < count; i++)
        if (paths[i] == NULL || paths[i][0] == '\0')
            return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT,
                                 "an empty path names no file or directory; \".\" is the one that "
                                 "the program runs in");
    foi_status status = foi_run_check_options(options, &updater->error);
    if (status != FOI_OK)
        return status;
    status = check_files(options->tags, options->tag_count, "tags", &updater->error);
    if (status == FOI_OK)
        status = check_files(options->labels, options->label_count, "labels", &updater->error);
    if (status == FOI_OK)
        status = check_files(options->forget, options->forget_count, "forget", &updater->error);
    return status;
}

foi_status foi_updater_run(foi_updater *updater, const char *directory, const char *const *paths,
                           size_t count, const foi_update_options *options,
                           foi_update_summary *summary)
{
    if (updater == NULL)
        return FOI_ERROR_ARGUMENT;
    foi_status status = check_call(updater, paths, count, options);
    if (status != FOI_OK)
        return status;
    if (count == 0 && options->retry == 0 && options->compact == 0 && options->tag_count == 0 &&
        options->label_count == 0 && options->forget_count == 0)
        return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT, "no file or directory was named");
    if (directory != NULL && directory[0] == '\0')
        return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT,
                             "an empty name is no index directory");
    g_autofree char *where = foi_directory_of_index(directory);
    foi_update_summary unwanted;
    return foi_run_update(where, paths, count, options, summary == NULL ? &unwanted : summary,
                          &updater->error);
}

foi_status foi_updater_inspect(foi_updater *updater, const char *const *paths, size_t count,
                               const foi_update_options *options,
                               int (*visit)(const foi_document *document, void *data), void *data)
{
    if (updater == NULL)
        return FOI_ERROR_ARGUMENT;
    foi_status status = check_call(updater, paths, count, options);
    if (status != FOI_OK)
        return status;
    if (visit == NULL)
        return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT, "the visitor is NULL");
    return foi_run_inspect(paths, count, options, visit, data, &updater->error);
}

foi_status foi_updater_read(foi_updater *updater, const char *path,
                            const foi_update_options *options, foi_document **document)
{
    if (document != NULL)
        *document = NULL;
    if (updater == NULL)
        return FOI_ERROR_ARGUMENT;
    foi_status status = check_call(updater, &path, 1, options);
    if (status != FOI_OK)
        return status;
    if (document == NULL)
        return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT, "the document is NULL");
    return foi_run_read(path, options, document, &updater->error);
}

foi_status foi_updater_describe(foi_updater *updater, const foi_update_options *options,
                                int (*visit)(const char *name, const char *value, void *data),
                                void *data)
{
    if (updater == NULL)
        return FOI_ERROR_ARGUMENT;
    foi_status status = check_call(updater, NULL, 0, options);
    if (status != FOI_OK)
        return status;
    if (visit == NULL)
        return foi_error_set(&updater->error, FOI_ERROR_ARGUMENT, "the visitor is NULL");
    return foi_run_describe(options, visit, data, &updater->error);
}
