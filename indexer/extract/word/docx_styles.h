/* docx_styles.h - what the styles and lists of a DOCX say about its paragraphs. */
#ifndef FOI_DOCX_STYLES_H
#define FOI_DOCX_STYLES_H

#include "indexer/extract/package/ooxml.h"

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

/** What is printed before a paragraph of a list. */
typedef struct foi_docx_label {
    char *text;      /**< "17.", "(a)"; NULL: a bullet or nothing; for the caller to g_free */
    uint32_t number; /**< where the label is one whole number; else 0 */
    bool item;       /**< the paragraph belongs to a list */
} foi_docx_label;

/** Count the next paragraph of LIST (numId) at LEVEL (0 to 8) and give its label. */
foi_docx_label foi_docx_styles_count(foi_docx_styles *styles, int list, int level);

#endif
