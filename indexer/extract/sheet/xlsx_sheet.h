/* xlsx_sheet.h - the cells of one sheet. */
#ifndef FOI_XLSX_SHEET_H
#define FOI_XLSX_SHEET_H

#include "indexer/extract/package/parts.h"
#include "indexer/extract/sheet/sheet_rows.h"
#include "indexer/extract/sheet/xlsx_strings.h"
#include "indexer/extract/sheet/xlsx_styles.h"

/** What the sheets of a workbook share; borrowed. */
typedef struct foi_xlsx_shared {
    foi_sheet_strings *strings;
    foi_sheet_styles *styles;
    bool from_1904;
} foi_xlsx_shared;

/** What a sheet says of its surroundings. */
typedef struct foi_xlsx_signs {
    bool drawing; /**< it has drawings */
    bool notes;   /**< it has notes on cells */
} foi_xlsx_signs;

/** Read PART, give its rows to ROWS and behind them what is printed at the head and foot of its
 * pages. SIGNS is set. */
foi_parts_end foi_xlsx_sheet_read(foi_parts *package, const char *part,
                                  const foi_xlsx_shared *shared, foi_sheet_rows *rows,
                                  foi_xlsx_signs *signs);

#endif
