#include "indexer/extract/package/drawing.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/drawing_list.h"
#include "indexer/extract/word/labelled.h"
#include "indexer/extract/word/word_style.h"

typedef enum element_form {
    FORM_OTHER = 0,
    FORM_SHAPE,
    FORM_PROPERTIES, /* of a shape: whether it is hidden */
    FORM_PLACEHOLDER,
    FORM_PARAGRAPH,
    FORM_PARAGRAPH_PROPERTIES,
    FORM_BULLET,
    FORM_NUMBER,
    FORM_TEXT,
    FORM_BREAK,
    FORM_FIELD,
    FORM_TABLE,
    FORM_ROW,
    FORM_CELL,
    FORM_COMMENT,
    FORM_NAMES, /* the labels of a chart, or one of its names */
    FORM_NAME,
    FORM_FALLBACK
} element_form;

static const struct {
    const char *name;
    element_form form;
} ELEMENTS[] = {
    {"p", FORM_PARAGRAPH},
    {"t", FORM_TEXT},
    {"br", FORM_BREAK},
    {"fld", FORM_FIELD},
    {"sp", FORM_SHAPE},
    {"cNvPr", FORM_PROPERTIES},
    {"ph", FORM_PLACEHOLDER},
    {"buChar", FORM_BULLET},
    {"buAutoNum", FORM_NUMBER},
    {"buBlip", FORM_BULLET},
    {"pPr", FORM_PARAGRAPH_PROPERTIES},
    {"tbl", FORM_TABLE},
    {"tr", FORM_ROW},
    {"tc", FORM_CELL},
    {"text", FORM_COMMENT},
    {"strCache", FORM_NAMES},
    {"v", FORM_NAME},
    {"Fallback", FORM_FALLBACK},
};

typedef struct drawing {
    foi_flow *flow;
    foi_drawing_list *list;
    foi_drawing_kind kind;
    GString *text; /* of the paragraph, or of the labels of a chart */
    bool in_paragraph;
    bool in_text;
    bool in_names;
    bool in_title; /* of a slide */
    bool item;
    int shape_at;   /* depth of the shape that is open; -1: none */
    int dropped_at; /* depth of the element that is left out; -1: none */
} drawing;

bool foi_drawing_is_picture(const char *kind)
{
    return strcmp(kind, "chart") == 0 || strcmp(kind, "diagramData") == 0;
}

static bool gives_once(const drawing *in)
{
    return in->kind == FOI_DRAWING_MASTER;
}

/* --- shapes --- */

static void drop_shape(drawing *in)
{
    if (in->shape_at >= 0)
        in->dropped_at = in->shape_at;
}

/* A shape of a slide may stand in the place of one of its master: it says for what. */
static void start_placeholder(drawing *in, xmlTextReader *reader)
{
    static const char *const TITLES[] = {"title", "ctrTitle", NULL};
    static const char *const ONCE[] = {"ftr", "hdr", "dt", NULL};
    static const char *const REPEATED[] = {"sldImg", "sldNum", NULL};
    g_autofree char *said = foi_xml_attribute(reader, "type");
    const char *purpose = said == NULL ? "obj" : said;
    if (in->kind == FOI_DRAWING_MASTER || g_strv_contains(REPEATED, purpose))
        drop_shape(in);
    in->in_title = in->kind == FOI_DRAWING_SLIDE && g_strv_contains(TITLES, purpose);
    foi_flow_set_once(in->flow, gives_once(in) || g_strv_contains(ONCE, purpose));
}

static void start_shape(drawing *in, xmlTextReader *reader)
{
    in->shape_at = xmlTextReaderDepth(reader);
    in->in_title = false;
    foi_drawing_list_restart(in->list);
}

static void end_shape(drawing *in)
{
    in->shape_at = -1;
    in->in_title = false;
    foi_flow_set_once(in->flow, gives_once(in));
}

static void read_properties(drawing *in, xmlTextReader *reader)
{
    g_autofree char *hidden = foi_xml_attribute(reader, "hidden");
    if (hidden != NULL && (strcmp(hidden, "1") == 0 || strcmp(hidden, "true") == 0))
        drop_shape(in);
}

/* --- paragraphs --- */

static void start_paragraph(drawing *in)
{
    g_string_truncate(in->text, 0);
    in->in_paragraph = true;
    in->item = false;
    foi_drawing_list_paragraph(in->list, 0);
}

static void give_paragraph(drawing *in)
{
    foi_list_label label = foi_drawing_list_count(in->list);
    bool item = in->item || (label.item && label.number == 0);
    foi_block_kind kind = foi_word_kind(in->in_title, false, item, in->text);
    foi_labelled_give(in->flow, kind, &label, in->text, false);
}

/* An empty paragraph has no number in print either. */
static void end_paragraph(drawing *in)
{
    if (in->in_paragraph && !foi_word_is_blank(in->text))
        give_paragraph(in);
    g_string_truncate(in->text, 0);
    in->in_paragraph = false;
}

static void read_level(drawing *in, xmlTextReader *reader)
{
    if (in->in_paragraph)
        foi_drawing_list_paragraph(in->list, foi_xml_number(reader, "lvl", 0));
}

static void read_number(drawing *in, xmlTextReader *reader)
{
    g_autofree char *form = foi_xml_attribute(reader, "type");
    if (in->in_paragraph)
        foi_drawing_list_number(in->list, form, foi_xml_number(reader, "startAt", 1));
}

static void append(drawing *in, const char *text)
{
    if (!in->in_paragraph)
        return;
    g_string_append(in->text, text);
    foi_flow_spill(in->flow, in->text);
}

static void start_field(drawing *in, xmlTextReader *reader)
{
    g_autofree char *type = foi_xml_attribute(reader, "type");
    if (type != NULL && strcmp(type, "slidenum") == 0)
        in->dropped_at = xmlTextReaderDepth(reader);
}

/* --- the labels of charts --- */

static void end_names(drawing *in)
{
    foi_block_kind kind = strchr(in->text->str, '\t') != NULL ? FOI_BLOCK_ROW : FOI_BLOCK_PARAGRAPH;
    /* Every line of a chart has the same labels. */
    foi_flow_set_once(in->flow, true);
    if (in->in_names && !foi_word_is_blank(in->text))
        foi_flow_give(in->flow, kind, 0, in->text->str, in->text->len);
    foi_flow_set_once(in->flow, gives_once(in));
    in->in_names = in->in_paragraph = false;
    g_string_truncate(in->text, 0);
}

static void start_names(drawing *in)
{
    start_paragraph(in);
    in->in_names = true;
}

static void start_name(drawing *in)
{
    in->in_text = in->in_names;
    if (in->in_names && in->text->len > 0)
        append(in, "\t");
}

/* --- nodes --- */

static void start_cell(drawing *in)
{
    foi_flow_start_cell(in->flow);
    foi_drawing_list_restart(in->list);
}

static void start_element(drawing *in, xmlTextReader *reader, element_form form)
{
    if (form == FORM_PARAGRAPH || (form == FORM_COMMENT && in->kind == FOI_DRAWING_COMMENT))
        start_paragraph(in);
    else if (form == FORM_BREAK)
        append(in, "\n");
    else if (form == FORM_FIELD)
        start_field(in, reader);
    else if (form == FORM_BULLET)
        in->item = true;
    else if (form == FORM_PARAGRAPH_PROPERTIES)
        read_level(in, reader);
    else if (form == FORM_NUMBER)
        read_number(in, reader);
    else if (form == FORM_SHAPE)
        start_shape(in, reader);
    else if (form == FORM_PROPERTIES)
        read_properties(in, reader);
    else if (form == FORM_PLACEHOLDER)
        start_placeholder(in, reader);
    else if (form == FORM_TABLE)
        foi_flow_start_table(in->flow);
    else if (form == FORM_ROW)
        foi_flow_start_row(in->flow);
    else if (form == FORM_CELL)
        start_cell(in);
    else if (form == FORM_NAMES)
        start_names(in);
    else if (form == FORM_NAME)
        start_name(in);
    else if (form == FORM_FALLBACK)
        in->dropped_at = xmlTextReaderDepth(reader);
    if (form == FORM_TEXT || form == FORM_COMMENT)
        in->in_text = in->in_paragraph;
}

static void end_element(drawing *in, xmlTextReader *reader, element_form form)
{
    if (form == FORM_TEXT || form == FORM_NAME || form == FORM_COMMENT)
        in->in_text = false;
    if (form == FORM_PARAGRAPH || (form == FORM_COMMENT && in->kind == FOI_DRAWING_COMMENT))
        end_paragraph(in);
    else if (form == FORM_SHAPE && xmlTextReaderDepth(reader) == in->shape_at)
        end_shape(in);
    else if (form == FORM_ROW)
        foi_flow_end_row(in->flow);
    else if (form == FORM_TABLE)
        foi_flow_end_table(in->flow);
    else if (form == FORM_NAMES)
        end_names(in);
}

static element_form form_of(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        if (strcmp(ELEMENTS[i].name, name) == 0)
            return ELEMENTS[i].form;
    return FORM_OTHER;
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    drawing *in = data;
    if (in->dropped_at >= 0) {
        if (type != XML_READER_TYPE_END_ELEMENT || xmlTextReaderDepth(reader) != in->dropped_at)
            return true;
        in->dropped_at = -1;
    }
    if (type == XML_READER_TYPE_ELEMENT)
        start_element(in, reader, form_of(name));
    else if (type == XML_READER_TYPE_END_ELEMENT)
        end_element(in, reader, form_of(name));
    else if (in->in_text && foi_xml_is_text(type))
        append(in, (const char *)xmlTextReaderConstValue(reader));
    return foi_flow_more(in->flow);
}

foi_parts_end foi_drawing_read(foi_parts *package, const char *part, foi_drawing_kind kind,
                               foi_flow *flow)
{
    if (!foi_flow_more(flow))
        return FOI_PARTS_WHOLE; /* The budget is spent, which was reported. */
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(foi_drawing_list) list = foi_drawing_list_new();
    drawing in = {
        .flow = flow, .list = list, .kind = kind, .text = text, .shape_at = -1, .dropped_at = -1};
    foi_flow_set_once(flow, gives_once(&in));
    foi_parts_end end = foi_parts_read(package, part, visit, &in);
    /* Text before a defect stays. */
    end_paragraph(&in);
    foi_flow_finish(flow);
    foi_flow_set_once(flow, false);
    foi_parts_note_end(package->output, part, end);
    return end;
}
