/* bulk_postings.c - the table of postings: statistics of the values, the values, the lengths of the
 * documents, the terms; in this order, which is that of their keys. */
#include "bulk.h"

#include <stdlib.h>
#include <string.h>

/* A list is cut into chunks, each under a key of its own, so that a reader can skip. */
enum { CHUNK = 2000, HEAD = 24 };

static xap_status no_memory(xap_error *error)
{
    return xap_bulk_fail(error, XAP_NO_MEMORY, "no memory to write a table", 0);
}

/* Reads what xap_buffer_put_number() wrote. */
static uint64_t take_number(const char **at)
{
    uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        number |= (uint64_t)(byte & 127) << shift;
        if (byte < 128)
            return number;
    }
}

/* --- lists of documents ----------------------------------------------------------------------- */

typedef struct list {
    xap_table *table;
    xap_buffer name; /* what the keys of all chunks begin with */
    bool is_term;    /* a byte parts the name from the docid in the key of a later chunk */
    uint32_t documents;
    uint64_t frequency;
    uint32_t first, last; /* docids of the chunk being filled */
    bool begun;           /* a chunk was written */
    size_t limit;
    xap_buffer key, chunk, tag;
} list;

static void list_clear(list *l)
{
    xap_buffer_clear(&l->name);
    xap_buffer_clear(&l->key);
    xap_buffer_clear(&l->chunk);
    xap_buffer_clear(&l->tag);
}

static bool name_list(list *l, const char *bytes, size_t length, bool is_term)
{
    l->name.length = 0;
    l->is_term = is_term;
    bool good = true;
    for (size_t i = 0; i < length && good; i++) {
        good = xap_buffer_put_byte(&l->name, (unsigned char)bytes[i]);
        /* Zero bytes are escaped, so that what follows a term cannot be taken for it. */
        if (good && is_term && bytes[i] == '\0')
            good = xap_buffer_put_byte(&l->name, 0xff);
    }
    size_t most = XAP_TABLE_ITEM_MAX - XAP_TABLE_ITEM_HEAD - HEAD;
    size_t fitting = l->name.length + 8 < most ? most - l->name.length - 8 : 0;
    l->limit = fitting < CHUNK ? fitting : CHUNK;
    l->begun = false;
    l->chunk.length = 0;
    return good;
}

static xap_status write_chunk(list *l, bool is_last, xap_error *error)
{
    l->key.length = l->tag.length = 0;
    bool good = xap_buffer_put(&l->key, l->name.bytes, l->name.length);
    if (l->begun) {
        good = good && (!l->is_term || xap_buffer_put_byte(&l->key, 0)) &&
               xap_buffer_put_sorting(&l->key, l->first);
    } else {
        good = good && xap_buffer_put_number(&l->tag, l->documents) &&
               xap_buffer_put_number(&l->tag, l->frequency) &&
               xap_buffer_put_number(&l->tag, l->first - 1);
    }
    good = good && xap_buffer_put_byte(&l->tag, is_last ? '1' : '0') &&
           xap_buffer_put_number(&l->tag, l->last - l->first) &&
           xap_buffer_put(&l->tag, l->chunk.bytes, l->chunk.length);
    if (!good)
        return no_memory(error);
    l->begun = true;
    l->chunk.length = 0;
    return xap_table_add(l->table, l->key.bytes, l->key.length, l->tag.bytes, l->tag.length, false,
                         error);
}

static xap_status add_posting(list *l, uint32_t docid, uint64_t wdf, xap_error *error)
{
    bool good = true;
    if (l->chunk.length >= l->limit) {
        xap_status status = write_chunk(l, false, error);
        if (status != XAP_OK)
            return status;
    }
    if (l->chunk.length == 0)
        l->first = docid;
    else
        good = xap_buffer_put_number(&l->chunk, docid - l->last - 1);
    l->last = docid;
    return good && xap_buffer_put_number(&l->chunk, wdf) ? XAP_OK : no_memory(error);
}

static xap_status write_lengths(const xap_bulk *bulk, list *l, xap_error *error)
{
    const char *at = bulk->lengths.bytes;
    xap_status status = name_list(l, "\0\xe0", 2, false) ? XAP_OK : no_memory(error);
    l->documents = 0;
    l->frequency = 0;
    for (uint32_t docid = 1; docid <= bulk->documents && status == XAP_OK; docid++)
        status = add_posting(l, docid, take_number(&at), error);
    return status == XAP_OK ? write_chunk(l, true, error) : status;
}

static xap_status write_term(const xap_bulk *bulk, const xap_bulk_entry *entry, list *l,
                             xap_error *error)
{
    const char *at = entry->postings.bytes;
    bool good = name_list(l, xap_bulk_name(bulk, entry), entry->length, true);
    xap_status status = good ? XAP_OK : no_memory(error);
    l->documents = entry->documents;
    l->frequency = entry->frequency;
    uint32_t docid = 0;
    for (uint32_t i = 0; i < entry->documents && status == XAP_OK; i++) {
        docid = i == 0 ? (uint32_t)take_number(&at) : docid + (uint32_t)take_number(&at) + 1;
        status = add_posting(l, docid, take_number(&at), error);
    }
    return status == XAP_OK ? write_chunk(l, true, error) : status;
}

/* --- values ----------------------------------------------------------------------------------- */

typedef struct bytes {
    const char *at;
    size_t length;
} bytes;

static int compare_bytes(bytes a, bytes b)
{
    int order = memcmp(a.at, b.at, a.length < b.length ? a.length : b.length);
    return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

/* How many documents have a value in the slot, the least and the greatest of them. */
static xap_status write_statistics(xap_table *table, uint32_t slot, const xap_bulk_slot *values,
                                   xap_error *error)
{
    const char *at = values->values.bytes, *end = at + values->values.length;
    bytes least = {"", 0}, greatest = {"", 0};
    bool any = false;
    while (at < end) {
        (void)take_number(&at);
        size_t length = (size_t)take_number(&at);
        bytes value = {at, length};
        at += length;
        if (!any || compare_bytes(value, least) < 0)
            least = value;
        if (!any || compare_bytes(value, greatest) > 0)
            greatest = value;
        any = true;
    }
    char key[3] = {'\0', '\xd0', (char)slot};
    xap_buffer tag = {NULL, 0, 0};
    bool good =
        xap_buffer_put_number(&tag, values->documents) &&
        xap_buffer_put_number(&tag, least.length) && xap_buffer_put(&tag, least.at, least.length) &&
        (compare_bytes(least, greatest) == 0 || xap_buffer_put(&tag, greatest.at, greatest.length));
    xap_status status =
        good ? xap_table_add(table, key, slot == 0 ? 2 : 3, tag.bytes, tag.length, false, error)
             : no_memory(error);
    xap_buffer_clear(&tag);
    return status;
}

static xap_status write_values_chunk(xap_table *table, uint32_t slot, uint32_t first,
                                     xap_buffer *key, xap_buffer *tag, xap_error *error)
{
    key->length = 0;
    bool good = xap_buffer_put(key, "\0\xd8", 2) && xap_buffer_put_number(key, slot) &&
                xap_buffer_put_sorting(key, first);
    if (!good)
        return no_memory(error);
    xap_status status =
        xap_table_add(table, key->bytes, key->length, tag->bytes, tag->length, false, error);
    tag->length = 0;
    return status;
}

static xap_status write_values(xap_table *table, uint32_t slot, const xap_bulk_slot *values,
                               xap_error *error)
{
    const char *at = values->values.bytes, *end = at + values->values.length;
    xap_buffer key = {NULL, 0, 0}, tag = {NULL, 0, 0};
    uint32_t first = 0, last = 0;
    xap_status status = XAP_OK;
    while (at < end && status == XAP_OK) {
        uint32_t docid = (uint32_t)take_number(&at);
        size_t length = (size_t)take_number(&at);
        bool good = true;
        if (tag.length == 0)
            first = docid;
        else
            good = xap_buffer_put_number(&tag, docid - last - 1);
        last = docid;
        good = good && xap_buffer_put_number(&tag, length) && xap_buffer_put(&tag, at, length);
        at += length;
        if (!good)
            status = no_memory(error);
        else if (tag.length >= CHUNK || at == end)
            status = write_values_chunk(table, slot, first, &key, &tag, error);
    }
    xap_buffer_clear(&key);
    xap_buffer_clear(&tag);
    return status;
}

static xap_status write_slots(const xap_bulk *bulk, xap_table *table, xap_error *error)
{
    xap_status status = XAP_OK;
    for (uint32_t slot = 0; slot < XAP_BULK_SLOTS && status == XAP_OK; slot++)
        if (bulk->values[slot].documents > 0)
            status = write_statistics(table, slot, &bulk->values[slot], error);
    for (uint32_t slot = 0; slot < XAP_BULK_SLOTS && status == XAP_OK; slot++)
        if (bulk->values[slot].documents > 0)
            status = write_values(table, slot, &bulk->values[slot], error);
    return status;
}

/* --- all of it -------------------------------------------------------------------------------- */

static xap_status write_terms(const xap_bulk *bulk, list *l, xap_error *error)
{
    xap_bulk_sorted *order = malloc((2 * (size_t)bulk->term_count + 1) * sizeof *order);
    if (order == NULL)
        return no_memory(error);
    size_t count = 0;
    for (uint32_t i = 0; i < bulk->term_count; i++)
        if (bulk->terms[i].documents > 0)
            order[count++] = (xap_bulk_sorted){bulk->terms[i].key, i};
    xap_bulk_sort(bulk, order, count);
    xap_status status = XAP_OK;
    for (size_t i = 0; i < count && status == XAP_OK; i++)
        status = write_term(bulk, &bulk->terms[order[i].term], l, error);
    free(order);
    return status;
}

xap_status xap_bulk_write_postings(xap_bulk *bulk, xap_table_root *root, xap_error *error)
{
    list l = {0};
    xap_status status = xap_table_new(bulk->directory, "postlist", &l.table, error);
    if (status == XAP_OK)
        status = write_slots(bulk, l.table, error);
    if (status == XAP_OK)
        status = write_lengths(bulk, &l, error);
    if (status == XAP_OK)
        status = write_terms(bulk, &l, error);
    if (status == XAP_OK)
        status = xap_table_finish(l.table, root, error);
    list_clear(&l);
    xap_table_free(l.table);
    return status;
}
