#include "indexer/extract/slides/ppt_table.h"

#include "indexer/extract/slides/ppt_text.h"

#define OPTION_BYTES  6
#define OPTION_NUMBER 0x3fff
#define OPTION_TABLE  0x39f

typedef struct cell {
    int32_t top;
    int32_t left;
    char *text; /* owned */
} cell;

static void cell_clear(void *data)
{
    cell *one = data;
    g_free(one->text);
}

bool foi_ppt_is_table(foi_view group)
{
    foi_view shape = foi_ppt_find(group, FOI_PPT_SHAPE, -1).content;
    foi_ppt_record options = foi_ppt_find(shape, FOI_PPT_MORE_OPTIONS, -1);
    for (unsigned i = 0; i < options.instance; i++) {
        uint64_t at = OPTION_BYTES * (uint64_t)i;
        if ((foi_view_16(options.content, at) & OPTION_NUMBER) == OPTION_TABLE)
            return (foi_view_32(options.content, at + 2) & 1) != 0;
    }
    return false;
}

static char *text_of(foi_view shape)
{
    foi_ppt_record box = foi_ppt_find(shape, FOI_PPT_TEXTBOX, -1);
    g_autoptr(GArray) texts = foi_ppt_texts_read(box.content);
    g_autoptr(GString) whole = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++) {
        const GString *text = g_array_index(texts, foi_ppt_text, i).text;
        g_string_append_len(whole, text->str, (gssize)text->len);
    }
    g_strdelimit(whole->str, "\t\n\v\r", ' ');
    return g_strdup(whole->str);
}

static int compare_cells(const void *a, const void *b)
{
    const cell *one = a;
    const cell *other = b;
    if (one->top != other->top)
        return one->top < other->top ? -1 : 1;
    return one->left < other->left ? -1 : one->left > other->left;
}

static GArray *read_cells(foi_view group)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(cell));
    g_array_set_clear_func(cells, cell_clear);
    foi_ppt_record shape;
    while (foi_ppt_next(&group, &shape)) {
        foi_ppt_record box = foi_ppt_find(shape.content, FOI_PPT_TEXTBOX, -1);
        if (shape.type != FOI_PPT_SHAPE || box.type == 0)
            continue;
        foi_view anchor = foi_ppt_find(shape.content, FOI_PPT_CHILD_ANCHOR, -1).content;
        cell one = {.left = (int32_t)foi_view_32(anchor, 0),
                    .top = (int32_t)foi_view_32(anchor, 4),
                    .text = text_of(shape.content)};
        g_array_append_val(cells, one);
    }
    g_array_sort(cells, compare_cells);
    return cells;
}

bool foi_ppt_table_give(foi_view group, foi_output *output)
{
    g_autoptr(GArray) cells = read_cells(group);
    g_autoptr(GString) row = g_string_new(NULL);
    bool more = true;
    for (guint i = 0; i < cells->len && more; i++) {
        const cell *one = &g_array_index(cells, cell, i);
        g_string_append(row, one->text);
        if (i + 1 < cells->len && (one + 1)->top == one->top) {
            g_string_append_c(row, '\t');
            continue;
        }
        more = foi_output_block(output, FOI_BLOCK_ROW, 0, row->str, row->len);
        g_string_truncate(row, 0);
    }
    return more;
}
