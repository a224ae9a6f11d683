#include "indexer/extract/word/flow.h"

#include "indexer/extract/limits.h"
#include "indexer/extract/word/word_row.h"

struct foi_flow {
    foi_output *output;
    GHashTable *given; /* texts of which one is enough */
    bool once;
    unsigned tables; /* open; rows of inner ones are lines of the outer cell */
    bool in_row;
    foi_word_row *row; /* of the outermost table */
    bool more;
};

foi_flow *foi_flow_new(foi_output *output)
{
    foi_flow *flow = g_new0(foi_flow, 1);
    flow->output = output;
    flow->given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    flow->row = foi_word_row_new();
    flow->more = true;
    return flow;
}

void foi_flow_free(foi_flow *flow)
{
    if (flow == NULL)
        return;
    g_hash_table_unref(flow->given);
    foi_word_row_free(flow->row);
    g_free(flow);
}

void foi_flow_set_once(foi_flow *flow, bool once)
{
    flow->once = once;
}

bool foi_flow_more(const foi_flow *flow)
{
    return flow->more;
}

void foi_flow_give(foi_flow *flow, foi_block_kind kind, uint32_t number, const char *text,
                   size_t length)
{
    if (flow->once && !g_hash_table_add(flow->given, g_strndup(text, length)))
        return;
    if (flow->more)
        flow->more = foi_output_block(flow->output, kind, number, text, length);
}

void foi_flow_paragraph(foi_flow *flow, foi_block_kind kind, uint32_t number, const char *text,
                        size_t length)
{
    if (!flow->in_row || !foi_word_row_add(flow->row, text, length))
        foi_flow_give(flow, kind, number, text, length);
}

void foi_flow_spill(foi_flow *flow, GString *text)
{
    if (text->len <= 2 * FOI_BLOCK_BYTES)
        return;
    foi_flow_give(flow, FOI_BLOCK_PARAGRAPH, 0, text->str, text->len);
    g_string_truncate(text, 0);
}

static void give_from_row(void *data, foi_block_kind kind, const char *text, size_t length)
{
    foi_flow_give(data, kind, 0, text, length);
}

void foi_flow_start_table(foi_flow *flow)
{
    flow->tables++;
}

void foi_flow_end_table(foi_flow *flow)
{
    if (flow->tables > 0)
        flow->tables--;
}

void foi_flow_start_row(foi_flow *flow)
{
    if (flow->tables != 1)
        return;
    foi_word_row_clear(flow->row);
    flow->in_row = true;
}

void foi_flow_end_row(foi_flow *flow)
{
    if (flow->tables != 1)
        return;
    foi_word_row_give(flow->row, give_from_row, flow);
    flow->in_row = false;
}

void foi_flow_start_cell(foi_flow *flow)
{
    if (flow->tables == 1)
        foi_word_row_cell(flow->row);
}

void foi_flow_finish(foi_flow *flow)
{
    if (flow->in_row) {
        flow->tables = 1;
        foi_flow_end_row(flow);
    }
    flow->tables = 0;
}
