/* rtf.h - RTF, as a file or as the body of a mail. */
#ifndef FOI_RTF_H
#define FOI_RTF_H

#include "indexer/extract/extractor.h"

/**
 * Read LENGTH BYTES of RTF into OUTPUT. RTF that Outlook made from HTML or from plain text is read
 * as what it was. The title goes to OUTPUT where WITH_TITLE. False once the budget is spent.
 */
bool foi_rtf_read(foi_output *output, const uint8_t *bytes, size_t length, bool with_title);

#endif
