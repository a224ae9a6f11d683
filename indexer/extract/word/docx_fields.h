/* docx_fields.h - the fields of a DOCX: their codes are no text, and some have no result in it. */
#ifndef FOI_DOCX_FIELDS_H
#define FOI_DOCX_FIELDS_H

#include "indexer/extract/word/docx_styles.h"

typedef struct foi_docx_fields foi_docx_fields;

/** STYLES, which has the lists that fields may count in, is borrowed. */
foi_docx_fields *foi_docx_fields_new(foi_docx_styles *styles);
void foi_docx_fields_free(foi_docx_fields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_docx_fields, foi_docx_fields_free)

/** A field begins, in the code or the result of another or on its own. */
void foi_docx_fields_start(foi_docx_fields *fields);

/** A piece of the code of the innermost field. */
void foi_docx_fields_code(foi_docx_fields *fields, const char *text);

/** The element NAME of the innermost field, which is one of a form, has VALUE (NULL: none). */
void foi_docx_fields_choice(foi_docx_fields *fields, const char *name, const char *value);

/**
 * The code is complete: a result may follow. Gives what is printed for a field that has none in the
 * file (a number of a list, a choice in a form), for the caller to g_free; NULL: nothing.
 */
char *foi_docx_fields_result(foi_docx_fields *fields);

/** The field ends. */
void foi_docx_fields_end(foi_docx_fields *fields);

/** Whether what comes now is the number of a page. */
bool foi_docx_fields_in_page_number(const foi_docx_fields *fields);

/** Close all fields, as between two parts. */
void foi_docx_fields_reset(foi_docx_fields *fields);

#endif
