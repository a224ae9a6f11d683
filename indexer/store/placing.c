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

static void collect_updates(const foi_store_writer *writer, GHashTable *updates)
{
    for (guint i = 0; i < writer->replaced->len; i++)
        note_state(updates, g_ptr_array_index(writer->replaced, i), false);
    for (GTreeNode *node = g_tree_node_first(writer->changes); node != NULL;
         node = g_tree_node_next(node)) {
        const foi_file_state *state = g_tree_node_value(node);
        if (state != NULL)
            note_state(updates, state, true);
    }
}

static bool is_in_changed_file(const foi_store_writer *writer, foi_place_view place)
{
    g_autofree char *location = g_strndup(place.value, place.location_length);
    return g_tree_lookup_extended(writer->changes, location, NULL, NULL);
}

/* The places of ROW as they were; where it CHANGED, without those in files that did. */
static void add_old(const foi_store_writer *writer, const foi_places *places, uint32_t row,
                    bool changed, foi_places_builder *into)
{
    uint32_t count = foi_places_count(places, row);
    for (uint32_t i = 0; i < count; i++) {
        foi_place_view place = foi_places_get(places, row, i);
        if (!changed || !is_in_changed_file(writer, place))
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

foi_status foi_store_check_places(const foi_store_writer *writer, foi_error *error)
{
    foi_status status = FOI_OK;
    for (guint i = 0; i < writer->segments->len && status == FOI_OK; i++) {
        const foi_live_segment *live = g_ptr_array_index(writer->segments, i);
        if (live->places != NULL)
            status = foi_places_damage(live->places, error);
    }
    return status;
}

foi_status foi_store_set_places(foi_store_writer *writer, foi_live_segment *live,
                                foi_places_builder *places, foi_error *error)
{
    /* Nothing is made of places that were read damaged. */
    foi_status status = foi_store_check_places(writer, error);
    if (status != FOI_OK)
        return status;
    char *name = foi_store_commit_file(writer, "places", live->segment->number);
    g_free(live->places_file);
    live->places_file = name;
    g_clear_pointer(&live->places, foi_places_free);
    g_autofree char *path = foi_store_path(writer, name);
    status = foi_places_builder_write(places, path, error);
    if (status == FOI_OK)
        status = foi_places_map(path, live->segment->rows, &live->places, error);
    return status;
}

static void set_removed(foi_live_segment *live, uint32_t row, bool value)
{
    if (foi_bitmap_set(&live->removed, row, value))
        live->removed_changed = true;
}

/* --- documents that were there before -----------------------------------------------------------
 */

/* A row whose document some change names, and the places that it has from the changes. */
typedef struct row_change {
    guint segment; /* its position among the segments */
    uint32_t row;
    GPtrArray *places; /* borrowed */
} row_change;

static int compare_changes(const void *left, const void *right)
{
    const row_change *a = left, *b = right;
    int order = (a->segment > b->segment) - (a->segment < b->segment);
    return order != 0 ? order : (a->row > b->row) - (a->row < b->row);
}

static bool is_among(const GPtrArray *places, foi_place_view wanted)
{
    for (guint i = 0; i < places->len; i++) {
        const new_place *place = g_ptr_array_index(places, i);
        bool same_parent =
            (place->parent == NULL) == (wanted.parent == NULL) &&
            (wanted.parent == NULL || memcmp(place->parent, wanted.parent, FOI_ID_LENGTH) == 0);
        if (same_parent && strcmp(place->value, wanted.value) == 0)
            return true;
    }
    return false;
}

/* What becomes of the places of a row that is not removed: how many stay, and whether they are just
 * those that it has. */
static uint32_t count_places(const foi_store_writer *writer, const foi_places *places,
                             const row_change *change, bool *same)
{
    uint32_t count = foi_places_count(places, change->row), kept = 0, again = 0;
    for (uint32_t i = 0; i < count; i++) {
        foi_place_view place = foi_places_get(places, change->row, i);
        if (!is_in_changed_file(writer, place))
            kept++;
        else if (is_among(change->places, place))
            again++;
    }
    *same = kept + again == count && again == change->places->len;
    return kept + change->places->len;
}

/* Marks the row where it lies nowhere any more. True where its places must be written anew. */
static bool judge_change(const foi_store_writer *writer, foi_live_segment *live,
                         const row_change *change)
{
    bool same = false;
    if (foi_bitmap_has(&live->removed, change->row))
        return change->places->len > 0;
    if (count_places(writer, live->places, change, &same) > 0)
        return !same;
    /* Nobody asks where it was: its places stay as they are. */
    set_removed(live, change->row, true);
    return false;
}

/* Writes the places of all rows of LIVE anew, of which the COUNT CHANGES are of other places. */
static foi_status place_old(foi_store_writer *writer, foi_live_segment *live,
                            const row_change *changes, guint count, foi_error *error)
{
    g_autoptr(foi_places_builder) places = foi_places_builder_new();
    guint next = 0;
    for (uint32_t row = 0; row < live->segment->rows; row++) {
        bool changed = next < count && changes[next].row == row;
        bool removed = foi_bitmap_has(&live->removed, row);
        if (!removed)
            add_old(writer, live->places, row, changed, places);
        if (changed)
            add_new(changes[next++].places, places);
        /* Bytes that were gone and have come back: their row is still here. */
        if (foi_places_builder_end_row(places) > 0 && removed)
            set_removed(live, row, false);
    }
    return foi_store_set_places(writer, live, places, error);
}

/* The rows of old segments that the changes name, segment after segment. A document that was added
 * anew has its places there. */
static GArray *collect_changes(const foi_store_writer *writer, GHashTable *updates)
{
    GArray *changes = g_array_new(FALSE, FALSE, sizeof(row_change));
    GHashTableIter each;
    void *id, *places;
    g_hash_table_iter_init(&each, updates);
    while (g_hash_table_iter_next(&each, &id, &places)) {
        uint32_t row;
        bool removed;
        if (foi_fresh_has(writer->fresh, id))
            continue;
        foi_live_segment *live = foi_store_locate(writer, id, &row, &removed);
        guint position;
        if (live == NULL || !g_ptr_array_find(writer->segments, live, &position))
            continue;
        row_change change = {position, row, places};
        g_array_append_val(changes, change);
    }
    g_array_sort(changes, compare_changes);
    return changes;
}

static foi_status place_all_old(foi_store_writer *writer, GHashTable *updates, foi_error *error)
{
    g_autoptr(GArray) changes = collect_changes(writer, updates);
    foi_status status = FOI_OK;
    for (guint i = 0, end; i < changes->len && status == FOI_OK; i = end) {
        const row_change *first = &g_array_index(changes, row_change, i);
        foi_live_segment *live = g_ptr_array_index(writer->segments, first->segment);
        bool differ = false;
        for (end = i; end < changes->len; end++) {
            const row_change *change = &g_array_index(changes, row_change, end);
            if (change->segment != first->segment)
                break;
            differ = judge_change(writer, live, change) || differ;
        }
        if (differ)
            status = place_old(writer, live, first, end - i, error);
    }
    return status;
}

/* --- documents that were added ------------------------------------------------------------------
 */

/* Where a fresh document was before: its places are carried over, the old row goes. */
static void replace_old(foi_store_writer *writer, const char *id, foi_places_builder *places)
{
    uint32_t row;
    bool removed;
    foi_live_segment *old = foi_store_locate(writer, id, &row, &removed);
    if (old == NULL || removed)
        return;
    add_old(writer, old->places, row, true, places);
    set_removed(old, row, true);
}

static foi_status place_fresh(foi_store_writer *writer, foi_live_segment *fresh, guint part,
                              GHashTable *updates, foi_error *error)
{
    g_autoptr(foi_places_builder) places = foi_places_builder_new();
    for (uint32_t row = 0; row < fresh->segment->rows; row++) {
        char id[FOI_ID_LENGTH + 1];
        foi_segment_id(fresh->segment, row, id);
        if (foi_fresh_is_last(writer->fresh, part, row, id)) {
            replace_old(writer, id, places);
            add_new(g_hash_table_lookup(updates, id), places);
        }
        if (foi_places_builder_end_row(places) == 0)
            set_removed(fresh, row, true);
    }
    return foi_store_set_places(writer, fresh, places, error);
}

foi_status foi_store_update_places(foi_store_writer *writer, const GPtrArray *fresh,
                                   foi_error *error)
{
    g_autoptr(GHashTable) updates =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, places_unref);
    collect_updates(writer, updates);
    foi_status status = FOI_OK;
    for (guint i = 0; i < fresh->len && status == FOI_OK; i++)
        status = place_fresh(writer, g_ptr_array_index(fresh, i), i, updates, error);
    return status == FOI_OK ? place_all_old(writer, updates, error) : status;
}
