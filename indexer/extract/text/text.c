/* Plain text in any character set; form feeds part its pages. */
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/mail/uuencode.h"

#define ESCAPE 0x1b

/* Behind the sequence of a terminal or a printer that begins at AT. */
static const char *skip_sequence(const char *at, const char *end)
{
    at++;
    if (at < end && *at == '[') {
        at++;
        while (at < end && (g_ascii_isdigit(*at) || strchr(";?= ", *at) != NULL) && *at != '\0')
            at++;
    }
    return at < end ? at + 1 : at;
}

/* Text as a line printer shows it: what is printed over a character takes its place. NULL where
 * TEXT holds nothing of the kind. */
static GString *as_printed(const char *text, size_t length)
{
    if (memchr(text, '\b', length) == NULL && memchr(text, ESCAPE, length) == NULL)
        return NULL;
    GString *out = g_string_sized_new(length);
    const char *end = text + length;
    while (text < end) {
        if (*text == ESCAPE) {
            text = skip_sequence(text, end);
            continue;
        }
        size_t last = out->len;
        while (*text == '\b' && last > 0 && ((unsigned char)out->str[last - 1] & 0xc0) == 0x80)
            last--;
        /* Underlining may be printed first or last. */
        bool under = *text == '\b' && text + 1 < end && text[1] == '_';
        if (*text != '\b')
            g_string_append_c(out, *text);
        else if (last > 0 && out->str[last - 1] != '\n' && !under)
            g_string_truncate(out, last - 1);
        text += under ? 2 : 1;
    }
    return out;
}

/* The pages of TEXT; where nothing parts any, it has none. */
static void give_pages(foi_output *output, const char *text, size_t length)
{
    const char *end = text + length;
    bool pages = memchr(text, '\f', length) != NULL;
    bool more = true;
    while (text < end && more) {
        const char *feed = memchr(text, '\f', (size_t)(end - text));
        const char *stop = feed == NULL ? end : feed;
        if (pages)
            foi_output_page(output);
        more = foi_output_lines(output, text, (size_t)(stop - text));
        text = stop + 1;
    }
}

static void extract_text(const foi_input *input, foi_output *output)
{
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(input->bytes, input->length, input->charset, foi_output_room(output));
    g_autoptr(GString) rest = foi_uuencode_take(utf8.text, utf8.length, output);
    const char *text = rest != NULL ? rest->str : utf8.text;
    size_t length = rest != NULL ? rest->len : utf8.length;
    g_autoptr(GString) printed = as_printed(text, length);
    if (printed != NULL)
        give_pages(output, printed->str, printed->len);
    else
        give_pages(output, text, length);
    foi_utf8_report(&utf8, output);
}

static const char *const MIMES[] = {"text/plain", NULL};

const foi_extractor foi_extractor_text = {"text", MIMES, FOI_FILE_TEXT, extract_text};
