/* doc_styles.h - what the styles of a Word file say about its text. */
#ifndef FOI_DOC_STYLES_H
#define FOI_DOC_STYLES_H

#include "indexer/extract/word/doc_file.h"

/** A style with all that it inherits. */
typedef struct foi_doc_style {
    bool heading;
    bool quote;
    bool hidden;
    int list;  /**< number of the use of a list; -1: says nothing; 0: no list */
    int level; /**< of the list; -1: says nothing */
} foi_doc_style;

typedef struct foi_doc_styles {
    GArray *styles;   /**< of foi_doc_style */
    bool some_hidden; /**< there is one that hides text */
} foi_doc_styles;

foi_doc_styles *foi_doc_styles_read(const foi_doc_file *file);
void foi_doc_styles_free(foi_doc_styles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_doc_styles, foi_doc_styles_free)

/** The style INDEX; one that says nothing where there is no such style. */
foi_doc_style foi_doc_styles_find(const foi_doc_styles *styles, int index);

#endif
