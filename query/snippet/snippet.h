/* snippet.h - the passages of a document that show best why it matched.
 *
 * The words are found again in the stored text by the code that indexed them, phrases whole. The
 * passage with the rarest and most different words wins, not the first. It is cut to whole
 * sentences where they fit, else at words with an ellipsis. A query of fields alone shows the
 * evidence of the tags that it asked for. Rights-of-appeal text never shows, unless a tag was read
 * there.
 */
#ifndef FOI_SNIPPET_H
#define FOI_SNIPPET_H

#include "query/plan/plan.h"

/** Start and length in code points of the passage's text. */
typedef struct foi_highlight {
    uint32_t start;
    uint32_t length;
} foi_highlight;

typedef struct foi_passage {
    char *text;            /**< one line: white space folded, no control characters */
    GArray *highlights;    /**< of foi_highlight: at least one, in order, apart from each other */
    foi_pinpoint pinpoint; /**< where it begins; its sheet belongs to the document */
    uint32_t last_page;    /**< where it ends, as the pinpoint has them */
    uint32_t last_paragraph;
} foi_passage;

void foi_passage_free(foi_passage *passage);

/**
 * At most COUNT passages of DOCUMENT, best first, each of at most SIZE code points (40 or more),
 * as an array of foi_passage * for the caller to unref; empty where nothing can be shown.
 */
GPtrArray *foi_snippets_make(const foi_document *document, const foi_plan *plan,
                             foi_stemmer *stemmer, unsigned count, unsigned size);

#endif
