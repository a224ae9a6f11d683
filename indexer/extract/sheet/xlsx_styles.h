/* xlsx_styles.h - which number format the cells of a workbook have. */
#ifndef FOI_XLSX_STYLES_H
#define FOI_XLSX_STYLES_H

#include "indexer/extract/package/parts.h"
#include "indexer/extract/sheet/sheet_format.h"

typedef struct foi_xlsx_styles foi_xlsx_styles;

/** Read PART; with a missing one all formats are general. */
foi_xlsx_styles *foi_xlsx_styles_read(foi_parts *package, const char *part);
void foi_xlsx_styles_free(foi_xlsx_styles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_xlsx_styles, foi_xlsx_styles_free)

/** The number format of cells with STYLE, NULL: the general one. Owned by STYLES. */
const foi_sheet_format *foi_xlsx_styles_find(foi_xlsx_styles *styles, guint64 style);

#endif
