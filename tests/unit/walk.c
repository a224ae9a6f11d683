/* The walk over files: everything is found once, in order, and nothing is left out in silence. */
#include "indexer/walk/walk.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

static char *top;

static int remove_entry(const char *path, const struct stat *facts, int type, struct FTW *at)
{
    (void)facts;
    (void)type;
    (void)at;
    return remove(path);
}

static void set_up(void)
{
    g_autofree char *made = g_dir_make_tmp("foi-walk-XXXXXX", NULL);
    char *real = realpath(made, NULL);
    top = g_strdup(real);
    free(real);
}

static void tear_down(void)
{
    nftw(top, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    g_free(top);
}

TestSuite(walk, .init = set_up, .fini = tear_down, .timeout = 120);

static char *at(const char *name)
{
    return g_strconcat(top, "/", name, NULL);
}

static void make_file(const char *name)
{
    g_autofree char *path = at(name);
    cr_assert(g_file_set_contents(path, name, -1, NULL));
}

static void make_directory(const char *name)
{
    g_autofree char *path = at(name);
    cr_assert_eq(mkdir(path, 0755), 0);
}

static void make_link(const char *target, const char *name)
{
    g_autofree char *path = at(name);
    cr_assert_eq(symlink(target, path), 0);
}

/* The whole walk as text: "path" for a file, "path !status" for a failure; TOP is left out. */
static GPtrArray *walk_all(const char *const *roots, size_t count, const char *exclude)
{
    g_autoptr(foi_walk) walk = foi_walk_new(roots, count, exclude);
    GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
    foi_walk_entry entry;
    while (foi_walk_next(walk, &entry)) {
        cr_assert_eq(entry.status != FOI_READ_OK, entry.detail != NULL, "%s", entry.path);
        const char *shown =
            g_str_has_prefix(entry.path, top) ? entry.path + strlen(top) : entry.path;
        if (entry.status == FOI_READ_OK)
            g_ptr_array_add(found, g_strdup(shown));
        else
            g_ptr_array_add(found, g_strdup_printf("%s !%s", shown,
                                                   foi_vocabulary_name(FOI_VOCABULARY_READ_STATUS,
                                                                       (int)entry.status)));
    }
    return found;
}

static GPtrArray *walk_top(void)
{
    const char *roots[] = {top};
    return walk_all(roots, 1, NULL);
}

static void expect(GPtrArray *found, const char *const *wanted, guint count)
{
    g_ptr_array_add(found, NULL);
    g_autofree char *shown = g_strjoinv(" | ", (char **)found->pdata);
    cr_assert_eq(found->len - 1, count, "found %s", shown);
    for (guint i = 0; i < count; i++)
        cr_assert_str_eq(g_ptr_array_index(found, i), wanted[i], "found %s", shown);
    g_ptr_array_unref(found);
}

#define EXPECT(found, ...)                                                                         \
    do {                                                                                           \
        const char *const wanted_[] = {__VA_ARGS__};                                               \
        expect(found, wanted_, G_N_ELEMENTS(wanted_));                                             \
    } while (0)

Test(walk, paths_come_in_byte_order)
{
    make_directory("a");
    make_file("a/x");
    make_file("a-b");
    make_file("a.txt");
    make_file("B");
    make_directory("a/empty");
    make_file("a0");
    EXPECT(walk_top(), "/B", "/a-b", "/a.txt", "/a/x", "/a0");
}

Test(walk, entry_tells_the_facts_of_the_file)
{
    make_file("letter.txt");
    const char *roots[] = {top};
    g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, NULL);
    foi_walk_entry entry;
    cr_assert(foi_walk_next(walk, &entry));
    struct stat facts;
    cr_assert_eq(stat(entry.path, &facts), 0);
    cr_assert_eq(entry.size, 10);
    cr_assert_eq(entry.inode, facts.st_ino);
    cr_assert_eq(entry.device, facts.st_dev);
    cr_assert_eq(entry.mtime_ns,
                 facts.st_mtim.tv_sec * INT64_C(1000000000) + facts.st_mtim.tv_nsec);
    cr_assert_eq(entry.ctime_ns,
                 facts.st_ctim.tv_sec * INT64_C(1000000000) + facts.st_ctim.tv_nsec);
    int descriptor = foi_walk_open(walk);
    char text[11] = "";
    cr_assert_eq(read(descriptor, text, 10), 10);
    cr_assert_str_eq(text, "letter.txt");
    close(descriptor);
    cr_assert_not(foi_walk_next(walk, &entry));
    cr_assert_eq(foi_walk_open(walk), -1);
    cr_assert_not(foi_walk_next(walk, &entry), "the end stays the end");
}

Test(walk, names_are_bytes)
{
    make_file("two\nlines");
    make_file("latin\xe9.txt");
    make_file("-n");
    make_file(" ");
    EXPECT(walk_top(), "/ ", "/-n", "/latin\xe9.txt", "/two\nlines");
}

Test(walk, links_are_followed_but_not_in_a_circle)
{
    make_directory("a");
    make_directory("a/b");
    make_file("a/b/file");
    make_link("..", "a/b/up");
    make_link(".", "a/b/self");
    make_link("../a/b/file", "a/to-file");
    make_link("a/b", "to-b");
    make_link("circle-2", "circle-1");
    make_link("circle-1", "circle-2");
    make_link("nowhere", "dangling");
    EXPECT(walk_top(), "/a/b/file", "/a/b/self !unreadable", "/a/b/up !unreadable", "/a/to-file",
           "/circle-1 !unreadable", "/circle-2 !unreadable", "/dangling !unreadable", "/to-b/file",
           "/to-b/self !unreadable", "/to-b/up/b !unreadable", "/to-b/up/to-file");
}

Test(walk, directories_that_link_to_each_other_do_not_multiply)
{
    /* Each of 30 directories links twice to the next: a billion ways down. */
    for (int i = 0; i < 30; i++) {
        g_autofree char *name = g_strdup_printf("d%02d", i);
        make_directory(name);
        for (int j = 0; j < 2; j++) {
            g_autofree char *link = g_strdup_printf("d%02d/link%d", i, j);
            g_autofree char *target = g_strdup_printf("../d%02d", i + 1);
            make_link(target, link);
        }
    }
    make_directory("d30");
    make_file("d30/file");
    g_autoptr(GPtrArray) found = walk_top();
    cr_assert_lt(found->len, 5000);
    guint files = 0;
    for (guint i = 0; i < found->len; i++)
        files += g_str_has_suffix(g_ptr_array_index(found, i), "/file");
    cr_assert_geq(files, 1);
}

Test(walk, what_is_no_file_is_reported)
{
    g_autofree char *pipe = at("pipe");
    cr_assert_eq(mkfifo(pipe, 0644), 0);
    int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    g_snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", top);
    cr_assert_eq(bind(listener, (struct sockaddr *)&address, sizeof address), 0);
    close(listener);
    make_link("/dev/null", "device");
    EXPECT(walk_top(), "/device !unsupported", "/pipe !unsupported", "/socket !unsupported");
}

Test(walk, directory_without_permission_is_one_entry)
{
    make_directory("closed");
    make_file("closed/secret");
    make_directory("no-entry");
    make_file("no-entry/secret");
    make_file("open");
    make_file("closed.txt");
    g_autofree char *closed = at("closed");
    g_autofree char *no_entry = at("no-entry");
    chmod(top, 0755);
    chmod(closed, 0);
    chmod(no_entry, 0444);
    if (geteuid() == 0)
        cr_assert_eq(seteuid(65534), 0);
    const char *roots[] = {top};
    g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, NULL);
    foi_walk_entry entry;
    cr_assert(foi_walk_next(walk, &entry));
    cr_assert_str_eq(entry.path, closed);
    cr_assert_eq(entry.status, FOI_READ_UNREADABLE);
    cr_assert(entry.directory);
    cr_assert_not(entry.missing);
    EXPECT(walk_top(), "/closed !unreadable", "/closed.txt", "/no-entry !unreadable", "/open");
    if (getuid() == 0)
        cr_assert_eq(seteuid(0), 0);
    chmod(closed, 0755);
    chmod(no_entry, 0755);
}

Test(walk, root_that_does_not_exist_is_missing)
{
    g_autofree char *gone = at("gone/deeper");
    const char *roots[] = {gone};
    g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, NULL);
    foi_walk_entry entry;
    cr_assert(foi_walk_next(walk, &entry));
    cr_assert_str_eq(entry.path, gone);
    cr_assert_eq(entry.status, FOI_READ_UNREADABLE);
    cr_assert(entry.missing);
    cr_assert_not(foi_walk_next(walk, &entry));
}

Test(walk, roots_are_tidied_and_nested_ones_walked_once)
{
    make_directory("a");
    make_directory("a/b");
    make_directory("a-b");
    make_file("a/b/one");
    make_file("a/two");
    make_file("a-b/three");
    make_link("a", "link");
    cr_assert_eq(chdir(top), 0);
    g_autofree char *nested = at("a/b");
    const char *roots[] = {"./a//", nested, "a-b/.", "a/b/../two", "a/two", "link"};
    EXPECT(walk_all(roots, G_N_ELEMENTS(roots), NULL), "/a-b/three", "/a/b/one", "/a/two",
           "/link/b/one", "/link/two");
    g_autoptr(foi_walk) walk = foi_walk_new(roots, G_N_ELEMENTS(roots), NULL);
    guint count = 0;
    for (const char *const *root = foi_walk_roots(walk); *root; root++)
        count++;
    cr_assert_eq(count, 3);
}

Test(walk, root_can_be_a_file)
{
    make_file("one");
    make_file("two");
    g_autofree char *two = at("two");
    const char *roots[] = {two};
    EXPECT(walk_all(roots, 1, NULL), "/two");
}

Test(walk, index_directory_is_left_out_however_it_is_reached)
{
    make_directory("index");
    make_file("index/segment");
    make_file("index.txt");
    make_directory("a");
    make_link("../index", "a/by-link");
    g_autofree char *index = at("index");
    g_autofree char *below = at("index/segment");
    const char *roots[] = {top};
    EXPECT(walk_all(roots, 1, index), "/index.txt");
    const char *inside[] = {below};
    g_autoptr(GPtrArray) none = walk_all(inside, 1, index);
    cr_assert_eq(none->len, 0);
}

Test(walk, index_directory_made_during_the_walk_is_left_out_too)
{
    make_file("a");
    g_autofree char *index = at("index");
    const char *roots[] = {top};
    g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, index);
    make_directory("index");
    make_file("index/segment");
    foi_walk_entry entry;
    cr_assert(foi_walk_next(walk, &entry));
    cr_assert_not(foi_walk_next(walk, &entry));
}

Test(walk, file_deleted_meanwhile_is_passed_over)
{
    make_file("a");
    make_file("b");
    make_file("c");
    const char *roots[] = {top};
    g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, NULL);
    foi_walk_entry entry;
    cr_assert(foi_walk_next(walk, &entry));
    g_autofree char *b = at("b");
    unlink(b);
    cr_assert(foi_walk_next(walk, &entry));
    cr_assert(g_str_has_suffix(entry.path, "/c"));
}

#define DEEP 10000

static void make_deep_tree(void)
{
    int here = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < DEEP; i++) {
        cr_assert_eq(mkdirat(here, "d", 0755), 0);
        int file = openat(here, "z", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
        cr_assert_geq(file, 0);
        close(file);
        int deeper = openat(here, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        close(here);
        here = deeper;
    }
    close(here);
}

/* From the bottom up, by "..": no path of this length can be named. */
static void remove_deep_tree(void)
{
    int here = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < DEEP; i++) {
        int deeper = openat(here, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        close(here);
        here = deeper;
    }
    for (int i = 0; i < DEEP; i++) {
        int up = openat(here, "..", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        close(here);
        here = up;
        unlinkat(here, "d", AT_REMOVEDIR);
        unlinkat(here, "z", 0);
    }
    close(here);
}

Test(walk, ten_thousand_levels_need_few_descriptors)
{
    make_deep_tree();
    struct rlimit few = {64, 64};
    cr_assert_eq(setrlimit(RLIMIT_NOFILE, &few), 0);
    const char *roots[] = {top};
    g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, NULL);
    foi_walk_entry entry;
    guint files = 0;
    size_t length = SIZE_MAX;
    while (foi_walk_next(walk, &entry)) {
        cr_assert_eq(entry.status, FOI_READ_OK, "%zu bytes of path: %s", strlen(entry.path),
                     entry.detail);
        cr_assert_lt(strlen(entry.path), length, "deepest first");
        length = strlen(entry.path);
        if (files++ % 1000 == 0) {
            int descriptor = foi_walk_open(walk);
            cr_assert_geq(descriptor, 0);
            close(descriptor);
        }
    }
    cr_assert_eq(files, DEEP);
    remove_deep_tree();
}

/* --- random trees against a plain listing
 * --------------------------------------------------------- */

static void grow(GRand *random, const char *directory, int depth)
{
    static const char *const stems[] = {"a", "b", "a-", "a.", "A", "z ", "\xff", "b0"};
    int count = g_rand_int_range(random, 0, 7);
    for (int i = 0; i < count; i++) {
        g_autofree char *path =
            g_strdup_printf("%s/%s%d", directory, stems[g_rand_int_range(random, 0, 8)], i % 3);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            continue;
        if (depth < 5 && g_rand_boolean(random)) {
            cr_assert_eq(mkdir(path, 0755), 0);
            grow(random, path, depth + 1);
        } else {
            cr_assert(g_file_set_contents(path, "x", 1, NULL));
        }
    }
}

static void list_plainly(const char *directory, GPtrArray *found)
{
    DIR *listing = opendir(directory);
    struct dirent *name;
    while ((name = readdir(listing))) {
        if (strcmp(name->d_name, ".") == 0 || strcmp(name->d_name, "..") == 0)
            continue;
        g_autofree char *path = g_strconcat(directory, "/", name->d_name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            list_plainly(path, found);
        else
            g_ptr_array_add(found, g_strdup(path + strlen(top)));
    }
    closedir(listing);
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

Test(walk, random_trees_give_what_a_plain_listing_gives)
{
    for (guint32 seed = 1; seed <= 40; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        g_autofree char *tree = g_strdup_printf("%s/%u", top, seed);
        cr_assert_eq(mkdir(tree, 0755), 0);
        grow(random, tree, 0);
        g_autoptr(GPtrArray) wanted = g_ptr_array_new_with_free_func(g_free);
        list_plainly(tree, wanted);
        g_ptr_array_sort(wanted, compare_paths);
        const char *roots[] = {tree};
        g_autoptr(GPtrArray) found = walk_all(roots, 1, NULL);
        cr_assert_eq(found->len, wanted->len, "seed %u", seed);
        for (guint i = 0; i < found->len; i++)
            cr_assert_str_eq(g_ptr_array_index(found, i), g_ptr_array_index(wanted, i),
                             "seed %u, entry %u", seed, i);
    }
}
