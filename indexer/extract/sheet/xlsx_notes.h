/* xlsx_notes.h - what lies on a sheet beside its cells: notes, comments, text boxes. */
#ifndef FOI_XLSX_NOTES_H
#define FOI_XLSX_NOTES_H

#include "indexer/extract/package/parts.h"
#include "indexer/extract/sheet/sheet_rows.h"

/** Give the notes of PART ("comments" or "threadedComment") to ROWS, each with its cell: "B2: ...".
 */
foi_parts_end foi_xlsx_notes_read(foi_parts *package, const char *part, foi_sheet_rows *rows);

/** Give the paragraphs of the drawings in PART to ROWS. */
foi_parts_end foi_xlsx_drawing_read(foi_parts *package, const char *part, foi_sheet_rows *rows);

#endif
