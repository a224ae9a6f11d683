#include "indexer/extract/mail/message_header.h"

#include <string.h>

/* Kinds of recipients. */
enum { RECIPIENT_TO = 1, RECIPIENT_CC = 2 };

/* The value of the field NAME in HEADER, with its line ends, for the caller to g_free; NULL. */
static char *field_of(const char *header, const char *name)
{
    size_t length = strlen(name);
    while (header != NULL && *header != '\0') {
        const char *end = header;
        do {
            end += strcspn(end, "\n");
            end += *end == '\n';
        } while (*end == ' ' || *end == '\t');
        if (g_ascii_strncasecmp(header, name, length) == 0 && header[length] == ':')
            return g_strstrip(g_strndup(header + length + 1, (gsize)(end - header) - length - 1));
        header = end;
    }
    return NULL;
}

/* VALUE as one line. */
static void write_field(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, "%s: ", name);
    for (; *value != '\0'; value++)
        g_string_append_c(out, (unsigned char)*value < ' ' ? ' ' : *value);
    g_string_append_c(out, '\n');
}

/* The field NAME as it came over the network; false where it did not. */
static bool write_from_transport(GString *out, const char *transport, const char *name)
{
    g_autofree char *value = field_of(transport, name);
    if (value == NULL || *value == '\0')
        return false;
    write_field(out, name, value);
    return true;
}

static void append_quoted(GString *out, const char *name)
{
    g_string_append_c(out, '"');
    for (; *name != '\0'; name++) {
        if (*name == '"' || *name == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *name);
    }
    g_string_append_c(out, '"');
}

/* Name <address>, the name in quotation marks where it needs them. */
static void append_mailbox(GString *out, const char *name, const char *address)
{
    if (out->len > 0)
        g_string_append(out, ", ");
    bool named = name != NULL && (address == NULL || strcmp(name, address) != 0);
    if (named && strpbrk(name, "\",<>@;:()[].\\") != NULL)
        append_quoted(out, name);
    else if (named)
        g_string_append(out, name);
    if (address != NULL)
        g_string_append_printf(out, "%s<%s>", named ? " " : "", address);
}

/* An address of the network, for the caller to g_free; NULL. Inside of Exchange there are others,
 * which begin with "/". */
static char *address_of(const foi_mapi *properties, unsigned smtp, unsigned address)
{
    g_autofree char *known = foi_mapi_text(properties, smtp);
    if (known == NULL)
        known = foi_mapi_text(properties, address);
    if (known == NULL || strchr(known, '@') == NULL || *known == '/' ||
        strpbrk(known, "<> ") != NULL)
        return NULL;
    return g_steal_pointer(&known);
}

static void write_sender(const foi_mapi *properties, GString *out)
{
    g_autoptr(GString) mailbox = g_string_new(NULL);
    g_autofree char *name = foi_mapi_text(properties, FOI_MAPI_FOR_NAME);
    g_autofree char *address = address_of(properties, FOI_MAPI_FOR_SMTP, FOI_MAPI_FOR_ADDRESS);
    if (name == NULL && address == NULL) {
        name = foi_mapi_text(properties, FOI_MAPI_SENDER_NAME);
        address = address_of(properties, FOI_MAPI_SENDER_SMTP, FOI_MAPI_SENDER_ADDRESS);
    }
    if (name == NULL && address == NULL)
        return;
    append_mailbox(mailbox, name, address);
    write_field(out, "From", mailbox->str);
}

static void write_recipients(const foi_message *message, GString *out, const char *field,
                             uint32_t kind, unsigned shown)
{
    g_autoptr(GString) mailboxes = g_string_new(NULL);
    for (guint i = 0; i < message->recipients->len; i++) {
        const foi_mapi *recipient = g_ptr_array_index(message->recipients, i);
        g_autofree char *name = foi_mapi_text(recipient, FOI_MAPI_NAME);
        g_autofree char *address = address_of(recipient, FOI_MAPI_SMTP_ADDRESS, FOI_MAPI_ADDRESS);
        bool same = foi_mapi_number(recipient, FOI_MAPI_RECIPIENT_TYPE, RECIPIENT_TO) == kind;
        if (same && (name != NULL || address != NULL))
            append_mailbox(mailboxes, name, address);
    }
    g_autofree char *names = mailboxes->len > 0 ? NULL : foi_mapi_text(message->properties, shown);
    if (mailboxes->len > 0 || names != NULL)
        write_field(out, field, names != NULL ? names : mailboxes->str);
}

static void write_date(const foi_mapi *properties, GString *out)
{
    static const unsigned TIMES[] = {FOI_MAPI_SUBMIT_TIME, FOI_MAPI_DELIVERY_TIME};
    for (size_t i = 0; i < G_N_ELEMENTS(TIMES); i++) {
        g_autoptr(GDateTime) time = foi_mapi_time(properties, TIMES[i]);
        if (time == NULL)
            continue;
        g_autofree char *date = g_date_time_format(time, "%a, %d %b %Y %H:%M:%S +0000");
        write_field(out, "Date", date);
        return;
    }
}

static void write_text(const foi_mapi *properties, GString *out, const char *field, unsigned id)
{
    g_autofree char *value = foi_mapi_text(properties, id);
    if (value != NULL)
        write_field(out, field, value);
}

/* The subject; for what has none, such as an entry of an address book, its name. */
static void write_subject(const foi_mapi *properties, GString *out)
{
    static const unsigned SUBJECTS[] = {FOI_MAPI_SUBJECT, FOI_MAPI_NORMAL_SUBJECT, FOI_MAPI_NAME};
    for (size_t i = 0; i < G_N_ELEMENTS(SUBJECTS); i++) {
        g_autofree char *subject = foi_mapi_text(properties, SUBJECTS[i]);
        if (subject == NULL)
            continue;
        /* "\1\5" before the subject says how long "RE: " is. */
        size_t mark = subject[0] != '\1' ? 0 : subject[1] == '\0' ? 1 : 2;
        write_field(out, "Subject", g_strchug(subject + mark));
        return;
    }
}

void foi_message_header_write(const foi_message *message, GString *out)
{
    const foi_mapi *properties = message->properties;
    g_autofree char *transport = foi_mapi_text(properties, FOI_MAPI_TRANSPORT_HEADER);
    if (!write_from_transport(out, transport, "From"))
        write_sender(properties, out);
    if (!write_from_transport(out, transport, "To"))
        write_recipients(message, out, "To", RECIPIENT_TO, FOI_MAPI_DISPLAY_TO);
    if (!write_from_transport(out, transport, "Cc"))
        write_recipients(message, out, "Cc", RECIPIENT_CC, FOI_MAPI_DISPLAY_CC);
    /* Only the network's has the sender's time zone. */
    if (!write_from_transport(out, transport, "Date"))
        write_date(properties, out);
    write_subject(properties, out);
    if (!write_from_transport(out, transport, "Message-ID"))
        write_text(properties, out, "Message-ID", FOI_MAPI_MESSAGE_ID);
    if (!write_from_transport(out, transport, "In-Reply-To"))
        write_text(properties, out, "In-Reply-To", FOI_MAPI_IN_REPLY_TO);
    if (!write_from_transport(out, transport, "References"))
        write_text(properties, out, "References", FOI_MAPI_REFERENCES);
}
