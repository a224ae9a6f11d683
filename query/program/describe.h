/* describe.h - an answer, a hit and a passage in words, for every format that people read.
 *
 * Strings come from documents as they are: whoever prints them makes them harmless. All are for the
 * caller to g_free.
 */
#ifndef FOI_QUERY_DESCRIBE_H
#define FOI_QUERY_DESCRIBE_H

#include <glib.h>

#include "foi/foi.h"
#include "indexer/document/document.h"

/** "37 documents; hits 11 to 20", and how many have all the words where that is not all; of hits by
 * container or case how many there are: "37 documents in 12 hits". */
char *query_total(const foi_results *results, const foi_search_options *options);

/** Of a relaxed answer how many have all the words: "4 with all words, the others with a good part
 * of them". */
char *query_relaxed(const foi_results *results);

/** The title, else the name of the file. */
char *query_hit_title(const foi_hit *hit);

/** What is known of it as lines (char *): whose, what, when and how it ended; what was claimed; a
 * line for each kind of ruling. For the caller to unref. */
GPtrArray *query_hit_tags(const foi_hit *hit);

/** The id, the case and how sure OCR was: "[5zmk3823jvaj]  case:tvgjrlysejbg". */
char *query_hit_id(const foi_hit *hit);

/** Its other places and its copies, a line (char *) for each of the first few and one for the rest;
 * where hits were collapsed BY container or case how many more there are. For the caller to unref.
 */
GPtrArray *query_hit_others(const foi_hit *hit, foi_collapse by);

/** The warning that BY replaced a decision. */
char *query_replacement_warning(const foi_replacement_view *by);

/** Of a decision its citation with the paragraph, and the page where that does not say it; else
 * page, paragraph, sheet and row. NULL: nothing names the place. */
char *query_snippet_place(const foi_snippet *snippet);

/** What the page that BLOCK stands on is called, and how sure OCR was of it: "page 3", "sheet
 * Costs". */
char *query_page_name(const foi_document *document, const foi_block *block);

#endif
