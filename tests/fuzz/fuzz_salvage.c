/* fuzz_salvage.c - hostile ZIP files without a directory, all their members unpacked (libFuzzer).
 */
#include "indexer/extract/package/zip_salvage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Members may overlap: in all so many bytes are looked at. */
#define BYTES_READ 1048576

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(foi_zip_salvage) salvage = foi_zip_salvage_new(data, size);
    size_t left = BYTES_READ;
    for (unsigned i = 0; i < foi_zip_salvage_count(salvage); i++) {
        if (!g_utf8_validate(foi_zip_salvage_name(salvage, i), -1, NULL))
            __builtin_trap();
        g_autoptr(foi_zip_stream) stream = foi_zip_stream_new(salvage, i);
        char piece[1000];
        int count = 1;
        while (stream != NULL && left > sizeof piece && count > 0) {
            count = foi_zip_stream_read(stream, piece, sizeof piece);
            left -= count > 0 ? (size_t)count : 0;
        }
    }
    return 0;
}
