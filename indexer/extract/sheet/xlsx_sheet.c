#include "indexer/extract/sheet/xlsx_sheet.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/limits.h"
#include "indexer/extract/sheet/sheet_margin.h"
#include "indexer/extract/sheet/xlsx_text.h"

/* A longer number is none. */
#define NUMBER_LENGTH 64

typedef enum element {
    ELEMENT_OTHER = 0,
    ELEMENT_DATA,
    ELEMENT_ROW,
    ELEMENT_CELL,
    ELEMENT_VALUE,
    ELEMENT_INLINE,
    ELEMENT_MERGED,
    ELEMENT_DRAWING,
    ELEMENT_NOTES,
    ELEMENT_MARGIN,
    ELEMENT_VIEW
} element;

static const struct {
    const char *name;
    element element;
} ELEMENTS[] = {
    {"c", ELEMENT_CELL},
    {"v", ELEMENT_VALUE},
    {"row", ELEMENT_ROW},
    {"is", ELEMENT_INLINE},
    {"sheetData", ELEMENT_DATA},
    {"mergeCell", ELEMENT_MERGED},
    {"drawing", ELEMENT_DRAWING},
    {"legacyDrawing", ELEMENT_NOTES},
    {"oddHeader", ELEMENT_MARGIN},
    {"oddFooter", ELEMENT_MARGIN},
    {"evenHeader", ELEMENT_MARGIN},
    {"evenFooter", ELEMENT_MARGIN},
    {"firstHeader", ELEMENT_MARGIN},
    {"firstFooter", ELEMENT_MARGIN},
    {"customSheetView", ELEMENT_VIEW},
};

typedef struct sheet {
    const foi_xlsx_shared *shared;
    foi_output *output;
    foi_sheet_rows *rows;
    foi_xlsx_signs *signs;
    bool in_data;
    bool in_cell;
    bool in_value;
    bool in_inline;
    bool in_margin;
    bool in_view; /* of somebody's own, which has heads and feet once more */
    guint32 row;
    bool numbered; /* the row says its number */
    guint32 column;
    guint64 style;
    char kind; /* of the cell: 'n'umber, 's'hared, 'i'nline, s't'ring, 'b'oolean, 'e'rror, 'd'ate */
    GString *value;
    foi_xlsx_text text; /* collects into the value */
    GString *shown;
    bool more;
} sheet;

/* The number that TEXT begins with: 0 where there is none, LIMIT + 1 where it is larger. */
static guint64 number_of(const char *text, guint64 limit, const char **end)
{
    guint64 number = 0;
    while (g_ascii_isdigit(*text)) {
        if (number <= limit)
            number = number * 10 + (guint64)(*text - '0');
        text++;
    }
    if (end != NULL)
        *end = text;
    return MIN(number, limit + 1);
}

/* "AB12" as column and row, 0 where one is missing or no sheet has it; gives what is behind. */
static const char *read_reference(const char *text, guint32 *column, guint32 *row)
{
    *column = 0;
    for (; *text == '$' || g_ascii_isalpha(*text); text++)
        if (*text != '$' && *column <= FOI_SHEET_COLUMN_LAST)
            *column = *column * 26 + (guint32)(g_ascii_toupper(*text) - 'A' + 1);
    if (*column > FOI_SHEET_COLUMN_LAST)
        *column = 0;
    *row = (guint32)number_of(text, FOI_SHEET_ROW_LAST, &text);
    if (*row > FOI_SHEET_ROW_LAST)
        *row = 0;
    return text;
}

static void start_row(sheet *in, xmlTextReader *reader)
{
    g_autofree char *number = foi_xml_attribute(reader, "r");
    guint64 row = number == NULL ? 0 : number_of(number, FOI_SHEET_ROW_LAST, NULL);
    in->numbered = row > 0 && row <= FOI_SHEET_ROW_LAST;
    in->row = in->numbered ? (guint32)row : in->row + 1;
    in->column = 0;
}

static char kind_of(const char *type)
{
    if (strcmp(type, "inlineStr") == 0)
        return 'i';
    return strcmp(type, "str") == 0 ? 't' : *type;
}

static void start_cell(sheet *in, xmlTextReader *reader)
{
    in->column++;
    in->style = 0;
    in->kind = 'n';
    in->in_cell = true;
    g_string_truncate(in->value, 0);
    in->text.cut = false;
    while (xmlTextReaderMoveToNextAttribute(reader) == 1) {
        const char *name = (const char *)xmlTextReaderConstLocalName(reader);
        const char *value = (const char *)xmlTextReaderConstValue(reader);
        if (value == NULL || name[0] == '\0' || name[1] != '\0')
            continue;
        guint32 column;
        guint32 row;
        if (*name == 'r' && *read_reference(value, &column, &row) == '\0' && column > 0) {
            in->column = column;
            in->row = in->numbered ? in->row : MAX(row, in->row);
        } else if (*name == 's') {
            in->style = number_of(value, G_MAXUINT32, NULL);
        } else if (*name == 't') {
            in->kind = kind_of(value);
        }
    }
    xmlTextReaderMoveToElement(reader);
}

static void show_shared(sheet *in, const char **text, size_t *length)
{
    const char *end;
    guint64 index = number_of(in->value->str, G_MAXUINT32, &end);
    *text = end > in->value->str ? foi_sheet_strings_get(in->shared->strings, index, length) : NULL;
    if (*text != NULL)
        return;
    *length = 0;
    if (in->value->len > 0)
        foi_output_status(in->output, FOI_READ_PARTIAL,
                          "a cell names a shared string that is not there");
}

/* Dates may also be written as "2019-05-24T00:00:00". */
static void show_date(GString *value)
{
    char *time = strchr(value->str, 'T');
    if (time == NULL)
        return;
    if (strcmp(time, "T00:00:00") == 0 || g_str_has_prefix(time, "T00:00:00.000"))
        g_string_truncate(value, (gsize)(time - value->str));
    else
        *time = ' ';
}

/* The value as a person sees it; what is no number is shown as it stands. */
static bool show_number(sheet *in)
{
    const char *text = in->value->str;
    size_t length = in->value->len;
    if (length > NUMBER_LENGTH || strspn(text, "0123456789.+-eE") < length)
        return false;
    char *end;
    double value = g_ascii_strtod(text, &end);
    if (end != text + length || !isfinite(value))
        return false;
    g_string_truncate(in->shown, 0);
    foi_sheet_format_append(foi_sheet_styles_find(in->shared->styles, in->style), value,
                            in->shared->from_1904, in->shown);
    return true;
}

static void end_cell(sheet *in)
{
    in->in_cell = in->in_value = in->in_inline = false;
    if (in->value->len == 0)
        return;
    if (in->text.cut)
        foi_output_status(in->output, FOI_READ_PARTIAL, "a cell is longer than the limit allows");
    if (in->kind == 't' || in->kind == 'i')
        foi_xlsx_text_unescape(in->value, 0);
    const char *text = in->value->str;
    size_t length = in->value->len;
    if (in->kind == 's') {
        show_shared(in, &text, &length);
    } else if (in->kind == 'b') {
        text = strcmp(text, "0") == 0 || strcmp(text, "false") == 0 ? "FALSE" : "TRUE";
        length = strlen(text);
    } else if (in->kind == 'd') {
        show_date(in->value);
        length = in->value->len;
    } else if (in->kind == 'n' && show_number(in)) {
        text = in->shown->str;
        length = in->shown->len;
    }
    in->more = foi_sheet_rows_add(in->rows, in->row, in->column, text, length);
}

static void read_merged(sheet *in, xmlTextReader *reader)
{
    g_autofree char *reference = foi_xml_attribute(reader, "ref");
    if (reference == NULL)
        return;
    foi_sheet_area area;
    const char *end = read_reference(reference, &area.first_column, &area.first_row);
    if (*end != ':')
        return;
    read_reference(end + 1, &area.last_column, &area.last_row);
    if (area.first_column > 0 && area.first_row > 0)
        foi_sheet_rows_merge(in->rows, &area);
}

static void end_margin(sheet *in)
{
    in->in_margin = false;
    foi_xlsx_text_unescape(in->value, 0);
    g_autoptr(GString) line = g_string_new(NULL);
    foi_sheet_margin_append(in->value->str, line);
    in->more = foi_sheet_rows_paragraph(in->rows, line->str, line->len);
}

static element element_of(const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ELEMENTS); i++)
        if (strcmp(name, ELEMENTS[i].name) == 0)
            return ELEMENTS[i].element;
    return ELEMENT_OTHER;
}

static void start_element(sheet *in, xmlTextReader *reader, element form)
{
    if (form == ELEMENT_DATA) {
        in->in_data = true;
    } else if (form == ELEMENT_ROW && in->in_data) {
        start_row(in, reader);
    } else if (form == ELEMENT_CELL && in->in_data) {
        start_cell(in, reader);
    } else if (form == ELEMENT_VALUE) {
        in->in_value = in->in_cell;
    } else if (form == ELEMENT_INLINE) {
        in->in_inline = in->in_cell;
        in->text.inside = false;
        in->text.phonetic = 0;
    } else if (form == ELEMENT_MERGED) {
        read_merged(in, reader);
    } else if (form == ELEMENT_DRAWING) {
        in->signs->drawing = true;
    } else if (form == ELEMENT_NOTES) {
        in->signs->notes = true;
    } else if (form == ELEMENT_MARGIN) {
        in->in_margin = !in->in_view;
        g_string_truncate(in->value, 0);
    } else if (form == ELEMENT_VIEW) {
        in->in_view = true;
    }
}

static void end_element(sheet *in, element form)
{
    if (form == ELEMENT_DATA)
        in->in_data = false;
    else if (form == ELEMENT_CELL && in->in_cell)
        end_cell(in);
    else if (form == ELEMENT_VALUE)
        in->in_value = false;
    else if (form == ELEMENT_INLINE)
        in->in_inline = false;
    else if (form == ELEMENT_MARGIN && in->in_margin)
        end_margin(in);
    else if (form == ELEMENT_VIEW)
        in->in_view = false;
}

static bool visit(void *data, xmlTextReader *reader, int type, const char *name)
{
    sheet *in = data;
    if (type == XML_READER_TYPE_ELEMENT || type == XML_READER_TYPE_END_ELEMENT) {
        element form = element_of(name);
        if (form == ELEMENT_OTHER && in->in_inline)
            foi_xlsx_text_visit(&in->text, reader, type, name);
        else if (type == XML_READER_TYPE_ELEMENT)
            start_element(in, reader, form);
        else
            end_element(in, form);
    } else if (in->in_value || in->in_margin) {
        foi_xlsx_text_add(&in->text, reader, type);
    } else if (in->in_inline) {
        foi_xlsx_text_visit(&in->text, reader, type, name);
    }
    return in->more;
}

foi_parts_end foi_xlsx_sheet_read(foi_parts *package, const char *part,
                                  const foi_xlsx_shared *shared, foi_sheet_rows *rows,
                                  foi_xlsx_signs *signs)
{
    g_autoptr(GString) value = g_string_new(NULL);
    g_autoptr(GString) shown = g_string_new(NULL);
    sheet in = {.shared = shared, .output = package->output, .rows = rows, .signs = signs};
    in.value = in.text.text = value;
    in.text.limit = FOI_CELL_BYTES;
    in.shown = shown;
    in.more = true;
    *signs = (foi_xlsx_signs){false, false};
    foi_parts_end end = foi_parts_read(package, part, visit, &in);
    foi_sheet_rows_flush(rows);
    return end;
}
