#include "indexer/extract/archive/request.h"

#include <string.h>

#include "indexer/extract/read.h"

/* A deeper folder is not looked for. */
#define FOLDERS 32

/* How long the folder of PATH is with its slash; 0: it lies at the top. */
static size_t folder_length(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] != '/')
        length--;
    return length;
}

static bool is_correspondence(const char *path)
{
    static const char *const NAMES[] = {"correspondence.txt", "correspondence.pdf",
                                        "correspondence.html"};
    const char *base = path + folder_length(path, strlen(path));
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        if (g_ascii_strcasecmp(base, NAMES[i]) == 0)
            return true;
    return false;
}

/* The folders of requests among MEMBERS; NULL: there is none. */
static GHashTable *request_folders(const GPtrArray *members)
{
    GHashTable *folders = NULL;
    for (guint i = 0; i < members->len; i++) {
        const foi_member *member = g_ptr_array_index(members, i);
        if (!is_correspondence(member->name))
            continue;
        if (folders == NULL)
            folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_hash_table_add(
            folders, g_strndup(member->name, folder_length(member->name, strlen(member->name))));
    }
    return folders;
}

/* The innermost folder of a request that PATH lies in, for the caller to g_free; NULL: none. */
static char *folder_of(GHashTable *folders, const char *path)
{
    size_t length = folder_length(path, strlen(path));
    for (unsigned depth = 0; depth < FOLDERS; depth++) {
        g_autofree char *folder = g_strndup(path, length);
        if (g_hash_table_contains(folders, folder))
            return g_steal_pointer(&folder);
        if (length == 0)
            return NULL;
        length = folder_length(path, length - 1);
    }
    return NULL;
}

void foi_request_link(const foi_input *input, foi_output *output)
{
    GPtrArray *members = foi_output_members(output);
    g_autoptr(GHashTable) folders = request_folders(members);
    if (folders == NULL)
        return;
    g_autofree char *id = foi_read_id(input->bytes, input->length);
    for (guint i = 0; i < members->len; i++) {
        foi_member *member = g_ptr_array_index(members, i);
        g_autofree char *folder = folder_of(folders, member->name);
        if (folder == NULL)
            continue;
        g_free(member->link);
        member->link = g_strdup_printf("request %s %s", id, folder);
    }
}
