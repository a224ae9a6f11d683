#include "indexer/extract/word/labelled.h"

void foi_labelled_give(foi_flow *flow, foi_block_kind kind, foi_list_label *label, GString *text,
                       bool in_box)
{
    if (label->text != NULL) {
        g_string_prepend_c(text, ' ');
        g_string_prepend(text, label->text);
    }
    g_clear_pointer(&label->text, g_free);
    /* The numbers in a quotation are those of another document. */
    uint32_t number = kind == FOI_BLOCK_QUOTED ? 0 : label->number;
    if (in_box)
        foi_flow_give(flow, kind, number, text->str, text->len);
    else
        foi_flow_paragraph(flow, kind, number, text->str, text->len);
}
