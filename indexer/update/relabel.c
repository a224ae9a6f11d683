#include "indexer/update/relabel.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "indexer/base/memory_file.h"
#include "indexer/field/field.h"
#include "indexer/labels/apply.h"
#include "indexer/store/places.h"

/* How many documents of another tagger are gathered at once. */
enum { STALE_AT_ONCE = 65536 };

/* It is asked whether to go on when a document takes this long, and after so many documents. */
enum { WAIT_MS = 200, ASK_EVERY = 64 };

/* A document that a worker has. */
typedef struct writing {
    foi_document *document; /* as it is stored, with its first place */
    GByteArray *record;
    GPtrArray *places; /* of char * */
} writing;

static void writing_free(void *data)
{
    writing *each = data;
    foi_document_free(each->document);
    g_byte_array_unref(each->record);
    g_ptr_array_unref(each->places);
    g_free(each);
}

/* --- which documents ----------------------------------------------------------------------------
 */

/* Calls VISIT for the documents of SNAPSHOT that name the reference of KEY, until it returns false.
 */
static foi_status each_with_reference(foi_snapshot *snapshot, const char *key,
                                      bool (*visit)(foi_snapshot *, uint32_t docid, void *data),
                                      void *data, foi_error *error)
{
    g_autofree char *term = foi_field_term(foi_field_find("ref"), key + strlen(FOI_LABEL_REF));
    xap_error detail = XAP_ERROR_INIT;
    xap_postings *postings = NULL;
    xap_postings_entry entry;
    xap_status status =
        xap_postings_new(foi_snapshot_database(snapshot), term, strlen(term), &postings, &detail);
    while (status == XAP_OK) {
        status = xap_postings_next(postings, &entry, &detail);
        if (status == XAP_OK && !foi_snapshot_is_removed(snapshot, entry.docid) &&
            !visit(snapshot, entry.docid, data))
            status = XAP_END;
    }
    xap_postings_free(postings);
    if (status != XAP_END)
        return foi_error_set(error, FOI_ERROR_CORRUPT, "the index cannot be read: %s",
                             detail.message);
    return FOI_OK;
}

static bool add_id(foi_snapshot *snapshot, uint32_t docid, void *data)
{
    char id[FOI_ID_LENGTH + 1];
    foi_snapshot_id(snapshot, docid, id);
    g_hash_table_add(data, g_strdup(id));
    return true;
}

/* The document at the place KEY, of those that WRITER knows; NULL: none that is indexed. Valid
 * until the next call. */
static const foi_file_document *document_at(const foi_store_writer *writer, const char *key)
{
    const char *value = key + strlen(FOI_LABEL_PATH);
    const char *end = strstr(value, FOI_PLACE_SEPARATOR);
    g_autofree char *location =
        end != NULL ? g_strndup(value, (size_t)(end - value)) : g_strdup(value);
    const char *member = end != NULL ? end + strlen(FOI_PLACE_SEPARATOR) : NULL;
    const foi_file_state *state = foi_store_writer_file(writer, location);
    for (guint i = 0; state != NULL && i < state->documents->len; i++) {
        const foi_file_document *each = g_ptr_array_index(state->documents, i);
        if (each->indexed && g_strcmp0(each->member, member) == 0)
            return each;
    }
    return NULL;
}

static foi_status resolve(const foi_relabel *relabel, foi_snapshot *snapshot, const char *key,
                          GHashTable *ids)
{
    if (g_str_has_prefix(key, FOI_LABEL_REF))
        return each_with_reference(snapshot, key, add_id, ids, relabel->error);
    if (g_str_has_prefix(key, FOI_LABEL_ID)) {
        g_hash_table_add(ids, g_strdup(key + strlen(FOI_LABEL_ID)));
        return FOI_OK;
    }
    const foi_file_document *document = document_at(relabel->writer, key);
    if (document != NULL)
        g_hash_table_add(ids, g_strdup(document->id));
    return FOI_OK;
}

/* --- one document -------------------------------------------------------------------------------
 */

static GPtrArray *place_values(foi_snapshot *snapshot, uint32_t docid)
{
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) places = foi_snapshot_places(snapshot, docid);
    for (guint i = 0; i < places->len; i++) {
        const foi_place *place = g_ptr_array_index(places, i);
        g_autofree char *key = foi_label_path_key(place->location, place->member);
        g_ptr_array_add(values, g_strdup(key + strlen(FOI_LABEL_PATH)));
    }
    return values;
}

/* Hands the document ID to the workers; nothing where the index has none. */
static foi_status submit(foi_relabel *relabel, foi_snapshot *snapshot, GHashTable *at_work,
                         const char *id)
{
    uint32_t docid = foi_snapshot_find(snapshot, id);
    foi_document *document = NULL;
    if (docid == 0)
        return FOI_OK;
    foi_status status = foi_snapshot_document(snapshot, docid, &document, relabel->error);
    if (status != FOI_OK)
        return status;
    writing *each = g_new0(writing, 1);
    each->document = document;
    each->record = g_byte_array_new();
    each->places = place_values(snapshot, docid);
    g_hash_table_add(at_work, each);
    foi_document_encode(document, each->record);
    foi_labels_lift(document);
    g_autoptr(GByteArray) lifted = g_byte_array_new();
    foi_document_encode(document, lifted);
    int descriptor = foi_memory_file(lifted);
    if (descriptor < 0)
        return foi_error_set_errno(relabel->error, "cannot hand a document to a worker", NULL,
                                   errno);
    foi_job job = {FOI_JOB_RETAG, descriptor, "", 0, 0, each};
    foi_supervisor_submit(relabel->supervisor, &job);
    return FOI_OK;
}

/* What came back is the document that was sent, tagged anew. */
static bool is_answer(const writing *sent, const foi_document *document)
{
    const GString *before = sent->document->text.bytes, *now = document->text.bytes;
    return document->id != NULL && strcmp(document->id, sent->document->id) == 0 &&
           before->len == now->len && memcmp(before->str, now->str, now->len) == 0;
}

static foi_status write_anew(foi_relabel *relabel, const writing *sent, foi_document *document)
{
    if (!is_answer(sent, document)) {
        relabel->failed++;
        if (relabel->failures != NULL)
            g_hash_table_add(relabel->failures,
                             g_strconcat(FOI_LABEL_ID, sent->document->id, NULL));
        return FOI_OK;
    }
    foi_labels_apply(relabel->labels, document, (const char *const *)sent->places->pdata,
                     sent->places->len);
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document_encode(document, record);
    bool same = record->len == sent->record->len &&
                memcmp(record->data, sent->record->data, record->len) == 0;
    if (same && foi_store_writer_has(relabel->writer, document->id))
        return FOI_OK;
    relabel->written++;
    return foi_store_writer_add(relabel->writer, document, relabel->error);
}

/* Waits for one document and writes it; where the run is stopped meanwhile, for none. */
static foi_status take_one(foi_relabel *relabel, GHashTable *at_work)
{
    bool ask = ++relabel->done % ASK_EVERY == 0;
    while (!foi_supervisor_wait(relabel->supervisor, WAIT_MS) || ask) {
        relabel->stopped = relabel->stopped || !relabel->go_on(relabel->data);
        if (relabel->stopped)
            return FOI_OK;
        ask = false;
    }
    foi_job_result result;
    foi_status status = foi_supervisor_next(relabel->supervisor, &result, relabel->error);
    if (status != FOI_OK)
        return status;
    status = write_anew(relabel, result.context, g_ptr_array_index(result.documents, 0));
    g_ptr_array_unref(result.documents);
    g_hash_table_remove(at_work, result.context);
    return status;
}

/* --- many ---------------------------------------------------------------------------------------
 */

static foi_status drain(foi_relabel *relabel, GHashTable *at_work, uint32_t room)
{
    foi_status status = FOI_OK;
    while (status == FOI_OK && !relabel->stopped && g_hash_table_size(at_work) > 0 &&
           foi_supervisor_room(relabel->supervisor) < room)
        status = take_one(relabel, at_work);
    return status;
}

/* Room is never so large: all are waited for. */
#define ALL UINT32_MAX

/* What was written so far becomes a commit, whose rows lie elsewhere than those of SNAPSHOT. */
static foi_status commit_between(foi_relabel *relabel, GHashTable *at_work, foi_snapshot **snapshot)
{
    foi_status status = drain(relabel, at_work, ALL);
    if (status != FOI_OK || relabel->stopped)
        return status;
    g_clear_pointer(snapshot, foi_snapshot_free);
    status = relabel->commit(relabel->data);
    return status == FOI_OK ? foi_snapshot_open(relabel->directory, snapshot, relabel->error)
                            : status;
}

static foi_status write_all(foi_relabel *relabel, foi_snapshot **snapshot, const GPtrArray *ids)
{
    g_autoptr(GHashTable) at_work = g_hash_table_new_full(NULL, NULL, writing_free, NULL);
    foi_status status = FOI_OK;
    for (guint i = 0; i < ids->len && status == FOI_OK && !relabel->stopped; i++) {
        status = submit(relabel, *snapshot, at_work, g_ptr_array_index(ids, i));
        if (status == FOI_OK)
            status = drain(relabel, at_work, 1);
        if (status == FOI_OK && foi_store_writer_is_full(relabel->writer))
            status = commit_between(relabel, at_work, snapshot);
    }
    return status == FOI_OK ? drain(relabel, at_work, ALL) : status;
}

/* *SNAPSHOT is NULL where there was no commit yet. */
static foi_status open_last(const foi_relabel *relabel, foi_snapshot **snapshot)
{
    g_auto(foi_error) error = FOI_ERROR_INIT;
    foi_status status = foi_snapshot_open(relabel->directory, snapshot, &error);
    if (status == FOI_ERROR_NOT_FOUND)
        return FOI_OK;
    if (status != FOI_OK)
        foi_error_move(relabel->error, &error);
    return status;
}

static int compare_ids(const void *left, const void *right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* The documents of the pending keys, in order of their ids. */
static foi_status resolve_all(const foi_relabel *relabel, foi_snapshot *snapshot, GPtrArray *order)
{
    g_autoptr(GHashTable) found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    foi_status status = FOI_OK;
    GHashTableIter each;
    void *key;
    g_hash_table_iter_init(&each, foi_labels_pending(relabel->labels));
    while (status == FOI_OK && g_hash_table_iter_next(&each, &key, NULL))
        status = resolve(relabel, snapshot, key, found);
    g_hash_table_iter_init(&each, found);
    while (g_hash_table_iter_next(&each, &key, NULL))
        g_ptr_array_add(order, g_strdup(key));
    g_ptr_array_sort(order, compare_ids);
    return status;
}

foi_status foi_relabel_pending(foi_relabel *relabel)
{
    GHashTable *pending = foi_labels_pending(relabel->labels);
    if (g_hash_table_size(pending) == 0)
        return FOI_OK;
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(GHashTable) failures = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func(g_free);
    foi_status status = open_last(relabel, &snapshot);
    if (status == FOI_OK && snapshot != NULL)
        status = resolve_all(relabel, snapshot, order);
    relabel->failures = failures;
    if (status == FOI_OK && snapshot != NULL)
        status = write_all(relabel, &snapshot, order);
    relabel->failures = NULL;
    if (status != FOI_OK || relabel->stopped)
        return status;
    g_hash_table_remove_all(pending);
    GHashTableIter each;
    void *key;
    g_hash_table_iter_init(&each, failures);
    while (g_hash_table_iter_next(&each, &key, NULL))
        g_hash_table_add(pending, g_strdup(key));
    return FOI_OK;
}

/* Commits what was written; those of IDS that are not current after that go to FAILED. */
static foi_status finish_batch(foi_relabel *relabel, const GPtrArray *ids, GHashTable *failed,
                               foi_snapshot **snapshot)
{
    g_clear_pointer(snapshot, foi_snapshot_free);
    foi_status status = relabel->commit(relabel->data);
    for (guint i = 0; i < ids->len; i++)
        if (!foi_store_writer_has(relabel->writer, g_ptr_array_index(ids, i)))
            g_hash_table_add(failed, g_strdup(g_ptr_array_index(ids, i)));
    return status == FOI_OK ? open_last(relabel, snapshot) : status;
}

foi_status foi_relabel_stale(foi_relabel *relabel)
{
    if (foi_store_writer_is_current(relabel->writer))
        return FOI_OK;
    g_autoptr(foi_snapshot) snapshot = NULL;
    g_autoptr(GHashTable) failed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    foi_status status = open_last(relabel, &snapshot);
    while (status == FOI_OK && snapshot != NULL && !relabel->stopped) {
        g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
        foi_store_writer_stale(relabel->writer, failed, STALE_AT_ONCE, ids);
        if (ids->len == 0)
            break;
        status = write_all(relabel, &snapshot, ids);
        if (status == FOI_OK && !relabel->stopped)
            status = finish_batch(relabel, ids, failed, &snapshot);
    }
    return status;
}

/* --- what the labels name -----------------------------------------------------------------------
 */

typedef struct search {
    const char *key;
    bool found;
} search;

static bool has_own(foi_snapshot *snapshot, uint32_t docid, void *data)
{
    search *wanted = data;
    g_autoptr(foi_document) document = NULL;
    if (foi_snapshot_document(snapshot, docid, &document, NULL) != FOI_OK)
        return true;
    for (guint i = 0; i < document->tags.references->len && !wanted->found; i++) {
        const foi_reference_tag *tag = g_ptr_array_index(document->tags.references, i);
        g_autofree char *key = foi_label_reference_key(tag->id);
        wanted->found = tag->own && strcmp(key, wanted->key) == 0;
    }
    return !wanted->found;
}

foi_status foi_relabel_knows(const foi_relabel *relabel, foi_snapshot **snapshot, const char *key,
                             bool *known)
{
    *known = false;
    foi_status status = *snapshot == NULL ? open_last(relabel, snapshot) : FOI_OK;
    if (status != FOI_OK || *snapshot == NULL)
        return status;
    if (g_str_has_prefix(key, FOI_LABEL_ID)) {
        *known = foi_snapshot_find(*snapshot, key + strlen(FOI_LABEL_ID)) != 0;
        return FOI_OK;
    }
    if (g_str_has_prefix(key, FOI_LABEL_PATH)) {
        *known = document_at(relabel->writer, key) != NULL;
        return FOI_OK;
    }
    search wanted = {key, false};
    status = each_with_reference(*snapshot, key, has_own, &wanted, relabel->error);
    *known = wanted.found;
    return status;
}
