/* TNEF: a message of Outlook in a stream of attributes, as the "winmail.dat" of mails holds it. */
#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/mail/message.h"
#include "indexer/extract/mail/tnef_properties.h"

#define SIGNATURE 0x223e9f78
/* Signature and key. */
#define HEADER    6
/* Level, number and length. */
#define HEAD      9
#define CHECKSUM  2
/* Before an embedded message stands the id of its kind. */
#define OBJECT_ID 16

typedef enum tnef_attribute {
    ATTRIBUTE_FROM = 0x8000,
    ATTRIBUTE_SUBJECT = 0x8004,
    ATTRIBUTE_SENT = 0x8005,
    ATTRIBUTE_CLASS = 0x8008,
    ATTRIBUTE_BODY = 0x800c,
    ATTRIBUTE_ATTACH_DATA = 0x800f,
    ATTRIBUTE_ATTACH_TITLE = 0x8010,
    ATTRIBUTE_RENDERING = 0x9002, /* the first of each attachment */
    ATTRIBUTE_PROPERTIES = 0x9003,
    ATTRIBUTE_RECIPIENTS = 0x9004,
    ATTRIBUTE_ATTACHMENT = 0x9005,
    ATTRIBUTE_CODEPAGE = 0x9007
} tnef_attribute;

/* A message that is being loaded, and those around it. */
typedef struct loader {
    foi_output *output;
    foi_message *message;
    foi_message_attachment *attachment; /* the last that began; NULL: none */
    unsigned depth;
} loader;

static void load_stream(foi_output *output, foi_view bytes, foi_message *message, unsigned depth);

static void note_loss(const loader *state, const char *what)
{
    foi_output_status(state->output, FOI_READ_PARTIAL, "%s", what);
}

static void set_string(foi_mapi *properties, unsigned id, foi_view value)
{
    g_autoptr(GBytes) bytes = g_bytes_new(value.bytes, value.length);
    foi_mapi_set(properties, id, FOI_MAPI_TYPE_STRING8, bytes);
}

/* The sender: sizes of its name and address, and a string of both. */
static void set_sender(foi_mapi *properties, foi_view value)
{
    foi_view_take(&value, 4);
    uint32_t name_length = foi_view_take_number(&value, 2);
    uint32_t address_length = foi_view_take_number(&value, 2);
    set_string(properties, FOI_MAPI_SENDER_NAME, foi_view_take(&value, name_length));
    foi_view address = foi_view_take(&value, address_length);
    const uint8_t *colon = address.length > 0 ? memchr(address.bytes, ':', address.length) : NULL;
    if (colon != NULL)
        foi_view_take(&address, (size_t)(colon - address.bytes) + 1);
    set_string(properties, FOI_MAPI_SENDER_ADDRESS, address);
}

/* Year, month, day, hour, minute, second; what the properties say in UTC comes before it. */
static void set_date(foi_mapi *properties, foi_view value)
{
    int part[6];
    for (size_t i = 0; i < G_N_ELEMENTS(part); i++)
        part[i] = (int)foi_view_take_number(&value, 2);
    g_autoptr(GDateTime) time =
        g_date_time_new_utc(part[0], part[1], part[2], part[3], part[4], part[5]);
    if (time != NULL)
        foi_mapi_set_time(properties, FOI_MAPI_DELIVERY_TIME, time);
}

static void load_recipients(loader *state, foi_view value)
{
    uint32_t count = foi_view_take_number(&value, 4);
    for (uint32_t i = 0; i < count && value.length > 0; i++) {
        if (state->message->recipients->len >= FOI_MESSAGE_PARTS) {
            note_loss(state, "the message has more parts than the limit allows");
            return;
        }
        foi_mapi *recipient = foi_message_add_recipient(state->message);
        foi_mapi_set_codepage(recipient, foi_mapi_codepage(state->message->properties));
        if (!foi_tnef_load_properties(&value, recipient)) {
            note_loss(state, "the recipients of the message are damaged");
            return;
        }
    }
}

/* --- attachments --- */

/* An attachment begins where one is announced; some programs leave that out. */
static foi_message_attachment *attachment_of(loader *state)
{
    if (state->attachment == NULL) {
        state->attachment = foi_message_add_attachment(state->message);
        foi_mapi_set_codepage(state->attachment->properties,
                              foi_mapi_codepage(state->message->properties));
    }
    return state->attachment;
}

static void begin_attachment(loader *state)
{
    state->attachment = NULL;
    if (state->message->attachments->len >= FOI_MESSAGE_PARTS)
        note_loss(state, "the message has more parts than the limit allows");
    else
        attachment_of(state);
}

static void load_embedded(loader *state, foi_message_attachment *attachment, foi_view value)
{
    foi_view_take(&value, OBJECT_ID);
    if (state->depth + 1 >= FOI_MESSAGE_DEPTH) {
        note_loss(state, "messages lie in each other deeper than the limit allows");
        return;
    }
    attachment->message = foi_message_new();
    foi_mapi_set_codepage(attachment->message->properties,
                          foi_mapi_codepage(state->message->properties));
    load_stream(state->output, value, attachment->message, state->depth + 1);
}

static void load_attachment_properties(loader *state, foi_view value)
{
    foi_message_attachment *attachment = attachment_of(state);
    if (!foi_tnef_load_properties(&value, attachment->properties))
        note_loss(state, "the properties of an attachment are damaged");
    unsigned type = 0;
    GBytes *data = foi_mapi_bytes(attachment->properties, FOI_MAPI_ATTACH_DATA, &type);
    uint32_t method =
        foi_mapi_number(attachment->properties, FOI_MAPI_ATTACH_METHOD, FOI_MAPI_BY_VALUE);
    if (data == NULL || attachment->message != NULL)
        return;
    gsize length;
    const uint8_t *bytes = g_bytes_get_data(data, &length);
    if (method == FOI_MAPI_EMBEDDED_MESSAGE)
        load_embedded(state, attachment, (foi_view){bytes, length});
    else if (attachment->data == NULL && type == FOI_MAPI_TYPE_BINARY)
        attachment->data = g_bytes_ref(data);
}

static void load_attachment_data(loader *state, foi_view value)
{
    foi_message_attachment *attachment = attachment_of(state);
    if (attachment->data == NULL && foi_output_unpacked(state->output, value.length))
        attachment->data = g_bytes_new(value.bytes, value.length);
}

/* --- attributes --- */

static void load_properties(loader *state, foi_view value)
{
    if (!foi_tnef_load_properties(&value, state->message->properties))
        note_loss(state, "the properties of the message are damaged");
}

static void load_attribute(loader *state, unsigned number, foi_view value)
{
    foi_mapi *properties = state->message->properties;
    switch (number) {
    case ATTRIBUTE_CODEPAGE:
        foi_mapi_set_codepage(properties, foi_view_take_number(&value, 4));
        break;
    case ATTRIBUTE_FROM:
        set_sender(properties, value);
        break;
    case ATTRIBUTE_SUBJECT:
        set_string(properties, FOI_MAPI_NORMAL_SUBJECT, value);
        break;
    case ATTRIBUTE_SENT:
        set_date(properties, value);
        break;
    case ATTRIBUTE_CLASS:
        set_string(properties, FOI_MAPI_CLASS, value);
        break;
    case ATTRIBUTE_BODY:
        set_string(properties, FOI_MAPI_BODY, value);
        break;
    case ATTRIBUTE_PROPERTIES:
        load_properties(state, value);
        break;
    case ATTRIBUTE_RECIPIENTS:
        load_recipients(state, value);
        break;
    case ATTRIBUTE_RENDERING:
        begin_attachment(state);
        break;
    case ATTRIBUTE_ATTACH_TITLE:
        set_string(attachment_of(state)->properties, FOI_MAPI_ATTACH_FILENAME, value);
        break;
    case ATTRIBUTE_ATTACH_DATA:
        load_attachment_data(state, value);
        break;
    case ATTRIBUTE_ATTACHMENT:
        load_attachment_properties(state, value);
        break;
    default:
        break;
    }
}

static unsigned sum_of(foi_view value)
{
    unsigned sum = 0;
    for (size_t i = 0; i < value.length; i++)
        sum += value.bytes[i];
    return sum & 0xffff;
}

static void load_stream(foi_output *output, foi_view bytes, foi_message *message, unsigned depth)
{
    loader state = {output, message, NULL, depth};
    if (foi_view_take_number(&bytes, 4) != SIGNATURE) {
        note_loss(&state, "the message is damaged at its beginning");
        return;
    }
    foi_view_take_number(&bytes, HEADER - 4);
    while (bytes.length >= HEAD) {
        foi_view_take_number(&bytes, 1);
        unsigned number = foi_view_take_number(&bytes, 2);
        foi_view_take_number(&bytes, 2);
        uint32_t length = foi_view_take_number(&bytes, 4);
        foi_view value = foi_view_take(&bytes, length);
        bool cut = value.length < length || bytes.length < CHECKSUM;
        load_attribute(&state, number, value);
        if (cut || foi_view_take_number(&bytes, CHECKSUM) != sum_of(value))
            note_loss(&state, cut ? "the message ends before its last attribute does"
                                  : "the message is damaged: a checksum is wrong");
        if (cut)
            return;
    }
}

static void extract_tnef(const foi_input *input, foi_output *output)
{
    g_autoptr(foi_message) message = foi_message_new();
    load_stream(output, (foi_view){input->bytes, input->length}, message, 0);
    foi_message_read(message, output);
}

static const char *const MIMES[] = {"application/vnd.ms-tnef", "application/ms-tnef", NULL};

const foi_extractor foi_extractor_tnef = {"tnef", MIMES, FOI_FILE_MAIL, extract_tnef};
