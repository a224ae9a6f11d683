/* ooxml.h - what DOCX, XLSX and PPTX have in common: parts that name each other. */
#ifndef FOI_OOXML_H
#define FOI_OOXML_H

#include "indexer/extract/package/parts.h"

/** Give the title of docProps/core.xml to the output. */
void foi_ooxml_read_title(foi_parts *package);

/** Where the main part is; FALLBACK where nothing says it. For the caller to g_free. */
char *foi_ooxml_find_main(foi_parts *package, const char *fallback);

/** Whether the element is a switch that is on: no value, or one that is not "0", "false", "off". */
bool foi_ooxml_is_on(xmlTextReader *reader);

typedef struct foi_ooxml_relation {
    char *id;
    char *kind;   /**< the last piece of its type: "worksheet", "comments" */
    char *target; /**< a part, as in the ZIP directory */
} foi_ooxml_relation;

/**
 * What PART names inside of the package, in order (of foi_ooxml_relation *); NULL where its list
 * of relations is missing. No more than FOI_OOXML_RELATIONS. For the caller to g_ptr_array_unref.
 */
GPtrArray *foi_ooxml_relations(foi_parts *package, const char *part);

#endif
