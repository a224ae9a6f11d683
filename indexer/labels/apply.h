/* apply.h - puts the labels of a table on a document that was just tagged.
 *
 * A field on which a person has something to say is as they say, none where they say none. A
 * publisher's word on a single value counts likewise. On provisions it is taken as what it is, a
 * finding on a section: parts of the section that were read from the text stay and carry it, a
 * finding to the contrary on one of them is turned, and a section of which nothing was read is
 * added; what was read of other sections stays. References that a label gives are those of the
 * document's own matter; cited ones stay as read. Where a label gives an outcome and none says whom
 * it favours, that follows from the outcome.
 *
 * A publisher's word below FOI_LABEL_WEAK in confidence holds only where nothing was read, or an
 * outcome with less confidence. What is said by reference is said of a matter: an outcome holds for
 * documents of the type that can have it, findings for decisions, and a publisher's rows for the
 * types of documents that it publishes.
 */
#ifndef FOI_LABELS_APPLY_H
#define FOI_LABELS_APPLY_H

#include "indexer/document/document.h"
#include "indexer/labels/labels.h"

#define FOI_LABEL_WEAK 0.6

/**
 * Put on DOCUMENT, which carries what was read and nothing else, the labels of its id, of its
 * COUNT PLACES ("LOCATION" or "LOCATION//MEMBER") and of its own references as they are after that.
 * Whatever the tags of DOCUMENT claim to come from, they are marked as read first. True where a
 * label was found. Linear in the tags and labels of the document.
 */
bool foi_labels_apply(foi_labels *labels, foi_document *document, const char *const *places,
                      size_t count);

/** Give DOCUMENT back the title that was read, and forget what labels said: the state in which the
 * tagger may read it anew. */
void foi_labels_lift(foi_document *document);

/** The key of a place, g_free; MEMBER may be NULL. */
char *foi_label_path_key(const char *location, const char *member);
/** The key of a reference as it is written, g_free. */
char *foi_label_reference_key(const char *reference);

#endif
