/* bulk.h - what the files of the bulk load share. The functions for callers are in xapian-c.h. */
#ifndef XAPIAN_C_BULK_H
#define XAPIAN_C_BULK_H

#include "bulk_table.h"

/** Bytes that grow. */
typedef struct xap_buffer {
    char *bytes;
    size_t length, capacity;
} xap_buffer;

/* Each returns false where memory is out. */
bool xap_buffer_reserve(xap_buffer *buffer, size_t more);
bool xap_buffer_put(xap_buffer *buffer, const void *bytes, size_t length);
bool xap_buffer_put_byte(xap_buffer *buffer, unsigned char byte);
/** Seven bits a byte, the lowest first. */
bool xap_buffer_put_number(xap_buffer *buffer, uint64_t number);
/** So that the bytes sort as the numbers do. */
bool xap_buffer_put_sorting(xap_buffer *buffer, uint32_t number);
void xap_buffer_clear(xap_buffer *buffer);

/** A term, and what stands under it. */
typedef struct xap_bulk_entry {
    uint64_t key; /**< its first bytes as a number: most comparisons end there */
    size_t name;  /**< where its bytes begin among the names */
    uint32_t length;
    uint32_t wdf; /**< in the document being added */
    uint32_t documents, last_document;
    uint64_t frequency;
    xap_buffer postings; /**< first docid, wdf; then distance to the docid before less one, wdf */
} xap_bulk_entry;

/** A term as it is sorted. */
typedef struct xap_bulk_sorted {
    uint64_t key;
    uint32_t term;
} xap_bulk_sorted;

/** The values of one slot. */
typedef struct xap_bulk_slot {
    xap_buffer values; /**< docid, length, bytes; and so on */
    uint32_t documents;
} xap_bulk_slot;

struct xap_bulk {
    char *directory;
    bool failed; /**< or finished: nothing can be added */
    uint32_t documents;
    uint64_t total_length;
    uint64_t shortest, longest; /**< lengths of documents; shortest of those with words */
    uint32_t most_wdf;
    xap_buffer names, lengths; /**< bytes of all terms; length of each document */
    xap_bulk_entry *terms;
    uint32_t term_count, term_room;
    uint32_t *slots; /**< of the hash table: number of the term + 1; 0: free */
    size_t slots_count;
    size_t posting_bytes; /**< memory that postings and values take */
    xap_bulk_slot values[XAP_BULK_SLOTS];
    xap_table *termlist, *docdata;
    xap_bulk_sorted
        *order; /**< terms of the document being added, sorted; as many again to sort with */
    size_t order_room;
    xap_buffer key, list, packed;
    struct libdeflate_compressor *deflate;
    /* Where this libxapian's format is not known, it writes the database itself. */
    xap_database *library;
    xap_document *document;
};

/** Sort COUNT terms by their bytes; behind them there is room for as many. */
void xap_bulk_sort(const xap_bulk *bulk, xap_bulk_sorted *terms, size_t count);
/** The bytes of ENTRY, until a term is added. */
const char *xap_bulk_name(const xap_bulk *bulk, const xap_bulk_entry *entry);

/** Deflates *TAG where that makes it shorter: then true, and *TAG points to bytes of BULK. */
bool xap_bulk_compress(xap_bulk *bulk, const char **tag, size_t *length);

/* --- bulk_postings.c -------------------------------------------------------------------------- */

/** Write the table of postings, values and lengths. */
xap_status xap_bulk_write_postings(xap_bulk *bulk, xap_table_root *root, xap_error *error);

/* --- bulk_library.c --------------------------------------------------------------------------- */

/* Each does with libxapian's own writer what is done here otherwise. */
xap_status xap_bulk_library_open(xap_bulk *bulk, xap_error *error);
xap_status xap_bulk_library_add(xap_bulk *bulk, const xap_bulk_document *document,
                                xap_error *error);
xap_status xap_bulk_library_finish(xap_bulk *bulk, xap_error *error);

#endif
