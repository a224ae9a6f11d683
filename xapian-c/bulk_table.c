#include "bulk_table.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Head of a block: revision (4 bytes), level (1), free bytes in one piece (2), free bytes (2), end
 * of the directory (2). Then two bytes for each item, where it stands; items fill the block from
 * its end. All numbers are big-endian. */
enum { LEVEL_AT = 4, MAX_FREE_AT = 5, TOTAL_FREE_AT = 7, DIRECTORY_END_AT = 9, DIRECTORY = 11 };
enum { DIRECTORY_ENTRY = 2, COMPONENT = 2, BLOCK_NUMBER = 4 };

/* Flags in the two bytes before a leaf item, whose low bits are the length of key and tag. */
enum { COMPRESSED = 0x8000, LAST_COMPONENT = 0x4000, FIRST_COMPONENT = 0x2000 };

enum { REVISION = 1, LEVELS = 10, FILE_BUFFER = 1 << 17 };

/* The block being filled at one level, and the key that its parent will know it by. */
typedef struct level {
    unsigned char block[XAP_TABLE_BLOCK];
    size_t directory_end, items_start;
    char first_key[XAP_TABLE_KEY_MAX];
    size_t first_key_length;
    unsigned first_component;
    bool open;     /* has an item */
    bool leftmost; /* no block of this level was written yet */
} level;

struct xap_table {
    FILE *file;
    char *path;
    uint32_t blocks; /* written so far */
    uint32_t entries;
    unsigned levels;
    level *at[LEVELS];
};

xap_status xap_bulk_fail(xap_error *error, xap_status status, const char *message, int system)
{
    if (error != NULL) {
        memset(error, 0, sizeof *error);
        error->status = status;
        error->function = "xap_bulk";
        snprintf(error->message, sizeof error->message, "%.350s%s%.150s", message,
                 system != 0 ? ": " : "", system != 0 ? strerror(system) : "");
    }
    return status;
}

xap_status xap_bulk_write_failed(const char *path, int system, xap_error *error)
{
    enum { ROOM = 300 };
    char message[XAP_ERROR_MESSAGE_SIZE];
    size_t length = strlen(path);
    /* The end of a path tells more than its beginning; it begins with a whole character. */
    const char *shown = length > ROOM ? path + length - ROOM : path;
    while (length > ROOM && ((unsigned char)*shown & 0xc0) == 0x80)
        shown++;
    snprintf(message, sizeof message, "cannot write %s%s", length > ROOM ? "..." : "", shown);
    return xap_bulk_fail(error, XAP_DATABASE, message, system);
}

static xap_status write_failed(const xap_table *table, xap_error *error)
{
    return xap_bulk_write_failed(table->path, errno, error);
}

static void put2(unsigned char *at, size_t value)
{
    at[0] = (unsigned char)(value >> 8);
    at[1] = (unsigned char)value;
}

static void put4(unsigned char *at, uint32_t value)
{
    put2(at, value >> 16);
    put2(at + 2, value & 0xffff);
}

static void start_block(level *l)
{
    memset(l->block, 0, sizeof l->block);
    l->directory_end = DIRECTORY;
    l->items_start = XAP_TABLE_BLOCK;
    l->open = false;
}

static level *level_new(xap_table *table)
{
    if (table->levels == LEVELS)
        return NULL;
    level *made = malloc(sizeof *made);
    if (made == NULL)
        return NULL;
    start_block(made);
    made->leftmost = true;
    table->at[table->levels++] = made;
    return made;
}

static size_t room(const level *l)
{
    return l->items_start - l->directory_end;
}

/* Where an item of LENGTH bytes goes; the caller has seen that there is room. */
static unsigned char *take(level *l, size_t length)
{
    l->items_start -= length;
    put2(l->block + l->directory_end, l->items_start);
    l->directory_end += DIRECTORY_ENTRY;
    return l->block + l->items_start;
}

static void name_block(level *l, const char *key, size_t length, unsigned component)
{
    if (l->open)
        return;
    memcpy(l->first_key, key, length);
    l->first_key_length = length;
    l->first_component = component;
    l->open = true;
}

static xap_status flush(xap_table *table, unsigned number, xap_error *error);

/* Tell the level above that block CHILD begins with the key of CHILD_LEVEL. */
static xap_status add_branch(xap_table *table, unsigned number, const level *below, uint32_t child,
                             xap_error *error)
{
    level *l = number < table->levels ? table->at[number] : level_new(table);
    if (l == NULL)
        return xap_bulk_fail(error, XAP_NO_MEMORY, "no memory for a table", 0);
    bool first_of_all = l->leftmost && !l->open;
    /* What is left of everything has the empty key. */
    size_t key_length = first_of_all ? 0 : below->first_key_length;
    size_t length = BLOCK_NUMBER + 1 + key_length + COMPONENT;
    if (room(l) < length + DIRECTORY_ENTRY) {
        xap_status status = flush(table, number, error);
        if (status != XAP_OK)
            return status;
    }
    name_block(l, below->first_key, below->first_key_length, below->first_component);
    unsigned char *item = take(l, length);
    put4(item, child);
    item[BLOCK_NUMBER] = (unsigned char)key_length;
    memcpy(item + BLOCK_NUMBER + 1, below->first_key, key_length);
    put2(item + BLOCK_NUMBER + 1 + key_length, first_of_all ? 0 : below->first_component);
    return XAP_OK;
}

static xap_status write_block(xap_table *table, unsigned number, uint32_t *block, xap_error *error)
{
    level *l = table->at[number];
    *block = 0;
    put4(l->block, REVISION);
    l->block[LEVEL_AT] = (unsigned char)number;
    put2(l->block + MAX_FREE_AT, room(l));
    put2(l->block + TOTAL_FREE_AT, room(l));
    put2(l->block + DIRECTORY_END_AT, l->directory_end);
    if (table->blocks == UINT32_MAX)
        return xap_bulk_fail(error, XAP_DATABASE, "the table has too many blocks", 0);
    if (fwrite(l->block, sizeof l->block, 1, table->file) != 1)
        return write_failed(table, error);
    *block = table->blocks++;
    return XAP_OK;
}

/* Write the block of level NUMBER and begin the next one. */
static xap_status flush(xap_table *table, unsigned number, xap_error *error)
{
    level *l = table->at[number];
    uint32_t block;
    xap_status status = write_block(table, number, &block, error);
    if (status == XAP_OK)
        status = add_branch(table, number + 1, l, block, error);
    start_block(l);
    l->leftmost = false;
    return status;
}

static void add_root_item(level *leaf)
{
    unsigned char *item = take(leaf, XAP_TABLE_ITEM_HEAD);
    put2(item, FIRST_COMPONENT | LAST_COMPONENT);
    item[2] = 0;
    name_block(leaf, "", 0, 1);
}

xap_status xap_table_new(const char *directory, const char *name, xap_table **out, xap_error *error)
{
    *out = NULL;
    xap_table *table = calloc(1, sizeof *table);
    size_t length = strlen(directory) + strlen(name) + sizeof "/.glass";
    if (table != NULL)
        table->path = malloc(length);
    if (table == NULL || table->path == NULL || level_new(table) == NULL) {
        xap_table_free(table);
        return xap_bulk_fail(error, XAP_NO_MEMORY, "no memory for a table", 0);
    }
    snprintf(table->path, length, "%s/%s.glass", directory, name);
    table->file = fopen(table->path, "wbxe");
    if (table->file == NULL) {
        xap_status status = write_failed(table, error);
        xap_table_free(table);
        return status;
    }
    setvbuf(table->file, NULL, _IOFBF, FILE_BUFFER);
    /* Every table begins with an item without key and tag. */
    add_root_item(table->at[0]);
    *out = table;
    return XAP_OK;
}

void xap_table_free(xap_table *table)
{
    if (table == NULL)
        return;
    for (unsigned i = 0; i < table->levels; i++)
        free(table->at[i]);
    if (table->file != NULL)
        fclose(table->file);
    free(table->path);
    free(table);
}

/* One component of a tag. */
static xap_status add_item(xap_table *table, const char *key, size_t key_length, const char *bytes,
                           size_t length, unsigned component, unsigned flags, xap_error *error)
{
    level *leaf = table->at[0];
    size_t number = component > 1 ? COMPONENT : 0;
    size_t size = XAP_TABLE_ITEM_HEAD + key_length + number + length;
    if (room(leaf) < size + DIRECTORY_ENTRY) {
        xap_status status = flush(table, 0, error);
        if (status != XAP_OK)
            return status;
    }
    name_block(leaf, key, key_length, component);
    unsigned char *item = take(leaf, size);
    put2(item, flags | (size - XAP_TABLE_ITEM_HEAD));
    item[2] = (unsigned char)key_length;
    item += XAP_TABLE_ITEM_HEAD;
    memcpy(item, key, key_length);
    if (number > 0)
        put2(item + key_length, component);
    if (length > 0)
        memcpy(item + key_length + number, bytes, length);
    return XAP_OK;
}

xap_status xap_table_add(xap_table *table, const char *key, size_t key_length, const char *tag,
                         size_t tag_length, bool compressed, xap_error *error)
{
    if (key_length == 0 || key_length > XAP_TABLE_KEY_MAX)
        return xap_bulk_fail(error, XAP_INVALID_ARGUMENT, "a term is too long", 0);
    if (tag_length == 0) /* which may come without an address */
        tag = "";
    unsigned flags = compressed ? COMPRESSED : 0;
    size_t most = XAP_TABLE_ITEM_MAX - XAP_TABLE_ITEM_HEAD - key_length;
    size_t at = 0;
    unsigned component = 1;
    do {
        size_t room_here = component == 1 ? most : most - COMPONENT;
        size_t length = tag_length - at < room_here ? tag_length - at : room_here;
        unsigned ends = (component == 1 ? FIRST_COMPONENT : 0) |
                        (at + length == tag_length ? LAST_COMPONENT : 0);
        if (component > UINT16_MAX)
            return xap_bulk_fail(error, XAP_RANGE, "an entry is too long for a table", 0);
        xap_status status =
            add_item(table, key, key_length, tag + at, length, component, flags | ends, error);
        if (status != XAP_OK)
            return status;
        at += length;
        component++;
    } while (at < tag_length);
    table->entries++;
    return XAP_OK;
}

xap_status xap_table_finish(xap_table *table, xap_table_root *root, xap_error *error)
{
    xap_status status = XAP_OK;
    uint32_t block = 0;
    /* A level's last block is told to the level above, which may thereby come into being; the first
     * level whose only block this is becomes the root. */
    for (unsigned i = 0; i < table->levels && status == XAP_OK; i++) {
        if (i + 1 < table->levels)
            status = flush(table, i, error);
        else
            status = write_block(table, i, &block, error);
    }
    if (status != XAP_OK)
        return status;
    *root = (xap_table_root){block, table->levels - 1, table->entries, table->blocks};
    FILE *file = table->file;
    table->file = NULL;
    return fclose(file) == 0 ? XAP_OK : write_failed(table, error);
}
