/* doc_properties.h - what the changes that a Word file lists for its text mean to a reader. */
#ifndef FOI_DOC_PROPERTIES_H
#define FOI_DOC_PROPERTIES_H

#include "indexer/extract/package/view.h"

/** What is said of characters and of paragraphs; -1: nothing. */
typedef struct foi_doc_properties {
    int hidden;          /**< see foi_doc_is_hidden() */
    int deleted;         /**< by a tracked change */
    int special;         /**< the character stands for something else */
    int symbol;          /**< that it stands for */
    int character_style; /**< index of the style */
    int style;           /**< of the paragraph */
    int in_table;
    int row_end; /**< the paragraph is the end of a row */
    int list;    /**< number of the use of a list, from 1; 0: no list */
    int level;   /**< in the list, from 0 */
    int outline; /**< 0 to 8: a heading */
    int64_t far; /**< place in the data stream where more is listed */
} foi_doc_properties;

/** Nothing said. */
extern const foi_doc_properties FOI_DOC_NOTHING;

/** Apply the CHANGES that are listed one behind the other; OLD: as Word 6 and 95 write them. */
void foi_doc_properties_apply(foi_doc_properties *properties, foi_view changes, bool old);

/** Apply the one change CODE, as of Word 6, with VALUE: the short form in a table of pieces. */
void foi_doc_properties_apply_one(foi_doc_properties *properties, unsigned code, uint8_t value);

/** What HIDDEN says: 0 or 1; or -1 or 0x80: as UNDER, the style, says; 0x81: the other way round.
 */
static inline bool foi_doc_is_hidden(int hidden, bool under)
{
    return hidden == 0x81 ? !under : hidden < 0 || hidden == 0x80 ? under : hidden == 1;
}

/** Put what OVER says above what PROPERTIES say. */
void foi_doc_properties_merge(foi_doc_properties *properties, const foi_doc_properties *over);

#endif
