#include "indexer/store/packer.h"

#include <zstd.h>

/* Low: the text is written once and read seldom, and a letter packs to half its size already. */
enum { LEVEL = 1 };

/* A record of four gigabytes is none of ours: what claims to be one is damaged. */
static const unsigned long long unpacked_limit = 1ULL << 32;

struct foi_packer {
    ZSTD_CCtx *packing;
    ZSTD_DCtx *unpacking;
    char *buffer;
    size_t room;
};

foi_packer *foi_packer_new(void)
{
    return g_new0(foi_packer, 1);
}

void foi_packer_free(foi_packer *packer)
{
    if (packer == NULL)
        return;
    ZSTD_freeCCtx(packer->packing);
    ZSTD_freeDCtx(packer->unpacking);
    g_free(packer->buffer);
    g_free(packer);
}

static foi_status make_room(foi_packer *packer, size_t room, foi_error *error)
{
    if (room <= packer->room)
        return FOI_OK;
    g_free(packer->buffer);
    packer->buffer = g_try_malloc(room);
    packer->room = packer->buffer != NULL ? room : 0;
    if (packer->buffer == NULL)
        return foi_error_set(error, FOI_ERROR_MEMORY, "no memory for a record of %zu bytes", room);
    return FOI_OK;
}

static foi_status start_packing(foi_packer *packer, foi_error *error)
{
    if (packer->packing != NULL)
        return FOI_OK;
    packer->packing = ZSTD_createCCtx();
    if (packer->packing == NULL)
        return foi_error_set(error, FOI_ERROR_MEMORY, "no memory to compress with");
    ZSTD_CCtx_setParameter(packer->packing, ZSTD_c_compressionLevel, LEVEL);
    ZSTD_CCtx_setParameter(packer->packing, ZSTD_c_checksumFlag, 1);
    return FOI_OK;
}

foi_status foi_packer_pack(foi_packer *packer, const void *bytes, size_t length,
                           const void **packed, size_t *packed_length, foi_error *error)
{
    *packed = "";
    *packed_length = 0;
    foi_status status = start_packing(packer, error);
    if (status == FOI_OK)
        status = make_room(packer, ZSTD_compressBound(length), error);
    if (status != FOI_OK)
        return status;
    size_t written = ZSTD_compress2(packer->packing, packer->buffer, packer->room, bytes, length);
    if (ZSTD_isError(written))
        return foi_error_set(error, FOI_ERROR_INTERNAL, "cannot compress a record: %s",
                             ZSTD_getErrorName(written));
    *packed = packer->buffer;
    *packed_length = written;
    return FOI_OK;
}

foi_status foi_packer_unpack(foi_packer *packer, const void *packed, size_t packed_length,
                             const void **bytes, size_t *length, foi_error *error)
{
    *bytes = "";
    *length = 0;
    unsigned long long size = ZSTD_getFrameContentSize(packed, packed_length);
    if (size > unpacked_limit) /* and with it the values that stand for an error */
        return foi_error_set(error, FOI_ERROR_CORRUPT, "a compressed record is damaged");
    if (packer->unpacking == NULL)
        packer->unpacking = ZSTD_createDCtx();
    foi_status status =
        packer->unpacking != NULL ? make_room(packer, (size_t)size + 1, error) : FOI_ERROR_MEMORY;
    if (status != FOI_OK)
        return foi_error_set(error, FOI_ERROR_MEMORY, "no memory to read a record of %llu bytes",
                             size);
    size_t written =
        ZSTD_decompressDCtx(packer->unpacking, packer->buffer, packer->room, packed, packed_length);
    if (ZSTD_isError(written) || written != size)
        return foi_error_set(error, FOI_ERROR_CORRUPT, "a compressed record is damaged");
    *bytes = packer->buffer;
    *length = written;
    return FOI_OK;
}
