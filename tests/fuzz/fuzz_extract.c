/* fuzz_extract.c - hostile bytes through detection and extraction (libFuzzer).
 *
 * The first byte chooses how the bytes are claimed, so that one run reaches every extractor.
 */
#include "indexer/extract/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const CLAIMS[] = {NULL, "text/html", "text/markdown", "message/rfc822"};
    static const foi_budget SMALL = {65536, 1048576, 16, 4, 1000};
    static foi_detector *detector;
    if (detector == NULL) {
        foi_read_init();
        if (foi_detector_new(&detector, NULL) != FOI_OK)
            return 0;
    }
    if (size == 0)
        return 0;
    foi_input input = {.bytes = data + 1,
                       .length = size - 1,
                       .name = "",
                       .mime = CLAIMS[data[0] % 4],
                       .ocr = FOI_OCR_NEVER};
    GPtrArray *members = NULL;
    foi_document *document = foi_read_bytes(detector, &input, &SMALL, &members);
    const GString *text = document->text.bytes;
    if (!g_utf8_validate_len(text->str, text->len, NULL))
        __builtin_trap();
    g_ptr_array_unref(members);
    foi_document_free(document);
    return 0;
}
