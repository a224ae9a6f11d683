/* folders.c - a tree made from paths, name by name. */
#include "query/facet/folders.h"

#include <string.h>

#define STRING_BLOCK 4096

struct foi_folders {
    GArray *list;        /* of foi_folder */
    GHashTable *numbers; /* path, folded -> number */
    GStringChunk *strings;
    GString *key;  /* the path that is being placed, folded */
    GString *last; /* the folder that was placed last, as it was written: neighbours share it */
    guint last_number;
};

static guint add_folder(foi_folders *folders, guint parent, const char *name)
{
    guint number = folders->list->len;
    foi_folder folder = {.name = name, .parent = parent, .last_child = FOI_FOLDER_NONE};

    g_array_append_val(folders->list, folder);
    if (parent != FOI_FOLDER_NONE) {
        foi_folder *above = foi_folders_at(folders, parent);
        above->children++;
        above->last_child = number;
    }
    return number;
}

foi_folders *foi_folders_new(void)
{
    foi_folders *folders = g_new0(foi_folders, 1);

    folders->list = g_array_new(FALSE, FALSE, sizeof(foi_folder));
    folders->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    folders->strings = g_string_chunk_new(STRING_BLOCK);
    folders->key = g_string_new(NULL);
    folders->last = g_string_new(NULL);
    add_folder(folders, FOI_FOLDER_NONE, "");
    return folders;
}

void foi_folders_free(foi_folders *folders)
{
    if (folders) {
        g_array_unref(folders->list);
        g_hash_table_unref(folders->numbers);
        g_string_chunk_free(folders->strings);
        g_string_free(folders->key, TRUE);
        g_string_free(folders->last, TRUE);
        g_free(folders);
    }
}

guint foi_folders_length(const foi_folders *folders)
{
    return folders->list->len;
}

foi_folder *foi_folders_at(const foi_folders *folders, guint number)
{
    return &g_array_index(folders->list, foi_folder, number);
}

static void append_name(GString *key, const char *name, size_t length)
{
    g_string_append_c(key, '/');
    for (size_t i = 0; i < length; i++)
        g_string_append_c(key, g_ascii_tolower(name[i]));
}

/* The folder NAME (of LENGTH bytes) in PARENT, whose folded path is the key. */
static guint enter(foi_folders *folders, guint parent, const char *name, size_t length)
{
    gsize above = folders->key->len;
    gpointer found = NULL;

    append_name(folders->key, name, length);
    if (!g_hash_table_lookup_extended(folders->numbers, folders->key->str, NULL, &found)) {
        const char *kept = g_string_chunk_insert_len(folders->strings, name, (gssize)length);
        found = GUINT_TO_POINTER(add_folder(folders, parent, kept));
        g_hash_table_insert(folders->numbers,
                            g_string_chunk_insert(folders->strings, folders->key->str), found);
        return GPOINTER_TO_UINT(found);
    }
    foi_folder *folder = foi_folders_at(folders, GPOINTER_TO_UINT(found));
    if (strncmp(name, folder->name, folders->key->len - above - 1) < 0)
        folder->name = g_string_chunk_insert_len(folders->strings, name, (gssize)length);
    return GPOINTER_TO_UINT(found);
}

/* The folder of PATH, name by name. */
static guint walk(foi_folders *folders, const char *path)
{
    guint folder = 0;

    g_string_truncate(folders->key, 0);
    for (;;) {
        path += strspn(path, "/");
        size_t length = strcspn(path, "/");
        if (path[length] == '\0')
            return folder;
        folder = enter(folders, folder, path, length);
        path += length;
    }
}

guint foi_folders_place(foi_folders *folders, const char *path)
{
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;

    if (length == 0 || length != folders->last->len ||
        memcmp(path, folders->last->str, length) != 0) {
        folders->last_number = walk(folders, path);
        g_string_truncate(folders->last, 0);
        g_string_append_len(folders->last, path, (gssize)length);
    }
    return folders->last_number;
}

/* The folder that PATH is itself; FOI_FOLDER_NONE: nothing lies in it. */
static guint find(foi_folders *folders, const char *path)
{
    gpointer found = NULL;

    g_string_truncate(folders->key, 0);
    for (path += strspn(path, "/"); *path; path += strspn(path, "/")) {
        size_t length = strcspn(path, "/");
        append_name(folders->key, path, length);
        path += length;
    }
    return g_hash_table_lookup_extended(folders->numbers, folders->key->str, NULL, &found)
               ? GPOINTER_TO_UINT(found)
               : FOI_FOLDER_NONE;
}

guint foi_folders_settle(foi_folders *folders, guint folder, const char *path)
{
    bool alone = foi_folders_at(folders, folder)->children == 0;
    guint own = alone ? FOI_FOLDER_NONE : find(folders, path);
    guint number = own == FOI_FOLDER_NONE ? folder : own;

    foi_folders_at(folders, number)->direct = true;
    return number;
}

void foi_folders_count(foi_folders *folders, guint number, uint64_t document)
{
    while (number != FOI_FOLDER_NONE) {
        foi_folder *folder = foi_folders_at(folders, number);
        if (folder->seen == document)
            return;
        folder->seen = document;
        folder->count++;
        number = folder->parent;
    }
}

guint foi_folders_common(const foi_folders *folders)
{
    guint number = 0;

    for (;;) {
        const foi_folder *folder = foi_folders_at(folders, number);
        if (folder->direct || folder->children != 1)
            return number;
        number = folder->last_child;
    }
}

GPtrArray *foi_folders_paths(foi_folders *folders)
{
    GPtrArray *paths = g_ptr_array_sized_new(folders->list->len);
    g_autoptr(GString) path = g_string_new(NULL);

    g_ptr_array_add(paths, (gpointer) "/");
    for (guint i = 1; i < folders->list->len; i++) {
        const foi_folder *folder = foi_folders_at(folders, i);
        const char *above = folder->parent == 0 ? "" : paths->pdata[folder->parent];
        g_string_printf(path, "%s/%s", above, folder->name);
        g_ptr_array_add(paths, g_string_chunk_insert(folders->strings, path->str));
    }
    return paths;
}
