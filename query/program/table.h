/* table.h - how foi-query prints tables and timelines. */
#ifndef FOI_QUERY_PROGRAM_TABLE_H
#define FOI_QUERY_PROGRAM_TABLE_H

#include "query/program/query_program.h"

/**
 * The two facets that TEXT names: parted by a comma, "x" or another sign of multiplication, with
 * blanks around it or not ("exemption,ruling", "exemption x ruling", "exemptionxruling"). Known
 * facets are preferred: "exemption" has an x in it. False where nothing parts it; else *ROW and
 * *COLUMN may be no facets. For the caller to g_free; NULL with false.
 */
bool query_split_pair(const char *text, char **row, char **column);

/** The percentage SHARE (0 to 1) as people read it: "58%", "<1%"; "" where it is negative. g_free.
 */
char *query_percent(double share);

/** "13 documents", and with RELAXED that they need not have all the words. g_free. */
char *query_counted(uint32_t total, bool relaxed);

/** What the percentages of TABLE are of, as a sentence. */
const char *query_shares_note(const foi_table *table);

/** True where any row of TABLE has a share in COLUMN. */
bool query_has_shares(const foi_table *table, size_t column);

/** The label of VALUE in full, "(missing)" among them; clean, g_free. */
char *query_value_label(const foi_table_value *value);

/** What the totals of columns are called. */
#define QUERY_TOTAL_HEADING "All"

/** Print TABLE for a person: side by side where the columns fit the page, else row by row. */
void query_print_table(const foi_table *table, const foi_page *page);
/** Print TABLE as CSV, or with TABS as TSV: a row for each row, counts, then shares. */
void query_print_table_cells(const foi_table *table, bool tabs);
/** Print TABLE, which QUERY gave, as Markdown. */
void query_print_table_markdown(const foi_table *table, const char *query);

/** Print TIMELINE as a chart of bars; with BLOCKS of Unicode's block characters. */
void query_print_timeline(const foi_timeline *timeline, const foi_page *page, bool blocks);
/** Print TIMELINE as CSV, or with TABS as TSV: first, last, documents. */
void query_print_timeline_cells(const foi_timeline *timeline, bool tabs);
/** Print TIMELINE, which QUERY gave, as Markdown. */
void query_print_timeline_markdown(const foi_timeline *timeline, const char *query);

#endif
