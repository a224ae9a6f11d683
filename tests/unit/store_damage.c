/* Damaged files: never a crash, never an answer that pretends to be whole. */
#include <criterion/criterion.h>
#include <unistd.h>

#include "indexer/store/sections.h"
#include "store_fixture.h"

static char *make_index(void)
{
    char *directory = fixture_directory();
    foi_store_writer *writer = NULL;
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
    for (uint32_t i = 0; i < 12; i++) {
        bool changed;
        g_autofree char *path = g_strdup_printf("/letters/%u", i);
        g_autoptr(foi_document) document = fixture_document(i * 5, "building blocks of refusal");
        cr_assert_eq(foi_store_writer_add(writer, document, NULL), FOI_OK);
        foi_store_writer_set_file(writer, fixture_state(path, document));
        if (i == 5)
            foi_store_writer_drop_file(writer, "/letters/1");
        if (i % 4 == 3)
            cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
    }
    foi_store_writer_free(writer);
    return directory;
}

static void find_files(const char *path, GPtrArray *files)
{
    GDir *directory = g_dir_open(path, 0, NULL);
    if (directory == NULL) {
        g_ptr_array_add(files, g_strdup(path));
        return;
    }
    const char *name;
    while ((name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        find_files(inside, files);
    }
    g_dir_close(directory);
}

static bool see_file(const foi_file_state *state, void *data)
{
    *(size_t *)data += strlen(state->path) + state->documents->len;
    return true;
}

/* Whatever a column says is a number; what the copies are looked up in gives rows that exist. */
static void use_copies(foi_snapshot *snapshot, size_t segment, uint32_t row)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    if (segment >= foi_snapshot_segments(snapshot) || row >= foi_snapshot_rows(snapshot, segment))
        return;
    uint64_t key = foi_snapshot_fingerprints(snapshot, segment)[row];
    foi_snapshot_copies(snapshot, key + foi_snapshot_added(snapshot, segment)[row] % 2, docids);
    foi_snapshot_copies(snapshot, key, docids);
    for (guint i = 0; i < docids->len; i++)
        cr_assert_not(foi_snapshot_is_removed(snapshot, g_array_index(docids, uint32_t, i)));
}

static void use_columns(foi_snapshot *snapshot, size_t segment, uint32_t row)
{
    size_t count;
    const foi_field *fields = foi_fields(&count);
    for (size_t i = 0; i < count; i++) {
        const foi_column *column = foi_snapshot_column(snapshot, segment, &fields[i]);
        uint32_t values = 0;
        const uint32_t *ordinals = column != NULL ? foi_column_row(column, row, &values) : NULL;
        for (uint32_t j = 0; j < values; j++) {
            cr_assert_lt(ordinals[j], foi_column_values(column));
            cr_assert_lt(strlen(foi_column_value(column, ordinals[j])), 1000);
        }
    }
}

/* Does all that a query does. */
static void use(foi_snapshot *snapshot)
{
    for (uint32_t docid = 1; docid < 40; docid++) {
        size_t segment, seen = 0;
        uint32_t row;
        char id[FOI_ID_LENGTH + 1];
        g_autoptr(foi_document) document = NULL;
        g_auto(foi_error) error = FOI_ERROR_INIT;
        foi_snapshot_id(snapshot, docid, id);
        foi_snapshot_find(snapshot, id);
        foi_snapshot_locate(snapshot, docid, &segment, &row);
        use_columns(snapshot, segment, row);
        use_copies(snapshot, segment, row);
        g_ptr_array_unref(foi_snapshot_places(snapshot, docid));
        if (foi_snapshot_document(snapshot, docid, &document, &error) != FOI_OK)
            cr_assert_not_null(error.message);
        if (foi_snapshot_each_file(snapshot, see_file, &seen, &error) != FOI_OK)
            cr_assert_not_null(error.message);
    }
}

static void see_files_of(foi_store_writer *writer)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    g_autoptr(foi_file_cursor) cursor = NULL;
    foi_status status = foi_store_writer_cursor(writer, &cursor, &error);
    while (status == FOI_OK && foi_file_cursor_facts(cursor) != NULL)
        status = foi_file_cursor_next(cursor, &error);
    if (status != FOI_OK)
        cr_assert_not_null(error.message);
}

/* Opens what stands there and does all that programs do; the check must find the damage. */
static void expect_no_crash(const char *directory, const char *file, size_t at)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_snapshot *snapshot = NULL;
    foi_status status = foi_snapshot_open(directory, &snapshot, &error);
    if (status == FOI_OK)
        use(snapshot);
    else
        cr_assert(error.message != NULL && error.message[0] != '\0', "no message for %s", file);
    foi_snapshot_free(snapshot);
    foi_store_writer *writer = NULL;
    foi_error ignored = FOI_ERROR_INIT;
    g_autofree char *stub = g_build_filename(directory, "XAPIANDB", NULL);
    /* Without a commit a writer begins anew and takes away what it finds. */
    if (g_file_test(stub, G_FILE_TEST_EXISTS) &&
        foi_store_writer_open(directory, 0, &writer, &ignored) == FOI_OK) {
        see_files_of(writer);
        foi_store_writer_has(writer, "doc000000005");
    }
    foi_store_writer_free(writer);
    foi_error_clear(&ignored);
    foi_status checked = foi_store_check(directory, NULL, NULL, NULL);
    cr_assert(checked != FOI_OK, "byte %zu of %s was changed: nobody noticed", at, file);
}

static void damage_file(const char *directory, const char *file, size_t step)
{
    char *bytes;
    gsize length;
    cr_assert(g_file_get_contents(file, &bytes, &length, NULL));
    bool database = g_str_has_suffix(file, "/db");
    for (size_t at = 0; at < length; at += step) {
        bytes[at] ^= (char)(1 << (at / step % 8));
        cr_assert(g_file_set_contents(file, bytes, (gssize)length, NULL));
        /* What libxapian makes of a changed bit is its own; the check must not even let it look. */
        if (database)
            cr_assert_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_ERROR_CORRUPT);
        else
            expect_no_crash(directory, file, at);
        bytes[at] ^= (char)(1 << (at / step % 8));
    }
    for (size_t cut = 0; cut < length; cut += 1 + length / 12) {
        cr_assert(g_file_set_contents(file, bytes, (gssize)cut, NULL));
        expect_no_crash(directory, file, cut);
    }
    cr_assert_eq(unlink(file), 0);
    expect_no_crash(directory, file, 0);
    cr_assert(g_file_set_contents(file, bytes, (gssize)length, NULL));
    g_free(bytes);
}

static void damage_all(bool databases)
{
    g_autofree char *directory = make_index();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    /* The sweep of the first opening takes away what only the commit before needs. */
    cr_assert_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_OK);
    find_files(directory, files);
    g_autofree char *stub = NULL;
    g_autofree char *stub_path = g_build_filename(directory, "XAPIANDB", NULL);
    cr_assert(g_file_get_contents(stub_path, &stub, NULL, NULL));
    for (guint i = 0; i < files->len; i++) {
        const char *file = g_ptr_array_index(files, i);
        g_autofree char *kept = g_strdup_printf("#foi kept %s\n", file + strlen(directory) + 1);
        bool database = g_str_has_suffix(file, "/db");
        if (database != databases || g_str_has_suffix(file, "/lock") || strstr(stub, kept) != NULL)
            continue;
        gsize length = 0;
        g_autofree char *bytes = NULL;
        cr_assert(g_file_get_contents(file, &bytes, &length, NULL));
        damage_file(directory, file, database ? length / 60 : 1 + length / 120);
    }
    cr_assert_eq(foi_store_check(directory, NULL, NULL, NULL), FOI_OK);
    fixture_remove(directory);
}

Test(store_damage, a_changed_bit_or_a_cut_in_our_files_is_found_and_never_crashes, .timeout = 300)
{
    damage_all(false);
}

Test(store_damage, a_changed_bit_or_a_cut_in_a_database_is_found, .timeout = 300)
{
    damage_all(true);
}

/* Whoever can write our files can make the table's checksum fit, too: then only the bounds help. */
Test(store_damage, a_writer_adds_nothing_to_an_index_whose_database_is_lost_or_cut)
{
    g_autofree char *directory = make_index();
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    find_files(directory, files);
    const char *database = NULL;
    for (guint i = 0; i < files->len; i++)
        if (g_str_has_suffix(g_ptr_array_index(files, i), "/db"))
            database = g_ptr_array_index(files, i);
    cr_assert_not_null(database);
    for (int round = 0; round < 2; round++) {
        cr_assert_eq(round == 0 ? truncate(database, 100) : unlink(database), 0);
        foi_store_writer *writer = NULL;
        g_auto(foi_error) error = FOI_ERROR_INIT;
        cr_assert_eq(foi_store_writer_open(directory, 0, &writer, &error), FOI_ERROR_CORRUPT);
        cr_assert_null(writer);
        cr_assert_not_null(strstr(error.message, database), "%s", error.message);
    }
    fixture_remove(directory);
}

Test(store_damage, a_section_cannot_lie_about_its_length)
{
    g_autofree char *directory = fixture_directory();
    cr_assert_eq(g_mkdir(directory, 0700), 0);
    g_autofree char *path = g_build_filename(directory, "sections", NULL);
    foi_section_writer *writer;
    cr_assert_eq(foi_section_writer_open(path, &writer, NULL), FOI_OK);
    foi_section_put(writer, "numbers", NULL, "12345678", 8);
    cr_assert_eq(foi_section_writer_finish(writer, NULL), FOI_OK);
    g_autoptr(foi_section_file) file = NULL;
    cr_assert_eq(foi_section_file_open(path, &file, NULL), FOI_OK);
    cr_assert_not_null(foi_section_array(file, "numbers", NULL, 2, 4));
    cr_assert_null(foi_section_array(file, "numbers", NULL, 3, 4));
    cr_assert_null(foi_section_array(file, "number", NULL, 2, 4));
    cr_assert_eq(foi_section_file_verify(file, NULL), FOI_OK);
    fixture_remove(directory);
}
