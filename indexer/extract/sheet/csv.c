/* Tables as text: CSV with any separator, and TSV. */
#include <string.h>

#include "indexer/detect/cells.h"
#include "indexer/detect/sniff.h"
#include "indexer/extract/charset.h"
#include "indexer/extract/sheet/sheet_rows.h"

/* The text of CELL: of a doubled quote one stays. */
static void append_cell(GString *out, const foi_cell *cell)
{
    const char *end = cell->text + cell->length;
    for (const char *at = cell->text; at < end;) {
        const char *quote = cell->quoted ? memchr(at, '"', (size_t)(end - at)) : NULL;
        const char *stop = quote == NULL ? end : quote + 1;
        g_string_append_len(out, at, stop - at);
        at = quote == NULL ? end : quote + 2;
    }
    if (cell->stray > 0)
        g_string_append_len(out, end + 1, (gssize)cell->stray);
}

static void read_rows(foi_cells *cells, foi_output *output)
{
    g_autoptr(foi_sheet_rows) rows = foi_sheet_rows_new(output, NULL, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    guint32 row = 1;
    guint32 column = 1;
    foi_cell cell;
    for (bool more = true; more && foi_cells_next(cells, &cell);) {
        g_string_truncate(text, 0);
        append_cell(text, &cell);
        more = foi_sheet_rows_add(rows, row, column, text->str, text->len);
        row += cell.last;
        column = cell.last ? 1 : column + 1;
    }
    foi_sheet_rows_flush(rows);
}

static void extract_csv(const foi_input *input, foi_output *output)
{
    g_auto(foi_utf8) utf8 =
        foi_charset_decode(input->bytes, input->length, input->charset, foi_output_room(output));
    foi_cells cells = {.at = utf8.text, .end = utf8.text + utf8.length};
    size_t line;
    cells.separator =
        foi_sniff_separator(utf8.text, MIN(utf8.length, (size_t)FOI_SNIFF_WINDOW), true);
    if (cells.separator == '\0')
        cells.separator = strcmp(input->mime, "text/csv") == 0 ? ',' : '\t';
    foi_cells_declared(utf8.text, utf8.length, &line);
    cells.at += line;
    read_rows(&cells, output);
    foi_utf8_report(&utf8, output);
}

static const char *const MIMES[] = {"text/csv", "text/tab-separated-values", NULL};

const foi_extractor foi_extractor_csv = {"csv", MIMES, FOI_FILE_SHEET, extract_csv};
