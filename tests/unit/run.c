/* What a run remembers of a file that it opens. */
#include "indexer/update/run.h"

#include <criterion/criterion.h>
#include <time.h>
#include <unistd.h>

#include "indexer/store/disk.h"

Test(run, a_change_after_the_opening_cannot_have_the_same_time)
{
    g_autofree char *directory = g_dir_make_tmp("foi-run-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(directory, "letter.txt", NULL);
    for (int round = 0; round < 20; round++) {
        cr_assert(g_file_set_contents(path, "one", 3, NULL));
        const char *const roots[] = {path};
        g_autoptr(foi_walk) walk = foi_walk_new(roots, 1, NULL);
        foi_walk_entry entry;
        g_autofree char *detail = NULL;
        cr_assert(foi_walk_next(walk, &entry));
        int descriptor = foi_run_open(walk, &entry, &detail);
        cr_assert_geq(descriptor, 0);
        /* What is written from now on is stamped with a later time. */
        struct timespec clock;
        clock_gettime(CLOCK_REALTIME_COARSE, &clock);
        cr_assert_lt(entry.ctime_ns, clock.tv_sec * INT64_C(1000000000) + clock.tv_nsec);
        close(descriptor);
    }
    foi_disk_remove_tree(directory);
}
