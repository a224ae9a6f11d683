#include "indexer/store/places.h"

#include <string.h>

struct foi_places {
    foi_section_file *file;
    foi_column *column;
    const uint32_t *lengths; /* of the locations, by ordinal */
    const char *parents;     /* one for each entry of the column; NUL bytes: none */
    bool *damaged;           /* what a reader met */
};

static bool length_is_whole(const foi_places *places, uint32_t ordinal)
{
    const char *value = foi_column_value(places->column, ordinal);
    size_t length = strlen(value), location = places->lengths[ordinal];
    return location == length ||
           (location < length &&
            strncmp(value + location, FOI_PLACE_SEPARATOR, strlen(FOI_PLACE_SEPARATOR)) == 0);
}

static bool lengths_are_whole(const foi_places *places)
{
    for (uint32_t i = 0; i < foi_column_values(places->column); i++)
        if (!length_is_whole(places, i))
            return false;
    return true;
}

typedef foi_status (*column_opener)(const foi_section_file *file, const char *name, uint32_t rows,
                                    foi_column **out, foi_error *error);

static foi_status open_with(column_opener open_column, const char *path, uint32_t rows,
                            foi_places **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_places) places = g_new0(foi_places, 1);
    places->damaged = g_new0(bool, 1);
    foi_status status = foi_section_file_open(path, &places->file, error);
    if (status == FOI_OK)
        status = open_column(places->file, "path", rows, &places->column, error);
    if (status != FOI_OK)
        return status;
    places->lengths = foi_section_array(places->file, "locations", NULL,
                                        foi_column_values(places->column), sizeof(uint32_t));
    places->parents = foi_section_array(places->file, "parents", NULL,
                                        foi_column_start(places->column, rows), FOI_ID_LENGTH);
    if (places->lengths == NULL || places->parents == NULL)
        return foi_section_file_damaged(places->file, error);
    *out = g_steal_pointer(&places);
    return FOI_OK;
}

foi_status foi_places_map(const char *path, uint32_t rows, foi_places **out, foi_error *error)
{
    return open_with(foi_column_map, path, rows, out, error);
}

foi_status foi_places_open(const char *path, uint32_t rows, foi_places **out, foi_error *error)
{
    foi_status status = open_with(foi_column_open, path, rows, out, error);
    if (*out != NULL && !lengths_are_whole(*out)) {
        status = foi_section_file_damaged((*out)->file, error);
        g_clear_pointer(out, foi_places_free);
    }
    return status;
}

foi_status foi_places_damage(const foi_places *places, foi_error *error)
{
    return *places->damaged ? foi_section_file_damaged(places->file, error)
                            : foi_column_damage(places->column, error);
}

void foi_places_free(foi_places *places)
{
    if (places == NULL)
        return;
    foi_column_free(places->column);
    g_free(places->damaged);
    foi_section_file_free(places->file);
    g_free(places);
}

const foi_column *foi_places_column(const foi_places *places)
{
    return places->column;
}

const foi_section_file *foi_places_file(const foi_places *places)
{
    return places->file;
}

uint32_t foi_places_count(const foi_places *places, uint32_t row)
{
    uint32_t count;
    foi_column_row(places->column, row, &count);
    return count;
}

const char *foi_places_parent(const foi_places *places, uint32_t row, uint32_t position)
{
    size_t entry = (size_t)foi_column_start(places->column, row) + position;
    if (position >= foi_places_count(places, row))
        return NULL;
    const char *parent = places->parents + entry * FOI_ID_LENGTH;
    return parent[0] != '\0' ? parent : NULL;
}

foi_place_view foi_places_get(const foi_places *places, uint32_t row, uint32_t position)
{
    uint32_t count;
    const uint32_t *ordinals = foi_column_row(places->column, row, &count);
    foi_place_view view = {"", 0, NULL};
    if (position >= count || !length_is_whole(places, ordinals[position])) {
        *places->damaged = true;
        return view;
    }
    view.value = foi_column_value(places->column, ordinals[position]);
    view.location_length = places->lengths[ordinals[position]];
    view.parent = foi_places_parent(places, row, position);
    return view;
}

/* --- writing ---------------------------------------------------------------------------------- */

typedef struct pending {
    char *value;
    uint32_t location_length;
    char parent[FOI_ID_LENGTH];
} pending;

struct foi_places_builder {
    foi_column_builder *column;
    GArray *lengths; /* uint32_t, by ordinal */
    GByteArray *parents;
    GArray *row; /* of pending */
};

static void pending_clear(void *place)
{
    g_free(((pending *)place)->value);
}

foi_places_builder *foi_places_builder_new(void)
{
    foi_places_builder *builder = g_new0(foi_places_builder, 1);
    builder->column = foi_column_builder_new();
    builder->lengths = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    builder->parents = g_byte_array_new();
    builder->row = g_array_new(FALSE, FALSE, sizeof(pending));
    g_array_set_clear_func(builder->row, pending_clear);
    return builder;
}

void foi_places_builder_free(foi_places_builder *builder)
{
    if (builder == NULL)
        return;
    foi_column_builder_free(builder->column);
    g_array_unref(builder->lengths);
    g_byte_array_unref(builder->parents);
    g_array_unref(builder->row);
    g_free(builder);
}

void foi_places_builder_add(foi_places_builder *builder, foi_place_view place)
{
    pending added = {g_strdup(place.value), place.location_length, {0}};
    if (place.parent != NULL)
        memcpy(added.parent, place.parent, FOI_ID_LENGTH);
    g_array_append_val(builder->row, added);
}

/* The first of two places that differ in their container only is kept: the order must not depend
 * on which came first. */
static int compare_places(const void *left, const void *right)
{
    const pending *first = left, *second = right;
    size_t shorter = MIN(first->location_length, second->location_length);
    int order = memcmp(first->value, second->value, shorter);
    if (order == 0)
        order = (first->location_length > second->location_length) -
                (first->location_length < second->location_length);
    if (order == 0)
        order = strcmp(first->value, second->value);
    return order != 0 ? order : memcmp(first->parent, second->parent, FOI_ID_LENGTH);
}

uint32_t foi_places_builder_end_row(foi_places_builder *builder)
{
    uint32_t count = 0;
    g_array_sort(builder->row, compare_places);
    for (guint i = 0; i < builder->row->len; i++) {
        const pending *place = &g_array_index(builder->row, pending, i);
        if (i > 0 && strcmp(place->value, g_array_index(builder->row, pending, i - 1).value) == 0)
            continue;
        uint32_t ordinal = foi_column_builder_add(builder->column, place->value);
        if (ordinal == builder->lengths->len)
            g_array_append_val(builder->lengths, place->location_length);
        g_byte_array_append(builder->parents, (const guint8 *)place->parent, FOI_ID_LENGTH);
        count++;
    }
    foi_column_builder_end_row(builder->column);
    g_array_set_size(builder->row, 0);
    return count;
}

foi_status foi_places_builder_write(foi_places_builder *builder, const char *path, foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    foi_column_builder_write(builder->column, out, "path");
    foi_section_put(out, "locations", NULL, builder->lengths->data,
                    builder->lengths->len * sizeof(uint32_t));
    foi_section_put(out, "parents", NULL, builder->parents->data, builder->parents->len);
    return foi_section_writer_finish(out, error);
}
