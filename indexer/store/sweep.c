/* sweep.c - removes what no commit that a reader may still be opening needs. */
#include <unistd.h>

#include "indexer/store/disk.h"
#include "indexer/store/writer.h"

static bool is_number(const char *name)
{
    for (const char *at = name; *at != '\0'; at++)
        if (!g_ascii_isdigit(*at))
            return false;
    return name[0] != '\0';
}

/* Calls VISIT for each entry of DIRECTORY/NAME that is called by a number. */
static void each_number(const foi_store_writer *writer, const char *name, GHashTable *needed,
                        void (*visit)(const foi_store_writer *writer, const char *relative,
                                      GHashTable *needed))
{
    g_autofree char *path = foi_store_path(writer, name);
    GDir *directory = g_dir_open(path, 0, NULL);
    const char *entry;
    while (directory != NULL && (entry = g_dir_read_name(directory)) != NULL) {
        if (!is_number(entry))
            continue;
        g_autofree char *relative = g_build_filename(name, entry, NULL);
        visit(writer, relative, needed);
    }
    if (directory != NULL)
        g_dir_close(directory);
}

static void sweep_segment(const foi_store_writer *writer, const char *relative, GHashTable *needed)
{
    if (g_hash_table_contains(needed, relative))
        return;
    g_autofree char *path = foi_store_path(writer, relative);
    foi_disk_remove_tree(path);
}

static void sweep_commit(const foi_store_writer *writer, const char *relative, GHashTable *needed)
{
    g_autofree char *path = foi_store_path(writer, relative);
    GDir *directory = g_dir_open(path, 0, NULL);
    const char *entry;
    while (directory != NULL && (entry = g_dir_read_name(directory)) != NULL) {
        g_autofree char *file = g_build_filename(relative, entry, NULL);
        sweep_segment(writer, file, needed);
    }
    if (directory != NULL)
        g_dir_close(directory);
    rmdir(path); /* stays where files are left in it */
}

void foi_store_sweep(const foi_store_writer *writer)
{
    GHashTable *needed = foi_commit_paths(writer->commit);
    for (guint i = 0; i < writer->commit->kept->len; i++)
        g_hash_table_add(needed, g_strdup(g_ptr_array_index(writer->commit->kept, i)));
    each_number(writer, FOI_SEGMENTS_NAME, needed, sweep_segment);
    each_number(writer, FOI_COMMITS_NAME, needed, sweep_commit);
    g_autofree char *begun = foi_store_path(writer, FOI_STUB_NAME ".new");
    unlink(begun);
    g_hash_table_unref(needed);
}
