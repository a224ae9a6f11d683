/* xlsx_strings.h - the strings that the cells of a workbook share, as XLSX holds them. */
#ifndef FOI_XLSX_STRINGS_H
#define FOI_XLSX_STRINGS_H

#include "indexer/extract/package/parts.h"
#include "indexer/extract/sheet/sheet_strings.h"

/**
 * Read PART; a missing one is empty. No more bytes are kept than there is room for text in the
 * output: what is beyond makes the document `partial`. For the caller to free.
 */
foi_sheet_strings *foi_xlsx_strings_read(foi_parts *package, const char *part);

#endif
