/* ods_sheet.h - the sheets of an ODF workbook, one behind the other in one part. */
#ifndef FOI_ODS_SHEET_H
#define FOI_ODS_SHEET_H

#include "indexer/extract/package/odf.h"
#include "indexer/extract/package/odf_styles.h"

/** Read all sheets of ODF and give their rows, and behind those of each sheet its comments and the
 * text of its drawings. STYLES take in those of the sheets. */
foi_parts_end foi_ods_sheets_read(foi_odf *odf, foi_odf_styles *styles);

#endif
