#include "support.h"

TestSuite(document, .init = set_up, .fini = tear_down);

Test(document, holds_bytes)
{
    xap_document *document;
    xap_bytes bytes;
    OK(xap_document_new(&document, &error));
    OK(xap_document_set_data(document, "a\0b", 3, &error));
    OK(xap_document_set_value(document, 3, "\0\xFF", 2, &error));
    OK(xap_document_get_data(document, &bytes, &error));
    cr_assert(bytes.length == 3 && memcmp(bytes.data, "a\0b", 4) == 0, "data");
    OK(xap_document_get_value(document, 3, &bytes, &error));
    cr_assert(bytes.length == 2 && memcmp(bytes.data, "\0\xFF", 3) == 0, "value");
    OK(xap_document_set_value(document, 3, NULL, 0, &error));
    OK(xap_document_get_value(document, 3, &bytes, &error));
    cr_assert(bytes.length == 0 && bytes.data[0] == '\0', "removed value");
    FAILS(XAP_INVALID_ARGUMENT, xap_document_set_value(document, UINT32_MAX, "x", 1, &error));
    cr_assert(xap_document_docid(document) == 0, "a docid");
    xap_document_free(document);
    xap_document_free(NULL);
}

static void expect_terms(const xap_document *document, const char *expected)
{
    xap_terms *terms;
    xap_terms_entry entry;
    char text[256] = "";
    OK(xap_document_terms(document, &terms, &error));
    while (xap_terms_next(terms, &entry, &error) == XAP_OK)
        sprintf(text + strlen(text), "%s:%u ", entry.term.data, entry.frequency);
    FAILS(XAP_END, xap_terms_next(terms, &entry, &error));
    cr_assert(strcmp(text, expected) == 0, "%s, not %s", text, expected);
    xap_terms_free(terms);
}

Test(document, postings_one_by_one_and_together_are_the_same)
{
    static const xap_posting postings[] = {{"cat", 3, 1, 1},
                                           {"dog", 3, 2, 1},
                                           {"cat", 3, 7, 2},
                                           {"Zdog", 4, XAP_NO_POSITION, 3},
                                           {"XT", 2, XAP_NO_POSITION, 0}};
    xap_document *together, *single;
    OK(xap_document_new(&together, &error));
    OK(xap_document_add_postings(together, postings, 5, &error));
    expect_terms(together, "XT:0 Zdog:3 cat:3 dog:1 ");
    OK(xap_document_new(&single, &error));
    OK(xap_document_add_posting(single, "cat", 3, 1, 1, &error));
    OK(xap_document_add_posting(single, "dog", 3, 2, 1, &error));
    OK(xap_document_add_posting(single, "cat", 3, 7, 2, &error));
    OK(xap_document_add_term(single, "Zdog", 4, 3, &error));
    OK(xap_document_add_boolean_term(single, "XT", 2, &error));
    expect_terms(single, "XT:0 Zdog:3 cat:3 dog:1 ");
    OK(xap_document_clear(single, &error));
    expect_terms(single, "");
    OK(xap_document_add_postings(single, NULL, 0, &error));
    xap_document_free(single);
    xap_document_free(together);
}

Test(document, empty_terms_are_refused)
{
    const xap_posting postings[] = {{"cat", 3, 1, 1}, {NULL, 0, 2, 1}, {"dog", 3, 3, 1}};
    xap_document *document;
    OK(xap_document_new(&document, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_document_add_postings(document, postings, 3, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_document_add_term(document, NULL, 0, 1, &error));
    expect_terms(document, "cat:1 ");
    xap_document_free(document);
}

/* Those with NUL are what Xapian would find only in the commit. */
Test(document, the_longest_terms_are_stored_and_longer_ones_refused)
{
    char word[300], zeros[130] = "";
    uint32_t count;
    xap_document *document;
    memset(word, 'x', sizeof word);
    xap_database *writer = create("w");
    OK(xap_document_new(&document, &error));
    OK(xap_document_add_term(document, word, 245, 1, &error));
    OK(xap_document_add_posting(document, zeros, 122, 1, 1, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_document_add_term(document, word, 246, 1, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_document_add_posting(document, zeros, 123, 1, 1, &error));
    word[100] = '\0';
    FAILS(XAP_INVALID_ARGUMENT, xap_document_add_boolean_term(document, word, 245, &error));
    const xap_posting posting = {zeros, 130, 1, 1};
    FAILS(XAP_INVALID_ARGUMENT, xap_document_add_postings(document, &posting, 1, &error));
    OK(xap_database_add_document(writer, document, NULL, &error));
    OK(xap_database_commit(writer, &error));
    OK(xap_database_term_frequency(writer, zeros, 122, &count, &error));
    cr_assert(count == 1, "%u", count);
    xap_document_free(document);
    finish(writer);
}

Test(document, is_read_back_from_any_shard)
{
    xap_database *all = open_shards();
    xap_document *document;
    xap_bytes bytes;
    OK(xap_database_get_document(all, 6, &document, &error));
    xap_database_free(all);
    OK(xap_document_get_data(document, &bytes, &error));
    cr_assert(bytes_are(bytes, "c2") && xap_document_docid(document) == 6, "%s", bytes.data);
    OK(xap_document_get_value(document, 0, &bytes, &error));
    cr_assert(bytes_are(bytes, "c2"), "%s", bytes.data);
    expect_terms(document, "bird:1 ");
    xap_document_free(document);
}

Test(document, one_that_is_not_there)
{
    xap_database *all = open_shards();
    xap_document *document = (xap_document *)&error;
    FAILS(XAP_DOC_NOT_FOUND, xap_database_get_document(all, 2, &document, &error));
    cr_assert(document == NULL, "a handle was given");
    FAILS(XAP_DOC_NOT_FOUND, xap_database_get_document(all, UINT32_MAX, &document, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_database_get_document(all, 0, &document, &error));
    xap_database_free(all);
}
