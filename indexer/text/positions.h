/* positions.h - the words of a whole document in order, with the position and weight each has in
 * the index.
 *
 * Both the segment writer (postings) and the query (phrases in snippets) walk a document this way,
 * so that they can never disagree. Words of the zone `rights` are not indexed at all: a letter that
 * names the Commissioner only in its closing boilerplate is no match. Words of statute quotations,
 * quoted mail and signatures can be found but weigh nothing. A phrase does not run across a
 * heading, a table row, a mail header line, from one zone into another, or over the end of a
 * sentence that ends a paragraph, but does run over a page break in mid-sentence.
 */
#ifndef FOI_POSITIONS_H
#define FOI_POSITIONS_H

#include "indexer/document/document.h"
#include "indexer/text/tokenizer.h"

/** What a word of a document's title weighs, beside its place in the text. */
#define FOI_TITLE_WEIGHT 4

/** Between two blocks that no phrase may join, the positions jump by this much. */
#define FOI_POSITION_GAP 32

typedef struct foi_word {
    foi_token token;   /**< `start` counts from the beginning of the document's text */
    uint32_t position; /**< from 1 */
    uint32_t weight;   /**< within-document frequency that this one word adds; may be 0 */
    const foi_block *block;
} foi_word;

typedef struct foi_word_walk {
    const foi_text *text;
    guint block;
    uint32_t position;
    foi_tokenizer tokenizer;
} foi_word_walk;

void foi_word_walk_start(foi_word_walk *walk, const foi_text *text);

/** The next indexed word, or false at the end. */
bool foi_word_walk_next(foi_word_walk *walk, foi_word *word);

#endif
