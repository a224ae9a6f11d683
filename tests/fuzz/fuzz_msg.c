/* fuzz_msg.c - hostile messages of Outlook, as MSG (libFuzzer). */
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_msg;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return fuzz_one(&foi_extractor_msg, data, size);
}
