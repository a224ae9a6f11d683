/* request.h - the requests that request sites let people download: one archive, or one folder in
 * it, holds the correspondence and what was attached to it.
 */
#ifndef FOI_REQUEST_H
#define FOI_REQUEST_H

#include "indexer/extract/extractor.h"

/**
 * Give the members of OUTPUT that lie in the folder of an exported request, or below it, a link in
 * common. INPUT is the archive. The folder of a request is known by its file "correspondence.txt",
 * ".pdf" or ".html".
 */
void foi_request_link(const foi_input *input, foi_output *output);

#endif
