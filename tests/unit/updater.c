/* The public handle of a run: what it refuses, and what it says then. */
#include "foi/update.h"

#include <criterion/criterion.h>
#include <string.h>

#include "foi/index.h"

static int ignore(const foi_document *document, void *data)
{
    (void)document;
    (void)data;
    return 1;
}

Test(updater, an_empty_path_is_refused_and_is_not_the_working_directory)
{
    static const char *const empty[] = {""};
    static const char *const none[] = {NULL};
    foi_update_options options;
    foi_update_options_init(&options);
    foi_updater *updater = foi_updater_new();
    cr_assert_eq(foi_updater_run(updater, "/nowhere/index", empty, 1, &options, NULL),
                 FOI_ERROR_ARGUMENT);
    cr_assert_not_null(strstr(foi_updater_error(updater), "empty path"));
    cr_assert_eq(foi_updater_run(updater, "/nowhere/index", none, 1, &options, NULL),
                 FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_run(updater, "/nowhere/index", NULL, 1, &options, NULL),
                 FOI_ERROR_ARGUMENT);
    static const char *const here[] = {"."};
    cr_assert_eq(foi_updater_run(updater, "", here, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_inspect(updater, empty, 1, &options, ignore, NULL),
                 FOI_ERROR_ARGUMENT);
    foi_updater_free(updater);
}

Test(updater, what_is_missing_from_a_call_is_an_error_and_no_crash)
{
    static const char *const paths[] = {"."};
    foi_update_options options;
    foi_update_options_init(&options);
    cr_assert_eq(foi_updater_run(NULL, NULL, paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_inspect(NULL, paths, 1, &options, ignore, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_str_eq(foi_updater_error(NULL), "");
    foi_updater *updater = foi_updater_new();
    cr_assert_eq(foi_updater_run(updater, NULL, paths, 1, NULL, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_updater_inspect(updater, paths, 1, &options, NULL, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_neq(*foi_updater_error(updater), '\0');
    options.tag_count = 1;
    cr_assert_eq(foi_updater_run(updater, NULL, paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    options.tags = (const char *const[]){""};
    cr_assert_eq(foi_updater_run(updater, NULL, paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    options.tag_count = 0;
    options.size--;
    cr_assert_eq(foi_updater_run(updater, NULL, paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    foi_updater_free(updater);
    foi_updater_free(NULL);
}

Test(updater, an_index_that_is_not_open_answers_with_an_error)
{
    foi_index_info info = {.size = sizeof info};
    foi_document *document;
    foi_index *index = foi_index_new();
    cr_assert_eq(foi_index_get_info(index, &info), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_get_document(index, "a", &document), FOI_ERROR_ARGUMENT);
    cr_assert_null(document);
    cr_assert_eq(foi_index_get_document(index, "a", NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_failures(index, NULL, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_get_info(index, NULL), FOI_ERROR_ARGUMENT);
    foi_index_free(index);
    cr_assert_eq(foi_index_open(NULL, "/nowhere"), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_get_info(NULL, &info), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_get_document(NULL, "a", &document), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_failures(NULL, NULL, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_eq(foi_index_check(NULL, "/nowhere", NULL, NULL), FOI_ERROR_ARGUMENT);
    cr_assert_str_eq(foi_index_error(NULL), "");
}
