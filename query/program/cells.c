/* cells.c - rows of cells, CSV or TSV. */
#include "query/program/cells.h"

#include <inttypes.h>
#include <string.h>

#include "indexer/program/shared/terminal.h"

/* What spreadsheets take for the beginning of a formula, in both widths of East Asian writing. */
static bool begins_formula(const char *text)
{
    static const gunichar beginnings[] = {'=', '+', '-', '@', 0xff1d, 0xff0b, 0xff0d, 0xff20};
    gunichar first = g_utf8_get_char(text);

    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++)
        if (first == beginnings[i])
            return true;
    return false;
}

static void begin_cell(query_cells *cells)
{
    if (cells->begun)
        g_string_append_c(cells->out, cells->tabs ? '\t' : ',');
    cells->begun = true;
}

static void append_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (; *text; text++) {
        if (*text == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *text);
    }
    g_string_append_c(out, '"');
}

void query_cells_text(query_cells *cells, const char *text)
{
    g_autofree char *clean = foi_terminal_clean(text ? text : "");
    g_autofree char *cell = g_strconcat(begins_formula(clean) ? "'" : "", clean, NULL);

    begin_cell(cells);
    if (!cells->tabs && strpbrk(cell, ",\""))
        append_quoted(cells->out, cell);
    else
        g_string_append(cells->out, cell);
}

void query_cells_known_number(query_cells *cells, uint64_t number)
{
    begin_cell(cells);
    g_string_append_printf(cells->out, "%" PRIu64, number);
}

void query_cells_number(query_cells *cells, uint64_t number)
{
    if (number > 0)
        query_cells_known_number(cells, number);
    else
        begin_cell(cells);
}

void query_cells_end(query_cells *cells)
{
    g_string_append(cells->out, cells->tabs ? "\n" : "\r\n");
    cells->begun = false;
}
