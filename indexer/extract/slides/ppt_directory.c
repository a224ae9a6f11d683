#include "indexer/extract/slides/ppt_directory.h"

#include "indexer/extract/limits.h"

#define TOKEN_ENCRYPTED 0xf3d1c4df
#define EDIT_BYTES      28
/* A longer record of a save names the keys of an encrypted file. */
#define EDIT_KEYS       32

struct foi_ppt_directory {
    foi_view stream;
    GHashTable *places; /* id -> place + 1 */
    uint32_t document;
    size_t room; /* entries that may still be read: no sound file has more than fit into it */
};

static foi_ppt_record record_at(foi_view stream, uint64_t place)
{
    foi_ppt_record record;
    foi_view rest = foi_view_part(stream, place, stream.length);
    return foi_ppt_next(&rest, &record) ? record : (foi_ppt_record){.type = 0};
}

static void read_run(foi_ppt_directory *directory, foi_view list, size_t at)
{
    uint32_t head = foi_view_32(list, at);
    uint32_t id = head & 0xfffff;
    for (uint32_t i = 0; i < head >> 20; i++) {
        uint64_t entry = at + 4 + 4 * (uint64_t)i;
        gpointer key = GUINT_TO_POINTER(id + i);
        if (!foi_view_has(list, entry, 4) || directory->room == 0)
            return;
        directory->room--;
        /* Newer saves are read first. */
        if (!g_hash_table_contains(directory->places, key))
            g_hash_table_insert(directory->places, key,
                                GSIZE_TO_POINTER((gsize)foi_view_32(list, entry) + 1));
    }
}

static void read_list(foi_ppt_directory *directory, uint32_t place)
{
    foi_ppt_record list = record_at(directory->stream, place);
    if (list.type != FOI_PPT_DIRECTORY)
        return;
    for (size_t at = 0; foi_view_has(list.content, at, 4);
         at += 4 + 4 * (size_t)(foi_view_32(list.content, at) >> 20))
        read_run(directory, list.content, at);
}

/* Read the saves from the last one back to the first. False: the file is encrypted. */
static bool read_saves(foi_ppt_directory *directory, uint32_t place)
{
    uint32_t before = 0;
    do {
        foi_view save = record_at(directory->stream, place).content;
        if (record_at(directory->stream, place).type != FOI_PPT_USER_EDIT ||
            save.length < EDIT_BYTES)
            return true;
        if (save.length >= EDIT_KEYS)
            return false;
        if (directory->document == 0)
            directory->document = foi_view_32(save, 16);
        read_list(directory, foi_view_32(save, 12));
        before = place;
        place = foi_view_32(save, 8);
        /* Saves are added at the end: one that is named as earlier lies before. */
    } while (place > 0 && place < before);
    return true;
}

foi_ppt_directory *foi_ppt_directory_new(foi_view stream, foi_view current_user,
                                         foi_ppt_state *state)
{
    foi_ppt_directory *directory = g_new0(foi_ppt_directory, 1);
    directory->stream = stream;
    directory->room = stream.length / 4;
    directory->places = g_hash_table_new(NULL, NULL);
    foi_view user = record_at(current_user, 0).content;
    *state = FOI_PPT_SOUND;
    if (foi_view_32(user, 4) == TOKEN_ENCRYPTED || !read_saves(directory, foi_view_32(user, 8)))
        *state = FOI_PPT_ENCRYPTED;
    else if (foi_ppt_directory_document(directory).type == 0)
        *state = FOI_PPT_LOST;
    return directory;
}

void foi_ppt_directory_free(foi_ppt_directory *directory)
{
    if (directory == NULL)
        return;
    g_hash_table_unref(directory->places);
    g_free(directory);
}

foi_ppt_record foi_ppt_directory_find(const foi_ppt_directory *directory, uint32_t id)
{
    gpointer place = g_hash_table_lookup(directory->places, GUINT_TO_POINTER(id));
    if (place == NULL)
        return (foi_ppt_record){.type = 0};
    return record_at(directory->stream, GPOINTER_TO_SIZE(place) - 1);
}

foi_ppt_record foi_ppt_directory_document(const foi_ppt_directory *directory)
{
    foi_ppt_record document = foi_ppt_directory_find(directory, directory->document);
    return document.type == FOI_PPT_DOCUMENT ? document : (foi_ppt_record){.type = 0};
}

static int compare_places(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    return one < other ? -1 : one > other;
}

GArray *foi_ppt_directory_places(const foi_ppt_directory *directory)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    GHashTableIter iter;
    gpointer place;
    g_hash_table_iter_init(&iter, directory->places);
    while (g_hash_table_iter_next(&iter, NULL, &place)) {
        uint32_t start = (uint32_t)(GPOINTER_TO_SIZE(place) - 1);
        g_array_append_val(places, start);
    }
    g_array_sort(places, compare_places);
    return places;
}

foi_ppt_record foi_ppt_directory_at(const foi_ppt_directory *directory, uint32_t place)
{
    return record_at(directory->stream, place);
}
