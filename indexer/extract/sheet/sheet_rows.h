/* sheet_rows.h - the rows of a sheet on their way to the output.
 *
 * Which cells are merged stands behind the rows in a sheet. So rows are held until then, up to a
 * limit: a sheet with more cells is data, not a table that somebody laid out.
 */
#ifndef FOI_SHEET_ROWS_H
#define FOI_SHEET_ROWS_H

#include "indexer/extract/extractor.h"

#define FOI_SHEET_ROW_LAST    1048576
#define FOI_SHEET_COLUMN_LAST 16384

typedef struct foi_sheet_rows foi_sheet_rows;

/** A range of cells, from 1, both ends inclusive. */
typedef struct foi_sheet_area {
    guint32 first_row;
    guint32 last_row;
    guint32 first_column;
    guint32 last_column;
} foi_sheet_area;

/** Rows of a sheet that begins here: NAME is what it is cited by (NULL: rows without a sheet),
 * HEADING (NULL: none) is given before its first text. OUTPUT is borrowed. */
foi_sheet_rows *foi_sheet_rows_new(foi_output *output, const char *name, const char *heading);
void foi_sheet_rows_free(foi_sheet_rows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_sheet_rows, foi_sheet_rows_free)

/** Add a cell of the row ROW (from 1, those of one row one after the other) with LENGTH bytes of
 * TEXT; empty ones are left out. False once the budget of text is spent. */
bool foi_sheet_rows_add(foi_sheet_rows *rows, guint32 row, guint32 column, const char *text,
                        size_t length);

/** The cells of AREA are one: of those that are still held, all but the first are dropped. */
void foi_sheet_rows_merge(foi_sheet_rows *rows, const foi_sheet_area *area);

/** Give what is held. False once the budget of text is spent. */
bool foi_sheet_rows_flush(foi_sheet_rows *rows);

/** Give a paragraph of the sheet, behind the rows that are held. False once the budget is spent. */
bool foi_sheet_rows_paragraph(foi_sheet_rows *rows, const char *text, size_t length);

#endif
