/* Plain text in any character set. */
#include "indexer/extract/charset.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/mail/uuencode.h"

static void extract_text(const foi_input *input, foi_output *output)
{
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(input->bytes, input->length, input->charset, foi_output_room(output));
    g_autoptr(GString) rest = foi_uuencode_take(utf8.text, utf8.length, output);
    if (rest != NULL)
        foi_output_lines(output, rest->str, rest->len);
    else
        foi_output_lines(output, utf8.text, utf8.length);
    foi_utf8_report(&utf8, output);
}

static const char *const MIMES[] = {"text/plain", NULL};

const foi_extractor foi_extractor_text = {"text", MIMES, FOI_FILE_TEXT, extract_text};
