/* drawing.h - the text of the drawings of office files: slides, charts, diagrams, their comments.
 */
#ifndef FOI_DRAWING_H
#define FOI_DRAWING_H

#include "indexer/extract/package/ooxml.h"
#include "indexer/extract/word/flow.h"

/** What kind of part is read. */
typedef enum foi_drawing_kind {
    FOI_DRAWING_SLIDE,   /**< titles are headings; a head or foot is given once for all slides */
    FOI_DRAWING_NOTES,   /**< of a slide, without its picture */
    FOI_DRAWING_MASTER,  /**< of slides: what is not a sample; a text is given once */
    FOI_DRAWING_COMMENT, /**< comments on a slide */
    FOI_DRAWING_PICTURE  /**< a chart or a diagram; its labels are given once */
} foi_drawing_kind;

/** Give the paragraphs and tables of PART to FLOW. */
foi_parts_end foi_drawing_read(foi_parts *package, const char *part, foi_drawing_kind kind,
                               foi_flow *flow);

/** Whether KIND of relation names a chart or a diagram with text of its own. */
bool foi_drawing_is_picture(const char *kind);

#endif
