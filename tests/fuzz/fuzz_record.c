/* fuzz_record.c - any bytes as a document record, as a worker that was taken over might send them.
 */
#include "indexer/document/document.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(foi_document) document = NULL;
    if (foi_document_decode(data, size, &document, NULL) != FOI_OK)
        return 0;
    /* What was accepted must be usable and come back the same. */
    g_free(foi_document_json(document, true));
    g_autoptr(GByteArray) again = g_byte_array_new();
    foi_document_encode(document, again);
    g_autoptr(foi_document) copy = NULL;
    if (foi_document_decode(again->data, again->len, &copy, NULL) != FOI_OK)
        __builtin_trap();
    return 0;
}
