/* ole_summary.h - the summary of a document, as Windows shows it. */
#ifndef FOI_OLE_SUMMARY_H
#define FOI_OLE_SUMMARY_H

#include "indexer/extract/package/view.h"

/** The title in the stream SUMMARY, in UTF-8, for the caller to g_free; NULL: there is none. */
char *foi_ole_summary_title(foi_view summary);

#endif
