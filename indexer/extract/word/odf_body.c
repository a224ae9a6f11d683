#include "indexer/extract/word/odf_body.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/odf_text.h"
#include "indexer/extract/word/flow.h"
#include "indexer/extract/word/labelled.h"
#include "indexer/extract/word/odf_lists.h"
#include "indexer/extract/word/word_style.h"

/* Boxes in paragraphs in boxes deeper than this are left out; the XML reader stops before. */
#define PARAGRAPHS_OPEN 64

typedef enum element_form {
    FORM_OTHER = 0,
    FORM_REGION, /* one that a region may be */
    FORM_PARAGRAPH,
    FORM_HEADING,
    FORM_LIST,
    FORM_ITEM,
    FORM_TABLE,
    FORM_ROW,
    FORM_CELL,
    FORM_COVERED,
    FORM_NOTE,
    FORM_DECLARATION, /* of a footer that slides share */
    FORM_HIDDEN,
    FORM_PAGE,
    FORM_PAGE_NOTES,
    FORM_SHAPE
} element_form;

typedef struct element_row {
    const char *name;
    element_form form;
} element_row;

static const element_row ELEMENTS[] = {
    {"body", FORM_REGION},
    {"header", FORM_REGION},
    {"header-left", FORM_REGION},
    {"header-first", FORM_REGION},
    {"footer", FORM_REGION},
    {"footer-left", FORM_REGION},
    {"footer-first", FORM_REGION},
    {"master-page", FORM_REGION},
    {"p", FORM_PARAGRAPH},
    {"h", FORM_HEADING},
    {"list", FORM_LIST},
    {"list-item", FORM_ITEM},
    {"table", FORM_TABLE},
    {"table-row", FORM_ROW},
    {"table-cell", FORM_CELL},
    {"covered-table-cell", FORM_COVERED},
    {"note", FORM_NOTE},
    {"annotation", FORM_NOTE},
    {"header-decl", FORM_DECLARATION},
    {"footer-decl", FORM_DECLARATION},
    {"hidden-paragraph", FORM_HIDDEN},
    {"page", FORM_PAGE},
    {"notes", FORM_PAGE_NOTES},
    {"frame", FORM_SHAPE},
    {"custom-shape", FORM_SHAPE},
};

/* A paragraph that is being read; a text box or a note opens another inside of it. */
typedef struct paragraph {
    GString *text;
    char *style;
    int outline; /* of a heading, from 1; 0: it is none */
    bool in_note;
    bool hidden;
} paragraph;

struct foi_odf_body {
    foi_odf *odf;
    foi_odf_styles *styles;
    foi_odf_view view;
    foi_odf_lists *lists;
    foi_flow *flow;
    GHashTable *forms;
    foi_odf_region region;
    int active_at;   /* depth of the element that the region is; -1: outside of it */
    GPtrArray *open; /* of paragraph * */
    unsigned lost;   /* paragraphs open beyond the limit */
    GPtrArray *kept; /* of char *: notes and comments that come behind the text */
    size_t kept_bytes;
    unsigned notes;    /* open */
    int title_at;      /* depth of the shape that is the title of a slide; -1: none */
    bool in_page_note; /* of a slide */
};

static void paragraph_free(void *data)
{
    paragraph *one = data;
    g_string_free(one->text, TRUE);
    g_free(one->style);
    g_free(one);
}

foi_odf_body *foi_odf_body_new(foi_odf *odf, foi_odf_styles *styles)
{
    foi_odf_body *body = g_new0(foi_odf_body, 1);
    body->odf = odf;
    body->styles = styles;
    body->view = (foi_odf_view){styles, -1};
    body->lists = foi_odf_lists_new(styles);
    body->flow = foi_flow_new(odf->output);
    body->forms = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        g_hash_table_insert(body->forms, (void *)ELEMENTS[i].name, (void *)&ELEMENTS[i]);
    body->open = g_ptr_array_new_with_free_func(paragraph_free);
    body->kept = g_ptr_array_new_with_free_func(g_free);
    return body;
}

void foi_odf_body_free(foi_odf_body *body)
{
    if (body == NULL)
        return;
    foi_odf_lists_free(body->lists);
    foi_flow_free(body->flow);
    g_hash_table_unref(body->forms);
    g_ptr_array_unref(body->open);
    g_ptr_array_unref(body->kept);
    g_free(body);
}

/* --- paragraphs --- */

static paragraph *current(const foi_odf_body *body)
{
    return body->open->len == 0 || body->lost > 0
               ? NULL
               : g_ptr_array_index(body->open, body->open->len - 1);
}

static void give_kept(foi_odf_body *body)
{
    for (guint i = 0; i < body->kept->len; i++) {
        const char *text = g_ptr_array_index(body->kept, i);
        foi_flow_give(body->flow, FOI_BLOCK_PARAGRAPH, 0, text, strlen(text));
    }
    g_ptr_array_set_size(body->kept, 0);
    body->kept_bytes = 0;
}

/* Notes are kept back until their text is complete, though never more than may be given. */
static void keep(foi_odf_body *body, const GString *text)
{
    g_ptr_array_add(body->kept, g_strdup(text->str));
    body->kept_bytes += text->len;
    if (body->kept_bytes > foi_output_room(body->odf->output))
        give_kept(body);
}

static void start_paragraph(foi_odf_body *body, xmlTextReader *reader, element_form form)
{
    if (body->lost > 0 || body->open->len >= PARAGRAPHS_OPEN) {
        body->lost++;
        foi_output_status(body->odf->output, FOI_READ_PARTIAL,
                          "text boxes lie in each other deeper than the limit allows");
        return;
    }
    paragraph *one = g_new0(paragraph, 1);
    one->text = g_string_new(NULL);
    one->style = foi_xml_attribute(reader, "style-name");
    one->outline = form == FORM_HEADING ? MAX(foi_xml_number(reader, "outline-level", 1), 1) : 0;
    one->in_note = body->notes > 0 || form == FORM_DECLARATION;
    g_ptr_array_add(body->open, one);
}

static foi_block_kind kind_of(const foi_odf_body *body, const paragraph *one,
                              const foi_odf_style *style, const foi_list_label *label)
{
    bool titled = one->outline > 0 || style->heading || body->title_at >= 0;
    return foi_word_kind(titled, style->quote, label->item && label->number == 0, one->text);
}

static void give_paragraph(foi_odf_body *body, const paragraph *one)
{
    if (foi_word_is_blank(one->text) || one->hidden)
        return;
    if (one->in_note) {
        keep(body, one->text);
        return;
    }
    foi_odf_style style = foi_odf_styles_find(body->styles, "paragraph", one->style);
    foi_list_label label = {NULL, 0, false};
    if (body->open->len == 1)
        label = foi_odf_lists_count(body->lists, style.unnumbered ? 0 : one->outline);
    foi_block_kind kind = kind_of(body, one, &style, &label);
    foi_labelled_give(body->flow, kind, &label, one->text, body->open->len > 1);
}

static void end_paragraph(foi_odf_body *body)
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

static void append(foi_odf_body *body, xmlTextReader *reader, int type, const char *name)
{
    paragraph *one = current(body);
    /* What stands in a comment beside its paragraphs is no text of the one around it. */
    if (one == NULL || (body->notes > 0 && !one->in_note))
        return;
    foi_odf_append(one->text, reader, type, name);
    if (!one->in_note && !one->hidden)
        foi_flow_spill(body->flow, one->text);
}

/* --- slides --- */

static bool is_one_of(const char *name, const char *const *names)
{
    return name != NULL && g_strv_contains(names, name);
}

/* Shapes of a slide say what they are for: titles, samples that only the master has, and what the
 * page of notes repeats of the slide. */
static void start_shape(foi_odf_body *body, xmlTextReader *reader)
{
    static const char *const SAMPLES[] = {"title", "outline",   "subtitle",    "text", "notes",
                                          "page",  "date-time", "page-number", NULL};
    static const char *const REPEATED[] = {"page",      "header",      "footer",
                                           "date-time", "page-number", NULL};
    g_autofree char *purpose = foi_xml_attribute(reader, "class");
    if (body->region == FOI_ODF_MASTERS ? is_one_of(purpose, SAMPLES)
                                        : body->in_page_note && is_one_of(purpose, REPEATED))
        foi_odf_drop(&body->view, reader);
    else if (purpose != NULL && strcmp(purpose, "title") == 0 && body->title_at < 0)
        body->title_at = xmlTextReaderDepth(reader);
}

static void end_shape(foi_odf_body *body, xmlTextReader *reader)
{
    if (body->title_at == xmlTextReaderDepth(reader))
        body->title_at = -1;
}

static void end_page(foi_odf_body *body)
{
    give_kept(body);
    body->in_page_note = false;
    body->title_at = -1;
}

/* --- elements --- */

static bool is_region(const foi_odf_body *body, xmlTextReader *reader, const char *name)
{
    static const char *const NAMES[] = {[FOI_ODF_BODY] = "body",
                                        [FOI_ODF_HEADERS] = "header",
                                        [FOI_ODF_FOOTERS] = "footer",
                                        [FOI_ODF_MASTERS] = "master-page"};
    g_autofree char *display = foi_xml_attribute(reader, "display");
    return g_str_has_prefix(name, NAMES[body->region]) &&
           (display == NULL || strcmp(display, "false") != 0);
}

/* Before the region: whether NODE begins it. A page style that no sheet uses is passed over. */
static void find_region(foi_odf_body *body, xmlTextReader *reader, int type, const char *name)
{
    const element_row *row =
        type == XML_READER_TYPE_ELEMENT ? g_hash_table_lookup(body->forms, name) : NULL;
    if (row == NULL || row->form != FORM_REGION)
        return;
    g_autofree char *page =
        strcmp(name, "master-page") == 0 ? foi_xml_attribute(reader, "name") : NULL;
    if (page != NULL && !foi_odf_styles_uses_page(body->styles, page))
        foi_odf_drop(&body->view, reader);
    else if (is_region(body, reader, name))
        body->active_at = xmlTextReaderDepth(reader);
}

static void start_cell(foi_odf_body *body, xmlTextReader *reader, element_form form)
{
    foi_flow_start_cell(body->flow);
    if (form == FORM_COVERED)
        foi_odf_drop(&body->view, reader);
}

/* The numbers that a chart is drawn from are no table of the text. */
static void start_table(foi_odf_body *body, xmlTextReader *reader)
{
    g_autofree char *name = foi_xml_attribute(reader, "name");
    if (name != NULL && strcmp(name, "local-table") == 0)
        foi_odf_drop(&body->view, reader);
    else
        foi_flow_start_table(body->flow);
}

static void hide_paragraph(foi_odf_body *body, xmlTextReader *reader)
{
    paragraph *one = current(body);
    g_autofree char *value = foi_xml_attribute(reader, "is-hidden");
    if (one != NULL && value != NULL && strcmp(value, "true") == 0)
        one->hidden = true;
}

static void start_page(foi_odf_body *body)
{
    foi_output_page(body->odf->output);
    end_page(body);
}

static void start_element(foi_odf_body *body, xmlTextReader *reader, element_form form)
{
    bool in_note = body->notes > 0;
    if (form == FORM_PARAGRAPH || form == FORM_HEADING || form == FORM_DECLARATION)
        start_paragraph(body, reader, form);
    else if (form == FORM_NOTE)
        body->notes++;
    else if (form == FORM_LIST)
        foi_odf_lists_open(body->lists, reader);
    else if (form == FORM_ITEM)
        foi_odf_lists_item(body->lists, reader);
    else if (form == FORM_TABLE && !in_note)
        start_table(body, reader);
    else if (form == FORM_ROW && !in_note)
        foi_flow_start_row(body->flow);
    else if ((form == FORM_CELL || form == FORM_COVERED) && !in_note)
        start_cell(body, reader, form);
    else if (form == FORM_HIDDEN)
        hide_paragraph(body, reader);
    else if (form == FORM_PAGE)
        start_page(body);
    else if (form == FORM_PAGE_NOTES)
        body->in_page_note = true;
    else if (form == FORM_SHAPE)
        start_shape(body, reader);
}

static void end_element(foi_odf_body *body, xmlTextReader *reader, element_form form)
{
    bool in_note = body->notes > 0;
    if (form == FORM_PARAGRAPH || form == FORM_HEADING || form == FORM_DECLARATION)
        end_paragraph(body);
    else if (form == FORM_NOTE && in_note)
        body->notes--;
    else if (form == FORM_LIST)
        foi_odf_lists_close(body->lists);
    else if (form == FORM_ROW && !in_note)
        foi_flow_end_row(body->flow);
    else if (form == FORM_TABLE && !in_note)
        foi_flow_end_table(body->flow);
    else if (form == FORM_PAGE)
        end_page(body);
    else if (form == FORM_PAGE_NOTES)
        body->in_page_note = false;
    else if (form == FORM_SHAPE)
        end_shape(body, reader);
}

/* Text before a defect stays. */
static void finish(foi_odf_body *body)
{
    while (body->open->len > 0 || body->lost > 0)
        end_paragraph(body);
    foi_flow_finish(body->flow);
    foi_odf_lists_finish(body->lists);
    body->notes = 0;
    end_page(body);
}

static void visit_region(foi_odf_body *body, xmlTextReader *reader, int type, const char *name)
{
    if (type == XML_READER_TYPE_END_ELEMENT && xmlTextReaderDepth(reader) == body->active_at) {
        body->active_at = -1;
        finish(body);
        return;
    }
    append(body, reader, type, name);
    const element_row *row = g_hash_table_lookup(body->forms, name);
    if (row == NULL)
        return;
    if (type == XML_READER_TYPE_ELEMENT)
        start_element(body, reader, row->form);
    else if (type == XML_READER_TYPE_END_ELEMENT)
        end_element(body, reader, row->form);
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    foi_odf_body *body = data;
    foi_odf_styles_visit(body->styles, reader, type, name);
    if (foi_odf_hides(&body->view, reader, type, name))
        return foi_flow_more(body->flow);
    if (body->active_at >= 0)
        visit_region(body, reader, type, name);
    else
        find_region(body, reader, type, name);
    return foi_flow_more(body->flow);
}

foi_parts_end foi_odf_body_read(foi_odf_body *body, const char *part, foi_odf_region region)
{
    if (!foi_flow_more(body->flow))
        return FOI_PARTS_WHOLE; /* The budget is spent, which was reported. */
    body->region = region;
    body->active_at = body->view.dropped_at = body->title_at = -1;
    foi_odf_styles_start_part(body->styles);
    foi_flow_set_once(body->flow, region != FOI_ODF_BODY);
    foi_parts_end end = foi_odf_read(body->odf, part, visit, body);
    finish(body);
    return end;
}

void foi_odf_body_read_objects(foi_odf_body *body)
{
    g_autoptr(GPtrArray) objects = foi_odf_objects(body->odf);
    for (guint i = 0; i < objects->len; i++)
        foi_odf_body_read(body, g_ptr_array_index(objects, i), FOI_ODF_BODY);
}
