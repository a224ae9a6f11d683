#include "indexer/base/tsv.h"

#include <glib.h>
#include <stdint.h>
#include <string.h>

/* Made by corpus/embed-tables.py. */
struct foi_embedded_table {
    const char *name;
    const char *text;
};
extern const struct foi_embedded_table foi_embedded_tables[];

struct foi_tsv {
    size_t rows;         /* without the line of names */
    const char **cells;  /* of all lines, one after the other; the names of the columns first */
    uint32_t *row_cells; /* by line: where its cells begin; one more at the end */
};

/* Tables live as long as the process: they are the law, and every thread may be reading them. */
static GMutex tables_lock;
static GHashTable *tables;

static size_t count_of(const char *text, char wanted)
{
    size_t count = 0;
    for (const char *at = strchr(text, wanted); at != NULL; at = strchr(at + 1, wanted))
        count++;
    return count;
}

/* Cuts LINE at its tabs; returns how many cells it gave. */
static uint32_t cut(char *line, const char **cells)
{
    uint32_t count = 0;
    for (char *cell = line; cell != NULL; count++) {
        cells[count] = cell;
        cell = strchr(cell, '\t');
        if (cell != NULL)
            *cell++ = '\0';
    }
    return count;
}

/* A table is read when a program has just started: one copy of the text is cut where it lies. */
static foi_tsv *parse(const char *text)
{
    foi_tsv *table = g_new0(foi_tsv, 1);
    size_t lines = count_of(text, '\n') + 1, at = 0;
    uint32_t cells = 0;
    table->cells = g_new(const char *, count_of(text, '\t') + lines);
    table->row_cells = g_new0(uint32_t, lines + 2);
    for (char *line = g_strdup(text), *next; line != NULL; line = next) {
        next = strchr(line, '\n');
        if (next != NULL)
            *next++ = '\0';
        if (*line == '\0' || *line == '#')
            continue;
        cells += cut(line, table->cells + cells);
        table->row_cells[++at] = cells;
    }
    table->rows = at > 0 ? at - 1 : 0;
    return table;
}

static const char *embedded_text(const char *name)
{
    for (const struct foi_embedded_table *table = foi_embedded_tables; table->name != NULL; table++)
        if (strcmp(table->name, name) == 0)
            return table->text;
    return NULL;
}

const foi_tsv *foi_tsv_table(const char *name)
{
    const char *text = embedded_text(name);
    if (text == NULL)
        return NULL;
    g_mutex_lock(&tables_lock);
    if (tables == NULL)
        tables = g_hash_table_new(g_str_hash, g_str_equal);
    foi_tsv *table = g_hash_table_lookup(tables, name);
    if (table == NULL) {
        table = parse(text);
        g_hash_table_insert(tables, g_strdup(name), table);
    }
    g_mutex_unlock(&tables_lock);
    return table;
}

size_t foi_tsv_rows(const foi_tsv *table)
{
    return table->rows;
}

int foi_tsv_column(const foi_tsv *table, const char *name)
{
    for (uint32_t column = 0; column < table->row_cells[1]; column++)
        if (strcmp(table->cells[column], name) == 0)
            return (int)column;
    return -1;
}

const char *foi_tsv_cell(const foi_tsv *table, size_t row, int column)
{
    if (column < 0 || row >= table->rows)
        return "";
    const uint32_t *start = &table->row_cells[row + 1];
    return (uint32_t)column < start[1] - start[0] ? table->cells[start[0] + (uint32_t)column] : "";
}
