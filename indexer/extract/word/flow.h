/* flow.h - the paragraphs and tables of a text on their way to the output.
 *
 * A table in a cell becomes lines of that cell.
 */
#ifndef FOI_FLOW_H
#define FOI_FLOW_H

#include "indexer/extract/extractor.h"

typedef struct foi_flow foi_flow;

/** Gives blocks to OUTPUT, which is borrowed. */
foi_flow *foi_flow_new(foi_output *output);
void foi_flow_free(foi_flow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_flow, foi_flow_free)

/** From now on, ONCE: a text that was given while it held is left out (headers and footers). */
void foi_flow_set_once(foi_flow *flow, bool once);

/** Give a block now, whatever table is open. */
void foi_flow_give(foi_flow *flow, foi_block_kind kind, uint32_t number, const char *text,
                   size_t length);

/** A paragraph: into the cell that is open, else like foi_flow_give(). */
void foi_flow_paragraph(foi_flow *flow, foi_block_kind kind, uint32_t number, const char *text,
                        size_t length);

/** Where the paragraph TEXT, which is still being read, has grown long, give what there is of it
 * and empty it, so that memory stays bounded. */
void foi_flow_spill(foi_flow *flow, GString *text);

void foi_flow_start_table(foi_flow *flow);
void foi_flow_end_table(foi_flow *flow);
void foi_flow_start_row(foi_flow *flow);
void foi_flow_end_row(foi_flow *flow);
void foi_flow_start_cell(foi_flow *flow);

/** Close what is open, as after a defect. */
void foi_flow_finish(foi_flow *flow);

/** Whether there is room for more; false: stop reading. */
bool foi_flow_more(const foi_flow *flow);

#endif
