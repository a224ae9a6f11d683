/* fingerprint.h - what two documents share that say the same in the same words.
 *
 * A letter that was sent again by another mail, or that lies there as PDF and as DOCX, has other
 * bytes and so another id, but the same words. Counted are those that its writer wrote: headings,
 * body and the request that it quotes. Lines of a mail's head, quoted mail, signatures, quoted
 * statute and the closing boilerplate differ from copy to copy, or say nothing.
 */
#ifndef FOI_STORE_FINGERPRINT_H
#define FOI_STORE_FINGERPRINT_H

#include "indexer/text/positions.h"

/** With fewer words than this a document is the copy of none: many say "Thank you for your mail".
 */
#define FOI_FINGERPRINT_WORDS 20

/** One document after the other, in one pass over the words of each. */
typedef struct foi_fingerprint foi_fingerprint;

foi_fingerprint *foi_fingerprint_new(void);
void foi_fingerprint_free(foi_fingerprint *fingerprint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_fingerprint, foi_fingerprint_free)

/** Begin a document. */
void foi_fingerprint_begin(foi_fingerprint *fingerprint);
/** Its next word, folded, in the order of the walk (positions.h). */
void foi_fingerprint_add(foi_fingerprint *fingerprint, const foi_word *word);
/** The fingerprint of the document, whose id is ID: equal for copies, and for others but for a
 * chance of one in 2^64. One with few words has that of its id alone. */
uint64_t foi_fingerprint_end(foi_fingerprint *fingerprint, const char *id);

#endif
