#include "support.h"

TestSuite(posting, .init = set_up, .fini = tear_down);

Test(posting, lists_merged_docids)
{
    static const uint32_t docids[] = {1, 3, 4, 10}, wdfs[] = {1, 1, 1, 2};
    xap_database *all = open_shards();
    xap_postings *postings;
    xap_postings_entry entry;
    OK(xap_postings_new(all, "cat", 3, &postings, &error));
    xap_database_free(all);
    for (int i = 0; i < 4; i++) {
        OK(xap_postings_next(postings, &entry, &error));
        cr_assert(entry.docid == docids[i] && entry.wdf == wdfs[i], "%u:%u", entry.docid,
                  entry.wdf);
    }
    FAILS(XAP_END, xap_postings_next(postings, &entry, &error));
    FAILS(XAP_END, xap_postings_next(postings, &entry, &error));
    FAILS(XAP_END, xap_postings_skip_to(postings, 1, &entry, &error));
    cr_assert(entry.docid == 0, "something was left");
    xap_postings_free(postings);
    xap_postings_free(NULL);
}

Test(posting, skips_forwards_only)
{
    xap_database *all = open_shards();
    xap_postings *postings;
    xap_postings_entry entry;
    OK(xap_postings_new(all, "cat", 3, &postings, &error));
    OK(xap_postings_skip_to(postings, 2, &entry, &error));
    cr_assert(entry.docid == 3, "%u", entry.docid);
    OK(xap_postings_skip_to(postings, 3, &entry, &error));
    cr_assert(entry.docid == 3, "%u", entry.docid);
    OK(xap_postings_next(postings, &entry, &error));
    cr_assert(entry.docid == 4, "%u", entry.docid);
    OK(xap_postings_skip_to(postings, 1, &entry, &error));
    cr_assert(entry.docid == 4, "%u", entry.docid);
    FAILS(XAP_END, xap_postings_skip_to(postings, 11, &entry, &error));
    xap_postings_free(postings);
    xap_database_free(all);
}

Test(posting, all_documents_and_none)
{
    xap_database *all = open_shards();
    xap_postings *postings;
    xap_postings_entry entry;
    int count = 0;
    OK(xap_postings_new(all, NULL, 0, &postings, &error));
    while (xap_postings_next(postings, &entry, &error) == XAP_OK)
        count++;
    cr_assert(count == 6, "%d", count);
    xap_postings_free(postings);
    OK(xap_postings_new(all, "fish", 4, &postings, &error));
    FAILS(XAP_END, xap_postings_next(postings, &entry, &error));
    xap_postings_free(postings);
    xap_database_free(all);
}

Test(posting, terms_of_the_database_by_prefix)
{
    xap_database *all = open_shards();
    xap_terms *terms;
    xap_terms_entry entry;
    char text[128] = "";
    OK(xap_database_terms(all, NULL, 0, &terms, &error));
    while (xap_terms_next(terms, &entry, &error) == XAP_OK)
        sprintf(text + strlen(text), "%s:%u ", entry.term.data, entry.frequency);
    cr_assert(strcmp(text, "bird:2 cat:4 dog:4 ") == 0, "%s", text);
    xap_terms_free(terms);
    OK(xap_database_terms(all, "c", 1, &terms, &error));
    xap_database_free(all);
    OK(xap_terms_next(terms, &entry, &error));
    cr_assert(bytes_are(entry.term, "cat"), "%s", entry.term.data);
    FAILS(XAP_END, xap_terms_next(terms, &entry, &error));
    FAILS(XAP_END, xap_terms_next(terms, &entry, &error));
    xap_terms_free(terms);
    xap_terms_free(NULL);
}
