/* placing.c - where documents lie after the changes, and which lie nowhere any more. */
#include <string.h>

#include "indexer/store/disk.h"
#include "indexer/store/writer.h"

typedef struct new_place {
    char *value;
    uint32_t location_length;
    char *parent;
} new_place;

static void new_place_free(void *data)
{
    new_place *place = data;
    g_free(place->value);
    g_free(place->parent);
    g_free(place);
}

static void places_unref(void *places)
{
    g_ptr_array_unref(places);
}

/* The new places of ID; all ids that a change names have an entry, perhaps an empty one. */
static GPtrArray *places_of(GHashTable *updates, const char *id)
{
    GPtrArray *places = g_hash_table_lookup(updates, id);
    if (places == NULL) {
        places = g_ptr_array_new_with_free_func(new_place_free);
        g_hash_table_insert(updates, g_strdup(id), places);
    }
    return places;
}

static void note_state(GHashTable *updates, const foi_file_state *state, bool is_new)
{
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        if (!document->indexed || document->id == NULL)
            continue;
        GPtrArray *places = places_of(updates, document->id);
        if (!is_new)
            continue;
        new_place *place = g_new0(new_place, 1);
        place->location_length = (uint32_t)strlen(state->path);
        place->value = document->member == NULL
                           ? g_strdup(state->path)
                           : g_strconcat(state->path, FOI_PLACE_SEPARATOR, document->member, NULL);
        place->parent = g_strdup(document->parent);
        g_ptr_array_add(places, place);
    }
}

static foi_status collect_updates(foi_store_writer *writer, GHashTable *updates, foi_error *error)
{
    for (GTreeNode *node = g_tree_node_first(writer->changes); node != NULL;
         node = g_tree_node_next(node)) {
        foi_status status;
        const foi_file_state *old =
            foi_states_find(writer->states, g_tree_node_key(node), &status, error);
        if (status != FOI_OK)
            return status;
        if (old != NULL)
            note_state(updates, old, false);
        const foi_file_state *state = g_tree_node_value(node);
        if (state != NULL)
            note_state(updates, state, true);
    }
    return FOI_OK;
}

/* The places of ROW as they were, without those in files that changed. */
static void add_old(const foi_store_writer *writer, const foi_places *places, uint32_t row,
                    foi_places_builder *into)
{
    uint32_t count = foi_places_count(places, row);
    for (uint32_t i = 0; i < count; i++) {
        foi_place_view place = foi_places_get(places, row, i);
        g_autofree char *location = g_strndup(place.value, place.location_length);
        if (!g_tree_lookup_extended(writer->changes, location, NULL, NULL))
            foi_places_builder_add(into, place);
    }
}

static void add_new(const GPtrArray *places, foi_places_builder *into)
{
    for (guint i = 0; places != NULL && i < places->len; i++) {
        const new_place *place = g_ptr_array_index(places, i);
        foi_place_view view = {place->value, place->location_length, place->parent};
        foi_places_builder_add(into, view);
    }
}

foi_status foi_store_set_places(foi_store_writer *writer, foi_live_segment *live,
                                foi_places_builder *places, foi_error *error)
{
    char *name = foi_store_commit_file(writer, "places", live->segment->number);
    g_free(live->places_file);
    live->places_file = name;
    g_clear_pointer(&live->places, foi_places_free);
    g_autofree char *path = foi_store_path(writer, name);
    foi_status status = foi_places_builder_write(places, path, error);
    if (status == FOI_OK)
        status = foi_places_open(path, live->segment->rows, &live->places, error);
    return status;
}

static void set_removed(foi_live_segment *live, uint32_t row, bool value)
{
    if (foi_bitmap_set(&live->removed, row, value))
        live->removed_changed = true;
}

/* Place all rows of a segment that was there before. */
static foi_status place_old(foi_store_writer *writer, foi_live_segment *live, GHashTable *updates,
                            foi_error *error)
{
    g_autoptr(foi_places_builder) places = foi_places_builder_new();
    for (uint32_t row = 0; row < live->segment->rows; row++) {
        bool removed = foi_bitmap_has(&live->removed, row);
        if (!removed) {
            char id[FOI_ID_LENGTH + 1];
            foi_segment_id(live->segment, row, id);
            add_old(writer, live->places, row, places);
            add_new(g_hash_table_lookup(updates, id), places);
        }
        if (foi_places_builder_end_row(places) == 0)
            set_removed(live, row, true);
    }
    return foi_store_set_places(writer, live, places, error);
}

/* Where a fresh document was before: its places are carried over, the old row goes. */
static void replace_old(foi_store_writer *writer, const char *id, foi_places_builder *places)
{
    uint32_t row;
    bool removed;
    foi_live_segment *old = foi_store_locate(writer, id, &row, &removed);
    if (old == NULL || removed)
        return;
    add_old(writer, old->places, row, places);
    set_removed(old, row, true);
}

static foi_status place_fresh(foi_store_writer *writer, foi_live_segment *fresh,
                              GHashTable *updates, foi_error *error)
{
    g_autoptr(foi_places_builder) places = foi_places_builder_new();
    for (uint32_t row = 0; row < fresh->segment->rows; row++) {
        char id[FOI_ID_LENGTH + 1];
        foi_segment_id(fresh->segment, row, id);
        uint32_t last = GPOINTER_TO_UINT(g_hash_table_lookup(writer->fresh_rows, id)) - 1;
        if (row == last) {
            replace_old(writer, id, places);
            add_new(g_hash_table_lookup(updates, id), places);
        }
        if (foi_places_builder_end_row(places) == 0)
            set_removed(fresh, row, true);
    }
    return foi_store_set_places(writer, fresh, places, error);
}

foi_status foi_store_update_places(foi_store_writer *writer, foi_live_segment *fresh,
                                   foi_error *error)
{
    g_autoptr(GHashTable) updates =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, places_unref);
    foi_status status = collect_updates(writer, updates, error);
    if (status == FOI_OK && fresh != NULL)
        status = place_fresh(writer, fresh, updates, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(GHashTable) touched = g_hash_table_new(NULL, NULL);
    GHashTableIter each;
    void *id, *places;
    g_hash_table_iter_init(&each, updates);
    while (g_hash_table_iter_next(&each, &id, &places)) {
        uint32_t row;
        bool removed;
        if (g_hash_table_contains(writer->fresh_rows, id))
            continue;
        foi_live_segment *live = foi_store_locate(writer, id, &row, &removed);
        if (live == NULL || (removed && ((GPtrArray *)places)->len == 0))
            continue;
        /* Bytes that were gone and have come back: their row is still here. */
        set_removed(live, row, false);
        g_hash_table_add(touched, live);
    }
    for (guint i = 0; i < writer->segments->len && status == FOI_OK; i++) {
        foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        if (g_hash_table_contains(touched, live))
            status = place_old(writer, live, updates, error);
    }
    return status;
}
