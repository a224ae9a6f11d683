/* ppt_table.h - tables on slides: groups of boxes, one for each cell. */
#ifndef FOI_PPT_TABLE_H
#define FOI_PPT_TABLE_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/slides/ppt_records.h"

/** Whether the shapes of GROUP are the cells of a table. */
bool foi_ppt_is_table(foi_view group);

/** Give its rows. False once the budget of text is spent. */
bool foi_ppt_table_give(foi_view group, foi_output *output);

#endif
