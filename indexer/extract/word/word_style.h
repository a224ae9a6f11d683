/* word_style.h - what the styles of word processors mean, by their English names. */
#ifndef FOI_WORD_STYLE_H
#define FOI_WORD_STYLE_H

#include <stdbool.h>
#include <stddef.h>

#include "indexer/document/document.h"

/** Whether the style NAME is one of headings ("heading 1", "Title"); case does not matter. */
bool foi_word_style_is_heading(const char *name);

/** Whether the style NAME is one of quotations. */
bool foi_word_style_is_quote(const char *name);

/**
 * What a paragraph TEXT with the style of a HEADING, of a QUOTE, or in a list as an ITEM without a
 * number is. Judgments number their paragraphs with the styles of headings: what does not read as
 * one is none.
 */
foi_block_kind foi_word_kind(bool heading, bool quote, bool item, const GString *text);

/** Whether TEXT is white space only. */
bool foi_word_is_blank(const GString *text);

#endif
