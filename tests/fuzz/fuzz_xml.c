/* fuzz_xml.c - hostile XML (libFuzzer): the first byte says whether it is a judgment or any other.
 */
#include "tests/fuzz/fuzz_one.h"

extern const foi_extractor foi_extractor_legaldoc;
extern const foi_extractor foi_extractor_xml;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    return fuzz_one(data[0] == 'j' ? &foi_extractor_legaldoc : &foi_extractor_xml, data + 1,
                    size - 1);
}
