#include "indexer/walk/roots.h"

#include <stdlib.h>
#include <string.h>

static char *resolve_whole(const char *path)
{
    char *real = realpath(path, NULL);
    char *copy = real ? g_strdup(real) : NULL;
    free(real);
    return copy;
}

static char *resolve_parent(const char *path)
{
    g_autofree char *trimmed = g_strdup(path);
    for (size_t length = strlen(trimmed); length > 1 && trimmed[length - 1] == '/';)
        trimmed[--length] = '\0';
    const char *slash = strrchr(trimmed, '/');
    const char *base = slash ? slash + 1 : trimmed;
    if (*base == '\0' || strcmp(base, ".") == 0 || strcmp(base, "..") == 0)
        return resolve_whole(trimmed);
    g_autofree char *parent = !slash             ? g_strdup(".")
                              : slash == trimmed ? g_strdup("/")
                                                 : g_strndup(trimmed, (gsize)(slash - trimmed));
    g_autofree char *real = resolve_whole(parent);
    if (!real)
        return NULL;
    return g_strconcat(strcmp(real, "/") == 0 ? "" : real, "/", base, NULL);
}

char *foi_root_resolve(const char *path)
{
    char *resolved = resolve_parent(path);
    return resolved ? resolved : g_canonicalize_filename(path, NULL);
}

bool foi_root_covers(const char *root, const char *path)
{
    if (strcmp(root, "/") == 0)
        return path[0] == '/';
    size_t length = strlen(root);
    return strncmp(root, path, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static int compare_strings(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *foi_roots_above(GHashTable *roots, const char *path)
{
    void *root = NULL;
    if (g_hash_table_lookup_extended(roots, path, &root, NULL) ||
        g_hash_table_lookup_extended(roots, "/", &root, NULL))
        return root;
    g_autofree char *above = g_strdup(path);
    for (char *slash; (slash = strrchr(above, '/')) && slash != above;) {
        *slash = '\0';
        if (g_hash_table_lookup_extended(roots, above, &root, NULL))
            return root;
    }
    return NULL;
}

char **foi_roots_resolve(const char *const *roots, size_t count)
{
    g_autoptr(GPtrArray) resolved = g_ptr_array_new_with_free_func(g_free);
    for (size_t i = 0; i < count; i++)
        g_ptr_array_add(resolved, foi_root_resolve(roots[i]));
    g_ptr_array_sort(resolved, compare_strings);
    g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *outermost = g_ptr_array_new();
    for (guint i = 0; i < resolved->len; i++) {
        char *root = g_ptr_array_index(resolved, i);
        if (foi_roots_above(kept, root))
            continue;
        g_hash_table_add(kept, root);
        g_ptr_array_add(outermost, g_strdup(root));
    }
    g_ptr_array_add(outermost, NULL);
    return (char **)g_ptr_array_free(outermost, FALSE);
}
