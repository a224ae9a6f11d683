/* fuzz_doc.c - hostile Word files (libFuzzer). */
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_doc;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_one(&foi_extractor_doc, data, size);
}
