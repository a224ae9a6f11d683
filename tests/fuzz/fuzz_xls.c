/* fuzz_xls.c - hostile binary workbooks (libFuzzer): as the stream that a compound file holds, or
 * as the whole file. */
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_xls;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_one(&foi_extractor_xls, data, size);
}
