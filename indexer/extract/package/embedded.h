/* embedded.h - the files that lie in office documents: attachments by another name. */
#ifndef FOI_EMBEDDED_H
#define FOI_EMBEDDED_H

#include "indexer/extract/package/ole.h"
#include "indexer/extract/package/parts.h"

/**
 * Give LENGTH BYTES that are embedded under NAME as a member. Where they are the wrapper that one
 * program puts around the file of another, the file is given, under its own name where it has one.
 * False once the budget of members is spent.
 */
bool foi_embedded_give(foi_output *output, const char *name, const uint8_t *bytes, size_t length);

/**
 * The same for what lies in a storage of its own in a compound file: nothing where that is no file
 * but a drawing or a formula. NAME gets the ending of its kind where a program of Office made it.
 */
bool foi_embedded_give_storage(foi_output *output, const char *name, const foi_ole *ole);

/**
 * The file that foi_embedded_give_storage() would give, for the caller to g_bytes_unref; NULL:
 * none. *OWN gets its own name for the caller to g_free, NULL where it has none.
 */
GBytes *foi_embedded_file(foi_output *output, const char *name, const foi_ole *ole, char **own);

/** The same for a file that the packager of Windows wrapped in LENGTH BYTES; NULL: damaged. */
GBytes *foi_embedded_unpack(const uint8_t *bytes, size_t length, char **own);

/** Give what is embedded as the part NAME of PACKAGE; a damaged one is said in the status. */
bool foi_embedded_give_part(foi_parts *package, const char *name);

/** The same for all files that are embedded in the DOCX, XLSX or PPTX PACKAGE. */
void foi_embedded_give_all(foi_parts *package);

#endif
