/* csv.h - tables that people and publishers keep: rows of cells parted by tabs, commas or
 * semicolons.
 *
 * The first row names the columns. It decides what parts the cells: a tab where it has one, else a
 * comma, else a semicolon. A cell that begins with a double quote ends with one: within it stand
 * separators and line ends for themselves, and a doubled quote for one. Empty lines, and lines that
 * begin with '#', are left out. Lines end in LF or CRLF; a byte order mark is skipped.
 */
#ifndef FOI_BASE_CSV_H
#define FOI_BASE_CSV_H

#include <stddef.h>
#include <stdint.h>

#include "indexer/base/error.h"

/** The largest file that is read, in bytes: the whole of it is held in memory meanwhile. */
#define FOI_CSV_BYTES   ((size_t)64 << 20)
/** The most columns that a table may have. */
#define FOI_CSV_COLUMNS 256

typedef struct foi_csv foi_csv;

/**
 * Read the file PATH. FOI_ERROR_NOT_FOUND, _IO; FOI_ERROR_ARGUMENT for what is no such table: not a
 * regular file, over FOI_CSV_BYTES, not UTF-8, without a header, with a column without a name or
 * two of one. The message names PATH and, where there is one, the line.
 */
foi_status foi_csv_open(const char *path, foi_csv **out, foi_error *error);
/** The same for LENGTH BYTES (copied), called NAME in messages. */
foi_status foi_csv_read(const char *name, const char *bytes, size_t length, foi_csv **out,
                        foi_error *error);
void foi_csv_free(foi_csv *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_csv, foi_csv_free)

size_t foi_csv_columns(const foi_csv *table);
/** The name of COLUMN as it is written, trimmed. */
const char *foi_csv_column(const foi_csv *table, size_t column);
/** The line of the header, from 1. */
uint32_t foi_csv_header_line(const foi_csv *table);

/**
 * On to the next row: FOI_OK with *CELLS, as many as there are columns (trimmed, never NULL, ""
 * where the row is short; valid until the next call), and *LINE where it begins. *CELLS is NULL
 * after the last one. FOI_ERROR_ARGUMENT, naming file and line, for a quote that does not end, text
 * behind one, and more cells than columns; the row after it can be asked for.
 */
foi_status foi_csv_next(foi_csv *table, const char *const **cells, uint32_t *line,
                        foi_error *error);

#endif
