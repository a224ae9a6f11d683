#include "indexer/labels/labels.h"

#include <string.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "indexer/base/utf8.h"
#include "indexer/base/wire.h"

/* Changes with the layout of the bytes. */
enum { LAYOUT = 1 };

/* Confidence lies in thousandths, as in the records. */
enum { CONFIDENCE_SCALE = 1000 };

struct foi_label_rows {
    GByteArray *bytes; /* for each row: key, line, body */
    uint32_t count;
    char *types;
};

typedef struct label_file {
    char *origin;
    foi_source source;
    uint32_t serial; /* rises from one to the next: where it stands among the others */
    foi_label_rows *rows;
} label_file;

/* Where a row lies, by the hash of its key. */
typedef struct place {
    uint64_t hash;
    uint32_t file, offset;
} place;

struct foi_labels {
    GPtrArray *files; /* of label_file * */
    GHashTable *pending;
    GArray *places; /* of place, sorted; NULL: the rows have changed */
};

/* --- rows --------------------------------------------------------------------------------------
 */

foi_label_rows *foi_label_rows_new(void)
{
    foi_label_rows *rows = g_new0(foi_label_rows, 1);
    rows->bytes = g_byte_array_new();
    rows->types = g_strdup("");
    return rows;
}

void foi_label_rows_free(foi_label_rows *rows)
{
    if (rows == NULL)
        return;
    g_byte_array_unref(rows->bytes);
    g_free(rows->types);
    g_free(rows);
}

void foi_label_rows_set_types(foi_label_rows *rows, const char *types)
{
    g_free(rows->types);
    rows->types = g_strdup(types);
}

uint32_t foi_label_rows_count(const foi_label_rows *rows)
{
    return rows->count;
}

void foi_label_rows_add(foi_label_rows *rows, const char *key, uint32_t line,
                        const foi_label *labels, size_t count)
{
    g_autoptr(GByteArray) body = g_byte_array_new();
    foi_wire_put_number(body, count);
    for (size_t i = 0; i < count; i++) {
        foi_wire_put_number(body, labels[i].field);
        double confidence = CLAMP(labels[i].confidence, 0.0, 1.0);
        foi_wire_put_number(body, (uint64_t)(confidence * CONFIDENCE_SCALE + 0.5));
        foi_wire_put_number(body, g_strv_length(labels[i].values));
        for (char **value = labels[i].values; *value != NULL; value++)
            foi_wire_put_string(body, *value);
    }
    foi_wire_put_string(rows->bytes, key);
    foi_wire_put_number(rows->bytes, line);
    foi_wire_put_bytes(rows->bytes, body->data, body->len);
    rows->count++;
}

typedef struct row {
    const uint8_t *key; /* without a NUL */
    size_t key_length;
    uint32_t line;
    const uint8_t *body;
    size_t length;
} row;

static row read_row(foi_wire_reader *in)
{
    row each = {0};
    each.key = foi_wire_view_string(in, &each.key_length);
    each.line = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
    each.body = foi_wire_get_bytes(in, &each.length);
    in->bad = in->bad || each.key == NULL;
    return each;
}

static row row_at(const foi_labels *labels, const place *at)
{
    const label_file *file = g_ptr_array_index(labels->files, at->file);
    foi_wire_reader in =
        foi_wire_read(file->rows->bytes->data + at->offset, file->rows->bytes->len - at->offset);
    return read_row(&in);
}

static void label_free(void *data)
{
    foi_label *label = data;
    g_strfreev(label->values);
    g_free(label);
}

/* The labels of a row, which was whole when it came into the table. */
static GPtrArray *read_body(foi_wire_reader *in)
{
    GPtrArray *labels = g_ptr_array_new_with_free_func(label_free);
    uint64_t count = foi_wire_get_limited(in, FOI_TAG_END - 1);
    for (uint64_t i = 0; i < count && !in->bad; i++) {
        foi_label *label = g_new0(foi_label, 1);
        g_ptr_array_add(labels, label);
        label->field = (foi_tag_field)foi_wire_get_limited(in, FOI_TAG_END - 1);
        label->confidence = (double)foi_wire_get_limited(in, CONFIDENCE_SCALE) / CONFIDENCE_SCALE;
        uint64_t values = foi_wire_get_limited(in, foi_wire_room(in, 1));
        label->values = g_new0(char *, values + 1);
        for (uint64_t v = 0; v < values && !in->bad; v++) {
            label->values[v] = foi_wire_get_string(in);
            in->bad =
                in->bad || label->values[v] == NULL || !g_utf8_validate(label->values[v], -1, NULL);
        }
        in->bad = in->bad || label->field == FOI_TAG_NONE;
    }
    return labels;
}

GPtrArray *foi_label_entry_read(const foi_label_entry *entry)
{
    foi_wire_reader in = foi_wire_read(entry->body, entry->length);
    return read_body(&in);
}

/* --- the table ---------------------------------------------------------------------------------
 */

static void file_free(void *data)
{
    label_file *file = data;
    g_free(file->origin);
    foi_label_rows_free(file->rows);
    g_free(file);
}

foi_labels *foi_labels_new(void)
{
    foi_labels *labels = g_new0(foi_labels, 1);
    labels->files = g_ptr_array_new_with_free_func(file_free);
    labels->pending = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return labels;
}

void foi_labels_free(foi_labels *labels)
{
    if (labels == NULL)
        return;
    g_ptr_array_unref(labels->files);
    g_hash_table_unref(labels->pending);
    g_clear_pointer(&labels->places, g_array_unref);
    g_free(labels);
}

static void add_file(foi_labels *labels, const char *origin, foi_source source, uint32_t serial,
                     foi_label_rows *rows)
{
    label_file *file = g_new0(label_file, 1);
    file->origin = g_strdup(origin);
    file->source = source;
    file->serial = serial;
    file->rows = rows;
    g_ptr_array_add(labels->files, file);
    g_clear_pointer(&labels->places, g_array_unref);
}

static uint32_t last_serial(const foi_labels *labels)
{
    guint count = labels->files->len;
    return count > 0 ? ((label_file *)g_ptr_array_index(labels->files, count - 1))->serial : 0;
}

void foi_labels_set_file(foi_labels *labels, const char *origin, foi_source source,
                         foi_label_rows *rows)
{
    for (guint i = 0; i < labels->files->len; i++) {
        label_file *file = g_ptr_array_index(labels->files, i);
        if (strcmp(file->origin, origin) != 0 || file->source != source)
            continue;
        foi_label_rows_free(file->rows);
        file->rows = rows;
        g_clear_pointer(&labels->places, g_array_unref);
        return;
    }
    foi_labels_forget_file(labels, origin);
    add_file(labels, origin, source, last_serial(labels) + 1, rows);
}

bool foi_labels_forget_file(foi_labels *labels, const char *origin)
{
    for (guint i = 0; i < labels->files->len; i++) {
        const label_file *file = g_ptr_array_index(labels->files, i);
        if (strcmp(file->origin, origin) != 0)
            continue;
        g_ptr_array_remove_index(labels->files, i);
        g_clear_pointer(&labels->places, g_array_unref);
        return true;
    }
    return false;
}

const char *foi_labels_file(const foi_labels *labels, size_t position, foi_source *source,
                            uint32_t *rows)
{
    if (position >= labels->files->len)
        return NULL;
    const label_file *file = g_ptr_array_index(labels->files, position);
    if (source != NULL)
        *source = file->source;
    if (rows != NULL)
        *rows = file->rows->count;
    return file->origin;
}

bool foi_labels_is_empty(const foi_labels *labels)
{
    for (guint i = 0; i < labels->files->len; i++)
        if (((label_file *)g_ptr_array_index(labels->files, i))->rows->count > 0)
            return false;
    return true;
}

void foi_labels_each_row(const foi_labels *labels, size_t position,
                         bool (*visit)(const char *key, uint32_t line, void *data), void *data)
{
    const label_file *file = g_ptr_array_index(labels->files, position);
    foi_wire_reader in = foi_wire_read(file->rows->bytes->data, file->rows->bytes->len);
    for (uint32_t i = 0; i < file->rows->count; i++) {
        row each = read_row(&in);
        g_autofree char *key = g_strndup((const char *)each.key, each.key_length);
        if (!visit(key, each.line, data))
            return;
    }
}

static bool note_path(const char *key, uint32_t line, void *data)
{
    (void)line;
    bool *found = data;
    *found = g_str_has_prefix(key, FOI_LABEL_PATH);
    return !*found;
}

bool foi_labels_has_paths(const foi_labels *labels)
{
    bool found = false;
    for (guint i = 0; i < labels->files->len && !found; i++)
        foi_labels_each_row(labels, i, note_path, &found);
    return found;
}

/* --- looking up --------------------------------------------------------------------------------
 */

static int compare_places(const void *left, const void *right)
{
    const place *a = left, *b = right;
    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static const GArray *places_of(foi_labels *labels)
{
    if (labels->places != NULL)
        return labels->places;
    labels->places = g_array_new(FALSE, FALSE, sizeof(place));
    for (guint i = 0; i < labels->files->len; i++) {
        const label_file *file = g_ptr_array_index(labels->files, i);
        const GByteArray *bytes = file->rows->bytes;
        foi_wire_reader in = foi_wire_read(bytes->data, bytes->len);
        for (uint32_t r = 0; r < file->rows->count; r++) {
            place at = {0, i, (uint32_t)(in.at - bytes->data)};
            row each = read_row(&in);
            at.hash = XXH3_64bits(each.key, each.key_length);
            g_array_append_val(labels->places, at);
        }
    }
    g_array_sort(labels->places, compare_places);
    return labels->places;
}

/* The first place whose hash is not below HASH. */
static guint lower_bound(const GArray *places, uint64_t hash)
{
    guint low = 0, high = places->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(places, place, middle).hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t foi_labels_find(foi_labels *labels, const char *key, GArray *entries)
{
    const GArray *places = places_of(labels);
    size_t length = strlen(key), found = 0;
    uint64_t hash = XXH3_64bits(key, length);
    for (guint i = lower_bound(places, hash); i < places->len; i++) {
        const place *at = &g_array_index(places, place, i);
        if (at->hash != hash)
            break;
        row each = row_at(labels, at);
        if (each.key_length != length || memcmp(each.key, key, length) != 0)
            continue;
        const label_file *file = g_ptr_array_index(labels->files, at->file);
        foi_label_entry entry = {file->origin,      file->source, at->file,   each.line,
                                 file->rows->types, each.body,    each.length};
        g_array_append_val(entries, entry);
        found++;
    }
    return found;
}

/* --- comparing ---------------------------------------------------------------------------------
 */

GHashTable *foi_labels_pending(foi_labels *labels)
{
    return labels->pending;
}

/* A fingerprint of what the rows from *AT on say whose hash is that of the first; moves behind
 * them. Where they stand in their file does not matter, but their order does, and that of their
 * files: rows of another key may name the same document. */
static uint64_t fingerprint(const foi_labels *labels, const GArray *places, guint *at)
{
    uint64_t hash = g_array_index(places, place, *at).hash, made = 0;
    for (; *at < places->len && g_array_index(places, place, *at).hash == hash; ++*at) {
        const place *one = &g_array_index(places, place, *at);
        const label_file *file = g_ptr_array_index(labels->files, one->file);
        row each = row_at(labels, one);
        uint64_t by[] = {made, file->source, file->serial,
                         XXH3_64bits(file->rows->types, strlen(file->rows->types))};
        made = XXH3_64bits_withSeed(each.body, each.length, XXH3_64bits(by, sizeof by));
    }
    return made;
}

static void add_keys(const foi_labels *labels, const GArray *places, guint from, guint to,
                     GHashTable *keys)
{
    for (guint i = from; i < to; i++) {
        row each = row_at(labels, &g_array_index(places, place, i));
        g_hash_table_add(keys, g_strndup((const char *)each.key, each.key_length));
    }
}

void foi_labels_compare(foi_labels *before, foi_labels *now)
{
    const GArray *old = places_of(before), *new = places_of(now);
    guint a = 0, b = 0;
    while (a < old->len || b < new->len) {
        uint64_t left = a < old->len ? g_array_index(old, place, a).hash : UINT64_MAX;
        uint64_t right = b < new->len ? g_array_index(new, place, b).hash : UINT64_MAX;
        bool has_left = a < old->len && (left <= right || b == new->len);
        bool has_right = b < new->len && (right <= left || a == old->len);
        guint a_end = a, b_end = b;
        uint64_t x = has_left ? fingerprint(before, old, &a_end) : 0;
        uint64_t y = has_right ? fingerprint(now, new, &b_end) : 0;
        if (has_left != has_right || x != y) {
            add_keys(before, old, a, a_end, now->pending);
            add_keys(now, new, b, b_end, now->pending);
        }
        a = a_end;
        b = b_end;
    }
}

/* --- as bytes ----------------------------------------------------------------------------------
 */

void foi_labels_encode(const foi_labels *labels, GByteArray *out)
{
    foi_wire_put_number(out, LAYOUT);
    foi_wire_put_number(out, labels->files->len);
    for (guint i = 0; i < labels->files->len; i++) {
        const label_file *file = g_ptr_array_index(labels->files, i);
        foi_wire_put_string(out, file->origin);
        foi_wire_put_number(out, file->source);
        foi_wire_put_number(out, file->serial);
        foi_wire_put_string(out, file->rows->types);
        foi_wire_put_number(out, file->rows->count);
        foi_wire_put_bytes(out, file->rows->bytes->data, file->rows->bytes->len);
    }
    /* In one order, so that the same table has the same bytes. */
    GList *keys = g_list_sort(g_hash_table_get_keys(labels->pending), (GCompareFunc)strcmp);
    foi_wire_put_number(out, g_hash_table_size(labels->pending));
    for (const GList *key = keys; key != NULL; key = key->next)
        foi_wire_put_string(out, key->data);
    g_list_free(keys);
}

static bool is_whole_value(foi_tag_field field, const uint8_t *value, size_t length)
{
    return value != NULL && foi_utf8_valid((const char *)value, length) == length &&
           (field != FOI_TAG_REFERENCES || memchr(value, '=', length) != NULL);
}

/* What read_body() would read, without making anything of it. */
static bool is_whole_body(const row *each)
{
    foi_wire_reader in = foi_wire_read(each->body, each->length);
    uint64_t count = foi_wire_get_limited(&in, FOI_TAG_END - 1);
    for (uint64_t i = 0; i < count && !in.bad; i++) {
        foi_tag_field field = (foi_tag_field)foi_wire_get_limited(&in, FOI_TAG_END - 1);
        foi_wire_get_limited(&in, CONFIDENCE_SCALE);
        uint64_t values = foi_wire_get_limited(&in, foi_wire_room(&in, 1));
        for (uint64_t v = 0; v < values && !in.bad; v++) {
            size_t length;
            const uint8_t *value = foi_wire_view_string(&in, &length);
            in.bad = in.bad || !is_whole_value(field, value, length);
        }
        in.bad = in.bad || field == FOI_TAG_NONE;
    }
    return foi_wire_finished(&in);
}

static bool are_whole(const foi_label_rows *rows)
{
    foi_wire_reader in = foi_wire_read(rows->bytes->data, rows->bytes->len);
    for (uint32_t i = 0; i < rows->count && !in.bad; i++) {
        row each = read_row(&in);
        in.bad = in.bad || !is_whole_body(&each);
    }
    return foi_wire_finished(&in);
}

static bool decode_file(foi_wire_reader *in, foi_labels *labels)
{
    g_autofree char *origin = foi_wire_get_string(in);
    foi_source source = (foi_source)foi_wire_get_limited(in, FOI_SOURCE_END - 1);
    uint32_t serial = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
    g_autoptr(foi_label_rows) rows = foi_label_rows_new();
    g_autofree char *types = foi_wire_get_string(in);
    foi_label_rows_set_types(rows, types != NULL ? types : "");
    rows->count = (uint32_t)foi_wire_get_limited(in, UINT32_MAX);
    size_t length;
    const uint8_t *bytes = foi_wire_get_bytes(in, &length);
    g_byte_array_append(rows->bytes, bytes, (guint)MIN(length, UINT32_MAX));
    bool is_label = source == FOI_SOURCE_PERSON || source == FOI_SOURCE_PUBLISHER;
    bool in_order = labels->files->len == 0 || serial > last_serial(labels);
    if (in->bad || origin == NULL || !is_label || !in_order || length > UINT32_MAX ||
        !are_whole(rows))
        return false;
    add_file(labels, origin, source, serial, g_steal_pointer(&rows));
    return true;
}

foi_status foi_labels_decode(const void *bytes, size_t length, foi_labels **out, foi_error *error)
{
    *out = NULL;
    foi_wire_reader in = foi_wire_read(bytes, length);
    g_autoptr(foi_labels) labels = foi_labels_new();
    bool whole = foi_wire_get_number(&in) == LAYOUT;
    uint64_t files = foi_wire_get_limited(&in, foi_wire_room(&in, 6));
    for (uint64_t i = 0; i < files && whole; i++)
        whole = decode_file(&in, labels);
    uint64_t pending = whole ? foi_wire_get_limited(&in, foi_wire_room(&in, 1)) : 0;
    for (uint64_t i = 0; i < pending && whole; i++) {
        char *key = foi_wire_get_string(&in);
        whole = key != NULL && g_hash_table_add(labels->pending, key);
    }
    if (!whole || !foi_wire_finished(&in))
        return foi_error_set(
            error, FOI_ERROR_CORRUPT,
            "the table of corrections and labels in the index is damaged: restore the "
            "index from a copy, or make it anew");
    *out = g_steal_pointer(&labels);
    return FOI_OK;
}
