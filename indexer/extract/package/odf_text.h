/* odf_text.h - what of a paragraph of an ODF document is text that a reader sees. */
#ifndef FOI_ODF_TEXT_H
#define FOI_ODF_TEXT_H

#include "indexer/extract/package/odf_styles.h"

/** What is being left out. */
typedef struct foi_odf_view {
    const foi_odf_styles *styles; /**< borrowed */
    int dropped_at;               /**< depth of the element that is left out; -1: none */
} foi_odf_view;

/**
 * Whether a node is not to be read: it is hidden, deleted, the number of a note, the reading of a
 * word, a description of a picture, or lies in such an element.
 */
bool foi_odf_hides(foi_odf_view *view, xmlTextReader *reader, int type, const char *name);

/** Leave out the element that READER stands at, with all that is in it. */
void foi_odf_drop(foi_odf_view *view, xmlTextReader *reader);

/** Append to TEXT what a node within a paragraph adds: characters, spaces, tabs, line ends. */
void foi_odf_append(GString *text, xmlTextReader *reader, int type, const char *name);

#endif
