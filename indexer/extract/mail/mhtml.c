/* A web page that was saved as one file: its HTML is read as the page itself. */
#include <string.h>

#include "indexer/extract/extractor.h"
#include "indexer/extract/mail/mail_parts.h"
#include "indexer/extract/web/html.h"

/* Smaller pictures are part of the layout, not scanned pages. */
#define PICTURE_BYTES 32768

typedef struct page {
    foi_output *output;
    bool found; /* a part that is HTML */
} page;

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer data)
{
    (void)parent;
    page *at = data;
    if (!GMIME_IS_PART(part))
        return;
    GMimeContentType *type = g_mime_object_get_content_type(part);
    bool html = g_mime_content_type_is_type(type, "text", "html");
    if (!html && !g_mime_content_type_is_type(type, "image", "*"))
        return;
    g_autoptr(GByteArray) bytes = foi_mail_part_bytes(GMIME_PART(part));
    if (bytes == NULL || bytes->len == 0)
        return;
    if (html) {
        const char *charset = g_mime_object_get_content_type_parameter(part, "charset");
        foi_html_read(at->output, bytes->data, bytes->len, charset, !at->found);
        at->found = true;
    } else if (bytes->len >= PICTURE_BYTES) {
        const char *location = g_mime_object_get_header(part, "Content-Location");
        const char *slash = location == NULL ? NULL : strrchr(location, '/');
        g_autofree char *mime = g_mime_content_type_get_mime_type(type);
        foi_output_member(at->output, slash == NULL ? "" : slash + 1, mime, NULL, bytes->data,
                          bytes->len);
    }
}

static void extract_mhtml(const foi_input *input, foi_output *output)
{
    const char *words = NULL;
    g_autoptr(GMimeStream) stream =
        g_mime_stream_mem_new_with_buffer((const char *)input->bytes, input->length);
    g_autoptr(GMimeMessage) message = foi_mail_parse(stream, &words);
    page at = {output, false};
    if (message != NULL)
        g_mime_message_foreach(message, read_part, &at);
    if (!at.found)
        foi_output_status(output, FOI_READ_DAMAGED, "the page in the file cannot be found");
    else if (words != NULL)
        foi_output_status(output, FOI_READ_PARTIAL, "the file ends before its last part does");
}

static const char *const MIMES[] = {"multipart/related", NULL};

const foi_extractor foi_extractor_mhtml = {"mhtml", MIMES, FOI_FILE_WEB, extract_mhtml};
