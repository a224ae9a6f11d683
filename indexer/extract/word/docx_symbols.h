/* docx_symbols.h - characters of the fonts that give signs the codes of letters. */
#ifndef FOI_DOCX_SYMBOLS_H
#define FOI_DOCX_SYMBOLS_H

#include <glib.h>

/** Append the sign that FONT (NULL: unknown) shows for CODE, 0xf000 added or not; an unknown one as
 * its code says. */
void foi_docx_symbol_append(GString *out, const char *font, guint64 code);

#endif
