#include "indexer/base/tsv.h"

#include <glib.h>
#include <string.h>

/* Made by corpus/embed-tables.py. */
struct foi_embedded_table {
    const char *name;
    const char *text;
};
extern const struct foi_embedded_table foi_embedded_tables[];

struct foi_tsv {
    char **columns;
    GPtrArray *rows; /* of char **, split lines */
};

/* Tables live as long as the process: they are the law, and every thread may be reading them. */
static GMutex tables_lock;
static GHashTable *tables;

static foi_tsv *parse(const char *text)
{
    foi_tsv *table = g_new0(foi_tsv, 1);
    table->rows = g_ptr_array_new();
    for (const char *line = text; *line != '\0';) {
        const char *end = strchrnul(line, '\n');
        if (end > line && *line != '#') {
            g_autofree char *copy = g_strndup(line, (gsize)(end - line));
            char **cells = g_strsplit(copy, "\t", -1);
            if (table->columns == NULL)
                table->columns = cells;
            else
                g_ptr_array_add(table->rows, cells);
        }
        line = *end == '\n' ? end + 1 : end;
    }
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
    return table->rows->len;
}

int foi_tsv_column(const foi_tsv *table, const char *name)
{
    for (int column = 0; table->columns != NULL && table->columns[column] != NULL; column++)
        if (strcmp(table->columns[column], name) == 0)
            return column;
    return -1;
}

const char *foi_tsv_cell(const foi_tsv *table, size_t row, int column)
{
    if (column < 0 || row >= table->rows->len)
        return "";
    char **cells = g_ptr_array_index(table->rows, row);
    for (int at = 0; at <= column; at++)
        if (cells[at] == NULL)
            return "";
    return cells[column];
}
