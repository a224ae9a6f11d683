/* MSG: a message that Outlook saved, as a tree of storages. Each property is a stream whose name
 * says its number and type; values of fixed size stand together in one stream. */
#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/mail/message.h"
#include "indexer/extract/package/embedded.h"
#include "indexer/extract/package/view.h"

#define PROPERTIES     "__properties_version1.0"
#define STREAM         "__substg1.0_"
#define RECIPIENT      "__recip_version1.0_"
#define ATTACHMENT     "__attach_version1.0_"
#define NAMES          "__nameid_version1.0"
#define NAME_SETS      "__substg1.0_00020102"
#define NAME_ENTRIES   "__substg1.0_00030102"
#define ENTRY_SIZE     16
#define NAME_SIZE      8
#define SET_SIZE       16
#define NAMED_FROM     0x8000
/* Sizes of what stands before the entries of the properties. */
#define HEADER_TOP     32
#define HEADER_MESSAGE 24
#define HEADER_OTHER   8
/* Streams and storages in one storage that are looked at. */
#define ENTRIES        (4 * FOI_MESSAGE_PARTS)

typedef struct loader {
    foi_output *output;
    GHashTable *names; /* number in this file -> foi_mapi_id */
    unsigned depth;
} loader;

static void load_message(loader *state, const foi_ole *storage, foi_message *message,
                         size_t header);

/* --- properties --- */

/* Under which id the property NUMBER is kept; 0: it is not. */
static unsigned id_of(const loader *state, unsigned number)
{
    if (number >= NAMED_FROM)
        return GPOINTER_TO_UINT(g_hash_table_lookup(state->names, GUINT_TO_POINTER(number)));
    return foi_mapi_is_read(number) ? number : 0;
}

/* The streams of the table of names: sets of 16 bytes each, and eight bytes for each named
 * property, whose numbers count from 0x8000. */
static void load_names(loader *state, const foi_ole *root)
{
    g_autoptr(foi_ole) storage = foi_ole_storage(root, NAMES);
    if (storage == NULL)
        return;
    g_autoptr(GBytes) sets = foi_ole_stream(storage, NAME_SETS);
    g_autoptr(GBytes) entries = foi_ole_stream(storage, NAME_ENTRIES);
    if (sets == NULL || entries == NULL)
        return;
    foi_view set = foi_view_of(sets);
    foi_view entry = foi_view_of(entries);
    for (size_t at = 0; at + NAME_SIZE <= entry.length; at += NAME_SIZE) {
        unsigned kind = foi_view_16(entry, at + 4);
        /* The lowest bit says that it has letters; the sets in the table come after three others.
         */
        size_t place = (kind & 1) != 0 ? 0 : kind >> 1;
        if (place < 3 || !foi_view_has(set, (place - 3) * SET_SIZE, SET_SIZE))
            continue;
        unsigned id = foi_mapi_named(set.bytes + (place - 3) * SET_SIZE, foi_view_32(entry, at));
        if (id != 0)
            g_hash_table_insert(state->names,
                                GUINT_TO_POINTER(NAMED_FROM + foi_view_16(entry, at + 6)),
                                GUINT_TO_POINTER(id));
    }
}

static void load_fixed(const loader *state, const foi_ole *storage, foi_mapi *properties,
                       size_t header)
{
    g_autoptr(GBytes) stream = foi_ole_stream(storage, PROPERTIES);
    foi_view view = foi_view_of(stream);
    for (size_t at = header; at + ENTRY_SIZE <= view.length; at += ENTRY_SIZE) {
        unsigned type = foi_view_16(view, at);
        unsigned id = id_of(state, foi_view_16(view, at + 2));
        bool fixed =
            type == FOI_MAPI_TYPE_SHORT || type == FOI_MAPI_TYPE_LONG || type == FOI_MAPI_TYPE_TIME;
        if (id == 0 || !fixed)
            continue;
        g_autoptr(GBytes) value = g_bytes_new(view.bytes + at + 8, 8);
        foi_mapi_set(properties, id, type, value);
    }
}

/* Whether NAME is that of a property's stream; *NUMBER and *TYPE are read from it. */
static bool reads_as_property(const char *name, unsigned *number, unsigned *type)
{
    size_t length = strlen(STREAM);
    if (g_ascii_strncasecmp(name, STREAM, length) != 0 || strlen(name) != length + 8)
        return false;
    char *end;
    guint64 both = g_ascii_strtoull(name + length, &end, 16);
    *number = (unsigned)(both >> 16);
    *type = (unsigned)(both & 0xffff);
    return *end == '\0';
}

static void load_property(const loader *state, const foi_ole *storage, unsigned index,
                          const char *name, foi_mapi *properties)
{
    unsigned number;
    unsigned type;
    if (!reads_as_property(name, &number, &type))
        return;
    unsigned id = id_of(state, number);
    bool known = type == FOI_MAPI_TYPE_STRING8 || type == FOI_MAPI_TYPE_UNICODE ||
                 type == FOI_MAPI_TYPE_BINARY;
    if (id == 0 || !known)
        return;
    g_autoptr(GBytes) value = foi_ole_stream_at(storage, index);
    if (value != NULL)
        foi_mapi_set(properties, id, type, value);
}

static void load_properties(const loader *state, const foi_ole *storage, foi_mapi *properties,
                            size_t header)
{
    load_fixed(state, storage, properties, header);
    unsigned count = MIN(foi_ole_count(storage), ENTRIES);
    for (unsigned i = 0; i < count; i++) {
        const char *name = foi_ole_name(storage, i);
        if (name != NULL)
            load_property(state, storage, i, name, properties);
    }
}

/* --- recipients and attachments --- */

static void load_embedded(loader *state, const foi_ole *storage, const foi_message *outer,
                          foi_message_attachment *loaded)
{
    if (state->depth >= FOI_MESSAGE_DEPTH) {
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "messages lie in each other deeper than the limit allows");
        return;
    }
    state->depth++;
    loaded->message = foi_message_new();
    foi_mapi_set_codepage(loaded->message->properties, foi_mapi_codepage(outer->properties));
    load_message(state, storage, loaded->message, HEADER_MESSAGE);
    state->depth--;
}

/* The file in an object of another program; a drawing is none. */
static void load_object(const loader *state, const foi_ole *storage, foi_message_attachment *loaded)
{
    g_autofree char *shown = foi_mapi_text(loaded->properties, FOI_MAPI_NAME);
    g_autofree char *own = NULL;
    loaded->data =
        foi_embedded_file(state->output, shown == NULL ? "object" : shown, storage, &own);
    if (own == NULL)
        return;
    g_autoptr(GBytes) value = g_bytes_new(own, strlen(own));
    foi_mapi_set(loaded->properties, FOI_MAPI_ATTACH_FILENAME, FOI_MAPI_TYPE_STRING8, value);
}

static void load_storage(loader *state, const foi_ole *attachment, const foi_message *outer,
                         foi_message_attachment *loaded)
{
    uint32_t method =
        foi_mapi_number(loaded->properties, FOI_MAPI_ATTACH_METHOD, FOI_MAPI_BY_VALUE);
    g_autoptr(foi_ole) storage = foi_ole_storage(attachment, STREAM "3701000D");
    if (storage != NULL && method == FOI_MAPI_EMBEDDED_MESSAGE)
        load_embedded(state, storage, outer, loaded);
    else if (storage != NULL && method == FOI_MAPI_EMBEDDED_OBJECT)
        load_object(state, storage, loaded);
}

static void load_attachment(loader *state, const foi_ole *storage, foi_message *message)
{
    foi_message_attachment *loaded = foi_message_add_attachment(message);
    foi_mapi_set_codepage(loaded->properties, foi_mapi_codepage(message->properties));
    load_properties(state, storage, loaded->properties, HEADER_OTHER);
    unsigned type;
    GBytes *data = foi_mapi_bytes(loaded->properties, FOI_MAPI_ATTACH_DATA, &type);
    if (data != NULL)
        loaded->data = g_bytes_ref(data);
    else
        load_storage(state, storage, message, loaded);
}

static void load_recipient(const loader *state, const foi_ole *storage, foi_message *message)
{
    foi_mapi *recipient = foi_message_add_recipient(message);
    foi_mapi_set_codepage(recipient, foi_mapi_codepage(message->properties));
    load_properties(state, storage, recipient, HEADER_OTHER);
}

static void load_part(loader *state, const foi_ole *storage, unsigned index, foi_message *message)
{
    const char *name = foi_ole_name(storage, index);
    bool recipient = name != NULL && g_ascii_strncasecmp(name, RECIPIENT, strlen(RECIPIENT)) == 0;
    bool attachment =
        name != NULL && g_ascii_strncasecmp(name, ATTACHMENT, strlen(ATTACHMENT)) == 0;
    if (!recipient && !attachment)
        return;
    guint count = recipient ? message->recipients->len : message->attachments->len;
    g_autoptr(foi_ole) part = foi_ole_storage_at(storage, index);
    if (part == NULL)
        return;
    if (count >= FOI_MESSAGE_PARTS)
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "the message has more parts than the limit allows");
    else if (recipient)
        load_recipient(state, part, message);
    else
        load_attachment(state, part, message);
}

static void load_message(loader *state, const foi_ole *storage, foi_message *message, size_t header)
{
    load_properties(state, storage, message->properties, header);
    unsigned count = foi_ole_count(storage);
    if (count > ENTRIES)
        foi_output_status(state->output, FOI_READ_PARTIAL,
                          "the message has more parts than the limit allows");
    for (unsigned i = 0; i < MIN(count, ENTRIES); i++)
        load_part(state, storage, i, message);
}

static void extract_msg(const foi_input *input, foi_output *output)
{
    g_autoptr(foi_ole) root = foi_ole_open(input, output);
    if (root == NULL)
        return;
    loader state = {output, g_hash_table_new(NULL, NULL), 0};
    g_autoptr(foi_message) message = foi_message_new();
    load_names(&state, root);
    load_message(&state, root, message, HEADER_TOP);
    g_hash_table_unref(state.names);
    foi_message_read(message, output);
}

static const char *const MIMES[] = {"application/vnd.ms-outlook", NULL};

const foi_extractor foi_extractor_msg = {"msg", MIMES, FOI_FILE_MAIL, extract_msg};
