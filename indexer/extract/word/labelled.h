/* labelled.h - a paragraph together with what is printed before it. */
#ifndef FOI_LABELLED_H
#define FOI_LABELLED_H

#include "indexer/extract/word/flow.h"
#include "indexer/extract/word/lists.h"

/**
 * Give TEXT as a block of KIND to FLOW, behind the text of LABEL, which is freed, and with its
 * number. IN_BOX: it stands in a box, and so is no line of the cell around that.
 */
void foi_labelled_give(foi_flow *flow, foi_block_kind kind, foi_list_label *label, GString *text,
                       bool in_box);

#endif
