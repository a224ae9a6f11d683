/* ppt_objects.h - files that were put into a PowerPoint file. */
#ifndef FOI_PPT_OBJECTS_H
#define FOI_PPT_OBJECTS_H

#include "indexer/extract/extractor.h"
#include "indexer/extract/slides/ppt_directory.h"

/** Give them as members of OUTPUT. */
void foi_ppt_objects_give(const foi_ppt_directory *directory, foi_output *output);

#endif
