/* file_state.c - one file's state, and its bytes. */
#include <string.h>

#include "indexer/base/wire.h"
#include "indexer/store/file_state_wire.h"
#include "indexer/store/states.h"

static void file_document_free(void *data)
{
    foi_file_document *document = data;
    g_free(document->id);
    g_free(document->member);
    g_free(document->parent);
    g_free(document->detail);
    g_free(document);
}

foi_file_state *foi_file_state_new(const char *path)
{
    foi_file_state *state = g_new0(foi_file_state, 1);
    state->path = g_strdup(path);
    state->status = FOI_READ_OK;
    state->documents = g_ptr_array_new_with_free_func(file_document_free);
    return state;
}

void foi_file_state_free(foi_file_state *state)
{
    if (state == NULL)
        return;
    g_free(state->path);
    g_free(state->detail);
    g_ptr_array_unref(state->documents);
    g_free(state);
}

void foi_file_state_add(foi_file_state *state, const foi_document *document, bool indexed)
{
    foi_file_document *added = g_new0(foi_file_document, 1);
    added->id = g_strdup(document->id);
    added->member = g_strdup(document->member);
    added->parent = g_strdup(document->parent);
    added->status = document->status;
    added->detail = g_strdup(document->status_detail);
    added->indexed = indexed;
    g_ptr_array_add(state->documents, added);
}

uint32_t foi_file_state_failures(const foi_file_state *state)
{
    uint32_t failures = state->status != FOI_READ_OK;
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        failures += document->member != NULL && document->status != FOI_READ_OK;
    }
    return failures;
}

void foi_file_state_encode(const foi_file_state *state, GByteArray *out)
{
    foi_wire_put_string(out, state->path);
    foi_wire_put_number(out, state->device);
    foi_wire_put_number(out, state->inode);
    foi_wire_put_number(out, state->size);
    foi_wire_put_number(out, (uint64_t)state->mtime_ns);
    foi_wire_put_number(out, (uint64_t)state->ctime_ns);
    foi_wire_put_number(out, state->status);
    foi_wire_put_string(out, state->detail);
    foi_wire_put_number(out, state->documents->len);
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        foi_wire_put_string(out, document->id);
        foi_wire_put_string(out, document->member);
        foi_wire_put_string(out, document->parent);
        foi_wire_put_number(out, document->status);
        foi_wire_put_string(out, document->detail);
        foi_wire_put_number(out, document->indexed);
    }
}

static void get_file_document(foi_wire_reader *in, foi_file_state *state)
{
    foi_file_document *document = g_new0(foi_file_document, 1);
    g_ptr_array_add(state->documents, document);
    document->id = foi_wire_get_string(in);
    document->member = foi_wire_get_string(in);
    document->parent = foi_wire_get_string(in);
    document->status = (foi_read_status)foi_wire_get_limited(in, FOI_READ_END - 1);
    document->detail = foi_wire_get_string(in);
    document->indexed = foi_wire_get_limited(in, 1) != 0;
    bool id_fits = document->id == NULL || strlen(document->id) == FOI_ID_LENGTH;
    bool parent_fits = document->parent == NULL || strlen(document->parent) == FOI_ID_LENGTH;
    in->bad = in->bad || !id_fits || !parent_fits || document->status == FOI_READ_NONE;
}

foi_file_state *foi_file_state_decode(foi_wire_reader *in)
{
    g_autofree char *path = foi_wire_get_string(in);
    g_autoptr(foi_file_state) state = foi_file_state_new(path);
    state->device = foi_wire_get_number(in);
    state->inode = foi_wire_get_number(in);
    state->size = foi_wire_get_number(in);
    state->mtime_ns = (int64_t)foi_wire_get_number(in);
    state->ctime_ns = (int64_t)foi_wire_get_number(in);
    state->status = (foi_read_status)foi_wire_get_limited(in, FOI_READ_END - 1);
    state->detail = foi_wire_get_string(in);
    uint64_t count = foi_wire_get_limited(in, foi_wire_room(in, 6));
    for (uint64_t i = 0; i < count && !in->bad; i++)
        get_file_document(in, state);
    if (in->bad || path == NULL || state->status == FOI_READ_NONE)
        return NULL;
    return g_steal_pointer(&state);
}

/* A string that may be NULL, where it lies. */
static const char *view_string(foi_wire_reader *in, size_t *length)
{
    const uint8_t *bytes = foi_wire_view_string(in, length);
    return (const char *)bytes;
}

static void skip_string(foi_wire_reader *in)
{
    size_t length;
    foi_wire_view_string(in, &length);
}

bool foi_file_facts_decode(foi_wire_reader *in, foi_file_facts *facts)
{
    memset(facts, 0, sizeof *facts);
    facts->path = view_string(in, &facts->path_length);
    foi_wire_get_number(in); /* the device */
    facts->inode = foi_wire_get_number(in);
    facts->size = foi_wire_get_number(in);
    facts->mtime_ns = (int64_t)foi_wire_get_number(in);
    facts->ctime_ns = (int64_t)foi_wire_get_number(in);
    facts->status = (foi_read_status)foi_wire_get_limited(in, FOI_READ_END - 1);
    facts->detail = view_string(in, &facts->detail_length);
    facts->failures = facts->status != FOI_READ_OK;
    facts->documents = (uint32_t)foi_wire_get_limited(in, foi_wire_room(in, 6));
    for (uint32_t i = 0; i < facts->documents && !in->bad; i++) {
        size_t length;
        skip_string(in); /* id */
        bool member = view_string(in, &length) != NULL;
        skip_string(in); /* parent */
        bool failed = foi_wire_get_number(in) != FOI_READ_OK;
        facts->failed_documents += failed;
        facts->failures += failed && member;
        skip_string(in); /* detail */
        foi_wire_get_limited(in, 1);
    }
    return !in->bad && facts->path != NULL && facts->status != FOI_READ_NONE;
}

int foi_file_facts_compare(const foi_file_facts *facts, const char *path)
{
    size_t length = strlen(path);
    int order = memcmp(facts->path, path, MIN(length, facts->path_length));
    return order != 0 ? order : (facts->path_length > length) - (facts->path_length < length);
}
