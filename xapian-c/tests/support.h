/* support.h - temporary databases for the tests. */
#ifndef XAPIAN_C_TESTS_SUPPORT_H
#define XAPIAN_C_TESTS_SUPPORT_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "xapian-c.h"

static xap_error error;
static char root[] = "/tmp/xapian-c-test-XXXXXX";

#define OK(call)            expect_status(call, XAP_OK, #call, __LINE__)
#define FAILS(status, call) expect_status(call, status, #call, __LINE__)

static inline void expect_status(xap_status actual, xap_status wanted, const char *call, int line)
{
    cr_assert(actual == wanted, "line %d: %s is %s, not %s (%s)", line, call,
              xap_status_name(actual), xap_status_name(wanted), error.message);
    if (wanted != XAP_OK && wanted != XAP_END)
        cr_assert(error.status == wanted && error.message[0] != '\0' && error.function,
                  "line %d: no detail", line);
}

static inline void set_up(void)
{
    cr_assert(mkdtemp(root) != NULL, "no temporary directory");
}

static inline int remove_one(const char *path, const struct stat *status, int type, struct FTW *ftw)
{
    (void)status, (void)type, (void)ftw;
    return remove(path);
}

static inline void tear_down(void)
{
    nftw(root, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* The path of NAME among the temporary files; in one of four buffers that take turns. */
static inline const char *path_of(const char *name)
{
    static char paths[4][256];
    static int turn;
    char *path = paths[turn++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", root, name);
    return path;
}

static inline bool bytes_are(xap_bytes bytes, const char *text)
{
    return bytes.length == strlen(text) && memcmp(bytes.data, text, bytes.length) == 0;
}

/* Give DATABASE a document with the words of TEXT at positions 1, 2... and the data DATA, which is
 * the value of slot 0 too. */
static inline uint32_t add_text(xap_database *database, const char *text, const char *data)
{
    xap_document *document;
    uint32_t docid = 0, position = 0;
    OK(xap_document_new(&document, &error));
    for (const char *word = text; *word;) {
        size_t length = strcspn(word, " ");
        OK(xap_document_add_posting(document, word, length, ++position, 1, &error));
        word += length + strspn(word + length, " ");
    }
    OK(xap_document_set_data(document, data, strlen(data), &error));
    OK(xap_document_set_value(document, 0, data, strlen(data), &error));
    OK(xap_database_add_document(database, document, &docid, &error));
    xap_document_free(document);
    return docid;
}

static inline xap_database *create(const char *name)
{
    xap_database *database;
    OK(xap_database_open_writable(path_of(name), XAP_CREATE, &database, &error));
    return database;
}

static inline void finish(xap_database *database)
{
    OK(xap_database_close(database, &error));
    xap_database_free(database);
}

/* Three shards with 4, 0 and 2 documents, opened as one. Merged docids: 1, 4, 7, 10 and 3, 6. */
static inline xap_database *open_shards(void)
{
    xap_database *a = create("a"), *b = create("b"), *c = create("c"), *all;
    add_text(a, "cat dog", "a1");
    add_text(a, "cat", "a2");
    add_text(a, "dog", "a3");
    add_text(a, "cat cat dog", "a4");
    add_text(c, "cat dog bird", "c1");
    add_text(c, "bird", "c2");
    finish(a);
    finish(b);
    finish(c);
    OK(xap_database_new(&all, &error));
    for (const char *name = "abc"; *name; name++) {
        xap_database *shard;
        OK(xap_database_open(path_of((char[]){*name, '\0'}), &shard, &error));
        OK(xap_database_add(all, shard, &error));
        xap_database_free(shard);
    }
    return all;
}

static inline xap_query *term_query(const char *term)
{
    xap_query *query;
    OK(xap_query_new_term(term, strlen(term), 1, 0, &query, &error));
    return query;
}

/* Join A and B, which are freed. */
static inline xap_query *join(xap_operator op, xap_query *a, xap_query *b)
{
    xap_query *query;
    OK(xap_query_combine(op, (const xap_query *const[]){a, b}, 2, 0, &query, &error));
    xap_query_free(a);
    xap_query_free(b);
    return query;
}

/* The docids that QUERY, which is freed, matches, as "1,4,7", in the order of the results. */
static inline const char *matches(const xap_database *database, xap_query *query)
{
    static char text[512];
    xap_enquire *enquire;
    xap_mset *mset;
    xap_mset_counts counts;
    OK(xap_enquire_new(database, &enquire, &error));
    OK(xap_enquire_set_bool_weight(enquire, &error));
    OK(xap_enquire_set_query(enquire, query, &error));
    xap_query_free(query);
    OK(xap_enquire_get_mset(enquire, 0, 1000, 1000, &mset, &error));
    OK(xap_mset_get_counts(mset, &counts, &error));
    text[0] = '\0';
    for (uint32_t i = 0; i < counts.size && strlen(text) < 490; i++) {
        xap_hit hit;
        OK(xap_mset_get_hit(mset, i, &hit, &error));
        sprintf(text + strlen(text), "%s%u", i ? "," : "", hit.docid);
    }
    xap_mset_free(mset);
    xap_enquire_free(enquire);
    return text;
}

static inline void expect_matches(const xap_database *database, xap_query *query,
                                  const char *docids)
{
    const char *found = matches(database, query);
    cr_assert(strcmp(found, docids) == 0, "found %s, not %s", found, docids);
}

#endif
