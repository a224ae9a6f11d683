#include "indexer/store/states.h"

#include <string.h>

#include "indexer/store/file_state_wire.h"
#include "indexer/store/packer.h"

/* States are packed together until they are this long. A rewritten block that ends shorter than the
 * second figure takes the next one in, so that many small changes do not leave many small blocks.
 */
enum { BLOCK_BYTES = 32768, BLOCK_LEAST = BLOCK_BYTES / 4 };

/* One row of the section "blocks". */
typedef struct block_row {
    uint64_t offset; /* in the section "packed" */
    uint64_t length;
    uint64_t first; /* offset of the first path in the section "paths" */
    uint32_t files;
    uint32_t failures;
} block_row;

struct foi_states {
    foi_section_file *file;
    const block_row *blocks;
    size_t count;
    const char *packed;
    size_t packed_length;
    const char *paths;
    size_t paths_length;
    uint32_t files, failures;
    foi_packer *packer;
    size_t decoded_block; /* number + 1; 0: none */
    GPtrArray *decoded;   /* of foi_file_state * */
};

static void state_free(void *state)
{
    foi_file_state_free(state);
}

static bool blocks_are_whole(foi_states *states)
{
    if (states->count > 0 &&
        (states->paths_length == 0 || states->paths[states->paths_length - 1] != '\0'))
        return false;
    for (size_t i = 0; i < states->count; i++) {
        const block_row *block = &states->blocks[i];
        if (block->offset > states->packed_length ||
            block->length > states->packed_length - block->offset ||
            block->first >= states->paths_length)
            return false;
        states->files += block->files;
        states->failures += block->failures;
    }
    return true;
}

foi_status foi_states_open(const char *path, foi_states **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_states) states = g_new0(foi_states, 1);
    states->packer = foi_packer_new();
    states->decoded = g_ptr_array_new_with_free_func(state_free);
    if (path != NULL) {
        foi_status status = foi_section_file_open(path, &states->file, error);
        if (status != FOI_OK)
            return status;
        size_t length;
        states->blocks = foi_section_find(states->file, "blocks", NULL, &length);
        states->count = length / sizeof(block_row);
        states->packed = foi_section_find(states->file, "packed", NULL, &states->packed_length);
        states->paths = foi_section_find(states->file, "paths", NULL, &states->paths_length);
        if (states->blocks == NULL || states->packed == NULL || states->paths == NULL ||
            length % sizeof(block_row) != 0 || !blocks_are_whole(states))
            return foi_section_file_damaged(states->file, error);
    }
    *out = g_steal_pointer(&states);
    return FOI_OK;
}

void foi_states_free(foi_states *states)
{
    if (states == NULL)
        return;
    foi_section_file_free(states->file);
    foi_packer_free(states->packer);
    if (states->decoded != NULL)
        g_ptr_array_unref(states->decoded);
    g_free(states);
}

uint32_t foi_states_files(const foi_states *states)
{
    return states->files;
}

uint32_t foi_states_failures(const foi_states *states)
{
    return states->failures;
}

const foi_section_file *foi_states_file(const foi_states *states)
{
    return states->file;
}

static const char *first_path(const foi_states *states, size_t block)
{
    return states->paths + states->blocks[block].first;
}

static foi_status unpack_block(foi_states *states, size_t block, const void **bytes, size_t *length,
                               foi_error *error)
{
    const block_row *row = &states->blocks[block];
    foi_status status = foi_packer_unpack(states->packer, states->packed + row->offset, row->length,
                                          bytes, length, error);
    if (status == FOI_OK || status == FOI_ERROR_MEMORY)
        return status;
    return foi_section_file_damaged(states->file, error);
}

/* The states of BLOCK into INTO, in strictly rising order. */
static foi_status decode_block(foi_states *states, size_t block, GPtrArray *into, foi_error *error)
{
    const block_row *row = &states->blocks[block];
    const void *bytes;
    size_t length;
    foi_status status = unpack_block(states, block, &bytes, &length, error);
    if (status != FOI_OK)
        return status;
    foi_wire_reader in = foi_wire_read(bytes, length);
    const char *last = NULL;
    for (uint32_t i = 0; i < row->files; i++) {
        foi_file_state *state = foi_file_state_decode(&in);
        if (state == NULL || (last != NULL && strcmp(last, state->path) >= 0)) {
            foi_file_state_free(state);
            return foi_section_file_damaged(states->file, error);
        }
        last = state->path;
        g_ptr_array_add(into, state);
    }
    bool whole = foi_wire_finished(&in) && row->files > 0 &&
                 strcmp(((foi_file_state *)g_ptr_array_index(into, 0))->path,
                        first_path(states, block)) == 0;
    return whole ? FOI_OK : foi_section_file_damaged(states->file, error);
}

/* The last block whose first path is at most PATH, + 1; 0: PATH is before all. */
static size_t block_of(const foi_states *states, const char *path)
{
    size_t low = 0, high = states->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(first_path(states, middle), path) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const foi_file_state *find_decoded(const foi_states *states, const char *path)
{
    size_t low = 0, high = states->decoded->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const foi_file_state *state = g_ptr_array_index(states->decoded, middle);
        int order = strcmp(state->path, path);
        if (order == 0)
            return state;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const foi_file_state *foi_states_find(foi_states *states, const char *path, foi_status *status,
                                      foi_error *error)
{
    foi_status unused;
    status = status != NULL ? status : &unused;
    *status = FOI_OK;
    size_t block = block_of(states, path);
    if (block == 0)
        return NULL;
    if (states->decoded_block != block) {
        g_ptr_array_set_size(states->decoded, 0);
        states->decoded_block = 0;
        *status = decode_block(states, block - 1, states->decoded, error);
        if (*status != FOI_OK)
            return NULL;
        states->decoded_block = block;
    }
    return find_decoded(states, path);
}

foi_status foi_states_each(foi_states *states,
                           bool (*visit)(const foi_file_state *state, void *data), void *data,
                           foi_error *error)
{
    bool more = true;
    for (size_t block = 0; block < states->count && more; block++) {
        g_autoptr(GPtrArray) decoded = g_ptr_array_new_with_free_func(state_free);
        foi_status status = decode_block(states, block, decoded, error);
        if (status != FOI_OK)
            return status;
        for (guint i = 0; i < decoded->len && more; i++)
            more = visit(g_ptr_array_index(decoded, i), data);
    }
    return FOI_OK;
}

/* --- a cursor ------------------------------------------------------------------------------------
 */

struct foi_file_cursor {
    foi_states *states;
    size_t block;  /* + 1; 0: before all */
    uint32_t left; /* states of the block after this one */
    bool on;       /* `facts` are those of a state */
    foi_wire_reader in;
    foi_file_facts facts;
    const uint8_t *wire; /* of the same state, up to where `in` reads on */
};

foi_status foi_file_cursor_open(const char *path, foi_file_cursor **out, foi_error *error)
{
    *out = NULL;
    g_autoptr(foi_file_cursor) cursor = g_new0(foi_file_cursor, 1);
    foi_status status = foi_states_open(path, &cursor->states, error);
    if (cursor->states == NULL)
        return status;
    status = foi_file_cursor_next(cursor, error);
    if (status == FOI_OK)
        *out = g_steal_pointer(&cursor);
    return status;
}

void foi_file_cursor_free(foi_file_cursor *cursor)
{
    if (cursor == NULL)
        return;
    foi_states_free(cursor->states);
    g_free(cursor);
}

const foi_file_facts *foi_file_cursor_facts(const foi_file_cursor *cursor)
{
    return cursor->on ? &cursor->facts : NULL;
}

static int compare_facts(const foi_file_facts *first, const foi_file_facts *second)
{
    size_t shorter = MIN(first->path_length, second->path_length);
    int order = memcmp(first->path, second->path, shorter);
    return order != 0 ? order
                      : (first->path_length > second->path_length) -
                            (first->path_length < second->path_length);
}

const void *foi_file_cursor_wire(const foi_file_cursor *cursor, size_t *length)
{
    *length = (size_t)(cursor->in.at - cursor->wire);
    return cursor->wire;
}

foi_file_state *foi_file_cursor_state(const foi_file_cursor *cursor, foi_status *status,
                                      foi_error *error)
{
    size_t length;
    const void *bytes = foi_file_cursor_wire(cursor, &length);
    foi_wire_reader in = foi_wire_read(bytes, length);
    foi_file_state *state = foi_file_state_decode(&in);
    *status = state != NULL ? FOI_OK : foi_section_file_damaged(cursor->states->file, error);
    return state;
}

/* The facts of the next state of the block at hand. */
static foi_status read_facts(foi_file_cursor *cursor, foi_error *error)
{
    foi_file_facts facts;
    const uint8_t *wire = cursor->in.at;
    bool whole = foi_file_facts_decode(&cursor->in, &facts);
    cursor->left--;
    if (whole && cursor->left == 0)
        whole = foi_wire_finished(&cursor->in);
    if (!whole)
        return foi_section_file_damaged(cursor->states->file, error);
    cursor->facts = facts;
    cursor->wire = wire;
    cursor->on = true;
    return FOI_OK;
}

/* Puts the cursor on the first state of BLOCK, from 0. */
static foi_status enter_block(foi_file_cursor *cursor, size_t block, foi_error *error)
{
    const void *bytes;
    size_t length;
    cursor->block = block + 1;
    cursor->on = false;
    foi_status status = unpack_block(cursor->states, block, &bytes, &length, error);
    if (status != FOI_OK)
        return status;
    cursor->in = foi_wire_read(bytes, length);
    cursor->left = cursor->states->blocks[block].files;
    if (cursor->left == 0)
        return foi_section_file_damaged(cursor->states->file, error);
    status = read_facts(cursor, error);
    if (status == FOI_OK &&
        foi_file_facts_compare(&cursor->facts, first_path(cursor->states, block)) != 0)
        status = foi_section_file_damaged(cursor->states->file, error);
    return status;
}

foi_status foi_file_cursor_next(foi_file_cursor *cursor, foi_error *error)
{
    if (cursor->on && cursor->left > 0) {
        foi_file_facts before = cursor->facts;
        foi_status status = read_facts(cursor, error);
        if (status == FOI_OK && compare_facts(&before, &cursor->facts) >= 0)
            status = foi_section_file_damaged(cursor->states->file, error);
        return status;
    }
    cursor->on = false;
    if (cursor->block == cursor->states->count)
        return FOI_OK;
    return enter_block(cursor, cursor->block, error);
}

foi_status foi_file_cursor_seek(foi_file_cursor *cursor, const char *path, foi_error *error)
{
    if (!cursor->on || foi_file_facts_compare(&cursor->facts, path) >= 0)
        return FOI_OK;
    size_t block = block_of(cursor->states, path);
    foi_status status = block > cursor->block ? enter_block(cursor, block - 1, error) : FOI_OK;
    while (status == FOI_OK && cursor->on && foi_file_facts_compare(&cursor->facts, path) < 0)
        status = foi_file_cursor_next(cursor, error);
    return status;
}

/* --- writing the next table ------------------------------------------------------------------- */

typedef struct block_writer {
    foi_states *base;
    foi_section_writer *out; /* its one open section is "packed" */
    foi_packer *packer;
    GArray *blocks;
    GByteArray *paths;
    GByteArray *raw; /* of the block being filled */
    block_row row;   /* of the block being filled */
    uint64_t at;
    foi_status status;
    foi_error *error;
} block_writer;

static void note_first_path(block_writer *writer, block_row *row, const char *path)
{
    row->first = writer->paths->len;
    g_byte_array_append(writer->paths, (const guint8 *)path, (guint)strlen(path) + 1);
}

static void end_block(block_writer *writer)
{
    if (writer->row.files == 0 || writer->status != FOI_OK)
        return;
    const void *packed;
    size_t length;
    writer->status = foi_packer_pack(writer->packer, writer->raw->data, writer->raw->len, &packed,
                                     &length, writer->error);
    if (writer->status != FOI_OK)
        return;
    foi_section_append(writer->out, packed, length);
    writer->row.offset = writer->at;
    writer->row.length = length;
    writer->at += length;
    g_array_append_val(writer->blocks, writer->row);
    memset(&writer->row, 0, sizeof writer->row);
    g_byte_array_set_size(writer->raw, 0);
}

/* Begins a state of PATH, whose bytes follow in `raw`. */
static void begin_state(block_writer *writer, const char *path, uint32_t failures)
{
    if (writer->row.files == 0)
        note_first_path(writer, &writer->row, path);
    writer->row.files++;
    writer->row.failures += failures;
}

static void write_state(block_writer *writer, const foi_file_state *state)
{
    begin_state(writer, state->path, foi_file_state_failures(state));
    foi_file_state_encode(state, writer->raw);
    if (writer->raw->len >= BLOCK_BYTES)
        end_block(writer);
}

static void copy_block(block_writer *writer, size_t block)
{
    end_block(writer);
    block_row row = writer->base->blocks[block];
    note_first_path(writer, &row, first_path(writer->base, block));
    foi_section_append(writer->out, writer->base->packed + row.offset, row.length);
    row.offset = writer->at;
    writer->at += row.length;
    g_array_append_val(writer->blocks, row);
}

/* Writes the changes from *NODE on whose paths are before END (NULL: all). */
static void write_changes(block_writer *writer, GTreeNode **node, const char *end)
{
    while (*node != NULL && (end == NULL || strcmp(g_tree_node_key(*node), end) < 0)) {
        const foi_file_state *state = g_tree_node_value(*node);
        if (state != NULL)
            write_state(writer, state);
        *node = g_tree_node_next(*node);
    }
}

/* Copies a state as its bytes are, unless *NODE changes it. False where they make no sense. */
static bool merge_state(block_writer *writer, foi_wire_reader *in, GString *path, GTreeNode **node)
{
    foi_file_facts facts;
    const uint8_t *wire = in->at;
    if (!foi_file_facts_decode(in, &facts) ||
        (path->len > 0 && foi_file_facts_compare(&facts, path->str) <= 0))
        return false;
    g_string_truncate(path, 0);
    g_string_append_len(path, facts.path, (gssize)facts.path_length);
    write_changes(writer, node, path->str);
    if (*node != NULL && strcmp(g_tree_node_key(*node), path->str) == 0)
        return true;
    begin_state(writer, path->str, facts.failures);
    g_byte_array_append(writer->raw, wire, (guint)(in->at - wire));
    if (writer->raw->len >= BLOCK_BYTES)
        end_block(writer);
    return true;
}

static void merge_block(block_writer *writer, size_t block, GTreeNode **node)
{
    const void *bytes;
    size_t length;
    writer->status = unpack_block(writer->base, block, &bytes, &length, writer->error);
    if (writer->status != FOI_OK)
        return;
    g_autoptr(GString) path = g_string_new(NULL);
    foi_wire_reader in = foi_wire_read(bytes, length);
    bool whole = true;
    for (uint32_t i = 0; i < writer->base->blocks[block].files && whole; i++)
        whole = merge_state(writer, &in, path, node) && writer->status == FOI_OK;
    if (writer->status == FOI_OK && (!whole || !foi_wire_finished(&in)))
        writer->status = foi_section_file_damaged(writer->base->file, writer->error);
}

static void write_blocks(block_writer *writer, GTree *changes)
{
    foi_states *base = writer->base;
    GTreeNode *node = g_tree_node_first(changes);
    for (size_t block = 0; block < base->count && writer->status == FOI_OK; block++) {
        write_changes(writer, &node, first_path(base, block));
        const char *next = block + 1 < base->count ? first_path(base, block + 1) : NULL;
        bool touched = node != NULL && (next == NULL || strcmp(g_tree_node_key(node), next) < 0);
        bool small = writer->row.files > 0 && writer->raw->len < BLOCK_LEAST;
        if (touched || small)
            merge_block(writer, block, &node);
        else
            copy_block(writer, block);
    }
    write_changes(writer, &node, NULL);
    end_block(writer);
}

foi_status foi_states_write(foi_states *base, GTree *changes, const char *path, foi_error *error)
{
    foi_section_writer *out;
    foi_status status = foi_section_writer_open(path, &out, error);
    if (status != FOI_OK)
        return status;
    g_autoptr(foi_packer) packer = foi_packer_new();
    g_autoptr(GArray) blocks = g_array_new(FALSE, FALSE, sizeof(block_row));
    g_autoptr(GByteArray) paths = g_byte_array_new();
    g_autoptr(GByteArray) raw = g_byte_array_new();
    block_writer writer = {base, out, packer, blocks, paths, raw, {0}, 0, FOI_OK, error};
    foi_section_begin(out, "packed", NULL);
    write_blocks(&writer, changes);
    foi_section_put(out, "blocks", NULL, blocks->data, blocks->len * sizeof(block_row));
    foi_section_put(out, "paths", NULL, paths->data, paths->len);
    status = foi_section_writer_finish(out, writer.status == FOI_OK ? error : NULL);
    return writer.status != FOI_OK ? writer.status : status;
}
