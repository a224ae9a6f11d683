/* doc_runs.h - which properties the text of a Word file has, by where its bytes lie. */
#ifndef FOI_DOC_RUNS_H
#define FOI_DOC_RUNS_H

#include "indexer/extract/word/doc_file.h"
#include "indexer/extract/word/doc_properties.h"

typedef struct foi_doc_runs foi_doc_runs;

/** Read the pages of properties that KIND (FOI_DOC_TABLE_CHARACTERS or _PARAGRAPHS) names. FILE is
 * borrowed. Damage is told to OUTPUT. */
foi_doc_runs *foi_doc_runs_new(const foi_doc_file *file, foi_doc_table kind, foi_output *output);
void foi_doc_runs_free(foi_doc_runs *runs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(foi_doc_runs, foi_doc_runs_free)

/**
 * What is said of the byte PLACE of the main stream; *END: where what is said next begins, above
 * PLACE. Owned by RUNS. Quick where PLACE lies in or behind the run of the call before.
 */
const foi_doc_properties *foi_doc_runs_at(foi_doc_runs *runs, uint32_t place, uint32_t *end);

#endif
