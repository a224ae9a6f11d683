#include "indexer/worker/scan.h"

#include <errno.h>
#include <unistd.h>

#include "indexer/base/memory_file.h"
#include "indexer/document/put_pages.h"

/* Pages of one document that are read by OCR; more make it `partial`. */
#define SCAN_PAGES 10000

static void answer_free(void *document)
{
    foi_document_free(document);
}

foi_scan *foi_scan_new(foi_document *document, foi_spool *spool, const GArray *pages)
{
    guint count = MIN(pages->len, SCAN_PAGES);
    if (count < pages->len)
        foi_document_set_status(document, FOI_READ_PARTIAL, "only %d of its pages were read by OCR",
                                SCAN_PAGES);
    foi_scan *scan = g_new0(foi_scan, 1);
    scan->document = document;
    scan->spool = spool;
    scan->pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_vals(scan->pages, pages->data, count);
    scan->answers = g_ptr_array_new_with_free_func(answer_free);
    g_ptr_array_set_size(scan->answers, (gint)count);
    scan->record = -1;
    return scan;
}

void foi_scan_free(foi_scan *scan)
{
    if (!scan)
        return;
    if (scan->record >= 0)
        close(scan->record);
    foi_document_free(scan->document);
    foi_spool_free(scan->spool);
    g_array_unref(scan->pages);
    g_ptr_array_unref(scan->answers);
    g_free(scan);
}

foi_document *foi_scan_lost_page(foi_read_status status, const char *detail)
{
    foi_document *lost = foi_document_new();
    foi_document_set_status(lost, status, "%s", detail);
    return lost;
}

void foi_scan_give_up(foi_scan *scan)
{
    for (; scan->given < scan->pages->len; scan->given++)
        g_ptr_array_index(scan->answers, scan->given) =
            foi_scan_lost_page(FOI_READ_TIMEOUT, "not begun, the pages before took too long");
}

bool foi_scan_join(foi_scan *scan, uint64_t text_limit)
{
    foi_document_put_pages(scan->document, scan->pages, scan->answers, text_limit);
    g_ptr_array_set_size(scan->answers, 0);
    g_autoptr(GByteArray) record = g_byte_array_new();
    foi_document_encode(scan->document, record);
    scan->record = foi_memory_file(record);
    if (scan->record < 0)
        foi_document_set_status(scan->document, FOI_READ_PARTIAL, "cannot be tagged: %s",
                                g_strerror(errno));
    return scan->record >= 0;
}
