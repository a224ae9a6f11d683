/* Match deciders and match spies. */
#include "support.h"

TestSuite(callback, .init = set_up, .fini = tear_down);

typedef struct sightings {
    char seen[512];
    uint32_t refused; /* docid */
    int answer;       /* what a spy returns, or a decider about all others */
    bool wrong;       /* a document did not fit its docid */
    double weight;    /* the sum */
} sightings;

/* In open_shards the data, which slot 0 repeats, tells the shard and its docid there. */
static void note(sightings *record, xap_document *document, uint32_t docid)
{
    xap_bytes value, data;
    char kept[16] = "";
    OK(xap_document_get_value(document, 0, &value, &error));
    memcpy(kept, value.data, value.length);
    OK(xap_document_get_data(document, &data, &error));
    if (data.length != 2 || memcmp(kept, data.data, 2) != 0 ||
        docid != (uint32_t)(data.data[1] - '1') * 3 + (uint32_t)(data.data[0] - 'a') + 1 ||
        xap_document_docid(document) != docid)
        record->wrong = true;
    if (strlen(record->seen) < sizeof record->seen - 16)
        sprintf(record->seen + strlen(record->seen), "%u ", docid);
}

static int decide(void *context, xap_document *document, uint32_t docid)
{
    sightings *record = context;
    note(record, document, docid);
    return docid == record->refused ? 0 : record->answer;
}

static int spy(void *context, xap_document *document, uint32_t docid, double weight)
{
    sightings *record = context;
    note(record, document, docid);
    record->weight += weight;
    return record->answer;
}

static xap_enquire *search_for(const xap_database *database, xap_query *query)
{
    xap_enquire *enquire;
    OK(xap_enquire_new(database, &enquire, &error));
    OK(xap_enquire_set_query(enquire, query, &error));
    xap_query_free(query);
    return enquire;
}

static uint32_t count_hits(xap_enquire *enquire)
{
    xap_mset *mset;
    xap_mset_counts counts;
    OK(xap_enquire_get_mset(enquire, 0, 10, 100, &mset, &error));
    OK(xap_mset_get_counts(mset, &counts, &error));
    xap_mset_free(mset);
    return counts.size;
}

Test(callback, get_merged_docids_and_their_documents)
{
    xap_database *all = open_shards();
    xap_query *everything;
    OK(xap_query_new_all(&everything, &error));
    xap_query *const queries[] = {
        term_query("cat"),
        term_query("bird"),
        join(XAP_OR, term_query("dog"), term_query("bird")),
        join(XAP_AND_NOT, term_query("dog"), term_query("bird")),
        join(XAP_AND, term_query("cat"), term_query("dog")),
        everything,
    };
    static const char *const expected[] = {"1 4 10 3 ", "3 6 ",    "1 7 10 3 6 ",
                                           "1 7 10 ",   "1 10 3 ", "1 4 7 10 3 6 "};
    for (size_t i = 0; i < 6; i++) {
        sightings decided = {.answer = 1}, spied = {.answer = 0};
        xap_enquire *enquire = search_for(all, queries[i]);
        OK(xap_enquire_set_decider(enquire, decide, &decided, &error));
        OK(xap_enquire_add_spy(enquire, spy, &spied, &error));
        count_hits(enquire);
        cr_expect(!decided.wrong && !spied.wrong, "query %zu: a wrong docid", i);
        cr_expect(strcmp(decided.seen, expected[i]) == 0, "query %zu: %s", i, decided.seen);
        cr_expect(strcmp(spied.seen, expected[i]) == 0, "query %zu: %s", i, spied.seen);
        xap_enquire_free(enquire);
    }
    xap_database_free(all);
}

Test(callback, deciders_drop_documents)
{
    xap_database *all = open_shards();
    sightings decided = {.answer = 1, .refused = 4}, spied = {.answer = 0};
    xap_enquire *enquire = search_for(all, term_query("cat"));
    OK(xap_enquire_set_decider(enquire, decide, &decided, &error));
    OK(xap_enquire_add_spy(enquire, spy, &spied, &error));
    cr_assert(count_hits(enquire) == 3, "it was kept");
    cr_assert(strcmp(spied.seen, "1 10 3 ") == 0, "%s", spied.seen);
    OK(xap_enquire_set_decider(enquire, NULL, NULL, &error));
    cr_assert(count_hits(enquire) == 4, "it is still dropped");
    xap_enquire_free(enquire);
    xap_database_free(all);
}

Test(callback, can_stop_the_search)
{
    xap_database *all = open_shards();
    sightings stops = {.answer = -3}, spied = {.answer = 5};
    xap_mset *mset;
    xap_enquire *enquire = search_for(all, term_query("cat"));
    OK(xap_enquire_set_decider(enquire, decide, &stops, &error));
    FAILS(XAP_STOPPED, xap_enquire_get_mset(enquire, 0, 10, 100, &mset, &error));
    cr_assert(mset == NULL && strcmp(stops.seen, "1 ") == 0, "%s", stops.seen);
    cr_assert(strstr(error.message, "match decider") && strstr(error.message, "-3"), "%s",
              error.message);
    OK(xap_enquire_set_decider(enquire, NULL, NULL, &error));
    OK(xap_enquire_add_spy(enquire, spy, &spied, &error));
    FAILS(XAP_STOPPED, xap_enquire_get_mset(enquire, 0, 10, 100, &mset, &error));
    cr_assert(strcmp(spied.seen, "1 ") == 0, "%s", spied.seen);
    OK(xap_enquire_clear_spies(enquire, &error));
    cr_assert(count_hits(enquire) == 4, "the search cannot be used again");
    xap_enquire_free(enquire);
    xap_database_free(all);
}

Test(callback, several_spies_see_the_same)
{
    xap_database *all = open_shards();
    sightings first = {.answer = 0}, second = {.answer = 0};
    xap_enquire *enquire = search_for(all, term_query("dog"));
    OK(xap_enquire_add_spy(enquire, spy, &first, &error));
    OK(xap_enquire_add_spy(enquire, spy, &second, &error));
    count_hits(enquire);
    cr_assert(strcmp(first.seen, second.seen) == 0 && first.weight == second.weight, "%s, %s",
              first.seen, second.seen);
    count_hits(enquire);
    cr_assert(strcmp(first.seen, "1 7 10 3 1 7 10 3 ") == 0, "%s", first.seen);
    xap_enquire_free(enquire);
    xap_database_free(all);
}

Test(callback, watching_changes_no_result)
{
    xap_database *all = open_shards();
    sightings spied = {.answer = 0};
    xap_query *dog_or_bird = join(XAP_OR, term_query("dog"), term_query("bird"));
    xap_enquire *enquire = search_for(all, join(XAP_AND_MAYBE, dog_or_bird, term_query("cat")));
    xap_mset *plain, *watched;
    xap_mset_counts plain_counts, watched_counts;
    OK(xap_enquire_get_mset(enquire, 0, 10, 100, &plain, &error));
    OK(xap_enquire_add_spy(enquire, spy, &spied, &error));
    OK(xap_enquire_get_mset(enquire, 0, 10, 100, &watched, &error));
    OK(xap_mset_get_counts(plain, &plain_counts, &error));
    OK(xap_mset_get_counts(watched, &watched_counts, &error));
    cr_assert(memcmp(&plain_counts, &watched_counts, sizeof plain_counts) == 0, "the counts");
    for (uint32_t i = 0; i < plain_counts.size; i++) {
        xap_hit a, b;
        OK(xap_mset_get_hit(plain, i, &a, &error));
        OK(xap_mset_get_hit(watched, i, &b, &error));
        cr_assert(a.docid == b.docid && a.weight == b.weight, "%u %f %d, %u %f %d", a.docid,
                  a.weight, a.percent, b.docid, b.weight, b.percent);
    }
    xap_mset_free(plain);
    xap_mset_free(watched);
    xap_enquire_free(enquire);
    xap_database_free(all);
}

Test(callback, one_shard_alone)
{
    xap_database *writer = create("w");
    sightings decided = {.answer = 1};
    add_text(writer, "cat", "a1");
    xap_enquire *enquire = search_for(writer, term_query("cat"));
    OK(xap_enquire_set_decider(enquire, decide, &decided, &error));
    cr_assert(count_hits(enquire) == 1 && strcmp(decided.seen, "1 ") == 0, "%s", decided.seen);
    xap_enquire_free(enquire);
    finish(writer);
}

Test(callback, no_shards_at_all)
{
    xap_database *none;
    sightings spied = {.answer = 0};
    xap_query *query;
    OK(xap_database_new(&none, &error));
    OK(xap_query_new_all(&query, &error));
    xap_enquire *enquire = search_for(none, query);
    OK(xap_enquire_add_spy(enquire, spy, &spied, &error));
    cr_assert(count_hits(enquire) == 0 && spied.seen[0] == '\0', "something");
    xap_enquire_free(enquire);
    xap_database_free(none);
}

Test(callback, copied_shards_are_refused)
{
    xap_database *all = open_shards(), *again;
    sightings spied = {.answer = 0};
    xap_mset *mset;
    OK(xap_database_open(path_of("a"), &again, &error));
    OK(xap_database_add(all, again, &error));
    xap_enquire *enquire = search_for(all, term_query("cat"));
    cr_assert(count_hits(enquire) == 7, "without callbacks it works");
    OK(xap_enquire_add_spy(enquire, spy, &spied, &error));
    FAILS(XAP_INVALID_ARGUMENT, xap_enquire_get_mset(enquire, 0, 10, 100, &mset, &error));
    xap_enquire_free(enquire);
    xap_database_free(again);
    xap_database_free(all);
}
