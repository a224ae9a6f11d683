/* scan.h - a document of which pages are read by OCR, each by itself. */
#ifndef FOI_SCAN_H
#define FOI_SCAN_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "indexer/worker/reply.h"

typedef struct foi_scan {
    foi_document *document;
    foi_spool *spool;
    GArray *pages;      /**< those that are to be read, of uint32_t */
    GPtrArray *answers; /**< of foi_document *, NULL until the page is returned */
    guint given;        /**< pages that became tasks */
    guint out;          /**< of them those that were not returned */
    int record;         /**< the whole as a record, to be tagged; -1: not yet */
} foi_scan;

/** Takes over DOCUMENT and SPOOL. PAGES are copied: of very many only the first will be read. */
foi_scan *foi_scan_new(foi_document *document, foi_spool *spool, const GArray *pages);
void foi_scan_free(foi_scan *scan);

/** What stands for a page that cannot be read, for the caller to foi_document_free(). */
foi_document *foi_scan_lost_page(foi_read_status status, const char *detail);

/** Pages have taken so long that those which are not given yet are given up. */
void foi_scan_give_up(foi_scan *scan);

/**
 * All pages have their answers: put them into the document, which may have TEXT_LIMIT bytes, and
 * make a record of it. False where that fails: the document is `partial` then and says why.
 */
bool foi_scan_join(foi_scan *scan, uint64_t text_limit);

#endif
