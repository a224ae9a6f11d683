/* xls_notes.h - what lies on a sheet of a binary workbook beside its cells: notes, text boxes. */
#ifndef FOI_XLS_NOTES_H
#define FOI_XLS_NOTES_H

#include "indexer/extract/sheet/sheet_rows.h"
#include "indexer/extract/sheet/xls_book.h"

typedef struct foi_xls_notes foi_xls_notes;

foi_xls_notes *foi_xls_notes_new(void);
void foi_xls_notes_free(foi_xls_notes *notes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_xls_notes, foi_xls_notes_free)

/** Take in RECORD: an object, its text, or which cell a note belongs to. */
void foi_xls_notes_take(foi_xls_notes *notes, const foi_xls_book *book, foi_xls_record *record);

/** Add another text that lies on the sheet (copied). */
void foi_xls_notes_add(foi_xls_notes *notes, const char *text);

/** Give the paragraphs of the text boxes to ROWS, then the notes, each with its cell: "B2: ...". */
void foi_xls_notes_give(foi_xls_notes *notes, foi_sheet_rows *rows);

#endif
