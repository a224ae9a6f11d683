#include "indexer/extract/sheet/sheet_rows.h"

#include "indexer/extract/limits.h"
#include "indexer/extract/lines.h"

/* What is held of one sheet before it is given with the row that is being read; a row may have as
 * much again. */
#define HELD_CELLS  262144
#define HELD_BYTES  (8 << 20)
/* Steps that all areas of a sheet may take in its rows: areas of a sound file do not overlap. */
#define MERGE_STEPS 4000000

typedef struct cell {
    guint32 start; /* in the text that is held */
    guint32 length;
    guint32 column;
} cell;

typedef struct row {
    guint32 number;
    guint32 first; /* of its cells */
} row;

struct foi_sheet_rows {
    foi_output *output;
    char *heading; /* NULL: it was given */
    GString *text;
    GArray *cells; /* of cell */
    GArray *rows;  /* of row */
    GString *line;
    guint64 steps;
    bool ordered; /* rows and columns only grow, so that areas can be found in them */
    bool more;
};

foi_sheet_rows *foi_sheet_rows_new(foi_output *output, const char *name, const char *heading)
{
    if (name != NULL)
        foi_output_sheet(output, name);
    foi_sheet_rows *rows = g_new0(foi_sheet_rows, 1);
    rows->output = output;
    rows->heading = g_strdup(heading);
    rows->text = g_string_new(NULL);
    rows->cells = g_array_new(FALSE, FALSE, sizeof(cell));
    rows->rows = g_array_new(FALSE, FALSE, sizeof(row));
    rows->line = g_string_new(NULL);
    rows->ordered = rows->more = true;
    return rows;
}

void foi_sheet_rows_free(foi_sheet_rows *rows)
{
    if (rows == NULL)
        return;
    g_free(rows->heading);
    g_string_free(rows->text, TRUE);
    g_array_unref(rows->cells);
    g_array_unref(rows->rows);
    g_string_free(rows->line, TRUE);
    g_free(rows);
}

static bool give(foi_sheet_rows *rows, foi_block_kind kind, guint32 number, const char *text,
                 size_t length)
{
    if (rows->heading != NULL && rows->more)
        rows->more = foi_output_block(rows->output, FOI_BLOCK_HEADING, 0, rows->heading,
                                      strlen(rows->heading));
    g_clear_pointer(&rows->heading, g_free);
    if (rows->more)
        rows->more = foi_output_block(rows->output, kind, number, text, length);
    return rows->more;
}

static guint32 row_end(const foi_sheet_rows *rows, guint index)
{
    return index + 1 < rows->rows->len ? g_array_index(rows->rows, row, index + 1).first
                                       : rows->cells->len;
}

static void give_row(foi_sheet_rows *rows, guint index)
{
    const row *one = &g_array_index(rows->rows, row, index);
    guint32 end = row_end(rows, index);
    g_string_truncate(rows->line, 0);
    for (guint32 i = one->first; i < end; i++) {
        const cell *at = &g_array_index(rows->cells, cell, i);
        if (at->length == 0)
            continue;
        if (rows->line->len > 0)
            g_string_append_c(rows->line, '\t');
        g_string_append_len(rows->line, rows->text->str + at->start, at->length);
    }
    if (rows->line->len > 0)
        give(rows, FOI_BLOCK_ROW, one->number, rows->line->str, rows->line->len);
}

bool foi_sheet_rows_flush(foi_sheet_rows *rows)
{
    for (guint i = 0; i < rows->rows->len && rows->more; i++)
        give_row(rows, i);
    g_array_set_size(rows->rows, 0);
    g_array_set_size(rows->cells, 0);
    g_string_truncate(rows->text, 0);
    return rows->more;
}

static bool starts_row(const foi_sheet_rows *rows, guint32 number)
{
    return rows->rows->len == 0 ||
           g_array_index(rows->rows, row, rows->rows->len - 1).number != number;
}

static void start_row(foi_sheet_rows *rows, guint32 number)
{
    if (!starts_row(rows, number))
        return;
    if (rows->rows->len > 0)
        rows->ordered &= g_array_index(rows->rows, row, rows->rows->len - 1).number < number;
    row one = {number, rows->cells->len};
    g_array_append_val(rows->rows, one);
}

/* Line ends within a cell part no rows, tabs no cells. */
static void append_plain(GString *out, const char *text, size_t length)
{
    size_t start = out->len;
    g_string_append_len(out, text, (gssize)length);
    for (size_t i = start; i < out->len; i++)
        if (g_ascii_isspace(out->str[i]))
            out->str[i] = ' ';
}

bool foi_sheet_rows_add(foi_sheet_rows *rows, guint32 number, guint32 column, const char *text,
                        size_t length)
{
    foi_line_trim(&text, &length);
    if (length == 0 || !rows->more)
        return rows->more;
    guint times = starts_row(rows, number) ? 1 : 2;
    if (rows->cells->len >= HELD_CELLS * times || rows->text->len + length > HELD_BYTES * times)
        foi_sheet_rows_flush(rows);
    /* So long a cell is cut into blocks by the output. */
    if (length > HELD_BYTES)
        return give(rows, FOI_BLOCK_ROW, number, text, length);
    start_row(rows, number);
    const row *one = &g_array_index(rows->rows, row, rows->rows->len - 1);
    if (one->first < rows->cells->len)
        rows->ordered &= g_array_index(rows->cells, cell, rows->cells->len - 1).column < column;
    cell at = {(guint32)rows->text->len, (guint32)length, column};
    append_plain(rows->text, text, length);
    g_array_append_val(rows->cells, at);
    return rows->more;
}

/* The first row of those held that is NUMBER or behind it. */
static guint find_row(const foi_sheet_rows *rows, guint32 number)
{
    guint low = 0;
    guint high = rows->rows->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(rows->rows, row, middle).number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The first cell of those from LOW to HIGH that is in COLUMN or behind it. */
static guint32 find_cell(const foi_sheet_rows *rows, guint32 low, guint32 high, guint32 column)
{
    while (low < high) {
        guint32 middle = low + (high - low) / 2;
        if (g_array_index(rows->cells, cell, middle).column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void foi_sheet_rows_merge(foi_sheet_rows *rows, const foi_sheet_area *area)
{
    for (guint i = find_row(rows, area->first_row); rows->ordered && i < rows->rows->len; i++) {
        const row *one = &g_array_index(rows->rows, row, i);
        if (one->number > area->last_row)
            break;
        guint32 end = row_end(rows, i);
        for (guint32 k = find_cell(rows, one->first, end, area->first_column);
             k < end && rows->steps < MERGE_STEPS; k++) {
            cell *at = &g_array_index(rows->cells, cell, k);
            if (at->column > area->last_column)
                break;
            if (one->number != area->first_row || at->column != area->first_column)
                at->length = 0;
            rows->steps++;
        }
        if (++rows->steps >= MERGE_STEPS)
            break;
    }
}

bool foi_sheet_rows_paragraph(foi_sheet_rows *rows, const char *text, size_t length)
{
    foi_sheet_rows_flush(rows);
    foi_line_trim(&text, &length);
    if (length > 0)
        give(rows, FOI_BLOCK_PARAGRAPH, 0, text, length);
    return rows->more;
}
