/* odf_body.h - the paragraphs, lists, tables and notes of the parts of an ODF document. */
#ifndef FOI_ODF_BODY_H
#define FOI_ODF_BODY_H

#include "indexer/extract/package/odf.h"
#include "indexer/extract/package/odf_styles.h"

typedef struct foi_odf_body foi_odf_body;

/** Which region of a part is read. */
typedef enum foi_odf_region {
    FOI_ODF_BODY,    /**< the document itself; each of its slides is a page */
    FOI_ODF_HEADERS, /**< of the page styles; a text that was there before is left out */
    FOI_ODF_FOOTERS, /**< the same */
    FOI_ODF_MASTERS  /**< what slides have from their masters, the same; without the samples */
} foi_odf_region;

/** Gives blocks to the output of ODF, which is borrowed. STYLES (borrowed) take in those of each
 * part. */
foi_odf_body *foi_odf_body_new(foi_odf *odf, foi_odf_styles *styles);
void foi_odf_body_free(foi_odf_body *body);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_odf_body, foi_odf_body_free)

/** Read REGION of PART and give its text; its notes and comments stand behind it (behind their
 * slide). What is hidden or deleted is left out. */
foi_parts_end foi_odf_body_read(foi_odf_body *body, const char *part, foi_odf_region region);

/** Read the text of all objects of the document: the titles of charts, the rows of sheets. */
void foi_odf_body_read_objects(foi_odf_body *body);

#endif
