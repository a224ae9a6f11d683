/* cells.h - rows of cells: CSV for spreadsheets, TSV for the tools of the shell.
 *
 * CSV is that of RFC 4180: commas, quotation marks where they are needed, lines that end in CR LF.
 * TSV has tabs, no quotation marks, lines that end in LF. In both a row is one line: white space
 * within a cell is a blank, and what could steer a terminal is U+FFFD. Text that a spreadsheet
 * would take for a formula gets an apostrophe in front: documents are written by strangers.
 */
#ifndef FOI_QUERY_CELLS_H
#define FOI_QUERY_CELLS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct query_cells {
    GString *out;
    bool tabs;  /**< TSV */
    bool begun; /**< the row has a cell */
} query_cells;

/** Append TEXT (NULL: an empty cell) as the next cell of the row. */
void query_cells_text(query_cells *cells, const char *text);

/** Append NUMBER; an empty cell where it is 0, when 0 stands for unknown. */
void query_cells_number(query_cells *cells, uint64_t number);
void query_cells_known_number(query_cells *cells, uint64_t number);

/** End the row. */
void query_cells_end(query_cells *cells);

#endif
