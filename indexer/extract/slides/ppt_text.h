/* ppt_text.h - the pieces of text in a PowerPoint file: in a box of a slide, or in the outline that
 * boxes refer to. */
#ifndef FOI_PPT_TEXT_H
#define FOI_PPT_TEXT_H

#include "indexer/extract/slides/ppt_records.h"

/** What a text is for. */
typedef enum foi_ppt_purpose {
    FOI_PPT_TITLE = 0,
    FOI_PPT_BODY = 1,
    FOI_PPT_NOTE = 2,
    FOI_PPT_OTHER = 4,
    FOI_PPT_CENTRE_TITLE = 6
} foi_ppt_purpose;

typedef struct foi_ppt_text {
    unsigned purpose; /**< a foi_ppt_purpose, or another form of body */
    GString *text;    /**< UTF-8, paragraphs end with "\r" */
    bool field;       /**< it held a number or a date that stands on each slide */
    size_t units;     /**< how far it was looked through for fields, in units of UTF-16 */
    size_t bytes;     /**< and in bytes */
} foi_ppt_text;

/**
 * The texts (of foi_ppt_text) among RECORDS, in order, empty ones too: they are counted; what
 * stands for the number of the slide or a date is not in them. For the caller to g_array_unref,
 * which frees them.
 */
GArray *foi_ppt_texts_read(foi_view records);

#endif
