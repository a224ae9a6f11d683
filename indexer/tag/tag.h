/* tag.h - reads what a document is: type, authority, date, law, outcome, references, each with
 * evidence. */
#ifndef FOI_TAG_H
#define FOI_TAG_H

#include "indexer/document/document.h"

/**
 * Changes whenever the same text could be tagged otherwise, tables included: stored with each
 * document, so that it is known which are stale.
 */
#define FOI_TAGGER_VERSION 3

/**
 * Tag DOCUMENT from its text, `sender`, `sent`, `file`, `member` and `title`: sets the zone of each
 * block, all tags, and title and language where they are missing. Earlier tags are dropped. A tag
 * of which nothing is known is left out, never guessed. A pure function of the document: no clock,
 * no files, no locale. Linear in the length of the text. Safe in any thread.
 */
void foi_tag_document(foi_document *document);

#endif
