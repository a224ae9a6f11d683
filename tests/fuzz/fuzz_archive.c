/* fuzz_archive.c - hostile archives of the kinds that libarchive reads (libFuzzer). The first byte
 * chooses the kind. */
#include "tests/fuzz/fuzz_one.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const KINDS[] = {"application/x-tar",      "application/x-7z-compressed",
                                        "application/gzip",       "application/x-bzip2",
                                        "application/x-xz",       "application/zstd",
                                        "application/x-compress", "application/x-cpio",
                                        "application/x-archive"};
    if (size == 0)
        return 0;
    const char *mime = KINDS[data[0] % G_N_ELEMENTS(KINDS)];
    const foi_extractor *extractor = foi_extractor_for(mime);
    return extractor == NULL ? 0 : fuzz_typed(extractor, mime, data + 1, size - 1);
}
