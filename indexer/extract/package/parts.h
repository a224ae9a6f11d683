/* parts.h - the ZIP file that an office document is, read part by part. */
#ifndef FOI_PARTS_H
#define FOI_PARTS_H

#include <stdbool.h>
#include <zip.h>

#include "indexer/extract/extractor.h"
#include "indexer/extract/package/xml_reader.h"
#include "indexer/extract/package/zip_salvage.h"

typedef struct foi_parts {
    foi_output *output; /* keeps the budget of unpacked bytes; borrowed */
    zip_t *zip;
    foi_zip_salvage *salvage; /* stands for it where the directory cannot be read */
    GHashTable *lower;        /* names in small letters -> index; NULL: not yet needed */
} foi_parts;

/**
 * Open the bytes of INPUT, which must outlive the package. A file that is cut short is opened with
 * the parts that are there, and is `partial`. False: the status of OUTPUT says why.
 */
bool foi_parts_open(foi_parts *package, const foi_input *input, foi_output *output);
void foi_parts_close(foi_parts *package);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_parts, foi_parts_close)

/** What reading a part came to. */
typedef enum foi_parts_end {
    FOI_PARTS_WHOLE,
    FOI_PARTS_MISSING,
    FOI_PARTS_BROKEN, /**< the XML or the packing is damaged, hostile or over the budget */
    FOI_PARTS_LOCKED  /**< the part is encrypted */
} foi_parts_end;

/** Read the part NAME (as in the ZIP directory) from its beginning to its end as XML. */
foi_parts_end foi_parts_read(foi_parts *package, const char *name, foi_xml_visit *visit,
                             void *data);

/** Append the bytes of the part NAME to BYTES; those before a defect are kept. */
foi_parts_end foi_parts_unpack(foi_parts *package, const char *name, GByteArray *bytes);

/** Whether the package has the part NAME. */
bool foi_parts_has(foi_parts *package, const char *name);

/** How many parts there are. */
unsigned foi_parts_count(const foi_parts *package);

/** The name of part INDEX; NULL: it has none. Owned by PACKAGE. */
const char *foi_parts_name(const foi_parts *package, unsigned index);

/** For foi_title_visit(): what it finds is appended to TITLE. */
typedef struct foi_title_search {
    GString *title; /**< borrowed */
    bool inside;
} foi_title_search;

/** A foi_xml_visit for the metadata of a document; DATA is a foi_title_search. Stops behind the
 * first title. */
bool foi_title_visit(void *data, xmlTextReader *reader, int type, const char *name);

/** Give the title of the metadata in PART to the output. */
void foi_parts_read_title(foi_parts *package, const char *part);

/** Say in the status how the reading of PART ended; nothing where it is whole or missing. */
void foi_parts_note_end(foi_output *output, const char *part, foi_parts_end end);

/** The folder of PART with its slash, or "". For the caller to g_free. */
char *foi_parts_directory(const char *part);

/** TARGET as a part in the folder BASE names it ("../media/a.png", "/word/a.xml"), as a name of the
 * ZIP directory. For the caller to g_free. */
char *foi_parts_resolve(const char *base, const char *target);

#endif
