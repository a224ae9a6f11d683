/* publish.c - the last step of a commit: its description takes the place of the one before. */
#include <string.h>

#include "indexer/store/disk.h"
#include "indexer/store/said.h"
#include "indexer/store/writer.h"

static foi_status write_states(foi_store_writer *writer, char **name, foi_error *error)
{
    *name = g_strdup(writer->commit->states_file);
    if (g_tree_nnodes(writer->changes) == 0)
        return FOI_OK;
    g_free(*name);
    *name = g_strdup_printf(FOI_COMMITS_NAME "/%" G_GUINT64_FORMAT "/states",
                            writer->commit->number + 1);
    g_autofree char *path = foi_store_path(writer, *name);
    foi_status status = foi_states_write(writer->states, writer->changes, path, error);
    foi_states *states;
    if (status == FOI_OK)
        status = foi_states_open(path, &states, error);
    if (status != FOI_OK)
        return status;
    foi_states_free(writer->states);
    writer->states = states;
    return FOI_OK;
}

static foi_status write_labels(foi_store_writer *writer, char **name, foi_error *error)
{
    *name = g_strdup(writer->commit->labels_file);
    if (writer->labels == NULL)
        return FOI_OK;
    g_clear_pointer(name, g_free);
    if (writer->labels->len == 0)
        return FOI_OK;
    *name = g_strdup_printf(FOI_COMMITS_NAME "/%" G_GUINT64_FORMAT "/labels",
                            writer->commit->number + 1);
    g_autofree char *path = foi_store_path(writer, *name);
    return foi_said_write(writer->labels, path, error);
}

/* The new commit, with what only the old one needs marked as kept. STATES_FILE and LABELS_FILE are
 * taken over. */
static foi_commit *describe(const foi_store_writer *writer, char *states_file, char *labels_file)
{
    foi_commit *commit = foi_commit_new();
    commit->number = writer->commit->number + 1;
    commit->identity = g_strdup(writer->commit->identity);
    commit->states_file = states_file;
    foi_commit_set_labels(commit, labels_file);
    commit->files = foi_states_files(writer->states);
    commit->failures = foi_states_failures(writer->states);
    for (guint i = 0; i < writer->segments->len; i++) {
        const foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        foi_commit_segment *segment =
            foi_commit_add_segment(commit, live->segment->number, live->segment->rows);
        segment->removed = live->removed.count;
        segment->removed_file = g_strdup(live->removed_file);
        segment->places_file = g_strdup(live->places_file);
        segment->cases_file = g_strdup(live->cases_file);
        commit->documents += live->segment->rows - live->removed.count;
    }
    GHashTable *now = foi_commit_paths(commit), *before = foi_commit_paths(writer->commit);
    GList *paths = g_list_sort(g_hash_table_get_keys(before), (GCompareFunc)strcmp);
    for (GList *each = paths; each != NULL; each = each->next)
        if (!g_hash_table_contains(now, each->data))
            g_ptr_array_add(commit->kept, g_strdup(each->data));
    g_list_free(paths);
    g_hash_table_unref(now);
    g_hash_table_unref(before);
    return commit;
}

static bool has_segment(const foi_commit *commit, uint32_t number)
{
    for (guint i = 0; i < commit->segments->len; i++)
        if (((foi_commit_segment *)g_ptr_array_index(commit->segments, i))->number == number)
            return true;
    return false;
}

/* Waits for all that COMMIT has and the current one has not. Nothing was waited for until now: the
 * first wait takes most of it to the disk, and the others are short. */
static foi_status sync_all(const foi_store_writer *writer, const foi_commit *commit,
                           foi_error *error)
{
    g_autofree char *made = g_strdup_printf("%s/" FOI_COMMITS_NAME "/%" G_GUINT64_FORMAT,
                                            writer->directory, commit->number);
    g_autofree char *commits = foi_store_path(writer, FOI_COMMITS_NAME);
    g_autofree char *segments = foi_store_path(writer, FOI_SEGMENTS_NAME);
    foi_status status = foi_disk_sync_tree(made, error);
    bool any = false;
    for (guint i = 0; i < commit->segments->len && status == FOI_OK; i++) {
        const foi_commit_segment *segment = g_ptr_array_index(commit->segments, i);
        if (has_segment(writer->commit, segment->number))
            continue;
        g_autofree char *path = foi_segment_path(writer->directory, segment->number);
        status = foi_disk_sync_tree(path, error);
        any = true;
    }
    if (status == FOI_OK)
        status = foi_disk_sync(commits, error);
    return status == FOI_OK && any ? foi_disk_sync(segments, error) : status;
}

foi_status foi_store_publish(foi_store_writer *writer, foi_error *error)
{
    char *states_file, *labels_file = NULL;
    foi_status status = write_states(writer, &states_file, error);
    if (status == FOI_OK)
        status = write_labels(writer, &labels_file, error);
    g_autoptr(foi_commit) commit = describe(writer, states_file, labels_file);
    if (status == FOI_OK)
        status = sync_all(writer, commit, error);
    if (status != FOI_OK)
        return status;
    if (commit->number == 1) {
        /* The directory may be new. Where its parent cannot be read there is no more to be done. */
        g_autofree char *parent = g_path_get_dirname(writer->directory);
        foi_disk_sync(parent, NULL);
    }
    g_autofree char *text = foi_commit_format(commit);
    bool replaced = false;
    status =
        foi_disk_replace(writer->directory, FOI_STUB_NAME, text, strlen(text), &replaced, error);
    if (status != FOI_OK) {
        /* The new commit may be in place, if not for good: what both need is left alone. */
        writer->loaded = !replaced;
        return status;
    }
    foi_commit_free(writer->commit);
    writer->commit = g_steal_pointer(&commit);
    return FOI_OK;
}
