/* fuzz_ppt.c - hostile PowerPoint files (libFuzzer). */
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_ppt;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_one(&foi_extractor_ppt, data, size);
}
