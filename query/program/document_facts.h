/* document_facts.h - what is known of a document beside its tags, for people. */
#ifndef FOI_QUERY_DOCUMENT_FACTS_H
#define FOI_QUERY_DOCUMENT_FACTS_H

#include "indexer/document/document.h"

/** One line: strings come from documents as they are. */
typedef struct query_fact {
    const char *name; /**< static: "location", "also at" */
    char *value;
    bool is_path; /**< the value is not to be broken into lines */
} query_fact;

/** Where DOCUMENT lies, what it belongs to and how it was read (query_fact *), for the caller to
 * unref. */
GPtrArray *query_document_facts(const foi_document *document);

#endif
