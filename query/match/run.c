/* run.c - the matcher with a spy that notes every match. */
#include "query/match/run.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/field/field.h"

/* A match with what sorting by date compares. */
typedef struct dated {
    uint32_t docid;
    char day[8]; /* zeros: undated */
    double score;
} dated;

typedef struct pass {
    foi_snapshot *snapshot;
    foi_pass_order order;
    GArray *docids;
    GArray *dates; /* of dated; NULL unless sorted by date */
} pass;

static int keep(void *context, xap_document *document, uint32_t docid)
{
    pass *p = context;

    (void)document;
    return !foi_snapshot_is_removed(p->snapshot, docid);
}

static int note(void *context, xap_document *document, uint32_t docid, double weight)
{
    pass *p = context;
    dated entry = {docid, {0}, weight};
    xap_bytes value = {NULL, 0};

    g_array_append_val(p->docids, docid);
    if (!p->dates)
        return 0;
    if (xap_document_get_value(document, FOI_SLOT_DATE_FIRST, &value, NULL) != XAP_OK)
        return 1;
    if (value.length > 0)
        memcpy(entry.day, value.data, MIN(value.length, sizeof entry.day));
    g_array_append_val(p->dates, entry);
    return 0;
}

static gint compare_dates(gconstpointer a, gconstpointer b, gpointer context)
{
    const pass *p = context;
    const dated *x = a;
    const dated *y = b;
    char x_id[FOI_ID_LENGTH + 1], y_id[FOI_ID_LENGTH + 1];
    int order = memcmp(x->day, y->day, sizeof x->day);

    if ((x->day[0] == 0) != (y->day[0] == 0))
        return x->day[0] == 0 ? 1 : -1;
    if (order != 0)
        return p->order == FOI_PASS_OLDEST ? order : -order;
    foi_snapshot_id(p->snapshot, x->docid, x_id);
    foi_snapshot_id(p->snapshot, y->docid, y_id);
    return strcmp(x_id, y_id);
}

static int compare_docids(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a;
    uint32_t y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

static void take_dated_page(pass *p, uint32_t offset, uint32_t limit, GArray *page)
{
    g_array_sort_with_data(p->dates, compare_dates, p);
    for (guint i = offset; i < p->dates->len && i - offset < limit; i++) {
        const dated *entry = &g_array_index(p->dates, dated, i);
        foi_ranked hit = {entry->docid, entry->score};
        g_array_append_val(page, hit);
    }
}

static xap_status take_page(xap_mset *mset, GArray *page, xap_error *failure)
{
    xap_mset_counts counts;
    xap_status status = xap_mset_get_counts(mset, &counts, failure);

    for (uint32_t i = 0; status == XAP_OK && i < counts.size; i++) {
        xap_hit hit;
        status = xap_mset_get_hit(mset, i, &hit, failure);
        if (status == XAP_OK) {
            foi_ranked ranked = {hit.docid, hit.weight};
            g_array_append_val(page, ranked);
        }
    }
    return status;
}

static xap_status set_up(pass *p, xap_enquire *enquire, const xap_query *query, xap_error *failure)
{
    foi_store_info info;
    xap_status status = xap_enquire_set_query(enquire, query, failure);

    if (status == XAP_OK) {
        status = p->order == FOI_PASS_UNORDERED
                     ? xap_enquire_set_bool_weight(enquire, failure)
                     : xap_enquire_set_bm25(enquire, FOI_BM25_K1, FOI_BM25_K2, FOI_BM25_K3,
                                            FOI_BM25_B, FOI_BM25_MIN_NORMLEN, failure);
    }
    if (status == XAP_OK && p->order == FOI_PASS_RELEVANCE)
        status = xap_enquire_sort_by_relevance_then_value(enquire, FOI_SLOT_ORDER, true, failure);
    if (status == XAP_OK)
        status = xap_enquire_add_spy(enquire, note, p, failure);
    foi_snapshot_info(p->snapshot, &info);
    if (status == XAP_OK && info.removed > 0)
        status = xap_enquire_set_decider(enquire, keep, p, failure);
    return status;
}

foi_status foi_pass_run(foi_snapshot *snapshot, const xap_query *query, foi_pass_order order,
                        uint32_t offset, uint32_t limit, GArray *docids, GArray *page,
                        foi_error *error)
{
    bool by_date = order == FOI_PASS_OLDEST || order == FOI_PASS_NEWEST;
    g_autoptr(GArray) dates = by_date ? g_array_new(FALSE, FALSE, sizeof(dated)) : NULL;
    pass p = {snapshot, order, docids, dates};
    xap_database *database = foi_snapshot_database(snapshot);
    xap_error failure = XAP_ERROR_INIT;
    g_autoptr(xap_enquire) enquire = NULL;
    g_autoptr(xap_mset) mset = NULL;
    bool xapian_pages = page && order == FOI_PASS_RELEVANCE;
    uint32_t documents = 0;
    xap_status status = xap_database_document_count(database, &documents, &failure);

    if (status == XAP_OK && documents == 0)
        return FOI_OK;
    if (status == XAP_OK)
        status = xap_enquire_new(database, &enquire, &failure);
    if (status == XAP_OK)
        status = set_up(&p, enquire, query, &failure);
    if (status == XAP_OK) {
        status = xap_enquire_get_mset(enquire, xapian_pages ? offset : 0, xapian_pages ? limit : 0,
                                      documents, &mset, &failure);
    }
    if (status == XAP_OK && xapian_pages)
        status = take_page(mset, page, &failure);
    if (status != XAP_OK)
        return foi_xapian_failure(error, &failure);
    if (docids->len > 0)
        qsort(docids->data, docids->len, sizeof(uint32_t), compare_docids);
    if (by_date && page)
        take_dated_page(&p, offset, limit, page);
    return FOI_OK;
}
