/* cells.h - a table as text (RFC 4180 and its like) cell by cell: what tells that a text is one,
 * and what reads it.
 *
 * Not for the tables that people keep for this program (base/csv.h): those have a header and are
 * refused where they are wrong, while these may be anything.
 */
#ifndef FOI_DETECT_CELLS_H
#define FOI_DETECT_CELLS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct foi_cells {
    const char *at; /**< the text that is left; borrowed */
    const char *end;
    char separator;
} foi_cells;

/** One cell: a view of the text. */
typedef struct foi_cell {
    const char *text;
    size_t length;
    bool quoted; /**< it stood in quotes, which are left out; a doubled one in it stands for one */
    size_t
        stray; /**< bytes between its closing quote and its end, which follow TEXT and the quote */
    bool last; /**< of its record */
} foi_cell;

/**
 * The next cell; false at the end of the text. Records end in LF, CR or CRLF, the last one maybe in
 * nothing; an empty line is a record with one empty cell. A quote that is not closed within
 * FOI_CELL_BYTES is a character like others. All calls together take time linear in the text.
 */
bool foi_cells_next(foi_cells *cells, foi_cell *cell);

/** The separator that a first line "sep=;" names, as programs write it, and *LENGTH of that line
 * with its end; '\0' where there is none. */
char foi_cells_declared(const char *text, size_t length, size_t *line);

#endif
