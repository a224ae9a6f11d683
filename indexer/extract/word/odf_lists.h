/* odf_lists.h - the lists that are open where a text of an ODF document is being read. */
#ifndef FOI_ODF_LISTS_H
#define FOI_ODF_LISTS_H

#include "indexer/extract/package/odf_styles.h"

typedef struct foi_odf_lists foi_odf_lists;

/** STYLES is borrowed. */
foi_odf_lists *foi_odf_lists_new(const foi_odf_styles *styles);
void foi_odf_lists_free(foi_odf_lists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_odf_lists, foi_odf_lists_free)

/** A list begins at READER, inside of the one that is open. */
void foi_odf_lists_open(foi_odf_lists *lists, xmlTextReader *reader);
void foi_odf_lists_close(foi_odf_lists *lists);

/** An item of the innermost list begins at READER. */
void foi_odf_lists_item(foi_odf_lists *lists, xmlTextReader *reader);

/** Leave all lists, as after a defect. */
void foi_odf_lists_finish(foi_odf_lists *lists);

/**
 * Count the next paragraph and give its label, for the caller to free as foi_lists_count() says:
 * that of the item that it begins, else of a heading at OUTLINE (from 1; 0: it is none).
 */
foi_list_label foi_odf_lists_count(foi_odf_lists *lists, int outline);

#endif
