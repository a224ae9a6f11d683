/* A run that was killed before it had written all documents anew: the next one goes on. */
#include <criterion/criterion.h>

#include "foi/index.h"
#include "foi/update.h"
#include "indexer/labels/labels.h"
#include "store_fixture.h"

static const char letter[] =
    "Home Office\n\nDate: 24 May 2019\n\nDear Ms Example,\n\nWe refuse your request about quays under "
    "section 31(1)(a) of the Freedom of Information Act 2000.\n\nYours sincerely\n";

static void run(const char *directory, const char *path, const foi_update_options *options,
                foi_update_summary *summary)
{
    foi_updater *updater = foi_updater_new();
    foi_status status =
        foi_updater_run(updater, directory, &path, path != NULL ? 1 : 0, options, summary);
    cr_assert_eq(status, FOI_OK, "%s", foi_updater_error(updater));
    foi_updater_free(updater);
}

/* Leaves in the index what a run does that is killed after its first commit of several. */
static void leave_pending(const char *directory, const char *path)
{
    foi_store_writer *writer;
    g_autoptr(foi_labels) labels = foi_labels_new();
    g_autofree char *key = g_strconcat(FOI_LABEL_PATH, path, NULL);
    foi_label_rows *rows = foi_label_rows_new();
    char *values[] = {(char *)"disclosed", NULL};
    foi_label label = {FOI_TAG_OUTCOME, 1.0, values};
    foi_label_rows_add(rows, key, 2, &label, 1);
    foi_labels_set_file(labels, "/tags.tsv", FOI_SOURCE_PERSON, rows);
    g_hash_table_add(foi_labels_pending(labels), g_steal_pointer(&key));
    g_hash_table_add(foi_labels_pending(labels), g_strdup("path:/nowhere//member"));
    g_hash_table_add(foi_labels_pending(labels), g_strdup("ref:fs50999999"));
    g_hash_table_add(foi_labels_pending(labels), g_strdup("id:aaaaaaaaaaaa"));
    GByteArray *bytes = g_byte_array_new();
    bool changed;
    foi_labels_encode(labels, bytes);
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    cr_assert_eq(foi_store_writer_set_labels(writer, bytes, NULL), FOI_OK);
    cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
    cr_assert(changed);
    foi_store_writer_free(writer);
}

static guint pending_in(const char *directory)
{
    foi_store_writer *writer;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(foi_labels) labels = NULL;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    cr_assert_eq(foi_store_writer_read_labels(writer, bytes, NULL), FOI_OK);
    foi_store_writer_free(writer);
    cr_assert_eq(foi_labels_decode(bytes->data, bytes->len, &labels, NULL), FOI_OK);
    return g_hash_table_size(foi_labels_pending(labels));
}

Test(relabel, what_was_left_is_done_by_the_next_run)
{
    g_autofree char *directory = fixture_directory();
    g_autofree char *parent = g_path_get_dirname(directory);
    g_autofree char *path = g_build_filename(parent, "letter.txt", NULL);
    g_autofree char *worker = g_build_filename(FOI_BINARY_DIR, "bin", "foi-worker", NULL);
    foi_update_options options;
    foi_update_summary summary;
    foi_update_options_init(&options);
    options.worker = worker;
    options.jobs = 1;
    cr_assert(g_file_set_contents(path, letter, -1, NULL));
    run(directory, path, &options, NULL);
    leave_pending(directory, path);
    cr_assert_eq(pending_in(directory), 4);
    options.retry = 1;
    run(directory, NULL, &options, &summary);
    cr_assert_eq(summary.rewritten, 1);
    cr_assert_eq(pending_in(directory), 0);
    run(directory, NULL, &options, &summary);
    cr_assert_eq(summary.rewritten, 0);
    cr_assert_eq(summary.written, 0);

    foi_snapshot *snapshot;
    foi_document *document;
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
    uint32_t docid = 1;
    while (foi_snapshot_is_removed(snapshot, docid))
        docid++;
    cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, NULL), FOI_OK);
    cr_assert_str_eq(foi_document_outcome(document), "disclosed");
    cr_assert_str_eq(foi_document_source(document, "outcome"), "person");
    foi_document_free(document);
    foi_snapshot_free(snapshot);
    cr_assert_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_OK);
    fixture_remove(directory);
}
