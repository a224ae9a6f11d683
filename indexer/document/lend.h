/* lend.h - makes a document ready to be handed to a caller of the public interface. */
#ifndef FOI_LEND_H
#define FOI_LEND_H

#include "foi/document.h"

/**
 * Make the strings that the public accessors lend out, so that reading DOCUMENT is free of side
 * effects and safe from any thread afterwards. Call once, before the document is given away.
 */
void foi_document_lend(foi_document *document);

#endif
