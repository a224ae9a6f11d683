/* docx_package.h - the ZIP file that a DOCX is, read part by part as XML. */
#ifndef FOI_DOCX_PACKAGE_H
#define FOI_DOCX_PACKAGE_H

#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stdint.h>
#include <zip.h>

#include "indexer/extract/extractor.h"

typedef struct foi_docx_package {
    foi_output *output; /* keeps the budget of unpacked bytes; borrowed */
    zip_t *zip;
} foi_docx_package;

/** Open the bytes of INPUT, which must outlive the package. False: the status of OUTPUT says why.
 */
bool foi_docx_package_open(foi_docx_package *package, const foi_input *input, foi_output *output);
void foi_docx_package_close(foi_docx_package *package);

/** What reading a part came to. */
typedef enum foi_docx_end {
    FOI_DOCX_WHOLE,
    FOI_DOCX_MISSING,
    FOI_DOCX_BROKEN, /**< the XML or the packing is damaged, hostile or over the budget */
    FOI_DOCX_LOCKED  /**< the part is encrypted */
} foi_docx_end;

/**
 * Called for each node of a part: the start of an element, its end (also of an empty one), a text.
 * Returns false to stop.
 */
typedef bool foi_docx_visit(void *data, xmlTextReader *reader, int type, const char *name);

/** Read the part NAME (as in the ZIP directory) from its beginning to its end. */
foi_docx_end foi_docx_package_read(foi_docx_package *package, const char *name,
                                   foi_docx_visit *visit, void *data);

/** The value of the attribute NAME, in whatever name space, for the caller to g_free; NULL. */
char *foi_docx_attribute(xmlTextReader *reader, const char *name);

/** The same as a number, or FALLBACK. */
int foi_docx_number(xmlTextReader *reader, const char *name, int fallback);

/** Whether the element is a switch that is on: no value, or one that is not "0", "false", "off". */
bool foi_docx_is_on(xmlTextReader *reader);

#endif
