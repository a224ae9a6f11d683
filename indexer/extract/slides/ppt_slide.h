/* ppt_slide.h - what stands on the slides of a PowerPoint file. */
#ifndef FOI_PPT_SLIDE_H
#define FOI_PPT_SLIDE_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/slides/ppt_records.h"

typedef struct foi_ppt_slides foi_ppt_slides;

/** Gives blocks to OUTPUT, which is borrowed, of a file whose stream is LENGTH bytes long. */
foi_ppt_slides *foi_ppt_slides_new(foi_output *output, size_t length);
void foi_ppt_slides_free(foi_ppt_slides *slides);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_ppt_slides, foi_ppt_slides_free)

/** What is taken of a slide. */
typedef enum foi_ppt_part {
    FOI_PPT_ALL,
    FOI_PPT_MASTER_PART, /**< of a master: what is printed on each slide, given once */
    FOI_PPT_NOTES_PART   /**< of the page of notes: the notes */
} foi_ppt_part;

/**
 * Give the text of SLIDE, and its comments. OUTLINE (of foi_ppt_text) is the text that its boxes
 * may refer to; NULL: there is none. False: stop reading.
 */
bool foi_ppt_slides_give(foi_ppt_slides *slides, const foi_ppt_record *slide, foi_ppt_part part,
                         const GArray *outline);

/** Give the headers and footers among RECORDS that are shown, each once. */
void foi_ppt_slides_headers(foi_ppt_slides *slides, foi_view records);

/** Give the texts of OUTLINE (of foi_ppt_text). */
void foi_ppt_slides_outline(foi_ppt_slides *slides, const GArray *outline);

#endif
