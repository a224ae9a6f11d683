/* sheet_format.h - numbers of a sheet as a person sees them, by the number format of their cell. */
#ifndef FOI_SHEET_FORMAT_H
#define FOI_SHEET_FORMAT_H

#include <glib.h>
#include <stdbool.h>

typedef struct foi_sheet_format foi_sheet_format;

/**
 * Read the CODE of a format ("0.00%", "dd/mm/yyyy", "[Red]-#,##0;0"). Never NULL: what is not
 * understood is the general format. Codes are cut at 255 bytes, as programs do.
 */
foi_sheet_format *foi_sheet_format_new(const char *code);
void foi_sheet_format_free(foi_sheet_format *format);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_sheet_format, foi_sheet_format_free)

/** The code of the format with the number ID that needs no declaration; NULL: the general one.
 * Where it depends on the country, as in Britain. Static. */
const char *foi_sheet_format_builtin(int id);

/**
 * Append VALUE to OUT. FORMAT may be NULL: the general format. FROM_1904: dates are counted from
 * 1 January 1904, else as if 1900 had been a leap year.
 */
void foi_sheet_format_append(const foi_sheet_format *format, double value, bool from_1904,
                             GString *out);

#endif
