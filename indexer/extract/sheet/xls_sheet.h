/* xls_sheet.h - the cells of one sheet of a binary workbook. */
#ifndef FOI_XLS_SHEET_H
#define FOI_XLS_SHEET_H

#include "indexer/extract/sheet/sheet_rows.h"
#include "indexer/extract/sheet/xls_book.h"

/**
 * Read the records of STREAM up to the end of the sheet that began before them, and give its rows
 * to ROWS, behind them what is printed at the head and foot of its pages, its text boxes and notes.
 * KIND is what the sheet said of itself, NAME what the status calls it where it is damaged.
 */
void foi_xls_sheet_read(foi_xls_book *book, foi_xls_stream *stream, foi_sheet_rows *rows,
                        foi_xls_kind kind, const char *name);

#endif
