#include "indexer/update/told.h"

#include <string.h>

#include "indexer/document/path.h"

/* A person reads so many at most. */
enum { TOLD_LIMIT = 100 };

typedef struct telling {
    const foi_relabel *relabel;
    foi_snapshot *snapshot;
    const foi_update_options *options;
    foi_update_summary *summary;
    const char *origin; /* for people */
    foi_status status;
} telling;

static void say(const telling *all, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void say(const telling *all, const char *format, ...)
{
    if (all->options->note == NULL)
        return;
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *line = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    all->options->note(line, all->options->data);
}

static bool tell_row(const char *key, uint32_t line, void *data)
{
    telling *all = data;
    bool known = false;
    all->status = foi_relabel_knows(all->relabel, &all->snapshot, key, &known);
    if (all->status != FOI_OK || known)
        return all->status == FOI_OK;
    if (++all->summary->labels_unmatched <= TOLD_LIMIT) {
        g_autofree char *shown = foi_path_display(strchr(key, ':') + 1);
        say(all, "%s, line %u: the index has no document %.*s %s", all->origin, line,
            (int)strcspn(key, ":"), key, shown);
    }
    return true;
}

static void tell_lost(telling *all, const char *key, const char *path)
{
    bool known = false;
    all->status = foi_relabel_knows(all->relabel, &all->snapshot, key, &known);
    if (all->status != FOI_OK || known)
        return;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(foi_label_entry));
    g_autofree char *shown = foi_path_display(path);
    foi_labels_find(all->relabel->labels, key, entries);
    for (guint i = 0; i < entries->len; i++) {
        const foi_label_entry *entry = &g_array_index(entries, foi_label_entry, i);
        g_autofree char *origin = foi_path_display(entry->origin);
        say(all,
            "%s, line %u: the bytes of %s, once %s, are gone: this no longer holds for any "
            "document",
            origin, entry->line, shown, key + strlen(FOI_LABEL_ID));
    }
}

foi_status foi_told_all(const foi_relabel *relabel, const foi_intake *intake, GHashTable *watched,
                        const foi_update_options *options, foi_update_summary *summary)
{
    telling all = {relabel, NULL, options, summary, NULL, FOI_OK};
    g_autoptr(GArray) positions = foi_intake_positions(intake, relabel->labels);
    for (guint i = 0; i < positions->len && all.status == FOI_OK; i++) {
        size_t position = g_array_index(positions, size_t, i);
        uint32_t rows = 0;
        const char *origin = foi_labels_file(relabel->labels, position, NULL, &rows);
        g_autofree char *shown = foi_path_display(origin);
        all.origin = shown;
        summary->label_rows += rows;
        foi_labels_each_row(relabel->labels, position, tell_row, &all);
    }
    if (summary->labels_unmatched > TOLD_LIMIT)
        say(&all, "and %" G_GUINT64_FORMAT " more without a document",
            summary->labels_unmatched - TOLD_LIMIT);
    GHashTableIter each;
    void *key, *path;
    g_hash_table_iter_init(&each, watched);
    while (all.status == FOI_OK && g_hash_table_iter_next(&each, &key, &path))
        tell_lost(&all, key, path);
    foi_snapshot_free(all.snapshot);
    return all.status;
}
