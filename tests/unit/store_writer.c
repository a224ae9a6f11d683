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

static mode_t mode_of(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 ? about.st_mode & 0777 : 0;
}

Test(store_writer, the_directory_is_its_owners_alone)
{
    g_autofree char *directory = fixture_directory();
    cr_assert_eq(g_mkdir(directory, 0755), 0);
    foi_store_writer *writer = open_writer(directory);
    cr_assert_eq(mode_of(directory), 0700);
    foi_store_writer_free(writer);
    fixture_remove(directory);
}

Test(store_writer, a_directory_with_other_files_is_refused_and_left_alone)
{
    g_autofree char *directory = fixture_directory();
    cr_assert_eq(g_mkdir(directory, 0755), 0);
    g_autofree char *other = g_build_filename(directory, "segments", NULL);
    cr_assert(g_file_set_contents(other, "mine", -1, NULL));
    foi_store_writer *writer = NULL;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_ERROR_ARGUMENT);
    cr_assert_null(writer);
    cr_assert_not_null(strstr(error.message, directory));
    cr_assert(g_file_test(other, G_FILE_TEST_IS_REGULAR));
    cr_assert_eq(mode_of(directory), 0755);
    fixture_remove(directory);
}

Test(store_writer, somebody_elses_xapian_stub_is_refused_and_left_alone)
{
    g_autofree char *directory = fixture_directory();
    cr_assert_eq(g_mkdir(directory, 0755), 0);
    g_autofree char *stub = g_build_filename(directory, "XAPIANDB", NULL);
    cr_assert(g_file_set_contents(stub, "auto elsewhere\n", -1, NULL));
    foi_store_writer *writer = NULL;
    foi_snapshot *snapshot = NULL;
    cr_assert_neq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    cr_assert_neq(foi_snapshot_open(directory, &snapshot, NULL), FOI_OK);
    g_autofree char *text = NULL;
    cr_assert(g_file_get_contents(stub, &text, NULL, NULL));
    cr_assert_str_eq(text, "auto elsewhere\n");
    fixture_remove(directory);
}

/* Criterion's assertions hang in a child of a test: it tells by its exit code. */
static int second_writer(const char *directory)
{
    pid_t child = fork();
    if (child == 0) {
        foi_store_writer *writer = NULL;
        _exit((int)foi_store_writer_open(directory, 50, &writer, NULL));
    }
    int status = -1;
    cr_assert_eq(waitpid(child, &status, 0), child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Test(store_writer, a_second_writer_is_told_to_wait_until_the_first_has_ended)
{
    g_autofree char *directory = fixture_directory();
    foi_store_writer *writer = open_writer(directory);
    cr_assert_eq(second_writer(directory), FOI_ERROR_LOCKED);
    foi_store_writer_free(writer);
    cr_assert_eq(second_writer(directory), FOI_OK);
    fixture_remove(directory);
}

static void rewrite_stub(const char *directory, const char *from, const char *to)
{
    g_autoptr(foi_commit) commit = NULL;
    cr_assert_eq(foi_commit_load(directory, &commit, NULL), FOI_OK);
    g_ptr_array_set_size(commit->features, (gint)commit->features->len - 1);
    if (strcmp(from, "feature") == 0)
        g_ptr_array_add(commit->features, g_strdup(to));
    if (strcmp(from, "schema") == 0)
        commit->schema = (uint32_t)g_ascii_strtoull(to, NULL, 10);
    if (strcmp(from, "stemmer") == 0) {
        g_free(commit->stemmer);
        commit->stemmer = g_strdup(to);
    }
    g_autofree char *text = foi_commit_format(commit);
    bool replaced;
    cr_assert_eq(foi_disk_replace(directory, FOI_STUB_NAME, text, strlen(text), &replaced, NULL),
                 FOI_OK);
}

static void expect_refused(const char *from, const char *to, foi_status wanted)
{
    g_autofree char *directory = fixture_directory();
    foi_store_writer *writer = open_writer(directory);
    add(writer, 1, "/a", "one");
    commit(writer);
    foi_store_writer_free(writer);
    rewrite_stub(directory, from, to);
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_snapshot *snapshot = NULL;
    cr_assert_eq(foi_snapshot_open(directory, &snapshot, &error), wanted);
    cr_assert_not_null(strstr(error.message, to), "%s does not name %s", error.message, to);
    writer = NULL;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), wanted);
    cr_assert_null(writer);
    fixture_remove(directory);
}

Test(store_writer, an_index_of_another_version_is_refused_by_the_name_of_what_is_missing)
{
    expect_refused("schema", "99", FOI_ERROR_VERSION);
    expect_refused("feature", "token-streams", FOI_ERROR_VERSION);
    expect_refused("stemmer", "welsh", FOI_ERROR_VERSION);
    expect_refused("schema", "0", FOI_ERROR_STALE);
}

Test(store_writer, what_cannot_be_written_is_named_and_the_last_index_stays)
{
    g_autofree char *directory = fixture_directory();
    foi_store_writer *writer = open_writer(directory);
    add(writer, 1, "/a", "one");
    commit(writer);
    add(writer, 2, "/b", "two");
    /* Works for the superuser too, whom permissions do not stop. */
    g_autofree char *segments = g_build_filename(directory, "commits", NULL);
    foi_disk_remove_tree(segments);
    cr_assert(g_file_set_contents(segments, "in the way", -1, NULL));
    bool changed;
    g_auto(foi_error) error = FOI_ERROR_INIT;
    cr_assert_neq(foi_store_writer_commit(writer, &changed, &error), FOI_OK);
    cr_assert_not(changed);
    cr_assert_not_null(strstr(error.message, segments), "%s", error.message);
    /* A writer that failed does not go on as if nothing had been. */
    cr_assert_neq(foi_store_writer_commit(writer, &changed, &error), FOI_OK);
    foi_store_writer_free(writer);
    fixture_remove(directory);
}

Test(store_writer, an_attachment_shares_its_mails_case_but_a_leaflet_in_two_mails_does_not)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    /* Mails 1 and 2; attachment 3 in mail 1; leaflet 4 in both. */
    for (uint32_t mail = 1; mail <= 2; mail++) {
        g_autoptr(foi_document) letter = fixture_document(mail, "mail");
        g_autofree char *path = g_strdup_printf("/%u.eml", mail);
        foi_file_state *state = fixture_state(path, letter);
        cr_assert_eq(foi_store_writer_add(writer, letter, NULL), FOI_OK);
        for (uint32_t number = mail == 1 ? 3 : 4; number <= 4; number++) {
            g_autoptr(foi_document) inside = fixture_document(number, "inside");
            inside->member = g_strdup_printf("%u.pdf", number);
            inside->parent = g_strdup(letter->id);
            cr_assert_eq(foi_store_writer_add(writer, inside, NULL), FOI_OK);
            foi_file_state_add(state, inside, true);
        }
        foi_store_writer_set_file(writer, state);
    }
    commit(writer);
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    char *cases[5] = {NULL};
    for (uint32_t number = 1; number <= 4; number++) {
        char id[FOI_ID_LENGTH + 1];
        fixture_id(number, id);
        g_autoptr(foi_document) document = NULL;
        uint32_t docid = foi_snapshot_find(snapshot, id);
        cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, NULL), FOI_OK);
        cases[number] = g_strdup(document->case_id);
    }
    cr_assert_not_null(cases[1]);
    cr_assert_str_eq(cases[1], cases[3]);
    cr_assert_null(cases[2]);
    cr_assert_null(cases[4]);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_free(cases[i]);
    fixture_remove(directory);
}

static void append_rest(foi_file_cursor *cursor, GString *paths)
{
    const foi_file_facts *facts;
    while ((facts = foi_file_cursor_facts(cursor)) != NULL) {
        g_string_append_len(paths, facts->path, (gssize)facts->path_length);
        cr_assert_eq(foi_file_cursor_next(cursor, NULL), FOI_OK);
    }
}

Test(store_writer, a_cursor_sees_one_commit_whatever_is_dropped_and_committed_meanwhile)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    g_autoptr(foi_file_cursor) none = NULL, cursor = NULL, later = NULL;
    cr_assert_eq(foi_store_writer_cursor(writer, &none, NULL), FOI_OK);
    cr_assert_null(foi_file_cursor_facts(none));
    for (uint32_t i = 0; i < 6; i++) {
        g_autofree char *path = g_strdup_printf("/%u", 5 - i);
        add(writer, i, path, "text");
    }
    commit(writer);
    cr_assert_eq(foi_store_writer_cursor(writer, &cursor, NULL), FOI_OK);
    foi_store_writer_drop_file(writer, "/1");
    commit(writer);
    foi_store_writer_drop_file(writer, "/3");
    commit(writer);
    g_autoptr(GString) before = g_string_new(NULL), after = g_string_new(NULL);
    append_rest(cursor, before);
    cr_assert_str_eq(before->str, "/0/1/2/3/4/5");
    cr_assert_eq(foi_store_writer_cursor(writer, &later, NULL), FOI_OK);
    append_rest(later, after);
    cr_assert_str_eq(after->str, "/0/2/4/5");
    cr_assert_eq(foi_store_writer_documents(writer), 4);
    fixture_remove(directory);
}

Test(store_writer, a_newer_document_of_the_same_id_takes_the_place_of_the_old_one)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    add(writer, 1, "/a", "as it was");
    commit(writer);
    g_autoptr(foi_document) first = fixture_document(1, "as it became");
    g_autoptr(foi_document) second = fixture_document(1, "as it is");
    cr_assert_eq(foi_store_writer_add(writer, first, NULL), FOI_OK);
    cr_assert_eq(foi_store_writer_add(writer, second, NULL), FOI_OK);
    cr_assert(commit(writer));
    cr_assert_eq(foi_store_writer_documents(writer), 1);
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    g_autoptr(foi_document) found = NULL;
    uint32_t docid = foi_snapshot_find(snapshot, first->id);
    cr_assert_eq(foi_snapshot_document(snapshot, docid, &found, NULL), FOI_OK);
    cr_assert_str_eq(found->text.bytes->str, "as it is");
    cr_assert_str_eq(found->location, "/a");
    fixture_remove(directory);
}

/* The caller saw that the bytes are known, and a commit came between that and the file's state. */
Test(store_writer, bytes_that_were_gone_for_one_commit_come_back_without_being_added_again)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    for (uint32_t i = 0; i < 4; i++) {
        g_autofree char *path = g_strdup_printf("/%u", i);
        add(writer, i, path, "text");
    }
    commit(writer);
    g_autoptr(foi_document) moved = fixture_document(2, "text");
    cr_assert(foi_store_writer_has(writer, moved->id));
    foi_store_writer_drop_file(writer, "/2");
    commit(writer);
    cr_assert_not(foi_store_writer_has(writer, moved->id));
    foi_store_writer_set_file(writer, fixture_state("/moved", moved));
    commit(writer);
    cr_assert_eq(foi_store_writer_documents(writer), 4);
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    g_autoptr(foi_document) found = NULL;
    uint32_t docid = foi_snapshot_find(snapshot, moved->id);
    cr_assert_neq(docid, 0);
    cr_assert_eq(foi_snapshot_document(snapshot, docid, &found, NULL), FOI_OK);
    cr_assert_str_eq(found->location, "/moved");
    fixture_remove(directory);
}

static guint count_there(const char *directory, GHashTable *paths)
{
    guint there = 0;
    GHashTableIter each;
    void *path;
    g_hash_table_iter_init(&each, paths);
    while (g_hash_table_iter_next(&each, &path, NULL)) {
        g_autofree char *whole = g_build_filename(directory, path, NULL);
        there += g_file_test(whole, G_FILE_TEST_EXISTS);
    }
    return there;
}

Test(store_writer, what_a_reader_may_be_opening_stays_for_one_more_commit)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    add(writer, 1, "/a", "one");
    commit(writer);
    g_autoptr(foi_commit) first = NULL;
    cr_assert_eq(foi_commit_load(directory, &first, NULL), FOI_OK);
    g_autoptr(GHashTable) paths = foi_commit_paths(first);
    guint all = g_hash_table_size(paths);
    cr_assert_geq(all, 4);
    foi_store_writer_drop_file(writer, "/a");
    add(writer, 2, "/b", "two");
    commit(writer);
    cr_assert_eq(count_there(directory, paths), all);
    add(writer, 3, "/c", "three");
    commit(writer);
    cr_assert_eq(count_there(directory, paths), 0);
    fixture_remove(directory);
}

Test(store_writer, any_xapian_tool_can_open_the_directory)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    for (uint32_t i = 0; i < 3; i++) {
        g_autofree char *path = g_strdup_printf("/%u", i);
        add(writer, i, path, "building blocks");
        commit(writer);
    }
    xap_error detail = XAP_ERROR_INIT;
    xap_database *database = NULL;
    cr_assert_eq(xap_database_open(directory, &database, &detail), XAP_OK, "%s", detail.message);
    uint32_t count = 0;
    cr_assert_eq(xap_database_term_frequency(database, "Zblock", 6, &count, NULL), XAP_OK);
    cr_assert_eq(count, 3);
    xap_database_free(database);
    fixture_remove(directory);
}

Test(store_writer, compacting_leaves_one_segment_and_nothing_that_was_removed)
{
    g_autofree char *directory = fixture_directory();
    g_autoptr(foi_store_writer) writer = open_writer(directory);
    bool changed;
    for (uint32_t number = 0; number < 5; number++) {
        g_autofree char *path = g_strdup_printf("/letters/%u", number);
        g_autofree char *text = g_strdup_printf("common word%u", number);
        add(writer, number, path, text);
        cr_assert(commit(writer));
    }
    foi_store_writer_drop_file(writer, "/letters/1");
    add(writer, 9, "/letters/9", "common too");
    cr_assert_eq(foi_store_writer_compact(writer, &changed, NULL), FOI_OK);
    cr_assert(changed);
    cr_assert_eq(foi_store_writer_compact(writer, &changed, NULL), FOI_OK);
    cr_assert_not(changed);
    g_autoptr(foi_snapshot) snapshot = open_snapshot(directory);
    foi_store_info info;
    foi_snapshot_info(snapshot, &info);
    cr_assert_eq(info.segments, 1);
    cr_assert_eq(info.removed, 0);
    cr_assert_eq(info.documents, 5);
    cr_assert_eq(frequency(snapshot, "Zcommon"), 5);
    cr_assert_eq(frequency(snapshot, "Zword1"), 0);
    cr_assert_eq(foi_snapshot_find(snapshot, "doc000000001"), 0);
    g_autoptr(foi_document) document = NULL;
    uint32_t docid = foi_snapshot_find(snapshot, "doc000000003");
    cr_assert_eq(foi_snapshot_document(snapshot, docid, &document, NULL), FOI_OK);
    cr_assert_str_eq(document->location, "/letters/3");
    cr_assert_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_OK);
    fixture_remove(directory);
}
