/* sheet_styles.h - which number format the cells of a workbook have. */
#ifndef FOI_SHEET_STYLES_H
#define FOI_SHEET_STYLES_H

#include "indexer/extract/sheet/sheet_format.h"

typedef struct foi_sheet_styles foi_sheet_styles;

/** Without anything declared or added all formats are general. */
foi_sheet_styles *foi_sheet_styles_new(void);
void foi_sheet_styles_free(foi_sheet_styles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_sheet_styles, foi_sheet_styles_free)

/** The format ID is CODE. The first declaration counts. */
void foi_sheet_styles_declare(foi_sheet_styles *styles, int id, const char *code);

/** The next style has the format ID. */
void foi_sheet_styles_add(foi_sheet_styles *styles, int id);

/** The number format of cells with STYLE (from 0), NULL: the general one. Owned by STYLES. */
const foi_sheet_format *foi_sheet_styles_find(foi_sheet_styles *styles, guint64 style);

/** The number format ID, NULL: the general one. Owned by STYLES. */
const foi_sheet_format *foi_sheet_styles_format(foi_sheet_styles *styles, int id);

#endif
