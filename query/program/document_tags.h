/* document_tags.h - what is known of a document as a list, for every format that people read. */
#ifndef FOI_QUERY_DOCUMENT_TAGS_H
#define FOI_QUERY_DOCUMENT_TAGS_H

#include "indexer/document/document.h"

/** One line: strings come from documents as they are. */
typedef struct query_tag {
    const char *name; /**< static: "type", "upheld", "also at" */
    char *value;
    char *evidence; /**< the words it was read from with their place, and how sure it is; NULL */
    bool is_path;   /**< the value is not to be broken into lines */
} query_tag;

/** All that is known of DOCUMENT, in the order in which people are shown it (of query_tag *), for
 * the caller to unref. */
GPtrArray *query_document_tags(const foi_document *document);

#endif
