/* fuzz_odf.c - hostile XML as an ODF document (libFuzzer).
 *
 * The first byte chooses text, sheets or slides, and whether the rest is one flat file or a
 * package, in which a byte 0xFF parts the content from the styles.
 */
#include "tests/fuzz/fuzz_one.h"
#include "tests/fuzz/stored_zip.h"

extern const foi_extractor foi_extractor_odt, foi_extractor_ods, foi_extractor_odp;

static GByteArray *package_of(const uint8_t *data, size_t size)
{
    const uint8_t *part = memchr(data, 0xff, size);
    size_t first = part == NULL ? size : (size_t)(part - data);
    stored_zip zip = stored_zip_new();
    stored_zip_add(&zip, "content.xml", data, first);
    if (part != NULL)
        stored_zip_add(&zip, "styles.xml", part + 1, size - first - 1);
    stored_zip_add(&zip, "Object 1/content.xml", data, first);
    stored_zip_add(&zip, "Object 2", data, first);
    return stored_zip_end(&zip);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const foi_extractor *const EXTRACTORS[] = {&foi_extractor_odt, &foi_extractor_ods,
                                                      &foi_extractor_odp};
    if (size == 0)
        return 0;
    const foi_extractor *extractor = EXTRACTORS[(data[0] & 3) % G_N_ELEMENTS(EXTRACTORS)];
    if ((data[0] & 4) != 0)
        return fuzz_one(extractor, data + 1, size - 1);
    g_autoptr(GByteArray) zip = package_of(data + 1, size - 1);
    return fuzz_one(extractor, zip->data, zip->len);
}
