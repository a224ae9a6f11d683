#include "indexer/extract/web/xml_events.h"

#include <string.h>

#include "indexer/extract/web/entity.h"

/* Names of open elements that are kept; deeper ones are only counted. */
#define NAMES_KEPT  1000000
/* So many open elements an end tag may close at once; one that fits none of them is passed over. */
#define CLOSED_MOST 64
/* A piece of text is no longer than this. */
#define PIECE       32768
/* The longest reference: a piece does not end inside of one. */
#define REFERENCE   16

typedef struct open_name {
    const char *at;
    size_t length;
} open_name;

void foi_xml_events_init(foi_xml_events *reader, const char *text, size_t length)
{
    *reader = (foi_xml_events){.at = text, .end = text + length};
    reader->open = g_array_new(FALSE, FALSE, sizeof(open_name));
}

void foi_xml_events_clear(foi_xml_events *reader)
{
    if (reader->open != NULL)
        g_array_unref(reader->open);
    reader->open = NULL;
}

static const char *find(const foi_xml_events *reader, const char *from, const char *mark)
{
    return memmem(from, (size_t)(reader->end - from), mark, strlen(mark));
}

static bool begins(const foi_xml_events *reader, const char *mark)
{
    size_t length = strlen(mark);
    return (size_t)(reader->end - reader->at) >= length && memcmp(reader->at, mark, length) == 0;
}

/* Go behind MARK, which ends what begins here. */
static void skip_past(foi_xml_events *reader, const char *mark)
{
    const char *found = find(reader, reader->at, mark);
    if (found == NULL)
        reader->damage = "it is cut short";
    reader->at = found == NULL ? reader->end : found + strlen(mark);
}

/* Go behind a declaration; that of the document type holds others in brackets. */
static void skip_declaration(foi_xml_events *reader)
{
    const char *close = find(reader, reader->at, ">");
    if (close != NULL && memchr(reader->at, '[', (size_t)(close - reader->at)) != NULL)
        skip_past(reader, "]");
    skip_past(reader, ">");
}

static bool begins_name(char c)
{
    return g_ascii_isalpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80;
}

/* The end of the tag that FROM lies in: the ">" that stands in no quotation marks. */
static const char *tag_end(const foi_xml_events *reader, const char *from)
{
    const char *at = from;
    while (at < reader->end && *at != '>') {
        const char *closed = NULL;
        if (*at == '"' || *at == '\'')
            closed = memchr(at + 1, *at, (size_t)(reader->end - at) - 1);
        at = closed == NULL ? at + 1 : closed + 1;
    }
    return at < reader->end ? at : NULL;
}

/* Set the name that stands at FROM, without its prefix; gives where it ends. */
static const char *take_name(foi_xml_events *reader, const char *from, const char *end)
{
    const char *at = from;
    reader->name = from;
    for (; at < end && !g_ascii_isspace(*at) && *at != '/'; at++)
        if (*at == ':')
            reader->name = at + 1;
    reader->name_length = (size_t)(at - reader->name);
    return at;
}

static void open_element(foi_xml_events *reader, const char *end)
{
    const char *behind = take_name(reader, reader->at + 1, end);
    reader->empty = end > behind && end[-1] == '/';
    reader->attributes = behind;
    reader->attributes_length = (size_t)(end - behind) - reader->empty;
    reader->event = FOI_XML_START;
    reader->at = end + 1;
    open_name name = {reader->name, reader->name_length};
    if (reader->open->len < NAMES_KEPT)
        g_array_append_val(reader->open, name);
    else
        reader->unnamed++;
}

/* End the innermost element. */
static void close_element(foi_xml_events *reader)
{
    reader->event = FOI_XML_END;
    if (reader->unnamed > 0) {
        reader->unnamed--;
        reader->name_length = 0;
        return;
    }
    open_name name = g_array_index(reader->open, open_name, reader->open->len - 1);
    reader->name = name.at;
    reader->name_length = name.length;
    g_array_set_size(reader->open, reader->open->len - 1);
}

/* How many open elements the end tag that is called as NAME says closes; 0: it fits none. */
static unsigned count_closed(const foi_xml_events *reader)
{
    if (reader->unnamed > 0)
        return 1;
    for (unsigned i = 1; i <= reader->open->len && i <= CLOSED_MOST; i++) {
        const open_name *name = &g_array_index(reader->open, open_name, reader->open->len - i);
        if (name->length == reader->name_length &&
            memcmp(name->at, reader->name, name->length) == 0)
            return i;
    }
    return 0;
}

/* Read the tag, comment or declaration that begins here; whether it is an event. */
static bool take_tag(foi_xml_events *reader)
{
    const char *end = tag_end(reader, reader->at + 1);
    if (end == NULL) {
        reader->damage = "it is cut short";
        reader->at = reader->end;
        return false;
    }
    if (reader->at[1] != '/') {
        open_element(reader, end);
        return true;
    }
    take_name(reader, reader->at + 2, end);
    reader->at = end + 1;
    reader->closing = count_closed(reader);
    if (reader->closing != 1)
        reader->damage = "elements of it are not closed";
    return false;
}

/* The text up to END as an event of at most a piece. */
static void take_text(foi_xml_events *reader, const char *end)
{
    size_t length = (size_t)(end - reader->at);
    if (length > PIECE) {
        length = PIECE;
        const char *reference = memrchr(reader->at + PIECE - REFERENCE, '&', REFERENCE);
        if (reference != NULL && !reader->raw)
            length = (size_t)(reference - reader->at);
        while (((unsigned char)reader->at[length] & 0xc0) == 0x80)
            length--;
    }
    reader->event = FOI_XML_TEXT;
    reader->text = reader->at;
    reader->text_length = length;
    reader->at += length;
}

static bool take_raw(foi_xml_events *reader)
{
    if (reader->at < reader->cdata_end) {
        reader->raw = true;
        take_text(reader, reader->cdata_end);
        return true;
    }
    reader->cdata_end = NULL;
    reader->raw = false;
    reader->at = reader->at + MIN(3, reader->end - reader->at);
    return false;
}

static void begin_raw(foi_xml_events *reader)
{
    reader->at += strlen("<![CDATA[");
    reader->cdata_end = find(reader, reader->at, "]]>");
    if (reader->cdata_end == NULL) {
        reader->damage = "it is cut short";
        reader->cdata_end = reader->end;
    }
}

/* Whether something other than text begins at AT. */
static bool is_markup(const foi_xml_events *reader, const char *at)
{
    return at + 1 == reader->end || begins_name(at[1]) || (at[1] != '\0' && strchr("/!?", at[1]));
}

/* One step from where the reader stands; whether it led to an event. */
static bool step(foi_xml_events *reader)
{
    if (*reader->at != '<' || !is_markup(reader, reader->at)) {
        const char *next = memchr(reader->at + 1, '<', (size_t)(reader->end - reader->at) - 1);
        take_text(reader, next == NULL ? reader->end : next);
        return true;
    }
    if (begins(reader, "<!--"))
        skip_past(reader, "-->");
    else if (begins(reader, "<![CDATA["))
        begin_raw(reader);
    else if (begins(reader, "<?"))
        skip_past(reader, "?>");
    else if (begins(reader, "<!"))
        skip_declaration(reader);
    else
        return take_tag(reader);
    return false;
}

bool foi_xml_events_next(foi_xml_events *reader)
{
    for (;;) {
        if (reader->empty || reader->closing > 0) {
            reader->closing -= reader->closing > 0;
            reader->empty = false;
            close_element(reader);
            return true;
        }
        if (reader->cdata_end != NULL) {
            if (take_raw(reader))
                return true;
        } else if (reader->at >= reader->end) {
            break;
        } else if (step(reader)) {
            return true;
        }
    }
    if (reader->open->len == 0)
        return false;
    if (reader->damage == NULL)
        reader->damage = "it is cut short";
    close_element(reader);
    return true;
}

bool foi_xml_events_is(const foi_xml_events *reader, const char *name)
{
    return reader->name_length == strlen(name) &&
           memcmp(reader->name, name, reader->name_length) == 0;
}

static void append_decoded(GString *out, const char *text, size_t length, bool raw)
{
    const char *end = text + length;
    while (text < end) {
        const char *mark = raw ? NULL : memchr(text, '&', (size_t)(end - text));
        const char *stop = mark == NULL ? end : mark;
        g_string_append_len(out, text, stop - text);
        text = stop;
        if (text < end) {
            size_t taken = foi_entity_append(out, text, (size_t)(end - text));
            if (taken == 0)
                g_string_append_c(out, '&');
            text += MAX(taken, 1);
        }
    }
}

void foi_xml_events_append(const foi_xml_events *reader, GString *out)
{
    append_decoded(out, reader->text, reader->text_length, reader->raw);
}

char *foi_xml_events_attribute(const foi_xml_events *reader, const char *name)
{
    const char *at = reader->attributes;
    const char *end = at + reader->attributes_length;
    while (at < end) {
        const char *word = at;
        const char *local = at;
        for (; at < end && *at != '=' && !g_ascii_isspace(*at); at++)
            local = *at == ':' ? at + 1 : local;
        bool found = (size_t)(at - local) == strlen(name) && memcmp(local, name, strlen(name)) == 0;
        while (at < end && (g_ascii_isspace(*at) || *at == '='))
            at++;
        if (at < end && (*at == '"' || *at == '\'')) {
            const char *close = memchr(at + 1, *at, (size_t)(end - at) - 1);
            const char *stop = close == NULL ? end : close;
            if (found) {
                g_autoptr(GString) value = g_string_new(NULL);
                append_decoded(value, at + 1, (size_t)(stop - at) - 1, false);
                return g_strdup(value->str);
            }
            at = stop + 1;
        } else if (at == word) {
            at++;
        }
    }
    return NULL;
}
