/* odf.h - what ODT, ODS, ODP and ODG have in common: a package, or one file of XML ("flat"). */
#ifndef FOI_ODF_H
#define FOI_ODF_H

#include "indexer/extract/package/parts.h"

#define FOI_ODF_CONTENT "content.xml"
#define FOI_ODF_STYLES  "styles.xml"

typedef struct foi_odf {
    foi_output *output;
    foi_parts parts;
    const foi_input *flat; /* the document is this one file; NULL: it is a package */
} foi_odf;

/** Open INPUT, which must outlive it, and give its title. False: the status of OUTPUT says why. */
bool foi_odf_open(foi_odf *odf, const foi_input *input, foi_output *output);
void foi_odf_close(foi_odf *odf);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(foi_odf, foi_odf_close)

/**
 * Read PART from its beginning to its end; of a flat document the one file, whatever PART is. How
 * it ended is said in the status, but that it is missing.
 */
foi_parts_end foi_odf_read(foi_odf *odf, const char *part, foi_xml_visit *visit, void *data);

/** The parts with the content of the objects that the document holds, charts and sheets (of char
 * *), no more than FOI_ODF_OBJECTS. For the caller to g_ptr_array_unref. */
GPtrArray *foi_odf_objects(foi_odf *odf);

/** Give the files that are embedded in the document as members. */
void foi_odf_give_members(foi_odf *odf);

#endif
