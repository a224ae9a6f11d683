/* zip_open.h - a ZIP file in memory. */
#ifndef FOI_ZIP_OPEN_H
#define FOI_ZIP_OPEN_H

#include <zip.h>

#include "indexer/extract/extractor.h"

/**
 * The ZIP file that INPUT is, which must outlive it, for the caller to zip_discard(). NULL: its
 * directory cannot be read, and *REASON is half a sentence about it, for the caller to g_free.
 */
zip_t *foi_zip_open(const foi_input *input, char **reason);

#endif
