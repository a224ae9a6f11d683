/* xlsx_strings.h - the strings that the cells of a workbook share. */
#ifndef FOI_XLSX_STRINGS_H
#define FOI_XLSX_STRINGS_H

#include "indexer/extract/package/parts.h"

typedef struct foi_xlsx_strings foi_xlsx_strings;

/**
 * Read PART; a missing one is empty. No more bytes are kept than there is room for text in the
 * output: what is beyond makes the document `partial`.
 */
foi_xlsx_strings *foi_xlsx_strings_read(foi_parts *package, const char *part);
void foi_xlsx_strings_free(foi_xlsx_strings *strings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_xlsx_strings, foi_xlsx_strings_free)

/** The string INDEX with its *LENGTH, without a NUL behind it; NULL: there is none. */
const char *foi_xlsx_strings_get(const foi_xlsx_strings *strings, guint64 index, size_t *length);

#endif
