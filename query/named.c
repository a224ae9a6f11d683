/* named.c - from what a person typed to one document. */
#include "query/named.h"

#include <string.h>

#include "indexer/document/path.h"
#include "indexer/walk/roots.h"

/* So many of several documents are listed. */
#define LISTED 10

/* Parts the path of a file from the name of what lies in it, as hits print it. */
#define WITHIN " > "

static bool may_begin_id(const char *name)
{
    size_t length = strlen(name);

    if (length < FOI_SHORTEST_ID || length > FOI_ID_LENGTH)
        return false;
    for (; *name; name++)
        if (!g_ascii_isalnum(*name))
            return false;
    return true;
}

/* The first of LIST (char *) parted by commas, and that there are more; g_free. */
static char *listed(const GPtrArray *list)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < list->len && i < LISTED; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", (const char *)list->pdata[i]);
    if (list->len > LISTED)
        g_string_append(text, " and others");
    return g_string_free(text, FALSE);
}

static foi_status find_begun(foi_snapshot *snapshot, const char *name, uint32_t *docid,
                             foi_error *error)
{
    g_autofree char *folded = g_ascii_strdown(name, -1);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    foi_status status = foi_snapshot_ids(snapshot, folded, LISTED + 1, ids, error);

    if (status == FOI_OK && ids->len > 1) {
        g_autofree char *list = listed(ids);
        return foi_error_set(error, FOI_ERROR_ARGUMENT,
                             "`%s' begins the ids of several documents: %s", name, list);
    }
    if (status == FOI_OK && ids->len == 1)
        *docid = foi_snapshot_find(snapshot, ids->pdata[0]);
    return status;
}

/* The documents of FILE (const foi_file_document *) that are called MEMBER; NULL: the file's own
 * alone where it is one, for what lies in it is called otherwise; else all. */
static GPtrArray *documents_of(const foi_file_state *file, const char *member)
{
    GPtrArray *list = g_ptr_array_new();

    for (guint i = 0; i < file->documents->len; i++) {
        foi_file_document *document = file->documents->pdata[i];
        if (!document->indexed || (member && g_strcmp0(document->member, member) != 0))
            continue;
        if (!document->member)
            g_ptr_array_set_size(list, 0);
        g_ptr_array_add(list, document);
        if (!document->member)
            break;
    }
    return list;
}

static foi_status refuse_several(const char *path, const GPtrArray *documents, foi_error *error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < documents->len; i++) {
        const foi_file_document *document = documents->pdata[i];
        g_ptr_array_add(names, g_strdup_printf("%s (%s)", document->id, document->member));
    }
    g_autofree char *list = listed(names);
    return foi_error_set(error, FOI_ERROR_ARGUMENT, "%s holds several documents: %s", path, list);
}

/* MEMBER: what lies in the file at NAME; NULL: the file. */
static foi_status find_path(foi_snapshot *snapshot, const char *name, const char *member,
                            uint32_t *docid, foi_error *error)
{
    g_autofree char *path = foi_root_resolve(name);
    g_autofree char *shown = foi_path_display(path);
    const foi_file_state *file = NULL;
    foi_status status = foi_snapshot_file(snapshot, path, &file, error);

    if (status != FOI_OK || !file)
        return status;
    g_autoptr(GPtrArray) documents = documents_of(file, member);
    if (documents->len == 0 && member)
        return FOI_OK;
    if (documents->len == 0) {
        return foi_error_set(error, FOI_ERROR_NOT_FOUND,
                             "no document was read from %s; foi-index --failures says why", shown);
    }
    if (documents->len > 1)
        return refuse_several(shown, documents, error);
    *docid = foi_snapshot_find(snapshot, ((foi_file_document *)documents->pdata[0])->id);
    return FOI_OK;
}

/* NAME as a hit prints what lies in a file. Names of files hold blanks and ">", too. */
static foi_status find_member(foi_snapshot *snapshot, const char *name, uint32_t *docid,
                              foi_error *error)
{
    const char *gap = name;
    foi_status status = FOI_OK;

    while (status == FOI_OK && *docid == 0 && (gap = strstr(gap + 1, WITHIN)) != NULL) {
        g_autofree char *path = g_strndup(name, (size_t)(gap - name));
        status = find_path(snapshot, path, gap + strlen(WITHIN), docid, error);
    }
    return status;
}

foi_status foi_named(foi_snapshot *snapshot, const char *directory, const char *name,
                     uint32_t *docid, foi_error *error)
{
    foi_status status = FOI_OK;

    *docid = 0;
    if (may_begin_id(name))
        status = find_begun(snapshot, name, docid, error);
    if (status == FOI_OK && *docid == 0 && *name)
        status = find_path(snapshot, name, NULL, docid, error);
    if (status == FOI_OK && *docid == 0 && *name)
        status = find_member(snapshot, name, docid, error);
    if (status == FOI_OK && *docid == 0) {
        return foi_error_set(error, FOI_ERROR_NOT_FOUND,
                             "the index %s has no document `%s'; an id (shown with each hit), at "
                             "least %d characters of its beginning, or the path of a file (with "
                             "\"" WITHIN "\" and the name of what lies in it) is expected",
                             directory, name, FOI_SHORTEST_ID);
    }
    return status;
}
