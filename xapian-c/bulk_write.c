/* bulk_write.c - beginning and ending a bulk load: the tables' files and the version file. */
#include "bulk.h"

#include <errno.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

/* What the version file begins with: magic bytes, then the date of the format. */
static const char magic[] = "\x0f\x0dXapian Glass\x04\x6e";

/* The series of libxapian that reads and writes this format. */
static const char series[] = "1.4.";

/* Lists of terms hardly get shorter at the better levels. */
enum { DEFLATE_LEVEL = 1 };

/* Tags up to this long are stored as they are. The table of postings compresses nothing. */
enum { COMPRESS_MIN = 18 };

enum { UUID = 16, REVISION = 1 };

static xap_status no_memory(xap_error *error)
{
    return xap_bulk_fail(error, XAP_NO_MEMORY, "no memory to load documents", 0);
}

/* --- compression ------------------------------------------------------------------------------ */

bool xap_bulk_compress(xap_bulk *bulk, const char **tag, size_t *length)
{
    if (*length <= COMPRESS_MIN || !xap_buffer_reserve(&bulk->packed, *length))
        return false;
    /* No room for what does not get shorter. */
    size_t packed =
        libdeflate_deflate_compress(bulk->deflate, *tag, *length, bulk->packed.bytes, *length - 1);
    if (packed == 0)
        return false;
    *tag = bulk->packed.bytes;
    *length = packed;
    return true;
}

/* --- beginning -------------------------------------------------------------------------------- */

xap_status xap_bulk_new(const char *directory, unsigned flags, xap_bulk **out, xap_error *error)
{
    *out = NULL;
    xap_bulk *bulk = calloc(1, sizeof *bulk);
    if (bulk == NULL || (bulk->directory = strdup(directory)) == NULL ||
        (bulk->deflate = libdeflate_alloc_compressor(DEFLATE_LEVEL)) == NULL) {
        xap_bulk_free(bulk);
        return no_memory(error);
    }
    xap_status status;
    if (flags & XAP_BULK_BY_LIBRARY ||
        strncmp(xap_library_version(), series, sizeof series - 1) != 0) {
        status = xap_bulk_library_open(bulk, error);
    } else {
        status = xap_table_new(directory, "termlist", &bulk->termlist, error);
        if (status == XAP_OK)
            status = xap_table_new(directory, "docdata", &bulk->docdata, error);
    }
    if (status != XAP_OK) {
        xap_bulk_free(bulk);
        return status;
    }
    *out = bulk;
    return XAP_OK;
}

void xap_bulk_free(xap_bulk *bulk)
{
    if (bulk == NULL)
        return;
    for (uint32_t i = 0; i < bulk->term_count; i++)
        xap_buffer_clear(&bulk->terms[i].postings);
    for (unsigned i = 0; i < XAP_BULK_SLOTS; i++)
        xap_buffer_clear(&bulk->values[i].values);
    xap_buffer_clear(&bulk->names);
    xap_buffer_clear(&bulk->lengths);
    xap_buffer_clear(&bulk->key);
    xap_buffer_clear(&bulk->list);
    xap_buffer_clear(&bulk->packed);
    if (bulk->deflate != NULL)
        libdeflate_free_compressor(bulk->deflate);
    xap_table_free(bulk->termlist);
    xap_table_free(bulk->docdata);
    xap_document_free(bulk->document);
    xap_database_free(bulk->library);
    free(bulk->terms);
    free(bulk->slots);
    free(bulk->order);
    free(bulk->directory);
    free(bulk);
}

/* --- the version file ------------------------------------------------------------------------- */

/* ROOT NULL: the table has no file. */
static bool put_root(xap_buffer *into, const xap_table_root *root, unsigned compress_min)
{
    enum { FAKE_ROOT = 1, SEQUENTIAL = 2, LEVEL_SHIFT = 2, SIZE_SHIFT = 11 };
    bool good = xap_buffer_put_number(into, root != NULL ? root->block : 0) &&
                xap_buffer_put_number(into, root != NULL ? root->level << LEVEL_SHIFT | SEQUENTIAL
                                                         : FAKE_ROOT | SEQUENTIAL) &&
                xap_buffer_put_number(into, root != NULL ? root->entries : 0) &&
                xap_buffer_put_number(into, XAP_TABLE_BLOCK >> SIZE_SHIFT) &&
                xap_buffer_put_number(into, compress_min);
    if (root == NULL)
        return good && xap_buffer_put_number(into, 0);
    /* The list of free blocks, as a string: none, and the next new one comes last. */
    xap_buffer free_list = {NULL, 0, 0};
    good = good && xap_buffer_put_number(&free_list, REVISION) &&
           xap_buffer_put_number(&free_list, root->blocks) &&
           xap_buffer_put(&free_list, "\0\0\0\0", 4) &&
           xap_buffer_put_number(into, free_list.length) &&
           xap_buffer_put(into, free_list.bytes, free_list.length);
    xap_buffer_clear(&free_list);
    return good;
}

typedef struct roots {
    xap_table_root postings, docdata, termlist;
} roots;

static bool put_version(const xap_bulk *bulk, const roots *tables, xap_buffer *into)
{
    char uuid[UUID];
    uint64_t most_wdf = bulk->most_wdf;
    if (getrandom(uuid, sizeof uuid, 0) != (ssize_t)sizeof uuid)
        return false;
    const xap_table_root *docdata = tables->docdata.entries > 0 ? &tables->docdata : NULL;
    /* Positions, spelling and synonyms are not there. */
    return xap_buffer_put(into, magic, sizeof magic - 1) &&
           xap_buffer_put(into, uuid, sizeof uuid) && xap_buffer_put_number(into, REVISION) &&
           put_root(into, &tables->postings, 0) && put_root(into, docdata, COMPRESS_MIN) &&
           put_root(into, &tables->termlist, COMPRESS_MIN) && put_root(into, NULL, 0) &&
           put_root(into, NULL, COMPRESS_MIN) && put_root(into, NULL, COMPRESS_MIN) &&
           xap_buffer_put_number(into, bulk->documents) &&
           xap_buffer_put_number(into, 0) && /* the last docid is the number of documents */
           xap_buffer_put_number(into, bulk->shortest) && xap_buffer_put_number(into, most_wdf) &&
           xap_buffer_put_number(into, bulk->longest - most_wdf) &&
           xap_buffer_put_number(into, 0) && xap_buffer_put_number(into, bulk->total_length) &&
           xap_buffer_put_number(into, 0);
}

static xap_status write_version(const xap_bulk *bulk, const roots *tables, xap_error *error)
{
    xap_buffer version = {NULL, 0, 0}, path = {NULL, 0, 0};
    xap_status status = XAP_OK;
    if (!put_version(bulk, tables, &version) ||
        !xap_buffer_put(&path, bulk->directory, strlen(bulk->directory)) ||
        !xap_buffer_put(&path, "/iamglass", sizeof "/iamglass")) {
        status = no_memory(error);
    } else {
        FILE *file = fopen(path.bytes, "wbxe");
        bool good = file != NULL && fwrite(version.bytes, version.length, 1, file) == 1;
        int system = errno;
        if (file != NULL && fclose(file) != 0) {
            system = errno;
            good = false;
        }
        if (!good)
            status = xap_bulk_write_failed(path.bytes, system, error);
    }
    xap_buffer_clear(&version);
    xap_buffer_clear(&path);
    return status;
}

xap_status xap_bulk_finish(xap_bulk *bulk, xap_error *error)
{
    if (bulk->failed || bulk->documents == 0)
        return xap_bulk_fail(error, XAP_INVALID_OPERATION,
                             "the load has failed before, or has no document", 0);
    bulk->failed = true; /* nothing can be added any more */
    if (bulk->library != NULL)
        return xap_bulk_library_finish(bulk, error);
    roots tables = {0};
    xap_status status = xap_table_finish(bulk->termlist, &tables.termlist, error);
    if (status == XAP_OK)
        status = xap_table_finish(bulk->docdata, &tables.docdata, error);
    if (status == XAP_OK)
        status = xap_bulk_write_postings(bulk, &tables.postings, error);
    return status == XAP_OK ? write_version(bulk, &tables, error) : status;
}
