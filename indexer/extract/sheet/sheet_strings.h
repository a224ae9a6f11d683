/* sheet_strings.h - the strings that the cells of a workbook share. */
#ifndef FOI_SHEET_STRINGS_H
#define FOI_SHEET_STRINGS_H

#include <glib.h>
#include <stddef.h>

typedef struct foi_sheet_strings {
    GString *bytes; /**< of all, end to end: a reader appends the next one here */
    GArray *ends;   /**< of guint32 */
} foi_sheet_strings;

foi_sheet_strings *foi_sheet_strings_new(void);
void foi_sheet_strings_free(foi_sheet_strings *strings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_sheet_strings, foi_sheet_strings_free)

/** Where the string begins that is being appended. */
guint32 foi_sheet_strings_start(const foi_sheet_strings *strings);

/** What was appended since the last call is the next string, maybe an empty one. */
void foi_sheet_strings_end(foi_sheet_strings *strings);

/** The string INDEX with its *LENGTH, without a NUL behind it; NULL: there is none. */
const char *foi_sheet_strings_get(const foi_sheet_strings *strings, guint64 index, size_t *length);

#endif
