/* tnef_properties.h - the properties of messages as TNEF writes them. */
#ifndef FOI_TNEF_PROPERTIES_H
#define FOI_TNEF_PROPERTIES_H

#include "indexer/extract/mail/mapi.h"
#include "indexer/extract/package/view.h"

/** Take a list of properties off READER into PROPERTIES; false where it is cut short or makes no
 * sense. */
bool foi_tnef_load_properties(foi_view *reader, foi_mapi *properties);

#endif
