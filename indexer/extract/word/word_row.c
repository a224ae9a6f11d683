#include "indexer/extract/word/word_row.h"

#include <string.h>

#include "indexer/extract/limits.h"

/* A cell with more paragraphs than this is a piece of layout, not of a table. */
#define CELL_PARAGRAPHS 4

struct foi_word_row {
    GPtrArray *cells; /* of GString *: paragraphs parted by "\n" */
};

static void cell_free(void *data)
{
    g_string_free(data, TRUE);
}

foi_word_row *foi_word_row_new(void)
{
    foi_word_row *row = g_new0(foi_word_row, 1);
    row->cells = g_ptr_array_new_with_free_func(cell_free);
    return row;
}

void foi_word_row_free(foi_word_row *row)
{
    if (row == NULL)
        return;
    g_ptr_array_unref(row->cells);
    g_free(row);
}

void foi_word_row_clear(foi_word_row *row)
{
    g_ptr_array_set_size(row->cells, 0);
}

void foi_word_row_cell(foi_word_row *row)
{
    g_ptr_array_add(row->cells, g_string_new(NULL));
}

unsigned foi_word_row_cells(const foi_word_row *row)
{
    return row->cells->len;
}

bool foi_word_row_add(foi_word_row *row, const char *text, size_t length)
{
    if (row->cells->len == 0)
        return false;
    GString *cell = g_ptr_array_index(row->cells, row->cells->len - 1);
    if (cell->len > 0)
        g_string_append_c(cell, '\n');
    g_string_append_len(cell, text, (gssize)length);
    return true;
}

static bool is_layout(const foi_word_row *row)
{
    if (row->cells->len < 2)
        return true;
    size_t bytes = 0;
    for (guint i = 0; i < row->cells->len; i++) {
        const GString *cell = g_ptr_array_index(row->cells, i);
        unsigned paragraphs = 1;
        for (size_t k = 0; k < cell->len; k++)
            paragraphs += cell->str[k] == '\n';
        bytes += cell->len;
        if (paragraphs > CELL_PARAGRAPHS)
            return true;
    }
    return bytes > FOI_BLOCK_BYTES / 2;
}

static void give_layout(const foi_word_row *row, foi_word_row_sink sink, void *data)
{
    for (guint i = 0; i < row->cells->len; i++) {
        const GString *cell = g_ptr_array_index(row->cells, i);
        const char *at = cell->str;
        while (*at != '\0') {
            size_t length = strcspn(at, "\n");
            sink(data, FOI_BLOCK_PARAGRAPH, at, length);
            at += length + (at[length] == '\n');
        }
    }
}

static void give_cells(const foi_word_row *row, foi_word_row_sink sink, void *data)
{
    g_autoptr(GString) line = g_string_new(NULL);
    bool blank = true;
    for (guint i = 0; i < row->cells->len; i++) {
        const GString *cell = g_ptr_array_index(row->cells, i);
        g_string_append(line, i == 0 ? "" : "\t");
        g_string_append_len(line, cell->str, (gssize)cell->len);
        blank = blank && cell->len == 0;
    }
    g_strdelimit(line->str, "\n", ' ');
    if (!blank)
        sink(data, FOI_BLOCK_ROW, line->str, line->len);
}

void foi_word_row_give(foi_word_row *row, foi_word_row_sink sink, void *data)
{
    if (is_layout(row))
        give_layout(row, sink, data);
    else
        give_cells(row, sink, data);
    foi_word_row_clear(row);
}
