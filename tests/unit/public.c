/* The public interface as a program that links the library uses it: no header of ours but foi.h. */
#include <criterion/criterion.h>
#include <criterion/logging.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "foi/foi.h"

static const char letter[] =
    "Home Office\n\nDate: 3 June 2021\n\nDear Ms Example,\n\n"
    "We refuse your request for the marigold papers under section 31(1)(a) of the Freedom of "
    "Information Act 2000.\n\nYours sincerely\n";

/* A directory of this test with one letter in it, and an index made of it. */
typedef struct fixture {
    char root[64];
    char file[128];
    char index[128];
    foi_update_options options;
} fixture;

static void write_file(const char *path, const char *content)
{
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    fputs(content, file);
    fclose(file);
}

static void set_up(fixture *made)
{
    strcpy(made->root, "/tmp/foi-public-XXXXXX");
    cr_assert_not_null(mkdtemp(made->root));
    snprintf(made->file, sizeof made->file, "%s/letters/letter.txt", made->root);
    snprintf(made->index, sizeof made->index, "%s/letters", made->root);
    mkdir(made->index, 0700);
    write_file(made->file, letter);
    snprintf(made->index, sizeof made->index, "%s/index", made->root);
    foi_update_options_init(&made->options);
    made->options.jobs = 1;
    made->options.worker = FOI_BINARY_DIR "/bin/foi-worker";
}

static void tear_down(const fixture *made)
{
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", made->root);
    cr_assert_eq(system(command), 0);
}

static foi_status update(fixture *made, foi_update_summary *summary)
{
    foi_updater *updater = foi_updater_new();
    const char *paths[] = {made->file};
    foi_status status = foi_updater_run(updater, made->index, paths, 1, &made->options, summary);
    cr_assert_eq(status == FOI_OK, *foi_updater_error(updater) == '\0');
    if (status != FOI_OK)
        cr_log_info("%s", foi_updater_error(updater));
    foi_updater_free(updater);
    return status;
}

static void check_document(const foi_document *document, const fixture *made)
{
    cr_assert_eq(strlen(foi_document_id(document)), 12);
    cr_assert_str_eq(foi_document_location(document), made->file);
    cr_assert_null(foi_document_member(document));
    cr_assert_str_eq(foi_document_status(document), "ok");
    cr_assert_str_eq(foi_document_type(document), "response");
    cr_assert_str_eq(foi_document_authority_id(document), "home-office");
    cr_assert_str_eq(foi_document_authority_name(document), "Home Office");
    cr_assert_str_eq(foi_document_date(document), "2021-06-03");
    cr_assert_str_eq(foi_document_outcome(document), "withheld");
    cr_assert_str_eq(foi_document_favours(document), "authority");
    size_t length;
    const char *text = foi_document_text(document, &length);
    cr_assert_eq(strlen(text), length);
    cr_assert_not_null(strstr(text, "marigold papers"));
    foi_provision_view view;
    cr_assert_eq(foi_document_provisions(document), 1);
    cr_assert(foi_document_provision(document, 0, &view));
    cr_assert_str_eq(view.id, "foia:31(1)(a)");
    cr_assert_str_eq(view.role, "relied-on");
    cr_assert_not_null(strstr(view.quote, "section 31(1)(a)"));
    cr_assert(view.confidence > 0 && view.confidence <= 1);
    cr_assert_str_eq(view.source, "read");
    cr_assert_str_eq(foi_document_source(document, "outcome"), "read");
    cr_assert_null(foi_document_source(document, "colour"));
    cr_assert_null(foi_document_source(document, NULL));
    cr_assert_not(foi_document_provision(document, 1, &view), "there is no second one");
}

Test(public, a_program_makes_an_index_asks_it_and_reads_a_document)
{
    fixture made;
    set_up(&made);
    foi_update_summary summary;
    cr_assert_eq(update(&made, &summary), FOI_OK, "the update failed");
    cr_assert_eq(summary.added, 1);
    cr_assert_eq(summary.documents, 1);
    cr_assert_eq(summary.written, 1);

    foi_index *index = foi_index_new();
    cr_assert_eq(foi_index_open(index, made.index), FOI_OK, "%s", foi_index_error(index));
    foi_index_info info = {.size = sizeof info};
    cr_assert_eq(foi_index_get_info(index, &info), FOI_OK);
    cr_assert_eq(info.documents, 1);
    foi_results *results = NULL;
    cr_assert_eq(foi_index_search(index, "exemption:31 marigold", NULL, &results), FOI_OK);
    cr_assert_eq(foi_results_total(results), 1);
    cr_assert_eq(foi_results_total_all_words(results), 1);
    cr_assert_not(foi_results_relaxed(results));
    cr_assert_geq(foi_results_took_ms(results), 0);
    cr_assert_eq(foi_results_facets(results), 6);
    cr_assert_null(foi_results_hit(results, 1));
    const foi_hit *hit = foi_results_hit(results, 0);
    cr_assert_str_eq(hit->exemptions[0], "foia:31(1)(a)");

    foi_document *document = NULL;
    cr_assert_eq(foi_index_get_document(index, hit->id, &document), FOI_OK);
    check_document(document, &made);
    char *json = foi_document_to_json(document, 0);
    cr_assert_not_null(strstr(json, "\"doctype\":\"response\""));
    foi_free(json);
    foi_document_free(document);
    /* Results hold copies: they outlive the index. */
    foi_index_free(index);
    cr_assert_str_eq(hit->authority_id, "home-office");
    foi_results_free(results);
    tear_down(&made);
}

Test(public, an_open_index_follows_later_commits)
{
    fixture made;
    set_up(&made);
    foi_update_summary summary;
    update(&made, &summary);
    foi_index *index = foi_index_new();
    cr_assert_eq(foi_index_open(index, made.index), FOI_OK);
    foi_results *results = NULL;
    cr_assert_eq(foi_index_search(index, "tulips", NULL, &results), FOI_OK);
    cr_assert_eq(foi_results_total(results), 0);
    foi_results_free(results);
    write_file(made.file, "Tulips and nothing else.\n");
    update(&made, &summary);
    cr_assert_eq(summary.changed, 1);
    cr_assert_eq(foi_index_search(index, "tulips", NULL, &results), FOI_OK);
    cr_assert_eq(foi_results_total(results), 1);
    foi_results_free(results);
    foi_index_free(index);
    tear_down(&made);
}

Test(public, what_is_wrong_is_told_by_the_handle)
{
    foi_index *index = foi_index_new();
    foi_results *results = NULL;
    cr_assert_eq(foi_index_open(index, "/nowhere/at/all"), FOI_ERROR_NOT_FOUND);
    cr_assert_not_null(strstr(foi_index_error(index), "/nowhere/at/all"));
    cr_assert_eq(foi_index_search(index, "x", NULL, &results), FOI_ERROR_ARGUMENT,
                 "an index that is not open");
    foi_index_info info = {0};
    cr_assert_eq(foi_index_get_info(index, &info), FOI_ERROR_ARGUMENT);
    foi_index_free(index);
    foi_index_free(NULL);
    cr_assert_eq(foi_index_search(NULL, "x", NULL, &results), FOI_ERROR_ARGUMENT);

    foi_updater *updater = foi_updater_new();
    foi_update_options options;
    foi_update_options_init(&options);
    cr_assert_eq(foi_updater_run(updater, "/tmp/x", NULL, 0, &options, NULL), FOI_ERROR_ARGUMENT);
    const char *paths[] = {"/tmp"};
    options.worker = "/no/such/worker";
    cr_assert_eq(foi_updater_run(updater, "/tmp/x", paths, 1, &options, NULL), FOI_ERROR_WORKER);
    cr_assert_not_null(strstr(foi_updater_error(updater), "/no/such/worker"));
    foi_update_options_init(&options);
    options.size = 1;
    cr_assert_eq(foi_updater_run(updater, "/tmp/x", paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    foi_update_options_init(&options);
    options.jobs = 1000;
    cr_assert_eq(foi_updater_run(updater, "/tmp/x", paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    foi_update_options_init(&options);
    options.max_depth = 99;
    cr_assert_eq(foi_updater_run(updater, "/tmp/x", paths, 1, &options, NULL), FOI_ERROR_ARGUMENT);
    foi_updater_free(updater);
    foi_updater_free(NULL);
}

static int stop_at_once(const foi_progress *progress, void *data)
{
    ++*(int *)data;
    return progress->files_done == 0;
}

Test(public, a_progress_function_can_stop_the_run_and_loses_nothing)
{
    fixture made;
    set_up(&made);
    int calls = 0;
    made.options.progress = stop_at_once;
    made.options.data = &calls;
    foi_update_summary summary;
    cr_assert_eq(update(&made, &summary), FOI_ERROR_CANCELLED);
    cr_assert_gt(calls, 0);
    made.options.progress = NULL;
    cr_assert_eq(update(&made, &summary), FOI_OK, "the update failed");
    cr_assert_eq(summary.documents, 1);
    tear_down(&made);
}
