#include <criterion/criterion.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/store/commit.h"
#include "store_fixture.h"

static foi_store_writer *open_writer(const char *directory)
{
    foi_store_writer *writer = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    return writer;
}

static foi_snapshot *open_snapshot(const char *directory)
{
    foi_snapshot *snapshot = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, &error), FOI_OK, "%s", error.message);
    return snapshot;
}

static void add(foi_store_writer *writer, uint32_t number, const char *path, const char *text)
{
    g_autoptr(foi_document) document = fixture_document(number, text);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_add(writer, document, &error), FOI_OK, "%s", error.message);
    foi_store_writer_set_file(writer, fixture_state(path, document));
}

static bool commit(foi_store_writer *writer)
{
    bool changed;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    return changed;
}

static uint32_t frequency(foi_snapshot *snapshot, const char *term)
{
    uint32_t count = 0;
    cr_assert_eq(xap_database_term_frequency(foi_snapshot_database(snapshot), term, strlen(term),
                                             &count, NULL),
                 XAP_OK);
    return count;
}

Test(store_writer, a_document_comes_back_with_its_place_and_its_terms)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    add(writer, 8, "/letters/b.txt", "The building blocks of refusal");
    cr_assert(commit(writer));
    cr_assert_eq(foi_store_writer_documents(writer), 1);
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    uint32_t docid = foi_snapshot_find(snapshot, "doc000000008");
    cr_assert_neq(docid, 0);
    g_autoptr(foi_document) document = NULL;
    cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, NULL), FOI_OK);
    cr_assert_str_eq(document->location, "/letters/b.txt");
    cr_assert_str_eq(document->text.bytes->str, "The building blocks of refusal");
    cr_assert_null(document->case_id);
    static const char *const terms[] = {"Zrefus",       "ZSletter", "XEXEMPTIONfoia:31",
                                        "Y2008",        "M200809",  "XMISSINGauthority",
                                        "Qdoc000000008"};
    for (size_t i = 0; i < G_N_ELEMENTS(terms); i++)
        cr_assert_eq(frequency(snapshot, terms[i]), 1, "the term %s is missing", terms[i]);
    cr_assert_eq(frequency(snapshot, "XMISSINGdate"), 0);
    const foi_column *column = foi_snapshot_column(snapshot, 0, foi_field_find("exemption"));
    uint32_t count;
    const uint32_t *ordinals = foi_column_row(column, 0, &count);
    cr_assert_eq(count, 3);
    cr_assert_str_eq(foi_column_value(column, ordinals[2]), "foia:31(1)(a)");
    fixture_remove(directory);
}

Test(store_writer, an_unchanged_run_writes_nothing)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    add(writer, 1, "/a", "one");
    cr_assert(commit(writer));
    cr_assert_not(commit(writer));
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    g_autoptr(foi_document) same = fixture_document(1, "one");
    cr_assert(foi_store_writer_has(writer, same->id));
    foi_store_writer_set_file(writer, fixture_state("/a", same));
    cr_assert_not(commit(writer));
    cr_assert(foi_snapshot_is_current(snapshot));
    fixture_remove(directory);
}

Test(store_writer, an_index_without_documents_opens_and_is_empty)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    g_autoptr(foi_snapshot) before = NULL;
    cr_assert_eq(foi_snapshot_open(directory, &before, NULL), FOI_ERROR_NOT_FOUND);
    cr_assert(commit(writer));
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    foi_store_info info;
    foi_snapshot_info(snapshot, &info);
    cr_assert_eq(info.documents, 0);
    cr_assert_eq(info.segments, 0);
    cr_assert_eq(info.commit, 1);
    cr_assert_eq(foi_snapshot_find(snapshot, "doc000000001"), 0);
    cr_assert(foi_snapshot_is_removed(snapshot, 1));
    fixture_remove(directory);
}
