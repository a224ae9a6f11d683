#include "indexer/extract/sheet/xlsx_notes.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/sheet/xlsx_text.h"

/* Stands in place of a comment with answers, for programs that cannot show it. */
#define SUBSTITUTE       "[Threaded comment]"
/* A longer reference of a note is none. */
#define REFERENCE_LENGTH 16

typedef struct notes {
    foi_output *output;
    foi_sheet_rows *rows;
    GString *value;
    foi_xlsx_text text; /* collects into the value */
    char *reference;    /* of the note; NULL: outside of notes */
    bool threaded;      /* the note may have answers: its text is one element, without runs */
    bool in_text;       /* of such a note */
    int dropped_at;     /* depth of the element that is being left out; -1: none */
    bool more;
} notes;

static void give(notes *in)
{
    if (in->text.cut)
        foi_output_status(in->output, FOI_READ_PARTIAL, "a note is longer than the limit allows");
    foi_xlsx_text_unescape(in->value, 0);
    if (in->value->len > 0 && in->more)
        in->more = foi_sheet_rows_paragraph(in->rows, in->value->str, in->value->len);
    g_string_truncate(in->value, 0);
    in->text.cut = false;
}

static void start_note(notes *in, xmlTextReader *reader, const char *name)
{
    g_free(in->reference);
    in->reference = foi_xml_attribute(reader, "ref");
    if (in->reference == NULL || strlen(in->reference) > REFERENCE_LENGTH) {
        g_free(in->reference);
        in->reference = g_strdup("");
    }
    in->threaded = strcmp(name, "threadedComment") == 0;
    in->in_text = in->text.inside = false;
    in->text.phonetic = 0;
    g_string_truncate(in->value, 0);
}

static void end_note(notes *in)
{
    if (g_str_has_prefix(in->value->str, SUBSTITUTE))
        g_string_truncate(in->value, 0);
    if (in->value->len > 0 && *in->reference != '\0') {
        g_string_prepend(in->value, ": ");
        g_string_prepend(in->value, in->reference);
    }
    give(in);
    g_clear_pointer(&in->reference, g_free);
}

static bool visit_notes(void *data, xmlTextReader *reader, int type, const char *name)
{
    notes *in = data;
    bool start = type == XML_READER_TYPE_ELEMENT;
    bool node = start || type == XML_READER_TYPE_END_ELEMENT;
    if (node && (strcmp(name, "comment") == 0 || strcmp(name, "threadedComment") == 0)) {
        if (start)
            start_note(in, reader, name);
        else if (in->reference != NULL)
            end_note(in);
    } else if (node && in->threaded && strcmp(name, "text") == 0) {
        in->in_text = start;
    } else if (in->reference != NULL && in->in_text) {
        foi_xlsx_text_add(&in->text, reader, type);
    } else if (in->reference != NULL && !in->threaded) {
        foi_xlsx_text_visit(&in->text, reader, type, name);
    }
    return in->more;
}

static bool visit_drawing(void *data, xmlTextReader *reader, int type, const char *name)
{
    notes *in = data;
    bool start = type == XML_READER_TYPE_ELEMENT;
    bool end = type == XML_READER_TYPE_END_ELEMENT;
    if (in->dropped_at >= 0) {
        if (end && xmlTextReaderDepth(reader) == in->dropped_at)
            in->dropped_at = -1;
    } else if (start && strcmp(name, "Fallback") == 0) {
        /* The same drawing once more, in another form. */
        in->dropped_at = xmlTextReaderDepth(reader);
    } else if (end && strcmp(name, "p") == 0) {
        give(in);
    } else if (start && (strcmp(name, "br") == 0 || strcmp(name, "tab") == 0)) {
        if (in->value->len < in->text.limit)
            g_string_append_c(in->value, ' ');
    } else {
        foi_xlsx_text_visit(&in->text, reader, type, name);
    }
    return in->more;
}

static foi_parts_end read_part(foi_parts *package, const char *part, foi_sheet_rows *rows,
                               foi_xml_visit *visit)
{
    g_autoptr(GString) value = g_string_new(NULL);
    notes in = {.output = package->output, .rows = rows, .value = value, .dropped_at = -1};
    in.text.text = value;
    in.text.limit = FOI_CELL_BYTES;
    in.more = true;
    foi_parts_end end = foi_parts_read(package, part, visit, &in);
    g_free(in.reference);
    in.reference = NULL;
    /* Text before a defect stays. */
    give(&in);
    return end;
}

foi_parts_end foi_xlsx_notes_read(foi_parts *package, const char *part, foi_sheet_rows *rows)
{
    return read_part(package, part, rows, visit_notes);
}

foi_parts_end foi_xlsx_drawing_read(foi_parts *package, const char *part, foi_sheet_rows *rows)
{
    return read_part(package, part, rows, visit_drawing);
}
