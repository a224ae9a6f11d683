/* put_pages.h - pages that were read by themselves become part of their document. */
#ifndef FOI_PUT_PAGES_H
#define FOI_PUT_PAGES_H

#include "indexer/document/document.h"

/** The pages of DOCUMENT that want OCR yet, of uint32_t, ascending; for the caller to
 * g_array_unref(). */
GArray *foi_document_wanted_pages(const foi_document *document);

/**
 * Put into DOCUMENT what was read of its PAGES (of uint32_t, ascending): ANSWERS has a
 * foi_document * for each, which has only the text of that page, or says why there is none. Sets
 * text, notes, words, title and status; the tags are to be read anew. At most TEXT_LIMIT bytes of
 * text are kept.
 */
void foi_document_put_pages(foi_document *document, const GArray *pages, const GPtrArray *answers,
                            uint64_t text_limit);

#endif
