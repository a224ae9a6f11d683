/* What an index knows, beside the walk: no file is taken for gone that is there, and none for there
 * that is gone. */
#include "indexer/update/known.h"

#include <criterion/criterion.h>
#include <string.h>

#include "indexer/walk/roots.h"
#include "store_fixture.h"

static char *directory;
static foi_store_writer *writer;

static void set_up(void)
{
    directory = fixture_directory();
    cr_assert_eq(foi_store_writer_open(directory, 0, &writer, NULL), FOI_OK);
}

static void tear_down(void)
{
    foi_store_writer_free(writer);
    fixture_remove(directory);
    g_free(directory);
}

TestSuite(known, .init = set_up, .fini = tear_down, .timeout = 120);

static void commit(void)
{
    bool changed;
    cr_assert_eq(foi_store_writer_commit(writer, &changed, NULL), FOI_OK);
}

static void set(const char *path, foi_read_status status)
{
    foi_file_state *state = foi_file_state_new(path);
    state->status = status;
    state->size = strlen(path);
    foi_store_writer_set_file(writer, state);
}

static foi_known *know(const char *const *roots)
{
    foi_known *known;
    cr_assert_eq(foi_known_new(writer, roots, &known, NULL), FOI_OK);
    return known;
}

/* Whether the index knows PATH. */
static bool find(foi_known *known, const char *path)
{
    const foi_file_facts *facts;
    cr_assert_eq(foi_known_find(known, path, &facts, NULL), FOI_OK);
    if (facts == NULL)
        return false;
    cr_assert_eq(foi_file_facts_compare(facts, path), 0);
    cr_assert_eq(facts->size, strlen(path), "the facts of another file");
    return true;
}

static void expect_gone(foi_known *known, const char *wanted)
{
    g_autoptr(GString) gone = g_string_new(NULL);
    cr_assert_eq(foi_known_finish(known, NULL), FOI_OK);
    const char *path;
    while ((path = foi_known_next_gone(known)) != NULL)
        g_string_append_printf(gone, "%s ", path);
    cr_assert_str_eq(gone->str, wanted);
}

Test(known, bytes_sort_as_the_table_does)
{
    /* '-' and '.' come before '/', bytes above 127 after all letters. */
    static const char *const paths[] = {"/r/a",   "/r/a-b/x",     "/r/a.txt",
                                        "/r/a/b", "/r/z\xc3\xa9", "/r/\xff\xfe"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        set(paths[i], FOI_READ_OK);
    commit();
    g_autoptr(foi_known) known = know((const char *const[]){"/r", NULL});
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        cr_assert(find(known, paths[i]), "%s", paths[i]);
    expect_gone(known, "");
}

Test(known, only_what_lies_below_the_roots_can_be_gone)
{
    static const char *const paths[] = {"/a",    "/a-b/x", "/a/x", "/a/y",
                                        "/ab/x", "/b",     "/c/x", "/c/y"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        set(paths[i], FOI_READ_OK);
    commit();
    g_autoptr(foi_known) some = know((const char *const[]){"/a", "/b", "/c/y", NULL});
    cr_assert(find(some, "/a/x"));
    cr_assert_not(find(some, "/a/z"));
    expect_gone(some, "/a /a/y /b /c/y ");
    g_autoptr(foi_known) none = know((const char *const[]){"/", NULL});
    expect_gone(none, "/a /a-b/x /a/x /a/y /ab/x /b /c/x /c/y ");
}

Test(known, below_a_directory_that_could_not_be_read_nothing_is_gone)
{
    static const char *const paths[] = {"/r/a/x", "/r/b",  "/r/b-c", "/r/b/x/deep",
                                        "/r/b/y", "/r/bb", "/r/c/x"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        set(paths[i], FOI_READ_OK);
    commit();
    g_autoptr(foi_known) known = know((const char *const[]){"/r", NULL});
    cr_assert(find(known, "/r/b"));
    foi_known_mark_unread(known, "/r/b");
    cr_assert(find(known, "/r/c/x"));
    expect_gone(known, "/r/a/x /r/b-c /r/bb ");
    g_autoptr(foi_known) all = know((const char *const[]){"/", NULL});
    foi_known_mark_unread(all, "/");
    expect_gone(all, "");
}

Test(known, a_directory_that_fails_late_is_not_gone)
{
    set("/r/a", FOI_READ_UNREADABLE);
    set("/r/a-b", FOI_READ_OK);
    set("/r/a/x", FOI_READ_OK);
    commit();
    g_autoptr(foi_known) known = know((const char *const[]){"/r", NULL});
    cr_assert(find(known, "/r/a-b"));
    cr_assert(find(known, "/r/a"), "it is passed already, and known all the same");
    foi_known_mark_unread(known, "/r/a");
    cr_assert(find(known, "/r/a"), "however often it comes");
    expect_gone(known, "");
}

Test(known, commits_meanwhile_change_nothing)
{
    set("/r/a", FOI_READ_OK);
    set("/r/b", FOI_READ_OK);
    set("/r/d", FOI_READ_OK);
    commit();
    g_autoptr(foi_known) known = know((const char *const[]){"/r", NULL});
    cr_assert(find(known, "/r/b"));
    set("/r/b", FOI_READ_DAMAGED);
    set("/r/c", FOI_READ_OK);
    commit();
    cr_assert_not(find(known, "/r/c"));
    set("/r/e", FOI_READ_OK);
    commit();
    expect_gone(known, "/r/a /r/d ");
}

Test(known, roots_that_were_read_once_are_told_from_those_that_never_were)
{
    set("/a", FOI_READ_UNREADABLE);
    set("/a-b/x", FOI_READ_OK);
    set("/b/x", FOI_READ_UNREADABLE);
    set("/b/y", FOI_READ_DAMAGED);
    set("/c", FOI_READ_OK);
    commit();
    GHashTable *roots = g_hash_table_new(g_str_hash, g_str_equal);
    static const char *const paths[] = {"/a", "/a-b", "/b", "/c", "/c/x", "/never", "/zz"};
    for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
        g_hash_table_add(roots, (void *)(uintptr_t)paths[i]);
    cr_assert_eq(foi_known_leave_out_read(writer, roots, NULL), FOI_OK);
    cr_assert_eq(g_hash_table_size(roots), 4);
    static const char *const left[] = {"/a", "/c/x", "/never", "/zz"};
    for (size_t i = 0; i < G_N_ELEMENTS(left); i++)
        cr_assert(g_hash_table_contains(roots, left[i]), "%s", left[i]);
    g_hash_table_unref(roots);
}

/* --- against a plain count ---------------------------------------------------------------------
 */

enum { ROUNDS = 40, PATHS = 3000 };

static char *random_path(GRand *random)
{
    static const char *const names[] = {"a", "a-", "a.b", "b", "0", "\xc3\xa9", "z\xff"};
    GString *path = g_string_new(NULL);
    int depth = g_rand_int_range(random, 1, 5);
    for (int i = 0; i < depth; i++)
        g_string_append_printf(path, "/%s", names[g_rand_int_range(random, 0, 7)]);
    g_string_append_printf(path, "%d", g_rand_int_range(random, 0, 4));
    return g_string_free(path, FALSE);
}

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* About PATHS of them; every third in what is there, the others in the index or in both. */
static void check_round(GRand *random, GHashTable *stored)
{
    static const char *const candidates[] = {"/a", "/a-", "/a.b/b", "/b/a", "/0/0/0", "/z\xff"};
    g_autoptr(GPtrArray) roots = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(candidates); i++)
        if (g_rand_boolean(random))
            g_ptr_array_add(roots, (void *)(uintptr_t)candidates[i]);
    g_ptr_array_add(roots, NULL);
    GHashTable *set_of_roots = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i + 1 < roots->len; i++)
        g_hash_table_add(set_of_roots, g_ptr_array_index(roots, i));
    g_autoptr(GPtrArray) there = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) is_there = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; i < PATHS; i++) {
        g_autofree char *path = random_path(random);
        if (foi_roots_above(set_of_roots, path) == NULL || g_hash_table_contains(is_there, path))
            continue;
        g_ptr_array_add(there, g_strdup(path));
        g_hash_table_add(is_there, g_ptr_array_index(there, there->len - 1));
    }
    g_ptr_array_sort(there, compare_strings);
    g_autoptr(foi_known) known = know((const char *const *)roots->pdata);
    for (guint i = 0; i < there->len; i++) {
        const char *path = g_ptr_array_index(there, i);
        cr_assert_eq(find(known, path), g_hash_table_contains(stored, path), "%s", path);
    }
    guint wanted = 0, found = 0;
    GHashTableIter each;
    void *path;
    g_hash_table_iter_init(&each, stored);
    while (g_hash_table_iter_next(&each, &path, NULL))
        wanted +=
            foi_roots_above(set_of_roots, path) != NULL && !g_hash_table_contains(is_there, path);
    cr_assert_eq(foi_known_finish(known, NULL), FOI_OK);
    for (const char *gone; (gone = foi_known_next_gone(known)) != NULL; found++)
        cr_assert(g_hash_table_contains(stored, gone) && !g_hash_table_contains(is_there, gone));
    cr_assert_eq(found, wanted);
    g_hash_table_unref(set_of_roots);
}

Test(known, random_files_and_roots_give_what_a_plain_count_gives)
{
    GRand *random = g_rand_new_with_seed(7);
    g_autoptr(GHashTable) stored = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int i = 0; i < PATHS; i++) {
        char *path = random_path(random);
        set(path, FOI_READ_OK);
        g_hash_table_add(stored, path);
    }
    commit();
    for (int round = 0; round < ROUNDS; round++)
        check_round(random, stored);
    g_rand_free(random);
}
