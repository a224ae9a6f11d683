/* fuzz_one.h - hostile bytes through one extractor, without detection before it. */
#ifndef FOI_FUZZ_ONE_H
#define FOI_FUZZ_ONE_H

#include "indexer/extract/read.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Read SIZE bytes of DATA as MIME with EXTRACTOR under a small budget; the text must be UTF-8. */
static inline int fuzz_typed(const foi_extractor *extractor, const char *mime, const uint8_t *data,
                             size_t size)
{
    static const foi_budget SMALL = {65536, 1048576, 16, 4, 1000};
    static bool ready;
    if (!ready)
        foi_read_init();
    ready = true;
    g_autoptr(foi_document) document = foi_document_new();
    g_autoptr(foi_output) output = foi_output_new(document, &SMALL);
    /* The engine of OCR takes seconds for a page: fuzz_image goes as far as it. */
    foi_input input = {.bytes = data, .length = size, .name = "", .mime = mime, .ocr_later = true};
    extractor->extract(&input, output);
    foi_output_finish(output);
    const GString *text = document->text.bytes;
    if (!g_utf8_validate_len(text->str, text->len, NULL))
        __builtin_trap();
    return 0;
}

/** As the first of the types that EXTRACTOR reads. */
static inline int fuzz_one(const foi_extractor *extractor, const uint8_t *data, size_t size)
{
    return fuzz_typed(extractor, extractor->mimes[0], data, size);
}

#endif
