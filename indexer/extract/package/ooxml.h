/* ooxml.h - the ZIP file that a DOCX or XLSX is, read part by part as XML. */
#ifndef FOI_OOXML_H
#define FOI_OOXML_H

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

#include "indexer/extract/extractor.h"

typedef struct foi_ooxml {
    foi_output *output; /* keeps the budget of unpacked bytes; borrowed */
    zip_t *zip;
    GHashTable *lower; /* names in small letters -> index; NULL: not yet needed */
} foi_ooxml;

/** Open the bytes of INPUT, which must outlive the package. False: the status of OUTPUT says why.
 */
bool foi_ooxml_open(foi_ooxml *package, const foi_input *input, foi_output *output);
void foi_ooxml_close(foi_ooxml *package);

/** What reading a part came to. */
typedef enum foi_ooxml_end {
    FOI_OOXML_WHOLE,
    FOI_OOXML_MISSING,
    FOI_OOXML_BROKEN, /**< the XML or the packing is damaged, hostile or over the budget */
    FOI_OOXML_LOCKED  /**< the part is encrypted */
} foi_ooxml_end;

/**
 * Called for each node of a part: the start of an element, its end (also of an empty one), a text.
 * Returns false to stop.
 */
typedef bool foi_ooxml_visit(void *data, xmlTextReader *reader, int type, const char *name);

/** Read the part NAME (as in the ZIP directory) from its beginning to its end. */
foi_ooxml_end foi_ooxml_read(foi_ooxml *package, const char *name, foi_ooxml_visit *visit,
                             void *data);

/** Whether the package has the part NAME. */
bool foi_ooxml_has(foi_ooxml *package, const char *name);

/** Say in the status how the reading of PART ended; nothing where it is whole or missing. */
void foi_ooxml_note_end(foi_output *output, const char *part, foi_ooxml_end end);

/** Give the title of docProps/core.xml to the output. */
void foi_ooxml_read_title(foi_ooxml *package);

/** Where the main part is; FALLBACK where nothing says it. For the caller to g_free. */
char *foi_ooxml_find_main(foi_ooxml *package, const char *fallback);

/** The folder of PART with its slash, or "". For the caller to g_free. */
char *foi_ooxml_directory(const char *part);

/** The value of the attribute NAME, in whatever name space, for the caller to g_free; NULL. */
char *foi_ooxml_attribute(xmlTextReader *reader, const char *name);

/** The same as a number, or FALLBACK. */
int foi_ooxml_number(xmlTextReader *reader, const char *name, int fallback);

/** Whether the element is a switch that is on: no value, or one that is not "0", "false", "off". */
bool foi_ooxml_is_on(xmlTextReader *reader);

/* --- relations: which parts a part names --- */

typedef struct foi_ooxml_relation {
    char *id;
    char *kind;   /**< the last piece of its type: "worksheet", "comments" */
    char *target; /**< a part, as in the ZIP directory */
} foi_ooxml_relation;

/**
 * What PART names inside of the package, in order (of foi_ooxml_relation *); NULL where its list
 * of relations is missing. No more than FOI_OOXML_RELATIONS. For the caller to g_ptr_array_unref.
 */
GPtrArray *foi_ooxml_relations(foi_ooxml *package, const char *part);

#endif
