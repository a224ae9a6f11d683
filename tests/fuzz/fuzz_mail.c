/* fuzz_mail.c - hostile mails, mailboxes, saved pages, signed messages and files in texts
 * (libFuzzer). The first byte chooses the kind. */
#include "tests/fuzz/fuzz_one.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const KINDS[] = {"message/rfc822", "application/mbox", "multipart/related",
                                        "application/pkcs7-mime", "text/plain"};
    if (size == 0)
        return 0;
    const char *mime = KINDS[data[0] % G_N_ELEMENTS(KINDS)];
    return fuzz_typed(foi_extractor_for(mime), mime, data + 1, size - 1);
}
