#include "indexer/extract/mail/mail_parts.h"

#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/lines.h"
#include "indexer/extract/mail/uuencode.h"
#include "indexer/extract/web/html.h"
#include "indexer/extract/word/rtf.h"

typedef struct walk {
    foi_output *output;
    unsigned depth;
    bool found;
    bool more;
} walk;

/* Signatures hold no text; they would only be reported as unread. */
static const char *const SIGNATURES[] = {"pgp-signature", "pkcs7-signature", "x-pkcs7-signature"};

static void read_object(walk *state, GMimeObject *object);

GByteArray *foi_mail_part_bytes(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (content == NULL)
        return NULL;
    /* The stream would empty an array of its own when it goes. */
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), bytes);
    if (g_mime_data_wrapper_write_to_stream(content, stream) < 0)
        return NULL;
    return g_steal_pointer(&bytes);
}

static bool has_type(GMimeObject *object, const char *type, const char *subtype)
{
    GMimeContentType *content = g_mime_object_get_content_type(object);
    return content != NULL && g_mime_content_type_is_type(content, type, subtype);
}

static bool is_attachment(GMimeObject *object)
{
    const char *disposition = g_mime_object_get_disposition(object);
    if (disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0)
        return true;
    return GMIME_IS_PART(object) && g_mime_part_get_filename(GMIME_PART(object)) != NULL;
}

static bool is_readable(GMimeObject *object)
{
    return GMIME_IS_PART(object) && !is_attachment(object) &&
           (has_type(object, "text", "plain") || has_type(object, "text", "html") ||
            has_type(object, "text", "enriched") || has_type(object, "text", "rtf") ||
            has_type(object, "text", "rfc822-headers") ||
            has_type(object, "message", "delivery-status") ||
            has_type(object, "message", "disposition-notification"));
}

static bool is_signature(GMimeObject *object)
{
    for (size_t i = 0; i < G_N_ELEMENTS(SIGNATURES); i++)
        if (has_type(object, "application", SIGNATURES[i]))
            return true;
    return false;
}

static void read_text(walk *state, GMimeObject *object)
{
    g_autoptr(GByteArray) bytes = foi_mail_part_bytes(GMIME_PART(object));
    if (bytes == NULL || foi_line_is_blank((const char *)bytes->data, bytes->len))
        return;
    state->found = true;
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    if (has_type(object, "text", "html")) {
        state->more = foi_html_read(state->output, bytes->data, bytes->len, charset, false);
        return;
    }
    if (has_type(object, "text", "rtf")) {
        state->more = foi_rtf_read(state->output, bytes->data, bytes->len, false);
        return;
    }
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(bytes->data, bytes->len, charset, foi_output_room(state->output));
    g_autoptr(GString) rest = foi_uuencode_take(utf8.text, utf8.length, state->output);
    state->more = rest != NULL ? foi_output_lines(state->output, rest->str, rest->len)
                               : foi_output_lines(state->output, utf8.text, utf8.length);
    foi_utf8_report(&utf8, state->output);
}

static void give_member(walk *state, GMimeObject *object, const char *name, const GByteArray *bytes)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    g_autofree char *mime = type == NULL ? NULL : g_mime_content_type_get_mime_type(type);
    const char *charset = g_mime_object_get_content_type_parameter(object, "charset");
    state->found = true;
    state->more = foi_output_member(state->output, name == NULL ? "" : name, mime, charset,
                                    bytes->data, bytes->len);
}

static void read_attachment(walk *state, GMimeObject *object)
{
    g_autoptr(GByteArray) bytes = foi_mail_part_bytes(GMIME_PART(object));
    if (bytes != NULL && bytes->len > 0)
        give_member(state, object, g_mime_part_get_filename(GMIME_PART(object)), bytes);
}

/* A forwarded mail is a document of its own: given as it stood in this one. */
static void read_forwarded(walk *state, GMimeObject *object)
{
    GMimeMessage *inner = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
    if (inner == NULL)
        return;
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
    if (g_mime_object_write_to_stream(GMIME_OBJECT(inner), NULL, stream) < 0)
        return;
    const char *subject = g_mime_message_get_subject(inner);
    g_autofree char *name = subject == NULL || *subject == '\0'
                                ? g_strdup("forwarded.eml")
                                : g_strdup_printf("%s.eml", subject);
    give_member(state, object, name, g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream)));
}

/* How much is known about the text of an alternative: plain text most. */
static unsigned rank_of(GMimeObject *object)
{
    if (is_readable(object) && has_type(object, "text", "plain")) {
        g_autoptr(GByteArray) bytes = foi_mail_part_bytes(GMIME_PART(object));
        return bytes != NULL && !foi_line_is_blank((const char *)bytes->data, bytes->len) ? 3 : 0;
    }
    if (is_readable(object) || GMIME_IS_MULTIPART(object))
        return 2;
    return 1;
}

static void read_alternatives(walk *state, GMimeMultipart *parts)
{
    int count = g_mime_multipart_get_count(parts);
    int best = -1;
    unsigned rank = 0;
    for (int i = 0; i < count && rank < 3; i++) {
        unsigned other = rank_of(g_mime_multipart_get_part(parts, i));
        if (other > rank) {
            rank = other;
            best = i;
        }
    }
    for (int i = 0; i < count && state->more; i++) {
        GMimeObject *part = g_mime_multipart_get_part(parts, i);
        /* Other kinds of the same text are left; what is no text is an attachment all the same,
         * wherever a program put it. */
        bool other_text = is_readable(part);
        if (i == best || !other_text)
            read_object(state, part);
    }
}

static void read_multipart(walk *state, GMimeObject *object)
{
    if (has_type(object, "multipart", "encrypted")) {
        foi_output_status(state->output, FOI_READ_ENCRYPTED, "the body of the mail is encrypted");
        state->found = true;
        return;
    }
    GMimeMultipart *parts = GMIME_MULTIPART(object);
    if (has_type(object, "multipart", "alternative")) {
        read_alternatives(state, parts);
        return;
    }
    for (int i = 0; i < g_mime_multipart_get_count(parts) && state->more; i++)
        read_object(state, g_mime_multipart_get_part(parts, i));
}

static void read_object(walk *state, GMimeObject *object)
{
    if (state->depth >= FOI_MAIL_DEPTH) {
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "the parts of the mail lie in each other deeper than the limit allows");
        return;
    }
    state->depth++;
    if (GMIME_IS_MULTIPART(object))
        read_multipart(state, object);
    else if (GMIME_IS_MESSAGE_PART(object))
        read_forwarded(state, object);
    else if (is_readable(object))
        read_text(state, object);
    else if (GMIME_IS_PART(object) && !is_signature(object))
        read_attachment(state, object);
    state->depth--;
}

bool foi_mail_parts_read(GMimeObject *part, foi_output *output)
{
    walk state = {output, 0, false, true};
    if (part != NULL)
        read_object(&state, part);
    return state.found;
}
