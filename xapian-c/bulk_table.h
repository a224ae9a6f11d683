/* bulk_table.h - writes one table of a Glass database in one pass, from keys that rise.
 *
 * A table is a B-tree of blocks in one file. Items fill a leaf until it is full; it is then
 * written, and an item with its first key and its number goes to the branch above, and so on up.
 * Nothing is ever read back or moved. The layout is that of libxapian 1.4 (format 2016-03-14).
 */
#ifndef XAPIAN_C_BULK_TABLE_H
#define XAPIAN_C_BULK_TABLE_H

#include "xapian-c.h"

enum {
    XAP_TABLE_BLOCK = 8192,
    XAP_TABLE_KEY_MAX = 252,
    /** An item longer than this, head and key included, is cut into components. */
    XAP_TABLE_ITEM_MAX = (XAP_TABLE_BLOCK - 11 - 4 * 2) / 4,
    XAP_TABLE_ITEM_HEAD = 3
};

typedef struct xap_table xap_table;

/** What the version file says of a finished table. */
typedef struct xap_table_root {
    uint32_t block, level, entries, blocks;
} xap_table_root;

/** Create DIRECTORY/NAME.glass. */
xap_status xap_table_new(const char *directory, const char *name, xap_table **table,
                         xap_error *error);
/** Drops what was not finished; the file stays. */
void xap_table_free(xap_table *table);

/** Add TAG under KEY (1 to XAP_TABLE_KEY_MAX bytes), which must follow all keys before it.
 *  COMPRESSED: the tag is a raw deflate stream, for the reader to inflate. */
xap_status xap_table_add(xap_table *table, const char *key, size_t key_length, const char *tag,
                         size_t tag_length, bool compressed, xap_error *error);

/** Write what is left and close the file. */
xap_status xap_table_finish(xap_table *table, xap_table_root *root, xap_error *error);

/** Record a failure of the C part of the bindings: MESSAGE, then the system's where SYSTEM is an
 *  errno. Returns STATUS. */
xap_status xap_bulk_fail(xap_error *error, xap_status status, const char *message, int system);

/** Record that the file PATH could not be written, by the errno SYSTEM. Returns XAP_DATABASE. */
xap_status xap_bulk_write_failed(const char *path, int system, xap_error *error);

#endif
