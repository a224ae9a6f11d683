/* rtf_charset.h - the bytes of RTF, whose code page goes with the font. */
#ifndef FOI_RTF_CHARSET_H
#define FOI_RTF_CHARSET_H

#include <glib.h>
#include <stdint.h>

/** The code page of fonts with signs in the place of letters. */
#define FOI_RTF_SYMBOLS 42

typedef struct foi_rtf_charset foi_rtf_charset;

/** Free with foi_rtf_charset_free(). */
foi_rtf_charset *foi_rtf_charset_new(void);
void foi_rtf_charset_free(foi_rtf_charset *charset);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_rtf_charset, foi_rtf_charset_free)

/**
 * Append LENGTH BYTES to OUT as UTF-8. Those of an unknown CODEPAGE are taken for windows-1252;
 * bytes of signs become characters of the private area, as Word has them in Unicode.
 */
void foi_rtf_charset_append(foi_rtf_charset *charset, GString *out, unsigned codepage,
                            const uint8_t *bytes, size_t length);

/** The code page of a font by the number behind \fcharset; 0: that of the document. */
unsigned foi_rtf_charset_codepage(int font_charset);

#endif
