/* One mail: its header lines, its text, and its attachments as members. */
#include <gmime/gmime.h>
#include <string.h>

#include "indexer/extract/charset.h"
#include "indexer/extract/extractor.h"
#include "indexer/extract/mail/mail.h"
#include "indexer/extract/mail/mail_parts.h"
#include "indexer/extract/mail/mbox.h"

/* What the parser complained of that means lost text, as words; NULL: nothing. */
static void on_warning(gint64 offset, GMimeParserWarning warning, const gchar *item, gpointer data)
{
    (void)offset;
    (void)item;
    const char **words = data;
    if (*words != NULL)
        return;
    switch (warning) {
    case GMIME_WARN_MALFORMED_MULTIPART:
    case GMIME_WARN_TRUNCATED_MESSAGE:
        *words = "the mail ends before its last part does";
        break;
    case GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY:
        *words = "the mail has parts without a boundary";
        break;
    case GMIME_CRIT_NESTING_OVERFLOW:
        *words = "the parts of the mail lie in each other deeper than the limit allows";
        break;
    default:
        break;
    }
}

/* How long the line is that a mailbox puts before the header, or 0. */
static size_t envelope_length(const foi_input *input)
{
    if (input->length < 6 || memcmp(input->bytes, "From ", 5) != 0)
        return 0;
    const uint8_t *feed = memchr(input->bytes, '\n', input->length);
    return feed == NULL ? 0 : (size_t)(feed - input->bytes) + 1;
}

GMimeMessage *foi_mail_parse(GMimeStream *stream, const char **words)
{
    static const char *const FALLBACK[] = {"utf-8", "windows-1252", NULL};
    GMimeParserOptions *options = g_mime_parser_options_new();
    g_mime_parser_options_set_fallback_charsets(options, (const char **)FALLBACK);
    g_mime_parser_options_set_warning_callback(options, on_warning, (gpointer)words);
    g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);
    g_mime_parser_options_free(options);
    return message;
}

/* The value of the header NAME as people read it, or NULL. */
static char *header_text(GMimeMessage *message, const char *name)
{
    const char *raw = g_mime_object_get_header(GMIME_OBJECT(message), name);
    if (raw == NULL || *raw == '\0')
        return NULL;
    return g_strdelimit(g_strdup(raw), "\r\n\t", ' ');
}

static void give_headers(GMimeMessage *message, foi_output *output)
{
    static const char *const NAMES[] = {"From", "To", "Cc", "Date", "Sent", "Subject"};
    bool dated = false;
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *value = header_text(message, NAMES[i]);
        /* A mail that was printed says "Sent"; beside "Date" it would say the same again. */
        if (value == NULL || (dated && strcmp(NAMES[i], "Sent") == 0))
            continue;
        dated = dated || strcmp(NAMES[i], "Date") == 0;
        g_autofree char *line = g_strdup_printf("%s: %s", NAMES[i], value);
        foi_output_block(output, FOI_BLOCK_MAIL_HEADER, 0, line, strlen(line));
        if (strcmp(NAMES[i], "Subject") == 0)
            foi_output_title(output, value);
    }
}

/* The first address of LIST, looking into groups; NULL. */
static const char *first_address(InternetAddressList *list)
{
    for (int i = 0; list != NULL && i < internet_address_list_length(list); i++) {
        InternetAddress *address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_MAILBOX(address))
            return internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
    }
    return NULL;
}

static void give_sender_and_date(GMimeMessage *message, foi_output *output)
{
    const char *sender = first_address(g_mime_message_get_from(message));
    g_autofree char *sent = NULL;
    GDateTime *date = g_mime_message_get_date(message);
    if (date != NULL && g_date_time_get_year(date) > 1970)
        sent = g_date_time_format(date, "%Y-%m-%d");
    foi_output_mail(output, sender != NULL && *sender != '\0' ? sender : NULL, sent);
}

static void give_links(GMimeMessage *message, foi_output *output)
{
    static const char *const NAMES[] = {"In-Reply-To", "References"};
    const char *id = g_mime_message_get_message_id(message);
    if (id != NULL)
        foi_output_link(output, id);
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const char *value = g_mime_object_get_header(GMIME_OBJECT(message), NAMES[i]);
        if (value == NULL)
            continue;
        GMimeReferences *list = g_mime_references_parse(NULL, value);
        for (int k = 0; k < g_mime_references_length(list); k++)
            foi_output_link(output, g_mime_references_get_message_id(list, k));
        g_mime_references_free(list);
    }
}

/* The bytes behind the header: what is left to read where the parts make no sense. */
static void give_raw_body(const foi_input *input, foi_output *output)
{
    if (input->length == 0)
        return;
    const char *text = (const char *)input->bytes;
    const char *body = memmem(text, input->length, "\n\n", 2);
    const char *other = memmem(text, input->length, "\n\r\n", 3);
    if (body == NULL || (other != NULL && other < body))
        body = other;
    if (body == NULL)
        return;
    size_t length = input->length - (size_t)(body - text);
    g_auto(foi_utf8) utf8 =
        foi_charset_decode((const uint8_t *)body, length, NULL, foi_output_room(output));
    foi_output_lines(output, utf8.text, utf8.length);
    foi_utf8_report(&utf8, output);
}

void foi_mail_read(const foi_input *input, foi_output *output)
{
    const char *words = NULL;
    size_t skip = envelope_length(input);
    /* The parts of the message are views of the stream: it has to live as long. */
    g_autoptr(GByteArray) unescaped = skip > 0 ? g_byte_array_new() : NULL;
    foi_input mail = *input;
    if (unescaped != NULL) {
        foi_mbox_unescape(unescaped, input->bytes + skip, input->length - skip);
        mail.bytes = unescaped->data;
        mail.length = unescaped->len;
    }
    g_autoptr(GMimeStream) stream =
        g_mime_stream_mem_new_with_buffer((const char *)mail.bytes, mail.length);
    g_autoptr(GMimeMessage) message = foi_mail_parse(stream, &words);
    if (message == NULL) {
        foi_output_status(output, FOI_READ_DAMAGED, "the header of the mail cannot be read");
        give_raw_body(&mail, output);
        return;
    }
    give_headers(message, output);
    give_sender_and_date(message, output);
    give_links(message, output);
    bool found = foi_mail_parts_read(g_mime_message_get_mime_part(message), output);
    /* A header without a body is whole. */
    GMimeObject *root = g_mime_message_get_mime_part(message);
    if (words != NULL && (root == NULL || !GMIME_IS_MULTIPART(root)) && !found)
        words = NULL;
    if (words != NULL)
        foi_output_status(output, FOI_READ_PARTIAL, "%s", words);
    if (!found && words != NULL)
        give_raw_body(&mail, output);
}

static const char *const MIMES[] = {"message/rfc822", "message/news", "message/global", NULL};

const foi_extractor foi_extractor_mail = {"mail", MIMES, FOI_FILE_MAIL, foi_mail_read};
