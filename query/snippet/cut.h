/* cut.h - from a place in the text to a line that a person reads. */
#ifndef FOI_CUT_H
#define FOI_CUT_H

#include "query/snippet/occurrence.h"
#include "query/snippet/snippet.h"

/**
 * A passage of at most SIZE code points around WINDOW, within REGION (both bytes of TEXT, at
 * character boundaries). Marks those words of OCCURRENCES that it shows. *SHOWN becomes the bytes
 * that it was made from. NULL where no word would be marked. Page and paragraph stay 0.
 */
foi_passage *foi_cut(const foi_text *text, foi_span window, foi_span region,
                     const foi_occurrences *occurrences, unsigned size, foi_span *shown);

#endif
