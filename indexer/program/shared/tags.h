/* tags.h - the tags of a document with what they were read from, as people are shown them. */
#ifndef FOI_SHOWN_TAGS_H
#define FOI_SHOWN_TAGS_H

#include <glib.h>
#include <stdbool.h>

#include "indexer/document/document.h"
#include "indexer/program/shared/fold.h"

/** Where the values begin that stand behind the names of tags. */
#define FOI_TAG_INDENT 13

/** A tag, or several of one name that were read from the same words. Strings come from documents
 * as they are. */
typedef struct foi_shown_tag {
    const char *name; /**< static: "type", "upheld" */
    char *value;
    char *place; /**< where it was read, how sure it is and who says so; NULL: nothing of it */
    char *quote; /**< the words; NULL: none, or those of the tag before */
} foi_shown_tag;

/** All tags of DOCUMENT (foi_shown_tag *) for the caller to unref. LABELS: values of closed lists
 * as people call them, else as queries and corrections do. */
GPtrArray *foi_shown_tags(const foi_document *document, bool labels);

/** Print them, each behind its name. */
void foi_print_tags(const foi_document *document, bool labels, const foi_page *page);

#endif
