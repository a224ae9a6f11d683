/* docx_styles.h - what the styles and lists of a DOCX say about its paragraphs. */
#ifndef FOI_DOCX_STYLES_H
#define FOI_DOCX_STYLES_H

#include "indexer/extract/package/ooxml.h"
#include "indexer/extract/word/lists.h"

typedef struct foi_docx_styles foi_docx_styles;

/** What a style says; what it does not say comes from the style it is based on. */
typedef struct foi_docx_style {
    char *based_on;
    int list;    /**< numId; -1: says nothing; 0: no list */
    int level;   /**< of the list; -1: says nothing */
    int outline; /**< 0 to 8: a heading; -1: says nothing */
    bool heading;
    bool quote;
    bool hidden;
} foi_docx_style;

/** Read word/styles.xml and word/numbering.xml beside the part MAIN; missing ones are empty. */
foi_docx_styles *foi_docx_styles_read(foi_parts *package, const char *directory);
void foi_docx_styles_free(foi_docx_styles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_docx_styles, foi_docx_styles_free)

/** The style ID (NULL: none) with all that it inherits; `based_on` is NULL. */
foi_docx_style foi_docx_styles_find(const foi_docx_styles *styles, const char *id);

/** Count the next number of the list called NAME, or of the program's own, at LEVEL (from 0). For
 * the caller to g_free; NULL: nothing is printed. */
char *foi_docx_styles_count_named(foi_docx_styles *styles, const char *name, int level);

/** The lists, which count as their paragraphs are read; owned by STYLES. */
foi_lists *foi_docx_styles_lists(const foi_docx_styles *styles);

#endif
