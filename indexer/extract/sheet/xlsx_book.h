/* xlsx_book.h - the list of a workbook's sheets, and where its parts are. */
#ifndef FOI_XLSX_BOOK_H
#define FOI_XLSX_BOOK_H

#include "indexer/extract/package/ooxml.h"

typedef struct foi_xlsx_sheet {
    char *name;
    char *part;
    bool hidden;
} foi_xlsx_sheet;

typedef struct foi_xlsx_book {
    GPtrArray *sheets; /**< of foi_xlsx_sheet *, in the order in which a person sees them */
    char *strings;     /**< the part with the shared strings */
    char *styles;
    bool from_1904;
} foi_xlsx_book;

/**
 * Read the list. What it does not tell is looked for where it usually is; no more than FOI_SHEETS.
 * What is missing or damaged is said in the status of the output.
 */
foi_xlsx_book *foi_xlsx_book_read(foi_parts *package);
void foi_xlsx_book_free(foi_xlsx_book *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_xlsx_book, foi_xlsx_book_free)

#endif
