/* Searches and their results. */
#include "support.h"

#include <math.h>

static xap_database *database;
static xap_enquire *enquire;

/* Values: slot 0 the data, slot 1 a group. Documents 1 to 4. */
static void set_up_search(void)
{
    static const char *const texts[] = {"cat", "cat cat cat", "cat dog", "cat cat dog dog"};
    static const char *const data[] = {"b", "a", "d", "c"};
    static const char *const groups[] = {"g", "g", "", "g"};
    set_up();
    database = create("w");
    for (uint32_t i = 0; i < 4; i++) {
        xap_document *document;
        uint32_t docid = add_text(database, texts[i], data[i]);
        OK(xap_database_get_document(database, docid, &document, &error));
        OK(xap_document_set_value(document, 1, groups[i], strlen(groups[i]), &error));
        OK(xap_database_replace_document(database, docid, document, &error));
        xap_document_free(document);
    }
    OK(xap_database_commit(database, &error));
    OK(xap_enquire_new(database, &enquire, &error));
    xap_query *query = term_query("cat");
    OK(xap_enquire_set_query(enquire, query, &error));
    xap_query_free(query);
}

static void tear_down_search(void)
{
    xap_enquire_free(enquire);
    finish(database);
    tear_down();
}

TestSuite(enquire, .init = set_up_search, .fini = tear_down_search);

static xap_mset *get(uint32_t first, uint32_t maximum)
{
    xap_mset *mset;
    OK(xap_enquire_get_mset(enquire, first, maximum, 100, &mset, &error));
    return mset;
}

static xap_mset_counts counts_of(const xap_mset *mset)
{
    xap_mset_counts counts;
    OK(xap_mset_get_counts(mset, &counts, &error));
    return counts;
}

static void expect_order(const char *expected)
{
    char text[32] = "";
    xap_mset *mset = get(0, 10);
    for (uint32_t i = 0; i < counts_of(mset).size; i++) {
        xap_hit hit;
        OK(xap_mset_get_hit(mset, i, &hit, &error));
        sprintf(text + strlen(text), "%u", hit.docid);
    }
    cr_assert(strcmp(text, expected) == 0, "%s, not %s", text, expected);
    xap_mset_free(mset);
}

Test(enquire, sorts)
{
    expect_order("2413");
    OK(xap_enquire_sort_by_value(enquire, 0, false, &error));
    expect_order("2143");
    OK(xap_enquire_sort_by_value(enquire, 0, true, &error));
    expect_order("3412");
    OK(xap_enquire_sort_by_value_then_relevance(enquire, 1, false, &error));
    expect_order("3241");
    OK(xap_enquire_set_bool_weight(enquire, &error));
    OK(xap_enquire_sort_by_relevance_then_value(enquire, 0, true, &error));
    expect_order("3412");
    OK(xap_enquire_sort_by_relevance(enquire, &error));
    expect_order("1234");
    OK(xap_enquire_set_docid_order(enquire, XAP_DOCID_DESCENDING, &error));
    expect_order("4321");
    OK(xap_enquire_set_docid_order(enquire, XAP_DOCID_ASCENDING, &error));
    expect_order("1234");
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_docid_order(enquire, (xap_docid_order)9, &error));
}

Test(enquire, weighs)
{
    xap_hit hit;
    xap_mset *mset;
    OK(xap_enquire_set_bm25(enquire, 0, 0, 0, 0, 0.5, &error));
    mset = get(0, 1);
    OK(xap_mset_get_hit(mset, 0, &hit, &error));
    cr_assert(hit.docid == 1 && hit.weight > 0 && hit.percent == 100,
              "without k1 all weigh alike: %u %f", hit.docid, hit.weight);
    xap_mset_free(mset);
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_bm25(enquire, -1, 0, 1, 0.5, 0.5, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_bm25(enquire, 1, 0, 1, 1.5, 0.5, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_bm25(enquire, 1, 0, 1, NAN, 0.5, &error));
}

Test(enquire, pages)
{
    xap_hit hit;
    xap_mset *mset = get(1, 2);
    xap_mset_counts counts = counts_of(mset);
    cr_assert(counts.size == 2 && counts.first == 1 && counts.matches_lower == 4 &&
                  counts.matches_upper == 4 && counts.matches_estimated == 4 &&
                  counts.uncollapsed_upper == 4,
              "%u from %u of %u to %u", counts.size, counts.first, counts.matches_lower,
              counts.matches_upper);
    OK(xap_mset_get_hit(mset, 0, &hit, &error));
    cr_assert(hit.docid == 4 && hit.collapse_key.length == 0, "%u", hit.docid);
    FAILS(XAP_RANGE, xap_mset_get_hit(mset, 2, &hit, &error));
    xap_document *document;
    FAILS(XAP_RANGE, xap_mset_get_document(mset, UINT32_MAX, &document, &error));
    xap_mset_free(mset);
    mset = get(100, 10);
    cr_assert(counts_of(mset).size == 0, "a page after the last");
    xap_mset_free(mset);
    xap_mset_free(NULL);
}

Test(enquire, collapses)
{
    xap_hit hit;
    OK(xap_enquire_set_collapse(enquire, 1, 1, &error));
    expect_order("23");
    xap_mset *mset = get(0, 10);
    xap_mset_counts counts = counts_of(mset);
    OK(xap_mset_get_hit(mset, 0, &hit, &error));
    cr_assert(bytes_are(hit.collapse_key, "g") && hit.collapse_count == 2, "%s %u",
              hit.collapse_key.data, hit.collapse_count);
    cr_assert(counts.matches_estimated == 2 && counts.uncollapsed_estimated == 4, "%u %u",
              counts.matches_estimated, counts.uncollapsed_estimated);
    xap_mset_free(mset);
    OK(xap_enquire_set_collapse(enquire, 1, 2, &error));
    expect_order("243");
    OK(xap_enquire_set_collapse(enquire, 1, 0, &error));
    expect_order("2413");
}

Test(enquire, cuts_off)
{
    xap_hit hit;
    xap_mset *mset = get(0, 10);
    OK(xap_mset_get_hit(mset, 1, &hit, &error));
    xap_mset_free(mset);
    OK(xap_enquire_set_cutoff(enquire, 0, hit.weight, &error));
    expect_order("24");
    OK(xap_enquire_set_cutoff(enquire, 100, 0, &error));
    expect_order("2");
    OK(xap_enquire_set_cutoff(enquire, 0, 0, &error));
    expect_order("2413");
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_cutoff(enquire, 101, 0, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_cutoff(enquire, 0, -1, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_cutoff(enquire, 0, NAN, &error));
}

Test(enquire, takes_a_time_limit)
{
    OK(xap_enquire_set_time_limit(enquire, 10, &error));
    expect_order("2413");
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_set_time_limit(enquire, -1, &error));
}

Test(enquire, results_outlive_what_they_came_from)
{
    xap_mset *mset = get(0, 10);
    xap_document *document;
    xap_bytes data;
    xap_enquire_free(enquire);
    enquire = NULL;
    OK(xap_mset_get_document(mset, 0, &document, &error));
    xap_mset_free(mset);
    OK(xap_document_get_data(document, &data, &error));
    cr_assert(bytes_are(data, "a") && xap_document_docid(document) == 2, "%s", data.data);
    xap_document_free(document);
}

Test(enquire, without_a_query_finds_nothing)
{
    xap_enquire *fresh;
    xap_mset *mset;
    OK(xap_enquire_new(database, &fresh, &error));
    OK(xap_enquire_get_mset(fresh, 0, 10, 0, &mset, &error));
    cr_assert(counts_of(mset).size == 0, "something");
    xap_mset_free(mset);
    xap_enquire_free(fresh);
}

Test(enquire, a_snapshot_that_is_gone_is_told)
{
    xap_database *reader;
    xap_mset *mset;
    for (int i = 0; i < 3000; i++)
        add_text(database, "cat dog bird fish", "old");
    OK(xap_database_commit(database, &error));
    OK(xap_database_open(path_of("w"), &reader, &error));
    xap_enquire_free(enquire);
    OK(xap_enquire_new(reader, &enquire, &error));
    xap_query *query = term_query("cat");
    OK(xap_enquire_set_query(enquire, query, &error));
    xap_query_free(query);
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 3000; i++)
            add_text(database, "cat dog bird fish", "new");
        OK(xap_database_commit(database, &error));
    }
    FAILS(XAP_MODIFIED, xap_enquire_get_mset(enquire, 0, 10, 4000, &mset, &error));
    cr_assert(mset == NULL, "a handle was given");
    xap_database_free(reader);
}

Test(enquire, hits_of_shards_give_their_documents)
{
    static const char *const data[] = {"c1", "c2"};
    xap_database *all = open_shards();
    xap_query *query = term_query("bird");
    xap_mset *mset;
    xap_enquire_free(enquire);
    OK(xap_enquire_new(all, &enquire, &error));
    OK(xap_enquire_set_query(enquire, query, &error));
    OK(xap_enquire_sort_by_value(enquire, 0, false, &error));
    xap_query_free(query);
    xap_database_free(all);
    mset = get(0, 10);
    for (uint32_t i = 0; i < 2; i++) {
        xap_document *document;
        xap_bytes bytes;
        xap_hit hit;
        OK(xap_mset_get_hit(mset, i, &hit, &error));
        OK(xap_mset_get_document(mset, i, &document, &error));
        OK(xap_document_get_data(document, &bytes, &error));
        cr_assert(bytes_are(bytes, data[i]) && hit.docid == 3 * (i + 1) &&
                      xap_document_docid(document) == hit.docid,
                  "%s %u", bytes.data, hit.docid);
        xap_document_free(document);
    }
    xap_mset_free(mset);
}
