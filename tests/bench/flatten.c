/* flatten.c - a copy of an index in which every word counts the same: what zones are worth.
 *
 *   bench-flatten FROM INTO
 *
 * Each document of the index in FROM is written into a new index in INTO with all of its text in
 * one zone, nothing marked as decided, and its title only as the text has it. Tags and files stay.
 */
#include <stdio.h>

#include "indexer/store/store.h"

static const foi_evidence nothing = {0};

static void flatten(foi_document *document)
{
    for (guint i = 0; i < document->text.blocks->len; i++)
        g_array_index(document->text.blocks, foi_block, i).zone = FOI_ZONE_BODY;
    for (guint i = 0; i < document->tags.provisions->len; i++) {
        foi_provision_tag *tag = document->tags.provisions->pdata[i];
        tag->evidence.length = 0;
    }
    document->tags.outcome_evidence = nothing;
    g_clear_pointer(&document->title, g_free);
}

static foi_status copy(foi_snapshot *from, uint32_t docid, foi_store_writer *into, foi_error *error)
{
    g_autoptr(foi_document) document = NULL;
    foi_status status = foi_snapshot_document(from, docid, &document, error);

    if (status != FOI_OK)
        return status;
    flatten(document);
    foi_file_state *state = foi_file_state_new(document->location);
    foi_file_state_add(state, document, true);
    state->status = FOI_READ_OK;
    status = foi_store_writer_add(into, document, error);
    foi_store_writer_set_file(into, state);
    return status;
}

static foi_status copy_all(const char *from, const char *into, foi_error *error)
{
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(foi_store_writer) writer = NULL;
    bool changed = false;
    foi_status status = foi_snapshot_open(from, &snapshot, error);

    if (status == FOI_OK)
        status = foi_store_writer_open(into, 0, &writer, error);
    for (size_t s = 0; status == FOI_OK && s < foi_snapshot_segments(snapshot); s++)
        for (uint32_t row = 0; status == FOI_OK && row < foi_snapshot_rows(snapshot, s); row++) {
            uint32_t docid = foi_snapshot_docid(snapshot, s, row);
            if (!foi_snapshot_is_removed(snapshot, docid))
                status = copy(snapshot, docid, writer, error);
        }
    return status == FOI_OK ? foi_store_writer_commit(writer, &changed, error) : status;
}

int main(int argc, char **argv)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;

    if (argc != 3) {
        fputs("usage: bench-flatten FROM INTO\n", stderr);
        return 2;
    }
    if (copy_all(argv[1], argv[2], &error) == FOI_OK)
        return 0;
    fprintf(stderr, "bench-flatten: %s\n", error.message);
    return 1;
}
