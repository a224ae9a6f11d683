/* doc_charset.h - the letters that the bytes of a Word file stand for. */
#ifndef FOI_DOC_CHARSET_H
#define FOI_DOC_CHARSET_H

#include <glib.h>
#include <unicode/ucnv.h>

#include "indexer/extract/word/doc_file.h"

/** The set of text that is not in Unicode. */
typedef struct foi_doc_charset {
    gunichar letters[256]; /**< of one byte */
    UConverter *pairs;     /**< for letters of two bytes; NULL: there are none */
} foi_doc_charset;

/** Fill CHARSET, of FILE. Free with foi_doc_charset_clear(). */
void foi_doc_charset_fill(foi_doc_charset *charset, const foi_doc_file *file);
void foi_doc_charset_clear(foi_doc_charset *charset);

/** The letter of two bytes, 0 where FIRST and SECOND are none. */
gunichar foi_doc_charset_pair(const foi_doc_charset *charset, uint8_t first, uint8_t second);

#endif
