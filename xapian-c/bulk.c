/* bulk.c - loading a whole database at once: what of the documents goes where.
 *
 * Documents come in the order of their docids. Their data, their lists of terms and their values
 * can be written as they come; what stands under each term is gathered in memory, in the very bytes
 * that the table will hold, and written in the order of the terms at the end.
 */
#include "bulk.h"

#include <stdlib.h>
#include <string.h>

static xap_status no_memory(xap_error *error)
{
    return xap_bulk_fail(error, XAP_NO_MEMORY, "no memory to load documents", 0);
}

/* --- bytes that grow -------------------------------------------------------------------------- */

bool xap_buffer_reserve(xap_buffer *buffer, size_t more)
{
    if (buffer->capacity - buffer->length >= more)
        return true;
    if (more > SIZE_MAX / 2 - buffer->length)
        return false;
    size_t wanted = buffer->length + more;
    size_t capacity = buffer->capacity + buffer->capacity / 2;
    capacity = capacity < wanted ? wanted : capacity;
    capacity = capacity < 8 ? 8 : capacity;
    char *bytes = realloc(buffer->bytes, capacity);
    if (bytes == NULL)
        return false;
    buffer->bytes = bytes;
    buffer->capacity = capacity;
    return true;
}

void xap_buffer_clear(xap_buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (xap_buffer){NULL, 0, 0};
}

bool xap_buffer_put(xap_buffer *buffer, const void *bytes, size_t length)
{
    if (!xap_buffer_reserve(buffer, length))
        return false;
    if (length > 0)
        memcpy(buffer->bytes + buffer->length, bytes, length);
    buffer->length += length;
    return true;
}

bool xap_buffer_put_byte(xap_buffer *buffer, unsigned char byte)
{
    return xap_buffer_put(buffer, &byte, 1);
}

/* Seven bits a byte, the lowest first. */
bool xap_buffer_put_number(xap_buffer *buffer, uint64_t number)
{
    if (!xap_buffer_reserve(buffer, 10))
        return false;
    while (number >= 128) {
        buffer->bytes[buffer->length++] = (char)(number | 128);
        number >>= 7;
    }
    buffer->bytes[buffer->length++] = (char)number;
    return true;
}

/* So that the bytes sort as the numbers do: the leading ones say how many bytes follow. */
bool xap_buffer_put_sorting(xap_buffer *buffer, uint32_t number)
{
    if (number < 0x8000)
        return xap_buffer_put_byte(buffer, (unsigned char)(number >> 8)) &&
               xap_buffer_put_byte(buffer, (unsigned char)number);
    unsigned length = 3; /* of which one, with 22 bits of the number in all; seven more for each */
    while (length < 5 && number >> (7 * length + 1) != 0)
        length++;
    unsigned char bytes[5];
    uint64_t rest = number;
    for (unsigned i = length - 1; i > 0; i--, rest >>= 8)
        bytes[i] = (unsigned char)rest;
    bytes[0] = (unsigned char)(rest | (0xffU << (10 - length) & 0xff));
    return xap_buffer_put(buffer, bytes, length);
}

/* --- terms ------------------------------------------------------------------------------------ */

/* The first bytes of a term as a number: most comparisons end there. */
static uint64_t key_of(const char *bytes, size_t length)
{
    uint64_t key = 0;
    for (size_t i = 0; i < sizeof key; i++)
        key = key << 8 | (i < length ? (unsigned char)bytes[i] : 0);
    return key;
}

static uint64_t hash_of(const char *bytes, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325U ^ length;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x100000001b3U;
    return hash ^ hash >> 29;
}

const char *xap_bulk_name(const xap_bulk *bulk, const xap_bulk_entry *entry)
{
    return bulk->names.bytes + entry->name;
}

static bool grow_slots(xap_bulk *bulk)
{
    size_t count = bulk->slots_count == 0 ? 1 << 12 : bulk->slots_count * 2;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    for (uint32_t i = 0; i < bulk->term_count; i++) {
        const xap_bulk_entry *entry = &bulk->terms[i];
        size_t at = hash_of(xap_bulk_name(bulk, entry), entry->length) & (count - 1);
        while (slots[at] != 0)
            at = (at + 1) & (count - 1);
        slots[at] = i + 1;
    }
    free(bulk->slots);
    bulk->slots = slots;
    bulk->slots_count = count;
    return true;
}

static bool add_term(xap_bulk *bulk, const char *term, size_t length)
{
    if (bulk->term_count == bulk->term_room) {
        uint32_t more = bulk->term_room == 0 ? 1 << 12 : bulk->term_room + bulk->term_room / 2;
        xap_bulk_entry *terms = realloc(bulk->terms, more * sizeof *terms);
        if (terms == NULL)
            return false;
        bulk->terms = terms;
        bulk->term_room = more;
    }
    xap_bulk_entry entry = {
        .name = bulk->names.length, .length = (uint32_t)length, .key = key_of(term, length)};
    if (!xap_buffer_put(&bulk->names, term, length))
        return false;
    bulk->terms[bulk->term_count++] = entry;
    return true;
}

xap_status xap_bulk_term(xap_bulk *bulk, const char *term, size_t length, uint32_t *number,
                         xap_error *error)
{
    *number = 0;
    size_t weight = length;
    for (size_t i = 0; i < length && length <= XAP_BULK_TERM_MAX; i++)
        weight += term[i] == '\0';
    if (length == 0 || weight > XAP_BULK_TERM_MAX)
        return xap_bulk_fail(error, XAP_INVALID_ARGUMENT, "a term has no bytes or too many", 0);
    if (bulk->term_count * (size_t)2 >= bulk->slots_count && !grow_slots(bulk))
        return no_memory(error);
    size_t at = hash_of(term, length) & (bulk->slots_count - 1);
    for (; bulk->slots[at] != 0; at = (at + 1) & (bulk->slots_count - 1)) {
        const xap_bulk_entry *entry = &bulk->terms[bulk->slots[at] - 1];
        if (entry->length == length && memcmp(xap_bulk_name(bulk, entry), term, length) == 0) {
            *number = bulk->slots[at] - 1;
            return XAP_OK;
        }
    }
    if (!add_term(bulk, term, length))
        return no_memory(error);
    *number = bulk->term_count - 1;
    bulk->slots[at] = bulk->term_count;
    return XAP_OK;
}

/* Whether A comes before B, or is B. Their keys are compared first: terms that differ within eight
 * bytes, nearly all, need no look at their names, which lie far apart. */
static bool in_order(const xap_bulk *bulk, xap_bulk_sorted a, xap_bulk_sorted b)
{
    if (a.key != b.key)
        return a.key < b.key;
    const xap_bulk_entry *x = &bulk->terms[a.term], *y = &bulk->terms[b.term];
    size_t shorter = x->length < y->length ? x->length : y->length;
    int order = memcmp(xap_bulk_name(bulk, x), xap_bulk_name(bulk, y), shorter);
    return order != 0 ? order < 0 : x->length <= y->length;
}

/* --- a document ------------------------------------------------------------------------------- */

static void merge_runs(const xap_bulk *bulk, const xap_bulk_sorted *from, size_t middle, size_t end,
                       xap_bulk_sorted *to)
{
    size_t left = 0, right = middle;
    while (left < middle && right < end)
        *to++ = in_order(bulk, from[left], from[right]) ? from[left++] : from[right++];
    memcpy(to, from + left, (middle - left) * sizeof *to);
    memcpy(to + (middle - left), from + right, (end - right) * sizeof *to);
}

void xap_bulk_sort(const xap_bulk *bulk, xap_bulk_sorted *terms, size_t count)
{
    if (count < 2) /* there may be no array at all */
        return;
    xap_bulk_sorted *from = terms, *to = terms + count;
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t at = 0; at < count; at += 2 * width) {
            size_t left = count - at;
            merge_runs(bulk, from + at, width < left ? width : left,
                       2 * width < left ? 2 * width : left, to + at);
        }
        xap_bulk_sorted *other = from;
        from = to;
        to = other;
    }
    if (from != terms)
        memcpy(terms, from, count * sizeof *terms);
}

static bool reserve_order(xap_bulk *bulk, size_t count)
{
    if (count <= bulk->order_room)
        return true;
    xap_bulk_sorted *order = realloc(bulk->order, 2 * count * sizeof *order);
    if (order == NULL)
        return false;
    bulk->order = order;
    bulk->order_room = count;
    return true;
}

/* TERM in a list of terms: what it shares with PREVIOUS is counted, not written. */
static bool list_term(xap_buffer *list, const char *previous, size_t previous_length,
                      const char *term, size_t length, uint32_t wdf)
{
    size_t shared = 0;
    size_t most = previous_length < length ? previous_length : length;
    while (shared < most && previous[shared] == term[shared])
        shared++;
    size_t packed = wdf < 127 ? (wdf + 1) * (previous_length + 1) + shared : 256;
    return xap_buffer_put_byte(list, (unsigned char)(packed < 256 ? packed : shared)) &&
           xap_buffer_put_byte(list, (unsigned char)(length - shared)) &&
           xap_buffer_put(list, term + shared, length - shared) &&
           (packed < 256 || xap_buffer_put_number(list, wdf));
}

static bool build_list(xap_bulk *bulk, const xap_bulk_sorted *order, size_t count, uint64_t length)
{
    xap_buffer *list = &bulk->list;
    list->length = 0;
    if (count == 0)
        return true;
    const xap_bulk_entry *entry = &bulk->terms[order[0].term];
    bool good = xap_buffer_put_number(list, length) && xap_buffer_put_number(list, count) &&
                xap_buffer_put_byte(list, (unsigned char)entry->length) &&
                xap_buffer_put(list, xap_bulk_name(bulk, entry), entry->length) &&
                xap_buffer_put_number(list, entry->wdf);
    for (size_t i = 1; i < count && good; i++) {
        const xap_bulk_entry *before = entry;
        entry = &bulk->terms[order[i].term];
        good = list_term(list, xap_bulk_name(bulk, before), before->length,
                         xap_bulk_name(bulk, entry), entry->length, entry->wdf);
    }
    return good;
}

static xap_status write_list(xap_bulk *bulk, const xap_bulk_sorted *order, size_t count,
                             uint64_t length, xap_error *error)
{
    xap_buffer *key = &bulk->key;
    key->length = 0;
    if (!build_list(bulk, order, count, length) || !xap_buffer_put_sorting(key, bulk->documents))
        return no_memory(error);
    const char *tag = bulk->list.bytes;
    size_t tag_length = bulk->list.length;
    bool compressed = xap_bulk_compress(bulk, &tag, &tag_length);
    return xap_table_add(bulk->termlist, key->bytes, key->length, tag, tag_length, compressed,
                         error);
}

/* Gathers the posting of DOCUMENT under ENTRY, as the table will hold it. */
static bool gather(xap_bulk *bulk, xap_bulk_entry *entry, uint32_t document, uint32_t wdf)
{
    size_t before = entry->postings.capacity;
    bool good = xap_buffer_put_number(
        &entry->postings, entry->documents == 0 ? document : document - entry->last_document - 1);
    entry->documents++;
    entry->last_document = document;
    entry->frequency += wdf;
    good = good && xap_buffer_put_number(&entry->postings, wdf);
    bulk->posting_bytes += entry->postings.capacity - before;
    return good;
}

/* Entries and their ends lie all over the memory: asking for them early hides most of the wait. */
static void look_ahead(const xap_bulk *bulk, const xap_bulk_posting *postings, size_t count)
{
    enum { ENTRY_AHEAD = 12, END_AHEAD = 6 };
    if (count > ENTRY_AHEAD && postings[ENTRY_AHEAD].term < bulk->term_count)
        __builtin_prefetch(&bulk->terms[postings[ENTRY_AHEAD].term], 1);
    if (count > END_AHEAD && postings[END_AHEAD].term < bulk->term_count) {
        const xap_buffer *end = &bulk->terms[postings[END_AHEAD].term].postings;
        if (end->bytes != NULL)
            __builtin_prefetch(end->bytes + end->length, 1);
    }
}

static xap_status add_postings(xap_bulk *bulk, const xap_bulk_posting *postings, size_t count,
                               xap_error *error)
{
    if (!reserve_order(bulk, count))
        return no_memory(error);
    uint64_t length = 0;
    for (size_t i = 0; i < count; i++) {
        look_ahead(bulk, postings + i, count - i);
        if (postings[i].term >= bulk->term_count)
            return xap_bulk_fail(error, XAP_INVALID_ARGUMENT, "there is no term of this number", 0);
        xap_bulk_entry *entry = &bulk->terms[postings[i].term];
        if (entry->last_document == bulk->documents)
            return xap_bulk_fail(error, XAP_INVALID_ARGUMENT, "a document has the same term twice",
                                 0);
        entry->wdf = postings[i].wdf;
        if (!gather(bulk, entry, bulk->documents, entry->wdf))
            return no_memory(error);
        bulk->order[i] = (xap_bulk_sorted){entry->key, postings[i].term};
        bulk->most_wdf = entry->wdf > bulk->most_wdf ? entry->wdf : bulk->most_wdf;
        length += entry->wdf;
    }
    if (length > UINT32_MAX)
        return xap_bulk_fail(error, XAP_RANGE, "a document is too long", 0);
    xap_bulk_sort(bulk, bulk->order, count);
    if (!xap_buffer_put_number(&bulk->lengths, length))
        return no_memory(error);
    bulk->total_length += length;
    bulk->longest = length > bulk->longest ? length : bulk->longest;
    if (length > 0 && (bulk->shortest == 0 || length < bulk->shortest))
        bulk->shortest = length;
    return write_list(bulk, bulk->order, count, length, error);
}

static bool gather_value(xap_bulk *bulk, const xap_bulk_value *value)
{
    xap_bulk_slot *slot = &bulk->values[value->slot];
    size_t before = slot->values.capacity;
    bool good = xap_buffer_put_number(&slot->values, bulk->documents) &&
                xap_buffer_put_number(&slot->values, value->length) &&
                xap_buffer_put(&slot->values, value->value, value->length);
    slot->documents++;
    bulk->posting_bytes += slot->values.capacity - before;
    return good;
}

static xap_status add_values(xap_bulk *bulk, const xap_bulk_value *values, size_t count,
                             xap_error *error)
{
    xap_buffer *used = &bulk->list;
    used->length = 0;
    uint32_t next = 0;
    for (size_t i = 0; i < count; i++) {
        if (values[i].slot >= XAP_BULK_SLOTS || values[i].slot < next || values[i].length == 0)
            return xap_bulk_fail(error, XAP_INVALID_ARGUMENT,
                                 "slots must rise, be below 128, and have a value", 0);
        if (!xap_buffer_put_number(used, values[i].slot - next) || !gather_value(bulk, &values[i]))
            return no_memory(error);
        next = values[i].slot + 1;
    }
    if (count == 0)
        return XAP_OK;
    /* Beside the list of terms, told apart by one more byte. */
    xap_buffer *key = &bulk->key;
    key->length = 0;
    if (!xap_buffer_put_sorting(key, bulk->documents) || !xap_buffer_put_byte(key, 0))
        return no_memory(error);
    return xap_table_add(bulk->termlist, key->bytes, key->length, used->bytes, used->length, false,
                         error);
}

static xap_status add_data(xap_bulk *bulk, const char *data, size_t length, xap_error *error)
{
    xap_buffer *key = &bulk->key;
    key->length = 0;
    if (length == 0)
        return XAP_OK;
    if (!xap_buffer_put_sorting(key, bulk->documents))
        return no_memory(error);
    return xap_table_add(bulk->docdata, key->bytes, key->length, data, length, false, error);
}

xap_status xap_bulk_add_document(xap_bulk *bulk, const xap_bulk_document *document,
                                 xap_error *error)
{
    if (bulk->failed || bulk->documents == UINT32_MAX - 1)
        return xap_bulk_fail(error, XAP_INVALID_OPERATION, "the load has failed before, or is full",
                             0);
    bulk->documents++;
    bulk->failed = true; /* until all of it is in */
    xap_status status = XAP_OK;
    if (bulk->library != NULL) {
        status = xap_bulk_library_add(bulk, document, error);
    } else {
        status = add_postings(bulk, document->postings, document->posting_count, error);
        if (status == XAP_OK)
            status = add_values(bulk, document->values, document->value_count, error);
        if (status == XAP_OK)
            status = add_data(bulk, document->data, document->data_length, error);
    }
    bulk->failed = status != XAP_OK;
    return status;
}

size_t xap_bulk_memory(const xap_bulk *bulk)
{
    return bulk->names.capacity + bulk->lengths.capacity + bulk->slots_count * sizeof *bulk->slots +
           bulk->term_room * sizeof *bulk->terms + bulk->posting_bytes;
}
