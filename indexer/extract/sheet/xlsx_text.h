/* xlsx_text.h - the text of a cell, a shared string or a note, run by run. */
#ifndef FOI_XLSX_TEXT_H
#define FOI_XLSX_TEXT_H

#include "indexer/extract/package/parts.h"

/** Text that is being collected. Zeroed but for the first two it is ready. */
typedef struct foi_xlsx_text {
    GString *text;     /**< borrowed */
    size_t limit;      /**< of the bytes in TEXT: what is beyond is left out */
    bool cut;          /**< there was more */
    bool inside;       /**< of a run's text */
    unsigned phonetic; /**< open readings, which are left out */
} foi_xlsx_text;

/** Take in one node: the text of the elements "t" outside of readings ("rPh"). */
void foi_xlsx_text_visit(foi_xlsx_text *text, xmlTextReader *reader, int type, const char *name);

/** Take in the text of a node, whatever element it is in. */
void foi_xlsx_text_add(foi_xlsx_text *text, xmlTextReader *reader, int type);

/** Resolve "_x000D_" and its like in TEXT from FROM on, in place. */
void foi_xlsx_text_unescape(GString *text, size_t from);

#endif
