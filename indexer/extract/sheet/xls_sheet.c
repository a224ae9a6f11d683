#include "indexer/extract/sheet/xls_sheet.h"

#include <math.h>
#include <string.h>

#include "indexer/extract/sheet/sheet_margin.h"
#include "indexer/extract/sheet/xls_notes.h"

/* The bits of an attribute of an old cell that are its format. */
#define DIRECT_FORMAT 0x3f

#define TYPE_VIEW     0x01aa
#define TYPE_VIEW_END 0x01ab

/* A head and a foot of the first page, of even ones and of the others. */
#define MARGINS 6

typedef struct sheet {
    foi_xls_book *book;
    foi_sheet_rows *rows;
    foi_xls_notes *notes;
    GPtrArray *margins; /* of char * */
    GString *text;
    guint32 row;
    guint32 column;
    unsigned style;
    bool formula; /* the last cell's result is a text, which follows */
    bool title;   /* of a chart, not of one of its series */
    bool view;    /* of somebody's own, which has a head and foot once more */
    bool more;
} sheet;

/* Where the next cell is, and its style. */
static void read_place(sheet *in, foi_xls_record *record)
{
    in->row = (guint32)foi_xls_u16(record) + 1;
    in->column = (guint32)foi_xls_u16(record) + 1;
    in->formula = false;
    g_string_truncate(in->text, 0);
    if (in->book->version == 2) {
        foi_xls_skip(record, 1);
        in->style = foi_xls_u8(record) & DIRECT_FORMAT;
        foi_xls_skip(record, 1);
    } else {
        in->style = foi_xls_u16(record);
    }
}

static void give(sheet *in)
{
    in->more = foi_sheet_rows_add(in->rows, in->row, in->column, in->text->str, in->text->len);
    g_string_truncate(in->text, 0);
}

static void give_number(sheet *in, const foi_xls_record *record, double value)
{
    if (record->failed || !isfinite(value))
        return;
    foi_sheet_format_append(foi_sheet_styles_find(in->book->styles, in->style), value,
                            in->book->from_1904, in->text);
    give(in);
}

static void give_switch(sheet *in, bool on)
{
    g_string_append(in->text, on ? "TRUE" : "FALSE");
    give(in);
}

static void give_error(sheet *in, uint8_t code)
{
    static const struct {
        uint8_t code;
        const char *text;
    } ERRORS[] = {
        {0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0f, "#VALUE!"}, {0x17, "#REF!"},
        {0x1d, "#NAME?"}, {0x24, "#NUM!"},   {0x2a, "#N/A"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(ERRORS); i++)
        if (ERRORS[i].code == code)
            g_string_append(in->text, ERRORS[i].text);
    give(in);
}

/* A number in four bytes: thirty bits of a whole one or of the head of a broken one, which may
 * stand for its hundredth part. */
static double short_number(uint32_t bits)
{
    double value;
    if ((bits & 2) != 0) {
        value = (double)((int32_t)bits >> 2);
    } else {
        uint64_t wide = (uint64_t)(bits & ~(uint32_t)3) << 32;
        memcpy(&value, &wide, sizeof value);
    }
    return (bits & 1) != 0 ? value / 100 : value;
}

/* --- records -----------------------------------------------------------------------------------
 */

static void take_number(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    give_number(in, record, foi_xls_double(record));
}

static void take_integer(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    give_number(in, record, foi_xls_u16(record));
}

static void take_short_number(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    give_number(in, record, short_number(foi_xls_u32(record)));
}

static void take_short_numbers(sheet *in, foi_xls_record *record)
{
    in->row = (guint32)foi_xls_u16(record) + 1;
    in->column = foi_xls_u16(record);
    in->formula = false;
    /* Behind the last one stands its column. */
    while (in->more && foi_xls_left(record) >= 6 + 2) {
        in->column++;
        in->style = foi_xls_u16(record);
        give_number(in, record, short_number(foi_xls_u32(record)));
    }
}

static void take_label(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    foi_xls_string(record, &in->book->coding, in->book->version == 2 ? 1 : 2, in->text);
    give(in);
}

static void take_shared_label(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    size_t length;
    const char *text = foi_sheet_strings_get(in->book->strings, foi_xls_u32(record), &length);
    if (text != NULL)
        in->more = foi_sheet_rows_add(in->rows, in->row, in->column, text, length);
    else
        foi_output_status(in->book->output, FOI_READ_PARTIAL,
                          "a cell names a shared string that is not there");
}

static void take_switch_or_error(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    uint8_t value = foi_xls_u8(record);
    if (foi_xls_u8(record) != 0)
        give_error(in, value);
    else if (!record->failed)
        give_switch(in, value != 0);
}

/* The result that was shown when the workbook was saved. */
static void take_formula(sheet *in, foi_xls_record *record)
{
    read_place(in, record);
    foi_xls_record as_number = *record;
    double value = foi_xls_double(&as_number);
    uint8_t kind = foi_xls_u8(record);
    foi_xls_skip(record, 1);
    uint8_t content = foi_xls_u8(record);
    foi_xls_skip(record, 3);
    if (foi_xls_u16(record) != 0xffff)
        give_number(in, record, value);
    else if (kind == 0)
        in->formula = !record->failed;
    else if (kind == 1)
        give_switch(in, content != 0);
    else if (kind == 2)
        give_error(in, content);
}

static void take_formula_text(sheet *in, foi_xls_record *record)
{
    if (!in->formula)
        return;
    in->formula = false;
    foi_xls_string(record, &in->book->coding, in->book->version == 2 ? 1 : 2, in->text);
    give(in);
}

static void take_areas(sheet *in, foi_xls_record *record)
{
    uint16_t count = foi_xls_u16(record);
    for (; count > 0 && foi_xls_left(record) >= 8; count--) {
        foi_sheet_area area;
        area.first_row = (guint32)foi_xls_u16(record) + 1;
        area.last_row = (guint32)foi_xls_u16(record) + 1;
        area.first_column = (guint32)foi_xls_u16(record) + 1;
        area.last_column = (guint32)foi_xls_u16(record) + 1;
        foi_sheet_rows_merge(in->rows, &area);
    }
}

static void add_margin(sheet *in)
{
    if (in->margins->len >= MARGINS)
        return;
    g_autoptr(GString) line = g_string_new(NULL);
    foi_sheet_margin_append(in->text->str, line);
    g_string_truncate(in->text, 0);
    g_ptr_array_add(in->margins, g_strdup(line->str));
}

static void take_margin(sheet *in, foi_xls_record *record)
{
    if (foi_xls_left(record) == 0 || in->view)
        return;
    g_string_truncate(in->text, 0);
    foi_xls_string(record, &in->book->coding, in->book->version == 8 ? 2 : 1, in->text);
    add_margin(in);
}

/* Heads and feet of even pages and of the first one. */
static void take_more_margins(sheet *in, foi_xls_record *record)
{
    uint16_t lengths[4];
    foi_xls_skip(record, 12 + 16 + 2);
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
        lengths[i] = foi_xls_u16(record);
    for (size_t i = 0; i < G_N_ELEMENTS(lengths) && !record->failed; i++) {
        if (lengths[i] == 0)
            continue;
        g_string_truncate(in->text, 0);
        foi_xls_string(record, &in->book->coding, 2, in->text);
        add_margin(in);
    }
}

static void take_view(sheet *in, foi_xls_record *record)
{
    in->view = record->type == TYPE_VIEW;
}

static void take_series(sheet *in, foi_xls_record *record)
{
    (void)record;
    in->title = false;
}

static void take_title(sheet *in, foi_xls_record *record)
{
    (void)record;
    in->title = true;
}

/* A title of a chart; the names of its series are those of columns and stand in cells. */
static void take_chart_text(sheet *in, foi_xls_record *record)
{
    if (!in->title)
        return;
    g_string_truncate(in->text, 0);
    foi_xls_skip(record, 2);
    foi_xls_string(record, &in->book->coding, 1, in->text);
    foi_xls_notes_add(in->notes, in->text->str);
    g_string_truncate(in->text, 0);
}

static void take_object(sheet *in, foi_xls_record *record)
{
    foi_xls_notes_take(in->notes, in->book, record);
}

typedef struct record_row {
    uint16_t type;
    void (*take)(sheet *in, foi_xls_record *record);
} record_row;

static const record_row RECORDS[] = {
    {0x00fd, take_shared_label},    {0x0203, take_number},          {0x027e, take_short_number},
    {0x00bd, take_short_numbers},   {0x0006, take_formula},         {0x0206, take_formula},
    {0x0406, take_formula},         {0x0207, take_formula_text},    {0x0204, take_label},
    {0x00d6, take_label}, /* with fonts of pieces behind it */
    {0x0205, take_switch_or_error}, {0x0002, take_integer},         {0x0003, take_number},
    {0x0004, take_label},           {0x0005, take_switch_or_error}, {0x0007, take_formula_text},
    {0x00e5, take_areas},           {0x0014, take_margin},          {0x0015, take_margin},
    {0x089c, take_more_margins},    {TYPE_VIEW, take_view},         {TYPE_VIEW_END, take_view},
    {0x001c, take_object},          {0x005d, take_object},          {0x01b6, take_object},
};

/* Those of a chart that lies in a sheet: its cells are a copy of the sheet's. */
static const record_row CHART_RECORDS[] = {
    {0x1003, take_series}, {0x1025, take_title},  {0x100d, take_chart_text},
    {0x005d, take_object}, {0x01b6, take_object},
};

static void take(sheet *in, foi_xls_record *record, const record_row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].type == record->type)
            rows[i].take(in, record);
}

/* Up to the end of the sheet, or of what there is of it: then false. */
static bool read_records(sheet *in, foi_xls_stream *stream, bool chart, bool *failed)
{
    foi_xls_record record;
    foi_xls_kind kind;
    for (unsigned depth = 0; in->more && !in->book->locked && foi_xls_next(stream, &record);) {
        if (record.type == FOI_XLS_EOF) {
            if (depth-- == 0)
                return true;
        } else if (foi_xls_book_begins(in->book, &record, &kind)) {
            depth++;
        } else if (depth > 0 || chart) {
            take(in, &record, CHART_RECORDS, G_N_ELEMENTS(CHART_RECORDS));
        } else {
            take(in, &record, RECORDS, G_N_ELEMENTS(RECORDS));
            /* Without a list of sheets what they share stands in each. */
            if (in->book->version < 5 || in->book->sheets->len == 0)
                foi_xls_book_take(in->book, &record);
        }
        *failed |= record.failed;
    }
    return !in->more || in->book->locked;
}

void foi_xls_sheet_read(foi_xls_book *book, foi_xls_stream *stream, foi_sheet_rows *rows,
                        foi_xls_kind kind, const char *name)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GPtrArray) margins = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(foi_xls_notes) notes = foi_xls_notes_new();
    sheet in = {.book = book, .rows = rows, .notes = notes, .margins = margins, .text = text};
    in.more = true;
    bool failed = false;
    if (!read_records(&in, stream, kind == FOI_XLS_CHART, &failed))
        foi_output_status(book->output, FOI_READ_PARTIAL, "the sheet %s is cut short", name);
    else if (failed)
        foi_output_status(book->output, FOI_READ_PARTIAL, "the sheet %s is damaged", name);
    foi_sheet_rows_flush(rows);
    for (guint i = 0; i < margins->len; i++) {
        const char *line = g_ptr_array_index(margins, i);
        foi_sheet_rows_paragraph(rows, line, strlen(line));
    }
    foi_xls_notes_give(notes, rows);
}
