/* rtf_object.h - files that are embedded in an RTF. */
#ifndef FOI_RTF_OBJECT_H
#define FOI_RTF_OBJECT_H

#include "indexer/extract/extractor.h"

/** Give the file in LENGTH BYTES, an object as Windows 3 stored them, as a member. */
void foi_rtf_object_give(const uint8_t *bytes, size_t length, foi_output *output);

#endif
