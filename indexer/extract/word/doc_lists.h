/* doc_lists.h - the numbered lists of a Word file. */
#ifndef FOI_DOC_LISTS_H
#define FOI_DOC_LISTS_H

#include "indexer/extract/word/doc_file.h"
#include "indexer/extract/word/lists.h"

/** The lists of FILE, and their uses as paragraphs number them. */
foi_lists *foi_doc_lists_read(const foi_doc_file *file);

#endif
