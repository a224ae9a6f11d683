/* tsv.h - the tables of corpus/, which are compiled into the library as text.
 *
 * First line: column names, parted by tabs. Then one row a line; lines that are empty or begin with
 * '#' are skipped. A cell is taken as it stands (no quoting). The build embeds every corpus/tables
 * file, so that the programs need no data directory at run time.
 */
#ifndef FOI_BASE_TSV_H
#define FOI_BASE_TSV_H

#include <stddef.h>

typedef struct foi_tsv foi_tsv;

/**
 * The embedded table NAME ("provisions" for corpus/provisions.tsv). Parsed at the first call and
 * kept for the life of the process (immutable afterwards, safe in any thread). NULL when there is
 * no table of that name: a defect of the build, which a test holds off.
 */
const foi_tsv *foi_tsv_table(const char *name);

/** How many rows there are. */
size_t foi_tsv_rows(const foi_tsv *table);

/** The number of the column NAME, or -1. */
int foi_tsv_column(const foi_tsv *table, const char *name);

/** The cell at ROW, COLUMN: never NULL, "" when the row is short or COLUMN is -1. Static. */
const char *foi_tsv_cell(const foi_tsv *table, size_t row, int column);

#endif
