/* show_markdown.h - a document, or a part of it, as Markdown on standard output. */
#ifndef FOI_QUERY_SHOW_MARKDOWN_H
#define FOI_QUERY_SHOW_MARKDOWN_H

#include "query/excerpt/excerpt.h"

/** DOCUMENT whole: PARTS are all of its blocks. */
void query_markdown_document(const foi_document *document, const GArray *parts);

/** PARTS of DOCUMENT (not empty) as a quotation with its citation. */
void query_markdown_excerpt(const foi_document *document, const GArray *parts);

#endif
