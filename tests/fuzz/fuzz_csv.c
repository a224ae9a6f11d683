/* fuzz_csv.c - any bytes through what tells that a text is a table, and as one (libFuzzer). */
#include "indexer/detect/sniff.h"
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_csv;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    (void)foi_sniff_separator((const char *)data, size, false);
    return fuzz_one(&foi_extractor_csv, data, size);
}
