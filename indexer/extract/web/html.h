/* html.h - web pages, whole or as the body of a mail. */
#ifndef FOI_HTML_H
#define FOI_HTML_H

#include "indexer/extract/extractor.h"

/**
 * Read LENGTH BYTES of HTML into OUTPUT. CHARSET is the declared character set or NULL; a <meta>
 * of the page comes after it. The title goes to OUTPUT where WITH_TITLE. False once the budget is
 * spent.
 */
bool foi_html_read(foi_output *output, const uint8_t *bytes, size_t length, const char *charset,
                   bool with_title);

#endif
