#include "indexer/extract/word/docx_body.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/word/docx_fields.h"
#include "indexer/extract/word/docx_symbols.h"
#include "indexer/extract/word/flow.h"
#include "indexer/extract/word/labelled.h"
#include "indexer/extract/word/word_style.h"

/* Boxes in paragraphs in boxes deeper than this are left out; the XML reader stops before. */
#define PARAGRAPHS_OPEN 64

typedef enum element_form {
    FORM_OTHER = 0,
    FORM_PARAGRAPH,
    FORM_RUN,
    FORM_TEXT,
    FORM_TAB,
    FORM_BREAK,
    FORM_HYPHEN,
    FORM_SYMBOL,
    FORM_PARAGRAPH_PROPERTIES,
    FORM_RUN_PROPERTIES,
    FORM_STYLE,
    FORM_RUN_STYLE,
    FORM_LIST,
    FORM_LEVEL,
    FORM_OUTLINE,
    FORM_VANISH,
    FORM_TABLE,
    FORM_ROW,
    FORM_CELL,
    FORM_ALTERNATIVES,
    FORM_CHOICE,
    FORM_NOTE,
    FORM_FIELD,      /* whole, its code an attribute */
    FORM_FIELD_MARK, /* its beginning, the end of its code, its end */
    FORM_FIELD_CODE,
    FORM_FIELD_CHOICE, /* what was chosen in a form: a tick, a line of a list */
    FORM_SECTION,
    FORM_DELETED,
    FORM_DROPPED
} element_form;

typedef struct element_row {
    const char *name;
    element_form form;
} element_row;

static const element_row ELEMENTS[] = {
    {"p", FORM_PARAGRAPH},
    {"r", FORM_RUN},
    {"t", FORM_TEXT},
    {"tab", FORM_TAB},
    {"ptab", FORM_TAB},
    {"br", FORM_BREAK},
    {"cr", FORM_BREAK},
    {"noBreakHyphen", FORM_HYPHEN},
    {"sym", FORM_SYMBOL},
    {"pPr", FORM_PARAGRAPH_PROPERTIES},
    {"rPr", FORM_RUN_PROPERTIES},
    {"pStyle", FORM_STYLE},
    {"rStyle", FORM_RUN_STYLE},
    {"numId", FORM_LIST},
    {"ilvl", FORM_LEVEL},
    {"outlineLvl", FORM_OUTLINE},
    {"vanish", FORM_VANISH},
    {"tbl", FORM_TABLE},
    {"tr", FORM_ROW},
    {"tc", FORM_CELL},
    {"AlternateContent", FORM_ALTERNATIVES},
    {"Choice", FORM_CHOICE},
    {"Fallback", FORM_CHOICE},
    {"footnote", FORM_NOTE},
    {"endnote", FORM_NOTE},
    {"comment", FORM_NOTE},
    {"fldSimple", FORM_FIELD},
    {"fldChar", FORM_FIELD_MARK},
    {"instrText", FORM_FIELD_CODE},
    {"checked", FORM_FIELD_CHOICE},
    {"default", FORM_FIELD_CHOICE},
    {"result", FORM_FIELD_CHOICE},
    {"listEntry", FORM_FIELD_CHOICE},
    {"sectPr", FORM_SECTION},
    {"del", FORM_DELETED},
    {"moveFrom", FORM_DELETED},
    /* Deleted text and field codes, settings, readings of ruby, old properties. */
    {"delText", FORM_DROPPED},
    {"delInstrText", FORM_DROPPED},
    {"sdtPr", FORM_DROPPED},
    {"rt", FORM_DROPPED},
    {"pPrChange", FORM_DROPPED},
    {"rPrChange", FORM_DROPPED},
    {"tblPrChange", FORM_DROPPED},
    {"sectPrChange", FORM_DROPPED},
    {"numberingChange", FORM_DROPPED},
};

/* A paragraph that is being read; a text box opens another inside of it. */
typedef struct paragraph {
    GString *text;
    char *style;
    int list;
    int level;
    int outline;
    bool hidden;        /* the run that is being read */
    bool in_properties; /* of the paragraph */
    bool unmarked;      /* its end is hidden, deleted or that of a section */
    bool page_number;   /* it holds one, which is left out of headers and footers */
    int run_properties;
} paragraph;

struct foi_docx_body {
    foi_output *output;
    foi_docx_styles *styles;
    GHashTable *forms;
    foi_flow *flow;
    foi_docx_part part;
    GPtrArray *open; /* of paragraph * */
    unsigned lost;   /* paragraphs open beyond the limit */
    GArray *chosen;  /* of bool, for each open choice: one was read */
    int dropped_at;  /* depth of the element that is being left out; -1: none */
    bool in_text;
    bool in_code;
    foi_docx_fields *fields;
};

static void paragraph_free(void *data)
{
    paragraph *one = data;
    g_string_free(one->text, TRUE);
    g_free(one->style);
    g_free(one);
}

foi_docx_body *foi_docx_body_new(foi_output *output, foi_docx_styles *styles)
{
    foi_docx_body *body = g_new0(foi_docx_body, 1);
    body->output = output;
    body->styles = styles;
    body->forms = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        g_hash_table_insert(body->forms, (void *)ELEMENTS[i].name, (void *)&ELEMENTS[i]);
    body->flow = foi_flow_new(output);
    body->open = g_ptr_array_new_with_free_func(paragraph_free);
    body->chosen = g_array_new(FALSE, FALSE, sizeof(bool));
    body->fields = foi_docx_fields_new(styles);
    return body;
}

void foi_docx_body_free(foi_docx_body *body)
{
    if (body == NULL)
        return;
    g_hash_table_unref(body->forms);
    foi_flow_free(body->flow);
    g_ptr_array_unref(body->open);
    g_array_unref(body->chosen);
    foi_docx_fields_free(body->fields);
    g_free(body);
}

static paragraph *current(const foi_docx_body *body)
{
    return body->open->len == 0 || body->lost > 0
               ? NULL
               : g_ptr_array_index(body->open, body->open->len - 1);
}

/* --- paragraphs --- */

static void start_paragraph(foi_docx_body *body)
{
    if (body->lost > 0 || body->open->len >= PARAGRAPHS_OPEN) {
        body->lost++;
        foi_output_status(body->output, FOI_READ_PARTIAL,
                          "text boxes lie in each other deeper than the limit allows");
        return;
    }
    paragraph *one = g_new0(paragraph, 1);
    one->text = g_string_new(NULL);
    one->list = one->level = one->outline = -1;
    g_ptr_array_add(body->open, one);
}

/* "Page 3 of 7" without its numbers. */
static bool is_page_line(const paragraph *one)
{
    if (!one->page_number)
        return false;
    g_auto(GStrv) words = g_strsplit_set(one->text->str, " \t\n-\u2013/|.:()", 0);
    for (char **word = words; *word != NULL; word++)
        if (**word != '\0' && g_ascii_strcasecmp(*word, "page") != 0 &&
            g_ascii_strcasecmp(*word, "of") != 0)
            return false;
    return true;
}

static void give_paragraph(foi_docx_body *body, const paragraph *one)
{
    foi_docx_style style = foi_docx_styles_find(body->styles, one->style);
    int list = one->list >= 0 ? one->list : style.list;
    int level = one->level >= 0 ? one->level : MAX(style.level, 0);
    foi_list_label label = {NULL, 0, false};
    bool blank = foi_word_is_blank(one->text);
    /* An empty paragraph of a list counts as well. */
    if (list > 0 && !(blank && one->unmarked))
        label = foi_lists_count(foi_docx_styles_lists(body->styles), list, level);
    if (blank || is_page_line(one)) {
        g_free(label.text);
        return;
    }
    bool heading = style.heading || (one->outline >= 0 && one->outline < FOI_LIST_LEVELS);
    bool item = label.item && label.number == 0;
    foi_block_kind kind = foi_word_kind(heading, style.quote, item, one->text);
    foi_labelled_give(body->flow, kind, &label, one->text, body->open->len > 1);
}

static void end_paragraph(foi_docx_body *body)
{
    if (body->lost > 0) {
        body->lost--;
        return;
    }
    if (body->open->len == 0)
        return;
    give_paragraph(body, g_ptr_array_index(body->open, body->open->len - 1));
    g_ptr_array_set_size(body->open, (gint)body->open->len - 1);
}

/* --- elements --- */

static void append(foi_docx_body *body, const char *text)
{
    paragraph *one = current(body);
    if (one == NULL || one->hidden || one->in_properties)
        return;
    if (body->part == FOI_DOCX_MARGIN && foi_docx_fields_in_page_number(body->fields)) {
        one->page_number = true;
        return;
    }
    g_string_append(one->text, text);
    foi_flow_spill(body->flow, one->text);
}

static void append_symbol(foi_docx_body *body, xmlTextReader *reader)
{
    g_autofree char *font = foi_xml_attribute(reader, "font");
    g_autofree char *code = foi_xml_attribute(reader, "char");
    g_autoptr(GString) sign = g_string_new(NULL);
    foi_docx_symbol_append(sign, font, code == NULL ? 0 : g_ascii_strtoull(code, NULL, 16));
    append(body, sign->str);
}

static void start_property(foi_docx_body *body, xmlTextReader *reader, element_form form)
{
    paragraph *one = current(body);
    if (one == NULL)
        return;
    bool of_run = one->run_properties > 0 && !one->in_properties;
    if (form == FORM_VANISH && one->in_properties) {
        one->unmarked = foi_ooxml_is_on(reader);
    } else if (form == FORM_VANISH && of_run) {
        one->hidden = foi_ooxml_is_on(reader);
    } else if (form == FORM_RUN_STYLE && of_run) {
        g_autofree char *style = foi_xml_attribute(reader, "val");
        one->hidden |= foi_docx_styles_find(body->styles, style).hidden;
    } else if (form == FORM_STYLE) {
        g_free(one->style);
        one->style = foi_xml_attribute(reader, "val");
    } else if (form == FORM_LIST) {
        one->list = foi_xml_number(reader, "val", -1);
    } else if (form == FORM_LEVEL) {
        one->level = foi_xml_number(reader, "val", -1);
    } else if (form == FORM_OUTLINE) {
        one->outline = foi_xml_number(reader, "val", -1);
    }
}

/* Of several forms of the same thing the first is read. */
static bool is_other_choice(foi_docx_body *body)
{
    if (body->chosen->len == 0)
        return false;
    bool *chosen = &g_array_index(body->chosen, bool, body->chosen->len - 1);
    bool other = *chosen;
    *chosen = true;
    return other;
}

static bool is_separator(foi_docx_body *body, xmlTextReader *reader)
{
    g_autofree char *kind = foi_xml_attribute(reader, "type");
    return body->part == FOI_DOCX_NOTES && kind != NULL && strcmp(kind, "normal") != 0;
}

static void start_run(foi_docx_body *body)
{
    paragraph *one = current(body);
    if (one != NULL)
        one->hidden = foi_docx_styles_find(body->styles, one->style).hidden;
}

static void set_properties(foi_docx_body *body, element_form form, bool start)
{
    paragraph *one = current(body);
    if (one == NULL)
        return;
    if (form == FORM_PARAGRAPH_PROPERTIES)
        one->in_properties = start;
    else
        one->run_properties += start ? 1 : -1;
}

static void start_break(foi_docx_body *body, xmlTextReader *reader)
{
    g_autofree char *kind = foi_xml_attribute(reader, "type");
    append(body, kind != NULL && strcmp(kind, "textWrapping") != 0 ? " " : "\n");
}

static void start_table_part(foi_docx_body *body, element_form form)
{
    if (form == FORM_TABLE)
        foi_flow_start_table(body->flow);
    else if (form == FORM_ROW)
        foi_flow_start_row(body->flow);
    else
        foi_flow_start_cell(body->flow);
}

static void open_choice(foi_docx_body *body)
{
    bool chosen = false;
    g_array_append_val(body->chosen, chosen);
}

/* A number that stands in no file: programs count it. */
static void print_field(foi_docx_body *body)
{
    g_autofree char *printed = foi_docx_fields_result(body->fields);
    if (printed != NULL)
        append(body, printed);
}

static void start_field(foi_docx_body *body, xmlTextReader *reader, element_form form)
{
    g_autofree char *value =
        foi_xml_attribute(reader, form == FORM_FIELD ? "instr" : "fldCharType");
    if (form == FORM_FIELD_CODE) {
        body->in_code = true;
    } else if (form == FORM_FIELD) {
        foi_docx_fields_start(body->fields);
        foi_docx_fields_code(body->fields, value == NULL ? "" : value);
        print_field(body);
    } else if (value != NULL && strcmp(value, "begin") == 0) {
        foi_docx_fields_start(body->fields);
    } else if (value != NULL) {
        print_field(body);
        if (strcmp(value, "end") == 0)
            foi_docx_fields_end(body->fields);
    }
}

static void choose(foi_docx_body *body, xmlTextReader *reader)
{
    g_autofree char *name = g_strdup((const char *)xmlTextReaderConstLocalName(reader));
    g_autofree char *value = foi_xml_attribute(reader, "val");
    foi_docx_fields_choice(body->fields, name, value);
}

/* Whether nothing of the element is read. */
static bool is_dropped(foi_docx_body *body, xmlTextReader *reader, element_form form)
{
    paragraph *one = current(body);
    if ((form == FORM_DELETED || form == FORM_SECTION) && one != NULL && one->in_properties)
        one->unmarked = true;
    if (form == FORM_CHOICE)
        return is_other_choice(body);
    if (form == FORM_NOTE)
        return is_separator(body, reader);
    return form >= FORM_SECTION;
}

static void start_element(foi_docx_body *body, xmlTextReader *reader, element_form form)
{
    if (is_dropped(body, reader, form)) {
        body->dropped_at = xmlTextReaderDepth(reader);
        return;
    }
    if (form == FORM_PARAGRAPH)
        start_paragraph(body);
    else if (form == FORM_RUN)
        start_run(body);
    else if (form == FORM_TEXT)
        body->in_text = true;
    else if (form == FORM_TAB)
        append(body, "\t");
    else if (form == FORM_BREAK)
        start_break(body, reader);
    else if (form == FORM_HYPHEN)
        append(body, "-");
    else if (form == FORM_SYMBOL)
        append_symbol(body, reader);
    else if (form == FORM_PARAGRAPH_PROPERTIES || form == FORM_RUN_PROPERTIES)
        set_properties(body, form, true);
    else if (form >= FORM_STYLE && form <= FORM_VANISH)
        start_property(body, reader, form);
    else if (form >= FORM_TABLE && form <= FORM_CELL)
        start_table_part(body, form);
    else if (form == FORM_ALTERNATIVES)
        open_choice(body);
    else if (form == FORM_FIELD_CHOICE)
        choose(body, reader);
    else if (form >= FORM_FIELD && form <= FORM_FIELD_CODE)
        start_field(body, reader, form);
}

static void end_element(foi_docx_body *body, element_form form)
{
    if (form == FORM_PARAGRAPH)
        end_paragraph(body);
    else if (form == FORM_TEXT)
        body->in_text = false;
    else if (form == FORM_PARAGRAPH_PROPERTIES || form == FORM_RUN_PROPERTIES)
        set_properties(body, form, false);
    else if (form == FORM_ROW)
        foi_flow_end_row(body->flow);
    else if (form == FORM_TABLE)
        foi_flow_end_table(body->flow);
    else if (form == FORM_FIELD)
        foi_docx_fields_end(body->fields);
    else if (form == FORM_FIELD_CODE)
        body->in_code = false;
    else if (form == FORM_ALTERNATIVES && body->chosen->len > 0)
        g_array_set_size(body->chosen, body->chosen->len - 1);
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_docx_body *body = data;
    if (body->dropped_at >= 0) {
        if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader) == body->dropped_at)
            body->dropped_at = -1;
        return foi_flow_more(body->flow);
    }
    if (foi_xml_is_text(type)) {
        if (body->in_text)
            append(body, (const char *)xmlTextReaderConstValue(reader));
        else if (body->in_code)
            foi_docx_fields_code(body->fields, (const char *)xmlTextReaderConstValue(reader));
        return foi_flow_more(body->flow);
    }
    const element_row *row = g_hash_table_lookup(body->forms, name);
    if (row == NULL)
        return foi_flow_more(body->flow);
    if (type == XML_READER_TYPE_ELEMENT)
        start_element(body, reader, row->form);
    else if (type == XML_READER_TYPE_END_ELEMENT)
        end_element(body, row->form);
    return foi_flow_more(body->flow);
}

foi_parts_end foi_docx_body_read(foi_docx_body *body, foi_parts *package, const char *name,
                                 foi_docx_part part)
{
    body->part = part;
    body->dropped_at = -1;
    body->lost = 0;
    body->in_text = body->in_code = false;
    g_array_set_size(body->chosen, 0);
    foi_docx_fields_reset(body->fields);
    foi_flow_set_once(body->flow, part == FOI_DOCX_MARGIN);
    if (!foi_flow_more(body->flow))
        return FOI_PARTS_WHOLE; /* The budget is spent, which was reported. */
    foi_parts_end end = foi_parts_read(package, name, visit, body);
    /* Text before a defect stays. */
    while (body->open->len > 0 || body->lost > 0)
        end_paragraph(body);
    foi_flow_finish(body->flow);
    return end;
}
