/* fuzz_docx.c - hostile DOCX documents (libFuzzer).
 *
 * The input is the text of the parts, one after the other with a NUL between them, and is packed
 * here.
 */
#include "tests/fuzz/fuzz_one.h"
#include "tests/fuzz/stored_zip.h"

extern const foi_extractor foi_extractor_docx;

static const char *const PARTS[] = {"word/document.xml", "word/numbering.xml",
                                    "word/styles.xml",   "word/footnotes.xml",
                                    "word/header1.xml",  "word/comments.xml"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    stored_zip zip = stored_zip_new();
    for (size_t i = 0; i < G_N_ELEMENTS(PARTS) && size > 0; i++) {
        const uint8_t *stop = memchr(data, 0, size);
        size_t count = stop == NULL ? size : (size_t)(stop - data);
        stored_zip_add(&zip, PARTS[i], data, count);
        data += stop == NULL ? count : count + 1;
        size -= stop == NULL ? count : count + 1;
    }
    g_autoptr(GByteArray) bytes = stored_zip_end(&zip);
    return fuzz_one(&foi_extractor_docx, bytes->data, bytes->len);
}
