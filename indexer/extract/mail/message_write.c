/* An Outlook message as a mail: header, one body, and a part for each attachment. */
#include <string.h>

#include "indexer/extract/codepage.h"
#include "indexer/extract/limits.h"
#include "indexer/extract/mail/lzfu.h"
#include "indexer/extract/mail/message.h"
#include "indexer/extract/mail/message_header.h"

/* Characters of a line of base64. */
#define LINE_LENGTH 76

typedef struct writer {
    GString *out;
    foi_output *output;
    unsigned depth;
} writer;

static void write_message(writer *state, const foi_message *message);

/* The lines of base64 have no hyphen, so that no boundary can stand in them. */
static void begin_part(const writer *state)
{
    g_string_append_printf(state->out, "\n--part-of-%02u\n", state->depth);
}

static void write_base64(const writer *state, const uint8_t *bytes, size_t length)
{
    g_string_append(state->out, "Content-Transfer-Encoding: base64\n\n");
    const size_t step = LINE_LENGTH / 4 * 3;
    for (size_t at = 0; at < length; at += step) {
        g_autofree char *line = g_base64_encode(bytes + at, MIN(step, length - at));
        g_string_append(state->out, line);
        g_string_append_c(state->out, '\n');
    }
}

static void write_text(const writer *state, const char *subtype, const char *charset,
                       const uint8_t *bytes, size_t length)
{
    begin_part(state);
    g_string_append_printf(state->out, "Content-Type: text/%s", subtype);
    if (charset != NULL)
        g_string_append_printf(state->out, "; charset=%s", charset);
    g_string_append_c(state->out, '\n');
    write_base64(state, bytes, length);
}

/* --- bodies --- */

static bool is_blank(const uint8_t *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != 0 && !g_ascii_isspace((char)bytes[i]))
            return false;
    return true;
}

static bool write_plain(const writer *state, const foi_mapi *properties)
{
    g_autofree char *text = foi_mapi_text(properties, FOI_MAPI_BODY);
    if (text == NULL)
        return false;
    write_text(state, "plain", "utf-8", (const uint8_t *)text, strlen(text));
    return true;
}

static bool write_html(const writer *state, const foi_mapi *properties)
{
    unsigned type;
    GBytes *value = foi_mapi_bytes(properties, FOI_MAPI_BODY_HTML, &type);
    if (value == NULL)
        return false;
    g_autofree char *text = foi_mapi_text(properties, FOI_MAPI_BODY_HTML);
    if (text != NULL) {
        write_text(state, "html", "utf-8", (const uint8_t *)text, strlen(text));
        return true;
    }
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(value, &length);
    if (is_blank(bytes, length))
        return false;
    unsigned codepage = foi_mapi_number(properties, FOI_MAPI_INTERNET_CODEPAGE, 0);
    write_text(state, "html", foi_codepage_name(codepage), bytes, length);
    return true;
}

static void write_rtf(const writer *state, const foi_mapi *properties)
{
    unsigned type;
    GBytes *value = foi_mapi_bytes(properties, FOI_MAPI_BODY_RTF, &type);
    if (value == NULL)
        return;
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(value, &length);
    bool whole;
    g_autoptr(GByteArray) rtf = foi_lzfu_expand(bytes, length, FOI_MESSAGE_RTF_BYTES, &whole);
    if (rtf == NULL || !whole)
        foi_output_status(state->output, FOI_READ_PARTIAL, "the body of the message is damaged");
    if (rtf != NULL && rtf->len > 0 && foi_output_unpacked(state->output, rtf->len))
        write_text(state, "rtf", NULL, rtf->data, rtf->len);
}

/* --- what a message that is no mail says --- */

typedef struct detail_row {
    unsigned id;
    bool time;
    const char *label;
} detail_row;

static const detail_row DETAILS[] = {
    {FOI_MAPI_LOCATION, false, "Location"},
    {FOI_MAPI_APPOINTMENT_START, true, "Start"},
    {FOI_MAPI_START_TIME, true, "Start"},
    {FOI_MAPI_APPOINTMENT_END, true, "End"},
    {FOI_MAPI_END_TIME, true, "End"},
    {FOI_MAPI_TASK_DUE, true, "Due"},
    {FOI_MAPI_JOB_TITLE, false, "Job title"},
    {FOI_MAPI_DEPARTMENT, false, "Department"},
    {FOI_MAPI_COMPANY, false, "Company"},
    {FOI_MAPI_EMAIL_1, false, "Email"},
    {FOI_MAPI_EMAIL_2, false, "Email 2"},
    {FOI_MAPI_EMAIL_3, false, "Email 3"},
    {FOI_MAPI_WORK_PHONE, false, "Work phone"},
    {FOI_MAPI_HOME_PHONE, false, "Home phone"},
    {FOI_MAPI_MOBILE_PHONE, false, "Mobile phone"},
    {FOI_MAPI_WORK_FAX, false, "Fax"},
    {FOI_MAPI_WORK_ADDRESS, false, "Work address"},
    {FOI_MAPI_POSTAL_ADDRESS, false, "Address"},
};

static char *detail_text(const foi_mapi *properties, const detail_row *row)
{
    if (!row->time)
        return foi_mapi_text(properties, row->id);
    g_autoptr(GDateTime) time = foi_mapi_time(properties, row->id);
    return time == NULL ? NULL : g_date_time_format(time, "%Y-%m-%d %H:%M UTC");
}

static void write_details(const writer *state, const foi_mapi *properties)
{
    g_autofree char *class = foi_mapi_text(properties, FOI_MAPI_CLASS);
    if (class == NULL || g_ascii_strncasecmp(class, "IPM.Note", 8) == 0)
        return;
    g_autoptr(GString) lines = g_string_new(NULL);
    const char *last = "";
    for (size_t i = 0; i < G_N_ELEMENTS(DETAILS); i++) {
        g_autofree char *text =
            strcmp(last, DETAILS[i].label) == 0 ? NULL : detail_text(properties, &DETAILS[i]);
        if (text == NULL)
            continue;
        last = DETAILS[i].label;
        g_string_append_printf(lines, "%s: %s\n\n", last, text);
    }
    if (lines->len > 0)
        write_text(state, "plain", "utf-8", (const uint8_t *)lines->str, lines->len);
}

/* --- attachments --- */

static char *name_of(const foi_mapi *properties)
{
    static const unsigned NAMES[] = {FOI_MAPI_ATTACH_LONG_FILENAME, FOI_MAPI_ATTACH_FILENAME,
                                     FOI_MAPI_NAME};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        char *name = foi_mapi_text(properties, NAMES[i]);
        if (name != NULL)
            return name;
    }
    return g_strdup("attachment");
}

/* A type such as "image/png"; anything else would be a header of its own. */
static bool is_type(const char *mime)
{
    const char *slash = mime == NULL ? NULL : strchr(mime, '/');
    if (slash == NULL || slash == mime || slash[1] == '\0')
        return false;
    for (; *mime != '\0'; mime++)
        if (!g_ascii_isalnum(*mime) && strchr("/-+._", *mime) == NULL)
            return false;
    return true;
}

static void write_file(const writer *state, const foi_message_attachment *attachment,
                       const char *name)
{
    g_autofree char *mime = foi_mapi_text(attachment->properties, FOI_MAPI_ATTACH_MIME);
    bool plain = is_type(mime) && g_ascii_strncasecmp(mime, "multipart/", 10) != 0 &&
                 g_ascii_strncasecmp(mime, "message/", 8) != 0;
    /* Percent signs keep every letter of the name, in whatever script. */
    g_autofree char *escaped = g_uri_escape_string(name, NULL, false);
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(attachment->data, &length);
    begin_part(state);
    g_string_append_printf(state->out, "Content-Type: %s\n",
                           plain ? mime : "application/octet-stream");
    g_string_append_printf(state->out, "Content-Disposition: attachment; filename*=utf-8''%s\n",
                           escaped);
    write_base64(state, bytes, length);
}

static void write_attachment(writer *state, const foi_message_attachment *attachment)
{
    g_autofree char *name = name_of(attachment->properties);
    uint32_t method =
        foi_mapi_number(attachment->properties, FOI_MAPI_ATTACH_METHOD, FOI_MAPI_BY_VALUE);
    if (attachment->message != NULL) {
        begin_part(state);
        g_string_append(state->out, "Content-Type: message/rfc822\n\n");
        write_message(state, attachment->message);
    } else if (attachment->data != NULL) {
        write_file(state, attachment, name);
    } else if (method != FOI_MAPI_EMBEDDED_OBJECT) {
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "the attachment \"%s\" is not in the file, or cannot be read", name);
    }
}

static void write_message(writer *state, const foi_message *message)
{
    const foi_mapi *properties = message->properties;
    foi_message_header_write(message, state->out);
    state->depth++;
    g_string_append_printf(state->out,
                           "MIME-Version: 1.0\nContent-Type: multipart/mixed; "
                           "boundary=part-of-%02u\n",
                           state->depth);
    write_details(state, properties);
    if (!write_plain(state, properties) && !write_html(state, properties))
        write_rtf(state, properties);
    for (guint i = 0; i < message->attachments->len; i++)
        write_attachment(state, g_ptr_array_index(message->attachments, i));
    g_string_append_printf(state->out, "\n--part-of-%02u--\n", state->depth);
    state->depth--;
}

void foi_message_write(const foi_message *message, GString *out, foi_output *output)
{
    writer state = {out, output, 0};
    write_message(&state, message);
}
