#include "support.h"

#include <math.h>

TestSuite(query, .init = set_up, .fini = tear_down);

static xap_query *phrase(xap_operator op, uint32_t window, xap_query *a, xap_query *b)
{
    xap_query *query;
    OK(xap_query_combine(op, (const xap_query *const[]){a, b}, 2, window, &query, &error));
    xap_query_free(a);
    xap_query_free(b);
    return query;
}

Test(query, joins)
{
    xap_database *all = open_shards();
    expect_matches(all, term_query("cat"), "1,3,4,10");
    expect_matches(all, join(XAP_AND, term_query("cat"), term_query("dog")), "1,3,10");
    expect_matches(all, join(XAP_OR, term_query("dog"), term_query("bird")), "1,3,6,7,10");
    expect_matches(all, join(XAP_AND_NOT, term_query("cat"), term_query("dog")), "4");
    expect_matches(all, join(XAP_FILTER, term_query("cat"), term_query("bird")), "3");
    expect_matches(all, join(XAP_AND_MAYBE, term_query("bird"), term_query("cat")), "3,6");
    expect_matches(all, join(XAP_SYNONYM, term_query("dog"), term_query("bird")), "1,3,6,7,10");
    expect_matches(all, join(XAP_MAX, term_query("dog"), term_query("bird")), "1,3,6,7,10");
    xap_database_free(all);
}

Test(query, all_and_none)
{
    xap_database *all = open_shards();
    xap_query *query;
    OK(xap_query_new_all(&query, &error));
    expect_matches(all, query, "1,3,4,6,7,10");
    OK(xap_query_new_none(&query, &error));
    expect_matches(all, query, "");
    OK(xap_query_combine(XAP_OR, NULL, 0, 0, &query, &error));
    expect_matches(all, query, "");
    OK(xap_query_new_none(&query, &error));
    expect_matches(all, join(XAP_AND, term_query("cat"), query), "");
    OK(xap_query_new_all(&query, &error));
    expect_matches(all, join(XAP_AND_NOT, query, term_query("cat")), "6,7");
    xap_database_free(all);
}

Test(query, phrases_and_nearness)
{
    xap_database *writer = create("w");
    add_text(writer, "building blocks", "1");
    add_text(writer, "blocks building", "2");
    add_text(writer, "building of large blocks", "3");
    add_text(writer, "construction blocks", "4");
#define WORDS term_query("building"), term_query("blocks")
    expect_matches(writer, phrase(XAP_PHRASE, 0, WORDS), "1");
    expect_matches(writer, phrase(XAP_PHRASE, 4, WORDS), "1,3");
    expect_matches(writer, phrase(XAP_NEAR, 2, WORDS), "1,2");
    expect_matches(writer, phrase(XAP_NEAR, 4, WORDS), "1,2,3");
    expect_matches(writer,
                   phrase(XAP_PHRASE, 0,
                          join(XAP_OR, term_query("building"), term_query("construction")),
                          term_query("blocks")),
                   "1,4");
    xap_query *synonym = join(XAP_SYNONYM, WORDS), *query;
    FAILS(XAP_UNIMPLEMENTED,
          xap_query_combine(XAP_PHRASE, (const xap_query *const[]){synonym, synonym}, 2, 0, &query,
                            &error));
    xap_query_free(synonym);
    finish(writer);
}

Test(query, what_makes_no_sense_is_refused)
{
    xap_query *cat = term_query("cat"), *query = cat;
    const xap_query *const pair[] = {cat, cat};
    FAILS(XAP_INVALID_ARGUMENT, xap_query_combine(XAP_PHRASE, pair, 2, 1, &query, &error));
    cr_assert(query == NULL, "a handle was given");
    FAILS(XAP_INVALID_ARGUMENT, xap_query_combine((xap_operator)99, pair, 2, 0, &query, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_query_scale(cat, -1, &query, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_query_scale(cat, NAN, &query, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_query_constant(cat, -0.5, &query, &error));
    xap_query_free(cat);
    xap_query_free(NULL);
}

static xap_hit first_hit(const xap_database *database, const xap_query *query)
{
    xap_enquire *enquire;
    xap_mset *mset;
    xap_hit hit;
    OK(xap_enquire_new(database, &enquire, &error));
    OK(xap_enquire_set_query(enquire, query, &error));
    OK(xap_enquire_get_mset(enquire, 0, 10, 0, &mset, &error));
    OK(xap_mset_get_hit(mset, 0, &hit, &error));
    xap_mset_free(mset);
    xap_enquire_free(enquire);
    return hit;
}

Test(query, weights)
{
    xap_database *all = open_shards();
    xap_query *bird = term_query("bird"), *scaled, *constant, *sum;
    double weight = first_hit(all, bird).weight;
    OK(xap_query_scale(bird, 2, &scaled, &error));
    cr_assert(fabs(first_hit(all, scaled).weight - 2 * weight) < 1e-9, "scaling");
    OK(xap_query_constant(bird, 7, &constant, &error));
    cr_assert(fabs(first_hit(all, constant).weight - 7) < 1e-9, "%f",
              first_hit(all, constant).weight);
    expect_matches(all, join(XAP_OR, constant, term_query("fish")), "3,6");
    OK(xap_query_constant(bird, 7, &constant, &error));
    sum = join(XAP_OR, bird, constant);
    cr_assert(fabs(first_hit(all, sum).weight - 7 - weight) < 1e-9, "the sum");
    xap_query_free(scaled);
    xap_query_free(sum);
    xap_database_free(all);
}

Test(query, values)
{
    xap_database *all = open_shards();
    xap_query *query;
    OK(xap_query_value_range(0, "a2", 2, "a4", 2, &query, &error));
    expect_matches(all, query, "4,7,10");
    OK(xap_query_value_ge(0, "a4", 2, &query, &error));
    expect_matches(all, query, "3,6,10");
    OK(xap_query_value_le(0, "a2", 2, &query, &error));
    expect_matches(all, query, "1,4");
    OK(xap_query_value_range(0, "c", 1, "a", 1, &query, &error));
    expect_matches(all, query, "");
    xap_database_free(all);
}

Test(query, describes_itself)
{
    xap_query *query = join(XAP_AND, term_query("cat"), term_query("dog"));
    char *text;
    OK(xap_query_describe(query, &text, &error));
    cr_assert(strcmp(text, "Query((cat AND dog))") == 0, "%s", text);
    xap_string_free(text);
    xap_query_free(query);
}
