/* xlsx_styles.h - which number format the cells of a workbook have, as XLSX says it. */
#ifndef FOI_XLSX_STYLES_H
#define FOI_XLSX_STYLES_H

#include "indexer/extract/package/parts.h"
#include "indexer/extract/sheet/sheet_styles.h"

/** Read PART; with a missing one all formats are general. For the caller to free. */
foi_sheet_styles *foi_xlsx_styles_read(foi_parts *package, const char *part);

#endif
