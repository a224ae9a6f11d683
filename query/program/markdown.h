/* markdown.h - text of documents within Markdown (CommonMark with tables). */
#ifndef FOI_QUERY_MARKDOWN_H
#define FOI_QUERY_MARKDOWN_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/** Ends a line within a paragraph. */
#define QUERY_MARKDOWN_BREAK "\\\n"

/**
 * Append TEXT (untrusted) to OUT as one line that shows it as it is: nothing in it is taken for
 * markup, a link or HTML, and none of it steers a terminal. The COUNT HIGHLIGHTS (code points, may
 * be NULL) are strong.
 */
void query_markdown_text(GString *out, const char *text, const uint32_t (*highlights)[2],
                         size_t count);

/** Append what an answer begins with: its TOTAL in words, the QUERY that it is of (blank: none was
 * asked) and what that was probably meant as (SUGGESTION; NULL: nothing). */
void query_markdown_head(GString *out, const char *total, const char *query,
                         const char *suggestion);

/** Append room before what DEPTH others enclose, in the cell of a table, where blanks would not be
 * seen. */
void query_markdown_indent(GString *out, unsigned depth);

/** Append TEXT (untrusted) as code, whatever backticks it holds. */
void query_markdown_code(GString *out, const char *text);

#endif
