#include "indexer/extract/sheet/ods_sheet.h"

#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/package/odf_text.h"
#include "indexer/extract/sheet/sheet_rows.h"

/* A cell or row that is there more often is given so often: `partial`. */
#define COPIES 1000

typedef enum element_form {
    FORM_OTHER = 0,
    FORM_TABLE,
    FORM_ROW,
    FORM_CELL,
    FORM_COVERED,
    FORM_PARAGRAPH,
    FORM_BESIDE /* a comment or a drawing */
} element_form;

static const struct {
    const char *name;
    element_form form;
} ELEMENTS[] = {
    {"table-cell", FORM_CELL},     {"p", FORM_PARAGRAPH},
    {"table-row", FORM_ROW},       {"covered-table-cell", FORM_COVERED},
    {"table", FORM_TABLE},         {"annotation", FORM_BESIDE},
    {"shapes", FORM_BESIDE},       {"frame", FORM_BESIDE},
    {"custom-shape", FORM_BESIDE}, {"rect", FORM_BESIDE},
    {"caption", FORM_BESIDE},      {"g", FORM_BESIDE},
};

/* A cell of the row that is being read. */
typedef struct cell {
    char *text;
    guint32 column;
    guint32 copies;
} cell;

typedef struct sheets {
    foi_odf *odf;
    foi_odf_styles *styles;
    foi_odf_view view;
    foi_sheet_rows *rows; /* of the sheet that is open; NULL: none */
    unsigned read;
    bool in_body;
    guint32 row; /* from 1 */
    guint32 row_copies;
    guint32 column; /* from 1 */
    guint32 cell_copies;
    bool in_cell;
    GArray *cells;  /* of cell */
    GString *text;  /* of the cell */
    char *value;    /* of the cell where it shows no text */
    int beside_at;  /* depth of the comment or drawing; -1: outside of one */
    char *place;    /* of the comment: "B2: "; NULL: none */
    GString *other; /* text of the comment or drawing */
    bool in_paragraph;
    GPtrArray *kept; /* of char *: comments and drawings of the sheet */
    size_t kept_bytes;
    bool more;
} sheets;

static void cell_clear(void *data)
{
    g_free(((cell *)data)->text);
}

static guint32 repeated(xmlTextReader *reader, const char *attribute)
{
    return (guint32)MAX(foi_xml_number(reader, attribute, 1), 1);
}

/* --- sheets --- */

static void give_kept(sheets *in)
{
    for (guint i = 0; i < in->kept->len && in->more; i++) {
        const char *text = g_ptr_array_index(in->kept, i);
        in->more = foi_sheet_rows_paragraph(in->rows, text, strlen(text));
    }
    g_ptr_array_set_size(in->kept, 0);
    in->kept_bytes = 0;
}

static void end_sheet(sheets *in)
{
    if (in->rows == NULL)
        return;
    in->more = foi_sheet_rows_flush(in->rows) && in->more;
    give_kept(in);
    g_clear_pointer(&in->rows, foi_sheet_rows_free);
}

static void start_sheet(sheets *in, xmlTextReader *reader)
{
    if (in->rows != NULL)
        return; /* A table in a drawing. */
    if (in->read++ == FOI_SHEETS) {
        foi_output_status(in->odf->output, FOI_READ_PARTIAL,
                          "the workbook has more sheets than the limit allows");
        in->more = false;
        return;
    }
    g_autofree char *said = foi_xml_attribute(reader, "name");
    g_autofree char *style = foi_xml_attribute(reader, "style-name");
    g_autofree char *name = said != NULL ? g_strdup(said) : g_strdup_printf("Sheet %u", in->read);
    bool hidden = foi_odf_styles_find(in->styles, "table", style).hidden;
    g_autofree char *heading = g_strconcat(name, hidden ? " (hidden sheet)" : "", NULL);
    in->rows = foi_sheet_rows_new(in->odf->output, name, heading);
    in->row = in->column = 0;
}

/* --- rows and cells --- */

static void start_row(sheets *in, xmlTextReader *reader)
{
    in->row_copies = repeated(reader, "number-rows-repeated");
    in->column = 0;
    g_array_set_size(in->cells, 0);
}

static void give_row(sheets *in, guint32 number)
{
    for (guint i = 0; i < in->cells->len && in->more; i++) {
        const cell *one = &g_array_index(in->cells, cell, i);
        size_t length = strlen(one->text);
        for (guint32 k = 0; k < one->copies && in->more; k++)
            in->more = foi_sheet_rows_add(in->rows, number, one->column + k, one->text, length);
    }
}

static void note_copies(const sheets *in)
{
    foi_output_status(in->odf->output, FOI_READ_PARTIAL,
                      "a row or cell is repeated more often than the limit allows");
}

static void end_row(sheets *in)
{
    guint32 copies = in->cells->len == 0 ? 0 : MIN(in->row_copies, COPIES);
    for (guint32 i = 0; i < copies && in->more; i++)
        give_row(in, in->row + i + 1);
    if (in->cells->len > 0 && in->row_copies > COPIES)
        note_copies(in);
    in->row = MIN(in->row + in->row_copies, G_MAXINT32);
    g_array_set_size(in->cells, 0);
}

/* What a cell holds that shows no text: the form of it is not known then. */
static char *cell_value(xmlTextReader *reader)
{
    static const char *const NAMES[] = {"string-value", "date-value", "time-value", "boolean-value",
                                        "value"};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        char *value = foi_xml_attribute(reader, NAMES[i]);
        if (value != NULL)
            return value;
    }
    return NULL;
}

static void start_cell(sheets *in, xmlTextReader *reader, bool covered)
{
    in->cell_copies = repeated(reader, "number-columns-repeated");
    in->column = MIN(in->column, G_MAXINT32) + 1;
    in->in_cell = true;
    g_string_truncate(in->text, 0);
    g_clear_pointer(&in->value, g_free);
    if (covered)
        foi_odf_drop(&in->view, reader);
    else
        in->value = cell_value(reader);
}

static void end_cell(sheets *in)
{
    in->in_cell = false;
    const char *text = in->text->len > 0 || in->value == NULL ? in->text->str : in->value;
    if (*text != '\0' && in->column > FOI_SHEET_COLUMN_LAST) {
        foi_output_status(in->odf->output, FOI_READ_PARTIAL,
                          "a cell lies outside of what a sheet can hold");
    } else if (*text != '\0') {
        guint32 room = FOI_SHEET_COLUMN_LAST - in->column + 1;
        cell one = {g_strdup(text), in->column, MIN(MIN(in->cell_copies, COPIES), room)};
        g_array_append_val(in->cells, one);
        if (in->cell_copies > COPIES)
            note_copies(in);
    }
    in->column += in->cell_copies - 1;
}

/* --- comments and drawings --- */

static void start_beside(sheets *in, xmlTextReader *reader, const char *name)
{
    in->beside_at = xmlTextReaderDepth(reader);
    g_string_truncate(in->other, 0);
    g_clear_pointer(&in->place, g_free);
    if (!in->in_cell || strcmp(name, "annotation") != 0)
        return;
    char letters[8];
    unsigned count = 0;
    for (guint32 left = MIN(in->column, FOI_SHEET_COLUMN_LAST); left > 0; left = (left - 1) / 26)
        letters[count++] = (char)('A' + (left - 1) % 26);
    letters[count] = '\0';
    g_strreverse(letters);
    in->place = g_strdup_printf("%s%u: ", letters, in->row + 1);
}

static void keep(sheets *in)
{
    if (in->other->len > 0) {
        g_ptr_array_add(in->kept,
                        g_strconcat(in->place == NULL ? "" : in->place, in->other->str, NULL));
        in->kept_bytes += in->other->len;
        if (in->kept_bytes > foi_output_room(in->odf->output))
            give_kept(in);
    }
    g_clear_pointer(&in->place, g_free);
    g_string_truncate(in->other, 0);
}

/* --- nodes --- */

/* The text that the node at hand belongs to, up to the limit of a cell. */
static GString *target(sheets *in)
{
    return in->beside_at >= 0 ? in->other : in->text;
}

static void start_paragraph(sheets *in)
{
    in->in_paragraph = in->in_cell || in->beside_at >= 0;
    if (in->in_paragraph && target(in)->len > 0)
        g_string_append_c(target(in), '\n');
}

static void append(sheets *in, xmlTextReader *reader, int type, const char *name)
{
    GString *text = target(in);
    if (!in->in_paragraph)
        return;
    foi_odf_append(text, reader, type, name);
    if (text->len <= FOI_CELL_BYTES)
        return;
    g_string_truncate(text, FOI_CELL_BYTES);
    foi_output_status(in->odf->output, FOI_READ_PARTIAL, "a cell is longer than the limit allows");
}

static element_form form_of(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        if (strcmp(ELEMENTS[i].name, name) == 0)
            return ELEMENTS[i].form;
    return FORM_OTHER;
}

static void start_element(sheets *in, xmlTextReader *reader, const char *name)
{
    element_form form = form_of(name);
    bool inside = in->rows != NULL;
    bool beside = in->beside_at >= 0;
    if (form == FORM_PARAGRAPH && inside)
        start_paragraph(in);
    else if (form == FORM_TABLE && !beside)
        start_sheet(in, reader);
    else if (form == FORM_BESIDE && inside && !beside)
        start_beside(in, reader, name);
    else if (form == FORM_ROW && inside && !beside)
        start_row(in, reader);
    else if ((form == FORM_CELL || form == FORM_COVERED) && inside && !beside)
        start_cell(in, reader, form == FORM_COVERED);
}

static void end_element(sheets *in, xmlTextReader *reader, const char *name)
{
    element_form form = form_of(name);
    if (in->rows == NULL)
        return;
    if (form == FORM_PARAGRAPH) {
        in->in_paragraph = false;
    } else if (in->beside_at >= 0) {
        if (xmlTextReaderDepth(reader) != in->beside_at)
            return;
        keep(in);
        in->beside_at = -1;
    } else if (form == FORM_CELL || form == FORM_COVERED) {
        end_cell(in);
    } else if (form == FORM_ROW) {
        end_row(in);
    } else if (form == FORM_TABLE) {
        end_sheet(in);
    }
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    sheets *in = data;
    foi_odf_styles_visit(in->styles, reader, type, name);
    if (type == XML_READER_TYPE_ELEMENT && strcmp(name, "spreadsheet") == 0)
        in->in_body = true;
    bool covered_end = type == XML_READER_TYPE_END_ELEMENT && in->in_body &&
                       strcmp(name, "covered-table-cell") == 0;
    if (!in->in_body || (foi_odf_hides(&in->view, reader, type, name) && !covered_end))
        return in->more;
    append(in, reader, type, name);
    if (type == XML_READER_TYPE_ELEMENT)
        start_element(in, reader, name);
    else if (type == XML_READER_TYPE_END_ELEMENT)
        end_element(in, reader, name);
    return in->more;
}

static void clear(sheets *in)
{
    g_array_unref(in->cells);
    g_ptr_array_unref(in->kept);
    g_string_free(in->text, TRUE);
    g_string_free(in->other, TRUE);
    g_free(in->value);
    g_free(in->place);
}

foi_parts_end foi_ods_sheets_read(foi_odf *odf, foi_odf_styles *styles)
{
    sheets in = {.odf = odf, .styles = styles, .view = {styles, -1}, .beside_at = -1, .more = true};
    in.cells = g_array_new(FALSE, FALSE, sizeof(cell));
    g_array_set_clear_func(in.cells, cell_clear);
    in.kept = g_ptr_array_new_with_free_func(g_free);
    in.text = g_string_new(NULL);
    in.other = g_string_new(NULL);
    foi_odf_styles_start_part(styles);
    foi_parts_end end = foi_odf_read(odf, FOI_ODF_CONTENT, visit, &in);
    /* Text before a defect stays. */
    if (in.rows != NULL) {
        if (in.in_cell)
            end_cell(&in);
        keep(&in);
        end_row(&in);
        end_sheet(&in);
    }
    clear(&in);
    return end;
}
