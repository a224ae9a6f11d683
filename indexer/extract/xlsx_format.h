/* xlsx_format.h - numbers of a sheet as a person sees them, by the number format of their cell. */
#ifndef FOI_XLSX_FORMAT_H
#define FOI_XLSX_FORMAT_H

#include <glib.h>
#include <stdbool.h>

typedef struct foi_xlsx_format foi_xlsx_format;

/**
 * Read the CODE of a format ("0.00%", "dd/mm/yyyy", "[Red]-#,##0;0"). Never NULL: what is not
 * understood is the general format. Codes are cut at 255 bytes, as programs do.
 */
foi_xlsx_format *foi_xlsx_format_new(const char *code);
void foi_xlsx_format_free(foi_xlsx_format *format);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_xlsx_format, foi_xlsx_format_free)

/** The code of the format with the number ID that needs no declaration; NULL: the general one.
 * Where it depends on the country, as in Britain. Static. */
const char *foi_xlsx_format_builtin(int id);

/**
 * Append VALUE to OUT. FORMAT may be NULL: the general format. FROM_1904: dates are counted from
 * 1 January 1904, else as if 1900 had been a leap year.
 */
void foi_xlsx_format_append(const foi_xlsx_format *format, double value, bool from_1904,
                            GString *out);

#endif
