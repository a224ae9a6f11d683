/* Queries for a given set of documents. */
#include "support.h"

TestSuite(docids, .init = set_up, .fini = tear_down);

static xap_query *docids_query(const xap_database *database, const uint32_t *docids, size_t count)
{
    xap_query *query;
    OK(xap_query_from_docids(database, docids, count, &query, &error));
    return query;
}

#define THESE(database, ...)                                                                       \
    docids_query(database, (const uint32_t[]){__VA_ARGS__},                                        \
                 sizeof((const uint32_t[]){__VA_ARGS__}) / sizeof(uint32_t))

Test(docids, anywhere_in_a_query_over_three_shards)
{
    xap_database *all = open_shards();
    expect_matches(all, THESE(all, 1, 3, 6, 10), "1,3,6,10");
    expect_matches(all, THESE(all, 6), "6");
    expect_matches(all, join(XAP_AND, term_query("dog"), THESE(all, 1, 4, 6, 10)), "1,10");
    expect_matches(all, join(XAP_AND, THESE(all, 1, 4, 6, 10), term_query("dog")), "1,10");
    expect_matches(all, join(XAP_OR, term_query("bird"), THESE(all, 4, 7)), "3,4,6,7");
    expect_matches(all, join(XAP_AND_NOT, term_query("cat"), THESE(all, 3, 4)), "1,10");
    expect_matches(all, join(XAP_AND_NOT, THESE(all, 3, 4, 7), term_query("cat")), "7");
    expect_matches(all, join(XAP_FILTER, term_query("dog"), THESE(all, 7, 10)), "7,10");
    expect_matches(
        all, join(XAP_OR, THESE(all, 1), join(XAP_AND, term_query("cat"), THESE(all, 3))), "1,3");
    xap_database_free(all);
}

Test(docids, no_docids_match_nothing)
{
    xap_database *all = open_shards(), *none;
    expect_matches(all, docids_query(all, NULL, 0), "");
    expect_matches(all, join(XAP_AND_NOT, term_query("bird"), docids_query(all, NULL, 0)), "3,6");
    OK(xap_database_new(&none, &error));
    expect_matches(none, docids_query(none, NULL, 0), "");
    xap_query *query;
    FAILS(XAP_INVALID_ARGUMENT,
          xap_query_from_docids(none, (const uint32_t[]){1}, 1, &query, &error));
    xap_database_free(none);
    xap_database_free(all);
}

Test(docids, must_rise)
{
    xap_database *all = open_shards();
    xap_query *query;
    FAILS(XAP_INVALID_ARGUMENT,
          xap_query_from_docids(all, (const uint32_t[]){3, 1}, 2, &query, &error));
    FAILS(XAP_INVALID_ARGUMENT,
          xap_query_from_docids(all, (const uint32_t[]){3, 3}, 2, &query, &error));
    FAILS(XAP_INVALID_ARGUMENT,
          xap_query_from_docids(all, (const uint32_t[]){0}, 1, &query, &error));
    cr_assert(query == NULL, "a handle was given");
    xap_database_free(all);
}

Test(docids, belong_to_their_database)
{
    xap_database *all = open_shards(), *writer = create("other"), *again;
    xap_enquire *enquire;
    xap_mset *mset;
    add_text(writer, "cat", "1");
    OK(xap_enquire_new(writer, &enquire, &error));
    xap_query *query = THESE(all, 1);
    OK(xap_enquire_set_query(enquire, query, &error));
    FAILS(XAP_INVALID_OPERATION, xap_enquire_get_mset(enquire, 0, 10, 10, &mset, &error));
    cr_assert(mset == NULL, "a handle was given");
    xap_query_free(query);
    xap_enquire_free(enquire);
    expect_matches(writer, THESE(writer, 1), "1");
    finish(writer);
    OK(xap_database_open(path_of("a"), &again, &error));
    OK(xap_database_add(all, again, &error));
    FAILS(XAP_INVALID_ARGUMENT,
          xap_query_from_docids(all, (const uint32_t[]){1}, 1, &query, &error));
    xap_database_free(again);
    xap_database_free(all);
}

enum { MANY = 30000 };

/* Every third document has the term "third", every one "all", over three shards. */
static xap_database *open_many(void)
{
    xap_database *shards[3], *all, *reader;
    xap_document *document;
    OK(xap_database_new(&all, &error));
    OK(xap_document_new(&document, &error));
    for (int i = 0; i < 3; i++) {
        shards[i] = create((char[]){(char)('x' + i), '\0'});
        for (int n = 0; n < MANY / 3; n++) {
            OK(xap_document_clear(document, &error));
            OK(xap_document_add_term(document, "all", 3, 1, &error));
            if (n % 3 == 0)
                OK(xap_document_add_term(document, "third", 5, 1, &error));
            OK(xap_database_add_document(shards[i], document, NULL, &error));
        }
        finish(shards[i]);
        OK(xap_database_open(path_of((char[]){(char)('x' + i), '\0'}), &reader, &error));
        OK(xap_database_add(all, reader, &error));
        xap_database_free(reader);
    }
    xap_document_free(document);
    return all;
}

static uint32_t count_matches(const xap_database *database, xap_query *query)
{
    xap_enquire *enquire;
    xap_mset *mset;
    xap_mset_counts counts;
    OK(xap_enquire_new(database, &enquire, &error));
    OK(xap_enquire_set_query(enquire, query, &error));
    OK(xap_enquire_get_mset(enquire, 0, 10, MANY, &mset, &error));
    OK(xap_mset_get_counts(mset, &counts, &error));
    cr_assert(counts.matches_lower == counts.matches_upper, "not exact");
    xap_mset_free(mset);
    xap_enquire_free(enquire);
    xap_query_free(query);
    return counts.matches_estimated;
}

Test(docids, long_lists)
{
    static uint32_t docids[MANY];
    size_t count = 0;
    uint32_t thirds = 0;
    xap_database *all = open_many();
    for (uint32_t docid = 1; docid <= MANY; docid++)
        if (docid % 7 != 0) {
            docids[count++] = docid;
            thirds += (docid - 1) / 3 % 3 == 0;
        }
    cr_assert(count_matches(all, docids_query(all, docids, count)) == count, "alone");
    cr_assert(count_matches(all, join(XAP_AND, term_query("third"),
                                      docids_query(all, docids, count))) == thirds,
              "and");
    cr_assert(count_matches(all, join(XAP_AND_NOT, term_query("all"),
                                      docids_query(all, docids, count))) == MANY - count,
              "and not");
    cr_assert(count_matches(
                  all, join(XAP_OR, term_query("all"), docids_query(all, docids, count))) == MANY,
              "or");
    xap_database_free(all);
}
