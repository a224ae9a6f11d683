/* Posting lists as bitmaps, and queries for sets that are given as bitmaps. */
#include "support.h"

TestSuite(bitmaps, .init = set_up, .fini = tear_down);

/* 200 documents: "even" is in every second one, "rare" in 3, 64, 65 and 199, "all" in each. */
static xap_database *open_many(const char *name)
{
    xap_database *writer = create(name), *database;
    for (int i = 1; i <= 200; i++) {
        bool rare = i == 3 || i == 64 || i == 65 || i == 199;
        add_text(writer,
                 rare && i % 2 == 0 ? "all even rare"
                 : rare             ? "all rare"
                 : i % 2 == 0       ? "all even"
                                    : "all",
                 "x");
    }
    finish(writer);
    OK(xap_database_open(path_of(name), &database, &error));
    return database;
}

static bool has(const uint64_t *bits, int document)
{
    return (bits[(document - 1) / 64] >> (document - 1) % 64 & 1) != 0;
}

Test(bitmaps, fill_sets_what_has_the_term)
{
    xap_database *database = open_many("many");
    uint64_t bits[4] = {1, 0, 0, 0};
    OK(xap_postings_fill(database, "rare", 4, bits, 200, &error));
    for (int i = 1; i <= 200; i++)
        cr_assert(has(bits, i) == (i == 1 || i == 3 || i == 64 || i == 65 || i == 199), "%d", i);
    OK(xap_postings_fill(database, "nowhere", 7, bits, 200, &error));
    uint64_t few[2] = {0, 0};
    OK(xap_postings_fill(database, "all", 3, few, 70, &error));
    cr_assert(few[0] == UINT64_MAX && few[1] == 0x3f, "beyond the 70 documents");
    uint64_t everything[4] = {0, 0, 0, 0};
    OK(xap_postings_fill(database, NULL, 0, everything, 200, &error));
    cr_assert(has(everything, 200) && has(everything, 1));
    xap_database_free(database);
}

Test(bitmaps, keep_clears_what_has_it_not)
{
    xap_database *database = open_many("many");
    uint64_t bits[4] = {UINT64_MAX, 2, 0, UINT64_MAX};
    OK(xap_postings_keep(database, "even", 4, bits, 200, &error));
    for (int i = 1; i <= 64; i++)
        cr_assert(has(bits, i) == (i % 2 == 0), "%d", i);
    cr_assert(bits[1] == 2 && bits[2] == 0 && has(bits, 200) && !has(bits, 199));
    OK(xap_postings_keep(database, "nowhere", 7, bits, 200, &error));
    cr_assert((bits[0] | bits[1] | bits[2] | bits[3]) == 0, "an empty list keeps nothing");
    xap_database_free(database);
}

/* The documents 1, 3, 6, 10 of open_shards(), which has three shards. */
static xap_query *these(xap_database *all, bool leads)
{
    static const uint64_t first[] = {1 | 8}, second[] = {0}, third[] = {1 | 2};
    const xap_bitmap bitmaps[] = {{first, 4, 2}, {second, 1, 0}, {third, 2, 2}};
    xap_query *query;
    OK(xap_query_from_bitmaps(all, bitmaps, 3, leads, &query, &error));
    return query;
}

Test(bitmaps, anywhere_in_a_query_over_three_shards)
{
    xap_database *all = open_shards();
    for (int leads = 0; leads < 2; leads++) {
        expect_matches(all, these(all, leads), "1,3,6,10");
        expect_matches(all, join(XAP_AND, term_query("dog"), these(all, leads)), "1,3,10");
        expect_matches(all, join(XAP_FILTER, term_query("cat"), these(all, leads)), "1,3,10");
        expect_matches(all, join(XAP_AND_NOT, term_query("cat"), these(all, leads)), "4");
        expect_matches(all, join(XAP_AND_NOT, these(all, leads), term_query("cat")), "6");
        expect_matches(all, join(XAP_OR, term_query("bird"), these(all, leads)), "1,3,6,10");
        expect_matches(all, join(XAP_AND_MAYBE, these(all, leads), term_query("cat")), "1,3,6,10");
    }
    xap_database_free(all);
}

Test(bitmaps, need_one_for_each_shard)
{
    xap_database *all = open_shards();
    const xap_bitmap bitmaps[3] = {{0}};
    xap_query *query;
    FAILS(XAP_INVALID_ARGUMENT, xap_query_from_bitmaps(all, bitmaps, 2, true, &query, &error));
    cr_assert(query == NULL, "a handle was given");
    xap_database_free(all);
}
