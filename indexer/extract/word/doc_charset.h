/* doc_charset.h - the letters that the bytes of a Word file stand for. */
#ifndef FOI_DOC_CHARSET_H
#define FOI_DOC_CHARSET_H

#include <glib.h>

#include "indexer/extract/word/doc_file.h"

/** What each byte of text of 8 bits stands for. */
typedef struct foi_doc_charset {
    gunichar letters[256];
} foi_doc_charset;

/** The set of FILE. Sets with letters of two bytes are not read: OUTPUT is told. */
void foi_doc_charset_fill(foi_doc_charset *charset, const foi_doc_file *file, foi_output *output);

#endif
