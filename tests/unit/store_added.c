/* With which commit each document came, whatever becomes of the segments that it lies in. */
#include <criterion/criterion.h>

#include "indexer/store/commit.h"
#include "store_fixture.h"

static char *directory;

static void set_up(void)
{
    directory = fixture_directory();
}

static void tear_down(void)
{
    fixture_remove(directory);
    g_free(directory);
}

TestSuite(store_added, .init = set_up, .fini = tear_down, .timeout = 60);

static foi_store_writer *open_writer(void)
{
    foi_store_writer *writer = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_OK, "%s", error.message);
    return writer;
}

static foi_snapshot *open_snapshot(void)
{
    foi_snapshot *snapshot = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, &error), FOI_OK, "%s", error.message);
    return snapshot;
}

static void add(foi_store_writer *writer, uint32_t number, const char *text)
{
    g_autofree char *path = g_strdup_printf("/letters/%u", number);
    g_autoptr(foi_document) document = fixture_document(number, text);
    cr_assert_eq(foi_store_writer_add(writer, document, NULL), FOI_OK);
    foi_store_writer_set_file(writer, fixture_state(path, document));
}

static void drop(foi_store_writer *writer, uint32_t number)
{
    g_autofree char *path = g_strdup_printf("/letters/%u", number);
    foi_store_writer_drop_file(writer, path);
}

static void commit(foi_store_writer *writer)
{
    bool changed;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, &error), FOI_OK, "%s", error.message);
    cr_assert(changed);
}

/* With which commit document NUMBER came; 0: it is not there. */
static uint64_t added_of(uint32_t number)
{
    g_autoptr(foi_snapshot) snapshot = open_snapshot();
    char id[FOI_ID_LENGTH + 1];
    size_t segment;
    uint32_t row;
    fixture_id(number, id);
    uint32_t docid = foi_snapshot_find(snapshot, id);
    if (docid == 0)
        return 0;
    foi_snapshot_locate(snapshot, docid, &segment, &row);
    return foi_snapshot_added(snapshot, segment)[row];
}

static void expect_whole(void)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_check(directory, NULL, NULL, &error), FOI_OK, "%s", error.message);
}

static char *identity_of(void)
{
    g_autoptr(foi_snapshot) snapshot = open_snapshot();
    foi_store_info info;
    foi_snapshot_info(snapshot, &info);
    return g_strdup(info.identity);
}

Test(store_added, a_document_keeps_the_commit_that_it_came_with_when_it_is_written_anew)
{
    g_autoptr(foi_store_writer) writer = open_writer();
    add(writer, 1, "one");
    commit(writer);
    add(writer, 2, "two");
    commit(writer);
    add(writer, 1, "one, read by a newer tagger");
    add(writer, 3, "three");
    commit(writer);
    cr_assert_eq(added_of(1), 1);
    cr_assert_eq(added_of(2), 2);
    cr_assert_eq(added_of(3), 3);
    expect_whole();
}

Test(store_added, what_is_written_twice_before_it_is_committed_is_as_new_as_what_is_written_once)
{
    g_autoptr(foi_store_writer) writer = open_writer();
    add(writer, 1, "one");
    commit(writer);
    add(writer, 2, "two");
    add(writer, 2, "two, once more");
    commit(writer);
    cr_assert_eq(added_of(2), 2);
}

Test(store_added, a_document_that_had_gone_comes_anew)
{
    g_autoptr(foi_store_writer) writer = open_writer();
    add(writer, 1, "one");
    add(writer, 2, "two");
    commit(writer);
    drop(writer, 1);
    commit(writer);
    cr_assert_eq(added_of(1), 0);
    add(writer, 1, "one");
    commit(writer);
    cr_assert_eq(added_of(1), 3);
    cr_assert_eq(added_of(2), 1);
}

Test(store_added, a_document_whose_file_was_moved_is_not_new)
{
    g_autoptr(foi_store_writer) writer = open_writer();
    g_autoptr(foi_document) document = fixture_document(1, "one");
    add(writer, 1, "one");
    commit(writer);
    cr_assert(foi_store_writer_has(writer, document->id));
    foi_store_writer_set_file(writer, fixture_state("/elsewhere/1", document));
    drop(writer, 1);
    commit(writer);
    cr_assert_eq(added_of(1), 1);
}

/* One document a commit: after sixteen of them segments were merged twice. */
Test(store_added, merging_rewriting_and_compacting_segments_change_nothing)
{
    enum { COMMITS = 20 };
    bool changed;
    g_autoptr(foi_store_writer) writer = open_writer();
    for (uint32_t i = 1; i <= COMMITS; i++) {
        add(writer, i, "a letter");
        commit(writer);
    }
    for (uint32_t i = 1; i <= COMMITS; i++)
        cr_assert_eq(added_of(i), i, "document %u", i);
    for (uint32_t i = 2; i <= COMMITS; i += 2)
        drop(writer, i);
    drop(writer, 1);
    commit(writer);
    for (uint32_t i = 3; i <= COMMITS; i += 2)
        cr_assert_eq(added_of(i), i, "document %u", i);
    cr_assert_eq(foi_store_writer_compact(writer, &changed, NULL), FOI_OK);
    cr_assert(changed);
    for (uint32_t i = 3; i <= COMMITS; i += 2)
        cr_assert_eq(added_of(i), i, "document %u", i);
    expect_whole();
}

Test(store_added, an_index_keeps_its_identity_and_one_made_anew_has_another)
{
    foi_store_writer *writer = open_writer();
    add(writer, 1, "one");
    commit(writer);
    g_autofree char *first = identity_of();
    cr_assert(g_uuid_string_is_valid(first));
    foi_store_writer_free(writer);
    writer = open_writer();
    add(writer, 2, "two");
    commit(writer);
    foi_store_writer_free(writer);
    g_autofree char *second = identity_of();
    cr_assert_str_eq(second, first);
    foi_disk_remove_tree(directory);
    writer = open_writer();
    add(writer, 1, "one");
    commit(writer);
    foi_store_writer_free(writer);
    g_autofree char *anew = identity_of();
    cr_assert_str_neq(anew, first);
}

/* --- a description that was changed by hand ----------------------------------------------------
 */

static void write_description(foi_commit *commit)
{
    bool replaced;
    g_ptr_array_set_size(commit->features, (gint)commit->features->len - 1); /* the NULL */
    g_autofree char *text = foi_commit_format(commit);
    cr_assert_eq(foi_disk_replace(directory, FOI_STUB_NAME, text, strlen(text), &replaced, NULL),
                 FOI_OK);
}

static foi_commit *two_commits(void)
{
    g_autoptr(foi_store_writer) writer = open_writer();
    foi_commit *last = NULL;
    for (uint32_t i = 1; i <= 2; i++) {
        add(writer, i, "a letter");
        commit(writer);
    }
    expect_whole();
    cr_assert_eq(foi_commit_load(directory, &last, NULL), FOI_OK);
    return last;
}

Test(store_added, the_check_finds_a_document_that_comes_from_no_commit_of_the_index)
{
    g_autoptr(foi_commit) last = two_commits();
    g_auto(foi_error) error = FOI_ERROR_INIT;
    last->number = 1;
    write_description(last);
    cr_assert_eq(foi_store_check(directory, NULL, NULL, &error), FOI_ERROR_CORRUPT);
    cr_assert_not_null(strstr(error.message, "commit 2"), "%s", error.message);
}

/* It becomes part of the name of a file. */
Test(store_added, an_identity_that_is_none_is_damage)
{
    g_autoptr(foi_commit) last = two_commits();
    foi_snapshot *snapshot = NULL;
    g_free(last->identity);
    last->identity = g_strdup("../../somewhere");
    write_description(last);
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, NULL), FOI_ERROR_CORRUPT);
}
