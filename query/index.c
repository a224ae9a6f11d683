/* index.c - the public handle: one snapshot at a time, the newest. */
#include "query/index.h"

#include <string.h>

#include "indexer/base/directory.h"
#include "indexer/document/lend.h"
#include "indexer/document/path.h"
#include "query/named.h"

/* How often a call starts again when writers keep taking segments away under it. */
#define ATTEMPTS 5

foi_index *foi_index_new(void)
{
    return g_new0(foi_index, 1);
}

static void close_index(foi_index *index)
{
    g_clear_pointer(&index->snapshot, foi_snapshot_free);
    g_clear_pointer(&index->directory, g_free);
}

void foi_index_free(foi_index *index)
{
    if (index) {
        close_index(index);
        foi_stemmer_free(index->stemmer);
        foi_error_clear(&index->error);
        g_free(index);
    }
}

static foi_status open_snapshot(foi_index *index)
{
    g_clear_pointer(&index->snapshot, foi_snapshot_free);
    return foi_snapshot_open(index->directory, &index->snapshot, &index->error);
}

foi_status foi_index_open(foi_index *index, const char *directory)
{
    foi_status status = FOI_OK;

    if (!index)
        return FOI_ERROR_ARGUMENT;
    foi_error_clear(&index->error);
    close_index(index);
    if (!index->stemmer)
        status = foi_stemmer_new(FOI_STEMMER_LANGUAGE, &index->stemmer, &index->error);
    if (status != FOI_OK)
        return status;
    index->directory = foi_directory_of_index(directory);
    status = open_snapshot(index);
    if (status != FOI_OK)
        close_index(index);
    return status;
}

const char *foi_index_error(const foi_index *index)
{
    return index && index->error.message ? index->error.message : "";
}

static bool segment_may_have_gone(foi_status status)
{
    return status == FOI_ERROR_IO || status == FOI_ERROR_NOT_FOUND;
}

foi_status foi_index_run(foi_index *index, foi_index_task task, void *data)
{
    foi_status status = FOI_OK;

    if (!index)
        return FOI_ERROR_ARGUMENT;
    foi_error_clear(&index->error);
    if (!index->directory) {
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT,
                             "the index is not open; call foi_index_open() first");
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        foi_error_clear(&index->error);
        bool fresh = !index->snapshot || !foi_snapshot_is_current(index->snapshot);
        status = fresh ? open_snapshot(index) : FOI_OK;
        if (status == FOI_OK)
            status = task(index, data, &index->error);
        if (!segment_may_have_gone(status))
            return status;
        /* A document that is not there is missing for good unless a commit came meanwhile. */
        if (status == FOI_ERROR_NOT_FOUND && index->snapshot &&
            foi_snapshot_is_current(index->snapshot))
            return status;
        g_clear_pointer(&index->snapshot, foi_snapshot_free);
    }
    return status;
}

foi_status foi_index_settle(const foi_index *index, foi_status status, foi_error *error)
{
    if (foi_snapshot_damage(index->snapshot, NULL) == FOI_OK)
        return status;
    foi_error_clear(error);
    return foi_snapshot_damage(index->snapshot, error);
}

static foi_status read_info(foi_index *index, void *data, foi_error *error)
{
    foi_index_info *info = data;
    foi_store_info store;

    (void)error;
    foi_snapshot_info(index->snapshot, &store);
    info->commit = store.commit;
    info->documents = store.documents;
    info->files = store.files;
    info->failures = store.failures;
    info->segments = store.segments;
    info->schema = store.schema;
    info->tagger_version = store.tagger_version;
    return FOI_OK;
}

foi_status foi_index_get_info(foi_index *index, foi_index_info *info)
{
    if (!index)
        return FOI_ERROR_ARGUMENT;
    if (!info || info->size < sizeof *info) {
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT,
                             "foi_index_info.size is not set to sizeof(foi_index_info)");
    }
    return foi_index_run(index, read_info, info);
}

typedef struct wanted_document {
    const char *id;
    foi_document *document;
} wanted_document;

/* The first place is the document's location. */
static GPtrArray *other_places(foi_snapshot *snapshot, uint32_t docid)
{
    g_autoptr(GPtrArray) places = foi_snapshot_places(snapshot, docid);
    GPtrArray *others = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 1; i < places->len; i++) {
        const foi_place *place = places->pdata[i];
        g_autofree char *file = foi_path_display(place->location);
        g_ptr_array_add(others, place->member ? g_strconcat(file, " > ", place->member, NULL)
                                              : g_strdup(file));
    }
    return others;
}

static foi_status read_document(foi_index *index, void *data, foi_error *error)
{
    wanted_document *wanted = data;
    uint32_t docid;
    foi_status status = foi_named(index->snapshot, index->directory, wanted->id, &docid, error);

    if (status == FOI_OK)
        status = foi_snapshot_document(index->snapshot, docid, &wanted->document, error);
    if (status == FOI_OK)
        wanted->document->other_places = other_places(index->snapshot, docid);
    return status;
}

foi_status foi_index_get_document(foi_index *index, const char *id, foi_document **document)
{
    wanted_document wanted = {id, NULL};
    foi_status status;

    if (document)
        *document = NULL;
    if (!index)
        return FOI_ERROR_ARGUMENT;
    if (!id || !document)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "no id was given, or no document");
    status = foi_index_run(index, read_document, &wanted);
    if (status == FOI_OK) {
        foi_document_lend(wanted.document);
        *document = wanted.document;
    }
    return status;
}

const char *foi_index_identity(const foi_index *index)
{
    foi_store_info store;

    if (!index || !index->snapshot)
        return NULL;
    foi_snapshot_info(index->snapshot, &store);
    return store.identity;
}

typedef struct failure_visit {
    int (*visit)(const foi_failure *, void *data);
    void *data;
} failure_visit;

/* Returns false when the caller wants no more. */
static bool tell_failure(const failure_visit *v, const foi_file_state *state, const char *member,
                         foi_read_status status, const char *detail)
{
    foi_failure failure = {state->path, member,
                           foi_vocabulary_name(FOI_VOCABULARY_READ_STATUS, (int)status),
                           detail ? detail : ""};

    if (status == FOI_READ_OK || status == FOI_READ_NONE)
        return true;
    return v->visit(&failure, v->data) != 0;
}

static bool visit_state(const foi_file_state *state, void *data)
{
    const failure_visit *v = data;
    bool told = state->status != FOI_READ_OK;

    if (!tell_failure(v, state, NULL, state->status, state->detail))
        return false;
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = state->documents->pdata[i];
        /* The file's own document repeats the state of the file. */
        if (!document->member && told)
            continue;
        if (!tell_failure(v, state, document->member, document->status, document->detail))
            return false;
    }
    return true;
}

static foi_status read_failures(foi_index *index, void *data, foi_error *error)
{
    return foi_snapshot_each_file(index->snapshot, visit_state, data, error);
}

foi_status foi_index_failures(foi_index *index, int (*visit)(const foi_failure *, void *data),
                              void *data)
{
    failure_visit v = {visit, data};

    if (index && !visit)
        return foi_error_set(&index->error, FOI_ERROR_ARGUMENT, "no visitor was given");
    return foi_index_run(index, read_failures, &v);
}

foi_status foi_index_check(foi_index *index, const char *directory,
                           void (*report)(const char *line, void *data), void *data)
{
    g_autofree char *path = NULL;

    if (!index)
        return FOI_ERROR_ARGUMENT;
    path = foi_directory_of_index(directory);
    foi_error_clear(&index->error);
    return foi_store_check(path, report, data, &index->error);
}
