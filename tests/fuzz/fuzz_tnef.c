/* fuzz_tnef.c - hostile messages of Outlook, as TNEF (libFuzzer). */
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_tnef;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_one(&foi_extractor_tnef, data, size);
}
