#include "indexer/update/known.h"

#include <string.h>

#include "indexer/base/wire.h"

/* A run of paths in the table: a root itself, or all that lies below one. */
typedef struct span {
    char *low; /* the root, or the root and a slash */
    bool below;
} span;

struct foi_known {
    const foi_store_writer *writer;
    foi_file_cursor *cursor;
    GArray *spans; /* of span, in the order of `low`: they do not overlap */
    guint next;    /* the first span that the cursor has not left */
    GString *last; /* the path of the last call */
    bool begun;
    bool found;         /* the cursor is on the state that was given last: it is not gone */
    GHashTable *unread; /* set of directories */
    GHashTable *late;   /* set of paths that came after they had been passed */
    foi_file_facts facts;
    /* The paths that are gone: how many bytes of the one before stay, then the others. */
    GByteArray *gone;
    GString *written;
    foi_wire_reader in;
    GString *read;
};

static void span_clear(void *each)
{
    g_free(((span *)each)->low);
}

static int compare_spans(const void *left, const void *right)
{
    return strcmp(((const span *)left)->low, ((const span *)right)->low);
}

static GArray *spans_new(void)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(span));
    g_array_set_clear_func(spans, span_clear);
    return spans;
}

static void add_spans(GArray *spans, const char *root)
{
    bool is_all = strcmp(root, "/") == 0;
    span itself = {g_strdup(root), is_all};
    g_array_append_val(spans, itself);
    if (is_all)
        return;
    span below = {g_strconcat(root, "/", NULL), true};
    g_array_append_val(spans, below);
}

foi_status foi_known_new(const foi_store_writer *writer, const char *const *roots, foi_known **out,
                         foi_error *error)
{
    *out = NULL;
    foi_file_cursor *cursor;
    foi_status status = foi_store_writer_cursor(writer, &cursor, error);
    if (status != FOI_OK)
        return status;
    foi_known *known = g_new0(foi_known, 1);
    known->writer = writer;
    known->cursor = cursor;
    known->spans = spans_new();
    for (; *roots != NULL; roots++)
        add_spans(known->spans, *roots);
    g_array_sort(known->spans, compare_spans);
    known->last = g_string_new(NULL);
    known->unread = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    known->late = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    known->gone = g_byte_array_new();
    known->written = g_string_new(NULL);
    known->read = g_string_new(NULL);
    *out = known;
    return FOI_OK;
}

void foi_known_free(foi_known *known)
{
    if (known == NULL)
        return;
    foi_file_cursor_free(known->cursor);
    g_array_unref(known->spans);
    g_string_free(known->last, TRUE);
    g_hash_table_unref(known->unread);
    g_hash_table_unref(known->late);
    g_byte_array_unref(known->gone);
    g_string_free(known->written, TRUE);
    g_string_free(known->read, TRUE);
    g_free(known);
}

/* --- passing -----------------------------------------------------------------------------------
 */

static bool is_below_unread(const foi_known *known, const foi_file_facts *facts)
{
    if (g_hash_table_size(known->unread) == 0)
        return false;
    g_autofree char *directory = g_strndup(facts->path, facts->path_length);
    for (char *slash; (slash = strrchr(directory, '/')) != NULL;) {
        *slash = '\0';
        if (g_hash_table_contains(known->unread, slash == directory ? "/" : directory))
            return true;
    }
    return false;
}

static void note_gone(foi_known *known, const foi_file_facts *facts)
{
    size_t shared = 0, most = MIN(known->written->len, facts->path_length);
    while (shared < most && known->written->str[shared] == facts->path[shared])
        shared++;
    foi_wire_put_number(known->gone, shared);
    foi_wire_put_bytes(known->gone, facts->path + shared, facts->path_length - shared);
    g_string_truncate(known->written, shared);
    g_string_append_len(known->written, facts->path + shared,
                        (gssize)(facts->path_length - shared));
}

static bool holds(const span *each, const foi_file_facts *facts)
{
    if (!each->below)
        return foi_file_facts_compare(facts, each->low) == 0;
    size_t length = strlen(each->low);
    return facts->path_length >= length && memcmp(facts->path, each->low, length) == 0;
}

/* Goes over what lies before END (NULL: all). What lies outside of the roots is leapt over. */
static foi_status pass(foi_known *known, const char *end, foi_error *error)
{
    foi_status status = known->found ? foi_file_cursor_next(known->cursor, error) : FOI_OK;
    known->found = false;
    const foi_file_facts *facts;
    while (status == FOI_OK && known->next < known->spans->len &&
           (facts = foi_file_cursor_facts(known->cursor)) != NULL) {
        const span *within = &g_array_index(known->spans, span, known->next);
        bool is_before_end = end == NULL || foi_file_facts_compare(facts, end) < 0;
        if (holds(within, facts)) {
            if (!is_before_end)
                break;
            if (!is_below_unread(known, facts))
                note_gone(known, facts);
            status = foi_file_cursor_next(known->cursor, error);
        } else if (foi_file_facts_compare(facts, within->low) < 0) {
            if (end != NULL && strcmp(within->low, end) > 0)
                break;
            status = foi_file_cursor_seek(known->cursor, within->low, error);
        } else {
            known->next++;
        }
    }
    return status;
}

static void take_state(foi_file_facts *facts, const foi_file_state *state)
{
    memset(facts, 0, sizeof *facts);
    facts->path = state->path;
    facts->path_length = strlen(state->path);
    facts->inode = state->inode;
    facts->size = state->size;
    facts->mtime_ns = state->mtime_ns;
    facts->ctime_ns = state->ctime_ns;
    facts->status = state->status;
    facts->detail = state->detail;
    facts->detail_length = state->detail != NULL ? strlen(state->detail) : 0;
    facts->documents = state->documents->len;
    for (guint i = 0; i < state->documents->len; i++) {
        const foi_file_document *document = g_ptr_array_index(state->documents, i);
        facts->failed_documents += document->status != FOI_READ_OK;
    }
}

foi_status foi_known_find(foi_known *known, const char *path, const foi_file_facts **facts,
                          foi_error *error)
{
    *facts = NULL;
    if (known->begun && strcmp(path, known->last->str) <= 0) {
        g_hash_table_add(known->late, g_strdup(path));
        const foi_file_state *state = foi_store_writer_file(known->writer, path);
        if (state != NULL) {
            take_state(&known->facts, state);
            *facts = &known->facts;
        }
        return FOI_OK;
    }
    known->begun = true;
    g_string_assign(known->last, path);
    foi_status status = pass(known, path, error);
    const foi_file_facts *at = foi_file_cursor_facts(known->cursor);
    known->found = status == FOI_OK && at != NULL && foi_file_facts_compare(at, path) == 0;
    if (known->found)
        *facts = at;
    return status;
}

void foi_known_mark_unread(foi_known *known, const char *directory)
{
    g_hash_table_add(known->unread, g_strdup(directory));
}

foi_status foi_known_finish(foi_known *known, foi_error *error)
{
    foi_status status = pass(known, NULL, error);
    known->in = foi_wire_read(known->gone->data, known->gone->len);
    g_string_truncate(known->read, 0);
    return status;
}

const char *foi_known_next_gone(foi_known *known)
{
    while (!foi_wire_finished(&known->in)) {
        size_t length;
        g_string_truncate(known->read, (gsize)foi_wire_get_number(&known->in));
        const uint8_t *rest = foi_wire_get_bytes(&known->in, &length);
        g_string_append_len(known->read, (const char *)rest, (gssize)length);
        if (!g_hash_table_contains(known->late, known->read->str))
            return known->read->str;
    }
    return NULL;
}

/* *READ: what WITHIN spans has a state of what could be read. */
static foi_status find_read(foi_file_cursor *cursor, const span *within, bool *read,
                            foi_error *error)
{
    *read = false;
    foi_status status = foi_file_cursor_seek(cursor, within->low, error);
    const foi_file_facts *facts;
    while (status == FOI_OK && !*read && (facts = foi_file_cursor_facts(cursor)) != NULL &&
           holds(within, facts)) {
        *read = facts->status != FOI_READ_UNREADABLE;
        status = foi_file_cursor_next(cursor, error);
    }
    return status;
}

foi_status foi_known_leave_out_read(const foi_store_writer *writer, GHashTable *roots,
                                    foi_error *error)
{
    g_autoptr(foi_file_cursor) cursor = NULL;
    foi_status status = foi_store_writer_cursor(writer, &cursor, error);
    g_autoptr(GArray) spans = spans_new();
    GHashTableIter each;
    void *root;
    g_hash_table_iter_init(&each, roots);
    while (g_hash_table_iter_next(&each, &root, NULL))
        add_spans(spans, root);
    g_array_sort(spans, compare_spans);
    for (guint i = 0; i < spans->len && status == FOI_OK; i++) {
        const span *within = &g_array_index(spans, span, i);
        bool read;
        status = find_read(cursor, within, &read, error);
        if (!read)
            continue;
        size_t length = strlen(within->low);
        g_autofree char *found = g_strndup(within->low, length - (within->below && length > 1));
        g_hash_table_remove(roots, found);
    }
    return status;
}
