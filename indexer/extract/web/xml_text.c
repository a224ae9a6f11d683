#include "indexer/extract/web/xml_text.h"

#include <string.h>

#include "indexer/extract/lines.h"
#include "indexer/extract/web/html.h"
#include "indexer/extract/web/html_blocks.h"
#include "indexer/extract/web/xml_events.h"

/* Names of elements that are known to stand beside text; with more, the others are blocks. */
#define INLINE_NAMES 10000
/* A longer name is that of no element that is in a table. */
#define NAME_LENGTH  64
/* The declaration of a character set stands this near to the start. */
#define DECLARATION  256

/* The element of a web page that does what a form says; NULL: none does. */
static const char *const AS_HTML[] = {
    [FOI_XML_BLOCK] = "p", [FOI_XML_HEADING] = "h2",     [FOI_XML_QUOTE] = "blockquote",
    [FOI_XML_ITEM] = "li", [FOI_XML_TABLE] = "table",    [FOI_XML_ROW] = "tr",
    [FOI_XML_CELL] = "td", [FOI_XML_BREAK] = "br",       [FOI_XML_MARKUP] = "p",
    [FOI_XML_LABEL] = "p", [FOI_XML_DROPPED] = "script", [FOI_XML_SPACE] = NULL,
    [FOI_XML_NOTE] = NULL, [FOI_XML_INLINE] = NULL,      [FOI_XML_BY_USE] = NULL,
};

typedef struct giver {
    foi_output *output;
    foi_html_blocks *blocks;
    GHashTable *forms;  /* name -> foi_xml_form */
    GHashTable *inside; /* names of elements that stand beside text */
    GArray *open;       /* of uint8_t: the form of each open element */
    GPtrArray *notes;   /* of char * */
    GString *note;      /* that is being read */
    GString *label;
    GString *markup;
    unsigned in_notes;
    unsigned in_label;
    bool in_markup;
    unsigned dropped;
    char name[NAME_LENGTH];
} giver;

foi_utf8 foi_xml_decode(const foi_input *input, const foi_output *output)
{
    g_autofree char *head = g_strndup((const char *)input->bytes, MIN(input->length, DECLARATION));
    g_autofree char *declared = g_strdup("utf-8");
    const char *at = strstr(head, "encoding=");
    if (at != NULL && g_str_has_prefix(head, "<?xml") && at < strstr(head, "?>")) {
        at += strlen("encoding=") + 1;
        g_free(declared);
        declared = g_strndup(at, strcspn(at, "\"'"));
    }
    uint64_t limit = MAX(foi_output_room(output) * 8, (uint64_t)1 << 20);
    const char *charset = input->charset != NULL ? input->charset : declared;
    foi_utf8 utf8 = foi_charset_decode(input->bytes, input->length, charset, limit);
    if (!g_utf8_validate_len(utf8.text, utf8.length, NULL)) {
        char *valid = g_utf8_make_valid(utf8.text, (gssize)utf8.length);
        bool cut = utf8.cut;
        foi_utf8_clear(&utf8);
        utf8.copy = g_string_new(valid);
        utf8.text = utf8.copy->str;
        utf8.length = utf8.copy->len;
        utf8.cut = cut;
        g_free(valid);
    }
    return utf8;
}

/* The name of the element, "" for one that is too long to be known. */
static const char *name_of(giver *state, const foi_xml_events *reader)
{
    size_t length = reader->name_length < NAME_LENGTH ? reader->name_length : 0;
    memcpy(state->name, reader->name, length);
    state->name[length] = '\0';
    return state->name;
}

/* Which elements stand beside text: "an <em>old</em> one". */
static void find_inside(giver *state, const char *text, size_t length)
{
    g_auto(foi_xml_events) reader = {0};
    foi_xml_events_init(&reader, text, length);
    bool beside = false; /* the last event was text */
    char ended[NAME_LENGTH] = "";
    while (foi_xml_events_next(&reader) && g_hash_table_size(state->inside) < INLINE_NAMES) {
        if (reader.event == FOI_XML_TEXT) {
            beside = !foi_line_is_blank(reader.text, reader.text_length);
            if (beside && *ended != '\0')
                g_hash_table_add(state->inside, g_strdup(ended));
            if (beside)
                *ended = '\0';
            continue;
        }
        const char *name = name_of(state, &reader);
        if (reader.event == FOI_XML_START && beside)
            g_hash_table_add(state->inside, g_strdup(name));
        g_strlcpy(ended, reader.event == FOI_XML_END ? name : "", sizeof ended);
        beside = false;
    }
}

static foi_xml_form form_of(giver *state, const foi_xml_events *reader)
{
    const char *name = name_of(state, reader);
    foi_xml_form form = GPOINTER_TO_INT(g_hash_table_lookup(state->forms, name));
    if (form == FOI_XML_BY_USE)
        form = g_hash_table_contains(state->inside, name) ? FOI_XML_INLINE : FOI_XML_BLOCK;
    return form;
}

static void give_text(giver *state, const char *text, size_t length)
{
    foi_html_blocks_text(state->blocks, text, length);
}

/* What was collected of an element that may hold HTML, of which its own elements are no part. */
static void end_markup(giver *state)
{
    bool html = strchr(state->markup->str, '<') != NULL;
    if (html)
        foi_html_read(state->output, (const uint8_t *)state->markup->str, state->markup->len,
                      "utf-8", false);
    else
        give_text(state, state->markup->str, state->markup->len);
    g_string_truncate(state->markup, 0);
    state->in_markup = false;
}

static void start_element(giver *state, const foi_xml_events *reader)
{
    foi_xml_form form = form_of(state, reader);
    guint8 kept = (guint8)form;
    if (state->in_markup)
        end_markup(state);
    if (state->in_notes > 0 || state->in_label > 0) {
        GString *out = state->in_notes > 0 ? state->note : state->label;
        if (AS_HTML[form] != NULL || form == FOI_XML_SPACE)
            g_string_append_c(out, ' ');
        if (form != FOI_XML_NOTE && form != FOI_XML_DROPPED)
            kept = FOI_XML_INLINE;
    }
    g_array_append_val(state->open, kept);
    if (kept == FOI_XML_NOTE) {
        state->in_notes++;
    } else if (kept == FOI_XML_DROPPED) {
        state->dropped++;
    } else if (kept == FOI_XML_LABEL) {
        state->in_label++;
    } else if (kept == FOI_XML_MARKUP) {
        state->in_markup = true;
    } else if (kept == FOI_XML_SPACE && state->dropped == 0) {
        give_text(state, " ", 1);
    }
    if (AS_HTML[kept] != NULL && state->dropped == 0)
        foi_html_blocks_start(state->blocks, AS_HTML[kept], NULL);
}

static void end_note(giver *state)
{
    state->in_notes--;
    if (state->in_notes > 0)
        return;
    g_ptr_array_add(state->notes, g_strdup(state->note->str));
    g_string_truncate(state->note, 0);
}

static void end_element(giver *state)
{
    foi_xml_form form = g_array_index(state->open, guint8, state->open->len - 1);
    g_array_set_size(state->open, state->open->len - 1);
    if (state->in_markup)
        end_markup(state);
    if (AS_HTML[form] != NULL && state->dropped == 0)
        foi_html_blocks_end(state->blocks, AS_HTML[form]);
    if (form == FOI_XML_NOTE) {
        end_note(state);
    } else if (form == FOI_XML_DROPPED) {
        state->dropped--;
    } else if (form == FOI_XML_LABEL) {
        state->in_label--;
        foi_html_blocks_label(state->blocks, state->label->str);
        g_string_truncate(state->label, 0);
    }
}

static void take_text(giver *state, const foi_xml_events *reader)
{
    if (state->dropped > 0)
        return;
    g_autoptr(GString) text = g_string_sized_new(reader->text_length);
    foi_xml_events_append(reader, text);
    if (state->in_notes > 0)
        g_string_append_len(state->note, text->str, (gssize)text->len);
    else if (state->in_label > 0)
        g_string_append_len(state->label, text->str, (gssize)text->len);
    else if (state->in_markup)
        g_string_append_len(state->markup, text->str, (gssize)text->len);
    else
        give_text(state, text->str, text->len);
}

static void give_notes(giver *state)
{
    for (guint i = 0; i < state->notes->len; i++) {
        const char *note = g_ptr_array_index(state->notes, i);
        foi_html_blocks_start(state->blocks, "p", NULL);
        give_text(state, note, strlen(note));
        foi_html_blocks_end(state->blocks, "p");
    }
}

static void give_all(giver *state, const char *text, size_t length)
{
    g_auto(foi_xml_events) reader = {0};
    foi_xml_events_init(&reader, text, length);
    while (foi_html_blocks_more(state->blocks) && foi_xml_events_next(&reader)) {
        if (reader.event == FOI_XML_START)
            start_element(state, &reader);
        else if (reader.event == FOI_XML_END)
            end_element(state);
        else
            take_text(state, &reader);
    }
    give_notes(state);
    if (foi_html_blocks_finish(state->blocks) && reader.damage != NULL)
        foi_output_status(state->output, FOI_READ_PARTIAL, "the XML is damaged: %s", reader.damage);
}

void foi_xml_text_give(foi_output *output, const char *text, size_t length,
                       const foi_xml_name *names)
{
    g_autoptr(foi_html_blocks) blocks = foi_html_blocks_new(output, false);
    g_autoptr(GHashTable) forms = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) inside = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint8));
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GString) note = g_string_new(NULL);
    g_autoptr(GString) label = g_string_new(NULL);
    g_autoptr(GString) markup = g_string_new(NULL);
    for (const foi_xml_name *row = names; row->name != NULL; row++)
        g_hash_table_insert(forms, (void *)row->name, GINT_TO_POINTER(row->form));
    giver state = {.output = output,
                   .blocks = blocks,
                   .forms = forms,
                   .inside = inside,
                   .open = open,
                   .notes = notes,
                   .note = note,
                   .label = label,
                   .markup = markup};
    find_inside(&state, text, length);
    give_all(&state, text, length);
}
